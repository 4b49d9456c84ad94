"""One page for each act: GET shows what will happen, POST does it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import approvals, permissions
from cases.audit import log_refusal
from cases.errors import Refused, Stale
from cases.lifecycle import targets
from cases.models import Case
from cases.registry import VERBS, Act


def case_or_404(request: HttpRequest, ref: str, act: str = permissions.CONTENT) -> Case:
    """The case, if this person may list it; PermissionDenied when it is listed but this may not be done to it."""
    rows = Case.objects.visible_to(request.user).select_related("organisation", "mediator", "cause")
    case: Case | None = rows.filter(ref=ref).first()
    if case is None:
        hidden = Case.objects.filter(ref=ref).first()
        if hidden is not None:
            log_refusal(hidden, by=request.user, act=act, at=timezone.now())
        raise Http404
    if not request.user.has_perm(act, case):  # type: ignore[union-attr]
        log_refusal(case, by=request.user, act=act, at=timezone.now())
        raise PermissionDenied(act)
    return case


@login_required
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    """The page of an act on a case."""
    entry = VERBS.get(verb)
    if entry is None:
        raise Http404
    case = case_or_404(request, ref, entry.name)
    form = _form(request, entry, case)
    version = _version(request, case)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            answer = carry_out(request, case, entry, version=version, **form.cleaned_data)
            if answer is not None:
                return answer
            case.refresh_from_db()
            status = 409
        else:
            status = 422
    possible = bool(targets(entry.name, str(case.state)))
    context = {
        "case": case, "act": entry, "form": form, "version": case.version, "possible": possible,
        "two_people": _needs_second(entry),
    }
    if status == 200 and not possible:
        status = 409
    return render(request, entry.template, context, status=status)


def _form(request: HttpRequest, entry: Act, case: Case) -> Any:
    data = request.POST if request.method == "POST" else None
    files = request.FILES if request.method == "POST" and entry.needs_files else None
    initial = {name: value for name, value in request.GET.items() if len(value) < 100}
    return entry.form(data, files, case=case, by=request.user, at=timezone.now(), initial=initial)


def _version(request: HttpRequest, case: Case) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None


def _needs_second(entry: Act) -> bool:
    return permissions.rule(entry.name).two_people


def carry_out(request: HttpRequest, case: Case, entry: Act, *, version: int | None, **cleaned: Any) -> HttpResponse | None:
    """Run the act, or propose it where two people are needed. None when it was refused; the message is set."""
    now = timezone.now()
    try:
        if _needs_second(entry):
            raw = {name: request.POST.getlist(name) for name in request.POST if name not in _NOT_ARGUMENTS}
            approvals.propose(
                entry.name, case, arguments=raw, note=cleaned.get("note", ""), by=request.user, at=now, version=version
            )
            messages.success(request, _("Proposed. It happens when a second person approves it."))
        else:
            answer = entry.run(case, by=request.user, at=now, version=version, **cleaned)
            messages.success(request, entry.done or entry.label)
            if isinstance(answer, HttpResponse):
                return answer
    except Refused as refusal:
        messages.error(request, str(refusal), extra_tags="stale" if isinstance(refusal, Stale) else "")
        return None
    except IntegrityError:
        messages.error(request, _("Somebody else did the same at the same moment. Please look at the case."))
        return None
    return redirect("case", ref=case.ref)


_NOT_ARGUMENTS = frozenset({"csrfmiddlewaretoken", "version"})
