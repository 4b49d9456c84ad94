"""Build the fonts of the printed papers once, or say in one sentence what has to be installed first."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases import fonts


class Command(BaseCommand):
    help = "Build the fonts of the printed papers (idempotent; about half a minute the first time)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=None, help="where to build them (default: var/fonts)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = fonts.problems()
        if found:
            raise CommandError(found[0] if len(found) == 1 else self.together(found), returncode=1)
        try:
            fonts.prepare(options["folder"], progress=self.stdout.write)
        except fonts.FontsMissing as missing:
            raise CommandError(str(missing), returncode=1) from missing

    def together(self, found: list[str]) -> str:
        """Several wants in one sentence, for they share one remedy."""
        wants = "; ".join(sentence.partition(".")[0] for sentence in found)
        return f"{wants}. Run: {fonts.INSTALL}"
