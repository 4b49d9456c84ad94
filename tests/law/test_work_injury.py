"""Work injury, death at work, and until when to report."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.calculation import Books, calculate
from cases.law.injury.work_injury import work_injury
from cases.law.kinds import CALCULATIONS
from cases.law.results import BadInput, summed
from tests.law.worked import example

BOOKS = Books.load()
INJURED = {"injured_on": "2024-05-06"}
MONTH_2024 = 11937  # 143,244 / 12, the city's average of all urban units


def ask(kind, **told):
    found = calculate(CALCULATIONS[kind], told, BOOKS)
    if found.amount is not None:
        assert found.amount == summed(found.steps)
    return found


def injury(**told):
    return ask("work_injury", **(INJURED | told))


def faults(kind, **told):
    with pytest.raises(BadInput) as bad:
        ask(kind, **told)
    return [(problem.field, problem.code) for problem in bad.value.problems]


@pytest.mark.parametrize(
    ("level", "months"),
    [
        pytest.param(level, months, id=f"WI {article}: level {level}")
        for level, months, article in zip(
            range(1, 11),
            (27, 25, 23, 21, 18, 16, 13, 11, 9, 7),
            (35, 35, 35, 35, 36, 36, 37, 37, 37, 37),
            strict=True,
        )
    ],
)
def test_the_one_off_grant(level, months):
    found = injury(level=str(level), own_wage="10000")
    assert found["grant"] == found.amount == 10000 * months
    assert found["fund_pays"] == found.amount and found["employer_pays"] == 0
    (step,) = (step for step in found.steps if step.adds is not None)
    assert step.basis == ("WI 35" if level < 5 else "WI 36" if level < 7 else "WI 37",)
    assert any("按月的伤残津贴" in caution.zh for caution in found.cautions) is (level <= 6)


def test_the_two_lump_sums_of_beijing():
    case = example("L066")
    for level, months in zip(case.inputs["levels"], case.expected["months_each_of_two_lumps"], strict=True):
        found = injury(level=str(level), own_wage="10000", ended="worker_proposes", left_on="2025-06-30")
        assert found["lump_months"] == months
        assert found["medical_lump"] == found["employment_lump"] == months * MONTH_2024
        assert found["fund_pays"] == found["grant"] + found["medical_lump"]
        assert found["employer_pays"] == found["employment_lump"]
        assert [figure.since.year for figure in found.figures] == [2023, 2024]
        assert any("口径不一" in caution.zh for caution in found.cautions)


def test_who_leaves_on_the_day_of_the_injury():
    found = injury(level="6", own_wage="10000", ended="worker_proposes", left_on="2024-05-06")
    assert found["medical_lump"] == 15 * 11761
    assert [step.basis for step in found.steps if step.adds][1:] == [("WI 36", "BJ-INJURY 5")] * 2


def test_another_average_can_be_entered():
    found = injury(level="10", own_wage="10000", ended="expired", left_on="2025-06-30", leaving_wage="15701")
    assert found["medical_lump"] == 3 * 15701
    assert [figure.mark for figure in found.figures] == ["V", "E"]


@pytest.mark.parametrize("level", range(1, 5))
def test_levels_one_to_four_keep_their_employment(level):
    found = injury(level=str(level), own_wage="10000", ended="employer_ends", left_on="2025-06-30")
    assert found.amount == found["grant"]
    assert any("保留劳动关系" in caution.zh for caution in found.cautions)


@pytest.mark.parametrize(
    ("level", "ended", "warned"),
    [
        (5, "expired", True),
        (6, "employer_ends", True),
        (6, "worker_proposes", False),
        (7, "employer_ends", False),
    ],
)
def test_only_the_worker_may_propose_the_end_at_levels_five_and_six(level, ended, warned):
    found = injury(level=str(level), own_wage="10000", ended=ended, left_on="2025-06-30")
    assert any("应由本人提出" in caution.zh for caution in found.cautions) is warned


@pytest.mark.parametrize(
    ("wage", "counts", "said"),
    [
        pytest.param("7056.59", "7056.60", "低于60%，按7,056.60元计算", id="WI 64: below 60 %"),
        pytest.param("7056.60", "7056.60", "在限度之内", id="WI 64: 60 %"),
        pytest.param("35283.00", "35283.00", "在限度之内", id="WI 64: 300 %"),
        pytest.param("35283.01", "35283.00", "高于300%，按35,283.00元计算", id="WI 64: above 300 %"),
    ],
)
def test_own_wage_stays_within_its_bounds(wage, counts, said):
    found = injury(level="10", own_wage=wage)
    assert said in found.steps[0].text_zh
    assert found["own_wage"] == Decimal(counts) and found.amount == Decimal(counts) * 7


def test_bounds_that_are_not_published_are_asked_for():
    found = injury(injured_on="2012-03-01", level="10", own_wage="900")
    assert found.amount == 6300 and found.asks == ("band_wage",)
    assert any("2011年" in caution.zh for caution in found.cautions)
    told = injury(injured_on="2012-03-01", level="10", own_wage="900", band_wage="4000")
    assert told.amount == 2400 * 7 and told.asks == ()


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        pytest.param({"suspended_months": "12"}, "108000", id="WI 33: twelve months"),
        pytest.param({"suspended_months": "12.5"}, "108000", id="WI 33: no more unless confirmed"),
        pytest.param(
            {"suspended_months": "12.5", "is_extension_confirmed": "yes"}, "112500", id="WI 33: confirmed"
        ),
        pytest.param({"suspended_months": "30", "is_extension_confirmed": "yes"}, "216000", id="WI 33: 24"),
        pytest.param({"suspended_months": "3.5", "suspension_paid": "1500"}, "30000", id="WI 33: less paid"),
        pytest.param({"suspended_months": "1", "suspension_paid": "10000"}, "0", id="WI 33: more was paid"),
    ],
)
def test_pay_while_treated(told, amount):
    found = injury(suspension_wage="9000", **told)
    assert found.amount == found["suspension_pay"] == found["employer_pays"] == Decimal(amount)
    longer = Decimal(told["suspended_months"]) > (24 if "is_extension_confirmed" in told else 12)
    assert any("没有计入" in caution.zh for caution in found.cautions) is longer
    assert any("已经确认的请勾选" in caution.zh for caution in found.cautions) is (
        longer and "is_extension_confirmed" not in told
    )
    assert any("减去" in step.text_zh for step in found.steps) is ("suspension_paid" in told)


def test_without_insurance_the_employer_pays_all():
    told = {"level": "9", "own_wage": "8000", "ended": "expired", "left_on": "2025-06-30"}
    insured, bare = injury(**told), injury(**told, is_insured="no")
    assert bare.amount == insured.amount == bare["employer_pays"] and bare["fund_pays"] == 0
    assert "WI 62" in bare.basis and "WI 62" not in insured.basis


def test_a_disputed_level_makes_a_range():
    found = injury(level="9", own_wage="10000", other={"level": "10"})
    assert (found.low, found.amount, found.high) == (70000, 90000, 90000)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, [("level", "missing")]),
        ({"level": "9"}, [("own_wage", "missing")]),
        ({"level": "0", "own_wage": "8000"}, [("level", "too_small")]),
        ({"level": "11", "own_wage": "8000"}, [("level", "too_large")]),
        ({"level": "9.5", "own_wage": "8000"}, [("level", "not_whole")]),
        ({"suspended_months": "3"}, [("suspension_wage", "missing")]),
        ({"suspended_months": "3", "suspension_wage": "9000", "ended": "expired"}, [("level", "missing")]),
        ({"level": "9", "own_wage": "8000", "ended": "expired"}, [("left_on", "missing")]),
        (
            {"level": "9", "own_wage": "8000", "ended": "expired", "left_on": "2024-05-05"},
            [("left_on", "ends_before_it_starts")],
        ),
        (
            {"level": "9", "own_wage": "8000", "ended": "expired", "left_on": "2027-05-05"},
            [("leaving_wage", "figure_not_published")],
        ),
        ({"injured_on": "2010-12-31", "level": "9", "own_wage": "8000"}, [("injured_on", "before_the_rule")]),
        ({"injured_on": "2024-02-30", "level": "9", "own_wage": "8000"}, [("injured_on", "no_such_day")]),
    ],
)
def test_what_cannot_be_computed(told, expected):
    assert faults("work_injury", **(INJURED | told)) == expected


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"level": 11, "own_wage": Decimal(8000)}, ("level", "no_such_level")),
        (
            {"level": 9, "own_wage": Decimal(8000), "ended": "expired", "left_on": date(2025, 6, 30), "region": "x"},
            ("region", "no_local_rule"),
        ),
    ],
)  # fmt: skip
def test_a_program_that_asks_for_what_is_not_there_is_told_too(told, fault):
    with pytest.raises(BadInput) as bad:
        work_injury(injured_on=date(2011, 1, 1), figures=BOOKS.figures, **told)
    assert [(problem.field, problem.code) for problem in bad.value.problems] == [fault]


@given(st.integers(2, 10), st.integers(100, 100_000_000), st.booleans())
def test_a_graver_level_never_pays_less(level, fen, is_leaving):
    told = {"own_wage": str(Decimal(fen).scaleb(-2)), "left_on": "2025-06-30"}
    told["ended"] = "worker_proposes" if is_leaving and level >= 6 else "stays"
    lighter, graver = injury(level=str(level), **told), injury(level=str(level - 1), **told)
    assert lighter.amount < graver.amount
    assert lighter["fund_pays"] + lighter["employer_pays"] == lighter.amount


@pytest.mark.parametrize(
    ("died_on", "income", "month"),
    [
        pytest.param("2023-12-31", 49283, 11297, id="WI 39: 2022"),
        pytest.param("2024-01-01", 51821, 11761, id="WI 39: 2023"),
        pytest.param("2025-03-10", 54188, 11937, id="WI 39: 2024"),
        pytest.param("2026-03-10", 56502, 12116, id="WI 39: 2025"),
    ],
)
def test_a_death_at_work(died_on, income, month):
    found = ask("work_death", died_on=died_on)
    assert found["death_grant"] == 20 * income and found["funeral"] == 6 * month
    assert found.amount == 20 * income + 6 * month and found["employer_pays"] == 0
    assert len(found.figures) == 2
    bare = ask("work_death", died_on=died_on, is_insured="no")
    assert bare["employer_pays"] == bare.amount == found.amount and "WI 62" in bare.basis
    late = ask("work_death", died_on=died_on, is_after_suspension="yes")
    assert late.amount == 6 * month


def test_a_death_whose_figures_are_not_published():
    assert faults("work_death", died_on="2027-01-05") == [("average_month", "figure_not_published")]
    assert faults("work_death", died_on="2027-01-05", average_month="12000") == [
        ("disposable_income", "figure_not_published")
    ]
    told = {"average_month": "12000", "disposable_income": "58000"}
    assert ask("work_death", died_on="2027-01-05", **told).amount == 6 * 12000 + 20 * 58000
    assert faults("work_death", died_on="2010-06-01") == [("died_on", "before_the_rule")]


def test_until_when_to_report():
    case = example("L117")
    found = ask("work_injury_filing", injured_on=case.inputs["accident"])
    for name, day in case.expected.items():
        assert found[name] == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("injured_on", "employer", "rolled", "worker", "worker_rolled"),
    [
        pytest.param("2024-02-29", "2024-03-30", "2024-04-01", "2025-02-28", "2025-02-28", id="WI 17: a leap day"),
        pytest.param("2024-09-02", "2024-10-02", "2024-10-08", "2025-09-02", "2025-09-02", id="WI 17: a holiday"),
        pytest.param("2024-10-05", "2024-11-04", "2024-11-04", "2025-10-05", "2025-10-09", id="WI 17: the year"),
        pytest.param("2026-06-30", "2026-07-30", "2026-07-30", "2027-06-30", None, id="WI 17: no notice yet"),
    ],
)  # fmt: skip
def test_both_the_nominal_and_the_rolled_day(injured_on, employer, rolled, worker, worker_rolled):
    found = ask("work_injury_filing", injured_on=injured_on)
    told = {name: value and value.isoformat() for name, value in found.as_mapping().items()}
    assert list(told.values()) == [employer, rolled, worker, worker_rolled]
