"""(person × act × relation): the table in code answers as the hand-written one, in Python and in SQL."""

import itertools
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cases import permissions
from cases.history import explained
from cases.models import Case, Conflict, Grant, User
from cases.permissions import Reach, Role, may, scope_q
from tests import permission_grid
from tests.builders import accepted, consented, registered
from tests.people import People, fresh

GRID = permission_grid.rows()
FIELDS = ("content", "notes", "contacts", "evidence", "health")


@dataclass(frozen=True)
class Somebody:
    """A person as the hand-written table knows him or her."""

    column: str
    who: str
    station: str
    below: tuple[str, ...]


EVERYBODY = (
    Somebody("IN", "clerk", "rongjing", ("rongjing", "committee")),
    Somebody("SM", "mediator", "rongjing", ("rongjing", "committee")),
    Somebody("SM", "second_mediator", "rongjing", ("rongjing", "committee")),
    Somebody("SM", "mediator2", "yizhuang", ("yizhuang",)),
    Somebody("SH", "head", "rongjing", ("rongjing", "committee")),
    Somebody("SH", "head2", "yizhuang", ("yizhuang",)),
    Somebody("LA", "volunteer", "rongjing", ("rongjing", "committee")),
    Somebody("CM", "committee_mediator", "committee", ("committee",)),
    Somebody("SH", "committee_head", "committee", ("committee",)),
    Somebody("DM", "district", "federation", ("federation", "rongjing", "yizhuang", "committee")),
    Somebody("SV", "supervisor", "federation", ("federation", "rongjing", "yizhuang", "committee")),
    Somebody("SH", "chair", "federation", ("federation", "rongjing", "yizhuang", "committee")),
    Somebody("AU", "auditor", "federation", ("federation", "rongjing", "yizhuang", "committee")),
    Somebody("SA", "admin", "federation", ("federation", "rongjing", "yizhuang", "committee")),
)


@dataclass
class Situation:
    """A case and what is true about it."""

    case: Case
    station: str
    is_accepted: bool
    mediator: str = ""
    registered_by: str = ""
    screener: str = ""
    granted: frozenset[str] = frozenset()
    receiver: str = ""
    conflict: str = ""
    court: bool = False


def situations(people: People) -> dict[str, Situation]:
    """One case for each relation that the table tells apart."""
    made = {
        "new at station 1": Situation(registered(people), "rongjing", False, registered_by="clerk"),
        "registered by the volunteer": Situation(
            registered(people, by=people.volunteer), "rongjing", False, registered_by="volunteer"
        ),
        "screened by the mediator": Situation(
            consented(people, screener=people.mediator),
            "rongjing",
            False,
            registered_by="clerk",
            screener="mediator",
        ),
        "accepted, nobody assigned": Situation(accepted(people), "rongjing", True, registered_by="clerk"),
        "accepted, the volunteer's": Situation(
            accepted(people, by=people.volunteer), "rongjing", True, registered_by="volunteer"
        ),
        "with the mediator": Situation(
            accepted(people, mediator=people.mediator),
            "rongjing",
            True,
            mediator="mediator",
            registered_by="clerk",
        ),
        "with the mediator, who has a conflict": Situation(
            accepted(people, mediator=people.mediator),
            "rongjing",
            True,
            mediator="mediator",
            registered_by="clerk",
            conflict="mediator",
        ),
        "granted to the volunteer": Situation(
            accepted(people, mediator=people.second_mediator),
            "rongjing",
            True,
            mediator="second_mediator",
            registered_by="clerk",
            granted=frozenset({"content", "notes"}),
        ),
        "granted wholly": Situation(
            accepted(people), "rongjing", True, registered_by="clerk", granted=frozenset(FIELDS)
        ),
        "proposed to station 2": Situation(
            accepted(people, receiver=people.yizhuang),
            "rongjing",
            True,
            registered_by="clerk",
            receiver="yizhuang",
        ),
        "with the district mediator": Situation(
            accepted(people, mediator=people.district),
            "rongjing",
            True,
            mediator="district",
            registered_by="clerk",
        ),
        "at the court": Situation(
            accepted(people, court=people.court), "rongjing", True, registered_by="clerk", court=True
        ),
    }
    at_committee = registered(people, organisation=people.committee, by=people.committee_head)
    made["at the committee"] = Situation(at_committee, "committee", False, registered_by="committee_head")
    with explained("fixture"):
        now = timezone.now()
        for situation in made.values():
            if situation.granted:
                Grant.objects.create(
                    case=situation.case,
                    user=people.volunteer,
                    fields=sorted(situation.granted),
                    starts_at=now,
                    ends_at=now + timedelta(days=5),
                    approved_by=people.head,
                    consent="yes",
                )
            if situation.conflict:
                Conflict.objects.create(
                    case=situation.case, user=getattr(people, situation.conflict), declared_at=now
                )
    return made


