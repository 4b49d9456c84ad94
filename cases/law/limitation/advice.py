"""What would change the limitation of a claim: what interrupts now, and what to find out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.law.limitation.events import Effect, EventKind, Nature, Standing
from cases.law.results import Text
from cases.law.steps import date_en, date_zh

if TYPE_CHECKING:
    from cases.law.limitation.state import State

_INTERRUPTS = Text(
    "现在书面向对方主张、申请调解、投诉或者申请仲裁，时效从当日起重新计算；请保留证据。",
    "A written demand on the other side, mediation, a complaint or arbitration would start the year afresh now; keep "
    "the proof.",
)
_ONLY_THE_OTHER_SIDE = Text(
    "时效只能由对方在仲裁阶段提出，仲裁机构和法院不主动适用；仍然可以申请。",
    "Only the other side may raise limitation, and it must do so before the tribunal; neither tribunal nor court does "
    "so by itself. Filing is still possible.",
)
_LOOK_FOR = Text(
    "请找一年之内催讨、协商、投诉、对方答应支付的记录，或者不可抗力等正当理由：它们可能使时效中断或者中止。",
    "Look for demands, negotiations, complaints or promises to pay within the year, or for force majeure: they may "
    "have interrupted or suspended it.",
)
_ASK_START = Text(
    "请问清何时知道或者应当知道权利被侵害。", "Find out when the infringement was known, or should have been."
)
_CORRECT = Text(
    "有的日期年份有误，更正之前不能计算时效。",
    "The year of a day cannot be right: the limitation cannot be counted until it is corrected.",
)
_ASK_EMPLOYMENT = Text(
    "请问清劳动关系是否还存续、何时终止：存续期间拖欠的劳动报酬不受一年限制，终止之日起才计算一年。",
    "Find out whether employment lasts, or when it ended: pay owed during it is not bound by the year, which runs from "
    "its end only.",
)
_WHEN_IT_ENDS = Text(
    "劳动关系一旦终止，一年即从终止之日起计算。", "Once employment ends, the year runs from that day."
)
_SUSPENSION = Text(
    "中止理由是否成立由仲裁机构认定；障碍消除后剩余时间继续计算，请及时记录消除之日。",
    "Whether the obstacle counts is for the tribunal; once it is gone the remaining time runs on: record that day.",
)
_DOUBLE_WAGES = Text(
    "二倍工资自主张之日起向前按日计算一年，每迟一日可能少一日；对方提出时效抗辩时才适用。",
    "Double wages are counted back a year from the claim, day by day: each day of delay may cost one. It applies only "
    "if the other side raises it.",
)
_LEAVE = Text(
    "未休年休假的起算按北京的做法；已经离职的，是否自离职之日起算有不同做法，请从早提出。",
    "The start for untaken leave follows Beijing practice; after leaving, some count from that day: file early.",
)


def _without_the_pause(state: State) -> tuple[Text, ...]:
    """When the year would end if the tribunal does not accept the obstacle."""
    ends = [turn.nominal_on for turn in state.turns if turn.nominal_on is not None]
    if not ends:
        return ()
    return (
        Text(
            f"中止理由不被认定的，一年可能在{date_zh(ends[-1])}届满；能提出的，请在此之前提出。",
            f"If the obstacle is not accepted the year may end on {date_en(ends[-1])}: file before then if you can.",
        ),
    )


def would_change(state: State) -> tuple[Text, ...]:
    """What would interrupt now, and what to find out."""
    is_pay = state.nature is Nature.PAY_ARREARS
    found: list[Text] = []
    if any(turn.effect is Effect.OUT_OF_TIME for turn in state.turns):
        return (_CORRECT,)
    if state.standing is Standing.UNKNOWN:
        found.append(_ASK_EMPLOYMENT if is_pay else _ASK_START)
    elif state.standing is Standing.EXEMPT:
        found.append(_WHEN_IT_ENDS)
    elif state.standing is Standing.SUSPENDED:
        found += [_SUSPENSION, *_without_the_pause(state), _INTERRUPTS]
    elif state.standing is Standing.POSSIBLY_OVER:
        found += [_ONLY_THE_OTHER_SIDE, _LOOK_FOR]
    else:
        found.append(_INTERRUPTS)
    if is_pay and state.standing not in (Standing.EXEMPT, Standing.UNKNOWN):
        ended = any(
            turn.event.kind is EventKind.TERMINATION and turn.effect is Effect.STARTED for turn in state.turns
        )
        found += [] if ended else [_ASK_EMPLOYMENT]
    if state.nature is Nature.DOUBLE_WAGES and state.standing is not Standing.UNKNOWN:
        found.append(_DOUBLE_WAGES)
    if state.nature is Nature.UNUSED_LEAVE:
        found.append(_LEAVE)
    return tuple(found)
