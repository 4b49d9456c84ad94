"""Several people at the same moment: threads with connections of their own, on a database of their own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from cases import verification
from cases.errors import Refused
from cases.models import Case
from tests.people import User, fresh

Press = Callable[[], Any]


@contextmanager
def own_database(folder: Path) -> Iterator[None]:
    """A copy of the empty test database in which things may be committed; it is gone afterwards.

    On SQLite it is a file, as in the house: a database in memory locks otherwise.
    """
    old = connections["default"]
    settings = connection.settings_dict
    before = settings["NAME"]
    name = _copied(before, folder)
    if connection.vendor == "sqlite":
        del connections["default"]  # the one in memory stays open in `old`
    settings["NAME"] = name
    try:
        yield
    finally:
        connections["default"].close()
        settings["NAME"] = before
        connections["default"] = old
        if connection.vendor == "postgresql":
            with closing(_server()) as server:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _copied(name: Any, folder: Path) -> str:
    if connection.vendor == "sqlite":
        copy = folder / "race.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return str(copy)
    connection.close()
    with closing(_server()) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}_race" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}_race" TEMPLATE "{name}"')
    return f"{name}_race"


def _server() -> Any:
    import psycopg

    parameters = connection.get_connection_params()
    wanted = {key: parameters[key] for key in ("user", "password", "host", "port") if parameters.get(key)}
    return psycopg.connect(dbname="postgres", autocommit=True, **wanted)


def at_once(*presses: Press) -> list[Any]:
    """Do all of them at the same moment; answers what each answered, or the exception it ended with."""
    line = threading.Barrier(len(presses))
    ends: list[Any] = [None] * len(presses)

    def run(place: int, press: Press) -> None:
        try:
            line.wait(timeout=30)
            ends[place] = press()
        except BaseException as error:  # noqa: BLE001 - it is the test that says which are right
            ends[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return ends


def pressed(act: Callable[..., Any], case: Case, user: User, at: datetime, **entered: Any) -> Press:
    """Somebody presses a button on a page that shows the case as it is given here."""
    version = entered.pop("version", case.version)
    return lambda: act(case, by=fresh(user), at=at, version=version, **entered)


def one_wins(presses: list[Press], *cases: Case) -> None:
    """Exactly one is done, the others are told why not, and everything holds."""
    ends = at_once(*presses)
    lost = [end for end in ends if isinstance(end, BaseException)]
    assert all(isinstance(end, Refused | PermissionDenied) for end in lost), lost
    assert len(ends) - len(lost) == 1, ends
    for case in cases:
        assert not verification.check_case(case, quick=False)
