"""The clocks of a case, explained: where each began, how its days were counted, what moved its end, what follows then.

How a clock stands is worked out when it is shown and never stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import clock_limitation, deadlines, pages, registry
from cases.clock_basis import Basis, Source, Told, articles, listed, said
from cases.clock_days import Period, Shown, strip, summed
from cases.law import Calendar
from cases.law.limits.rule_table import RULES
from cases.law.limits.rules import Consenter, Rule, Unit
from cases.models import Case, Deadline, User
from cases.wording import is_english


@dataclass(frozen=True)
class Move:
    """The end of a clock was moved: from which day to which, by whose consent, and where that was recorded."""

    before: date
    after: date
    consent: str
    source: Source | None


@dataclass(frozen=True)
class Card:
    """A deadline with all there is to say about it."""

    clock: Deadline
    rule: Rule | None
    source: Source | None
    basis: list[Basis]
    days: list[Shown]
    totals: dict[str, int]
    moves: list[Move]
    calendar: Calendar  # the one in use now

    @property
    def anchor(self) -> str:
        return anchor(self.clock)

    @property
    def is_moved_by_rest(self) -> bool:
        """Does a rest day move the end, so that there are two last days?"""
        return self.clock.due_on is not None and self.clock.due_on != self.clock.nominal_on

    @property
    def is_counted_otherwise(self) -> bool:
        """Have other holiday notices been loaded since?"""
        version = self.clock.calendar_version
        return bool(version) and version != self.calendar.version

    @property
    def notices(self) -> str:
        """The holiday notices it was counted by: those of the years it touches, as far as they were published."""
        clock = self.clock
        if not clock.calendar_version:
            return ""
        first, last = clock.started_on.year, clock.last_day.year
        if clock.due_on is None and last > first:  # left open, for want of the last year's notice
            last -= 1
        years = [str(year) for year in range(first, last + 1) if self.calendar.covers(year)]
        if not years:
            return ""
        words = _("Counted by the holiday notices of the State Council's General Office for %(years)s.")
        return words % {"years": listed(years)}

    @property
    def at_end(self) -> str:
        """What follows when the time ends."""
        return said(self.rule.at_end) if self.rule else ""

    @property
    def version(self) -> str:
        """Since when the rule stands as it is counted."""
        return said(self.rule.version.text) if self.rule else ""

    @property
    def extension(self) -> str:
        """Who may move the end, by law."""
        if self.rule is None:
            return ""
        needs = self.rule.extension.needs
        if not needs:
            return _("This period cannot be extended.")
        if {Consenter.APPLICANT, Consenter.RESPONDENT} <= needs:
            words = _("Only both parties together can extend it, in writing, before it ends.")
        elif Consenter.ORGANISATION in needs:
            words = _("The organisation sets it by itself.")
        else:
            words = _("It can be extended only with the approval of the tribunal's director.")
        most = self.rule.extension.at_most
        return (
            words
            if most is None
            else " ".join((words, _at_most(most)))
            if is_english()
            else words + _at_most(most)
        )

    @property
    def met(self) -> str:
        """On which day of the count it was met, and how late if it was."""
        on, clock = self.clock.met_on, self.clock
        if on is None:
            return ""
        late = (on - clock.last_day).days
        if late > 0:
            return ngettext(
                "Met %(late)d day after the last day.", "Met %(late)d days after the last day.", late
            ) % {"late": late}
        number = next((day.number for day in self.days if day.on == on), None)
        return _("Met on day %(number)d of the count.") % {"number": number} if number else ""


def anchor(clock: Deadline) -> str:
    """The place of a clock on the page of the deadlines."""
    return f"clock-{clock.pk}"


def build(case: Case, user: User, on: date) -> dict[str, Any]:
    """The page of the deadlines: every clock, and the limitation of every open claim."""
    calendar = deadlines.calendar()
    told = Told(case, user)
    clocks = pages.clocks(case)
    rows = clock_limitation.claims_of(case)
    changes = _changes(case)
    records = clock_limitation.records_of(rows)
    told.look_up([*(change["reason"] for one in changes.values() for change in one), *records.values()])
    cards = [_card(clock, changes.get(clock.pk, []), told, calendar, on) for clock in clocks]
    found = clock_limitation.explained(rows, records, told, calendar, on)
    may_record = pages.is_possible(registry.ACTS["cases.record_limitation"], case, user)
    return {
        "running": [card for card in cards if card.clock.is_live],
        "over": [card for card in cards if not card.clock.is_live],
        "limitations": found[: clock_limitation.MOST_CARDS],
        "more_limitations": found[clock_limitation.MOST_CARDS :],
        "may_record_limitation": may_record,
    }


# --- deadlines --------------------------------------------------------------------------------------------------


def _changes(case: Case) -> dict[Any, list[dict[str, Any]]]:
    """What each clock's row was, from its start on: one query for all."""
    rows = Deadline.history.filter(case_id=case.pk).order_by("history_id")
    found: dict[Any, list[dict[str, Any]]] = {}
    for pk, reason, nominal_on, due_on, consent in rows.values_list(
        "id", "history_change_reason", "nominal_on", "due_on", "extension_consent"
    ):
        found.setdefault(pk, []).append(
            {"reason": reason or "", "last_day": due_on or nominal_on, "consent": consent}
        )
    return found


def _card(
    clock: Deadline, changes: Sequence[dict[str, Any]], told: Told, calendar: Calendar, on: date
) -> Card:
    rule = RULES.get(clock.rule)
    days: list[Shown] = []
    if rule is not None and not rule.is_backwards:
        is_working = rule.unit is Unit.WORKING_DAYS
        days = strip(Period(clock.started_on, clock.nominal_on, clock.due_on, is_working), calendar, on)
    return Card(
        clock=clock,
        rule=rule,
        source=told.source(changes[0]["reason"]) if changes else None,
        basis=articles(clock.basis),
        days=days,
        totals=summed(days),
        moves=_moves(clock, changes, told),
        calendar=calendar,
    )


def _moves(clock: Deadline, changes: Sequence[dict[str, Any]], told: Told) -> list[Move]:
    found = [
        Move(before["last_day"], after["last_day"], after["consent"], told.source(after["reason"]))
        for before, after in pairwise(changes)
        if before["last_day"] != after["last_day"]
    ]
    if not found and clock.extended_from is not None:
        found = [Move(clock.extended_from, clock.last_day, clock.extension_consent, None)]
    return found


def _at_most(days: int) -> str:
    return _("By %(days)d days at most.") % {"days": days}
