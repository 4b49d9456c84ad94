"""How the limitation of a claim is told: what each event did, and what would change the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from cases.law.limitation.events import Effect, EventKind, Nature, Standing, Turn
from cases.law.results import Text
from cases.law.steps import Step, date_en, date_zh

if TYPE_CHECKING:
    from cases.law.limitation.state import State

WORDING: Mapping[Standing, Text] = MappingProxyType(
    {
        Standing.UNKNOWN: Text("起算日未知", "not known since when"),
        Standing.EXEMPT: Text("劳动关系存续，时效尚未起算", "employment lasts: the year does not run yet"),
        Standing.RUNNING: Text("时效进行中", "the year runs"),
        Standing.NEAR: Text("时效可能即将届满", "the year may end soon"),
        Standing.SUSPENDED: Text("时效中止", "the year waits"),
        Standing.POSSIBLY_OVER: Text("可能存在时效问题", "possible limitation issue"),
    }
)

_BEGINNINGS: Mapping[Nature, tuple[Text, tuple[str, ...]]] = MappingProxyType(
    {
        Nature.ORDINARY: (
            Text("知道或者应当知道权利被侵害", "the infringement was known or should have been known"),
            ("ARB 27",),
        ),
        Nature.PAY_ARREARS: (Text("劳动关系终止", "employment ended"), ("ARB 27",)),
        Nature.UNUSED_LEAVE: (
            Text("属于未休年休假所属的年度", "lies in the year the untaken leave was for"),
            ("ARB 27", "ALM 9"),
        ),
        Nature.DOUBLE_WAGES: (
            Text("起应当支付二倍工资", "is the first day double wages are due for"),
            ("LCL 82", "BJ-QA 41"),
        ),
    }
)
_EVENTS: Mapping[EventKind, Text] = MappingProxyType(
    {
        EventKind.START: Text("知道权利被侵害", "the infringement was known"),
        EventKind.TERMINATION: Text("劳动关系终止", "employment ended"),
        EventKind.INTERRUPTION: Text("时效中断事由", "an interruption"),
        EventKind.SUSPENSION: Text("发生中止事由", "an obstacle arose"),
        EventKind.RESUMPTION: Text("中止事由消除", "the obstacle was gone"),
    }
)


def steps(state: State) -> tuple[Step, ...]:
    told = [_TELLERS[turn.effect](turn, state) for turn in state.turns]
    return (*told, *_end(state))


def basis(state: State) -> tuple[str, ...]:
    """The articles of what had an effect, and the counting where a day was found."""
    codes = ["ARB 27", *_BEGINNINGS[state.nature][1]]
    for turn in state.turns:
        if turn.effect is Effect.RESTARTED:
            codes += [turn.event.article or "ARB 27", "BR 27"]
        elif turn.effect in (Effect.PAUSED, Effect.RESUMED):
            codes.append("BR 28")
    if state.nominal_on is not None:
        codes += ["CC 201", "CC 202", "CC 203"]
    return tuple(dict.fromkeys(codes))


def _event(turn: Turn) -> tuple[str, str]:
    name = _EVENTS[turn.event.kind]
    return f"{date_zh(turn.event.on)}{name.zh}", f"{date_en(turn.event.on)}: {name.en}"


def _articles(turn: Turn, *others: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in (turn.event.article, *others) if code))


def _started(turn: Turn, state: State) -> Step:
    what, codes = _BEGINNINGS[state.nature]
    if (
        state.nature is Nature.PAY_ARREARS and turn.event.kind is EventKind.START
    ):  # the end of employment is not known
        what = _BEGINNINGS[Nature.ORDINARY][0]
    zh, en = (
        f"{date_zh(turn.event.on)}{what.zh}，",
        f"{date_en(turn.event.on)} {what.en}"
        if what.en.startswith(("is", "lies"))
        else f"On {date_en(turn.event.on)} {what.en}",
    )
    if state.nature is Nature.DOUBLE_WAGES:
        return Step(
            f"{zh}每一日各自计算一年。", f"{en}; each day has a year of its own.", turn.event.on, codes
        )
    if state.nature is Nature.UNUSED_LEAVE and state.started_on is not None:
        return Step(
            f"{zh}年休假可以跨一个年度安排，一年时效自{date_zh(state.started_on)}起计算。",
            f"{en}; leave may still be taken in the next year, so the year runs from {date_en(state.started_on)}.",
            turn.event.on,
            codes,
        )
    if turn.left is not None:
        return Step(
            f"{zh}此前发生的中止事由仍在，一年（{turn.left}日）待其消除后计算。",
            f"{en}; an obstacle from before still lasts, so the whole year of {turn.left} days waits for it to go.",
            turn.event.on,
            codes,
        )
    return Step(
        f"{zh}次日起计算一年。", f"{en}; the year is counted from the next day.", turn.event.on, codes
    )


def _restarted(turn: Turn, _state: State) -> Step:
    zh, en = _event(turn)
    end_zh, end_en = (
        (f"，至{date_zh(turn.nominal_on)}", f", to {date_en(turn.nominal_on)}")
        if turn.nominal_on
        else ("", "")
    )
    return Step(
        f"{zh}，一年重新计算{end_zh}。",
        f"{en}; the year starts afresh{end_en}.",
        turn.event.on,
        _articles(turn, "ARB 27", "BR 27"),
    )


def _paused(turn: Turn, _state: State) -> Step:
    zh, en = _event(turn)
    left_zh, left_en = (
        ("", "") if turn.left is None else (f"，还剩{turn.left}日", f", with {turn.left} days left")
    )
    return Step(
        f"{zh}，时效暂停{left_zh}。",
        f"{en}; the year waits{left_en}.",
        turn.event.on,
        _articles(turn, "ARB 27", "BR 28"),
    )


def _resumed(turn: Turn, _state: State) -> Step:
    zh, en = _event(turn)
    end_zh, end_en = (
        (f"，至{date_zh(turn.nominal_on)}", f", to {date_en(turn.nominal_on)}")
        if turn.nominal_on
        else ("", "")
    )
    return Step(
        f"{zh}，剩余时间继续计算{end_zh}。",
        f"{en}; the remaining time runs on{end_en}.",
        turn.event.on,
        _articles(turn, "ARB 27", "BR 28"),
    )


def _without_effect(zh_why: str, en_why: str) -> Callable[[Turn, State], Step]:
    def told(turn: Turn, _state: State) -> Step:
        zh, en = _event(turn)
        return Step(f"{zh}，{zh_why}。", f"{en}; {en_why}.", turn.event.on, _articles(turn))

    return told


_TELLERS: Mapping[Effect, Callable[[Turn, State], Step]] = MappingProxyType(
    {
        Effect.STARTED: _started,
        Effect.RESTARTED: _restarted,
        Effect.PAUSED: _paused,
        Effect.RESUMED: _resumed,
        Effect.TOO_LATE: _without_effect(
            "此前一年已经届满，不因此重新起算", "the year was over before, and this does not revive it"
        ),
        Effect.TOO_EARLY: _without_effect("当时时效尚未起算", "the year had not begun then"),
        Effect.OUT_OF_TIME: _without_effect(
            "日期不在可以计算的年代之内，请核对年份并更正",
            "this day is outside the years that can be computed: check and correct its year",
        ),
        Effect.TO_COME: _without_effect(
            "晚于计算日，未计入", "it lies after the day of this answer and is not counted"
        ),
        Effect.NONE: _without_effect("对本项时效的计算没有影响", "it has no bearing on this count"),
    }
)


def _end(state: State) -> tuple[Step, ...]:
    if state.nominal_on is None:
        return ()
    found = [_window(state)] if state.window_from else []
    zh, en = date_zh(state.nominal_on), date_en(state.nominal_on)
    if state.due_on is None:
        found.append(
            Step(
                f"名义届满日为{zh}；未载入{state.nominal_on.year}年放假安排，是否顺延待载入后确定。",
                f"The nominal last day is {en}; no holiday notice for {state.nominal_on.year} is loaded, "
                "so whether it moves stays open.",
                state.nominal_on,
                ("CC 202", "CC 203"),
            )
        )
    elif state.due_on == state.nominal_on:
        found.append(
            Step(
                f"{zh}届满，当日为工作日。",
                f"It ends on {en}, a working day.",
                state.nominal_on,
                ("CC 202", "CC 203"),
            )
        )
    else:
        found.append(
            Step(
                f"名义届满日{zh}是休息日，顺延至{date_zh(state.due_on)}。",
                f"The nominal last day, {en}, is a day of rest; the end moves to {date_en(state.due_on)}.",
                state.due_on,
                ("CC 202", "CC 203"),
            )
        )
    return (*found, *_file_by(state))


def _file_by(state: State) -> tuple[Step, ...]:
    day = state.last_safe_on
    if day is None or state.standing not in (Standing.RUNNING, Standing.NEAR):
        return ()
    zh, en = date_zh(day), date_en(day)
    if state.is_safe_day_over:
        return (
            Step(
                f"稳妥的最后一日{zh}已过，请立即提出；是否已经届满可能有争议。",
                f"The safe day, {en}, has passed: file at once; whether the year is over may be disputed.",
                day,
            ),
        )
    return (Step(f"稳妥起见，请在{zh}以前提出。", f"To be safe, file by {en}.", day),)


def _window(state: State) -> Step:
    assert state.window_from is not None
    return Step(
        f"{date_zh(state.window_from)}及以后各日的二倍工资仍在一年之内；更早的可能存在时效问题。",
        f"The days from {date_en(state.window_from)} on are within their year; earlier ones have a possible "
        "limitation issue.",
        state.window_from,
        ("BJ-QA 41",),
    )
