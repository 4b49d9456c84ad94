"""The day a paper counts as served, and counting working days; ids are the articles."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.articles import article
from cases.law.calculation import Books, calculate
from cases.law.calendar import Calendar
from cases.law.kinds import CALCULATIONS
from cases.law.limits.service_of_papers import METHODS, Method, served
from cases.law.results import BadInput

CALENDAR = Calendar.load()
BOOKS = Books.load()


def asked(kind: str, **told: Any) -> Any:
    return calculate(CALCULATIONS[kind], told, BOOKS)


@pytest.mark.parametrize(
    ("method", "on", "counts", "is_court", "basis"),
    [
        # Over Qingming (4 to 6 April 2026): 3, 7 and 8 April are the working days.
        pytest.param("left", "2026-04-02", "2026-04-08", False, "BR 20", id="BR 20 left"),
        pytest.param("posted", "2026-04-03", "2026-04-09", False, "BR 20", id="BR 20 posted"),
        pytest.param(
            "posted", "2025-10-09", "2025-10-13", False, "BR 80", id="BR 80 a make-up Saturday counts"
        ),
        pytest.param("left", "2026-04-02", "2026-04-02", True, "CPL 89", id="CPL 89 a court's paper left"),
        pytest.param(
            "direct", "2026-04-04", "2026-04-04", False, "CPL 88", id="CPL 88 signed for, on a rest day"
        ),
        pytest.param("electronic", "2026-04-05", "2026-04-05", False, "CPL 90", id="CPL 90 on arrival"),
        pytest.param("mail", "2026-04-04", "2026-04-04", False, "CPL 91", id="CPL 91 by the receipt"),
        pytest.param("public", "2024-02-01", "2024-03-02", False, "CPL 95", id="CPL 95 over a leap day"),
    ],
)
def test_the_day_that_counts(method: str, on: str, counts: str, is_court: bool, basis: str) -> None:
    result = asked("service", method=method, on=on, is_court=is_court)
    assert result["deemed_on"] == date.fromisoformat(counts)
    assert basis in served(Method(method), date.fromisoformat(on), calendar=CALENDAR, is_court=is_court).basis
    assert result.steps[-1].on == date.fromisoformat(counts)


def test_it_waits_for_a_notice_that_is_not_loaded() -> None:
    found = served(Method.LEFT, date(2026, 12, 30), calendar=CALENDAR)
    assert (found.deemed_on, found.unknown_year) == (None, 2027)
    assert "2027" in asked("service", method="left", on="2026-12-30").answer.zh


def test_electronic_service_needs_consent_and_suits_no_award() -> None:
    (caution,) = asked("service", method="electronic", on="2026-04-02").cautions
    assert "同意" in caution.zh and "裁决书" in caution.zh


@given(st.sampled_from(Method), st.dates(date(2017, 7, 1), date(2026, 12, 31)), st.booleans())
def test_never_before_it_was_done(method: Method, on: date, is_court: bool) -> None:
    found = served(method, on, calendar=CALENDAR, is_court=is_court)
    assert found.deemed_on is None or found.deemed_on >= on
    assert METHODS[method].zh and all(article(code) for code in found.basis)


class TestWorkingDays:
    def test_both_ways_agree(self) -> None:
        forward = asked("working_days", first="2025-09-29", days=10)
        back = asked("working_days", first="2025-09-29", last="2025-10-20")
        assert forward["last_on"] == date(2025, 10, 20)
        assert back["days"] == 10
        assert forward.steps[:-1] == back.steps[:-1]

    @given(st.dates(date(2015, 1, 1), date(2026, 6, 1)), st.integers(1, 60))
    def test_any_day_counted_forward_is_counted_back(self, first: date, number: int) -> None:
        last = asked("working_days", first=first, days=number)["last_on"]
        assert isinstance(last, date)
        assert asked("working_days", first=first, last=last)["days"] == number

    @pytest.mark.parametrize(
        ("told", "field", "code"),
        [
            ({"first": "2025-09-29"}, "days", "one_of_two"),
            ({"first": "2025-09-29", "days": 3, "last": "2025-10-20"}, "days", "one_of_two"),
            ({"first": "2025-09-29", "last": "2025-09-29"}, "last", "ends_before_it_starts"),
            ({"first": "2015-01-05", "last": "2099-09-29"}, "last", "too_far"),
            ({"first": "2026-12-30", "days": 5}, "first", "calendar_unknown"),
            ({"first": "2025-09-29", "days": "2.5"}, "days", "not_whole"),
        ],
    )
    def test_what_cannot_be_counted_is_said(self, told: dict[str, Any], field: str, code: str) -> None:
        with pytest.raises(BadInput) as bad:
            asked("working_days", **told)
        (problem,) = bad.value.problems
        assert (problem.field, problem.code) == (field, code)
