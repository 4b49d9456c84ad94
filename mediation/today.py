"""The sessions of today and tomorrow, for the start page."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.registry import register_today
from cases.today import Matter, Scope, Urgency, first
from mediation.models import Session


def register() -> None:
    """Called once at start-up."""
    register_today(sessions)


def sessions(here: Scope) -> Iterable[Matter]:
    """What is planned for today and tomorrow; today's stand before promises, tomorrow's with what is due soon."""
    start = timezone.make_aware(datetime.combine(here.day, datetime.min.time()))
    # Case by case: there are few sessions in two days, and many cases.
    seen = here.listed.open().filter(pk=OuterRef("case"))
    rows: Any = Session.objects.planned().filter(
        Exists(seen), planned_at__gte=start, planned_at__lt=start + timedelta(days=2)
    )
    with_case = ("case__organisation", "case__mediator", "case__co_mediator", "case__cause")
    for one in first(here, "sessions", rows.select_related(*with_case).order_by("planned_at", "id")):
        local = timezone.localtime(one.planned_at)
        is_today = local.date() == here.day
        words = (
            _("session %(number)d today at %(time)s")
            if is_today
            else _("session %(number)d tomorrow at %(time)s")
        )
        yield Matter(
            Urgency.SESSION if is_today else Urgency.SOON,
            words % {"number": one.number, "time": f"{local:%H:%M}"},
            "session" if is_today else "session_tomorrow",
            one.case,
            local.date(),
            hour=f"{local:%H:%M}",
            act="mediation.hold" if one.planned_at <= timezone.now() else "",
        )
