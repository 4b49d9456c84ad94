"""Fixtures of all tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import translation

from tests.people import People, everybody

# The suite asks the same questions each time, however slow the machine; `make soak` asks others, and many more.
hypothesis.settings.register_profile("suite", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", max_examples=2_000, deadline=None)
hypothesis.settings.load_profile("suite")


@pytest.fixture(autouse=True)
def in_the_test_room(settings: Any, tmp_path: Path) -> None:
    """Files go to a folder of the test; passwords are cheap; the worker is not woken."""
    settings.FILES_DIR = tmp_path / "files"
    settings.ANCHORS_DIR = tmp_path / "anchors"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    # Who failed to sign in is counted here: the next test begins with a clean slate, and in the house's language.
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session", autouse=True)
def emptying_is_allowed() -> Iterator[None]:
    """Tests that commit empty the database afterwards: the append-only triggers step aside for that alone.

    For the whole session: a live server is set up before the fixtures of a test are, and ends after them.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    from cases import triggers

    real = TransactionTestCase._fixture_teardown

    def emptied(self: Any) -> None:
        triggers.lift(connection)
        if connection.vendor == "sqlite":  # it empties row by row
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER IF EXISTS case_no_delete")
        try:
            real(self)
        finally:
            triggers.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The calendar and the causes are there from the beginning; a test that empties the database loads them again."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)


@pytest.fixture
def people(db: Any) -> People:
    """Everybody, and the calendar."""
    call_command("load_reference", verbosity=0)
    return everybody()
