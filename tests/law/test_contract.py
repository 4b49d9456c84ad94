"""Probation, training bonds, non-competition: by article, at the edges, and what holds for all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.articles import ARTICLES
from cases.law.calculation import Books, calculate
from cases.law.contract.noncompete import noncompete
from cases.law.contract.probation import probation
from cases.law.contract.training import training_penalty
from cases.law.figures import Figures
from cases.law.kinds import CALCULATIONS
from cases.law.results import CENT, BadInput, summed
from tests.law.worked import example

BOOKS = Books.load()
FIGURES = Figures.load()


def ask(kind, **told):
    found = calculate(
        CALCULATIONS[kind], {name: value for name, value in told.items() if value is not None}, BOOKS
    )
    assert set(found.basis) <= set(ARTICLES)
    if found.amount is not None:
        assert found.amount == summed(found.steps)
    return found


def refused(kind, **told):
    with pytest.raises(BadInput) as bad:
        ask(kind, **told)
    (problem,) = bad.value.problems
    assert problem.text.zh.endswith("。") and problem.text.en.endswith((".", "?"))
    return problem.field, problem.code


# --- probation: how long ------------------------------------------------------------------------------------
def _l056():
    case = example("L056")
    return zip(case.inputs["contracts_months"], case.expected["max_probation_months"], strict=True)


@pytest.mark.parametrize(
    ("contract", "most"), [pytest.param(*row, id=f"LCL 19: {row[0]}, L056") for row in _l056()]
)
def test_the_longest_probation(contract, most):
    kinds = {"open-ended": "open_ended", "task": "task"}
    told = {"contract": kinds[contract]} if contract in kinds else {"contract_months": str(contract)}
    found = ask("probation", **told)
    assert (found["max_months"], found.amount) == (most, None)


@pytest.mark.parametrize(
    ("told", "most"),
    [
        pytest.param({"contract_months": "2.9"}, 0, id="LCL 19: a little short of three months"),
        pytest.param({"contract_months": "11.9"}, 1, id="LCL 19: a little short of a year"),
        pytest.param({"contract_months": "35.9"}, 2, id="LCL 19: a little short of three years"),
        pytest.param({"contract_months": "120"}, 6, id="LCL 19: ten years"),
        pytest.param({"contract_months": "36", "is_second": "yes"}, 0, id="LCL 19(2): once only"),
        pytest.param({"contract": "probation_only"}, 0, id="LCL 19(4): probation alone"),
        pytest.param({"contract": "part_time"}, 0, id="LCL 70"),
    ],
)
def test_the_edges_of_probation(told, most):
    found = ask("probation", **told)
    assert found["max_months"] == most
    assert ("LCL 70" in found.basis) is (told.get("contract") == "part_time")


# --- probation: beyond the limit, below the pay -------------------------------------------------------------
SERVED = {"contract_months": "12", "started_on": "2024-01-01", "monthly_wage": "8000"}


@pytest.mark.parametrize(
    ("ended_on", "months", "amount"),
    [
        pytest.param("2024-02-29", "0.00", "0.00", id="LCL 19: the limit exactly"),
        pytest.param("2024-03-01", "0.03", "258.06", id="LCL 83: a day of 31"),
        pytest.param("2024-03-31", "1.00", "8000.00", id="LCL 83: a month"),
        pytest.param("2024-06-30", "4.00", "32000.00", id="LCL 83: four months"),
        pytest.param("2024-04-15", "1.50", "12000.00", id="LCL 83: a month and half of April"),
    ],
)
def test_damages_for_probation_beyond_the_limit(ended_on, months, amount):
    found = ask("probation", **SERVED, ended_on=ended_on)
    assert (found["excess_months"], found.amount) == (Decimal(months), Decimal(amount))


def test_where_none_is_allowed_all_of_it_is_beyond():
    found = ask("probation", contract="task", **{**SERVED, "contract_months": None}, ended_on="2024-03-31")
    assert (found["excess_from"], found.amount) == (date(2024, 1, 1), 24000)


def test_the_wage_is_asked_for_only_when_it_is_needed():
    told = {**SERVED, "monthly_wage": None}
    beyond = ask("probation", **told, ended_on="2024-03-31")
    assert (beyond.amount, beyond.asks, beyond["excess_months"]) == (None, ("monthly_wage",), 1)
    assert ask("probation", **told, ended_on="2024-02-29").asks == ()


@pytest.mark.parametrize(
    ("told", "least", "amount"),
    [
        pytest.param({"probation_wage": "6400"}, "6400.00", None, id="LCL 20: 80 % exactly"),
        pytest.param({"probation_wage": "6000"}, "6400.00", "800.00", id="LCL 20: 400 a month for two"),
        pytest.param({"monthly_wage": "3000", "probation_wage": "2400"}, "2420.00", "40.00", id="LCL 20: minimum wage"),
        pytest.param({"monthly_wage": "3000", "minimum_wage": "2500", "probation_wage": "2400"}, "2500.00", "200.00",
                     id="LCL 20: a minimum wage that was entered"),
    ],
)  # fmt: skip
def test_pay_in_probation(told, least, amount):
    found = ask("probation", **SERVED | told, ended_on="2024-02-29")
    assert found["least_wage"] == Decimal(least)
    assert found.amount == Decimal(amount or 0)
    assert all(figure.kind == "minimum_wage" for figure in found.figures) and len(found.figures) == 1


def test_pay_below_the_least_counts_within_the_limit_only():
    found = ask("probation", **SERVED, probation_wage="6000", ended_on="2024-06-30")
    assert [step.adds for step in found.steps if step.adds] == [32000, 800]
    # A month and 15 of the 29 days of February at 400 a month.
    assert ask("probation", **SERVED, probation_wage="6000", ended_on="2024-02-15").amount == Decimal(
        "606.90"
    )


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"contract_months": None}, ("contract_months", "missing")),
        ({"contract_months": "0"}, ("contract_months", "too_small")),
        ({"contract": "forever"}, ("contract", "no_such_choice")),
        ({"ended_on": "2023-12-31"}, ("ended_on", "ends_before_it_starts")),
        ({"started_on": "2007-12-31"}, ("started_on", "before_the_rule")),
        ({"started_on": "2008-01-01"}, ("minimum_wage", "figure_not_published")),
    ],
)
def test_bad_input_about_probation(told, fault):
    assert refused("probation", **SERVED | told) == fault


# --- training -----------------------------------------------------------------------------------------------
BOND = {
    "costs": "60000", "service_from": "2022-01-01", "service_until": "2024-12-31", "left_on": "2023-12-31",
    "leaving": "resigned", "agreed_penalty": "60000",
}  # fmt: skip


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        pytest.param({}, "20036.50", id="LCL 22: 366 of 1,096 days"),
        pytest.param({"agreed_penalty": "10000"}, "10000.00", id="LCL 22: less was agreed"),
        pytest.param({"agreed_penalty": "0"}, "0.00", id="LCL 22: nothing was agreed to be paid"),
        pytest.param({"agreed_penalty": None}, "20036.50", id="LCL 22: at most"),
        pytest.param({"wages_in_training": "30000"}, "20036.50", id="IMP 16: wages are no costs"),
        pytest.param({"leaving": "misconduct"}, "20036.50", id="IMP 26(2)"),
        pytest.param({"leaving": "quit_for_cause"}, "0.00", id="IMP 26(1)"),
        pytest.param({"leaving": "employer_ended"}, "0.00", id="LCL 22: not the worker's doing"),
        pytest.param({"is_professional": "no"}, "0.00", id="LCL 22: induction is no such training"),
        pytest.param({"left_on": "2024-12-31"}, "0.00", id="LCL 22: served to the end"),
        pytest.param({"left_on": "2024-12-30"}, "54.74", id="LCL 22: a day short"),
        pytest.param({"left_on": "2022-01-01"}, "59945.26", id="LCL 22: one day served"),
        pytest.param({"left_on": "2021-11-30"}, "60000.00", id="LCL 22: left before it began"),
        pytest.param({"service_from": "2024-02-29", "service_until": "2024-02-29", "left_on": "2024-02-28"}, "60000.00",
                     id="LCL 22: a bond of one day"),
    ],
)  # fmt: skip
def test_the_training_penalty(told, amount):
    found = ask("training_penalty", **BOND | told)
    assert found.amount == Decimal(amount)
    assert found.asks == (("agreed_penalty",) if told.get("agreed_penalty", "") is None else ())


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"service_until": "2021-12-31"}, ("service_until", "ends_before_it_starts")),
        ({"left_on": "2007-12-31"}, ("left_on", "before_the_rule")),
        ({"leaving": "vanished"}, ("leaving", "no_such_choice")),
        ({"costs": None}, ("costs", "missing")),
    ],
)
def test_bad_input_about_training(told, fault):
    assert refused("training_penalty", **BOND | told) == fault


# --- not competing ------------------------------------------------------------------------------------------
def test_without_an_agreed_sum():
    """INT1 36: L053"""
    case = example("L053")
    found = ask(
        "noncompete",
        ended_on="2021-01-31",
        monthly_wage=str(case.inputs["avg_12m"]),
        months=str(case.inputs["months"]),
    )
    assert (found["monthly"], found.amount) == (case.expected["monthly"], case.expected["amount"])
    assert "INT1 36" in found.basis and found.low is None


@pytest.mark.parametrize(
    ("ended_on", "told", "amount"),
    [
        pytest.param("2024-05-31", {"monthly_wage": "5000"}, "7260.00", id="INT1 36(2): the minimum wage"),
        pytest.param("2024-05-31", {"monthly_wage": "8066.67"}, "7260.00", id="INT1 36(2): 30 % a fen above it"),
        pytest.param("2024-05-31", {"monthly_wage": "8100"}, "7290.00", id="INT1 36(1)"),
        pytest.param("2025-07-31", {"monthly_wage": "5000"}, "7500.00", id="INT1 36(2): the minimum wage rises"),
        pytest.param("2024-05-31", {"monthly_wage": "5000", "minimum_wage": "2000"}, "6000.00", id="INT1 36(2): entered"),
        pytest.param("2024-05-31", {"agreed_monthly": "1000"}, "3000.00", id="LCL 23: the agreed sum"),
        pytest.param("2024-05-31", {"monthly_wage": "20000", "already_paid": "5000"}, "13000.00", id="LCL 23: less paid"),
        pytest.param("2024-05-31", {"monthly_wage": "20000", "already_paid": "99000"}, "0.00", id="LCL 23: more paid"),
        pytest.param("2024-05-31", {"monthly_wage": "20000", "is_released": "yes"}, "36000.00", id="INT1 39"),
        pytest.param("2024-05-31", {"monthly_wage": "20000", "months": "2.5"}, "15000.00", id="INT1 36: half a month"),
        pytest.param("2024-05-31", {"monthly_wage": "20000", "months": "24"}, "144000.00", id="LCL 24: two years"),
        pytest.param("2024-05-31", {"monthly_wage": "20000", "months": "36"}, "144000.00", id="LCL 24: no more"),
    ],
)  # fmt: skip
def test_compensation_for_not_competing(ended_on, told, amount):
    assert ask("noncompete", **{"ended_on": ended_on, "months": "3"} | told).amount == Decimal(amount)


def test_the_minimum_wages_that_count_are_named():
    told = {"months": "3", "monthly_wage": "5000"}
    assert [figure.value for figure in ask("noncompete", ended_on="2025-07-31", **told).figures] == [
        2420,
        2540,
    ]
    found = ask("noncompete", ended_on="2025-05-31", **told)  # to the day before the rise
    assert ([figure.value for figure in found.figures], found["monthly"]) == ([2420], 2420)
    assert ask("noncompete", ended_on="2025-05-31", months="3", monthly_wage="20000").figures == ()


def test_less_agreed_than_the_rule_gives_is_a_range():
    told = {"ended_on": "2024-05-31", "months": "3", "monthly_wage": "20000"}
    found = ask("noncompete", **told, agreed_monthly="4000")
    assert (found.low, found.amount, found.high) == (12000, 12000, 18000)
    assert ask("noncompete", **told, agreed_monthly="4000", is_released="yes").high == 36000
    paid = ask("noncompete", **told, agreed_monthly="4000", already_paid="15000")
    assert (paid.low, paid.high) == (0, 3000)
    for enough in ("6000", "9000"):
        assert ask("noncompete", **told, agreed_monthly=enough).high is None


@pytest.mark.parametrize(
    ("ended_on", "basis"),
    [
        ("2020-12-31", {"LCL 23", "BJ-QA 65"}),
        ("2021-01-01", {"LCL 23", "BJ-QA 65", "INT1 36"}),
        ("2025-09-01", {"LCL 23", "BJ-QA 65", "INT1 36", "INT2 13"}),
    ],
)
def test_the_version_is_that_of_the_day_it_ended(ended_on, basis):
    found = ask("noncompete", ended_on=ended_on, months="1", monthly_wage="20000")
    assert set(found.basis) == basis


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({}, ("monthly_wage", "missing")),
        ({"monthly_wage": "9000", "ended_on": "2013-01-31"}, ("ended_on", "before_the_rule")),
        ({"monthly_wage": "9000", "months": "0"}, ("months", "too_small")),
        ({"monthly_wage": "9000", "months": "500"}, ("months", "too_large")),
    ],
)
def test_bad_input_about_not_competing(told, fault):
    assert refused("noncompete", **{"ended_on": "2024-05-31", "months": "3"} | told) == fault


# --- what holds for all -------------------------------------------------------------------------------------
days = st.dates(date(2014, 1, 1), date(2025, 12, 31))
spans = st.integers(0, 900).map(timedelta)
money = st.integers(100, 10_000_000).map(lambda fen: Decimal(fen).scaleb(-2))


def to_the_cent(found):
    assert found.amount == summed(found.steps)
    assert all(step.adds == step.adds.quantize(CENT) for step in found.steps if step.adds is not None)
    return found.amount


@given(days, spans, st.integers(1, 60).map(timedelta), st.integers(1, 60).map(Decimal), money, money)
def test_more_probation_never_costs_less(started_on, span, more, length, wage, paid):
    told = {"contract": "fixed_term", "contract_months": length, "monthly_wage": wage, "probation_wage": paid}
    sooner, later = (
        probation(**told, started_on=started_on, ended_on=ended_on, figures=FIGURES)
        for ended_on in (started_on + span, started_on + span + more)
    )
    assert to_the_cent(later) >= to_the_cent(sooner) >= 0


@given(days, st.integers(0, 2000).map(timedelta), spans, money, st.none() | money)
def test_the_penalty_is_never_above_the_costs_and_falls_with_service(first, bond, served, costs, agreed):
    def penalty(left_on):
        return to_the_cent(
            training_penalty(
                costs=costs, service_from=first, service_until=first + bond, left_on=left_on, leaving="resigned",
                agreed_penalty=agreed,
            )
        )  # fmt: skip

    sooner, later = penalty(first + served), penalty(first + served + timedelta(days=1))
    assert 0 <= later <= sooner <= min(costs, agreed if agreed is not None else costs)


@given(days, st.integers(1, 300), money, st.none() | money, st.booleans())
def test_compensation_is_its_steps_and_lies_in_its_range(ended_on, tenths, wage, agreed, is_released):
    found = noncompete(
        ended_on=ended_on, months=Decimal(tenths) / 10, monthly_wage=wage, agreed_monthly=agreed,
        is_released=is_released, figures=FIGURES,
    )  # fmt: skip
    assert to_the_cent(found) > 0
    if found.low is not None:
        assert found.low == found.amount < found.high
    if agreed is None:
        assert found["monthly"] >= wage * Decimal("0.3") - CENT
