"""Which stories are lived, where, from when, and how far: all states, all endings, two years."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.actions import joining
from config.demo import court_road
from config.demo.roads import Road

# Each ending: how often, and how many days before today the complaint came in (youngest, oldest).
WAYS: dict[str, tuple[int, int, int]] = {
    "registered": (14, 0, 4),
    "needs_info": (8, 1, 4),
    "awaiting_consent": (12, 1, 4),
    "accepted": (14, 3, 5),
    "mediating": (38, 6, 12),
    "suspended": (8, 8, 12),
    "agreed": (14, 9, 14),
    "performing": (40, 12, 30),
    "defaulted": (10, 60, 90),
    "failed": (14, 14, 40),
    "referred": (8, 12, 14),
    "in_arbitration": (14, 25, 55),
    "awarded": (8, 80, 110),
    "declined": (48, 20, 720),
    "out_of_scope": (34, 20, 720),
    "withdrawn": (40, 20, 720),
    "merged": (8, 2, 10),
    "closed_unaccepted": (20, 60, 720),
    "performed": (66, 75, 725),
    "on_the_spot": (50, 30, 720),
    "private": (72, 30, 720),
    "no_agreement": (30, 60, 720),
    "unperformed": (12, 120, 700),
    "court_dismissed": (8, 120, 600),
    "award_performed": (10, 200, 700),
}


@dataclass(frozen=True)
class Plan:
    """One case to be: its way, the day it begins, the place, whether a group."""

    way: str
    days_ago: int
    place: str
    group: int
    channel: str


def plans(source: random.Random, count: int) -> list[Plan]:
    """As many plans as wanted, in the proportions above, oldest first."""
    total = sum(share for share, _young, _old in WAYS.values())
    made: list[Plan] = []
    for way, (share, young, old) in WAYS.items():
        wanted = max(2, round(count * share / total))
        for number in range(wanted):
            # The first of each way is at station 1, with the mediator of the demonstration.
            place = "RJ01" if number < 2 else source.choices(PLACES, weights=PLACE_WEIGHTS)[0]
            group = source.choices((1, 1, 3, 12, 26), weights=(50, 30, 4, 2, 1))[0] if way in GROUPS else 1
            made.append(
                Plan(
                    way,
                    source.randint(young, old),
                    place,
                    group,
                    source.choices(CHANNELS, weights=(40, 25, 12, 12, 6, 5))[0],
                )
            )
    made = made[:count] if len(made) > count else made
    while len(made) < count:
        made.append(Plan("performed", source.randint(75, 725), source.choice(PLACES[:5]), 1, "counter"))
    return sorted(made, key=lambda plan: -plan.days_ago)


PLACES = ("RJ01", "YZ02", "KC03", "BX04", "MJ05", "committee", "QZ00")
PLACE_WEIGHTS = (26, 18, 16, 14, 12, 12, 2)
GROUPS = {"performed", "mediating", "performing", "failed", "in_arbitration", "registered"}
CHANNELS = ("counter", "phone", "web", "oral", "letter", "reception_day")


def start_of(plan: Plan, now: datetime, source: random.Random) -> datetime:
    """The moment the complaint comes in: an office hour of a weekday."""
    day = now - timedelta(days=plan.days_ago)
    day = day.replace(hour=source.randint(9, 11), minute=source.randrange(0, 60, 5), second=0, microsecond=0)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day if day < now else now - timedelta(hours=2)


def walk(road: Road, way: str) -> None:
    """Walk the way to its end, or until today comes."""
    WALKS[way](road)


def _to_consent(road: Road) -> None:
    road.ask()
    road.answer("agreed")


def _to_mediation(road: Road) -> None:
    _to_consent(road)
    road.accept()
    road.open()


def _stop_at(state: str) -> Callable[[Road], None]:
    def go(road: Road) -> None:
        road.stop = state
        _long(road)

    return go


def _long(road: Road) -> None:
    """The straight road to a performed agreement."""
    _to_mediation(road)
    if road.source.random() < 0.45:
        road.meet()
    road.agree()
    road.sign()
    road.end_linked()
    road.perform()
    road.confirm()


def _needs_info(road: Road) -> None:
    road.stop = "needs_info"
    road.ask_papers()


def _declined(road: Road) -> None:
    road.ask()
    road.answer("refused")
    road.decline("refused")


def _withdrawn(road: Road) -> None:
    if road.source.random() < 0.5:
        _to_mediation(road)
    road.withdraw()


def _closed_unaccepted(road: Road) -> None:
    (_declined if road.source.random() < 0.6 else _withdrawn)(road)
    road.close()


def _private(road: Road) -> None:
    if road.source.random() < 0.6:
        _to_mediation(road)
    road.settle_privately()


def _on_the_spot(road: Road) -> None:
    _to_mediation(road)
    road.perform_on_the_spot()


def _mediating(road: Road) -> None:
    _to_mediation(road)
    if road.source.random() < 0.5:
        road.meet()


def _suspended(road: Road) -> None:
    road.stop = "suspended"
    _to_mediation(road)
    road.suspend()


def _failed(road: Road) -> None:
    _to_mediation(road)
    if road.source.random() < 0.3:
        road.meet()
    road.fail(road.source.choice(("no_agreement", "consent_withdrawn")))


def _no_agreement(road: Road) -> None:
    _failed(road)
    road.close()


def _defaulted(road: Road) -> None:
    _to_mediation(road)
    road.agree()
    road.sign()
    road.end_linked()
    road.default()


def _unperformed(road: Road) -> None:
    _defaulted(road)
    road.later(8)
    road.approved(
        "mediation.close_unperformed", road.mediator, {"reason": ["payment_order"], "note": ["已申请支付令"]}
    )


def _merged(road: Road) -> None:
    """A second complaint about the same employer is joined to the case that is known already."""
    if road.twin is None:
        return
    road.later(0, 2)
    road.act(joining.merge, road.head, target=road.twin, note="同一单位同一争议重复申请")


def _court(walk_court: Callable[[Road], None]) -> Callable[[Road], None]:
    def go(road: Road) -> None:
        _failed(road)
        walk_court(road)

    return go


WALKS: dict[str, Callable[[Road], None]] = {
    "registered": lambda road: None,
    "needs_info": _needs_info,
    "awaiting_consent": _stop_at("awaiting_consent"),
    "accepted": _stop_at("accepted"),
    "mediating": _mediating,
    "suspended": _suspended,
    "agreed": _stop_at("agreed"),
    "performing": _stop_at("performing"),
    "defaulted": _defaulted,
    "failed": _failed,
    "referred": _court(court_road.referred),
    "in_arbitration": _court(court_road.accepted),
    "awarded": _court(court_road.awarded),
    "declined": _declined,
    "out_of_scope": lambda road: road.decline("out_of_scope"),
    "withdrawn": _withdrawn,
    "merged": _merged,
    "closed_unaccepted": _closed_unaccepted,
    "performed": _long,
    "private": _private,
    "on_the_spot": _on_the_spot,
    "no_agreement": _no_agreement,
    "unperformed": _unperformed,
    "court_dismissed": _court(court_road.dismissed),
    "award_performed": _court(court_road.award_performed),
}
