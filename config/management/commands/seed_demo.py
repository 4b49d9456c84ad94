"""Demonstration data: the union's own shape and cases in all states, made by the acts themselves."""

import gc
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from cases import identity, outbox
from cases.history import explained
from cases.models import Organisation, User
from config.demo import cast, places, plan, volume
from config.demo.roads import Arrived

CASES = 600


@contextmanager
def _whole_or_not() -> Iterator[None]:
    """An interrupted seeding leaves an empty database, and garbage can wait until the end."""
    gc.disable()
    try:
        with transaction.atomic():
            yield
    finally:
        gc.enable()


class Command(BaseCommand):
    help = "Fill an empty database with demonstration data (only where DEMO is on)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=0, help="this many further cases, in bulk")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demonstration data is only made where DEMO=1: its accounts have a known password."
            )
        if not User.objects.filter(username="clerk", is_demo=True).exists():
            if Organisation.objects.exists():
                raise CommandError(
                    "This database holds real organisations: no demonstration is mixed into it."
                )
            self.tell_stories()
        elif not options["cases"]:
            self.stdout.write("demonstration data is there")
        if options["cases"]:
            volume.fill(options["cases"], progress=self.progress)

    def tell_stories(self) -> None:
        """The house, then each case on its road; the same each time for the same day."""
        began = time.monotonic()
        now = timezone.localtime().replace(minute=0, second=0, microsecond=0)
        seed = now.date().toordinal()
        source = random.Random(seed)  # noqa: S311 - stories, not secrets
        with identity.reproducible(seed), outbox.quietly(), _whole_or_not():
            with explained("fixture"):
                house = places.build(source)
            wanted = plan.plans(source, CASES)
            for number, one in enumerate(wanted, 1):
                self.live(house, source, one, now)
                self.progress(number, len(wanted))
            cast.complete(house, source, now)
        outbox.wake.enqueue()
        self.stdout.write(
            f"{len(wanted)} cases in {time.monotonic() - began:.0f} s; the papers are made by the worker"
        )

    def live(self, house: places.House, source: random.Random, one: plan.Plan, now: datetime) -> None:
        """One case on its road, as far as it gets."""
        road = cast.begin(house, source, one, now)
        try:
            plan.walk(road, one.way)
        except Arrived:
            return

    def progress(self, done: int, whole: int) -> None:
        """A bar on a terminal, a line now and then elsewhere."""
        if sys.stdout.isatty():
            width = 40 * done // whole
            self.stdout.write(f"\r[{'#' * width}{' ' * (40 - width)}] {done}/{whole}", ending="")
            self.stdout.flush()
            if done == whole:
                self.stdout.write("")
        elif done % max(whole // 6, 1) == 0 or done == whole:
            self.stdout.write(f"{done}/{whole} cases")
