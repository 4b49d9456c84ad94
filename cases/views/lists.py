"""The list of cases: filters in the address, pages by key, no count over everything."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases import came_from
from cases.listing import asked, bulk, columns, keyset, narrowing, saved, showing, words
from cases.listing.facets import Reader

# The editor and the picker send more than the address needs: what they mean is put into a short one.
FORMS = ("apply", "picked")


@login_required
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Cases this reader may list, filtered by the address. htmx gets what changes of the page."""
    user: Any = request.user
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    reader = Reader(user, timezone.localdate())
    wanted = asked.read(request.GET, reader)
    address = reverse("cases") + (f"?{wanted.address()}" if wanted.address() else "")
    is_form = any(name in request.GET for name in FORMS)
    if is_form and not htmx and not wanted.ignored:
        return redirect(address)
    is_part = bool(htmx) and not htmx.history_restore_request
    context = _page(request, wanted, reader)
    # The editor is left alone while somebody works in it.
    context["with_editor"] = not is_part or "apply" not in request.GET
    if context["with_editor"]:
        context["fields"] = list(showing.fields(wanted, reader, request.GET.get("edit", "")))
    response = render(request, "cases/_list_part.html" if is_part else "cases/list.html", context)
    if is_part and is_form:
        response["HX-Push-Url"] = address
    return response


def _page(request: HttpRequest, wanted: asked.Asked, reader: Reader) -> dict[str, Any]:
    found = narrowing.rows(wanted, reader)
    cursors = {name: request.GET.get(name, "")[:100] for name in ("after", "before")}
    page = keyset.page(found, wanted.order, **cursors)
    codes = showing.shown_columns(wanted, reader)
    sheet = columns.sheet(page.rows, codes, reader.user, reader.today)
    count, is_more = len(page.rows), False
    if page.before or page.after:
        count, is_more = narrowing.counted(found)
    address, offers = wanted.address(), bulk.offered(reader.user)
    return {
        "section": "cases",
        "today": reader.today,
        "wanted": wanted,
        "address": address,
        "rows": page.rows,
        "lines": showing.lines(page.rows, codes, sheet, reader),
        "heads": showing.heads(wanted, codes),
        "sheet": sheet,
        "orders": showing.orders(wanted),
        "chips": words.chips(wanted),
        "sentence": words.sentence(wanted),
        "picks": showing.picks(codes),
        "most_columns": columns.MOST,
        "count": count,
        "is_more": is_more,
        "tabs": saved.tabs(reader.user, address),
        "editing": request.GET.get("edit", ""),
        "hidden_for_filters": showing.hidden(wanted, *_EDITED),
        "hidden_for_columns": showing.hidden(wanted, "columns"),
        "token": came_from.remember(request, address),
        "is_sensitive": narrowing.is_sensitive(wanted),
        "bulk_acts": offers,
        "may_export": any(offer.code == "export" for offer in offers),
        "may_take_all": count > len(page.rows) and not is_more and count <= bulk.MOST,
        "suggestions": [] if page.rows else showing.suggestions(wanted, reader),
        **_pages(address, page),
    }


_EDITED = ("q", *(facet.name for facet in asked.FACETS), *(end for span in asked.SPANS for end in span.ends))


def _pages(address: str, page: keyset.Page) -> dict[str, Any]:
    joined = f"{address}&" if address else ""
    return {
        "next_page": joined + urlencode({"after": page.after}) if page.after else "",
        "previous_page": joined + urlencode({"before": page.before}) if page.before else "",
    }
