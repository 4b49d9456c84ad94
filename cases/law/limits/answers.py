"""Time limits, service and working days as calculations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cases.law.calendar import Calendar, CalendarUnknown, Day
from cases.law.limits import service_of_papers as papers
from cases.law.limits import time_limits
from cases.law.limits.counting import explained
from cases.law.limits.named_parts import values_of
from cases.law.limits.rule_table import RULES
from cases.law.limits.rule_titles import TITLES
from cases.law.limits.rules import Consenter, Rule, Unit
from cases.law.limits.time_limits import Consent, NotAllowed, TimeLimit
from cases.law.results import Result, Text, Value, Version, in_force, wrong
from cases.law.steps import Step, date_en, date_zh, many, short_en, short_zh

MOST_DAYS = 1000
_SERVICE = (
    Version(
        "service",
        date(2017, 7, 1),
        ("BR 20",),
        Text(
            "仲裁文书的送达；其余参照民事诉讼法。",
            "Service of papers; for the rest civil procedure is followed.",
        ),
    ),
)
_WORKING_DAYS = (
    Version(
        "working_days",
        date(2008, 5, 1),
        ("BR 80", "CC 201"),
        Text(
            "开始的当日不计入，休息日不计，调休上班日计入。",
            "The first day and rest days are not counted; make-up days are.",
        ),
    ),
)


def time_limit(
    *,
    rule: str,
    started_on: date,
    length: int | None,
    extended_to: date | None,
    applicant_consented_on: date | None,
    respondent_consented_on: date | None,
    approved_on: date | None,
    calendar: Calendar,
) -> Result:
    """The last day of one row of the table, with an extension if it was agreed as the row asks. Raises BadInput."""
    row = RULES[rule]
    given = (
        (Consenter.APPLICANT, applicant_consented_on),
        (Consenter.RESPONDENT, respondent_consented_on),
        (Consenter.TRIBUNAL_DIRECTOR, approved_on),
        (Consenter.ORGANISATION, approved_on),
    )
    consents = [Consent(by, on) for by, on in given if on is not None]
    _check_consents(given, started_on, extended_to)
    field = "length"
    try:
        limit = time_limits.by_rule(rule, started_on=started_on, calendar=calendar, length=length)
        field = "extended_to"
        if extended_to is not None:
            limit = time_limits.extended(limit, new_end_on=extended_to, consents=consents, calendar=calendar)
    except NotAllowed as no:
        raise wrong(field, no.code, no.text_zh, no.text_en) from no
    return Result(
        kind="time_limit",
        version=row.version,
        answer=_last_day(row, limit),
        values=values_of(limit),
        steps=(*limit.steps, *_each_day(row, limit, calendar)),
        cautions=(_at_end(limit), *_who_extends(row), *_before(row, started_on)),
    )


def _check_consents(
    given: tuple[tuple[Consenter, date | None], ...], started_on: date, extended_to: date | None
) -> None:
    days = [on for _, on in given if on is not None]
    if days and extended_to is None:
        raise wrong(
            "extended_to",
            "missing",
            "填写了同意延期的日期，请同时填写延长后的届满日。",
            "A consent to an extension was given: please give the new last day too.",
        )
    if any(on < started_on for on in days):
        raise wrong(
            "extended_to",
            "consent_early",
            f"同意延期不能早于起算日{short_zh(started_on)}，请核对日期。",
            f"A consent to go on cannot be dated before the start, {short_en(started_on)}. Please check the days.",
        )


def _last_day(row: Rule, limit: TimeLimit) -> Text:
    title = TITLES[row.code]
    name = title.en[0].upper() + title.en[1:]
    if limit.due_on is None:
        return Text(
            f"{title.zh}：名义届满日{date_zh(limit.nominal_on)}，是否顺延待放假通知公布。",
            f"{name}: nominally {date_en(limit.nominal_on)}; the holiday notice is awaited.",
        )
    moved = limit.due_on != limit.nominal_on
    return Text(
        f"{title.zh}：最后一日为{date_zh(limit.due_on)}"
        + (f"（名义届满日{date_zh(limit.nominal_on)}）。" if moved else "。"),
        f"{name}: the last day is {date_en(limit.due_on)}"
        + (f" (nominally {date_en(limit.nominal_on)})." if moved else "."),
    )


def _each_day(row: Rule, limit: TimeLimit, calendar: Calendar) -> tuple[Step, ...]:
    """The days that were counted, with their numbers."""
    if limit.due_on is None or row.is_backwards:
        return ()
    if row.unit is not Unit.WORKING_DAYS:
        return ()
    try:
        days = [one.day for one in calendar.count_working_days(limit.start_on, limit.length) if one.number]
    except CalendarUnknown:  # begun in a year that is not loaded, extended into one that is
        return ()
    zh = "、".join(f"{day.on.month}月{day.on.day}日（{number}）" for number, day in enumerate(days, 1))
    en = ", ".join(f"{short_en(day.on)} ({number})" for number, day in enumerate(days, 1))
    return (Step(f"逐日：{zh}。", f"Day by day: {en}.", limit.first_nominal_on, ("CC 201",)),)


def _at_end(limit: TimeLimit) -> Text:
    return Text(f"届满之后：{limit.at_end.zh}", f"What follows: {limit.at_end.en}")


_WHO = {
    Consenter.APPLICANT: Text("申请人", "the applicant"),
    Consenter.RESPONDENT: Text("被申请人", "the respondent"),
    Consenter.TRIBUNAL_DIRECTOR: Text(
        "仲裁委员会主任或者其委托的负责人", "the tribunal's director or delegate"
    ),
    Consenter.ORGANISATION: Text("本组织", "this organisation"),
}


_HOW = {
    Consenter.APPLICANT: ("书面同意", "written consent"),
    Consenter.RESPONDENT: ("书面同意", "written consent"),
    Consenter.TRIBUNAL_DIRECTOR: ("批准", "approval"),
    Consenter.ORGANISATION: ("决定", "decision"),
}


def _who_extends(row: Rule) -> tuple[Text, ...]:
    needs = [who for who in Consenter if who in row.extension.needs]
    if not needs:
        return (Text("这一期限不能延长。", "This limit cannot be extended."),)
    zh, en = "和".join(_WHO[who].zh for who in needs), " and ".join(_WHO[who].en for who in needs)
    by_zh, by_en = _HOW[needs[0]]
    most = row.extension.at_most
    if most is None:
        return (
            Text(
                f"经{zh}{by_zh}可以延长，其他人不能决定。",
                f"It may be extended with the {by_en} of {en}; nobody else may decide it.",
            ),
        )
    unit = row.extension.unit
    unit_zh, unit_en = ("个工作日", "working days") if unit is Unit.WORKING_DAYS else ("日", "days")
    return (
        Text(
            f"经{zh}{by_zh}可以延长，最长{most}{unit_zh}，其他人不能决定。",
            f"It may be extended with the {by_en} of {en}, by {most} {unit_en} at most; nobody else may decide it.",
        ),
    )


def _before(row: Rule, started_on: date) -> tuple[Text, ...]:
    if started_on >= row.version.since:
        return ()
    since = row.version.since
    return (
        Text(
            f"所引规定自{short_zh(since)}起施行；更早的日期适用当时的规定，请核实。",
            f"The rule cited stands since {short_en(since)}; an earlier day follows the rule of its time. Please check.",
        ),
    )


def service(*, method: str, on: date, is_court: bool, calendar: Calendar) -> Result:
    """The day on which a paper counts as served. Raises BadInput for a day before the rules."""
    version = in_force(_SERVICE, on, field="on")
    found = papers.served(papers.Method(method), on, calendar=calendar, is_court=is_court)
    if found.deemed_on is None:
        answer = Text(
            f"待{found.unknown_year}年放假安排公布后确定。",
            f"Open until the notice for {found.unknown_year} is loaded.",
        )
    else:
        answer = Text(
            f"{date_zh(found.deemed_on)}视为送达。", f"It counts as served on {date_en(found.deemed_on)}."
        )
    return Result(
        kind="service",
        version=version,
        answer=answer,
        values=(Value("deemed_on", Text("视为送达之日", "counts as served on"), found.deemed_on, "day"),),
        steps=found.steps,
        cautions=found.cautions,
    )


def working_days(*, first: date, days: int | None, last: date | None, calendar: Calendar) -> Result:
    """Either the day that is so many working days after the first, or how many lie after it up to the last.

    Raises BadInput when neither or both are asked, when the last day is before the first, or a year is not loaded.
    """
    if (days is None) == (last is None):
        raise wrong(
            "days",
            "one_of_two",
            "请在“工作日天数”和“截止日”中填写一项。",
            "Please give either the number of working days or the last day.",
        )
    version = in_force(_WORKING_DAYS, first, field="first")
    try:
        return (
            _forward(first, days, calendar, version)
            if days is not None
            else _between(first, last, calendar, version)
        )
    except CalendarUnknown as unknown:
        raise wrong(
            "first",
            "calendar_unknown",
            f"未载入{unknown.year}年放假安排，不能计算工作日；请在通知公布并载入后再算。",
            f"No holiday notice for {unknown.year} is loaded: working days cannot be counted until it is.",
        ) from unknown


def _forward(first: date, days: int, calendar: Calendar, version: Version) -> Result:
    counted = [one.day for one in calendar.count_working_days(first, days)]
    end = counted[-1].on
    zh, en = f"{date_zh(first)}之后第{days}个工作日", f"Working day number {days} after {date_en(first)}"
    return _counted(version, Text(f"{zh}是{date_zh(end)}。", f"{en} is {date_en(end)}."), counted, end, days)


def _between(first: date, last: date | None, calendar: Calendar, version: Version) -> Result:
    assert last is not None
    if last <= first:
        raise wrong(
            "last",
            "ends_before_it_starts",
            f"截止日{short_zh(last)}须晚于起算日{short_zh(first)}，请核对。",
            f"The last day, {short_en(last)}, must be after the first, {short_en(first)}. Please check both.",
        )
    if (last - first).days > 2 * MOST_DAYS:
        raise wrong(
            "last",
            "too_far",
            "两个日期相距太远，请核对年份。",
            "The two days lie too far apart. Please check the years.",
        )
    met = calendar.days(first, last)[1:]
    number = sum(day.is_working for day in met)
    words = Text(
        f"{date_zh(first)}（不计入）至{date_zh(last)}（计入）共{number}个工作日。",
        f"After {date_en(first)}, up to and with {date_en(last)}: {many(number, 'working day')}.",
    )
    return _counted(version, words, met, last, number)


def _counted(version: Version, answer: Text, counted: Sequence[Day], last: date, number: int) -> Result:
    end = Step(answer.zh, answer.en, last, ("BR 80", "CC 201"))
    return Result(
        kind="working_days",
        version=version,
        answer=answer,
        values=(
            Value("last_on", Text("最后一日", "last day"), last, "day"),
            Value("days", Text("工作日天数", "working days"), number, "days"),
        ),
        steps=(*explained(counted), end),
    )
