"""Reference data from files: holiday notices, published figures, causes of action. Idempotent.

A new or amended notice of the State Council needs no new release: `--notice FILE`. Afterwards every open clock that
was counted with other days is counted again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from cases import recounting
from cases.history import explained
from cases.law import figures
from cases.law.calendar import SHIPPED_NOTICES, Notice
from cases.models import Cause, HolidayNotice, RegionalFigure

CAUSES = Path(__file__).resolve().parents[2] / "reference" / "causes.json"
# Begins the digest of a notice that people gave: no later release puts its own file back in its place.
GIVEN = "given:"
# A year rests some thirty named days; the longest name so far has 22 letters, the largest file a few kilobytes.
MOST_REST_DAYS, MOST_LETTERS, MOST_BYTES = 60, 40, 2_000_000


@dataclass(frozen=True)
class Told:
    """A notice as a file has it."""

    notice: Notice
    days: Any
    digest: str


class Command(BaseCommand):
    help = "Load holiday notices, figures and causes from files, and count open deadlines again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--notice",
            action="append",
            default=[],
            metavar="FILE",
            help="a new or amended holiday notice, in the shape of the shipped files: all days of its year; "
            "may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        changed = self.notices([Path(given) for given in options.get("notice") or []])
        causes = self.causes()
        amounts = self.figures()
        counted = recounting.recount_all(timezone.now())
        if options["verbosity"]:
            self.stdout.write(
                f"holiday notices: {changed} new or amended; causes: {causes} new or changed; "
                f"figures: {amounts} new or changed; clocks counted again on {counted.cases} cases, "
                f"{counted.moved_days} last days moved on {counted.moved_cases} of them"
            )

    def notices(self, given: Iterable[Path]) -> int:
        """Each year's notice; a changed one replaces the old. Nothing is loaded unless every file is right."""
        shipped = {told.notice.year: told for told in map(_read, sorted(SHIPPED_NOTICES.glob("*.json")))}
        told: dict[int, Told] = {}
        for one in map(_read, given):
            year = one.notice.year
            if year in told:
                raise CommandError(f"Two files bring the notice for {year}. Please give one.")
            is_shipped = year in shipped and shipped[year].digest == one.digest
            told[year] = one if is_shipped else Told(one.notice, one.days, (GIVEN + one.digest)[:64])
        known = dict(HolidayNotice.objects.values_list("year", "digest"))
        kept = {year for year, digest in known.items() if digest.startswith(GIVEN)}
        wanted = {year: one for year, one in shipped.items() if year not in kept} | told
        now, changed = timezone.now(), 0
        with transaction.atomic():
            for year, one in sorted(wanted.items()):
                if known.get(year) == one.digest:
                    continue
                row = {
                    "days": one.days,
                    "source": [*one.notice.numbers, *one.notice.papers],
                    "digest": one.digest,
                    "loaded_at": now,
                }
                HolidayNotice.objects.update_or_create(year=year, defaults=row)
                changed += 1
        return changed

    def figures(self) -> int:
        """The shipped figures; a row that people entered or corrected stays as it is, also where they corrected its
        beginning: its history knows the day that it came with."""
        known = {(row.kind, row.region, row.since): row for row in RegionalFigure.objects.all()}
        loaded = RegionalFigure.history.filter(origin=RegionalFigure.Origin.SHIPPED)
        moved = set(loaded.values_list("kind", "region", "since")) - known.keys()
        changed = 0
        for path in sorted(figures.SHIPPED.glob("*.json")):
            for figure in figures.rows_of(json.loads(path.read_text(encoding="utf-8"))):
                key = (figure.kind, figure.region, figure.since)
                if key in moved:
                    continue
                row = known.get(key)
                if row is None:
                    row = RegionalFigure(kind=figure.kind, region=figure.region, since=figure.since)
                    row.origin = RegionalFigure.Origin.SHIPPED
                elif row.origin == RegionalFigure.Origin.OFFICE:
                    continue
                said = (figure.value, figure.source, figure.mark)
                if (row.value, row.source, row.mark) == said:
                    continue
                row.value, row.source, row.mark = said
                with explained("reference.load"):
                    row.save()
                changed += 1
        return changed

    def causes(self) -> int:
        """The official lists of causes, each with its version."""
        known = {row["code"]: row for row in Cause.objects.values()}
        changed = 0
        for order, row in enumerate(json.loads(CAUSES.read_text(encoding="utf-8"))):
            wanted = {**row, "order": order}
            if known.get(row["code"]) != wanted:
                Cause.objects.update_or_create(code=row["code"], defaults=wanted)
                changed += 1
        return changed


def _read(path: Path) -> Told:
    """A file that is whole and right; CommandError with a sentence that names the fault."""
    try:
        content = _small(path).decode("utf-8-sig")
        data = json.loads(content)
    except OSError as fault:
        raise CommandError(f"{path} cannot be read: {fault.strerror}.") from fault
    except RecursionError:
        raise CommandError(f"{path} is no notice: its brackets are nested too deeply.") from None
    except ValueError as fault:  # also bytes that are no UTF-8
        raise CommandError(f"{path} is no JSON: {fault}.") from fault
    try:
        notice = Notice.from_mapping(data)
        _refuse_implausible(notice)
    except ValueError as fault:
        raise CommandError(f"{path}: {fault}.") from fault
    missing = notice.fixed_holidays_missing()
    if missing:
        raise CommandError(
            f"{path}: the notice for {notice.year} does not name {', '.join(map(str, missing))} as rest, which rest in "
            "every year. The file must hold all days of its year, also those that did not change."
        )
    return Told(notice, data["days"], hashlib.sha256(content.encode()).hexdigest())


def _small(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise CommandError(f"{path} is larger than {MOST_BYTES:,} bytes: it cannot be a notice.")
    return content


def _refuse_implausible(notice: Notice) -> None:
    """ValueError for what no notice has ever said; it would move the last days of all open clocks."""
    resting = sum(day.is_rest for day in notice.days)
    if resting > MOST_REST_DAYS:
        raise ValueError(
            f"the notice for {notice.year} names {resting} days of rest; {MOST_REST_DAYS} at most are plausible. "
            "Name only the days that the notice names, not every weekend"
        )
    for day in notice.days:
        if len(day.name) > MOST_LETTERS:
            raise ValueError(
                f"the name of {day.on} has {len(day.name)} letters; {MOST_LETTERS} at most. Name the holiday only"
            )
