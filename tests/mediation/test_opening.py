"""Mediation begins, rests, goes on, gets more time, begins again."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from cases.actions.assignment import reassign
from cases.actions.notes import contact
from cases.models import LimitationEvent
from mediation.actions import opening
from tests.builders import on, renewed
from tests.mediation.builders import (
    applicant,
    approved,
    assigned,
    contacted,
    failed,
    opened,
    refusal,
    respondent,
    suspended,
)
from tests.people import People, fresh


def test_the_mediator_declares_no_tie_and_has_reached_both_sides(people: People) -> None:
    case = assigned(people)
    mediator = fresh(people.mediator)
    contact(
        case,
        party=applicant(case),
        method="phone",
        when=on(1, hours=2),
        reached=True,
        by=mediator,
        at=on(1, hours=2),
    )
    contact(
        case,
        party=respondent(case),
        method="phone",
        when=on(1, hours=2),
        reached=False,
        by=mediator,
        at=on(1, hours=2),
    )
    assert refusal(opening.open, case, no_tie=True, by=mediator, at=on(1, hours=3)) == "not_reached"
    contact(case, party=respondent(case), method="visit", when=on(2), reached=True, by=mediator, at=on(2))
    assert refusal(opening.open, case, no_tie=False, by=mediator, at=on(2)) == "tie"
    opening.open(case, no_tie=True, by=mediator, at=on(2))
    case = renewed(case)
    assert (case.state, case.opened_at) == ("mediating", on(2))
    notices = case.documents.filter(kind="rights_notice")
    assert {paper.addressee for paper in notices} == set(case.parties.all())
    assert case.events.latest("sequence").facts == {"no_tie": True}


def test_contacts_of_the_mediator_before_do_not_count(people: People) -> None:
    case = contacted(people)
    reassign(case, mediator=people.second_mediator, note="病假", by=fresh(people.head), at=on(2))
    with pytest.raises(PermissionDenied):
        opening.open(case, no_tie=True, by=fresh(people.mediator), at=on(3))
    assert (
        refusal(opening.open, case, no_tie=True, by=fresh(people.second_mediator), at=on(3)) == "not_reached"
    )


def test_suspension_needs_two_people_and_leaves_legal_clocks(people: People) -> None:
    case = opened(people)
    call: dict[Any, Any] = {
        "cause": "illness",
        "review_on": on(9).date(),
        "by": fresh(people.mediator),
        "at": on(4),
    }
    assert refusal(opening.suspend, case, **call) == "approval_missing"
    case = suspended(people, start_case=case)
    assert case.state == "suspended"
    live = {clock.kind: clock.nominal_on for clock in case.deadlines.filter(met_on=None, ended_on=None)}
    assert live["mediate"] == date(2026, 3, 25)
    assert live["review_date"] == date(2026, 3, 16)
    paper = case.documents.filter(kind="suspension_notice").earliest("id")
    assert (paper.context["en"]["review_on"], paper.context["en"]["ends_on"]) == ("2026-03-16", "2026-03-25")
    opening.resume(case, by=fresh(people.mediator), at=on(6))
    case = renewed(case)
    assert case.state == "mediating"
    assert case.deadlines.get(kind="review_date").met_on == on(6).date()


def test_only_both_sides_in_time_extend_the_period(people: People) -> None:
    case = opened(people)  # the period ends on 25 March
    call: dict[Any, Any] = {
        "until": date(2026, 4, 8),
        "how": "书面同意",
        "by": fresh(people.mediator),
        "at": on(17),
    }
    late: dict[Any, Any] = {"applicant_on": date(2026, 3, 24), "respondent_on": date(2026, 3, 26)}
    with translation.override("en"):
        assert refusal(opening.extend, case, **call, **late) == "consent_too_late"
    in_time: dict[Any, Any] = {"applicant_on": date(2026, 3, 24), "respondent_on": date(2026, 3, 25)}
    assert refusal(opening.extend, case, **{**call, "until": date(2026, 3, 25)}, **in_time) == "not_longer"
    opening.extend(case, **call, **in_time)
    clock = case.deadlines.get(kind="mediate")
    assert (clock.extended_from, clock.nominal_on, clock.due_on) == (
        date(2026, 3, 25),
        date(2026, 4, 8),
        date(2026, 4, 8),
    )
    assert "2026-03-25" in clock.extension_consent
    assert renewed(case).next_due_on == date(2026, 4, 8)


@pytest.mark.parametrize(
    ("source", "code"), [("one_stop_beijing", "too_long"), ("tribunal_delegated", "not_extendable")]
)
def test_some_sources_limit_or_forbid_extension(people: People, source: str, code: str) -> None:
    case = opened(people, source=source)
    days: dict[Any, Any] = {"applicant_on": on(7).date(), "respondent_on": on(7).date()}
    call: dict[Any, Any] = {
        "until": date(2026, 4, 10),
        "how": "书面同意",
        "by": fresh(people.mediator),
        "at": on(7),
    }
    assert refusal(opening.extend, case, **call, **days) == code


def test_another_try_needs_fresh_consent_and_starts_a_new_period(people: People) -> None:
    case = failed(people)  # on 19 March
    call: dict[Any, Any] = {"how": "电话记录", "by": fresh(people.mediator), "at": on(15)}
    old: dict[Any, Any] = {"applicant_on": on(0).date(), "respondent_on": on(14).date()}
    assert refusal(opening.try_again, case, **call, **old) == "consent_date"
    opening.try_again(case, **call, applicant_on=on(11).date(), respondent_on=on(14).date())
    case = renewed(case)
    assert (case.state, case.outcome, case.ended_at) == ("mediating", "", None)
    clock = case.deadlines.filter(kind="mediate", met_on=None, ended_on=None).get()
    assert (clock.started_on, clock.nominal_on) == (date(2026, 3, 23), date(2026, 4, 7))
    events = LimitationEvent.objects.filter(claim__case=case, act="mediation.try_again")
    assert {(event.on, event.article) for event in events} == {(date(2026, 3, 23), "BR 27")}


def test_the_head_does_not_mediate(people: People) -> None:
    case = contacted(people)
    for stranger in (people.head, people.supervisor, people.mediator2, people.clerk, people.volunteer):
        with pytest.raises(PermissionDenied):
            opening.open(case, no_tie=True, by=fresh(stranger), at=on(2))


def test_a_proposal_runs_when_the_second_person_approves(people: People) -> None:
    case = opened(people)
    approval = approved(
        case, "mediation.suspend", {"cause": ["both_ask"], "review_on": ["2026-03-20"]}, people, on(4)
    )
    assert (approval.decided_by, renewed(case).state) == (people.head, "suspended")
