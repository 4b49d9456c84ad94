"""The book of answers: what the law said to many questions when somebody last looked, a line each.

    python -m tests.law.book [--write]

Each worked example is asked as it is, and with one answer changed in all ways that are near: every choice, left out,
a day sooner and later, a leap day, nothing, a cent more. A line has the kind, the change, the sum or the first words,
and a digest of the whole answer with its steps, articles and cautions in both languages. An answer that changes on
purpose is looked at, and the book written again; one that changes by accident is caught by `test_book.py`.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from cases.law.calculation import OTHER, Books, Calculation, calculate
from cases.law.kinds import CALCULATIONS
from cases.law.plain import as_data
from cases.law.questions import Question, Type
from cases.law.results import BadInput
from cases.law.telling import Teller

BOOK = Path(__file__).resolve().parents[1] / "data" / "law_answers.txt"
DAY = timedelta(days=1)
# Where clocks turn: leap days, ends of months and years, before and after a rule, a year without a notice.
DAYS = (
    "2008-01-01", "2014-12-29", "2020-02-29", "2024-02-09", "2024-12-31", "2025-01-31", "2025-09-01", "2026-10-01",
    "2027-03-01",
)  # fmt: skip


def asked(calculation: Calculation) -> Iterator[tuple[str, dict[str, Any]]]:
    """The example and what is near it, each with a name."""
    example = dict(calculation.example)
    yield "as it is", example
    for question in calculation.questions:
        for name, value in _near(question, example.get(question.name)):
            changed = {key: one for key, one in (example | {question.name: value}).items() if one is not None}
            yield f"{question.name}: {name}", changed
        if question.is_disputable:
            for name, value in list(_near(question, example.get(question.name)))[:3]:
                if value is not None:
                    yield f"{OTHER} {question.name}: {name}", example | {OTHER: {question.name: value}}


def paired(calculation: Calculation) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every choice together with every other change: too many for a line each."""
    alone = [told for name, told in asked(calculation) if not name.startswith(OTHER)]
    for question in calculation.questions:
        choices = question.choices or ({"yes": True, "no": False} if question.type is Type.YES_NO else {})
        for choice in choices:
            value = choice if question.choices else choices[choice]
            yield (
                f"{question.name}: {choice}, with all else",
                [told | {question.name: value} for told in alone],
            )


def _near(question: Question, value: Any) -> Iterator[tuple[str, Any]]:
    if value is not None:
        yield "left out", None
    if question.choices:
        yield from ((code, code) for code in question.choices if code != value)
    elif question.type is Type.YES_NO:
        yield from (("yes", True), ("no", False))
    elif question.type is Type.DAY:
        if value:
            start = date.fromisoformat(str(value))
            yield from ((f"{n:+d}", (start + n * DAY).isoformat()) for n in (-366, -181, -31, -1, 1, 30, 366))
        yield from ((day, day) for day in DAYS)
    elif question.type in (Type.MONEY, Type.NUMBER, Type.COUNT):
        number = Decimal(str(value or 0))
        found = (Decimal(0), Decimal(1), number + 1, number * 2, number * 12, number / 2, Decimal(30000))
        yield from (
            (f"{one:f}", f"{one:.2f}" if question.type is Type.MONEY else f"{one:f}")
            for one in dict.fromkeys(found)
        )
    elif question.type is Type.ROWS and value:
        yield from _near_rows(question, value)
    elif question.type is Type.DAYS:
        yield from ((day, [day]) for day in DAYS)
        yield "all", list(DAYS)
    elif question.type is Type.TEXT:
        text = str(value or "甲")
        yield from (("shorter", text[:-1] or "乙"), ("longer", text + "1"), ("backwards", text[::-1]))


def _near_rows(question: Question, value: list[Any]) -> Iterator[tuple[str, Any]]:
    yield "first row", value[:1]
    yield "twice", [*value, *value]
    yield "backwards", value[::-1]
    for column in question.columns:
        for name, one in _near(column, value[0].get(column.name)):
            row = {key: told for key, told in (value[0] | {column.name: one}).items() if told is not None}
            yield f"{column.name} {name}", [row, *value[1:]]
    for number in range(1, len(value)):
        yield f"without row {number + 1}", [row for place, row in enumerate(value) if place != number]


def lines(kind: str, books: Books) -> Iterator[str]:
    """The lines of one kind, as they would be written now."""
    for name, told in asked(CALCULATIONS[kind]):
        first, whole = said(CALCULATIONS[kind], told, books)
        yield f"{kind} | {name} | {first} | {_digest(whole)}"
    for name, many in paired(CALCULATIONS[kind]):
        answers = [said(CALCULATIONS[kind], told, books)[1] for told in many]
        yield f"{kind} | {name} | {len(answers)} answers | {_digest(answers)}"


def _digest(whole: Any) -> str:
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def said(calculation: Calculation, told: Mapping[str, Any], books: Books) -> tuple[str, Any]:
    """The first words of the answer, and all of it: as data, and as the command line tells it in both languages."""
    try:
        result = calculate(calculation, told, books)
    except BadInput as bad:
        whole = [[one.field, one.code, one.text.zh, one.text.en] for one in bad.problems]
        return f"! {bad.problems[0].field} {bad.problems[0].code}", whole
    tellings = [Teller(language).result(result, calculation.questions) for language in ("zh", "en")]
    first = result.answer.zh if result.amount is None else f"{result.amount}"
    return first[:60], [as_data(result), *tellings]


def main() -> int:
    books = Books.load()
    now = "\n".join(line for kind in CALCULATIONS for line in lines(kind, books)) + "\n"
    if "--write" in sys.argv:
        BOOK.write_text(now, encoding="utf-8")
    before = set(BOOK.read_text(encoding="utf-8").splitlines())
    print(
        "\n".join(line for line in now.splitlines() if line not in before)
        or f"{len(before)} answers as before"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
