"""Pages of a list by key: the next rows after a row, the rows before it; no page costs more than the first."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Func, Value

from cases.listing import narrowing
from cases.listing.asked import read_text
from cases.listing.facets import Reader
from cases.models import NO_DUE_DAY, Case, User

PAGE = 50
# The column of each order, and whether its natural direction is downward.
_KEYS = {
    "due": ("next_due_on", False),
    "received": ("received_at", True),
    "amount": ("amount_claimed", True),
    "ended": ("ended_at", True),
}
# The key beyond which nothing stands in a direction but its own ties (column, key, downward).
_LAST = frozenset({("next_due_on", NO_DUE_DAY, False), ("amount_claimed", Decimal(0), True)})


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursors of the rows before and after them; empty where there are none."""

    rows: list[Case]
    before: str = ""
    after: str = ""


def page(rows: Any, order: str, *, after: str = "", before: str = "") -> Page:
    """One page after or before a cursor. A cursor that means nothing is ignored."""
    rows = rows.select_related("organisation", "mediator", "cause")
    if before and (place := _place(order, before)):
        found = list(_beyond(rows, order, *place, backward=True)[: PAGE + 1])
        more, found = len(found) > PAGE, found[:PAGE][::-1]
        if found:
            return Page(found, cursor(found[0], order) if more else "", cursor(found[-1], order))
    place = _place(order, after) if after else None
    found = list(_beyond(rows, order, *place)[: PAGE + 1] if place else in_order(rows, order)[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    return Page(
        found,
        cursor(found[0], order) if place and found else "",
        cursor(found[-1], order) if more else "",
    )


def cursor(case: Case, order: str) -> str:
    """Where a case stands in an order."""
    key = getattr(case, _KEYS[order.lstrip("-")][0])
    return f"{key if isinstance(key, Decimal) else key.isoformat()}~{case.pk}"


def neighbours(user: User, query_string: str, case: Case, today: date) -> tuple[Case | None, Case | None]:
    """The cases before and after this one in a list: where it stands by its key, whether or not it still fits."""
    reader = Reader(user, today)
    wanted = read_text(query_string, reader)
    found, order = narrowing.rows(wanted, reader), wanted.order
    key = getattr(case, _KEYS[order.lstrip("-")][0])
    if key is None:
        return None, None
    return (
        _beyond(found, order, key, case.pk, backward=True).first(),
        _beyond(found, order, key, case.pk).first(),
    )


def in_order(rows: Any, order: str, *, backward: bool = False) -> Any:
    """The rows in this order, or from its end."""
    column, down = _direction(order, backward)
    sign = "-" if down else ""
    return rows.order_by(f"{sign}{column}", f"{sign}id")


def _direction(order: str, backward: bool) -> tuple[str, bool]:
    column, down = _KEYS[order.lstrip("-")]
    return column, down ^ order.startswith("-") ^ backward


def _beyond(rows: Any, order: str, key: Any, pk: UUID, *, backward: bool = False) -> Any:
    column, down = _direction(order, backward)
    if (column, key, down) in _LAST:
        # Most cases have no near day: a range that begins there looks empty to a planner, which then sorts them all.
        rows = rows.filter(**{column: key, "id__lt" if down else "id__gt": pk})
        return in_order(rows, order, backward=backward)
    of: Any = Case._meta
    place = Value(key, output_field=of.get_field(column)), Value(pk, output_field=of.get_field("id"))
    how = "<" if down else ">"
    return in_order(rows.filter(_Beyond(column, "id", *place, how=how)), order, backward=backward)


class _Beyond(Func):
    """`(day, id) > (this day, this id)`: one range of the index. Said with OR, all rows of the day would be walked."""

    arity = 4
    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **given: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts = [compiler.compile(part) for part in self.get_source_expressions()]
        column, pk, key, last = (sql for sql, _params in parts)
        how = self.extra["how"]
        return f"({column}, {pk}) {how} ({key}, {last})", [one for _sql, params in parts for one in params]


def _place(order: str, cursor: str) -> tuple[Any, UUID] | None:
    key, _tilde, pk = cursor[:100].partition("~")
    column = _KEYS[order.lstrip("-")][0]
    try:
        last = UUID(pk)
        if column == "next_due_on":
            return date.fromisoformat(key), last
        if column == "amount_claimed":
            amount = Decimal(key)
            return (amount, last) if amount.is_finite() and abs(amount) < 10**12 else None
        moment = datetime.fromisoformat(key)
    except (ValueError, InvalidOperation):
        return None
    return (moment, last) if moment.tzinfo is not None and 1900 < moment.year < 9999 else None
