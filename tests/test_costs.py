"""Pages ask the database a constant number of times, however much there is to show."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from arbitration_link.actions import referral
from cases import next_step
from cases.actions import notes
from cases.actions.register import NewClaim, NewParty
from cases.models import Case, User
from mediation.actions import sessions, talks
from tests.arbitration_link.builders import assembled, defaulted, evidence, prepared
from tests.builders import EMPLOYER, WORKER, asked, on
from tests.mediation.builders import applicant, contacted, held, opened, signed, suspended
from tests.people import People, fresh

# What these rules look at differs from day to day: in the middle of the talks, near the limit, long after.
MOMENTS = (on(5), on(13), on(60))


def cost(url: str, user: User, moment: datetime) -> int:
    """How many times the database is asked for one page."""
    with time_machine.travel(moment, tick=False):
        client = Client()
        client.force_login(fresh(user), backend="config.auth.PasswordBackend")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)


def referred(people: People) -> Case:
    case, _made = prepared(people)
    assembled(case)
    referral.refer(case, by=fresh(people.mediator), at=on(11))
    return case


STAGES: tuple[Callable[[People], Any], ...] = (
    asked, contacted, held, suspended, signed, defaulted, referred,
)  # fmt: skip


@pytest.mark.slow
def test_lists_and_today_cost_the_same_for_few_and_for_many(people: People) -> None:
    def costs() -> dict[Any, int]:
        return {
            (url, who.username, moment.date().isoformat()): cost(url, who, moment)
            for url in ("/today/", "/cases/")
            for who in (people.mediator, people.head)
            for moment in MOMENTS
        }

    for stage in STAGES:
        stage(people)
    few = costs()
    for stage in STAGES:
        stage(people)
    assert costs() == few
    the_next_steps_are_the_same_as_one_by_one()


def the_next_steps_are_the_same_as_one_by_one() -> None:
    """For all cases at once, without asking the database again."""
    together = list(Case.objects.all())
    next_step.prefetch(together)
    with CaptureQueriesContext(connection) as queries:
        found = {(case.pk, day): next_step.for_case(case, day.date()) for case in together for day in MOMENTS}
    assert len(queries) == 0
    for (pk, day), step in found.items():
        assert next_step.for_case(Case.objects.get(pk=pk), day.date()) == step


def test_what_lists_fetch_holds_no_confidence(people: People) -> None:
    case, mediator = opened(people), fresh(people.mediator)
    told: dict[Any, Any] = {
        "party": applicant(case),
        "audience": "mediator",
        "amounts": {case.claims.earliest("line"): Decimal("500.00")},
    }
    secret = talks.offer(case, **told, by=mediator, at=on(3))
    talks.answer_offer(case, offer=secret, answer="accepted", by=mediator, at=on(3))
    next_step.prefetch([case])
    assert vars(case)["open_offers"] == [] and not {"offers", "caucus_notes"} & set(
        vars(case)["_prefetched_objects_cache"]
    )
    step = next_step.for_case(case, on(4).date())
    assert step is not None and step.act == "mediation.schedule"


def with_rows(people: People, count: int) -> Case:
    """A case in the middle of the talks, with so many of everything."""
    others = [NewParty("third", "worker", f"证人{number}") for number in range(count)]
    claims = [NewClaim("wages", f"第{number}个月工资", Decimal("1000.00")) for number in range(count)]
    case = opened(people, parties=(WORKER, EMPLOYER, *others), claims=claims)
    mediator, line = fresh(people.mediator), case.claims.earliest("line")
    for number in range(count):
        at = on(3, hours=number)
        evidence(case, f"工资条{number}", f"{number}".encode())
        notes.note(case, text="已联系", audience="team", by=mediator, at=at)
        notes.contact(case, party=applicant(case), method="phone", when=at, by=mediator, at=at)
        planned = sessions.schedule(case, planned_at=at + timedelta(minutes=9), by=mediator, at=at)
        then = {"by": mediator, "at": at + timedelta(minutes=30)}
        there = dict.fromkeys(case.parties.exclude(role="third"), ("came", ""))
        sessions.hold(case, session=planned, held_at=planned.planned_at, attendance=there, **then)
        sessions.record_minutes(case, session=planned, result="继续调解", **then)
        for audience in ("both", "mediator"):
            talks.offer(
                case, party=applicant(case), audience=audience, amounts={line: Decimal("500.00")}, **then
            )
        talks.note_caucus(case, text="底线", party=applicant(case), **then)
    return case


@pytest.mark.parametrize("page", ["", "documents/"])
def test_a_case_file_costs_the_same_with_one_and_with_ten(people: People, page: str) -> None:
    one, ten = with_rows(people, 1), with_rows(people, 10)
    for who in (people.mediator, people.head):
        costs = [cost(f"/cases/{case.ref}/{page}", who, on(5)) for case in (one, ten)]
        assert costs[0] == costs[1], page
