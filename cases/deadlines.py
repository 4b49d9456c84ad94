"""The bridge between a case and the law: asks the law, writes the clock's row, keeps the nearest day on the case."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from cases.law import Calendar, TimeLimit
from cases.law.calendar import Notice
from cases.law.limits import time_limits
from cases.law.limits.rule_table import RULES
from cases.law.limits.time_limits import Consent, NotAllowed
from cases.lifecycle import ENDED
from cases.models import NO_DUE_DAY, Case, Deadline, HolidayNotice


def calendar() -> Calendar:
    """The calendar from the notices in the database (`load_reference` puts them there)."""
    return _calendar_of(tuple(HolidayNotice.objects.order_by("year").values_list("year", "digest")))


@lru_cache(maxsize=4)
def _calendar_of(notices: tuple[tuple[int, str], ...]) -> Calendar:
    """Built once for each set of notices: a new or amended one has another digest."""
    rows = HolidayNotice.objects.filter(year__in=[year for year, _digest in notices]).order_by("year")
    return Calendar.from_notices(
        Notice.from_mapping({"year": row.year, "days": row.days, "papers": row.source}) for row in rows
    )


def start(
    case: Case, kind: str, limit: TimeLimit, *, subject: UUID | None = None, promise: bool = False
) -> Deadline:
    """Start a clock as the law worked it out."""
    return Deadline.objects.create(**columns(case, kind, limit), subject=subject, is_promise=promise)


def columns(case: Case, kind: str, limit: TimeLimit) -> dict[str, Any]:
    """The columns of a clock's row; bulk imports write them by themselves."""
    return {
        "case": case,
        "kind": kind,
        "rule": limit.rule,
        "basis": list(limit.basis),
        "steps": _steps(limit),
        "start_event": limit.start_event.value,
        "started_on": limit.start_on,
        "nominal_on": limit.nominal_on,
        "due_on": limit.due_on,
        "calendar_version": limit.calendar_version,
    }


def _steps(limit: TimeLimit) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = [
        {"zh": step.text_zh, "en": step.text_en, "on": step.on.isoformat() if step.on else None}
        for step in limit.steps
    ]
    if not RULES[limit.rule].length_is_fixed:
        # What the house chose then: a later recount goes by it, not by what the house says by then.
        steps[0]["length"] = limit.length
    return steps


def start_agreed(
    case: Case,
    kind: str,
    *,
    rule: str,
    start_event: str,
    started_on: date,
    due_on: date,
    subject: UUID | None = None,
    promise: bool = False,
) -> Deadline:
    """Start a clock whose last day somebody named: an instalment, the review of a suspension, a date of the court."""
    return Deadline.objects.create(
        case=case,
        kind=kind,
        rule=rule,
        start_event=start_event,
        started_on=started_on,
        nominal_on=due_on,
        due_on=due_on,
        subject=subject,
        is_promise=promise,
    )


def live(case: Case, *kinds: str, subject: UUID | None = None) -> Any:
    """The running clocks of a case."""
    rows = Deadline.objects.filter(case=case, met_on=None, ended_on=None)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.filter(subject=subject) if subject else rows


def meet(case: Case, *kinds: str, on: date, subject: UUID | None = None) -> None:
    """What these clocks asked for was done on this day."""
    for deadline in live(case, *kinds, subject=subject):
        deadline.met_on = on
        deadline.save()


def end(case: Case, *kinds: str, on: date, subject: UUID | None = None) -> None:
    """These clocks have no object any more; without kinds, all of them."""
    for deadline in live(case, *kinds, subject=subject):
        deadline.ended_on = on
        deadline.save()


def revive(case: Case, clocks: Iterable[str], *, ended_on: date) -> None:
    """These clocks, which a merge ended on this day, run on. Legal clocks never restart."""
    for deadline in Deadline.objects.filter(case=case, pk__in=list(clocks), ended_on=ended_on, met_on=None):
        deadline.ended_on = None
        # A notice loaded in between went past it.
        recount(deadline, calendar())
        deadline.save()


def extend(deadline: Deadline, limit: TimeLimit, *, consent: str) -> None:
    """Write a lawful extension into the clock's row; the end before stays readable."""
    deadline.extended_from = deadline.last_day
    deadline.extension_consent = consent
    _write(deadline, limit)
    deadline.save()


def recount(deadline: Deadline, days: Calendar) -> bool:
    """Put what the law gives with these days into the row, not saved. False where there is nothing to count again.

    A day that somebody named is left alone, and so is a row that the table of rules does not explain any more, or
    whose length was not kept with it: nothing is guessed.
    """
    if not deadline.calendar_version or deadline.calendar_version == days.version:
        return False
    limit = _counted_again(deadline, days)
    if limit is None:
        return False
    _write(deadline, limit)
    return True


def _counted_again(deadline: Deadline, days: Calendar) -> TimeLimit | None:
    rule, length = RULES.get(deadline.rule), None
    if rule is None:
        return None
    if not rule.length_is_fixed:
        length = length_of(deadline)
        if length is None:
            return None
    limit = time_limits.by_rule(deadline.rule, started_on=deadline.started_on, calendar=days, length=length)
    if deadline.extended_from is None:
        return limit
    # The consents were looked at when they were given; only the last day is rolled anew.
    given = [Consent(consenter, deadline.started_on) for consenter in limit.extension.needs]
    as_it_was = replace(limit, nominal_on=deadline.extended_from, due_on=None)
    try:
        return time_limits.extended(as_it_was, new_end_on=deadline.nominal_on, consents=given, calendar=days)
    except NotAllowed:
        return None  # by the table of today it could not have been extended so: the checks name it


def length_of(deadline: Deadline) -> int | None:
    """The length the house chose when this clock started, in its rule's unit; None where the rule fixes it."""
    length: int | None = deadline.steps[0].get("length") if deadline.steps else None
    return length


def _write(deadline: Deadline, limit: TimeLimit) -> None:
    length = length_of(deadline)
    deadline.nominal_on = limit.nominal_on
    deadline.due_on = limit.due_on
    deadline.calendar_version = limit.calendar_version
    deadline.steps = _steps(limit)
    if length is not None:
        deadline.steps[0]["length"] = length
    deadline.basis = list(limit.basis)


def settle(case: Case, on: date) -> None:
    """Called as each act ends: an ended case has no live clock of ours, an open one knows its nearest."""
    if case.state in ENDED:
        end(case, on=on)
    case.next_due_on, case.next_due_kind = nearest(live(case))


def nearest(clocks: Iterable[Deadline]) -> tuple[date, str]:
    """The nearest last day among running clocks that ask for something, and which clock it is."""
    asking = [(clock.last_day, clock.kind) for clock in clocks if clock.kind not in Deadline.INFORMATIONAL]
    return min(asking, default=(NO_DUE_DAY, ""))
