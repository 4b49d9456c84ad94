"""Annual leave: days, shares of a year, what costs it, and the pay for days not taken."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.calculation import Books, calculate
from cases.law.kinds import CALCULATIONS
from cases.law.pay.leave_days import full_days
from cases.law.results import BadInput, summed
from tests.law.worked import example

BOOKS = Books.load()
TOLD = {"year": "2023", "years": "10"}
WAGE = {"monthly_wage": "2175"}  # 100 a day


def leave(**told):
    return calculate(CALCULATIONS["annual_leave"], TOLD | told, BOOKS)


@pytest.mark.parametrize("number", [pytest.param("L044", id="ALM 10, L044")])
def test_published_pay(number):
    case = example(number)
    found = leave(years="5", monthly_wage=str(case.inputs["monthly_excl_ot"]))
    assert found["untaken_days"] == case.inputs["days"]
    assert found.amount == case.expected["amount"]
    assert abs(found.amount - case.expected["published_amount"]) <= case.tolerance


@pytest.mark.parametrize("number", [pytest.param("L046", id="ALM 13, L046")])
def test_extra_leave_of_the_company_is_not_paid_threefold(number):
    case = example(number)
    told = {
        "taken_days": "10",
        "monthly_wage": str(case.inputs["monthly"]),
        "extra_days": str(case.inputs["welfare_days_unused"]),
        "extra_paid_rate": str(case.inputs["paid_rate"]),
    }
    found = leave(**told)
    assert (found.amount, found.asks) == (Decimal(case.expected["extra_due"]), ("policy_rate",))
    # The claim that was refused: another daily wage for each day.
    assert abs(leave(**told, policy_rate="2").amount - case.expected["rejected_claim"]) < 1
    assert leave(**told, policy_rate="1").amount == 0


@pytest.mark.parametrize("number", [pytest.param("L051", id="ALM 5, L051")])
def test_newcomers_share(number):
    case = example(number)
    found = leave(joined_on=case.inputs["joined"])
    assert (found["calendar_days"], found["days"]) == (
        case.expected["remaining_calendar_days"],
        case.expected["days"],
    )
    assert found["full_year_days"] == case.inputs["full_year_days"] and found.amount is None


@pytest.mark.parametrize(
    ("years", "days"),
    [(0, 0), (1, 5), (9, 5), (10, 10), (19, 10), (20, 15), (45, 15)],
    ids=lambda n: f"AL 3: {n}",
)
def test_days_by_years(years, days):
    assert leave(years=str(years))["days"] == days == full_days(years)


@pytest.mark.parametrize(
    ("told", "days", "untaken"),
    [
        pytest.param({"has_twelve_months": "no"}, 0, "0", id="ALM 3"),
        pytest.param({"joined_on": "2015-01-01"}, 10, "10", id="ALM 5: an earlier year"),
        pytest.param({"joined_on": "2023-12-31"}, 0, "0", id="ALM 5: the last day"),
        pytest.param({"joined_on": "2023-01-02"}, 9, "9", id="ALM 5: 364 days"),
        pytest.param({"year": "2024", "joined_on": "2024-01-02"}, 10, "10", id="ALM 5: 365 days of 366"),
        pytest.param({"qualified_on": "2023-07-03", "years": "1"}, 2, "2", id="BJ-QA 62"),
        pytest.param({"left_on": "2023-06-30"}, 4, "4", id="ALM 12: 181 days"),
        # 131 ÷ 365 × 10 = 3.59: the published page says 4 for such a time, the formula 3
        pytest.param({"left_on": "2023-05-11"}, 3, "3", id="ALM 12: 3.59"),
        pytest.param({"left_on": "2023-06-30", "taken_days": "1"}, 4, "3", id="ALM 12: one taken"),
        pytest.param({"left_on": "2023-06-30", "taken_days": "10"}, 4, "0", id="ALM 12: not charged"),
        # 4.96 − 0.5 = 4.46
        pytest.param({"left_on": "2023-06-30", "taken_days": "0.5"}, 4, "4", id="ALM 12: half a day taken"),
        pytest.param({"joined_on": "2023-03-01", "left_on": "2023-06-30"}, 3, "3", id="ALM 12: both"),
        pytest.param({"left_on": "2023-12-31"}, 10, "10", id="ALM 12: at the year's end"),
        pytest.param({"taken_days": "3.5"}, 10, "6.5", id="AL 5: half days"),
        pytest.param({"taken_days": "12"}, 10, "0", id="AL 5: more taken than due"),
        pytest.param({"paid_personal_days": "19"}, 10, "10", id="AL 4(2): 19 days"),
        pytest.param({"paid_personal_days": "20"}, 10, "0", id="AL 4(2): 20 days"),
        pytest.param({"years": "9", "sick_months": "1.9"}, 5, "5", id="AL 4(3): below"),
        pytest.param({"years": "9", "sick_months": "2"}, 5, "0", id="AL 4(3)"),
        pytest.param({"years": "10", "sick_months": "2.9"}, 10, "10", id="AL 4(4): below"),
        pytest.param({"years": "19", "sick_months": "3"}, 10, "0", id="AL 4(4)"),
        pytest.param({"years": "20", "sick_months": "3.9"}, 15, "15", id="AL 4(5): below"),
        pytest.param({"years": "20", "sick_months": "4"}, 15, "0", id="AL 4(5)"),
        pytest.param({"has_longer_school_holidays": "yes"}, 10, "0", id="AL 4(1)"),
        pytest.param({"lost_by_last_year": "yes"}, 10, "0", id="ALM 8"),
    ],
)
def test_days(told, days, untaken):
    found = leave(**told)
    assert (found["days"], found["untaken_days"]) == (days, Decimal(untaken))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        pytest.param({}, [("AL 3", "10天")], id="AL 3"),
        pytest.param(
            {"joined_on": "2023-07-03"}, [("AL 3", ""), ("ALM 5", "182÷365×10＝4.99，")], id="ALM 5"
        ),
        pytest.param(
            {"left_on": "2023-06-30"}, [("AL 3", ""), ("ALM 12", "181÷365×10＝4.96，")], id="ALM 12"
        ),
        pytest.param(
            {"left_on": "2023-06-30", "taken_days": "1.5"},
            [("AL 3", ""), ("ALM 12", "4天"), ("ALM 12", "4.96−1.5＝3.46，舍去不足一天的部分，应休未休3天")],
            id="ALM 12: some taken",
        ),
        pytest.param({"taken_days": "10"}, [("AL 3", ""), ("ALM 10", "应休未休0天")], id="ALM 10: all taken"),
        pytest.param(
            {"taken_days": "10.5"}, [("AL 3", ""), ("ALM 10", "不再扣回")], id="ALM 10: too many taken"
        ),
        pytest.param({"sick_months": "3"}, [("AL 3", ""), ("AL 4", "不享受当年年休假")], id="AL 4"),
        pytest.param(
            {"sick_months": "3", "taken_days": "1"},
            [("AL 3", ""), ("AL 4", "不享受当年其余的年休假")],
            id="ALM 8",
        ),
    ],
)
def test_steps_say_how(told, said):
    steps = leave(**told).steps
    assert [step.basis[0] for step in steps] == [article for article, _words in said]
    assert all(words in step.text_zh for step, (_article, words) in zip(steps, said, strict=True))


def test_without_twelve_months_there_is_nothing():
    found = leave(has_twelve_months="no", **WAGE)
    assert found.amount == 0
    assert not any(found[name] for name in ("full_year_days", "calendar_days", "days", "untaken_days"))


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        pytest.param({}, "2000.00", id="ALM 10: 200 % besides the normal wage"),
        pytest.param({"is_normal_pay_paid": "no"}, "3000.00", id="ALM 10: 300 % in all"),
        pytest.param({"refused_in_writing": "yes"}, "0.00", id="ALM 10(2)"),
        pytest.param(
            {"refused_in_writing": "yes", "is_normal_pay_paid": "no"}, "1000.00", id="ALM 10(2): wage unpaid"
        ),
        pytest.param({"taken_days": "9.5"}, "100.00", id="ALM 10: half a day"),
        pytest.param({"extra_days": "2", "policy_rate": "3"}, "2400.00", id="ALM 13"),
        pytest.param({"extra_days": "2", "policy_rate": "0.5"}, "2000.00", id="ALM 13: paid already"),
        pytest.param({"sick_months": "3"}, "0.00", id="AL 4"),
    ],
)
def test_pay(told, amount):
    found = leave(**WAGE, **told)
    assert found.amount == Decimal(amount) == summed(found.steps)


def test_the_pay_in_words():
    (_days, step) = leave(**WAGE).steps
    assert (
        step.text_zh
        == "300%包含正常工作期间的工资，已付正常工资，另付200%：2,175.00元÷21.75×10天×200%＝2,000.00元。"
    )
    assert step.text_en == (
        "300 % includes the normal wage, paid already, so 200% is due: 2,175.00 yuan ÷ 21.75 × 10 days × 200% = "
        "2,000.00 yuan."
    )
    refused = leave(**WAGE, refused_in_writing="yes", is_normal_pay_paid="no").steps[-1]
    assert refused.text_zh.startswith("职工书面提出不休，只付正常工资，应付100%：")
    assert refused.text_en.startswith("Renounced in writing: the normal wage only, so 100% is due:")


@pytest.mark.parametrize(
    ("told", "cautions"),
    [
        pytest.param({"years": "9"}, ["可能须在2025年12月31日以前申请仲裁"], id="AL 5"),
        pytest.param({"years": "9", "left_on": "2023-06-30"}, ["自离职之日起一年内"], id="ARB 27"),
        pytest.param({"years": "10"}, ["2025年", "累计工作当年才满10年"], id="AL 3: ten years"),
        pytest.param({"years": "20"}, ["2025年", "累计工作当年才满20年"], id="AL 3: twenty years"),
        pytest.param(
            {"years": "1", "qualified_on": "2023-05-01"}, ["2025年", "自满之日起折算"], id="BJ-QA 62"
        ),
        pytest.param({"years": "9", "extra_days": "1", **WAGE}, ["2025年", "福利年休假的待遇"], id="ALM 13"),
    ],
)
def test_cautions(told, cautions):
    found = leave(**told).cautions
    assert len(found) == len(cautions)
    assert all(words in caution.zh for caution, words in zip(found, cautions, strict=True))


def test_the_last_day_to_claim_in_words():
    (caution,) = leave(years="9").cautions
    assert "leave of 2023 could be taken in 2024" in caution.en and "filed by 31 December 2025" in caution.en
    assert "2023年的可以跨年安排到2024年" in caution.zh


def test_the_regulations_are_of_2008():
    assert leave(year="2008")["days"] == 10


def test_the_last_day_to_claim_in_beijing():
    """Of 2013 it was 31 December 2015 in the published case of 27 May 2016."""
    assert leave(year="2013")["claim_by"] == date(2015, 12, 31)
    assert "claim_by" not in leave(left_on="2023-06-30").as_mapping()


def test_leave_taken_before_the_reason_arose_costs_the_next_year():
    told = {"sick_months": "3"}
    assert len(leave(**told, taken_days="10").cautions) == len(leave(**told).cautions) + 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"joined_on": "2024-01-01"}, "joined_on"),
        ({"joined_on": "2023-05-02", "left_on": "2023-05-01"}, "joined_on"),
        ({"qualified_on": "2024-01-01"}, "qualified_on"),
        ({"left_on": "2024-01-01"}, "left_on"),
        ({"left_on": "2023-02-29"}, "left_on"),
        ({"year": "2007"}, "year"),
        ({"year": "23"}, "year"),
        ({"years": "-1"}, "years"),
        ({"years": "9.5"}, "years"),
        ({"taken_days": "400"}, "taken_days"),
        ({"monthly_wage": "0"}, "monthly_wage"),
    ],
)
def test_bad_input_is_a_sentence(told, field):
    with pytest.raises(BadInput) as bad:
        leave(**told)
    assert [one.field for one in bad.value.problems] == [field]


@given(
    years=st.integers(0, 44),
    year=st.integers(2008, 2100),
    joined=st.integers(0, 364),
    stays=st.integers(0, 364),
    taken=st.decimals(0, 20, places=1),
    wage=st.integers(1, 1_000_000),
)
def test_days_are_never_negative_and_grow_with_the_years(years, year, joined, stays, taken, wage):
    joined_on = date(year, 1, 1) + timedelta(days=joined)
    left_on = min(joined_on + timedelta(days=stays), date(year, 12, 31))
    told = {
        "year": year,
        "joined_on": joined_on,
        "left_on": left_on,
        "taken_days": taken,
        "monthly_wage": wage,
    }
    found, older = leave(**told, years=years), leave(**told, years=years + 1)
    longer = leave(**told | {"left_on": min(left_on + timedelta(days=30), date(year, 12, 31))}, years=years)
    assert found.amount == summed(found.steps)
    for more in (older, longer):
        assert 0 <= found["untaken_days"] <= more["untaken_days"] <= more["days"] <= 15
