"""Severance, N+1 and 2N: by article, at the edges, and what holds for all of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.articles import ARTICLES
from cases.law.calculation import Books, calculate
from cases.law.ending.grounds import GROUNDS, Due
from cases.law.ending.length_of_service import anniversary, length
from cases.law.ending.severance import severance
from cases.law.figures import Figures
from cases.law.kinds import CALCULATIONS
from cases.law.results import CENT, BadInput, Figure, summed
from tests.law.worked import example

BOOKS = Books.load()
FIGURES = Figures.load()
TOLD = {"ground": "employer_proposes", "monthly_wage": "12000"}
PAID_GROUNDS = sorted(code for code, ground in GROUNDS.items() if ground.due is Due.SEVERANCE)


def ask(**told):
    """What the calculator answers; None takes a question of `TOLD` back."""
    told = {name: value for name, value in (TOLD | told).items() if value is not None}
    return calculate(CALCULATIONS["severance"], told, BOOKS)


def months(started_on, ended_on, **told):
    return ask(started_on=started_on, ended_on=ended_on, **told)["months"]


# --- the worked examples ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("number", "told", "expected"),
    [
        pytest.param(
            "L008",
            {"started_on": "2020-06-01", "ended_on": "2020-07-31", "ground": "unlawful"},
            {"months": "N", "amount": "amount"},
            id="LCL 47, 87: under six months, L008",
        ),
        pytest.param(
            "L009",
            {"ended_on": "2019-11-04", "ground": "unlawful", "average_wage": "127107"},
            {"months": "N", "amount": "amount_if_unlawful"},
            id="LCL 47, 87: L009",
        ),
        pytest.param(
            "L009",
            {"ended_on": "2019-11-04", "ground": "misconduct"},
            {"amount": "awarded"},
            id="LCL 39: lawful, L009",
        ),
        pytest.param("L023", {}, {"months": "months", "amount": "amount"}, id="LCL 47: L023"),
        pytest.param(
            "L025",
            {},
            {"months": "months", "amount": "amount", "is_capped": "year_cap_applies"},
            id="LCL 47(2): years without the cap, L025",
        ),
        pytest.param(
            "L026",
            {"started_on": "2022-04-01"},
            {"months": "months", "amount": "amount", "base": "base_used"},
            id="IMP 27: the floor, L026",
        ),
        pytest.param(
            "L027",
            {
                "started_on": "2023-01-01",
                "ended_on": "2023-08-31",
                "monthly_wage": None,
                "wages": [{"amount": amount} for amount in ("9000", "11000", "8000", "12000") * 2],
            },
            {"months": "months", "amount": "amount", "base": "monthly_avg"},
            id="IMP 27: eight months, L027",
        ),
    ],
)
def test_worked_examples(number, told, expected):
    case = example(number)
    given_by_it = {
        "started_on": case.inputs.get("start"),
        "ended_on": case.inputs.get("end"),
        "monthly_wage": str(case.inputs.get("monthly_avg_12m") or case.inputs.get("monthly_avg")),
    }
    found = ask(**given_by_it | told)
    for name, column in expected.items():
        value = found.amount if name == "amount" else found[name]
        assert value == case.expected[column], name


def test_the_examples_agree_with_the_register():
    assert ask(started_on="2008-01-01", ended_on="2024-03-31").figures[0].value / 12 // 1 == 15701  # L025
    total = sum(int(amount) for amount in ("9000", "11000", "8000", "12000") * 2)
    assert total == example("L027").inputs["total_gross"]
    found = ask(started_on="2022-04-01", ended_on="2024-06-30", monthly_wage="2100")
    assert found.figures[0].value == example("L026").inputs["min_wage"]


@pytest.mark.parametrize(
    ("ground", "renewal", "due"),
    [
        pytest.param("fixed_term_expired", "worse_terms", "L032", id="LCL 46(5): worse terms, L032"),
        pytest.param("task_completed", None, "L033", id="IMP 22: task completed, L033"),
        pytest.param("fixed_term_expired", "not_offered", True, id="LCL 46(5): no renewal"),
        pytest.param("fixed_term_expired", "same_or_better", False, id="LCL 46(5): same or better"),
        pytest.param("quits_for_cause", None, True, id="LCL 46(1)"),
        pytest.param("quits_over_insurance", None, True, id="LCL 46(1), BJ-QA 71"),
        pytest.param("employer_proposes", None, True, id="LCL 46(2)"),
        pytest.param("notice_grounds", None, True, id="LCL 46(3)"),
        pytest.param("redundancy", None, True, id="LCL 46(4)"),
        pytest.param("employer_closes", None, True, id="LCL 46(6)"),
        pytest.param("no_written_contract_later", None, True, id="IMP 6"),
        pytest.param("worker_resigns", None, False, id="LCL 37"),
        pytest.param("misconduct", None, False, id="LCL 39"),
        pytest.param("retirement_or_death", None, False, id="LCL 44"),
        pytest.param("part_time", None, False, id="LCL 71"),
        pytest.param("no_written_contract_first_month", None, False, id="IMP 5"),
        pytest.param("public_welfare_post", None, False, id="IMP 12"),
    ],
)
def test_when_it_is_due(ground, renewal, due):
    found = ask(started_on="2020-01-01", ended_on="2021-12-31", ground=ground, renewal=renewal)
    expected = example(due).expected["due"] if isinstance(due, str) else due
    assert found["is_due"] is expected
    assert found.amount == (24000 if expected else 0)
    assert set(found.basis) <= set(ARTICLES)


def test_nothing_due_says_why():
    told = {"started_on": "2020-01-01", "ended_on": "2021-12-31"}
    refused = ask(**told, ground="fixed_term_expired", renewal="same_or_better")
    assert "the same or better" in refused.steps[0].text_en
    assert GROUNDS["misconduct"].words.en in ask(**told, ground="misconduct").steps[0].text_en


# --- months of pay ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("started_on", "ended_on", "expected"),
    [
        pytest.param("2023-03-01", "2023-03-01", "0.5", id="LCL 47: one day"),
        pytest.param("2023-03-01", "2023-08-30", "0.5", id="LCL 47: a day short of six months"),
        pytest.param("2023-03-01", "2023-08-31", "1", id="LCL 47: six months exactly"),
        pytest.param("2023-03-01", "2024-02-28", "1", id="LCL 47: a day short of a year"),
        pytest.param("2023-03-01", "2024-02-29", "1", id="LCL 47: a year exactly"),
        pytest.param("2023-03-01", "2024-03-01", "1.5", id="LCL 47: a year and a day"),
        pytest.param("2021-03-01", "2024-02-29", "3", id="LCL 47: three years exactly, to 29 February"),
        pytest.param("2020-02-29", "2021-02-28", "1", id="CC 202: a year from 29 February"),
        pytest.param("2020-02-29", "2021-03-01", "1.5", id="CC 202: a year from 29 February and a day"),
        pytest.param("2020-02-29", "2024-02-28", "4", id="CC 202: four years from 29 February"),
        pytest.param("2021-08-31", "2022-02-28", "1", id="CC 202: six months from a 31st"),
        pytest.param("2021-08-31", "2022-02-27", "0.5", id="CC 202: a day short of them"),
        pytest.param("2008-01-01", "2024-03-31", "16.5", id="LCL 47(2): no limit without the cap"),
    ],
)
def test_months_of_pay(started_on, ended_on, expected):
    assert months(started_on, ended_on) == Decimal(expected)


@pytest.mark.parametrize(
    ("ended_on", "is_close"),
    [("2023-08-30", True), ("2023-08-31", True), ("2023-09-01", False), ("2024-02-28", False),
     ("2024-02-29", True), ("2024-03-01", True), ("2024-03-02", False)],
)  # fmt: skip
def test_a_day_that_decides_is_pointed_out(ended_on, is_close):
    cautions = ask(started_on="2023-03-01", ended_on=ended_on).cautions
    assert any("差一天" in caution.zh for caution in cautions) is is_close


def test_the_months_of_an_earlier_employer_are_added_whole():
    assert months("2024-05-31", "2025-04-30") == 1  # eleven months
    assert months("2024-05-31", "2025-04-30", earlier_months="1") == 1  # a year exactly, IMP 10
    assert months("2024-05-31", "2025-04-30", earlier_months="2") == Decimal("1.5")
    assert months("2009-01-01", "2009-12-31", earlier_months="60", ground="task_completed") == 2  # LCL 97


# --- the base -----------------------------------------------------------------------------------------------
def test_the_cap_cuts_the_wage_and_then_the_years():
    found = ask(started_on="2008-01-01", ended_on="2019-12-31", monthly_wage="31776", average_wage="127107")
    assert (found["is_capped"], found["base"], found["months"]) == (False, Decimal("31776.00"), 12)
    found = ask(
        started_on="2008-01-01", ended_on="2023-12-31", monthly_wage="31776.01", average_wage="127107"
    )
    assert (found["is_capped"], found["base"], found["months"]) == (True, Decimal("31776.00"), 12)
    assert [figure.mark for figure in found.figures] == ["E"]


def test_an_average_that_is_not_published_is_asked_for():
    told = {"started_on": "2020-01-01", "ended_on": "2025-12-31"}
    found = ask(**told, monthly_wage="90000")
    assert found.asks == ("average_wage",) and "30,000.00" in found.cautions[0].en
    assert found["base"] == 90000 and not found["is_capped"]
    # An average is never below the minimum wage: who earns up to three times that is not asked.
    assert ask(**told, monthly_wage="7620").asks == ()
    assert ask(**told, monthly_wage="7620.01").asks == ("average_wage",)
    assert ask(**told, monthly_wage="90000", average_wage="200000").asks == ()


def test_while_the_cap_is_open_the_last_figure_makes_a_range_and_no_cap():
    told = {"started_on": "2008-01-01", "ended_on": "2026-09-30"}
    found = ask(**told, monthly_wage="90000")
    # 19 months uncapped; 188,413 of 2023 → 15,701 a month, three times 47,103, and twelve years.
    assert (found.amount, found.high, found.low) == (1710000, 1710000, 12 * 47103)
    assert found.asks == ("average_wage",) and not found["is_capped"] and found["months"] == 19
    assert "2023年" in found.answer.zh and "565,236.00" in found.answer.zh and "565,236.00" in found.answer.en
    assert [(one.kind, one.since.year) for one in found.figures] == [("average_wage", 2023)]
    assert any("不作推测" in step.text_zh and "47,103元" in step.text_zh for step in found.steps)
    assert found.amount == summed(found.steps)
    # Within three times the last figure it hardly matters: asked, but no range.
    within = ask(**told, monthly_wage="47103")
    assert (within.low, within.high, within.asks) == (None, None, ("average_wage",)) and within.figures == ()
    assert ask(**told, monthly_wage="47103.01").low == 12 * 47103
    assert ask(**told, monthly_wage="90000", average_wage="400000").low is None


def test_the_range_of_an_open_cap_keeps_what_is_paid_besides():
    told = {"started_on": "2020-01-01", "ended_on": "2025-12-31", "monthly_wage": "90000"}
    double = ask(**told, ground="unlawful")
    assert (double.low, double.high) == (2 * 6 * 47103, 2 * 6 * 90000)
    plus = ask(**told, ground="notice_grounds", notice_given="no", last_month_wage="80000")
    assert (plus.low, plus.high) == (6 * 47103 + 80000, 6 * 90000 + 80000)
    perhaps = ask(**told, ground="notice_grounds", last_month_wage="80000")
    assert (perhaps.low, perhaps.high) == (6 * 47103, 6 * 90000 + 80000)


def test_without_any_figure_an_open_cap_has_no_range():
    found = severance(
        started_on=date(2020, 1, 1), ended_on=date(2025, 12, 31), ground="redundancy",
        monthly_wage=Decimal(90000), minimum_wage=Decimal(2000), figures=Figures.of(()),
    )  # fmt: skip
    assert (found.amount, found.low, found.high, found.asks) == (540000, None, None, ("average_wage",))


def test_a_figure_of_a_later_year_is_no_cap_of_an_earlier_one():
    figures = Figures.of([Figure("average_wage", "beijing", date(year, 1, 1), Decimal(value), "", "V")
                          for year, value in ((2020, 120000), (2022, 150000), (2026, 200000))])  # fmt: skip
    found = severance(
        started_on=date(2020, 1, 1), ended_on=date(2025, 12, 31), ground="redundancy",
        monthly_wage=Decimal(90000), minimum_wage=Decimal(2000), figures=figures,
    )  # fmt: skip
    assert (found.low, found.high) == (6 * 37500, 540000)


@pytest.mark.parametrize(
    ("started_on", "rows", "said"),
    [
        ("2016-01-01", 1, ("只填写了其中1个月，缺11个月", "Only 1 of 12 months")),
        ("2016-01-01", 11, ("只填写了其中11个月，缺1个月", "Only 11 of 12 months")),
        ("2016-01-01", 12, None),
        ("2024-01-01", 3, ("只填写了其中3个月，缺1个月", "Only 3 of 4 months")),
        ("2024-01-01", 4, None),
        ("2024-04-20", 1, None),
        ("2023-05-06", 11, ("只填写了其中11个月，缺1个月", "Only 11 of 12 months")),
        ("2023-05-07", 11, None),
    ],
)
def test_months_that_are_not_entered_are_pointed_out(started_on, rows, said):
    wages = [{"amount": "30000"}] * rows
    cautions = ask(started_on=started_on, ended_on="2024-05-05", monthly_wage=None, wages=wages).cautions
    found = [caution for caution in cautions if "只填写了" in caution.zh]
    assert [(said[0] in one.zh, said[1] in one.en) for one in found] == ([(True, True)] if said else [])
    # An average that was told is nobody's months.
    told = ask(started_on=started_on, ended_on="2024-05-05").cautions
    assert not any("只填写了" in caution.zh for caution in told)


def test_the_figure_of_a_year_before_it_is_out_is_pointed_out():
    told = {"started_on": "2020-01-01", "monthly_wage": "90000"}
    assert any("2022" in one.en for one in ask(**told, ended_on="2023-08-31").cautions)
    assert not any("2022" in one.en for one in ask(**told, ended_on="2023-09-01").cautions)
    # Between three times the average of 2017 and that of 2018: which of the two counts decides about the cap.
    between = ask(started_on="2015-01-01", ended_on="2019-03-31", monthly_wage="28000")
    assert not between["is_capped"] and any("2018" in one.en for one in between.cautions)
    below = ask(started_on="2015-01-01", ended_on="2019-03-31", monthly_wage="25401")
    assert not any("2018" in one.en for one in below.cautions)


def test_months_are_averaged_once():
    rows = [{"amount": "10000"}, {"amount": "10000"}, {"amount": "10001"}]
    found = ask(started_on="2023-01-01", ended_on="2023-03-31", monthly_wage=None, wages=rows)
    assert (found["base"], found.amount) == (Decimal("10000.33"), Decimal("5000.17"))


# --- N+1 and 2N ---------------------------------------------------------------------------------------------
NOTICE = {"started_on": "2021-05-10", "ended_on": "2023-07-31", "ground": "notice_grounds"}


def test_the_month_instead_of_notice_is_last_months_wage():
    assert ask(**NOTICE).amount == 30000
    found = ask(**NOTICE, notice_given="no", last_month_wage="9000")
    assert found.amount == 39000 and "9,000.00" in found.answer.en


def test_notice_nobody_spoke_of_is_open_and_no_evidence():
    open_, known = ask(**NOTICE), ask(**NOTICE, last_month_wage="9000")
    assert (open_.low, open_.high, open_.asks) == (None, None, ("notice_given",))
    assert (known.amount, known.low, known.high, known.asks) == (30000, 30000, 39000, ("notice_given",))
    assert any("9,000.00" in caution.zh for caution in known.cautions)
    assert any("上一个月的工资" in caution.zh for caution in open_.cautions)
    given = ask(**NOTICE, last_month_wage="9000", notice_given="yes")
    assert (given.amount, given.high, given.asks) == (30000, None, ())
    # On other grounds it plays no part, answered or not.
    other = ask(**NOTICE | {"ground": "unlawful"}, last_month_wage="9000")
    assert (other.high, other.asks) == (None, ())


@pytest.mark.parametrize("ground", ["unlawful", "employer_proposes", "redundancy"])
def test_no_month_instead_of_notice_on_other_grounds(ground):
    told = NOTICE | {"ground": ground}
    found = ask(**told, notice_given="no", last_month_wage="9000")
    assert found.amount == ask(**told).amount
    assert any("代通知金" in caution.zh for caution in found.cautions)
    assert not any("代通知金" in caution.zh for caution in ask(**told).cautions)


def test_damages_count_from_the_first_day_of_work():
    told = {"started_on": "2003-07-01", "ended_on": "2013-06-30", "average_wage": "120000"}
    found = ask(**told, ground="unlawful")
    assert (found["months"], found.amount, found.low) == (10, 240000, None)  # IMP 25, BJ-QA 66


# --- before 2008 --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ground", "started_on", "ended_on", "used", "low", "high"),
    [
        # 4 years 6 months before: 5 by the old rule; 5 years 6 months after: 6; together 10 years by today's.
        pytest.param("redundancy", "2003-07-01", "2013-06-30", 11, 10, 11, id="LCL 97: rest of a year"),
        pytest.param("quits_for_cause", "2003-07-01", "2013-06-30", 11, 6, 11, id="LCL 97: not every reason"),
        pytest.param("redundancy", "2004-01-01", "2013-12-31", 10, 10, 10, id="LCL 97: full years"),
        pytest.param("redundancy", "2007-12-31", "2008-06-30", 2, 1, 2, id="LCL 97: a day"),
        pytest.param("employer_proposes", "1990-01-01", "2009-12-31", 14, 14, 20, id="LCL 97: twelve at most"),
        pytest.param("notice_grounds", "1990-01-01", "2009-12-31", 20, 14, 20, id="LCL 97: twelve for some"),
        pytest.param("redundancy", "1990-01-01", "2009-12-31", 20, 20, 20, id="LCL 97: no limit"),
        pytest.param("task_completed", "2003-07-01", "2013-06-30", 6, None, None, id="LCL 97: new ground"),
        pytest.param("quits_over_insurance", "2003-07-01", "2013-05-31", Decimal("5.5"), None, None, id="BJ-QA 71"),
    ],
)  # fmt: skip
def test_before_2008(ground, started_on, ended_on, used, low, high):
    figures = {"average_wage": "120000", "minimum_wage": "800"}
    found = ask(started_on=started_on, ended_on=ended_on, ground=ground, **figures)
    assert (found["months"], found.amount) == (used, used * 12000)
    is_range = low is not None and low != high
    assert (found.low, found.high) == ((low * 12000, high * 12000) if is_range else (None, None))


def test_before_2008_the_limit_of_twelve_years_is_for_the_later_span():
    told = {
        "started_on": "2000-01-01",
        "ended_on": "2023-12-31",
        "ground": "redundancy",
        "average_wage": "120000",
    }
    found = ask(**told, monthly_wage="90000")
    assert (found["base"], found["months"]) == (30000, 20)
    assert (found.low, found.high) == (360000, 600000)


# --- bad input ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "field", "code"),
    [
        ({"ended_on": "2020-12-31"}, "ended_on", "ends_before_it_starts"),
        ({"started_on": "2005-01-01", "ended_on": "2007-12-31"}, "ended_on", "before_the_rule"),
        ({"ground": "fixed_term_expired"}, "renewal", "missing"),
        ({"ground": "notice_grounds", "notice_given": "no"}, "last_month_wage", "missing"),
        ({"monthly_wage": None}, "monthly_wage", "missing"),
        ({"wages": [{"amount": "1"}]}, "wages", "answered_twice"),
        ({"monthly_wage": None, "wages": [{"amount": "1"}] * 13}, "wages", "too_many"),
        ({"monthly_wage": None, "ended_on": "2021-06-30", "wages": [{"amount": "1"}] * 4}, "wages", "too_many"),
        ({"monthly_wage": "1000000.01"}, "monthly_wage", "too_large"),
        ({"monthly_wage": "-1"}, "monthly_wage", "too_small"),
        ({"ended_on": "2023-02-29"}, "ended_on", "no_such_day"),
        ({"ended_on": "2023-02"}, "ended_on", "part_of_a_day"),
        ({"ground": "fired"}, "ground", "no_such_choice"),
        ({"started_on": "2008-01-01", "ended_on": "2008-06-30"}, "minimum_wage", "figure_not_published"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_bad_input_is_a_sentence(told, field, code):
    with pytest.raises(BadInput) as bad:
        ask(**{"started_on": "2021-05-10", "ended_on": "2023-07-31"} | told)
    (problem,) = bad.value.problems
    assert (problem.field, problem.code) == (field, code)
    assert problem.text.zh.endswith("。") and problem.text.en.endswith((".", "?"))


def test_names_that_are_none_are_told_to_programs_too():
    told = {"started_on": date(2021, 1, 1), "ended_on": date(2021, 2, 1), "monthly_wage": Decimal(9000)}
    for wrong in ({"ground": "fired"}, {"ground": "fixed_term_expired", "renewal": "perhaps"}):
        with pytest.raises(BadInput):
            severance(**told, **wrong, figures=FIGURES)


def test_hired_in_the_years_of_summer_time():
    found = ask(started_on="1988-04-17", ended_on="2023-07-31", ground="unlawful")
    assert found["months"] == Decimal("35.5")


# --- what holds for all -------------------------------------------------------------------------------------
spans = st.integers(0, 8000).map(timedelta)
services = st.tuples(st.dates(date(2008, 1, 1), date(2030, 12, 31)), spans).map(
    lambda drawn: (drawn[0] - drawn[1], drawn[0])
)
wages = st.integers(100, 10_000_000).map(lambda fen: Decimal(fen).scaleb(-2))
grounds = st.sampled_from(PAID_GROUNDS)


def paid(started_on, ended_on, ground="redundancy", monthly_wage=Decimal(9000), average_wage=Decimal(120000)):
    return severance(
        started_on=started_on,
        ended_on=ended_on,
        ground=ground,
        renewal="not_offered" if ground == "fixed_term_expired" else None,
        monthly_wage=monthly_wage,
        average_wage=average_wage,
        minimum_wage=Decimal(2000),
        figures=FIGURES,
    )


@given(services, st.integers(1, 800), grounds, wages, st.booleans())
def test_months_never_fall_with_longer_service(service, more, ground, wage, at_the_start):
    started_on, ended_on = service
    shorter = paid(started_on, ended_on, ground, wage)
    if at_the_start:
        longer = paid(started_on - timedelta(days=more), ended_on, ground, wage)
    else:
        longer = paid(started_on, ended_on + timedelta(days=more), ground, wage)
    assert longer["months"] >= shorter["months"] and longer.amount >= shorter.amount


@given(services, st.sampled_from([*PAID_GROUNDS, "unlawful"]), wages)
def test_the_sum_is_its_steps_and_lies_in_its_range(service, ground, wage):
    found = paid(service[0], service[1], ground, wage)
    assert found.amount == summed(found.steps)
    assert all(step.adds == step.adds.quantize(CENT) for step in found.steps if step.adds is not None)
    assert (found.low is None) is (found.high is None)
    if found.low is not None:
        assert found.low <= found.amount <= found.high and found.low < found.high


@given(services, wages)
def test_damages_are_twice_the_severance(service, wage):
    started_on, ended_on = max(service[0], date(2008, 1, 1)), service[1]
    severance_pay = paid(started_on, ended_on, "redundancy", wage)
    assert paid(started_on, ended_on, "unlawful", wage).amount == 2 * severance_pay.amount


@given(services, grounds, st.decimals(2000, 90_000, places=2), wages)
def test_the_cap_never_raises(service, ground, wage, average):
    capped = paid(service[0], service[1], ground, wage, average_wage=average)
    free = paid(service[0], service[1], ground, wage, average_wage=Decimal(10_000_000))
    assert capped.amount <= free.amount
    assert capped["is_capped"] is (capped["base"] < wage)


@given(st.dates(date(1986, 1, 1), date(2030, 12, 31)), st.integers(1, 400), spans)
def test_a_length_is_whole_months_and_fewer_days_than_a_month(first, months_on, span):
    whole = length(first, anniversary(first, months_on) - timedelta(days=1))
    assert (whole.years * 12 + whole.months, whole.days) == (months_on, 0)
    found = length(first, first + span)
    assert 0 <= found.months < 12 and 0 <= found.days < 31
