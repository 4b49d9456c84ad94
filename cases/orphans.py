"""Files without a row: what a crash between writing the file and committing its row leaves behind."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models


def found(*, older_than: datetime) -> Iterator[str]:
    """Names of stored files, last touched before that moment, that no row names."""
    root: Path = settings.FILES_DIR
    for folder, _folders, names in os.walk(root):
        old = [Path(folder) / name for name in names]
        old = [path for path in old if _touched(path) < older_than]
        stored = {path.relative_to(root).as_posix() for path in old}
        yield from sorted(stored - _named(stored))


def sweep(*, older_than: datetime) -> int:
    """Remove them; answers how many."""
    gone = 0
    for name in list(found(older_than=older_than)):
        (settings.FILES_DIR / name).unlink(missing_ok=True)
        gone += 1
    return gone


def _touched(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return datetime.max.replace(tzinfo=UTC)  # gone in the meantime


def _named(names: set[str]) -> set[str]:
    """Those of these names that a row of any floor has."""
    known: set[str] = set()
    for model in apps.get_models():
        is_record = not hasattr(model, "instance_type")  # history rows keep names of files for ever
        if is_record and any(
            isinstance(f, models.Field) and f.name == "stored_as" for f in model._meta.get_fields()
        ):
            rows = model._default_manager.filter(stored_as__in=names)
            known |= set(rows.values_list("stored_as", flat=True))
    return known
