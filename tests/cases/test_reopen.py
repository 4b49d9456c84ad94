"""An ended case is taken up again."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from cases.actions import ending, screening
from cases.errors import NotNow, Refused
from cases.history import explained
from cases.models import Case
from tests.builders import accepted, on, registered, renewed
from tests.cases.stages import mediating
from tests.people import People, fresh


def withdrawn(people: People) -> Case:
    case = mediating(people)
    ending.withdraw(case, manner="written", reason="x", by=people.head, at=on(5))
    return renewed(case)


def code(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def test_back_to_the_talks_with_a_new_clock(people: People) -> None:
    case = withdrawn(people)
    ending.reopen(case, to="mediating", note="单位反悔", by=people.head, at=on(35))
    case = renewed(case)
    assert (case.state, case.ended_at, case.outcome, case.retain_until) == ("mediating", None, "", None)
    assert case.mediator == people.mediator
    (clock,) = case.deadlines.filter(met_on=None, ended_on=None)
    assert (clock.kind, clock.started_on, clock.nominal_on) == (
        "mediate",
        date(2026, 4, 13),
        date(2026, 4, 28),
    )
    assert case.next_due_on == date(2026, 4, 28)


def test_back_to_the_start_asks_the_other_side_anew(people: People) -> None:
    case = withdrawn(people)
    ending.reopen(case, to="registered", note="重新申请", by=people.head, at=on(35))
    case = renewed(case)
    assert (case.state, case.accepted_at, case.opened_at, case.mediator) == ("registered", None, None, None)
    (clock,) = case.deadlines.filter(met_on=None, ended_on=None)
    assert (clock.kind, clock.due_on) == ("accept", date(2026, 4, 16))
    assert {party.role: party.consent for party in case.parties.all()} == {
        "applicant": "agreed",
        "respondent": "unasked",
    }
    assert code(screening.accept, case, by=people.head, at=on(36)) == "consent_missing"


def test_after_30_days_the_supervisor(people: People) -> None:
    case = withdrawn(people)  # on 14 March
    late = on(36)  # 14 April: day 31
    assert code(ending.reopen, case, to="mediating", note="x", by=people.head, at=late) == "late"
    with pytest.raises(PermissionDenied):
        ending.reopen(case, to="mediating", note="x", by=people.mediator, at=on(6))
    ending.reopen(case, to="mediating", note="x", by=fresh(people.supervisor), at=late)
    assert renewed(case).state == "mediating"


def test_refusals(people: People) -> None:
    case = registered(people)
    with pytest.raises(NotNow):
        ending.reopen(case, to="registered", note="x", by=people.head, at=on(1))
    ending.settle_privately(case, note="已付", by=people.head, at=on(1))
    case = renewed(case)
    assert ending.ways_back(case) == ["registered"]
    assert code(ending.reopen, case, to="mediating", note="x", by=people.head, at=on(2)) == "never_mediated"
    assert code(ending.reopen, case, to="registered", note=" ", by=people.head, at=on(2)) == "reason_missing"


def test_what_a_court_concluded_is_a_new_case(people: People) -> None:
    case = accepted(people)
    ending.settle_privately(case, note="x", by=people.head, at=on(3))
    case = renewed(case)
    with explained("fixture"):
        case.outcome = Case.Outcome.COURT_WITHDRAWN
        case.save()
    assert code(ending.reopen, case, to="registered", note="x", by=people.head, at=on(4)) == "court_concluded"
