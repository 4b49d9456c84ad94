"""A list of complaints as a stream of lines: CSV in the encodings offices use, and xlsx. Never all in memory."""

import codecs
import csv
import hashlib
import io
import math
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

NUMBER, CAUSE, HEADS, AMOUNT = "编号", "案由", "人数", "金额（元）"
APPLIED, AGREED, PAYMENT, RESULT, FACTS = "申请日期", "达成协议日期", "支付方式", "结果", "案情"
HEADINGS = (NUMBER, CAUSE, HEADS, AMOUNT, APPLIED, AGREED, PAYMENT, RESULT, FACTS)


def normal_heading(name: str) -> str:
    """A heading without spaces, with half-width brackets."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


_SPELLINGS = {normal_heading(known): known for known in HEADINGS} | {"金额": AMOUNT, "申请时间": APPLIED}

MAX_UNPACKED = 200 * 1024 * 1024  # what an xlsx may unpack to
MAX_MEMBERS = 2_000
MAX_CELL = 4 * 1024 * 1024
MAX_SHEET_LINES = 1_048_576  # what the format allows; a file may claim any row number
_HEAD = 64 * 1024


class Unreadable(Exception):
    """The file as a whole cannot be read: a full sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record and the line it begins in; with a problem when its cells could not be read."""

    number: int
    cells: dict[str, str]
    problem: str = ""


class Table:
    """An open list: its headings, then its lines."""

    def __init__(self, headings: Sequence[str], records: Iterable[tuple[int, Sequence[str], str]]) -> None:
        self.headings = _known(headings)
        self.unknown = tuple(name for name in self.headings if name and name not in HEADINGS)
        self._records = records
        self.share = 0.0  # how much of the file has been read, as far as one can tell

    def __iter__(self) -> Iterator[Line]:
        for number, cells, problem in self._records:
            if problem:
                yield Line(number, {}, problem)
            elif any(cell.strip() for cell in cells):
                yield self._line(number, cells)

    def _line(self, number: int, cells: Sequence[str]) -> Line:
        width = len(self.headings)
        beyond = [cell for cell in cells[width:] if cell.strip()]
        nameless = [
            cell for name, cell in zip(self.headings, cells, strict=False) if not name and cell.strip()
        ]
        if beyond or nameless:
            return Line(
                number, {}, _("A cell stands under no heading. Give its column a heading, or empty it.")
            )
        padded = [*cells[:width], *[""] * (width - len(cells))]
        return Line(number, {name: cell for name, cell in zip(self.headings, padded, strict=True) if name})


def digest_of(path: Path) -> str:
    """SHA-256 of the file, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_table(path: Path) -> Table:
    """Open a list; Unreadable when it is neither a known text nor a sound workbook."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise Unreadable(
            _("The file cannot be opened. Check its name and whether you may read it.")
        ) from error
    if head.startswith(b"PK"):
        return _open_workbook(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            _("This is an old Excel file (.xls), or one with a password. Save it as .xlsx or CSV.")
        )
    return _open_text(path, head)


def _known(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings as we spell them; others stay as they are. Refuses a list that nobody could attribute."""
    names = [_SPELLINGS.get(normal_heading(name), name.strip()) for name in headings]
    while names and not names[-1]:
        names.pop()
    if not {CAUSE, FACTS} & set(names):
        wanted = "，".join(HEADINGS)
        raise Unreadable(_("The first line must hold the headings: %(headings)s.") % {"headings": wanted})
    for name in names:
        if name and names.count(name) > 1:
            raise Unreadable(
                _("The heading “%(heading)s” stands there twice. Rename one.") % {"heading": name[:40]}
            )
    return tuple(names)


# --- text -----------------------------------------------------------------------------------------------------
def _mark_broken(error: UnicodeError) -> tuple[str, int]:
    # A lone surrogate never passes the gate for text: the line is refused, the rest of the file is read.
    if isinstance(error, UnicodeDecodeError):
        return "\udcff", error.end
    raise error


