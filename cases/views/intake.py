"""Intake: a complaint at the counter or on the phone becomes a case."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions.register import register
from cases.errors import Refused
from cases.intake import ROWS, IntakeForm
from cases.models import Organisation, Party


@login_required
@require_http_methods(["GET", "POST"])
def new_case(request: HttpRequest) -> HttpResponse:
    """One page: GET shows it, POST registers, "add rows" gives more rows and keeps what was typed."""
    user: Any = request.user
    place = user.posting.organisation if user.posting else None
    if place is None or not user.has_perm("cases.register", place):
        raise PermissionDenied("cases.register")
    if request.method == "GET":
        return _page(request, _empty(place), place)
    data = request.POST.copy()
    more = data.get("more", "")
    if more in ROWS:
        _add_rows(data, more)
    parts = _filled(data, place)
    if more in ROWS:
        return _page(request, parts, place, only_more=True)
    valid = [part.is_valid() for part in parts.values()]  # all of them: every mistake is told at once
    if not all(valid):
        return _page(request, parts, place, status=422)
    try:
        return _register(request, parts, place)
    except Refused as refusal:
        messages.error(request, str(refusal))
        if refusal.code == "form_used":
            data = request.POST.copy()
            data["token"] = str(uuid4())
            parts = _filled(data, place)
        return _page(request, parts, place, status=409)


def _empty(place: Organisation) -> dict[str, Any]:
    first = {"received_at": timezone.localtime(), "token": uuid4()}
    rows = {name: kind(prefix=name) for name, (kind, _count) in ROWS.items()}
    return {"form": IntakeForm(place=place, initial=first), **rows}


def _filled(data: Any, place: Organisation) -> dict[str, Any]:
    rows = {name: kind(data, prefix=name) for name, (kind, _count) in ROWS.items()}
    return {"form": IntakeForm(data, place=place), **rows}


def _add_rows(data: Any, name: str) -> None:
    key = f"{name}-TOTAL_FORMS"
    given = data.get(key, "")
    now = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 0
    data[key] = str(min(now + ROWS[name][1], 50))


def _register(request: HttpRequest, parts: dict[str, Any], place: Organisation) -> HttpResponse:
    form = parts["form"]
    told = form.cleaned_data
    sides = [
        *_sides(parts["applicants"], Party.Role.APPLICANT),
        *_sides(parts["respondents"], Party.Role.RESPONDENT),
    ]
    done = register(
        place,
        channel=told["channel"],
        facts=told["facts"],
        parties=sides,
        claims=[row.line() for row in parts["claims"].filled()],
        received_at=told["received_at"],
        token=form.token_value,
        columns=form.columns(),
        by=request.user,
        at=timezone.now(),
    )
    if done.tracking_code:
        # Shown once: the page that shows it takes it out of the session.
        request.session["tracking_codes"] = {done.case.ref: done.tracking_code}
    return redirect("registered", ref=done.case.ref)


def _sides(rows: Any, role: str) -> list[Any]:
    """The rows that were filled; the first one in any case, for a side may be unnamed."""
    return [form.party(role) for number, form in enumerate(rows.forms) if number == 0 or form.is_filled]


def _page(
    request: HttpRequest,
    parts: dict[str, Any],
    place: Organisation,
    *,
    status: int = 200,
    only_more: bool = False,
) -> HttpResponse:
    rows = [form for name in ROWS for form in parts[name].forms]
    every = [] if only_more else [parts["form"], *rows]
    return render(
        request, "cases/new.html", {**parts, "every": every, "place": place, "section": "new"}, status=status
    )
