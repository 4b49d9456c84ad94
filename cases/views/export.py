"""A list as a file: a page that says what will be in it, then the file."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import permissions
from cases.listing import asked, exporting, keyset, narrowing, showing, words
from cases.listing.bulk import MOST
from cases.listing.facets import Reader

EXPORT = "cases.export"


@login_required
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest) -> HttpResponseBase:
    """GET says what the file will hold; POST writes the read log and sends it."""
    user: Any = request.user
    if user.posting is None or user.posting.role not in permissions.rule(EXPORT).cells:
        raise PermissionDenied(EXPORT)
    refs = request.POST.getlist("case")[:MOST] if request.method == "POST" else []
    return ask(request, refs=refs) if request.method == "GET" else _send(request, refs)


def ask(request: HttpRequest, *, refs: list[str], problem: str = "") -> HttpResponse:
    """The page before the file: how many cases, which columns, which form; for many cases also what for."""
    query = request.POST.get("query", "") if request.method == "POST" else request.GET.urlencode()
    wanted, reader = _wanted(request, query)
    count, is_more = narrowing.counted(_rows(wanted, reader, refs), exporting.MOST)
    listed, _more = narrowing.counted(narrowing.rows(wanted, reader), exporting.MOST)
    context = {
        "section": "cases",
        "back": wanted.address(),
        "sentence": words.sentence(wanted),
        "refs": refs,
        "count": count,
        "is_more": is_more,
        "most": exporting.MOST,
        "others": max((len(refs) or listed) - count, 0),
        "heading": exporting.heading(showing.shown_columns(wanted, reader)),
        "asks_reason": _asks_reason(reader, count),
        "problem": problem,
        "reason": request.POST.get("reason", "")[:300],
    }
    return render(request, "cases/export.html", context, status=422 if problem else 200)


def _wanted(request: HttpRequest, query: str) -> tuple[asked.Asked, Reader]:
    user: Any = request.user
    reader = Reader(user, timezone.localdate())
    return asked.read_text(query, reader), reader


def _rows(wanted: asked.Asked, reader: Reader, refs: list[str]) -> Any:
    rows = narrowing.rows(wanted, reader, EXPORT)
    return rows.filter(ref__in=[ref for ref in refs if "\x00" not in ref]) if refs else rows


def _asks_reason(reader: Reader, count: int) -> bool:
    return count > exporting.FREE or permissions.needs_reason(reader.user.reach, EXPORT)


def _send(request: HttpRequest, refs: list[str]) -> HttpResponseBase:
    wanted, reader = _wanted(request, request.POST.get("query", ""))
    rows = keyset.in_order(_rows(wanted, reader, refs), wanted.order)
    cases: list[UUID] = list(rows.values_list("pk", flat=True)[: exporting.MOST + 1])
    problem = _problem(request, reader, len(cases))
    if problem:
        return ask(request, refs=refs, problem=problem)
    now = timezone.now()
    exporting.log(cases, by=reader.user, at=now, reason=request.POST.get("reason", "").strip())
    codes = showing.shown_columns(wanted, reader)
    head, lines = exporting.heading(codes), exporting.lines(cases, codes, reader.user, reader.today)
    name = f"cases-{reader.today:%Y-%m-%d}"
    if request.POST.get("form") == "csv":
        stream = exporting.as_csv(head, exporting.in_language(get_language() or "", lines))
        answer = StreamingHttpResponse(stream, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answer
    return FileResponse(exporting.as_xlsx(head, lines), as_attachment=True, filename=f"{name}.xlsx")


def _problem(request: HttpRequest, reader: Reader, count: int) -> str:
    if not count:
        return _("No case of this list may be exported by you. Please choose other cases.")
    if count > exporting.MOST:
        return _(
            "These are more than %(most)s cases. A file holds no more: please narrow the list, for example by period."
        ) % {"most": exporting.MOST}
    if _asks_reason(reader, count) and not exporting.is_sound(request.POST.get("reason", "")):
        return _("Please say what the file is for: it is kept with the read log of each case.")
    return ""
