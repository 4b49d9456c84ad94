"""Rows of one table written many at a time, with their history, faster than the ORM makes objects."""

import functools
import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Row = list[Any]
Fit = Callable[[Any], Any]


class Sheet:
    """New rows of one table. A template holds what many rows share; `add` fills in the rest."""

    def __init__(self, model: type[models.Model]) -> None:
        self.table = model._meta.db_table
        self.fields = [
            field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)
        ]
        self.place = {field.attname: i for i, field in enumerate(self.fields)}
        self.history = Sheet(model.history.model) if hasattr(model, "history") else None
        self.rows: list[Row] = []
        self._fits = [_fit(field) for field in self.fields]
        self._blank = [
            _fitted(fit, field.get_default()) for fit, field in zip(self._fits, self.fields, strict=True)
        ]

    def template(self, **shared: Any) -> Row:
        """A row with the values that many rows share."""
        return self.filled(self._blank, shared)

    def add(self, template: Row, /, **values: Any) -> None:
        """One more row: the template with these values."""
        self.rows.append(self.filled(template, values))

    def filled(self, template: Row, values: Mapping[str, Any]) -> Row:
        row = template.copy()
        for name, value in values.items():
            i = self.place[name]
            row[i] = _fitted(self._fits[i], value)
        return row

    def write(self, *, reason: str, at: datetime, user_id: UUID | None) -> None:
        """Write the rows, and for each the history row that says it was made, by whom, by which act."""
        _insert(self.table, self.fields, self.rows)
        if self.history is not None:
            _insert(
                self.history.table, self.history.fields, self._historical(self.history, reason, at, user_id)
            )
        self.rows = []

    def _historical(self, history: "Sheet", reason: str, at: datetime, user_id: UUID | None) -> list[Row]:
        made = {
            "history_change_reason": reason,
            "history_date": at,
            "history_user_id": user_id,
            "history_type": "+",
        }
        template = history.template(**made)
        pairs = [
            (i, self.place[field.attname])
            for i, field in enumerate(history.fields)
            if field.attname in self.place
        ]
        rows = []
        for row in self.rows:
            twin = template.copy()
            for there, here in pairs:
                twin[there] = row[here]
            rows.append(twin)
        return rows


def _fitted(fit: Fit | None, value: Any) -> Any:
    return value if fit is None or value is None else fit(value)


def _fit(field: Any) -> Fit | None:
    """How a value of this column is handed to the driver; None for as it is. The field's own way is the slow one."""
    stored = field.target_field if field.is_relation else field
    database = connections[DEFAULT_DB_ALIAS]
    if isinstance(stored, models.UUIDField):
        return None if database.features.has_native_uuid_field else operator.attrgetter("hex")
    if isinstance(stored, models.CharField | models.TextField | models.IntegerField | models.BooleanField):
        return None
    return functools.partial(stored.get_db_prep_save, connection=database)


def _insert(table: str, fields: Sequence[Any], rows: Sequence[Row]) -> None:
    if not rows:
        return
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {name(table)} ({columns}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {name(table)} ({columns}) VALUES ({marks})", rows)  # noqa: S608
