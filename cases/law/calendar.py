"""Working days and rest days as the State Council's notices fix them; the Civil Code's months and years.

A rest day is a weekend day or a day of rest named in a notice; a weekend day that a notice makes a working
day is worked. A year without a notice is unknown, and nothing is guessed about it.
"""

from __future__ import annotations

import hashlib
import json
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

ONE_DAY = timedelta(days=1)
SHIPPED_NOTICES = Path(__file__).with_name("holidays")
# Notices have named days from 29 December of the year before; a swapped weekend could fall a little earlier.
_DECEMBER_DAY_FROM_WHICH_THE_NEXT_NOTICE_MAY_SPEAK = 25
_FIXED_HOLIDAYS = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


class CalendarUnknown(LookupError):
    """No notice for this year is loaded, so it cannot be said which of its days are worked."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no holiday notice is loaded for {year}")
        self.year = year


class DayKind(StrEnum):
    WORKDAY = "workday"
    MAKE_UP = "make_up"
    """A weekend day worked in exchange for a day of rest (调休上班)."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    """Named as rest by a notice: a statutory holiday, a swapped weekday, a weekend day inside the break."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day and why it is worked or not. `name` is the holiday it belongs to, empty for an ordinary day."""

    on: date
    kind: DayKind
    name: str = ""

    @property
    def is_working(self) -> bool:
        return self.kind in (DayKind.WORKDAY, DayKind.MAKE_UP)


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day met while counting working days: its place in the count, or None when it was skipped."""

    day: Day
    number: int | None


@dataclass(frozen=True, slots=True)
class NoticeDay:
    on: date
    name: str
    is_rest: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """The arrangement for one year: the days it names, and the addresses and numbers of its papers."""

    year: int
    days: tuple[NoticeDay, ...]
    papers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.days:
            raise ValueError(f"the notice for {self.year} names no day: it is not published yet")
        strangers = sorted(day.on for day in self.days if not self._may_name(day.on))
        if strangers:
            raise ValueError(
                f"the notice for {self.year} names days of other years: {_listed(strangers)}. "
                f"It may name days of {self.year} and of December {self.year - 1} only"
            )
        doubled = sorted(on for on, times in Counter(day.on for day in self.days).items() if times > 1)
        if doubled:
            raise ValueError(f"the notice for {self.year} names a day twice: {_listed(doubled)}")

    def _may_name(self, on: date) -> bool:
        return on.year == self.year or (on.year == self.year - 1 and on.month == 12)

    @classmethod
    def from_mapping(cls, content: Mapping[str, Any]) -> Self:
        """Read the shape of the shipped files. Raises ValueError with a sentence for what is missing or odd."""
        if not isinstance(content, Mapping):
            raise ValueError("a notice is an object with “year” and “days”")
        year, listed = content.get("year"), content.get("days")
        if type(year) is not int or not 2000 <= year <= 2200:
            raise ValueError(f"“year” must be a year such as 2027, not {year!r}")
        if not isinstance(listed, list | tuple):
            raise ValueError(f"“days” of the notice for {year} must be a list")
        days = tuple(_notice_day(day, place) for place, day in enumerate(listed, 1))
        papers, numbers = (_strings(content.get(name, ()), name) for name in ("papers", "numbers"))
        return cls(year, days, papers, numbers)

    def fixed_holidays_missing(self) -> tuple[date, ...]:
        """Days that rest in every year (HOL 2) and that this notice does not name as rest: it is not whole.

        A file with the changed days of an amendment only would silently make the rest of the year ordinary.
        """
        resting = {day.on for day in self.days if day.is_rest}
        return tuple(
            on for month, day in _FIXED_HOLIDAYS if (on := date(self.year, month, day)) not in resting
        )


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """An immutable calendar. Two calendars with the same days have the same `version` and are equal."""

    version: str
    _named: Mapping[date, NoticeDay]
    _years: frozenset[int]

    @classmethod
    def from_notices(cls, notices: Iterable[Notice]) -> Self:
        """Later notices win over earlier ones for a day both name, as the State Council amends them."""
        named: dict[date, NoticeDay] = {}
        years: set[int] = set()
        for notice in notices:
            years.add(notice.year)
            named.update((day.on, day) for day in notice.days)
        return cls(_version(named, years), MappingProxyType(named), frozenset(years))

    @classmethod
    def load(cls) -> Calendar:
        """The calendar of the shipped files. It never changes while the program runs."""
        return _shipped_calendar()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    def covers(self, year: int) -> bool:
        return year in self._years

    def is_settled(self, on: date) -> bool:
        """False for the last days of December while the next notice, which may change them, is not loaded."""
        at_the_end = on.month == 12 and on.day >= _DECEMBER_DAY_FROM_WHICH_THE_NEXT_NOTICE_MAY_SPEAK
        return self.covers(on.year) and not (at_the_end and not self.covers(on.year + 1))

    def day(self, on: date) -> Day:
        """The day with its reason. Raises CalendarUnknown."""
        if on.year not in self._years:
            raise CalendarUnknown(on.year)
        named, at_weekend = self._named.get(on), on.weekday() >= 5
        if named is None:
            return Day(on, DayKind.WEEKEND if at_weekend else DayKind.WORKDAY)
        if named.is_rest:
            return Day(on, DayKind.HOLIDAY, named.name)
        return Day(on, DayKind.MAKE_UP if at_weekend else DayKind.WORKDAY, named.name)

    def is_working_day(self, on: date) -> bool:
        return self.day(on).is_working

    def is_rest_day(self, on: date) -> bool:
        return not self.day(on).is_working

    def day_name(self, on: date) -> str:
        """The holiday a rest or make-up day belongs to, in Chinese as the notice has it; empty if none."""
        return self.day(on).name

    def days(self, first: date, last: date) -> tuple[Day, ...]:
        """Every day from first to last, both included. Raises CalendarUnknown."""
        return tuple(self.day(first + timedelta(days=n)) for n in range((last - first).days + 1))

    def roll(self, on: date) -> date:
        """The day itself if worked, else the next that is (CC 203, CPL 85). Raises CalendarUnknown."""
        while self.is_rest_day(on):
            on += ONE_DAY
        return on

    def add_working_days(self, start: date, n: int) -> date:
        """The nth working day after start, not counting it (CC 201). Raises CalendarUnknown, ValueError."""
        return self.count_working_days(start, n)[-1].day.on

    def count_working_days(self, start: date, n: int) -> tuple[CountedDay, ...]:
        """Every day after start up to the nth working day, counted or skipped, with the reason."""
        if n < 1:
            raise ValueError("a count of working days needs at least one day")
        return tuple(self._counting(start, n))

    def _counting(self, start: date, n: int) -> Iterator[CountedDay]:
        number, on = 0, start
        while number < n:
            on += ONE_DAY
            day = self.day(on)
            number += day.is_working
            yield CountedDay(day, number if day.is_working else None)


def _notice_day(day: Any, place: int) -> NoticeDay:
    if not isinstance(day, Mapping):
        raise ValueError(f"day number {place} of the notice is no object with “date”, “name” and “isOffDay”")
    written, name, flag = day.get("date"), day.get("name"), day.get("isOffDay")
    try:
        on = date.fromisoformat(written)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError(
            f"day number {place} of the notice: {written!r} is no date such as 2027-01-01"
        ) from None
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"{on} has no name in the notice: say which holiday it belongs to")
    # Strict, because bool("false") is True and would turn a make-up day into a holiday.
    if not isinstance(flag, bool):
        raise ValueError(f"“isOffDay” of {on} must be true or false, not {flag!r}")
    return NoticeDay(on, name, flag)


def _strings(given: Any, name: str) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(one, str) for one in given):
        raise ValueError(f"“{name}” of the notice must be a list of texts")
    return tuple(given)


def _listed(days: Iterable[date]) -> str:
    return ", ".join(map(str, days))


def _version(named: Mapping[date, NoticeDay], years: Iterable[int]) -> str:
    days = [[on.isoformat(), day.name, day.is_rest] for on, day in sorted(named.items())]
    content = [sorted(years), days]
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


@cache
def _shipped_calendar() -> Calendar:
    files = sorted(SHIPPED_NOTICES.glob("*.json"))
    contents = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return Calendar.from_notices(Notice.from_mapping(content) for content in contents)


def add_months(start: date, n: int) -> date:
    """The corresponding day n months on, else that month's last day (CC 202)."""
    year, month_from_zero = divmod(start.year * 12 + start.month - 1 + n, 12)
    month = month_from_zero + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def add_years(start: date, n: int) -> date:
    """The corresponding day n years on; 29 February falls to the 28th in a common year (CC 202)."""
    return add_months(start, 12 * n)


_NAMES_EN = {
    "元旦": "New Year",
    "春节": "Spring Festival",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "抗日战争暨世界反法西斯战争胜利70周年纪念日": "70th anniversary of victory, 1945–2015",
}


def english_name(name: str) -> str:
    """The English for a holiday's name, also a joined one (国庆节、中秋节); an unknown name stays."""
    return " / ".join(_NAMES_EN.get(part, part) for part in name.split("、"))
