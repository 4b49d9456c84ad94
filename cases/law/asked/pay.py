"""What is asked about pay: the rate of a day, overtime, arrears, minimum wages, sick pay, a standstill."""

from __future__ import annotations

from decimal import Decimal

from cases.law.asked.shared import MINIMUM_WAGE, REGION, monthly
from cases.law.calculation import Calculation
from cases.law.pay.floors import minimum_wage, sick_pay_floor, standstill_pay
from cases.law.pay.overtime import STANDARD, SYSTEMS, overtime
from cases.law.pay.statutory_holidays import holiday_rates
from cases.law.pay.wage_arrears import wage_arrears
from cases.law.questions import Question, Type
from cases.law.results import Text

# Twelve years of every hour: beyond it a finger slipped.
_MOST_HOURS, _MOST_DAYS = Decimal(100_000), Decimal(5_000)
_BOTH_COUNT = Text("首日和末日都计入。", "Both days are counted.")


def _hours(name: str, label: Text, help: Text | None = None, most: Decimal = _MOST_HOURS) -> Question:
    return Question(
        name,
        Type.NUMBER,
        label,
        help,
        is_required=False,
        most=most,
        default="0",
        is_disputable=True,
    )


def _paid(label: Text) -> Question:
    return Question("paid", Type.MONEY, label, is_required=False, is_disputable=True)


_HOLIDAY_RATES = Calculation(
    "holiday_rates",
    Text("某天加班按几倍", "The rate of a day"),
    Text(
        "每一天是工作日、休息日还是法定休假日。",
        "Whether each day is a working day, a rest day or a statutory holiday.",
    ),
    "pay",
    (
        Question(
            "days",
            Type.DAYS,
            Text("日期", "Days"),
            Text("一行一个日期。", "One day a line."),
        ),
    ),
    holiday_rates,
    needs=frozenset({"calendar"}),
    example={"days": ["2025-01-27", "2025-01-28", "2025-02-01"]},
    examples_of=("L042",),
)

_OVERTIME = Calculation(
    "overtime",
    Text("加班工资", "Overtime pay"),
    Text("工作日、休息日、法定休假日的加班工资。", "For longer hours, rest days and statutory holidays."),
    "pay",
    (
        Question(
            "on",
            Type.DAY,
            Text("加班期间的某一天", "A day of the time it was worked"),
            Text("决定适用哪一年的最低工资标准。", "It decides which minimum wage applies."),
        ),
        monthly(
            "monthly_wage",
            Text("正常劳动的月工资", "Monthly pay for normal work"),
            Text(
                "劳动合同约定的工资；没有约定的，按实际发放的各项工资，扣除加班费和伙食补助。",
                "The contract’s wage; if it names none, all that was paid, without overtime pay and meal subsidy.",
            ),
            is_disputable=True,
        ),
        Question(
            "system",
            Type.CHOICE,
            Text("工时制度", "System of working time"),
            is_required=False,
            choices=SYSTEMS,
            default=STANDARD,
            is_disputable=True,
        ),
        Question(
            "is_approved",
            Type.YES_NO,
            Text("特殊工时制度经过审批吗", "Was the special system approved"),
            Text("标准工时的不必回答。", "Not needed for standard hours."),
            is_required=False,
            is_rare=True,
            default="yes",
            is_disputable=True,
        ),
        _hours("extended_hours", Text("工作日延长的小时数", "Longer hours on working days, hours")),
        _hours("rest_hours", Text("休息日工作的小时数", "Hours on rest days")),
        _hours("rest_days", Text("另加休息日工作的整天", "Plus whole rest days"), most=_MOST_DAYS),
        _hours("rest_hours_off", Text("其中已经补休的小时数", "Hours of time off given for them")),
        _hours("holiday_hours", Text("法定休假日工作的小时数", "Hours on statutory holidays")),
        _hours(
            "holiday_days", Text("另加法定休假日工作的整天", "Plus whole statutory holidays"), most=_MOST_DAYS
        ),
        _hours(
            "paid_ratio",
            Text("这些时间已付几倍工资", "How many times the wage was paid for them already"),
            Text(
                "例如已付一倍的填 1，只算差额。",
                "Such as 1 for the single wage: only the difference is computed.",
            ),
            Decimal(3),
        ),
        _paid(Text("已付加班工资总额", "Overtime pay received in all")),
        monthly(
            "agreed_base",
            Text("约定的加班费基数（月）", "Agreed overtime base, a month"),
            is_required=False,
            is_rare=True,
        ),
        Question(
            "is_wage_agreed",
            Type.YES_NO,
            Text("劳动合同约定了工资数额吗", "Does the contract name the wage"),
            Text(
                "只在另外约定了加班费基数时有影响。", "Only matters if an overtime base was agreed besides."
            ),
            is_required=False,
            is_rare=True,
            default="yes",
        ),
        Question(
            "months",
            Type.COUNT,
            Text("这些加班发生在几个月内", "In how many months it was worked"),
            Text("用来核对每月三十六小时的上限。", "To check the limit of 36 hours a month."),
            is_required=False,
            is_rare=True,
            least=Decimal(1),
            most=Decimal(720),
        ),
        REGION,
        MINIMUM_WAGE,
    ),
    overtime,
    needs=frozenset({"figures"}),
    claims=("overtime",),
    example={"on": "2021-06-30", "monthly_wage": "12000", "rest_hours": "70"},
    examples_of=("L036", "L037"),
)

