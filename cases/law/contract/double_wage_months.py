"""The window of double wages month by month, an incomplete one by working days (INT2 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from cases.law.calendar import ONE_DAY, Calendar, CalendarUnknown, add_months
from cases.law.contract.double_wage_window import Window
from cases.law.ending.length_of_service import anniversary
from cases.law.results import cents, wrong
from cases.law.steps import Step, month_en, short_en, short_zh


@dataclass(frozen=True, slots=True)
class MonthDue:
    """A run of days and its extra wage. `share` is how many months it is: a whole number, or a part of one."""

    first: date
    last: date
    wage: Decimal
    share: Fraction
    how: tuple[str, str] = ("", "")

    @property
    def amount(self) -> Decimal:
        return cents(Fraction(self.wage) * self.share)

    def from_day(self, day: date, calendar: Calendar) -> MonthDue:
        """What of it lies on or after a day of it."""
        return self if day <= self.first else part(day, self.last, self.wage, calendar, "claimed_on")


def steps_of(months: Sequence[MonthDue]) -> Iterator[Step]:
    """A step for each run of whole months at one wage, and for each incomplete month."""
    for (is_whole, wage), run in groupby(months, key=lambda month: (not month.how[0], month.wage)):
        met = list(run)
        total = sum((month.amount for month in met), Decimal("0.00"))
        times = str(len(met)) if is_whole else str(met[0].share)
        month_s = "month" if len(met) == 1 else "months"
        how_zh, how_en = (f"共{len(met)}个月", f", {len(met)} {month_s}") if is_whole else met[0].how
        first, last = met[0].first, met[-1].last
        yield Step(
            f"{short_zh(first)}至{short_zh(last)}{how_zh}：每月加付{wage:,}元×{times}＝{total:,}元。",
            f"{short_en(first)} to {short_en(last)}{how_en}: {wage:,} yuan a month × {times} = {total:,} yuan.",
            met[-1].last,
            basis=("LCL 82",),
            adds=total,
        )


def at_most(limit: int, months: Sequence[MonthDue]) -> list[MonthDue]:
    """No more than so many months, the first ones shortened."""
    over = max(sum((month.share for month in months), Fraction(0)) - limit, Fraction(0))
    found = []
    for month in months:
        cut = min(over, month.share)
        over -= cut
        found.append(replace(month, share=month.share - cut) if cut else month)
    return found


def months_due(
    window: Window,
    monthly_wage: Decimal | None,
    wages: Sequence[Mapping[str, Decimal]],
    calendar: Calendar,
) -> tuple[MonthDue, ...]:
    """Every month of the window. BadInput when a wage is missing or there are not as many as months."""
    if window.is_empty:
        return ()
    if wages and monthly_wage is not None:
        raise wrong(
            "wages",
            "answered_twice",
            "月工资和逐月工资只填一种，请删去其中一种。",
            "Please give either one monthly wage or the months one by one, and leave the other open.",
        )
    if not wages and monthly_wage is None:
        raise wrong(
            "monthly_wage",
            "missing",
            "请填写正常工作的月工资，或者逐月填写。",
            "Please enter the normal monthly wage, or the months one by one.",
        )
    spans = list(_spans(window))
    if wages and len(wages) != len(spans):
        raise wrong(
            "wages",
            "wrong_number",
            f"计算期间{short_zh(window.first)}至{short_zh(window.last)}共{len(spans)}个月（含不足一月的），"
            f"填写了{len(wages)}个月的工资，请逐月对应填写。",
            f"From {short_en(window.first)} to {short_en(window.last)} there are {len(spans)} months, the incomplete one "
            f"included, but {len(wages)} wages. Please enter one for each.",
        )
    found = []
    for number, (first, last, is_whole) in enumerate(spans):
        wage = wages[number]["amount"] if wages else monthly_wage
        assert wage is not None
        found.append(
            MonthDue(first, last, wage, Fraction(1))
            if is_whole
            else part(first, last, wage, calendar, "ended_on")
        )
    return tuple(found)


def _spans(window: Window) -> Iterator[tuple[date, date, bool]]:
    number, first = 0, window.first
    while first <= window.last:
        number += 1
        following = anniversary(window.first, number)
        if following - ONE_DAY <= window.last:
            yield first, following - ONE_DAY, True
        else:
            yield first, window.last, False
        first = following


def part(first: date, last: date, wage: Decimal, calendar: Calendar, field: str) -> MonthDue:
    """Less than a month: the working days in it over those of their calendar month. Never above a whole month."""
    share, notes = Fraction(0), []
    start = first
    try:
        while start <= last:
            month = start.replace(day=1)
            end = min(last, add_months(month, 1) - ONE_DAY)
            worked = _working_days(start, end, calendar)
            of = _working_days(month, add_months(month, 1) - ONE_DAY, calendar)
            share += Fraction(worked, of)
            notes.append((worked, of, month))
            start = end + ONE_DAY
    except CalendarUnknown as unknown:
        raise _not_loaded(unknown.year, first, field) from None
    how_zh = "、".join(f"{month.month}月{of}个工作日中的{worked}日" for worked, of, month in notes)
    how_en = ", ".join(f"{worked} of {of} working days of {month_en(month)}" for worked, of, month in notes)
    return MonthDue(first, last, wage, min(share, Fraction(1)), (f"（{how_zh}）", f" ({how_en})"))


def _working_days(first: date, last: date, calendar: Calendar) -> int:
    return sum(day.is_working for day in calendar.days(first, last))


def _not_loaded(year: int, first: date, field: str) -> Exception:
    whole_until = first - ONE_DAY
    if field == "claimed_on":
        return wrong(
            field,
            "calendar_not_loaded",
            f"没有载入{year}年的放假安排，无法按工作日区分一年以内和以前的部分。请先载入该年的通知，或者不填申请仲裁日期。",
            f"The holidays of {year} are not loaded, so the month cannot be divided by working days. Please load its notice, "
            "or leave the day of filing open.",
        )
    return wrong(
        field,
        "calendar_not_loaded",
        f"没有载入{year}年的放假安排，不足一个月的部分无法按实际工作日计算，程序不作推测。请先载入该年的通知，"
        f"或者只算整月，即算到{short_zh(whole_until)}。",
        f"The holidays of {year} are not loaded, so the incomplete month cannot be counted by working days, and nothing is "
        f"guessed. Please load its notice, or count whole months only, to {short_en(whole_until)}.",
    )
