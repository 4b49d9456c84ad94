"""Plain functions that bring a case through mediation, by the acts themselves."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cases import approvals
from cases.actions.assignment import assign
from cases.actions.notes import contact
from cases.errors import Refused
from cases.models import Approval, Case, Party
from mediation.actions import agreeing, ending, opening, sessions, signing
from mediation.models import Agreement, Session
from mediation.terms import Instalment, Item, Line, Terms
from tests.builders import MONDAY, accepted, on, renewed
from tests.people import People, fresh

SIGNED_ON = on(8).date()  # 17 March 2026
FIRST_DUE, LAST_DUE = date(2026, 3, 31), date(2026, 4, 30)


def refusal(call: Any, *args: Any, **kwargs: Any) -> str:
    """The code with which an act is refused; its sentence must be there."""
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert str(caught.value)
    return str(caught.value.code)


def applicant(case: Case) -> Party:
    return case.parties.get(role=Party.Role.APPLICANT)


def respondent(case: Case) -> Party:
    return case.parties.get(role=Party.Role.RESPONDENT)


def assigned(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """Accepted on the second day, with a mediator."""
    case = accepted(people, at, **more)
    assign(case, mediator=people.mediator, by=people.head, at=at + timedelta(days=1, hours=1))
    return renewed(case)


def contacted(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """The mediator has spoken with both sides."""
    case = assigned(people, at, **more)
    when = at + timedelta(days=1, hours=2)
    for party in case.parties.all():
        contact(
            case, party=party, method="phone", when=when, reached=True, by=fresh(people.mediator), at=when
        )
    return renewed(case)


def opened(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """In mediation since the second day."""
    case = contacted(people, at, **more)
    opening.open(case, no_tie=True, by=fresh(people.mediator), at=at + timedelta(days=1, hours=3))
    return renewed(case)


def held(people: People, at: datetime = MONDAY, **more: Any) -> tuple[Case, Session]:
    """One session on the fourth day, both sides there."""
    case = opened(people, at, **more)
    mediator = fresh(people.mediator)
    planned = sessions.schedule(
        case,
        planned_at=at + timedelta(days=3),
        place="调解室",
        by=mediator,
        at=at + timedelta(days=1, hours=4),
    )
    there = dict.fromkeys(case.parties.all(), ("came", ""))
    session = sessions.hold(
        case,
        session=planned,
        held_at=at + timedelta(days=3),
        attendance=there,
        by=mediator,
        at=at + timedelta(days=3, hours=2),
    )
    return renewed(case), session


def suspended(people: People, at: datetime = MONDAY, *, start_case: Case | None = None, **more: Any) -> Case:
    """The mediation rests: proposed by the mediator, approved by the head."""
    case = start_case or opened(people, at, **more)
    day = at + timedelta(days=4)
    approval = approved(
        case,
        "mediation.suspend",
        {"cause": "illness", "review_on": (day + timedelta(days=3)).date().isoformat()},
        people,
        day,
    )
    assert approval.state == Approval.State.APPROVED
    return renewed(case)


def approved(case: Case, act: str, arguments: dict[str, Any], people: People, at: datetime) -> Approval:
    """Proposed by the mediator and approved by the head: the act has run."""
    approval = approvals.propose(act, case, arguments=arguments, by=fresh(people.mediator), at=at)
    approvals.approve(renewed(case), approval=approval, by=fresh(people.head), at=at)
    approval.refresh_from_db()
    return approval


def terms(
    case: Case,
    *,
    amounts: tuple[str | None, ...] = ("9000.00", "6000.00"),
    agreed_on: date | None = None,
    instalments: tuple[tuple[date, str], ...] = ((FIRST_DUE, "10000.00"), (LAST_DUE, "5000.00")),
    **more: Any,
) -> Terms:
    """Each line settled at its amount (None: left open), paid by the employer in instalments."""
    claims = list(case.claims.all())
    lines = tuple(
        Line(str(claim.pk), amount is not None, Decimal(amount) if amount else None)
        for claim, amount in zip(claims, amounts, strict=True)
    )
    parts = tuple(Instalment(day, Decimal(amount)) for day, amount in instalments)
    item = Item(
        title="工资和加班费",
        payer=str(respondent(case).pk),
        payee=str(applicant(case).pk),
        due_on=parts[-1].due_on,
        amount=sum((part.amount for part in parts), Decimal(0)),
        method="银行转账",
        instalments=parts if len(parts) > 1 else (),
        claims=tuple(line.claim for line in lines if line.is_settled),
    )
    return Terms(lines=lines, items=(item,), agreed_on=agreed_on or on(7).date(), **more)


def agreed(
    people: People, at: datetime = MONDAY, *, wanted: dict[str, Any] | None = None, **more: Any
) -> Case:
    """Terms fixed on the eighth day (16 March), drafted."""
    case, _session = held(people, at, **more)
    day = at + timedelta(days=7)
    fixed = terms(case, agreed_on=day.date(), **(wanted or {}))
    agreeing.agree(case, terms=fixed, by=fresh(people.mediator), at=day)
    return renewed(case)


def frozen(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """The text fixed on the eighth day, nobody has signed."""
    case = agreed(people, at, **more)
    agreeing.freeze(case, by=fresh(people.mediator), at=at + timedelta(days=7, hours=1))
    return renewed(case)


def pending(case: Case) -> Agreement:
    return Agreement.objects.pending().get(case=case)


def signed(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """Both sides and the mediator signed on the ninth day (17 March); the seal is missing."""
    case = frozen(people, at, **more)
    mediator, day = fresh(people.mediator), at + timedelta(days=8)
    for party in case.parties.all():
        signing.sign(case, party=party, on=day.date(), identity_seen=True, by=mediator, at=day)
    signing.sign(case, party=None, on=day.date(), identity_seen=True, by=mediator, at=day)
    return renewed(case)


def performing(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """Sealed by the head on the tenth day (18 March): in effect."""
    case = signed(people, at, **more)
    day = at + timedelta(days=9)
    signing.seal(case, on=day.date(), by=fresh(people.head), at=day)
    return renewed(case)


def failed(people: People, at: datetime = MONDAY, *, reason: str = "no_agreement", **more: Any) -> Case:
    """Ended without an agreement on the eleventh day (19 March); the undisputed facts were declined."""
    case, _session = held(people, at, **more)
    ending.fail(
        case, reason=reason, undisputed="declined", by=fresh(people.mediator), at=at + timedelta(days=10)
    )
    return renewed(case)
