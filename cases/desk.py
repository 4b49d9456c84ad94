"""What stands around the list of the day: figures that lead to their rows, what others owe us, what was done today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.lifecycle import ENDED, State
from cases.listing import narrowing
from cases.listing.asked import read_text
from cases.listing.facets import Reader
from cases.models import NO_DUE_DAY, Case, CaseEvent
from cases.permissions import MEDIATORS, Role
from cases.today import MOST, NOBODYS, Line, Scope, Urgency

MOST_DONE = 20
WAITING = frozenset({"approval", "transfer", "draft", "task"})
# What a figure of the page's own list counts.
ONLY: dict[str, frozenset[str]] = {
    "sessions": frozenset({"session"}),
    "waiting": WAITING,
    "answers": frozenset({"answer"}),
}
# Cases in which the next word is somebody else's.
OTHERS: dict[str, "str | Promise"] = {
    State.AWAITING_CONSENT: _("the other side's answer"),
    State.NEEDS_INFO: _("the missing papers"),
    State.SUSPENDED: _("the end of the suspension"),
    State.REFERRED: _("the court's decision to accept"),
    State.IN_ARBITRATION: _("the award"),
}


@dataclass(frozen=True)
class Tile:
    """A number and the rows it counts; `is_more` when there are more than were counted."""

    label: "str | Promise"
    count: int
    is_more: bool
    url: str
    look: str = ""


@dataclass(frozen=True)
class Awaited:
    """A case that waits for somebody else: for what, and since when."""

    case: Case
    what: "str | Promise"
    since: datetime | None
    days: int
    may_ask: bool


def tiles(here: Scope, lines: list[Line]) -> list[Tile]:
    """Deadlines are counted by the very address that lists them; the rest by the rows of this page."""
    found = []
    reader = Reader(here.user, here.day)
    for label, window, look in (
        (_("Overdue"), "overdue", "overdue"),
        (_("Due today"), "today", "today"),
        (_("Due within 7 days"), "week", ""),
    ):
        query = f"due={window}" + ("&mediator=me" if here.is_mine else "")
        found.append(_listed(label, query, reader, look))
    if here.role == Role.HEAD:
        found.append(_listed(_("Nobody's yet"), unassigned(here), reader))
    for label, only in (
        (_("Sessions today"), "sessions"),
        (_("Waiting for me"), "waiting"),
        (_("Answers of the court"), "answers"),
    ):
        count = sum(1 for _line in chosen(lines, only))
        url = f"{reverse('today')}?whose={here.whose}&only={only}"
        found.append(Tile(label, min(count, MOST), count > MOST, url))
    return found


def _listed(label: "str | Promise", query: str, reader: Reader, look: str = "") -> Tile:
    count, is_more = narrowing.counted(narrowing.rows(read_text(query, reader), reader))
    return Tile(label, count, is_more, f"{reverse('cases')}?{query}", look if count else "")


def unassigned(here: Scope) -> str:
    """The list of the cases for which a head has to name a mediator."""
    states = "".join(f"&state={state}" for state in sorted(NOBODYS))
    place = f"&organisation={here.user.posting.organisation_id}" if here.user.posting else ""
    return f"mediator=none{states}{place}"


def all_of(here: Scope) -> str:
    """The list that holds what this page leaves out; nothing when it holds all."""
    if here.cut & {"overdue", "soon"}:
        query = "due=overdue&due=soon" + ("&mediator=me" if here.is_mine else "")
    elif "fresh" in here.cut:
        query = unassigned(here) if here.role == Role.HEAD else "state=registered"
    else:
        return ""
    return f"{reverse('cases')}?{query}"


def chosen(lines: list[Line], only: str) -> Iterable[Line]:
    """The rows that a figure of this page counts."""
    wanted = ONLY[only]
    return (line for line in lines if line.kinds & wanted)


def awaited(here: Scope, lines: list[Line]) -> list[Awaited]:
    """What others owe us, the oldest first; without what presses already."""
    if here.role not in (*MEDIATORS, Role.HEAD, Role.INTAKE):
        return []
    pressing = {line.case.pk for line in lines if line.case and line.matter.urgency < Urgency.LATER}
    rows = here.listed.filter(state__in=OTHERS).select_related("organisation", "mediator")
    cases = [one for one in rows.order_by("next_due_on", "id")[:MOST] if one.pk not in pressing]
    since = _since(cases)
    found = [
        Awaited(
            case,
            OTHERS[case.state],
            since.get(case.pk),
            (here.day - timezone.localdate(since[case.pk])).days if case.pk in since else 0,
            here.user.has_perm("cases.contact", case),
        )
        for case in cases
    ]
    return sorted(found, key=lambda one: -one.days)


def _since(cases: list[Case]) -> dict[Any, datetime]:
    """When each came to the state in which it waits."""
    moves = CaseEvent.objects.filter(case__in=[case.pk for case in cases]).exclude(from_state=F("to_state"))
    return dict(moves.order_by().values_list("case").annotate(last=Max("at")))


def done(here: Scope) -> tuple[list[CaseEvent], bool]:
    """The reader's own acts of today, newest first; whether there were more."""
    start = timezone.make_aware(datetime.combine(here.day, datetime.min.time()))
    # Identifiers carry their moment: the day is found by the key, however long the trail is.
    first = UUID(int=int(start.timestamp() * 1000) << 80)
    # What another person approved was only proposed by the one in whose name it ran.
    approved = CaseEvent.objects.filter(
        case=OuterRef("case"), sequence=OuterRef("sequence") - 1, act="cases.approve"
    ).exclude(user=here.user)
    rows = CaseEvent.objects.filter(~Exists(approved), pk__gte=first, user=here.user, recorded_at__gte=start)
    found = list(rows.select_related("case").defer("note", "facts").order_by("-pk")[: MOST_DONE + 1])
    listed = Case.objects.visible_to(here.user).filter(pk__in={event.case_id for event in found})
    still = set(listed.values_list("pk", flat=True))
    shown = [event for event in found[:MOST_DONE] if event.case_id in still]
    return shown, len(found) > MOST_DONE


def nearest(here: Scope) -> Case | None:
    """The case whose clock ends next."""
    rows = here.listed.exclude(state__in=ENDED)
    rows = rows.filter(next_due_on__gte=here.day, next_due_on__lt=NO_DUE_DAY)
    case: Case | None = rows.order_by("next_due_on", "id").first()
    return case


def heading(only: str) -> "str | Promise":
    """What the list holds when it was narrowed."""
    return {
        "sessions": _("Sessions today"),
        "waiting": _("Waiting for me"),
        "answers": _("Answers of the court"),
    }.get(only, _("To do, the worst consequence first"))
