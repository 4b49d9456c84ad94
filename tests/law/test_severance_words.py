"""Severance in words: which sentences stand, in both languages, and which do not."""

from datetime import date
from decimal import Decimal

import pytest

from cases.law.calculation import Books, calculate
from cases.law.ending.length_of_service import Length, length
from cases.law.kinds import CALCULATIONS
from cases.law.results import BadInput

BOOKS = Books.load()
TOLD = {
    "started_on": "2020-01-01",
    "ended_on": "2021-12-31",
    "ground": "employer_proposes",
    "monthly_wage": "12000",
}


def ask(**told):
    return calculate(
        CALCULATIONS["severance"], {k: v for k, v in (TOLD | told).items() if v is not None}, BOOKS
    )


def says(found, words):
    return [step for step in found.steps if words in step.text_zh]


@pytest.mark.parametrize(
    ("told", "zh", "en"),
    [
        ({}, "经济补偿24,000.00元（2个月×12,000.00元）。", "Severance: 24,000.00 yuan (2 months × 12,000.00 yuan)."),
        ({"ground": "unlawful"}, "赔偿金（二倍经济补偿）48,000.00元（2个月×12,000.00元）。",
         "Damages, twice the severance: 48,000.00 yuan (2 months × 12,000.00 yuan)."),
        ({"ground": "notice_grounds", "notice_given": "no", "last_month_wage": "9000"},
         "经济补偿24,000.00元（2个月×12,000.00元），另加代通知金9,000.00元。",
         "Severance: 24,000.00 yuan (2 months × 12,000.00 yuan), and 9,000.00 instead of notice."),
    ],
)  # fmt: skip
def test_the_answer(told, zh, en):
    found = ask(**told)
    assert (found.answer.zh, found.answer.en) == (zh, en)
    assert found["is_double"] is (told.get("ground") == "unlawful")


@pytest.mark.parametrize(
    ("told", "zh"),
    [
        pytest.param({"started_on": "2021-12-02"}, "不满一个月", id="under a month"),
        pytest.param(
            {"ground": "fixed_term_expired", "renewal": "not_offered"}, "连续订立二次", id="LCL 14(3)"
        ),
        pytest.param({"ground": "quits_over_insurance"}, "社保账户", id="BJ-QA 71"),
    ],
)
def test_cautions_of_one_case(told, zh):
    assert sum(zh in one.zh for one in ask(**told).cautions) == 1
    assert not any(zh in one.zh for one in ask(started_on="2021-12-01").cautions)
    # Months and years are added: a year and a month are no month at all.
    assert not any("不满一个月" in one.zh for one in ask(started_on="2020-12-01").cautions)


def test_the_steps_of_the_service():
    found = ask()
    (counted,) = says(found, "（含末日）共")
    assert counted.text_zh == "2020年1月1日（星期三）至2021年12月31日（星期五）（含末日）共2年。"
    assert counted.text_en.endswith("the last day included: 2 years.") and counted.on == date(2021, 12, 31)
    assert not says(found, "原单位") and not says(found, "才有经济补偿") and not says(found, "最高十二年")
    earlier = ask(earlier_months="7")
    (moved,) = says(earlier, "转来")
    assert "7个月" in moved.text_zh and "IMP 10" in moved.basis
    (counted,) = says(earlier, "（含末日，连同原单位）共2年7个月")
    assert "with the earlier employer: 2 years 7 months" in counted.text_en


@pytest.mark.parametrize(("started_on", "is_cut"), [("2007-12-31", True), ("2008-01-01", False)])
def test_a_ground_of_2008_says_that_earlier_years_do_not_count(started_on, is_cut):
    """LCL 97"""
    found = ask(started_on=started_on, ground="task_completed")
    assert bool(says(found, "才有经济补偿")) is is_cut and found["months"] == 14


def test_twelve_years_are_said_only_where_they_cut():
    """LCL 47"""
    told = {"ended_on": "2023-12-31", "monthly_wage": "90000"}
    assert says(ask(**told, started_on="2010-01-01"), "年限最高十二年")
    assert not says(ask(**told, started_on="2012-01-01"), "年限最高十二年")
    assert not says(ask(**told | {"monthly_wage": "9000"}, started_on="2010-01-01"), "年限最高十二年")


def test_the_last_day_of_the_old_law_and_the_first_of_the_new():
    told = {
        "started_on": "2007-07-01",
        "ground": "redundancy",
        "minimum_wage": "800",
        "average_wage": "120000",
    }
    assert says(ask(**told, ended_on="2008-01-01"), "2008年以前共6个月")


@pytest.mark.parametrize(
    ("wage", "is_capped", "zh", "en"),
    [
        ("47103", False, "月均15,701元，三倍为47,103元：未超过三倍，不封顶。", "15,701 a month, three times 47,103: not above it"),
        ("47103.01", True, "月均15,701元，三倍为47,103元：高于三倍，按三倍计算。", "15,701 a month, three times 47,103: above it"),
    ],
)  # fmt: skip
def test_the_cap_in_words(wage, is_capped, zh, en):
    found = ask(ended_on="2024-12-31", monthly_wage=wage)
    (step,) = says(found, "当地职工平均工资")
    assert zh in step.text_zh and en in step.text_en and found["is_capped"] is is_capped


def test_what_is_not_capped_says_so():
    least = ask(monthly_wage="1500")
    assert says(least, "低于当地月最低工资标准") and least["is_capped"] is False
    assert not says(ask(monthly_wage="2320"), "低于当地") and ask(monthly_wage="2320")["base"] == 2320
    far = ask(ended_on="2025-12-31", monthly_wage="7620")
    assert says(far, "未超过最低工资标准") and far["is_capped"] is False
    within = ask(ended_on="2025-12-31", monthly_wage="30000")
    assert within["is_capped"] is False and within.asks == ("average_wage",)
    entered = ask(average_wage="120000").figures[0]
    assert (entered.since, entered.mark) == (date(2020, 1, 1), "E")


def test_the_month_is_rounded_to_the_yuan_before_it_is_taken_three_times():
    found = ask(monthly_wage="90000", average_wage="127146")  # 10,595.50 a month → 10,596
    assert found["base"] == 31788


def test_nothing_due_adds_up_to_nothing():
    found = ask(ground="misconduct", renewal="same_or_better")
    assert [step.adds for step in found.steps] == [Decimal("0.00")] and found.amount == 0
    assert "same or better" not in found.steps[0].text_en


@pytest.mark.parametrize(
    ("started_on", "most"),
    [("2021-12-31", 2), ("2021-11-15", 3), ("2021-06-16", 8)],
)
def test_no_more_months_of_pay_than_calendar_months_were_touched(started_on, most):
    def rows(count):
        return ask(started_on=started_on, monthly_wage=None, wages=[{"amount": "9000"}] * count)

    assert rows(most).amount > 0
    with pytest.raises(BadInput) as bad:
        rows(most + 1)
    assert bad.value.problems[0].code == "too_many"


@pytest.mark.parametrize(
    ("span", "zh", "en"),
    [
        (Length(0, 0, 0), "0天", "0 days"),
        (Length(1, 0, 1), "1年1天", "1 year 1 day"),
        (Length(2, 11, 0), "2年11个月", "2 years 11 months"),
        (length(date(2023, 1, 31), date(2023, 3, 2)), "1个月2天", "1 month 2 days"),
    ],
)
def test_a_length_in_words(span, zh, en):
    assert (span.zh, span.en) == (zh, en)
