"""The start page: what to do now, in the order of what it costs to be late. A constant number of queries."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases import desk
from cases import today as work
from cases.models import NO_DUE_DAY
from cases.permissions import Role


@login_required
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The start page of everybody who works on cases."""
    user: Any = request.user
    role = user.posting.role if user.posting else ""
    if role in (Role.ADMINISTRATOR, Role.AUDITOR):
        return redirect("home")
    here = work.scope(user, timezone.localdate(), request.GET.get("whose", ""))
    lines = work.lines(here)
    only = request.GET.get("only", "")
    only = only if only in desk.ONLY else ""
    others = desk.awaited(here, lines)
    waiting = {one.case.pk for one in others}
    shown = [line for line in lines if line.case is None or line.case.pk not in waiting]
    done, more_done = desk.done(here)
    context = {
        "section": "today",
        "today": here.day,
        "here": here,
        "role": role,
        "can_switch": work.can_switch(role),
        "tiles": desk.tiles(here, lines),
        "only": only,
        "heading": desk.heading(only),
        "pressing": list(desk.chosen(lines, only)) if only else [one for one in shown if not _later(one)],
        "later": [] if only else [one for one in shown if _later(one)],
        "others": [] if only else others,
        "done": done,
        "more_done": more_done,
        "nearest": desk.nearest(here),
        "most": work.MOST,
        "is_cut": bool(here.cut - {"rest"}),
        "all_of": desk.all_of(here),
        "no_due_day": NO_DUE_DAY,
    }
    return render(request, "cases/today.html", context)


def _later(line: work.Line) -> bool:
    return line.matter.urgency >= work.Urgency.LATER
