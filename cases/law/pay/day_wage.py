"""The wage of a day and of an hour: the monthly wage over 21.75 days, or 174 hours (BJ-QA 57, ALM 11).

20.67 (from 2025; before 20.83, 20.92) is the number of days worked in a month: it measures hours, never pay. A part of a
month is paid by its pay days: the days worked by the calendar and the statutory holidays, which are paid too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cases.law.calendar import Calendar, CalendarUnknown, add_years
from cases.law.figures import KINDS, Figures, entered
from cases.law.pay.statutory_holidays import calendar_unknown, is_statutory
from cases.law.results import Figure, Text, cents
from cases.law.steps import date_en, date_zh

PAID_DAYS = Fraction("21.75")
HOURS_A_DAY = 8


def daily(monthly: Decimal) -> Fraction:
    """The wage of a day, exactly: round only what is paid."""
    return Fraction(monthly) / PAID_DAYS


def hourly(monthly: Decimal) -> Fraction:
    """The wage of an hour, exactly."""
    return daily(monthly) / HOURS_A_DAY


def pay_days(first: date, last: date, calendar: Calendar, *, field: str) -> int:
    """The days from first to last, both included, that the monthly wage pays for. BadInput for an unknown year."""
    try:
        days = calendar.days(first, last)
    except CalendarUnknown as unknown:
        raise calendar_unknown(unknown.year, field) from None
    return sum(1 for day in days if day.is_working or is_statutory(day.on, field=field))


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of a month is paid, and by how many pay days."""

    days: int
    amount: Decimal


def part_of_month(monthly: Decimal, first: date, last: date, calendar: Calendar, *, field: str) -> Part:
    """A part of a month by its pay days over 21.75, at most the monthly wage: a month can have 23 of them."""
    days = pay_days(first, last, calendar, field=field)
    return Part(days, min(cents(daily(monthly) * days), cents(monthly)))


def minimum_wage(on: date, region: str, given: Decimal | None, figures: Figures) -> Figure:
    """The monthly minimum wage of a day: the one given, else the loaded one. BadInput when none is known."""
    if given is not None:
        return entered("minimum_wage", region, on, given)
    return figures.needed("minimum_wage", region, on, field="minimum_wage")


def perhaps_outdated(found: Figure, on: date, figures: Figures) -> tuple[Text, ...]:
    """A caution where the newest loaded figure of its kind is more than a year older than the day asked about."""
    newer = figures.find(found.kind, found.region, date.max)
    if found.mark == "E" or newer != found or add_years(found.since, 1) >= on:
        return ()
    name = KINDS[found.kind].name
    return (
        Text(
            f"已载入的最新{name.zh}自{date_zh(found.since)}起执行，距所问日期超过一年，请核对是否已有新标准。",
            f"The newest loaded {name.en} is of {date_en(found.since)}, more than a year before the day asked about. "
            "Please check whether there is a newer one.",
        ),
    )
