"""The history of a case, field by field."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases import pages
from cases.audit import log_read
from cases.changes import changes
from cases.views.acts import case_or_404

PAGE = 40


@login_required
@require_GET
def history(request: HttpRequest, ref: str) -> HttpResponse:
    """Who changed what, from what, to what, by which act."""
    case = case_or_404(request, ref)
    with transaction.atomic():
        log_read(case, by=request.user, what="history", at=timezone.now())
        found = changes(case, privileged=pages.may_see_privileged(case, request.user))  # type: ignore[arg-type]
    given = request.GET.get("page", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1
    page = Paginator(found, PAGE).get_page(number)
    context = {"case": case, "page": page, "section": "cases", **pages.tabs(case, request.user)}  # type: ignore[arg-type]
    return render(request, "cases/history.html", context)
