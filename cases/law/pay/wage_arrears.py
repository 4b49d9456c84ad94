"""Unpaid wages: month by month, or a period at a monthly wage (LCL 30, BJ-WAGE 9, BJ-QA 54).

The 25 % of BJ-WAGE 35 and the 50–100 % of LCL 85 are never added: the labour bureau orders them, not a calculator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cases.law.calendar import ONE_DAY, Calendar, add_months
from cases.law.ending.length_of_service import length
from cases.law.pay.day_wage import part_of_month
from cases.law.pay.floors import taken_off
from cases.law.results import BadInput, Problem, Result, Text, Value, Version, cents, in_force, summed, wrong
from cases.law.steps import Step, date_en, date_zh

VERSIONS = (
    Version(
        "wage_arrears",
        date(2008, 1, 1),
        ("LCL 30", "BJ-WAGE 9"),
        Text("《劳动合同法》，自2008年1月1日起施行", "Labour Contract Law, from 1 January 2008"),
    ),
)
GRACE = timedelta(days=7)
_NOT_ADDED = Text(
    "拖欠工资的25%补偿金，以及逾期不付时由劳动行政部门责令加付的50%至100%，不在本计算之内；"
    "后者须先经劳动行政部门处理，不能直接申请仲裁。",
    "The 25 % on top, and the 50–100 % that the labour bureau may order for late payment, are not part of this; the latter "
    "goes through the bureau first and cannot be claimed directly.",
)
_GROSS = Text(
    "按应得工资计算，含个人应缴的社会保险费和个人所得税；单位有权代扣的，实际到手会少一些。",
    "Gross pay, before the worker’s own insurance and tax; what arrives may be less by what the employer withholds.",
)
_METHOD = Text(
    "不满整月的部分按计薪日（含法定休假日）除以21.75折算，最多为整月工资；按缺勤天数倒扣的算法结果可能略有不同。",
    "A part of a month is paid by its pay days (statutory holidays included) over 21.75, at most the month’s wage; counting "
    "off the absent days instead may give a slightly different figure.",
)


def wage_arrears(
    *,
    rows: Sequence[Mapping[str, Any]] = (),
    monthly_wage: Decimal | None = None,
    started_on: date | None = None,
    ended_on: date | None = None,
    paid: Decimal | None = None,
    payday: date | None = None,
    calendar: Calendar,
) -> Result:
    """The wages due still, yuan: what `rows` (label, due, paid) leave open, or a period at a monthly wage; less `paid`.

    Both days of the period are included. Whole calendar months at the monthly wage, parts of a month by their pay days
    over 21.75. `payday` is the agreed day of the last payment: it was due seven days later at the latest (BJ-QA 54).
    BadInput when neither or both are told, or a row was paid more than it was due.
    """
    has_period = any(one is not None for one in (monthly_wage, started_on, ended_on))
    _one_way(bool(rows), has_period)
    steps, is_broken = list(_row_steps(rows)), False
    on = payday
    if has_period:
        wage, first, last = _period(monthly_wage, started_on, ended_on)
        more, is_broken = _period_steps(wage, first, last, calendar)
        steps += more
        on = last
    # Rows have labels, not days: without any day it is today's rule that is named.
    version = in_force(VERSIONS, on, field="ended_on") if on else VERSIONS[-1]
    steps += taken_off(summed(steps), paid)
    steps += _latest_day(payday)
    total = summed(steps)
    return Result(
        kind="wage_arrears",
        version=version,
        answer=Text(f"拖欠的工资共{total:,}元。", f"Wages due still: {total:,} yuan."),
        amount=total,
        values=_latest(payday),
        steps=tuple(steps),
        cautions=(*((_METHOD,) if is_broken else ()), _GROSS, _NOT_ADDED),
    )


def _one_way(has_rows: bool, has_period: bool) -> None:
    if not has_rows and not has_period:
        raise wrong(
            "rows",
            "missing",
            "请逐月填写应付和已付工资，或者填写欠薪期间和月工资。",
            "Please enter the months with what was due and paid, or the unpaid time and the monthly wage.",
        )
    if has_rows and has_period:
        raise wrong(
            "rows",
            "answered_twice",
            "逐月填写和按期间填写只选一种，请删去其中一种，以免同一个月重复计算。",
            "Please give either the months one by one or the period with its monthly wage, and leave the other open, so that "
            "no month is counted twice.",
        )


def _row_steps(rows: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    problems: list[Problem] = []
    steps: list[Step] = []
    for number, row in enumerate(rows, start=1):
        due, paid = row["due"], row.get("paid") or Decimal("0.00")
        label = row.get("label") or str(number)
        if paid > due:
            problems += wrong(
                f"rows.{number}.paid",
                "too_large",
                f"第{number}行，已付多于应付：补发的以前工资请填到所补的月份。",
                f"Line {number}: more was paid than was due. Please enter what made up for an earlier month in that month.",
            ).problems
            continue
        left = cents(due - paid)
        steps.append(
            Step(
                f"{label}：应付{due:,}元，已付{paid:,}元，尚欠{left:,}元。",
                f"{label}: due {due:,} yuan, paid {paid:,}, open {left:,} yuan.",
                basis=("LCL 30",),
                adds=left,
            )
        )
    if problems:
        raise BadInput(*problems)
    return tuple(steps)


def _period(
    monthly_wage: Decimal | None, started_on: date | None, ended_on: date | None
) -> tuple[Decimal, date, date]:
    if monthly_wage is None or started_on is None or ended_on is None:
        answers = {"monthly_wage": monthly_wage, "started_on": started_on, "ended_on": ended_on}
        raise wrong(
            next(name for name, answer in answers.items() if answer is None),
            "missing",
            "按期间计算的，月工资、开始日期和结束日期都要填写。",
            "For a period please enter the monthly wage, its first day and its last day.",
        )
    length(started_on, ended_on)
    return monthly_wage, started_on, ended_on


def _period_steps(wage: Decimal, first: date, last: date, calendar: Calendar) -> tuple[list[Step], bool]:
    """A step for the part month at the start, the whole months together, the part month at the end."""
    steps: list[Step] = []
    months, whole_from, on = 0, first, first
    while on <= last:
        after = add_months(on.replace(day=1), 1)
        end = min(after - ONE_DAY, last)
        if on.day == 1 and end == after - ONE_DAY:
            whole_from, months = (on if not months else whole_from), months + 1
        else:
            if months:
                steps.append(_whole_months(wage, whole_from, on - ONE_DAY, months))
                months = 0
            steps.append(_part(wage, on, end, calendar))
        on = after
    if months:
        steps.append(_whole_months(wage, whole_from, last, months))
    return steps, any(step.basis == _PART_BASIS for step in steps)


_PART_BASIS = ("LCL 30", "BJ-QA 57")


def _whole_months(wage: Decimal, first: date, last: date, months: int) -> Step:
    amount = cents(wage * months)
    return Step(
        f"{date_zh(first)}至{date_zh(last)}，整月{months}个：{wage:,}元×{months}＝{amount:,}元。",
        f"{date_en(first)} to {date_en(last)}, whole months ({months}): {wage:,} yuan × {months} = {amount:,} yuan.",
        first,
        ("LCL 30",),
        adds=amount,
    )


def _part(wage: Decimal, first: date, last: date, calendar: Calendar) -> Step:
    part = part_of_month(wage, first, last, calendar, field="ended_on")
    cap_zh, cap_en = ("，以整月工资为限", ", at most the month’s wage") if part.amount == wage else ("", "")
    return Step(
        f"{date_zh(first)}至{date_zh(last)}，不满整月，计薪日{part.days}天：{wage:,}元÷21.75×{part.days}天{cap_zh}＝{part.amount:,}元。",
        f"{date_en(first)} to {date_en(last)}, part of a month with {part.days} pay days: {wage:,} yuan ÷ 21.75 × {part.days} "
        f"days{cap_en} = {part.amount:,} yuan.",
        first,
        _PART_BASIS,
        adds=part.amount,
    )


def _latest(payday: date | None) -> tuple[Value, ...]:
    if payday is None:
        return ()
    label = Text("最后一期工资最迟支付日", "last day on which the last wage could be paid")
    return (Value("latest_payday", label, payday + GRACE, "day"),)


def _latest_day(payday: date | None) -> tuple[Step, ...]:
    if payday is None:
        return ()
    latest = payday + GRACE
    return (
        Step(
            f"约定支付日{date_zh(payday)}，最迟不超过七天，即{date_zh(latest)}；"
            "经与工会或者职工代表协商一致延期的，最长三十日。",
            f"Agreed payday: {date_en(payday)}; at most seven days later, {date_en(latest)}. Up to thirty days if the union or "
            "the workers’ delegates agreed to a delay.",
            latest,
            ("BJ-QA 54", "BJ-WAGE 26"),
        ),
    )
