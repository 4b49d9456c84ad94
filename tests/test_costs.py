"""Pages ask the database a constant number of times, however much there is to show."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from arbitration_link.actions import referral
from arbitration_link.models import Entrustment
from cases import next_step
from cases.actions import notes
from cases.actions.calculations import calculate
from cases.actions.register import NewClaim, NewParty
from cases.history import explained, recording_clock
from cases.law.kinds import CALCULATIONS
from cases.models import Calculation, Case, Draft, Employer, Notification, RegionalFigure, SavedView, User
from cases.permissions import Role
from cases.registry import TABS, VERBS
from config.demo.multiply import multiply
from mediation.actions import sessions, talks
from tests.arbitration_link.builders import assembled, defaulted, evidence, prepared
from tests.builders import EMPLOYER, WORKER, asked, consented, on, registered
from tests.mediation.builders import applicant, contacted, held, opened, signed, suspended
from tests.people import People, fresh, organisation, person
from tests.test_routes import declared

# What these rules look at differs from day to day: in the middle of the talks, near the limit, long after.
MOMENTS = (on(13), on(5), on(60))
READERS = ("mediator", "head", "supervisor", "admin")

# Pages whose cost may grow, and why.
GROWING = {
    "audit/check/": "reads every event of every case: that is what it is for, and it says how long it takes",
    "cases/export/": "writes all rows of the list, so many at a time",
}
# Of which row an address with an identifier speaks.
ROWS: dict[str, Callable[[People, Case], Any]] = {
    "cases/drafts/<uuid:pk>/": lambda people, case: Draft.objects.filter(owner=people.mediator).latest(
        "saved_at"
    ),
    "cases/<ref:ref>/documents/<uuid:pk>.pdf": lambda people, case: case.documents.earliest("frozen_at"),
    "cases/<ref:ref>/calculations/<uuid:pk>/": lambda people, case: Calculation.objects.filter(
        claim__case=case
    ).latest("calculated_at"),
    "cases/<ref:ref>/evidence/<uuid:pk>/": lambda people, case: case.evidence.earliest("added_at"),
    "cases/<ref:ref>/referrals/<uuid:pk>.zip": lambda people, case: case,
    "office/organisations/<uuid:pk>/": lambda people, case: people.rongjing,
    "office/accounts/<uuid:pk>/": lambda people, case: people.mediator,
    "office/figures/<uuid:pk>/": lambda people, case: RegionalFigure.objects.latest("since"),
    "arbitration/entrustments/<uuid:pk>/": lambda people, case: Entrustment.objects.earliest("received_at"),
}


def cost(url: str, user: User, moment: datetime) -> tuple[int, int]:
    """What is answered, and how many times the database is asked for it."""
    with time_machine.travel(moment, tick=False):
        client = Client()
        client.force_login(fresh(user), backend="config.auth.PasswordBackend")
        connection.queries_log.clear()  # it holds so many and no more
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
            b"".join(response.streaming_content) if response.streaming else b""
        return response.status_code, len(queries)


def addresses(people: People, case: Case) -> Iterator[tuple[str, str]]:
    """Every address of our own, as it is declared and filled in; the sign-in pages are the library's."""
    for declared_as in sorted(set(declared())):
        if "^" in declared_as or declared_as.startswith("accounts/") or declared_as in GROWING:
            continue
        row = ROWS.get(declared_as)
        if "<uuid:pk>" in declared_as and row is None:
            # What is only posted to answers 405 before it looks for anything.
            row = lambda people, case: case  # noqa: E731
        spelled = declared_as.replace("<ref:ref>", case.ref).replace("<slug:kind>", "severance")
        if row is not None:
            spelled = spelled.replace("<uuid:pk>", str(row(people, case).pk))
        if "<verb:verb>" in spelled:
            yield from ((spelled, "/" + spelled.replace("<verb:verb>", verb)) for verb in sorted(VERBS))
        elif "<tab:tab>" in spelled:
            yield from (
                (spelled, "/" + spelled.replace("<tab:tab>", tab)) for tab, at in TABS.items() if not at.page
            )
        else:
            yield declared_as, "/" + spelled


def referred(people: People) -> Case:
    case, _made = prepared(people)
    assembled(case)
    referral.refer(case, by=fresh(people.mediator), at=on(11))
    return case


STAGES: tuple[Callable[[People], Any], ...] = (
    asked, contacted, held, suspended, signed, defaulted, referred,
)  # fmt: skip


