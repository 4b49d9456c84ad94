"""Does what is stored hold together?"""

import time
from collections import Counter
from contextlib import closing
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases import verification
from cases.models import Case
from cases.verification.registry import CASE_CHECKS, HOUSE_CHECKS

SHOWN = 5  # of each check
ENOUGH = 1_000


class Command(BaseCommand):
    help = "Check the invariants on the data at hand. Exit 0 when all hold, else the first broken ones and exit 1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--case", metavar="REF", default="", help="one case only")
        parser.add_argument(
            "--quick", action="store_true", help="without reading files, history rows, old anchors"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["case"] and not Case.objects.filter(ref=options["case"]).exists():
            raise CommandError("There is no case with this reference.")
        began = time.monotonic()
        met: Counter[str] = Counter()
        breaches = verification.run(ref=options["case"], quick=options["quick"], seen=self.progress)
        with closing(breaches):
            for breach in breaches:
                met[breach.check] += 1
                if met[breach.check] <= SHOWN:
                    self.stdout.write(str(breach))
                if met.total() >= ENOUGH:
                    break
        if met:
            raise CommandError(
                "broken: " + ", ".join(f"{check} ({count})" for check, count in met.items()), returncode=1
            )
        cases = 1 if options["case"] else Case.objects.count()
        checks = len(CASE_CHECKS) + (0 if options["case"] else len(HOUSE_CHECKS))
        self.stdout.write(f"all hold: {checks} checks, {cases} cases, {time.monotonic() - began:.1f} s")

    def progress(self, cases: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{cases} cases", ending="")
