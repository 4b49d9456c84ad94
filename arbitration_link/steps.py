"""Rules for the next step on the road to the court and back."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from arbitration_link.models import Confirmation, Entrustment, Referral
from cases.lifecycle import State
from cases.models import Case, Deadline
from cases.next_step import Step, clock
from cases.registry import register_next_step, register_next_step_rows
from cases.wording import day
from mediation import queries
from mediation.models import Obligation

_OUTCOMES = (
    "arbitration_link.court_settled",
    "arbitration_link.court_withdrawn",
    "arbitration_link.court_dismissed",
)
_ANSWERABLE = (State.PERFORMING, State.FAILED, State.CLOSED)


def register() -> None:
    """Called once at start-up. Performance comes before what the floor below says, failure before its last word."""
    register_next_step(25, by_state)
    register_next_step(85, after_failure)
    register_next_step_rows(rows)


def rows() -> Iterable[str | Prefetch]:
    """What these rules look at."""
    return (
        "deadlines",
        "agreements",
        "obligations",
        Prefetch("referrals", Referral.objects.defer("package", "manifest")),
        Prefetch("confirmations", Confirmation.objects.defer("words")),
        Prefetch("entrustment", Entrustment.objects.defer("parties", "claims", "facts", "words")),
    )


def by_state(case: Case, on: date) -> Step | None:
    """The court waits for an answer; else what the state asks for."""
    if case.state in _ANSWERABLE:
        entrusted = _entrustment(case)
        if entrusted is not None and entrusted.state == Entrustment.State.ACCEPTED:
            return Step(
                "arbitration_link.reply", _("The court entrusted this case and waits for our answer.")
            )
    rule = _RULES.get(str(case.state))
    return rule(case, on) if rule is not None else None


def after_failure(case: Case, on: date) -> Step | None:
    """Prepare the referral, or refer what is prepared; an entrusted case goes back to its court with our answer."""
    if case.state != State.FAILED or _entrustment(case) is not None:
        return None
    last = max(case.referrals.all(), key=lambda one: one.number, default=None)
    others = ("arbitration_link.note_own_filing", "mediation.try_again", "cases.close")
    if last is not None and last.state == Referral.State.PREPARED:
        return Step(
            "arbitration_link.refer",
            _("The package is prepared: refer the case."),
            ("arbitration_link.prepare", *others),
        )
    if last is not None and last.state == Referral.State.RETURNED:
        return Step(
            "arbitration_link.prepare", _("The court asked for papers: prepare the package anew."), others
        )
    if last is not None:
        return Step(
            "cases.close",
            _("The court did not take the case; the way to the people's court is open."),
            others[:2],
        )
    return Step(
        "arbitration_link.prepare",
        _("No agreement was reached. If the person wants arbitration, prepare the package."),
        others,
    )


def _entrustment(case: Case) -> Entrustment | None:
    return getattr(case, "entrustment", None)


def _performing(case: Case, on: date) -> Step | None:
    agreement = queries.effective_agreement(case)
    if agreement is None or agreement.is_confirmed:
        return None
    owed = [one for one in case.obligations.all() if one.agreement_id == agreement.pk]
    if any(one.state == Obligation.State.DEFAULTED for one in owed):
        return _after_default(case)
    if any(one.state == Obligation.State.DUE and one.due_on < on for one in owed):
        return None  # what to do about it stands on the floor below
    if owed and all(one.state in (Obligation.State.PERFORMED, Obligation.State.WAIVED) for one in owed):
        return None  # nothing is left that would have to be enforced
    if any(one.state == Confirmation.State.APPLIED for one in case.confirmations.all()):
        return None
    review = clock(case, Deadline.Kind.REVIEW)
    if review is not None and on <= review.last_day:
        return Step(
            "arbitration_link.apply_review",
            _(
                "Until %(day)s both parties can ask the arbitration court to review the agreement; then it can be enforced."
            )
            % {"day": day(review.last_day)},
            ("mediation.perform", "arbitration_link.apply_confirmation"),
        )
    return None


def _after_default(case: Case) -> Step:
    others = ("mediation.close_unperformed", "mediation.perform", "mediation.waive", "mediation.reopen_terms")
    if any(one.state == Referral.State.PREPARED for one in case.referrals.all()):
        return Step(
            "arbitration_link.refer_default",
            _("The package about the default is prepared: refer it."),
            others,
        )
    return Step(
        "arbitration_link.prepare",
        _(
            "A default is on record and the agreement is not confirmed: arbitration is open, or another remedy."
        ),
        others,
    )


def _referred(case: Case, on: date) -> Step | None:
    referral = next((one for one in case.referrals.all() if one.is_live), None)
    if referral is None:
        return Step(
            "arbitration_link.withdraw_referral", _("There is no package any more: take the referral back.")
        )
    if referral.state == Referral.State.PREPARED:
        reason = _("The package is made: send it, and record how and when.")
        if not referral.is_assembled:
            reason = referral.problem or _("The package is being made; then it can be sent.")
        return Step("arbitration_link.send", reason, ("arbitration_link.withdraw_referral",))
    answers = ("arbitration_link.court_refused", "arbitration_link.court_returned")
    if referral.state == Referral.State.SENT:
        return Step(
            "arbitration_link.note_receipt", _("The package was sent; the court's receipt is not on record."),
            ("arbitration_link.court_accepted", *answers),
        )  # fmt: skip
    answer = clock(case, Deadline.Kind.COURT_ACCEPT)
    if answer is not None and answer.due_on is not None and answer.due_on < on:
        return Step(
            "arbitration_link.note_silence",
            _("The court's 5 working days ended on %(day)s without an answer: the person may sue.")
            % {"day": day(answer.due_on)},
            ("arbitration_link.court_accepted", *answers),
        )
    last = day(answer.last_day) if answer is not None else "–"
    return Step(
        "arbitration_link.court_accepted",
        _("The court decides on acceptance by %(day)s. Record its answer.") % {"day": last},
        answers,
    )


def _in_arbitration(case: Case, on: date) -> Step | None:
    award = clock(case, Deadline.Kind.AWARD)
    if award is None:
        return Step("arbitration_link.court_awarded", _("Record how the court ended the matter."), _OUTCOMES)
    reason = _("The award is due by %(day)s. Record how the court ended the matter.")
    if award.due_on is not None and award.due_on < on:
        reason = _(
            "The award was due by %(day)s (up to 15 days more with approval). After that a party may sue."
        )
    return Step("arbitration_link.court_awarded", reason % {"day": day(award.last_day)}, _OUTCOMES)


_RULES: dict[str, Callable[[Case, date], Step | None]] = {
    State.PERFORMING: _performing,
    State.REFERRED: _referred,
    State.IN_ARBITRATION: _in_arbitration,
}
