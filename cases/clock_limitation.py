"""The limitation of the claims of a case, explained: one entry for all claims of which the same is to be said."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from cases import limitation
from cases.clock_basis import Basis, Source, Told, articles, listed, said
from cases.clock_days import Period, Shown, strip
from cases.law import Calendar
from cases.law.limitation import Effect, EventKind, Nature, Standing, State, Turn
from cases.models import Case, Claim, LimitationEvent
from cases.wording import day, is_english

# So many limitations have a card of their own; a collective case with more has a table of the others.
MOST_CARDS = 20
_RUNNING_ON = (Claim.Standing.OPEN, Claim.Standing.LEFT_OPEN)
_CHIPS = {
    Standing.UNKNOWN: ("neutral", "help"),
    Standing.EXEMPT: ("neutral", "none"),
    Standing.RUNNING: ("ok", "ok"),
    Standing.NEAR: ("soon", "soon"),
    Standing.SUSPENDED: ("paused", "paused"),
    Standing.POSSIBLY_OVER: ("soon", "warning"),
}


@dataclass(frozen=True)
class Event:
    """A dated event of a limitation, as it was recorded."""

    row: LimitationEvent
    source: Source | None
    is_corrected: bool


@dataclass(frozen=True)
class Limitation:
    """The limitation of one claim, or of several that stand alike."""

    state: State
    claims: list[Claim]
    events: list[Event]
    days: list[Shown] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return anchor(self.claims[0])

    @property
    def kinds(self) -> str:
        """What is claimed: every kind once, in the order of the lines."""
        return listed(dict.fromkeys(str(claim.get_kind_display()) for claim in self.claims))

    @property
    def is_partly_late(self) -> bool:
        """Is the own year of some days of double wages possibly over, while that of others still runs?"""
        first, window = self.state.started_on, self.state.window_from
        return first is not None and window is not None and first < window

    @property
    def wording(self) -> str:
        if self.is_partly_late:
            return _("possible limitation issue for part of the days")
        return said(self.state.wording)

    @property
    def chip(self) -> str:
        return _CHIPS[self._shown_as][0]

    @property
    def symbol(self) -> str:
        return _CHIPS[self._shown_as][1]

    @property
    def _shown_as(self) -> Standing:
        return Standing.POSSIBLY_OVER if self.is_partly_late else self.state.standing

    @property
    def attention_on(self) -> date:
        """By when somebody should look at it: at once where days are being lost."""
        return self.state.on if self.is_partly_late else self.state.last_safe_on or date.max

    @property
    def began_afresh_on(self) -> date | None:
        """The last interruption that counted."""
        return next(
            (turn.event.on for turn in reversed(self.state.turns) if turn.effect is Effect.RESTARTED), None
        )

    @property
    def basis(self) -> list[Basis]:
        return articles(self.state.basis)

    @property
    def steps(self) -> list[str]:
        steps = [step.text_en if is_english() else step.text_zh for step in self.state.steps]
        for place, turn in enumerate(self.state.turns):
            if self._ends_the_claim(turn):
                steps[place] = _("%(on)s is the last day of the period claimed.") % {"on": day(turn.event.on)}
        return steps

    def _ends_the_claim(self, turn: Turn) -> bool:
        """Is it no end of employment, but the last day for which double wages are claimed?"""
        return (
            self.state.nature is Nature.DOUBLE_WAGES
            and turn.event.kind is EventKind.TERMINATION
            and turn.event.on == self.claims[0].ends_on
            and turn.effect is not Effect.OUT_OF_TIME
        )

    @property
    def would_change(self) -> list[str]:
        return [said(one) for one in self.state.would_change]

    @property
    def is_moved_by_rest(self) -> bool:
        return self.state.due_on is not None and self.state.due_on != self.state.nominal_on


def anchor(claim: Claim) -> str:
    """The place of a claim's limitation there; each line has one, also where several share a card."""
    return f"limitation-{claim.line}"


def claims_of(case: Case) -> list[Claim]:
    """The claims whose limitation still matters, with its events: those not settled, dropped or moved elsewhere."""
    events = Prefetch("limitation_events", LimitationEvent.objects.order_by("on", "id"))
    rows = case.claims.filter(standing__in=_RUNNING_ON).select_related("party").order_by("line")
    return list(rows.prefetch_related(events))


def records_of(claims: Iterable[Claim]) -> dict[Any, str]:
    """In which event each limitation event was written down."""
    keys = [row.pk for claim in claims for row in claim.limitation_events.all()]
    rows = LimitationEvent.history.filter(id__in=keys, history_type="+")
    return {pk: reason or "" for pk, reason in rows.values_list("id", "history_change_reason")}


def explained(
    claims: Iterable[Claim], records: dict[Any, str], told: Told, calendar: Calendar, on: date
) -> list[Limitation]:
    """The soonest first; claims of which the same is to be said share one entry."""
    alike: dict[Any, Limitation] = {}
    is_employed = limitation.employment_told([told.case.pk]).get(told.case.pk)
    for claim in claims:
        rows = list(claim.limitation_events.all())
        state = limitation.of_claim(claim, rows, on=on, is_employed=is_employed, calendar=calendar)
        key = (
            state,
            tuple((row.kind, row.on, row.article, row.evidence, records.get(row.pk, "")) for row in rows),
        )
        if key in alike:
            alike[key].claims.append(claim)
            continue
        corrected = {row.corrects_id for row in rows}
        events = [
            Event(row, told.source(records.get(row.pk, "")), is_corrected=row.pk in corrected) for row in rows
        ]
        alike[key] = Limitation(state, [claim], events)
    found = sorted(alike.values(), key=lambda one: (one.attention_on, one.claims[0].line))
    for one in found[:MOST_CARDS]:
        one.days.extend(_days_of(one.state, calendar, on))
    return found


def _days_of(state: State, calendar: Calendar, on: date) -> list[Shown]:
    """The days of the year that runs now: since it began, or began afresh."""
    if state.nominal_on is None or state.nature is Nature.DOUBLE_WAGES:
        return []  # the days of double wages have a year each
    start: date | None = None
    waits_since: date | None = None
    pauses: list[tuple[date, date]] = []
    for turn in state.turns:
        event, is_early = turn.event, turn.effect is Effect.TOO_EARLY
        if turn.effect in (Effect.STARTED, Effect.RESTARTED):
            start, pauses = event.on, []
            waits_since = event.on if waits_since else None
        elif turn.effect is Effect.PAUSED or (is_early and event.kind is EventKind.SUSPENSION):
            waits_since = event.on
        elif turn.effect is Effect.RESUMED or (is_early and event.kind is EventKind.RESUMPTION):
            if waits_since is not None:
                pauses.append((waits_since, event.on))
            waits_since = None
    if start is None or state.started_on is None:
        return []
    if start < state.started_on:  # the leave of a year: its own year begins later
        start = date(state.started_on.year - 1, 12, 31)
    return strip(Period(start, state.nominal_on, state.due_on, pauses=tuple(pauses)), calendar, on)
