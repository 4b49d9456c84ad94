"""What a calculation is, and how it is asked: read the answers, compute, and the range where the sides differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product
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
    """Every mixture of what the two sides say is computed: the lowest and the highest sum are the range."""
    amounts = [value for value in (result.low, result.amount, result.high) if value is not None]
    notes: list[Step] = []
    asked = {question.name: question for question in calculation.questions}
    for mixture in product((False, True), repeat=len(differing)):
        swapped = {
            name: differing[name] for name, is_other in zip(differing, mixture, strict=True) if is_other
        }
        if not swapped:
            continue
        try:
            found = calculation.function(**{**answers, **swapped}, **looked_up)
        except BadInput as bad:
            raise BadInput(*(replace(one, field=f"{OTHER}.{one.field}") for one in bad.problems)) from None
        amounts += [value for value in (found.low, found.amount, found.high) if value is not None]
        if len(swapped) == 1 and found.amount is not None:
            ((name, value),) = swapped.items()
            label, said = asked[name].label, spoken(value, asked[name])
            notes.append(
                Step(
                    f"如{label.zh}按对方所说为{said.zh}：{found.amount:,.2f}元。",
                    f"If {label.en} is “{said.en}”, as the other side says: {found.amount:,.2f} yuan.",
                )
            )
    if not amounts:
        return result
    return replace(result, low=min(amounts), high=max(amounts), steps=(*result.steps, *notes))


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
