"""Numbers to check and to write out: identity numbers, credit codes, amounts in capitals, an agreement's signatures."""

from __future__ import annotations

from cases.law.calculation import Calculation
from cases.law.checks.credit_codes import credit_code
from cases.law.checks.identifiers import id_number
from cases.law.court.agreements import agreement_effect
from cases.law.money import in_capitals
from cases.law.questions import Question, Type
from cases.law.results import Text

_STILL_OPEN = Text("还没有的不填。", "Leave it open if it is not there yet.")


def _day_of(name: str, zh: str, en: str) -> Question:
    return Question(name, Type.DAY, Text(zh, en), _STILL_OPEN, is_required=False)


CALCULATIONS = (
    Calculation(
        "agreement_effect",
        Text("调解协议生效了吗", "Is the mediation agreement effective"),
        Text(
            "双方、调解员、调解组织印章缺一不可；生效之日起才计算审查和确认的期限。",
            "Both sides, the mediator and the seal are all needed; review and confirmation are counted from the last of them.",
        ),
        "check",
        (
            _day_of("applicant_signed_on", "申请人签名或者盖章日期", "Applicant signed or sealed on"),
            _day_of("respondent_signed_on", "被申请人签名或者盖章日期", "Respondent signed or sealed on"),
            _day_of("mediator_signed_on", "调解员签名日期", "Mediator signed on"),
            _day_of("sealed_on", "调解组织盖章日期", "Mediation body's seal on"),
        ),
        agreement_effect,
        needs=frozenset({"calendar"}),
        example={
            "applicant_signed_on": "2024-03-01",
            "respondent_signed_on": "2024-03-01",
            "mediator_signed_on": "2024-03-01",
            "sealed_on": "2024-03-04",
        },
        examples_of=("L113",),
    ),
    Calculation(
        "id_number",
        Text("核对身份证号码", "Check an identity number"),
        Text(
            "核对位数、出生日期和校验码，不核对是否真实存在；号码不会出现在结果里。",
            "Length, day of birth and check sign; not whether the person exists. The number is not repeated.",
        ),
        "check",
        (
            Question(
                "number",
                Type.TEXT,
                Text("身份证号码", "Identity number"),
                Text("18位，或者15位老号码。", "18 signs, or the old 15."),
            ),
            Question(
                "on",
                Type.DAY,
                Text("核对日期", "Day of the check"),
                Text("一般填今天：出生日期不能晚于这一天。", "Usually today: nobody is born after it."),
                is_today=True,
            ),
        ),
        id_number,
        example={"number": "11010519491231002X", "on": "2026-01-05"},
    ),
    Calculation(
        "credit_code",
        Text("核对统一社会信用代码", "Check a unified social credit code"),
        Text("核对位数、用字和校验码。", "Length, signs used, and the check sign."),
        "check",
        (
            Question(
                "code",
                Type.TEXT,
                Text("统一社会信用代码", "Unified social credit code"),
                Text("营业执照上的18位代码。", "The 18 signs on the licence."),
            ),
        ),
        credit_code,
        example={"code": "91350100M000100Y43"},
    ),
    Calculation(
        "capitals",
        Text("金额大写", "An amount in Chinese capitals"),
        Text("协议书和收据上的中文大写金额。", "As agreements and receipts write it."),
        "check",
        (Question("amount", Type.MONEY, Text("金额（元）", "Amount (yuan)")),),
        in_capitals,
        example={"amount": "12000.50"},
    ),
)
