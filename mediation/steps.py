"""Rules for the next step while the sides talk, sign and perform. Data and tests, not template logic."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.notes import has_reached_both_sides
from cases.lifecycle import State
from cases.models import Case, Contact, Deadline
from cases.next_step import Step, clock
from cases.registry import register_next_step, register_next_step_rows
from cases.wording import day, moment
from mediation import queries
from mediation.models import Agreement, Minutes, Obligation, Offer

LIMIT_NEAR = timedelta(days=3)


def register() -> None:
    """Called once at start-up. The floor above puts its rules between these."""
    for order, rule in ((10, near_limit), (20, minutes_missing), (30, by_state), (90, after_failure)):
        register_next_step(order, rule)
    register_next_step_rows(rows)


def rows() -> Iterable[str | Prefetch]:
    """What these rules look at. Of offers only the open ones: what is told in confidence does not leave its room."""
    return (
        "deadlines",
        "tasks",
        "sessions",
        "obligations",
        "agreements__signatures",
        Prefetch("minutes", Minutes.objects.defer("content")),
        Prefetch("contacts", Contact.objects.defer("summary")),
        Prefetch("offers", Offer.objects.open_to_both().defer("content"), to_attr="open_offers"),
        Prefetch("events", queries.assignments(), to_attr="assignments"),
    )


def near_limit(case: Case, on: date) -> Step | None:
    """The mediation period is nearly over and nothing is agreed."""
    if case.state not in (State.ACCEPTED, State.MEDIATING, State.SUSPENDED) or case.mediator_id is None:
        return None
    limit = clock(case, Deadline.Kind.MEDIATE)
    if limit is None:
        return None
    if limit.last_day - on <= LIMIT_NEAR:
        reason = _("The mediation period ends on %(day)s: ask both sides to extend it, or end it.")
    elif _goes_on_after(case, limit.last_day):
        reason = _("The mediation period ends on %(day)s, before the day that is planned: extend it in time.")
    else:
        return None
    return Step(
        "mediation.extend", reason % {"day": day(limit.last_day)}, ("mediation.fail", "mediation.agree")
    )


def _goes_on_after(case: Case, last: date) -> bool:
    """Nothing is planned before the period ends, and something after it."""
    if case.state == State.SUSPENDED:
        review = clock(case, Deadline.Kind.REVIEW_DATE)
        return review is not None and review.last_day > last
    days = [timezone.localdate(one.planned_at) for one in case.sessions.all() if one.is_planned]
    return min(days, default=last) > last


def minutes_missing(case: Case, on: date) -> Step | None:
    """A session was held and nothing is written."""
    if case.state not in (State.ACCEPTED, State.MEDIATING):
        return None
    written = {minutes.session_id for minutes in case.minutes.all()}
    if any(session.held_at is not None and session.pk not in written for session in case.sessions.all()):
        return Step(
            "mediation.record_minutes", _("A session was held and has no minutes yet."), ("mediation.offer",)
        )
    return None


def by_state(case: Case, on: date) -> Step | None:
    """What the state asks for."""
    rule = _RULES.get(str(case.state))
    return rule(case, on) if rule is not None else None


def after_failure(case: Case, on: date) -> Step | None:
    """When the floor above has nothing to say."""
    if case.state != State.FAILED:
        return None
    return Step("cases.close", _("Mediation ended without an agreement."), ("mediation.try_again",))


def _accepted(case: Case, on: date) -> Step | None:
    if case.mediator_id is None:
        return None
    if not has_reached_both_sides(case, since=queries.assigned_at(case)):
        return Step("cases.contact", _("Speak with both sides first."), ("mediation.schedule",))
    return Step(
        "mediation.open", _("Both sides have been reached: the mediation can begin."), ("mediation.schedule",)
    )


def _mediating(case: Case, on: date) -> Step:
    sessions = [session for session in case.sessions.all() if session.is_planned]
    planned = min(sessions, key=lambda session: session.planned_at, default=None)
    if planned is not None and _has_begun(planned.planned_at, on):
        return Step(
            "mediation.hold", _("A session is planned for today or earlier."), ("mediation.schedule",)
        )
    # Open offers only: what is told in confidence must not show in what everybody sees.
    offers = case.__dict__.get("open_offers", case.offers.open_to_both())
    if any(offer.answer == Offer.Answer.ACCEPTED for offer in offers):
        return Step("mediation.agree", _("An offer was accepted: fix the terms."), ("mediation.offer",))
    if planned is None:
        return Step(
            "mediation.schedule",
            _("No session is planned."),
            ("mediation.offer", "mediation.agree", "mediation.fail"),
        )
    reason = _("The next session is on %(day)s.") % {"day": moment(planned.planned_at)}
    return Step("mediation.offer", reason, ("mediation.agree", "mediation.fail"))


def _has_begun(planned_at: datetime, on: date) -> bool:
    """What happens at a session is not written before its hour."""
    return timezone.localdate(planned_at) <= on and planned_at <= timezone.now()


def _suspended(case: Case, on: date) -> Step:
    review = clock(case, Deadline.Kind.REVIEW_DATE)
    if review is not None and review.last_day > on:
        reason = _("The mediation rests until %(day)s.") % {"day": day(review.last_day)}
    else:
        reason = _("The day has come to look at the suspension again.")
    return Step("mediation.resume", reason, ("mediation.fail",))


def _agreed(case: Case, on: date) -> Step:
    pending = queries.pending_agreement(case)
    if pending is None:
        return Step("mediation.resume_talks", _("The agreement is void: the sides must talk again."))
    if pending.state == Agreement.State.DRAFT:
        return Step(
            "mediation.freeze", _("The agreement is drafted: fix its text before anyone signs."),
            ("mediation.resume_talks",),
        )  # fmt: skip
    parties, mediator_missing, _seal_missing = queries.missing_signatures(pending)
    if parties or mediator_missing:
        return Step(
            "mediation.sign", _("Signatures are missing."), ("mediation.void", "mediation.resume_talks")
        )
    return Step("mediation.seal", _("All have signed: the seal is missing."), ("mediation.void",))


def _performing(case: Case, on: date) -> Step:
    owed = queries.owed(case)
    if not owed:
        return Step(
            "mediation.confirm_performance", _("Everything is performed or waived: the case can be closed.")
        )
    late = next((one for one in owed if one.state == Obligation.State.DUE and one.due_on < on), None)
    if late is not None:
        reason = _("Something was due on %(day)s: check whether it was performed.") % {
            "day": day(late.due_on)
        }
        return Step("mediation.perform", reason, ("mediation.default",))
    if any(one.state == Obligation.State.DEFAULTED for one in owed):
        return Step(
            "mediation.close_unperformed", _("A default is on record: help the entitled side to its remedy."),
            ("mediation.perform", "mediation.waive", "mediation.reopen_terms"),
        )  # fmt: skip
    reason = _("The next performance is due on %(day)s.") % {"day": day(owed[0].due_on)}
    return Step("mediation.perform", reason, ("mediation.waive",))


def _closed(case: Case, on: date) -> Step | None:
    if not any(task.kind == "return_visit" and task.done_at is None for task in case.tasks.all()):
        return None
    return Step("mediation.return_visit", _("A return visit is due."))


_RULES: dict[str, Callable[[Case, date], Step | None]] = {
    State.ACCEPTED: _accepted,
    State.MEDIATING: _mediating,
    State.SUSPENDED: _suspended,
    State.AGREED: _agreed,
    State.PERFORMING: _performing,
    State.CLOSED: _closed,
}
