"""The cases there are, many times over: volume for measuring, never for showing.

One `INSERT … SELECT` for each table, its columns taken from the models: identifiers and references become the MD5 of the
old one and the number of the copy (behind the moment they begin with), days move with the copy, what must be unique is
made so. The chain of hashes of a copy does not hold, its files do not exist, and what is encrypted opens only where it is
sealed anew (`seal=`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import md5
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction

from cases import crypto
from cases.fields import EncryptedText
from cases.lifecycle import State
from cases.models import Case, CaseSearch, OutboxMessage, Party
from config.demo.spread import plan

STUB = 42  # characters of a ciphertext that nobody is going to open
MOMENT = 12  # hexadecimal digits of an identifier that say when it was made: pages look for a day by them

Model = Any  # a class of rows


@dataclass(frozen=True)
class Dialect:
    """How a database spells what the statements need."""

    identifier: Callable[[str], str]
    day: Callable[[str], str]
    moment: Callable[[str], str]


POSTGRESQL = Dialect(
    identifier=lambda old: (
        f"overlay(md5(replace({old}::text, '-', '') || ':' || x.k)"
        f" placing replace(substr({old}::text, 1, 13), '-', '') from 1 for {MOMENT})::uuid"
    ),
    day=lambda old: f"CASE WHEN {old} > '9000-01-01' THEN {old} ELSE {old} + x.days END",
    moment=lambda old: f"{old} + x.days * interval '1 day'",
)
SQLITE = Dialect(
    identifier=lambda old: f"substr({old}, 1, {MOMENT}) || substr(md5({old} || ':' || x.k), {MOMENT} + 1)",
    day=lambda old: f"CASE WHEN {old} > '9000-01-01' THEN {old} ELSE date({old}, x.days || ' days') END",
    moment=lambda old: f"strftime('%Y-%m-%d %H:%M:%f', {old}, x.days || ' days')",
)


def dialect() -> Dialect:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def multiply(
    *,
    live: int,
    ended: int,
    seal: bool = True,
    rotate: bool = True,
    history: bool = False,
    progress: Callable[[str, int], None] = lambda table, rows: None,
) -> int:
    """Copy each closed case `ended` times and each other one `live` times; the number of new cases.

    `seal` makes what is encrypted readable in the copies of cases that are not closed; `rotate` spreads the copies over
    the organisations and their mediators (otherwise they stay where they are).
    """  # fmt: skip
    if ended < live:
        raise ValueError("a live case may point at a closed one: there must be as many copies of those")
    with transaction.atomic(), connection.cursor() as cursor:
        first = Case.objects.count()  # copies made before have smaller numbers
        made = plan(cursor, first=first, live=live, ended=ended, rotate=rotate)
        tables = belonging(history=history)
        for model in tables:
            if seal:
                _seal(cursor, model, range(first + 1, first + live + 1))
            cursor.execute(copying(model, frozenset(tables)))
            progress(model._meta.db_table, cursor.rowcount)
        for table in ("volume_copy", "volume_base", "volume_place", "volume_staff", "volume_sealed"):
            cursor.execute(f"DROP TABLE {table}")
    return made


# --- which tables --------------------------------------------------------------------------------------------------
def belonging(*, history: bool) -> list[Model]:
    """Cases, and every table whose rows belong to one, the nearest first. A copy sends nothing."""
    found = ways_to_case()
    return [one for one in found if one is not OutboxMessage and (history or not _is_history(one))]


@cache
def ways_to_case() -> dict[Model, tuple[str, ...]]:
    """Of each table the references to follow from a row to its case, as names of fields; none for the case itself."""
    found: dict[Model, tuple[str, ...]] = {Case: ()}
    added: list[Model] = [Case]
    while added:
        near, added = added, []
        for model in sorted(apps.get_models(), key=lambda one: one._meta.db_table):
            steps = [field for field in references(model) if field.related_model in near]
            if model in found or not steps:
                continue
            field = min(steps, key=lambda one: one.null)
            found[model] = (field.name, *found[field.related_model])
            if not _is_history(model):
                added.append(model)
    found[Case.history.model] = ("id",)
    return found


def _is_history(model: Model) -> bool:
    return hasattr(model, "instance_type")


def references(model: Model) -> list[Any]:
    """The columns that point at another row."""
    return [field for field in model._meta.concrete_fields if field.is_relation]


# --- one statement -------------------------------------------------------------------------------------------------
def copying(model: Model, copied: frozenset[Model]) -> str:
    """The statement that copies the rows of one table."""
    name = quoted
    columns = [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField)  # numbered by the database
    ]
    way, case = _joins(model)
    sealed = "".join(
        f" LEFT JOIN volume_sealed {name('s_' + field.name)} ON {name('s_' + field.name)}.row = {_row(model)}"
        f" AND {name('s_' + field.name)}.k = x.k AND {name('s_' + field.name)}.name = '{field.name}'"
        for field in columns
        if isinstance(field, EncryptedText)
    )
    table = name(model._meta.db_table)
    values = ", ".join(_value(field, copied) for field in columns)
    return (
        f"INSERT INTO {table} ({', '.join(name(field.column) for field in columns)})"  # noqa: S608
        f" SELECT {values} FROM {table} t{way} JOIN volume_copy x ON x.case_id = {case}{sealed}"
    )


def quoted(word: Any) -> str:
    """The name of a table or column as the database wants it."""
    return str(connection.ops.quote_name(word))


def _row(model: Model) -> str:
    """The key of a row as text."""
    key = f"t.{quoted(model._meta.pk.column)}"
    return f"replace(CAST({key} AS varchar(40)), '-', '')"


def _joins(model: Model) -> tuple[str, str]:
    """What leads from the row `t` to its case: the joins, and the column with the case's identifier."""
    name, here, joins, way = quoted, "t", "", ways_to_case()[model]
    if not way or way == ("id",):
        return "", "t.id"
    for number, step in enumerate(way[:-1]):
        field: Any = model._meta.get_field(step)
        model, there = field.related_model, f"j{number}"
        joins += f" JOIN {name(model._meta.db_table)} {there} ON {there}.id = {here}.{name(field.column)}"
        here = there
    return joins, f"{here}.{name(model._meta.get_field(way[-1]).column)}"