def holds(code: str, somebody: Somebody, here: Situation) -> bool:
    """The hand-written meaning of the codes."""
    if "|" in code:
        return any(holds(part, somebody, here) for part in code.split("|"))
    if "+" in code:
        return all(holds(part, somebody, here) for part in code.split("+"))
    scope, _, when = code.partition("/")
    if (when == "early" and here.is_accepted) or (when == "free" and here.mediator):
        return False
    below = here.station in somebody.below
    if scope.startswith("G:"):
        wanted = scope[2:]
        return (
            below
            and somebody.who == "volunteer"
            and (wanted in here.granted if wanted else bool(here.granted))
        )
    meaning = {
        "-": False,
        "O": here.station == somebody.station,
        "T": below,
        "A": below and here.mediator == somebody.who and here.conflict != somebody.who,
        "own": below and here.registered_by == somebody.who,
        "scr": below and here.screener == somebody.who,
        "rcv": here.receiver == somebody.station,
        "R": False,
        "P": False,
    }
    return meaning[scope]


CASE_ACTS = [act for act in GRID if act not in ("cases.register", "cases.import")]


def test_everybody_everywhere(people: People) -> None:
    """Each person, each act, each relation: allowed as written by hand; the query finds just those cases."""
    made = situations(people)
    wrong = []
    for somebody in EVERYBODY:
        user: User = fresh(getattr(people, somebody.who))
        for act in CASE_ACTS:
            found = set(Case.objects.visible_to(user, act).values_list("pk", flat=True))
            for name, here in made.items():
                expected = holds(GRID[act][somebody.column], somebody, here)
                here.case.refresh_from_db()
                asked = user.has_perm(act, here.case)
                if not asked == expected == (here.case.pk in found):
                    wrong.append((somebody.who, act, name, f"expected {expected}, has_perm {asked}"))
    assert not wrong


def test_no_act_without_a_row() -> None:
    known = set(permissions.acts())
    entrustments = {act for act in known if act.endswith("_entrustment")}
    assert known - entrustments - set(GRID) == set()
    assert set(GRID) - known == set()


def test_second_person() -> None:
    assert {
        act for act in permissions.acts() if permissions.rule(act).two_people
    } == permission_grid.two_people()


def test_registering_is_for_ones_own_organisation(people: People) -> None:
    for somebody, place in itertools.product(EVERYBODY, ("rongjing", "yizhuang", "committee", "federation")):
        user = fresh(getattr(people, somebody.who))
        expected = GRID["cases.register"][somebody.column] == "Y" and place == somebody.station
        assert user.has_perm("cases.register", getattr(people, place)) == expected, (somebody.who, place)


@pytest.mark.parametrize("column", ["WK", "EM", "AC"])
def test_those_without_a_posting(people: People, column: str) -> None:
    """Links of the parties reach their own case, the court what is open with it."""
    mine, other = accepted(people, court=people.court), accepted(people)
    reach = {
        "WK": Reach(role=Role.WORKER, case_id=mine.pk),
        "EM": Reach(role=Role.EMPLOYER, case_id=mine.pk),
        "AC": Reach(role=Role.COURT, organisation_id=people.court.pk),
    }[column]
    for act in CASE_ACTS:
        expected = GRID[act][column] in ("P", "R")
        assert may(reach, act, mine) == expected, act
        assert not may(reach, act, other), act
        assert Case.objects.filter(scope_q(reach, act)).filter(pk=mine.pk).exists() == expected, act


def test_nobody_sees_anything(people: People) -> None:
    from django.contrib.auth.models import AnonymousUser

    registered(people)
    assert not Case.objects.visible_to(AnonymousUser()).exists()
    with explained("fixture"):
        people.head.is_active = False
        people.head.save()
    assert not Case.objects.visible_to(fresh(people.head)).exists()


def test_an_expired_grant_opens_nothing(people: People) -> None:
    case = accepted(people)
    now = timezone.now()
    with explained("fixture"):
        grant = Grant.objects.create(
            case=case,
            user=people.volunteer,
            fields=["content"],
            starts_at=now - timedelta(days=9),
            ends_at=now + timedelta(days=1),
            approved_by=people.head,
            consent="yes",
        )
    assert fresh(people.volunteer).has_perm("cases.view", case)
    _change(grant, ends_at=now - timedelta(minutes=1))
    assert not fresh(people.volunteer).has_perm("cases.view", case)
    _change(grant, ends_at=now + timedelta(days=1), revoked_at=now)
    assert not fresh(people.volunteer).has_perm("cases.view", case)


def _change(row: Any, **columns: Any) -> None:
    with explained("fixture"):
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
