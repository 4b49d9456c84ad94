"""The limitation of one claim for arbitration, as far as it can be told from its dated events (ARB 27, BR 27).

One year from the day the right was known to be infringed. An interruption within it starts it afresh; a suspension,
at any time in the year, lets the remaining time wait and then run on. Pay that is owed during employment has no end
while the employment lasts, and one year from its end (ARB 27(4)). What comes after the year is over revives nothing.

The answer is an outlook for people, never a verdict: only the other side may raise it, and only a tribunal decides
it. Days are plain dates; a year ends on the corresponding day, the starting day is not counted (CC 200–202), and a
rest day moves the last day (CC 203).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from cases.law.calendar import ONE_DAY, Calendar, add_years
from cases.law.limitation.by_day import day_by_day
from cases.law.limitation.events import Effect, Event, EventKind, Nature, Standing, Turn
from cases.law.limitation.state import NEAR, State, is_past, last_worked, rolled, standing
from cases.law.reading import EARLIEST, LATEST
from cases.law.results import BadInput, wrong

__all__ = ["NEAR", "Effect", "Event", "EventKind", "Nature", "Standing", "State", "Turn", "state"]

# On one day: the year begins, is interrupted, is suspended, runs on.
_ORDER = {kind: place for place, kind in enumerate(EventKind)}


def state(
    events: Iterable[Event],
    *,
    on: date,
    nature: Nature = Nature.ORDINARY,
    is_employed: bool | None = None,
    calendar: Calendar,
) -> State:
    """How a claim stands on the day `on`. Events after that day are told of and change nothing.

    `is_employed` is None when nobody said so; it matters for pay arrears only, and a termination settles it: without
    either, that a year since they were known is over tells nothing (ARB 27(4)), so the answer is unknown. For
    unused leave the start is any day of the year the leave was for: the year runs from 1 January of the second year
    after it (Beijing practice). For double wages it is the first day they are due for, and a termination is the last.
    A day of an event whose year cannot be meant (0206 for 2026) leaves the whole unknown until it is corrected.
    Raises BadInput when a day is not a plain date, or `on` too far off to be counted.
    """
    given = list(events)
    for day in (on, *(event.on for event in given)):
        _check(day)
    if not EARLIEST <= on <= LATEST:
        raise _no_day()
    given.sort(key=lambda one: (one.on, _ORDER[one.kind]))
    if any(not EARLIEST <= event.on <= LATEST for event in given):
        turns = tuple(_of_no_year(event) for event in given)
        return State(Standing.UNKNOWN, on, nature, is_employed, turns=turns)
    known = [event for event in given if event.on <= on]
    to_come = tuple(Turn(event, Effect.TO_COME) for event in given if event.on > on)
    if nature is Nature.PAY_ARREARS:
        return _of_pay(known, to_come, on, is_employed, calendar)
    start = _start(known, nature)
    if start is None:
        return _not_counted(Standing.UNKNOWN, known, to_come, on, nature, is_employed)
    if nature is Nature.DOUBLE_WAGES:
        return day_by_day(start, known, on, calendar, to_come)
    return _run(start, known, to_come, on, nature, is_employed, calendar)


def _of_pay(
    known: list[Event], to_come: tuple[Turn, ...], on: date, is_employed: bool | None, calendar: Calendar
) -> State:
    nature, start = Nature.PAY_ARREARS, _start(known, Nature.PAY_ARREARS)
    has_ended = any(event.kind is EventKind.TERMINATION for event in known)
    lasts = is_employed or any(turn.event.kind is EventKind.TERMINATION for turn in to_come)
    if lasts and not has_ended:
        return _not_counted(Standing.EXEMPT, known, to_come, on, nature, is_employed=True)
    if start is not None:
        found = _run(start, known, to_come, on, nature, is_employed, calendar)
        if has_ended or is_employed is not None or found.standing is not Standing.POSSIBLY_OVER:
            return found
    return _not_counted(Standing.UNKNOWN, known, to_come, on, nature, is_employed)


def _not_counted(
    found: Standing,
    known: list[Event],
    to_come: tuple[Turn, ...],
    on: date,
    nature: Nature,
    is_employed: bool | None,
) -> State:
    turns = (*(Turn(event, Effect.NONE) for event in known), *to_come)
    return State(found, on, nature, is_employed, turns=turns)


def _run(
    start: Event,
    known: list[Event],
    to_come: tuple[Turn, ...],
    on: date,
    nature: Nature,
    is_employed: bool | None,
    calendar: Calendar,
) -> State:
    run = _Run(start, nature, calendar)
    for event in known:
        run.meet(event)
    return _stand(run, on, nature, is_employed, known, to_come)


def _check(day: date) -> None:
    if isinstance(day, datetime) or not isinstance(day, date):
        raise _no_day()


def _no_day() -> BadInput:
    return wrong(
        "events",
        "no_day",
        f"请填写{EARLIEST.year}年至{LATEST.year}年之间的日期（不带时刻）。",
        f"Please give days between {EARLIEST.year} and {LATEST.year}, without an hour.",
    )


def _of_no_year(event: Event) -> Turn:
    return Turn(event, Effect.NONE if EARLIEST <= event.on <= LATEST else Effect.OUT_OF_TIME)


def _start(known: list[Event], nature: Nature) -> Event | None:
    """The event from which the year is counted: the end of employment for pay, else the earliest knowledge."""
    if nature is Nature.PAY_ARREARS:
        ended = [event for event in known if event.kind is EventKind.TERMINATION]
        if ended:
            return ended[-1]
    return next((event for event in known if event.kind is EventKind.START), None)


class _Run:
    """The year on its way through the events."""

    def __init__(self, start: Event, nature: Nature, calendar: Calendar) -> None:
        self.start, self.calendar = start, calendar
        # The leave of a year may still be taken in the next one: the year begins after that (Beijing practice).
        self.base = date(start.on.year + 1, 12, 31) if nature is Nature.UNUSED_LEAVE else start.on
        self.started_on = self.base + ONE_DAY if nature is Nature.UNUSED_LEAVE else start.on
        self.nominal_on: date | None = add_years(self.base, 1)
        self.left: int | None = None  # days to run once the obstacle is gone
        self.is_begun = self.is_early_pause = False
        self.turns: list[Turn] = []

    def meet(self, event: Event) -> None:
        if event is self.start:
            if self.is_early_pause:
                self._pause(self.base)
            self.is_begun = True
            self._note(event, Effect.STARTED)
        elif event.kind in (EventKind.START, EventKind.TERMINATION):
            self._note(event, Effect.NONE)
        elif event.on < self.base or (event.on == self.base and self.started_on > self.base):
            self._before(event)
        elif self.nominal_on is not None and is_past(self.nominal_on, event.on, self.calendar):
            self._note(event, Effect.TOO_LATE)
        else:
            self._during(event)

    def _before(self, event: Event) -> None:
        """Nothing runs yet. An obstacle that began before may still last when the year begins."""
        if event.kind is EventKind.INTERRUPTION:
            self._note(event, Effect.TOO_EARLY)
            return
        self.is_early_pause = event.kind is EventKind.SUSPENSION
        if self.is_begun:  # unused leave: the start lies before its year
            self._pause(self.base) if self.is_early_pause else self._go_on(self.base)
        self._note(event, Effect.TOO_EARLY)

    def _during(self, event: Event) -> None:
        if event.kind is EventKind.INTERRUPTION:
            afresh = add_years(event.on, 1)
            if self.nominal_on is None:
                # A year that waited over a leap day may have a day more left than a new one.
                self.left = max((afresh - event.on).days, self.left or 0)
            else:
                # After a pause over a leap day, days left could reach a day further than the new year.
                self.nominal_on = max(afresh, self.nominal_on)
            self._note(event, Effect.RESTARTED)
        elif event.kind is EventKind.SUSPENSION and self.nominal_on is not None:
            self._pause(event.on)
            self._note(event, Effect.PAUSED)
        elif event.kind is EventKind.RESUMPTION and self.nominal_on is None:
            self._go_on(event.on)
            self._note(event, Effect.RESUMED)
        else:
            self._note(event, Effect.NONE)

    def _pause(self, on: date) -> None:
        if self.nominal_on is not None:
            self.left, self.nominal_on = max((self.nominal_on - on).days, 0), None

    def _go_on(self, on: date) -> None:
        if self.left is not None:
            self.nominal_on, self.left = on + timedelta(days=self.left), None

    def _note(self, event: Event, effect: Effect) -> None:
        self.turns.append(Turn(event, effect, self.nominal_on, self.left))


def _stand(
    run: _Run,
    on: date,
    nature: Nature,
    is_employed: bool | None,
    known: list[Event],
    to_come: tuple[Turn, ...],
) -> State:
    turns = (*run.turns, *to_come)
    if run.nominal_on is None:
        return State(
            Standing.SUSPENDED,
            on,
            nature,
            is_employed,
            run.started_on,
            remaining_days=run.left,
            turns=turns,
        )
    nominal_on, due_on = run.nominal_on, rolled(run.nominal_on, run.calendar)
    ends_on, early_on = due_on or nominal_on, nominal_on
    if nature is Nature.UNUSED_LEAVE:
        # Leave is paid out when employment ends: whether its year then runs from that day is not settled.
        ended = [add_years(event.on, 1) for event in known if event.kind is EventKind.TERMINATION]
        early_on = min(nominal_on, *ended) if ended else nominal_on
    safe = last_worked(early_on, run.calendar)
    found = standing(ends_on, on, safe)
    if found is Standing.RUNNING and early_on < nominal_on and early_on - on <= NEAR:
        found = Standing.NEAR
    return State(
        found,
        on,
        nature,
        is_employed,
        run.started_on,
        nominal_on,
        due_on,
        safe,
        (ends_on - on).days,
        turns=turns,
    )
