"""Severance pay (经济补偿, N), N+1 and damages for unlawful dismissal (2N): LCL 46–48, 87, 97; IMP 10, 20, 25, 27.

Months of pay × the average wage of the last twelve months. The wage is what was due, not what arrived in the
account. A wage above three times the local average is cut to that, and only then the years end at twelve.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.law.calendar import add_months
from cases.law.figures import Figures
from cases.law.grounds import GROUNDS, NOTICE, Due, due
from cases.law.results import Result, Text, Value, Version, cents, in_force, summed, wrong
from cases.law.service import length
from cases.law.steps import Step, date_en, date_zh
from cases.law.wage_base import WageBase, wage_base

MOST_YEARS = Decimal(12)
SINCE_2008 = date(2008, 1, 1)
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
    notice_given: bool = True,
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
    length(started_on, ended_on)
    if (what := due(ground, renewal)) is Due.NOTHING:
        return _nothing(ground, version)
    counted_from = _counted_from(started_on, ground, earlier_months)
    base = wage_base(monthly_wage, wages, ended_on, region, average_wage, minimum_wage, figures)
    months, months_steps, cautions = _months(counted_from, ended_on, base.is_capped)
    amount = cents(base.amount * months)
    steps = [*counted_from.steps, *months_steps, *base.steps, *_sums(what, months, base.amount, amount)]
    if ground == NOTICE and not notice_given:
        steps.append(_plus_one(last_month_wage))
    return Result(
        kind="severance",
        version=version,
        answer=_answer(what, months, base.amount, summed(steps)),
        amount=summed(steps),
        values=_values(what, months, base),
        steps=tuple(steps),
        cautions=(*base.cautions, *cautions, *_before_2008(counted_from, ground), _NOT_ADDED),
        figures=base.figures,
        asks=base.asks,
    )


def _values(what: Due, months: Decimal, base: WageBase) -> tuple[Value, ...]:
    return (
        Value("due", Text("应支付", "due"), what.value),
        Value("months", Text("补偿月数", "months of pay"), months, "months"),
        Value("base", Text("计算基数", "monthly base"), base.amount, "yuan"),
        Value("is_capped", Text("按三倍封顶", "capped at three times the average"), base.is_capped),
    )


def _nothing(ground: str, version: Version) -> Result:
    why = GROUNDS[ground]
    step = Step(
        f"终止原因为“{why.words.zh}”，法律没有规定经济补偿。",
        f"The ground “{why.words.en}” makes no severance due.",
        basis=why.basis,
        adds=Decimal("0.00"),
    )
    return Result(
        kind="severance",
        version=version,
        answer=Text("依所选原因，没有经济补偿。", "On this ground no severance is due."),
        amount=Decimal("0.00"),
        values=(Value("due", Text("应支付", "due"), Due.NOTHING.value),),
        steps=(step,),
    )


@dataclass(frozen=True, slots=True)
class _Start:
    """The day from which service counts for this ground."""

    on: date
    steps: tuple[Step, ...]


def _counted_from(started_on: date, ground: str, earlier_months: int | None) -> _Start:
    steps = [
        Step(
            f"依据：{GROUNDS[ground].words.zh}。",
            f"Ground: {GROUNDS[ground].words.en}.",
            basis=GROUNDS[ground].basis,
        )
    ]
    on = started_on
    if earlier_months:
        on = add_months(on, -earlier_months)
        steps.append(
            Step(
                f"非因本人原因从原单位转来且原单位未支付补偿的{earlier_months}个月合并计算。",
                f"{earlier_months} months with an earlier employer count too: moved not by own will, and not paid for.",
                basis=("IMP 10", "INT1 46"),
            )
        )
    if GROUNDS[ground].counts_from_2008 and on < SINCE_2008:
        on = SINCE_2008
        steps.append(
            Step(
                "该情形自2008年1月1日起才有经济补偿，此前的年限不计。",
                "This ground exists since 1 January 2008; years before it do not count.",
                on,
                basis=("LCL 97",),
            )
        )
    return _Start(on, tuple(steps))


def _before_2008(start: _Start, ground: str) -> tuple[Text, ...]:
    if start.on >= SINCE_2008 or GROUNDS[ground].due is Due.DOUBLE:
        return ()
    return (
        Text(
            "2008年以前的年限按当时规定执行，各地算法不同；此处按现行规定连续计算，请向律师核实。",
            "Years before 2008 follow the rules of that time, which differ by place; here they are counted by today's "
            "rule without a break. Please ask a lawyer.",
        ),
    )


def _months(
    start: _Start, ended_on: date, is_capped: bool
) -> tuple[Decimal, tuple[Step, ...], tuple[Text, ...]]:
    served = length(start.on, ended_on)
    months, cautions = served.months_of_pay, []
    steps = [
        Step(
            f"{date_zh(start.on)}至{date_zh(ended_on)}（含末日）共{served.zh}，合{months}个月工资。",
            f"From {date_en(start.on)} to {date_en(ended_on)}, the last day included, {served.en}: "
            f"{months} months of pay.",
            ended_on,
            basis=("LCL 47",),
        )
    ]
    if served.days <= 1 and served.months in (0, 6) and (served.days or served.months):
        cautions.append(
            Text(
                f"差一天结果就会不同：请核对{ended_on.isoformat()}是否为劳动关系的最后一天。",
                f"A single day changes the result: please check that {ended_on.isoformat()} was the last day of "
                "employment.",
            )
        )
    if is_capped and months > MOST_YEARS:
        months = MOST_YEARS
        steps.append(
            Step(
                "工资按三倍封顶的，年限最高十二年。",
                "Where the wage is capped, twelve years at most count.",
                basis=("LCL 47",),
            )
        )
    return months, tuple(steps), tuple(cautions)


def _sums(what: Due, months: Decimal, base: Decimal, amount: Decimal) -> tuple[Step, ...]:
    first = Step(
        f"经济补偿：{base:,}元×{months}个月＝{amount:,}元。",
        f"Severance: {base:,} yuan × {months} months = {amount:,} yuan.",
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


def _plus_one(last_month_wage: Decimal | None) -> Step:
    if last_month_wage is None:
        raise wrong(
            "last_month_wage",
            "missing",
            "没有提前三十日书面通知的，请填写上个月的工资：代通知金按上一个月工资计算。",
            "No thirty days' notice was given: please enter last month's wage; the month instead of notice is paid by it.",
        )
    return Step(
        f"未提前三十日书面通知，另付一个月工资（上一个月的工资标准）{last_month_wage:,}元。",
        f"No thirty days' written notice: one month more, at last month's wage of {last_month_wage:,} yuan.",
        basis=("LCL 40", "IMP 20"),
        adds=last_month_wage,
    )


def _answer(what: Due, months: Decimal, base: Decimal, total: Decimal) -> Text:
    zh = "赔偿金（二倍经济补偿）" if what is Due.DOUBLE else "经济补偿"
    en = "Damages, twice the severance" if what is Due.DOUBLE else "Severance"
    return Text(
        f"{zh}{total:,}元（{months}个月×{base:,}元）。",
        f"{en}: {total:,} yuan ({months} months × {base:,} yuan).",
    )
