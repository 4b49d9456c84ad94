"""Money for a work injury: one-off grant, the two lump sums on leaving, pay while treated (WI 33, 35–37, 62, 64).

The fund pays the grant and the medical lump sum, the employer the rest; an employer without insurance pays all.
The lump sums are the place's own rule: here Beijing's.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cases.law.figures import Figures
from cases.law.injury.parts import STAYS, Parts, grant, lumps, suspension
from cases.law.results import Result, Text, Value, Version, in_force, summed, wrong
from cases.law.steps import Step

VERSIONS = (
    Version(
        "work_injury",
        date(2011, 1, 1),
        ("WI 35", "WI 36", "WI 37"),
        Text("《工伤保险条例》，自2011年1月1日起施行的修订", "Work-Injury Insurance Regulations as revised from 1 January 2011"),
    ),
)  # fmt: skip


def work_injury(
    *,
    injured_on: date,
    level: int | None = None,
    own_wage: Decimal | None = None,
    ended: str = STAYS,
    left_on: date | None = None,
    suspended_months: Decimal | None = None,
    suspension_wage: Decimal | None = None,
    suspension_paid: Decimal | None = None,
    is_extension_confirmed: bool = False,
    is_insured: bool = True,
    region: str = "beijing",
    band_wage: Decimal | None = None,
    leaving_wage: Decimal | None = None,
    figures: Figures,
) -> Result:
    """What a work injury makes due, in yuan.

    `own_wage` is the average monthly contribution wage of the twelve months before the injury (WI 64). `band_wage` and
    `leaving_wage` (yuan a month) take the place of the register's averages of the year before the injury, and of the
    year before the end. BadInput for what cannot be computed.
    """
    version = in_force(VERSIONS, injured_on, field="injured_on")
    parts = Parts(region, figures)
    if level is None and not suspended_months:
        raise wrong(
            "level",
            "missing",
            "请填写伤残等级，或者停工留薪的月数：至少要有一项才能计算。",
            "Please enter the disability level or the months of treatment: one of them is needed.",
        )
    if level is not None:
        grant(parts, level, own_wage, injured_on.year - 1, band_wage)
    if ended != STAYS:
        lumps(parts, level, ended, injured_on, left_on, leaving_wage)
    if suspended_months:
        suspension(parts, suspended_months, suspension_wage, suspension_paid, is_extension_confirmed)
    return _result(parts, version, is_insured)


def _result(parts: Parts, version: Version, is_insured: bool) -> Result:
    total = summed(parts.steps)
    fund, employer = (parts.fund, parts.employer) if is_insured else (Decimal("0.00"), total)
    who = Text(
        f"其中工伤保险基金{fund:,}元，用人单位{employer:,}元",
        f"of it {fund:,} yuan from the insurance fund and {employer:,} yuan from the employer",
    )
    return Result(
        kind="work_injury",
        version=version,
        answer=Text(f"工伤待遇共{total:,}元，{who.zh}。", f"Work-injury benefits: {total:,} yuan, {who.en}."),
        amount=total,
        values=(
            *parts.values,
            Value("fund_pays", Text("工伤保险基金支付", "the fund pays"), fund, "yuan"),
            Value("employer_pays", Text("用人单位支付", "the employer pays"), employer, "yuan"),
        ),
        steps=(*parts.steps, _who_pays(is_insured)),
        cautions=tuple(
            dict.fromkeys(
                (*parts.cautions, *((NOT_RECOGNISED,) if is_insured else (UNINSURED, NOT_RECOGNISED)))
            )
        ),
        figures=tuple(dict.fromkeys(parts.figures)),
        asks=tuple(parts.asks),
    )


def _who_pays(is_insured: bool) -> Step:
    """Who pays, as the last step."""
    if is_insured:
        return Step(
            "已参加工伤保险：伤残补助金和工伤医疗补助金由基金支付，就业补助金和停工留薪期工资由单位支付。",
            "Insured: the fund pays the grant and the medical lump sum, the employer the employment lump sum and the pay "
            "while treated.",
            basis=("WI 33", "WI 36", "WI 37"),
        )
    return Step(
        "没有参加工伤保险：全部由用人单位支付。",
        "Not insured: the employer pays all of it.",
        basis=("WI 62",),
    )


UNINSURED = Text(
    "单位没有参加工伤保险的，全部费用由单位支付；补缴以后新发生的费用才由基金支付。",
    "An employer without insurance pays everything; the fund pays only what arises after the contributions are made up.",
)
NOT_RECOGNISED = Text(
    "以工伤认定和劳动能力鉴定为前提；医疗费、护理费、按月待遇等不在本计算之内。",
    "It presumes that the injury is recognised and the level assessed; medical costs, care and monthly benefits are not "
    "part of this.",
)
