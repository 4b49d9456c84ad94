"""The next step of a case: what to do now and why. Rules before acceptance and after an early end stand here; the
upper floors register theirs. The first rule that fits wins.

Rules look at whole relations (`case.deadlines.all()`) and choose in Python: a list fetches them beforehand for all its
cases (`prefetch`), so that a page costs the same for many cases as for few.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.lifecycle import State
from cases.models import Approval, Case, Deadline, Party
from cases.registry import next_step_rows, next_step_rules


@dataclass(frozen=True)
class Step:
    """An act that should be done now, the reason in one line, and what else would do."""

    act: str
    reason: "str | Promise"
    alternatives: tuple[str, ...] = ()


def for_case(case: Case, on: date) -> Step | None:
    """What to do next, whoever may do it; None when nothing is to be done by us."""
    for propose in (_waiting_for_somebody, _by_state, *next_step_rules()):
        step: Step | None = propose(case, on)
        if step is not None:
            return step
    return None


def relations() -> list[str | Prefetch]:
    """What the rules of all floors look at."""
    # Nobody's bank account, number or health is needed for a list.
    parties = Party.objects.defer("id_number", "bank_account", "health")
    approvals = Approval.objects.defer("arguments", "reason", "answer")
    wanted = [Prefetch("parties", parties), Prefetch("approvals", approvals), *next_step_rows()]
    # Who says how a relation is fetched comes before those who only name it.
    return sorted(wanted, key=lambda one: isinstance(one, str))


def prefetch(cases: Iterable[Case]) -> None:
    """Fetch for all these cases, once, what `for_case` looks at."""
    prefetch_related_objects(list(cases), *relations())


def clock(case: Case, kind: str) -> Deadline | None:
    """The running clock of a kind, the one that ends first."""
    return next((one for one in case.deadlines.all() if one.kind == kind and one.is_live), None)


def _waiting_for_somebody(case: Case, on: date) -> Step | None:
    if case.receiver_id is not None and case.is_open:
        return Step(
            "cases.accept_transfer",
            _("The case is proposed to another organisation, which has not answered yet."),
            ("cases.refuse_transfer", "cases.revoke_transfer"),
        )
    if any(approval.state == Approval.State.PROPOSED for approval in case.approvals.all()):
        return Step(
            "cases.approve", _("A proposal waits for the second person's answer."), ("cases.refuse_approval",)
        )
    return None


def _by_state(case: Case, on: date) -> Step | None:
    rule = _RULES.get(str(case.state))
    return rule(case) if rule is not None else None


def _registered(case: Case) -> Step:
    answered = _answered(case)
    if answered is not None:
        return answered
    unasked = [party for party in _sides(case) if party.consent == Party.Consent.UNASKED]
    if any(not party.is_reachable for party in unasked):
        return Step(
            "cases.edit_party",
            _("A side cannot be reached: enter a phone or an address first."),
            ("cases.ask_for_papers",),
        )
    return Step(
        "cases.ask_consent",
        _("The other side has not been asked yet whether it will mediate."),
        ("cases.record_consent", "cases.ask_for_papers", "cases.decline"),
    )


def _awaiting_consent(case: Case) -> Step:
    return _answered(case) or Step(
        "cases.record_consent",
        _("The other side was asked. Record its answer when it comes."),
        ("cases.contact", "cases.stop_asking"),
    )


def _answered(case: Case) -> Step | None:
    answers = {party.consent for party in _sides(case)}
    if Party.Consent.REFUSED in answers:
        return Step("cases.decline", _("A side refuses to mediate: the applicant gets a written notice."))
    if answers == {Party.Consent.AGREED}:
        return Step("cases.accept", _("Both sides agree: decide on the acceptance."), ("cases.decline",))
    return None


def _needs_info(case: Case) -> Step:
    return Step(
        "cases.receive_papers",
        _("Papers were asked for. The legal clocks run on."),
        ("cases.contact", "cases.decline"),
    )


def _accepted(case: Case) -> Step | None:
    if case.mediator_id is not None:
        return None
    return Step(
        "cases.assign", _("The case is accepted and has no mediator yet."), ("cases.propose_transfer",)
    )


def _ended_early(case: Case) -> Step:
    if case.mediator_id is None:
        return Step("cases.assign", _("Somebody must close and file the case."), ("cases.reopen",))
    return Step("cases.close", _("The matter has ended: the file can be closed."), ("cases.reopen",))


def _sides(case: Case) -> list[Party]:
    return [party for party in case.parties.all() if party.left_on is None and party.role != Party.Role.THIRD]


_RULES: dict[str, Callable[[Case], Step | None]] = {
    State.REGISTERED: _registered,
    State.NEEDS_INFO: _needs_info,
    State.AWAITING_CONSENT: _awaiting_consent,
    State.ACCEPTED: _accepted,
    State.NOT_ACCEPTED: _ended_early,
    State.WITHDRAWN: _ended_early,
}
