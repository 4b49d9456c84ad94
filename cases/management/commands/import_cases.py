"""Take complaints from somebody else's list into the register, once."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.importing import bulk, checking
from cases.importing.reading import Table, Unreadable, digest_of, open_table
from cases.models import Organisation, Posting
from cases.permissions import Role

_PLACES = (Organisation.Kind.STATION, Organisation.Kind.COMMITTEE, Organisation.Kind.FEDERATION)


@dataclass
class Tally:
    """What the report says."""

    taken: int = 0
    known: int = 0
    refused: int = 0
    amount: Decimal = Decimal("0.00")
    heads: int = 0
    keys: set[bytes] = field(default_factory=set)  # of a dry run only: nothing is written that could be asked


class Command(BaseCommand):
    help = (
        "Import complaints from CSV (UTF-8, GB18030, UTF-16) or xlsx. Running it twice takes nothing twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check and report; write nothing")
        parser.add_argument(
            "--organisation", metavar="CODE", help="whose register (default: the first station)"
        )
        parser.add_argument("--as", dest="username", metavar="USERNAME", help="who imports")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        posting = who(options["organisation"], options["username"])
        try:
            if not posting.user.has_perm(bulk.ACT, posting.organisation):
                raise PermissionDenied(bulk.ACT)
            table, digest = open_table(options["file"]), digest_of(options["file"])
            importer = bulk.Importer(posting.organisation, by=posting.user, at=at, file_digest=digest)
            self.run(table, importer, dry=options["dry_run"])
        except Unreadable as error:
            raise CommandError(str(error)) from error
        except PermissionDenied as error:
            raise CommandError(
                _("%(user)s may not import cases there.") % {"user": posting.user.username}
            ) from error

    def run(self, table: Table, importer: bulk.Importer, *, dry: bool) -> None:
        """Take the list handful by handful; whatever stops it, the report says how far it came."""
        if table.unknown:
            names = ", ".join(table.unknown)
            self.say(_("Unknown headings, kept with what happened: %(names)s") % {"names": names})
        self.progress = Progress(self.stderr, table)
        tally = Tally()
        try:
            with seldom_collecting():
                for entries in self.chunks(table, tally, importer.today):
                    self.count(tally, self.only_looked_at(entries, tally) if dry else importer.take(entries))
        finally:
            self.progress.clear()
            self.report(tally, dry=dry)

    def chunks(self, table: Table, tally: Tally, today: Any) -> Iterator[list[checking.Entry]]:
        """Entries in handfuls; refused lines are told as they are met."""
        causes = checking.known_causes()
        entries: list[checking.Entry] = []
        for line in table:
            try:
                entries.append(checking.check(line, today=today, causes=causes))
            except checking.LineRefused as refusal:
                self.refuse(tally, line.number, str(refusal))
            self.progress.step()
            if len(entries) == bulk.CHUNK:
                yield entries
                entries = []
        if entries:
            yield entries

    def only_looked_at(self, entries: list[checking.Entry], tally: Tally) -> bulk.Outcome:
        """What would become of these entries."""
        outcome = bulk.Outcome()
        seen = bulk.known_keys(entry.key for entry in entries)
        for entry in entries:
            short = bytes.fromhex(entry.key[:32])
            (outcome.known if entry.key in seen or short in tally.keys else outcome.taken).append(entry)
            tally.keys.add(short)
        return outcome

    def count(self, tally: Tally, outcome: bulk.Outcome) -> None:
        tally.taken += len(outcome.taken)
        tally.known += len(outcome.known)
        tally.amount += sum((entry.amount or Decimal(0) for entry in outcome.taken), Decimal(0))
        tally.heads += sum(entry.heads or 0 for entry in outcome.taken)
        for number, reason in outcome.refused:
            self.refuse(tally, number, reason)

    def refuse(self, tally: Tally, number: int, reason: str) -> None:
        tally.refused += 1
        self.say(_("line %(line)d refused: %(reason)s") % {"line": number, "reason": reason})

    def report(self, tally: Tally, *, dry: bool) -> None:
        if dry:
            self.say(_("Dry run: nothing was written."))
        self.say(_("rows taken: %(count)d") % {"count": tally.taken})
        self.say(_("rows known already: %(count)d") % {"count": tally.known})
        self.say(_("rows refused: %(count)d") % {"count": tally.refused})
        self.say(_("sum of 金额: %(sum)s") % {"sum": tally.amount})
        self.say(_("sum of 人数: %(sum)d") % {"sum": tally.heads})

    def say(self, words: str) -> None:
        if hasattr(self, "progress"):
            self.progress.clear()
        self.stdout.write(words)


def who(code: str | None, username: str | None) -> Posting:
    """Who imports, in the posting that names the place. Without names: the first station's intake worker or head."""
    postings = Posting.objects.live().select_related("user", "organisation")
    wanted: dict[str, Any] = (
        {"user__username": username} if username else {"role__in": [Role.INTAKE, Role.HEAD]}
    )
    if code:
        wanted["organisation__code"] = code
    postings = postings.filter(**wanted).exclude(organisation__kind=Organisation.Kind.COURT)
    found = sorted(
        postings,
        key=lambda p: (
            _PLACES.index(p.organisation.kind),
            p.organisation.path,
            p.role != Role.INTAKE,
            p.starts_on,
            p.pk,
        ),
    )
    if not found:
        raise CommandError(
            _(
                "Nobody is posted there who could import. Name somebody with --as and the place with --organisation."
            )
        )
    found[0].user.acting = found[0]
    return found[0]


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Rows by the ten thousand hold no cycles: to look through them again and again takes a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Progress:
    """A bar on a terminal; elsewhere a plain line now and then."""

    EVERY = 10_000

    def __init__(self, out: Any, table: Table) -> None:
        self.out, self.table, self.rows, self.began = out, table, 0, time.monotonic()
        self.is_shown = False
        self.is_terminal = bool(getattr(out, "isatty", lambda: False)())

    def step(self) -> None:
        self.rows += 1
        if self.rows % (500 if self.is_terminal else self.EVERY) == 0:
            speed = self.rows / max(time.monotonic() - self.began, 0.001)
            words = _("%(rows)d rows, %(speed)d a second") % {"rows": self.rows, "speed": speed}
            if self.is_terminal:
                self.is_shown = True
                done = int(30 * self.table.share)
                self.out.write(f"\r[{'#' * done}{'.' * (30 - done)}] {words}   ", style_func=str, ending="")
                self.out.flush()
            else:
                self.out.write(words, style_func=str)

    def clear(self) -> None:
        if self.is_shown:
            self.is_shown = False
            self.out.write("\r" + " " * 78 + "\r", style_func=str, ending="")
