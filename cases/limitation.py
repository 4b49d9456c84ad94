"""The bridge between a claim and the law's limitation: its rows as events, its kind as what limitation cares about."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused
from cases.law.calendar import Calendar
from cases.law.limitation import Event, EventKind, Nature, State, state
from cases.law.reading import EARLIEST, LATEST
from cases.models import CaseEvent, Claim, LimitationEvent

OUT_OF_TIME = _("This day is outside the years that can be meant. Please check the year.")
_EMPLOYED = {"yes": True, "no": False}  # the codes of intake
_PAY = frozenset({Claim.Kind.WAGES, Claim.Kind.OVERTIME})


def check_years(*days: date | None) -> None:
    """Refuse a day whose year cannot be meant (out_of_time): 0206 is a mistyped 2026."""
    if any(day is not None and not EARLIEST <= day <= LATEST for day in days):
        raise Refused("out_of_time", OUT_OF_TIME)


def standing_rows(rows: Sequence[LimitationEvent]) -> list[LimitationEvent]:
    """Of all rows of one claim those that count: what nobody corrected, without the bare corrections."""
    corrected = {row.corrects_id for row in rows}
    return [row for row in rows if row.pk not in corrected and row.kind != LimitationEvent.Kind.CORRECTION]


def employment_told(cases: Iterable[Any]) -> dict[Any, bool]:
    """Whether employment lasts, of the cases (their keys) whose intake was told so. A termination that was recorded
    since counts for more."""
    rows = CaseEvent.objects.filter(case__in=list(cases), act="cases.register", facts__employed__in=_EMPLOYED)
    return {case: _EMPLOYED[said] for case, said in rows.values_list("case", "facts__employed")}


def of_claim(
    claim: Claim,
    rows: Sequence[LimitationEvent],
    *,
    on: date,
    is_employed: bool | None = None,
    calendar: Calendar,
) -> State:
    """How the limitation of a claim stands on a day. `rows` are all its rows, corrected ones too.

    `is_employed` is what intake was told of its case (`employment_told`), None when nobody said.
    """
    events = [Event(EventKind(row.kind), row.on, row.article, row.evidence) for row in standing_rows(rows)]
    return of_line(
        claim.kind, claim.starts_on, claim.ends_on, events, on=on, is_employed=is_employed, calendar=calendar
    )


def of_line(
    kind: str,
    starts_on: date | None,
    ends_on: date | None,
    events: Iterable[Event],
    *,
    on: date,
    is_employed: bool | None = None,
    calendar: Calendar,
) -> State:
    """The same for a line that is not registered yet.

    Untaken leave and double wages have years of their own, counted from the period they are asked for; where that is
    not told they are counted like any other claim, which never ends later.
    """
    nature = Nature.PAY_ARREARS if kind in _PAY else Nature.ORDINARY
    known = list(events)
    if starts_on is not None and kind in (Claim.Kind.ANNUAL_LEAVE, Claim.Kind.DOUBLE_WAGE):
        nature = Nature.UNUSED_LEAVE if kind == Claim.Kind.ANNUAL_LEAVE else Nature.DOUBLE_WAGES
        known = [event for event in known if event.kind is not EventKind.START]
        known.append(Event(EventKind.START, starts_on))
        if nature is Nature.DOUBLE_WAGES and ends_on is not None:
            known = [event for event in known if event.kind is not EventKind.TERMINATION]
            known.append(Event(EventKind.TERMINATION, ends_on))
    return state(known, on=on, nature=nature, is_employed=is_employed, calendar=calendar)
