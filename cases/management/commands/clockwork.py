"""The clock: runs for ever, looks every minute at what is due. Several may run; each job is done once."""

import logging
import signal
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections
from django.utils import timezone

from cases import schedule

log = logging.getLogger(__name__)

NAP = 0.5  # seconds


class Command(BaseCommand):
    help = (
        "Daily jobs, waiting messages, stuck tasks: looked at every minute until stopped (SIGTERM, Ctrl-C)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=60.0, metavar="SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        # A plain flag: an Event set by a signal can wait for ever on the lock that the interrupted wait holds.
        self.is_asked_to_stop = False

        def stop(number: int, frame: FrameType | None) -> None:
            self.is_asked_to_stop = True

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        while not self.is_asked_to_stop:
            close_old_connections()
            try:
                schedule.tick(timezone.now())
            except Error as error:
                # The database may be away for a while; the class only, the text may name hosts.
                log.error("clockwork: %s", type(error).__name__)
            close_old_connections()
            self.rest(options["every"])

    def rest(self, seconds: float) -> None:
        """Sleep in short naps, so that a wish to stop is heard."""
        ends = time.monotonic() + seconds
        while not self.is_asked_to_stop and (left := ends - time.monotonic()) > 0:
            time.sleep(min(left, NAP))
