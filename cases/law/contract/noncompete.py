"""Compensation for not competing after employment (竞业限制补偿): LCL 23–24, INT1 36, 39, INT2 13–15, BJ-QA 65."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from cases.law.calendar import ONE_DAY
from cases.law.ending.length_of_service import anniversary
from cases.law.figures import Figures, entered
from cases.law.results import Figure, Result, Text, Value, Version, cents, in_force, summed, wrong
from cases.law.steps import Step, many, short_en, short_zh

DEFAULT_SHARE = Decimal("0.3")
MOST_MONTHS = Decimal(24)
EXTRA_MONTHS = 3
VERSIONS = (
    Version(
        "noncompete",
        date(2013, 2, 1),
        ("LCL 23",),
        Text(
            "《劳动合同法》和当时的司法解释，自2013年2月1日起按百分之三十",
            "Labour Contract Law and the interpretation of that time, 30 % from 1 February 2013",
        ),
    ),
    Version(
        "noncompete",
        date(2021, 1, 1),
        ("LCL 23", "INT1 36"),
        Text(
            "最高人民法院解释（一），自2021年1月1日起施行",
            "Supreme Court’s Interpretation (I), from 1 January 2021",
        ),
    ),
    Version(
        "noncompete",
        date(2025, 9, 1),
        ("LCL 23", "INT1 36", "INT2 13"),
        Text(
            "最高人民法院解释（一）和解释（二），后者自2025年9月1日起施行",
            "Supreme Court’s Interpretations (I) and (II), the latter from 1 September 2025",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Months in a row at one monthly sum."""

    monthly: Decimal
    months: Fraction
    floor: Figure | None


def noncompete(
    *,
    ended_on: date,
    months: Decimal,
    monthly_wage: Decimal | None = None,
    agreed_monthly: Decimal | None = None,
    already_paid: Decimal | None = None,
    is_released: bool = False,
    region: str = "beijing",
    minimum_wage: Decimal | None = None,
    figures: Figures,
) -> Result:
    """What the employer owes for the months in which the worker kept the restriction, in yuan.

    `ended_on` is the last day of employment, `months` how long the restriction was kept since; more than two years do
    not count. Without `agreed_monthly` it is 30 % of `monthly_wage`, the average of the last twelve months, and not
    below the minimum wage of each month. `is_released`: the employer ended the restriction early, and three months
    more are due. BadInput when neither sum is given.
    """
    version = in_force(VERSIONS, ended_on, field="ended_on")
    if monthly_wage is None and agreed_monthly is None:
        raise _no_sum()
    counted = min(months, MOST_MONTHS)
    by_law: list[_Run] = []
    if monthly_wage is not None:
        floors = list(_floors(ended_on, counted, region, minimum_wage, figures))
        by_law = list(_runs(monthly_wage * DEFAULT_SHARE, floors))
    runs = by_law if agreed_monthly is None else [_Run(agreed_monthly, Fraction(counted), None)]
    sums = _sums(runs, already_paid, is_released=is_released)
    amount, monthly = summed(sums), runs[-1].monthly
    # Whether 30 % or the minimum wage takes the place of a smaller sum that was agreed is unsettled: a range.
    high = summed(_sums(by_law, already_paid, is_released=is_released)) if by_law else amount
    is_below = high > amount
    return Result(
        kind="noncompete",
        version=version,
        answer=Text(
            f"竞业限制补偿{amount:,}元（每月{monthly:,}元）。",
            f"Compensation: {amount:,} yuan ({monthly:,} yuan a month).",
        ),
        amount=amount,
        low=amount if is_below else None,
        high=high if is_below else None,
        values=_values(monthly, counted),
        steps=(*_opening(months, counted), _ground(monthly_wage, agreed_monthly, version), *sums),
        cautions=tuple(_cautions(version, is_below=is_below)),
        figures=tuple(dict.fromkeys(run.floor for run in runs if run.floor is not None)),
    )


def _no_sum() -> Exception:
    return wrong(
        "monthly_wage",
        "missing",
        "没有约定补偿数额的，请填写离职前十二个月的月平均工资；有约定的，填写约定的每月数额。",
        "Please enter the average monthly wage of the last twelve months, or the monthly sum that was agreed.",
    )


def _values(monthly: Decimal, counted: Decimal) -> tuple[Value, ...]:
    return (
        Value("monthly", Text("每月补偿", "a month"), monthly, "yuan"),
        Value("months", Text("月数", "months"), counted, "months"),
    )


