"""The history of a case, field by field; and the file as of a day."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases import as_of as past
from cases.audit import log_read
from cases.changes import changes, things
from cases.models import Case
from cases.views.acts import case_or_404
from cases.views.file import covered, framed

PAGE = 40


@login_required
@require_GET
@covered
def history(request: HttpRequest, ref: str) -> HttpResponse:
    """Who changed what, from what, to what, by which act."""
    case = case_or_404(request, ref)
    user: Any = request.user
    known, thing = things(case, user), request.GET.get("thing", "")
    thing = thing if thing in dict(known) else ""
    with transaction.atomic():
        context = _frame(request, case)
        found = changes(case, user, thing=thing)
        given = request.GET.get("page", "")
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1
        page = Paginator(found, PAGE).get_page(number)
        context |= {"page": page, "things": known, "thing": thing}
        return render(request, "cases/history.html", context)


@login_required
@require_GET
@covered
def as_of(request: HttpRequest, ref: str) -> HttpResponse:
    """The open file as it stood at the end of a day."""
    case = case_or_404(request, ref)
    today = timezone.localdate()
    form = past.DayForm(request.GET or None, first=past.first_day(case), today=today)
    with transaction.atomic():
        context = _frame(request, case) | {"form": form}
        if form.is_valid():
            on = form.cleaned_data["on"]
            context |= {"on": on, "then": past.at_the_end_of(on, case)}
        return render(request, "cases/as_of.html", context, status=422 if form.errors else 200)


def _frame(request: HttpRequest, case: Case) -> dict[str, Any]:
    user: Any = request.user
    context = framed(request, case, "timeline")
    log_read(case, by=user, what="history", at=timezone.now())
    return context | {"may_see_readers": user.has_perm("cases.view_readers", case)}
