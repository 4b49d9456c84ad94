"""Which copies `multiply` makes, and where each goes: a place in the tree, a mediator there, a day, a name, a number."""

from typing import Any

from django.db import connection

from cases import text
from cases.lifecycle import State
from cases.models import Case, Organisation, Posting
from cases.permissions import MEDIATORS

# Of a hundred copies so many go to the stations; the rest goes to the committees in turn.
STATIONS_SHARE = 84
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰春红梅建国文辉秀珍志鹏雪琴海燕晨曦若楠"
CLOSED_DAYS, LIVE_DAYS = 375, 24  # over how many days the copies of a case are spread

_TABLES = (
    "CREATE TEMPORARY TABLE volume_base (case_id {id} PRIMARY KEY, name varchar(20), grams varchar(80), k integer)",
    "CREATE TEMPORARY TABLE volume_place (position integer PRIMARY KEY, id {id}, code varchar(12), word varchar(12))",
    "CREATE TEMPORARY TABLE volume_staff (organisation_id {id}, position integer, size integer, user_id {id})",
    "CREATE TEMPORARY TABLE volume_sealed "
    "(name varchar(60), row varchar(40), k integer, sealed text, PRIMARY KEY (row, k, name))",
)

# Every copy with all that is said anew in it. Two steps: the second names what the first has drawn.
_COPIES = """
CREATE TEMPORARY TABLE volume_copy AS
WITH RECURSIVE number(k) AS (SELECT {first} + 1 UNION ALL SELECT k + 1 FROM number WHERE k < {first} + {most}),
drawn AS (
    SELECT c.id AS case_id, n.k AS k, c.ref AS old_ref, lower(c.number) AS old_number,
        b.name AS old_name, b.grams AS old_grams, c.organisation_id AS stays, c.mediator_id AS keeps,
        c.received_at AS received_at, {first} * 1000 + row_number() OVER (ORDER BY n.k, c.id) AS serial,
        CASE WHEN c.state = '{closed}' THEN -((n.k * 7919) % {closed_days}) ELSE ((n.k * 13) % {live_days}) - {live_days} + 4
        END AS days
    FROM cases_case c JOIN volume_base b ON b.case_id = c.id JOIN number n ON n.k <= {first} + b.k
)
SELECT d.case_id, d.k, d.serial, d.days, d.old_ref, d.old_number, d.old_name, d.old_grams,
    p.id AS organisation_id, coalesce(s.user_id, d.keeps) AS mediator_id,
    p.code || '-' || {year} || '-' || substr(CAST(1000000000 + d.serial AS varchar(12)), 2) AS ref,
    '〔' || {year} || '〕' || p.word || '字第' || d.serial || '号' AS number,
    CASE WHEN d.old_name = '' THEN '' ELSE {surname} || {first_given} || {second_given} END AS name,
    {surname} || {first_given} || ' ' || {first_given} || {second_given} || ' ' || {second_given} AS grams
FROM drawn d
JOIN volume_place p ON {place}
LEFT JOIN volume_staff s ON s.organisation_id = p.id AND s.position = (d.serial / 100) % s.size
"""


def plan(cursor: Any, *, first: int, live: int, ended: int, rotate: bool) -> int:
    """Draw up the copies in `volume_copy`, numbered after `first`; how many there are."""
    for statement in _TABLES:
        cursor.execute(statement.format(id=_identifier_type()))
    cursor.executemany("INSERT INTO volume_base VALUES (%s, %s, %s, %s)", list(_bases(live, ended)))
    cursor.executemany("INSERT INTO volume_place VALUES (%s, %s, %s, %s)", list(_places(rotate)))
    if rotate:
        cursor.executemany("INSERT INTO volume_staff VALUES (%s, %s, %s, %s)", list(_staff()))
    cursor.execute(_statement(first, max(live, ended), rotate))
    made = int(cursor.rowcount)
    cursor.execute("CREATE INDEX volume_copy_case ON volume_copy (case_id, k)")
    cursor.execute("ANALYZE volume_copy")
    if made < 0:  # SQLite does not say
        cursor.execute("SELECT count(*) FROM volume_copy")
        made = cursor.fetchone()[0]
    return made


def _identifier_type() -> str:
    return "uuid" if connection.vendor == "postgresql" else "char(32)"


def _plain(value: Any) -> Any:
    """An identifier as the database keeps it."""
    return value if connection.vendor == "postgresql" or value is None else value.hex


def _bases(live: int, ended: int) -> Any:
    columns = ("pk", "state", "applicants_label", "head_count", "merged_into_id", "split_from_id")
    for pk, state, name, heads, merged, split in Case.objects.order_by().values_list(*columns):
        one_worker = heads == 1 and 2 <= len(name) <= 4 and name.isalpha() and not name.isascii()
        grams = " ".join(text.grams(name)) if one_worker else ""
        # A case that points at another one has no more copies than that one.
        k = ended if state == State.CLOSED and not (merged or split) else live
        yield _plain(pk), name if one_worker else "", grams, k


def _places(rotate: bool) -> Any:
    rows = list(Organisation.objects.exclude(kind="court").order_by("path"))
    stations = [row for row in rows if row.kind == "station"]
    others = [row for row in rows if row.kind == "committee"] or stations
    if rotate and stations:
        share = [*(stations * STATIONS_SHARE)[:STATIONS_SHARE], *(others * 100)[: 100 - STATIONS_SHARE]]
        rows = share
    for position, row in enumerate(rows):
        yield position, _plain(row.pk), row.code, row.number_word


def _staff() -> Any:
    by_place: dict[Any, list[Any]] = {}
    for posting in Posting.objects.live().filter(role__in=MEDIATORS).order_by("organisation_id", "user_id"):
        by_place.setdefault(posting.organisation_id, []).append(posting.user_id)
    for place, users in by_place.items():
        for position, user in enumerate(users):
            yield _plain(place), position, len(users), _plain(user)


def _statement(first: int, most: int, rotate: bool) -> str:
    if connection.vendor == "postgresql":
        year = "extract(year FROM d.received_at + d.days * interval '1 day')::int"
    else:
        year = "strftime('%Y', d.received_at, d.days || ' days')"
    return _COPIES.format(
        most=most,
        first=first,
        closed=State.CLOSED.value,
        closed_days=CLOSED_DAYS,
        live_days=LIVE_DAYS,
        year=year,
        surname=_letter(SURNAMES, "d.serial"),
        first_given=_letter(GIVEN, "d.serial / 40"),
        second_given=_letter(GIVEN, "d.serial / 2000"),
        place="p.position = (d.serial * 37) % 100" if rotate else "p.id = d.stays",
    )


def _letter(letters: str, number: str) -> str:
    return f"substr('{letters}', CAST(1 + ({number}) % {len(letters)} AS integer), 1)"
