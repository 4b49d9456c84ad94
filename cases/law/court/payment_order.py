"""Whether a payment order (支付令) seems possible, and what follows when the debtor objects.

ARB 16 and LCL 30 open the way, CPL 225 and CPLI 427–429 set the conditions, INT1 13, 15 and 51 say what comes after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from cases.law.results import Result, Text, Value, Version, in_force
from cases.law.steps import Step, date_en, date_zh

VERSIONS = (
    Version(
        "payment_order",
        date(2021, 1, 1),
        ("ARB 16", "LCL 30", "CPL 225"),
        Text(
            "民事诉讼法督促程序和劳动争议解释（一），自2021年1月1日起",
            "Civil Procedure Law and Interpretation (I), from 1 January 2021",
        ),
    ),
)
KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "pay": Text("拖欠的劳动报酬", "unpaid wages"),
        "injury_medical": Text("工伤医疗费", "medical costs of a work injury"),
        "severance": Text("经济补偿", "severance"),
        "damages": Text("赔偿金", "damages"),
        "other_money": Text("其他款项", "other money"),
        "not_money": Text("开具证明、转移档案等，不是付款", "a certificate or the like, not money"),
    }
)
GROUNDS: Mapping[str, Text] = MappingProxyType(
    {
        "agreement": Text("生效的调解协议", "an effective mediation agreement"),
        "iou": Text("没有协议，有工资欠条", "no agreement, but a wage IOU"),
        "arrears": Text("没有协议，只有欠薪事实", "no agreement, bare wage arrears"),
    }
)
OF_ARB_16 = frozenset(("pay", "injury_medical", "severance", "damages"))


@dataclass(frozen=True, slots=True)
class _Condition:
    """One condition: met or not, in words for both, with its article."""

    name: str
    is_met: bool
    met: Text
    unmet: Text
    basis: tuple[str, ...]


def payment_order(
    *,
    ground: str,
    kind: str,
    due_on: date,
    applied_on: date,
    is_definite: bool = True,
    has_other_debts: bool = False,
    owes_in_return: bool = False,
    can_be_served: bool = True,
    has_preservation: bool = False,
    is_only_pay: bool = False,
) -> Result:
    """Whether the worker can possibly ask for a payment order, condition by condition; and what an objection leads to.

    `due_on` is the last day on which the sum was to be paid: it is due from the next day on. `is_only_pay`: the
    agreement is about nothing but pay.
    """
    version = in_force(VERSIONS, applied_on, field="applied_on")
    conditions = [
        _kind_fits(ground, kind),
        *_sum_is_ready(due_on, applied_on, is_definite),
        *_sides_are_clear(has_other_debts, owes_in_return, can_be_served, has_preservation),
    ]
    failed = [one for one in conditions if not one.is_met]
    after = _after_objection(ground, kind, is_only_pay)
    answer = (
        Text(
            "可能不符合支付令条件：" + "；".join(one.unmet.zh for one in failed) + "。",
            "A payment order is probably not possible: " + "; ".join(one.unmet.en for one in failed) + ".",
        )
        if failed
        else Text("可能符合支付令条件，由法院审查决定。", "A payment order is possible; the court decides.")
    )
    return Result(
        kind="payment_order",
        version=version,
        answer=answer,
        values=(
            Value("is_possible", Text("可能申请支付令", "payment order possible"), not failed),
            *(Value(one.name, one.met if one.is_met else one.unmet, one.is_met) for one in conditions),
            Value("after_objection", _OBJECTED, after.name, words=_AFTERWARDS[after.name]),
        ),
        steps=(*(_said(one) for one in conditions), *(_COURSE if not failed else ()), after.step),
        cautions=(_ONLY_WORKER, *((_EFFECTIVE,) if ground == "agreement" else ())),
    )


def _said(one: _Condition) -> Step:
    words = one.met if one.is_met else one.unmet
    mark_zh, mark_en = ("符合", "Met") if one.is_met else ("不符合", "Not met")
    return Step(f"{mark_zh}：{words.zh}。", f"{mark_en}: {words.en}.", basis=one.basis)


def _kind_fits(ground: str, kind: str) -> _Condition:
    if ground == "agreement":
        return _Condition(
            "kind_fits",
            kind in OF_ARB_16,
            Text(
                f"{KINDS[kind].zh}属于可以申请的四类款项", f"{KINDS[kind].en}: one of the four kinds of money"
            ),
            Text(
                "只有劳动报酬、工伤医疗费、经济补偿、赔偿金四类款项可以申请",
                "only pay, injury medical costs, severance and damages can be asked for",
            ),
            ("ARB 16",),
        )
    return _Condition(
        "kind_fits",
        kind == "pay",
        Text("拖欠劳动报酬可以申请", "unpaid wages can be asked for"),
        Text(
            "没有调解协议时，只有劳动报酬可以申请", "without an agreement only unpaid wages can be asked for"
        ),
        ("LCL 30",),
    )


def _sum_is_ready(due_on: date, applied_on: date, is_definite: bool) -> tuple[_Condition, ...]:
    return (
        _Condition(
            "is_due",
            due_on < applied_on,
            Text(f"{date_zh(due_on)}已到期", f"due on {date_en(due_on)}, which has passed"),
            Text(
                f"{date_zh(due_on)}还没有过，未到期的款项不能申请",
                f"not yet due: {date_en(due_on)} has not passed, and later instalments cannot be asked for",
            ),
            ("CPLI 427", "CPLI 428"),
        ),
        _Condition(
            "is_definite",
            is_definite,
            Text("数额确定", "the sum is definite"),
            Text("数额不确定", "the sum is not definite"),
            ("CPLI 427", "CPLI 428"),
        ),
    )


def _sides_are_clear(
    has_other_debts: bool, owes_in_return: bool, can_be_served: bool, has_preservation: bool
) -> tuple[_Condition, ...]:
    return (
        _Condition(
            "no_other_debts",
            not has_other_debts,
            Text("双方没有其他债务纠纷", "no other debts between the two"),
            Text("双方还有其他债务纠纷", "there are other debts between the two"),
            ("CPL 225",),
        ),
        _Condition(
            "owes_nothing_in_return",
            not owes_in_return,
            Text("劳动者没有对待给付义务", "the worker owes nothing in return"),
            Text("劳动者还有对待给付义务，例如交还物品", "the worker owes something in return, such as handing things back"),
            ("CPLI 427",),
        ),
        _Condition(
            "can_be_served",
            can_be_served,
            Text("支付令能够送达单位，单位在境内且没有下落不明", "the order can be served; the employer is not missing"),
            Text("支付令不能送达，或者单位下落不明", "the order cannot be served, or the employer is missing"),
            ("CPL 225", "CPLI 427", "CPLI 429"),
        ),
        _Condition(
            "no_preservation",
            not has_preservation,
            Text("没有申请诉前保全", "no pre-suit preservation was asked for"),
            Text("已经申请诉前保全", "pre-suit preservation was asked for"),
            ("CPLI 427",),
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _After:
    name: str
    step: Step


_OBJECTED = Text("债务人异议以后", "after an objection")
_AFTERWARDS = {
    "sue": Text("可能可以直接起诉", "a suit without arbitration is possible"),
    "arbitrate": Text("应当先申请劳动仲裁", "arbitration comes first"),
}


def _after_objection(ground: str, kind: str, is_only_pay: bool) -> _After:
    if ground == "agreement" and kind in OF_ARB_16:
        more_zh = "；协议只涉及劳动报酬的，也可以不经支付令直接起诉" if is_only_pay and kind == "pay" else ""
        more_en = "; an agreement on pay alone can be sued on without an order too" if more_zh else ""
        return _After(
            "sue",
            Step(
                f"单位书面异议使支付令失效的，劳动者可以依据调解协议直接起诉，不必先仲裁{more_zh}。",
                f"If an objection ends the order, the worker may sue on the agreement without arbitration{more_en}.",
                basis=("CPL 228", "INT1 13", *(("INT1 51",) if more_zh else ())),
            ),
        )
    if ground == "iou" and kind == "pay":
        return _After(
            "sue",
            Step(
                "只凭工资欠条、不涉及其他争议的，可以不经仲裁直接起诉；因欠薪申请的支付令失效的，一般先仲裁，请咨询法院。",
                "On a wage IOU alone a suit is possible without arbitration; where an order for arrears has failed, "
                "arbitration usually comes first: ask the court.",
                basis=("INT1 15", "INT1 13"),
            ),
        )
    return _After(
        "arbitrate",
        Step(
            "单位书面异议使支付令失效的，应当先申请劳动仲裁。",
            "If an objection ends the order, arbitration comes first.",
            basis=("CPL 228", "INT1 13"),
        ),
    )


_COURSE = (
    Step(
        "法院五日内通知是否受理，受理后十五日内发出支付令，单位十五日内付款或者书面异议。",
        "The court says within 5 days whether it accepts and issues the order within 15; the employer pays or objects in "
        "writing within 15.",
        basis=("CPL 226", "CPL 227"),
    ),
)
_ONLY_WORKER = Text("支付令只能由劳动者申请。", "Only the worker can ask for the order.")
_EFFECTIVE = Text(
    "调解协议须已生效：双方签字、调解员签名、调解组织盖章，缺一不可。",
    "The agreement must be effective: both sides, the mediator and the seal.",
)
