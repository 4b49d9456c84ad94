"""Side effects are rows, not calls: written inside the act, done afterwards by the worker, at least once, in order.

Messages of one case go in their order; cases do not wait for each other. A task only wakes `deliver()`.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django_tasks import task

from cases.models import Case, OutboxMessage

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8

_handlers: dict[str, Callable[[OutboxMessage], None]] = {}
_quiet: ContextVar[bool] = ContextVar("outbox_quiet", default=False)


class Unrepairable(Exception):
    """Trying again will not help: a person must look."""


def handles(kind: str) -> Callable[[Callable[[OutboxMessage], None]], Callable[[OutboxMessage], None]]:
    """Declare the function that does messages of this kind; it must be safe to run twice."""

    def declare(handler: Callable[[OutboxMessage], None]) -> Callable[[OutboxMessage], None]:
        _handlers[kind] = handler
        return handler

    return declare


def put(kind: str, *, case: Case | None, payload: dict[str, Any], at: datetime) -> OutboxMessage:
    """Write a message; the worker is woken when the act commits."""
    if case is not None and not _quiet.get():
        # Somebody works on this case now: what it still waits for comes first.
        OutboxMessage.objects.filter(case=case, done_at=None, priority__lt=0).update(priority=0)
    message = OutboxMessage.objects.create(
        priority=-1 if _quiet.get() else 0,
        case=case,
        sequence=case.last_sequence + 1 if case else 0,
        kind=kind,
        payload=payload,
        created_at=at,
        due_at=at,
    )
    if not _quiet.get():
        transaction.on_commit(_wake)
    return message


@contextmanager
def quietly() -> Iterator[None]:
    """No wake-up inside: whoever writes thousands of messages wakes the worker once, afterwards."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def _wake() -> None:
    wake.enqueue()


@task()
def wake() -> None:
    """Do what is due."""
    deliver()


def waiting(now: datetime) -> Any:
    """Messages that may be done now: due, not leased, and none of the same case stands before them."""
    before = Q(sequence__lt=OuterRef("sequence")) | Q(sequence=OuterRef("sequence"), id__lt=OuterRef("id"))
    earlier = OutboxMessage.objects.filter(before, case_id=OuterRef("case_id"), done_at=None, parked_at=None)
    return (
        OutboxMessage.objects.filter(done_at=None, parked_at=None, due_at__lte=now)
        .filter(Q(leased_until=None) | Q(leased_until__lt=now))
        .filter(~Exists(earlier))
        .order_by("-priority", "due_at", "sequence", "id")
    )


def deliver(limit: int = 500, *, case: Case | None = None) -> int:
    """Do waiting messages (of one case only, if named) until none is left or the limit is reached.

    Answers how many were done.
    """
    done = 0
    for _turn in range(limit):
        now = timezone.now()
        rows = waiting(now) if case is None else waiting(now).filter(case=case)
        message = rows.first()
        if message is None:
            break
        free = OutboxMessage.objects.filter(pk=message.pk, done_at=None).filter(
            Q(leased_until=None) | Q(leased_until__lt=now)
        )
        if not free.update(leased_until=now + LEASE):
            continue  # another worker was faster
        done += _do(message)
    return done


def _do(message: OutboxMessage) -> int:
    try:
        _handlers[message.kind](message)
    except Exception as error:  # noqa: BLE001 - whatever it is, the message must stay visible
        _put_off(message, error)
        return 0
    OutboxMessage.objects.filter(pk=message.pk).update(done_at=timezone.now(), leased_until=None, problem="")
    return 1


def _put_off(message: OutboxMessage, error: Exception) -> None:
    attempts = message.attempts + 1
    now = timezone.now()
    parked = isinstance(error, Unrepairable) or attempts >= MAX_ATTEMPTS
    # The class only: the text of an error may name a person.
    log.warning("outbox %s %s: %s (attempt %d)", message.kind, message.pk, type(error).__name__, attempts)
    OutboxMessage.objects.filter(pk=message.pk).update(
        attempts=attempts,
        problem=type(error).__name__,
        leased_until=None,
        parked_at=now if parked else None,
        due_at=now + timedelta(seconds=min(5 * 2**attempts, 3600)),
    )
