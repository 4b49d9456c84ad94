"""Double wages for work without a written contract: by article, at the edges, and what holds for all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.articles import ARTICLES
from cases.law.calculation import Books, calculate
from cases.law.calendar import Calendar
from cases.law.contract.double_wage_exceptions import EXEMPTIONS
from cases.law.contract.double_wages import double_wages
from cases.law.kinds import CALCULATIONS
from cases.law.results import CENT, BadInput, summed
from tests.law.worked import example

BOOKS = Books.load()
CALENDAR = Calendar.load()
TOLD = {"started_on": "2023-03-01", "monthly_wage": "8000"}


def ask(**told):
    told = {name: value for name, value in (TOLD | told).items() if value is not None}
    return calculate(CALCULATIONS["double_wages"], told, BOOKS)


# --- the worked examples ------------------------------------------------------------------------------------
def test_signed_late():
    """IMP 6(2): L016"""
    case = example("L016")
    found = ask(
        started_on=case.inputs["hired"],
        signed_on=case.inputs["signed"],
        monthly_wage=str(case.inputs["monthly"]),
    )
    assert found["from"] == date.fromisoformat(case.expected["from"])
    assert found["to"] == date.fromisoformat(case.expected["to"])
    assert (found["months"], found.amount) == (case.expected["months"], case.expected["extra_amount"])


def test_bad_faith():
    """LCL 3, INT2 7: L013"""
    case = example("L013")
    told = {"started_on": case.inputs["hired"], "ended_on": case.inputs["left"]}
    found = ask(**told, monthly_wage=str(case.inputs["monthly"]), exception="worker_fault")
    assert found.amount == case.expected["extra_amount"]
    assert "LCL 3" in found.basis and "INT2 7" not in found.basis
    assert found.high == 120000  # what is due if the employer cannot prove it


def test_limitation():
    """BJ-QA 41(5): L019"""
    case = example("L019")
    found = ask(started_on=case.inputs["hired"], claimed_on=case.inputs["arbitration_filed"])
    assert [found["from"], found["to"]] == [date.fromisoformat(day) for day in case.inputs["double_window"]]
    assert found["recoverable_months"] == case.expected["recoverable_months"]
    assert (found.low, found.amount, found.high) == (0, 88000, 88000)


NEVER, EXPIRED, OPEN = "never_signed", "expired", "open_ended"


# --- from which day to which --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("situation", "started_on", "ended_on", "signed_on", "first", "last"),
    [
        pytest.param(NEVER, "2023-03-01", "2023-12-31", None, "2023-04-01", "2023-12-31", id="LCL 82"),
        pytest.param(NEVER, "2023-03-01", "2025-12-31", None, "2023-04-01", "2024-02-29", id="IMP 7: eleven months"),
        pytest.param(NEVER, "2023-03-01", None, "2025-12-31", "2023-04-01", "2024-02-29", id="IMP 7: signed too late"),
        pytest.param(NEVER, "2023-03-01", "2023-06-30", "2023-05-02", "2023-04-01", "2023-05-01", id="IMP 6"),
        pytest.param(NEVER, "2023-03-01", "2023-04-30", "2023-06-02", "2023-04-01", "2023-04-30", id="IMP 6: ended first"),
        pytest.param(NEVER, "2023-01-31", "2024-12-31", None, "2023-03-01", "2024-01-30", id="CC 202: from a 31st"),
        pytest.param(NEVER, "2020-02-29", "2021-12-31", None, "2020-03-29", "2021-02-28", id="CC 202: from 29 February"),
        pytest.param(EXPIRED, "2022-12-31", "2025-12-31", None, "2023-01-01", "2023-12-31", id="BJ-QA 41(3): twelve"),
        pytest.param(EXPIRED, "2023-02-28", None, "2023-04-01", "2023-03-01", "2023-03-31", id="BJ-QA 40: no grace"),
        pytest.param(OPEN, "2022-01-01", "2024-12-31", None, "2022-01-01", "2024-12-31", id="BJ-QA 41(4): no limit"),
        pytest.param(NEVER, "2006-05-04", "2010-12-31", None, "2008-02-01", "2008-12-31", id="LCL 97(2)"),
        pytest.param(EXPIRED, "2007-06-30", "2010-12-31", None, "2008-02-01", "2008-12-31", id="LCL 97(2): expired"),
        pytest.param(EXPIRED, "2007-12-31", "2010-12-31", None, "2008-01-01", "2008-12-31", id="BJ-QA 40: new law"),
    ],
)  # fmt: skip
def test_the_window(situation, started_on, ended_on, signed_on, first, last):
    found = ask(situation=situation, started_on=started_on, ended_on=ended_on, signed_on=signed_on)
    assert (found["from"].isoformat(), found["to"].isoformat()) == (first, last)
    assert set(found.basis) <= set(ARTICLES)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"ended_on": "2023-03-31"}, id="IMP 5: the first month"),
        pytest.param({"signed_on": "2023-04-01"}, id="IMP 6: signed on the day after the month"),
        pytest.param({"signed_on": "2023-02-20"}, id="LCL 10(3): signed before"),
        pytest.param({"situation": EXPIRED, "signed_on": "2023-03-02"}, id="BJ-QA 40: signed in time"),
    ],
)
def test_nothing_due(told):
    found = ask(**told)
    assert (found.amount, found["months"], found.asks) == (0, 0, ())
    with pytest.raises(KeyError):
        found["from"]


def test_after_the_full_year_the_contract_is_deemed_open_ended():
    def deemed(**told):
        return [step.basis for step in ask(**told).steps if "视为已订立无固定期限" in step.text_zh]

    assert deemed(ended_on="2024-03-01") == [("LCL 14", "IMP 7", "BJ-QA 41")]
    assert deemed(started_on="2024-12-01", ended_on="2025-12-31") == [("LCL 14", "IMP 7", "INT2 9")]
    assert deemed(ended_on="2024-02-29") == deemed(situation="open_ended", ended_on="2025-02-28") == []


# --- months and parts of them -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "amount"),
    [
        # May 2023 had 21 working days: the 1st to the 3rd were holidays, Saturday the 6th was worked.
        pytest.param({"signed_on": "2023-05-05"}, "8380.95", id="INT2 6: a holiday is no working day"),
        pytest.param({"signed_on": "2023-05-03"}, "8000.00", id="INT2 6: only holidays"),
        pytest.param({"signed_on": "2023-05-07"}, "9142.86", id="INT2 6: a make-up Saturday is one"),
        pytest.param({"signed_on": "2023-05-31"}, "15619.05", id="INT2 6: a day short of two months"),
        pytest.param({"signed_on": "2023-06-01"}, "16000.00", id="INT2 6: whole months"),
        # From 15 April: a whole month, then 15–31 May (13 of 21) and 1–9 June (7 of 21).
        pytest.param({"started_on": "2023-03-15", "signed_on": "2023-06-10"}, "15619.05", id="INT2 6: two months met"),
        # From 20 July: 8 of 21 working days, and 7 of the 23 of August.
        pytest.param({"started_on": "2023-06-20", "signed_on": "2023-08-10"}, "5482.40", id="INT2 6: each by its own"),
    ],
)  # fmt: skip
def test_an_incomplete_month_goes_by_its_working_days(told, amount):
    found = ask(**told)
    assert found.amount == Decimal(amount) == summed(found.steps)


def test_the_working_days_used_here():
    worked = {day.on for day in CALENDAR.days(date(2023, 5, 1), date(2023, 6, 30)) if day.is_working}
    assert len([day for day in worked if day.month == 5]) == 21 and date(2023, 5, 6) in worked
    assert len([day for day in worked if day.month == 6]) == 21 and date(2023, 5, 3) not in worked


def test_a_part_is_never_more_than_a_month():
    # 27 January to 25 February 2022: most working days of a short February, and three of January after it.
    found = ask(started_on="2021-12-27", signed_on="2022-02-26", monthly_wage="10000")
    assert (found["months"], found.amount) == (1, 10000)
    assert ask(started_on="2021-12-27", signed_on="2022-02-25", monthly_wage="10000").amount <= 10000


def test_months_one_by_one():
    rows = [{"amount": amount} for amount in ("8000", "8000", "9000.50", "6000")]
    found = ask(signed_on="2023-07-15", monthly_wage=None, wages=rows)
    # 3–14 July: ten of 21 working days.
    assert found.amount == Decimal("25000.50") + Decimal("2857.14")
    assert [step.adds for step in found.steps if step.adds] == [16000, Decimal("9000.50"), Decimal("2857.14")]


# --- limitation ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("claimed_on", "first", "months"),
    [
        pytest.param("2024-03-31", "2023-03-31", "4.00", id="ARB 27: all in time"),
        pytest.param("2024-04-01", "2023-04-01", "4.00", id="ARB 27: the last day for all"),
        pytest.param("2024-05-01", "2023-05-01", "3.00", id="BJ-QA 41(5): by the day"),
        pytest.param("2024-07-31", "2023-07-31", "0.05", id="BJ-QA 41(5): one day left"),
        pytest.param("2024-08-01", "2023-08-01", "0.00", id="BJ-QA 41(5): none left"),
    ],
)
def test_a_year_back_by_the_day(claimed_on, first, months):
    found = ask(signed_on="2023-08-01", claimed_on=claimed_on)
    assert found["recoverable_from"].isoformat() == first
    assert found["recoverable_months"] == Decimal(months)
    is_range = months != "4.00"
    assert (found.high == 32000, found.low is not None) == (is_range, is_range)
    assert found.amount == 32000 and found.asks == ()


def test_a_year_back_from_29_february():
    told = {"situation": "open_ended", "started_on": "2023-02-01", "ended_on": "2023-03-31"}
    assert ask(**told, claimed_on="2024-02-29")["recoverable_from"] == date(2023, 3, 1)
    assert ask(**told, claimed_on="2024-02-28")["recoverable_from"] == date(2023, 2, 28)


def test_a_year_back_holds_twelve_months_at_most():
    """BJ-QA 41(5)"""
    told = {"situation": OPEN, "started_on": "2015-01-15", "ended_on": "2017-03-21", "monthly_wage": "10000"}
    found = ask(**told, claimed_on="2017-03-21")
    assert (found["recoverable_from"], found["recoverable_months"], found.low) == (
        date(2016, 3, 21),
        12,
        120000,
    )


def test_without_the_day_of_filing_it_is_asked_for():
    open_yet, told = ask(signed_on="2023-08-01"), ask(signed_on="2023-08-01", claimed_on="2023-09-01")
    assert (open_yet.asks, told.asks) == (("claimed_on",), ())
    assert [any("未核对时效" in one.zh for one in found.cautions) for found in (open_yet, told)] == [
        True,
        False,
    ]


# --- exceptions and versions --------------------------------------------------------------------------------
@pytest.mark.parametrize("exception", EXEMPTIONS)
@pytest.mark.parametrize(("ended_on", "is_new"), [("2025-08-31", False), ("2025-09-01", True)])
def test_exceptions_say_which_rule_they_come_from(exception, ended_on, is_new):
    found = ask(situation="expired", started_on="2024-12-31", ended_on=ended_on, exception=exception)
    assert (found.amount, found.low) == (0, 0) and found.high > 60000
    assert ("INT2 6" in found.basis) is is_new
    in_int2 = {"worker_fault": "INT2 7", "force_majeure": "INT2 7", "statutory_extension": "INT2 8"}.get(
        exception
    )
    assert {code for code in found.basis if code in ("INT2 7", "INT2 8")} == (
        {in_int2} if is_new and in_int2 else set()
    )
    assert set(found.basis) <= set(ARTICLES)


def test_a_claim_filed_under_the_new_interpretation_is_judged_by_it():
    told = {"started_on": "2024-07-01", "ended_on": "2025-06-30", "exception": "worker_fault"}
    assert "INT2 7" in ask(**told, claimed_on="2025-09-01").basis
    assert "INT2 7" not in ask(**told, claimed_on="2025-08-31").basis


# --- bad input ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "field", "code"),
    [
        ({}, "ended_on", "missing"),
        ({"ended_on": "2023-02-28"}, "ended_on", "ends_before_it_starts"),
        ({"ended_on": "2023-08-31", "claimed_on": "2023-02-28"}, "claimed_on", "ends_before_it_starts"),
        ({"ended_on": "2023-08-31", "monthly_wage": None}, "monthly_wage", "missing"),
        ({"ended_on": "2023-04-30", "wages": [{"amount": "1"}]}, "wages", "answered_twice"),
        ({"ended_on": "2023-05-01", "monthly_wage": None, "wages": [{"amount": "1"}]}, "wages", "wrong_number"),
        ({"started_on": "2012-03-01", "ended_on": "2012-05-15"}, "ended_on", "calendar_not_loaded"),
        ({"started_on": "2029-03-01", "ended_on": "2029-05-15"}, "ended_on", "calendar_not_loaded"),
        ({"started_on": "2012-03-01", "signed_on": "2012-09-01", "claimed_on": "2013-05-15"}, "claimed_on", "calendar_not_loaded"),
        ({"ended_on": "2023-08-31", "exception": "statutory_extension"}, "exception", "does_not_fit"),
        ({"started_on": "2005-01-01", "ended_on": "2007-12-31"}, "ended_on", "before_the_rule"),
        ({"started_on": "2023-02-30"}, "started_on", "no_such_day"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_bad_input_is_a_sentence(told, field, code):
    with pytest.raises(BadInput) as bad:
        ask(**told)
    (problem,) = bad.value.problems
    assert (problem.field, problem.code) == (field, code)
    assert problem.text.zh.endswith("。") and problem.text.en.endswith(".")


def test_whole_months_need_no_calendar():
    assert ask(started_on="2012-03-01", signed_on="2012-09-01").amount == 40000
    assert ask(started_on="2029-03-01", ended_on="2031-01-01").amount == 88000


def test_names_that_are_none_are_told_to_programs_too():
    told = {"started_on": date(2023, 3, 1), "ended_on": date(2023, 8, 31), "monthly_wage": Decimal(1)}
    for wrong in ({"situation": "unsigned"}, {"situation": "never_signed", "exception": "perhaps"}):
        with pytest.raises(BadInput):
            double_wages(**told, **wrong, calendar=CALENDAR)


# --- what holds for all -------------------------------------------------------------------------------------
starts = st.dates(date(2015, 1, 1), date(2023, 12, 31))
lengths = st.integers(0, 800).map(timedelta)
wages = st.integers(100, 10_000_000).map(lambda fen: Decimal(fen).scaleb(-2))
situations = st.sampled_from(["never_signed", "expired", "open_ended"])


def paid(situation, started_on, span, wage, **told):
    return double_wages(
        situation=situation,
        started_on=started_on,
        ended_on=started_on + span,
        monthly_wage=wage,
        calendar=CALENDAR,
        **told,
    )


@given(situations, starts, lengths, wages, st.integers(0, 500).map(timedelta))
def test_the_sum_is_its_steps_within_the_limit_and_the_range(situation, started_on, span, wage, after):
    found = paid(situation, started_on, span, wage, claimed_on=started_on + span + after)
    assert found.amount == summed(found.steps)
    assert all(step.adds == step.adds.quantize(CENT) for step in found.steps if step.adds is not None)
    most = {"never_signed": 11, "expired": 12, "open_ended": 27}[situation]
    assert 0 <= found.amount <= most * wage and found["months"] <= most
    if found.low is not None:
        assert 0 <= found.low < found.amount == found.high
        assert found["recoverable_months"] <= min(found["months"], 12)


@given(situations, starts, lengths, wages, st.integers(1, 100).map(timedelta))
def test_it_never_falls_with_more_days(situation, started_on, span, wage, more):
    assert (
        paid(situation, started_on, span + more, wage).amount
        >= paid(situation, started_on, span, wage).amount
    )


@given(
    situations, starts, lengths, wages, st.integers(0, 500).map(timedelta), st.integers(1, 60).map(timedelta)
)
def test_claiming_later_never_saves_more(situation, started_on, span, wage, after, later):
    claimed_on = started_on + span + after
    sooner = paid(situation, started_on, span, wage, claimed_on=claimed_on)
    late = paid(situation, started_on, span, wage, claimed_on=claimed_on + later)
    kept = [found.amount if found.low is None else found.low for found in (sooner, late)]
    assert kept[1] <= kept[0]
