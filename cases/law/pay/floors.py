"""What pay must not fall below: the minimum wage, sick pay, pay in a standstill (LL 48; BJ-WAGE 10, 18, 21, 27)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cases.law.calendar import ONE_DAY, Calendar
from cases.law.ending.length_of_service import anniversary, length
from cases.law.figures import KINDS, Figures
from cases.law.pay.day_wage import minimum_wage as wage_of
from cases.law.pay.day_wage import part_of_month, perhaps_outdated
from cases.law.results import Figure, Result, Text, Value, Version, cents, in_force, summed
from cases.law.steps import Step, date_en, date_zh

SICK_SHARE = Fraction(80, 100)
STANDSTILL_SHARE = Fraction(70, 100)
_SINCE = date(2004, 1, 22)
_RULES = Text(
    "《北京市工资支付规定》，自2004年1月22日起施行",
    "Beijing Provisions on the Payment of Wages, from 22 January 2004",
)
MINIMUM_VERSIONS = (Version("minimum_wage", _SINCE, ("LL 48", "BJ-WAGE 10"), _RULES),)
SICK_VERSIONS = (Version("sick_pay", _SINCE, ("BJ-WAGE 21",), _RULES),)
STANDSTILL_VERSIONS = (Version("standstill_pay", _SINCE, ("BJ-WAGE 27",), _RULES),)
_LIKE_WITH_LIKE = Text(
    "最低工资不含加班工资、特殊条件津贴，北京市也不含劳动者个人缴纳的社会保险费和住房公积金；比较时应先剔除。",
    "The minimum wage leaves out overtime pay and allowances for special conditions; in Beijing also the worker’s own "
    "insurance and housing-fund share. Take them off before comparing.",
)
_BY_THE_HOUR = ("minimum_hour", "part_time_hour", "part_time_holiday_hour")


def minimum_wage(
    *, on: date, paid: Decimal | None = None, region: str = "beijing", figures: Figures
) -> Result:
    """The minimum wages in force on a day, yuan a month and an hour (BJ-WAGE 10, 18), and what `paid` for that month
    falls short. BadInput when no monthly figure is loaded."""
    version = in_force(MINIMUM_VERSIONS, on, field="on")
    month = figures.needed("minimum_wage", region, on, field="on")
    hours = [found for kind in _BY_THE_HOUR if (found := figures.find(kind, region, on))]
    # An hourly figure older than the month's is of an earlier announcement: it may be out of date.
    hours = [found for found in hours if found.since == month.since]
    shown = (month, *hours)
    return Result(
        kind="minimum_wage",
        version=version,
        answer=Text(
            f"{date_zh(on)}的月最低工资标准为{month.value:,}元。",
            f"The minimum wage on {date_en(on)} is {month.value:,} yuan a month.",
        ),
        amount=None if paid is None else max(cents(month.value) - paid, Decimal("0.00")),
        values=tuple(Value(one.kind, KINDS[one.kind].name, one.value, "yuan") for one in shown),
        steps=(*(_published(one) for one in shown), *_short_of(cents(month.value), paid, ("BJ-WAGE 10",))),
        cautions=(*perhaps_outdated(month, on, figures), *_not_loaded(len(hours)), _LIKE_WITH_LIKE),
        figures=shown,
    )


def sick_pay_floor(
    *,
    on: date,
    paid: Decimal | None = None,
    region: str = "beijing",
    minimum_wage: Decimal | None = None,
    figures: Figures,
) -> Result:
    """The least sick pay of a whole month, yuan: 80 % of the minimum wage (BJ-WAGE 21), and what `paid` for that
    month falls short of it. The contract may promise more."""
    version = in_force(SICK_VERSIONS, on, field="on")
    least = wage_of(on, region, minimum_wage, figures)
    floor = cents(Fraction(least.value) * SICK_SHARE)
    step = Step(
        f"病假工资不低于最低工资标准的80%：{least.value:,}元×80%＝{floor:,}元。",
        f"Sick pay is at least 80 % of the minimum wage: {least.value:,} yuan × 80 % = {floor:,} yuan.",
        least.since,
        ("BJ-WAGE 21",),
    )
    return Result(
        kind="sick_pay_floor",
        version=version,
        answer=Text(
            f"整月病假的工资不低于{floor:,}元。", f"Sick pay for a whole month is at least {floor:,} yuan."
        ),
        amount=None if paid is None else max(floor - paid, Decimal("0.00")),
        values=(Value("floor", Text("病假工资下限", "least sick pay"), floor, "yuan"),),
        steps=(step, *_short_of(floor, paid, ("BJ-WAGE 21",))),
        cautions=(
            *perhaps_outdated(least, on, figures),
            Text(
                "劳动合同或者集体合同约定的病假工资更高的，按约定。",
                "Where the contract or the collective contract promises more sick pay, it is followed.",
            ),
        ),
        figures=(least,),
    )


def standstill_pay(
    *,
    began_on: date,
    ended_on: date,
    monthly_wage: Decimal,
    has_work: bool = False,
    new_wage: Decimal | None = None,
    paid: Decimal | None = None,
    region: str = "beijing",
    minimum_wage: Decimal | None = None,
    calendar: Calendar,
    figures: Figures,
) -> Result:
    """Pay in a standstill that the worker did not cause, yuan (BJ-WAGE 27): the wage for the first pay period (a month
    here), then 70 % of the minimum wage without work, or with work the newly agreed wage, at least the minimum.

    Both days included. `paid` for the whole time is taken off. BadInput as usual.
    """
    version = in_force(STANDSTILL_VERSIONS, began_on, field="began_on")
    length(began_on, ended_on)
    steps: list[Step] = []
    used: list[Figure] = []
    for first, last, whole in _pay_periods(began_on, ended_on):
        monthly, words = monthly_wage, _FULL
        if steps:
            used.append(wage_of(first, region, minimum_wage, figures))
            monthly, words = _later(used[-1], has_work, new_wage)
        amount = cents(monthly)
        if not whole:
            amount = part_of_month(monthly, first, last, calendar, field="ended_on").amount
        steps.append(_period(first, last, monthly, words, amount))
    number = len(steps)
    steps += taken_off(summed(steps), paid)
    total = summed(steps)
    return Result(
        kind="standstill_pay",
        version=version,
        answer=Text(
            f"停工期间还应支付{total:,}元。", f"For the time of the standstill {total:,} yuan is due still."
        ),
        amount=total,
        values=(Value("periods", Text("工资支付周期数", "pay periods"), number),),
        steps=tuple(steps),
        cautions=(*(perhaps_outdated(used[-1], ended_on, figures) if used else ()), _MONTHLY),
        figures=tuple(dict.fromkeys(used)),
    )


def _pay_periods(began_on: date, ended_on: date) -> Iterator[tuple[date, date, bool]]:
    """The months from the first day of the standstill: first day, last day, and whether it is a whole one."""
    first, number = began_on, 1
    while first <= ended_on:
        after = anniversary(began_on, number)
        yield first, min(after - ONE_DAY, ended_on), after - ONE_DAY <= ended_on
        first, number = after, number + 1


_FULL = Text("第一个工资支付周期，按正常劳动支付", "first pay period, at the full wage")
_MONTHLY = Text(
    "此处按一个月为一个工资支付周期、自停工之日起算；周期不同的请核对。不足一个周期的部分按计薪日除以21.75折算，"
    "周期之内最低工资标准调整的按周期首日的标准。",
    "The pay period is taken as a month from the first day of the standstill; please check it. A part of a period is paid "
    "by its pay days over 21.75, at the minimum wage of the first day of the period.",
)


def _later(least: Figure, has_work: bool, new_wage: Decimal | None) -> tuple[Decimal, Text]:
    if has_work:
        words = Text(
            f"安排了工作，按新约定的工资，不低于最低工资标准{least.value:,}元",
            f"with work, at the newly agreed wage, at least the minimum wage of {least.value:,} yuan",
        )
        return max(new_wage or least.value, least.value), words
    words = Text(
        f"没有安排工作，不低于最低工资标准{least.value:,}元的70%",
        f"without work, at least 70 % of the minimum wage of {least.value:,} yuan",
    )
    return cents(Fraction(least.value) * STANDSTILL_SHARE), words


def _period(first: date, last: date, monthly: Decimal, words: Text, amount: Decimal) -> Step:
    return Step(
        f"{date_zh(first)}至{date_zh(last)}：{words.zh}，每月{cents(monthly):,}元，计{amount:,}元。",
        f"{date_en(first)} to {date_en(last)}: {words.en}; {cents(monthly):,} yuan a month, {amount:,} yuan.",
        first,
        ("BJ-WAGE 27",),
        adds=amount,
    )


def taken_off(due: Decimal, paid: Decimal | None) -> tuple[Step, ...]:
    """What was paid already, off what is due: never more than that."""
    if not paid or not due:
        return ()
    off = min(paid, due)
    zh = "" if off == paid else f"，最多扣到零，计扣{off:,}元"
    en = "" if off == paid else f"; no more than is due comes off: {off:,} yuan"
    return (Step(f"减去已经支付的{paid:,}元{zh}。", f"Less {paid:,} yuan paid already{en}.", adds=-off),)


def _published(found: Figure) -> Step:
    name = KINDS[found.kind].name
    unit = KINDS[found.kind].unit
    return Step(
        f"{name.zh}：{found.value:,}{unit.zh}，自{date_zh(found.since)}起执行。",
        f"{name.en.capitalize()}: {found.value:,} {unit.en}, from {date_en(found.since)}.",
        found.since,
        ("BJ-WAGE 18",) if found.kind.startswith("part_time") else ("BJ-WAGE 10",),
    )


def _short_of(floor: Decimal, paid: Decimal | None, basis: tuple[str, ...]) -> tuple[Step, ...]:
    if paid is None:
        return ()
    short = max(floor - paid, Decimal("0.00"))
    return (
        Step(
            f"当月实付{paid:,}元，与下限{floor:,}元相比，差额{short:,}元。",
            f"Paid for the month: {paid:,} yuan; short of {floor:,} yuan by {short:,} yuan.",
            basis=basis,
            adds=short,
        ),
    )


def _not_loaded(loaded: int) -> tuple[Text, ...]:
    if loaded == len(_BY_THE_HOUR):
        return ()
    return (
        Text(
            "这一时期的小时标准没有全部载入，需要的请查当年通知。",
            "Not all hourly figures of this time are loaded; please look them up in the notice of the year.",
        ),
    )
