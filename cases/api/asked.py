"""The questions of a calculation as a pydantic model: the shape of what may be sent, and its description.

The model judges shape alone (names, kinds of values), as strictly as the description says. What an answer means, and every
sentence about it, is the law's (`cases.law.reading`).
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictStr,
    WithJsonSchema,
    create_model,
)

from cases.law.calculation import OTHER, Calculation
from cases.law.questions import MOST_MONEY, Question, Type
from cases.law.reading import MOST_ROWS

_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DECIMALS = {Type.MONEY: r"(\.[0-9]{1,2})?", Type.NUMBER: r"(\.[0-9]{1,6})?"}
_STRICT = ConfigDict(extra="forbid", strict=True)


def model_of(calculation: Calculation) -> type[BaseModel]:
    """What is sent to a calculation."""
    name = "".join(part.capitalize() for part in calculation.kind.split("_"))
    fields: dict[str, Any] = {one.name: _field(one, name) for one in calculation.questions}
    disputable = [one for one in calculation.questions if one.is_disputable]
    if disputable:
        others = _model(f"{name}Other", {one.name: _field(one, name, is_open=True) for one in disputable})
        described = "What the other side says, where it differs: the answer becomes a range. 对方的不同说法，结果成为区间。"
        fields[OTHER] = (others | None, Field(default=None, description=described))
    return _model(f"{name}Asked", fields, [dict(calculation.example)] if calculation.example else None)


def _model(name: str, fields: dict[str, Any], examples: list[Any] | None = None) -> type[BaseModel]:
    made: type[BaseModel] = create_model(name, **fields)
    made.model_config = _STRICT | ConfigDict(json_schema_extra={"examples": examples} if examples else None)
    made.model_rebuild(force=True)
    return made


def _field(question: Question, prefix: str, *, is_open: bool = False) -> tuple[Any, Any]:
    kind = _KINDS[question.type](question, prefix)
    described = _described(question)
    if not is_open and question.is_required and question.default is None:
        return kind, Field(description=described)
    if question.default is not None and not is_open:
        described += f" If left open: {question.default}. 不填则为{question.default}。"
    return kind | None, Field(default=None, description=described)


def _described(question: Question) -> str:
    """In English, with the Chinese beside it."""
    en, zh = [f"{question.label.en}."], [f"{question.label.zh}。"]
    if question.help is not None:
        en.append(question.help.en)
        zh.append(question.help.zh)
    for code, words in (question.choices or {}).items():
        en.append(f"{code}: {words.en};")
        zh.append(f"{code}：{words.zh}；")
    return " ".join(en).removesuffix(";") + " " + "".join(zh).removesuffix("；")


def _day(question: Question, prefix: str) -> Any:
    return Annotated[StrictStr, Field(pattern=_DAY, json_schema_extra={"format": "date"})]


def _decimal(question: Question, prefix: str) -> Any:
    """A number, or a text of digits: a text keeps every cent in every program."""
    least, most = _bounds(question)
    sign = "-?" if least < 0 else ""
    spelled = f"^{sign}[0-9]{{1,12}}{_DECIMALS[question.type]}$"
    number = {"type": "number", "minimum": _plain(least), "maximum": _plain(most)}
    schema: dict[str, Any] = {"anyOf": [number, {"type": "string", "pattern": spelled}]}
    return Annotated[Any, AfterValidator(_is_decimal(spelled)), WithJsonSchema(schema)]


def _is_decimal(spelled: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(spelled, value):
            return value
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return value
        raise ValueError("a number, or a text of digits")

    return check


def _count(question: Question, prefix: str) -> Any:
    least, most = _bounds(question)
    spelled = f"^{'-?' if least < 0 else ''}[0-9]{{1,12}}$"
    number = {"type": "integer", "minimum": _plain(least), "maximum": _plain(most)}
    schema: dict[str, Any] = {"anyOf": [number, {"type": "string", "pattern": spelled}]}
    return Annotated[Any, AfterValidator(_is_count(spelled)), WithJsonSchema(schema)]


def _is_count(spelled: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(spelled, value):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise ValueError("a whole number, or a text of digits")

    return check


def _bounds(question: Question) -> tuple[Decimal, Decimal]:
    least = Decimal(0) if question.least is None else question.least
    return least, MOST_MONEY if question.most is None else question.most


def _plain(bound: Decimal) -> int | float:
    return int(bound) if bound == bound.to_integral_value() else float(bound)


def _yes_no(question: Question, prefix: str) -> Any:
    return StrictBool


def _choice(question: Question, prefix: str) -> Any:
    return Literal[tuple(question.choices or {"": ""})]


def _text(question: Question, prefix: str) -> Any:
    return Annotated[StrictStr, Field(min_length=1, max_length=200)]


def _days(question: Question, prefix: str) -> Any:
    return Annotated[list[_day(question, prefix)], Field(max_length=MOST_ROWS)]  # type: ignore[misc]


def _rows(question: Question, prefix: str) -> Any:
    name = prefix + "".join(part.capitalize() for part in question.name.split("_")) + "Row"
    row = _model(name, {one.name: _field(one, name) for one in question.columns})
    return Annotated[list[row], Field(max_length=MOST_ROWS)]  # type: ignore[valid-type]


_KINDS: dict[Type, Callable[[Question, str], Any]] = {
    Type.DAY: _day,
    Type.MONEY: _decimal,
    Type.NUMBER: _decimal,
    Type.COUNT: _count,
    Type.YES_NO: _yes_no,
    Type.CHOICE: _choice,
    Type.TEXT: _text,
    Type.DAYS: _days,
    Type.ROWS: _rows,
}
