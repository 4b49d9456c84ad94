"""How requests of programs come in: JSON of a bounded size, read strictly; and every refusal leaves as a problem."""

import logging
import traceback
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled
from ninja.parser import Parser
from ninja.throttling import BaseThrottle

from cases import throttling
from cases.api import problems
from cases.api.problems import Refusal
from cases.law.results import BadInput
from cases.law.strict_json import told_in

MOST_BYTES = 64 * 1024
log = logging.getLogger(__name__)


class StrictParser(Parser):
    """Reads the body, or raises a Refusal. What was told is kept on the request, so that a fault can point into it."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        if request.content_type != "application/json" or not _is_utf8(request):
            raise Refusal(415, "not_json", problems.NOT_JSON)
        if len(request.body) > MOST_BYTES:
            raise Refusal(413, "too_large", problems.TOO_LARGE)
        try:
            told = told_in(request.body)
        except BadInput as bad:
            first = bad.problems[0]
            raise Refusal(400, first.code, first.text, bad.problems) from None
        request.told = told  # type: ignore[attr-defined]
        return told


def _is_utf8(request: HttpRequest) -> bool:
    return (request.content_params or {}).get("charset", "utf-8").lower() in ("utf-8", "utf8")


class Visitors(BaseThrottle):
    """At most so many requests of one visitor in each stretch of time."""

    def __init__(self, what: str, most: int, seconds: int) -> None:
        self.what, self.most, self.seconds = what, most, seconds

    def allow_request(self, request: HttpRequest) -> bool:
        return throttling.allowed(request, self.what, self.most, self.seconds)

    def wait(self) -> float:
        return throttling.seconds_left(self.seconds)


def explain_problems(api: NinjaAPI) -> None:
    """Every way to fail leaves as a problem."""

    def failed(request: HttpRequest, error: Any) -> HttpResponse:
        # Where it happened, but not what the error says: that may repeat what was told.
        log.error(
            "%s in the interface\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__))
        )
        return problems.answer(500, "broken", problems.BROKEN)

    def missing(request: HttpRequest, error: Any) -> HttpResponse:
        return problems.answer(404, "not_found", problems.NOT_FOUND)

    def refused(request: HttpRequest, error: Any) -> HttpResponse:
        if isinstance(error.__cause__, Refusal):  # ninja wraps what its parser raises
            return problems.refused(request, error.__cause__)
        return failed(request, error)

    def too_many(request: HttpRequest, error: Any) -> HttpResponse:
        return problems.answer(429, "too_many", problems.TOO_MANY)

    def too_large(request: HttpRequest, error: Any) -> HttpResponse:
        return problems.answer(413, "too_large", problems.TOO_LARGE)

    def broken_off(request: HttpRequest, error: Any) -> HttpResponse:
        return problems.answer(400, "broken_off", problems.NOT_JSON)

    api.add_exception_handler(Exception, failed)
    api.add_exception_handler(Http404, missing)
    api.add_exception_handler(HttpError, refused)
    api.add_exception_handler(Throttled, too_many)
    api.add_exception_handler(RequestDataTooBig, too_large)
    api.add_exception_handler(UnreadablePostError, broken_off)
