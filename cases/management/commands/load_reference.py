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
        changed = sum(self.notice(path) for path in sorted(HOLIDAYS.glob("*.json")))
        causes = self.causes()
        self.stdout.write(f"holiday notices: {changed} new or amended; causes: {causes}")

    def notice(self, path: Path) -> int:
        """One year's notice; a changed one replaces the old."""
        content = path.read_text(encoding="utf-8")
        digest = hashlib.sha256(content.encode()).hexdigest()
        data = json.loads(content)
        if HolidayNotice.objects.filter(year=data["year"], digest=digest).exists():
            return 0
        HolidayNotice.objects.update_or_create(
            year=data["year"],
            defaults={
                "days": data["days"], "source": data.get("papers", []), "digest": digest, "loaded_at": timezone.now(),
            },
        )
        return 1

    def causes(self) -> int:
        """The official lists of causes, each with its version."""
        rows = json.loads(CAUSES.read_text(encoding="utf-8"))
        for order, row in enumerate(rows):
            Cause.objects.update_or_create(code=row["code"], defaults={**row, "order": order})
        return len(rows)
