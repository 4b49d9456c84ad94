"""What is asked back before a session is planned or the mediation rests: possible, but hardly meant."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines
from cases.forms import Doubt
from cases.models import Case, Deadline
from cases.wording import day, moment
from mediation.models import Session

FIRST_HOUR, LAST_HOUR = time(7), time(21)
CLOSE = timedelta(hours=2)
MOST_NAMED = 5


def about_session(
    case: Case, by: Any, *, planned_at: datetime, place: str, instead_of: Session | None
) -> list[Doubt]:
    """Beyond the period, on a rest day, at night, at the hour of another session."""
    local = timezone.localtime(planned_at)
    found = beyond_the_period(case, local.date())
    days = deadlines.calendar()
    # In a year whose holidays are not published nobody can say: the weekend alone proves nothing.
    if days.covers(local.year) and days.is_rest_day(local.date()):
        words = _("%(day)s is a day of rest.") % {"day": day(local.date())}
        found.append(Doubt("rest_day", words))
    if not FIRST_HOUR <= local.time() <= LAST_HOUR:
        words = _("The session would begin at %(hour)s.") % {"hour": f"{local:%H:%M}"}
        found.append(Doubt("hour", words))
    clashes = list(_clashes(case, by, planned_at, place, instead_of))
    return found + ([Doubt("clash", " ".join(clashes))] if clashes else [])


def beyond_the_period(case: Case, on: date) -> list[Doubt]:
    """The mediation period is over before this day."""
    limit = deadlines.live(case, Deadline.Kind.MEDIATE).first()
    if limit is None or on <= limit.last_day:
        return []
    words = _("The mediation period ends on %(day)s, before this day: extend it first.")
    return [Doubt("limit", words % {"day": day(limit.last_day)})]


def _clashes(
    case: Case, by: Any, planned_at: datetime, place: str, instead_of: Session | None
) -> Iterator[str]:
    """Other sessions of the same mediators or in the same room; which case it is only for who may list it."""
    pair = [person for person in (case.mediator_id, case.co_mediator_id) if person]
    same_people = Q(case__mediator__in=pair) | Q(case__co_mediator__in=pair)
    same_room = Q(place__iexact=place.strip(), case__organisation=case.organisation_id) & ~Q(place="")
    near = Session.objects.planned().filter(
        same_people | same_room, planned_at__gt=planned_at - CLOSE, planned_at__lt=planned_at + CLOSE
    )
    if instead_of is not None:
        near = near.exclude(pk=instead_of.pk)
    found = list(near.order_by("planned_at", "pk")[:MOST_NAMED])
    listed = Case.objects.visible_to(by).filter(pk__in=[one.case_id for one in found])
    numbers = dict(listed.values_list("pk", "number"))
    for one in found:
        when, number = moment(one.planned_at), numbers.get(one.case_id)
        if number:
            yield _("Same mediator or same place: session on %(when)s (%(number)s).") % {
                "when": when,
                "number": number,
            }
        else:
            yield _("Same mediator or same place: session on %(when)s.") % {"when": when}
