"""Severance pay (经济补偿, N), N+1 and damages for unlawful dismissal (2N): LCL 46–48, 87, 97; IMP 10, 20, 25, 27.

Months of pay × the average wage of the last twelve months. The wage is what was due, not what arrived in the
account. A wage above three times the local average is cut to that, and only then the years end at twelve.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.law.ending.before_2008 import SINCE_2008, Months
from cases.law.ending.counted_service import Served, months_of_pay, served_for
from cases.law.ending.grounds import EXPIRY, GROUNDS, RENEWALS, Due, due
from cases.law.ending.length_of_service import length
from cases.law.ending.notice import Instead, instead_of_notice
from cases.law.ending.wage_base import WageBase, months_missing, wage_base
from cases.law.figures import Figures
from cases.law.results import Result, Text, Value, Version, cents, in_force, summed, wrong
from cases.law.steps import Step, many

VERSIONS = (
    Version(
        "severance",
        SINCE_2008,
        ("LCL 47",),
        Text("《劳动合同法》，自2008年1月1日起施行", "Labour Contract Law, from 1 January 2008"),
    ),
)
_NOT_ADDED = Text(
    "逾期不付时由劳动行政部门责令加付的百分之五十至百分之一百，不在本计算之内。",
    "The extra 50–100 % that the labour bureau may order for late payment is not part of this.",
)


def severance(
    *,
    started_on: date,
    ended_on: date,
    ground: str,
    monthly_wage: Decimal | None,
    wages: Sequence[Mapping[str, Decimal]] = (),
    renewal: str | None = None,
    notice_given: bool | None = None,
    last_month_wage: Decimal | None = None,
    earlier_months: int | None = None,
    region: str = "beijing",
    average_wage: Decimal | None = None,
    minimum_wage: Decimal | None = None,
    figures: Figures,
) -> Result:
    """What the end of employment makes due, in yuan (LCL 46, 47, 87; IMP 20, 27).

    `ended_on` is the last day of employment, itself included. `monthly_wage` is the average of what was due in the
    twelve months before the end; or `wages` are those months one by one. `average_wage` (yuan a year) and
    `minimum_wage` take the place of the register's figures. BadInput for what cannot be computed.
    """
    version = in_force(VERSIONS, ended_on, field="ended_on")
    missing = months_missing(len(wages), length(started_on, ended_on))
    if (what := due(ground, renewal)) is Due.NOTHING:
        return _nothing(ground, renewal, version)
    served = served_for(started_on, ended_on, ground, earlier_months or 0)
    _check_rows(wages, monthly_wage, served)
    base = wage_base(monthly_wage, wages, ended_on, region, average_wage, minimum_wage, figures)
    months = months_of_pay(served, ended_on, ground, base.is_capped)
    steps = [*served.steps, *months.steps, *base.steps, *_sums(what, months.used, base.amount)]
    notice = instead_of_notice(ground, notice_given, last_month_wage)
    total = summed(steps)
    cautions = (*base.cautions, *missing, *months.cautions, *notice.cautions)
    capped = _if_capped(what, base, served, ended_on, ground)
    low, high = _ends(what, months, base.amount, notice, capped)
    return Result(
        kind="severance",
        version=version,
        answer=_answer(what, months.used, base.amount, total, notice.step, capped),
        amount=summed([*steps, *notice.steps]),
        low=low,
        high=high,
        values=_values(what, months.used, base),
        steps=(*steps, *notice.steps),
        cautions=(*cautions, *_cautions(ground, served), _NOT_ADDED),
        figures=base.figures,
        asks=(*notice.asks, *base.asks),
    )


@dataclass(frozen=True, slots=True)
class _Capped:
    """What would be due if the average wage of `year`, published last, were the cap."""

    year: int
    steps: tuple[Step, ...]


def _if_capped(what: Due, base: WageBase, served: Served, ended_on: date, ground: str) -> _Capped | None:
    if base.if_capped is None:
        return None
    amount, year = base.if_capped
    return _Capped(year, _sums(what, months_of_pay(served, ended_on, ground, True).low, amount))


def _ends(
    what: Due, months: Months, base: Decimal, notice: Instead, capped: _Capped | None
) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most, where months, the month instead of notice or the cap are open; none where nothing is."""
    if months.low == months.high and notice.possible is None and capped is None:
        return None, None
    low, high = (summed([*_sums(what, many, base), *notice.steps]) for many in (months.low, months.high))
    if capped is not None:
        low = min(low, summed([*capped.steps, *notice.steps]))
    return low, high + (notice.possible or Decimal(0))


def _values(what: Due, months: Decimal, base: WageBase) -> tuple[Value, ...]:
    return (
        Value("is_due", Text("有经济补偿", "severance due"), True),
        Value("is_double", Text("按二倍支付赔偿金", "paid twice, as damages"), what is Due.DOUBLE),
        Value("months", Text("补偿月数", "months of pay"), months, "months"),
        Value("base", Text("计算基数", "monthly base"), base.amount, "yuan"),
        Value("is_capped", Text("按三倍封顶", "capped at three times the average"), base.is_capped),
    )


