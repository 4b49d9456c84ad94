"""The month's wage instead of thirty days' written notice (代通知金, N+1): LCL 40, IMP 20."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cases.law.ending.grounds import NOTICE
from cases.law.results import Text, wrong
from cases.law.steps import Step


@dataclass(frozen=True, slots=True)
class Instead:
    """What comes on top of severance. `step` is due; `possible` (yuan) is due only if no notice was given, which
    nobody has said."""

    step: Step | None = None
    possible: Decimal | None = None
    cautions: tuple[Text, ...] = ()
    asks: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        return () if self.step is None else (self.step,)


def instead_of_notice(ground: str, notice_given: bool | None, last_month_wage: Decimal | None) -> Instead:
    """Due on the grounds of LCL 40 only. None: nobody said whether notice was given, so it may be due or not.

    BadInput where it is due and last month's wage is not known.
    """
    if ground != NOTICE:
        return Instead(cautions=(_NO_PLUS_ONE,) if notice_given is False else ())
    if notice_given is None:
        return Instead(
            possible=last_month_wage, cautions=(_not_said(last_month_wage),), asks=("notice_given",)
        )
    return Instead() if notice_given else Instead(_month(last_month_wage))


def _month(last_month_wage: Decimal | None) -> Step:
    if last_month_wage is None:
        raise wrong(
            "last_month_wage",
            "missing",
            "没有提前三十日书面通知的，请填写上个月的工资：代通知金按上一个月工资计算。",
            "No thirty days' notice was given: please enter last month's wage; the month instead of notice is paid by it.",
        )
    return Step(
        f"未提前三十日书面通知，另付一个月工资（上一个月的工资标准）{last_month_wage:,}元。",
        f"No thirty days' written notice: one month more, at last month's wage of {last_month_wage:,} yuan.",
        basis=("LCL 40", "IMP 20"),
        adds=last_month_wage,
    )


def _not_said(last_month_wage: Decimal | None) -> Text:
    if last_month_wage is None:
        return Text(
            "没有说明是否提前三十日书面通知：没有通知的，单位可能还应另付上一个月工资（“加一”），本金额没有计入；"
            "请回答这一问题，并填写上一个月的工资。",
            "It was not said whether thirty days' written notice was given. If not, last month's wage is possibly due "
            "besides (“+1”), which is not in this sum: please answer that question and enter last month's wage.",
        )
    return Text(
        f"没有说明是否提前三十日书面通知：没有通知的，可能还应另付上一个月工资{last_month_wage:,}元（“加一”），"
        "本金额没有计入，范围的上限已计入。",
        f"It was not said whether thirty days' written notice was given. If not, last month's wage of {last_month_wage:,} yuan "
        "is possibly due besides (“+1”): it is not in this sum, but in the upper end of the range.",
    )


_NO_PLUS_ONE = Text(
    "代通知金只适用于患病期满、不能胜任、情势重大变化三种解除，本情形没有计入。",
    "The month instead of notice belongs to illness, incapability and changed circumstances only; none is added here.",
)
