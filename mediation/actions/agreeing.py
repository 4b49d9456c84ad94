"""The sides agree: terms are fixed, drafted, frozen before anyone signs; or taken up again."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases import deadlines, documents, house_rules, numbers
from cases.actions.joining import unsettled
from cases.audit import recorded
from cases.errors import Refused
from cases.models import Case, Deadline, Party
from cases.wording import day as in_words
from mediation import papers, queries
from mediation.actions.opening import restart_clock
from mediation.actions.sessions import call_off_sessions
from mediation.actions.settling import settle_claims, take_back
from mediation.models import Agreement, Minutes
from mediation.terms import Line, Terms, digest, refuse_absurd


def agree(
    case: Case, *, terms: Terms, note: str = "", by: Any, at: datetime, version: int | None = None
) -> Agreement:
    """Both sides fix the terms; the agreement is drafted and nothing has effect yet (ARB 14, MR 26)."""
    with recorded("mediation.agree", case, by=by, at=at, note=note, version=version) as case:
        terms.check(_claims(case), (str(party.pk) for party in case.parties.filter(left_on=None)))
        if terms.agreed_on > timezone.localdate(at):
            raise Refused("agreed_future", _("The day of the agreement cannot lie after today."))
        case.agree()
        drafted = draft(case, terms.as_data(), at=at)
        _write_minutes(case, terms, by=by, at=at)
        call_off_sessions(case, at)
        case.event_facts.update(agreement=str(drafted.pk), version=drafted.version)
        return drafted


def draft(case: Case, terms: dict[str, Any], *, at: datetime) -> Agreement:
    """The next version of the agreement, as a draft."""
    last = case.agreements.order_by("-version").first()
    return Agreement.objects.create(
        case=case, version=last.version + 1 if last else 1, terms=terms, drafted_at=at
    )


def _claims(case: Case) -> list[str]:
    """Claim lines that terms must speak of."""
    return [str(pk) for pk in unsettled(case).values_list("pk", flat=True)]


def _write_minutes(case: Case, terms: Terms, *, by: Any, at: datetime) -> Minutes:
    """The minutes of the agreement: who was there, and the result in words."""
    with translation.override(documents.AUTHENTIC):
        result = papers.result_in_words(case, terms)
    record = Minutes.objects.create(
        case=case,
        session=case.sessions.held().last(),
        content={"result": result},
        written_by=by,
        written_at=at,
    )
    record.document = documents.freeze(
        case, "minutes", papers.minutes(case, record, terms=terms, on=at), at=at
    )
    record.save()
    return record


def resume_talks(case: Case, *, note: str = "", by: Any, at: datetime, version: int | None = None) -> None:
    """Back to the table: what was drafted or frozen is void. Not once the agreement has effect."""
    with recorded("mediation.resume_talks", case, by=by, at=at, note=note, version=version) as case:
        case.resume_talks()
        void_pending(case, at)


def void_pending(case: Case, at: datetime) -> Agreement | None:
    """What is drafted or frozen and not in effect becomes void."""
    pending = queries.pending_agreement(case)
    if pending is not None:
        pending.void()
        pending.ended_at = at
        pending.save()
        case.event_facts.update(voided=str(pending.pk), version=pending.version)
    return pending


def freeze(case: Case, *, note: str = "", by: Any, at: datetime, version: int | None = None) -> Agreement:
    """Number, version, text and digest of the agreement are fixed; from now on it can be signed (MR 26)."""
    with recorded("mediation.freeze", case, by=by, at=at, note=note, version=version) as case:
        pending = queries.pending_agreement(case)
        if pending is None or pending.state != Agreement.State.DRAFT:
            raise Refused("frozen_before", _("The agreement is fixed already and waits for its signatures."))
        pending.freeze()
        pending.frozen_at = at
        pending.digest = digest(pending.terms)
        year = timezone.localdate(at).year
        taken = numbers.take(case.organisation, year, "agreement")[0]
        pending.number = numbers.paper_number(case.organisation, year, "协", taken)
        pending.document = documents.freeze(
            case,
            "agreement",
            papers.agreement(case, pending, on=at),
            at=at,
            number=pending.number,
            supersedes=_paper_before(case, pending),
        )
        pending.save()
        case.event_facts.update(agreement=str(pending.pk), version=pending.version, digest=pending.digest)
        return pending


def _paper_before(case: Case, pending: Agreement) -> Any:
    """The paper of the last frozen version, which this one replaces."""
    before = (
        case.agreements.filter(version__lt=pending.version)
        .exclude(document=None)
        .order_by("-version")
        .first()
    )
    return before.document if before else None


def void(case: Case, *, note: str, by: Any, at: datetime, version: int | None = None) -> Agreement:
    """The fixed text is void with all its signatures; a new draft of the same terms takes its place."""
    with recorded("mediation.void", case, by=by, at=at, note=note, version=version) as case:
        pending = queries.pending_agreement(case)
        if pending is None or pending.state != Agreement.State.FROZEN:
            raise Refused(
                "not_frozen",
                _("Only an agreement that is fixed can be declared void. A draft can be changed."),
            )
        if not note.strip():
            raise Refused("reason_missing", _("Please say why the text is void."))
        terms = pending.terms
        void_pending(case, at)
        again = draft(case, terms, at=at)
        case.event_facts.update(agreement=str(again.pk))
        return again


def perform_on_the_spot(
    case: Case,
    *,
    lines: Sequence[Line],
    text: str,
    method: str,
    payee: Party,
    is_simple: bool,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Small, simple and performed there and then: the minutes take the place of an agreement (BJ-ONE 3(4))."""
    with recorded("mediation.perform_on_the_spot", case, by=by, at=at, version=version) as case:
        if not is_simple:
            raise Refused(
                "not_simple", _("Only a small and simple matter may do without a written agreement.")
            )
        if sorted(line.claim for line in lines if line.is_settled) != sorted(_claims(case)):
            raise Refused(
                "lines_left_open",
                _("Every claim line must be settled. Otherwise fix the terms in an agreement."),
            )
        case.perform_on_the_spot()
        case.ended_at, case.outcome = at, Case.Outcome.ON_THE_SPOT
        case.retain_until = house_rules.retain_until(case, timezone.localdate(at))
        total = sum((line.amount or Decimal(0) for line in lines), Decimal(0))
        refuse_absurd(total)
        settle_claims(case, lines)
        record = Minutes.objects.create(
            case=case,
            session=case.sessions.held().last(),
            content={"result": text},
            written_by=by,
            written_at=at,
        )
        spot = {"text": text, "amount": total, "method": method, "payee": payee.display_name}
        record.document = documents.freeze(
            case, "minutes", papers.minutes(case, record, on_the_spot=spot, on=at), at=at
        )
        record.save()
        deadlines.meet(case, Deadline.Kind.MEDIATE, on=timezone.localdate(at))
        case.event_facts.update(amount=f"{total:.2f}")


