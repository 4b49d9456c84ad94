"""Between a claim line and its calculation: which kinds fit, what the case knows already, what the page offers to write."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cases.calculator import showing
from cases.law.calculation import Calculation as Kind
from cases.law.kinds import CALCULATIONS
from cases.law.questions import Type
from cases.law.results import Result
from cases.models import Case, Claim
from cases.wording import listed

CALCULATE = "cases.calculate"
EDITABLE = (Claim.Standing.OPEN, Claim.Standing.LEFT_OPEN)
# Questions about the period for which something is claimed.
_FIRST_DAYS = ("starts_on", "period_from", "from_on", "first_day")
_LAST_DAYS = ("ends_on", "period_until", "until", "last_day")


def kinds_answered(calculation: Kind, result: Result | None = None) -> tuple[str, ...]:
    """The kinds of lines an answer fits: what is paid twice for an unlawful ending is damages and no severance (LCL 87).

    Without a result, all that may come out.
    """
    if result is not None and "is_double" in (values := result.as_mapping()):
        return (Claim.Kind.DAMAGES if values["is_double"] else Claim.Kind.SEVERANCE,)
    return calculation.claims


def may_be_written(calculation: Kind, claim: Claim, result: Result | None = None) -> bool:
    """Does it answer what such a line asks? A line of the kind “other” takes each that fits any."""
    kinds = kinds_answered(calculation, result)
    return claim.kind in kinds or (claim.kind == Claim.Kind.OTHER and bool(kinds))


def needed_kinds(calculation: Kind, result: Result) -> str:
    """The kinds of lines this answer fits, in words."""
    return listed(Claim.Kind(kind).label for kind in kinds_answered(calculation, result))


def fitting(claim: Claim) -> list[Kind]:
    """The calculations made for lines of this kind."""
    return [kind for kind in CALCULATIONS.values() if claim.kind in kind.claims]


def address(ref: str, claim: Claim) -> str:
    """Where this line is calculated: the one calculation that fits it, else all of them with the line carried along."""
    kinds = fitting(claim)
    place = reverse("calculator_kind", args=[kinds[0].kind]) if len(kinds) == 1 else reverse("calculator")
    return f"{place}?{urlencode({'case': ref, 'claim': claim.line})}"


def known(calculation: Kind, claim: Claim) -> dict[str, Any]:
    """What the line says already, under the names of the questions."""
    told: dict[str, Any] = {}
    for question in calculation.questions:
        if question.type is not Type.DAY:
            continue
        if question.name in _FIRST_DAYS and claim.starts_on:
            told[question.name] = claim.starts_on.isoformat()
        if question.name in _LAST_DAYS and claim.ends_on:
            told[question.name] = claim.ends_on.isoformat()
    return told


@dataclass(frozen=True)
class Writing:
    """What is sent to the act that writes an answer into its line."""

    kind: str
    told: str  # JSON
    is_possible: bool
    needed: str = ""  # the kind the line must have first
    change: str = ""  # where it is changed


def written(aim: Any, calculation: Kind, told: Mapping[str, Any], result: Result) -> Writing | None:
    """For the button “Write into claim 2”; None where no line was named."""
    if aim is None:
        return None
    possible = result.amount is not None and aim.claim.standing in EDITABLE
    sent = Writing(calculation.kind, json.dumps(told, ensure_ascii=False), possible)
    if not possible or may_be_written(calculation, aim.claim, result):
        return sent
    place = f"{reverse('act', args=[aim.case.ref, 'edit_claim'])}?{urlencode({'claim': aim.claim.pk})}"
    return replace(sent, is_possible=False, needed=needed_kinds(calculation, result), change=place)


def prepare(case: Case, claim: Any, *, may_calculate: bool) -> None:
    """For the page of claims: where this line is calculated, and how its amount was (`present_calculations` are fetched)."""
    is_open = claim.standing in EDITABLE
    claim.calculator = address(case.ref, claim) if may_calculate and is_open else ""
    for kept in claim.present_calculations:
        kept.title = showing.title(kept.kind)
        kept.is_by_hand = kept.amount != claim.amount
