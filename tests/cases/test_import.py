"""A list of complaints is taken into the register: all of it, once, or refused line by line with a reason."""

# ruff: noqa: RUF001 - digits in full width are what is tested

import csv
import json
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.utils import timezone

from cases.importing import bulk
from cases.importing.reading import HEADINGS
from cases.models import Case, CaseEvent, Claim, Counter, Organisation, Party, User
from tests.people import People

DATA = Path(__file__).resolve().parent.parent / "data"
TOTALS = json.loads((DATA / "intake_sample_totals.json").read_text(encoding="utf-8"))
SAMPLES = (
    "intake_sample.csv",
    "intake_sample_bom.csv",
    "intake_sample_gb18030.csv",
    "intake_sample_utf16.csv",
)


def imported(path: Path, *args: str) -> str:
    out = StringIO()
    call_command("import_cases", str(path), *args, stdout=out, stderr=StringIO())
    return out.getvalue()


def listed(
    folder: Path, *rows: dict[str, str] | list[str], name: str = "list.csv", encoding: str = "utf-8"
) -> Path:
    path = folder / name
    with path.open("w", encoding=encoding, newline="", errors="surrogatepass") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for row in rows:
            writer.writerow([row.get(heading, "") for heading in HEADINGS] if isinstance(row, dict) else row)
    return path


