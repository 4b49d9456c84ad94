"""Double wages for work without a written contract (二倍工资): LCL 82, IMP 6–7, INT2 6–9, BJ-QA 40–46.

Only the extra month is the claim; the ordinary wage is owed anyway. Whole months count as months from the first day
of the window, what is left over by the working days of its calendar month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.law.calendar import ONE_DAY, Calendar, add_years
from cases.law.contract.double_wage_exceptions import exempted
from cases.law.contract.double_wage_months import MonthDue, at_most, months_due, steps_of
from cases.law.contract.double_wage_window import Window, window_for
from cases.law.results import Result, Text, Value, Version, cents, in_force, summed, wrong
from cases.law.steps import Step, date_en, date_zh, short_en, short_zh

MOST_RECOVERABLE = 12
"""Months that a year back by the day can hold, however its incomplete months are counted (BJ-QA 41)."""
VERSIONS = (
    Version(
        "double_wages",
        date(2008, 1, 1),
        ("LCL 82",),
        Text(
            "《劳动合同法》，自2008年1月1日起施行；例外按诚信原则和北京口径",
            "Labour Contract Law, from 1 January 2008; exceptions by good faith and the Beijing answers",
        ),
    ),
    Version(
        "double_wages",
        date(2025, 9, 1),
        ("LCL 82", "INT2 6"),
        Text(
            "《劳动合同法》和最高人民法院解释（二），自2025年9月1日起施行",
            "Labour Contract Law and the Supreme Court’s Interpretation (II), from 1 September 2025",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Recoverable:
    """What remains if the employer raises limitation: the first day still in time, the months, the sum."""

    first: date
    months: Decimal
    amount: Decimal
    step: Step


def double_wages(
    *,
    situation: str,
    started_on: date,
    signed_on: date | None = None,
    ended_on: date | None = None,
    monthly_wage: Decimal | None = None,
    wages: Sequence[Mapping[str, Decimal]] = (),
    exception: str = "none",
    claimed_on: date | None = None,
    calendar: Calendar,
) -> Result:
    """The extra wage for the months without the written contract that was due, in yuan.

    `situation` says what `started_on` is: the first day of work ("never_signed"), the last day of the contract that
    expired ("expired"), the day on which an open-ended contract was due ("open_ended"). `ended_on` is the last day of
    work, or the day up to which one counts. `wages` are the normal pay of the months of the window in their order, in
    place of one `monthly_wage`. With `claimed_on`, the day of filing, the part not older than a year is `low`: it is
    all that is left if the employer raises limitation. BadInput for what cannot be computed, also where an incomplete
    month needs a year whose holidays are not loaded.
    """
    _check(started_on, ended_on, claimed_on)
    window = window_for(situation, started_on, signed_on, ended_on or claimed_on)
    version = in_force(VERSIONS, claimed_on or window.last, field="ended_on")
    months = months_due(window, monthly_wage, wages, calendar)
    steps = [*window.steps, *steps_of(months)]
    full = summed(steps)
    if exception != "none":
        return exempted(exception, situation, version, window, full)
    recoverable = _recoverable(claimed_on, months, full, calendar) if claimed_on and months else None
    is_range = recoverable is not None and recoverable.amount < full
    return Result(
        kind="double_wages",
        version=version,
        answer=_answer(full, recoverable),
        amount=full,
        low=recoverable.amount if recoverable and is_range else None,
        high=full if is_range else None,
        values=_values(window, months, recoverable),
        steps=(*steps, *_after(window, version), *((recoverable.step,) if recoverable else ())),
        cautions=_cautions(situation, months, claimed_on),
        asks=() if claimed_on or not months else ("claimed_on",),
    )


def _check(started_on: date, ended_on: date | None, claimed_on: date | None) -> None:
    for field, day in (("ended_on", ended_on), ("claimed_on", claimed_on)):
        if day is not None and day < started_on:
            raise wrong(
                field,
                "ends_before_it_starts",
                f"{short_zh(day)}早于起点日期{short_zh(started_on)}，请核对两个日期。",
                f"{short_en(day)} lies before the start, {short_en(started_on)}. Please check both days.",
            )


def _values(
    window: Window, months: Sequence[MonthDue], recoverable: _Recoverable | None
) -> tuple[Value, ...]:
    total = cents(sum((month.share for month in months), start=0))
    found = [Value("months", Text("月数", "months"), total, "months")]
    if months:
        found += [
            Value("from", Text("计算起日", "counted from"), window.first, "day"),
            Value("to", Text("计算止日", "counted to"), window.last, "day"),
        ]
    if recoverable:
        found += [
            Value(
                "recoverable_from",
                Text("一年以内部分的起算日", "first day not older than a year"),
                recoverable.first,
                "day",
            ),
            Value(
                "recoverable_months",
                Text("一年以内的月数", "months not older than a year"),
                recoverable.months,
                "months",
            ),
        ]
    return tuple(found)


def _recoverable(
    claimed_on: date, months: Sequence[MonthDue], full: Decimal, calendar: Calendar
) -> _Recoverable:
    first = add_years(claimed_on, -1)
    if add_years(first, 1) < claimed_on:  # claimed on 29 February: the 28th a year before is too old by a day
        first += ONE_DAY
    kept = [month.from_day(first, calendar) for month in months if month.last >= first]
    if months[-1].last <= claimed_on:
        kept = at_most(MOST_RECOVERABLE, kept)
    amount = sum((month.amount for month in kept), Decimal("0.00"))
    count = cents(sum((month.share for month in kept), start=0))
    if amount == full:
        rest_zh, rest_en = "全部在一年以内。", "all of it lies within the year."
    else:
        how_zh, how_en = kept[0].how if kept else ("", "")
        rest_zh = (
            f"如单位提出抗辩，可能只支持{count}个月{how_zh}、{amount:,}元；不提出的，仲裁和法院不主动适用。"
        )
        rest_en = f"if the employer raises it, possibly only {count} months{how_en}, {amount:,} yuan; nobody else raises it."
    step = Step(
        f"加付部分适用一年时效，自{date_zh(claimed_on)}向前按日计算到{date_zh(first)}：{rest_zh}",
        f"The extra wage is limited to one year, counted back by day from {date_en(claimed_on)} to {date_en(first)}: "
        f"{rest_en}",
        first,
        basis=("ARB 27", "BJ-QA 41"),
    )
    return _Recoverable(first, count, amount, step)


def _after(window: Window, version: Version) -> tuple[Step, ...]:
    if not window.is_cut:
        return ()
    deemed = ("LCL 14", "IMP 7", "INT2 9") if "INT2 6" in version.basis else ("LCL 14", "IMP 7", "BJ-QA 41")
    return (
        Step(
            "满一年后视为已订立无固定期限劳动合同，此后不再有二倍工资。",
            "After a full year an open-ended contract is deemed to exist; there are no more double wages.",
            window.last + ONE_DAY,
            basis=deemed,
        ),
    )


def _answer(full: Decimal, recoverable: _Recoverable | None) -> Text:
    if not full:
        return Text("依所填日期，没有加付的二倍工资。", "By these days no extra wage is due.")
    if recoverable and recoverable.amount < full:
        return Text(
            f"二倍工资中加付的部分{full:,}元；如单位提出时效抗辩，可能为{recoverable.amount:,}元。",
            f"Extra wage: {full:,} yuan; if the employer raises limitation, possibly {recoverable.amount:,} yuan.",
        )
    return Text(f"二倍工资中加付的部分{full:,}元。", f"Extra wage: {full:,} yuan.")


def _cautions(situation: str, months: Sequence[MonthDue], claimed_on: date | None) -> tuple[Text, ...]:
    found = []
    if months and claimed_on is None:
        found.append(_NO_CLAIM_DAY)
    if any(month.share != 1 for month in months):
        found.append(_PART_MONTH)
    if situation == "open_ended":
        found.append(_OPEN_ENDED)
    if months:
        found.append(_ONLY_EXTRA)
    return tuple(found)


_NO_CLAIM_DAY = Text(
    "没有填写申请仲裁的日期，未核对时效：加付部分一般只能追溯一年，早于一年的可能得不到支持。",
    "Without the day of filing, limitation is not looked at: the extra wage usually reaches back one year only.",
)
_PART_MONTH = Text(
    "不足一个月的部分按所在自然月的工作日折算；有的裁判按自然月逐月计算或者除以21.75天，结果略有不同。",
    "The incomplete month is counted by the working days of its calendar month; some tribunals go by calendar months "
    "throughout, or divide by 21.75, with slightly other results.",
)
_OPEN_ENDED = Text(
    "已经订立固定期限合同的，一般不再支持改为无固定期限；应当订立之日以劳动者提出或者同意之日为准，请核对。",
    "Where a fixed-term contract was signed instead, a change is usually refused; what counts is the day the worker asked "
    "or agreed. Please check.",
)
_ONLY_EXTRA = Text(
    "这里只计算加付的一倍，正常工资另行主张；不固定的提成、奖金一般不计入基数。",
    "This is the extra wage alone; the ordinary wage is claimed apart. Irregular commission and bonuses usually do not "
    "count.",
)
