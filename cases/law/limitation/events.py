"""What the limitation of a claim is told by: its events, what they can do to it, and how it can stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    START = "start"
    """The right was known, or should have been, to be infringed."""
    TERMINATION = "termination"
    """Employment ended."""
    INTERRUPTION = "interruption"
    SUSPENSION = "suspension"
    """Force majeure or another good reason began to keep the party from asking."""
    RESUMPTION = "resumption"
    """The obstacle is gone."""


class Nature(StrEnum):
    """What is claimed, as far as limitation cares."""

    ORDINARY = "ordinary"
    PAY_ARREARS = "pay_arrears"
    """Pay owed from the time of employment, overtime included (ARB 27(4))."""
    UNUSED_LEAVE = "unused_leave"
    DOUBLE_WAGES = "double_wages"


class Standing(StrEnum):
    UNKNOWN = "unknown"
    """The day from which it runs is not known."""
    EXEMPT = "exempt"
    """Pay owed during an employment that lasts."""
    RUNNING = "running"
    NEAR = "near"
    """It ends within thirty days."""
    SUSPENDED = "suspended"
    """It waits for an obstacle to go; the remaining time will run on."""
    POSSIBLY_OVER = "possibly_over"
    """The year seems to have ended. Never more than a question."""


class Effect(StrEnum):
    """What an event did to the year."""

    STARTED = "started"
    RESTARTED = "restarted"
    PAUSED = "paused"
    RESUMED = "resumed"
    TOO_LATE = "too_late"
    """The year was over already: nothing is revived."""
    TOO_EARLY = "too_early"
    """The year had not begun."""
    OUT_OF_TIME = "out_of_time"
    """Its year cannot be meant: nothing is counted until it is corrected."""
    TO_COME = "to_come"
    """It lies after the day of the answer."""
    NONE = "none"
    """It has no bearing: a second start, a resumption without a suspension."""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event. `article` is a code of the register, such as "MR 31(5)"; `note` what shows it."""

    kind: EventKind
    on: date
    article: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """An event and what it did: the nominal end after it, or the days left where the year waits."""

    event: Event
    effect: Effect
    nominal_on: date | None = None
    left: int | None = None
