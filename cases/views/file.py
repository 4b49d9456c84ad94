"""The case file, page by page; who opens one is written down before anything is shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases import came_from, notifications, overview, pages, permissions, tabs
from cases.audit import log_read, log_refusal
from cases.intake import judgement
from cases.listing.keyset import neighbours
from cases.listing.words import filter_sentence
from cases.models import Case, User
from cases.registry import TABS
from cases.views.acts import case_or_404


def covered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Who may list a case but not read it gets its cover in place of this page."""

    @wraps(view)
    def shown(request: HttpRequest, ref: str, *args: Any, **more: Any) -> HttpResponse:
        try:
            return view(request, ref, *args, **more)
        except PermissionDenied:
            return _cover(request, ref)

    return shown


@login_required
@require_GET
@covered
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """The first page of a case: what to do now, by when, and with whom."""
    return _page(request, case_or_404(request, ref), "overview", "cases/file.html", overview.build)


@login_required
@require_GET
@covered
def tab(request: HttpRequest, ref: str, tab: str) -> HttpResponse:
    """Another page of the case file. One that this person does not see is no page."""
    found, entry, user = case_or_404(request, ref), TABS[tab], _reader(request)
    if not entry.sees(found, user):
        log_refusal(found, by=user, act=f"tab {tab}", at=timezone.now())
        raise Http404
    what = "privileged" if entry.is_confidential else "content"
    return _page(request, found, tab, entry.template, entry.build, what=what)


def framed(request: HttpRequest, case: Case, name: str) -> dict[str, Any]:
    """What stands around a page of the case file, with the list from which the reader came and its neighbours there."""
    user, token = _reader(request), request.GET.get("in", "")
    if token:
        came_from.opened(request, case.ref, token)
    context = tabs.frame(case, user, name)
    query = came_from.list_of(request, case.ref)
    if query is None:
        return context
    before, after = neighbours(user, query, case, context["today"])
    found = {"query": query, "words": filter_sentence(query, user), "token": came_from.token_of(query)}
    return context | {"came_from": found | {"before": before, "after": after}}


def _page(
    request: HttpRequest,
    case: Case,
    name: str,
    template: str,
    build: Callable[..., Any],
    what: str = "content",
) -> HttpResponse:
    user, now = _reader(request), timezone.now()
    with transaction.atomic():
        context = framed(request, case, name)
        log_read(case, by=user, what=what, at=now)
        notifications.mark_read(user, at=now, case=case)
        context |= build(case, user, timezone.localdate(now))
        return render(request, template, context)


def _reader(request: HttpRequest) -> User:
    user: Any = request.user
    return user


def _cover(request: HttpRequest, ref: str) -> HttpResponse:
    """What somebody sees who may list a case but not read it: its number and state, why, whom to ask, what is open."""
    user = _reader(request)
    rows = Case.objects.visible_to(user).select_related("organisation", "mediator")
    found = get_object_or_404(rows, ref=ref)
    context = {
        "case": found,
        "section": "cases",
        "groups": pages.buttons(found, user),
        "helpers": pages.who_can_help(found),
        "is_accepted": found.accepted_at is not None,
    }
    return render(request, "cases/cover.html", context, status=403)


@login_required
@require_GET
def registered(request: HttpRequest, ref: str) -> HttpResponse:
    """After registration: number, receipt, and once only the tracking code."""
    found = case_or_404(request, ref, permissions.LISTED)
    codes = request.session.get("tracking_codes", {})
    code = codes.pop(found.ref, "")
    if code:
        request.session["tracking_codes"] = codes
    receipt = found.documents.filter(kind="receipt").order_by("frozen_at").first()
    context = {"case": found, "code": code, "receipt": receipt, "section": "new"}
    reader = _reader(request)
    context |= {"may_read": reader.has_perm(permissions.CONTENT, found)}
    context |= {"hints": judgement.same_person_as_in(found, reader)}
    return render(request, "cases/registered.html", context)


def go_home(request: HttpRequest) -> HttpResponse:
    """The reader's own start page."""
    user: Any = request.user
    if not user.is_authenticated:
        return redirect("account_login")
    role = user.posting.role if user.posting else ""
    home = {permissions.Role.ADMINISTRATOR: "office", permissions.Role.AUDITOR: "audit"}
    return redirect(home.get(role, "today"))
