"""Pages that belong to no floor: is it alive, is it ready, language and posting of the reader, what went wrong."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_tasks_db.models import DBTaskResult

from cases import pages, triggers
from cases.audit import explained
from cases.models import Case, OutboxMessage
from cases.registry import ACTS
from cases.views.me import way_back


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """Answers while the process does."""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """Can work be done: database, migrations, triggers. Beside it, how the worker is: numbers only."""
    try:
        found = _readiness()
    except Error as error:
        # The class only: the text of an error may name hosts and persons.
        found = {"ready": False, "database": type(error).__name__}
    return JsonResponse(found, status=200 if found["ready"] else 503)


def _readiness() -> dict[str, Any]:
    executor = MigrationExecutor(connection)
    unapplied = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    missing = [] if unapplied else triggers.missing(connection)
    found: dict[str, Any] = {
        "ready": not unapplied and not missing,
        "database": "ok",
        "migrations_unapplied": unapplied,
        "triggers_missing": missing,
    }
    return found if unapplied else found | {"worker": _worker()}


def _worker() -> dict[str, Any]:
    now = timezone.now()
    waiting = OutboxMessage.objects.filter(done_at=None, parked_at=None, due_at__lte=now)
    oldest = waiting.order_by("due_at").values_list("due_at", flat=True).first()
    done = (
        OutboxMessage.objects.exclude(done_at=None)
        .order_by("-done_at")
        .values_list("done_at", flat=True)
        .first()
    )
    task = DBTaskResult.objects.exclude(finished_at=None).order_by("-finished_at")
    signs = [moment for moment in (done, task.values_list("finished_at", flat=True).first()) if moment]
    return {
        "waiting": waiting.count(),
        "oldest_waiting_seconds": round((now - oldest).total_seconds()) if oldest else 0,
        "parked": OutboxMessage.objects.exclude(parked_at=None).count(),
        "last_sign_of_life": max(signs).isoformat() if signs else None,
    }


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The reader's language: kept with the account, or in a cookie while nobody is signed in."""
    chosen = request.POST.get("language", "")
    answer = HttpResponseRedirect(way_back(request))
    if chosen not in dict(settings.LANGUAGES):
        return answer
    user: Any = request.user
    if user.is_authenticated and user.language != chosen:
        with explained("accounts.language", by=user):
            user.language = chosen
            user.save()
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 86_400,
        samesite="Lax",
        secure=settings.HTTPS,
        httponly=True,
    )
    translation.activate(chosen)
    return answer


@require_POST
@login_required
def posting(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own postings that are in force; nothing else is taken."""
    user: Any = request.user
    chosen = request.POST.get("posting", "")
    if any(str(own.pk) == chosen for own in user.live_postings()):
        request.session["posting"] = chosen
    return redirect("home")


@require_GET
@login_required
def help_page(request: HttpRequest) -> HttpResponse:
    """How the tracker is used: one whole text in each language; a page leads to its own part."""
    spoken = "en" if (translation.get_language() or "").startswith("en") else "zh-Hans"
    today = timezone.localdate()
    # One last day for each sign of the legend: overdue, today, soon, time left.
    days = [today + timedelta(days=away) for away in (-2, 0, 2, 9)]
    return render(
        request, "help/help.html", {"text": f"help/help.{spoken}.html", "today": today, "days": days}
    )


def not_offered(request: HttpRequest) -> HttpResponse:
    """Signing up, resetting a password by mail: the administrator does it."""
    return render(request, "account/not_offered.html", status=404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened too long ago or from elsewhere."""
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read: too large, or not a form."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Visible but not allowed: why, and who can help."""
    act = str(exception)
    match = request.resolver_match
    case = None
    if match is not None and "ref" in match.kwargs and request.user.is_authenticated:
        case = (
            Case.objects.visible_to(request.user)
            .filter(ref=match.kwargs["ref"])
            .select_related("organisation")
            .first()
        )
    context = {
        "act_label": ACTS[act].label if act in ACTS else "",
        "case": case,
        "helpers": pages.who_can_help(case) if case else [],
    }
    return render(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Missing and hidden look alike. What is for everybody leads back to what is for everybody."""
    if request.path.startswith("/p/"):
        return render(request, "public/404.html", status=404)
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A mistake of the program. The page needs neither the database nor the reader's session."""
    title = _("Something went wrong")
    advice = _(
        "Nothing was half done. Please try again. If it happens again, tell your administrator the time."
    )
    page = f"<!doctype html><html><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{advice}</p>"
    return HttpResponse(f'{page}<p><a href="/">{_("To the start page")}</a></p></html>', status=500)
