"""Unpaid wages: by rows, by a period, and what is never added."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.calculation import Books, calculate
from cases.law.kinds import CALCULATIONS
from cases.law.results import BadInput, summed

BOOKS = Books.load()
WAGE = "2175"  # 100 a day


def arrears(**told):
    return calculate(CALCULATIONS["wage_arrears"], told, BOOKS)


def period(first, last, **told):
    return arrears(monthly_wage=WAGE, started_on=first, ended_on=last, **told)


@pytest.mark.parametrize(
    ("first", "last", "amount"),
    [
        pytest.param("2025-03-01", "2025-03-31", "2175.00", id="LCL 30: a whole month"),
        pytest.param("2024-12-01", "2025-02-28", "6525.00", id="LCL 30: across a year"),
        pytest.param("2024-02-01", "2024-02-29", "2175.00", id="LCL 30: a leap February"),
        pytest.param("2024-02-01", "2024-02-28", "2000.00", id="BJ-QA 57(5): without the leap day"),
        pytest.param("2025-03-10", "2025-03-31", "1600.00", id="BJ-QA 57(5): 16 pay days"),
        pytest.param("2025-03-08", "2025-03-09", "0.00", id="BJ-QA 57(5): a weekend"),
        pytest.param("2025-09-28", "2025-09-30", "300.00", id="BJ-QA 57(5): a make-up Sunday is worked"),
        pytest.param(
            "2025-10-01", "2025-10-08", "400.00", id="BJ-QA 57(5): four statutory holidays are paid"
        ),
        pytest.param(
            "2026-04-04", "2026-04-06", "100.00", id="BJ-QA 57(5): Qingming on a Sunday is paid once"
        ),
        # 22 pay days of the 23 of this month would be more than the monthly wage
        pytest.param("2025-07-01", "2025-07-30", "2175.00", id="BJ-QA 57(5): at most the month"),
        pytest.param("2025-03-31", "2025-05-01", "2375.00", id="BJ-QA 57(5): parts around a whole month"),
    ],
)
def test_periods(first, last, amount):
    found = period(first, last)
    assert found.amount == Decimal(amount) == summed(found.steps)


def test_rows_or_a_period_and_what_was_paid():
    rows = [{"label": "2025-01", "due": "8000", "paid": "3000.50"}, {"due": "8000"}]
    found = arrears(rows=rows)
    assert found.amount == Decimal("12999.50") == summed(found.steps)
    paid = period("2025-03-01", "2025-03-31", paid="174.50")
    assert paid.amount == Decimal("2000.50") == summed(paid.steps)
    assert arrears(rows=rows, paid="50000").amount == 0


def test_in_words():
    found = period("2025-03-31", "2025-07-30", payday="2025-08-10")
    first, whole, last, payday = found.steps
    assert first.text_zh == (
        "2025年3月31日（星期一）至2025年3月31日（星期一），不满整月，计薪日1天：2,175.00元÷21.75×1天＝100.00元。"
    )
    assert (
        whole.text_zh
        == "2025年4月1日（星期二）至2025年6月30日（星期一），整月3个：2,175.00元×3＝6,525.00元。"
    )
    assert "计薪日22天：2,175.00元÷21.75×22天，以整月工资为限＝2,175.00元" in last.text_zh
    assert "即2025年8月17日（星期日）" in payday.text_zh and payday.basis == ("BJ-QA 54", "BJ-WAGE 26")
    # A later month does not begin where an earlier one did.
    again = period("2025-03-01", "2025-03-31").steps[0]
    assert (again.on, again.text_en[:40]) == (date(2025, 3, 1), "Saturday 1 March 2025 to Monday 31 March")
    row = arrears(rows=[{"due": "8000", "paid": "500"}, {"label": "奖金", "due": "1"}]).steps
    assert row[0].text_zh == "1：应付8,000.00元，已付500.00元，尚欠7,500.00元。"
    assert row[1].text_zh.startswith("奖金：")


def test_nothing_is_added_for_being_late():
    """BJ-WAGE 35 (25 %) and LCL 85 (50–100 %) are not for a calculator: said, not added."""
    found = period("2023-01-01", "2023-12-31")
    assert found.amount == 12 * Decimal(WAGE)
    assert any("25%" in caution.zh and "50%" in caution.zh for caution in found.cautions)


def test_the_last_day_to_pay_is_seven_days_after_the_agreed_one():
    assert period("2025-03-01", "2025-03-31", payday="2025-04-28")["latest_payday"] == date(2025, 5, 5)


def test_only_a_part_of_a_month_needs_its_method_explained():
    whole, part = period("2025-03-01", "2025-03-31"), period("2025-03-02", "2025-03-31")
    assert len(part.cautions) == len(whole.cautions) + 1
    assert len(arrears(rows=[{"due": "1", "paid": "1"}]).cautions) == len(whole.cautions)


def test_two_accounts_of_the_last_day_are_a_range():
    found = period("2025-03-01", "2025-04-30", other={"ended_on": "2025-03-31"})
    assert (found.low, found.high) == (Decimal("2175.00"), Decimal("4350.00"))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({}, "rows"),
        ({"monthly_wage": "8000"}, "started_on"),
        ({"started_on": "2025-01-01", "ended_on": "2025-01-31"}, "monthly_wage"),
        ({"monthly_wage": "8000", "started_on": "2025-02-01", "ended_on": "2025-01-31"}, "ended_on"),
        ({"monthly_wage": "8000", "started_on": "2025-02-30", "ended_on": "2025-03-31"}, "started_on"),
        ({"monthly_wage": "8000", "started_on": "2007-11-01", "ended_on": "2007-12-31"}, "ended_on"),
        # no notice of that year is loaded
        ({"monthly_wage": "8000", "started_on": "2027-01-04", "ended_on": "2027-01-31"}, "ended_on"),
        ({"monthly_wage": "-1", "started_on": "2025-01-01", "ended_on": "2025-01-31"}, "monthly_wage"),
        ({"rows": [{"due": "100", "paid": "100.01"}]}, "rows.1.paid"),
        ({"rows": [{"paid": "100"}]}, "rows.1.due"),
        # "Or": the same month would be counted twice
        (
            {
                "rows": [{"due": "1"}],
                "monthly_wage": "8000",
                "started_on": "2024-03-01",
                "ended_on": "2024-03-31",
            },
            "rows",
        ),
        ({"rows": [{"due": "1"}], "monthly_wage": "8000"}, "rows"),
        ({"rows": [{"due": "1"}], "ended_on": "2024-03-31"}, "rows"),
    ],
)
def test_bad_input_is_a_sentence(told, field):
    with pytest.raises(BadInput) as bad:
        arrears(**told)
    assert [one.field for one in bad.value.problems] == [field]


def test_every_wrong_row_is_named_at_once():
    with pytest.raises(BadInput) as bad:
        arrears(rows=[{"due": "1", "paid": "2"}, {"due": "1"}, {"due": "1", "paid": "3"}])
    assert [one.field for one in bad.value.problems] == ["rows.1.paid", "rows.3.paid"]


def test_from_the_first_day_of_the_law():
    whole = {"monthly_wage": "8000", "started_on": "2008-01-01", "ended_on": "2008-01-31"}
    assert arrears(**whole).amount == 8000
    assert arrears(rows=[{"due": "1"}], payday="2008-01-01").version.since == date(2008, 1, 1)
    with pytest.raises(BadInput) as bad:
        arrears(rows=[{"due": "1"}], payday="2007-12-31")
    assert bad.value.problems[0].code == "before_the_rule"


days = st.dates(date(2015, 1, 1), date(2026, 11, 30))


@given(first=days, length=st.integers(0, 900), more=st.integers(0, 40), wage=st.integers(1, 1_000_000))
def test_the_sum_is_its_steps_and_a_longer_time_is_never_less(first, length, more, wage):
    last = min(first + timedelta(days=length), date(2026, 11, 30))
    later = min(last + timedelta(days=more), date(2026, 11, 30))
    told = {"monthly_wage": wage, "started_on": first}
    found, longer = arrears(**told, ended_on=last), arrears(**told, ended_on=later)
    assert found.amount == summed(found.steps)
    assert 0 <= found.amount <= longer.amount
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    assert found.amount <= months * wage
