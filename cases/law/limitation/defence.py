"""Whether the defence that the year for arbitration is over can still be raised (INT2 20)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from cases.law.results import Result, Text, Value, Version, in_force
from cases.law.steps import Step

VERSIONS = (
    Version(
        "limitation_defence",
        date(2025, 9, 1),
        ("INT2 20",),
        Text("《解释（二）》，自2025年9月1日起施行", "Interpretation (II), from 1 September 2025"),
    ),
)
STAGES: Mapping[str, Text] = MappingProxyType(
    {
        "arbitration": Text("仲裁期间", "during arbitration"),
        "first_instance": Text("一审期间才提出", "only in the first instance"),
        "second_instance": Text("二审期间才提出", "only in the second instance"),
        "never": Text("一直没有提出", "never"),
    }
)


def limitation_defence(*, raised: str, has_new_evidence: bool = False, heard_on: date) -> Result:
    """Whether a court is likely to hear the defence that the year for arbitration has passed (INT2 20)."""
    version = in_force(VERSIONS, heard_on, field="heard_on")
    if raised == "never":
        is_heard, zh, en = (
            False,
            "没有提出的，法院和仲裁机构不会主动适用时效。",
            "Nobody raises it for the parties.",
        )
    elif raised == "arbitration":
        is_heard, zh, en = (
            True,
            "仲裁期间已经提出，法院可以审查。",
            "It was raised in arbitration: the court may look at it.",
        )
    elif has_new_evidence:
        is_heard = True
        zh, en = (
            "仲裁期间没有提出，但有新的证据能够证明时效期间届满，属于例外。",
            "Raised late, but new evidence proves it: the exception.",
        )
    else:
        is_heard, zh, en = (
            False,
            "仲裁期间没有提出，诉讼中才提出，一般不予支持。",
            "Raised only in court: usually not heard.",
        )
    return Result(
        kind="limitation_defence",
        version=version,
        answer=Text("时效抗辩可能被审查。", "The defence may be looked at.")
        if is_heard
        else Text("时效抗辩一般不会被支持。", "The defence is usually not accepted."),
        values=(Value("is_heard", Text("抗辩可能被审查", "may be looked at"), is_heard),),
        steps=(Step(zh, en, heard_on, basis=("INT2 20",)),),
        cautions=(
            Text(
                "抗辩被审查不等于时效已经届满：中止、中断和拖欠工资的特别规定仍要逐项核对。",
                "That it is looked at does not mean that the year is over: suspensions, interruptions and the rule on wages "
                "must be checked.",
            ),
        ),
    )  # fmt: skip
