"""A database of its own with as many cases as asked for: some hundreds lived by the acts, the rest multiplied.

DATABASE_URL=postgres://…/tiaojie_volume python -m bench.volume --cases 1000000
python -m config.with_postgres sh -c 'python -m bench.volume --cases 1000000 && python -m bench.pages'

The database is made when there is none; one that holds cases is left alone.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

MOST_LIVE = 40  # copies of a case that is not closed: some two hundred such cases for each mediator
NOTIFICATIONS = 2000


def make_database() -> None:
    """Create the PostgreSQL database that DATABASE_URL names; SQLite makes its file by itself."""
    import psycopg
    from django.conf import settings

    wanted: dict[str, Any] = settings.DATABASES["default"]
    if "postgresql" not in wanted["ENGINE"]:
        return
    place = {"host": wanted["HOST"], "port": wanted["PORT"] or None, "user": wanted["USER"] or None}
    with psycopg.connect(
        **place, password=wanted["PASSWORD"] or None, dbname="postgres", autocommit=True
    ) as server:
        name = wanted["NAME"]
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')


def seed() -> None:
    """Cases in all states, each by its acts; and a full bell for everybody."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_reference", verbosity=0)
    call_command("seed_demo")


def fill_bells() -> None:
    """Notifications about cases of the reader's own place, a tenth of them unread."""
    from django.utils import timezone

    from cases.models import Case, Notification, User

    now = timezone.now()
    for user in User.objects.filter(username__in=("mediator", "head", "supervisor")):
        cases = Case.objects.visible_to(user).open().order_by("id").values_list("pk", flat=True)
        Notification.objects.bulk_create(
            Notification(
                user=user, kind="assigned", case_id=pk, at=now - timedelta(hours=number),
                read_at=now if number % 10 else None,
            )
            for number, pk in enumerate(cases[:NOTIFICATIONS])
        )  # fmt: skip


# Order of dropping: references, then what they rest on.
_CONSTRAINTS = """
SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid), c.contype::text FROM pg_constraint c
WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('f', 'p', 'u')
    AND (c.conrelid::regclass::text = ANY(%s) OR c.confrelid::regclass::text = ANY(%s))
ORDER BY c.contype
"""
_INDEXES = """
SELECT i.indexname, i.indexdef FROM pg_indexes i
JOIN pg_index x ON x.indexrelid = format('%%I.%%I', i.schemaname, i.indexname)::regclass
WHERE i.schemaname = 'public' AND NOT x.indisunique AND i.tablename = ANY(%s)
"""


@contextmanager
def loading(tables: list[str]) -> Iterator[None]:
    """PostgreSQL builds indexes much faster over rows that are there; so do keys. References are trusted."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_CONSTRAINTS, [tables, tables])
        constraints = cursor.fetchall()
        cursor.execute(_INDEXES, [tables])
        indexes = cursor.fetchall()
        for table, name, _what, _kind in constraints:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _what in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute("SET work_mem = '256MB'")
        yield
        print("    keys and indexes", flush=True)
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for table, name, what, kind in sorted(constraints, key=lambda one: one[3] == "f"):
            trusted = " NOT VALID" if kind == "f" else ""
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {what}{trusted}')
        for _name, what in indexes:
            cursor.execute(what)
        cursor.execute("RESET work_mem; RESET maintenance_work_mem")


def fill(cases: int) -> int:
    """Multiply until there are about so many."""
    from cases.lifecycle import State
    from cases.models import Case
    from config.demo import multiply

    closed = Case.objects.filter(state=State.CLOSED).count()
    others = Case.objects.count() - closed
    live = max(1, min(MOST_LIVE, cases // 10 // others))
    ended = max(live, round((cases - others * (live + 1)) / closed) - 1)
    tables = [model._meta.db_table for model in multiply.belonging(history=False)]
    with loading(tables):
        return multiply.multiply(
            live=live,
            ended=ended,
            progress=lambda table, rows: print(f"    {table}: {rows}", flush=True),
        )


def size() -> int:
    """Bytes of the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000)
    wanted = parser.parse_args().cases
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["DEMO"] = "1"
    import django

    django.setup()
    from django.db import connection

    from cases.models import Case

    make_database()
    if "cases_case" in connection.introspection.table_names() and Case.objects.exists():
        print("This database holds cases already: name another one in DATABASE_URL.")
        return 1
    began = time.monotonic()
    seed()
    seeded = time.monotonic()
    fill(wanted)
    fill_bells()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(
        f"{connection.vendor}: {Case.objects.count()} cases, {size() / 1e9:.1f} GB; seeded in {seeded - began:.0f} s, "
        f"multiplied in {time.monotonic() - seeded:.0f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
