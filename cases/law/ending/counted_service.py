"""The service that counts for severance, and the months of pay it makes (LCL 47, 97; IMP 10; INT1 46)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cases.law.calendar import ONE_DAY, add_months
from cases.law.ending.before_2008 import SINCE_2008, Months, in_two_spans, limited
from cases.law.ending.grounds import GROUNDS, Due
from cases.law.ending.length_of_service import Length, length
from cases.law.results import Text
from cases.law.steps import Step, date_en, date_zh, many, short_en, short_zh


@dataclass(frozen=True, slots=True)
class Served:
    """The service that counts for a ground, and the day from which it counts. `is_close`: a day more or less of it
    would give other months of pay."""

    on: date
    length: Length
    is_close: bool
    steps: tuple[Step, ...]


def served_for(started_on: date, ended_on: date, ground: str, earlier_months: int) -> Served:
    """The service that counts: with the months of an earlier employer, and from 2008 only where the ground is new."""
    why = GROUNDS[ground]
    steps = [Step(f"依据：{why.words.zh}。", f"Ground: {why.words.en}.", basis=why.basis)]
    on, from_day, extra = add_months(started_on, -earlier_months), started_on, earlier_months
    if earlier_months:
        steps.append(
            Step(
                f"非因本人原因从原单位转来且原单位未支付补偿的{earlier_months}个月合并计算。",
                f"{many(earlier_months, 'month')} with an earlier employer count too: moved not by own will, and not paid for.",
                basis=("IMP 10", "INT1 46"),
            )
        )
    if why.counts_from_2008 and on < SINCE_2008:
        on, from_day, extra = SINCE_2008, SINCE_2008, 0
        steps.append(
            Step(
                "该情形自2008年1月1日起才有经济补偿，此前的年限不计。",
                "This ground exists since 1 January 2008; years before it do not count.",
                on,
                basis=("LCL 97",),
            )
        )
    around = [length(from_day, max(from_day, ended_on + n * ONE_DAY)).plus(extra) for n in (-1, 0, 1)]
    counted = around[1]
    steps.append(_counted(on, ended_on, counted, extra))
    is_close = len({each.months_of_pay for each in around}) > 1
    return Served(on, counted, is_close, tuple(steps))


def _counted(on: date, ended_on: date, counted: Length, extra: int) -> Step:
    with_zh, with_en = ("，连同原单位", ", with the earlier employer") if extra else ("", "")
    return Step(
        f"{date_zh(on)}至{date_zh(ended_on)}（含末日{with_zh}）共{counted.zh}。",
        f"From {date_en(on)} to {date_en(ended_on)}, the last day included{with_en}: {counted.en}.",
        ended_on,
        basis=("LCL 47",),
    )


def months_of_pay(served: Served, ended_on: date, ground: str, is_capped: bool) -> Months:
    """What the service makes of months of pay, with the range where part of it lies before 2008."""
    close = (_close(ended_on),) if served.is_close else ()
    if served.on < SINCE_2008 <= ended_on and GROUNDS[ground].due is Due.SEVERANCE:
        found = in_two_spans(served.length, served.on, ended_on, ground, is_capped)
        return replace(found, cautions=(*found.cautions, *close))
    full = served.length.months_of_pay
    months = limited(full, is_capped)
    first = Step(
        f"每满一年一个月，六个月以上不满一年按一年，不满六个月半个月：合{full}个月工资。",
        f"A month for each full year; six months and more count as a year, less as half a month: {many(full, 'month')} of pay.",
        basis=("LCL 47",),
    )
    cut = Step(
        "工资按三倍封顶的，年限最高十二年。",
        "Where the wage is capped, twelve years at most count.",
        basis=("LCL 47",),
    )
    return Months(months, months, months, (first, cut) if months < full else (first,), close)


def _close(ended_on: date) -> Text:
    return Text(
        f"差一天结果就会不同：请核对{short_zh(ended_on)}是否为劳动关系的最后一天。",
        f"A single day changes the result: please check that {short_en(ended_on)} was the last day of employment.",
    )
