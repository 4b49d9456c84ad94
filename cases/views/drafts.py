"""Beside the page of intake: the draft saved as one types, and the register of employers asked as one types."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases.intake import drafts, employers
from cases.intake.sheet import Sheet
from cases.views.intake import place_of_intake


@login_required
@require_POST
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Save a draft of one's own, or throw it away. Somebody else's does not exist."""
    user: Any = request.user
    place = place_of_intake(request)
    if "throw_away" in request.POST:
        if not drafts.throw_away(user, pk, timezone.now()):
            raise Http404
        messages.success(request, _("The draft is thrown away."))
        return redirect("new_case")
    kept = Sheet(place, request.POST).kept()
    known = drafts.own(user).filter(pk=pk).first()
    try:
        saved = drafts.save(pk, kept, place=place, by=user, at=timezone.now())
    except drafts.Used:
        return JsonResponse({"used": True}, status=409)
    except drafts.ThrownAway:
        return JsonResponse({"thrown_away": True}, status=409)
    told = {"saved": f"{timezone.localtime(saved.saved_at):%H:%M}", "draft": str(saved.pk)}
    return JsonResponse(told | {"is_news": known is None or known.data != kept})


@login_required
@require_GET
def look_up(request: HttpRequest) -> HttpResponse:
    """Employers of the register that fit what is typed; for those who may register cases."""
    place_of_intake(request)
    user: Any = request.user
    side = request.GET.get("side", "respondents-0")
    words = request.GET.get("q") or request.GET.get(f"{side}-name", "")
    found = employers.look_up(words[:160], user)
    return render(
        request, "cases/new/_employers.html", {"found": found, "side": side, "words": words.strip()}
    )
