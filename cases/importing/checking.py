"""One line of a list: taken with all that it says, or refused with a reason."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from cases import text
from cases.importing.reading import (
    AGREED,
    AMOUNT,
    APPLIED,
    CAUSE,
    FACTS,
    HEADINGS,
    HEADS,
    NUMBER,
    PAYMENT,
    RESULT,
    Line,
)
from cases.models import Cause, Claim

MAX_AMOUNT = Decimal(10_000_000_000)
MAX_HEADS = 1_000_000
EARLIEST = 1950
COLLECTIVE_FROM = 10  # workers (ARB 7)
LONGEST = {FACTS: 100_000, RESULT: 20_000, PAYMENT: 20_000, CAUSE: 500, NUMBER: 100}
LONGEST_OTHER = 2_000

# What the lists call a cause, and its name in the official list.
ALIASES = {
    "拖欠劳动报酬": "追索劳动报酬纠纷",
    "拖欠工资": "追索劳动报酬纠纷",
    "追索劳动报酬": "追索劳动报酬纠纷",
    "劳动报酬": "追索劳动报酬纠纷",
    "加班费": "追索劳动报酬纠纷",
    "确认劳动关系": "确认劳动关系纠纷",
    "工伤赔偿": "工伤保险待遇纠纷",
    "工伤保险待遇": "工伤保险待遇纠纷",
    "经济补偿": "经济补偿金纠纷",
    "经济补偿金": "经济补偿金纠纷",
    "竞业限制": "竞业限制纠纷",
    "劳务派遣": "劳务派遣合同纠纷",
    "社会保险": "社会保险纠纷",
    "劳动合同": "劳动合同纠纷",
}
_KINDS = (
    ("加班", Claim.Kind.OVERTIME),
    ("年休假", Claim.Kind.ANNUAL_LEAVE),
    ("确认劳动关系", Claim.Kind.RELATION),
    ("工伤", Claim.Kind.WORK_INJURY),
    ("经济补偿", Claim.Kind.SEVERANCE),
    ("赔偿金", Claim.Kind.DAMAGES),
    ("双倍工资", Claim.Kind.DOUBLE_WAGE),
    ("二倍工资", Claim.Kind.DOUBLE_WAGE),
    ("离职证明", Claim.Kind.CERTIFICATE),
    ("社会保险", Claim.Kind.SOCIAL_INSURANCE),
    ("劳动报酬", Claim.Kind.WAGES),
    ("工资", Claim.Kind.WAGES),
)


class LineRefused(Exception):
    """The line is not taken: a full sentence with the reason."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as it will stand in the register."""

    line: int
    key: str  # the same content has the same key, whatever the encoding of its file
    facts: str
    outcome_told: str
    cause_id: str | None
    cause_text: str
    claim_kind: str
    claim_text: str
    amount: Decimal | None
    heads: int | None
    received_on: date | None
    precision: str  # day, month, year, or none
    is_collective: bool


def known_causes() -> dict[str, str]:
    """Names and listed aliases of the newest official list, with the code of each; earlier entries win."""
    names: dict[str, str] = {}
    for code, name in Cause.objects.order_by("-version", "order").values_list("code", "name_zh"):
        names.setdefault(name, code)
    for alias, name in ALIASES.items():
        if name in names:
            names.setdefault(alias, names[name])
    return names


def check(line: Line, *, today: date, causes: Mapping[str, str]) -> Entry:
    """The entry of a line. LineRefused when anything in it cannot be taken as it stands."""
    if line.problem:
        raise LineRefused(line.problem)
    cells = {name: _clean(name, cell) for name, cell in line.cells.items()}
    cause, story = cells.get(CAUSE, ""), cells.get(FACTS, "")
    if not cause and not story:
        raise LineRefused(_("Both 案由 and 案情 are empty: there is nothing to register."))
    amount = parse_amount(cells.get(AMOUNT, ""))
    heads = parse_heads(cells.get(HEADS, ""))
    received_on, precision = parse_day(APPLIED, cells.get(APPLIED, ""), today)
    agreed_on, agreed_how = parse_day(AGREED, cells.get(AGREED, ""), today)
    plain_cause = re.sub(r"[（(].*?[）)]", "", cause).strip()
    return Entry(
        line=line.number,
        key=_key(cells, amount, heads, f"{received_on}/{precision}", f"{agreed_on}/{agreed_how}"),
        facts=_facts(cells, story, cause),
        outcome_told="\n".join(_said(cells, RESULT, AGREED, PAYMENT)),
        cause_id=causes.get(cause) or causes.get(plain_cause),
        cause_text=_cut(cause, 120),
        claim_kind=next((kind for word, kind in _KINDS if word in cause), Claim.Kind.OTHER).value,
        claim_text=cause or _cut(story, 500),
        amount=amount,
        heads=heads,
        received_on=received_on,
        precision=precision,
        is_collective="集体" in cause or (heads or 1) >= COLLECTIVE_FROM,
    )


