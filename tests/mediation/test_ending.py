"""Mediation ends without an agreement, by a person or because the limit passed."""

from datetime import date
from typing import Any

import pytest

from cases.actions.ending import missing_for_closing, settle_privately, withdraw
from cases.actions.notes import contact
from cases.history import explained
from cases.models import Deadline, LimitationEvent
from mediation.actions import ending, opening, sessions
from mediation.models import Agreement
from tests.builders import on, renewed
from tests.mediation.builders import (
    agreed,
    assigned,
    failed,
    held,
    opened,
    performing,
    refusal,
    respondent,
    signed,
    suspended,
)
from tests.people import People, fresh


def interruptions(case) -> set:
    events = LimitationEvent.objects.filter(claim__case=case, act="mediation.fail")
    return {(event.on, event.article) for event in events}


def test_each_side_gets_the_notice_and_limitation_starts_afresh(people: People) -> None:
    case = failed(people)
    assert (case.state, case.outcome, case.ended_at) == ("failed", "no_agreement", on(10))
    papers = case.documents.filter(kind="end_notice")
    assert {paper.addressee for paper in papers} == set(case.parties.all())
    context = papers.earliest("id").context["en"]
    assert context["arbitration_body"]["name"] == people.court.name_en
    assert context["limitation"] == {
        "event": "the sides could not agree", "interrupted_on": "2026-03-19", "runs_until": "2027-03-19",
    }  # fmt: skip
    assert context["undisputed"] is False
    assert interruptions(case) == {(date(2026, 3, 19), "MR 31(6)")}
    assert case.deadlines.get(kind="mediate").met_on == date(2026, 3, 19)
    assert case.undisputed_facts.get().answer == "declined"


def test_the_undisputed_facts_are_offered(people: People) -> None:
    case = opened(people)
    call: dict[Any, Any] = {"by": fresh(people.mediator), "at": on(10)}
    assert refusal(ending.fail, case, reason="no_agreement", **call) == "undisputed"
    assert refusal(ending.fail, case, reason="limit_passed", undisputed="declined", **call) == "limit_runs"
    early: dict[Any, Any] = {"ended_on": on(-1).date(), "undisputed": "declined"}
    assert refusal(ending.fail, case, reason="no_agreement", **early, **call) == "ended_when"


def test_a_refused_signature_and_signed_facts_stand_in_the_notice(people: People) -> None:
    case = opened(people)
    ending.fail(
        case, reason="consent_withdrawn", undisputed="signed", undisputed_text="双方确认工资标准为每月4500元。",
        refused=[respondent(case)], by=fresh(people.mediator), at=on(10),
    )  # fmt: skip
    context = case.documents.filter(kind="end_notice").earliest("id").context["en"]
    assert context["undisputed"] is True
    assert "远航物流有限公司" in context["record_note"]
    assert "4500" not in str(case.events.latest("sequence").facts)


def test_out_of_reach_counts_after_three_attempts(people: People) -> None:
    case = assigned(people)
    mediator = fresh(people.mediator)
    call: dict[Any, Any] = {"reason": "unreachable", "undisputed": "declined", "by": mediator, "at": on(10)}
    assert refusal(ending.fail, case, **call) == "few_attempts"
    for day in (4, 5, 6):
        contact(case, party=respondent(case), method="phone", when=on(day), by=mediator, at=on(day))
    ending.fail(case, **call)
    assert renewed(case).events.latest("sequence").facts["contact_attempts"] == 3


def test_the_daily_job_ends_what_passed_its_limit(people: People) -> None:
    case, resting, waiting = opened(people), suspended(people), signed(people)  # all until 25 March
    longer = opened(people)
    opening.extend(
        longer, until=date(2026, 4, 8), applicant_on=on(7).date(), respondent_on=on(7).date(), how="书面",
        by=fresh(people.mediator), at=on(7),
    )  # fmt: skip
    unknown = opened(people)
    with explained("fixture"):
        clock = Deadline.objects.get(case=unknown, kind="mediate")
        clock.due_on = None
        clock.save()
    sessions.schedule(case, planned_at=on(20), by=fresh(people.mediator), at=on(10))
    assert ending.fail_overdue(date(2026, 3, 25), on(16)) == 0
    assert ending.fail_overdue(date(2026, 3, 26), on(17)) == 2
    assert ending.fail_overdue(date(2026, 3, 26), on(17)) == 0
    states = [renewed(one).state for one in (case, resting, waiting, longer, unknown)]
    assert states == ["failed", "failed", "agreed", "mediating", "mediating"]
    event = case.events.latest("sequence")
    assert (event.system, event.facts["ended_on"], event.facts["article"]) == (
        "deadlines",
        "2026-03-25",
        "MR 31(7)",
    )
    assert interruptions(case) == {(date(2026, 3, 25), "MR 31(7)")}
    clock = case.deadlines.get(kind="mediate")
    assert (clock.met_on, clock.ended_on) == (None, date(2026, 3, 26))
    assert case.documents.filter(kind="end_notice").count() == 2
    assert case.sessions.get().cancelled_at == on(17)


def test_withdrawing_voids_what_is_not_in_effect(people: People) -> None:
    case = signed(people)
    withdraw(case, manner="written", reason="已自行解决", by=fresh(people.mediator), at=on(9))
    assert renewed(case).state == "withdrawn"
    assert Agreement.objects.get(case=case).state == "void"


def test_settling_privately_calls_off_the_sessions(people: People) -> None:
    case, _session = held(people)
    sessions.schedule(case, planned_at=on(9), by=fresh(people.mediator), at=on(4))
    settle_privately(case, note="双方来电", by=fresh(people.mediator), at=on(5))
    assert not case.sessions.planned().exists()


@pytest.mark.parametrize("build", [agreed, performing])
def test_open_ends_keep_a_case_from_closing(people: People, build) -> None:
    assert missing_for_closing(build(people))
