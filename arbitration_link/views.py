"""Docking with the court: what came in, what is out, and the package of a referral."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from arbitration_link import desk
from arbitration_link.actions import entrustment as acts
from arbitration_link.forms import DayForm, NoteForm, ReceiveForm
from arbitration_link.models import Entrustment, Referral
from cases import files, permissions
from cases.audit import log_read
from cases.errors import Refused
from cases.models import Organisation
from cases.views.acts import case_or_404

VIEW_IN = "arbitration_link.view_entrustment"
VIEW_OUT = "arbitration_link.view_referral"
DOWNLOAD = "arbitration_link.download_package"


@login_required
@require_GET
def arbitration(request: HttpRequest) -> HttpResponse:
    """Entrustments that came in, referrals that are out, with their clocks."""
    user: Any = request.user
    place = user.posting.organisation if user.posting else None
    readers = permissions.rule(VIEW_IN).cells | permissions.rule(VIEW_OUT).cells
    if place is None or user.reach.role not in readers:
        raise PermissionDenied(VIEW_OUT)
    context = {
        "section": "arbitration",
        "today": timezone.localdate(),
        "sees_entrustments": user.has_perm(VIEW_IN, place),
        "entrustments": desk.entrustments(user),
        "referrals": desk.referrals(user),
        "may_receive": user.has_perm("arbitration_link.receive_entrustment", place),
    }
    return render(request, "arbitration_link/arbitration.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """Enter what the court entrusts."""
    user: Any = request.user
    place = _place(user, "arbitration_link.receive_entrustment")
    form = ReceiveForm(
        request.POST if request.method == "POST" else None, initial={"received_on": timezone.localdate()}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            made = _carried_out(
                request,
                lambda: acts.receive_entrustment(place, **form.arguments(), by=user, at=timezone.now()),
            )
            if made is not None:
                messages.success(request, _("Entrustment entered. The head accepts or declines it."))
                return redirect("entrustment", pk=made.pk)
            status = 409
    return render(
        request,
        "arbitration_link/receive.html",
        {"form": form, "place": place, "section": "arbitration"},
        status=status,
    )


@login_required
@require_GET
def entrustment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One entrustment: what the court wants, and what can be done about it now."""
    found = _entrustment(request, pk)
    user: Any = request.user
    context = {
        "entrustment": found,
        "section": "arbitration",
        "today": timezone.localdate(),
        "note_form": NoteForm(),
        "day_form": DayForm(initial={"on": timezone.localdate()}),
        "may_answer": user.has_perm("arbitration_link.accept_entrustment", found.organisation),
        "may_note": user.has_perm("arbitration_link.acknowledge_entrustment", found.organisation),
        "sees_case": found.case is not None and user.has_perm("cases.list", found.case),
    }
    return render(request, "arbitration_link/entrustment.html", context)


@login_required
@require_POST
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it on: a case begins."""
    found, form = _entrustment(request, pk), NoteForm(request.POST)
    if form.is_valid():
        note, by = form.cleaned_data["note"], request.user
        case = _carried_out(
            request, lambda: acts.accept_entrustment(found, note=note, by=by, at=timezone.now())
        )
        if case is not None:
            messages.success(request, _("Taken on. Now ask both sides whether they agree to mediate."))
            return redirect("case", ref=case.ref)
    return _again(request, found, form)


@login_required
@require_POST
def decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Do not take it on, with the reason."""
    found, form = _entrustment(request, pk), NoteForm(request.POST)
    if form.is_valid():
        note, by = form.cleaned_data["note"], request.user
        _carried_out(request, lambda: acts.decline_entrustment(found, note=note, by=by, at=timezone.now()))
    return _again(request, found, form)


@login_required
@require_POST
def acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The court has our answer."""
    found, form = _entrustment(request, pk), DayForm(request.POST)
    if form.is_valid():
        on, by = form.cleaned_data["on"], request.user
        _carried_out(request, lambda: acts.acknowledge_entrustment(found, on=on, by=by, at=timezone.now()))
    return _again(request, found, form)


@login_required
@require_safe
def package(request: HttpRequest, ref: str, pk: UUID) -> HttpResponse:
    """The package as it goes to the court: access check, read log, digest check, then the bytes, for saving only."""
    case = case_or_404(request, ref, DOWNLOAD)
    referral = get_object_or_404(Referral.objects.select_related("case"), case=case, pk=pk)
    if not referral.is_assembled or referral.is_spoilt:
        context = {"case": case, "referral": referral, "section": "cases"}
        return render(request, "arbitration_link/package_not_ready.html", context, status=409)
    log_read(case, by=request.user, what="referral package", at=timezone.now())
    try:
        content = files.read(referral.stored_as, referral.sha256)
    except files.Damaged:
        return render(request, "cases/damaged.html", {"case": case, "section": "cases"}, status=503)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{referral.file_name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _place(user: Any, act: str) -> Organisation:
    place: Organisation | None = user.posting.organisation if user.posting else None
    if place is None or not user.has_perm(act, place):
        raise PermissionDenied(act)
    return place


def _entrustment(request: HttpRequest, pk: UUID) -> Entrustment:
    user: Any = request.user
    found = (
        Entrustment.objects.select_related("organisation", "court", "case__organisation")
        .filter(pk=pk)
        .first()
    )
    if found is None or not user.has_perm(VIEW_IN, found.organisation):
        raise Http404
    return found


def _carried_out(request: HttpRequest, act: Callable[[], Any]) -> Any:
    """What the act answers; None when it was refused, and the message is set."""
    try:
        with transaction.atomic():
            return act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    except IntegrityError:
        messages.error(request, _("Somebody else did the same at the same moment. Please look at the list."))
    return None


def _again(request: HttpRequest, found: Entrustment, form: Any) -> HttpResponse:
    for problems in form.errors.values():
        messages.error(request, " ".join(problems))
    return redirect("entrustment", pk=found.pk)
