"""The outlook on limitation: one year, started afresh, without end for pay in a living employment."""

from datetime import date

import pytest

from cases.law.limitation import Standing, outlook

ON = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("known_on", "standing"),
    [
        (None, Standing.UNKNOWN),
        (date(2026, 2, 1), Standing.RUNNING),
        (date(2025, 4, 8), Standing.NEAR),
        (date(2025, 3, 9), Standing.NEAR),  # its last day
        (date(2025, 3, 8), Standing.POSSIBLY_OVER),
    ],
)
def test_one_year_from_knowledge(known_on: date | None, standing: Standing) -> None:
    assert outlook(on=ON, known_on=known_on).standing == standing


def test_asking_the_employer_starts_it_afresh_while_it_runs() -> None:
    found = outlook(on=ON, known_on=date(2024, 12, 1), interrupted_on=[date(2025, 10, 1)])
    assert (found.standing, found.ends_on) == (Standing.RUNNING, date(2026, 10, 1))
    assert "BR 27" in found.basis


def test_a_year_that_is_over_is_not_revived() -> None:
    late = outlook(on=ON, known_on=date(2024, 1, 1), interrupted_on=[date(2025, 10, 1)])
    assert (late.standing, late.ends_on) == (Standing.POSSIBLY_OVER, date(2025, 1, 1))


def test_pay_waits_as_long_as_the_employment_lasts_and_one_year_more() -> None:
    old = date(2020, 1, 1)
    assert outlook(on=ON, known_on=old, is_pay=True, is_employed=True).standing == Standing.EXEMPT
    assert outlook(on=ON, known_on=old, is_pay=False, is_employed=True).standing == Standing.POSSIBLY_OVER
    left = outlook(on=ON, known_on=old, is_pay=True, employment_ended_on=date(2026, 1, 31))
    assert (left.standing, left.ends_on) == (Standing.RUNNING, date(2027, 1, 31))
    unsaid = outlook(on=ON, known_on=old, is_pay=True)
    assert unsaid.standing == Standing.POSSIBLY_OVER
