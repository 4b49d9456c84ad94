"""The reader's notifications: newest first, by key; marked as read one by one or all at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from cases import documents, notifications, recounting, registry
from cases.models import Notification
from cases.wording import listed

PAGE = 30


@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What this person was told. A case that was taken from him is not named any more."""
    user: Any = request.user
    rows = notifications.mine(user, before=_place(request.GET.get("before", "")), most=PAGE + 1)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    context = {
        "section": "notifications",
        "rows": [(one, words(one)) for one in rows],
        "has_unread": any(one.read_at is None for one in rows),
        "next": f"{rows[-1].at.isoformat()}~{rows[-1].pk}" if more else "",
        "is_first": "before" not in request.GET,
    }
    return render(request, "cases/notifications.html", context)


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notification as read, or all when none is named."""
    user: Any = request.user
    only = _identifier(request.POST.get("notification", ""))
    if only is not None or "all" in request.POST:
        notifications.mark_read(user, at=timezone.now(), only=only)
    return redirect("notifications")


@login_required
@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """The number beside the bell: a fragment."""
    user: Any = request.user
    return render(request, "_unread.html", {"unread": notifications.unread(user)})


def _place(given: str) -> tuple[datetime, UUID] | None:
    at, _tilde, pk = given[:100].replace(" ", "+").partition("~")
    found = _identifier(pk)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment, found) if found is not None and moment.tzinfo and 1900 < moment.year < 9999 else None


def _identifier(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def words(one: Notification) -> str:
    """What happened, in the reader's language."""
    act = one.facts.get("act", "")
    known = registry.ACTS.get(act)
    told: dict[str, str] = {
        notifications.ASSIGNED: _("This case was given to you."),
        notifications.CO_MEDIATOR: _("You are the co-mediator of this case."),
        notifications.APPROVAL_WAITS: _("“%(act)s” waits for your approval."),
        notifications.APPROVED: _("Your proposal was approved: %(act)s."),
        notifications.APPROVAL_REFUSED: _("Your proposal was refused: %(act)s. Please read the reason."),
        notifications.TRANSFER_WAITS: _("Another organisation asks yours to take over this case."),
        notifications.TRANSFER_ACCEPTED: _("The other organisation took over the case you proposed."),
        notifications.TRANSFER_REFUSED: _(
            "The other organisation did not take the case you proposed. Please read why."
        ),
        notifications.COURT_ANSWER: _("From the arbitration court: %(event)s."),
        notifications.PAPER_FAILED: _(
            "A paper could not be made: %(paper)s. Please look at the papers of the case."
        ),
    }
    if one.kind == notifications.VIEW:
        return view_words(one)
    if one.kind == notifications.CLOCK_MOVED:
        return _("A holiday notice moved a last day: %(moves)s.") % {
            "moves": listed(recounting.moved(one.facts))
        }
    return told.get(one.kind, _("Something happened on this case.")) % {
        "act": known.label if known else act,
        "event": registry.label(act),
        "paper": documents.title(one.facts["paper"]) if one.facts.get("paper") in documents.KINDS else "",
    }


def view_words(one: Notification) -> str:
    """A saved view holds as many cases as its owner wanted to be told of."""
    count = int(one.facts.get("count", 0))
    told = ngettext(
        "Your view “%(view)s” holds %(count)d case.", "Your view “%(view)s” holds %(count)d cases.", count
    )
    return told % {"view": one.view, "count": count}