codecs.register_error("tiaojie.broken", _mark_broken)

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def _open_text(path: Path, head: bytes) -> Table:
    encoding, delimiter = _spelling_of(head)
    csv.field_size_limit(MAX_CELL)
    raw = path.open("rb")
    text = io.TextIOWrapper(raw, encoding=encoding, errors="tiaojie.broken", newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    records = _text_records(reader)
    for _line, cells, problem in records:
        if problem:
            raise Unreadable(_("The line of headings cannot be read: %(problem)s") % {"problem": problem})
        if any(cell.strip() for cell in cells):
            break
    else:
        raise Unreadable(_("The file is empty."))
    size = max(path.stat().st_size, 1)
    table = Table(cells, ())
    table._records = _watched(records, table, lambda: raw.tell() / size, text)
    return table


def _watched(records: Iterator[Any], table: Table, share: Any, file: io.TextIOWrapper) -> Iterator[Any]:
    with file:
        for count, record in enumerate(records):
            if count % 500 == 0:
                table.share = share()
            yield record
    table.share = 1.0


def _text_records(reader: Any) -> Iterator[tuple[int, Sequence[str], str]]:
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                begins,
                (),
                _("The line is not sound CSV (%(error)s). Check its quotation marks.") % {"error": error},
            )
        else:
            yield begins, cells, ""


def _spelling_of(head: bytes) -> tuple[str, str]:
    """Encoding and delimiter: by the byte-order mark, else those that show the most known headings."""
    marked = [encoding for mark, encoding in _MARKS if head.startswith(mark)]
    best = (0, "utf-8", ",")
    for encoding in marked or ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        lines = head.decode(encoding, errors="replace").lstrip("\r\n").splitlines()
        for delimiter in ",\t;":
            found = 0
            with suppress(csv.Error):
                names = next(csv.reader(lines[:1], delimiter=delimiter), [])
                found = sum(normal_heading(name) in _SPELLINGS for name in names)
            if found > best[0]:
                best = (found, encoding, delimiter)
    return (marked[0] if marked else best[1]), best[2]


# --- workbooks ------------------------------------------------------------------------------------------------
def _open_workbook(path: Path) -> Table:
    """Open the first sheet that has our headings. Sizes are looked at before anything is unpacked."""
    _refuse_bombs(path)
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise Unreadable(_("Workbooks are read only where the package defusedxml is installed."))
    not_sound = _(
        "The workbook is damaged, or not a workbook. Open it in a spreadsheet program and save it again."
    )
    try:
        book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
        sheets = [_sheet_records(sheet) for sheet in book.worksheets]
        firsts = [next((cells for _no, cells, _bad in sheet if any(cells)), ()) for sheet in sheets]
    except Exception as error:  # a damaged file can raise anything
        raise Unreadable(not_sound) from error
    chosen = max(
        range(len(firsts)),
        key=lambda i: sum(normal_heading(n) in _SPELLINGS for n in firsts[i]),
        default=None,
    )
    if chosen is None or not firsts[chosen]:
        raise Unreadable(_("The file is empty."))
    return Table(firsts[chosen], _guarded(sheets[chosen], not_sound))


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(_("The workbook is damaged. Save it again, or save it as CSV.")) from error
    # The declared size binds: no more than that is ever unpacked of a member.
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable(
            _("The workbook unpacks to more than 200 MB and is not opened. Split it, or save it as CSV.")
        )


def _guarded(records: Iterator[Any], not_sound: str) -> Iterator[Any]:
    try:
        yield from records
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(not_sound) from error


def _sheet_records(sheet: Any) -> Iterator[tuple[int, Sequence[str], str]]:
    sheet.reset_dimensions()  # what a file says about its size may be wrong
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > MAX_SHEET_LINES:
            raise Unreadable(_("The sheet has more lines than the format allows."))
        kinds = {cell.data_type for cell in row if cell.value is not None}
        if "f" in kinds:
            yield number, (), _("A cell holds a formula. Save the sheet with values only.")
        elif "e" in kinds:
            yield number, (), _("A cell holds an error of the spreadsheet program. Correct it there.")
        else:
            yield number, [_as_text(cell.value) for cell in row], ""


def _as_text(value: Any) -> str:
    """What a person sees in the cell."""
    if value is None:
        return ""
    if isinstance(value, float) and math.isfinite(value):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
