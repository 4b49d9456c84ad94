"""The columns of a list: number and parties always, and up to six that the reader chooses."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import next_step, registry
from cases.models import NO_DUE_DAY, Case, CaseEvent, Deadline, Organisation, User
from cases.permissions import Role

MOST = 6


@dataclass(frozen=True)
class Link:
    """The next step of a row: its button where this reader may press it, its words otherwise."""

    label: "str | Promise"
    verb: str
    reason: "str | Promise"


@dataclass
class Sheet:
    """What the cells of some rows are made from, fetched once for all of them."""

    today: date
    steps: dict[UUID, Link] = field(default_factory=dict)
    progress: dict[UUID, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One column: its words, the value of a cell (text, number or day), and how a list is sorted or narrowed by it."""

    code: str
    label: "str | Promise"
    value: Callable[[Case, Sheet], Any]
    order: str = ""
    facet: str = ""
    is_number: bool = False


def _local_day(moment: Any) -> date | None:
    return timezone.localdate(moment) if moment is not None else None


def _about(case: Case, sheet: Sheet) -> str:
    return str(case.cause) if case.cause else case.cause_text


def _due(case: Case, sheet: Sheet) -> date | None:
    return case.next_due_on if case.is_open and case.next_due_on != NO_DUE_DAY else None


def _next(case: Case, sheet: Sheet) -> str:
    step = sheet.steps.get(case.pk)
    return str(step.label) if step else ""


COLUMNS: tuple[Column, ...] = (
    Column("about", _("About"), _about, facet="cause"),
    Column(
        "amount",
        _("Amount (yuan)"),
        lambda case, sheet: case.amount_claimed,
        order="amount",
        facet="amount",
        is_number=True,
    ),
    Column("state", _("State"), lambda case, sheet: str(case.get_state_display()), facet="state"),
    Column("due", _("Next deadline"), _due, order="due", facet="due"),
    Column(
        "mediator",
        _("Mediator"),
        lambda case, sheet: str(case.mediator) if case.mediator else "",
        facet="mediator",
    ),
    Column(
        "organisation", _("Organisation"), lambda case, sheet: str(case.organisation), facet="organisation"
    ),
    Column(
        "received",
        _("Received"),
        lambda case, sheet: _local_day(case.received_at),
        order="received",
        facet="received",
    ),
    Column("channel", _("Channel"), lambda case, sheet: str(case.get_channel_display()), facet="channel"),
    Column("heads", _("Head count"), lambda case, sheet: case.head_count, facet="group", is_number=True),
    Column("outcome", _("Outcome"), lambda case, sheet: str(case.get_outcome_display()), facet="outcome"),
    Column("ended", _("Ended"), lambda case, sheet: _local_day(case.ended_at), order="ended", facet="closed"),
    Column("next", _("Next step"), _next),
    Column("progress", _("Last progress"), lambda case, sheet: _local_day(sheet.progress.get(case.pk))),
)
BY_CODE: dict[str, Column] = {column.code: column for column in COLUMNS}


def usual(user: User) -> tuple[str, ...]:
    """The columns of a reader who chose none; who looks over several organisations sees which one it is."""
    posting = user.posting
    sees_many = posting is not None and (
        posting.organisation.kind == Organisation.Kind.FEDERATION or posting.role == Role.SUPERVISOR
    )
    if sees_many:
        return ("amount", "state", "due", "mediator", "organisation")
    return ("about", "amount", "state", "due", "mediator")


def sheet(cases: list[Case], codes: Iterable[str], user: User, today: date) -> Sheet:
    """Fetch what these columns need beyond the rows: a constant number of queries."""
    found = Sheet(today)
    if "next" in codes:
        found.steps = steps(cases, user, today)
    if "progress" in codes:
        # Not what happened in confidence: even its day says something.
        told = CaseEvent.objects.filter(case__in=[case.pk for case in cases], is_privileged=False)
        found.progress = dict(told.order_by().values_list("case").annotate(Max("at")))
    return found


def steps(cases: Iterable[Case], user: User, day: date) -> dict[UUID, Link]:
    """The next step of each row; what the rules look at is fetched for all of them at once."""
    found: dict[UUID, Link] = {}
    rows = list(cases)
    next_step.prefetch(rows)
    for case in rows:
        step = next_step.for_case(case, day)
        act = registry.ACTS.get(step.act) if step else None
        if step and act and case.pk not in found:
            may = user.has_perm(act.name, case)
            found[case.pk] = Link(act.label, act.verb if may else "", step.reason)
    return found


def clock_words(case: Case) -> str:
    """The name of the clock that ends next."""
    kind = case.next_due_kind
    return str(Deadline.Kind(kind).label) if kind in Deadline.Kind.values else ""
