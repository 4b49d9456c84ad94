"""The penalty for leaving before a training bond ends (培训服务期违约金): LCL 22, IMP 16, 26."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from cases.law.results import Result, Text, Value, Version, cents, in_force, summed, wrong
from cases.law.steps import Step, date_en, date_zh, short_en, short_zh

VERSIONS = (
    Version(
        "training_penalty",
        date(2008, 1, 1),
        ("LCL 22", "IMP 16"),
        Text("《劳动合同法》，自2008年1月1日起施行", "Labour Contract Law, from 1 January 2008"),
    ),
)


@dataclass(frozen=True, slots=True)
class Leaving:
    """How the worker left, and whether that breaks the bond."""

    words: Text
    is_breach: bool
    basis: tuple[str, ...]


LEAVINGS: Mapping[str, Leaving] = MappingProxyType(
    {
        "resigned": Leaving(Text("劳动者自己提出离开", "the worker asked to leave"), True, ("LCL 22",)),
        "misconduct": Leaving(
            Text("劳动者严重违纪等，被单位依法解除", "lawful dismissal for the worker’s fault"),
            True,
            ("IMP 26",),
        ),
        "quit_for_cause": Leaving(
            Text("单位欠薪、不缴社保等，劳动者因此解除", "the worker quit for the employer’s fault"),
            False,
            ("IMP 26",),
        ),
        "employer_ended": Leaving(
            Text(
                "单位因其他原因解除，或者单位提出协商解除",
                "the employer ended it for another reason, or proposed the end",
            ),
            False,
            ("LCL 22",),
        ),
    }
)


def training_penalty(
    *,
    costs: Decimal,
    service_from: date,
    service_until: date,
    left_on: date,
    leaving: str,
    agreed_penalty: Decimal | None = None,
    wages_in_training: Decimal | None = None,
    is_professional: bool = True,
) -> Result:
    """The most that the worker can owe, in yuan: the unserved share of the vouchered costs, or the agreed sum if lower.

    `costs` are fees, travel and other direct costs with vouchers; wages paid during the training are none.
    `service_from` and `service_until` are the first and last day of the agreed service, `left_on` the last day of
    work. BadInput for days out of order or a way of leaving that is none.
    """
    _check(service_from, service_until, leaving)
    version = in_force(VERSIONS, left_on, field="left_on")
    if (reason := _none_due(service_until, left_on, leaving, is_professional=is_professional)) is not None:
        return _nothing(version, reason)
    total = (service_until - service_from).days + 1
    unserved = min(total, (service_until - left_on).days)
    share = cents(Fraction(costs) * Fraction(unserved, total))
    is_lower = agreed_penalty is not None and agreed_penalty < share
    due = agreed_penalty if is_lower and agreed_penalty is not None else share
    steps = [*_costs(costs, wages_in_training), _share(left_on, service_until, total, unserved, costs, share)]
    steps.append(_due(due, agreed_penalty, is_lower=is_lower))
    return Result(
        kind="training_penalty",
        version=version,
        answer=Text(
            f"劳动者承担的违约金最多{due:,}元。", f"The penalty on the worker is {due:,} yuan at most."
        ),
        amount=summed(steps),
        values=(
            Value("service_days", Text("约定服务天数", "days of service agreed"), total, "days"),
            Value("unserved_days", Text("尚未履行的天数", "days not served"), unserved, "days"),
            Value("share", Text("应分摊的培训费用", "unserved share of the costs"), share, "yuan"),
        ),
        steps=tuple(steps),
        cautions=_cautions(agreed_penalty),
        asks=() if agreed_penalty is not None else ("agreed_penalty",),
    )


def _check(service_from: date, service_until: date, leaving: str) -> None:
    if leaving not in LEAVINGS:
        raise wrong(
            "leaving",
            "no_such_choice",
            f"请从这些当中选择：{'、'.join(LEAVINGS)}。",
            f"Please choose one of: {', '.join(LEAVINGS)}.",
        )
    if service_until < service_from:
        raise wrong(
            "service_until",
            "ends_before_it_starts",
            f"服务期到{short_zh(service_until)}结束，早于开始的{short_zh(service_from)}，请核对两个日期。",
            f"The service ends on {short_en(service_until)}, before it begins on {short_en(service_from)}. Please check "
            "both days.",
        )


def _none_due(service_until: date, left_on: date, leaving: str, *, is_professional: bool) -> Step | None:
    """The step that says why nothing is owed, if so."""
    zero = Decimal("0.00")
    if not is_professional:
        return Step(
            "入职培训、岗位培训等不是专项的专业技术培训，不能约定服务期违约金。",
            "Induction and on-the-job training are no special professional training; no penalty can be agreed for them.",
            basis=("LCL 22",),
            adds=zero,
        )
    how = LEAVINGS[leaving]
    if not how.is_breach:
        return Step(
            f"{how.words.zh}：不属于劳动者违反服务期约定，不支付违约金。",
            f"{how.words.en}: that does not break the bond, and no penalty is owed.",
            left_on,
            basis=how.basis,
            adds=zero,
        )
    if left_on >= service_until:
        return Step(
            f"工作到{date_zh(left_on)}，服务期已经履行完毕。",
            f"With work until {date_en(left_on)} the service is complete.",
            left_on,
            basis=("LCL 22",),
            adds=zero,
        )
    return None


def _nothing(version: Version, reason: Step) -> Result:
    return Result(
        kind="training_penalty",
        version=version,
        answer=Text("依所填情况，不应支付违约金。", "By these answers no penalty is owed."),
        amount=Decimal("0.00"),
        steps=(reason,),
    )


def _costs(costs: Decimal, wages_in_training: Decimal | None) -> tuple[Step, ...]:
    first = Step(
        f"有凭证的培训费用（含差旅费和其他直接费用）共{costs:,}元。",
        f"Vouchered costs of the training, with travel and other direct costs: {costs:,} yuan.",
        basis=("IMP 16",),
    )
    if not wages_in_training:
        return (first,)
    return (
        first,
        Step(
            f"培训期间支付的工资{wages_in_training:,}元不是培训费用，不计入。",
            f"The wages of {wages_in_training:,} yuan paid during the training are no costs of it and do not count.",
            basis=("IMP 16",),
        ),
    )


def _share(
    left_on: date, service_until: date, total: int, unserved: int, costs: Decimal, share: Decimal
) -> Step:
    first = service_until - timedelta(days=unserved - 1)
    return Step(
        f"服务期共{total}天，自{date_zh(first)}至{date_zh(service_until)}共{unserved}天未履行，"
        f"应分摊{costs:,}元×{unserved}/{total}＝{share:,}元。",
        f"Of {total} days of service {unserved} were not served, to {date_en(service_until)}: "
        f"{costs:,} yuan × {unserved}/{total} = {share:,} yuan.",
        left_on,
        basis=("LCL 22",),
    )


def _due(due: Decimal, agreed_penalty: Decimal | None, *, is_lower: bool) -> Step:
    if agreed_penalty is None:
        zh, en = "违约金以双方约定为前提，最多为：", "A penalty is owed only if one was agreed; at most"
    elif is_lower:
        zh, en = "约定的违约金低于应分摊的费用，按约定：", "The agreed penalty is below the share and counts:"
    else:
        zh, en = (
            "约定的违约金超过应分摊的费用，超过部分无效，最多为：",
            "The agreed penalty is cut to the share:",
        )
    return Step(f"{zh}{due:,}元。", f"{en} {due:,} yuan.", basis=("LCL 22",), adds=due)


def _cautions(agreed_penalty: Decimal | None) -> tuple[Text, ...]:
    by_days = Text(
        "按天分摊；按月分摊的，结果可能略有不同。", "Shared out by days; by months it may differ a little."
    )
    if agreed_penalty is not None:
        return (by_days,)
    return (
        by_days,
        Text(
            "没有约定违约金的，单位不能要求违约金；请填写约定的数额。",
            "Where no penalty was agreed, none can be asked for. Please enter the agreed sum.",
        ),
    )
