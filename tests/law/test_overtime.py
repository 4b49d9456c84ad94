"""Overtime pay and the days it depends on."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.calculation import Books, calculate
from cases.law.calendar import Calendar
from cases.law.kinds import CALCULATIONS
from cases.law.pay.day_wage import daily, hourly
from cases.law.pay.statutory_holidays import holiday_rates, is_statutory, statutory_holidays
from cases.law.results import BadInput, summed
from tests.law.worked import example

BOOKS = Books.load()
CALENDAR = Calendar.load()
WAGE = "17400"  # 800 a day, 100 an hour
TOLD = {"on": "2025-10-01", "monthly_wage": WAGE}


def overtime(**told):
    return calculate(CALCULATIONS["overtime"], TOLD | told, BOOKS)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        pytest.param("L036", {"on": "2021-06-01", "rest_hours": "70"}, id="LL 44(2), L036"),
        pytest.param(
            "L037", {"on": "2022-06-01", "rest_days": "25", "paid_ratio": "1.0"}, id="LL 44(2), L037"
        ),
    ],
)
def test_published_cases(number, told):
    case = example(number)
    found = overtime(**told, monthly_wage=str(case.inputs["monthly"]))
    assert found.amount == case.expected["amount"]
    assert abs(found.amount - case.expected["published_amount"]) <= case.tolerance
    if "hourly" in case.expected:
        assert found["hourly"] == case.expected["hourly"]


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        pytest.param({"extended_hours": "10"}, "1500.00", id="LL 44(1)"),
        pytest.param({"rest_hours": "10"}, "2000.00", id="LL 44(2)"),
        pytest.param({"rest_days": "2", "rest_hours": "1"}, "3400.00", id="LL 44(2): days and hours"),
        pytest.param({"rest_days": "2", "rest_hours_off": "6"}, "2000.00", id="LL 44(2): time off"),
        pytest.param({"rest_days": "2", "rest_hours_off": "16"}, "0.00", id="LL 44(2): all time off"),
        pytest.param({"holiday_days": "1", "holiday_hours": "2"}, "3000.00", id="LL 44(3)"),
        pytest.param({"extended_hours": "1", "rest_hours": "1", "holiday_hours": "1"}, "650.00", id="LL 44"),
        pytest.param({"holiday_days": "1", "paid_ratio": "1"}, "1600.00", id="LL 44(3): single wage paid"),
        pytest.param({"extended_hours": "1", "paid_ratio": "2"}, "0.00", id="LL 44(1): more was paid"),
        pytest.param({"extended_hours": "10", "paid": "400"}, "1100.00", id="LL 44: a sum was paid"),
        pytest.param({"extended_hours": "10", "paid": "9999"}, "0.00", id="LL 44: more was paid in all"),
        pytest.param(
            {"system": "comprehensive", "extended_hours": "10", "rest_days": "9", "holiday_days": "1"},
            "3900.00",
            id="BJ-WAGE 16",
        ),
        pytest.param({"system": "comprehensive", "rest_days": "9"}, "0.00", id="BJ-WAGE 16: rest days only"),
        pytest.param(
            {"system": "flexible", "extended_hours": "9", "holiday_days": "3"}, "0.00", id="BJ-WAGE 17"
        ),
        pytest.param(
            {"system": "flexible", "is_approved": "no", "rest_days": "1"},
            "1600.00",
            id="BJ-WAGE 17: no approval",
        ),
        # 2540 ÷ 174 × 10 × 150 %
        pytest.param(
            {"monthly_wage": "2000", "extended_hours": "10"}, "218.97", id="BJ-WAGE 44: minimum wage"
        ),
        pytest.param(
            {"agreed_base": "2540", "extended_hours": "10"},
            "1500.00",
            id="BJ-QA 57(1): a lower base is ignored",
        ),
        pytest.param(
            {"agreed_base": "8700", "is_wage_agreed": "no", "extended_hours": "10"},
            "750.00",
            id="BJ-QA 57(1): the only agreed base",
        ),
        pytest.param(
            {"agreed_base": "34800", "extended_hours": "10"}, "3000.00", id="BJ-QA 57(1): a higher base"
        ),
    ],
)
def test_amounts(told, amount):
    found = overtime(**told)
    assert found.amount == Decimal(amount) == summed(found.steps)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        pytest.param({"monthly_wage": "2540"}, 2, id="BJ-WAGE 44: just the minimum wage"),
        pytest.param({"monthly_wage": "2539.99"}, 3, id="BJ-WAGE 44: below the minimum wage"),
        pytest.param({"agreed_base": WAGE}, 2, id="BJ-QA 57(1): the base is the wage"),
        pytest.param({"agreed_base": "17399"}, 3, id="BJ-QA 57(1): the base is another"),
    ],
)
def test_steps_say_how_the_base_was_found(told, said):
    assert len(overtime(extended_hours="1", **told).steps) == said


def test_in_words():
    told = {"extended_hours": "80", "holiday_days": "1", "paid_ratio": "1", "paid": "400", "months": "2"}
    found = overtime(**told, system="comprehensive", rest_hours="5")
    _base, rest, longer, holiday, limit, off = found.steps
    assert "休息日工作的5小时不单独按200%计算" in rest.text_zh and rest.basis == ("BJ-WAGE 16",)
    assert (
        longer.text_zh == "延长工作时间80小时：17,400.00元÷21.75÷8×80×50%（150%减去已付的100%）＝4,000.00元。"
    )
    assert longer.text_en == (
        "Longer hours, 80 hours: 17,400.00 yuan ÷ 21.75 ÷ 8 × 80 × 50% (150% less the 100% already paid) = 4,000.00 yuan."
    )
    assert longer.basis == ("LL 44", "BJ-WAGE 16") and "HOL 2" in holiday.basis
    assert limit.text_zh.startswith("2个月加班88小时，")
    assert off.text_zh == "减去已经支付的400.00元。"
    assert "最多扣到零，计扣150.00元" in overtime(extended_hours="1", paid="151").steps[-1].text_zh
    unpaid = overtime(extended_hours="1").steps[-1]
    assert unpaid.text_zh == "延长工作时间1小时：17,400.00元÷21.75÷8×1×150%＝150.00元。"


@pytest.mark.parametrize(
    ("told", "article"),
    [({"system": "comprehensive"}, "BJ-WAGE 16"), ({"system": "flexible"}, "BJ-WAGE 17")],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_system_without_approval_is_said(told, article):
    found = overtime(**told, is_approved="no", extended_hours="1")
    assert found.amount == Decimal("150.00")
    assert [step.basis for step in found.steps if "没有经过审批" in step.text_zh] == [(article,)]


def test_the_divisor_is_21_75_days_of_8_hours():
    assert (daily(Decimal(2175)), hourly(Decimal(174))) == (Fraction(100), Fraction(1))


def test_what_both_sides_say_is_a_range():
    found = overtime(rest_hours="10", other={"rest_hours": "4"})
    assert (found.low, found.high) == (Decimal("800.00"), Decimal("2000.00"))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({}, "extended_hours"),
        ({"extended_hours": "-1"}, "extended_hours"),
        ({"rest_hours": "1", "rest_hours_off": "2"}, "rest_hours_off"),
        ({"extended_hours": "745", "months": "1"}, "months"),
        ({"extended_hours": "1", "months": "0"}, "months"),
        ({"extended_hours": "1", "monthly_wage": "99999999"}, "monthly_wage"),
        ({"extended_hours": "1", "on": "2008-01-02"}, "on"),
        ({"extended_hours": "1", "on": "2008-06-30"}, "minimum_wage"),  # no figure is loaded for that day
        ({"extended_hours": "1", "on": "2025-10"}, "on"),
        ({"extended_hours": "1", "system": "any"}, "system"),
    ],
)
def test_bad_input_is_a_sentence(told, field):
    with pytest.raises(BadInput) as bad:
        overtime(**told)
    assert [one.field for one in bad.value.problems] == [field]


def test_more_than_36_hours_a_month_is_said():
    """LL 41; the pay is due all the same."""
    assert "LL 41" not in overtime(extended_hours="72", months="2").basis
    # Under comprehensive hours those of rest days are within the period, not on top of it.
    within = overtime(system="comprehensive", extended_hours="72", rest_hours="5", months="2")
    assert "LL 41" not in within.basis
    found = overtime(extended_hours="72.5", months="2")
    assert "LL 41" in found.basis and found.amount == Decimal("10875.00")


hours = st.decimals(0, 3000, places=1)


@given(
    extended=hours,
    rest=hours,
    holiday=hours,
    more=st.decimals(Decimal("0.1"), 500, places=1),
    wage=st.integers(1, 1_000_000),
    system=st.sampled_from(["standard", "comprehensive", "flexible"]),
    kind=st.sampled_from(["extended_hours", "rest_hours", "holiday_hours"]),
)
def test_the_sum_is_its_steps_and_more_hours_are_never_less_pay(
    extended, rest, holiday, more, wage, system, kind
):
    told = {"extended_hours": extended + 1, "rest_hours": rest, "holiday_hours": holiday}
    told |= {"monthly_wage": wage, "system": system}
    less, longer = overtime(**told), overtime(**told | {kind: told[kind] + more})
    assert less.amount == summed(less.steps)
    assert longer.amount >= less.amount >= 0


# --- the days ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [pytest.param("L042", id="HOL 2, L042")])
def test_the_rate_of_each_day(number):
    case = example(number)
    found = calculate(CALCULATIONS["holiday_rates"], {"days": case.inputs["dates"]}, BOOKS).as_mapping()
    percents = {"workday": 150, "workday(makeup)": 150, 2: 200, 3: 300}
    assert found == {day: percents[rate] for day, rate in case.expected["rates"].items()}


def test_each_day_says_what_it_is_and_its_percentage():
    days = ["2025-01-26", "2025-01-27", "2025-01-28", "2025-02-02", "2025-02-06"]
    found = calculate(CALCULATIONS["holiday_rates"], {"days": days}, BOOKS)
    assert [(one.value, one.unit, one.label.zh.partition("，")[2]) for one in found.values] == [
        (150, "percent", "调休上班日，超过八小时的部分"),
        (150, "percent", "工作日，超过八小时的部分"),
        (300, "percent", "法定休假日"),
        (200, "percent", "休息日，不能补休的"),
        (150, "percent", "工作日，超过八小时的部分"),
    ]


def test_whole_days_come_on_top_of_hours_and_are_added_up_before_the_eyes():
    found = overtime(rest_hours="3", rest_days="2", holiday_days="1")
    (added,) = [step for step in found.steps if "整天" in step.text_zh]
    assert added.text_zh == "休息日：整天2天×8小时＝16小时，另加3小时，共19小时。"
    assert added.text_en == "Rest days: 2 whole days × 8 hours = 16 hours, plus 3 hours, 19 hours in all."
    # 17,400 ÷ 174 an hour: 19 hours twice, 8 hours three times.
    assert found.amount == 19 * 200 + 8 * 300


@pytest.mark.parametrize(
    ("day", "is_so"),
    [
        ("2024-02-09", False),  # the eve of the Spring Festival, before 2025 a working day
        ("2024-02-10", True),
        ("2024-02-12", True),
        ("2024-02-13", False),
        ("2024-05-02", False),
        ("2025-01-28", True),
        ("2025-05-02", True),
        ("2025-05-03", False),
        ("2025-10-03", True),
        ("2025-10-04", False),
        ("2025-10-06", True),  # Mid-Autumn inside the long break
        ("2026-04-05", True),  # a Sunday
        ("2026-04-06", False),  # the day off for it
        ("2020-10-01", True),
        ("2020-10-04", False),
    ],
)
def test_statutory_holidays(day, is_so):
    assert is_statutory(date.fromisoformat(day)) is is_so


@pytest.mark.parametrize("year", range(2014, 2031))
def test_how_many_there_are(year):
    # One fewer where Mid-Autumn falls on National Day: 1 October 2020, 3 October 2028.
    assert len(statutory_holidays(year)) == (13 if year >= 2025 else 11) - (year in (2020, 2028))


@pytest.mark.parametrize("year", range(2015, 2027))
def test_all_of_them_are_days_of_rest_in_the_notices(year):
    assert not [day for day in statutory_holidays(year) if CALENDAR.is_working_day(day)]


@pytest.mark.parametrize("year", range(2014, 2031))
def test_festivals_agree_with_an_independent_calendar(year):
    published = pytest.importorskip("holidays").country_holidays(
        "CN", years=year, observed=False, language="en_US"
    )
    others = ("Day off", "70th Anniversary", "Chinese New Year Extended Holiday")
    assert set(statutory_holidays(year)) == {
        day for day, name in published.items() if not name.startswith(others)
    }


@pytest.mark.parametrize("day", [date(2013, 12, 31), date(2014, 5, 1), date(2027, 5, 1), date(2031, 1, 1)])
def test_days_that_cannot_be_told(day):
    with pytest.raises(BadInput):
        holiday_rates(days=[day], calendar=CALENDAR)


def test_the_last_days_of_a_year_without_the_next_notice_are_said_to_be_open():
    found = holiday_rates(days=[date(2026, 12, 31), date(2026, 12, 31)], calendar=CALENDAR)
    assert len(found.values) == 1 and len(found.cautions) == 1
    assert not holiday_rates(days=[date(2025, 12, 31)], calendar=CALENDAR).cautions
