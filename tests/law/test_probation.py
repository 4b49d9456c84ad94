"""Probation in words and at its edges (LCL 19, 20, 83)."""

from datetime import date
from decimal import Decimal

import pytest

from cases.law.calculation import Books, calculate
from cases.law.contract.probation import longest, probation
from cases.law.figures import Figures
from cases.law.kinds import CALCULATIONS
from cases.law.results import BadInput

BOOKS = Books.load()
TERM = {"contract": "fixed_term", "contract_months": "24"}
SERVED = {**TERM, "started_on": "2024-01-01", "ended_on": "2024-02-29", "monthly_wage": "8000"}


def ask(**told):
    told = {name: value for name, value in told.items() if value is not None}
    return calculate(CALCULATIONS["probation"], told, BOOKS)


def cautions(found, words):
    return sum(words in one.zh for one in found.cautions)


@pytest.mark.parametrize(
    ("told", "zh", "en", "step"),
    [
        (TERM, "试用期最长2个月。", "At most 2 months of probation.", "个月：试用期最长2个月。"),
        ({"contract": "task"}, "不得约定试用期。", "No probation may be agreed.", "：不得约定试用期。"),
        ({**SERVED, "probation_wage": "6000"}, "试用期最长2个月；可能应付800.00元。",
         "At most 2 months of probation; 800.00 yuan may be due.", "个月：试用期最长2个月。"),
    ],
)  # fmt: skip
def test_the_answer(told, zh, en, step):
    found = ask(**told)
    assert (found.answer.zh, found.answer.en) == (zh, en)
    assert found.steps[0].text_zh.endswith(step)
    assert ("at most 2 months" in found.steps[0].text_en) is ("no probation" not in found.steps[0].text_en)


@pytest.mark.parametrize(
    ("ended_on", "months"), [("2025-02-28", "12.00"), ("2025-03-31", "13.00"), ("2026-05-31", "27.00")]
)
def test_years_beyond_the_limit_are_months(ended_on, months):
    """LCL 83"""
    found = ask(**{**SERVED, "ended_on": ended_on})
    assert found["excess_months"] == Decimal(months) and found.amount == 8000 * Decimal(months)


def test_a_part_of_a_month_is_explained_only_where_there_is_one():
    whole, part = (ask(**{**SERVED, "ended_on": day}) for day in ("2024-03-31", "2024-04-01"))
    assert (cautions(whole, "按自然日折算"), cautions(part, "按自然日折算")) == (0, 1)
    assert cautions(whole, "之外支付") == cautions(part, "之外支付") == 1
    paid = {**SERVED, "probation_wage": "6000"}
    whole, part = (ask(**{**paid, "ended_on": day}) for day in ("2024-01-31", "2024-02-01"))
    assert (cautions(whole, "按自然日折算"), cautions(part, "按自然日折算")) == (0, 1)


def test_the_minimum_wage_is_named_where_the_day_is_known():
    known, open_ = ask(**SERVED), ask(**{**SERVED, "started_on": None, "ended_on": None})
    assert (
        "不低于最低工资标准2,420元" in known.steps[-1].text_zh
        and "minimum wage of 2,420" in known.steps[-1].text_en
    )
    assert "最低工资" not in open_.steps[-1].text_zh and open_.figures == ()


@pytest.mark.parametrize("missing", ["started_on", "ended_on"])
def test_without_the_days_there_is_no_sum_and_they_are_asked_for(missing):
    """LCL 20"""
    found = ask(**{**SERVED, "probation_wage": "6000", missing: None})
    assert found.amount is None and found.asks == ("started_on", "ended_on")
    assert found.answer.zh == "试用期最长2个月。"


def test_just_enough_pay_leaves_no_step():
    """LCL 20"""
    assert not [step for step in ask(**SERVED, probation_wage="6400").steps if "少付" in step.text_zh]
    assert [step for step in ask(**SERVED, probation_wage="6399.99").steps if "少付" in step.text_zh]


def test_a_single_day_of_probation_paid_too_little():
    """LCL 20: 400 yuan a month for one day of 31."""
    found = ask(**{**SERVED, "ended_on": "2024-01-01", "probation_wage": "6000"})
    assert found.amount == Decimal("12.90")


def test_a_year_of_probation_paid_too_little_is_not_within_the_limit():
    found = ask(**{**SERVED, "contract_months": "36", "ended_on": "2024-12-31", "probation_wage": "6000"})
    # six months at 400 yuan, and the full wage for the six months beyond
    assert found.amount == 6 * 400 + 6 * 8000


def test_what_programs_leave_out_means_a_first_probation():
    assert longest("fixed_term", Decimal(12)) == 2
    assert (
        probation(contract="fixed_term", contract_months=Decimal(12), figures=Figures.load())["max_months"]
        == 2
    )
    with pytest.raises(BadInput) as bad:
        longest("forever", None)
    assert bad.value.problems[0].code == "no_such_choice"


def test_from_the_first_day_of_the_law():
    assert ask(**{**TERM, "started_on": "2008-01-01", "ended_on": "2008-01-31"}).version.since == date(
        2008, 1, 1
    )
