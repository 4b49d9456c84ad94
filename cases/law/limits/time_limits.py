"""The last day of each step of a dispute, with the article, the arithmetic and who may extend it.

The day of the event is not counted (CC 201, CPL 85). Natural days and months run through holidays; only the
last day is tested, and a rest day moves it to the next working day (CC 203). Working days skip rest days and
count make-up days (BR 80). Both days are kept: `nominal_on` before the last day is moved, `due_on` after.
Where the year's notice is not published, `due_on` is None until it is.

Every function takes plain dates (a datetime is refused with TypeError); a length below one is a ValueError.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from cases.law.calendar import Calendar
from cases.law.limits import counting, rule_table
from cases.law.limits.rules import Consenter, Extension, Kind, Nature, Rule, Source, StartEvent, Unit
from cases.law.results import Text
from cases.law.steps import Step, date_en, date_zh


class NotAllowed(Exception):
    """The law does not allow it. `code` is stable; the texts are for the reader; `basis` are the articles."""

    def __init__(self, code: str, text_zh: str, text_en: str, basis: tuple[str, ...]) -> None:
        super().__init__(f"{code}: {text_en}")
        self.code, self.text_zh, self.text_en, self.basis = code, text_zh, text_en, basis


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A limit and how it was reached. `first_nominal_on` is the nominal end before any extension."""

    kind: Kind
    rule: str
    nature: Nature
    start_event: StartEvent
    start_on: date
    length: int
    unit: Unit
    first_nominal_on: date
    nominal_on: date
    due_on: date | None
    calendar_version: str
    basis: tuple[str, ...]
    steps: tuple[Step, ...]
    extension: Extension
    at_end: Text

    @property
    def is_extended(self) -> bool:
        return self.nominal_on != self.first_nominal_on

    @property
    def ends_on(self) -> date:
        """The last day as far as it is known: the rolled day, else the nominal one, which is never later."""
        return self.due_on or self.nominal_on


@dataclass(frozen=True, slots=True)
class Consent:
    """Whose written consent to an extension, and on what day it was given."""

    by: Consenter
    on: date


def acceptance(*, received_on: date, calendar: Calendar) -> TimeLimit:
    """Accept, or refuse in writing: 3 working days from receipt of the application (MR 22)."""
    return _limit(rule_table.ACCEPTANCE, received_on, calendar)


def first_contact(*, received_on: date, length: int, calendar: Calendar) -> TimeLimit:
    """Our own promise to speak with both sides: `length` working days from receipt. Not a limit of law."""
    return _limit(rule_table.FIRST_CONTACT, received_on, calendar, length)


def mediation(
    *, source: Source, started_on: date, calendar: Calendar, length: int | None = None
) -> TimeLimit:
    """The end of mediation, by how the case arrived (MR 29, BJ-ONE 3(4), BR 69, BR 70, IM 27, PMR 33).

    `started_on` is the day of that source's start event: acceptance, both sides' consent (delegated by the
    tribunal), or the mediator's signature for the court's papers. `length`, in the row's unit, may be given
    only where no article fixes it (suggested by the tribunal: days; people's mediation: months); elsewhere
    another length raises NotAllowed("length_is_fixed").
    """
    return _limit(rule_table.MEDIATION[source], started_on, calendar, length)


def right_to_arbitrate(*, received_on: date, calendar: Calendar) -> TimeLimit:
    """15 natural days from receipt without agreement (ARB 14(3)). Informational: never bars it earlier."""
    return _limit(rule_table.RIGHT_TO_ARBITRATE, received_on, calendar)


def review(*, effective_on: date, calendar: Calendar) -> TimeLimit:
    """Joint application for arbitration review: 15 natural days from effect (MR 27, BR 74)."""
    return _limit(rule_table.REVIEW, effective_on, calendar)


def judicial_confirmation(*, effective_on: date, calendar: Calendar) -> TimeLimit:
    """Joint application to the court: 30 natural days from effect (CPL 205, PML 33)."""
    return _limit(rule_table.JUDICIAL_CONFIRMATION, effective_on, calendar)


def court_acceptance(*, received_on: date, calendar: Calendar) -> TimeLimit:
    """The arbitration court decides in 5 working days from receipt; silence opens suit (ARB 29, BR 80)."""
    return _limit(rule_table.COURT_ACCEPTANCE, received_on, calendar)


def award(*, accepted_on: date, calendar: Calendar) -> TimeLimit:
    """The award: 45 natural days from acceptance, with the director's approval 15 more (ARB 43, BR 45)."""
    return _limit(rule_table.AWARD, accepted_on, calendar)


def suit(*, received_on: date, is_final: bool, calendar: Calendar) -> TimeLimit:
    """Sue on an award: 15 natural days from receipt; on a final one the worker only (ARB 48, ARB 50)."""
    return _limit(
        rule_table.SUIT_ON_FINAL_AWARD if is_final else rule_table.SUIT_ON_OTHER_AWARD, received_on, calendar
    )


def by_rule(code: str, *, started_on: date, calendar: Calendar, length: int | None = None) -> TimeLimit:
    """A stored limit counted again, say when a new notice is loaded. KeyError for an unknown code."""
    return _limit(rule_table.RULES[code], started_on, calendar, length)


