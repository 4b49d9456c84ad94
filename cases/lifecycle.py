"""The life of a case: all states, all acts that move it, and in which states the other acts may happen.

Nothing else stands here. Bodies are empty or set the case's own columns; who may act is in `permissions.py`, what an
act does is in the `actions` of each floor.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, transition

from cases.fields import StateField, StateModel


class State(models.TextChoices):
    REGISTERED = "registered", _("Registered")
    NEEDS_INFO = "needs_info", _("Waiting for papers")
    AWAITING_CONSENT = "awaiting_consent", _("Asking for consent")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    ACCEPTED = "accepted", _("Accepted")
    MEDIATING = "mediating", _("In mediation")
    SUSPENDED = "suspended", _("Suspended")
    AGREED = "agreed", _("Agreement reached")
    PERFORMING = "performing", _("In performance")
    FAILED = "failed", _("Mediation unsuccessful")
    REFERRED = "referred", _("Referred to arbitration")
    IN_ARBITRATION = "in_arbitration", _("In arbitration")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged")
    CLOSED = "closed", _("Closed")


S = State
ENDED = frozenset({S.NOT_ACCEPTED, S.WITHDRAWN, S.MERGED, S.CLOSED})
OPEN = frozenset(set(State) - ENDED)
BEFORE_ACCEPTANCE = frozenset({S.REGISTERED, S.NEEDS_INFO, S.AWAITING_CONSENT})
IN_MEDIATION = frozenset({S.ACCEPTED, S.MEDIATING, S.SUSPENDED})
WITH_THE_COURT = frozenset({S.REFERRED, S.IN_ARBITRATION})

STAGES: dict[str, tuple[State, ...]] = {
    "intake": (S.REGISTERED, S.NEEDS_INFO, S.AWAITING_CONSENT),
    "mediation": (S.ACCEPTED, S.MEDIATING, S.SUSPENDED),
    "agreement": (S.AGREED, S.PERFORMING),
    "arbitration": (S.FAILED, S.REFERRED, S.IN_ARBITRATION),
    "end": (S.NOT_ACCEPTED, S.WITHDRAWN, S.MERGED, S.CLOSED),
}

Moves = dict[str, dict[State, frozenset[State]]]
MOVES: Moves = {}


def move(
    act: str, source: Iterable[State], target: State | Iterable[State]
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a transition that belongs to an act. Several targets mean that the body answers which one it is."""
    sources = list(source)
    targets = [target] if isinstance(target, State) else list(target)
    for state in sources:
        known = MOVES.setdefault(act, {})
        known[state] = known.get(state, frozenset()) | frozenset(targets)
    goal = targets[0] if isinstance(target, State) else RETURN_VALUE(*targets)
    return transition(field="state", source=sources, target=goal, custom={"act": act})


