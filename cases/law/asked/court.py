"""What is asked before a tribunal or a court: final awards, payment orders, group settlements, late defences."""

from __future__ import annotations

from decimal import Decimal

from cases.law.asked.shared import MINIMUM_WAGE, REGION
from cases.law.calculation import Calculation
from cases.law.court.agreements import group_settlement
from cases.law.court.final_award import ITEMS, final_award
from cases.law.court.payment_order import GROUNDS, KINDS, payment_order
from cases.law.limitation.defence import STAGES, limitation_defence
from cases.law.questions import Question, Type
from cases.law.results import Text


def _yes_no(name: str, zh: str, en: str, *, default: str, help: Text | None = None) -> Question:
    return Question(name, Type.YES_NO, Text(zh, en), help, is_required=False, default=default)


CALCULATIONS = (
    Calculation(
        "final_award",
        Text("一裁终局", "Is the award final"),
        Text("逐项比较，不按合计。", "Item by item, not by the total."),
        "court",
        (
            Question("filed_on", Type.DAY, Text("申请仲裁日期", "Day of filing for arbitration")),
            Question(
                "items",
                Type.ROWS,
                Text("裁决事项", "Items of the award"),
                columns=(
                    Question(
                        "kind", Type.CHOICE, Text("种类", "Kind"),
                        choices={code: item.words for code, item in ITEMS.items()},
                    ),
                    Question("amount", Type.MONEY, Text("金额（元）", "Sum (yuan)"), is_required=False),
                ),
            ),
            REGION,
            MINIMUM_WAGE,
        ),
        final_award,
        needs=frozenset({"figures"}),
        example={
            "filed_on": "2025-09-15",
            "items": [{"kind": "damages", "amount": "30480"}, {"kind": "pay", "amount": "30480.01"}],
        },
        examples_of=("L072", "L073"),
    ),
    Calculation(
        "payment_order",
        Text("能不能申请支付令", "Is a payment order possible"),
        Text("逐条核对法定条件。", "Condition by condition."),
        "court",
        (
            Question("ground", Type.CHOICE, Text("依据什么申请", "What it is based on"), choices=GROUNDS),
            Question("kind", Type.CHOICE, Text("款项种类", "Kind of money"), choices=KINDS),
            Question(
                "due_on", Type.DAY, Text("约定或者应当付款的最后一日", "Last day on which it was to be paid"),
                Text("分期付款的，填写要申请的那一期。", "Of the instalment that is asked for."),
            ),
            Question("applied_on", Type.DAY, Text("准备申请的日期", "Day of the application"), is_today=True),
            _yes_no("is_definite", "数额确定吗", "Is the sum definite", default="yes"),
            _yes_no("has_other_debts", "双方还有其他债务纠纷吗", "Are there other debts between the two", default="no"),
            _yes_no(
                "owes_in_return", "劳动者还要向单位履行什么吗", "Does the worker owe something in return", default="no",
                help=Text("例如付款以前须交还物品。", "Such as handing things back before payment."),
            ),
            _yes_no("can_be_served", "能够送达单位吗", "Can the employer be served", default="yes"),
            _yes_no("has_preservation", "申请过诉前保全吗", "Was pre-suit preservation asked for", default="no"),
            _yes_no("is_only_pay", "调解协议只涉及劳动报酬吗", "Is the agreement about pay alone", default="no"),
        ),
        payment_order,
        example={"ground": "agreement", "kind": "pay", "due_on": "2025-03-31", "applied_on": "2025-04-10"},
    ),
    Calculation(
        "group_settlement",
        Text("代表人和解对谁有效", "Whom a settlement by representatives binds"),
        Text("须经被代表的劳动者同意。", "Those represented must consent."),
        "court",
        (
            Question("workers", Type.COUNT, Text("劳动者人数", "Number of workers"), least=Decimal(1), most=Decimal(100_000)),
            Question("representatives", Type.COUNT, Text("代表人人数", "Number of representatives"), least=Decimal(1), most=Decimal(100)),
            _yes_no("representatives_signed", "代表人签字了吗", "Did the representatives sign", default="yes"),
            Question(
                "consented", Type.COUNT, Text("同意和解的人数（含代表人本人）", "How many of the workers consented"),
                most=Decimal(100_000),
            ),
            Question("settled_on", Type.DAY, Text("和解日期", "Day of the settlement")),
        ),
        group_settlement,
        example={"workers": "12", "representatives": "3", "consented": "0", "settled_on": "2025-05-06"},
        examples_of=("L111",),
    ),
    Calculation(
        "limitation_defence",
        Text("时效抗辩提晚了吗", "Was the limitation defence raised too late"),
        Text("仲裁期间没有提出的，法院一般不支持。", "Not raised in arbitration, it is usually not heard in court."),
        "court",
        (
            Question("raised", Type.CHOICE, Text("什么时候提出的", "When it was raised"), choices=STAGES),
            _yes_no("has_new_evidence", "有新的证据能够证明时效届满吗", "Does new evidence prove that the year is over", default="no"),
            Question("heard_on", Type.DAY, Text("法院审理日期", "Day of the hearing in court")),
        ),
        limitation_defence,
        example={"raised": "first_instance", "heard_on": "2025-10-15"},
        examples_of=("L109",),
    ),
)  # fmt: skip