def _clean(name: str, cell: str) -> str:
    found = text.problem(cell) or (
        "\ufffd" in cell and _("a character was broken on its way into this file.")
    )
    if found:
        raise LineRefused(_("“%(heading)s”: %(problem)s") % {"heading": name[:40], "problem": found})
    if len(cell) > LONGEST.get(name, LONGEST_OTHER):
        raise LineRefused(
            _("“%(heading)s” is longer than %(limit)d characters.")
            % {"heading": name[:40], "limit": LONGEST.get(name, LONGEST_OTHER)}
        )
    return cell.replace("\r\n", "\n").strip()


def _half_width(cell: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell))


_AMOUNT = re.compile(r"[¥￥]?(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)((?:\.[0-9]+)?)(万|亿|)元?")
_UNITS = {"": 1, "万": 10_000, "亿": 100_000_000}


def parse_amount(cell: str) -> Decimal | None:
    """An amount in yuan; full-width digits, thousands separators and 万 are understood. LineRefused otherwise."""
    if not cell:
        return None
    found = _AMOUNT.fullmatch(_half_width(cell)) if len(cell) <= 40 else None
    if found is None:
        raise LineRefused(_("The amount is not a number. Write it in yuan, such as 46293.00."))
    sign, whole, fraction, unit = found.groups()
    amount = Decimal(whole.replace(",", "") + fraction) * _UNITS[unit]
    if sign and amount:
        raise LineRefused(_("The amount is negative."))
    if amount > MAX_AMOUNT:
        raise LineRefused(_("The amount is beyond anything that is claimed. Check its unit."))
    exact = amount.quantize(Decimal("0.01"))
    if exact != amount:
        raise LineRefused(_("The amount has parts of a fen. Round it to two decimals."))
    return exact


def parse_heads(cell: str) -> int | None:
    """A number of people, as 44 or 44人. LineRefused unless it is a positive whole number."""
    if not cell:
        return None
    found = re.fullmatch(r"([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.0+)?[人名]?", _half_width(cell))
    heads = int(found[1].replace(",", "")) if found else 0
    if not 0 < heads <= MAX_HEADS:
        raise LineRefused(_("The number of people is not a positive whole number."))
    return heads


_DAY = re.compile(
    r"(?:([0-9]{4})([0-9]{2})([0-9]{2})|([0-9]{4})(?:[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?|月?)|年?))"
    r"(?:T?00:00(?::00(?:\.0+)?)?)?"
)


def parse_day(name: str, cell: str, today: date) -> tuple[date | None, str]:
    """A day and how exact it is. Of a month or year its first day stands: a clock never promises too much time.

    LineRefused for what is no date, lies in the future, or before 1950.
    """
    if not cell:
        return None, "none"
    found = _DAY.fullmatch(_half_width(cell)) if len(cell) <= 40 else None
    parts = [part for part in found.groups() if part] if found else []
    try:
        day = date(
            int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1
        )
    except (ValueError, IndexError):
        raise LineRefused(
            _("“%(heading)s” is not a date. Write it as 2025-08-31, or 2025-08 when the day is not known.")
            % {"heading": name}
        ) from None
    if day > today:
        raise LineRefused(_("“%(heading)s” lies in the future.") % {"heading": name})
    if day.year < EARLIEST:
        raise LineRefused(_("“%(heading)s” lies before %(year)d.") % {"heading": name, "year": EARLIEST})
    return day, ("year", "month", "day")[len(parts) - 1]


def _said(cells: Mapping[str, str], *names: str) -> list[str]:
    return [f"{name}：{cells[name]}" for name in names if cells.get(name)]


def _facts(cells: Mapping[str, str], story: str, cause: str) -> str:
    """What happened, and below it what else the source says, in its own words and headings."""
    others = [name for name in cells if name not in HEADINGS]
    long_cause = (CAUSE,) if len(cause) > 120 else ()
    said = _said(cells, NUMBER, *long_cause, HEADS, AMOUNT, APPLIED, *others)
    below = "\n".join(["〔来源登记〕", *said]) if said else ""
    return "\n\n".join(part for part in (story, below) if part)


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else words[: length - 1] + "…"


def _key(
    cells: Mapping[str, str], amount: Decimal | None, heads: int | None, applied: str, agreed: str
) -> str:
    values = {**cells, AMOUNT: str(amount), HEADS: str(heads), APPLIED: applied, AGREED: agreed}
    said = "\x1e".join(f"{name}\x1f{values[name]}" for name in sorted(values) if values[name])
    return hashlib.sha256(said.encode()).hexdigest()