def everywhere(people: People, case: Case) -> dict[str, tuple[int, int]]:
    """What each page costs each reader; the two that live by the day, on several days."""
    found = {}
    for reader in READERS:
        for declared_as, url in addresses(people, case):
            for moment in MOMENTS if declared_as in ("today/", "cases/") else MOMENTS[:1]:
                found[f"{reader} {moment:%m-%d} {url}"] = cost(url, getattr(people, reader), moment)
    return found


def desk(people: People, count: int) -> None:
    """So many more views, drafts, bells, employers, accounts, places and entrustments."""
    rows = {"organisation": people.rongjing, "created_at": on(0), "saved_at": on(0)}
    for owner in (people.mediator, people.head, people.supervisor):
        views = [SavedView(owner=owner, organisation=people.rongjing, name=f"视图{n}") for n in range(count)]
        SavedView.objects.bulk_create(views)
        Draft.objects.bulk_create([Draft(owner=owner, kind="intake", data={}, **rows) for _ in range(count)])
        cases = Case.objects.order_by("ref")[:count]
        told = [Notification(user=owner, kind="assigned", case=one, at=on(1)) for one in cases]
        Notification.objects.bulk_create(told)
    tag = f"{Employer.objects.count():04d}"
    with explained("fixture"):
        for n in range(count):
            Employer.objects.create(name=f"宏达{tag}{n}公司", organisation=people.rongjing)
            place = organisation(f"C{tag}{n}", f"第{tag}{n}站", "station", "township", people.federation)
            person(f"m{tag}{n}", f"王{tag}{n}", Role.STATION_MEDIATOR, place)
        for n in range(count):
            entrusted(people, f"{tag}-{n}")


def entrusted(people: People, number: str) -> Entrustment:
    """A dispute that the court asks this station to mediate."""
    return Entrustment.objects.create(
        organisation=people.rongjing, court=people.court, court_number=number, source="tribunal_suggested",
        received_on=on(1).date(), received_at=on(1), parties=[], claims=[], facts="拖欠工资",
    )  # fmt: skip


@pytest.mark.slow
def test_every_page_costs_the_same_for_sixty_cases_and_for_six_hundred(people: People) -> None:
    case = with_rows(people, 1)
    for stage in (registered, consented, *STAGES):
        stage(people)
    desk(people, 3)
    with time_machine.travel(on(0), tick=False):
        multiply(live=5, ended=5, rotate=False, history=True)
    everywhere(people, case)  # what a process remembers is remembered now
    sixty, few = Case.objects.count(), everywhere(people, case)
    with time_machine.travel(on(0), tick=False):
        multiply(live=9, ended=9, rotate=False, history=True)
    desk(people, 30)
    assert (sixty, Case.objects.count()) == (60, 600)
    many = everywhere(people, case)
    # Never more: what none of the rows shown has is not asked for.
    assert {page: (few[page], many[page]) for page in few if many[page] > few[page]} == {}
    shown = {page.partition(" /")[2] for page, (status, _queries) in few.items() if status == 200}
    assert {"today/", "cases/", f"cases/{case.ref}/", "office/", "audit/"} <= shown
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
    for claim in case.claims.all():
        example = dict(CALCULATIONS["wage_arrears"].example)
        calculate(case, claim=claim, kind="wage_arrears", told=example, by=mediator, at=on(3))
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


PAGES = [
    "", *(f"{name}/" for name, tab in TABS.items() if not tab.page), "documents/", "timeline/", "timeline/?statements=on",
    "history/", "as-of/?on=2026-03-12", "readers/",
]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [page if page in ("", "timeline/") else pytest.param(page, marks=pytest.mark.slow) for page in PAGES],
)
def test_a_case_file_costs_no_more_with_ten_than_with_two(people: People, page: str) -> None:
    with recording_clock(lambda: on(3)):
        two, ten = with_rows(people, 2), with_rows(people, 10)
    # The room is the mediators'.
    readers = (people.mediator,) if page == "privileged/" else (people.mediator, people.head)
    for who in readers:
        costs = [cost(f"/cases/{case.ref}/{page}", who, on(5)) for case in (two, ten)]
        (status, few), (_status, many) = costs
        # The timeline asks for the kinds of things its events name: the longer one may name fewer on its page.
        assert status == 200 and (many <= few if page == "timeline/" else many == few), page
