"""Acts that need a second person: proposed by one, carried out when another approves."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cases.audit import recorded
from cases.errors import Refused
from cases.lifecycle import targets
from cases.models import Approval, Case, User
from cases.registry import ACTS


def propose(
    act: str, case: Case, *, arguments: dict[str, Any], note: str = "", by: Any, at: datetime, version: int | None = None
) -> Approval:
    """Propose an act. `arguments` are the form's raw values (lists of strings): they are cleaned again when it runs."""
    with recorded("cases.propose", case, by=by, at=at, note=note, version=version, asks=act) as case:
        if not targets(act, str(case.state)):
            raise Refused("not_now", _("This cannot be proposed now: the case has moved on."))
        if case.approvals.filter(act=act, state=Approval.State.PROPOSED).exists():
            raise Refused("proposed_before", _("This has been proposed already and waits for an answer."))
        case.event_facts.update(act=act)
        return Approval.objects.create(
            case=case, act=act, arguments=arguments, reason=note,
            proposed_by=by, proposed_in=by.posting, proposed_at=at,
        )


def approve(
    case: Case, *, approval: Approval, note: str = "", by: Any, at: datetime, version: int | None = None
) -> Any:
    """The second person agrees, and the act runs under the rights its proposer has at this moment."""
    with transaction.atomic():
        with recorded("cases.approve", case, by=by, at=at, note=note, version=version) as locked:
            _decide(locked, approval, Approval.State.APPROVED, note, by, at)
        act = ACTS[approval.act]
        proposer = User.objects.get(pk=approval.proposed_by_id)
        proposer.acting = approval.proposed_in
        if not proposer.has_perm(approval.act, locked):
            raise Refused(
                "proposer_lost_right",
                _("The proposer may not do this any more. Refuse the proposal; it can be made anew."),
            )
        form = act.form(data=_as_query(approval.arguments), case=locked, by=proposer, at=at)
        if not form.is_valid():
            raise Refused("proposal_outdated", _("The proposal no longer fits the case. Refuse it and propose it anew."))
        return act.run(locked, by=proposer, at=at, approval=approval, **form.cleaned_data)


def refuse_approval(
    case: Case, *, approval: Approval, note: str, by: Any, at: datetime, version: int | None = None
) -> None:
    """The second person does not agree, and says why."""
    with recorded("cases.refuse_approval", case, by=by, at=at, note=note, version=version) as case:
        if not note.strip():
            raise Refused("reason_missing", _("Please say why, so that the proposer knows what to change."))
        _decide(case, approval, Approval.State.REFUSED, note, by, at)


def _decide(case: Case, approval: Approval, state: str, note: str, by: Any, at: datetime) -> None:
    approval.refresh_from_db()
    if approval.case_id != case.pk:
        raise PermissionDenied("cases.approve")
    if approval.state != Approval.State.PROPOSED:
        raise Refused("decided_before", _("This proposal has been answered already."))
    if approval.proposed_by_id == by.pk:
        raise Refused("same_person", _("You proposed this yourself. A second person must approve it."))
    if state == Approval.State.APPROVED:
        approval.approve()
    else:
        approval.refuse()
    approval.decided_by, approval.decided_at, approval.answer = by, at, note
    approval.save()
    case.event_facts.update(approval=str(approval.pk), act=approval.act)


def _as_query(arguments: dict[str, Any]) -> Any:
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    for name, values in arguments.items():
        query.setlist(name, values if isinstance(values, list) else [values])
    return query
