"""The limitation of a claim as a calculation: rows of dated events, what is claimed, and the day of the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cases.law.calendar import Calendar
from cases.law.limitation import Event, EventKind, Nature, Standing, State, state
from cases.law.limitation.grounds import INTERRUPTIONS
from cases.law.limitation.words import WORDING
from cases.law.results import BadInput, Problem, Result, Text, Value, Version, in_force
from cases.law.steps import Step, date_en, date_zh, many

VERSIONS = (
    Version(
        "limitation",
        date(2008, 5, 1),
        ("ARB 27",),
        Text("申请仲裁的时效期间为一年，可以中断、中止。", "The year, with interruption and suspension."),
    ),
)
_BEFORE = Text(
    "2008年5月1日以前的争议适用当时的规定（六十日），请咨询律师。",
    "Disputes from before 1 May 2008 follow the rules of that time (sixty days). Please ask a lawyer.",
)


def limitation(
    *,
    on: date,
    nature: str,
    events: Sequence[Mapping[str, Any]],
    is_employed: bool | None,
    calendar: Calendar,
) -> Result:
    """How a claim stands on the day `on`. Rows have `kind`, `on`, and if wanted `ground` (of an interruption), `note`.

    Raises BadInput for an event before its time or a day before the rule.
    """
    version = in_force(VERSIONS, on, field="on")
    found = state(_events(events), on=on, nature=Nature(nature), is_employed=is_employed, calendar=calendar)
    is_old = found.started_on is not None and found.started_on < version.since
    return Result(
        kind="limitation",
        version=version,
        answer=_answer(found),
        values=_values(found),
        steps=(*found.steps, *_shown_by(events)),
        cautions=(*found.would_change, *((_BEFORE,) if is_old else ())),
        asks=_asks(found),
    )


def _asks(found: State) -> tuple[str, ...]:
    if found.standing is not Standing.UNKNOWN:
        return ()
    knows_start = any(turn.event.kind is EventKind.START for turn in found.turns)
    return ("is_employed",) if found.nature is Nature.PAY_ARREARS and knows_start else ("events",)


def _events(rows: Sequence[Mapping[str, Any]]) -> list[Event]:
    events: list[Event] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        kind, ground = EventKind(row["kind"]), row.get("ground")
        if ground and kind is not EventKind.INTERRUPTION:
            problems.append(
                Problem(
                    f"events.{number}.ground",
                    "no_interruption",
                    Text(
                        f"第{number}行，只有中断才填写中断事由；请改选“时效中断”或者删去事由。",
                        f"Line {number}: only an interruption has a ground; choose “interruption” or leave it open.",
                    ),
                )
            )
            continue
        article = INTERRUPTIONS[ground].article if ground else ""
        events.append(Event(kind, row["on"], article, row.get("note") or ""))
    if problems:
        raise BadInput(*problems)
    return events


def _shown_by(rows: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """What each named interruption needs to be shown by, once."""
    grounds = dict.fromkeys(row["ground"] for row in rows if row.get("ground"))
    return tuple(
        Step(
            f"“{INTERRUPTIONS[code].words.zh}”：以{INTERRUPTIONS[code].day.zh}为准，需要{INTERRUPTIONS[code].needs.zh}。",
            f"“{INTERRUPTIONS[code].words.en}”: {INTERRUPTIONS[code].day.en} counts; it is shown by "
            f"{INTERRUPTIONS[code].needs.en}.",
            basis=(INTERRUPTIONS[code].article,),
        )
        for code in grounds
    )


def _answer(found: State) -> Text:
    words = WORDING[found.standing]
    if found.standing is Standing.SUSPENDED:
        return Text(
            f"{words.zh}，还剩{found.remaining_days}日。",
            f"{words.en.capitalize()}, with {many(found.remaining_days or 0, 'day')} left.",
        )
    if found.nominal_on is None or found.ends_on is None:
        return Text(f"{words.zh}。", f"{words.en.capitalize()}.")
    zh, en = date_zh(found.ends_on), date_en(found.ends_on)
    if found.standing is Standing.POSSIBLY_OVER or found.last_safe_on is None:
        return Text(
            f"{words.zh}：一年可能已于{zh}届满。",
            f"{words.en.capitalize()}: the year may have ended on {en}.",
        )
    if found.is_safe_day_over:
        return Text(
            f"{words.zh}：稳妥的最后一日{date_zh(found.last_safe_on)}已过，请立即提出，最迟至{zh}；是否届满可能有争议。",
            f"{words.en.capitalize()}: the safe day, {date_en(found.last_safe_on)}, has passed; file at once, until {en} at "
            "the latest. A dispute about it is possible.",
        )
    safe_zh, safe_en = date_zh(found.last_safe_on), date_en(found.last_safe_on)
    return Text(
        f"{words.zh}：至{zh}，请在{safe_zh}以前提出。",
        f"{words.en.capitalize()}: until {en}; file by {safe_en}.",
    )


def _days_left(days: int | None) -> Value:
    """Below zero so many days have passed since; people read it as that."""
    past = None if days is None or days >= 0 else Text(f"已过{-days}天", f"{many(-days, 'day')} past")
    return Value("remaining_days", Text("剩余天数", "days left"), days, "days", past)


def _values(found: State) -> tuple[Value, ...]:
    return (
        Value("standing", Text("状态", "standing"), found.standing.value, words=WORDING[found.standing]),
        Value("started_on", Text("起算", "counted from"), found.started_on, "day"),
        Value("nominal_on", Text("名义届满日", "nominal last day"), found.nominal_on, "day"),
        Value("due_on", Text("顺延后的届满日", "last day, moved off rest days"), found.due_on, "day"),
        Value("last_safe_on", Text("稳妥的最后一日", "file by"), found.last_safe_on, "day"),
        _days_left(found.remaining_days),
        Value(
            "window_from",
            Text("仍在一年之内的首日", "first day still within its year"),
            found.window_from,
            "day",
        ),
    )
