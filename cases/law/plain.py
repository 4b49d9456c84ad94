"""A calculation's answer as plain data, of one fixed shape: what the API sends, the command line prints, a paper keeps.

Amounts and other decimals are strings (yuan always with two decimals), days are ISO days, every text stands in both
languages under `zh` and `en`. A part that an answer does not have is there as null or as an empty list.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cases.law.articles import article
from cases.law.figures import KINDS, REGION_NAMES
from cases.law.results import BadInput, Figure, Problem, Result, Text, Value, Version, cents
from cases.law.steps import Step

Data = dict[str, Any]


def as_data(result: Result) -> Data:
    """Everything a result says, ready for `json.dumps`."""
    return {
        "kind": result.kind,
        "answer": text(result.answer),
        "amount": _yuan(result.amount),
        "range": _range(result),
        "values": [_value(value) for value in result.values],
        "steps": [_step(step) for step in result.steps],
        "basis": [cited(code) for code in result.basis],
        "cautions": [text(caution) for caution in result.cautions],
        "figures": [_figure(figure) for figure in result.figures],
        "rule": _rule(result.version),
        "asks": list(result.asks),
    }


def problems_as_data(bad: BadInput, told: object = None) -> list[Data]:
    """What is wrong with the answers; `pointer` leads to the place in what was `told` (RFC 6901)."""
    return [
        {
            "field": problem.field,
            "pointer": pointer(problem, told),
            "code": problem.code,
            "text": text(problem.text),
        }
        for problem in bad.problems
    ]


def pointer(problem: Problem, told: object = None) -> str:
    """Where a problem is: "wages.2.amount" → "/wages/1/amount": lines are counted from one for people, from zero in JSON."""
    found, rest, here = "", problem.field, told
    while rest:
        if isinstance(here, Mapping) and rest in here:  # a stranger's name may have dots of its own
            part, rest = rest, ""
        else:
            part, _dot, rest = rest.partition(".")
        if part.isdecimal() and not isinstance(here, Mapping):
            part = str(int(part) - 1)
        found += "/" + part.replace("~", "~0").replace("/", "~1")
        here = _inside(here, part)
    return found


def _inside(here: object, part: str) -> object:
    if isinstance(here, Mapping):
        return here.get(part)
    if isinstance(here, list | tuple) and part.isdecimal() and int(part) < len(here):
        return here[int(part)]
    return None


def text(words: Text) -> Data:
    """Words in both languages."""
    return {"zh": words.zh, "en": words.en}


def cited(code: str) -> Data:
    """An article: its code, how it is cited, and its gist, which is a reminder and not the text of the law."""
    found = article(code)
    return {
        "code": code,
        "citation": {"zh": found.citation_zh, "en": found.citation_en},
        "gist": {"zh": found.gist_zh, "en": found.gist_en},
    }


def _yuan(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{cents(amount):f}"


def _range(result: Result) -> Data | None:
    if result.low is None or result.high is None:
        return None
    return {"low": _yuan(result.low), "high": _yuan(result.high)}


def _value(value: Value) -> Data:
    return {
        "name": value.name,
        "label": text(value.label),
        "value": _scalar(value.value, value.unit),
        "unit": value.unit,
        "words": text(value.words) if value.words else None,
    }


def _scalar(value: Decimal | int | date | bool | str | None, unit: str) -> str | int | bool | None:
    if isinstance(value, Decimal):
        return _yuan(value) if unit == "yuan" else f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def _step(step: Step) -> Data:
    return {
        "text": {"zh": step.text_zh, "en": step.text_en},
        "on": step.on.isoformat() if step.on else None,
        "basis": list(step.basis),
        "adds": _yuan(step.adds),
    }


def _figure(figure: Figure) -> Data:
    kind, region = KINDS[figure.kind], figure.region
    return {
        "kind": figure.kind,
        "name": text(kind.name),
        "region": region,
        "region_name": text(REGION_NAMES.get(region, Text(region, region))),
        "since": figure.since.isoformat(),
        "value": f"{figure.value:f}",
        "unit": text(kind.unit),
        "source": figure.source,
        "mark": figure.mark,
    }


def _rule(version: Version) -> Data:
    return {
        "name": version.rule,
        "since": version.since.isoformat(),
        "basis": list(version.basis),
        "text": text(version.text),
    }
