"""The law of the case as a library: pure functions over dates and Decimal, each with its basis and steps.

Standard library only, no clock, no database. Start from `time_limits`, `Calendar`, `article`, `money`.
"""

from cases.law.articles import ARTICLES, Article, article
from cases.law.calendar import Calendar, CalendarUnknown
from cases.law.limits.rules import Source
from cases.law.limits.time_limits import NotAllowed, TimeLimit

__all__ = [
    "ARTICLES",
    "Article",
    "Calendar",
    "CalendarUnknown",
    "NotAllowed",
    "Source",
    "TimeLimit",
    "article",
]
