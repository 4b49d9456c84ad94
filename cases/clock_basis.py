"""What a calculation of days rests on: the articles with their gist, and the events in which its dates were recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from cases import registry, timeline
from cases.actors import Actor
from cases.law.articles import article
from cases.models import Case, CaseEvent, User
from cases.wording import is_english


@dataclass(frozen=True)
class Source:
    """Where something was recorded: the event, and where the history tells of it."""

    label: "str | Promise"
    at: datetime
    actor: Any
    is_person: bool
    url: str


@dataclass(frozen=True)
class Basis:
    """An article with its gist."""

    citation: str
    gist: str


def said(text: Any) -> str:
    """A text of the law in the reader's language."""
    return str(text.en if is_english() else text.zh)


def listed(words: Iterable[str]) -> str:
    """Words one after the other, by the comma of the reader's language."""
    return (", " if is_english() else "、").join(words)


def articles(codes: Iterable[str]) -> list[Basis]:
    """The articles of these codes; one the register does not know stays as it is."""
    found = []
    for code in codes:
        try:
            one = article(code)
        except KeyError:
            found.append(Basis(code, ""))
            continue
        found.append(
            Basis(one.citation_en, one.gist_en) if is_english() else Basis(one.citation_zh, one.gist_zh)
        )
    return found


class Told:
    """The events of a case that this person may know of, looked up once for all that was recorded in them."""

    def __init__(self, case: Case, user: User) -> None:
        self.case, self.user = case, user
        self._events: dict[int, CaseEvent] = {}

    def look_up(self, reasons: Iterable[str]) -> None:
        """Fetch the events that these rows of the history name: one query."""
        wanted = {number for number in map(_number, reasons) if number is not None}
        rows = timeline.of_case(self.case, self.user).filter(sequence__in=wanted)
        self._events = {event.sequence: event for event in rows.defer("note")}

    def source(self, reason: str) -> Source | None:
        """The event that a row of the history names; None for one that is not this person's to know."""
        event = self._events.get(_number(reason) or 0)
        if event is None:
            return None
        day = timezone.localdate(event.at)
        where = f"{reverse('timeline', args=[self.case.ref])}?since={day}&until={day}#event-{event.sequence}"
        who = event.user or Actor.by_code(event.system)
        return Source(registry.label(event.act), event.at, who, event.user is not None, where)


def _number(reason: str | None) -> int | None:
    """cases.accept#4 → 4: the event in which a row of the history was written."""
    number = (reason or "").rpartition("#")[2]
    return int(number) if number.isascii() and number.isdigit() else None
