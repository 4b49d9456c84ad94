"""Mediation begins, rests, goes on, gets more time, begins again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases import deadlines, documents
from cases.actions.notes import has_reached_both_sides, keep_promise
from cases.actions.screening import interrupt_limitation
from cases.audit import recorded
from cases.errors import Refused
from cases.law import NotAllowed, Source, TimeLimit
from cases.law.limits import time_limits
from cases.law.limits.rules import Consenter
from cases.law.limits.time_limits import Consent
from cases.models import Approval, Case, Deadline
from cases.wording import day as in_words
from mediation import papers, queries
from mediation.actions.settling import take_back


def open(
    case: Case, *, no_tie: bool, note: str = "", by: Any, at: datetime, version: int | None = None
) -> None:
    """Mediation begins: the mediator declares to have no tie and has reached both sides (MR 24, ARB 5)."""
    with recorded("mediation.open", case, by=by, at=at, note=note, version=version) as case:
        if not no_tie:
            raise Refused(
                "tie",
                _(
                    "Declare that you have no tie with either side. If you have one, ask the head to name another."
                ),
            )
        if not has_reached_both_sides(case, since=queries.assigned_at(case)):
            raise Refused(
                "not_reached", _("Speak with both sides first, and log the contact with each of them.")
            )
        case.open()
        case.opened_at = at
        case.event_facts.update(no_tie=True)
        keep_promise(case)
        for party in queries.standing(case):
            documents.freeze(
                case, "rights_notice", papers.rights_notice(case, party, on=at), at=at, addressee=party
            )


def suspend(
    case: Case,
    *,
    cause: str,
    review_on: date,
    detail: str = "",
    confirmed: Sequence[str] = (),
    note: str = "",
    approval: Approval | None = None,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Mediation rests for a named cause until a day on which we look again. Legal clocks go on."""
    today = timezone.localdate(at)
    with recorded(
        "mediation.suspend", case, by=by, at=at, note=note, version=version, approval=approval
    ) as case:
        if review_on <= today:
            raise Refused(
                "review_past",
                _("Choose a day after today on which the case is looked at again."),
                field="review_on",
            )
        case.suspend()
        case.event_facts.update(cause=cause, review_on=review_on.isoformat())
        if confirmed:
            case.event_facts.update(confirmed=list(confirmed))
        deadlines.start_agreed(
            case,
            Deadline.Kind.REVIEW_DATE,
            rule="suspension_review",
            start_event="suspended",
            started_on=today,
            due_on=review_on,
            promise=True,
        )
        for party in queries.standing(case):
            paper = papers.suspension_notice(
                case, party, cause=cause, detail=detail, review_on=review_on, on=at
            )
            documents.freeze(case, "suspension_notice", paper, at=at, addressee=party)


def resume(case: Case, *, note: str = "", by: Any, at: datetime, version: int | None = None) -> None:
    """The cause is gone: mediation goes on."""
    with recorded("mediation.resume", case, by=by, at=at, note=note, version=version) as case:
        case.resume()
        deadlines.meet(case, Deadline.Kind.REVIEW_DATE, on=timezone.localdate(at))


def extend(
    case: Case,
    *,
    until: date,
    applicant_on: date,
    respondent_on: date,
    how: str,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Both sides agree in writing, before the end, to go on until a later day (MR 29). Nobody else may extend."""
    today = timezone.localdate(at)
    with recorded("mediation.extend", case, by=by, at=at, version=version) as case:
        clock = deadlines.live(case, Deadline.Kind.MEDIATE).first()
        if clock is None:
            raise Refused(
                "no_clock", _("This case has no running mediation deadline that could be extended.")
            )
        if max(applicant_on, respondent_on) > today:
            raise Refused("consent_future", _("A consent cannot be dated after today."))
        if min(applicant_on, respondent_on) < clock.started_on:
            raise Refused(
                "consent_early",
                _("A consent to go on cannot be dated before the mediation period began on %(day)s.")
                % {"day": in_words(clock.started_on)},
            )
        calendar = deadlines.calendar()
        consents = [Consent(Consenter.APPLICANT, applicant_on), Consent(Consenter.RESPONDENT, respondent_on)]
        try:
            limit = time_limits.extended(
                _limit_of(clock), new_end_on=until, consents=consents, calendar=calendar
            )
        except NotAllowed as no:
            in_english = (translation.get_language() or "").startswith("en")
            raise Refused(no.code, no.text_en if in_english else no.text_zh) from no
        consent = _("%(how)s; applicant %(applicant)s, respondent %(respondent)s") % {
            "how": how,
            "applicant": applicant_on,
            "respondent": respondent_on,
        }
        deadlines.extend(clock, limit, consent=consent)
        case.event_facts.update(until=until.isoformat(), before=clock.extended_from.isoformat())


def _limit_of(clock: Deadline) -> TimeLimit:
    """The law's view of a stored clock, with the end as it stands now."""
    limit = time_limits.by_rule(
        clock.rule,
        started_on=clock.started_on,
        calendar=deadlines.calendar(),
        length=deadlines.length_of(clock),
    )
    return replace(limit, nominal_on=clock.nominal_on, due_on=clock.due_on)


def try_again(
    case: Case,
    *,
    applicant_on: date,
    respondent_on: date,
    how: str,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Both sides want another try: a new mediation clock by source; asking anew interrupts limitation (BR 27)."""
    today = timezone.localdate(at)
    with recorded("mediation.try_again", case, by=by, at=at, note=how, version=version) as case:
        both = max(applicant_on, respondent_on)
        ended_on = timezone.localdate(case.ended_at) if case.ended_at else today
        if both > today or min(applicant_on, respondent_on) < ended_on:
            raise Refused(
                "consent_date",
                _(
                    "The first try ended on %(day)s: both sides consent anew on that day or later, and not after today."
                )
                % {"day": in_words(ended_on)},
            )
        case.try_again()
        case.ended_at, case.outcome = None, ""
        case.both_consented_on = both
        old = queries.effective_agreement(case)
        if old is not None:  # it was not performed, and arbitration on it led nowhere
            take_back(case, old, at)
        restart_clock(case, both)
        interrupt_limitation(case, on=both, article="BR 27", act="mediation.try_again")
        case.event_facts.update(
            applicant_on=applicant_on.isoformat(), respondent_on=respondent_on.isoformat()
        )


def restart_clock(case: Case, both_on: date) -> None:
    """A new mediation clock from the day both sides consented anew; the old one stays as it ended."""
    deadlines.end(case, Deadline.Kind.MEDIATE, on=both_on)
    limit = time_limits.mediation(
        source=Source(case.source), started_on=both_on, calendar=deadlines.calendar()
    )
    deadlines.start(case, Deadline.Kind.MEDIATE, limit)
