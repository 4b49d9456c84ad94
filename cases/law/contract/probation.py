"""Probation (试用期): how long it may be, how low its pay, and what is due for more (LCL 19, 20, 70, 83; IMP 15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from cases.law.calendar import ONE_DAY
from cases.law.ending.length_of_service import anniversary, length
from cases.law.figures import Figures, entered
from cases.law.results import Figure, Result, Text, Value, Version, cents, in_force, summed, wrong
from cases.law.steps import Step, date_en, date_zh, many

LEAST_SHARE = Decimal("0.8")
FIXED, OPEN_ENDED = "fixed_term", "open_ended"
CONTRACTS: Mapping[str, Text] = MappingProxyType(
    {
        FIXED: Text("固定期限", "fixed term"),
        OPEN_ENDED: Text("无固定期限", "open-ended"),
        "task": Text("以完成一定工作任务为期限", "for a task"),
        "part_time": Text("非全日制", "part-time"),
        "probation_only": Text("合同只约定了试用期", "a contract for probation only"),
    }
)
VERSIONS = (
    Version(
        "probation",
        date(2008, 1, 1),
        ("LCL 19",),
        Text("《劳动合同法》，自2008年1月1日起施行", "Labour Contract Law, from 1 January 2008"),
    ),
)


def longest(contract: str, contract_months: Decimal | None, *, is_second: bool = False) -> int:
    """The longest probation allowed, in months; a length that is named as a limit is included in it (CC 1259). BadInput
    for a fixed term whose length is not said, or a kind of contract that is none."""
    if contract not in CONTRACTS:
        raise wrong(
            "contract",
            "no_such_choice",
            f"请从这些当中选择：{'、'.join(CONTRACTS)}。",
            f"Please choose one of: {', '.join(CONTRACTS)}.",
        )
    if contract == FIXED and contract_months is None:
        raise wrong(
            "contract_months",
            "missing",
            "固定期限合同请填写合同期限有几个月。",
            "For a fixed term, please enter how many months the contract runs.",
        )
    if is_second or contract not in (FIXED, OPEN_ENDED):
        return 0
    if contract == OPEN_ENDED or contract_months is None or contract_months >= 36:
        return 6
    return 2 if contract_months >= 12 else 1 if contract_months >= 3 else 0


@dataclass(frozen=True, slots=True)
class _Part:
    """What one of the questions adds to the answer."""

    steps: tuple[Step, ...] = ()
    values: tuple[Value, ...] = ()
    cautions: tuple[Text, ...] = ()
    asks: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


def probation(
    *,
    contract: str,
    contract_months: Decimal | None = None,
    is_second: bool = False,
    started_on: date | None = None,
    ended_on: date | None = None,
    monthly_wage: Decimal | None = None,
    probation_wage: Decimal | None = None,
    region: str = "beijing",
    minimum_wage: Decimal | None = None,
    figures: Figures,
) -> Result:
    """The limits of probation, and in yuan what is due where it was served beyond them or paid below them.

    `started_on` and `ended_on` are the first and last day that were served as probation. `monthly_wage` is the pay
    agreed for the time after it. The sum is the damages of LCL 83 and what the pay fell short of the least allowed;
    None where the answers do not reach for a sum.
    """
    version = in_force(VERSIONS, started_on, field="started_on") if started_on else VERSIONS[-1]
    most = longest(contract, contract_months, is_second=is_second)
    parts = [_Part((_limit(contract, contract_months, most, is_second=is_second),), _most_value(most))]
    if started_on and ended_on:
        length(started_on, ended_on)
        parts.append(_excess(started_on, ended_on, most, monthly_wage))
    if monthly_wage is not None:
        least = _least(monthly_wage, started_on, region, minimum_wage, figures)
        parts.append(least)
        parts.append(_shortfall(least, started_on, ended_on, most, probation_wage))
    steps = tuple(step for each in parts for step in each.steps)
    amount = summed(steps) if any(step.adds is not None for step in steps) else None
    return Result(
        kind="probation",
        version=version,
        answer=_answer(most, amount),
        amount=amount,
        values=tuple(value for each in parts for value in each.values),
        steps=steps,
        cautions=tuple(dict.fromkeys(caution for each in parts for caution in each.cautions)),
        figures=tuple(figure for each in parts for figure in each.figures),
        asks=tuple(ask for each in parts for ask in each.asks),
    )


def _most_value(most: int) -> tuple[Value, ...]:
    return (Value("max_months", Text("试用期最长", "longest probation"), most, "months"),)


def _limit(contract: str, contract_months: Decimal | None, most: int, *, is_second: bool) -> Step:
    words = CONTRACTS[contract]
    if is_second:
        return Step(
            "同一单位与同一劳动者只能约定一次试用期，第二次不得约定。",
            "One employer and one worker may agree on probation once only; a second one is not allowed.",
            basis=("LCL 19",),
        )
    if contract == FIXED:
        zh, en = f"{words.zh}{contract_months:f}个月", f"{words.en}, {many(contract_months or 0, 'month')}"
    else:
        zh, en = words.zh, words.en
    return Step(
        f"{zh}：试用期最长{most}个月。" if most else f"{zh}：不得约定试用期。",
        f"{en}: at most {many(most, 'month')} of probation."
        if most
        else f"{en}: no probation may be agreed.",
        basis=("LCL 70",) if contract == "part_time" else ("LCL 19", "CC 1259"),
    )


def _excess(started_on: date, ended_on: date, most: int, monthly_wage: Decimal | None) -> _Part:
    """LCL 83: the full monthly wage again for what was served beyond the limit."""
    first = anniversary(started_on, most)
    if first > ended_on:
        return _Part((_within(ended_on),), (Value("excess_months", _EXCESS, Decimal("0.00"), "months"),))
    over = length(first, ended_on)
    whole = over.years * 12 + over.months
    share = Fraction(0)
    if over.days:
        share = Fraction(over.days, (anniversary(first, whole + 1) - anniversary(first, whole)).days)
    months = whole + share
    values = (
        Value("excess_from", Text("超过的第一天", "first day beyond the limit"), first, "day"),
        Value("excess_months", _EXCESS, cents(months), "months"),
    )
    cautions = (_PART_MONTH, _BESIDES) if share else (_BESIDES,)
    where = Step(
        f"{date_zh(first)}至{date_zh(ended_on)}超过法定试用期，共{over.zh}。",
        f"From {date_en(first)} to {date_en(ended_on)} it went beyond the limit: {over.en}.",
        first,
        basis=("LCL 19",),
    )
    if monthly_wage is None:
        return _Part((where,), values, cautions, ("monthly_wage",))
    amount = cents(Fraction(monthly_wage) * months)
    due = Step(
        f"按试用期满月工资{monthly_wage:,}元支付赔偿金：{monthly_wage:,}元×{months}个月＝{amount:,}元。",
        f"Damages at the full wage of {monthly_wage:,} yuan: {monthly_wage:,} × {many(months, 'month')} = {amount:,} yuan.",
        ended_on,
        basis=("LCL 83",),
        adds=amount,
    )
    return _Part((where, due), values, cautions)


def _within(ended_on: date) -> Step:
    return Step(
        f"试用期到{date_zh(ended_on)}，没有超过法定上限。",
        f"Probation to {date_en(ended_on)} is within the limit.",
        ended_on,
        basis=("LCL 19",),
        adds=Decimal("0.00"),
    )


def _least(
    monthly_wage: Decimal,
    started_on: date | None,
    region: str,
    minimum_wage: Decimal | None,
    figures: Figures,
) -> _Part:
    """The least pay of a month of probation: 80 % of the agreed pay, and the minimum wage of its first day."""
    share = cents(monthly_wage * LEAST_SHARE)
    floor = None
    if started_on is not None:
        floor = (
            entered("minimum_wage", region, started_on, minimum_wage)
            if minimum_wage is not None
            else figures.needed("minimum_wage", region, started_on, field="minimum_wage")
        )
    least = max(share, floor.value) if floor else share
    against = (
        (f"，不低于最低工资标准{floor.value:,}元", f", and the minimum wage of {floor.value:,}")
        if floor
        else ("", "")
    )
    step = Step(
        f"试用期工资不得低于约定工资的80％，即{share:,}元{against[0]}：每月至少{cents(least):,}元。",
        f"Probation pay: 80 % of the agreed pay, {share:,} yuan{against[1]}: at least {cents(least):,} yuan a month.",
        started_on,
        basis=("LCL 20", "IMP 15"),
    )
    value = Value("least_wage", Text("试用期工资下限", "least probation pay"), cents(least), "yuan")
    return _Part((step,), (value,), (_SAME_POST,), (), (floor,) if floor else ())


def _shortfall(
    least: _Part, started_on: date | None, ended_on: date | None, most: int, probation_wage: Decimal | None
) -> _Part:
    floor = least.values[0].value
    assert isinstance(floor, Decimal)
    if probation_wage is None or probation_wage >= floor:
        return _Part()
    if started_on is None or ended_on is None:
        return _Part(asks=("started_on", "ended_on"))
    last = min(ended_on, anniversary(started_on, most) - ONE_DAY)
    if last < started_on:
        return _Part()
    served = length(started_on, last)
    whole = served.years * 12 + served.months
    days = (anniversary(started_on, whole + 1) - anniversary(started_on, whole)).days
    months = whole + Fraction(served.days, days)
    amount = cents(Fraction(floor - probation_wage) * months)
    step = Step(
        f"法定试用期内{served.zh}每月少付{floor - probation_wage:,}元，工资差额{amount:,}元。",
        f"Within the limit, {served.en} at {floor - probation_wage:,} yuan a month too little: {amount:,} yuan of wages.",
        last,
        basis=("LCL 20",),
        adds=amount,
    )
    return _Part((step,), (), (_PART_MONTH,) if served.days else ())


def _answer(most: int, amount: Decimal | None) -> Text:
    limit = Text(
        f"试用期最长{most}个月" if most else "不得约定试用期",
        f"At most {many(most, 'month')} of probation" if most else "No probation may be agreed",
    )
    if amount is None:
        return Text(f"{limit.zh}。", f"{limit.en}.")
    return Text(f"{limit.zh}；可能应付{amount:,}元。", f"{limit.en}; {amount:,} yuan may be due.")


_EXCESS = Text("超过的月数", "months beyond the limit")
_PART_MONTH = Text(
    "不足一个月的部分按自然日折算，法律没有规定折算方法，裁判可能略有不同。",
    "An incomplete month is counted by its calendar days; the law names no way, and tribunals may differ a little.",
)
_BESIDES = Text(
    "赔偿金在已付工资之外支付；超过部分应当按转正工资补足的差额不在本计算之内。",
    "The damages come on top of what was paid; what the pay of that time falls short of the full wage is not part of this.",
)
_SAME_POST = Text(
    "也可以与本单位相同岗位最低档工资比较，两个口径的适用有不同理解。",
    "The lowest pay of the same post is the other yardstick; readings differ on which of them decides.",
)
