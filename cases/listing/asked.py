"""What the address of a list asks for. What it cannot mean is kept, to be shown struck out and ignored."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from cases import text
from cases.listing import columns as known_columns
from cases.listing.facets import FACETS, SPANS, Facet, Reader, Span

LONGEST = 100  # of a word in the address
MOST_VALUES = 40  # of one facet
NOT = "not_"
# Each order by its natural direction: nearest day, newest, largest first. A minus turns it round.
ORDERS = ("due", "-due", "received", "-received", "amount", "-amount", "ended", "-ended")
_LARGEST = Decimal(10) ** 12

Value = Any  # a day or an amount


@dataclass(frozen=True)
class Condition:
    """One facet with its chosen values and their words, or one span with its ends; said or denied."""

    of: Facet | Span
    is_not: bool = False
    values: dict[str, "str | Promise"] = field(default_factory=dict)
    low: Value = None
    high: Value = None

    def pairs(self) -> list[tuple[str, str]]:
        """As it stands in the address."""
        before = NOT if self.is_not else ""
        if isinstance(self.of, Facet):
            return [(before + self.of.name, code) for code in self.values]
        ends = zip(self.of.ends, (self.low, self.high), strict=True)
        return [(before + name, spelled(value)) for name, value in ends if value is not None]


def spelled(value: Value) -> str:
    """A day or an amount as the address spells it."""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}".removesuffix(".00")


@dataclass(frozen=True)
class Asked:
    """What an address asks for, understood."""

    conditions: tuple[Condition, ...] = ()
    q: str = ""
    order: str = "due"
    columns: tuple[str, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Does anything narrow the list?"""
        return bool(self.conditions or self.q)

    def get(self, name: str, *, is_not: bool = False) -> Condition | None:
        """The condition on this facet or span."""
        return next((one for one in self.conditions if (one.of.name, one.is_not) == (name, is_not)), None)

    def codes(self, name: str, *, is_not: bool = False) -> list[str]:
        """The values chosen of a facet."""
        found = self.get(name, is_not=is_not)
        return list(found.values) if found else []

    def address(self) -> str:
        """The query that asks for just this: no empty fields, nothing that was not understood."""
        query = QueryDict(mutable=True)
        for one in self.conditions:
            for name, value in one.pairs():
                query.appendlist(name, value)
        if self.q:
            query["q"] = self.q
        if self.order != "due":
            query["order"] = self.order
        if self.columns:
            query["columns"] = ",".join(self.columns)
        return query.urlencode(safe=",")

    def without(self, condition: Condition, code: str | None = None) -> "Asked":
        """The same without this condition, or without one of its values."""
        rest = [one for one in self.conditions if one is not condition]
        left = {key: words for key, words in condition.values.items() if code is not None and key != code}
        if left:
            rest.insert(self.conditions.index(condition), replace(condition, values=left))
        return replace(self, conditions=tuple(rest))

    def sorted_by(self, order: str) -> "Asked":
        """The same in another order."""
        return replace(self, order=order)


def read(query: QueryDict, reader: Reader) -> Asked:
    """Understand an address. Values that this reader cannot choose are not understood."""
    given = _Given(query, reader)
    conditions = [
        condition
        for is_not in (False, True)
        for condition in (
            *(given.facet(facet, is_not) for facet in FACETS),
            *(given.span(span, is_not) for span in SPANS),
        )
        if condition is not None
    ]
    order = query.get("order", "")
    if order and order not in ORDERS:
        given.ignore("order", order)
    return Asked(
        conditions=tuple(conditions),
        q=given.words(),
        order=order if order in ORDERS else "due",
        columns=given.columns(),
        ignored=tuple(given.ignored),
    )


def read_text(query: str, reader: Reader) -> Asked:
    """Understand an address kept as text: a saved view, the list one came from."""
    return read(QueryDict(query[:4000]), reader)


class _Given:
    def __init__(self, query: QueryDict, reader: Reader) -> None:
        self.query, self.reader = query, reader
        self.ignored: list[tuple[str, str]] = []

    def ignore(self, name: str, value: str) -> None:
        self.ignored.append((name, value[:LONGEST]))

    def _spelled(self, of: str, names: Iterable[str], is_not: bool) -> list[list[str]]:
        """The names to look for. The editor sends which of the two is meant beside the value; a link says it by name."""
        meant = self.query.get(f"is_{of}") == "not"
        plain = list(names) if meant == is_not else []
        return [plain, [NOT + name for name in names] if is_not else []]

    def facet(self, facet: Facet, is_not: bool) -> Condition | None:
        found: dict[str, str | Promise] = {}
        for name in chain(*self._spelled(facet.name, [facet.name], is_not)):
            given = [value for value in self.query.getlist(name) if value]
            known = facet.known(
                (value for value in given[:MOST_VALUES] if len(value) <= LONGEST), self.reader
            )
            for value in given:
                if value not in known:
                    self.ignore(name, value)
            found |= known
        return Condition(facet, is_not, values=found) if found else None

    def span(self, span: Span, is_not: bool) -> Condition | None:
        low = high = None
        for names in self._spelled(span.name, span.ends, is_not):
            if names:
                first, last = (self._end(name, span) for name in names)
                low, high = low if first is None else first, high if last is None else last
        if low is None and high is None:
            return None
        return Condition(span, is_not, low=low, high=high)

    def _end(self, name: str, span: Span) -> Value:
        given = text.searchable(self.query.get(name, "")[:LONGEST])
        try:
            if not given:
                return None
            return _amount(given) if span.is_money else date.fromisoformat(given)
        except (ValueError, InvalidOperation):
            self.ignore(name, given)
            return None

    def words(self) -> str:
        words = self.query.get("q", "").strip()
        odd = len(words) > LONGEST or text.problem(words) or "\ufffd" in words or not text.grams(words)
        if words and odd:
            self.ignore("q", words)
        return "" if odd else words

    def columns(self) -> tuple[str, ...]:
        # The picker sends box by box, and which one moves; a link has them in one word.
        picked = moved(self.query.getlist("column")[:40], self.query.get("up"), self.query.get("down"))
        given = picked or [code for code in self.query.get("columns", "")[:400].split(",") if code]
        for code in given:
            if code not in known_columns.BY_CODE:
                self.ignore("columns", code)
        chosen = [code for code in dict.fromkeys(given) if code in known_columns.BY_CODE]
        for code in chosen[known_columns.MOST :]:
            self.ignore("columns", code)
        return tuple(chosen[: known_columns.MOST])


def moved(codes: list[str], up: str | None, down: str | None) -> list[str]:
    """The same codes with one of them a place nearer to the beginning or to the end."""
    for code, step in ((up, -1), (down, 1)):
        if code in codes and 0 <= codes.index(code) + step < len(codes):
            place = codes.index(code)
            codes[place], codes[place + step] = codes[place + step], codes[place]
    return codes


def _amount(given: str) -> Decimal:
    found = Decimal(given.replace(",", "").lstrip("¥"))
    if not found.is_finite() or not 0 <= found < _LARGEST:
        raise ValueError("no amount of money")
    return found.quantize(Decimal("0.01"))
