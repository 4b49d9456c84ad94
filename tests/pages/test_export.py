"""A list as a file."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from cases.actions.register import NewParty
from cases.listing import exporting
from cases.models import ReadLog
from tests.builders import EMPLOYER, registered
from tests.cases.stages import assigned
from tests.pages.browsing import signed_in, text_of
from tests.people import People

FULL_WIDTH = tuple(chr(ord(sign) + 0xFEE0) for sign in "=+-@")
EVIL = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "=cmd|' /C calc'!A0"),
    *(f"{sign}1" for sign in FULL_WIDTH),
)


def exported(client: Any, **more: str) -> bytes:
    answer = client.post("/cases/export/", {"form": "csv", **more})
    assert answer.status_code == 200, text_of(answer)
    return b"".join(answer.streaming_content)


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("evil", EVIL)
def test_no_cell_of_a_csv_begins_a_formula(evil: str) -> None:
    for cell in rows_of(b"".join(exporting.as_csv(["x"], [[evil]])))[1]:
        assert cell.startswith("'") and cell[1:] == evil


def test_texts_of_a_spreadsheet_are_texts() -> None:
    book = openpyxl.load_workbook(exporting.as_xlsx(["x"], [[evil] for evil in EVIL]))
    cells = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert len(cells) == len(EVIL) and {cell.data_type for cell in cells} == {"s"}


def test_a_head_exports_what_the_list_holds_and_every_case_says_so(people: People) -> None:
    evil = NewParty("respondent", "employer", "=HYPERLINK(1)有限公司", columns=EMPLOYER.columns)
    mine, other = registered(people, parties=(exporting_worker(), evil)), assigned(people)
    registered(people, organisation=people.yizhuang, by=people.mediator2)
    client = signed_in(people.head)
    assert "2" in text_of(client.get("/cases/export/?order=received"))
    assert not ReadLog.objects.filter(what="export").exists()
    head, *rows = rows_of(exported(client, query="stage=intake&columns=state,mediator"))
    assert len(head) == 5 and [row[0] for row in rows] == [mine.number]
    # Masked, whoever takes the file; the employer's name is harmless.
    assert rows[0][1] == "陈*英" and rows[0][2].startswith("'=")
    assert [one.case_id for one in ReadLog.objects.filter(what="export")] == [mine.pk]
    answer = client.post("/cases/export/", {"form": "xlsx"})
    assert "2026" in answer["Content-Disposition"] and "陈" not in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert {row[0] for row in book.active.iter_rows(min_row=2, values_only=True)} == {
        mine.number,
        other.number,
    }


def exporting_worker() -> NewParty:
    return NewParty("applicant", "worker", "陈秀英", columns={"phone": "13800006021"})


def test_the_right_to_export_is_another_than_to_list(people: People) -> None:
    case = assigned(people)
    for who, status in (
        (people.mediator, 403),
        (people.clerk, 403),
        (people.supervisor, 200),
        (people.head2, 422),
    ):
        answer = signed_in(who).post("/cases/export/", {"form": "csv", "case": case.ref})
        assert answer.status_code == status, who.username


def test_many_cases_need_a_reason_and_too_many_are_refused(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(3):
        registered(people)
    monkeypatch.setattr(exporting, "FREE", 2)
    client = signed_in(people.head)
    refused = client.post("/cases/export/", {"form": "csv"})
    assert refused.status_code == 422 and 'name="reason"' in text_of(refused)
    assert not ReadLog.objects.filter(what="export").exists()
    assert len(rows_of(exported(client, reason="年度检查"))) == 4
    assert {one.reason for one in ReadLog.objects.filter(what="export")} == {"年度检查"}
    monkeypatch.setattr(exporting, "MOST", 2)
    assert client.post("/cases/export/", {"form": "csv", "reason": "年度检查"}).status_code == 422