def reopen_terms(
    case: Case,
    *,
    reason: str,
    applicant_on: date | None = None,
    respondent_on: date | None = None,
    note: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The terms are taken up again: the agreement in effect is superseded, with what was still due under it."""
    today = timezone.localdate(at)
    with recorded("mediation.reopen_terms", case, by=by, at=at, note=note, version=version) as case:
        consents = [day for day in (applicant_on, respondent_on) if day is not None]
        if reason == "new_schedule" and (len(consents) < 2 or max(consents) > today):
            raise Refused(
                "consent_missing", _("A new schedule needs the consent of both sides: enter both days.")
            )
        old = queries.effective_agreement(case)
        if old is None:
            raise Refused(
                "no_agreement", _("There is no agreement in effect. A court's paper is changed by the court.")
            )
        if consents and min(consents) < (old.effective_on or today):
            raise Refused(
                "consent_early",
                _("The new consent cannot be dated before the agreement took effect on %(day)s.")
                % {"day": in_words(old.effective_on or today)},
            )
        if old.is_confirmed:
            raise Refused(
                "confirmed", _("The court confirmed this agreement: it is enforced, not taken up again here.")
            )
        case.reopen_terms()
        take_back(case, old, at)
        restart_clock(case, max(consents, default=today))
        case.event_facts.update(superseded=str(old.pk), reason=reason)
