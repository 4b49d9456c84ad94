"""Questions about a case that several acts and pages of this floor ask."""

from datetime import date, datetime
from typing import Any

from cases.models import Case, CaseEvent, Party, Representative
from mediation.models import Agreement, Obligation, Signature

BOTH_SIDES = (Party.Role.APPLICANT, Party.Role.RESPONDENT)
_ASSIGNMENTS = ("cases.assign", "cases.reassign", "cases.accept_transfer")


def standing(case: Case) -> list[Party]:
    """The parties of both sides who have not left, applicants first."""
    return list(case.parties.filter(left_on=None, role__in=BOTH_SIDES).order_by("role", "position", "id"))


def assigned_at(case: Case) -> datetime | None:
    """Since when the present mediator has the case."""
    # A list of cases fetches these few events beforehand, under a name of their own.
    known = case.__dict__.get("assignments", assignments().filter(case=case))
    return max((event.at for event in known), default=None)


def assignments() -> Any:
    """The events by which cases came to their mediators."""
    return CaseEvent.objects.filter(act__in=_ASSIGNMENTS).only("case", "at")


def pending_agreement(case: Case) -> Agreement | None:
    """The agreement that is drafted or being signed."""
    states = (Agreement.State.DRAFT, Agreement.State.FROZEN)
    return next((one for one in case.agreements.all() if one.state in states), None)


def effective_agreement(case: Case) -> Agreement | None:
    """The agreement in effect."""
    return next((one for one in case.agreements.all() if one.state == Agreement.State.EFFECTIVE), None)


def signers(agreement: Agreement) -> list[Party]:
    """Who must sign: both sides, and third parties who perform or receive something."""
    named = {item[end] for item in agreement.terms["items"] for end in ("payer", "payee")}
    parties = [party for party in agreement.case.parties.all() if party.left_on is None]
    return [party for party in parties if party.role in BOTH_SIDES or str(party.pk) in named]


def missing_signatures(agreement: Agreement) -> tuple[list[Party], bool, bool]:
    """The parties who have not signed yet; whether the mediator's signature is missing; whether the seal is."""
    given = list(agreement.signatures.all())
    signed = {one.party_id for one in given}
    roles = {one.role for one in given}
    parties = [party for party in signers(agreement) if party.pk not in signed]
    return parties, Signature.Role.MEDIATOR not in roles, Signature.Role.SEAL not in roles


def has_settling_authority(person: Representative, on: date) -> bool:
    """May this representative settle for the party that day: special authority, in force (ARB 24)?"""
    in_force = person.valid_from <= on and (person.valid_until is None or on <= person.valid_until)
    return in_force and person.authority == Representative.Authority.SPECIAL


def open_obligations(case: Case) -> Any:
    """What is still to be performed."""
    return Obligation.objects.filter(case=case).unperformed()


def owed(case: Case) -> list[Obligation]:
    """The same as a list by the day it is due, chosen among all rows: lists of cases fetch them beforehand."""
    over = {one.pk for one in case.agreements.all() if one.state == Agreement.State.SUPERSEDED}
    return [one for one in case.obligations.all() if one.is_open and one.agreement_id not in over]


def what_is_owed(case: Case) -> str:
    """The agreements and what is owed, as they stand: what two people decide on when they end the performance."""
    agreements = case.agreements.order_by("pk").values_list("pk", "state")
    days = ("performed_on", "defaulted_on", "waived_on", "due_on")
    owed = Obligation.objects.filter(case=case).order_by("pk").values_list("pk", "state", "amount", *days)
    return "\n".join(" ".join(map(str, row)) for row in (*agreements, *owed))
