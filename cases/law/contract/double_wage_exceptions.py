"""When double wages are not due although no written contract was made (INT2 7–8, BJ-QA 42–45, 51)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from cases.law.contract.double_wage_window import EXPIRED, Window
from cases.law.results import Result, Text, Value, Version, wrong
from cases.law.steps import Step

INTERPRETED_SINCE = date(2025, 9, 1)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A reason why none is due: its articles before and since Interpretation (II)."""

    words: Text
    before: tuple[str, ...]
    since: tuple[str, ...]
    only_after_expiry: bool = False


EXEMPTIONS: Mapping[str, Exemption] = MappingProxyType(
    {
        "worker_fault": Exemption(
            Text("劳动者故意或者重大过失不签", "the worker’s intent or gross fault kept it from being signed"),
            ("LCL 3",), ("INT2 7", "LCL 3"),
        ),
        "force_majeure": Exemption(Text("不可抗力", "force majeure"), ("LCL 3",), ("INT2 7",)),
        "statutory_extension": Exemption(
            Text("期满依法续延：医疗期、三期、服务期、工会任期等",
                 "prolonged by law: medical treatment, maternity, training bond, union office"),
            ("BJ-QA 43", "LCL 42", "IMP 17"), ("INT2 8", "LCL 42", "IMP 17"), only_after_expiry=True,
        ),
        "agreed_extension": Exemption(
            Text("合同约定到期自动续延", "the contract itself says that it goes on"),
            ("BJ-QA 45",), ("BJ-QA 45",), only_after_expiry=True,
        ),
        "legal_representative": Exemption(
            Text("劳动者是法定代表人", "the worker is the legal representative"), ("BJ-QA 44",), ("BJ-QA 44",),
        ),
        "contract_manager": Exemption(
            Text("订立合同是劳动者本人职责（人事负责人、相关高管）", "making contracts was the worker’s own duty (head of HR, manager)"),
            ("BJ-QA 44",), ("BJ-QA 44",),
        ),
        "back_dated": Exemption(
            Text("补签并把日期写到实际用工之日", "signed later and dated back to the first day of work"),
            ("BJ-QA 42",), ("BJ-QA 42",),
        ),
        "part_time": Exemption(
            Text("非全日制用工，或者签的是非全日制合同", "part-time work, or a part-time contract was signed"),
            ("LCL 69", "BJ-QA 51"), ("LCL 69", "BJ-QA 51"),
        ),
    }
)  # fmt: skip
CHOICES: Mapping[str, Text] = MappingProxyType(
    {"none": Text("没有例外情形", "no exception"), **{code: each.words for code, each in EXEMPTIONS.items()}}
)


def exempted(exception: str, situation: str, version: Version, window: Window, full: Decimal) -> Result:
    """Nothing due, for this reason; `high` is the sum if the employer cannot prove it. BadInput for what does not fit."""
    if exception not in EXEMPTIONS:
        raise wrong(
            "exception",
            "no_such_choice",
            f"请从这些当中选择：{'、'.join(CHOICES)}。",
            f"Please choose one of: {', '.join(CHOICES)}.",
        )
    found = EXEMPTIONS[exception]
    if found.only_after_expiry and situation != EXPIRED:
        raise wrong(
            "exception",
            "does_not_fit",
            f"“{found.words.zh}”只适用于合同到期后继续工作的情形，请改选情形或者例外。",
            f"“{found.words.en}” only fits a contract that expired. Please change the situation or the exception.",
        )
    is_interpreted = version.since >= INTERPRETED_SINCE
    reason = Step(
        f"例外：{found.words.zh}，一般不支持二倍工资；由单位举证。",
        f"Exception: {found.words.en}; double wages are usually refused. The employer has to prove it.",
        basis=found.since if is_interpreted else found.before,
        adds=Decimal("0.00"),
    )
    return Result(
        kind="double_wages",
        version=version,
        answer=Text(
            "如例外情形成立，没有加付的二倍工资。", "If the exception is proved, no extra wage is due."
        ),
        amount=Decimal("0.00"),
        low=Decimal("0.00") if full else None,
        high=full or None,
        values=(Value("months", Text("月数", "months"), Decimal("0.00"), "months"),),
        steps=(*window.steps, reason),
        cautions=tuple(_cautions(exception, full, is_interpreted=is_interpreted)),
    )


def _cautions(exception: str, full: Decimal, *, is_interpreted: bool) -> list[Text]:
    found = []
    if full:
        found.append(
            Text(
                f"例外情形不能证明的，可能应加付{full:,}元（未计时效）。",
                f"If it cannot be proved, {full:,} yuan may be due, limitation apart.",
            )
        )
    if exception == "force_majeure" and not is_interpreted:
        found.append(
            Text(
                "2025年9月1日以前没有关于不可抗力的明文规定，按诚信和公平个案判断。",
                "Before 1 September 2025 no text spoke of force majeure; it was judged case by case.",
            )
        )
    if exception in ("legal_representative", "contract_manager"):
        found.append(
            Text(
                "能证明曾要求签订合同而被单位拒绝的，仍可能得到支持。",
                "Who can prove to have asked to sign and been refused may still succeed.",
            )
        )
    if exception == "back_dated":
        found.append(
            Text(
                "没有补签到实际用工之日的，相差的时间扣除一个月后仍可主张；补签并非真实意思的除外。",
                "If it was not dated back all the way, the days between count less one month; not so if it was not freely made.",
            )
        )
    return found
