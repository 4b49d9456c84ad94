"""What the status line says by itself: unread notifications, papers in the making, a worker that rests."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases import notifications
from cases.models import OutboxMessage

AT_MOST = 100
LATE = timedelta(minutes=5)


@login_required
@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """A fragment asked for once a minute. Numbers only: whose papers they are is nobody's business here."""
    user: Any = request.user
    now = timezone.now()
    waiting = OutboxMessage.objects.filter(done_at=None, parked_at=None, due_at__lte=now, priority__gte=0)
    moments = list(waiting.order_by("due_at").values_list("due_at", flat=True)[:AT_MOST])
    context = {
        "waiting": len(moments),
        "at_most": AT_MOST,
        "is_late": bool(moments) and moments[0] < now - LATE,
        "unread": notifications.unread(user),
    }
    return render(request, "cases/_status.html", context)