def _sums(runs: list[_Run], already_paid: Decimal | None, *, is_released: bool) -> list[Step]:
    """The steps that add up: the months, three more after an early release, less what was paid."""
    steps = [_run_step(run) for run in runs]
    if is_released:
        steps.append(_released(runs[-1].monthly))
    if already_paid:
        steps.append(_paid(min(already_paid, summed(steps)), already_paid))
    return steps


def _floors(
    ended_on: date, months: Decimal, region: str, minimum_wage: Decimal | None, figures: Figures
) -> Iterator[tuple[Figure, Fraction]]:
    """Each month after the end with its minimum wage, the last one perhaps not whole."""
    left, number = Fraction(months), 0
    while left > 0:
        on = anniversary(ended_on + ONE_DAY, number)
        floor = (
            entered("minimum_wage", region, ended_on, minimum_wage)
            if minimum_wage is not None
            else figures.needed("minimum_wage", region, on, field="minimum_wage")
        )
        yield floor, min(left, Fraction(1))
        left, number = left - 1, number + 1


def _runs(share: Decimal, floors: list[tuple[Figure, Fraction]]) -> Iterator[_Run]:
    priced = [
        (max(cents(share), cents(floor.value)), floor if floor.value > share else None, part)
        for floor, part in floors
    ]
    for (monthly, floor), run in groupby(priced, key=lambda each: (each[0], each[1])):
        yield _Run(monthly, sum((part for _monthly, _floor, part in run), Fraction(0)), floor)


def _opening(months: Decimal, counted: Decimal) -> Iterator[Step]:
    if counted < months:
        yield Step(
            f"竞业限制最长二年：{months:f}个月中计算{counted:f}个月。",
            f"The restriction lasts two years at most: of {months:f} months {counted:f} count.",
            basis=("LCL 24",),
        )


def _ground(monthly_wage: Decimal | None, agreed: Decimal | None, version: Version) -> Step:
    if agreed is not None or monthly_wage is None:
        return Step(
            f"双方约定每月补偿{agreed:,}元，按约定计算。",
            f"A monthly sum of {agreed:,} yuan was agreed and counts.",
            basis=("LCL 23",),
        )
    share = cents(monthly_wage * DEFAULT_SHARE)
    return Step(
        f"没有约定补偿：前十二个月平均工资{monthly_wage:,}元的30％为每月{share:,}元，且不低于最低工资标准。",
        f"No sum was agreed: 30 % of the average wage of {monthly_wage:,} yuan is {share:,} a month, the minimum wage at "
        "least.",
        basis=("INT1 36", "BJ-QA 65") if "INT1 36" in version.basis else ("LCL 23", "BJ-QA 65"),
    )


def _run_step(run: _Run) -> Step:
    amount = cents(Fraction(run.monthly) * run.months)
    why_zh, why_en = "", ""
    if run.floor is not None:
        why_zh = f"（按{short_zh(run.floor.since)}起的最低工资标准）"
        why_en = f" (the minimum wage from {short_en(run.floor.since)})"
    return Step(
        f"每月{run.monthly:,}元{why_zh}×{run.months}个月＝{amount:,}元。",
        f"{run.monthly:,} yuan a month{why_en} × {many(run.months, 'month')} = {amount:,} yuan.",
        basis=("LCL 23",),
        adds=amount,
    )


def _released(monthly: Decimal) -> Step:
    extra = monthly * EXTRA_MONTHS
    return Step(
        f"单位提前解除竞业限制的，劳动者可以请求另付三个月：{monthly:,}元×3＝{extra:,}元。",
        f"The employer ended the restriction early: three months more, {monthly:,} yuan × 3 = {extra:,} yuan.",
        basis=("INT1 39",),
        adds=extra,
    )


def _paid(taken: Decimal, already_paid: Decimal) -> Step:
    return Step(
        f"减去已经支付的{already_paid:,}元。",
        f"Less {already_paid:,} yuan already paid.",
        adds=-taken,
    )


def _cautions(version: Version, *, is_below: bool) -> Iterator[Text]:
    if is_below:
        yield Text(
            "约定的补偿低于平均工资的30％或者最低工资标准，能否要求补足没有统一规定，幅度已列出。",
            "Less was agreed than 30 % of the wage or the minimum wage; whether the rest can be claimed is unsettled. The range "
            "shows it.",
        )
    if "INT2 13" in version.basis:
        yield Text(
            "劳动者不知悉商业秘密的，可以主张竞业限制条款不生效；范围、地域、期限不合理的部分无效。",
            "Who knew no secrets can say that the clause never bound; unreasonable scope, area or time is void.",
        )
    yield Text(
        "以劳动者实际履行竞业限制为前提；违反的，可能要返还补偿并支付违约金。",
        "It is owed only while the worker keeps the restriction; who breaks it may have to return it and pay a penalty.",
    )