def _value(field: Any, copied: frozenset[Model]) -> str:
    """What the copy has in this column."""
    old = f"t.{quoted(field.column)}"
    written = _written().get((field.model, field.name))
    if written is not None:
        return written
    if isinstance(field, EncryptedText):
        return f"coalesce({quoted('s_' + field.name)}.sealed, substr({old}, 1, {STUB}))"
    if field.is_relation:
        return dialect().identifier(old) if field.related_model in copied else old
    if isinstance(field, models.UUIDField):
        return dialect().identifier(old)
    if isinstance(field, models.DateTimeField):
        return dialect().moment(old)
    if isinstance(field, models.DateField):
        return dialect().day(old)
    if isinstance(field, models.CharField):
        return _told_apart(field, old)
    return old


def _told_apart(field: Any, old: str) -> str:
    """Digests differ from copy to copy, and so does text that the table keeps unique by itself."""
    if field.name.endswith("digest"):
        return f"CASE WHEN {old} = '' THEN '' ELSE md5({old} || ':' || x.k) || md5(x.k || ':' || {old}) END"
    alone = [
        rule.fields for rule in field.model._meta.constraints if isinstance(rule, models.UniqueConstraint)
    ]
    if field.unique or any(field.name in names and not _told_by_case(field, names) for names in alone):
        return f"CASE WHEN {old} = '' THEN '' ELSE substr({old}, 1, {field.max_length - 12}) || '~' || x.serial END"
    return old


def _told_by_case(field: Any, names: Any) -> bool:
    others = [field.model._meta.get_field(name) for name in names]
    return any(one.is_relation and one.related_model in ways_to_case() for one in others)


@cache
def _written() -> dict[tuple[Model, str], str]:
    """What is said anew in each copy: number, place, people, the worker's name."""
    named = "CASE WHEN x.name = '' THEN t.{0} ELSE replace(t.{0}, x.old_name, x.name) END"
    spoken = "replace(replace({0}, lower(x.old_ref), lower(x.ref)), x.old_number, x.number)"
    words = "replace({0}, replace(lower(x.old_ref), '-', ' '), replace(lower(x.ref), '-', ' ')) || ' ' || x.serial"
    grams = "CASE WHEN x.name = '' THEN t.grams ELSE replace(t.grams, x.old_grams, x.grams) END"
    return {
        (Case, "ref"): "x.ref",
        (Case, "number"): "x.number",
        (Case, "organisation"): "x.organisation_id",
        (Case, "registered_in"): "x.organisation_id",
        (Case, "mediator"): "CASE WHEN t.mediator_id IS NULL THEN NULL ELSE x.mediator_id END",
        (
            Case,
            "co_mediator",
        ): "CASE WHEN t.co_mediator_id = x.mediator_id THEN NULL ELSE t.co_mediator_id END",
        (Case, "screener"): "CASE WHEN t.screener_id IS NULL THEN NULL ELSE x.mediator_id END",
        (Case, "applicants_label"): named.format("applicants_label"),
        (Party, "name"): named.format("name"),
        (CaseSearch, "text"): spoken.format(named.format("text")),
        (CaseSearch, "grams"): words.format(grams),
    }


# --- what is encrypted ---------------------------------------------------------------------------------------------
def _seal(cursor: Any, model: Model, copies: range) -> None:
    """Seal the encrypted columns of this table for each copy of a case that is not closed."""
    fields: list[Any] = [field for field in model._meta.concrete_fields if isinstance(field, EncryptedText)]
    cursor.execute("DELETE FROM volume_sealed")
    if not fields:
        return
    way = "__".join(ways_to_case()[model]) or "pk"
    live = Case.objects.exclude(state=State.CLOSED).order_by().values("pk")
    rows = model._default_manager.filter(**{f"{way}__in": live}).iterator(chunk_size=500)
    cursor.executemany(
        "INSERT INTO volume_sealed (name, row, k, sealed) VALUES (%s, %s, %s, %s)",
        [one for row in rows for field in fields for one in _sealed(row, field, copies)],
    )
    cursor.execute("ANALYZE volume_sealed")


def _sealed(row: Any, field: Any, copies: range) -> Iterator[tuple[str, str, int, str]]:
    value = getattr(row, field.attname)
    if not value:
        return
    packed = field.pack(value)
    table = getattr(type(row), "instance_type", type(row))._meta.label_lower
    key = row.pk.hex if isinstance(row.pk, UUID) else str(row.pk)
    for k in copies:
        copy = UUID(copy_of(row.id, k))
        yield field.name, key, k, crypto.seal(packed, f"{table}.{field.attname}.{copy}")


def copy_of(identifier: UUID, k: int) -> str:
    """The identifier of the k-th copy of a row."""
    drawn = md5(f"{identifier.hex}:{k}".encode(), usedforsecurity=False).hexdigest()
    return identifier.hex[:MOMENT] + drawn[MOMENT:]
