"""From which day to which day double wages run (LCL 82, 97; IMP 6–7; BJ-QA 40–41)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from cases.law.calendar import ONE_DAY
from cases.law.ending.before_2008 import SINCE_2008
from cases.law.ending.length_of_service import anniversary
from cases.law.results import Text, wrong
from cases.law.steps import Step, date_en, date_zh, short_en, short_zh

NEVER_SIGNED, EXPIRED, OPEN_ENDED = "never_signed", "expired", "open_ended"
SITUATIONS: Mapping[str, Text] = MappingProxyType(
    {
        NEVER_SIGNED: Text(
            "入职后一直没有签书面合同，或者补签得晚", "no written contract from the start, or signed late"
        ),
        EXPIRED: Text(
            "合同到期后继续工作，没有续签", "the contract expired, work went on, none was signed again"
        ),
        OPEN_ENDED: Text(
            "应当订立无固定期限合同，单位没有订立",
            "an open-ended contract was due, and the employer made none",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Window:
    """The days for which double wages run, both included; `last` lies before `first` when there are none. `is_cut`:
    it would have gone on but for the full year."""

    first: date
    last: date
    is_cut: bool
    steps: tuple[Step, ...]

    @property
    def is_empty(self) -> bool:
        return self.last < self.first


def window_for(situation: str, started_on: date, signed_on: date | None, until: date | None) -> Window:
    """The window of this situation. BadInput when it is not known where it ends, or a day is out of order."""
    if situation not in SITUATIONS:
        raise wrong(
            "situation",
            "no_such_choice",
            f"请从这些当中选择：{'、'.join(SITUATIONS)}。",
            f"Please choose one of: {', '.join(SITUATIONS)}.",
        )
    if signed_on is None and until is None:
        raise wrong(
            "ended_on",
            "missing",
            "请填写补签日期，或者离职日期；仍在职的，填写计算到哪一天。",
            "Please enter the day of signing, or the last day of work; who still works gives the day up to which to count.",
        )
    first, most, opening = _opening(situation, started_on)
    stops = [day for day in (until, signed_on - ONE_DAY if signed_on else None) if day is not None]
    stop = min(stops)
    last = stop if most is None else min(stop, most)
    return Window(first, last, last != stop, (opening, _closing(first, last, stop, signed_on, most)))


def _opening(situation: str, started_on: date) -> tuple[date, date | None, Step]:
    """The first day, the last possible day, and why."""
    if situation == OPEN_ENDED:
        first = max(started_on, SINCE_2008)
        return (
            first,
            None,
            Step(
                f"自应当订立无固定期限合同之日{date_zh(first)}起计算，不受十二个月限制。",
                f"From {date_en(first)}, the day the open-ended contract was due; no limit of twelve months.",
                first,
                basis=("LCL 14", "LCL 82", "BJ-QA 41"),
            ),
        )
    if situation == EXPIRED and started_on + ONE_DAY >= SINCE_2008:
        first = started_on + ONE_DAY
        return (
            first,
            anniversary(first, 12) - ONE_DAY,
            Step(
                f"原合同{date_zh(started_on)}期满后继续工作：在北京没有一个月宽限期，自次日起计算，最长十二个月。",
                f"The contract ended on {date_en(started_on)} and work went on: in Beijing there is no month of grace; from the "
                "next day, twelve months at most.",
                first,
                basis=("BJ-QA 40", "BJ-QA 41"),
            ),
        )
    # LCL 97: whoever worked without a contract when the law came had a month from that day.
    hired_on = max(started_on, SINCE_2008)
    first = anniversary(hired_on, 1)
    return (
        first,
        anniversary(hired_on, 12) - ONE_DAY,
        Step(
            f"自{date_zh(hired_on)}起满一个月的次日{date_zh(first)}开始计算，最长十一个月。",
            f"From {date_en(first)}, the day after one full month from {date_en(hired_on)}; eleven months at most.",
            first,
            basis=("IMP 6", "BJ-QA 41") if hired_on == started_on else ("IMP 6", "LCL 97"),
        ),
    )


def _closing(first: date, last: date, stop: date, signed_on: date | None, most: date | None) -> Step:
    if last < first:
        return Step(
            f"到{date_zh(last)}为止，尚未进入应当加付的期间。",
            f"Up to {date_en(last)} no extra wage is due yet.",
            last,
            basis=("LCL 82",),
        )
    if last != stop:
        return Step(
            f"截止于{date_zh(last)}（满一年的前一日）。",
            f"It ends on {date_en(last)}, the day before the year is full.",
            last,
            basis=("IMP 7",),
        )
    if signed_on is not None and last == signed_on - ONE_DAY:
        return Step(
            f"截止于{date_zh(last)}（{short_zh(signed_on)}订立书面合同的前一日）。",
            f"It ends on {date_en(last)}, the day before signing on {short_en(signed_on)}.",
            last,
            basis=("IMP 6",),
        )
    return Step(
        f"截止于{date_zh(last)}（所填的最后一天）。",
        f"It ends on {date_en(last)}, the last day given.",
        last,
        basis=("LCL 82",),
    )
