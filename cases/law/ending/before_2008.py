"""Service before 1 January 2008: severance for it follows the rules of that time (LCL 97), which are read differently.

The old rule gave a month for each full year, and for what is left over a month as well; twelve at most where the end
was agreed or the worker was not up to the work. Beijing counts the two spans apart, on one wage base (BJ-QA 66).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from cases.law.ending.grounds import EMPLOYER_PROPOSES, NOTICE, QUITS_FOR_CAUSE
from cases.law.ending.length_of_service import Length, length
from cases.law.results import Text
from cases.law.steps import Step, many

SINCE_2008 = date(2008, 1, 1)
MOST_YEARS = Decimal(12)


@dataclass(frozen=True, slots=True)
class Months:
    """Months of pay: the reading that is used, the lowest and the highest of all readings, and how it came about."""

    used: Decimal
    low: Decimal
    high: Decimal
    steps: tuple[Step, ...]
    cautions: tuple[Text, ...] = ()


def limited(months: Decimal, is_capped: bool) -> Decimal:
    """LCL 47: twelve years at most, but only where the wage is cut at three times the local average."""
    return min(months, MOST_YEARS) if is_capped else months


def in_two_spans(served: Length, started_on: date, ended_on: date, ground: str, is_capped: bool) -> Months:
    """The months of pay where service began before 2008: the spans counted apart, and the range of the readings.

    `served` is the whole service, `started_on` the day from which it counts. Its steps name no sum.
    """
    old = length(started_on, SINCE_2008 - timedelta(days=1))
    before = Decimal(old.years) + (1 if old.months or old.days else 0)
    since = limited(length(SINCE_2008, ended_on).months_of_pay, is_capped)
    used_before = min(before, MOST_YEARS) if ground == EMPLOYER_PROPOSES else before
    readings = list(_readings(served, before, since, ground, is_capped))
    used = used_before + since
    first = Step(
        f"2008年以前共{old.zh}，按当时规定每满一年一个月、不满一年按一年，合{used_before}个月"
        + ("（最多十二个月）。" if used_before < before else "。"),
        f"Before 2008, {old.en}: by the rule of that time a month for each full year, and one for the rest, "
        + (
            f"{many(used_before, 'month')} (twelve at most)."
            if used_before < before
            else f"{many(used_before, 'month')}."
        ),
        started_on,
        basis=("LCL 97", "BJ-QA 66"),
    )
    second = Step(
        f"2008年1月1日以后按现行规定合{since}个月，两段相加为{used}个月，工资基数不分段。",
        f"From 1 January 2008 by today's rule {many(since, 'month')}: {used} together, on one wage base.",
        SINCE_2008,
        basis=("LCL 97", "LCL 47", "BJ-QA 66"),
    )
    return Months(used, min(*readings, used), max(*readings, used), (first, second), (_CAUTION,))


def _readings(
    served: Length, before: Decimal, since: Decimal, ground: str, is_capped: bool
) -> Iterator[Decimal]:
    """Every way of counting that is met: one span by today's rule, two spans with and without the old limit."""
    yield limited(served.months_of_pay, is_capped)
    yield before + since
    if ground in (EMPLOYER_PROPOSES, NOTICE):
        yield min(before, MOST_YEARS) + since
    if ground == QUITS_FOR_CAUSE:
        # Not every reason to quit gave severance before the law: what was not paid for then is not paid for now.
        yield since


_CAUTION = Text(
    "2008年以前的年限按当时规定执行，各地和不同解除原因的算法有差别，幅度已列出，请向律师核实。",
    "Years before 2008 follow the rules of that time, which differ by place and by the reason of the end; the range "
    "shows it. Please ask a lawyer.",
)
