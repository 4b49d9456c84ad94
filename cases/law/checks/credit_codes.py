"""Unified social credit codes (GB 32100): can a code be one, and what kind of body is it of?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from cases.law.checks.identifiers import normalised
from cases.law.results import BadInput, Problem, Result, Text, Value, Version
from cases.law.steps import Step

LENGTH = 18
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MISREAD: Mapping[str, str] = MappingProxyType({"I": "1", "O": "0", "S": "5", "Z": "2"})
BODIES: Mapping[str, Text] = MappingProxyType(
    {
        "11": Text("机关", "public authority"),
        "12": Text("事业单位", "public institution"),
        "51": Text("社会团体", "social organisation"),
        "52": Text("民办非企业单位", "private non-enterprise unit"),
        "53": Text("基金会", "foundation"),
        "81": Text("基层工会", "union at the workplace"),
        "91": Text("企业", "enterprise"),
        "92": Text("个体工商户", "individual business"),
        "93": Text("农民专业合作社", "farmers' cooperative"),
    }
)
VERSIONS = (
    Version(
        "credit_code", date(2015, 10, 1), ("GB 32100",),
        Text("统一社会信用代码国家标准（GB 32100—2015）", "Standard of unified social credit codes, GB 32100-2015"),
    ),
)  # fmt: skip


def fault_in(code: str) -> Problem | None:
    """What is wrong with a unified social credit code, None if it can be one."""
    code = normalised(code)
    return shape_fault(code) or _check_fault(code)


def shape_fault(code: str) -> Problem | None:
    """The fault of a code that has not the form of one; its check sign is not looked at."""
    code = normalised(code)
    if len(code) != LENGTH:
        return _fault(
            "length",
            f"统一社会信用代码为18位，现在是{len(code)}位，请对照营业执照核对。",
            f"A unified social credit code has 18 signs; this one has {len(code)}. Please compare it with the licence.",
        )
    for place, sign in enumerate(code, start=1):
        if sign not in SIGNS:
            hint_zh = f"，可能是“{_MISREAD[sign]}”" if sign in _MISREAD else ""
            hint_en = f"; perhaps it is “{_MISREAD[sign]}”" if sign in _MISREAD else ""
            return _fault(
                "sign",
                f"第{place}位的“{sign}”不会出现在代码里（不用字母I、O、S、V、Z）{hint_zh}，请核对。",
                f"Sign {place}, “{sign}”, never stands in such a code (no I, O, S, V, Z){hint_en}. Please check it.",
            )
    if not code[2:8].isdigit():
        return _fault(
            "region",
            "第3至8位是登记地代码，只能是数字，请核对。",
            "Signs 3 to 8 are the place of registration and can only be digits. Please check them.",
        )
    return None


def check_sign(code: str) -> str:
    """The check sign that belongs to the first seventeen signs (GB 32100)."""
    total = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return SIGNS[-total % 31]


def _check_fault(code: str) -> Problem | None:
    if check_sign(code) == code[17]:
        return None
    return _fault(
        "check_sign",
        "最后一位校验码与前面不符，至少有一位写错，请对照营业执照逐位核对（常见：0与O、1与I、5与S、8与B）。",
        "The last sign does not fit the others: at least one is wrong. Please compare it with the licence sign by sign "
        "(0 and O, 1 and I, 5 and S, 8 and B are easily confused).",
    )


def _fault(code: str, zh: str, en: str) -> Problem:
    return Problem("code", code, Text(zh, en))


def credit_code(*, code: str) -> Result:
    """Whether a code can be a unified social credit code, and what kind of body it is of. BadInput with the fault."""
    fault = fault_in(code)
    if fault is not None:
        raise BadInput(fault)
    code = normalised(code)
    body = BODIES.get(code[:2], Text("其他组织", "another body"))
    is_institution = code[:2] in ("11", "12")
    return Result(
        kind="credit_code",
        version=VERSIONS[0],
        answer=Text(
            f"代码符合编码规则，登记类型为{body.zh}。是否存续以登记机关公示为准。",
            f"The code follows the rules; it is of this kind: {body.en}. Only the public register shows whether it exists.",
        ),
        values=(
            Value("is_plausible", Text("符合编码规则", "follows the rules"), True),
            Value("body", Text("登记类型", "kind of body"), body.zh, words=body),
        ),
        steps=(
            Step(f"第1、2位表示{body.zh}，第3至8位是登记地代码。", f"Signs 1 and 2 stand for: {body.en}; 3 to 8 for the place."),
            Step("最后一位校验码正确。", "The check sign is right."),
        ),
        cautions=_INSTITUTION if is_institution else (),
    )  # fmt: skip


_INSTITUTION = (
    Text(
        "机关、事业单位与其在编人员的争议属于人事争议，金额规则不同，请先核实身份。",
        "Disputes of public bodies with their permanent staff are personnel disputes with other rules on money: please "
        "find out first which it is.",
    ),
)
