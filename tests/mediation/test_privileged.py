"""What is told to the mediator alone stays there: on no paper, in no event, in no history in clear, in no search."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from cases.actions.assignment import reassign
from cases.actions.ending import settle_privately
from cases.models import Case, CaseEvent, CaseSearch, Document, OutboxMessage
from cases.permissions import PRIVILEGED
from mediation import tabs
from mediation.actions import agreeing, ending, sessions, talks
from mediation.actions.retention import forget_confidences
from mediation.models import CaucusNote, Offer
from mediation.steps import by_state
from tests.builders import on, renewed
from tests.mediation.builders import applicant, held, opened, performing, refusal, respondent, terms
from tests.people import People, fresh

CANARY, BOTTOM_LINE, AMOUNT = "金丝雀甲乙丙", "底线丁戊己", Decimal("7654.32")


def told_in_confidence(case: Case, people: People) -> None:
    mediator = fresh(people.mediator)
    talks.note_caucus(case, text=f"她说{CANARY}", party=applicant(case), by=mediator, at=on(4))
    talks.offer(
        case, party=applicant(case), audience="mediator", amounts={case.claims.earliest("line"): AMOUNT}, text=BOTTOM_LINE,
        by=mediator, at=on(4),
    )  # fmt: skip


def next_act(case: Case, day: int) -> str:
    step = by_state(case, on(day).date())
    assert step is not None
    return step.act


def everything_stored() -> str:
    """All tables of the database as text."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found.extend(str(row) for row in cursor.fetchall())
    return "\n".join(found)


def test_nothing_told_in_confidence_gets_out(people: People) -> None:
    case, session = held(people)
    told_in_confidence(case, people)
    mediator = fresh(people.mediator)
    sessions.record_minutes(case, session=session, result="未达成一致", by=mediator, at=on(5))
    agreeing.agree(case, terms=terms(case), by=mediator, at=on(7))
    agreeing.freeze(case, by=mediator, at=on(7))
    agreeing.resume_talks(case, by=mediator, at=on(8))
    ending.fail(case, reason="no_agreement", undisputed="declined", by=mediator, at=on(9))
    secrets = (CANARY, BOTTOM_LINE, "7654.32", "7,654.32")
    papers = "".join(str(paper.context) for paper in Document.objects.all())
    facts = "".join(str(event.facts) for event in CaseEvent.objects.all())
    found = "".join(row.text + row.grams for row in CaseSearch.objects.all())
    sent = "".join(str(message.payload) for message in OutboxMessage.objects.all())
    stored = everything_stored()
    for secret in secrets:
        assert secret not in papers + facts + found + sent + stored
    assert CaucusNote.objects.get().text.endswith(CANARY)
    assert Offer.objects.get().content["text"] == BOTTOM_LINE


def test_privileged_events_say_nothing_and_make_no_form_stale(people: People) -> None:
    case = opened(people)
    version = case.version
    told_in_confidence(case, people)
    offer = Offer.objects.get()
    talks.answer_offer(case, offer=offer, answer="refused", by=fresh(people.mediator), at=on(5))
    events = case.events.filter(is_privileged=True)
    assert [event.act for event in events] == [
        "mediation.note_caucus",
        "mediation.offer",
        "mediation.answer_offer",
    ]
    assert [event.facts for event in events] == [{}, {}, {}]
    assert renewed(case).version == version


def test_the_room_goes_to_who_takes_over_and_nobody_else(people: People) -> None:
    case = opened(people)
    told_in_confidence(case, people)
    insiders = [one for one in vars(people).values() if hasattr(one, "has_perm")]
    assert [one for one in insiders if fresh(one).has_perm(PRIVILEGED, case)] == [people.mediator]
    reassign(case, mediator=people.second_mediator, note="病假", by=fresh(people.head), at=on(5))
    case = renewed(case)
    assert [one for one in insiders if fresh(one).has_perm(PRIVILEGED, case)] == [people.second_mediator]
    room: Any = tabs.privileged(case, fresh(people.second_mediator), on(6).date())
    assert [note.text for note in room["notes"]] == [f"她说{CANARY}"]
    for outsider in (people.mediator, people.head, people.supervisor, people.district):
        assert not tabs.sees_privileged(case, fresh(outsider))
    with pytest.raises(PermissionDenied):
        talks.note_caucus(case, text="x", by=fresh(people.mediator), at=on(6))


def test_the_file_shows_open_offers_only(people: People) -> None:
    case = opened(people)
    told_in_confidence(case, people)
    for reader in (people.head, people.mediator):
        assert tabs.sessions(case, fresh(reader), on(5).date())["open_offers"] == []
    call: dict[Any, Any] = {
        "party": respondent(case),
        "audience": "both",
        "by": fresh(people.mediator),
        "at": on(5),
    }
    talks.offer(case, amounts={case.claims.earliest("line"): Decimal("8000")}, **call)
    for reader in (people.head, people.supervisor):
        shown: Any = tabs.sessions(case, fresh(reader), on(5).date())
        assert [one["total"] for one in shown["open_offers"]] == ["8000.00"]
    assert next_act(case, 5) == "mediation.schedule"


def test_offers_are_answered_once(people: People) -> None:
    case = opened(people)
    call: dict[Any, Any] = {
        "amounts": {case.claims.earliest("line"): Decimal("8000")},
        "by": fresh(people.mediator),
        "at": on(5),
    }
    assert refusal(talks.offer, case, party=None, audience="mediator", **call) == "own_proposal"
    assert refusal(talks.offer, case, party=None, audience="both", **{**call, "amounts": {}}) == "offer_empty"
    proposal = talks.offer(case, party=None, audience="both", **call)
    talks.answer_offer(case, offer=proposal, answer="accepted", by=fresh(people.mediator), at=on(6))
    again: dict[Any, Any] = {
        "offer": proposal,
        "answer": "refused",
        "by": fresh(people.mediator),
        "at": on(6),
    }
    assert refusal(talks.answer_offer, case, **again) == "answered_before"
    assert next_act(case, 6) == "mediation.agree"


def test_the_linked_case_inherits_no_confidence(people: People) -> None:
    case = performing(
        people, wanted={"amounts": ("9000.00", None), "instalments": ((on(30).date(), "9000.00"),)}
    )
    linked = Case.objects.get(split_from=case)
    assert not linked.caucus_notes.exists() and not linked.offers.exists()


def test_confidences_are_forgotten_half_a_year_after_the_end(people: People) -> None:
    case, failed = opened(people), opened(people)
    told_in_confidence(case, people)
    told_in_confidence(failed, people)
    settle_privately(case, note="双方来电", by=fresh(people.mediator), at=on(10))
    ending.fail(failed, reason="no_agreement", undisputed="declined", by=fresh(people.mediator), at=on(10))
    assert forget_confidences(on(190).date(), on(190)) == 0
    assert forget_confidences(on(191).date(), on(191)) == 1  # a failed case is not over
    assert forget_confidences(on(192).date(), on(192)) == 0
    note = CaucusNote.objects.get(case=case)
    assert (note.text, set(note.history.values_list("text", flat=True))) == ("", {""})
    offer = Offer.objects.get(case=case)
    assert offer.content["text"] == "" and not set(offer.history.values_list("content", flat=True)) - {""}
    room: Any = tabs.privileged(renewed(case), fresh(people.mediator), on(192).date())
    assert (room["notes"], room["private_offers"]) == ([], [])
    assert CaucusNote.objects.get(case=failed).text.endswith(CANARY)
