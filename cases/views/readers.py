"""Who has read a case."""

from contextlib import suppress
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases import permissions
from cases.readers import of_case
from cases.views.acts import case_or_404
from cases.views.file import framed


@login_required
@require_GET
def readers(request: HttpRequest, ref: str) -> HttpResponse:
    """Who has read this case, in which posting, when and why; day by day."""
    case, user = case_or_404(request, ref, "cases.view_readers"), request.user
    before = None
    with suppress(ValueError):
        before = date.fromisoformat(request.GET.get("before", "")[:10])
    looks, older = of_case(case, before)
    # The auditor sees who read, not what stands in the file.
    reads_file = user.has_perm(permissions.CONTENT, case)
    frame = framed(request, case, "timeline") if reads_file else {"case": case, "section": "cases"}
    context = frame | {"looks": looks, "older": older, "before": before, "may_see_readers": True}
    return render(request, "cases/readers.html", context)
