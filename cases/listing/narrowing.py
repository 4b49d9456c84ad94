"""The rows that an address asks for, and their number as far as one wants to count."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from cases import permissions
from cases.listing.asked import Asked, Condition
from cases.listing.facets import SENSITIVE, Facet, Reader, due
from cases.models import NO_DUE_DAY, Case

MOST_COUNTED = 1000


def rows(wanted: Asked, reader: Reader, act: str = permissions.LISTED) -> Any:
    """The cases that fit, as far as this reader may do that to them: list them when nothing else is said."""
    found = Case.objects.visible_to(reader.user, act)
    if is_sensitive(wanted):
        found = found.filter(permissions.scope_q(reader.user.reach, permissions.CONTENT))
    for condition in wanted.conditions:
        asks = _asks(condition, wanted, reader)
        found = found.filter(~asks if condition.is_not else asks)
    # Those who have no such day would stand before all others.
    if wanted.order == "-due":
        found = found.filter(next_due_on__lt=NO_DUE_DAY)
    if wanted.order.endswith("ended"):
        found = found.filter(ended_at__isnull=False)
    return found.matching(wanted.q) if wanted.q else found


def is_sensitive(wanted: Asked) -> bool:
    """Does a filter tell something sensitive? Then only what the reader may read is searched, for yes and for no."""
    return any(one.of.name in SENSITIVE for one in wanted.conditions)


def _asks(condition: Condition, wanted: Asked, reader: Reader) -> Q:
    if not isinstance(condition.of, Facet):
        return _between(condition)
    if condition.of.name == "due":
        return due(list(condition.values), wanted.codes("clock"), reader)
    return condition.of.condition(list(condition.values), reader)


def _between(condition: Condition) -> Q:
    column, is_day = condition.of.column, not condition.of.is_money  # type: ignore[union-attr]
    found = Q()
    if condition.low is not None:
        found &= Q(**{f"{column}__gte": begin(condition.low) if is_day else condition.low})
    if condition.high is not None:
        if not is_day:
            found &= Q(**{f"{column}__lte": condition.high})
        elif condition.high < date.max:
            found &= Q(**{f"{column}__lt": begin(condition.high + timedelta(days=1))})
    return found


def begin(day: date) -> datetime:
    """The first moment of a day."""
    # The first and last years of the calendar have no room for a time zone.
    safe = min(max(day, date(1900, 1, 1)), date(9998, 12, 31))
    return timezone.make_aware(datetime(safe.year, safe.month, safe.day))  # noqa: DTZ001


def counted(found: Any, most: int = MOST_COUNTED) -> tuple[int, bool]:
    """How many rows there are, and whether there are more than we counted: never all of a large table."""
    number = len(found.order_by().values_list("pk")[: most + 1])
    return min(number, most), number > most
