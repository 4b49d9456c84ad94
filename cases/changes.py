"""Field by field: who changed what on a case, from what, to what, by which act.

Read from the history rows of all things that belong to the case. Encrypted values are never shown, only that they
changed. Notes, caucus notes and offers are not among the tables; rows saved by privileged acts are for those who
may see them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import documents, pages, registry
from cases.field_names import field_name
from cases.fields import EncryptedText
from cases.models import Case, CaseEvent, Cause, Document, Organisation, Posting, User
from cases.wording import day, listed, moment

# Table → how its history rows lead to the case, and what one row is called.
_TRACKED: dict[str, tuple[str, "str | Promise"]] = {
    "cases.Case": ("id", gettext_lazy("case")),
    "cases.Party": ("case_id", gettext_lazy("party")),
    "cases.Representative": ("party__case_id", gettext_lazy("representative")),
    "cases.Claim": ("case_id", gettext_lazy("claim")),
    "cases.LimitationEvent": ("claim__case_id", gettext_lazy("limitation event")),
    "cases.Evidence": ("case_id", gettext_lazy("evidence")),
    "cases.Deadline": ("case_id", gettext_lazy("deadline")),
    "cases.Task": ("case_id", gettext_lazy("task")),
    "cases.Contact": ("case_id", gettext_lazy("contact")),
    "cases.Transfer": ("case_id", gettext_lazy("transfer")),
    "cases.Approval": ("case_id", gettext_lazy("approval")),
    "cases.Grant": ("case_id", gettext_lazy("grant")),
    "cases.Conflict": ("case_id", gettext_lazy("conflict of interest")),
    "cases.ProofOfService": ("document__case_id", gettext_lazy("proof of service")),
}
# What a reader of the case needs besides to see the changes of a table.
_ASKS = {"cases.Evidence": "cases.view_evidence"}
# Keys and technical marks that say nothing to a reader.
_SILENT = frozenset(
    {
        "id",
        "case",
        "created_at",
        "stored_as",
        "sha256",
        "digest",
        "position",
        "rule",
        "start_event",
        "calendar_version",
        "subject",
        "steps",
        "basis",
    }
)


def track(model: str, to_case: str, name: "str | Promise") -> None:
    """An upper floor adds a table whose changes the history page may show. Never one with privileged rows."""
    _TRACKED[model] = (to_case, name)


@dataclass(frozen=True)
class Difference:
    """One field: what it was, what it is."""

    field: str
    before: str
    after: str
    is_data: bool = False  # what people wrote, in Chinese; else our own words


@dataclass(frozen=True)
class Row:
    """One saved row: what it is, and which of its columns changed, from what to what."""

    thing: "str | Promise"
    model: Any
    columns: list[tuple[Any, Any, Any]]
    names: "Names"

    @property
    def differences(self) -> list[Difference]:
        """The changes in words."""
        return [_difference(self.model, *column, self.names) for column in self.columns]


@dataclass
class Change:
    """All that one act saved."""

    at: datetime
    who: Any
    reason: str
    note: str = ""
    rows: list[Row] = field(default_factory=list)

    @property
    def act(self) -> str:
        """The name of the act."""
        return self.reason.partition("#")[0]


class Names:
    """What the things are called to which rows point: asked once for each table, when all rows are known."""

    def __init__(self) -> None:
        self.wanted: dict[Any, set[Any]] = defaultdict(set)
        self._found: dict[Any, dict[Any, str]] = {}

    def look_up(self) -> None:
        """Ask for all names, also those of other pages: so that each page costs the same."""
        for model, keys in self.wanted.items():
            # With what it belongs to: some names say the case or the organisation.
            rows = model._base_manager.filter(pk__in=keys).select_related()
            self._found[model] = {row.pk: _called(row) for row in rows}

    def of(self, model: Any, key: Any) -> str:
        """The name of one thing."""
        return self._found.get(model, {}).get(key, str(key))


def _called(row: Any) -> str:
    return str(documents.title(row.kind)) if isinstance(row, Document) else str(row)


def things(case: Case, user: User) -> list[tuple[str, "str | Promise"]]:
    """Kinds of things whose changes this person may see, as the page offers them: table and name."""
    return [(label, name) for label, (_path, name) in _open_to(case, user)]


def _open_to(case: Case, user: User) -> Iterable[tuple[str, tuple[str, "str | Promise"]]]:
    for label, tracked in _TRACKED.items():
        if label not in _ASKS or user.has_perm(_ASKS[label], case):
            yield label, tracked


def changes(case: Case, user: User, *, thing: str = "") -> list[Change]:
    """All changes of a case (or of one kind of thing) that this person may see, newest first; rows saved by one act
    stand together.
    """
    privileged = pages.may_see_privileged(case, user)
    events = {event.sequence: event for event in CaseEvent.objects.filter(case=case)}
    found: list[tuple[Any, Row]] = []
    names = Names()
    for label, (path, name) in _open_to(case, user):
        if thing and label != thing:
            continue
        model = apps.get_model(label)
        for row, before in _with_predecessors(_history(model, path, case)):
            event = events.get(_sequence(row))
            if event is not None and event.is_privileged and not privileged:
                continue
            columns = _changed(row, before, names)
            if columns:
                found.append((row, Row(name, model, columns, names)))
    names.look_up()
    found.sort(key=lambda entry: (entry[0].history_date, entry[0].history_id), reverse=True)
    together: list[Change] = []
    for row, shown in found:
        reason = row.history_change_reason or ""
        if not together or (together[-1].reason, together[-1].who) != (reason, row.history_user):
            event = events.get(_sequence(row))
            together.append(Change(row.history_date, row.history_user, reason, event.note if event else ""))
        together[-1].rows.append(shown)
    return together


def _history(model: Any, path: str, case: Case) -> Iterable[Any]:
    direct, _sep, rest = path.partition("__")
    if rest:
        owner = model._meta.get_field(direct).related_model
        wanted = {f"{direct}_id__in": owner.objects.filter(**{rest: case.pk}).values("pk")}
    else:
        wanted = {direct: case.pk}
    rows: Iterable[Any] = model.history.filter(**wanted).select_related("history_user").order_by("history_id")
    return rows


def _with_predecessors(rows: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    last: dict[Any, Any] = defaultdict(lambda: None)
    for row in rows:
        yield row, last[row.id]
        last[row.id] = row


def _sequence(row: Any) -> int:
    _act, _sep, number = (row.history_change_reason or "").partition("#")
    return int(number) if number.isdigit() else 0


def _changed(row: Any, before: Any, names: Names) -> list[tuple[Any, Any, Any]]:
    found = []
    for column in type(row).tracked_fields:
        if column.name in _SILENT:
            continue
        # Encrypted values are opened to be compared (each row has a ciphertext of its own), never to be shown.
        now = getattr(row, column.attname)
        was = getattr(before, column.attname) if before is not None else None
        if now == was or (before is None and now in (None, "", False, [], {})):
            continue
        if isinstance(column, models.ForeignKey):
            names.wanted[column.related_model].update(key for key in (was, now) if key is not None)
        found.append((column, was, now))
    return found


def _difference(model: Any, column: Any, was: Any, now: Any, names: Names) -> Difference:
    label = field_name(column.name, str(model._meta.get_field(column.name).verbose_name))
    if isinstance(column, EncryptedText):
        return Difference(label, "", (_("changed") if was else _("entered")) if now else _("removed"))
    return Difference(label, _words(column, was, names), _words(column, now, names), _is_written(column))


def _is_written(column: Any) -> bool:
    """Is it a text that people wrote, or the name of somebody? Organisations and causes have names in both languages."""
    if isinstance(column, models.ForeignKey):
        return column.related_model not in (Organisation, Cause, Posting, Document)
    return (
        isinstance(column, models.CharField | models.TextField)
        and not column.choices
        and column.name != "act"
    )


def _words(column: Any, value: Any, names: Names) -> str:
    if value is None or value == "":
        return ""
    if isinstance(column, models.ForeignKey):
        return names.of(column.related_model, value)
    if column.name == "applicant_groups":
        return listed(Case.ApplicantGroup(code).label for code in value.split("|") if code)
    if column.name == "act":
        return str(registry.label(value))
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime | date):
        return moment(value) if isinstance(value, datetime) else day(value)
    return str(value)
