"""Rights that nobody used in time: their clocks end by themselves, so that what is over is not called overdue."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines
from cases.actors import Actor
from cases.audit import recorded
from cases.errors import NotNow, Refused
from cases.lifecycle import OPEN
from cases.models import Case, Deadline

# A party may use these; nobody is late when nobody does (MR 27, CPL 205, ARB 48, 50).
RIGHTS = (Deadline.Kind.REVIEW, Deadline.Kind.CONFIRM, Deadline.Kind.SUE)


def lapse(case: Case, *, by: Any, at: datetime) -> None:
    """The last day to ask for review or confirmation, or to sue, passed unused: the clock ends."""
    today = timezone.localdate(at)
    with recorded("arbitration_link.lapse", case, by=by, at=at) as case:
        passed = [
            clock
            for clock in deadlines.live(case, *RIGHTS)
            if clock.due_on is not None and clock.due_on < today
        ]
        if not passed:
            raise Refused("nothing_passed", _("No such time limit has passed."))
        for clock in passed:
            clock.ended_on = today
            clock.save()
        case.event_facts.update(kinds=[clock.kind for clock in passed])


def lapse_passed(on: date, at: datetime) -> int:
    """The daily job: every open case with such a clock that ended yesterday or before. Answers how many."""
    clocks = Deadline.objects.filter(
        kind__in=RIGHTS, met_on=None, ended_on=None, due_on__lt=on, case__state__in=OPEN
    )
    done = 0
    for case in Case.objects.filter(pk__in=clocks.values("case")).order_by("pk").iterator(chunk_size=200):
        try:
            lapse(case, by=Actor.DEADLINES, at=at)
        except (NotNow, PermissionDenied, Refused):
            continue  # somebody acted on it in the meantime
        done += 1
    return done
