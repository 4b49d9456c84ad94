"""Cases by the thousand, through the same bulk rows as an import; most of them have ended since."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from cases import audit, identity
from cases.history import explained, recording_moment
from cases.importing.bulk import CHUNK, Importer
from cases.importing.checking import check, known_causes
from cases.importing.reading import AMOUNT, APPLIED, CAUSE, FACTS, HEADS, NUMBER, RESULT, Line
from cases.models import NO_DUE_DAY, Case, CaseEvent, Deadline, Organisation, Posting, User
from cases.permissions import Role
from config.demo.stories import tell

ENDED_SHARE = 0.8
_ACT = "cases.settle_privately"
_ENDED_COLUMNS = [
    "state", "outcome", "ended_at", "next_due_on", "next_due_kind", "version", "last_sequence", "head_hash",
]  # fmt: skip
DAYS = 900


def fill(count: int, *, progress: Callable[[int, int], None]) -> None:
    """That many further cases, spread over the stations, each with its own story."""
    now = timezone.now()
    source = random.Random(count)  # noqa: S311 - stories, not secrets
    importers = [
        _importer(station, now) for station in Organisation.objects.filter(kind="station").order_by("code")
    ]
    causes = known_causes()
    known = Case.objects.filter(import_key__isnull=False).count()
    for first in range(0, count, CHUNK):
        importer = importers[first // CHUNK % len(importers)]
        entries = [
            check(_line(source, now, known + first + number), today=timezone.localdate(now), causes=causes)
            for number in range(min(CHUNK, count - first))
        ]
        with transaction.atomic():
            importer.take(entries)
            _end_most({entry.key for entry in entries}, importer.by, source, now)
        progress(min(first + CHUNK, count), count)


def _importer(station: Organisation, now: datetime) -> Importer:
    posting = (
        Posting.objects.live().filter(organisation=station, role=Role.INTAKE).select_related("user").first()
    )
    assert posting is not None
    by: User = posting.user
    return Importer(station, by=by, at=now, file_digest="fixture")


def _line(source: random.Random, now: datetime, number: int) -> Line:
    received_on = timezone.localdate(now) - timedelta(days=source.randint(1, DAYS))
    story = tell(source, received_on)
    asked = sum((claim.amount or 0) for claim in story.claims)
    values = {
        NUMBER: f"V{number:07d}",
        CAUSE: "追索劳动报酬",
        HEADS: "1",
        AMOUNT: str(asked or ""),
        APPLIED: received_on.isoformat(),
        RESULT: "",
        FACTS: story.facts,
    }
    return Line(number + 1, values)


def _end_most(keys: set[str], by: User, source: random.Random, now: datetime) -> None:
    """The older ones were settled by the parties themselves."""
    ended: list[Any] = []
    events: list[CaseEvent] = []
    for case in Case.objects.filter(import_key__in=keys).order_by("id"):
        at = case.received_at + timedelta(days=source.randint(2, 40))
        if at >= now or source.random() > ENDED_SHARE:
            continue
        before = case.state
        with identity.as_of(at):
            case.settle_privately()
            case.outcome, case.ended_at = "private", at
            case.next_due_on, case.next_due_kind = NO_DUE_DAY, ""
            case.version += 1
            events.append(audit.next_event(case, _ACT, before, by=by, at=at, note="双方自行和解"))
        ended.append(case)
    CaseEvent.objects.bulk_create(events, batch_size=CHUNK)
    _save(ended, Case, _ENDED_COLUMNS, by)
    clocks = list(Deadline.objects.filter(case__in=ended, met_on=None, ended_on=None).select_related("case"))
    for clock in clocks:
        clock.ended_on = timezone.localdate(clock.case.ended_at)
    _save(clocks, Deadline, ["ended_on"], by)


def _save(rows: list[Any], model: Any, columns: list[str], by: User) -> None:
    with explained(_ACT, by=by, sequence=2):
        bulk_update_with_history(
            rows, model, columns, batch_size=200, default_change_reason=f"{_ACT}#2", default_user=by,
            default_date=recording_moment(),
        )  # fmt: skip
