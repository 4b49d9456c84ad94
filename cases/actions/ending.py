"""How a case ends on this floor, and how an ended one is taken up again."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import deadlines, documents, findability, house_rules, missing, papers
from cases.actions.claims import sum_up
from cases.actions.screening import start_mediation_clock
from cases.audit import recorded
from cases.errors import Refused
from cases.law.limits import time_limits
from cases.lifecycle import State
from cases.models import Approval, Case, Claim, Deadline, Party, Transfer
from cases.permissions import Role
from cases.registry import closing_checks

MANNERS = {
    "written": gettext_lazy("in writing"),
    "recorded": gettext_lazy("by word of mouth, recorded on the spot"),
}
HEAD_REOPENS_WITHIN = timedelta(days=30)
# The court spoke: what follows is a new matter.
CONCLUDED_BY_COURT = frozenset(
    {Case.Outcome.COURT_WITHDRAWN, Case.Outcome.COURT_DISMISSED, Case.Outcome.AWARD_PERFORMED}
)
_OUTCOME_AT_CLOSING = {
    State.FAILED: Case.Outcome.NO_AGREEMENT,
    State.NOT_ACCEPTED: Case.Outcome.NOT_ACCEPTED,
    State.WITHDRAWN: Case.Outcome.WITHDRAWN,
}


def withdraw(
    case: Case,
    *,
    manner: str,
    reason: str,
    party: Party | None = None,
    heads: int | None = None,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """An applicant withdraws, in writing or by word recorded on the spot (BR 35: may apply again).

    Without a party all applicants withdraw. While others go on, or when `heads` of a group leave, the case stays as
    it is and only they leave. Withdrawing interrupts no limitation.
    """
    with recorded("cases.withdraw", case, by=by, at=at, note=reason, version=version) as case:
        if not reason.strip():
            raise Refused("reason_missing", _("Please write down the reason the applicant gives."))
        applicants = list(
            case.parties.filter(role=Party.Role.APPLICANT, left_on=None).order_by("position", "id")
        )
        leaving = applicants if party is None else [one for one in applicants if one.pk == party.pk]
        if not leaving:
            raise Refused("no_applicant", _("Only an applicant who is still in the case can withdraw."))
        stage = State(case.state).label
        if heads is not None and _goes_on_as_group(leaving, heads):
            _shrink(case, leaving[0], heads)
        elif len(leaving) < len(applicants):
            _leave(case, leaving[0], at)
        else:
            case.withdraw()
            case.outcome, case.ended_at = Case.Outcome.WITHDRAWN, at
        for one in leaving:
            record = papers.withdrawal_record(
                case, who=one, form=MANNERS[manner], reason=reason, stage=stage, by=by, on=at
            )
            documents.freeze(case, "withdrawal_record", record, at=at, addressee=one)
        case.event_facts.update(parties=[str(one.pk) for one in leaving], manner=manner, heads=heads)


def settle_privately(
    case: Case,
    *,
    note: str,
    amount: Decimal | None = None,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The parties settled among themselves (ARB 4): the case closes; how much, as far as they say."""
    with recorded("cases.settle_privately", case, by=by, at=at, note=note, version=version) as case:
        if not note.strip():
            raise Refused("note_missing", _("Please note who told it, when, and what was settled."))
        case.settle_privately()
        case.outcome, case.ended_at = Case.Outcome.PRIVATE, at
        case.retain_until = house_rules.retain_until(case, timezone.localdate(at))
        case.event_facts.update(amount=str(amount) if amount is not None else "")


