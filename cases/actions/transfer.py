"""A case goes to another organisation: one proposes, the receiver signs. Number and legal clocks stay."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines, notifications
from cases.audit import recorded
from cases.errors import Refused
from cases.law.calendar import CalendarUnknown
from cases.lifecycle import STAYING, State
from cases.models import Case, Deadline, Organisation, Transfer

REFUSALS_BEFORE_THE_FEDERATION = 2


def propose_transfer(
    case: Case,
    *,
    receiver: Organisation,
    reason: str,
    committee_agreed: bool = False,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Transfer:
    """Ask another organisation of the tree to take the case; it has one working day to answer.

    The committee of the worker's own enterprise is asked only when the worker says so.
    """
    with recorded("cases.propose_transfer", case, by=by, at=at, note=reason, version=version) as case:
        if case.receiver_id is not None:
            raise Refused("proposed_before", _("A transfer waits for an answer already. Take it back first."))
        _check_receiver(case, receiver, committee_agreed)
        case.receiver = receiver
        case.committee_agreed = case.committee_agreed or receiver.kind == Organisation.Kind.COMMITTEE
        transfer = Transfer.objects.create(
            case=case,
            sender=case.organisation,
            receiver=receiver,
            reason=reason,
            proposed_by=by,
            proposed_at=at,
        )
        today = timezone.localdate(at)
        deadlines.start_agreed(
            case,
            Deadline.Kind.TRANSFER,
            rule="transfer",
            start_event="transfer_proposed",
            started_on=today,
            due_on=answer_by(today),
            subject=transfer.pk,
            promise=True,
        )
        notifications.notify(
            notifications.heads(receiver, today), notifications.TRANSFER_WAITS, case=case, by=by, at=at
        )
        case.event_facts.update(transfer=str(transfer.pk), receiver=str(receiver.pk))
        return transfer


def accept_transfer(case: Case, *, note: str = "", by: Any, at: datetime, version: int | None = None) -> None:
    """The receiver takes the case. An accepted one starts over with a new mediator; legal clocks run on."""
    with recorded("cases.accept_transfer", case, by=by, at=at, note=note, version=version) as case:
        transfer = _open(case)
        transfer.accept()
        _answer(case, transfer, note, by, at)
        notifications.notify([transfer.proposed_by], notifications.TRANSFER_ACCEPTED, case=case, by=by, at=at)
        case.organisation = transfer.receiver
        case.mediator = case.co_mediator = case.screener = None
        if case.state in (State.ACCEPTED, State.MEDIATING):
            case.start_over_at_receiver()
            case.opened_at = None


def refuse_transfer(case: Case, *, note: str, by: Any, at: datetime, version: int | None = None) -> None:
    """The receiver does not take the case, and says why. After two refusals the federation has the last word."""
    with recorded("cases.refuse_transfer", case, by=by, at=at, note=note, version=version) as case:
        transfer = _open(case)
        if not note.strip():
            raise Refused(
                "reason_missing", _("Please say why, so that the sender knows where the case belongs.")
            )
        if transfer.receiver.kind == Organisation.Kind.FEDERATION and _has_bounced(case):
            raise Refused(
                "last_word",
                _("Two organisations refused this case. Please accept it; you can hand it on afterwards."),
            )
        transfer.refuse()
        _answer(case, transfer, note, by, at)
        notifications.notify([transfer.proposed_by], notifications.TRANSFER_REFUSED, case=case, by=by, at=at)


def revoke_transfer(case: Case, *, note: str = "", by: Any, at: datetime, version: int | None = None) -> None:
    """The sender takes the proposal back before it is answered."""
    with recorded("cases.revoke_transfer", case, by=by, at=at, note=note, version=version) as case:
        transfer = _open(case)
        transfer.revoke()
        _answer(case, transfer, note, by, at)


def call_off(case: Case, *, by: Any, at: datetime) -> None:
    """A consequence of other acts: a case that cannot be transferred any more has no transfer waiting."""
    if case.receiver_id is None or case.state in STAYING["cases.propose_transfer"]:
        return
    transfer = _open(case)
    transfer.revoke()
    _answer(case, transfer, "", by, at)


def answer_by(today: date) -> date:
    """The next working day; Monday to Friday pass for working days while that year's notice is not published."""
    try:
        return deadlines.calendar().add_working_days(today, 1)
    except CalendarUnknown:
        following = today + timedelta(days=1)
        while following.weekday() >= 5:
            following += timedelta(days=1)
        return following


def _check_receiver(case: Case, receiver: Organisation, committee_agreed: bool) -> None:
    kinds = Organisation.Kind
    if receiver.pk == case.organisation_id or receiver.kind == kinds.COURT or not receiver.is_active:
        raise Refused("wrong_receiver", _("Choose another union organisation that is active."))
    if receiver.kind == kinds.COMMITTEE:
        employers = (
            case.parties.filter(left_on=None).exclude(employer=None).values_list("employer", flat=True)
        )
        if receiver.employer_id is None or receiver.employer_id not in set(employers):
            raise Refused(
                "other_enterprise", _("Only the committee of the employer in this case can be asked.")
            )
        if not committee_agreed:
            raise Refused(
                "worker_not_asked",
                _(
                    "The enterprise's own committee gets the case only if the worker agrees. Ask the worker first."
                ),
            )
    # The federation itself hands on to whom it finds right.
    if kinds.FEDERATION not in (receiver.kind, case.organisation.kind) and _has_bounced(case):
        raise Refused(
            "bounced", _("Two organisations refused this case. Hand it to the district federation.")
        )


def _has_bounced(case: Case) -> bool:
    return case.transfers.filter(state=Transfer.State.REFUSED).count() >= REFUSALS_BEFORE_THE_FEDERATION


def _open(case: Case) -> Transfer:
    found = case.transfers.filter(state=Transfer.State.PROPOSED).select_related("receiver").first()
    if found is None:
        raise Refused("no_transfer", _("No transfer waits for an answer. Please look at the case again."))
    return found


def _answer(case: Case, transfer: Transfer, note: str, by: Any, at: datetime) -> None:
    transfer.answered_by = by if by.is_person else None
    transfer.answered_at, transfer.answer = at, note[:300]
    transfer.save()
    case.receiver = None
    deadlines.meet(case, Deadline.Kind.TRANSFER, on=timezone.localdate(at), subject=transfer.pk)
    case.event_facts.update(
        transfer=str(transfer.pk), sender=str(transfer.sender_id), receiver=str(transfer.receiver_id)
    )
