"""The limitation of double wages: each day they are due for has a year of its own (BJ-QA 41)."""

from __future__ import annotations

from datetime import date, timedelta

from cases.law.calendar import ONE_DAY, Calendar, add_years
from cases.law.limitation.events import Effect, Event, EventKind, Nature, Standing, Turn
from cases.law.limitation.state import State, is_past, last_worked, rolled, standing


def day_by_day(
    start: Event, known: list[Event], on: date, calendar: Calendar, to_come: tuple[Turn, ...]
) -> State:
    """Counted back from the claim, day by day.

    The nominal end is that of the oldest day that is left; once none is, that of the last. Pauses lengthen the year
    of every day by their length.
    """
    days = _Days(start, known, calendar)
    for event in known:
        days.meet(event)
    days.look(on)
    turns = (*days.turns, *to_come)
    if days.over_on is None and days.paused_since is not None:
        left = max((days.ends_on(on) - on).days, 0)
        return State(
            Standing.SUSPENDED, on, Nature.DOUBLE_WAGES, None, start.on,
            remaining_days=left, window_from=days.oldest, turns=turns,
        )  # fmt: skip
    nominal_on = days.over_on or days.ends_on(on)
    due_on, safe_on = rolled(nominal_on, calendar), last_worked(nominal_on, calendar)
    return State(
        Standing.POSSIBLY_OVER if days.over_on else standing(due_on or nominal_on, on, safe_on),
        on,
        Nature.DOUBLE_WAGES,
        None,
        start.on,
        nominal_on,
        due_on,
        safe_on,
        ((due_on or nominal_on) - on).days,
        None if days.over_on else days.oldest,
        turns,
    )


class _Days:
    """The days double wages are due for, on their way through the events."""

    def __init__(self, start: Event, known: list[Event], calendar: Calendar) -> None:
        self.start, self.calendar = start, calendar
        self.last = max((event.on for event in known if event.kind is EventKind.TERMINATION), default=None)
        self.oldest = start.on  # the first day that is left
        self.anchor: date | None = None  # the interruption from which the year of all days left runs
        self.over_on: date | None = None  # nothing is left since
        self.paused = timedelta()
        self.paused_since: date | None = None
        self.turns: list[Turn] = []

    def ends_on(self, on: date) -> date:
        """When the year of the oldest day ends, pauses up to this day included."""
        return add_years(self.anchor or self.oldest, 1) + self._waited(on)

    def _waited(self, on: date) -> timedelta:
        return self.paused + (on - self.paused_since if self.paused_since else timedelta())

    def look(self, on: date) -> None:
        """Let go of what is over before this day."""
        ends_on = self.ends_on(on)
        if self.over_on is not None or (self.anchor and not is_past(ends_on, on, self.calendar)):
            return
        waited = self._waited(on)
        first = _year_back(on - waited)
        if self.last is not None and first > self.last:
            over_on = add_years(self.last, 1) + waited
            over_on = max(over_on, ends_on) if self.anchor else over_on
            if is_past(over_on, on, self.calendar):
                self.over_on = over_on
                return
            first = self.last  # its year ended on a rest day
        self.anchor, self.oldest = None, max(self.oldest, first)

    def meet(self, event: Event) -> None:
        if event.on < self.start.on or event.kind in (EventKind.START, EventKind.TERMINATION):
            self._note(event, Effect.STARTED if event is self.start else Effect.NONE)
            return
        self.look(event.on)
        if event.kind is EventKind.RESUMPTION:
            is_paused = self.paused_since is not None
            self.paused, self.paused_since = self._waited(event.on), None
            self._note(event, Effect.RESUMED if is_paused else Effect.NONE)
        elif self.over_on is not None:
            self._note(event, Effect.TOO_LATE)
        elif event.kind is EventKind.INTERRUPTION:
            self.anchor, self.paused = event.on, timedelta()
            self.paused_since = event.on if self.paused_since else None
            self._note(event, Effect.RESTARTED)
        else:
            effect = Effect.NONE if self.paused_since else Effect.PAUSED
            self.paused_since = self.paused_since or event.on
            self._note(event, effect)

    def _note(self, event: Event, effect: Effect) -> None:
        self.turns.append(Turn(event, effect))


def _year_back(on: date) -> date:
    """The first day whose own year has not ended before this one."""
    day = add_years(on, -1)
    return day if add_years(day, 1) >= on else day + ONE_DAY
