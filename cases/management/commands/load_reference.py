"""Reference data from files: the State Council's holiday notices, the causes of action. Idempotent."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

import cases.law
from cases.models import Cause, HolidayNotice

HOLIDAYS = Path(cases.law.__file__).parent / "holidays"
CAUSES = Path(__file__).resolve().parents[2] / "reference" / "causes.json"


class Command(BaseCommand):
    help = "Load holidays and causes from files."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = self.notices()
        causes = self.causes()
        if options["verbosity"]:
            self.stdout.write(f"holiday notices: {changed} new or amended; causes: {causes} new or changed")

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
