"""A complaint is registered, the other side asked, and the case accepted."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from cases.actions import screening
from cases.errors import Refused
from cases.models import Case, CaseEvent
from tests.builders import MONDAY, accepted, asked, consented, on, registered, renewed
from tests.people import People, fresh


def test_receipt_starts_the_clocks(people: People) -> None:
    case = registered(people)
    clocks = {clock.kind: clock.due_on for clock in case.deadlines.all()}
    assert clocks == {
        "accept": date(2026, 3, 12), "contact": date(2026, 3, 12), "right15": date(2026, 3, 24),
    }  # fmt: skip
    assert [clock.kind for clock in case.deadlines.all() if clock.is_promise] == ["contact"]
    # On one day, the law's limit is named before our promise.
    assert (case.next_due_on, case.next_due_kind) == (date(2026, 3, 12), "accept")


def test_accept_starts_mediation_clock(people: People) -> None:
    case = accepted(people)
    assert case.state == "accepted"
    assert {clock.kind: clock.nominal_on for clock in case.deadlines.filter(met_on=None)} == {
        "mediate": date(2026, 3, 25),
        "right15": date(2026, 3, 24),
    }


def test_both_sides_must_agree(people: People) -> None:
    case = asked(people)
    with pytest.raises(Refused) as refusal:
        screening.accept(case, by=people.head, at=on(1))
    assert refusal.value.code == "consent_missing"
    assert renewed(case).state == "awaiting_consent"


def test_a_clerk_may_not_accept(people: People) -> None:
    case = consented(people)
    with pytest.raises(PermissionDenied):
        screening.accept(case, by=fresh(people.clerk), at=on(1))


def test_every_act_has_its_event_in_the_chain(people: People) -> None:
    case = accepted(people)
    events = list(CaseEvent.objects.filter(case=case))
    assert [event.act for event in events] == [
        "cases.register",
        "cases.ask_consent",
        "cases.record_consent",
        "cases.accept",
    ]
    assert [event.previous_hash for event in events[1:]] == [event.hash for event in events[:-1]]
    assert case.head_hash == events[-1].hash


def test_state_changes_with_its_event_only(people: People) -> None:
    case = registered(people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="closed", outcome="private")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_caseevent SET to_state = 'closed'")
    assert MONDAY


def test_history_names_act_and_person(people: People) -> None:
    case = accepted(people)
    row = case.history.first()
    assert row.history_change_reason == "cases.accept#4"
    assert row.history_user == people.head