def extended(
    limit: TimeLimit, *, new_end_on: date, consents: Iterable[Consent], calendar: Calendar
) -> TimeLimit:
    """The same limit with a later end, if its extension rule is met (MR 29: both parties, nobody else).

    Raises NotAllowed with code `not_extendable`, `consent_missing`, `consent_too_late` (after the last day),
    `not_longer`, or `too_long` (counted from the end before any extension).
    """
    _whole_day(new_end_on)
    given: dict[Consenter, date] = {}
    for consent in consents:
        # One side may be several people: it has consented when the last of them has.
        given[consent.by] = max(consent.on, given.get(consent.by, consent.on))
    _check_consents(limit, given)
    _check_new_end(limit, new_end_on, calendar)
    due_on, steps = counting.last_day(new_end_on, calendar)
    by_zh, by_en = _extended_by(limit.extension)
    agreed = Step(
        f"{by_zh}延长，新的届满日为{date_zh(new_end_on)}。",
        f"{by_en}; the new last day is {date_en(new_end_on)}.",
        new_end_on,
    )
    return replace(
        limit,
        nominal_on=new_end_on,
        due_on=due_on,
        calendar_version=calendar.version,
        basis=tuple(dict.fromkeys((*limit.basis, "CC 204"))),
        steps=(*limit.steps, agreed, *steps),
    )


def _extended_by(extension: Extension) -> tuple[str, str]:
    """Who lengthened it: a tribunal's director approves, an organisation decides, parties consent."""
    if Consenter.TRIBUNAL_DIRECTOR in extension.needs:
        return (
            "经仲裁委员会主任或者其委托的负责人批准",
            "Extended with the approval of the tribunal's director or delegate",
        )
    if extension.needs == {Consenter.ORGANISATION}:
        return "由本组织决定", "Extended by the organisation's own decision"
    return "经同意", "Extended by consent"


def _check_consents(limit: TimeLimit, given: dict[Consenter, date]) -> None:
    if not limit.extension.is_possible:
        raise NotAllowed("not_extendable", "该期限不能延长。", "This limit cannot be extended.", limit.basis)
    if not limit.extension.needs <= given.keys():
        raise NotAllowed(
            "consent_missing",
            "延期须经规定的各方书面同意，其他任何人都不能决定延期。",
            "An extension needs the written consent of those the rule names; nobody else may decide it.",
            limit.basis,
        )
    if max(given[consenter] for consenter in limit.extension.needs) > limit.ends_on:
        raise NotAllowed(
            "consent_too_late",
            f"同意延期须在{date_zh(limit.ends_on)}届满前作出。",
            f"Consent must be given by {date_en(limit.ends_on)}, while the limit still runs.",
            limit.basis,
        )


def _check_new_end(limit: TimeLimit, new_end_on: date, calendar: Calendar) -> None:
    if new_end_on <= limit.ends_on:
        raise NotAllowed(
            "not_longer",
            f"新的届满日须晚于{date_zh(limit.ends_on)}，延期不得缩短期限。",
            f"The new last day must be after {date_en(limit.ends_on)}: an extension never shortens.",
            limit.basis,
        )
    at_most = limit.extension.at_most
    if at_most is None:
        return
    latest = _latest(limit, at_most, calendar)
    if new_end_on > latest:
        by_working_days = limit.extension.unit is Unit.WORKING_DAYS
        unit_zh, unit_en = ("个工作日", "working days") if by_working_days else ("日", "days")
        raise NotAllowed(
            "too_long",
            f"最长只能延长{at_most}{unit_zh}，新的届满日不能晚于{date_zh(latest)}。",
            f"It may be extended by {at_most} {unit_en} at most: choose a last day no later than {date_en(latest)}.",
            limit.basis,
        )


def _latest(limit: TimeLimit, at_most: int, calendar: Calendar) -> date:
    """The last day an extension may reach, counted from the end before any extension."""
    if limit.extension.unit is Unit.WORKING_DAYS:
        return counting.counted(
            limit.start_event, limit.first_nominal_on, at_most, Unit.WORKING_DAYS, calendar
        ).nominal_on
    return limit.first_nominal_on + timedelta(days=at_most)


def _limit(rule: Rule, started_on: date, calendar: Calendar, length: int | None = None) -> TimeLimit:
    _whole_day(started_on)
    length = rule.length if length is None else length
    if length < 1:
        raise ValueError("a time limit is at least one long")
    if rule.length_is_fixed and length != rule.length:
        raise NotAllowed(
            "length_is_fixed", "该期限由规定固定。", "The length of this limit is fixed by law.", rule.basis
        )
    if rule.is_backwards:
        count = counting.counted_back(rule.start_event, started_on, length, calendar)
    else:
        count = counting.counted(rule.start_event, started_on, length, rule.unit, calendar)
    return TimeLimit(
        kind=rule.kind,
        rule=rule.code,
        nature=rule.nature,
        start_event=rule.start_event,
        start_on=started_on,
        length=length,
        unit=rule.unit,
        first_nominal_on=count.nominal_on,
        nominal_on=count.nominal_on,
        due_on=count.due_on,
        calendar_version=calendar.version,
        basis=rule.basis,
        steps=(*count.steps, *(Step(remark.zh, remark.en) for remark in rule.remarks)),
        extension=rule.extension,
        at_end=rule.at_end,
    )


def _whole_day(day: date) -> None:
    """A datetime is a date to Python, but its time zone decides the day: that is for the caller to settle."""
    if isinstance(day, datetime) or not isinstance(day, date):
        raise TypeError(f"a plain date is needed, not {type(day).__name__}")
