"""What acts of the lower floors mean for referrals and entrustments, and what keeps a case from closing."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from arbitration_link.actions.entrustment import start_reply_clock
from arbitration_link.actions.referral import drop_withdrawn, withdraw_prepared
from arbitration_link.models import Entrustment
from cases import deadlines, notifications
from cases.errors import Refused
from cases.models import Case, Deadline
from cases.registry import register_closing_check, register_consequence
from mediation.actions.settling import take_back

# After these a package that was not sent has no point any more.
_POINTLESS_AFTER = (
    "cases.withdraw",
    "mediation.try_again",
    "mediation.reopen_terms",
    "mediation.confirm_performance",
    "mediation.close_unperformed",
)


# What the court may say of a case that lies with it.
ANSWERS = (
    "arbitration_link.court_accepted",
    "arbitration_link.court_refused",
    "arbitration_link.court_returned",
    "arbitration_link.court_settled",
    "arbitration_link.court_awarded",
    "arbitration_link.court_withdrawn",
    "arbitration_link.court_dismissed",
    "arbitration_link.record_confirmation",
)


def register() -> None:
    """Called once at start-up."""
    for act in _POINTLESS_AFTER:
        register_consequence(act, lay_aside)
    register_consequence("cases.withdraw_evidence", leave_out)
    register_consequence("cases.merge", park)
    register_consequence("cases.accept", expect_reply)
    register_consequence("mediation.try_again", replace_defaulted)
    for act in ANSWERS:
        register_consequence(act, partial(tell_of_answer, act))
    register_closing_check(still_open)


def tell_of_answer(act: str, case: Case, *, by: Any, at: datetime) -> None:
    """The court said something: those who mediate the case learn so; the heads when nobody does."""
    people = [one for one in (case.mediator, case.co_mediator) if one is not None]
    people = people or notifications.heads(case.organisation, timezone.localdate(at))
    notifications.notify(people, notifications.COURT_ANSWER, case=case, by=by, at=at, facts={"act": act})


def lay_aside(case: Case, *, by: Any, at: datetime) -> None:
    """The prepared package is withdrawn; when only one of several applicants left, it speaks of somebody who is gone."""
    withdraw_prepared(case, on=timezone.localdate(at))


def leave_out(case: Case, *, by: Any, at: datetime) -> None:
    """What was withdrawn does not go to the court in a package that was prepared before."""
    drop_withdrawn(case, on=timezone.localdate(at))


def park(case: Case, *, by: Any, at: datetime) -> None:
    """A merge lays an unsent package aside; what is with the court cannot be merged."""
    if case.referrals.with_the_court().exists():
        raise Refused(
            "with_the_court",
            _("This case is with the court. Record its answer or take the referral back first."),
        )
    withdraw_prepared(case, on=timezone.localdate(at))
    if not Entrustment.objects.unanswered().filter(case=case).exists():
        case.court = None


def expect_reply(case: Case, *, by: Any, at: datetime) -> None:
    """An entrusted case is answered by the end of its mediation limit, when the court named no day (BR 70)."""
    entrustment = Entrustment.objects.unanswered().filter(case=case).first()
    if entrustment is None or deadlines.live(case, Deadline.Kind.REPLY).exists():
        return
    limit = deadlines.live(case, Deadline.Kind.MEDIATE).first()
    if limit is not None:
        start_reply_clock(case, entrustment, limit.last_day)


def replace_defaulted(case: Case, *, by: Any, at: datetime) -> None:
    """New talks after a referred default: the agreement that was not performed gives way to what is agreed now."""
    agreement = case.agreements.effective().first()
    if agreement is not None:
        take_back(case, agreement, at)


def still_open(case: Case) -> list[str]:
    """Why this case cannot be closed yet."""
    found = []
    if case.referrals.live().exists():
        found.append(
            _("A referral to the court is not concluded. Send it, record the answer, or take it back.")
        )
    if Entrustment.objects.unanswered().filter(case=case).exists():
        found.append(_("The court waits for our answer on this entrusted case. Record the answer first."))
    return found