def _nothing(ground: str, renewal: str | None, version: Version) -> Result:
    why = GROUNDS[ground]
    words = RENEWALS[renewal] if ground == EXPIRY and renewal else why.words
    step = Step(
        f"终止原因为“{words.zh}”，法律没有规定经济补偿。",
        f"The ground “{words.en}” makes no severance due.",
        basis=why.basis,
        adds=Decimal("0.00"),
    )
    return Result(
        kind="severance",
        version=version,
        answer=Text("依所选原因，没有经济补偿。", "On this ground no severance is due."),
        amount=Decimal("0.00"),
        values=(Value("is_due", Text("有经济补偿", "severance due"), False),),
        steps=(step,),
    )


def _check_rows(wages: Sequence[Mapping[str, Decimal]], monthly_wage: Decimal | None, served: Served) -> None:
    if wages and monthly_wage is not None:
        raise wrong(
            "wages",
            "answered_twice",
            "月平均工资和逐月工资只填一种，请删去其中一种。",
            "Please give either the monthly average or the months one by one, and leave the other open.",
        )
    # A span of n months and some days touches n + 2 calendar months at most.
    most = served.length.years * 12 + served.length.months + 2
    if len(wages) > most:
        raise wrong(
            "wages",
            "too_many",
            f"工作时间为{served.length.zh}，却填写了{len(wages)}个月的工资，请核对日期或者删去多出的月份。",
            f"There are {len(wages)} months of pay for {served.length.en} of service. Please check the days, or remove "
            "the months that are too many.",
        )


def _cautions(ground: str, served: Served) -> tuple[Text, ...]:
    found = []
    if served.length.years + served.length.months == 0:
        found.append(_SHORT)
    if ground == EXPIRY:
        found.append(_SECOND_TERM)
    if ground == "quits_over_insurance":
        found.append(_INSURANCE)
    return tuple(found)


_SHORT = Text(
    "工作不满一个月的，基数请填写约定的整月工资，不要填写实际领到的部分工资。",
    "For less than a month of work, please enter the agreed pay of a whole month, not the part that was earned.",
)
_SECOND_TERM = Text(
    "已连续订立二次固定期限劳动合同而劳动者要求续订的，单位到期终止可能构成违法终止，请核对。",
    "After two fixed terms in a row, ending the contract against the worker’s wish may be unlawful. Please check.",
)
_INSURANCE = Text(
    "只有近一年内没有建立社保账户或者险种不全的，在北京一般支持；基数低、年限不足的，一般不支持。",
    "In Beijing this ground is usually upheld only if in the last year there was no account or a kind of insurance was "
    "missing, not for a low base or too few years.",
)


def _sums(what: Due, months: Decimal, base: Decimal) -> tuple[Step, ...]:
    amount = cents(base * months)
    first = Step(
        f"经济补偿：{base:,}元×{months}个月＝{amount:,}元。",
        f"Severance: {base:,} yuan × {many(months, 'month')} = {amount:,} yuan.",
        basis=("LCL 47",),
        adds=amount,
    )
    if what is Due.SEVERANCE:
        return (first,)
    second = Step(
        f"违法解除或者终止的，按经济补偿的二倍支付赔偿金，再加{amount:,}元；赔偿金代替经济补偿，不另付“加一”。",
        f"For an unlawful end twice the severance is due: another {amount:,} yuan. It takes the place of severance, "
        "and no extra month is added.",
        basis=("LCL 87", "IMP 25"),
        adds=amount,
    )
    return first, second


def _answer(
    what: Due, months: Decimal, base: Decimal, total: Decimal, plus_one: Step | None, capped: _Capped | None
) -> Text:
    zh = "赔偿金（二倍经济补偿）" if what is Due.DOUBLE else "经济补偿"
    en = "Damages, twice the severance" if what is Due.DOUBLE else "Severance"
    zh += f"{total:,}元（{months}个月×{base:,}元）"
    en += f": {total:,} yuan ({many(months, 'month')} × {base:,} yuan)"
    if plus_one is not None and plus_one.adds is not None:
        zh += f"，另加代通知金{plus_one.adds:,}元"
        en += f", and {plus_one.adds:,} instead of notice"
    if capped is None:
        return Text(f"{zh}。", f"{en}.")
    least = summed(capped.steps)
    return Text(
        f"{zh}；是否按三倍封顶尚不能确定：假如以最近公布的{capped.year}年平均工资为封顶标准，为{least:,}元。",
        f"{en}. Whether the threefold cap applies is open: if the figure published last, of {capped.year}, were the cap, "
        f"{least:,} yuan.",
    )
