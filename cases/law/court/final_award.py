"""Which items of an award are final, and what each side can do then (ARB 47–50, BR 50, INT1 19, BJ-QA 9).

Each item is tested by itself against twelve months of the minimum wage; the total never matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from cases.law.figures import Figures, entered
from cases.law.results import Result, Text, Value, Version, cents, in_force, wrong
from cases.law.steps import Step

VERSIONS = (
    Version(
        "final_award",
        date(2008, 5, 1),
        ("ARB 47", "BR 50", "INT1 19"),
        Text(
            "《劳动争议调解仲裁法》，自2008年5月1日起施行", "Mediation and Arbitration Law, from 1 May 2008"
        ),
    ),
)
MONTHS = 12


class Finality(StrEnum):
    AMOUNT = "amount"
    """Final when not above twelve months of the minimum wage."""
    ALWAYS = "always"
    """National standards of hours, rest, leave and social insurance: final whatever the sum."""
    NEVER = "never"
    EITHER_WAY = "either_way"
    """Pay, or a national standard: final within the limit either way, above it the views differ."""
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class Item:
    """A kind of item of an award, and how its finality is told."""

    words: Text
    test: Finality


ITEMS: Mapping[str, Item] = MappingProxyType(
    {
        "pay": Item(Text("劳动报酬（工资、加班费等）", "pay: wages, overtime and the like"), Finality.AMOUNT),
        "injury_medical": Item(Text("工伤医疗费", "medical costs of a work injury"), Finality.AMOUNT),
        "severance": Item(Text("经济补偿", "severance"), Finality.AMOUNT),
        "damages": Item(Text("赔偿金（违法解除、违法试用期）", "damages for unlawful dismissal or probation"), Finality.AMOUNT),
        "double_wage": Item(Text("未订立书面合同的二倍工资", "double wages"), Finality.AMOUNT),
        "standards": Item(
            Text("执行国家标准的工时、休息休假、社会保险争议", "national standards of hours, rest, leave, social insurance"),
            Finality.ALWAYS,
        ),
        "injury_benefit": Item(Text("其他工伤保险待遇", "other work-injury benefits"), Finality.UNSETTLED),
        "annual_leave": Item(Text("未休年休假工资报酬", "pay for untaken annual leave"), Finality.EITHER_WAY),
        "relation": Item(Text("确认劳动关系", "confirmation of the employment relation"), Finality.NEVER),
        "reinstatement": Item(Text("继续履行劳动合同", "going on with the contract"), Finality.NEVER),
        "employer_claim": Item(Text("单位请求劳动者支付", "what the employer claims of the worker"), Finality.NEVER),
        "other": Item(Text("其他", "other"), Finality.NEVER),
    }
)  # fmt: skip


def final_award(
    *,
    filed_on: date,
    items: Sequence[Mapping[str, Any]],
    region: str = "beijing",
    minimum_wage: Decimal | None = None,
    figures: Figures,
) -> Result:
    """Which items would be final, by kind and by the sum awarded in yuan; equality is within the limit.

    The minimum wage is that of the day of filing, as Beijing reads it. BadInput for no items, for a sum that is missing,
    or for a minimum wage that is not loaded.
    """
    version = in_force(VERSIONS, filed_on, field="filed_on")
    if not items:
        raise wrong(
            "items",
            "missing",
            "请至少填写一项请求或者裁决事项及其金额。",
            "Please enter at least one item and its sum.",
        )
    least = (
        entered("minimum_wage", region, filed_on, minimum_wage)
        if minimum_wage is not None
        else figures.needed("minimum_wage", region, filed_on, field="minimum_wage")
    )
    threshold = cents(least.value * MONTHS)
    first = Step(
        f"申请仲裁时当地月最低工资标准{least.value:,}元×{MONTHS}＝{threshold:,}元，每一项分别比较，不按合计。",
        f"Monthly minimum wage on filing {least.value:,} yuan × {MONTHS} = {threshold:,} yuan; each item by itself, not the total.",
        filed_on,
        basis=("ARB 47", "BR 50", "BJ-QA 9"),
    )
    judged = [_judged(number, row, threshold) for number, row in enumerate(items, start=1)]
    return _result(version, first, judged, threshold, (least,))


def _result(
    version: Version,
    first: Step,
    judged: Sequence[tuple[Value, Step, Decimal | None]],
    threshold: Decimal,
    figures: tuple[Any, ...],
) -> Result:
    found = [value.value for value, _step, _amount in judged]
    are_mixed = True in found and False in found
    all_final = all(is_final is True for is_final in found)
    steps = [first, *(step for _value, step, _amount in judged)]
    if are_mixed:
        steps.append(
            Step(
                "既有终局事项又有非终局事项，应当分别裁决，有两份裁决书，分别写明救济途径。",
                "Final and other items stand in two separate awards, each with its own remedies.",
                basis=("BR 50",),
            )
        )
    if True in found:
        steps += _FINAL_REMEDIES
    if False in found:
        steps.append(_OTHER_REMEDY)
    cautions = [_BY_THE_PAPER]
    if None in found:
        cautions.insert(0, _UNSETTLED)
    total = sum((amount for _value, _step, amount in judged if amount is not None), Decimal("0.00"))
    return Result(
        kind="final_award",
        version=version,
        answer=_answer(found),
        values=(
            Value("threshold", Text("终局限额", "limit of a final item"), threshold, "yuan"),
            *(value for value, _step, _amount in judged),
            Value("all_final", Text("可能全部终局", "all probably final"), all_final),
            Value("two_awards", Text("分两份裁决书", "two awards"), are_mixed),
            Value("sum", Text("金额合计（不用于比较）", "total, not compared"), total, "yuan"),
        ),
        steps=tuple(steps),
        cautions=tuple(cautions),
        figures=figures,
    )


def _answer(found: Sequence[object]) -> Text:
    final, other, unsettled = (sum(one is kind for one in found) for kind in (True, False, None))
    zh = [f"可能终局{final}项", f"可能非终局{other}项"] + [f"看法不一{unsettled}项"] * bool(unsettled)
    en = [f"probably final: {final}", f"probably not final: {other}"] + [f"unsettled: {unsettled}"] * bool(
        unsettled
    )
    return Text("，".join(zh) + "。", "Items " + ", ".join(en) + ".")


def _judged(number: int, row: Mapping[str, Any], threshold: Decimal) -> tuple[Value, Step, Decimal | None]:
    item, amount = ITEMS[row["kind"]], row.get("amount")
    if item.test in (Finality.AMOUNT, Finality.EITHER_WAY) and amount is None:
        raise wrong(
            f"items.{number}.amount",
            "missing",
            f"第{number}项“{item.words.zh}”请填写金额，才能与限额比较。",
            f"Item {number}, “{item.words.en}”: please enter its sum; it is compared with the limit.",
        )
    is_final, why = _finality(item.test, amount, threshold)
    sum_zh = "" if amount is None else f"{amount:,}元"
    sum_en = "" if amount is None else f", {amount:,} yuan"
    step = Step(
        f"第{number}项，{item.words.zh}{sum_zh}：{why.zh}。",
        f"Item {number}, {item.words.en}{sum_en}: {why.en}.",
        basis=("ARB 47",),
    )
    label = Text(f"第{number}项可能终局：{item.words.zh}", f"item {number} probably final: {item.words.en}")
    return Value(f"item_{number}", label, is_final), step, amount


def _finality(test: Finality, amount: Decimal | None, threshold: Decimal) -> tuple[bool | None, Text]:
    if test is Finality.ALWAYS:
        return True, Text(
            "执行国家劳动标准，不论金额，可能终局", "national standards, probably final whatever the sum"
        )
    if test is Finality.NEVER:
        return False, Text("不属于可以终局的事项，可能非终局", "not of the kinds that can be final")
    if test is Finality.UNSETTLED:
        return None, Text(
            "是否终局看法不一，以裁决书为准", "whether it is final is not settled: the award says so"
        )
    if amount is not None and amount <= threshold:
        return True, Text(
            "不超过限额（相等也算），可能终局", "within the limit, equality included: probably final"
        )
    if test is Finality.EITHER_WAY:
        return None, Text("超过限额，是否终局看法不一", "above the limit: whether it is final is not settled")
    return False, Text("超过限额，可能非终局", "above the limit: probably not final")


_FINAL_REMEDIES = (
    Step(
        "终局裁决：劳动者不服的，自收到裁决书之日起十五日内可以起诉。",
        "Final award: the worker may sue within 15 days of receipt.",
        basis=("ARB 48",),
    ),
    Step(
        "终局裁决：用人单位不能起诉，只能自收到之日起三十日内、以法定六种情形之一向中级法院申请撤销。",
        "Final award: the employer cannot sue; within 30 days it may ask the intermediate court to set it aside, on six "
        "grounds only.",
        basis=("ARB 49",),
    ),
)
_OTHER_REMEDY = Step(
    "非终局裁决：任何一方不服的，自收到裁决书之日起十五日内可以起诉，期满不起诉的裁决生效。",
    "Other award: either side may sue within 15 days of receipt; otherwise it takes effect.",
    basis=("ARB 50",),
)
_UNSETTLED = Text(
    "医疗费以外的工伤保险待遇、超过限额的未休年休假工资报酬，按金额还是按国家标准判断，各地做法不一。",
    "Whether other injury benefits, and pay for untaken leave above the limit, go by the sum or by national standards differs "
    "by place.",
)
_BY_THE_PAPER = Text(
    "是否终局以仲裁裁决书写明的为准；按裁决的金额比较，不按请求的金额。",
    "The award itself says whether it is final; what is awarded is compared, not what was claimed.",
)
