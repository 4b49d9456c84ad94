"""What is asked when employment ends: severance, N+1, 2N."""

from __future__ import annotations

from decimal import Decimal

from cases.law.asked.shared import AVERAGE_WAGE, MINIMUM_WAGE, REGION, monthly
from cases.law.calculation import Calculation
from cases.law.ending.grounds import GROUNDS, RENEWALS
from cases.law.ending.severance import severance
from cases.law.questions import MOST_MONTHLY_WAGE, Question, Type
from cases.law.results import Text

CALCULATIONS = (
    Calculation(
        "severance",
        Text("经济补偿和赔偿金（N、N+1、2N）", "Severance and damages (N, N+1, 2N)"),
        Text("劳动关系结束时应当支付多少。", "What is due when employment ends."),
        "end",
        (
            Question("started_on", Type.DAY, Text("入职日期", "First day of employment"), is_disputable=True),
            Question(
                "ended_on",
                Type.DAY,
                Text("劳动关系最后一天", "Last day of employment"),
                Text("这一天本身计入。", "This day itself is counted."),
                is_disputable=True,
            ),
            Question(
                "ground",
                Type.CHOICE,
                Text("结束的原因", "Why it ended"),
                is_disputable=True,
                choices={code: ground.words for code, ground in GROUNDS.items()},
            ),
            Question(
                "renewal",
                Type.CHOICE,
                Text("到期时的续订情况", "How renewal went"),
                Text("只在合同到期终止时填写。", "Only when a fixed term expired."),
                is_required=False,
                is_rare=True,
                choices=RENEWALS,
            ),
            monthly(
                "monthly_wage",
                Text("离职前十二个月月平均应得工资", "Average monthly pay due in the last twelve months"),
                Text(
                    "税前应得数，含奖金、津贴和个人缴纳的社保；不满十二个月的按实际月数平均。",
                    "Before tax and contributions, with bonus and allowances; over the months worked if fewer than twelve.",
                ),
                is_required=False,
                is_disputable=True,
            ),
            Question(
                "wages",
                Type.ROWS,
                Text("或者逐月填写工资", "Or the months one by one"),
                is_required=False,
                columns=(
                    Question(
                        "amount",
                        Type.MONEY,
                        Text("当月应得工资", "Pay due in the month"),
                        most=MOST_MONTHLY_WAGE,
                    ),
                ),
            ),
            Question(
                "notice_given",
                Type.YES_NO,
                Text("提前三十日书面通知了吗", "Was thirty days' written notice given"),
                Text(
                    "只影响“患病期满、不能胜任、情势重大变化”。",
                    "Only matters for illness, incapability, changed circumstances.",
                ),
                is_required=False,
            ),
            monthly(
                "last_month_wage",
                Text("上一个月的工资", "Last month's wage"),
                is_required=False,
                is_rare=True,
            ),
            Question(
                "earlier_months",
                Type.COUNT,
                Text("合并计算的原单位月数", "Months with an earlier employer that count"),
                Text(
                    "非因本人原因转到新单位，且原单位没有支付过补偿。",
                    "Moved not by own will, and the earlier employer paid nothing.",
                ),
                is_required=False,
                is_rare=True,
                most=Decimal(720),
            ),
            REGION,
            AVERAGE_WAGE,
            MINIMUM_WAGE,
        ),
        severance,
        needs=frozenset({"figures"}),
        claims=("severance", "damages"),
        example={
            "started_on": "2021-05-10",
            "ended_on": "2023-07-31",
            "ground": "employer_proposes",
            "monthly_wage": "12000",
        },
        examples_of=("L008", "L009", "L023", "L025", "L026", "L027", "L032", "L033"),
    ),
)
