"""Acts that need a second person: proposed by one, carried out when another approves."""

import hashlib
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import notifications
from cases.audit import recorded
from cases.errors import Refused
from cases.lifecycle import targets
from cases.models import Approval, Case, User
from cases.registry import ACTS
from cases.wording import day, moment

# Kept among the arguments: the fingerprint of what was proposed. No field of a form may be called so.
CONCERNS = "_concerns"


def propose(
    act: str,
    case: Case,
    *,
    arguments: dict[str, Any],
    note: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Approval:
    """Propose an act. `arguments` are the form's raw values (lists of strings): they are cleaned again when it runs."""
    with recorded("cases.propose", case, by=by, at=at, note=note, version=version, asks=act) as case:
        if not targets(act, str(case.state)):
            raise Refused("not_now", _("This cannot be proposed now: the case has moved on."))
        if case.approvals.filter(act=act, state=Approval.State.PROPOSED).exists():
            raise Refused("proposed_before", _("This has been proposed already and waits for an answer."))
        arguments = {name: value for name, value in arguments.items() if name != CONCERNS}
        if found := _fingerprint(act, case):
            arguments[CONCERNS] = found
        case.event_facts.update(act=act)
        deciding = notifications.heads(case.organisation, timezone.localdate(at))
        notifications.notify(
            deciding, notifications.APPROVAL_WAITS, case=case, by=by, at=at, facts={"act": act}
        )
        return Approval.objects.create(
            case=case,
            act=act,
            arguments=arguments,
            reason=note,
            proposed_by=by,
            proposed_in=by.posting,
            proposed_at=at,
        )


def approve(
    case: Case, *, approval: Approval, note: str = "", by: Any, at: datetime, version: int | None = None
) -> Any:
    """The second person agrees, and the act runs under the rights its proposer has at this moment.

    What runs is what was proposed. Refused: proposal_changed when the thing it concerns is not the same any more,
    proposer_lost_right, proposal_outdated, decided_before, same_person.
    """
    with transaction.atomic():
        with recorded("cases.approve", case, by=by, at=at, note=note, version=version) as locked:
            _decide(locked, approval, Approval.State.APPROVED, note, by, at)
        act, proposer = ACTS[approval.act], _proposer(approval)
        if approval.arguments.get(CONCERNS, "") != _fingerprint(approval.act, locked):
            raise Refused(
                "proposal_changed",
                _("What was proposed has changed. Refuse the proposal, and have it proposed anew."),
            )
        if not proposer.has_perm(approval.act, locked):
            raise Refused(
                "proposer_lost_right",
                _("The proposer may not do this any more. Refuse the proposal; it can be made anew."),
            )
        form = _form(approval, locked, proposer, at)
        if not form.is_valid():
            raise Refused(
                "proposal_outdated", _("The proposal no longer fits the case. Refuse it and propose it anew.")
            )
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
    answer = notifications.APPROVED if state == Approval.State.APPROVED else notifications.APPROVAL_REFUSED
    notifications.notify([approval.proposed_by], answer, case=case, by=by, at=at, facts={"act": approval.act})
    case.event_facts.update(approval=str(approval.pk), act=approval.act)


def proposed(approval: Approval, *, at: datetime) -> list[tuple[str, str]]:
    """What is proposed, for the second person to read: each field that was filled in, with its label, in words.

    The remark is left out: it is the reason of the proposal and shown as such.
    """
    if approval.act not in ACTS:
        return []
    form = _form(approval, approval.case, _proposer(approval), at)
    form.is_valid()
    told = []
    for name, field in form.fields.items():
        given = form.data.getlist(form.add_prefix(name))
        words = _words(field, form.cleaned_data.get(name), given)
        if name != "note" and words:
            told.append((str(field.label or name), words))
    return told


def _words(field: Any, value: Any, given: list[str]) -> str:
    """A cleaned value as a person reads it; what did not pass, or has no words of its own, as it was typed."""
    if value is None:
        return "\n".join(text for text in given if text)
    if isinstance(field, forms.ModelMultipleChoiceField):
        return "\n".join(field.label_from_instance(row) for row in value)
    if isinstance(field, forms.ModelChoiceField):
        return str(field.label_from_instance(value))
    if isinstance(field, forms.ChoiceField):
        chosen = {str(one) for one in (value if isinstance(value, list | tuple | set) else [value])}
        return "\n".join(
            str(words) for code, words in _flat(field.choices) if code != "" and str(code) in chosen
        )
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return f"{value:,}"
    return "\n".join(text for text in given if text)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    for code, words in choices:
        found.extend(_flat(words) if isinstance(words, list | tuple) else [(code, words)])
    return found


def _fingerprint(act: str, case: Case) -> str:
    """A digest of what the act concerns, as it is now; empty for an act that says nothing about it."""
    entry = ACTS.get(act)
    if entry is None or entry.concerns is None:
        return ""
    return hashlib.sha256(entry.concerns(case).encode()).hexdigest()


def _proposer(approval: Approval) -> User:
    proposer: User = User.objects.get(pk=approval.proposed_by_id)
    proposer.acting = approval.proposed_in
    return proposer


def _form(approval: Approval, case: Case, proposer: User, at: datetime) -> Any:
    given = {name: value for name, value in approval.arguments.items() if name != CONCERNS}
    return ACTS[approval.act].form(data=_as_query(given), case=case, by=proposer, at=at)


def _as_query(arguments: dict[str, Any]) -> Any:
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    for name, values in arguments.items():
        query.setlist(name, values if isinstance(values, list) else [values])
    return query