def close(
    case: Case,
    *,
    summary: str,
    approval: Approval | None = None,
    note: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The file is complete and goes to the archive: two people, the closing form, the retention (BR 21–24)."""
    with recorded("cases.close", case, by=by, at=at, note=note, version=version, approval=approval) as case:
        open_ends = missing_for_closing(case)
        if open_ends:
            raise Refused("incomplete", " ".join(open_ends))
        outcome = _OUTCOME_AT_CLOSING[State(case.state)]
        case.close()
        case.outcome = case.outcome or outcome
        case.ended_at = case.ended_at or at
        case.retain_until = house_rules.retain_until(case, timezone.localdate(case.ended_at))
        assert approval is not None and approval.decided_by is not None
        form = papers.closing_form(
            case,
            summary=summary,
            settled=_settled(case),
            proposed_by=approval.proposed_by.name,
            proposed_on=approval.proposed_at,
            approved_by=approval.decided_by.name,
            approval=approval.answer,
            on=at,
        )
        documents.freeze(case, "closing_form", form, at=at)


def missing_for_closing(case: Case) -> list[str]:
    """What still stands open, in whole sentences; the upper floors add theirs."""
    found = []
    if case.tasks.filter(done_at=None).exclude(kind__in=missing.OPTIONAL).exists():
        found.append(_("There are open tasks. Do them, or say why they fall away."))
    if case.approvals.filter(state=Approval.State.PROPOSED).exists():
        found.append(_("A proposal waits for an answer. Approve or refuse it first."))
    if case.transfers.filter(state=Transfer.State.PROPOSED).exists():
        found.append(_("A transfer waits for an answer. Take it back first."))
    for check in closing_checks():
        found.extend(str(sentence) for sentence in check(case))
    return found


def reopen(case: Case, *, to: str, note: str, by: Any, at: datetime, version: int | None = None) -> None:
    """Take an ended case up again: the head within 30 days of its end, later the supervisor. Its clocks are new.

    Not for what a court concluded: that is a new case. History stays; end, outcome and retention are cleared.
    """
    today = timezone.localdate(at)
    with recorded("cases.reopen", case, by=by, at=at, note=note, version=version) as case:
        _refuse_reopening(case, to, note, by, at)
        case.reopen(State(to))
        case.ended_at, case.outcome, case.retain_until = None, "", None
        if to == State.MEDIATING:
            if case.both_consented_on:
                case.both_consented_on = today
            start_mediation_clock(case, today)
        else:
            _start_over(case)
            limit = time_limits.acceptance(received_on=today, calendar=deadlines.calendar())
            deadlines.start(case, Deadline.Kind.ACCEPT, limit)
        case.event_facts.update(to=to)


def ways_back(case: Case) -> list[State]:
    """Where this ended case can be taken up: talks only where there were talks before."""
    return [State.REGISTERED, State.MEDIATING] if case.opened_at else [State.REGISTERED]


def _refuse_reopening(case: Case, to: str, note: str, by: Any, at: datetime) -> None:
    if case.outcome in CONCLUDED_BY_COURT:
        raise Refused(
            "court_concluded", _("A court concluded this case. Register a new case and link it to this one.")
        )
    if to not in ways_back(case):
        raise Refused(
            "never_mediated", _("There were no talks in this case yet: it can only be registered again.")
        )
    if not note.strip():
        raise Refused("reason_missing", _("Please say why the case is opened again."))
    late = (
        case.ended_at is not None
        and timezone.localdate(at) > timezone.localdate(case.ended_at) + HEAD_REOPENS_WITHIN
    )
    if late and by.is_person and by.reach.role == Role.HEAD:
        raise Refused("late", _("The 30 days are over. Ask the district supervisor to open the case again."))


def _start_over(case: Case) -> None:
    """Mediation is voluntary: the other side is asked anew, and a mediator is named anew."""
    case.accepted_at = case.opened_at = case.both_consented_on = None
    case.mediator = case.co_mediator = case.screener = None
    case.state_before = ""
    for party in case.parties.filter(left_on=None).exclude(role=Party.Role.APPLICANT):
        party.consent, party.consent_on, party.consent_how = Party.Consent.UNASKED, None, ""
        party.save()


def _goes_on_as_group(leaving: list[Party], heads: int) -> bool:
    if len(leaving) != 1 or leaving[0].kind != Party.Kind.WORKERS or heads > leaving[0].head_count:
        raise Refused("heads", _("Choose the group and how many of its persons leave, not more than it has."))
    return heads < leaving[0].head_count


def _shrink(case: Case, group: Party, heads: int) -> None:
    group.head_count -= heads
    group.save()
    case.head_count = max(case.head_count - heads, 1)


def _leave(case: Case, party: Party, at: datetime) -> None:
    party.left_on = timezone.localdate(at)
    party.save()
    case.head_count = max(case.head_count - party.head_count, 1)
    for claim in case.claims.filter(
        party=party, standing__in=[Claim.Standing.OPEN, Claim.Standing.LEFT_OPEN]
    ):
        claim.standing = Claim.Standing.DROPPED
        claim.save()
    sum_up(case)
    findability.index(case)


def _settled(case: Case) -> Decimal | None:
    amounts = [claim.agreed_amount for claim in case.claims.all() if claim.agreed_amount is not None]
    return sum(amounts, Decimal(0)) if amounts else None
