"""Contacts, notes and tasks."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from cases import deadlines, pages
from cases.actions import access, notes, screening
from cases.acts.notes import ContactForm, DoTaskForm
from cases.models import Deadline
from tests.builders import on, registered, renewed
from tests.cases.stages import assigned
from tests.cases.test_parties import firm, last_event, refused, worker
from tests.people import People, fresh

NAUGHTY = "第一行\n\t第二行 👩‍🏭 <script>alert('x')</script> %s {{ x }} \u2068isolated\u2069"


def test_first_contact_is_kept_when_both_sides_were_reached(people: People) -> None:
    # The application came in writing: nobody has spoken with the worker.
    case = registered(people, channel="letter")
    me: dict[str, Any] = {"by": people.clerk, "at": on(3)}
    notes.contact(
        case, party=worker(case), method="phone", when=on(3), reached=True, summary="愿意来谈", **me
    )
    notes.contact(case, party=firm(case), method="visit", when=on(3), reached=False, **me)
    assert not notes.has_reached_both_sides(case)
    assert deadlines.live(case, Deadline.Kind.CONTACT).exists()
    made = notes.contact(case, party=firm(case), method="letter", when=on(2), reached=True, **me)
    assert notes.has_reached_both_sides(case)
    assert not notes.has_reached_both_sides(case, since=on(3))
    # The letter is entered last, but the worker was the second to be reached.
    assert case.deadlines.get(kind="contact").met_on == date(2026, 3, 12)
    event = last_event(case)
    assert (event.user, event.facts["contact"], event.facts["reached"]) == (
        people.clerk,
        str(made.pk),
        True,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT summary FROM cases_contact WHERE summary <> ''")
        assert "愿意" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("channel", "side", "met_on"),
    [
        ("counter", "respondent", date(2026, 3, 11)),
        ("phone", "respondent", date(2026, 3, 11)),
        ("oral", "respondent", date(2026, 3, 11)),
        ("web", "respondent", None),
        ("counter", "applicant", None),
    ],
)
def test_who_answered_was_reached_and_so_was_who_came(
    people: People, channel: str, side: str, met_on: date | None
) -> None:
    case = registered(people, channel=channel)
    party = case.parties.get(role=side)
    screening.record_consent(
        case, party=party, answer="refused", on=on(2).date(), how="电话", by=people.head, at=on(4)
    )
    promise = case.deadlines.get(kind="contact")
    assert (promise.is_promise, promise.met_on) == (True, met_on)


def test_an_answer_and_a_contact_keep_the_promise_together(people: People) -> None:
    case = registered(people, channel="web")
    party = firm(case)
    screening.record_consent(
        case, party=party, answer="agreed", on=on(1).date(), how="电话", by=people.head, at=on(1)
    )
    assert deadlines.live(case, Deadline.Kind.CONTACT).exists()
    notes.contact(
        case, party=worker(case), method="phone", when=on(2), reached=True, by=people.clerk, at=on(3)
    )
    assert case.deadlines.get(kind="contact").met_on == date(2026, 3, 11)


def test_contact_refusals(people: People) -> None:
    case = registered(people)
    me: dict[str, Any] = {"party": worker(case), "method": "phone", "by": people.clerk, "at": on()}
    assert refused(notes.contact, case, when=on(hours=1), **me) == "in_future"
    assert refused(notes.contact, case, when=on(-1), **me) == "too_early"
    other = registered(people)
    assert refused(notes.contact, case, when=on(), **(me | {"party": worker(other)})) == "no_such_party"
    form = ContactForm(None, None, case=case, by=fresh(people.clerk), at=on())
    assert "2026-03-09T10:00" in str(form)


def test_notes_are_kept_exactly_and_read_by_their_audience(people: People) -> None:
    case = assigned(people)
    notes.note(case, text=NAUGHTY, audience="team", by=people.mediator, at=on(3))
    notes.note(case, text="只给自己", audience="author", by=people.mediator, at=on(3))
    assert [note.text for note in pages.notes(case, people.head)] == [NAUGHTY]
    assert {note.text for note in pages.notes(case, people.mediator)} == {NAUGHTY, "只给自己"}
    assert last_event(case).note == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM cases_note")
        assert all("行" not in row[0] and "自己" not in row[0] for row in cursor.fetchall())
    assert (
        refused(notes.note, case, text=" \n", audience="team", by=people.mediator, at=on(3)) == "text_missing"
    )
    with pytest.raises(PermissionDenied):
        notes.note(case, text="x", audience="team", by=people.second_mediator, at=on(3))


def test_a_volunteer_writes_notes_only_when_granted(people: People, time_machine: Any) -> None:
    time_machine.move_to(on(3))
    case = assigned(people)
    with pytest.raises(PermissionDenied):
        notes.note(case, text="x", audience="team", by=fresh(people.volunteer), at=on(3))
    access.grant(
        case, volunteer=people.volunteer, fields=["notes"], starts_on=on(3).date(), ends_on=on(5).date(),
        consent="当面同意", by=people.head, at=on(3),
    )  # fmt: skip
    notes.note(case, text="法律意见", audience="team", by=fresh(people.volunteer), at=on(3))


def test_tasks_are_set_and_done_once(people: People) -> None:
    case = registered(people)
    me: dict[str, Any] = {"by": people.clerk, "at": on()}
    task = notes.add_task(case, text="请单位提供考勤表", due_on=date(2026, 3, 9), **me)
    assert refused(notes.add_task, case, text="x", due_on=date(2026, 3, 8), **me) == "due_past"
    assert refused(notes.add_task, case, text=" ", **me) == "text_missing"
    assert "请单位提供考勤表" in str(DoTaskForm(None, None, case=case, **me))
    notes.do_task(case, task=task, result="已提供", **me)
    task.refresh_from_db()
    assert (task.done_at, task.result) == (on(), "已提供")
    assert refused(notes.do_task, case, task=task, **me) == "done_before"
    other = notes.add_task(registered(people), text="另一案", **me)
    assert refused(notes.do_task, case, task=other, **me) == "done_before"
    assert renewed(case).events.filter(act="cases.do_task").count() == 1
