"""The shape of what is answered: `cases.law.plain.as_data`, and the list of calculations with their questions."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from cases.law.calculation import GROUPS, Calculation
from cases.law.plain import text
from cases.law.questions import Question, Type

Unit = Literal["", "yuan", "days", "months", "years", "hours", "percent", "day"]
Yuan = str
"""A decimal with two digits after the point."""


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Words(Shape):
    """The same words in both languages. 中英文对照。"""

    zh: str
    en: str


class Range(Shape):
    """The lowest and the highest sum, where the sides differ or the law leaves a choice. 可能的区间。"""

    low: Yuan
    high: Yuan


class Value(Shape):
    """A named part of the answer. 结果的一个组成部分。"""

    name: str
    label: Words
    value: str | int | bool | None = Field(description="Decimals and days are strings. 小数和日期为字符串。")
    unit: Unit
    words: Words | None = Field(description="What a code among the values means. 代码值的文字说明。")


class Step(Shape):
    """One line of the reasoning. 推算的一步。"""

    text: Words
    on: date | None = Field(description="The day it is about. 所涉日期。")
    basis: list[str] = Field(description="Codes of articles. 条文代码。")
    adds: Yuan | None = Field(description="Its part of the sum, in yuan. 计入总额的部分（元）。")


class Article(Shape):
    """An article; the gist is a reminder, not the text of the law. 条文；要旨不是法律原文。"""

    code: str
    citation: Words
    gist: Words


class Figure(Shape):
    """A published figure that was used. 所用的公布数据。"""

    kind: str
    name: Words
    region: str
    region_name: Words
    since: date
    value: str
    unit: Words
    source: str
    mark: str = Field(
        description="V read in the text, V2 in a copy, M from memory, E entered by the caller. 核对程度。"
    )


class Rule(Shape):
    """The version of the rule in force on the day it depends on. 所适用的规则版本。"""

    name: str
    since: date
    basis: list[str]
    text: Words


class Answer(Shape):
    """A figure and how it was reached, for reference. 结果及其推算过程，供参考。"""

    kind: str
    answer: Words
    amount: Yuan | None = Field(description="In yuan; null where the answer is no sum. 金额（元）。")
    range: Range | None
    values: list[Value]
    steps: list[Step]
    basis: list[Article]
    cautions: list[Words]
    figures: list[Figure]
    rule: Rule
    asks: list[str] = Field(
        description="Questions still open: the figure stands without them. 尚未填写的问题。"
    )


class Choice(Shape):
    code: str
    label: Words


class Asked(Shape):
    """A question of a calculation. 计算所问的一项。"""

    name: str
    type: Type
    label: Words
    help: Words | None
    is_required: bool
    default: str | None
    choices: list[Choice]
    columns: list["Asked"]
    least: str | None
    most: str | None
    is_disputable: bool = Field(
        description="The other side may say otherwise, under `other`. 对方可以有不同说法。"
    )


class Listed(Shape):
    """A calculation that can be asked for. 可以使用的一种计算。"""

    kind: str
    title: Words
    intro: Words
    group: Choice
    address: str
    example: dict[str, Any]
    questions: list[Asked]


class Listing(Shape):
    calculations: list[Listed]


def listed(calculation: Calculation, address: str) -> dict[str, Any]:
    """A calculation as the list shows it."""
    return {
        "kind": calculation.kind,
        "title": text(calculation.title),
        "intro": text(calculation.intro),
        "group": {"code": calculation.group, "label": text(GROUPS[calculation.group])},
        "address": address,
        "example": dict(calculation.example),
        "questions": [_asked(question) for question in calculation.questions],
    }


def _asked(question: Question) -> dict[str, Any]:
    choices = question.choices or {}
    return {
        "name": question.name,
        "type": str(question.type),
        "label": text(question.label),
        "help": text(question.help) if question.help else None,
        "is_required": question.is_required and question.default is None,
        "default": question.default,
        "choices": [{"code": code, "label": text(words)} for code, words in choices.items()],
        "columns": [_asked(column) for column in question.columns],
        "least": None if question.least is None else f"{question.least:f}",
        "most": None if question.most is None else f"{question.most:f}",
        "is_disputable": question.is_disputable,
    }
