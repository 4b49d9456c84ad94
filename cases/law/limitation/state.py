"""How the limitation of a claim stands on a day, and the last days of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cases.law.calendar import ONE_DAY, Calendar, CalendarUnknown
from cases.law.limitation import advice, words
from cases.law.limitation.breaks import is_surely_worked
from cases.law.limitation.events import Nature, Standing, Turn
from cases.law.results import Text
from cases.law.steps import Step

NEAR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class State:
    """How a claim stands on a day.

    `nominal_on` is the last day before rest days are looked at, `due_on` the one after (None while the year's notice
    is not loaded), `last_safe_on` the day to file by: never later than either, and worked. All three are None while
    the year waits or cannot be told. `remaining_days` runs to `ends_on`, is negative once that has passed, and
    while suspended is what is left to run. `window_from` stands for double wages only: the first day of theirs
    whose own year is not over (BJ-QA 41).
    """

    standing: Standing
    on: date
    nature: Nature
    is_employed: bool | None = None
    started_on: date | None = None
    nominal_on: date | None = None
    due_on: date | None = None
    last_safe_on: date | None = None
    remaining_days: int | None = None
    window_from: date | None = None
    turns: tuple[Turn, ...] = ()

    @property
    def ends_on(self) -> date | None:
        """The last day as far as it is known: the rolled one, else the nominal one, which is never later."""
        return self.due_on or self.nominal_on

    @property
    def is_safe_day_over(self) -> bool:
        """Has the day to file by passed while the year may still run? Then whoever files now may be disputed with."""
        is_open = self.standing in (Standing.RUNNING, Standing.NEAR)
        return is_open and self.last_safe_on is not None and self.last_safe_on < self.on

    @property
    def steps(self) -> tuple[Step, ...]:
        """What each event did, in their order, and how the last day was found."""
        return words.steps(self)

    @property
    def basis(self) -> tuple[str, ...]:
        """The articles this rests on, each once."""
        return words.basis(self)

    @property
    def wording(self) -> Text:
        """The state in a few words. Never that a claim is barred."""
        return words.WORDING[self.standing]

    @property
    def would_change(self) -> tuple[Text, ...]:
        """What would interrupt now, and what to find out because it would change the answer."""
        return advice.would_change(self)


def standing(ends_on: date, on: date, safe_on: date | None = None) -> Standing:
    """A year of which the day to file by has passed is near its end, however far off the last day itself is."""
    if ends_on < on:
        return Standing.POSSIBLY_OVER
    is_calm = ends_on - on > NEAR and (safe_on is None or safe_on >= on)
    return Standing.RUNNING if is_calm else Standing.NEAR


def rolled(nominal_on: date, calendar: Calendar) -> date | None:
    try:
        return calendar.roll(nominal_on)
    except CalendarUnknown:
        return None


def is_past(nominal_on: date, on: date, calendar: Calendar) -> bool:
    """Is a year over on this day that ends on that one, moved off rest days where they are known?"""
    return on > nominal_on and on > (rolled(nominal_on, calendar) or nominal_on)


def last_worked(on: date, calendar: Calendar) -> date:
    """This day or the last before it that is worked for certain: in a year whose notice is not loaded a weekday
    that no holiday, and no break around one, can take."""
    while not (calendar.is_working_day(on) if calendar.covers(on.year) else is_surely_worked(on)):
        on -= ONE_DAY
    return on
