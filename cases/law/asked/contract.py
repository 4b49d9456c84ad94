"""What is asked about the contract: double wages, probation, training bonds, non-competition."""

from __future__ import annotations

from decimal import Decimal

from cases.law.asked.shared import MINIMUM_WAGE, REGION, monthly
from cases.law.calculation import Calculation
from cases.law.contract.double_wage_exceptions import CHOICES
from cases.law.contract.double_wage_window import SITUATIONS
from cases.law.contract.double_wages import double_wages
from cases.law.contract.noncompete import noncompete
from cases.law.contract.probation import CONTRACTS, probation
from cases.law.contract.training import LEAVINGS, training_penalty
from cases.law.questions import MOST_MONTHLY_WAGE, Question, Type
from cases.law.results import Text

_DOUBLE_WAGES = Calculation(
    "double_wages",
    Text("未签劳动合同的二倍工资", "Double wages without a written contract"),
    Text(
        "没有签书面劳动合同时，应当加付多少工资。",
        "How much is due on top where no written contract was made.",
    ),
    "leave",
    (
        Question(
            "situation", Type.CHOICE, Text("情形", "Situation"), choices=SITUATIONS, default="never_signed"
        ),
        Question(
            "started_on",
            Type.DAY,
            Text("起点日期", "Start"),
            Text(
                "没有签过的，填入职日期；到期没有续签的，填原合同到期日；无固定期限的，填应当订立之日。",
                "Never signed: the first day of work. Expired: the last day of the old contract. Open-ended: the day it was due.",
            ),
            is_disputable=True,
        ),
        Question(
            "signed_on",
            Type.DAY,
            Text("补签合同的日期", "Day of signing"),
            Text("一直没有签的不填。", "Left open if nothing was signed."),
            is_required=False,
            is_disputable=True,
        ),
        Question(
            "ended_on",
            Type.DAY,
            Text("劳动关系最后一天", "Last day of employment"),
            Text("仍在职的，填计算到哪一天。", "Who still works gives the day up to which to count."),
            is_required=False,
            is_disputable=True,
        ),
        monthly(
            "monthly_wage",
            Text("正常工作的月工资", "Normal monthly wage"),
            Text(
                "税前应得数，不含加班费和不固定的提成、奖金。",
                "Before tax, without overtime and irregular commission or bonuses.",
            ),
            is_required=False,
            is_disputable=True,
        ),
        Question(
            "wages",
            Type.ROWS,
            Text("或者逐月填写工资", "Or the months one by one"),
            Text(
                "按计算期间的月份顺序，每月填整月工资。",
                "In the order of the months that count, each with a whole month’s pay.",
            ),
            is_required=False,
            columns=(
                Question(
                    "amount", Type.MONEY, Text("整月工资", "Pay of the whole month"), most=MOST_MONTHLY_WAGE
                ),
            ),
        ),
        Question(
            "exception",
            Type.CHOICE,
            Text("例外情形", "Exception"),
            is_required=False,
            choices=CHOICES,
            default="none",
        ),
        Question(
            "claimed_on",
            Type.DAY,
            Text("申请仲裁的日期", "Day of filing for arbitration"),
            Text("填写后同时给出一年以内的部分。", "If given, the part not older than a year is shown too."),
            is_required=False,
        ),
    ),
    double_wages,
    needs=frozenset({"calendar"}),
    claims=("double_wage",),
    example={"started_on": "2023-03-01", "signed_on": "2023-08-01", "monthly_wage": "8000"},
    examples_of=("L013", "L016", "L019"),
)

_PROBATION = Calculation(
    "probation",
    Text("试用期：期限、工资、违法约定的赔偿", "Probation: length, pay, and damages for too much of it"),
    Text(
        "试用期最长多久，工资最低多少，超过了怎么赔。",
        "How long, at what pay, and what is due beyond the limit.",
    ),
    "leave",
    (
        Question(
            "contract",
            Type.CHOICE,
            Text("合同种类", "Kind of contract"),
            choices=CONTRACTS,
            default="fixed_term",
        ),
        Question(
            "contract_months",
            Type.NUMBER,
            Text("合同期限（月）", "Length of the contract (months)"),
            Text(
                "只在固定期限时填写；恰好三个月、一年、三年的，包括在内。",
                "For a fixed term; exactly three months, one year or three years is included.",
            ),
            is_required=False,
            least=Decimal("0.1"),
            most=Decimal(600),
        ),
        Question(
            "is_second",
            Type.YES_NO,
            Text("以前在这家单位有过试用期吗", "Was there probation with this employer before"),
            is_required=False,
            default="no",
        ),
        Question(
            "started_on",
            Type.DAY,
            Text("试用期第一天", "First day of probation"),
            is_required=False,
            is_disputable=True,
        ),
        Question(
            "ended_on",
            Type.DAY,
            Text("实际试用的最后一天", "Last day served as probation"),
            is_required=False,
            is_disputable=True,
        ),
        monthly(
            "monthly_wage",
            Text("转正后约定的月工资", "Monthly wage agreed after probation"),
            is_required=False,
            is_disputable=True,
        ),
        monthly(
            "probation_wage",
            Text("试用期月工资", "Monthly wage in probation"),
            is_required=False,
            is_disputable=True,
        ),
        REGION,
        MINIMUM_WAGE,
    ),
    probation,
    needs=frozenset({"figures"}),
    claims=("other",),
    example={
        "contract": "fixed_term",
        "contract_months": "12",
        "started_on": "2024-01-01",
        "ended_on": "2024-06-30",
        "monthly_wage": "8000",
    },
    examples_of=("L056",),
)

