"""What the court answered in the last days and this person has not looked at yet, for the start page."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import notifications, registry
from cases.models import Case, Notification, ReadLog
from cases.registry import register_today
from cases.today import MOST, Matter, Scope, Urgency

LAST_DAYS = timedelta(days=7)


def register() -> None:
    """Called once at start-up."""
    register_today(answers)


def answers(here: Scope) -> Iterable[Matter]:
    """From one's own notifications: opening the case, or marking it as read, is having looked."""
    start = timezone.make_aware(datetime.combine(here.day - LAST_DAYS, datetime.min.time()))
    looked = ReadLog.objects.filter(case=OuterRef("case"), user=here.user, at__gte=OuterRef("at"))
    seen = Case.objects.visible_to(here.user).filter(pk=OuterRef("case"))
    rows = Notification.objects.filter(
        ~Exists(looked),
        Exists(seen),
        user=here.user,
        kind=notifications.COURT_ANSWER,
        read_at=None,
        at__gte=start,
    )
    with_case = ("case__organisation", "case__mediator", "case__co_mediator", "case__cause")
    for one in rows.select_related(*with_case).order_by("-at", "-id")[:MOST]:
        assert one.case is not None
        words = _("the court: %(event)s") % {"event": registry.label(one.facts.get("act", ""))}
        yield Matter(Urgency.WAITS, words, "answer", one.case, timezone.localdate(one.at))
