"""Offers, and what one side says in confidence.

What is told to the mediator alone is recorded as a privileged event that says nothing but that it is one.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cases.audit import recorded
from cases.errors import Refused
from cases.models import Case, Claim, Party
from mediation.models import CaucusNote, Offer


def offer(
    case: Case,
    *,
    party: Party | None,
    audience: str,
    amounts: Mapping[Claim, Decimal],
    text: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Offer:
    """A side offers amounts for claim lines, openly or to the mediator alone; nobody: the mediator's own proposal."""
    is_privileged = audience == Offer.Audience.MEDIATOR
    with recorded("mediation.offer", case, by=by, at=at, version=version, privileged=is_privileged) as case:
        if not amounts and not text.strip():
            raise Refused(
                "offer_empty",
                _("Enter an amount for at least one claim line, or say in words what is offered."),
            )
        if party is None and is_privileged:
            raise Refused("own_proposal", _("The mediator's own proposal is made openly to both sides."))
        if any(claim.case_id != case.pk for claim in amounts) or (
            party is not None and party.case_id != case.pk
        ):
            raise Refused("other_case", _("Choose a party and claim lines of this case."))
        content = {
            "lines": {str(claim.pk): f"{amount:.2f}" for claim, amount in amounts.items()},
            "total": f"{sum(amounts.values(), Decimal(0)):.2f}",
            "text": text,
        }
        made = Offer.objects.create(case=case, party=party, audience=audience, content=content, made_at=at)
        if not is_privileged:
            case.event_facts.update(offer=str(made.pk), party=str(party.pk) if party else "")
        return made


def answer_offer(
    case: Case, *, offer: Offer, answer: str, by: Any, at: datetime, version: int | None = None
) -> Offer:
    """What the other side says to an offer: accepted, refused, or answered with another one."""
    with recorded(
        "mediation.answer_offer", case, by=by, at=at, version=version, privileged=offer.is_privileged
    ) as case:
        made = case.offers.get(pk=offer.pk)
        if made.answer:
            raise Refused(
                "answered_before", _("This offer has its answer already. Record a new offer instead.")
            )
        made.answer, made.answered_at = answer, at
        made.save()
        if not made.is_privileged:
            case.event_facts.update(offer=str(made.pk), answer=answer)
        return made


def note_caucus(
    case: Case, *, text: str, party: Party | None = None, by: Any, at: datetime, version: int | None = None
) -> CaucusNote:
    """What one side told the mediator alone: for the case's mediators of now, and no paper ever."""
    with recorded("mediation.note_caucus", case, by=by, at=at, version=version, privileged=True) as case:
        if not text.strip():
            raise Refused("text_missing", _("Please write what was said."))
        return CaucusNote.objects.create(case=case, party=party, author=by, text=text, written_at=at)
