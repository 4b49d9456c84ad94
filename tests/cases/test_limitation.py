"""The rows of a claim as the law's events: corrected ones do not count, and each kind of claim has its own year."""

from datetime import date
from typing import Any

import pytest

from cases.law.calendar import Calendar
from cases.law.limitation import Nature, Standing, State
from cases.limitation import of_claim
from cases.models import Claim, LimitationEvent

CALENDAR = Calendar.load()


def row(kind: str, on: str, corrects: LimitationEvent | None = None) -> LimitationEvent:
    return LimitationEvent(kind=kind, on=date.fromisoformat(on), corrects=corrects)


def found(
    kind: str, *rows: LimitationEvent, on: str = "2026-03-09", told: bool | None = None, **columns: Any
) -> State:
    claim = Claim(kind=kind, **{name: date.fromisoformat(day) for name, day in columns.items()})
    return of_claim(claim, rows, on=date.fromisoformat(on), is_employed=told, calendar=CALENDAR)


def test_a_corrected_day_counts_as_corrected() -> None:
    first = row("start", "2025-01-06")
    assert found("severance", first, row("start", "2025-06-16", first)).nominal_on == date(2026, 6, 16)
    assert found("severance", first, row("correction", "2025-06-16", first)).standing is Standing.UNKNOWN


def test_a_suspended_claim_waits() -> None:
    rows = row("start", "2025-04-01"), row("suspension", "2026-03-02")
    assert (found("severance", *rows).standing, found("severance", *rows).remaining_days) == (
        Standing.SUSPENDED,
        30,
    )


@pytest.mark.parametrize("kind", ["wages", "overtime"])
def test_pay_runs_from_the_end_of_employment(kind: str) -> None:
    rows = row("start", "2020-01-01"), row("termination", "2025-12-01")
    assert found(kind, *rows).nominal_on == date(2026, 12, 1)
    assert found("severance", *rows).standing is Standing.POSSIBLY_OVER


def test_leave_and_double_wages_go_by_the_period_that_is_asked_for() -> None:
    known = row("start", "2025-12-01")
    leave = found("annual_leave", known, starts_on="2023-01-01", ends_on="2023-12-31")
    assert (leave.nature, leave.nominal_on) == (Nature.UNUSED_LEAVE, date(2025, 12, 31))
    double = found(
        "double_wage", known, row("interruption", "2025-12-15"), starts_on="2024-10-01", ends_on="2025-08-31"
    )
    assert (double.window_from, double.nominal_on) == (date(2024, 12, 15), date(2026, 12, 15))
    # Without a period they are counted like any other claim.
    assert found("annual_leave", known).nominal_on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("told", "standing"), [(True, Standing.EXEMPT), (None, Standing.UNKNOWN), (False, Standing.POSSIBLY_OVER)]
)
def test_pay_of_long_ago_depends_on_whether_employment_lasts(told: bool | None, standing: Standing) -> None:
    start = row("start", "2024-01-05")
    assert found("wages", start, told=told).standing is standing
    # An end that was recorded settles it, whatever intake was told.
    assert found("wages", start, row("termination", "2025-12-01"), told=told).nominal_on == date(2026, 12, 1)