_WAGE_ARREARS = Calculation(
    "wage_arrears",
    Text("拖欠的工资", "Unpaid wages"),
    Text("逐月或者按期间计算欠付的工资。", "Month by month, or for a period at a monthly wage."),
    "pay",
    (
        Question(
            "rows",
            Type.ROWS,
            Text("逐月填写", "Month by month"),
            Text("已逐月填写的，不要再填月工资和期间。", "Then leave the monthly wage and the period open."),
            is_required=False,
            columns=(
                Question("label", Type.TEXT, Text("月份", "Month"), is_required=False),
                Question("due", Type.MONEY, Text("应付", "Due"), most=Decimal(10_000_000)),
                Question("paid", Type.MONEY, Text("已付", "Paid"), is_required=False, default="0"),
            ),
        ),
        monthly(
            "monthly_wage",
            Text("或者按期间：月工资", "Or by a period: monthly wage"),
            Text("和期间的首日、末日一起填写。", "Together with the first and the last unpaid day."),
            is_required=False,
            is_disputable=True,
        ),
        Question(
            "started_on",
            Type.DAY,
            Text("欠薪期间的第一天", "First unpaid day"),
            _BOTH_COUNT,
            is_required=False,
            is_disputable=True,
        ),
        Question(
            "ended_on",
            Type.DAY,
            Text("欠薪期间的最后一天", "Last unpaid day"),
            _BOTH_COUNT,
            is_required=False,
            is_disputable=True,
        ),
        _paid(Text("另外已付的总额", "Paid besides, in all")),
        Question(
            "payday",
            Type.DAY,
            Text("最后一期约定的支付日", "Agreed day of the last payment"),
            is_required=False,
        ),
    ),
    wage_arrears,
    needs=frozenset({"calendar"}),
    claims=("wages",),
    example={"monthly_wage": "8000", "started_on": "2025-03-10", "ended_on": "2025-05-31"},
)

_PAID_IN_MONTH = _paid(Text("当月实付（可比口径）", "Paid for the month, like with like"))

_MINIMUM_WAGE = Calculation(
    "minimum_wage",
    Text("最低工资标准", "Minimum wage"),
    Text("某一天的月、小时和非全日制标准。", "By the month, by the hour and part-time, on a day."),
    "pay",
    (Question("on", Type.DAY, Text("日期", "Day")), _PAID_IN_MONTH, REGION),
    minimum_wage,
    needs=frozenset({"figures"}),
    claims=("wages",),
    example={"on": "2025-09-01"},
    examples_of=("L063",),
)

_SICK_PAY = Calculation(
    "sick_pay_floor",
    Text("病假工资下限", "Least sick pay"),
    Text("整月病假最低应付多少。", "The least that is due for a whole month of sick leave."),
    "injury",
    (
        Question("on", Type.DAY, Text("病假当月的某一天", "A day of the month of sick leave")),
        _PAID_IN_MONTH,
        REGION,
        MINIMUM_WAGE,
    ),
    sick_pay_floor,
    needs=frozenset({"figures"}),
    claims=("wages",),
    example={"on": "2024-05-01"},
    examples_of=("L059",),
)

_STANDSTILL = Calculation(
    "standstill_pay",
    Text("停工停产期间的工资", "Pay in a standstill"),
    Text(
        "非因劳动者原因停工的：第一个工资支付周期照付，以后的最低标准。",
        "A standstill the worker did not cause: full pay for the first pay period, a minimum after it.",
    ),
    "pay",
    (
        Question(
            "began_on", Type.DAY, Text("停工的第一天", "First day of the standstill"), is_disputable=True
        ),
        Question(
            "ended_on", Type.DAY, Text("计算到哪一天", "Last day to count"), _BOTH_COUNT, is_disputable=True
        ),
        monthly("monthly_wage", Text("正常的月工资", "Normal monthly wage"), is_disputable=True),
        Question(
            "has_work",
            Type.YES_NO,
            Text("一个周期以后安排了工作吗", "Was there work after the first pay period"),
            is_required=False,
            default="no",
            is_disputable=True,
        ),
        monthly("new_wage", Text("双方新约定的月工资", "Newly agreed monthly wage"), is_required=False),
        _paid(Text("停工期间已付的总额", "Paid in that time, in all")),
        REGION,
        MINIMUM_WAGE,
    ),
    standstill_pay,
    needs=frozenset({"calendar", "figures"}),
    claims=("wages",),
    example={"began_on": "2024-03-01", "ended_on": "2024-05-31", "monthly_wage": "9000"},
)

CALCULATIONS = (_OVERTIME, _HOLIDAY_RATES, _WAGE_ARREARS, _MINIMUM_WAGE, _STANDSTILL, _SICK_PAY)
