"""Anchor the chains of all cases, inside and outside the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.verification import anchors


class Command(BaseCommand):
    help = "One digest over the heads of all chains, appended to ANCHORS_DIR/anchors.jsonl. Copy that file elsewhere."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = anchors.make(timezone.now())
        except (OSError, ValueError) as error:
            # The anchor stands in the database; the next one carries both outside.
            raise CommandError(f"{anchors.path()} cannot be written ({type(error).__name__}).") from error
        self.stdout.write(f"anchored: {made.cases} cases until {made.until.isoformat()}, root {made.root}")
