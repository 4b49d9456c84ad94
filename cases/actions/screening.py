"""Before acceptance: papers, consent of both sides, the decision."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines, documents
from cases import papers as paper_texts
from cases.actions.notes import keep_promise
from cases.audit import recorded
from cases.errors import Refused
from cases.law import Source
from cases.law.limits import rule_table, rules, time_limits
from cases.models import Case, Deadline, LimitationEvent, Party
from cases.wording import day as in_words


def take_for_screening(case: Case, *, by: Any, at: datetime, version: int | None = None) -> None:
    """The person who presses becomes the named screener."""
    with recorded("cases.take_for_screening", case, by=by, at=at, version=version) as case:
        case.screener = by


def ask_for_papers(
    case: Case, *, papers: Sequence[str], until: date, by: Any, at: datetime, version: int | None = None
) -> None:
    """One list of missing papers, once. Our promise waits; legal clocks do not."""
    with recorded("cases.ask_for_papers", case, by=by, at=at, version=version) as case:
        if case.events.filter(act="cases.ask_for_papers").exists():
            raise Refused(
                "asked_before", _("A list of missing papers was given before. It is given only once.")
            )
        if until <= timezone.localdate(at):
            raise Refused("until_past", _("Please choose a day after today for the papers."), field="until")
        case.ask_for_papers()
        deadlines.start_agreed(
            case,
            Deadline.Kind.PAPERS,
            rule="papers",
            start_event="papers_asked",
            started_on=timezone.localdate(at),
            due_on=until,
            promise=True,
        )
        documents.freeze(
            case, "missing_papers", paper_texts.missing_papers(case, papers, until, on=at), at=at
        )


def receive_papers(case: Case, *, note: str = "", by: Any, at: datetime, version: int | None = None) -> None:
    """The papers are here, or as many as will come."""
    with recorded("cases.receive_papers", case, by=by, at=at, note=note, version=version) as case:
        case.receive_papers()
        deadlines.meet(case, Deadline.Kind.PAPERS, on=timezone.localdate(at))


def ask_consent(case: Case, *, answer_by: date, by: Any, at: datetime, version: int | None = None) -> None:
    """The other side is asked whether it will mediate: mediation is voluntary (ARB 5, MR 22)."""
    with recorded("cases.ask_consent", case, by=by, at=at, version=version) as case:
        if answer_by < timezone.localdate(at):
            raise Refused(
                "answer_by_past",
                _("The day for the answer lies in the past. Please choose a later one."),
                field="answer_by",
            )
        asked = [party for party in _standing(case) if party.consent == Party.Consent.UNASKED]
        unreachable = [party for party in asked if not party.is_reachable]
        if not asked or unreachable:
            raise Refused(
                "unreachable", _("Enter a phone or an address of the other side first: it must be reachable.")
            )
        case.ask_consent()
        for party in asked:
            party.consent = Party.Consent.ASKED
            party.save()
            documents.freeze(
                case,
                "consent_invitation",
                paper_texts.consent_invitation(case, party, answer_by, on=at),
                at=at,
                addressee=party,
            )


def record_consent(
    case: Case,
    *,
    party: Party,
    answer: str,
    on: date,
    how: str,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """What one side answered, when and how. A refusal before acceptance interrupts limitation (MR 31(5))."""
    with recorded("cases.record_consent", case, by=by, at=at, version=version) as case:
        if on > timezone.localdate(at) or on < timezone.localdate(case.received_at):
            raise Refused(
                "answer_date",
                _(
                    "The complaint was received on %(day)s: the answer came on that day or later, and not after today."
                )
                % {"day": in_words(case.received_at)},
                field="on",
            )
        party = case.parties.get(pk=party.pk, left_on=None)
        party.consent, party.consent_on, party.consent_how = answer, on, how
        party.save()
        case.event_facts.update(party=str(party.pk), answer=answer, on=on.isoformat())
        keep_promise(case)


def stop_asking(case: Case, *, note: str = "", by: Any, at: datetime, version: int | None = None) -> None:
    """The question is taken back."""
    with recorded("cases.stop_asking", case, by=by, at=at, note=note, version=version) as case:
        case.stop_asking()
        for party in case.parties.filter(consent=Party.Consent.ASKED):
            party.consent = Party.Consent.UNASKED
            party.save()


def accept(case: Case, *, note: str = "", by: Any, at: datetime, version: int | None = None) -> None:
    """In scope and both sides agree: the case is accepted and its mediation clock starts (MR 22, 29; by source)."""
    today = timezone.localdate(at)
    with recorded("cases.accept", case, by=by, at=at, note=note, version=version) as case:
        parties = _standing(case)
        if any(party.consent != Party.Consent.AGREED for party in parties):
            raise Refused(
                "consent_missing", _("Both sides must agree to mediate first: record their answers.")
            )
        limit = next(iter(deadlines.live(case, Deadline.Kind.ACCEPT)), None)
        if limit and today > limit.last_day and not note.strip():
            raise Refused(
                "late",
                _("The decision was due on %(day)s. Please say in one sentence why it comes late.")
                % {"day": in_words(limit.last_day)},
                field="note",
            )
        case.accept()
        case.accepted_at = at
        case.both_consented_on = max(party.consent_on for party in parties if party.consent_on)
        deadlines.meet(case, Deadline.Kind.ACCEPT, on=today)
        start_mediation_clock(case, today)
        for party in parties:
            documents.freeze(
                case,
                "acceptance_notice",
                paper_texts.acceptance_notice(case, party, on=at),
                at=at,
                addressee=party,
            )


def start_mediation_clock(case: Case, today: date) -> None:
    """The clock of the source: from acceptance, from both sides' consent, or from the court's papers."""
    source = Source(case.source)
    rule = rule_table.MEDIATION[source]
    starts = case.both_consented_on if rule.start_event == rules.StartEvent.BOTH_CONSENTED else today
    limit = time_limits.mediation(source=source, started_on=starts or today, calendar=deadlines.calendar())
    deadlines.start(case, Deadline.Kind.MEDIATE, limit)


def decline(
    case: Case,
    *,
    reason: str,
    explanation: str,
    next_way: str,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Out of scope, or one side refuses: written notice with the next remedy (MR 22). Not a failed mediation."""
    with recorded("cases.decline", case, by=by, at=at, note=explanation, version=version) as case:
        refused = [party for party in _standing(case) if party.consent == Party.Consent.REFUSED]
        if reason == "refused" and not refused:
            raise Refused("no_refusal", _("No side has refused yet: record its answer first."))
        case.decline()
        case.outcome = Case.Outcome.NOT_ACCEPTED
        case.ended_at = at
        deadlines.meet(case, Deadline.Kind.ACCEPT, on=timezone.localdate(at))
        if any(party.role == Party.Role.RESPONDENT for party in refused):
            interrupt_limitation(
                case,
                on=max(party.consent_on for party in refused if party.consent_on),
                article="MR 31(5)",
                act="cases.decline",
            )
        case.event_facts.update(reason=reason)
        applicants = [party for party in _standing(case) if party.role == Party.Role.APPLICANT]
        for party in applicants:
            documents.freeze(
                case,
                "non_acceptance_notice",
                paper_texts.non_acceptance_notice(case, party, reason, explanation, next_way, on=at),
                at=at,
                addressee=party,
            )


def interrupt_limitation(case: Case, *, on: date, article: str, act: str) -> None:
    """Limitation of every open claim starts afresh on this day (ARB 27(2), MR 31)."""
    for claim in case.claims.filter(standing__in=["open", "left_open"]):
        LimitationEvent.objects.create(
            claim=claim,
            kind=LimitationEvent.Kind.INTERRUPTION,
            on=on,
            article=article,
            act=act,
            evidence=case.number,
        )


def _standing(case: Case) -> list[Party]:
    return list(case.parties.filter(left_on=None).exclude(role=Party.Role.THIRD).order_by("role", "position"))
