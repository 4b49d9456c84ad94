"""Days of a year without a notice that may turn out to be rest: the holidays, and the breaks made around them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from cases.law.pay.statutory_holidays import statutory_holidays
from cases.law.results import BadInput

# The breaks of the fixed holidays, as long as notices have made them: month, first and last day.
_FIXED = ((1, 1, 3), (5, 1, 5), (10, 1, 8))
# So many days before and after each statutory day of the others. Notices since 2014 have stayed within.
_SPRING_FESTIVAL, _ONE_DAY_FESTIVAL = (4, 5), (2, 2)


def is_surely_worked(on: date) -> bool:
    """A weekday outside every break that the notice of its year may make. Festivals of years not loaded are unknown."""
    return on.weekday() < 5 and on not in _breaks(on.year)


@cache
def _breaks(year: int) -> frozenset[date]:
    found = {date(year, month, day) for month, first, last in _FIXED for day in range(first, last + 1)}
    try:
        holidays = statutory_holidays(year)
    except BadInput:
        return frozenset(found)
    for on, name in holidays.items():
        if name.zh == "春节":
            found |= _around(on, *_SPRING_FESTIVAL)
        elif name.zh not in ("元旦", "除夕", "劳动节", "国庆节"):
            found |= _around(on, *_ONE_DAY_FESTIVAL)
    return frozenset(found)


def _around(on: date, before: int, after: int) -> set[date]:
    return {on + timedelta(days=n) for n in range(-before, after + 1)}
