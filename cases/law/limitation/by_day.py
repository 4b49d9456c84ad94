"""The limitation of double wages: each day they are due for has a year of its own (BJ-QA 41)."""

from __future__ import annotations

from datetime import date, timedelta

from cases.law.calendar import ONE_DAY, Calendar, add_years
from cases.law.limitation.events import Effect, Event, EventKind, Nature, Standing, Turn
from cases.law.limitation.state import State, last_worked, rolled, standing


def day_by_day(
    start: Event, known: list[Event], on: date, calendar: Calendar, to_come: tuple[Turn, ...]
) -> State:
    """Counted back from the claim, day by day.

    The nominal end is that of the oldest day that is left. Pauses lengthen the year of every day by their length.
    """
    oldest, anchor = start.on, None
    last = max((event.on for event in known if event.kind is EventKind.TERMINATION), default=None)
    paused, paused_since = timedelta(), None
    turns: list[Turn] = []
    for event in known:
        effect = Effect.STARTED if event is start else Effect.NONE
        if event.on >= start.on and event.kind is EventKind.INTERRUPTION:
            waited = paused + (event.on - paused_since if paused_since else timedelta())
            if anchor is None or add_years(anchor, 1) + waited < event.on:
                oldest = max(oldest, _year_back(event.on - waited))
            anchor = event.on
            effect = Effect.RESTARTED if last is None or oldest <= last else Effect.TOO_LATE
            paused, paused_since = timedelta(), event.on if paused_since else None
        elif event.kind is EventKind.SUSPENSION and paused_since is None and event.on >= start.on:
            paused_since, effect = event.on, Effect.PAUSED
        elif event.kind is EventKind.RESUMPTION and paused_since is not None:
            paused, paused_since, effect = paused + (event.on - paused_since), None, Effect.RESUMED
        turns.append(Turn(event, effect))
    waited = paused + (on - paused_since if paused_since else timedelta())
    if anchor is None or add_years(anchor, 1) + waited < on:
        anchor, oldest = None, max(oldest, _year_back(on - waited))
    nominal_on = add_years(anchor or oldest, 1) + waited
    return _of_days(start, oldest, last, nominal_on, on, calendar, (*turns, *to_come))


def _of_days(
    start: Event,
    oldest: date,
    last: date | None,
    nominal_on: date,
    on: date,
    calendar: Calendar,
    turns: tuple[Turn, ...],
) -> State:
    if last is not None and oldest > last:
        nominal_on = add_years(last, 1)
        found = Standing.POSSIBLY_OVER
    else:
        found = standing(nominal_on, on)
    due_on = rolled(nominal_on, calendar)
    return State(
        found,
        on,
        Nature.DOUBLE_WAGES,
        None,
        start.on,
        nominal_on,
        due_on,
        last_worked(nominal_on, calendar),
        ((due_on or nominal_on) - on).days,
        None if found is Standing.POSSIBLY_OVER else oldest,
        turns,
    )


def _year_back(on: date) -> date:
    """The first day whose own year has not ended before this one."""
    day = add_years(on, -1)
    return day if add_years(day, 1) >= on else day + ONE_DAY
