"""Signatures and seal, recorded one by one; with the last of them the agreement takes effect."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines, house_rules
from cases.actions import joining
from cases.actors import Actor
from cases.audit import recorded
from cases.errors import Refused
from cases.law.limits import time_limits
from cases.models import Case, Claim, Deadline, Document, Party, Representative
from cases.wording import day as in_words
from mediation import queries
from mediation.actions.performance import owe
from mediation.actions.settling import settle_claims
from mediation.models import Agreement, Signature
from mediation.terms import Terms, digest


def sign(
    case: Case,
    *,
    party: Party | None,
    representative: Representative | None = None,
    on: date,
    how: str = Signature.How.SIGNED,
    identity_seen: bool,
    text_digest: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Signature:
    """One signature on the frozen text: a party's, by itself or by a representative who may settle, or (without a
    party) the mediator's own (ARB 14, ARB 24). Refused when the text is not the one that was put before the signer.
    """
    with transaction.atomic():
        with recorded("mediation.sign", case, by=by, at=at, version=version) as locked:
            agreement = _frozen(locked, text_digest)
            _refuse_day(agreement, on, at)
            if party is None:
                made = _mediator_signs(locked, agreement, on, by, at)
            else:
                made = _party_signs(locked, agreement, party, representative, on, how, identity_seen, at)
            locked.event_facts.update(
                agreement=str(agreement.pk),
                version=agreement.version,
                role=made.role,
                on=on.isoformat(),
                party=str(party.pk) if party else "",
                digest=agreement.digest,
            )
        _effect_if_complete(case, at)
    return made


def seal(
    case: Case, *, on: date, text_digest: str = "", by: Any, at: datetime, version: int | None = None
) -> Signature:
    """The head puts the organisation's seal on the paper, after all others have signed (ARB 14)."""
    with transaction.atomic():
        with recorded("mediation.seal", case, by=by, at=at, version=version) as locked:
            agreement = _frozen(locked, text_digest)
            _refuse_day(agreement, on, at)
            parties, mediator_missing, seal_missing = queries.missing_signatures(agreement)
            if parties or mediator_missing:
                raise Refused("unsigned", _("The seal comes last: both sides and the mediator sign first."))
            if not seal_missing:
                raise Refused("sealed_before", _("The seal has been recorded already."))
            if any(
                one.role == Signature.Role.MEDIATOR and one.user_id == by.pk
                for one in agreement.signatures.all()
            ):
                raise Refused(
                    "same_person",
                    _("You signed as the mediator. Another person puts the organisation's seal on it."),
                )
            last = max(one.on for one in agreement.signatures.all())
            if last > on:
                raise Refused(
                    "sealed_early",
                    _("The last signature is of %(day)s: the seal cannot be dated before that.")
                    % {"day": in_words(last)},
                    field="on",
                )
            made = Signature.objects.create(
                agreement=agreement,
                role=Signature.Role.SEAL,
                user=by,
                how=Signature.How.SEALED,
                on=on,
                identity_seen=True,
                digest=agreement.digest,
                recorded_at=at,
            )
            locked.event_facts.update(
                agreement=str(agreement.pk),
                version=agreement.version,
                on=on.isoformat(),
                digest=agreement.digest,
            )
        _effect_if_complete(case, at)
    return made


def _frozen(case: Case, text_digest: str) -> Agreement:
    """The frozen agreement; Refused when there is none or when it is not the text that was looked at."""
    agreement = queries.pending_agreement(case)
    if agreement is None or agreement.state != Agreement.State.FROZEN:
        raise Refused("not_frozen", _("Fix the text of the agreement first: nobody signs a draft."))
    if agreement.document is None or agreement.document.status == Document.Status.FAILED:
        raise Refused(
            "unprintable",
            _("The agreement could not be printed. Declare it void, correct the names, and fix it again."),
        )
    if digest(agreement.terms) != agreement.digest or (text_digest and text_digest != agreement.digest):
        raise Refused(
            "version_changed",
            _("The text changed since it was put before the signer. Please print and read it again."),
        )
    return agreement


