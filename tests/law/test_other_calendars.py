"""Every day of the shipped years against two calendars that other people keep: `chinesecalendar` and `holidays`.

Both are read for the tests only. They agree with the notices, and with each other, on every day of 2015–2026; were one
of them to differ after an update, the notice decides, and its number belongs into `WE_ARE_RIGHT`.
"""

from datetime import date, timedelta

import chinese_calendar
import pytest
from holidays import China

from cases.law.calendar import Calendar, DayKind

CALENDAR = Calendar.load()
YEARS = range(2015, 2027)
THEIRS = China(years=YEARS)
# day → the notice by which ours is right and theirs is not.
WE_ARE_RIGHT: dict[date, str] = {}


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year_agrees_with_both(year: int) -> None:
    differing = {
        on: (CALENDAR.is_working_day(on), chinese_calendar.is_workday(on), THEIRS.is_working_day(on))
        for on in days_of(year)
        if on not in WE_ARE_RIGHT
        and not CALENDAR.is_working_day(on) == chinese_calendar.is_workday(on) == THEIRS.is_working_day(on)
    }
    assert not differing


@pytest.mark.parametrize("year", YEARS)
def test_make_up_days_are_the_same_days(year: int) -> None:
    """Told apart from ordinary days, which the question “is it worked” alone would not show."""
    made_up = {on for on in days_of(year) if CALENDAR.day(on).kind is DayKind.MAKE_UP}
    assert made_up == {on for on in THEIRS.weekend_workdays if on.year == year}
    # They keep under the same head a weekday that an amendment made work again (3 February 2020).
    theirs = {on for on in chinese_calendar.constants.workdays if on.year == year and on.weekday() >= 5}
    assert made_up == theirs


def test_no_notice_is_out_that_is_not_shipped() -> None:
    """A year in their tables and not in ours: its notice was published. Ship it, or load it with `--notice`."""
    assert {on.year for on in chinese_calendar.constants.workdays if on.year >= YEARS[0]} <= set(YEARS)
    assert all(CALENDAR.covers(year) for year in YEARS)
