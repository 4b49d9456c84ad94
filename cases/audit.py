"""One act = one transaction, one lock, one permission check, one reason, one event in the chain.

`recorded()` surrounds every act on a case; `begun()` its birth. On leaving they write the event *and then* the case:
a trigger refuses a change of state without its event.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import crypto, deadlines, lifecycle, permissions
from cases.errors import NotNow, Refused, Stale
from cases.history import current_explanation, explained, recording_moment
from cases.models import Anchor, Approval, Case, CaseEvent, Organisation, ReadLog, Refusal
from cases.registry import consequences, needs_two_people

Principal = Any  # a User or a SystemActor: what `has_perm`, `reach` and `posting` can be asked of

_GENESIS = ""


@contextmanager
def recorded(
    act: str,
    case: Case,
    *,
    by: Principal,
    at: datetime,
    note: str = "",
    version: int | None = None,
    approval: Approval | None = None,
    asks: str = "",
    privileged: bool = False,
) -> Iterator[Case]:
    """Surround one act on a case. Yields the case, locked and fresh.

    `at` is when it happened. `version` is the case's version that the form was opened with; Stale when the case moved
    on since. `asks` names the permission when it is not the act's own. Raises PermissionDenied, NotNow, Stale, Refused.
    """
    with transaction.atomic():
        case = _locked(case)
        before = str(case.state)
        _check(act, case, by=by, note=note, version=version, approval=approval, asks=asks or act)
        with explained(act, by=by, sequence=case.last_sequence + 1):
            yield case
            for consequence in consequences(act):
                consequence(case, by=by, at=at)
            if case.state not in lifecycle.targets(act, before):
                raise RuntimeError(f"{act} moved a case from {before} to {case.state}")
            deadlines.settle(case, timezone.localdate(at))
            if not privileged:
                case.version += 1
            _write_event(act, case, before, by=by, at=at, note=note, privileged=privileged)
            case.save()


@contextmanager
def begun(
    act: str,
    place: Organisation,
    *,
    by: Principal,
    at: datetime,
    note: str = "",
    asks: str = "",
    asked_of: Any = None,
) -> Iterator[list[Case]]:
    """Surround the birth of cases: as `recorded`, but the permission is asked about the organisation (or `asked_of`).

    The act appends each unsaved case to the list *after* saving it under its first state.
    """
    born: list[Case] = []
    with transaction.atomic(), explained(act, by=by, sequence=1):
        if not by.has_perm(asks or act, place if asked_of is None else asked_of):
            raise PermissionDenied(act)
        yield born
        for case in born:
            if case.state != lifecycle.BIRTHS[act]:
                raise RuntimeError(f"{act} does not begin in {case.state}")
            case.version += 1
            deadlines.settle(case, timezone.localdate(at))
            _write_event(act, case, "", by=by, at=at, note=note, privileged=False)
            case.save()


def _locked(case: Case) -> Case:
    rows = Case.objects.select_related("organisation").select_for_update(of=("self",))
    return rows.get(pk=case.pk)


def _check(
    act: str,
    case: Case,
    *,
    by: Principal,
    note: str,
    version: int | None,
    approval: Approval | None,
    asks: str,
) -> None:
    # A right is worked out from the rows as they are now, also for a job queued long ago.
    if by.is_person:
        by.look_again()
    if not by.has_perm(asks, case):
        raise PermissionDenied(asks)
    if version is not None and version != case.version:
        raise Stale(
            "stale",
            _(
                "Somebody changed this case in the meantime. It is now: %(state)s. Please look at it and try again."
            )
            % {"state": case.get_state_display()},
        )
    if not lifecycle.targets(act, str(case.state)):
        raise NotNow(
            "not_now",
            _("This cannot be done now: the case is “%(state)s”.") % {"state": case.get_state_display()},
        )
    if by.is_person:
        if permissions.needs_reason(by.reach, asks) and not note.strip():
            raise Refused("reason_missing", _("Please give a reason: it is kept with this access."))
        if act == asks and needs_two_people(act, case):
            _check_approval(act, case, approval)


def _check_approval(act: str, case: Case, approval: Approval | None) -> None:
    right = (
        approval is not None
        and approval.act == act
        and approval.case_id == case.pk
        and approval.state == Approval.State.APPROVED
        and approval.decided_by_id not in (None, approval.proposed_by_id)
    )
    if not right:
        raise Refused(
            "approval_missing", _("This needs the approval of a second person. Please propose it first.")
        )


def _write_event(
    act: str, case: Case, before: str, *, by: Principal, at: datetime, note: str, privileged: bool
) -> CaseEvent:
    facts = case.event_facts
    case.__dict__.pop("_event_facts", None)
    last = (
        CaseEvent.objects.filter(case=case)
        .order_by("-sequence")
        .values_list("recorded_at", flat=True)
        .first()
    )
    event = next_event(
        case, act, before, by=by, at=at, note=note, facts=facts, privileged=privileged, last_recorded_at=last
    )
    event.save(force_insert=True)
    return event


def next_event(
    case: Case,
    act: str,
    before: str,
    *,
    by: Principal,
    at: datetime,
    note: str = "",
    facts: dict[str, Any] | None = None,
    privileged: bool = False,
    last_recorded_at: datetime | None = None,
) -> CaseEvent:
    """The next link of a case's chain, not saved; advances the case's head. Time in a chain never goes backward."""
    recorded_at = recording_moment()
    if last_recorded_at is not None:
        recorded_at = max(recorded_at, last_recorded_at + timedelta(microseconds=1))
    posting = by.posting
    event = CaseEvent(
        case=case,
        sequence=case.last_sequence + 1,
        act=act,
        user=by if by.is_person else None,
        posting=posting,
        system="" if by.is_person else by.code,
        at=at,
        recorded_at=recorded_at,
        from_state=before,
        to_state=str(case.state),
        note=note,
        note_digest=crypto.digest("note", note) if note else "",
        facts=facts or {},
        is_privileged=privileged,
        previous_hash=case.head_hash,
    )
    event.hash = link(event)
    case.last_sequence = event.sequence
    case.head_hash = event.hash
    return event


def link(event: CaseEvent) -> str:
    """The hash of an event: over all that it says, with its note as a keyed digest, and the hash before it."""
    said = [
        str(event.pk),
        str(event.case_id),
        event.sequence,
        event.act,
        str(event.user_id),
        str(event.posting_id),
        event.system,
        _stamp(event.at),
        _stamp(event.recorded_at),
        event.from_state,
        event.to_state,
        event.note_digest,
        event.facts,
        event.is_privileged,
        event.previous_hash,
    ]
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _stamp(moment: datetime) -> int:
    # Whole microseconds since the epoch: the same on every database and in every time zone.
    return round(moment.timestamp() * 1_000_000)


def log_read(case: Case, *, by: Principal, what: str, at: datetime, reason: str = "") -> None:
    """Write that somebody looked; call it before the content is answered. Fails closed."""
    ReadLog.objects.create(case=case, user=by, posting=by.posting, what=what, at=at, reason=reason)


def log_refusal(case: Case, *, by: Principal, act: str, at: datetime) -> None:
    """Write that an access to an existing case was refused."""
    Refusal.objects.create(case=case, user=by, act=act, at=at)


def anchor(until: datetime, *, at: datetime) -> Anchor:
    """One digest over the heads of all chains as they stood at a moment in the past (in order of the cases)."""
    root, count = heads_digest(until)
    return Anchor.objects.create(until=until, cases=count, root=root, made_at=at)


def heads_digest(until: datetime) -> tuple[str, int]:
    """The digest over (case, last hash) of every case that had an event by then, and how many cases there were."""
    heads: dict[Any, str] = {}
    rows = CaseEvent.objects.filter(recorded_at__lte=until).order_by("case_id", "sequence")
    whole, count = hashlib.sha256(), 0
    for case_id, head in rows.values_list("case_id", "hash").iterator(chunk_size=5000):
        if heads and case_id not in heads:
            ((old, last),) = heads.items()
            whole.update(f"{old}:{last};".encode())
            count += 1
            heads.clear()
        heads[case_id] = head
    for old, last in heads.items():
        whole.update(f"{old}:{last};".encode())
        count += 1
    return whole.hexdigest(), count


__all__ = [
    "anchor",
    "begun",
    "current_explanation",
    "explained",
    "heads_digest",
    "link",
    "log_read",
    "recorded",
]
