"""The parts of the money for a work injury, each with its steps: grant, lump sums, pay while treated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from types import MappingProxyType

from cases.law.figures import Figures, entered, not_published
from cases.law.results import Figure, Text, Value, cents, wrong
from cases.law.steps import Step, many

GRANT_MONTHS: Mapping[int, int] = MappingProxyType(
    {1: 27, 2: 25, 3: 23, 4: 21, 5: 18, 6: 16, 7: 13, 8: 11, 9: 9, 10: 7}
)
LUMP_MONTHS: Mapping[str, Mapping[int, int]] = MappingProxyType(
    {"beijing": MappingProxyType({5: 18, 6: 15, 7: 12, 8: 9, 9: 6, 10: 3})}
)
LEAST_SHARE, MOST_SHARE = Decimal("0.6"), Decimal(3)
MOST_SUSPENSION, MOST_EXTENDED = 12, 24
STAYS = "stays"
ENDS: Mapping[str, Text] = MappingProxyType(
    {
        STAYS: Text("没有离职", "still employed"),
        "worker_proposes": Text("本人提出解除或者终止", "worker proposes to end it"),
        "expired": Text("合同期满终止", "contract expired"),
        "employer_ends": Text("单位解除或者终止", "employer ends it"),
    }
)
AVERAGE = "insurance_average_wage"


@dataclass(slots=True)
class Parts:
    """What is gathered while the parts are worked out: who pays is decided at the end."""

    region: str
    books: Figures
    fund: Decimal = Decimal("0.00")
    employer: Decimal = Decimal("0.00")
    steps: list[Step] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    cautions: list[Text] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)

    def monthly_average(self, year: int, told: Decimal | None) -> Decimal | None:
        """The average wage of one month; published yearly figures are rounded to the yuan, as the offices do."""
        if told is not None:
            self.figures.append(entered(AVERAGE, self.region, date(year, 1, 1), told * 12))
            return told
        yearly = self.books.of_year(AVERAGE, self.region, year)
        if yearly is None:
            return None
        self.figures.append(yearly)
        return (yearly.value / 12).quantize(Decimal(1), ROUND_HALF_UP)


def grant(parts: Parts, level: int, own_wage: Decimal | None, year: int, band_wage: Decimal | None) -> None:
    """The one-off grant by level (WI 35–37). `year` is that of the average wage which bounds the own wage."""
    if level not in GRANT_MONTHS:
        raise wrong(
            "level",
            "no_such_level",
            "伤残等级为一级至十级，请填1至10。",
            "Levels of disability go from 1 to 10. Please enter one of them.",
        )
    if own_wage is None:
        raise wrong(
            "own_wage",
            "missing",
            "请填写受伤前十二个月的平均月缴费工资，一次性伤残补助金按它计算。",
            "Please enter the average monthly contribution wage of the twelve months before the injury: the grant goes by it.",
        )
    wage = _banded(parts, own_wage, year, band_wage)
    months = GRANT_MONTHS[level]
    grant = cents(wage * months)
    basis = ("WI 35" if level <= 4 else "WI 36" if level <= 6 else "WI 37",)
    parts.steps.append(
        Step(
            f"{level}级伤残，一次性伤残补助金{months}个月：{wage:,}元×{months}＝{grant:,}元。",
            f"Level {level}, a one-off grant of {months} months: {wage:,} yuan × {months} = {grant:,} yuan.",
            basis=basis,
            adds=grant,
        )
    )
    parts.fund += grant
    parts.values += [
        Value("grant_months", Text("伤残补助金月数", "months of the grant"), months, "months"),
        Value("own_wage", Text("本人工资", "own wage"), wage, "yuan"),
        Value("grant", Text("一次性伤残补助金", "one-off disability grant"), grant, "yuan"),
    ]
    if level <= 6:
        parts.cautions.append(_ALLOWANCE)


_ALLOWANCE = Text(
    "一级至六级另有按月的伤残津贴等待遇，不在本计算之内。",
    "Levels 1 to 6 have a monthly allowance besides, which is not part of this.",
)


def _banded(parts: Parts, wage: Decimal, year: int, band_wage: Decimal | None) -> Decimal:
    average = parts.monthly_average(year, band_wage)
    if average is None:
        parts.asks.append("band_wage")
        parts.cautions.append(
            Text(
                f"没有载入{year}年当地职工平均工资，本人工资未按60%至300%核对；知道数值的请填写。",
                f"The local average wage of {year} is not loaded, so the bounds of 60 to 300 % are not tested. Please enter "
                "it if it is known.",
            )
        )
        return wage
    least, most = cents(average * LEAST_SHARE), cents(average * MOST_SHARE)
    kept = min(max(wage, least), most)
    how = _IN_BOUNDS
    if kept != wage:
        share = "60%" if kept > wage else "300%"
        below = ("低于", "below") if kept > wage else ("高于", "above")
        how = Text(f"{below[0]}{share}，按{kept:,}元计算", f"{below[1]} {share}, so {kept:,} yuan count")
    parts.steps.append(
        Step(
            f"本人工资{wage:,}元；{year}年当地职工月平均工资{average:,}元，60%为{least:,}元，300%为{most:,}元：{how.zh}。",
            f"Own wage {wage:,} yuan; local monthly average of {year} {average:,} yuan, 60 % {least:,}, 300 % {most:,}: {how.en}.",
            basis=("WI 64",),
        )
    )  # fmt: skip
    parts.cautions.append(_WHICH_YEAR)
    return kept


_IN_BOUNDS = Text("在限度之内", "within the bounds")
_WHICH_YEAR = Text(
    "“职工平均工资”取哪一年、哪一种，条例没有写明；这里用受伤前一年的数值，经办机构另有口径的请填写其数值。",
    "The regulations do not say of which year, or which average, the bounds are taken; here it is the year before the "
    "injury. Please enter another if the insurance office uses one.",
)


def lumps(
    parts: Parts,
    level: int | None,
    ended: str,
    injured_on: date,
    left_on: date | None,
    leaving_wage: Decimal | None,
) -> None:
    """The medical and the employment lump sum when employment ends (WI 36, 37 and the rule of the place)."""
    if level is None:
        raise wrong(
            "level",
            "missing",
            "离职的一次性补助金按伤残等级计算，请填写等级；尚未鉴定的，请先申请劳动能力鉴定。",
            "The lump sums on leaving go by the level of disability: please enter it, or have it assessed first.",
        )
    if left_on is None or left_on < injured_on:
        raise wrong(
            "left_on",
            "missing" if left_on is None else "ends_before_it_starts",
            "请填写离职日期，且不早于受伤日期：补助金按离职前一年的平均工资计算。",
            "Please enter the day of leaving, not before the injury: the lump sums go by the average of the year before it.",
        )
    if level <= 4:
        parts.cautions.append(
            Text(
                "一级至四级保留劳动关系，没有离职的两项一次性补助金；单位解除的，请尽快咨询。",
                "Levels 1 to 4 keep their employment: there are no lump sums on leaving. If the employer ended it, please "
                "ask for advice soon.",
            )
        )
        return
    _two_lumps(parts, level, left_on, leaving_wage)
    if level <= 6 and ended != "worker_proposes":
        parts.cautions.append(
            Text(
                "五级、六级应由本人提出才能终止；单位自行终止的，也可以要求继续履行劳动合同。",
                "At levels 5 and 6 only the worker may propose the end; if the employer ended it, going on with the contract "
                "can be asked for instead.",
            )
        )


def _two_lumps(parts: Parts, level: int, left_on: date, leaving_wage: Decimal | None) -> None:
    if parts.region not in LUMP_MONTHS:
        raise wrong(
            "region",
            "no_local_rule",
            "没有载入该地区的一次性补助金标准，请选择其他地区或者咨询当地经办机构。",
            "The lump sums of this region are not loaded. Please choose another, or ask the local insurance office.",
        )
    year, months = left_on.year - 1, LUMP_MONTHS[parts.region][level]
    average = parts.monthly_average(year, leaving_wage)
    if average is None:
        raise not_published(AVERAGE, parts.region, date(year, 12, 31), field="leaving_wage")
    lump = cents(average * months)
    for name, zh, en in (
        ("medical_lump", "一次性工伤医疗补助金", "one-off medical lump sum"),
        ("employment_lump", "一次性伤残就业补助金", "one-off employment lump sum"),
    ):
        parts.steps.append(
            Step(
                f"{zh}：{year}年本市职工月平均工资{average:,}元×{months}个月＝{lump:,}元。",
                f"{en.capitalize()}: the city's monthly average of {year}, {average:,} yuan × {months} months = {lump:,} yuan.",
                basis=("WI 36" if level <= 6 else "WI 37", "BJ-INJURY 5"),
                adds=lump,
            )
        )
        parts.values.append(Value(name, Text(zh, en), lump, "yuan"))
    parts.values.append(
        Value("lump_months", Text("每项补助金月数", "months of each lump sum"), months, "months")
    )
    parts.fund += lump
    parts.employer += lump
    parts.cautions += [_WHICH_AVERAGE, _NEAR_RETIREMENT]


_NEAR_RETIREMENT = Text(
    "接近或者达到法定退休年龄的，就业补助金可能减少或者没有，请向经办机构核实。",
    "Near or past retirement age the employment lump sum may be smaller or none: please ask the insurance office.",
)
_WHICH_AVERAGE = Text(
    "“上年度职工月平均工资”采用哪一种公布数，各方口径不一；这里用全口径城镇单位就业人员平均工资，可以填写其他数值。",
    "Which published average is meant is not settled; here it is that of all urban units. Another can be entered.",
)


def suspension(
    parts: Parts, months: Decimal, wage: Decimal | None, paid: Decimal | None, is_extension_confirmed: bool
) -> None:
    """Pay while work is suspended for treatment: twelve months at most, twelve more when confirmed (WI 33)."""
    if wage is None:
        raise wrong(
            "suspension_wage",
            "missing",
            "请填写受伤前的月工资福利待遇：停工留薪期按原待遇支付。",
            "Please enter the monthly pay before the injury: it goes on while work is suspended.",
        )
    most = MOST_EXTENDED if is_extension_confirmed else MOST_SUSPENSION
    counted = min(months, Decimal(most))
    if counted < months:
        parts.cautions.append(_too_long(is_extension_confirmed))
    due = cents(Fraction(wage) * Fraction(counted))
    parts.steps.append(
        Step(
            f"停工留薪期{counted:f}个月，按原待遇{wage:,}元计算：{due:,}元（最长{most}个月）。",
            f"{many(counted, 'month')} of suspended work at the former {wage:,} yuan: {due:,} yuan ({most} months at most).",
            basis=("WI 33",),
            adds=due,
        )
    )
    if paid:
        taken = min(paid, due)
        parts.steps.append(
            Step(
                f"减去已经支付的{taken:,}元。",
                f"Less {taken:,} yuan already paid.",
                basis=("WI 33",),
                adds=-taken,
            )
        )
        due -= taken
    parts.employer += due
    parts.values.append(Value("suspension_pay", Text("停工留薪期工资", "pay while suspended"), due, "yuan"))


def _too_long(is_extension_confirmed: bool) -> Text:
    if is_extension_confirmed:
        return Text(
            "停工留薪期连同延长最长二十四个月，超出部分没有计入。",
            "With its extension the period has 24 months at most; the rest is not counted.",
        )
    return Text(
        "超过十二个月的部分须经劳动能力鉴定委员会确认延长，没有计入；已经确认的请勾选。",
        "What passes 12 months needs the committee's confirmation and is not counted; please say so if it is confirmed.",
    )
