"""Questions about a case that several acts and pages of this floor ask."""

from datetime import date, datetime
from typing import Any

from django.db.models import Max

from cases.models import Case, Party, Representative
from mediation.models import Agreement, Obligation, Signature

BOTH_SIDES = (Party.Role.APPLICANT, Party.Role.RESPONDENT)
_ASSIGNMENTS = ("cases.assign", "cases.reassign", "cases.accept_transfer")


def standing(case: Case) -> list[Party]:
    """The parties of both sides who have not left, applicants first."""
    return list(case.parties.filter(left_on=None, role__in=BOTH_SIDES).order_by("role", "position", "id"))


def assigned_at(case: Case) -> datetime | None:
    """Since when the present mediator has the case."""
    found = case.events.filter(act__in=_ASSIGNMENTS).aggregate(last=Max("at"))["last"]
    return found


def pending_agreement(case: Case) -> Agreement | None:
    """The agreement that is drafted or being signed."""
    return case.agreements.pending().first()


def effective_agreement(case: Case) -> Agreement | None:
    """The agreement in effect."""
    return case.agreements.effective().first()


def signers(agreement: Agreement) -> list[Party]:
    """Who must sign: both sides, and third parties who perform or receive something."""
    named = {item[end] for item in agreement.terms["items"] for end in ("payer", "payee")}
    parties = agreement.case.parties.filter(left_on=None).order_by("role", "position", "id")
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
