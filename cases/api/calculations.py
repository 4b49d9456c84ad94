"""The calculations for other programs: one operation for each kind, made from its questions. No account is needed."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Router

from cases.api import problems
from cases.api.answers import Answer, Listing, listed
from cases.api.asked import model_of
from cases.api.door import Visitors
from cases.api.problems import Refusal
from cases.books import books
from cases.law.calculation import Calculation, calculate
from cases.law.kinds import CALCULATIONS
from cases.law.plain import as_data, pointer
from cases.law.results import BadInput, Problem, Text

PREFIX = "/api/v1/calculations/"
MOST_A_MINUTE = 60
_REFUSALS = dict.fromkeys((400, 405, 413, 415, 422, 429, 500), problems.Problem)
_OTHER_SHAPE = Text(
    "这一项的写法与接口说明不符，请核对类型和格式。",
    "This is not of the shape that the description of the interface gives. Please check its type and format.",
)


def router() -> Router:
    """The list of calculations, and an operation for each."""
    made = Router(tags=["calculations"])
    visitors = Visitors("calculations", MOST_A_MINUTE, 60)

    @made.get(
        "/",
        response={200: Listing, 405: problems.Problem, 429: problems.Problem, 500: problems.Problem},
        operation_id="list_calculations",
        summary="List the calculations · 列出各种计算",
        throttle=visitors,
    )
    def list_calculations(request: HttpRequest) -> HttpResponse:
        """Each calculation with its questions. 各种计算及其问题。"""
        return _sent({"calculations": [listed(one, f"{PREFIX}{one.kind}/") for one in CALCULATIONS.values()]})

    for calculation in CALCULATIONS.values():
        made.post(
            f"/{calculation.kind}/",
            response={200: Answer, **_REFUSALS},
            operation_id=f"calculate_{calculation.kind}",
            summary=f"{calculation.title.en} · {calculation.title.zh}",
            description=f"{calculation.intro.en} {calculation.intro.zh}",
            throttle=visitors,
        )(_operation(calculation))
    return made


def _operation(calculation: Calculation) -> Callable[..., HttpResponse]:
    def answered(request: HttpRequest, told: Any) -> HttpResponse:
        raw: dict[str, Any] = request.told  # type: ignore[attr-defined]
        try:
            return _sent(as_data(calculate(calculation, raw, books())))
        except BadInput as bad:
            return problems.answer(422, "not_usable", problems.NOT_USABLE, bad.problems, raw)

    answered.__name__ = f"calculate_{calculation.kind}"
    answered.__annotations__["told"] = model_of(calculation)
    answered.__defaults__ = (Body(...),)
    answered.calculation = calculation  # type: ignore[attr-defined]
    return answered


def explain_shape(request: HttpRequest, error: Any) -> HttpResponse:
    """What is not of the described shape: in the law's own sentences where it has one."""
    told = getattr(request, "told", None)
    if told is None:  # nothing was sent: it did not come past the parser
        return problems.refused(request, Refusal(415, "not_json", problems.NOT_JSON))
    calculation = CALCULATIONS.get(request.path_info.removeprefix(PREFIX).rstrip("/"))
    faults = _faults(calculation, told) if calculation is not None else []
    known = [pointer(fault, told) for fault in faults]
    for one in error.errors:
        place = one["loc"][2:]  # after "body" and the parameter's name
        here = "".join(f"/{_escaped(part)}" for part in place)
        if not any(there == here or there.startswith(f"{here}/") for there in known):
            name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in place)
            faults.append(Problem(name, "other_shape", _OTHER_SHAPE))
    return problems.answer(422, "not_usable", problems.NOT_USABLE, faults, told)


def _faults(calculation: Calculation, told: dict[str, Any]) -> list[Problem]:
    try:
        calculate(calculation, told, books())
    except BadInput as bad:
        return list(bad.problems)
    return []


def _escaped(part: str | int) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


def _sent(data: dict[str, Any]) -> HttpResponse:
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type="application/json")
