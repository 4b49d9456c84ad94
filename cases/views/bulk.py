"""One act on the cases ticked in a list: a page that names each of them, then one that says what became of each."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.listing import asked, bulk, columns, keyset, narrowing, showing, words
from cases.listing.facets import Reader
from cases.registry import ACTS
from cases.views import export


@login_required
@require_POST
def many(request: HttpRequest) -> HttpResponse:
    """Show what will happen to each case; with `go`, do it."""
    user: Any = request.user
    name = request.POST.get("do", "")
    if name not in {offer.code for offer in bulk.offered(user)}:
        if name in bulk.FORMS or name == "export":
            raise PermissionDenied(name)
        raise Http404
    found = bulk.chosen(_codes(request, user), user)
    if not found:
        return _answer(request, "cases/many_none.html", {}, status=422)
    if name == "print":
        return _printed(request, found)
    if name == "export":
        return export.ask(request, refs=[target.case.ref for target in found])
    return _act(request, name, found)


def _codes(request: HttpRequest, user: Any) -> list[str]:
    """The cases that were ticked, or all that the list holds, up to 500."""
    if not request.POST.get("all"):
        return request.POST.getlist("case")
    reader = Reader(user, timezone.localdate())
    wanted = asked.read_text(request.POST.get("query", ""), reader)
    rows = keyset.in_order(narrowing.rows(wanted, reader), wanted.order)
    return [f"{ref}~{version}" for ref, version in rows.values_list("ref", "version")[: bulk.MOST]]


def _act(request: HttpRequest, name: str, found: list[bulk.Target]) -> HttpResponse:
    user: Any = request.user
    bulk.look(name, found, user)
    goes = "go" in request.POST
    cases = [target.case for target in found if not target.problem]
    form = bulk.FORMS[name](request.POST if goes else None, cases=cases, at=timezone.now())
    context = {"act": ACTS[name], "name": name, "targets": found, "form": form, "open": len(cases)}
    if not goes or not form.is_valid():
        return _answer(request, "cases/many.html", context, status=422 if goes else 200)
    bulk.carry_out(name, found, by=user, cleaned=form.cleaned_data)
    context["done"] = [target for target in found if target.is_done]
    context["refused"] = [target for target in found if not target.is_done]
    return _answer(request, "cases/many_done.html", context)


def _printed(request: HttpRequest, found: list[bulk.Target]) -> HttpResponse:
    user: Any = request.user
    reader = Reader(user, timezone.localdate())
    wanted = asked.read_text(request.POST.get("query", ""), reader)
    codes = showing.shown_columns(wanted, reader)
    rows = [target.case for target in found]
    sheet = columns.sheet(rows, codes, user, reader.today)
    context = {
        "heads": showing.heads(wanted, codes),
        "lines": showing.lines(rows, codes, sheet, reader),
        "sheet": sheet,
        "sentence": words.sentence(wanted),
    }
    return _answer(request, "cases/list_print.html", context)


def _answer(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    # Back to the same list; what it means is asked again there.
    back = {"section": "cases", "back": request.POST.get("query", "")[:2000], "today": timezone.localdate()}
    return render(request, template, back | context, status=status)
