"""What is asked about annual leave."""

from __future__ import annotations

from decimal import Decimal

from cases.law.asked.shared import monthly
from cases.law.calculation import Calculation
from cases.law.pay.annual_leave import annual_leave
from cases.law.questions import Question, Type
from cases.law.results import Text

_MOST_DAYS = Decimal(366)


def _yes_no(
    name: str, label: Text, default: str, help: Text | None = None, *, is_disputable: bool = False
) -> Question:
    return Question(
        name, Type.YES_NO, label, help, is_required=False, default=default, is_disputable=is_disputable
    )


def _number(name: str, label: Text, help: Text | None = None, most: Decimal = _MOST_DAYS) -> Question:
    return Question(
        name, Type.NUMBER, label, help, is_required=False, default="0", most=most, is_disputable=True
    )


_ABOUT_THE_YEAR = (
    Question(
        "year",
        Type.COUNT,
        Text("年度", "Year"),
        Text("一次算一个公历年。", "One calendar year at a time."),
        least=Decimal(2000),
        most=Decimal(2100),
    ),
    Question(
        "years",
        Type.COUNT,
        Text("累计工作满几年", "Whole years of work in all"),
        Text(
            "所有单位合并计算，中断的时间扣除；算到当年年底或者离职日。",
            "With all employers, without the gaps; at the end of the year or the day of leaving.",
        ),
        most=Decimal(70),
        is_disputable=True,
    ),
    _yes_no(
        "has_twelve_months",
        Text("曾经连续工作满十二个月吗", "Did the worker ever work twelve months without a break"),
        "yes",
        Text("在同一个或者几个单位都可以。", "With one employer or several."),
    ),
    Question(
        "joined_on",
        Type.DAY,
        Text("入职日期", "First day of employment"),
        Text("当年入职的按剩余天数折算。", "In the first year the share of the days left counts."),
        is_required=False,
        is_disputable=True,
    ),
    Question(
        "qualified_on",
        Type.DAY,
        Text("首次连续工作满十二个月的日期", "Day on which the first twelve months were complete"),
        Text("只在当年才满的时候填写。", "Only if it was in this year."),
        is_required=False,
    ),
    Question(
        "left_on",
        Type.DAY,
        Text("当年离职的日期", "Day of leaving, if in this year"),
        is_required=False,
        is_disputable=True,
    ),
    _number("taken_days", Text("当年已休年休假天数", "Days of annual leave taken in the year")),
)
_WHAT_COSTS_IT = (
    Question(
        "paid_personal_days",
        Type.COUNT,
        Text("当年不扣工资的事假天数", "Days of paid personal leave in the year"),
        is_required=False,
        most=_MOST_DAYS,
        default="0",
    ),
    _number("sick_months", Text("当年累计病假月数", "Months of sick leave in the year"), most=Decimal(12)),
    _yes_no(
        "has_longer_school_holidays",
        Text("寒暑假天数多于年休假吗", "Were school holidays longer than the leave"),
        "no",
    ),
    _yes_no(
        "lost_by_last_year",
        Text(
            "上一年休完年休假后又出现上述情形吗", "Did one of these follow after last year’s leave was taken"
        ),
        "no",
    ),
)
_ABOUT_THE_PAY = (
    monthly(
        "monthly_wage",
        Text("月工资（剔除加班工资）", "Monthly wage without overtime pay"),
        Text(
            "支付前十二个月的月平均；不填则只算天数。",
            "The average of the twelve months before it is paid; without it only the days are computed.",
        ),
        is_required=False,
        is_disputable=True,
    ),
    _yes_no(
        "is_normal_pay_paid",
        Text("正常工资已经支付了吗", "Was the normal wage paid"),
        "yes",
        Text("已经支付的，300%中只剩200%。", "If so, 200 % of the 300 % is left."),
    ),
    _yes_no(
        "refused_in_writing",
        Text("职工因本人原因书面提出不休吗", "Did the worker renounce in writing for personal reasons"),
        "no",
        is_disputable=True,
    ),
    _number("extra_days", Text("单位另给的福利年休假未休天数", "Days of extra company leave not taken")),
    Question(
        "policy_rate",
        Type.NUMBER,
        Text("福利年休假按规定每天付几倍日工资", "Daily wages a day for it by the policy"),
        is_required=False,
        most=Decimal(10),
    ),
    Question(
        "extra_paid_rate",
        Type.NUMBER,
        Text("福利年休假已付几倍日工资", "Daily wages a day paid for it already"),
        Text("照常发了工资的是一倍。", "One, if the wage went on as usual."),
        is_required=False,
        most=Decimal(10),
        default="1",
    ),
)

CALCULATIONS = (
    Calculation(
        "annual_leave",
        Text("年休假天数和未休年休假工资", "Annual leave: days, and pay for those not taken"),
        Text(
            "一个年度的应休天数，以及没有休的应付多少。",
            "The days of a year, and what is due for those not taken.",
        ),
        "leave",
        (*_ABOUT_THE_YEAR, *_WHAT_COSTS_IT, *_ABOUT_THE_PAY),
        annual_leave,
        claims=("annual_leave",),
        example={"year": "2024", "years": "6", "monthly_wage": "6000"},
        examples_of=("L044", "L046", "L051"),
    ),
)
