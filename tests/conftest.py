"""Fixtures of all tests."""

from pathlib import Path
from typing import Any

import pytest

from tests.people import People, everybody


@pytest.fixture(autouse=True)
def in_the_test_room(settings: Any, tmp_path: Path) -> None:
    """Files go to a folder of the test; passwords are cheap; the worker is not woken."""
    settings.FILES_DIR = tmp_path / "files"
    settings.ANCHORS_DIR = tmp_path / "anchors"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def emptying_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that commit empty the database afterwards: the append-only triggers step aside for that alone."""
    from django.db import connection
    from django.test import TransactionTestCase

    from cases import triggers

    real = TransactionTestCase._fixture_teardown

    def emptied(self: Any) -> None:
        if type(self)._databases_support_transactions() and hasattr(self, "_enter_atomics"):
            real(self)
            return
        triggers.lift(connection)
        try:
            real(self)
        finally:
            triggers.install(connection)

    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", emptied)


@pytest.fixture
def people(db: Any) -> People:
    """Everybody, and the calendar."""
    from django.core.management import call_command

    call_command("load_reference", verbosity=0)
    return everybody()
