"""What the package of a case says: plain values, taken field by field. What is not asked for here does not go along."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from django.utils import timezone

from arbitration_link.models import Referral
from arbitration_link.papers import Filing
from arbitration_link.schema import FORMAT
from cases.models import Case, Claim, Document, Evidence, Party
from cases.paperwork import iso
from mediation.models import Agreement, Obligation, UndisputedFacts

Values = dict[str, Any]


def data_of(case: Case, referral: Referral, filing: Filing, papers: Sequence[Values], *, on: date) -> Values:
    """The data of a package, as `schema/package-v1.json` describes it."""
    place = case.organisation
    return {
        "format": FORMAT,
        "referral": {
            "id": str(referral.pk),
            "number": referral.number,
            "reason": "agreement_defaulted" if referral.is_default else "mediation_failed",
            "prepared_on": iso(on),
            "court": {"code": referral.court.code, "name": referral.court.name},
            "jurisdiction": referral.jurisdiction,
        },
        "organisation": {
            "code": place.code,
            "name": place.name,
            "legal_type": place.legal_type,
            "address": place.address,
            "phone": place.phone,
        },
        "case": _case(case, filing),
        "consent": {
            "given_on": iso(referral.consent_on),
            "given_how": referral.consent,
            "health_given_on": iso(referral.health_consent_on),
        },
        "parties": [_party(who, referral, on) for who in _standing(case)],
        "claims": [_claim(claim) for claim in claims_of(case)],
        "facts": filing.facts,
        "evidence": [dict(item) for item in filing.evidence],
        "witnesses": [dict(witness) for witness in filing.witnesses],
        "held_by_employer": list(filing.held_by_employer),
        "papers": [dict(paper) for paper in papers],
        "agreement": _agreement(referral.agreement),
        "undisputed_facts": _undisputed(case),
    }


def _case(case: Case, filing: Filing) -> Values:
    return {
        "ref": case.ref,
        "number": case.number,
        "cause_code": case.cause_id or "",
        "cause": case.cause.name_zh if case.cause else case.cause_text,
        "is_collective": case.is_collective,
        "head_count": case.head_count,
        "received_on": iso(case.received_at),
        "accepted_on": iso(case.accepted_at),
        "ended_on": iso(filing.ended_on),
    }


def _standing(case: Case) -> list[Party]:
    return list(
        case.parties.filter(left_on=None).prefetch_related("representatives").order_by("role", "position")
    )


def _party(who: Party, referral: Referral, on: date) -> Values:
    mandates = [
        {"name": person.name, "kind": person.kind, "authority": person.authority}
        for person in who.representatives.all()
        if person.valid_from <= on and (person.valid_until is None or person.valid_until >= on)
    ]
    values = {
        "role": who.role,
        "kind": who.kind,
        "name": who.display_name,
        "head_count": who.head_count,
        "gender": who.gender,
        "birth_on": iso(who.birth_on),
        "occupation": who.job,
        "id_number": who.id_number,
        "address": who.address,
        "service_address": who.service_address,
        "phone": who.phone,
        "legal_representative": who.legal_representative,
        "position": who.representative_position,
        "credit_code": who.credit_code,
        "representatives": mandates,
    }
    # The consent is one person's: it opens that person's data, nobody else's.
    if who.health and who.pk == referral.health_opened:
        values["health"] = who.health
    return values


def claims_of(case: Case) -> list[Claim]:
    """The lines that are still disputed in this case."""
    elsewhere = (Claim.Standing.MOVED, Claim.Standing.DROPPED)
    return list(case.claims.exclude(standing__in=elsewhere).order_by("line"))


def _claim(claim: Claim) -> Values:
    return {
        "line": claim.line,
        "kind": claim.kind,
        "text": claim.text,
        "amount": _amount(claim.amount),
        "starts_on": iso(claim.starts_on),
        "ends_on": iso(claim.ends_on),
        "grounds": claim.grounds,
    }


def _amount(amount: Any) -> str:
    return "" if amount is None else f"{amount:.2f}"


def _agreement(agreement: Agreement | None) -> Values | None:
    if agreement is None:
        return None
    return {
        "number": agreement.number,
        "effective_on": iso(agreement.effective_on),
        "defaults": [
            {
                "title": owed.title,
                "amount": _amount(owed.amount),
                "deed": owed.deed,
                "due_on": iso(owed.due_on),
                "defaulted_on": iso(owed.defaulted_on),
            }
            for owed in agreement.obligations.filter(state=Obligation.State.DEFAULTED)
        ],
    }


def _undisputed(case: Case) -> str:
    found = case.undisputed_facts.filter(answer=UndisputedFacts.Answer.SIGNED).order_by("-on", "-id").first()
    return found.text if found else ""


def evidence_values(chosen: Iterable[Evidence]) -> list[Values]:
    """Each chosen file under a name that says nothing about anybody."""
    return [
        {
            "path": f"evidence/{number:02}{_ending(item.file_name)}",
            "title": item.title,
            "proves": item.proves,
            "source": item.party.role if item.party else "",
            "is_original": item.is_original,
            "media_type": item.media_type,
            "size": item.size,
            "sha256": item.sha256,
        }
        for number, item in enumerate(chosen, 1)
    ]


def _ending(name: str) -> str:
    ending = PurePath(name).suffix.lower()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,5}", ending) else ".bin"


def mediation_ended_on(case: Case) -> date | None:
    """The day on which mediation failed; none where it ended in an agreement."""
    event = case.events.filter(act="mediation.fail").order_by("-sequence").first()
    return timezone.localdate(event.at) if event else None


def papers_before(case: Case, referral: Referral) -> list[Document]:
    """Papers that exist already and go along: the agreement after a default, the notice that mediation ended."""
    if referral.agreement is not None:
        return [referral.agreement.document] if referral.agreement.document else []
    notices = case.documents.filter(kind="end_notice", copy_of=None).order_by("-frozen_at", "-id")
    own = notices.filter(addressee=referral.consent_party).first() or notices.first()
    return [own] if own else []
