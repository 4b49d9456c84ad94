"""The days of a period one after the other: which are counted and as what number, which are not, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.law.calendar import ONE_DAY, Calendar, Day, DayKind, english_name
from cases.wording import is_english

# From so many days on only the beginning, the end, and the holidays before the end are shown.
LONG = 60
_FIRST = 8
_LAST = 15
_HOLIDAYS_BEFORE_THE_END = 45
# What tells of days left out takes the place of one: fewer than this are shown.
_LEAST_LEFT_OUT = 3
# Longer ones are told in sentences only: nobody looks at ten years day by day.
_MOST = 1200


class Mark(StrEnum):
    """What became of a day. A rest day within natural days is counted; within working days it is skipped."""

    START = "start"
    COUNTED = "counted"
    REST = "rest"
    MAKE_UP = "make_up"
    SKIPPED = "skipped"
    WAITING = "waiting"
    PAST_THE_END = "past_the_end"
    MOVED_HERE = "moved_here"


@dataclass(frozen=True)
class Shown:
    """A day of the strip, or the days left out before it."""

    on: date
    mark: Mark
    number: int | None = None
    holiday: str = ""
    is_known: bool = True
    is_nominal_end: bool = False
    is_last: bool = False
    is_today: bool = False
    left_out: int = 0  # days folded away before this one

    @property
    def words(self) -> str:
        """The day without its year: Thu 19 Mar, 3月19日 周四."""
        if is_english():
            return date_format(self.on, "D j M")
        return f"{self.on.month}月{self.on.day}日 周{'一二三四五六日'[self.on.weekday()]}"

    @property
    def is_struck(self) -> bool:
        return self.mark in (Mark.SKIPPED, Mark.PAST_THE_END, Mark.WAITING)

    @property
    def place(self) -> str:
        """Its place in the count, or that it has none."""
        if self.mark == Mark.START:
            return _("not counted")
        if self.mark == Mark.WAITING:
            return _("time waits")
        if self.mark == Mark.MOVED_HERE:
            return _("moved here")
        return _("skipped") if self.number is None else _("day %(number)d") % {"number": self.number}

    @property
    def why(self) -> str:
        """The sort of the day where it is no plain workday, with the name of its holiday."""
        if not self.is_known:
            return _("not announced yet")
        if self.mark == Mark.MAKE_UP:
            return _("make-up workday")
        if self.mark in (Mark.REST, Mark.SKIPPED, Mark.PAST_THE_END):
            return (english_name(self.holiday) if is_english() else self.holiday) or _("weekend")
        return ""


@dataclass(frozen=True)
class Period:
    """What a strip is about: natural or working days from the day after `start` to both ends."""

    start: date
    nominal_on: date
    due_on: date | None
    is_working: bool = False
    # From the day after the first to the second nothing runs (a suspension of the limitation).
    pauses: tuple[tuple[date, date], ...] = ()


def strip(period: Period, calendar: Calendar, today: date) -> list[Shown]:
    """The days of a period, folded where it is long; nothing for periods of many years."""
    last = max(period.nominal_on, period.due_on or period.nominal_on)
    if not 0 <= (last - period.start).days <= _MOST:
        return []
    return list(_folded(list(_days(period, last, calendar, today)), period))


def _days(period: Period, last: date, calendar: Calendar, today: date) -> Iterator[Shown]:
    number, on = 0, period.start
    while on <= last:
        day = calendar.day(on) if calendar.covers(on.year) else None
        is_worked = day.is_working if day else on.weekday() < 5
        mark = _mark(period, on, day, is_worked=is_worked)
        if mark in (Mark.COUNTED, Mark.REST, Mark.MAKE_UP):
            number += 1
            place: int | None = number
        else:
            place = None
        yield Shown(
            on,
            mark,
            place,
            day.name if day and day.kind is not DayKind.WORKDAY else "",
            day is not None,
            on == period.nominal_on,
            on == (period.due_on or period.nominal_on),
            on == today,
        )
        on += ONE_DAY


def _mark(period: Period, on: date, day: Day | None, *, is_worked: bool) -> Mark:
    if on == period.start:
        return Mark.START
    if on > period.nominal_on:
        return Mark.MOVED_HERE if is_worked else Mark.PAST_THE_END
    if any(first < on <= last for first, last in period.pauses):
        return Mark.WAITING
    if day is not None and day.kind is DayKind.MAKE_UP:
        return Mark.MAKE_UP
    if is_worked:
        return Mark.COUNTED
    return Mark.SKIPPED if period.is_working else Mark.REST


def _folded(days: list[Shown], period: Period) -> Iterator[Shown]:
    if len(days) - 1 < LONG:
        yield from days
        return
    edges = {day for pause in period.pauses for day in pause}
    near = period.nominal_on - timedelta(days=_HOLIDAYS_BEFORE_THE_END)
    kept = [
        place
        for place, day in enumerate(days)
        if place < _FIRST
        or day.on > period.nominal_on - timedelta(days=_LAST)
        or (day.on >= near and (day.holiday or day.mark == Mark.MAKE_UP))
        or day.on in edges
        or day.is_today
    ]
    yield days[0]
    for before, place in pairwise(kept):
        gap = days[before + 1 : place]
        if len(gap) < _LEAST_LEFT_OUT:
            yield from (*gap, days[place])
        else:
            yield _after_gap(days[place], len(gap))


def _after_gap(day: Shown, left_out: int) -> Shown:
    return Shown(**{**vars(day), "left_out": left_out})


def summed(days: Iterable[Shown]) -> dict[str, int]:
    """How many days of a strip were counted and how many were not; nothing for a folded one."""
    shown = list(days)
    if any(day.left_out for day in shown):
        return {}
    return {
        "counted": max((day.number or 0 for day in shown), default=0),
        "skipped": sum(day.mark == Mark.SKIPPED for day in shown),
    }
