"""The interface for other programs: everything under `/api/v1/`.

One address of the house leads here and is taken apart here, so that whatever is wrong with a request, a program reads a
problem (RFC 9457) and never a page. A floor adds its router below.
"""

import copy
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import ValidationError

from cases.api import calculations, door, problems

ROOT = "/api/v1/"

api = NinjaAPI(
    title="Tiaojie · 调解",
    version="1",
    description=(
        "Labour-law calculations with their steps and articles, for reference. No account is needed; nothing of what is "
        "sent is kept. 劳动法计算，附步骤和依据，供参考。不需要账号，不保存所发送的内容。"
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    parser=door.StrictParser(),
)
door.explain_problems(api)
api.add_exception_handler(ValidationError, calculations.explain_shape)
api.add_router("/calculations", calculations.router())


@csrf_exempt
def answer(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever is asked under `/api/v1/`. No cookie is read or set: who asks is told by the request itself."""
    try:
        response = _answer(request, rest)
    except Resolver404:
        response = problems.answer(404, "not_found", problems.NOT_FOUND)
    except Exception as error:  # noqa: BLE001 - a program gets a problem, never a page
        response = api.on_exception(request, error)
    if isinstance(response, HttpResponseNotAllowed):
        allow = response.headers["Allow"]
        response = problems.answer(405, "not_allowed", problems.NOT_ALLOWED)
        response.headers["Allow"] = allow
    return response


def _answer(request: HttpRequest, rest: str) -> HttpResponse:
    if rest == "openapi.json":
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})
    found = _resolver().resolve(rest)
    response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return response


@cache
def _resolver() -> URLResolver:
    patterns, _app, _namespace = api.urls
    return URLResolver(RegexPattern(r"^"), patterns)


@cache
def description() -> dict[str, Any]:
    """OpenAPI 3.1. Problems have a media type of their own, which the generator does not know."""
    found: dict[str, Any] = copy.deepcopy(dict(api.get_openapi_schema(path_prefix=ROOT.lstrip("/"))))
    for path in found["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    response["content"] = {problems.MEDIA_TYPE: response["content"]["application/json"]}
    return found
