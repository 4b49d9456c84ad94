"""Every saved row is explained: which act, by whom, when. Nothing recorded changes outside an act."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from cases.errors import UnexplainedChange
from cases.identity import uuid7


@dataclass(frozen=True)
class Explanation:
    """Why rows are being saved: the act (with the number of its event on the case), the person, the moment."""

    act: str
    user: Any = None
    sequence: int | None = None

    @property
    def reason(self) -> str:
        """The text kept with each history row: `cases.accept#4`, the act and its event."""
        return self.act if self.sequence is None else f"{self.act}#{self.sequence}"


_explanation: ContextVar[Explanation | None] = ContextVar("explanation", default=None)
_clock: ContextVar[Callable[[], datetime]] = ContextVar("recording_clock", default=timezone.now)


@contextmanager
def explained(act: str, *, by: Any = None, sequence: int | None = None) -> Iterator[None]:
    """Rows saved inside are explained by this act. Tests and demonstration data say `explained("fixture")`."""
    token = _explanation.set(Explanation(act, by, sequence))
    try:
        yield
    finally:
        _explanation.reset(token)


@contextmanager
def recording_clock(clock: Callable[[], datetime]) -> Iterator[None]:
    """The clock that says when a thing was recorded; demonstration data sets it to the past."""
    token = _clock.set(clock)
    try:
        yield
    finally:
        _clock.reset(token)


def recording_moment() -> datetime:
    """When this is being recorded."""
    return _clock.get()()


def current_explanation() -> Explanation:
    """The explanation in force; UnexplainedChange outside an act."""
    found = _explanation.get()
    if found is None:
        raise UnexplainedChange("a recorded row was saved outside an act")
    return found


class ExplainedHistory(HistoricalRecords):
    """simple-history whose reason and user come from the act, never from what sticks to an instance."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("history_id_field", models.BigAutoField())
        options.setdefault("history_change_reason_field", models.CharField(max_length=100, null=True))
        super().__init__(**options)

    def get_change_reason_for_object(self, instance: Any, history_type: str, using: str) -> str:
        return current_explanation().reason

    def get_history_user(self, instance: Any) -> Any:
        user = current_explanation().user
        return user if getattr(user, "is_person", False) else None

    def post_save(self, instance: Any, created: bool, using: str | None = None, **kwargs: Any) -> None:
        if not created and not instance.changed_fields():
            return  # a save without a change is not history
        super().post_save(instance, created, using=using, **kwargs)

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> None:
        """Write the row. The library's own way builds a manager class and sends two signals for each row."""
        values = {
            # As it lies in the instance: a sealed value is copied sealed.
            field.attname: instance.__dict__.get(field.attname, _MISSING)
            for field in _tracked_fields(instance.__class__)
        }
        for name, value in values.items():
            if value is _MISSING:
                values[name] = getattr(instance, name)
        row = _history_model(instance.__class__)(
            history_date=recording_moment(),
            history_type=history_type,
            history_user=self.get_history_user(instance),
            history_change_reason=self.get_change_reason_for_object(instance, history_type, using or ""),
            **values,
        )
        row.save(using=using)
        instance.remember()


@cache
def _history_model(model: type[models.Model]) -> Any:
    return model.history.model  # type: ignore[attr-defined]


class Recorded(models.Model):
    """A row that changes only inside an act, is never deleted, and keeps its history."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        current_explanation()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise UnexplainedChange("rows of a case are never deleted")

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> Any:  # type: ignore[override]
        instance = super().from_db(db, field_names, values)
        instance.remember()
        return instance

    def remember(self) -> None:
        """Keep the tracked values as they are in the database now."""
        self.__dict__["_stored"] = dict(self.__dict__)

    def changed_fields(self) -> list[str]:
        """Names of the tracked columns that differ from what is stored."""
        stored = self.__dict__.get("_stored", {})
        # A sealed value not yet opened has not changed.
        return [
            field.attname
            for field in _tracked_fields(type(self))
            if field.attname in self.__dict__ and not _same(self, field, stored.get(field.attname, _MISSING))
        ]


@cache
def _tracked_fields(model: type[models.Model]) -> tuple[Any, ...]:
    """The columns with a history; excluded ones are derived. Kept, for asking simple-history builds a class each time."""
    tracked = getattr(getattr(model, "history", None), "model", model)
    return tuple(getattr(tracked, "tracked_fields", None) or model._meta.concrete_fields)


_MISSING = object()


def _same(instance: Any, field: Any, stored: Any) -> bool:
    now = instance.__dict__[field.attname]
    if now is stored:
        return True
    unsealed = getattr(field, "same_as_stored", None)
    if unsealed is not None:
        return bool(unsealed(instance, stored))
    return bool(now == stored)
