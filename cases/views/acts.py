"""One page for each act: GET shows what will happen, POST does it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases import approvals, effects, kept, pages, permissions, stale, undoing
from cases.audit import log_refusal
from cases.errors import Refused
from cases.lifecycle import targets
from cases.models import Case
from cases.registry import ACTS, VERBS, Act, needs_two_people
from cases.tabs import small_bar


def case_or_404(request: HttpRequest, ref: str, act: str = permissions.CONTENT) -> Case:
    """The case, if this person may list it or do this to it; PermissionDenied when it is listed but this is not open.

    What exists and is hidden looks like what does not exist; the attempt is written down.
    """
    user: Any = request.user
    rows = Case.objects.visible_to(user) | Case.objects.visible_to(user, act)
    case: Case | None = (
        rows.select_related("organisation", "mediator", "co_mediator", "cause").filter(ref=ref).first()
    )
    if case is None:
        pages.note_attempt(ref, by=user, act=act, at=timezone.now())
        raise Http404
    if not user.has_perm(act, case):
        log_refusal(case, by=user, act=act, at=timezone.now())
        raise PermissionDenied(act)
    return case


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    """The page of an act on a case."""
    if not request.user.is_authenticated:
        return _sign_in_first(request, ref, verb)
    entry = VERBS.get(verb)
    if entry is None:
        raise Http404
    case = case_or_404(request, ref, entry.name)
    typed = kept.found(request.user, case, entry, timezone.now()) if request.method == "GET" else None
    form = _form(request, entry, case, typed)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            answer = carry_out(request, case, entry, form)
            if answer is not None:
                return answer
            status = 409
            case.refresh_from_db()
    possible = bool(targets(entry.name, str(case.state)))
    context = _context(request, entry, case, form) | {"possible": possible, "is_kept": typed is not None}
    return render(request, entry.template, context, status=status if possible or status != 200 else 409)


def _context(request: HttpRequest, entry: Act, case: Case, form: Any) -> dict[str, Any]:
    user: Any = request.user
    return {
        "case": case,
        "act": entry,
        "form": form,
        "version": case.version,
        "writer": kept.mark(user),
        "effects": [
            line
            for act in (entry, *map(ACTS.__getitem__, form.carries_out()))
            for line in effects.foretold(act, case)
        ],
        "since": effects.since(case, _version(request), user),
        "two_people": needs_two_people(entry.name, case),
        "choose_files_again": bool(request.FILES),
        "section": "cases",
        **small_bar(case, user),
    }


def _sign_in_first(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    """The session has ended: what was typed is kept for who opened the page, and signing in leads back to it."""
    if (
        request.method == "POST"
        and verb in VERBS
        and kept.keep(request.POST, ref=ref, verb=verb, at=timezone.now())
    ):
        messages.info(
            request,
            _(
                "You were signed out because nothing happened for a while. Sign in again: what you typed is kept, nothing was done yet."
            ),
        )
    return redirect_to_login(request.path)


def _form(request: HttpRequest, entry: Act, case: Case, typed: QueryDict | None) -> Any:
    data = request.POST if request.method == "POST" else typed
    files = request.FILES if request.method == "POST" and entry.needs_files else None
    # A link may fill in which thing is meant: /cases/<ref>/record_consent/?party=…
    initial = {name: value for name, value in request.GET.items() if len(value) < 100 and "\x00" not in value}
    return entry.form(data, files, case=case, by=request.user, at=timezone.now(), initial=initial)


def _version(request: HttpRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None


def carry_out(request: HttpRequest, case: Case, entry: Act, form: Any) -> HttpResponse | None:
    """Run the act, or propose it where two people are needed. None when it was refused; the form says why."""
    now = timezone.now()
    user: Any = request.user
    try:
        with transaction.atomic():
            answer = _do_or_propose(request, case, entry, at=now, cleaned=dict(form.cleaned_data))
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None
    except PermissionDenied:
        # The page was open to this person a moment ago: e.g. the case was assigned to somebody else meanwhile.
        log_refusal(case, by=request.user, act=entry.name, at=now)
        raise
    except IntegrityError:
        form.add_error(None, _("Somebody else did the same at the same moment. Please look at the case."))
        return None
    kept.forget(user, case, entry)
    if isinstance(answer, SimpleTemplateResponse):
        # An act knows no request; the page it answers gets the frame of this one.
        return render(request, str(answer.template_name), answer.context_data)
    if isinstance(answer, HttpResponse):
        return answer
    still_listed = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
    return redirect("case", ref=case.ref) if still_listed else redirect("today")


def _do_or_propose(request: HttpRequest, case: Case, entry: Act, *, at: Any, cleaned: dict[str, Any]) -> Any:
    version = _version(request)
    if needs_two_people(entry.name, case):
        raw = {name: request.POST.getlist(name) for name in request.POST if name not in kept.NOT_TYPED}
        note = cleaned.get("note", "")
        approvals.propose(entry.name, case, arguments=raw, note=note, by=request.user, at=at, version=version)
        messages.success(request, _("Proposed. It happens when a second person approves it."))
        return None
    answer = entry.run(case, by=request.user, at=at, version=version, **cleaned)
    messages.success(request, undoing.offered(request, entry, case, answer) or str(entry.done or entry.label))
    if entry.changes_amounts:
        _tell_of_older_figures(request, case)
    return answer


def _tell_of_older_figures(request: HttpRequest, case: Case) -> None:
    """Papers never change: those that print an amount which is another now are marked on their page."""
    papers = pages.documents(case, request.user)  # type: ignore[arg-type]
    many = sum(bool(paper.older_figures) for paper in stale.mark(case, papers))  # type: ignore[attr-defined]
    if many:
        words = ngettext(
            "%(many)d paper prints an older amount and is marked.",
            "%(many)d papers print older amounts and are marked.",
            many,
        ) % {"many": many}
        place = reverse("documents", args=[case.ref])
        messages.warning(request, format_html('{} <a href="{}">{}</a>', words, place, _("To the papers")))
