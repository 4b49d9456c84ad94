"""Who takes part: the beginning of each road, and what the demonstration accounts need beside their cases."""

import random
from datetime import datetime, timedelta

from cases import identity
from cases.actions import access
from cases.history import recording_clock
from cases.models import Case, Employer, Organisation
from config.demo.places import House
from config.demo.plan import Plan, start_of
from config.demo.roads import Road
from config.demo.stories import tell


def begin(house: House, source: random.Random, plan: Plan, now: datetime) -> Road:
    """The complaint comes in at its place, on its day."""
    place, employer = _place(house, source, plan)
    start = start_of(plan, now, source)
    story = tell(source, start.date(), group=plan.group)
    mediator = None
    if place.code == "RJ01" and source.random() < 0.5:
        mediator = house.mediators[place.code][0]  # the account `mediator`
    road = Road(house, source, story, place, start=start, end=now, mediator=mediator)
    if plan.way == "merged":
        road.twin = _open_case_of(place)
        employer = _respondent(road.twin) or employer
    by = house.volunteer if place.code == "RJ01" and source.random() < 0.04 else None
    road.register(employer, plan.channel, by=by)
    return road


def _open_case_of(place: Organisation) -> Case | None:
    found: Case | None = (
        Case.objects.open()
        .filter(organisation=place, parties__employer__isnull=False)
        .order_by("-received_at")
        .first()
    )
    return found


def _respondent(case: Case | None) -> Employer | None:
    party = case.parties.filter(role="respondent").select_related("employer").first() if case else None
    return party.employer if party else None


def _place(house: House, source: random.Random, plan: Plan) -> tuple[Organisation, Employer]:
    if plan.place == "committee":
        # The committee of the demonstration account hears more than the others.
        committee = house.committees[0] if source.random() < 0.35 else source.choice(house.committees)
        assert committee.employer is not None
        return committee, committee.employer
    if plan.place == house.federation.code:
        station = source.choice(house.stations)
        return house.federation, source.choice(house.employers[station.code])
    place = next(station for station in house.stations if station.code == plan.place)
    return place, source.choice(house.employers[place.code])


def complete(house: House, source: random.Random, now: datetime) -> None:
    """Two live grants for the volunteer, at station 1."""
    head = house.heads["RJ01"]
    assert house.volunteer is not None
    wanted = Case.objects.filter(organisation__code="RJ01", state="mediating").order_by("-received_at")[:2]
    for case in wanted:
        with recording_clock(lambda: now), identity.as_of(now):
            access.grant(
                case,
                volunteer=house.volunteer,
                fields=["content", "evidence", "notes"],
                starts_on=now.date(),
                ends_on=now.date() + timedelta(days=30),
                consent="申请人书面同意志愿者协助",
                by=head,
                at=now,
            )
