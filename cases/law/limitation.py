"""The limitation of one claim for arbitration, as far as it can be told from the days known (ARB 27, BR 27).

One year from the day the right was known to be infringed; an interruption within it starts it afresh. Pay that is
owed during employment has no end while the employment lasts, and one year from its end. The answer is an outlook
for people, never a verdict: only the other side may raise it, and only a tribunal decides it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cases.law.calendar import add_years

NEAR = timedelta(days=30)


class Standing(StrEnum):
    UNKNOWN = "unknown"
    """The day from which it runs is not known."""
    EXEMPT = "exempt"
    """Pay owed during an employment that lasts."""
    RUNNING = "running"
    NEAR = "near"
    """It ends within thirty days."""
    POSSIBLY_OVER = "possibly_over"
    """The year seems to have ended. Never more than a question."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a claim stands on a day: from which day the year is counted and on which it ends, where that is known."""

    standing: Standing
    started_on: date | None = None
    ends_on: date | None = None
    basis: tuple[str, ...] = ("ARB 27",)


def outlook(
    *,
    on: date,
    known_on: date | None,
    interrupted_on: Iterable[date] = (),
    is_pay: bool = False,
    is_employed: bool | None = None,
    employment_ended_on: date | None = None,
) -> Outlook:
    """How a claim raised on this day stands. `is_employed` is None when nobody said so."""
    if is_pay and is_employed and employment_ended_on is None:
        return Outlook(Standing.EXEMPT)
    started_on = employment_ended_on if is_pay and employment_ended_on is not None else known_on
    if started_on is None:
        return Outlook(Standing.UNKNOWN)
    basis: tuple[str, ...] = ("ARB 27",)
    for day in sorted(interrupted_on):
        # A later act does not revive a year that is over.
        if started_on <= day <= min(add_years(started_on, 1), on):
            started_on, basis = day, ("ARB 27", "BR 27")
    ends_on = add_years(started_on, 1)
    if ends_on < on:
        return Outlook(Standing.POSSIBLY_OVER, started_on, ends_on, basis)
    standing = Standing.NEAR if ends_on - on <= NEAR else Standing.RUNNING
    return Outlook(standing, started_on, ends_on, basis)
