"""What belongs to no single case: triggers, anchors, events without a case, files without a row."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from cases import orphans, triggers
from cases.verification import anchors
from cases.verification.registry import house_check


@house_check("T1", "the triggers that guard the past are there")
def triggers_are_there(quick: bool) -> Iterator[tuple[str, str]]:
    for name in triggers.missing(connection):
        yield f"trigger {name}", "missing"


@house_check(
    "H2 anchors", "the heads of all chains are those that were anchored, inside and outside the database"
)
def anchors_hold(quick: bool) -> Iterator[tuple[str, str]]:
    yield from anchors.differences(newest_only=quick)


@house_check("P1 files", "each stored file belongs to a row, after a day at the latest")
def files_have_rows(quick: bool) -> Iterator[tuple[str, str]]:
    if not quick:
        for name in orphans.found(older_than=timezone.now() - timedelta(days=2)):
            yield f"file {name}", "belongs to no row"
