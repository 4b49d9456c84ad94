"""What pay must not fall below: minimum wage, sick pay, standstill."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.calculation import Books, calculate
from cases.law.figures import Figures, entered
from cases.law.kinds import CALCULATIONS
from cases.law.pay.floors import standstill_pay
from cases.law.results import BadInput, Figure, summed
from tests.law.worked import example

BOOKS = Books.load()


def floor(kind, books=BOOKS, **told):
    return calculate(CALCULATIONS[kind], told, books)


def standstill(first, last, **told):
    return floor("standstill_pay", began_on=first, ended_on=last, **{"monthly_wage": "9000"} | told)


@pytest.mark.parametrize("number", [pytest.param("L063", id="BJ-WAGE 18, L063")])
def test_part_time_minimum(number):
    case = example(number)
    found = [floor("minimum_wage", on=day) for day in case.inputs["dates"]]
    assert [one["part_time_hour"] for one in found] == case.expected["hourly"]
    assert [one["part_time_holiday_hour"] for one in found] == case.expected["holiday_hourly"]
    assert {figure.kind for figure in found[0].figures} == set(found[0].as_mapping())


@pytest.mark.parametrize("number", [pytest.param("L059", id="BJ-WAGE 21, L059")])
def test_sick_pay(number):
    case = example(number)
    assert floor("sick_pay_floor", on=case.inputs["date"] + "-01")["floor"] == case.expected["floor"]


@pytest.mark.parametrize(
    ("day", "wage"),
    [
        ("2025-09-01", 2540),
        ("2025-08-31", 2420),
        ("2023-09-01", 2420),
        ("2023-08-31", 2320),
        ("2008-07-01", 800),
    ],
)
def test_minimum_wage_by_day(day, wage):
    assert floor("minimum_wage", on=day)["minimum_wage"] == wage


@pytest.mark.parametrize(
    ("kind", "told", "amount"),
    [
        pytest.param("minimum_wage", {"paid": "2000"}, "420.00", id="BJ-WAGE 10: below"),
        pytest.param("minimum_wage", {"paid": "2420"}, "0.00", id="BJ-WAGE 10: just enough"),
        pytest.param("minimum_wage", {"paid": "9000"}, "0.00", id="BJ-WAGE 10: more"),
        pytest.param("sick_pay_floor", {"paid": "1500"}, "436.00", id="BJ-WAGE 21: below"),
        pytest.param("sick_pay_floor", {"paid": "1936"}, "0.00", id="BJ-WAGE 21: just enough"),
        pytest.param(
            "sick_pay_floor",
            {"paid": "1500", "minimum_wage": "3000"},
            "900.00",
            id="BJ-WAGE 21: figure entered",
        ),
    ],
)
def test_what_is_short(kind, told, amount):
    found = floor(kind, on="2024-05-01", **told)
    assert found.amount == Decimal(amount) == summed(found.steps)


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        pytest.param(("2024-03-01", "2024-03-31"), "9000.00", id="BJ-WAGE 27: first pay period"),
        pytest.param(("2024-03-01", "2024-04-30"), "10694.00", id="BJ-WAGE 27: then 70 %"),
        pytest.param(("2024-03-15", "2024-05-14"), "10694.00", id="BJ-WAGE 27: from the middle of a month"),
        # 9000 ÷ 21.75 × 10; 1694 ÷ 21.75 × 1
        pytest.param(("2024-03-01", "2024-03-14"), "4137.93", id="BJ-WAGE 27: less than a period"),
        pytest.param(("2024-03-01", "2024-04-01"), "9077.89", id="BJ-WAGE 27: a day more"),
        # the new minimum wage from September: 2540 × 70 %
        pytest.param(("2025-07-01", "2025-09-30"), "12472.00", id="BJ-WAGE 27: the minimum wage rose"),
        # CC 202: a month from 30 or 31 January is full with the last of February, two with 29 or 30 March.
        pytest.param(("2024-01-31", "2024-02-29"), "9000.00", id="BJ-WAGE 27: a month from a 31st"),
        pytest.param(("2024-01-30", "2024-02-29"), "9000.00", id="BJ-WAGE 27: a month from a 30th"),
        pytest.param(("2024-01-31", "2024-02-28"), "8689.66", id="BJ-WAGE 27: a day short of it"),
        pytest.param(("2024-01-31", "2024-03-30"), "10694.00", id="BJ-WAGE 27: from a 31st"),
        pytest.param(
            ("2023-08-31", "2023-10-30"), "10694.00", id="BJ-WAGE 27: a month of thirty days between"
        ),
    ],
)
def test_standstill(told, amount):
    found = standstill(*told)
    assert found.amount == Decimal(amount) == summed(found.steps)


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        pytest.param({"has_work": "yes"}, "11420.00", id="BJ-WAGE 27: work, nothing agreed"),
        pytest.param({"has_work": "yes", "new_wage": "5000"}, "14000.00", id="BJ-WAGE 27: work, new wage"),
        pytest.param({"has_work": "yes", "new_wage": "100"}, "11420.00", id="BJ-WAGE 27: below the minimum"),
        pytest.param({"new_wage": "5000"}, "10694.00", id="BJ-WAGE 27: no work"),
        pytest.param({"paid": "10000"}, "694.00", id="BJ-WAGE 27: paid in part"),
        pytest.param({"paid": "20000"}, "0.00", id="BJ-WAGE 27: paid more"),
    ],
)
def test_standstill_with_work_or_pay(told, amount):
    assert standstill("2024-03-01", "2024-04-30", **told).amount == Decimal(amount)


def test_in_words():
    first, later, off = standstill("2024-03-01", "2024-04-30", paid="10000").steps
    assert first.text_zh == (
        "2024年3月1日（星期五）至2024年3月31日（星期日）：第一个工资支付周期，按正常劳动支付，每月9,000.00元，计9,000.00元。"
    )
    assert later.text_zh.startswith("2024年4月1日（星期一）至2024年4月30日（星期二）：没有安排工作，")
    assert "2,420元的70%，每月1,694.00元，计1,694.00元" in later.text_zh
    assert off.adds == -10000
    working = standstill("2024-03-01", "2024-04-30", has_work="yes")
    assert "安排了工作" in working.steps[1].text_zh and working["periods"] == 2
    short = floor("sick_pay_floor", on="2024-05-01", paid="1500").steps
    assert [step.basis for step in short] == [("BJ-WAGE 21",)] * 2
    assert short[1].text_zh == "当月实付1,500.00元，与下限1,936.00元相比，差额436.00元。"


def test_what_is_taken_off_is_said_in_full_only_where_it_is_more_than_due():
    exact, more = (standstill("2024-03-01", "2024-04-30", paid=paid).steps[-1] for paid in ("10694", "20000"))
    assert (exact.adds, more.adds) == (-10694, -10694)
    assert exact.text_en == "Less 10,694.00 yuan paid already."
    assert more.text_en == "Less 20,000.00 yuan paid already; no more than is due comes off: 10,694.00 yuan."


def test_what_programs_leave_out_means_no_work():
    told = {"began_on": date(2024, 3, 1), "ended_on": date(2024, 4, 30), "monthly_wage": Decimal(9000)}
    found = standstill_pay(**told, calendar=BOOKS.calendar, figures=BOOKS.figures)
    assert found.amount == Decimal("10694.00")


def test_the_rules_stand_since_22_january_2004():
    """Before that day there is no rule to count by."""
    figures = Figures.of([Figure("minimum_wage", "beijing", date(2003, 1, 1), Decimal(465), "", "V")])
    books = Books(BOOKS.calendar, figures)
    assert floor("minimum_wage", books, on="2004-01-22").version.since == date(2004, 1, 22)
    with pytest.raises(BadInput) as bad:
        floor("minimum_wage", books, on="2004-01-21")
    assert bad.value.problems[0].code == "before_the_rule"


def test_articles_and_cautions_of_the_minimum_wages():
    found = floor("minimum_wage", on="2025-09-01")
    assert [step.basis[0] for step in found.steps] == ["BJ-WAGE 10", "BJ-WAGE 10", "BJ-WAGE 18", "BJ-WAGE 18"]
    # Before 2015 no part-time figures are loaded: said, and not guessed.
    old = floor("minimum_wage", on="2014-06-01")
    assert set(old.as_mapping()) == {"minimum_wage", "minimum_hour"}
    assert len(old.cautions) == len(found.cautions) + 1


OUTDATED = "2025年9月1日"


@pytest.mark.parametrize(
    ("day", "is_said"),
    [("2026-09-01", False), ("2026-09-02", True), ("2023-08-01", False), ("2030-01-01", True)],
)
def test_an_old_figure_is_said_to_be_old(day, is_said):
    """Only the newest: a figure that another one followed held as long as it did."""
    books = Books(
        BOOKS.calendar,
        Figures.of(
            Figure("minimum_wage", "beijing", date.fromisoformat(since), Decimal(value), "notice")
            for since, value in (("2021-08-01", 2320), ("2023-09-01", 2420), ("2025-09-01", 2540))
        ),
    )
    found = floor("sick_pay_floor", books, on=day)
    assert any(OUTDATED in caution.zh for caution in found.cautions) is is_said
    # What the reader brought is not old.
    given_figure = floor("sick_pay_floor", books, on=day, minimum_wage="3000")
    assert not any(OUTDATED in caution.zh for caution in given_figure.cautions)
    assert given_figure.figures == (
        entered("minimum_wage", "beijing", date.fromisoformat(day), Decimal("3000.00")),
    )


@pytest.mark.parametrize(
    ("kind", "told", "field"),
    [
        ("minimum_wage", {"on": "2008-06-30"}, "on"),
        ("minimum_wage", {"on": "2003-12-31"}, "on"),
        ("minimum_wage", {"on": "2025-09-31"}, "on"),
        ("minimum_wage", {"on": "2025-09-01", "region": "mars"}, "region"),
        ("sick_pay_floor", {"on": "2008-06-30"}, "minimum_wage"),
        ("sick_pay_floor", {"on": "2024-05"}, "on"),
        ("sick_pay_floor", {"on": "2024-05-01", "paid": "-5"}, "paid"),
        (
            "standstill_pay",
            {"began_on": "2024-03-02", "ended_on": "2024-03-01", "monthly_wage": "9000"},
            "ended_on",
        ),
        (
            "standstill_pay",
            {"began_on": "2027-01-04", "ended_on": "2027-01-20", "monthly_wage": "9000"},
            "ended_on",
        ),
    ],
)
def test_bad_input_is_a_sentence(kind, told, field):
    with pytest.raises(BadInput) as bad:
        floor(kind, **told)
    assert [one.field for one in bad.value.problems] == [field]


days = st.dates(date(2015, 1, 1), date(2026, 11, 30))


@given(one=days, other=days, wage=st.integers(1, 1_000_000), has_work=st.booleans())
def test_a_longer_standstill_is_never_less(one, other, wage, has_work):
    first, last = sorted((one, other))
    middle = first + (last - first) / 2
    shorter = standstill(first, middle, monthly_wage=wage, has_work=has_work)
    longer = standstill(first, last, monthly_wage=wage, has_work=has_work)
    assert longer.amount == summed(longer.steps) >= shorter.amount >= 0
