"""Writes `docs/lifecycle.md` anew from the states and transitions."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cases import lifecycle_graph


class Command(BaseCommand):
    help = "Draw the life of a case into docs/lifecycle.md."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "lifecycle.md"
        path.write_text(lifecycle_graph.page(), encoding="utf-8")
        self.stdout.write(f"{path.name} is written")
