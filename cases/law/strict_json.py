"""JSON from outside, read strictly: what two readers could understand differently is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from cases.law.results import BadInput, Problem, Text, wrong

_WHOLE = 10**15


def told_in(raw: str | bytes) -> dict[str, Any]:
    """The answers in a JSON object. Numbers come as int or Decimal, never as float.

    Raises BadInput for anything but one object in UTF-8, for a name given twice, NaN, Infinity, half a surrogate pair.
    """
    try:
        text = raw.decode("utf-8") if isinstance(raw, bytes) else raw
        found = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_number, parse_int=_number
        )
        json.dumps(found, ensure_ascii=False, default=str).encode(
            "utf-8"
        )  # half a pair cannot be written back
    except BadInput:
        raise
    except (ValueError, RecursionError):
        raise wrong(
            "",
            "no_json",
            "无法读取：应为一个UTF-8编码的JSON对象，例如 {“started_on”: “2021-05-10”}（用英文引号）。",
            'This cannot be read: one JSON object in UTF-8 is needed, such as {"started_on": "2021-05-10"}.',
        ) from None
    if not isinstance(found, dict):
        raise wrong(
            "",
            "no_object",
            "应为一个JSON对象，按问题的名称填写答案。",
            "One JSON object is needed, with the answers by the names of the questions.",
        )
    return found


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = dict.fromkeys(name for name in names if names.count(name) > 1)
        raise BadInput(*(_twice(name) for name in twice))
    return found


def _twice(name: str) -> Problem:
    return Problem(
        name,
        "twice",
        Text(
            f"“{name}”出现了不止一次，请只保留一个。",
            f"“{name}” is given more than once. Please keep one.",
        ),
    )


def _constant(name: str) -> NoReturn:
    raise wrong(
        "",
        "not_finite",
        f"{name}不是数字，请填写实际的数值。",
        f"{name} is no number. Please enter the real figure.",
    )


def _number(text: str) -> int | Decimal:
    """5 and 5.0 are the same whole number; a number of a million digits is not built."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        _constant(text[:20])
    # Compared without abs(), which rounds and would overflow with 1e999999999.
    if -_WHOLE < found < _WHOLE and found == found.to_integral_value():
        return int(found)
    return found
