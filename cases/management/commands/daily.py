"""Run the daily jobs that have not been done today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases import schedule


class Command(BaseCommand):
    help = "Run each daily job not done yet today; the clockwork does the same by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        said = schedule.run_daily(timezone.localdate(at), at)
        for name, result in said.items():
            self.stdout.write(f"{name}: {result}")
        if not said:
            self.stdout.write("nothing to do: all daily jobs of today are done")
        if any(result.startswith("failed") for result in said.values()):
            raise CommandError("a daily job failed; it will be tried again")
