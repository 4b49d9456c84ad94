"""How long somebody served: whole years, months and days, and the months of pay that LCL 47 makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from cases.law.calendar import ONE_DAY, add_months
from cases.law.results import wrong
from cases.law.steps import short_en, short_zh

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Length:
    """A span of service, first and last day included, in whole years, further months, further days."""

    years: int
    months: int
    days: int

    @property
    def zh(self) -> str:
        parts = ((self.years, "年"), (self.months, "个月"), (self.days, "天"))
        return "".join(f"{number}{unit}" for number, unit in parts if number) or "0天"

    @property
    def en(self) -> str:
        parts = ((self.years, "year"), (self.months, "month"), (self.days, "day"))
        return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n) or "0 days"

    @property
    def months_of_pay(self) -> Decimal:
        """LCL 47: a month for each full year; six months and more count as a year, less as half a month."""
        if not self.months and not self.days:
            return Decimal(self.years)
        return self.years + (Decimal(1) if self.months >= 6 else HALF)

    def plus(self, months: int) -> Self:
        """The same with so many whole months of service more."""
        years, rest = divmod(self.years * 12 + self.months + months, 12)
        return type(self)(years, rest, self.days)


def anniversary(first: date, months: int) -> date:
    """The first day after so many full months that began on `first`, that day itself included.

    A month without the corresponding day is full with its last day (CC 202): what begins on 31 January is a full
    month old on 1 March, what begins on 29 February a full year old on 1 March.
    """
    found = add_months(first, months)
    return found if found.day == first.day else found + ONE_DAY


def length(first: date, last: date, *, field: str = "ended_on") -> Length:
    """The span from the first to the last day, both included. BadInput when it ends before it begins."""
    if last < first:
        raise wrong(
            field,
            "ends_before_it_starts",
            f"结束日期{short_zh(last)}早于开始日期{short_zh(first)}，请核对两个日期。",
            f"It ends on {short_en(last)}, before it begins on {short_en(first)}. Please check both days.",
        )
    after = last + ONE_DAY
    months = (after.year - first.year) * 12 + after.month - first.month
    if anniversary(first, months) > after:
        months -= 1
    return Length(months // 12, months % 12, (after - anniversary(first, months)).days)
