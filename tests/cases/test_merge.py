"""Two cases become one, and two again."""

from datetime import date
from typing import Any

import pytest

from cases import deadlines
from cases.actions import ending, joining, screening
from cases.actions.register import NewParty
from cases.acts.joining import MergeForm
from cases.errors import NotNow, Refused
from cases.history import explained
from cases.models import Case
from tests.builders import WORKER, accepted, asked, on, registered, renewed
from tests.people import People, fresh


def code(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def test_merge_and_back(people: People) -> None:
    case, target = accepted(people), registered(people)
    clocks = {clock.kind: clock.last_day for clock in case.deadlines.filter(met_on=None)}
    events = case.claims.get(line=1).limitation_events.count()
    joining.merge(case, target=target, by=people.head, at=on(2))
    merged = renewed(case)
    assert (merged.state, merged.merged_into, merged.state_before) == ("merged", target, "accepted")
    assert not merged.deadlines.filter(met_on=None, ended_on=None).exists()
    assert merged.claims.get(line=1).limitation_events.count() == events
    assert list(target.merged_cases.all()) == [case]
    with pytest.raises(NotNow):
        screening.decline(merged, reason="x", explanation="x", next_way="x", by=people.head, at=on(2))

    joining.unmerge(merged, by=people.head, at=on(9))
    back = renewed(case)
    assert (back.state, back.merged_into) == ("accepted", None)
    assert {
        clock.kind: clock.last_day for clock in back.deadlines.filter(met_on=None, ended_on=None)
    } == clocks


def test_only_within_7_days(people: People) -> None:
    case, target = registered(people), registered(people)
    joining.merge(case, target=target, by=people.head, at=on(1))
    assert code(joining.unmerge, case, by=people.head, at=on(9)) == "too_late"


def test_papers_waited_for_are_waited_for_again(people: People) -> None:
    case, target = asked(people), registered(people)
    screening.ask_for_papers(case, papers=["合同"], until=date(2026, 3, 20), by=people.head, at=on(1))
    joining.merge(case, target=target, by=people.head, at=on(2))
    joining.unmerge(case, by=people.head, at=on(3))
    assert renewed(case).state == "needs_info"
    screening.receive_papers(case, by=people.head, at=on(4))
    assert renewed(case).state == "awaiting_consent"


def test_which_cases_can_be_joined(people: People) -> None:
    case = registered(people)
    merge: dict[str, Any] = {"by": people.head, "at": on(1)}
    assert code(joining.merge, case, target=case, **merge) == "same_case"
    elsewhere = registered(people, organisation=people.yizhuang, by=people.head2)
    assert code(joining.merge, case, target=elsewhere, **merge) == "target_unknown"
    other = registered(
        people,
        parties=(WORKER, NewParty("respondent", "employer", "金桥餐饮有限公司", columns={"phone": "1"})),
    )
    assert code(joining.merge, case, target=other, **merge) == "other_matter"
    with explained("fixture"):
        other.is_collective = True
        other.save()
    joining.merge(case, target=other, **merge)
    ended = registered(people)
    ending.withdraw(ended, manner="written", reason="x", by=people.head, at=on(1))
    another = registered(people)
    assert code(joining.merge, another, target=ended, **merge) == "target_ended"
    assert code(joining.merge, another, target=case, **merge) == "target_ended"


def test_the_supervisor_joins_across_stations(people: People) -> None:
    here, there = registered(people), registered(people, organisation=people.yizhuang, by=people.head2)
    joining.merge(here, target=there, by=fresh(people.supervisor), at=on(1))
    assert renewed(here).merged_into == there
    # Joining widens nobody's access.
    assert not Case.objects.visible_to(fresh(people.head)).filter(pk=there.pk).exists()


def test_the_form_knows_only_cases_that_may_be_joined(people: People) -> None:
    case, target = registered(people), registered(people)
    elsewhere = registered(people, organisation=people.yizhuang, by=people.head2)

    def asked_for(words: str) -> MergeForm:
        return MergeForm(data={"target": words}, case=case, by=fresh(people.head), at=on(1))

    found = asked_for(f" {target.ref.lower()} ")
    assert found.is_valid() and found.cleaned_data["target"] == target
    assert asked_for(target.number).is_valid()
    assert asked_for(elsewhere.ref).errors == asked_for("没有").errors != {}


def test_undoing_a_merge_revives_only_the_clocks_it_ended(people: People) -> None:
    case, target = accepted(people), accepted(people)
    with explained("fixture"):
        ended_before = case.deadlines.get(kind="mediate")
        ended_before.ended_on = on(3).date()
        ended_before.save()
    joining.merge(case, target=target, by=people.head, at=on(3))
    joining.unmerge(case, by=people.head, at=on(4))
    assert [clock.kind for clock in deadlines.live(case)] == ["right15"]
