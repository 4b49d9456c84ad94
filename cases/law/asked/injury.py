"""What is asked after a work injury or a death at work."""

from __future__ import annotations

from decimal import Decimal

from cases.law.asked.shared import LOADED, REGION, monthly
from cases.law.calculation import Calculation
from cases.law.injury.parts import ENDS, STAYS
from cases.law.injury.work_death import work_death
from cases.law.injury.work_injury import work_injury
from cases.law.injury.work_injury_filing import work_injury_filing
from cases.law.questions import Question, Type
from cases.law.results import Text

_INSURED = Question(
    "is_insured",
    Type.YES_NO,
    Text("单位参加工伤保险了吗", "Did the employer insure the worker"),
    Text("没有参加的，全部由单位支付。", "If not, the employer pays everything."),
    is_required=False,
    default="yes",
)
_INJURED_ON = Question(
    "injured_on",
    Type.DAY,
    Text("事故或者职业病诊断日期", "Day of the accident or of the diagnosis"),
    is_disputable=True,
)

CALCULATIONS = (
    Calculation(
        "work_injury",
        Text("工伤待遇", "Work-injury benefits"),
        Text(
            "一次性伤残补助金、离职的两项补助金和停工留薪期工资。",
            "The one-off grant, the two lump sums on leaving, and pay while treated.",
        ),
        "injury",
        (
            _INJURED_ON,
            Question(
                "level",
                Type.COUNT,
                Text("伤残等级", "Level of disability"),
                Text("一级最重，十级最轻；还没有鉴定的不填。", "1 is the gravest, 10 the lightest; leave it open if not assessed."),
                is_required=False,
                is_disputable=True,
                least=Decimal(1),
                most=Decimal(10),
            ),
            monthly(
                "own_wage",
                Text("受伤前十二个月平均月缴费工资", "Average monthly contribution wage of the twelve months before"),
                Text(
                    "按单位申报的缴费工资；没有参保或者少报的，填写应当申报的数。",
                    "As declared; if uninsured or declared too low, what should have been declared.",
                ),
                is_required=False,
                is_disputable=True,
            ),
            Question(
                "ended",
                Type.CHOICE,
                Text("离职情况", "Has employment ended"),
                is_required=False,
                choices=ENDS,
                default=STAYS,
            ),
            Question(
                "left_on",
                Type.DAY,
                Text("离职日期", "Last day of employment"),
                Text("已经离职的填写。", "If employment has ended."),
                is_required=False,
                is_disputable=True,
            ),
            Question(
                "suspended_months",
                Type.NUMBER,
                Text("停工留薪的月数", "Months of suspended work"),
                Text("一般不超过12个月，可以填写半个月。", "Usually 12 at most; half months are possible."),
                is_required=False,
                is_disputable=True,
                most=Decimal(60),
            ),
            monthly(
                "suspension_wage",
                Text("受伤前的月工资福利待遇", "Monthly pay before the injury"),
                Text("填写了停工留薪月数的需要填写。", "Needed with the months of suspended work."),
                is_required=False,
                is_disputable=True,
            ),
            Question(
                "suspension_paid",
                Type.MONEY,
                Text("停工留薪期已经支付的", "Already paid for these months"),
                is_required=False,
            ),
            Question(
                "is_extension_confirmed",
                Type.YES_NO,
                Text("超过12个月的已经确认延长了吗", "Was more than 12 months confirmed"),
                Text("由劳动能力鉴定委员会确认。", "By the committee that assesses disability."),
                is_required=False,
                default="no",
            ),
            _INSURED,
            REGION,
            monthly(
                "band_wage",
                Text("核对60%至300%用的职工月平均工资", "Monthly average wage for the bounds of 60 to 300 %"),
                LOADED,
                is_required=False,
            ),
            monthly(
                "leaving_wage",
                Text("离职前一年的本市职工月平均工资", "The city's monthly average wage of the year before leaving"),
                LOADED,
                is_required=False,
            ),
        ),
        work_injury,
        needs=frozenset({"figures"}),
        claims=("work_injury",),
        example={
            "injured_on": "2024-05-06",
            "level": "9",
            "own_wage": "8000",
            "ended": "worker_proposes",
            "left_on": "2025-06-30",
            "suspended_months": "4",
            "suspension_wage": "9000",
        },
        examples_of=("L066",),
    ),
    Calculation(
        "work_death",
        Text("工亡待遇", "Benefits on a death at work"),
        Text("一次性工亡补助金和丧葬补助金。", "The one-off death grant and the funeral grant."),
        "injury",
        (
            Question("died_on", Type.DAY, Text("死亡日期", "Day of death"), is_disputable=True),
            Question(
                "is_after_suspension",
                Type.YES_NO,
                Text(
                    "是一级至四级、停工留薪期满后死亡吗", "Was it a worker of level 1 to 4, after the months of treatment"
                ),
                is_required=False,
                default="no",
            ),
            _INSURED,
            REGION,
            Question(
                "disposable_income",
                Type.MONEY,
                Text("上年度全国城镇居民人均可支配收入（元/年）", "National urban disposable income of the year before (a year)"),
                LOADED,
                is_required=False,
                least=Decimal(1),
                most=Decimal(10_000_000),
            ),
            monthly(
                "average_month",
                Text("上年度本市职工月平均工资", "The city's monthly average wage of the year before"),
                LOADED,
                is_required=False,
            ),
        ),
        work_death,
        needs=frozenset({"figures"}),
        claims=("work_injury",),
        example={"died_on": "2025-03-10"},
    ),
    Calculation(
        "work_injury_filing",
        Text("工伤认定申请期限", "Until when to apply for recognition of a work injury"),
        Text("单位30日，职工、近亲属、工会一年。", "30 days for the employer; a year for the worker, the family, the union."),
        "injury",
        (_INJURED_ON,),
        work_injury_filing,
        needs=frozenset({"calendar"}),
        example={"injured_on": "2024-05-06"},
        examples_of=("L117",),
    ),
)  # fmt: skip