def _refuse_day(agreement: Agreement, on: date, at: datetime) -> None:
    frozen_on = timezone.localdate(agreement.frozen_at) if agreement.frozen_at else on
    if not frozen_on <= on <= timezone.localdate(at):
        raise Refused(
            "signed_when",
            _(
                "The text was fixed on %(day)s: a signature is dated on that day or later, and not after today."
            )
            % {"day": in_words(frozen_on)},
            field="on",
        )


def _mediator_signs(case: Case, agreement: Agreement, on: date, by: Any, at: datetime) -> Signature:
    if by.pk != case.mediator_id:
        raise PermissionDenied("mediation.sign")
    if not queries.missing_signatures(agreement)[1]:
        raise Refused("signed_before", _("The mediator's signature has been recorded already."))
    return Signature.objects.create(
        agreement=agreement,
        role=Signature.Role.MEDIATOR,
        user=by,
        how=Signature.How.SIGNED,
        on=on,
        identity_seen=True,
        digest=agreement.digest,
        recorded_at=at,
    )


def _party_signs(
    case: Case,
    agreement: Agreement,
    party: Party,
    representative: Representative | None,
    on: date,
    how: str,
    identity_seen: bool,
    at: datetime,
) -> Signature:
    if party.pk not in {one.pk for one in queries.signers(agreement)}:
        raise Refused("no_signer", _("This party has nothing to sign in this agreement."))
    if party.pk not in {one.pk for one in queries.missing_signatures(agreement)[0]}:
        raise Refused("signed_before", _("This party's signature has been recorded already."))
    if not identity_seen:
        raise Refused(
            "identity_unseen", _("See the signer's identity document first, and tick that you have seen it.")
        )
    if representative is not None:
        if representative.party_id != party.pk:
            raise Refused("not_theirs", _("This person does not represent this party."))
        if not queries.has_settling_authority(representative, on):
            raise Refused(
                "no_authority",
                _(
                    "A representative needs special authority in force that day. Ask for the power of attorney."
                ),
            )
    return Signature.objects.create(
        agreement=agreement,
        role=party.role,
        party=party,
        representative=representative,
        how=how,
        on=on,
        identity_seen=True,
        digest=agreement.digest,
        recorded_at=at,
    )


def _effect_if_complete(case: Case, at: datetime) -> None:
    agreement = queries.pending_agreement(case)
    if agreement is None:
        return
    parties, mediator_missing, seal_missing = queries.missing_signatures(agreement)
    if not parties and not mediator_missing and not seal_missing:
        effect(case, by=Actor.SIGNATURES, at=at)


def effect(case: Case, *, by: Any, at: datetime) -> None:
    """All four are there: the agreement binds both sides from the day of the last of them (ARB 14).

    Review and confirmation clocks start (MR 27, CPL 205), what is owed gets its days, and lines left open go on in a
    case of their own.
    """
    with recorded("mediation.effect", case, by=by, at=at) as case:
        agreement = _frozen(case, "")
        terms = Terms.from_data(agreement.terms)
        effective_on = max(one.on for one in agreement.signatures.all())
        case.effect()
        agreement.take_effect()
        agreement.effective_on, agreement.effective_at = effective_on, at
        agreement.save()
        deadlines.meet(case, Deadline.Kind.MEDIATE, on=effective_on)
        left_open = settle_claims(case, terms.lines)
        _start_confirmation_clocks(case, terms, effective_on)
        owe(case, terms.items, started_on=effective_on, agreement=agreement)
        case.event_facts.update(
            agreement=str(agreement.pk),
            version=agreement.version,
            digest=agreement.digest,
            effective_on=effective_on.isoformat(),
        )
        if left_open:
            joining.split_lines(case, left_open, by=by, at=at)


def _start_confirmation_clocks(case: Case, terms: Terms, effective_on: date) -> None:
    """Review in 15 days, never where the employment relation itself is confirmed (BR 75); confirmation in 30."""
    calendar = deadlines.calendar()
    settled = case.claims.filter(pk__in=terms.settled)
    if not settled.filter(kind=Claim.Kind.RELATION).exists():
        review = time_limits.review(effective_on=effective_on, calendar=calendar)
        deadlines.start(case, Deadline.Kind.REVIEW, review)
    if house_rules.value("judicial_confirmation_offered"):
        confirmation = time_limits.judicial_confirmation(effective_on=effective_on, calendar=calendar)
        deadlines.start(case, Deadline.Kind.CONFIRM, confirmation)
