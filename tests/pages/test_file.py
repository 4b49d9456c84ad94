"""The case file and its history."""

import re
from typing import Any

import pytest

from cases.history import explained
from cases.models import Note, ReadLog
from tests.arbitration_link.builders import evidence
from tests.builders import MONDAY, on, registered
from tests.cases.stages import assigned
from tests.cases.test_access import granted
from tests.pages.browsing import signed_in, text_of
from tests.people import People


def test_reading_is_written_down_before_it_is_shown(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    case = assigned(people)
    client = signed_in(people.mediator)
    shown = text_of(client.get(f"/cases/{case.ref}/"))
    assert "单位拖欠两个月工资" in shown and "138****6021" in shown and "13800006021" not in shown
    assert [(read.user, read.what) for read in ReadLog.objects.all()] == [(people.mediator, "content")]
    assert people.mediator.name in text_of(client.get(f"/cases/{case.ref}/readers/"))

    def broken(**columns: Any) -> None:
        raise RuntimeError("the log cannot be written")

    monkeypatch.setattr(ReadLog.objects, "create", broken)
    client.raise_request_exception = False
    failed = client.get(f"/cases/{case.ref}/")
    assert failed.status_code == 500 and "拖欠" not in text_of(failed)


def test_titles_name_numbers_only(people: People) -> None:
    case = assigned(people)
    client = signed_in(people.mediator)
    for page in ("", "history/", "documents/", "note/"):
        title = re.search("<title>(.*?)</title>", text_of(client.get(f"/cases/{case.ref}/{page}")))
        assert title is not None and case.number in title[1]
        assert "陈秀英" not in title[1] and "远航" not in title[1]


def test_deadlines_show_their_article_in_the_readers_language(people: People) -> None:
    case = assigned(people)
    people.mediator.language = "en"
    with explained("fixture"):
        people.mediator.save()
    shown = text_of(signed_in(people.mediator).get(f"/cases/{case.ref}/"))
    assert "Rules on Enterprise Labour Dispute Negotiation and Mediation, art. 29" in shown
    assert "Wed 25 Mar 2026" in shown


def test_who_may_list_but_not_read_is_told_why_and_whom_to_ask(people: People) -> None:
    case = assigned(people)
    page = signed_in(people.second_mediator).get(f"/cases/{case.ref}/")
    assert page.status_code == 403
    assert people.head.name in text_of(page) and "拖欠两个月" not in text_of(page)
    assert not ReadLog.objects.exists()


def test_buttons_are_the_acts_that_would_work(people: People) -> None:
    case = registered(people)
    shown = text_of(signed_in(people.clerk).get(f"/cases/{case.ref}/"))
    assert f"/cases/{case.ref}/ask_consent/" in shown
    assert f"/cases/{case.ref}/accept/" not in shown and f"/cases/{case.ref}/close/" not in shown


def test_a_private_note_is_its_authors(people: People) -> None:
    case = assigned(people)
    with explained("fixture"):
        Note.objects.create(
            case=case, author=people.mediator, audience="author", text="只给自己看的话", written_at=MONDAY
        )
    assert "只给自己看的话" in text_of(signed_in(people.mediator).get(f"/cases/{case.ref}/"))
    assert "只给自己看的话" not in text_of(signed_in(people.head).get(f"/cases/{case.ref}/"))
    assert "只给自己看的话" not in text_of(signed_in(people.mediator).get(f"/cases/{case.ref}/history/"))


def test_history_says_field_by_field_what_changed(people: People) -> None:
    case = assigned(people)
    page = signed_in(people.head).get(f"/cases/{case.ref}/history/")
    newest, *rest = page.context["page"].object_list
    assert (newest.act, newest.who) == ("cases.assign", people.head)
    told = {one.after for row in newest.rows for one in row.differences}
    assert people.mediator.name in told
    answer = next(change for change in rest if change.act == "cases.record_consent")
    assert [one.field for row in answer.rows for one in row.differences if "phone" in one.field] == []
    assert "13800006021" not in text_of(page)
    assert ReadLog.objects.get().what == "history"


def test_history_shows_evidence_to_those_who_may_see_evidence(people: People, time_machine: Any) -> None:
    time_machine.move_to(on(3), tick=False)
    case = assigned(people)
    evidence(case, "孕检报告单", b"1")
    granted(people, case, fields=["content"])
    for thing in ("", "?thing=cases.Evidence"):
        address = f"/cases/{case.ref}/history/{thing}"
        assert "孕检报告单" not in text_of(signed_in(people.volunteer).get(address))
        assert "孕检报告单" in text_of(signed_in(people.mediator).get(address))
