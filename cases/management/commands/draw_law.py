"""Writes `docs/law.md` anew from the law library and its tests."""

from typing import Any

from django.core.management.base import BaseCommand

from cases import handbook


class Command(BaseCommand):
    help = "Write the handbook of the law, docs/law.md."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        path = handbook.ROOT / "docs" / "law.md"
        path.write_text(handbook.page(), encoding="utf-8")
        self.stdout.write(f"{path.name} is written")
