"""Reference data from files: holiday notices, published figures, causes of action. Idempotent."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

import cases.law
from cases.history import explained
from cases.law import figures
from cases.models import Cause, HolidayNotice, RegionalFigure

HOLIDAYS = Path(cases.law.__file__).parent / "holidays"
CAUSES = Path(__file__).resolve().parents[2] / "reference" / "causes.json"


class Command(BaseCommand):
    help = "Load holidays and causes from files."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = self.notices()
        causes = self.causes()
        amounts = self.figures()
        if options["verbosity"]:
            self.stdout.write(
                f"holiday notices: {changed} new or amended; causes: {causes} new or changed; "
                f"figures: {amounts} new or changed"
            )

    def notices(self) -> int:
        """Each year's notice; a changed one replaces the old."""
        known = dict(HolidayNotice.objects.values_list("year", "digest"))
        changed = 0
        for path in sorted(HOLIDAYS.glob("*.json")):
            content = path.read_text(encoding="utf-8")
            digest = hashlib.sha256(content.encode()).hexdigest()
            data = json.loads(content)
            if known.get(data["year"]) == digest:
                continue
            row = {
                "days": data["days"],
                "source": data.get("papers", []),
                "digest": digest,
                "loaded_at": timezone.now(),
            }
            HolidayNotice.objects.update_or_create(year=data["year"], defaults=row)
            changed += 1
        return changed

    def figures(self) -> int:
        """The shipped figures; a row that people entered or corrected stays as it is."""
        known = {(row.kind, row.region, row.since): row for row in RegionalFigure.objects.all()}
        changed = 0
        for path in sorted(figures.SHIPPED.glob("*.json")):
            for figure in figures.rows_of(json.loads(path.read_text(encoding="utf-8"))):
                row = known.get((figure.kind, figure.region, figure.since))
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
