"""A new or amended holiday notice: open clocks are counted again, and whatever moves leaves a trace on its case.

A day that moved is an event of the named actor “holiday calendar”, and the mediators are told. Where only the count
was checked and every day stayed, the row's history says so and the timeline stays quiet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import deadlines, notifications
from cases.actors import Actor
from cases.audit import recorded
from cases.history import explained
from cases.law import Calendar
from cases.law.limits.rule_table import RULES
from cases.lifecycle import OPEN
from cases.models import Case, CaseEvent, Deadline, HolidayNotice, User
from cases.registry import register_label, register_teller
from cases.telling import About, Told
from cases.wording import day, listed

ACT = "cases.recount"
BATCH = 200


@dataclass
class Recounted:
    """What a run did: cases looked at, cases with a day that moved, days that moved."""

    cases: int = 0
    moved_cases: int = 0
    moved_days: int = 0


def register() -> None:
    """Called once at start-up."""
    register_label(ACT, gettext_lazy("Clocks counted again after a holiday notice"))
    register_teller(tell)


def recount_all(at: datetime) -> Recounted:
    """Count every open clock again that was counted with other days. Each case by itself: it may be run again."""
    done, days = Recounted(), deadlines.calendar()
    notices = {notice.year: notice for notice in HolidayNotice.objects.defer("days")}
    for pk in _cases(days):
        moves = _recount_case(pk, days, notices, at)
        done.cases += 1
        done.moved_cases += bool(moves)
        done.moved_days += moves
    return done


def _stale(days: Calendar) -> Any:
    open_ones = Deadline.objects.filter(met_on=None, ended_on=None, rule__in=list(RULES))
    return open_ones.exclude(calendar_version__in=("", days.version))


def _cases(days: Calendar) -> Iterator[UUID]:
    """The cases with such clocks, so many at a time and in the order of their keys."""
    rows = _stale(days).filter(case__state__in=OPEN).order_by("case_id")
    last: UUID | None = None
    while True:
        after = rows if last is None else rows.filter(case_id__gt=last)
        batch = list(after.values_list("case_id", flat=True).distinct()[:BATCH])
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1]


def _recount_case(pk: UUID, days: Calendar, notices: Mapping[int, HolidayNotice], at: datetime) -> int:
    """How many days moved on this case."""
    with transaction.atomic():
        # Locked before the clocks are looked at: an act at the same moment comes before or after as a whole.
        case = Case.objects.select_for_update().get(pk=pk)
        if case.state not in OPEN:
            return 0  # it ended meanwhile
        stale = list(_stale(days).filter(case=case).order_by("pk"))
        before = {clock.pk: (clock.last_day, clock.due_on, clock.nominal_on) for clock in stale}
        clocks = [clock for clock in stale if deadlines.recount(clock, days)]
        moved = [one for one in clocks if before[one.pk] != (one.last_day, one.due_on, one.nominal_on)]
        if not moved:
            with explained(ACT, by=Actor.CALENDAR):
                _save(clocks)
            return 0
        with recorded(ACT, case, by=Actor.CALENDAR, at=at) as case:
            _save(clocks)
            facts = {"clocks": [_move(clock, *before[clock.pk][:2]) for clock in moved]}
            case.event_facts.update(facts, notices=_notices(moved, notices))
            people = (case.mediator, case.co_mediator) if case.mediator_id else (case.screener,)
            notifications.notify(people, notifications.CLOCK_MOVED, case=case, at=at, facts=facts)
        return len(moved)


def _save(clocks: list[Deadline]) -> None:
    for clock in clocks:
        clock.save()


def _move(clock: Deadline, last_day: date, due_on: date | None) -> dict[str, Any]:
    """One clock as the event keeps it. A last day that was open till now says so, and what passed for it."""
    return {
        "kind": clock.kind,
        "before": last_day.isoformat(),
        "after": clock.last_day.isoformat(),
        "was_open": due_on is None,
    }


def _notices(clocks: list[Deadline], notices: Mapping[int, HolidayNotice]) -> list[dict[str, Any]]:
    """What was loaded last among the notices of the years these counts run through: the cause of the move.

    The notice of a year may speak of the December before.
    """
    first = min(clock.started_on.year for clock in clocks)
    last = max(clock.last_day.year + (clock.last_day.month == 12) for clock in clocks)
    met = [notices[year] for year in range(first, last + 1) if year in notices]
    newest = max((notice.loaded_at for notice in met), default=None)
    return [{"year": one.year, "digest": one.digest} for one in met if one.loaded_at == newest]


# --- in words ---------------------------------------------------------------------------------------------------


def moved(facts: Mapping[str, Any]) -> list[str]:
    """What moved, as an event or a notification keeps it, in the reader's language."""
    return [_in_words(one) for one in facts.get("clocks", ())]


def _in_words(one: Mapping[str, Any]) -> str:
    words = {
        "clock": Deadline.Kind(one["kind"]).label if one["kind"] in Deadline.Kind.values else one["kind"],
        "before": day(date.fromisoformat(one["before"])),
        "after": day(date.fromisoformat(one["after"])),
    }
    if not one.get("was_open"):
        return _("%(clock)s, %(before)s → %(after)s") % words
    return _("%(clock)s, open until now → %(after)s") % words


def tell(case: Case, events: list[CaseEvent], user: User) -> Told:
    """What moved, and the notices it was counted by."""
    mine = [event for event in events if event.act == ACT]
    if not mine:
        return {}
    notices = {notice.digest: notice for notice in HolidayNotice.objects.defer("days")}
    return {event.pk: _about(event, notices) for event in mine}


def _about(event: CaseEvent, notices: Mapping[str, HolidayNotice]) -> list[About]:
    named = [_named(one["year"], notices.get(one["digest"])) for one in event.facts.get("notices", ())]
    return [About(words) for words in (*moved(event.facts), *named)]


def _named(year: int, notice: HolidayNotice | None) -> str:
    """A notice with its papers; one that was replaced since by its year only."""
    if notice is None or not notice.source:
        return _("holiday notice for %(year)s") % {"year": year}
    return _("holiday notice for %(year)s: %(papers)s") % {"year": year, "papers": listed(notice.source)}
