"""Overtime pay: 150 % for longer hours, 200 % for rest days without time off, 300 % for statutory holidays (LL 44).

An hour is the monthly base over 21.75 over 8. The base is the pay for normal work, not below the minimum wage; a base
agreed below the contract's wage does not count (BJ-WAGE 44, BJ-QA 57).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cases.law.figures import Figures
from cases.law.pay.day_wage import HOURS_A_DAY, hourly
from cases.law.pay.floors import taken_off
from cases.law.pay.overtime_base import overtime_base
from cases.law.results import (
    BadInput,
    Problem,
    Result,
    Text,
    Value,
    Version,
    cents,
    in_force,
    summed,
    wrong,
)
from cases.law.steps import Step

STANDARD, COMPREHENSIVE, FLEXIBLE = "standard", "comprehensive", "flexible"
SYSTEMS = {
    STANDARD: Text("标准工时", "standard hours"),
    COMPREHENSIVE: Text("综合计算工时", "comprehensive hours"),
    FLEXIBLE: Text("不定时工作制", "flexible hours"),
}
VERSIONS = (
    Version(
        "overtime",
        date(2008, 1, 3),  # since the monthly wage is divided by 21.75
        ("LL 44", "BJ-WAGE 14"),
        Text(
            "《劳动法》；月计薪天数21.75天，自2008年1月3日起",
            "Labour Law; 21.75 paid days a month, from 3 January 2008",
        ),
    ),
)
EXTENDED, REST, HOLIDAY = Fraction(3, 2), Fraction(2), Fraction(3)
MOST_HOURS_A_MONTH = 36
_HOURS_OF_A_LONG_MONTH = 31 * 24


@dataclass(frozen=True, slots=True)
class _Hours:
    """The hours that are paid at one rate."""

    words: Text
    hours: Decimal
    rate: Fraction
    basis: tuple[str, ...]


def overtime(
    *,
    on: date,
    monthly_wage: Decimal,
    system: str = STANDARD,
    is_approved: bool = True,
    extended_hours: Decimal = Decimal(0),
    rest_hours: Decimal = Decimal(0),
    rest_days: Decimal = Decimal(0),
    rest_hours_off: Decimal = Decimal(0),
    holiday_hours: Decimal = Decimal(0),
    holiday_days: Decimal = Decimal(0),
    paid_ratio: Decimal = Decimal(0),
    paid: Decimal | None = None,
    agreed_base: Decimal | None = None,
    is_wage_agreed: bool = True,
    months: int | None = None,
    region: str = "beijing",
    minimum_wage: Decimal | None = None,
    figures: Figures,
) -> Result:
    """What overtime is due still, yuan (LL 44, BJ-WAGE 14, 16, 17, 44, BJ-QA 57).

    `on` is a day of the time it was worked: it decides the minimum wage. A day counts eight hours. `rest_hours_off` were
    made up by time off. `paid_ratio` was paid for each of these hours already (1 is the single wage): only the difference
    is due; `paid` is a sum paid for them. `months` is how many months the hours were worked in. BadInput as usual.
    """
    version = in_force(VERSIONS, on, field="on")
    rest, holiday = rest_days * HOURS_A_DAY + rest_hours, holiday_days * HOURS_A_DAY + holiday_hours
    _check_hours(extended_hours, rest, holiday, rest_hours_off, months)
    base, base_steps, least, cautions = overtime_base(
        on, monthly_wage, agreed_base, is_wage_agreed, region, minimum_wage, figures
    )
    kept, why = _counted(system, is_approved, extended_hours, rest - rest_hours_off, holiday)
    steps = [*base_steps, *_added_up(_REST_DAYS, rest_days, rest_hours)]
    steps += _added_up(_HOLIDAYS, holiday_days, holiday_hours)
    steps += [*why, *(_sum(base, one, paid_ratio) for one in kept)]
    steps += [*_beyond_the_limit(kept, months), *taken_off(summed(steps), paid)]
    steps += [] if kept else [_NONE_DUE]
    total = summed(steps)
    return Result(
        kind="overtime",
        version=version,
        answer=_answer(total),
        amount=total,
        values=_values(base),
        steps=tuple(steps),
        cautions=(*cautions, _PROOF, _IN_PIECES, *_OF_SYSTEM.get(system, ())),
        figures=(least,),
    )


_REST_DAYS, _HOLIDAYS = Text("休息日", "Rest days"), Text("法定休假日", "Statutory holidays")


def _added_up(where: Text, days: Decimal, hours: Decimal) -> tuple[Step, ...]:
    """Whole days come on top of the hours."""
    if not days or not hours:
        return ()
    whole = days * HOURS_A_DAY
    s = "" if days == 1 else "s"
    return (
        Step(
            f"{where.zh}：整天{days:f}天×8小时＝{whole:f}小时，另加{hours:f}小时，共{whole + hours:f}小时。",
            f"{where.en}: {days:f} whole day{s} × 8 hours = {whole:f} hours, plus {hours:f} hours, {whole + hours:f} hours in all.",
        ),
    )


def _answer(total: Decimal) -> Text:
    return Text(f"加班工资（还应支付）{total:,}元。", f"Overtime pay due still: {total:,} yuan.")


def _values(base: Decimal) -> tuple[Value, ...]:
    return (
        Value("base", Text("月基数", "monthly base"), base, "yuan"),
        Value("hourly", Text("小时工资", "wage of an hour"), cents(hourly(base)), "yuan"),
    )


_NONE_DUE = Step("没有应当支付的加班工资。", "No overtime pay is due.", adds=Decimal("0.00"))


def _check_hours(
    extended: Decimal, rest: Decimal, holiday: Decimal, off: Decimal, months: int | None
) -> None:
    problems: list[Problem] = []
    if not extended and not rest and not holiday:
        problems += wrong(
            "extended_hours",
            "missing",
            "请至少填写一种加班的小时数或者天数。",
            "Please enter the hours or days of at least one kind of overtime.",
        ).problems
    if off > rest:
        problems += wrong(
            "rest_hours_off",
            "too_large",
            "补休的小时数多于休息日加班的小时数，请核对。",
            "More time off than was worked on rest days. Please check the hours.",
        ).problems
    if months and extended + rest + holiday > months * _HOURS_OF_A_LONG_MONTH:
        problems += wrong(
            "months",
            "too_small",
            f"{months}个月没有这么多小时，请核对小时数和月数。",
            f"There are not so many hours in {months} months. Please check the hours and the months.",
        ).problems
    if problems:
        raise BadInput(*problems)


def _counted(
    system: str, is_approved: bool, extended: Decimal, rest: Decimal, holiday: Decimal
) -> tuple[Sequence[_Hours], Sequence[Step]]:
    """The hours that are paid under this system of working time, and why others are not."""
    steps: list[Step] = []
    law = ("LL 44", "BJ-WAGE 14")
    if system != STANDARD and not is_approved:
        steps.append(_not_approved(system))
    elif system == FLEXIBLE:
        return (), (_FLEXIBLE,)
    elif system == COMPREHENSIVE:
        law = ("LL 44", "BJ-WAGE 16")
        if rest:
            steps.append(_rest_in_the_period(rest))
        rest = Decimal(0)
    kinds = (
        _Hours(Text("延长工作时间", "longer hours"), extended, EXTENDED, law),
        _Hours(Text("休息日工作、没有补休", "rest days without time off"), rest, REST, law),
        _Hours(Text("法定休假日工作", "statutory holidays"), holiday, HOLIDAY, (*law, "HOL 2")),
    )
    return [one for one in kinds if one.hours], steps


_FLEXIBLE = Step(
    "经批准实行不定时工作制的，不适用加班工资的规定。",
    "Under approved flexible hours the rules on overtime pay do not apply.",
    basis=("BJ-WAGE 17",),
)


def _not_approved(system: str) -> Step:
    return Step(
        f"{SYSTEMS[system].zh}没有经过审批，按标准工时计算。",
        f"The {SYSTEMS[system].en} were not approved: standard hours apply.",
        basis=("BJ-WAGE 16" if system == COMPREHENSIVE else "BJ-WAGE 17",),
    )


def _rest_in_the_period(rest: Decimal) -> Step:
    return Step(
        f"综合计算工时的，休息日工作的{rest:f}小时不单独按200%计算：整个周期超过标准的部分按150%计算。",
        f"Under comprehensive hours the {rest:f} hours on rest days are not paid at 200 %: what exceeds the standard hours of "
        "the whole period is paid at 150 %.",
        basis=("BJ-WAGE 16",),
    )


def _sum(base: Decimal, one: _Hours, paid_ratio: Decimal) -> Step:
    due = max(one.rate - Fraction(paid_ratio), Fraction(0))
    amount = cents(hourly(base) * Fraction(one.hours) * due)
    share = f"{cents(due * 100).normalize():f}%"
    s = "" if one.hours == 1 else "s"
    whole = f"{cents(one.rate * 100).normalize():f}%"
    zh = f"（{whole}减去已付的{cents(Fraction(paid_ratio) * 100).normalize():f}%）" if paid_ratio else ""
    en = (
        f" ({whole} less the {cents(Fraction(paid_ratio) * 100).normalize():f}% already paid)"
        if paid_ratio
        else ""
    )
    return Step(
        f"{one.words.zh}{one.hours:f}小时：{base:,}元÷21.75÷8×{one.hours:f}×{share}{zh}＝{amount:,}元。",
        f"{one.words.en.capitalize()}, {one.hours:f} hour{s}: {base:,} yuan ÷ 21.75 ÷ 8 × {one.hours:f} × {share}{en} = "
        f"{amount:,} yuan.",
        basis=one.basis,
        adds=amount,
    )


_PROOF = Text(
    "双方确认的考勤记录可以证明加班；仅有电子打卡记录的，或者值班的，可能得不到支持。",
    "Attendance records that both sides confirmed prove overtime; a time clock alone, or being on duty, is possibly not enough.",
)
_IN_PIECES = Text(
    "期间内工资或者最低工资标准有变化的，请分段计算。",
    "If the wage or the minimum wage changed in between, please compute each time by itself.",
)


def _beyond_the_limit(kept: Sequence[_Hours], months: int | None) -> tuple[Step, ...]:
    hours = sum((one.hours for one in kept), Decimal(0))
    if not months or hours <= months * MOST_HOURS_A_MONTH:
        return ()
    return (
        Step(
            f"{months}个月加班{hours:f}小时，平均每月超过36小时的法定上限；加班工资照付，可以向劳动保障监察反映。",
            f"{hours:f} hours in {months} months exceed the legal limit of 36 a month on average. The pay is due all the same; "
            "the labour inspectorate may be told.",
            basis=("LL 41",),
        ),
    )


_OF_SYSTEM = {
    COMPREHENSIVE: (
        Text(
            "综合计算工时的“延长工作时间”，填写整个周期内总实际工作时间超过总标准工作时间的小时数；"
            "周期为季或者年的，基数用周期内的月平均工资。",
            "Under comprehensive hours, the longer hours are what all hours of the period exceed its standard hours by; "
            "for a period of a quarter or a year the base is the average monthly wage in it.",
        ),
    ),
    FLEXIBLE: (
        Text(
            "不定时工作制须经审批；在北京，高级管理人员不需要审批。",
            "Flexible hours need an approval; in Beijing not for senior executives.",
        ),
    ),
}
