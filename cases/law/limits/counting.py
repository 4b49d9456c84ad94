"""From a start to a last day, told step by step (CC 200–203, CPL 85, BR 80)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from cases.law.calendar import (
    ONE_DAY,
    Calendar,
    CalendarUnknown,
    Day,
    DayKind,
    add_months,
    add_years,
    english_name,
)
from cases.law.limits.rules import StartEvent, Unit
from cases.law.steps import Step, date_en, date_zh

_EVENTS = {
    StartEvent.APPLICATION_RECEIVED: ("收到调解申请", "the application was received"),
    StartEvent.MEDIATION_ACCEPTED: ("受理调解申请", "the application was accepted"),
    StartEvent.BOTH_CONSENTED: ("双方当事人同意委托调解", "both sides consented to the delegated mediation"),
    StartEvent.COURT_PAPERS_SIGNED_FOR: ("签字接收法院移交材料", "the court's papers were signed for"),
    StartEvent.AGREEMENT_EFFECTIVE: ("调解协议生效", "the agreement took effect"),
    StartEvent.ARBITRATION_RECEIVED: ("仲裁委员会收到仲裁申请", "the tribunal received the application"),
    StartEvent.ARBITRATION_ACCEPTED: ("仲裁委员会受理仲裁申请", "the tribunal accepted the application"),
    StartEvent.AWARD_RECEIVED: ("收到仲裁裁决书", "the award was received"),
    StartEvent.NEGOTIATION_ASKED: ("提出协商要求", "negotiation was asked for"),
    StartEvent.COLLECTIVE_RECEIVED: (
        "仲裁委员会收到集体争议的仲裁申请",
        "the tribunal received the collective application",
    ),
    StartEvent.COPY_RECEIVED: (
        "被申请人收到仲裁申请书副本",
        "the respondent received the copy of the application",
    ),
    StartEvent.ANSWER_RECEIVED: ("仲裁委员会收到答辩书", "the tribunal received the answer"),
    StartEvent.HEARING: ("开庭", "the hearing is held"),
    StartEvent.REVIEW_ASKED: ("仲裁委员会收到审查申请", "the tribunal received the application for review"),
    StartEvent.REVIEW_ACCEPTED: (
        "仲裁委员会受理审查申请",
        "the tribunal accepted the application for review",
    ),
    StartEvent.PERFORMANCE_ENDED: ("履行期限届满", "the period for performance ended"),
    StartEvent.ORDER_ASKED: ("法院收到支付令申请", "the court received the application for a payment order"),
    StartEvent.ORDER_ACCEPTED: (
        "法院受理支付令申请",
        "the court accepted the application for a payment order",
    ),
    StartEvent.ORDER_RECEIVED: ("债务人收到支付令", "the debtor received the payment order"),
    StartEvent.AID_ASKED: ("法律援助机构收到申请", "the legal-aid body received the application"),
    StartEvent.AID_GRANTED: ("决定给予法律援助", "legal aid was granted"),
    StartEvent.UNION_DEMANDED: ("收到工会的书面要求", "the union's written demand was received"),
}


@dataclass(frozen=True, slots=True)
class Count:
    nominal_on: date
    due_on: date | None
    steps: tuple[Step, ...]


def counted(event: StartEvent, started_on: date, length: int, unit: Unit, calendar: Calendar) -> Count:
    event_zh, event_en = _EVENTS[event]
    start = Step(
        f"{date_zh(started_on)}{event_zh}，开始的当日不计入。",
        f"On {date_en(started_on)} {event_en}; the starting day is not counted.",
        started_on,
    )
    count_up = _working_days if unit is Unit.WORKING_DAYS else _running
    count = count_up(started_on, length, unit, calendar)
    return Count(count.nominal_on, count.due_on, (start, *count.steps))


def counted_back(event: StartEvent, started_on: date, length: int, calendar: Calendar) -> Count:
    """Working days back from an event, which is not counted: the last day on which something can still be done."""
    event_zh, event_en = _EVENTS[event]
    start = Step(
        f"{date_zh(started_on)}{event_zh}，当日不计入，向前计算。",
        f"On {date_en(started_on)} {event_en}; that day is not counted, and the count goes back from it.",
        started_on,
    )
    days: list[Day] = []
    on, left = started_on, length
    while left:
        on -= ONE_DAY
        if calendar.covers(on.year):
            days.append(calendar.day(on))
            left -= days[-1].is_working
        else:
            left -= on.weekday() < 5
    unknown = next((year for year in (started_on.year, on.year) if not calendar.covers(year)), None)
    if unknown is not None:
        return Count(on, None, (start, _estimate(length, on), _not_published(unknown)))
    end = Step(
        f"向前第{length}个工作日为{date_zh(on)}。",
        f"Working day number {length} before it is {date_en(on)}.",
        on,
    )
    return Count(on, on, (start, *explained(reversed(days)), end, *_unsettled(on, calendar)))


def last_day(nominal_on: date, calendar: Calendar) -> tuple[date | None, tuple[Step, ...]]:
    """The last day, moved off a rest day (CC 203, CPL 85); None while its notice is not loaded."""
    try:
        day, due_on = calendar.day(nominal_on), calendar.roll(nominal_on)
    except CalendarUnknown as unknown:
        return None, (_not_published(unknown.year),)
    if day.is_working:
        step = Step(
            f"{date_zh(nominal_on)}是工作日，不顺延。",
            f"{date_en(nominal_on)} is a working day; the end does not move.",
            due_on,
        )
    else:
        reason_zh, reason_en = _reason(day)
        step = Step(
            f"{date_zh(nominal_on)}是休息日（{reason_zh}），顺延至{date_zh(due_on)}。",
            f"{date_en(nominal_on)} is a day of rest ({reason_en}); the end moves to {date_en(due_on)}.",
            due_on,
        )
    return due_on, (step, *_unsettled(due_on, calendar))


def _running(started_on: date, length: int, unit: Unit, calendar: Calendar) -> Count:
    """Natural days or months: holidays on the way are not skipped, only the last day is tested."""
    if unit is Unit.YEARS:
        nominal_on = add_years(started_on, length)
        length_zh, length_en = f"{length}年", f"{length} year{'' if length == 1 else 's'}"
    elif unit is Unit.MONTHS:
        nominal_on = add_months(started_on, length)
        length_zh, length_en = f"{length}个月", f"{length} month{'' if length == 1 else 's'}"
    else:
        nominal_on = started_on + timedelta(days=length)
        length_zh, length_en = f"{length}日（自然日）", f"{length} natural days"
    step = Step(
        f"自次日起连续计算{length_zh}，名义届满日为{date_zh(nominal_on)}。",
        f"Counting {length_en} from the next day, the nominal last day is {date_en(nominal_on)}.",
        nominal_on,
    )
    due_on, steps = last_day(nominal_on, calendar)
    return Count(nominal_on, due_on, (step, *steps))


def _working_days(started_on: date, length: int, _unit: Unit, calendar: Calendar) -> Count:
    days: list[Day] = []
    on, left = started_on, length
    try:
        while left:
            on += ONE_DAY
            day = _day(calendar, on)
            days.append(day)
            if day.is_working:
                left -= 1
    except CalendarUnknown as unknown:
        return _provisional(started_on, length, calendar, unknown.year)
    end = Step(f"第{length}个工作日为{date_zh(on)}。", f"Working day number {length} is {date_en(on)}.", on)
    return Count(on, on, (*explained(days), end, *_unsettled(on, calendar)))


@lru_cache(maxsize=8192)
def _day(calendar: Calendar, on: date) -> Day:
    """The same few years are counted over and over. Raises CalendarUnknown."""
    return calendar.day(on)


def explained(days: Iterable[Day]) -> tuple[Step, ...]:
    """A step for each run of skipped days and each make-up day counted; plain workdays need none."""
    steps: list[Step] = []
    first: Day | None = None
    last: Day | None = None
    for day in days:
        if first is None or last is None or day.kind is not first.kind or day.name != first.name:
            if first is not None and last is not None:
                steps.append(_run_of(first, last))
            first = day if day.kind is not DayKind.WORKDAY else None
        last = day
    if first is not None and last is not None:
        steps.append(_run_of(first, last))
    return tuple(steps)


def _run_of(first: Day, last: Day) -> Step:
    """Days next to each other that are counted, or skipped, for one reason."""
    reason_zh, reason_en = _reason(first)
    span_zh, span_en = date_zh(first.on), date_en(first.on)
    if last is not first:
        span_zh, span_en = f"{span_zh}至{date_zh(last.on)}", f"{span_en} to {date_en(last.on)}"
    verb_zh, verb_en = ("计入", "Counted") if first.kind is DayKind.MAKE_UP else ("不计", "Skipped")
    return Step(f"{verb_zh}{span_zh}：{reason_zh}。", f"{verb_en}: {span_en}, {reason_en}.", first.on)


def _provisional(started_on: date, length: int, calendar: Calendar, unknown_year: int) -> Count:
    """An estimate for the reader only: in years without a notice Monday to Friday pass for working days."""
    on, left = started_on, length
    while left:
        on += ONE_DAY
        left -= calendar.is_working_day(on) if calendar.covers(on.year) else on.weekday() < 5
    return Count(on, None, (_estimate(length, on), _not_published(unknown_year)))


def _estimate(length: int, on: date) -> Step:
    return Step(
        f"暂按周一至周五为工作日推算，第{length}个工作日约为{date_zh(on)}，仅供参考。",
        f"Provisionally, with Monday to Friday as working days, day {length} is {date_en(on)}.",
        on,
    )


def _reason(day: Day) -> tuple[str, str]:
    if day.kind is DayKind.MAKE_UP:
        return f"{day.name}调休上班日", f"a make-up working day for {english_name(day.name)}"
    if day.kind is DayKind.HOLIDAY:
        return f"{day.name}放假", english_name(day.name)
    return "周末", "weekend"


def _not_published(year: int) -> Step:
    return Step(
        f"未载入{year}年放假安排，最后一日待通知公布并载入后确定。",
        f"No holiday notice for {year} is loaded; the last day stays open until it is.",
    )


def _unsettled(due_on: date, calendar: Calendar) -> tuple[Step, ...]:
    if calendar.is_settled(due_on):
        return ()
    year = due_on.year + 1
    step = Step(
        f"{year}年放假通知尚未载入，通知可能调整{due_on.year}年12月末的安排，届时重新核对。",
        f"The notice for {year}, which may still change the last days of "
        f"{due_on.year}, is not loaded: check again then.",
        due_on,
    )
    return (step,)
