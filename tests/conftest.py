"""Fixtures of all tests."""

import base64
import os

# Before Django reads its settings: keys of the tests, no demonstration, no second factor.
os.environ.setdefault("SECRET_KEY", "tests-only")
os.environ["FIELD_KEYS"] = "1:" + base64.b64encode(b"1" * 32).decode()
os.environ["INDEX_KEY"] = base64.b64encode(b"2" * 32).decode()
os.environ["DEMO"] = "0"
os.environ["SECOND_FACTOR"] = "0"

from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import pytest  # noqa: E402

from tests.people import People, everybody  # noqa: E402


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
