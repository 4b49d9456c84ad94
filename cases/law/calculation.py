"""What a calculation is, and how it is asked: read the answers, compute, and the range where the sides differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations
from types import MappingProxyType
from typing import Any

from cases.law.calendar import Calendar
from cases.law.figures import Figures
from cases.law.questions import Question
from cases.law.reading import read, read_one
from cases.law.results import BadInput, Problem, Result, Text
from cases.law.steps import Step, date_en, date_zh

OTHER = "other"
"""Under this name stands what the other side says, by the names of the questions it answers otherwise."""
EXACT_UP_TO = 4
"""So many answers of the other side are mixed in every way, which takes 2 to this power calculations."""


@dataclass(frozen=True, slots=True)
class Books:
    """What a calculation may look up: an installation hands in its own."""

    calendar: Calendar
    figures: Figures

    @classmethod
    def load(cls) -> Books:
        """The shipped notices and figures."""
        return cls(Calendar.load(), Figures.load())


@dataclass(frozen=True, slots=True)
class Calculation:
    """One kind of calculation. `claim` is the kind of claim line it can be written into, empty if none."""

    kind: str
    title: Text
    intro: Text
    group: str  # pay, end, leave, injury, court, clock, check
    questions: tuple[Question, ...]
    function: Callable[..., Result]
    needs: frozenset[str] = frozenset()  # of the books: "calendar", "figures"
    claims: tuple[str, ...] = ()
    example: Mapping[str, Any] = field(default_factory=dict)
    examples_of: tuple[str, ...] = ()


GROUPS: Mapping[str, Text] = MappingProxyType(
    {
        "end": Text("解除和终止", "When employment ends"),
        "pay": Text("工资和加班", "Pay and overtime"),
        "leave": Text("休息休假和劳动合同", "Leave and contract"),
        "injury": Text("工伤和病假", "Injury and illness"),
        "clock": Text("时效和期限", "Limitation and time limits"),
        "court": Text("仲裁和法院", "Arbitration and court"),
        "check": Text("核对", "Checks"),
    }
)


def calculate(calculation: Calculation, told: Mapping[str, object], books: Books) -> Result:
    """The answer to these questions, with the range where the sides differ. Raises BadInput."""
    others_told = told.get(OTHER) or {}
    if not isinstance(others_told, Mapping):
        raise BadInput(_other_fault())
    answers = read(calculation.questions, {name: raw for name, raw in told.items() if name != OTHER})
    others = _others(calculation, others_told)
    looked_up = {need: getattr(books, need) for need in calculation.needs}
    result = calculation.function(**answers, **looked_up)
    differing = {name: other for name, other in others.items() if other != answers[name]}
    return _with_range(calculation, result, answers, differing, looked_up) if differing else result


def _others(calculation: Calculation, told: Mapping[str, object]) -> dict[str, Any]:
    disputable = {question.name: question for question in calculation.questions if question.is_disputable}
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, raw in told.items():
        if name not in disputable:
            problems.append(_other_fault(name))
        elif raw not in (None, ""):
            try:
                found[name] = read_one(disputable[name], raw)
            except BadInput as bad:
                problems += [replace(one, field=f"{OTHER}.{name}") for one in bad.problems]
    if problems:
        raise BadInput(*problems)
    return found


def _other_fault(name: str = "") -> Problem:
    return Problem(
        f"{OTHER}.{name}" if name else OTHER,
        "not_disputable",
        Text(
            "这一项不能填写对方的说法。" if name else "对方的说法应按问题名称填写。",
            "No second answer can be given here."
            if name
            else "What the other side says is given by the names of the questions.",
        ),
    )


def _with_range(
    calculation: Calculation,
    result: Result,
    answers: Mapping[str, Any],
    differing: Mapping[str, Any],
    looked_up: Mapping[str, Any],
) -> Result:
    """The lowest and the highest sum of the mixtures of what the two sides say."""
    amounts = _sums_in(result)
    notes: list[Step] = []
    asked = {question.name: question for question in calculation.questions}

    def mixed(names: Iterable[str]) -> Result:
        swapped = {name: differing[name] for name in names}
        try:
            found = calculation.function(**{**answers, **swapped}, **looked_up)
        except BadInput as bad:
            raise BadInput(*(replace(one, field=f"{OTHER}.{one.field}") for one in bad.problems)) from None
        amounts.extend(_sums_in(found))
        return found

    alone = {name: mixed((name,)).amount for name in differing}
    for name, amount in alone.items():
        if amount is not None:
            notes.append(_if_so(asked[name], differing[name], amount))
    for names in _mixtures(alone, result.amount):
        mixed(names)
    if not amounts:
        return result
    is_exact = len(differing) <= EXACT_UP_TO
    return replace(
        result,
        low=min(amounts),
        high=max(amounts),
        steps=(*result.steps, *notes),
        cautions=result.cautions if is_exact else (*result.cautions, _NOT_EVERY_MIXTURE),
    )


def _mixtures(alone: Mapping[str, Decimal | None], mine: Decimal | None) -> set[tuple[str, ...]]:
    """Which answers of the other side to take together: all mixtures of a few. Their number doubles with each answer, so
    that of many only all of them are taken, those that raise the sum alone, and those that lower it alone."""
    names = tuple(alone)
    if len(names) <= EXACT_UP_TO:
        return {mixture for size in range(2, len(names) + 1) for mixture in combinations(names, size)}
    told = (
        {} if mine is None else {name: amount - mine for name, amount in alone.items() if amount is not None}
    )
    raising = tuple(name for name, more in told.items() if more > 0)
    lowering = tuple(name for name, more in told.items() if more < 0)
    return {mixture for mixture in (names, raising, lowering) if len(mixture) > 1}


def _sums_in(result: Result) -> list[Decimal]:
    return [value for value in (result.low, result.amount, result.high) if value is not None]


def _if_so(question: Question, value: Any, amount: Decimal) -> Step:
    label, said = question.label, spoken(value, question)
    return Step(
        f"如{label.zh}按对方所说为{said.zh}：{amount:,.2f}元。",
        f"If {label.en} is “{said.en}”, as the other side says: {amount:,.2f} yuan.",
    )


_NOT_EVERY_MIXTURE = Text(
    f"双方说法不同的超过{EXACT_UP_TO}项，各种组合没有逐一计算：范围只比较了各项分别按对方所说、全部按对方所说，以及同向各项一起"
    "按对方所说的结果，其他组合可能超出这一范围。",
    f"More than {EXACT_UP_TO} answers differ, so not every mixture of them was computed: the range is of each one alone, of "
    "all of them, and of those that raise or lower the sum together; another mixture may lie outside it.",
)


def spoken(value: Any, question: Question | None = None) -> Text:
    """A value as a sentence says it: a choice by its words, a day with its weekday, a sum with its commas."""
    if question is not None and question.choices and value in question.choices:
        return question.choices[value]
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if hasattr(value, "isoformat"):
        return Text(date_zh(value), date_en(value))
    words = f"{value:,}" if isinstance(value, int | Decimal) else str(value)
    return Text(words, words)
