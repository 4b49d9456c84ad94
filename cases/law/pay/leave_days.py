"""How many days of annual leave a calendar year gives, and how many of them are left (AL 3, 4; ALM 3–5, 8, 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cases.law.calendar import ONE_DAY
from cases.law.results import BadInput, Problem, Text, cents, wrong
from cases.law.steps import Step, date_en, date_zh, many, short_en, short_zh

DAYS_OF_A_YEAR = 365  # also in a leap year: the measures say so
PERSONAL_LEAVE_THAT_COSTS_IT = 20


@dataclass(frozen=True, slots=True)
class Taken:
    """What a worker did in the year that may cost the leave (AL 4, ALM 8)."""

    paid_personal_days: int
    sick_months: Decimal
    has_longer_school_holidays: bool
    lost_by_last_year: bool


def full_days(years: int) -> int:
    """The leave of a whole year, by whole years of work in all (AL 3)."""
    return 0 if years < 1 else 5 if years < 10 else 10 if years < 20 else 15


def sick_months_that_cost_it(years: int) -> int:
    """From so many months of sick leave in the year on there is no leave (AL 4)."""
    return 2 if years < 10 else 3 if years < 20 else 4


@dataclass(frozen=True, slots=True)
class Due:
    """The days of the year: of a whole one, and of the calendar days that count; `exact` before the fraction drops."""

    full: int
    days: int
    calendar_days: int
    exact: Fraction


def check_days(year: int, joined_on: date | None, qualified_on: date | None, left_on: date | None) -> None:
    problems: list[Problem] = []
    last = date(year, 12, 31)
    for name, day in (("joined_on", joined_on), ("qualified_on", qualified_on)):
        if day is not None and day > (left_on or last):
            problems += wrong(
                name,
                "too_late",
                f"{short_zh(day)}晚于所问年度或者离职日期，请核对。",
                f"{short_en(day)} is after the year asked about, or after the day of leaving. Please check it.",
            ).problems
    if left_on is not None and left_on.year != year:
        problems += wrong(
            "left_on",
            "other_year",
            f"离职日期不在{year}年：只有当年离职的才填写，其他年度请分别计算。",
            f"The day of leaving is not in {year}: enter it only for the year of leaving, and compute each year by itself.",
        ).problems
    if problems:
        raise BadInput(*problems)


def entitled(
    year: int,
    years: int,
    has_twelve_months: bool,
    joined_on: date | None,
    qualified_on: date | None,
    left_on: date | None,
) -> tuple[Due, list[Step]]:
    if not has_twelve_months or years < 1:
        step = Step(
            "没有连续工作满十二个月，不享受年休假。",
            "Without twelve months of unbroken work there is no annual leave.",
            basis=("ALM 3", "BJ-QA 62"),
        )
        return Due(0, 0, 0, Fraction(0)), [step]
    full = full_days(years)
    first = max(day for day in (date(year, 1, 1), joined_on, qualified_on) if day is not None)
    last = left_on or date(year, 12, 31)
    steps = [
        Step(
            f"累计工作满{years}年，全年年休假{full}天。",
            f"{many(years, 'year')} of work in all: {full} days for a whole year.",
            basis=("AL 3", "ALM 4"),
        )
    ]
    days = (last - first + ONE_DAY).days
    if first == date(year, 1, 1) and last == date(year, 12, 31):
        return Due(full, full, days, Fraction(full)), steps
    exact = Fraction(days * full, DAYS_OF_A_YEAR)
    due = Due(full, int(exact), days, exact)
    return due, [*steps, _share_step(first, last, due, "ALM 12" if left_on else "ALM 5")]


def _share_step(first: date, last: date, due: Due, article: str) -> Step:
    formula = f"{due.calendar_days} ÷ 365 × {due.full} = {cents(due.exact)}"
    return Step(
        f"{date_zh(first)}至{date_zh(last)}共{due.calendar_days}个日历天：{formula.replace(' ', '').replace('=', '＝')}，"
        f"舍去不足一天的部分，{due.days}天。",
        f"{date_en(first)} to {date_en(last)}: {due.calendar_days} calendar days; {formula}; the fraction is dropped: "
        f"{due.days} days.",
        first,
        (article,),
    )


def untaken(
    due: Due, years: int, taken_days: Decimal, taken: Taken, has_left: bool
) -> tuple[Decimal, list[Step], list[Text]]:
    """The days still due, why, and what to mind."""
    if (why := _lost(years, taken, taken_days)) is not None:
        cautions = []
        if taken_days and not taken.has_longer_school_holidays and not taken.lost_by_last_year:
            cautions.append(_NEXT_YEAR)
        return Decimal(0), [why], cautions
    # On leaving, the days taken come off before the fraction is dropped: so the formula has it.
    left = Fraction(int(due.exact - Fraction(taken_days))) if has_left else due.days - Fraction(taken_days)
    rest = max(Decimal(left.numerator) / Decimal(left.denominator), Decimal(0))
    if not taken_days:
        return rest, [], []
    basis = "ALM 12" if has_left else "ALM 10"
    if taken_days > due.exact:
        step = Step(
            f"已休{taken_days:f}天，多于应休天数；多休的不再扣回。",
            f"{taken_days:f} days were taken, more than were due; the surplus is not charged.",
            basis=(basis,),
        )
    elif has_left:
        exact, open_days = cents(due.exact), cents(due.exact - Fraction(taken_days))
        step = Step(
            f"已休{taken_days:f}天：{exact}−{taken_days:f}＝{open_days}，舍去不足一天的部分，应休未休{rest:f}天。",
            f"{taken_days:f} days were taken: {exact} − {taken_days:f} = {open_days}; the fraction is dropped: {rest:f} days "
            "not taken.",
            basis=(basis,),
        )
    else:
        step = Step(
            f"已休{taken_days:f}天，应休未休{rest:f}天。",
            f"Taken: {many(taken_days, 'day')}; not taken: {many(rest, 'day')}.",
            basis=(basis,),
        )
    return rest, [step], []


_NEXT_YEAR = Text(
    "当年已经休过年休假、之后才出现该情形的，不享受的是下一年度的年休假；只休了一部分的如何处理没有明文，请核实。",
    "If the leave was taken before the reason arose, it is the next year’s leave that is lost; the law does not say what "
    "holds when only a part was taken. Please check.",
)


def _lost(years: int, taken: Taken, taken_days: Decimal) -> Step | None:
    """Why the rest of this year's leave is lost (AL 4, ALM 8); None when it is not."""
    months = sick_months_that_cost_it(years)
    reasons = (
        (
            taken.lost_by_last_year,
            Text(
                "上一年度休完年休假后出现了不享受的情形",
                "last year’s leave was taken before the reason to lose it arose",
            ),
            "ALM 8",
        ),
        (
            taken.has_longer_school_holidays,
            Text("寒暑假天数多于年休假", "the school holidays were longer than the leave"),
            "AL 4",
        ),
        (
            taken.paid_personal_days >= PERSONAL_LEAVE_THAT_COSTS_IT,
            Text(
                f"带薪事假累计{taken.paid_personal_days}天，达到20天",
                f"{taken.paid_personal_days} days of paid personal leave, twenty or more",
            ),
            "AL 4",
        ),
        (
            taken.sick_months >= months,
            Text(
                f"病假累计{taken.sick_months}个月，达到{months}个月",
                f"{taken.sick_months} months of sick leave, {months} or more",
            ),
            "AL 4",
        ),
    )
    for is_so, words, article in reasons:
        if is_so:
            rest_zh, rest_en = ("其余的", "the rest of ") if taken_days else ("", "")
            return Step(
                f"{words.zh}，不享受当年{rest_zh}年休假。",
                f"{words.en[0].upper()}{words.en[1:]}: {rest_en}this year’s leave is lost.",
                basis=(article,),
            )
    return None