class Lifecycle(StateModel):
    """The state machine of a case."""

    state = StateField(max_length=20, choices=State.choices, default=State.REGISTERED, editable=False)
    # Where the case stood before papers were asked for, or before it was merged.
    state_before = models.CharField(max_length=20, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    # --- intake ---------------------------------------------------------------------------------------------
    @move("cases.ask_for_papers", [S.REGISTERED, S.AWAITING_CONSENT], S.NEEDS_INFO)
    def ask_for_papers(self) -> None:
        self.state_before = self.state

    @move("cases.receive_papers", [S.NEEDS_INFO], [S.REGISTERED, S.AWAITING_CONSENT])
    def receive_papers(self) -> str:
        return self._back(S.REGISTERED)

    @move("cases.ask_consent", [S.REGISTERED], S.AWAITING_CONSENT)
    def ask_consent(self) -> None: ...

    @move("cases.stop_asking", [S.AWAITING_CONSENT], S.REGISTERED)
    def stop_asking(self) -> None: ...

    @move("cases.accept", [S.REGISTERED, S.AWAITING_CONSENT], S.ACCEPTED)
    def accept(self) -> None: ...

    @move("cases.decline", BEFORE_ACCEPTANCE, S.NOT_ACCEPTED)
    def decline(self) -> None: ...

    # --- mediation --------------------------------------------------------------------------------------------
    @move("mediation.open", [S.ACCEPTED], S.MEDIATING)
    def open(self) -> None: ...

    @move("mediation.suspend", [S.MEDIATING], S.SUSPENDED)
    def suspend(self) -> None: ...

    @move("mediation.resume", [S.SUSPENDED], S.MEDIATING)
    def resume(self) -> None: ...

    @move("mediation.agree", [S.MEDIATING], S.AGREED)
    def agree(self) -> None: ...

    @move("mediation.resume_talks", [S.AGREED], S.MEDIATING)
    def resume_talks(self) -> None: ...

    @move("mediation.effect", [S.AGREED], S.PERFORMING)
    def effect(self) -> None: ...

    @move("mediation.perform_on_the_spot", [S.MEDIATING], S.CLOSED)
    def perform_on_the_spot(self) -> None: ...

    @move("cases.settle_privately", [*BEFORE_ACCEPTANCE, *IN_MEDIATION], S.CLOSED)
    def settle_privately(self) -> None: ...

    @move("mediation.fail", IN_MEDIATION, S.FAILED)
    def fail(self) -> None: ...

    @move("mediation.try_again", [S.FAILED], S.MEDIATING)
    def try_again(self) -> None: ...

    # --- arbitration ------------------------------------------------------------------------------------------
    @move("arbitration_link.refer", [S.FAILED], S.REFERRED)
    def refer(self) -> None: ...

    @move("arbitration_link.refer_default", [S.PERFORMING], S.REFERRED)
    def refer_default(self) -> None: ...

    @move("arbitration_link.note_own_filing", [S.FAILED], S.IN_ARBITRATION)
    def note_own_filing(self) -> None: ...

    @move("arbitration_link.court_refused", [S.REFERRED], S.FAILED)
    def court_refused(self) -> None: ...

    @move("arbitration_link.court_returned", [S.REFERRED], S.FAILED)
    def court_returned(self) -> None: ...

    @move("arbitration_link.withdraw_referral", [S.REFERRED], S.FAILED)
    def withdraw_referral(self) -> None: ...

    @move("arbitration_link.note_silence", [S.REFERRED], S.FAILED)
    def note_silence(self) -> None: ...

    @move("arbitration_link.court_accepted", [S.REFERRED], S.IN_ARBITRATION)
    def court_accepted(self) -> None: ...

    @move("arbitration_link.court_settled", WITH_THE_COURT, S.PERFORMING)
    def court_settled(self) -> None: ...

    @move("arbitration_link.court_awarded", WITH_THE_COURT, S.PERFORMING)
    def court_awarded(self) -> None: ...

    @move("arbitration_link.court_withdrawn", WITH_THE_COURT, S.CLOSED)
    def court_withdrawn(self) -> None: ...

    @move("arbitration_link.court_dismissed", WITH_THE_COURT, S.CLOSED)
    def court_dismissed(self) -> None: ...

    # --- performance and the end --------------------------------------------------------------------------------
    @move("mediation.confirm_performance", [S.PERFORMING], S.CLOSED)
    def confirm_performance(self) -> None: ...

    @move("mediation.close_unperformed", [S.PERFORMING], S.CLOSED)
    def close_unperformed(self) -> None: ...

    @move("mediation.reopen_terms", [S.PERFORMING], S.MEDIATING)
    def reopen_terms(self) -> None: ...

    @move("cases.close", [S.FAILED, S.NOT_ACCEPTED, S.WITHDRAWN], S.CLOSED)
    def close(self) -> None: ...

    @move("cases.withdraw", [*BEFORE_ACCEPTANCE, *IN_MEDIATION, S.AGREED, S.FAILED], S.WITHDRAWN)
    def withdraw(self) -> None: ...

    @move("cases.merge", OPEN, S.MERGED)
    def merge(self) -> None:
        self.state_before = self.state

    @move("cases.unmerge", [S.MERGED], OPEN)
    def unmerge(self) -> str:
        return self._back(S.REGISTERED)

    @move("cases.reopen", [S.CLOSED, S.NOT_ACCEPTED, S.WITHDRAWN], [S.REGISTERED, S.MEDIATING])
    def reopen(self, to: State) -> str:
        return str(to)

    @move("cases.accept_transfer", [S.ACCEPTED, S.MEDIATING], S.ACCEPTED)
    def start_over_at_receiver(self) -> None: ...

    def _back(self, otherwise: State) -> str:
        before, self.state_before = self.state_before or str(otherwise), ""
        return before


# Acts that leave the state as it is, and the states in which they make sense.
_TALKS = frozenset({S.ACCEPTED, S.MEDIATING})
_ALL = frozenset(State)
_BUT_MERGED = frozenset(set(State) - {S.MERGED})
STAYING: dict[str, frozenset[State]] = {
    "cases.take_for_screening": BEFORE_ACCEPTANCE,
    "cases.record_consent": BEFORE_ACCEPTANCE,
    # A case that ended before acceptance gets a mediator only to be closed and filed.
    "cases.assign": OPEN | {S.NOT_ACCEPTED, S.WITHDRAWN},
    "cases.reassign": OPEN | {S.NOT_ACCEPTED, S.WITHDRAWN},
    "cases.declare_conflict": OPEN | {S.NOT_ACCEPTED, S.WITHDRAWN},
    # One of several applicants leaves; the case goes on with the others.
    "cases.withdraw": frozenset({*BEFORE_ACCEPTANCE, *IN_MEDIATION, S.AGREED, S.FAILED}),
    "cases.contact": _BUT_MERGED,
    "cases.note": _BUT_MERGED,
    "cases.edit": OPEN,
    "cases.edit_party": OPEN,
    # What is being signed stays as it was put before the signers.
    "cases.add_party": OPEN - {S.AGREED},
    "cases.add_representative": OPEN,
    "cases.edit_claim": OPEN - {S.AGREED},
    "cases.calculate": OPEN - {S.AGREED},
    "cases.add_claim": frozenset(OPEN - {S.AGREED, S.PERFORMING}),
    "cases.record_limitation": _BUT_MERGED,
    "cases.do_task": _BUT_MERGED,
    "cases.reopen_task": _BUT_MERGED,
    "cases.add_task": _BUT_MERGED,
    "cases.add_evidence": OPEN,
    "cases.release_evidence": OPEN,
    "cases.withdraw_evidence": OPEN,
    "cases.split": frozenset({S.MEDIATING, S.PERFORMING}),
    "cases.propose_transfer": BEFORE_ACCEPTANCE | _TALKS,
    "cases.accept_transfer": BEFORE_ACCEPTANCE,
    "cases.refuse_transfer": BEFORE_ACCEPTANCE | _TALKS,
    "cases.revoke_transfer": BEFORE_ACCEPTANCE | _TALKS,
    "cases.grant": OPEN,
    "cases.propose_grant": OPEN,
    "cases.revoke_grant": _ALL,
    "cases.reveal": _ALL,
    "cases.serve": _BUT_MERGED,
    "cases.propose": _BUT_MERGED,
    "cases.approve": _BUT_MERGED,
    "cases.refuse_approval": _BUT_MERGED,
    "cases.copy_paper": _BUT_MERGED,
    "cases.recount": OPEN,
    "mediation.extend": frozenset({S.ACCEPTED, S.MEDIATING, S.SUSPENDED}),
    "mediation.schedule": frozenset({S.ACCEPTED, S.MEDIATING}),
    "mediation.call_off": frozenset({S.ACCEPTED, S.MEDIATING}),
    "mediation.hold": frozenset({S.ACCEPTED, S.MEDIATING}),
    "mediation.record_minutes": frozenset({S.ACCEPTED, S.MEDIATING, S.AGREED}),
    "mediation.offer": frozenset({S.ACCEPTED, S.MEDIATING}),
    "mediation.answer_offer": frozenset({S.ACCEPTED, S.MEDIATING}),
    "mediation.note_caucus": frozenset({S.ACCEPTED, S.MEDIATING, S.SUSPENDED, S.AGREED}),
    "mediation.freeze": frozenset({S.AGREED}),
    "mediation.sign": frozenset({S.AGREED}),
    "mediation.seal": frozenset({S.AGREED}),
    "mediation.void": frozenset({S.AGREED}),
    "mediation.perform": frozenset({S.PERFORMING}),
    "mediation.default": frozenset({S.PERFORMING}),
    "mediation.waive": frozenset({S.PERFORMING}),
    "mediation.return_visit": frozenset({S.CLOSED}),
    "arbitration_link.prepare": frozenset({S.FAILED, S.PERFORMING}),
    "arbitration_link.send": frozenset({S.REFERRED}),
    "arbitration_link.note_receipt": frozenset({S.REFERRED}),
    # A package that was not sent is laid aside; after sending, taking it back moves the case.
    "arbitration_link.withdraw_referral": frozenset({S.FAILED, S.PERFORMING}),
    "arbitration_link.reply": _BUT_MERGED,
    "arbitration_link.apply_review": frozenset({S.PERFORMING}),
    "arbitration_link.apply_confirmation": frozenset({S.PERFORMING}),
    "arbitration_link.record_confirmation": frozenset({S.PERFORMING}),
}

# How a case is born, and in which state.
BIRTHS: dict[str, State] = {
    "cases.register": S.REGISTERED,
    "cases.import": S.REGISTERED,
    "cases.split": S.MEDIATING,
    "arbitration_link.accept_entrustment": S.REGISTERED,
}


def targets(act: str, state: str) -> frozenset[State]:
    """Where an act may lead a case that stands in this state; empty when the act is not open there."""
    here = State(state)
    found = MOVES.get(act, {}).get(here, frozenset())
    if here in STAYING.get(act, frozenset()):
        found = found | {here}
    return found


def acts_in(state: str) -> list[str]:
    """All acts that are open in this state, in the order in which they are declared."""
    return [act for act in dict.fromkeys((*MOVES, *STAYING)) if targets(act, state)]
