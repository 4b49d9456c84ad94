"""Which items of an award are final, and what each side can do."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.calculation import Books, calculate
from cases.law.court.final_award import final_award
from cases.law.kinds import CALCULATIONS
from cases.law.results import BadInput
from tests.law.worked import example

BOOKS = Books.load()
KINDS = {"违法解除赔偿金": "damages", "休息日加班费": "pay"}
LIMIT = Decimal(30480)  # 12 × 2,540


def award(*items, filed_on="2025-09-15", **told):
    rows = [{"kind": kind} | ({} if amount is None else {"amount": str(amount)}) for kind, amount in items]
    return calculate(CALCULATIONS["final_award"], {"filed_on": filed_on, "items": rows, **told}, BOOKS)


def test_the_limit_is_twelve_minimum_wages_on_the_day_of_filing():
    case = example("L072")
    assert award(("pay", 1), filed_on=case.inputs["filed"])["threshold"] == case.expected["threshold"]
    assert award(("pay", 1), filed_on="2025-08-31")["threshold"] == 12 * 2420
    assert award(("pay", 1), minimum_wage="2000")["threshold"] == 24000


def test_each_item_by_itself():
    case = example("L073")
    items = [(KINDS[name], amount) for name, amount in case.inputs["items"].items()]
    found = award(*items, filed_on=case.inputs["filed"] + "-02")
    assert found["threshold"] == case.expected["threshold"] == 12 * case.inputs["min_wage"]
    final = [name for number, name in enumerate(case.inputs["items"], 1) if found[f"item_{number}"]]
    assert final == case.expected["final_items"]
    assert found["all_final"] is case.expected["all_final"] and found["sum"] == case.expected["sum"]
    assert not found["two_awards"]


@pytest.mark.parametrize(
    ("kind", "amount", "is_final"),
    [
        pytest.param("pay", LIMIT, True, id="ARB 47(1): equality is within"),
        pytest.param("pay", LIMIT + Decimal("0.01"), False, id="ARB 47(1): a cent above"),
        pytest.param("severance", LIMIT, True, id="ARB 47(1): severance"),
        pytest.param("injury_medical", LIMIT + 1, False, id="ARB 47(1): medical costs"),
        pytest.param("damages", LIMIT, True, id="BR 50(2): damages"),
        pytest.param("double_wage", LIMIT, True, id="BR 50(2): double wages"),
        pytest.param("double_wage", LIMIT + 1, False, id="BR 50(2): double wages above"),
        pytest.param("standards", 10 * LIMIT, True, id="ARB 47(2): whatever the sum"),
        pytest.param("standards", None, True, id="ARB 47(2): without a sum"),
        pytest.param("relation", None, False, id="ARB 50: relation"),
        pytest.param("reinstatement", None, False, id="ARB 50: going on"),
        pytest.param("employer_claim", 1, False, id="ARB 50: the employer's claim"),
        pytest.param("other", 1, False, id="ARB 50: other"),
        pytest.param("annual_leave", LIMIT, True, id="ARB 47: leave, final either way"),
        pytest.param("annual_leave", LIMIT + 1, None, id="ARB 47: leave above the limit, unsettled"),
        pytest.param("injury_benefit", 1, None, id="ARB 47: injury benefits, unsettled"),
    ],
)
def test_one_item(kind, amount, is_final):
    found = award((kind, amount))
    assert found["item_1"] is is_final and found["all_final"] is (is_final is True)
    assert not found["two_awards"]
    assert ("ARB 48" in found.basis, "ARB 50" in found.basis) == (is_final is True, is_final is False)
    assert any("各地做法不一" in caution.zh for caution in found.cautions) is (is_final is None)


def test_mixed_items_make_two_awards_with_the_remedies_of_both():
    found = award(("pay", LIMIT), ("relation", None))
    assert found["two_awards"] and not found["all_final"]
    assert {"BR 50", "ARB 48", "ARB 49", "ARB 50"} <= set(found.basis)
    assert any("分别裁决" in step.text_zh for step in found.steps)
    assert "分别裁决" not in str(award(("pay", 1), ("pay", 2)).steps)
    assert "分别裁决" not in str(award(("relation", None), ("other", 2)).steps)
    assert found.answer.zh == "可能终局1项，可能非终局1项。"
    assert (
        award(("pay", 1), ("injury_benefit", 1)).answer.en
        == "Items probably final: 1, probably not final: 0, unsettled: 1."
    )
    assert any("用人单位不能起诉" in step.text_zh for step in found.steps)
    assert "用人单位不能起诉" not in str(award(("relation", None)).steps)


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"items": []}, ("items", "missing")),
        ({"items": [{"kind": "pay", "amount": "1"}, {"kind": "pay"}]}, ("items.2.amount", "missing")),
        ({"items": [{"kind": "annual_leave"}]}, ("items.1.amount", "missing")),
        ({"items": [{"kind": "pay", "amount": "-1"}]}, ("items.1.amount", "too_small")),
        ({"items": [{"kind": "bonus", "amount": "1"}]}, ("items.1.kind", "no_such_choice")),
        (
            {"filed_on": "2008-06-01", "items": [{"kind": "pay", "amount": "1"}]},
            ("minimum_wage", "figure_not_published"),
        ),
        (
            {"filed_on": "2008-04-30", "items": [{"kind": "pay", "amount": "1"}]},
            ("filed_on", "before_the_rule"),
        ),
    ],
)
def test_what_cannot_be_told(told, fault):
    with pytest.raises(BadInput) as bad:
        calculate(CALCULATIONS["final_award"], {"filed_on": "2025-09-15"} | told, BOOKS)
    assert [(problem.field, problem.code) for problem in bad.value.problems] == [fault]


def test_a_program_is_told_too_that_there_is_nothing_to_judge():
    with pytest.raises(BadInput) as bad:
        final_award(filed_on=date(2008, 5, 1), items=(), figures=BOOKS.figures)
    assert [problem.code for problem in bad.value.problems] == ["missing"]


@given(st.lists(st.integers(0, 10_000_000), min_size=1, max_size=6))
def test_the_total_never_matters(fen):
    amounts = [Decimal(one).scaleb(-2) for one in fen]
    found = award(*(("pay", amount) for amount in amounts))
    for number, amount in enumerate(amounts, 1):
        assert found[f"item_{number}"] is (amount <= LIMIT)
    assert found["all_final"] is (max(amounts) <= LIMIT)
    assert found["two_awards"] is (min(amounts) <= LIMIT < max(amounts))
    assert found["sum"] == sum(amounts)
