"""The questions of a calculation as boxes of a form: what was typed stays as typed, each fault stands at its box.

A box is named as the library names the place of a fault: `started_on`, `other.started_on`, `wages.3.amount`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.calculator.words import said
from cases.law.calculation import OTHER, Calculation
from cases.law.questions import Question, Type
from cases.law.reading import MOST_ROWS
from cases.law.results import Problem

ROWS_AT_ONCE = 5
# Nobody types more into one box; what is longer is cut, so that no sentence about it is endless.
_MOST_TYPED, _MOST_LISTED = 300, 12_000
_NUMBERS = (Type.MONEY, Type.NUMBER, Type.COUNT)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass
class Box:
    """One thing to fill in."""

    question: Question
    name: str
    typed: str = ""
    is_other: bool = False
    line: int = 0  # of a row of a table
    problems: list[str] = field(default_factory=list)
    other: "Box | None" = None  # what the other side says
    lines: list[list["Box"]] = field(default_factory=list)

    @property
    def id(self) -> str:
        return "q-" + self.name.replace(".", "-")

    @property
    def label(self) -> str:
        return said(self.question.label)

    @property
    def help(self) -> str:
        return "" if self.is_other or self.line else said(self.question.help)

    @property
    def is_required(self) -> bool:
        return self.question.is_required and self.question.default is None and not self.is_other

    @property
    def shape(self) -> str:
        """Which part of the template draws it."""
        kind = self.question.type
        if kind is Type.YES_NO:
            return "choice" if self.line else "yes_no"
        return str({Type.MONEY: "number", Type.COUNT: "number"}.get(kind, kind))

    @property
    def input_mode(self) -> str:
        return "numeric" if self.question.type is Type.COUNT else "decimal"

    @property
    def input_type(self) -> str:
        """A box for days only while it can show what was typed."""
        return "date" if not self.typed or _is_day(self.typed) else "text"

    @property
    def options(self) -> list[tuple[str, str]]:
        """Codes and words to choose from; the words of yes and no are the page's."""
        if self.question.type is Type.YES_NO:
            return [("yes", ""), ("no", "")]
        return [(code, said(words)) for code, words in (self.question.choices or {}).items()]

    @property
    def may_be_open(self) -> bool:
        """Is “not known” an answer? With a default it would be that default."""
        return self.is_other or (not self.question.is_required and self.question.default is None)

    @property
    def may_stay_open(self) -> bool:
        """Is an empty choice offered?"""
        return self.may_be_open or not self.typed

    @property
    def is_folded(self) -> bool:
        """Few need it, and nobody has said anything here."""
        untouched = self.typed in ("", self.question.default) and not (self.other and self.other.typed)
        return self.question.is_rare and untouched and not self.has_problems

    @property
    def has_problems(self) -> bool:
        return bool(self.problems) or any(box.has_problems for row in self.lines for box in row)

    def everything(self) -> Iterator["Box"]:
        """This box and those in it."""
        yield self
        if self.other is not None:
            yield from self.other.everything()
        for row in self.lines:
            yield from row


def _is_day(text: str) -> bool:
    try:
        return bool(_ISO_DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def told_in(calculation: Calculation, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a form sent, as the library takes it: nothing is read yet, empty boxes and empty rows are left out."""
    told: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for question in calculation.questions:
        if question.type is Type.ROWS:
            rows = _rows_in(question, data)
            if rows:
                told[question.name] = rows
            continue
        typed = _typed_in(question, data, question.name)
        # What stood in the box before anybody came is nobody's word: it is not kept or printed as if it were.
        if typed and typed != question.default:
            told[question.name] = typed
        if question.is_disputable and (typed := _typed_in(question, data, f"{OTHER}.{question.name}")):
            others[question.name] = typed
    return {**told, OTHER: others} if others else told


def _typed_in(question: Question, data: Mapping[str, Any], name: str) -> str:
    most = _MOST_LISTED if question.type is Type.DAYS else _MOST_TYPED
    return str(data.get(name, ""))[:most].strip()


def _rows_in(question: Question, data: Mapping[str, Any]) -> list[dict[str, str]]:
    spelled = re.compile(re.escape(question.name) + r"\.(\d{1,4})\.\w+")
    numbers = {int(match[1]) for name in data if (match := spelled.fullmatch(name))}
    found = []
    for number in sorted(numbers)[: MOST_ROWS + 1]:
        row = {
            column.name: typed
            for column in question.columns
            if (typed := _typed_in(column, data, f"{question.name}.{number}.{column.name}"))
        }
        if row:
            found.append(row)
    return found


def with_today(calculation: Calculation, told: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What stands in a fresh form, with the day of asking where a question wants it: also over that of the example."""
    return dict(told) | {
        question.name: today.isoformat() for question in calculation.questions if question.is_today
    }


def boxes(calculation: Calculation, told: Mapping[str, Any], *, more: str = "") -> list[Box]:
    """The form, filled with what was told; `more` names a table that gets further rows."""
    others = told.get(OTHER)
    others = others if isinstance(others, Mapping) else {}
    found = []
    for question in calculation.questions:
        box = Box(question, question.name, _as_typed(told.get(question.name, question.default)))
        if question.type is Type.ROWS:
            box.typed = ""
            box.lines = _lines(question, told.get(question.name), more == question.name)
        elif question.is_disputable:
            name = f"{OTHER}.{question.name}"
            box.other = Box(question, name, _as_typed(others.get(question.name)), is_other=True)
        found.append(box)
    return found


def _lines(question: Question, rows: Any, with_more: bool) -> list[list[Box]]:
    given = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list | tuple) else []
    # At least one row stays empty, and the table grows by whole handfuls.
    many = (len(given) // ROWS_AT_ONCE + 1 + int(with_more)) * ROWS_AT_ONCE
    return [
        [
            Box(
                column,
                f"{question.name}.{number}.{column.name}",
                _as_typed(given[number - 1].get(column.name)) if number <= len(given) else "",
                line=number,
            )
            for column in question.columns
        ]
        for number in range(1, min(many, MOST_ROWS) + 1)
    ]


def _as_typed(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "\n".join(_as_typed(one) for one in value)
    return str(value)


@dataclass(frozen=True)
class Fault:
    """One line of the summary: the sentence, and the box it leads to."""

    text: str
    target: str = ""


def place(problems: Iterable[Problem], form: Sequence[Box]) -> list[Fault]:
    """Put each fault to its box, and answer all of them for the summary; one whose place is not shown is told there."""
    by_name = {box.name: box for top in form for box in top.everything()}
    faults = []
    for problem in problems:
        box, text = _nearest(problem.field, by_name), said(problem.text)
        if box is not None:
            box.problems.append(text)
        faults.append(Fault(text, _target(box) if box else ""))
    return faults


def _nearest(name: str, by_name: Mapping[str, Box]) -> Box | None:
    while name and name not in by_name:
        name = name.rpartition(".")[0]
    return by_name.get(name)


def _target(box: Box) -> str:
    return box.id


def unchanged(calculation: Calculation, told: Mapping[str, Any]) -> list[str]:
    """The labels of what is still as the worked example has it."""
    example = calculation.example
    return [
        said(question.label)
        for question in calculation.questions
        if question.name in example
        and _as_typed(told.get(question.name)) == _as_typed(example[question.name])
        and _as_typed(example[question.name]) != _as_typed(question.default)
    ]
