"""What the page of a list is made of: lines with their cells, headings, the editor of filters, the picker of columns."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import permissions
from cases.listing import columns, words
from cases.listing.asked import NOT, Asked, Condition, spelled
from cases.listing.columns import BY_CODE, COLUMNS, Column, Sheet
from cases.listing.facets import FACETS, SPANS, Facet, Reader, Span
from cases.listing.narrowing import counted, rows
from cases.models import NO_DUE_DAY, Case, Deadline
from cases.wording import nearness

MOST_WITHOUT = 100  # counted for "without this filter"
MOST_SUGGESTED = 6


@dataclass(frozen=True)
class Line:
    """One case of the list."""

    case: Case
    cells: list[tuple[Column, Any]]
    may_look: bool
    nearness: str

    @property
    def is_promised(self) -> bool:
        """Is the nearest day one of our own promises, and no limit of law?"""
        return self.case.next_due_kind in Deadline.PROMISES


def lines(cases: list[Case], codes: tuple[str, ...], sheet: Sheet, reader: Reader) -> list[Line]:
    """The cases with the cells of the chosen columns."""
    chosen, late = [BY_CODE[code] for code in codes], _late_by_law(cases, reader.today)
    return [
        Line(
            case,
            [(column, column.value(case, sheet)) for column in chosen],
            reader.user.has_perm(permissions.CONTENT, case),
            "overdue" if case.pk in late else _nearness(case, reader.today),
        )
        for case in cases
    ]


def _late_by_law(cases: list[Case], today: date) -> set[Any]:
    """Cases whose nearest day is a promise of ours, while a limit of law is over too: the promise must not hide it."""
    promised = [case.pk for case in cases if case.is_open and case.next_due_kind in Deadline.PROMISES]
    if not promised:
        return set()
    running = Deadline.objects.filter(case__in=promised, met_on=None, ended_on=None, is_promise=False)
    over = running.exclude(kind__in=Deadline.INFORMATIONAL).filter(due_on__lt=today)
    return set(over.values_list("case", flat=True))


def _nearness(case: Case, today: date) -> str:
    if not case.is_open or case.next_due_on == NO_DUE_DAY or case.next_due_kind in Deadline.PROMISES:
        return ""  # a promise of ours never looks like a limit of law
    found = nearness(case.next_due_on, today)
    return "" if found == "ok" else found


@dataclass(frozen=True)
class Head:
    """The heading of a column: how a press on it sorts, and which facet stands behind its filter sign."""

    column: Column
    sort: str = ""  # the address of the list in the order that a press gives
    sorted: str = ""  # ascending, descending, or not by this

    @property
    def facet(self) -> str:
        return self.column.facet


def heads(wanted: Asked, codes: tuple[str, ...]) -> list[Head]:
    """The headings of the chosen columns."""
    return [_head(BY_CODE[code], wanted) for code in codes]


def _head(column: Column, wanted: Asked) -> Head:
    if not column.order:
        return Head(column)
    turned = wanted.order == column.order
    address = wanted.sorted_by(f"-{column.order}" if turned else column.order).address()
    if wanted.order.lstrip("-") != column.order:
        return Head(column, address)
    goes_up = (column.order == "due") == turned
    return Head(column, address, "ascending" if goes_up else "descending")


ORDER_LABELS: dict[str, "str | Promise"] = {
    "due": _("nearest deadline first"),
    "-due": _("furthest deadline first"),
    "received": _("newest first"),
    "-received": _("oldest first"),
    "amount": _("largest amount first"),
    "-amount": _("smallest amount first"),
    "ended": _("last ended first"),
    "-ended": _("first ended first"),
}


@dataclass(frozen=True)
class Order:
    """A way to sort the list."""

    label: "str | Promise"
    address: str
    is_current: bool


def orders(wanted: Asked) -> list[Order]:
    """All ways to sort the list."""
    return [
        Order(label, wanted.sorted_by(order).address(), order == wanted.order)
        for order, label in ORDER_LABELS.items()
    ]


@dataclass(frozen=True)
class Option:
    code: str
    words: "str | Promise"
    is_chosen: bool


@dataclass(frozen=True)
class Field:
    """One facet or span in the editor. What the editor cannot show of it is carried along."""

    of: Facet | Span
    is_not: bool
    options: list[Option] = field(default_factory=list)
    low: str = ""
    high: str = ""
    is_open: bool = False
    chosen: int = 0
    carried: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_span(self) -> bool:
        return isinstance(self.of, Span)

    @property
    def is_several(self) -> bool:
        """More than one of a long list is chosen."""
        return self.chosen > 1


def fields(wanted: Asked, reader: Reader, opened: str = "") -> Iterator[Field]:
    """The editor of filters, facet by facet."""
    every: tuple[Facet | Span, ...] = (*FACETS, *SPANS)
    for of in every:
        plain, denied = wanted.get(of.name), wanted.get(of.name, is_not=True)
        shown = plain or denied
        carried = denied.pairs() if plain and denied else []
        if isinstance(of, Span):
            yield _span_field(of, shown, is_open=opened == of.name, carried=carried)
            continue
        options = _options(of, shown, reader)
        if options:
            yield Field(
                of,
                is_not=shown is denied and denied is not None,
                options=options,
                is_open=opened == of.name or shown is not None or of.default_open,
                chosen=len(shown.values) if shown else 0,
                carried=carried,
            )


def _options(of: Facet, shown: Condition | None, reader: Reader) -> list[Option]:
    chosen = shown.values if shown else {}
    known = {**of.options(reader), **chosen}
    # Whoever looks at one organisation has nothing to choose.
    if of.name == "organisation" and len(known) < 2 and not chosen:
        return []
    return [Option(code, label, code in chosen) for code, label in known.items()]


def _span_field(of: Span, shown: Condition | None, *, is_open: bool, carried: list[tuple[str, str]]) -> Field:
    low, high = (shown.low, shown.high) if shown else (None, None)
    return Field(
        of,
        is_not=bool(shown and shown.is_not),
        low="" if low is None else spelled(low),
        high="" if high is None else spelled(high),
        is_open=is_open or shown is not None,
        chosen=1 if shown else 0,
        carried=carried,
    )


@dataclass(frozen=True)
class Pick:
    """A column in the picker."""

    column: Column
    is_chosen: bool


def picks(codes: tuple[str, ...]) -> list[Pick]:
    """All columns, the chosen ones first and in their order."""
    rest = [column for column in COLUMNS if column.code not in codes]
    return [*(Pick(BY_CODE[code], True) for code in codes), *(Pick(column, False) for column in rest)]


@dataclass(frozen=True)
class Suggestion:
    """Without this filter there would be so many."""

    words: str
    address: str
    count: int
    is_more: bool


def suggestions(wanted: Asked, reader: Reader) -> list[Suggestion]:
    """For an empty list: which filter to take away, and what would be found then."""
    found = []
    narrower = [(words.said(one), wanted.without(one)) for one in wanted.conditions]
    if wanted.q:
        narrower.append((words.said_words(wanted.q), replace(wanted, q="")))
    for told, wider in narrower[:MOST_SUGGESTED]:
        count, is_more = counted(rows(wider, reader), MOST_WITHOUT)
        if count:
            found.append(Suggestion(told, wider.address(), count, is_more))
    return found


def shown_columns(wanted: Asked, reader: Reader) -> tuple[str, ...]:
    """The columns asked for, or those that this reader usually sees."""
    return wanted.columns or columns.usual(reader.user)


def hidden(wanted: Asked, *without: str) -> list[tuple[str, str]]:
    """An address as the hidden fields of a form, without some of its names."""
    pairs = [pair for one in wanted.conditions for pair in one.pairs()]
    pairs += [("q", wanted.q), ("columns", ",".join(wanted.columns))]
    pairs.append(("order", "" if wanted.order == "due" else wanted.order))
    return [(name, value) for name, value in pairs if value and name.removeprefix(NOT) not in without]
