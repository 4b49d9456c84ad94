"""The monthly wage that overtime is counted by (BJ-WAGE 44, BJ-QA 57)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cases.law.figures import Figures
from cases.law.pay.day_wage import hourly, minimum_wage, perhaps_outdated
from cases.law.results import Figure, Text, cents
from cases.law.steps import Step


def overtime_base(
    on: date,
    monthly_wage: Decimal,
    agreed_base: Decimal | None,
    is_wage_agreed: bool,
    region: str,
    minimum: Decimal | None,
    figures: Figures,
) -> tuple[Decimal, tuple[Step, ...], Figure, tuple[Text, ...]]:
    """The monthly base with its steps, the minimum wage it was held against, and the cautions about that."""
    base, steps = monthly_wage, [_wage_step(monthly_wage)]
    if agreed_base is not None and agreed_base != monthly_wage:
        is_ignored = agreed_base < monthly_wage and is_wage_agreed
        base = base if is_ignored else agreed_base
        steps.append(_agreed_step(agreed_base, is_ignored))
    least = minimum_wage(on, region, minimum, figures)
    if base < least.value:
        base = least.value
        steps.append(
            Step(
                f"低于月最低工资标准{least.value:,}元，按最低工资标准计算。",
                f"Below the minimum wage of {least.value:,} yuan: the minimum wage counts.",
                least.since,
                ("BJ-WAGE 44",),
            )
        )
    return base, tuple(steps), least, perhaps_outdated(least, on, figures)


def _wage_step(wage: Decimal) -> Step:
    return Step(
        f"基数为正常劳动应得的月工资{wage:,}元（不含加班费、伙食补助）；除以21.75天再除以8小时，每小时{cents(hourly(wage)):,}元。",
        f"Base: the monthly pay for normal work, {wage:,} yuan (without overtime pay and meal subsidy); over 21.75 days, "
        f"over 8 hours: {cents(hourly(wage)):,} yuan an hour.",
        basis=("BJ-WAGE 44", "BJ-QA 57"),
    )


def _agreed_step(agreed: Decimal, is_ignored: bool) -> Step:
    if is_ignored:
        return Step(
            f"约定的加班费基数{agreed:,}元低于约定的工资标准，劳动者主张按工资标准的，不采用该基数。",
            f"The agreed overtime base of {agreed:,} yuan is below the agreed wage: it does not count if the worker asks "
            "for the wage.",
            basis=("BJ-QA 57",),
        )
    return Step(
        f"约定了加班费基数，按约定的{agreed:,}元计算，每小时{cents(hourly(agreed)):,}元。",
        f"An overtime base of {agreed:,} yuan was agreed and counts: {cents(hourly(agreed)):,} yuan an hour.",
        basis=("BJ-QA 57",),
    )
