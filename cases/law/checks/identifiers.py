"""Resident identity numbers (GB 11643): can a number be one, and what does it tell?

A number is only looked at, never repeated in an answer: it is personal. Regions are told apart by province alone,
because counties are abolished while the numbers made of them stay valid.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from cases.law.results import BadInput, Problem, Result, Text, Value, Version, in_force, wrong
from cases.law.steps import Step, date_en, date_zh

_GAPS = re.compile(r"[\s\-–—·.()（）]+")
# The provinces; 81, 82 and 83 stand on the residence permits of people from Hong Kong, Macao and Taiwan.
_PROVINCES = frozenset(
    str(code)
    for code in (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
    )
)
_PERMITS = frozenset(("81", "82", "83"))
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_MOST_YEARS = 130
VERSIONS = (
    Version(
        "id_number", date(1984, 4, 6), ("GB 11643",),
        Text("公民身份号码国家标准（GB 11643）", "Standard of identity numbers, GB 11643"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """What a resident number tells of its holder. `is_old`: fifteen digits, from the first cards."""

    birth_on: date
    is_male: bool
    is_old: bool


def without_gaps(text: str) -> str:
    """Half-width, without spaces, dashes, dots and brackets."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", text or ""))


def normalised(text: str) -> str:
    """Half-width, without gaps, in capitals: one form for what people type in many."""
    return without_gaps(text).upper()


def identity(number: str, *, on: date) -> Identity:
    """The day of birth and the sex in a number of 18 or 15 signs, looked at on a day. BadInput with the fault."""
    number = normalised(number)
    _check_signs(number)
    problems = [*_region_faults(number), *_birth_faults(number, on)]
    if not problems and len(number) == 18 and id_check(number) != number[17]:
        problems.append(
            _fault(
                "check_sign",
                "最后一位校验码与前面的数字不符，至少有一位写错，请对照证件逐位核对。",
                "The last sign does not fit the others: at least one is wrong. Please compare it with the card sign by sign.",
            )
        )
    if problems:
        raise BadInput(*problems)
    birth_on = _birth(number)
    assert birth_on is not None
    return Identity(birth_on, int(number[16 if len(number) == 18 else 14]) % 2 == 1, len(number) == 15)


def is_identity(number: str, *, on: date) -> bool:
    """Can this be a resident identity number, or the number of a residence permit?"""
    try:
        identity(number, on=on)
    except BadInput:
        return False
    return True


def id_check(number: str) -> str:
    """The check sign that belongs to the first seventeen digits (GB 11643)."""
    total = sum(weight * int(sign) for weight, sign in zip(_ID_WEIGHTS, number[:17], strict=True))
    return _ID_CHECKS[total % 11]


def _fault(code: str, zh: str, en: str) -> Problem:
    return Problem("number", code, Text(zh, en))


def _check_signs(number: str) -> None:
    length = len(number)
    if length not in (15, 18):
        raise wrong(
            "number",
            "length",
            f"居民身份证号码为18位（老号码15位），现在是{length}位，请核对是否漏写或者多写。",
            f"An identity number has 18 signs (15 on the oldest cards); this one has {length}. Is one missing or doubled?",
        )
    # isascii too: \d would let in the digits of other scripts.
    if not re.fullmatch(r"[0-9]{17}[0-9X]|[0-9]{15}", number):
        raise wrong(
            "number",
            "signs",
            "号码只能由数字组成，只有18位号码的最后一位可以是X，请核对。",
            "Only digits are allowed; the last of 18 signs may be an X. Please check it.",
        )


def _region_faults(number: str) -> list[Problem]:
    first = number[:2]
    # Permanent residence cards of foreigners (since 2023): a nine, then the province.
    is_foreigner = len(number) == 18 and number[0] == "9" and number[1:3] in _PROVINCES
    if first in _PROVINCES or first in _PERMITS or is_foreigner:
        return []
    return [
        _fault(
            "region",
            "开头两位不是任何省、自治区、直辖市的代码，请核对开头几位。",
            "The first two digits belong to no province. Please check the beginning.",
        )
    ]


def _birth(number: str) -> date | None:
    digits = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _birth_faults(number: str, on: date) -> list[Problem]:
    born = _birth(number)
    if born is None:
        where = "第7至14位" if len(number) == 18 else "第7至12位"
        return [
            _fault(
                "no_such_day",
                f"{where}应为出生日期，但日历上没有这一天，请核对。",
                "The day of birth inside the number does not exist in the calendar. Please check it.",
            )
        ]
    if born > on:
        return [
            _fault(
                "future",
                "号码里的出生日期晚于核对日期，请核对年份。",
                "The day of birth inside the number lies in the future. Please check the year.",
            )
        ]
    if on.year - born.year > _MOST_YEARS:
        return [
            _fault(
                "too_old",
                f"号码里的出生日期在{_MOST_YEARS}多年以前，请核对年份。",
                f"The day of birth inside the number is more than {_MOST_YEARS} years ago. Please check the year.",
            )
        ]
    return []


def id_number(*, number: str, on: date) -> Result:
    """Whether a number can be a resident identity number, and the sex and day of birth in it; never the number."""
    version = in_force(VERSIONS, on, field="on")
    found = identity(number, on=on)
    sex = Text("男", "male") if found.is_male else Text("女", "female")
    steps = (
        Step("省级代码有效；已撤销的县、市不影响号码效力，不作核对。", "The province exists; abolished counties are not checked."),
        Step(
            f"出生日期为{date_zh(found.birth_on)}，顺序码表示{sex.zh}性。",
            f"Born on {date_en(found.birth_on)}, {sex.en}.", found.birth_on,
        ),
        Step(
            "15位老号码没有校验码，不能发现写错的数字。" if found.is_old else "最后一位校验码正确。",
            "The old fifteen digits have no check sign." if found.is_old else "The check sign is right.",
        ),
    )  # fmt: skip
    return Result(
        kind="id_number",
        version=version,
        answer=Text(
            f"号码符合编码规则：{sex.zh}，{date_zh(found.birth_on)}出生。是否真实有效以证件为准。",
            f"The number follows the rules: {sex.en}, born on {date_en(found.birth_on)}. Only the card shows that it is real.",
        ),
        values=(
            Value("is_plausible", Text("符合编码规则", "follows the rules"), True),
            Value("birth_on", Text("出生日期", "day of birth"), found.birth_on, "day"),
            Value("sex", Text("性别", "sex"), "m" if found.is_male else "f", words=sex),
            Value("is_old", Text("15位老号码", "old number of 15 digits"), found.is_old),
        ),
        steps=steps,
        cautions=_OLD if found.is_old else (),
    )


_OLD = (
    Text(
        "15位号码的第一代证件已经停用，请向本人索要18位号码。",
        "Cards with 15 digits are no longer in use: please ask for the number of 18.",
    ),
)
