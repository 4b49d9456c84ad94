"""Lines go on in a linked case that inherits everything that must not start anew."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from cases.actions import joining
from cases.actors import Actor, SystemActor
from cases.audit import recorded
from cases.errors import NotNow, Refused
from cases.history import explained
from cases.models import Case, Conflict, Deadline, LimitationEvent, Representative
from tests.builders import accepted, on, renewed
from tests.cases.stages import mediating, pushed
from tests.people import People, fresh


def code(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def prepared(people: People) -> Case:
    """In mediation, with a mandate, a declared tie and a corrected limitation event."""
    case = mediating(people)
    with explained("fixture"):
        Representative.objects.create(
            party=case.parties.get(role="applicant"),
            name="何敏",
            kind="agent",
            authority="special",
            phone="13900001111",
            valid_from=date(2026, 3, 9),
        )
        Conflict.objects.create(case=case, user=people.second_mediator, reason="亲属", declared_at=on(2))
        first = case.claims.get(line=2).limitation_events.earliest("id")
        LimitationEvent.objects.create(
            claim=first.claim, kind=LimitationEvent.Kind.CORRECTION, on=date(2026, 3, 8), corrects=first
        )
    return case


def test_a_line_goes_on_with_its_clocks_and_limitation(people: People) -> None:
    case = prepared(people)
    new = joining.split(case, lines=case.claims.filter(line=2), note="争议大", by=people.head, at=on(4))
    old, new = renewed(case), renewed(new)
    assert (new.state, new.split_from, new.mediator) == ("mediating", case, people.mediator)
    assert (new.accepted_at, new.opened_at, new.received_at) == (
        case.accepted_at,
        case.opened_at,
        case.received_at,
    )
    assert new.ref != case.ref and new.number != case.number and new.ref.startswith("RJ01-2026-")
    assert {clock.kind: (clock.started_on, clock.last_day) for clock in new.deadlines.all()} == {
        clock.kind: (clock.started_on, clock.last_day)
        for clock in case.deadlines.filter(kind__in=["mediate", "right15"])
    }
    assert new.next_due_on == date(2026, 3, 25)

    (line,) = new.claims.all()
    moved = old.claims.get(line=2)
    assert (line.line, line.standing, line.amount) == (1, "open", Decimal("8640.00"))
    assert (moved.standing, moved.moved_to) == ("moved", line)
    assert (old.amount_claimed, new.amount_claimed) == (Decimal("9000.00"), Decimal("8640.00"))
    copied = [(event.kind, event.on, event.article) for event in line.limitation_events.all()]
    assert copied == [(event.kind, event.on, event.article) for event in moved.limitation_events.all()]
    correction = line.limitation_events.get(kind="correction")
    assert correction.corrects is not None and correction.corrects.claim == line

    applicant = new.parties.get(role="applicant")
    assert (applicant.name, applicant.phone) == ("陈秀英", "13800006021")
    assert applicant.phone_digest == case.parties.get(role="applicant").phone_digest
    assert [mandate.phone for mandate in applicant.representatives.all()] == ["13900001111"]
    assert new.conflicts.get().user == people.second_mediator
    assert (new.applicants_label, new.respondents_label) == ("陈秀英", "远航物流有限公司")

    assert [event.act for event in new.events.all()] == ["cases.split"]
    assert new.events.get().facts == {"split_from": str(case.pk)}
    assert old.events.latest("sequence").facts == {"split_to": str(new.pk), "lines": [2]}
    assert moved.history.first().history_change_reason == f"cases.split#{old.last_sequence}"


def test_what_cannot_be_split(people: People) -> None:
    case = prepared(people)
    do: dict[str, Any] = {"by": people.head, "at": on(4)}
    assert code(joining.split, case, lines=[], **do) == "no_lines"
    assert code(joining.split, case, lines=list(case.claims.all()), **do) == "nothing_left"
    assert code(joining.split, case, lines=list(accepted(people).claims.all()), **do) == "line_not_open"
    joining.split(case, lines=case.claims.filter(line=2), **do)
    assert code(joining.split, case, lines=case.claims.filter(line=2), **do) == "line_not_open"
    with pytest.raises(PermissionDenied):
        joining.split(case, lines=case.claims.filter(line=1), by=fresh(people.mediator), at=on(4))
    with pytest.raises(NotNow):
        joining.split(accepted(people), lines=[], **do)
    assert Case.objects.filter(split_from=case).count() == 1


def test_inside_the_effect_of_an_agreement(people: People) -> None:
    case = prepared(people)
    with explained("fixture"):
        for claim in case.claims.all():
            claim.standing = {1: "settled", 2: "left_open"}[claim.line]
            claim.save()
    case = pushed(case, "mediation.agree", at=on(5))
    with recorded("mediation.effect", case, by=Actor.SIGNATURES, at=on(6)) as locked:
        locked.effect()
        Deadline.objects.filter(case=locked, kind="mediate").update(met_on=on(5).date())
        new = joining.split_lines(locked, list(joining.unsettled(locked)), by=Actor.SIGNATURES, at=on(6))
    old, new = renewed(case), renewed(new)
    assert (old.state, new.state) == ("performing", "mediating")
    assert new.events.get().system == "signatures"
    assert [clock.kind for clock in new.deadlines.filter(met_on=None)] == ["right15", "mediate"]
    assert (
        old.claims.get(line=2).history.first().history_change_reason
        == f"mediation.effect#{old.last_sequence}"
    )


def test_nothing_is_left_behind_by_a_half_done_split(people: People) -> None:
    case = prepared(people)
    actor = SystemActor("test", "test", frozenset({"mediation.agree"}))
    with pytest.raises(PermissionDenied), recorded("mediation.agree", case, by=actor, at=on(5)) as locked:
        locked.agree()
        joining.split_lines(locked, list(locked.claims.filter(line=2)), by=actor, at=on(5))
    assert renewed(case).state == "mediating"
    assert not Case.objects.filter(split_from=case).exists()
