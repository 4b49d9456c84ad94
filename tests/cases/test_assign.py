"""A mediator is named, changed, or ruled out by a tie."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from cases import missing
from cases.actions import assignment
from cases.acts.assignment import AssignForm, DeclareConflictForm
from cases.errors import Refused, Stale
from cases.history import explained
from cases.models import Case, Posting, Task
from tests.builders import accepted, on, renewed
from tests.cases.stages import assigned, mediating
from tests.people import SINCE, People, fresh


def refusal(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def waiting(case: Case) -> list[Task]:
    """Open tasks, without those that ask for what would be good to know."""
    return list(case.tasks.filter(done_at=None).exclude(kind__in=missing.OPTIONAL))


def test_assign_gives_the_case_and_its_privileged_room(people: People) -> None:
    case = accepted(people)
    assert not fresh(people.mediator).has_perm("cases.view", case)
    assignment.assign(
        case, mediator=people.mediator, co_mediator=people.second_mediator, by=people.head, at=on(1, hours=2)
    )
    case = renewed(case)
    assert (case.mediator, case.co_mediator) == (people.mediator, people.second_mediator)
    assert fresh(people.mediator).has_perm("cases.view", case)
    facts = case.events.latest("sequence").facts
    assert facts["mediator"] == str(people.mediator.pk)
    assert facts["privileged_room_to"] == sorted([str(people.mediator.pk), str(people.second_mediator.pk)])


def test_assign_refuses(people: People) -> None:
    case = accepted(people)
    at, by = on(1, hours=2), people.head
    assert refusal(assignment.assign, case, mediator=people.mediator2, by=by, at=at) == "not_eligible"
    assert refusal(assignment.assign, case, mediator=people.clerk, by=by, at=at) == "not_eligible"
    assert refusal(assignment.assign, case, mediator=people.district, by=by, at=at) == "not_eligible"
    twice: dict[str, Any] = {"mediator": people.mediator, "co_mediator": people.mediator}
    assert refusal(assignment.assign, case, **twice, by=by, at=at) == "same_person_twice"
    assert (
        refusal(assignment.reassign, case, mediator=people.mediator, note="x", by=by, at=at) == "unassigned"
    )
    with pytest.raises(PermissionDenied):
        assignment.assign(case, mediator=people.mediator, by=people.mediator, at=at)
    assignment.assign(case, mediator=people.mediator, by=by, at=at)
    assert (
        refusal(assignment.assign, case, mediator=people.second_mediator, by=by, at=at) == "assigned_before"
    )


def test_a_posting_that_has_ended_does_not_count(people: People) -> None:
    case = accepted(people)
    with explained("fixture"):
        posting = Posting.objects.get(user=people.mediator)
        posting.ends_on = date(2026, 3, 9)
        posting.save()
    assert (
        refusal(assignment.assign, case, mediator=people.mediator, by=people.head, at=on(1)) == "not_eligible"
    )
    asked: Any = AssignForm(case=case, by=people.head, at=on(1)).fields
    assert list(asked["mediator"].queryset) == [people.second_mediator]


def test_the_federation_names_its_own(people: People) -> None:
    case = accepted(people)
    with explained("fixture"):
        case.organisation = people.federation
        case.save()
    assignment.assign(case, mediator=people.district, by=people.supervisor, at=on(1))
    assert fresh(people.district).has_perm("cases.view", renewed(case))


def test_reassign_takes_the_case_away_at_once(people: People) -> None:
    case = mediating(people)
    at, by = on(4), people.head
    assert (
        refusal(assignment.reassign, case, mediator=people.mediator, note="x", by=by, at=at)
        == "same_mediators"
    )
    assert (
        refusal(assignment.reassign, case, mediator=people.second_mediator, by=by, at=at) == "reason_missing"
    )
    assignment.reassign(case, mediator=people.second_mediator, note="长期病假", by=by, at=at)
    case = renewed(case)
    assert case.mediator == people.second_mediator
    assert not fresh(people.mediator).has_perm("cases.view", case)
    facts = case.events.latest("sequence").facts
    assert facts["privileged_room_from"] == [str(people.mediator.pk)]
    assert facts["privileged_room_to"] == [str(people.second_mediator.pk)]


def test_a_declared_tie_unassigns_and_rules_out(people: People) -> None:
    case = mediating(people)
    before = case.version
    me = fresh(people.mediator)
    assignment.declare_conflict(case, who=me, reason="申请人是我的表姐", by=me, at=on(4), version=before)
    case = renewed(case)
    assert case.mediator is None and case.state == "mediating"
    assert not fresh(people.mediator).has_perm("cases.view", case)
    assert [(task.kind, task.due_on) for task in waiting(case)] == [
        (assignment.NAME_MEDIATOR, date(2026, 3, 13))
    ]
    assert "表姐" not in str(case.events.latest("sequence").facts)
    assert (
        refusal(assignment.assign, case, mediator=people.mediator, by=people.head, at=on(4)) == "not_eligible"
    )
    assignment.assign(case, mediator=people.second_mediator, by=people.head, at=on(4, hours=1))
    assert not waiting(case)
    with pytest.raises(Stale):
        assignment.reassign(
            case, mediator=people.second_mediator, note="x", by=people.head, at=on(5), version=before
        )


def test_a_mediator_speaks_for_himself_only_the_head_for_both(people: People) -> None:
    case = accepted(people)
    assignment.assign(
        case, mediator=people.mediator, co_mediator=people.second_mediator, by=people.head, at=on(1)
    )
    case = renewed(case)
    me = fresh(people.mediator)
    asked: Any = DeclareConflictForm(case=case, by=me, at=on(2)).fields
    assert list(asked["who"].queryset) == [people.mediator]
    tie: dict[str, Any] = {"reason": "对方是前同事", "at": on(2)}
    assert (
        refusal(assignment.declare_conflict, case, who=people.second_mediator, by=me, **tie) == "own_tie_only"
    )
    assert (
        refusal(assignment.declare_conflict, case, who=people.mediator2, by=people.head, **tie)
        == "not_assigned"
    )
    assignment.declare_conflict(case, who=people.second_mediator, by=people.head, **tie)
    case = renewed(case)
    assert (case.mediator, case.co_mediator) == (people.mediator, None)


def test_an_ended_case_gets_a_mediator_only_to_be_filed(people: People) -> None:
    from cases.actions import ending

    case = assigned(people)
    ending.withdraw(case, manner="written", reason="已解决", by=people.head, at=on(3))
    case = Case.objects.get(pk=case.pk)
    assignment.reassign(case, mediator=people.second_mediator, note="调离", by=people.head, at=on(4))
    assert renewed(case).mediator == people.second_mediator


def test_nobody_from_the_other_sides_committee_mediates(people: People) -> None:
    """W8: who serves on the committee of an enterprise that is a party is no mediator at the station."""
    case = accepted(people)
    with explained("fixture"):
        party = case.parties.get(role="respondent")
        party.employer = people.hongda
        party.save()
        Posting.objects.create(
            user=people.second_mediator,
            organisation=people.committee,
            role="committee_mediator",
            starts_on=SINCE,
        )
    assert people.second_mediator not in assignment.eligible(case, on(2))
    assert people.mediator in assignment.eligible(case, on(2))
