"""What a calculation answers: figures with their steps, articles, cautions; or the sentence why it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from cases.law.steps import Step, short_en

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer; `field` is the question's name, empty when it is about several."""

    field: str
    code: str
    text: Text


class BadInput(ValueError):
    """The question cannot be answered as it was put. Each problem is a sentence that says what to do."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{one.field}: {one.text.en}" for one in problems))
        self.problems = problems


def wrong(field: str, code: str, zh: str, en: str) -> BadInput:
    """One thing that is wrong, ready to be raised."""
    return BadInput(Problem(field, code, Text(zh, en)))


@dataclass(frozen=True, slots=True)
class Version:
    """A rule as it stands from one day on, until the next version of the same rule."""

    rule: str
    since: date
    basis: tuple[str, ...]
    text: Text


def in_force(versions: Iterable[Version], on: date, *, field: str) -> Version:
    """The version that governs a fact of this day. BadInput for a day before the first of them."""
    known = sorted(versions, key=lambda version: version.since)
    found = [version for version in known if version.since <= on]
    if not found:
        first = known[0].since
        raise wrong(
            field,
            "before_the_rule",
            f"本规则自{first.year}年{first.month}月{first.day}日起施行，不能计算更早的日期，请咨询律师。",
            f"This rule applies from {short_en(first)}; it cannot be used for an earlier day. Please ask a lawyer.",
        )
    return found[-1]


@dataclass(frozen=True, slots=True)
class Value:
    """A named part of the answer. `unit` is one of "", "yuan", "days", "months", "years", "hours", "percent", "day".

    `words` say what people read where the value is a code for programs, such as "running".
    """

    name: str
    label: Text
    value: Decimal | int | date | bool | str | None
    unit: str = ""
    words: Text | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure: what it is, where, from which day, how much, and who says so. `mark` as in the register:
    V read in the text, V2 in a copy, M from memory, E entered by the reader."""

    kind: str
    region: str
    since: date
    value: Decimal
    source: str
    mark: str = "V"


@dataclass(frozen=True, slots=True)
class Result:
    """A figure and how it was reached. `amount` is in yuan to the cent, None where the answer is no sum of money.

    `low` and `high` stand only where the sides differ about facts, or the law leaves a choice. `asks` names the
    questions whose answer is still missing: the figure stands without them, and a caution says what that means.
    """

    kind: str
    version: Version
    answer: Text
    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    values: tuple[Value, ...] = ()
    steps: tuple[Step, ...] = ()
    cautions: tuple[Text, ...] = ()
    figures: tuple[Figure, ...] = ()
    asks: tuple[str, ...] = ()

    @property
    def basis(self) -> tuple[str, ...]:
        """The articles, each once: those of the rule first, then those of the steps in their order."""
        return tuple(
            dict.fromkeys((*self.version.basis, *(code for step in self.steps for code in step.basis)))
        )

    def __getitem__(self, name: str) -> Decimal | int | date | bool | str | None:
        """The value of a named part. Raises KeyError."""
        return self.as_mapping()[name]

    def as_mapping(self) -> Mapping[str, Decimal | int | date | bool | str | None]:
        return {value.name: value.value for value in self.values}


def cents(amount: Decimal | Fraction | int) -> Decimal:
    """To the cent, half up, as courts round. Work in Fraction before, so that it is rounded once."""
    if isinstance(amount, Fraction):
        numerator, denominator = amount.numerator, amount.denominator
        sign = -1 if numerator < 0 else 1
        return Decimal(sign * ((abs(numerator) * 200 + denominator) // (2 * denominator))).scaleb(-2)
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)


def summed(steps: Iterable[Step]) -> Decimal:
    """What the steps add up to: every sum equals its steps to the cent, because it is made of them."""
    return sum((step.adds for step in steps if step.adds is not None), Decimal("0.00"))
