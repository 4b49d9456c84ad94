"""Clocks: each as its rule gives it, none live in an ended case, the nearest one named on the case."""

from datetime import date, timedelta
from typing import Any

from cases import deadlines
from cases.law import Calendar
from cases.law.limits import counting, rule_table, rules, time_limits
from cases.lifecycle import ENDED
from cases.models import Deadline
from cases.verification.registry import Batch, Found, case_check


class _Recount:
    """Limits worked out again with today's calendar; each rule and day once."""

    def __init__(self) -> None:
        self.calendar: Calendar = deadlines.calendar()
        self._known: dict[tuple[str, date], Any] = {}

    def limit(self, rule: str, started_on: date) -> Any:
        key = (rule, started_on)
        if key not in self._known:
            if len(self._known) > 5_000:
                self._known.clear()
            self._known[key] = time_limits.by_rule(rule, started_on=started_on, calendar=self.calendar)
        return self._known[key]


@case_check("W10", "each clock shows what its rule, its start and the calendar give, unless it was extended")
def clocks_are_right(batch: Batch) -> Found:
    recount: _Recount | None = None
    for case in batch.cases:
        for clock in batch.clocks[case.pk]:
            rule = rule_table.RULES.get(clock.rule)
            if rule is None or not clock.calendar_version:
                continue  # a day that somebody named
            recount = recount or _Recount()
            wrong = _wrong(clock, rule, recount)
            if wrong:
                yield case, f"clock {clock.kind} from {clock.started_on}: {wrong}"


def _wrong(clock: Deadline, rule: Any, recount: _Recount) -> str:
    is_todays = clock.calendar_version == recount.calendar.version
    if clock.extended_from is None:
        if not rule.length_is_fixed:
            return ""
        limit = recount.limit(clock.rule, clock.started_on)
        if is_todays and (clock.nominal_on, clock.due_on) != (limit.nominal_on, limit.due_on):
            return f"{clock.nominal_on}/{clock.due_on} stored, {limit.nominal_on}/{limit.due_on} by the rule"
        if rule.unit is not rules.Unit.WORKING_DAYS and clock.nominal_on != limit.nominal_on:
            return f"{clock.nominal_on} stored, {limit.nominal_on} by the rule"
        return ""
    if not rule.extension.is_possible:
        return "it was extended, which its rule does not know"
    if clock.nominal_on <= clock.extended_from:
        return "its extension made it shorter"
    at_most = rule.extension.at_most
    first = recount.limit(clock.rule, clock.started_on).nominal_on if rule.length_is_fixed else None
    if at_most is not None and first is not None and clock.nominal_on > first + timedelta(days=at_most):
        return "it was extended beyond what its rule allows"
    due_on, _steps = counting.last_day(clock.nominal_on, recount.calendar)
    return f"{clock.due_on} stored, {due_on} by the calendar" if is_todays and clock.due_on != due_on else ""


@case_check("L1", "an ended case has no live clock")
def ended_cases_have_no_clock(batch: Batch) -> Found:
    for case in batch.cases:
        if case.state in ENDED:
            for clock in batch.clocks[case.pk]:
                if clock.is_live:
                    yield case, f"the case is “{case.state}”, its clock {clock.kind} runs"


@case_check("L2", "the next day on the case is that of its nearest live clock")
def nearest_is_named(batch: Batch) -> Found:
    for case in batch.cases:
        nearest = deadlines.nearest(clock for clock in batch.clocks[case.pk] if clock.is_live)
        asks = (case.next_due_on, case.next_due_kind)
        # Of two clocks that end on one day either may be named.
        kinds = {
            clock.kind
            for clock in batch.clocks[case.pk]
            if clock.is_live and clock.last_day == case.next_due_on
        }
        if asks[0] != nearest[0] or (asks[1] != nearest[1] and asks[1] not in kinds):
            yield case, f"{asks[0]} ({asks[1]}) stored, {nearest[0]} ({nearest[1]}) by its clocks"
