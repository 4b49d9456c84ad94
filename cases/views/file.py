"""The case file: everything about one case on one page; who opens it is written down first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases import next_step, pages, permissions, registry
from cases.audit import log_read
from cases.models import Case, User
from cases.views.acts import case_or_404

PLACES = ("sessions", "agreement", "privileged", "court")


@login_required
@require_GET
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """The file of a case; a merged one shows the way to the case it went into."""
    try:
        found = case_or_404(request, ref)
    except PermissionDenied:
        return _cover(request, ref)
    with transaction.atomic():
        log_read(found, by=request.user, what="content", at=timezone.now())
        return render(request, "cases/file.html", _file(found, _reader(request)))


def _reader(request: HttpRequest) -> User:
    user: Any = request.user
    return user


def _file(case: Case, user: User) -> dict[str, Any]:
    today = timezone.localdate()
    groups = pages.buttons(case, user)
    possible = {act.name: act for group in groups for act in group.acts}
    step = next_step.for_case(case, today)
    sees_evidence = user.has_perm("cases.view_evidence", case)
    return {
        "case": case,
        "section": "cases",
        "today": today,
        "groups": groups,
        "step": step,
        "step_act": possible.get(step.act) if step else None,
        "step_label": registry.ACTS[step.act].label if step and step.act in registry.ACTS else "",
        "step_who": pages.who_does(case, step.act) if step else "",
        "alternatives": [possible[name] for name in (step.alternatives if step else ()) if name in possible],
        "clocks": pages.clocks(case),
        "parties": list(case.parties.prefetch_related("representatives")),
        "claims": list(case.claims.select_related("party").prefetch_related("limitation_events")),
        "sees_evidence": sees_evidence,
        "evidence": list(case.evidence.select_related("claim", "party")) if sees_evidence else [],
        "tasks": list(case.tasks.filter(done_at=None)),
        "contacts": list(case.contacts.select_related("party")[:20]),
        "notes": list(pages.notes(case, user)[:50]),
        "documents": list(pages.documents(case, user)[:12]),
        "proposals": list(pages.proposals(case)),
        "may_approve": user.has_perm("cases.approve", case),
        **pages.tabs(case, user),
        "events": pages.timeline(case, user),
        "panels": {place: pages.panels(place, case, user, today) for place in PLACES},
        "linked": _linked(case, user),
    }


def _linked(case: Case, user: User) -> list[dict[str, Any]]:
    """Other cases this one belongs to, as far as the reader may list them."""
    wanted: dict[Any, str] = {
        case.merged_into_id: _("Merged into"),
        case.split_from_id: _("Split from"),
        **dict.fromkeys(case.merged_cases.values_list("pk", flat=True), _("Merged into this case")),
        **dict.fromkeys(case.split_cases.values_list("pk", flat=True), _("Split off")),
    }
    wanted.pop(None, None)
    rows = Case.objects.visible_to(user).filter(pk__in=wanted) if wanted else []
    return [{"case": row, "how": wanted[row.pk]} for row in rows]


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
def readers(request: HttpRequest, ref: str) -> HttpResponse:
    """Who has read this case, in which posting, when and why."""
    found = case_or_404(request, ref, "cases.view_readers")
    rows = found.reads.select_related("user", "posting__organisation")[:500]
    return render(request, "cases/readers.html", {"case": found, "reads": rows, "section": "cases"})


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
    may_read = _reader(request).has_perm(permissions.CONTENT, found)
    return render(request, "cases/registered.html", context | {"may_read": may_read})


def go_home(request: HttpRequest) -> HttpResponse:
    """The reader's own start page."""
    user: Any = request.user
    if not user.is_authenticated:
        return redirect("account_login")
    role = user.posting.role if user.posting else ""
    home = {permissions.Role.ADMINISTRATOR: "office", permissions.Role.AUDITOR: "audit"}
    return redirect(home.get(role, "today"))
