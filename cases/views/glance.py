"""A quick look at a case from the list: clocks, the last events, the next step; written into the read log like the file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases import pages
from cases.audit import log_read
from cases.listing import columns
from cases.views.acts import case_or_404

LAST = 3


@login_required
@require_GET
def glance(request: HttpRequest, ref: str) -> HttpResponse:
    """The quick view: a drawer beside the list, or a page of its own."""
    user: Any = request.user
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    found = case_or_404(request, ref)
    today = timezone.localdate()
    with transaction.atomic():
        log_read(found, by=user, what="glance", at=timezone.now())
        context = {
            "section": "cases",
            "case": found,
            "today": today,
            "clocks": [clock for clock in pages.clocks(found) if clock.is_live],
            # Not what happened in confidence: a drawer is open beside others.
            "events": found.events.filter(is_privileged=False)
            .select_related("user")
            .order_by("-sequence")[:LAST],
            "step": columns.steps([found], user, today).get(found.pk),
            "employers": [
                party for party in found.parties.all() if party.employer_id and party.left_on is None
            ],
        }
        return render(request, "cases/_glance.html" if htmx else "cases/glance.html", context)