_TRAINING = Calculation(
    "training_penalty",
    Text("培训服务期违约金", "Penalty for leaving during a training bond"),
    Text(
        "提前离开时，劳动者最多要承担多少培训费用。",
        "The most a worker owes who leaves before the bond ends.",
    ),
    "leave",
    (
        Question(
            "costs",
            Type.MONEY,
            Text("有凭证的培训费用", "Vouchered costs of the training"),
            Text(
                "培训费、培训期间差旅费和其他直接费用，不含工资。",
                "Fees, travel during it, other direct costs; no wages.",
            ),
        ),
        Question("service_from", Type.DAY, Text("服务期第一天", "First day of the agreed service")),
        Question("service_until", Type.DAY, Text("服务期最后一天", "Last day of the agreed service")),
        Question("left_on", Type.DAY, Text("离职日期", "Last day of work"), is_disputable=True),
        Question(
            "leaving",
            Type.CHOICE,
            Text("怎样离开的", "How it ended"),
            choices={code: leaving.words for code, leaving in LEAVINGS.items()},
        ),
        Question("agreed_penalty", Type.MONEY, Text("约定的违约金", "Agreed penalty"), is_required=False),
        Question(
            "wages_in_training",
            Type.MONEY,
            Text("培训期间的工资", "Wages during the training"),
            is_required=False,
        ),
        Question(
            "is_professional",
            Type.YES_NO,
            Text("是专项的专业技术培训吗", "Was it special professional training"),
            Text("入职培训、日常岗位培训不是。", "Induction and daily on-the-job training are not."),
            is_required=False,
            default="yes",
        ),
    ),
    training_penalty,
    claims=("other",),
    example={
        "costs": "60000",
        "service_from": "2022-01-01",
        "service_until": "2024-12-31",
        "left_on": "2023-12-31",
        "leaving": "resigned",
        "agreed_penalty": "60000",
    },
)

_NONCOMPETE = Calculation(
    "noncompete",
    Text("竞业限制补偿", "Compensation for not competing"),
    Text(
        "离职后履行竞业限制，单位每月应付多少。", "What is due a month to a worker who keeps the restriction."
    ),
    "leave",
    (
        Question("ended_on", Type.DAY, Text("劳动关系最后一天", "Last day of employment")),
        Question(
            "months",
            Type.NUMBER,
            Text("已履行竞业限制的月数", "Months in which the restriction was kept"),
            least=Decimal("0.1"),
            most=Decimal(120),
            is_disputable=True,
        ),
        monthly(
            "monthly_wage",
            Text("离职前十二个月月平均工资", "Average monthly wage of the last twelve months"),
            is_required=False,
            is_disputable=True,
        ),
        monthly(
            "agreed_monthly",
            Text("约定的每月补偿", "Monthly sum agreed"),
            Text("没有约定的不填。", "Left open if none was agreed."),
            is_required=False,
        ),
        Question("already_paid", Type.MONEY, Text("已经支付的补偿", "Already paid"), is_required=False),
        Question(
            "is_released",
            Type.YES_NO,
            Text("单位提前解除了竞业限制吗", "Did the employer end the restriction early"),
            is_required=False,
            default="no",
        ),
        REGION,
        MINIMUM_WAGE,
    ),
    noncompete,
    needs=frozenset({"figures"}),
    claims=("other",),
    example={"ended_on": "2020-12-31", "months": "3", "monthly_wage": "20000"},
    examples_of=("L053",),
)

CALCULATIONS = (_DOUBLE_WAGES, _PROBATION, _TRAINING, _NONCOMPETE)
