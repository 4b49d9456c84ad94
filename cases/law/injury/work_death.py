"""Money for a death at work: the one-off grant and the funeral grant (WI 39)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cases.law.figures import NATIONAL, Figures, entered, not_published
from cases.law.injury.parts import AVERAGE, Parts
from cases.law.injury.work_injury import UNINSURED
from cases.law.results import Result, Text, Value, Version, cents, in_force, summed
from cases.law.steps import Step

VERSIONS = (
    Version(
        "work_death",
        date(2011, 1, 1),
        ("WI 39",),
        Text("《工伤保险条例》，自2011年1月1日起施行的修订", "Work-Injury Insurance Regulations as revised from 1 January 2011"),
    ),
)  # fmt: skip
INCOME = "disposable_income"
TIMES_INCOME, FUNERAL_MONTHS = 20, 6


def work_death(
    *,
    died_on: date,
    is_after_suspension: bool = False,
    is_insured: bool = True,
    region: str = "beijing",
    disposable_income: Decimal | None = None,
    average_month: Decimal | None = None,
    figures: Figures,
) -> Result:
    """What a death at work makes due at once, in yuan (WI 39).

    `disposable_income` (yuan a year, whole country) and `average_month` (yuan, the city) take the place of the
    register's figures of the year before the death. `is_after_suspension`: a worker of level 1 to 4 died after the
    months of treatment, so that only the funeral grant is due. BadInput where a figure is not published.
    """
    version = in_force(VERSIONS, died_on, field="died_on")
    year, parts = died_on.year - 1, Parts(region, figures)
    _funeral(parts, year, average_month)
    if is_after_suspension:
        parts.steps.append(
            Step(
                "一级至四级伤残职工在停工留薪期满后死亡的，没有一次性工亡补助金。",
                "A worker of level 1 to 4 who dies after the months of treatment: no one-off death grant.",
                basis=("WI 39",),
            )
        )
    else:
        _death_grant(parts, year, disposable_income)
    total = summed(parts.steps)
    zh, en = ("工伤保险基金", "the insurance fund") if is_insured else ("用人单位", "the employer")
    return Result(
        kind="work_death",
        version=version,
        answer=Text(f"一次性待遇共{total:,}元，由{zh}支付。", f"Due at once: {total:,} yuan, paid by {en}."),
        amount=total,
        values=(
            *parts.values,
            Value("employer_pays", Text("用人单位支付", "the employer pays"), Decimal("0.00") if is_insured else total, "yuan"),
        ),
        steps=(*parts.steps, _payer(is_insured)),
        cautions=(*((_DEPENDANTS,) if is_insured else (UNINSURED, _DEPENDANTS)), *parts.cautions),
        figures=tuple(parts.figures),
    )  # fmt: skip


def _funeral(parts: Parts, year: int, told: Decimal | None) -> None:
    average = parts.monthly_average(year, told)
    if average is None:
        raise not_published(AVERAGE, parts.region, date(year, 12, 31), field="average_month")
    funeral = cents(average * FUNERAL_MONTHS)
    parts.steps.append(
        Step(
            f"丧葬补助金：{year}年本市职工月平均工资{average:,}元×{FUNERAL_MONTHS}个月＝{funeral:,}元。",
            f"Funeral grant: the city's monthly average of {year}, {average:,} yuan × {FUNERAL_MONTHS} months = {funeral:,} yuan.",
            basis=("WI 39",),
            adds=funeral,
        )
    )
    parts.values.append(Value("funeral", Text("丧葬补助金", "funeral grant"), funeral, "yuan"))
    parts.cautions.append(
        Text(
            "丧葬补助金采用哪一种平均工资，各方口径不一；这里用全口径城镇单位就业人员平均工资，可以填写其他数值。",
            "Which average the funeral grant goes by is not settled; here it is that of all urban units. Another can be "
            "entered.",
        )
    )


def _death_grant(parts: Parts, year: int, told: Decimal | None) -> None:
    income = (
        entered(INCOME, NATIONAL, date(year, 1, 1), told)
        if told is not None
        else parts.books.needed(INCOME, NATIONAL, date(year, 12, 31), field="disposable_income")
    )
    parts.figures.append(income)
    grant = cents(income.value * TIMES_INCOME)
    parts.steps.append(
        Step(
            f"一次性工亡补助金：{year}年全国城镇居民人均可支配收入{income.value:,}元×{TIMES_INCOME}＝{grant:,}元。",
            f"Death grant: national urban disposable income of {year}, {income.value:,} yuan × {TIMES_INCOME} = {grant:,} yuan.",
            basis=("WI 39",),
            adds=grant,
        )
    )
    parts.values.append(Value("death_grant", Text("一次性工亡补助金", "one-off death grant"), grant, "yuan"))


def _payer(is_insured: bool) -> Step:
    if is_insured:
        return Step("由工伤保险基金支付。", "The insurance fund pays.", basis=("WI 39",))
    return Step("没有参加工伤保险：由用人单位支付。", "Not insured: the employer pays.", basis=("WI 62",))


_DEPENDANTS = Text(
    "供养亲属抚恤金按月另付（配偶40%，其他亲属每人30%，孤寡老人、孤儿各加10%，合计不超过本人工资），不在本计算之内。",
    "Dependants' monthly pensions come on top: 40 % of own wage for the spouse, 30 % for each other relative, 10 % more for "
    "a lone elder or an orphan, together no more than the wage.",
)
