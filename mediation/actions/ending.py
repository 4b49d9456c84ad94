"""Mediation ends without an agreement: by a person, or by the daily job when the limit has passed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines, documents
from cases.actions.screening import interrupt_limitation
from cases.actors import Actor
from cases.audit import recorded
from cases.errors import NotNow, Refused
from cases.lifecycle import IN_MEDIATION
from cases.models import Case, Deadline, Party
from cases.wording import day as in_words
from mediation import papers, queries
from mediation.actions.sessions import call_off_sessions
from mediation.models import UndisputedFacts

CONTACT_ATTEMPTS = 3  # ours, not the law's: so often a side is tried before it counts as out of reach


def fail(
    case: Case,
    *,
    reason: str,
    ended_on: date | None = None,
    undisputed: str = "",
    undisputed_text: str = "",
    refused: Sequence[Party] = (),
    detail: str = "",
    note: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Mediation ended without an agreement (MR 29, 30): written notice to each side, limitation starts afresh.

    A side that goes no further: MR 31(6), on that day; the period over without an agreement: MR 31(7), on its last
    day. `refused` are the parties who were asked to sign the record and would not.
    """
    today = timezone.localdate(at)
    with recorded("mediation.fail", case, by=by, at=at, note=note, version=version) as case:
        clock = deadlines.live(case, Deadline.Kind.MEDIATE).first()
        ended_on = ended_on or today
        _refuse(case, reason, ended_on, today, undisputed, clock, by)
        case.fail()
        case.ended_at, case.outcome = at, Case.Outcome.NO_AGREEMENT
        item, interrupted_on = _interruption(reason, ended_on, clock)
        interrupt_limitation(case, on=interrupted_on, article=item, act="mediation.fail")
        _close_clocks(case, clock, ended_on, today)
        call_off_sessions(case, at)
        if undisputed:
            UndisputedFacts.objects.create(case=case, answer=undisputed, text=undisputed_text, on=ended_on)
        case.event_facts.update(
            reason=reason, ended_on=ended_on.isoformat(), contact_attempts=case.contacts.count(),
            undisputed=undisputed, record_refused=len(refused), interrupted_on=interrupted_on.isoformat(), article=item,
        )  # fmt: skip
        said = papers.End(
            reason, detail, ended_on, interrupted_on, tuple(one.display_name for one in refused),
            is_signed=by.is_person and reason != "unreachable",
            has_undisputed=undisputed == UndisputedFacts.Answer.SIGNED,
        )  # fmt: skip
        for party in queries.standing(case):
            paper = papers.end_notice(case, party, said, on=at)
            documents.freeze(case, "end_notice", paper, at=at, addressee=party)


def _refuse(
    case: Case, reason: str, ended_on: date, today: date, undisputed: str, clock: Deadline | None, by: Any
) -> None:
    accepted_on = timezone.localdate(case.accepted_at) if case.accepted_at else ended_on
    if not accepted_on <= ended_on <= today:
        raise Refused(
            "ended_when",
            _("The case was accepted on %(day)s: mediation ended on that day or later, and not after today.")
            % {"day": in_words(accepted_on)},
            field="ended_on",
        )
    if reason == "unreachable" and case.contacts.filter(reached=False).count() < CONTACT_ATTEMPTS:
        raise Refused(
            "few_attempts",
            _("Log at least %(count)s attempts to reach the side before it counts as out of reach.")
            % {"count": CONTACT_ATTEMPTS},
        )
    if reason == "limit_passed" and clock is not None and (clock.due_on is None or today <= clock.due_on):
        raise Refused("limit_runs", _("The mediation period is not over yet. Please choose another reason."))
    if by.is_person and undisputed not in UndisputedFacts.Answer.values:
        raise Refused(
            "undisputed", _("Offer both sides to sign the undisputed facts, and record their answer.")
        )


def _interruption(reason: str, ended_on: date, clock: Deadline | None) -> tuple[str, date]:
    """The item of MR 31 and its day: within the period (6), at its end (7)."""
    if clock is not None and ended_on >= clock.last_day:
        return "MR 31(7)", clock.last_day
    if reason == "limit_passed":
        return "MR 31(7)", ended_on
    return "MR 31(6)", ended_on


def _close_clocks(case: Case, clock: Deadline | None, ended_on: date, today: date) -> None:
    """In time, the clock is met; after its last day it ended unmet."""
    if clock is not None and ended_on <= clock.last_day and today <= clock.last_day:
        deadlines.meet(case, Deadline.Kind.MEDIATE, on=ended_on)
    deadlines.end(case, Deadline.Kind.MEDIATE, Deadline.Kind.REVIEW_DATE, Deadline.Kind.CONTACT, on=today)


def fail_overdue(on: date, at: datetime) -> int:
    """The daily job: cases whose mediation limit passed yesterday or before, not extended, end today (MR 29).

    A settlement waiting for its seal is never failed, nor a case whose last day is not known yet. Answers how many.
    """
    passed = Deadline.objects.filter(
        kind=Deadline.Kind.MEDIATE, met_on=None, ended_on=None, due_on__lt=on, case__state__in=IN_MEDIATION
    )
    ended = 0
    for clock in passed.select_related("case__organisation").order_by("due_on", "id"):
        case = clock.case
        assert clock.due_on is not None
        # An acceptance after the last day cannot end before it began.
        began_on = timezone.localdate(case.accepted_at) if case.accepted_at else clock.due_on
        ended_on = max(clock.due_on, began_on)
        try:
            fail(case, reason="limit_passed", ended_on=ended_on, by=Actor.DEADLINES, at=at)
        except (NotNow, PermissionDenied):
            continue  # somebody acted on it in the meantime
        ended += 1
    return ended
