"""What happened on a case."""

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases import timeline as events_of
from cases.audit import log_read
from cases.views.acts import case_or_404
from cases.views.file import covered, framed


@login_required
@require_GET
@covered
def timeline(request: HttpRequest, ref: str) -> HttpResponse:
    """All acts on a case, newest first, with what each was about; narrowed as the query says, page by page."""
    user: Any = request.user
    case = case_or_404(request, ref)
    form = events_of.TimelineForm(request.GET, case=case, user=user)
    asked = form.cleaned_data if form.is_valid() else {}
    with transaction.atomic():
        context = framed(request, case, "timeline")
        log_read(case, by=user, what="content", at=timezone.now())
        rows = events_of.narrowed(events_of.of_case(case, user), asked)
        rows = _before(rows, events_of.of_case(case, user), request.GET.get("before", ""))
        found = list(rows[: events_of.PAGE + 1])
        page = events_of.told(case, found[: events_of.PAGE], user)
    context |= {
        "form": form,
        "days": events_of.by_day(page),
        "is_narrowed": any(asked.values()),
        "query": _query(asked),
        "older": page[-1].pk if len(found) > events_of.PAGE else None,
        "may_see_readers": user.has_perm("cases.view_readers", case),
    }
    return render(request, "cases/timeline.html", context)


def _before(rows: Any, seen: Any, cursor: str) -> Any:
    """The events before one that this reader sees. Numbers would tell how many there are that the reader does not see."""
    with suppress(ValueError):
        last = seen.filter(pk=UUID(cursor[:40])).values_list("sequence", flat=True).first()
        return rows if last is None else rows.filter(sequence__lt=last)
    return rows


def _query(asked: dict[str, Any]) -> str:
    """What was asked for, as the links to other pages carry it."""
    return urlencode({name: "on" if value is True else value for name, value in asked.items() if value})
