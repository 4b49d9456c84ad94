"""Cases further along the road than this floor can bring them: the states are reached by recorded moves alone."""

from datetime import datetime
from typing import Any

from cases.actions import assignment
from cases.actors import SystemActor
from cases.audit import recorded
from cases.lifecycle import MOVES
from cases.models import Case
from tests.builders import MONDAY, accepted, on, renewed
from tests.people import People

PUSHER = SystemActor("pusher", "test", frozenset(MOVES))


def pushed(case: Case, act: str, *, at: datetime) -> Case:
    """The bare transition of an act of an upper floor, with its event."""
    with recorded(act, case, by=PUSHER, at=at) as case:
        getattr(case, act.partition(".")[2])()
        if act == "mediation.open":
            case.opened_at = at
    return renewed(case)


def assigned(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """Accepted, and given to Wang Min."""
    case = accepted(people, at, **more)
    assignment.assign(case, mediator=people.mediator, by=people.head, at=on(2, start=at))
    return renewed(case)


def mediating(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """Talks since the Thursday."""
    return pushed(assigned(people, at, **more), "mediation.open", at=on(3, start=at))


def failed(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """No agreement, after ten days."""
    return pushed(mediating(people, at, **more), "mediation.fail", at=on(10, start=at))
