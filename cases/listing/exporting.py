"""A list as a file: xlsx or CSV, safe from formulas, in bounded memory; each case in it is written into the read log.

A file leaves the house: workers' names stand in it masked, whoever takes it (docs/decisions/exports.md).
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from cases import text
from cases.listing import columns
from cases.listing.columns import BY_CODE
from cases.models import Case, Party, ReadLog, User

MOST = 20_000
# From here on somebody has to say what the file is for.
FREE = 50
HANDFUL = 500
# A spreadsheet takes a cell that begins so for a formula; also in full width, and after what it trims.
_TRIGGERS = "=+-@＝＋－＠\t\r\n\x00"  # noqa: RUF001

Cell = Any


def log(cases: Iterable[UUID], *, by: User, at: datetime, reason: str) -> None:
    """Write for each case that it left in a file, before the file is made. Fails closed."""
    posting = by.posting
    with transaction.atomic():
        handful: list[ReadLog] = []
        for pk in cases:
            handful.append(ReadLog(case_id=pk, user=by, posting=posting, what="export", at=at, reason=reason))
            if len(handful) == HANDFUL:
                ReadLog.objects.bulk_create(handful)
                handful = []
        ReadLog.objects.bulk_create(handful)


def heading(codes: Sequence[str]) -> list[str]:
    """The words over the columns."""
    fixed = [_("Number"), _("Applicants"), _("Respondents")]
    return [*fixed, *(str(BY_CODE[code].label) for code in codes)]


def lines(cases: Sequence[UUID], codes: Sequence[str], user: User, today: date) -> Iterator[list[Cell]]:
    """The rows of the file, a handful of cases at a time, in the order of the identifiers."""
    for start in range(0, len(cases), HANDFUL):
        some = cases[start : start + HANDFUL]
        rows = Case.objects.select_related("organisation", "mediator", "cause").in_bulk(list(some))
        found = [rows[pk] for pk in some]
        sheet = columns.sheet(found, codes, user, today)
        names = _names(found)
        for case in found:
            yield [
                case.number,
                *(names.get((case.pk, role), "") for role in (Party.Role.APPLICANT, Party.Role.RESPONDENT)),
                *(BY_CODE[code].value(case, sheet) for code in codes),
            ]


def _names(cases: Iterable[Case]) -> dict[tuple[UUID, str], str]:
    found: dict[tuple[UUID, str], list[str]] = {}
    parties = Party.objects.filter(case__in=[case.pk for case in cases], left_on=None).order_by(
        "position", "id"
    )
    for case_id, role, kind, name in parties.values_list("case_id", "role", "kind", "name"):
        is_worker = kind in (Party.Kind.WORKER, Party.Kind.WORKERS)
        found.setdefault((case_id, role), []).append(veiled(name) if is_worker else name)
    mark = _(", ")
    return {key: mark.join(name for name in names if name) for key, names in found.items()}


def veiled(name: str) -> str:
    """A person's name with its middle hidden: 陈*英, 赵*, 买*尔."""
    if len(name) < 2:
        return name and "*"
    return name[0] + "*" + (name[-1] if len(name) > 2 else "")


def in_language(language: str, rows: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    """The same rows, each made in this language: a stream is read after the page that began it is left."""
    left = iter(rows)
    while True:
        with translation.override(language):
            row = next(left, None)
        if row is None:
            return
        yield row


# --- CSV -------------------------------------------------------------------------------------------------------------
class _Echo:
    def write(self, value: str) -> str:
        return value


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The file line by line: UTF-8 with its mark, so that spreadsheets read Chinese right."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield "\ufeff".encode()
    for row in chain([head], rows):
        yield str(writer.writerow([harmless(cell) for cell in row])).encode()


def harmless(cell: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula."""
    told = spelled(cell)
    return "'" + told if told and (told[0] in _TRIGGERS or told.lstrip()[:1] in tuple(_TRIGGERS)) else told


def spelled(cell: Cell) -> str:
    """A cell as text: days as 2026-03-19, amounts with two decimals, nothing for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


# --- xlsx ------------------------------------------------------------------------------------------------------------
def as_xlsx(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> IO[bytes]:
    """The file, written row by row to the disk; texts are typed as text, so none is ever a formula."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_("Cases"))
    page.freeze_panes = "B2"
    page.append([_typed(page, cell) for cell in head])
    for row in rows:
        page.append([_typed(page, cell) for cell in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    book.save(file)
    file.seek(0)
    return file


def _typed(page: Any, cell: Cell) -> Any:
    if isinstance(cell, Decimal | int):
        return cell
    made = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", spelled(cell)))
    made.data_type = "s"
    return made


def is_sound(reason: str) -> bool:
    """Is this a reason that can be kept?"""
    return bool(reason.strip()) and len(reason) <= 300 and text.problem(reason) is None
