"""Whether a payment order seems possible, and what follows an objection."""

from datetime import date

import pytest

from cases.law.calculation import Books, calculate
from cases.law.court.payment_order import payment_order
from cases.law.kinds import CALCULATIONS
from cases.law.results import BadInput

BOOKS = Books.load()
TOLD = {"ground": "agreement", "kind": "pay", "due_on": "2025-03-31", "applied_on": "2025-04-10"}


def order(**told):
    return calculate(CALCULATIONS["payment_order"], TOLD | told, BOOKS)


@pytest.mark.parametrize(
    ("ground", "kind", "is_possible"),
    [
        pytest.param("agreement", "pay", True, id="ARB 16: pay"),
        pytest.param("agreement", "injury_medical", True, id="ARB 16: medical costs"),
        pytest.param("agreement", "severance", True, id="ARB 16: severance"),
        pytest.param("agreement", "damages", True, id="ARB 16: damages"),
        pytest.param("agreement", "other_money", False, id="ARB 16: other money"),
        pytest.param("agreement", "not_money", False, id="ARB 16: a certificate"),
        pytest.param("arrears", "pay", True, id="LCL 30: arrears"),
        pytest.param("arrears", "severance", False, id="LCL 30: pay only"),
        pytest.param("iou", "pay", True, id="LCL 30: an IOU"),
        pytest.param("iou", "damages", False, id="LCL 30: an IOU on something else"),
    ],
)
def test_the_kinds_of_money(ground, kind, is_possible):
    found = order(ground=ground, kind=kind)
    assert found["is_possible"] is found["kind_fits"] is is_possible
    assert ("ARB 16" if ground == "agreement" else "LCL 30") in found.steps[0].basis


@pytest.mark.parametrize(
    ("told", "name"),
    [
        pytest.param({"applied_on": "2025-03-31"}, "is_due", id="CPLI 428(4): the last day has not passed"),
        pytest.param({"due_on": "2025-06-30"}, "is_due", id="CPLI 428(4): a later instalment"),
        pytest.param({"is_definite": "no"}, "is_definite", id="CPLI 427: not definite"),
        pytest.param({"has_other_debts": "yes"}, "no_other_debts", id="CPL 225: other debts"),
        pytest.param({"owes_in_return": "yes"}, "owes_nothing_in_return", id="CPLI 427: in return"),
        pytest.param({"can_be_served": "no"}, "can_be_served", id="CPL 225: cannot be served"),
        pytest.param({"has_preservation": "yes"}, "no_preservation", id="CPLI 427: preservation"),
    ],
)
def test_one_condition_that_fails_is_enough(told, name):
    found = order(**told)
    assert found["is_possible"] is False and found[name] is False
    conditions = [one for one, value in found.as_mapping().items() if value is False and one != "is_possible"]
    assert conditions == [name]
    assert sum(step.text_zh.startswith("不符合：") for step in found.steps) == 1
    assert found.answer.zh.startswith("可能不符合")


def test_due_on_the_day_after_the_last():
    assert order(applied_on="2025-04-01")["is_possible"] is True


@pytest.mark.parametrize(
    ("told", "after", "article"),
    [
        pytest.param({}, "sue", "INT1 13", id="INT1 13: agreement"),
        pytest.param({"is_only_pay": "yes"}, "sue", "INT1 51", id="INT1 51: agreement on pay alone"),
        pytest.param({"ground": "arrears"}, "arbitrate", "INT1 13", id="INT1 13: arrears"),
        pytest.param({"ground": "iou"}, "sue", "INT1 15", id="INT1 15: IOU"),
        pytest.param({"kind": "other_money"}, "arbitrate", "INT1 13", id="INT1 13: other money"),
    ],
)
def test_after_an_objection(told, after, article):
    found = order(**told)
    assert found["after_objection"] == after and article in found.steps[-1].basis
    assert ("INT1 51" in found.basis) is (article == "INT1 51")


def test_severance_is_not_pay_alone():
    assert "INT1 51" not in order(kind="severance", is_only_pay="yes").basis


def test_an_agreement_must_be_effective():
    assert any("须已生效" in caution.zh for caution in order().cautions)
    assert not any("须已生效" in caution.zh for caution in order(ground="arrears").cautions)


def test_each_condition_is_said_as_it_is():
    found = order(has_other_debts="yes", is_definite="no")
    said = {step.text_zh for step in found.steps}
    assert {"不符合：双方还有其他债务纠纷。", "不符合：数额不确定。", "符合：没有申请诉前保全。"} <= said
    labels = {value.name: value.label.zh for value in found.values}
    assert (labels["no_other_debts"], labels["no_preservation"]) == (
        "双方还有其他债务纠纷",
        "没有申请诉前保全",
    )
    assert "CPL 227" not in found.basis and "CPL 227" in order().basis


def test_what_is_left_open_hinders_nothing():
    asked = payment_order(
        ground="agreement", kind="pay", due_on=date(2020, 12, 1), applied_on=date(2021, 1, 1)
    )
    assert asked["is_possible"] is True and asked == order(due_on="2020-12-01", applied_on="2021-01-01")
    assert "INT1 51" in order(is_only_pay="yes").steps[-1].basis
    assert "without an order too" in order(is_only_pay="yes").steps[-1].text_en
    assert "without an order too" not in asked.steps[-1].text_en


def test_before_the_interpretation():
    with pytest.raises(BadInput) as bad:
        order(due_on="2020-12-01", applied_on="2020-12-31")
    assert [problem.code for problem in bad.value.problems] == ["before_the_rule"]