def as_workbook(folder: Path) -> Path:
    """The sample as a person would have it in a spreadsheet: numbers as numbers, days as days."""
    book = openpyxl.Workbook()
    sheet = book.active
    with (DATA / "intake_sample.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file)):
            cells: list[Any] = list(row)
            if number:
                cells[2] = int(row[2]) if row[2] else None
                cells[3] = float(row[3]) if row[3] else None
                cells[4] = datetime.fromisoformat(row[4]) if len(row[4]) == 10 else row[4]
            sheet.append(cells)
    book.save(folder / "sample.xlsx")
    return folder / "sample.xlsx"


def sums(said: str) -> tuple[str, str, str]:
    found = dict(line.rsplit(": ", 1) for line in said.splitlines() if ": " in line)
    return found["rows taken"], found["sum of 金额"], found["sum of 人数"]


EXPECTED = (str(TOTALS["rows"]), TOTALS["金额"], str(TOTALS["人数"]))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_encoding_gives_the_same_totals(people: People, name: str) -> None:
    assert sums(imported(DATA / name)) == EXPECTED
    assert Case.objects.count() == TOTALS["rows"]


def test_workbook_gives_the_same_totals(people: People, tmp_path: Path) -> None:
    assert sums(imported(as_workbook(tmp_path))) == EXPECTED


def test_once_only_whatever_the_encoding(people: People, tmp_path: Path) -> None:
    imported(DATA / SAMPLES[0])
    for again in (*(DATA / name for name in SAMPLES), as_workbook(tmp_path)):
        said = imported(again)
        assert sums(said) == ("0", "0.00", "0")
        assert "rows known already: 14" in said
    assert Case.objects.count() == CaseEvent.objects.count() == 14


def test_nothing_is_lost(people: People) -> None:
    imported(DATA / SAMPLES[0])
    with (DATA / SAMPLES[0]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        case = Case.objects.get(facts__contains=f"编号：{row['编号']}")
        assert case.cause_text == row["案由"]
        for cell in (row["案情"], row["人数"], row["申请日期"]):
            assert cell in case.facts
        for cell in (row["结果"], row["支付方式"], row["达成协议日期"]):
            assert cell in case.outcome_told


def test_what_a_line_becomes(people: People) -> None:
    imported(DATA / SAMPLES[0])
    case = Case.objects.get(facts__contains="编号：MED-04")
    assert (case.state, case.channel, case.head_count, case.is_collective) == (
        "registered",
        "import",
        44,
        True,
    )
    assert timezone.localdate(case.received_at) == date(2025, 8, 31)
    assert case.cause and case.cause.name_zh == "追索劳动报酬纠纷"
    assert {(party.role, party.kind, party.name, party.head_count) for party in case.parties.all()} == {
        ("applicant", "workers", "", 44), ("respondent", "employer", "", 1),
    }  # fmt: skip
    claim = case.claims.get()
    assert (claim.amount, claim.kind, claim.text) == (Decimal("1590000.00"), "wages", "拖欠劳动报酬（集体）")
    assert case.amount_claimed == Decimal("1590000.00")
    # Nobody promised a first contact to the people of an old list.
    assert {clock.kind: clock.due_on for clock in case.deadlines.all()} == {
        "accept": date(2025, 9, 3), "right15": date(2025, 9, 15),
    }  # fmt: skip
    assert (case.next_due_on, case.next_due_kind) == (date(2025, 9, 3), "accept")
    assert set(case.tasks.values_list("kind", flat=True)) == {"reach_applicant", "name_respondent"}
    assert Case.objects.matching(case.ref).get() == case


def test_the_birth_is_recorded(people: People) -> None:
    imported(DATA / SAMPLES[0])
    for case in Case.objects.all():
        event = case.events.get()
        assert (event.act, event.from_state, event.to_state) == ("cases.import", "", "registered")
        assert (event.user, event.posting.role, event.hash) == (people.clerk, "intake", case.head_hash)
        assert len(event.note) == 64
        row = case.history.get()
        assert (row.history_type, row.history_change_reason) == ("+", "cases.import#1")
        assert (row.history_user, row.facts, row.state) == (people.clerk, case.facts, "registered")
        for thing in (*case.parties.all(), *case.claims.all(), *case.deadlines.all(), *case.tasks.all()):
            assert thing.history.get().history_change_reason == "cases.import#1"


def test_an_imported_case_goes_on_like_any_other(people: People) -> None:
    from cases.actions import screening

    imported(DATA / SAMPLES[0])
    case = Case.objects.first()
    screening.take_for_screening(case, by=people.head, at=timezone.now())
    assert Case.objects.get(pk=case.pk).screener == people.head
    assert case.history.count() == 2


def test_days_that_are_not_exact(people: People, tmp_path: Path) -> None:
    path = listed(
        tmp_path,
        {"编号": "1", "案由": "加班费", "申请日期": "2020-06"},
        {"编号": "2", "案由": "加班费", "申请日期": "2020年"},
        {"编号": "3", "案由": "加班费"},
    )
    imported(path)
    found = {case.facts.split("编号：")[1][0]: case for case in Case.objects.all()}
    assert [timezone.localdate(found[n].received_at) for n in "123"] == [
        date(2020, 6, 1), date(2020, 1, 1), timezone.localdate(),
    ]  # fmt: skip
    assert [found[n].events.get().facts["received_by"] for n in "123"] == ["month", "year", "import_day"]
    # Only an exact day interrupts limitation.
    assert not Claim.objects.filter(limitation_events__isnull=False).exists()


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("46293", "46293.00"), ("４６２９３．５", "46293.50"), ("1,590,000.00", "1590000.00"), ("￥8000元", "8000.00"),
        ("159万", "1590000.00"), ("1.5万元", "15000.00"), ("0", "0.00"), ("１，５９０", "1590.00"),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(people: People, tmp_path: Path, cell: str, amount: str) -> None:
    assert sums(imported(listed(tmp_path, {"案由": "加班费", "金额（元）": cell}))) == ("1", amount, "0")


TOMORROW = (date.today() + timedelta(days=2)).isoformat()


@pytest.mark.parametrize(
    ("heading", "cell", "reason"),
    [
        ("金额（元）", "-5", "negative"), ("金额（元）", "约3万余", "not a number"), ("金额（元）", "1,59", "not a number"),
        ("金额（元）", "NaN", "not a number"), ("金额（元）", "1e9", "not a number"), ("金额（元）", "0.001", "fen"),
        ("金额（元）", "99999999999999", "beyond"), ("金额（元）", "9" * 5000, "longer"),
        ("金额（元）", "٣٤", "not a number"),
        ("人数", "0", "positive whole"), ("人数", "-3", "positive whole"), ("人数", "2.5", "positive whole"),
        ("人数", "很多", "positive whole"), ("人数", "99999999", "positive whole"),
        ("申请日期", "2025-02-30", "not a date"), ("申请日期", "yesterday", "not a date"),
        ("申请日期", TOMORROW, "future"), ("申请日期", "1900-01-01", "before 1950"), ("申请日期", "2025-13", "not a date"),
        ("达成协议日期", "2025-06-99", "not a date"), ("达成协议日期", TOMORROW, "future"),
        ("案情", "a\x00b", "control"), ("案情", "a\u202eb", "direction"), ("案情", "\ufffd", "broken"),
        ("案情", "\ufdd0", "not a character"), ("结果", "\x07", "control"), ("案由", "长" * 501, "longer than 500"),
    ],
)  # fmt: skip
def test_refused_with_line_and_reason(
    people: People, tmp_path: Path, heading: str, cell: str, reason: str
) -> None:
    good = {"编号": "1", "案由": "加班费", "案情": "两行\n的案情"}
    said = imported(listed(tmp_path, good, {"编号": "2", "案由": "加班费", heading: cell}))
    # The good record takes two lines of the file.
    assert "line 4 refused: " in said and reason in said
    assert "rows taken: 1" in said and "rows refused: 1" in said


def test_empty_and_broken_lines(people: People, tmp_path: Path) -> None:
    path = listed(tmp_path, {"编号": "1", "结果": "agreement"}, [""] * 9, ["2", "加班费", *[""] * 7, "x"])
    with path.open("ab") as file:
        file.write("3,加班费,,,,,,,坏".encode() + b"\xff\xfe\r\n")
        file.write('4,"加班费"x,,,,,,,好\r\n'.encode())
        file.write("5,加班费,,,,,,,好\r\n".encode())
    said = imported(path)
    assert [line.split(" refused")[0] for line in said.splitlines() if "refused: " in line and "line" in line] == [
        "line 2", "line 4", "line 5", "line 6",
    ]  # fmt: skip
    assert "rows taken: 1" in said


def test_unknown_columns_are_told_and_kept(people: People, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text("案由,金额(元),电话记录\n加班费,100,三次\n", encoding="utf-8")
    said = imported(path)
    assert "电话记录" in said and sums(said) == ("1", "100.00", "0")
    assert "电话记录：三次" in Case.objects.get().facts


def test_same_line_twice_in_a_file(people: People, tmp_path: Path) -> None:
    row = {"编号": "1", "案由": "加班费", "金额（元）": "100"}
    said = imported(listed(tmp_path, row, row, {**row, "金额（元）": "100.00"}, {**row, "编号": "2"}))
    assert "rows taken: 2" in said and "rows known already: 2" in said


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "gbk", "utf-8-sig"])
def test_other_spellings(people: People, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes("案由\t人数\r\n加班费\t３人\r\n".encode(encoding))
    assert sums(imported(path)) == ("1", "0.00", "3")


def rows_of_all_tables() -> dict[str, list[Any]]:
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def test_dry_run_changes_no_table(people: People, tmp_path: Path) -> None:
    before = rows_of_all_tables()
    assert sums(imported(DATA / SAMPLES[2], "--dry-run")) == EXPECTED
    row = {"编号": "1", "案由": "加班费"}
    assert "rows known already: 1" in imported(listed(tmp_path, row, row), "--dry-run")
    assert rows_of_all_tables() == before


def test_naughty_cells_are_kept_exactly(people: People, tmp_path: Path) -> None:
    cells = [
        "=1+1",
        "<script>alert(1)</script>",
        "買買提·吐爾遜 𠮷",
        "'; DROP TABLE cases_case;--",
        "👩‍👩‍👧",
        'a,"b"\nc',
        "%s%n\\N",
    ]
    imported(listed(tmp_path, *({"编号": str(i), "案情": cell} for i, cell in enumerate(cells))))
    assert {case.facts.split("\n\n〔")[0] for case in Case.objects.all()} == set(cells)


def test_only_who_may_and_where(people: People) -> None:
    with pytest.raises(CommandError, match="may not"):
        imported(DATA / SAMPLES[0], "--as", "auditor")
    with pytest.raises(CommandError, match="Nobody"):
        imported(DATA / SAMPLES[0], "--as", "clerk", "--organisation", "YZ02")
    imported(DATA / SAMPLES[0], "--organisation", "YZ02")
    assert set(Case.objects.values_list("organisation__code", "registered_by__username")) == {
        ("YZ02", "head2")
    }
    imported(DATA / SAMPLES[0], "--as", "volunteer")
    assert Case.objects.count() == 14


def test_without_people_it_says_so(db: Any) -> None:
    with pytest.raises(CommandError, match="Nobody is posted"):
        imported(DATA / SAMPLES[0])


# --- files that are no lists ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"), (b"\n\n\n", "empty"), (b"a,b,c\n1,2,3\n", "headings"), (b"PK\x03\x04rubbish", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"), (b"\xff\xfe\x00", "headings"),
        ("案由,案由\n1,2\n".encode(), "twice"), (b"\x89PNG\r\n\x1a\n\0\0\0", "headings"),
    ],
)  # fmt: skip
def test_not_a_list(people: People, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "odd"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        imported(path)


def test_no_such_file(people: People, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be opened"):
        imported(tmp_path / "absent.csv")


def test_zip_bomb_is_not_opened(people: People, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w") as member,
    ):
        for _ in range(201):
            member.write(b"\0" * 1024 * 1024)
    with pytest.raises(CommandError, match="200 MB"):
        imported(path)


def test_broken_workbooks(people: People, tmp_path: Path) -> None:
    whole = as_workbook(tmp_path).read_bytes()
    path = tmp_path / "broken.xlsx"
    for cut in (100, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:cut])
        with pytest.raises(CommandError):
            imported(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")
    with pytest.raises(CommandError, match="damaged"):
        imported(path)
    assert not Case.objects.exists()


def test_formulas_are_refused(people: People, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["案由", "金额（元）"])
    book.active.append(["加班费", "=1+1"])
    book.active.append(["加班费", 0.1 + 0.2])
    book.save(tmp_path / "formula.xlsx")
    said = imported(tmp_path / "formula.xlsx")
    assert "line 2 refused: A cell holds a formula" in said
    assert sums(said) == ("1", "0.30", "0")


# --- half a chunk is never lost -----------------------------------------------------------------------------------
def test_a_line_the_database_refuses_does_not_take_others_with_it(
    people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = bulk.Importer._bear

    def bear(self: Any, entry: Any, year: int, number: int) -> None:
        if "编号：3" in entry.facts:
            raise IntegrityError("made up")
        real(self, entry, year, number)

    monkeypatch.setattr(bulk.Importer, "_bear", bear)
    said = imported(listed(tmp_path, *({"编号": str(n), "案由": "加班费"} for n in range(1, 6))))
    assert "rows taken: 4" in said and "line 4 refused: The database refuses this line" in said
    # No number is lost on the way either.
    assert sorted(case.ref[-6:] for case in Case.objects.all()) == ["000001", "000002", "000003", "000004"]
    assert Counter.objects.get(kind="case").last == 4


def test_one_place_to_look_at_who_it_was(people: People) -> None:
    said = imported(DATA / SAMPLES[0], "--as", "district")
    assert "rows taken: 14" in said
    assert Party.objects.count() == 28
    assert set(Case.objects.values_list("organisation", flat=True)) == {people.federation.pk}
    assert isinstance(people.district, User) and isinstance(people.federation, Organisation)
