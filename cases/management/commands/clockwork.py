"""The clock: runs for ever, looks every minute at what is due. Several may run; each job is done once."""

import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections
from django.utils import timezone

from cases import schedule

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Daily jobs, waiting messages, stuck tasks: looked at every minute until stopped (SIGTERM, Ctrl-C)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=60.0, metavar="SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            stopped.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        while not stopped.is_set():
            close_old_connections()
            try:
                schedule.tick(timezone.now())
            except Error as error:
                # The database may be away for a while; the class only, the text may name hosts.
                log.error("clockwork: %s", type(error).__name__)
            close_old_connections()
            stopped.wait(options["every"])
