"""The monthly wage that severance is counted by: the average, not below the minimum wage, cut at three times the local
average (LCL 47, IMP 27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from cases.law.ending.length_of_service import Length
from cases.law.figures import Figures, entered
from cases.law.results import CENT, Figure, Text, cents, wrong
from cases.law.steps import Step

PUBLISHED_BY = 9
"""The month by which the average wage of the year before is out."""


@dataclass(frozen=True, slots=True)
class WageBase:
    """The monthly wage that counts, and what led to it. `if_capped` stands while the cap is open: the base that the
    figure published last would make, if it were the cap, and the calendar year of that figure."""

    amount: Decimal
    is_capped: bool
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    cautions: tuple[Text, ...] = ()
    asks: tuple[str, ...] = ()
    if_capped: tuple[Decimal, int] | None = None


def average(monthly_wage: Decimal | None, wages: Sequence[Mapping[str, Decimal]]) -> tuple[Decimal, Step]:
    """The average of what was due in the last twelve months, yuan a month."""
    if wages:
        if len(wages) > 12:
            raise wrong(
                "wages",
                "too_many",
                "最多填写离职前十二个月的工资。",
                "Please enter the twelve months before the end at most.",
            )
        total = sum((row["amount"] for row in wages), Decimal(0))
        average = cents(Fraction(total) / len(wages))
        return average, Step(
            f"{len(wages)}个月应得工资共{total:,}元，月平均{average:,}元。",
            f"{len(wages)} months' pay of {total:,} yuan: {average:,} yuan a month on average.",
            basis=("LCL 47", "IMP 27"),
        )
    if monthly_wage is None:
        raise wrong(
            "monthly_wage",
            "missing",
            "请填写离职前十二个月的月平均应得工资，或者逐月填写工资。",
            "Please enter the average monthly pay of the last twelve months, or the months one by one.",
        )
    return monthly_wage, Step(
        f"离职前十二个月的月平均应得工资为{monthly_wage:,}元（不满十二个月的按实际月数平均）。",
        f"Average monthly pay due in the last twelve months (or the months worked): {monthly_wage:,} yuan.",
        basis=("LCL 47", "IMP 27"),
    )


def months_missing(entered: int, served: Length) -> tuple[Text, ...]:
    """A caution where fewer months are entered than are averaged: the last twelve, or those worked."""
    wanted = min(12, served.years * 12 + served.months)
    if not 0 < entered < wanted:
        return ()
    missing = wanted - entered
    return (
        Text(
            f"应按离职前{wanted}个月平均，只填写了其中{entered}个月，缺{missing}个月：平均工资可能不准，请补齐。",
            f"Only {entered} of {wanted} months are entered, {missing} missing: the average may be off. Please add them.",
        ),
    )


def wage_base(
    monthly_wage: Decimal | None,
    wages: Sequence[Mapping[str, Decimal]],
    ended_on: date,
    region: str,
    average_wage: Decimal | None,
    minimum_wage: Decimal | None,
    figures: Figures,
) -> WageBase:
    """The monthly base in yuan. The average wage of the year before the end decides the cap; where none is published the
    cap stays untested, and the answer asks for it. BadInput when the minimum wage of the day is not known either."""
    wage, first = average(monthly_wage, wages)
    least = (
        entered("minimum_wage", region, ended_on, minimum_wage)
        if minimum_wage is not None
        else figures.needed("minimum_wage", region, ended_on, field="minimum_wage")
    )
    if wage < least.value:
        floor = Step(
            f"低于当地月最低工资标准{least.value:,}元，按最低工资标准计算。",
            f"Below the local minimum wage of {least.value:,} yuan: the minimum wage counts.",
            least.since,
            basis=("IMP 27",),
        )
        return WageBase(least.value.quantize(CENT), False, (first, floor), (least,), (_LIKE_WITH_LIKE,))
    year = ended_on.year - 1
    yearly = (
        entered("average_wage", region, date(year, 1, 1), average_wage)
        if average_wage is not None
        else figures.of_year("average_wage", region, year)
    )
    if yearly is not None:
        found = _capped(wage, yearly, year, first)
        before = figures.of_year("average_wage", region, year - 1) if average_wage is None else None
        is_late = ended_on.month < PUBLISHED_BY and (
            found.is_capped or (before is not None and wage > _cap(before))
        )
        return replace(found, cautions=(_late_figure(year),)) if is_late else found
    # An average wage is never below the minimum wage, so that a wage up to three times the minimum needs no figure.
    if wage <= least.value * 3:
        return WageBase(wage, False, (first, _far_below(least, wage)), (least,))
    return _open(wage, first, year, figures.newest("average_wage", region, date(year, 12, 31)))


def _open(wage: Decimal, first: Step, year: int, newest: Figure | None) -> WageBase:
    """The wage as it is, and the cap asked for. The figure published last is no cap, only the other end of a range: a
    wage within it is hardly above the next one."""
    asks = ("average_wage",)
    if newest is None or wage <= _cap(newest):
        return WageBase(wage, False, (first,), (), (_cap_open(year, wage),), asks)
    last, cap = newest.since.year, _cap(newest)
    step = Step(
        f"{year}年的职工平均工资没有载入，不作推测；最近公布的{last}年为{newest.value:,}元，月均{cap / 3:,}元，"
        f"三倍为{cap:,}元。假如以它为封顶标准，基数为{cap:,}元，年限最高十二年：只用于范围的下端。",
        f"The average wage of {year} is not loaded and not guessed. The figure published last, of {last}, is "
        f"{newest.value:,} yuan, {cap / 3:,} a month, three times {cap:,}: if it were the cap, the base would be {cap:,} yuan "
        "and the years end at twelve. That is the lower end of the range only.",
        basis=("LCL 47",),
    )
    base = cap.quantize(CENT)
    return WageBase(wage, False, (first, step), (newest,), (_cap_open(year, wage),), asks, (base, last))


def _far_below(least: Figure, wage: Decimal) -> Step:
    return Step(
        f"{wage:,}元未超过最低工资标准{least.value:,}元的三倍，更不会超过职工平均工资的三倍，不封顶。",
        f"{wage:,} yuan is within three times the minimum wage of {least.value:,}, so within three times the average: "
        "no cap.",
        least.since,
        basis=("LCL 47",),
    )


def _cap(yearly: Figure) -> Decimal:
    """Three times the month, which is rounded to the yuan first, as published figures are: 127,107 / 12 → 10,592."""
    return (yearly.value / 12).quantize(Decimal(1), ROUND_HALF_UP) * 3


def _capped(wage: Decimal, yearly: Figure, year: int, first: Step) -> WageBase:
    cap = _cap(yearly)
    monthly = cap / 3
    is_capped = wage > cap
    step = Step(
        f"{year}年当地职工平均工资{yearly.value:,}元，月均{monthly:,}元，三倍为{cap:,}元："
        + ("高于三倍，按三倍计算。" if is_capped else "未超过三倍，不封顶。"),
        f"Local average wage of {year}: {yearly.value:,} yuan, {monthly:,} a month, three times {cap:,}: "
        + ("above it, so three times the average counts." if is_capped else "not above it, no cap."),
        basis=("LCL 47",),
    )
    return WageBase(cap.quantize(CENT) if is_capped else wage, is_capped, (first, step), (yearly,))


_LIKE_WITH_LIKE = Text(
    "与最低工资比较时口径要一致：在北京，最低工资不含加班费、特殊岗位津贴和个人缴纳的社保、公积金。",
    "Compare like with like: in Beijing the minimum wage excludes overtime, special allowances, and the worker’s own "
    "insurance and housing fund.",
)


def _late_figure(year: int) -> Text:
    return Text(
        f"{year}年的平均工资在次年年中才公布；解除时尚未公布的，有的地方暂用再上一年的数值，请核对并可自行填写。",
        f"The average of {year} is published in the middle of the next year; where it was not out yet at the end of "
        "employment, some places use the year before. Please check; another figure can be entered.",
    )


def _cap_open(year: int, wage: Decimal) -> Text:
    third = cents(Fraction(wage) / 3)
    return Text(
        f"{year}年用于三倍封顶的职工平均工资没有载入，封顶未能核对：只有职工月平均工资低于{third:,}元时才会封顶。"
        "知道数值的请填写。",
        f"The average wage of {year} for the threefold cap is not loaded, so the cap is not tested: it matters only "
        f"if the monthly average is below {third:,} yuan. Please enter the figure if it is known.",
    )
