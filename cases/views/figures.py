"""Published figures: everybody may look where a minimum or average wage comes from, the administrator enters them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions import office
from cases.errors import Refused
from cases.law.calendar import add_months
from cases.law.figures import KINDS
from cases.models import RegionalFigure
from cases.office import FigureForm, figure_names

# After so long a newer one has usually been published.
MONTHS_TO_THE_NEXT = 13
MANAGE = "office.manage"


@dataclass
class Published:
    """One figure through the years, the newest first. A line without a row is a year that is not in the register."""

    name: str
    lines: list[tuple[date, RegionalFigure | None]] = field(default_factory=list)
    is_old: bool = False
    is_yearly: bool = False


@login_required
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """All of them, with source and certainty; what may be out of date and what is missing says so."""
    user: Any = request.user
    rows = list(RegionalFigure.objects.order_by("-since"))
    today, authors = timezone.localdate(), _authors()
    for row in rows:
        row.__dict__["author"] = authors.get(row.pk)
    named = figure_names()
    known = [key for key in named if any(key == _key(row) for row in rows)]
    context = {
        "groups": [_published(named[key], [row for row in rows if _key(row) == key], today) for key in known],
        "absent": [name for key, name in named.items() if key not in known],
        "may_change": user.has_perm(MANAGE),
        "section": "office",
    }
    return render(request, "office/figures.html", context)


def _key(row: RegionalFigure) -> str:
    return f"{row.region}/{row.kind}"


def _authors() -> dict[UUID, Any]:
    """Who saved each figure last; nobody for what came with the program."""
    history: Any = RegionalFigure.history
    entered = history.exclude(history_user=None).select_related("history_user").order_by("history_id")
    return {row.id: row.history_user for row in entered}


def _published(name: str, rows: list[RegionalFigure], today: date) -> Published:
    newest = rows[0]
    if not KINDS[newest.kind].is_yearly:
        is_old = add_months(newest.since, MONTHS_TO_THE_NEXT) < today
        return Published(name, [(row.since, row) for row in rows], is_old)
    by_year = {row.since.year: row for row in rows}
    last = max(newest.since.year, today.year - 1)
    lines = [(date(year, 1, 1), by_year.get(year)) for year in range(last, rows[-1].since.year - 1, -1)]
    # It measures a year that must be over first.
    return Published(
        name, lines, add_months(date(newest.since.year, 12, 31), MONTHS_TO_THE_NEXT) < today, True
    )


@login_required
@require_http_methods(["GET", "POST"])
def figure(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """One figure with its changes; the administrator enters or corrects it here."""
    user: Any = request.user
    may_change = user.has_perm(MANAGE)
    if not may_change and (pk is None or request.method == "POST"):
        raise PermissionDenied(MANAGE)
    kept = get_object_or_404(RegionalFigure, pk=pk) if pk else None
    form = FigureForm(request.POST or None, figure=kept)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                office.set_figure(kept, **form.cleaned_data, by=user)
            except Refused as refusal:
                form.add_error(refusal.field or None, str(refusal))
            except IntegrityError:
                form.add_error(None, _("Somebody else did the same at the same moment. Please look again."))
            else:
                return redirect("figures")
    context = {
        "figure": kept,
        "is_yearly": kept is not None and KINDS[kept.kind].is_yearly,
        "name": figure_names().get(_key(kept), str(kept)) if kept else "",
        "form": form if may_change else None,
        "changes": list(_changes(kept)) if kept else [],
        "may_change": may_change,
        "section": "office",
    }
    return render(request, "office/figure.html", context, status=status)


def _changes(kept: RegionalFigure) -> Iterable[dict[str, Any]]:
    """Who changed what, the newest first: each as it was and as it is."""
    history: Any = kept.history
    before = None
    found = []
    for row in history.select_related("history_user").order_by("history_id"):
        found.append({"row": row, "before": before})
        before = row
    return reversed(found)
