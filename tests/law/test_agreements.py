"""Effect of agreements, settlements by representatives, late defences, rates."""

from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.calculation import Books, calculate
from cases.law.court.indicators import closure_rate
from cases.law.kinds import CALCULATIONS
from cases.law.results import BadInput
from tests.law.worked import example

BOOKS = Books.load()
PARTS = ("applicant_signed_on", "respondent_signed_on", "mediator_signed_on", "sealed_on")


def ask(kind, **told):
    return calculate(CALCULATIONS[kind], told, BOOKS)


def faults(kind, **told):
    with pytest.raises(BadInput) as bad:
        ask(kind, **told)
    return [(problem.field, problem.code) for problem in bad.value.problems]


def test_an_agreement_without_a_seal():
    case = example("L113")
    there = [*PARTS[: case.inputs["party_signatures"]]]
    there += [PARTS[2]] * case.inputs["mediator_signed"] + [PARTS[3]] * case.inputs["org_seal"]
    found = ask("agreement_effect", **dict.fromkeys(there, "2024-03-01"))
    assert found["is_effective"] is case.expected["effective"]
    assert "印章" in found.answer.zh and "review_due_on" not in found.as_mapping()


@pytest.mark.parametrize(
    "there", [part for size in range(4) for part in combinations(PARTS, size)], ids=lambda there: f"ARB 14: {len(there)}"
)  # fmt: skip
def test_all_four_parts_are_needed(there):
    found = ask("agreement_effect", **dict.fromkeys(there, "2024-03-01"))
    assert found["is_effective"] is False
    assert len(found.steps) == len(there) + 1


@given(st.lists(st.dates(date(2018, 1, 2), date(2025, 11, 1)), min_size=4, max_size=4))
def test_effect_is_the_day_of_the_last_part(days):
    found = ask("agreement_effect", **{name: day.isoformat() for name, day in zip(PARTS, days, strict=True)})
    assert found["effective_on"] == max(days)
    assert (found["review_nominal_on"] - max(days)).days == 15
    assert (found["confirmation_nominal_on"] - max(days)).days == 30
    assert found["review_nominal_on"] <= found["review_due_on"]
    assert found["confirmation_nominal_on"] <= found["confirmation_due_on"]


def test_a_last_day_that_is_moved_is_said():
    moved = ask("agreement_effect", **dict.fromkeys(PARTS, "2025-09-20"))
    said = [step.text_zh for step in moved.steps if step.text_zh.startswith("共同申请")]
    assert (moved["review_nominal_on"], moved["review_due_on"]) == (date(2025, 10, 5), date(2025, 10, 9))
    assert "顺延至2025年10月9日" in said[0] and "顺延" not in said[1]
    assert "moved to Thursday 9 October 2025" in str(moved.steps)
    unknown = ask("agreement_effect", **dict.fromkeys(PARTS, "2035-03-01"))
    assert unknown["review_due_on"] is None and "顺延" not in str(unknown.steps)
    assert "moved" not in str(unknown.steps)


def test_an_agreement_on_the_first_day_of_the_law():
    assert ask("agreement_effect", **dict.fromkeys(PARTS, "2008-05-01"))["is_effective"]


def test_an_agreement_before_the_law():
    assert faults("agreement_effect", sealed_on="2008-04-30") == [("sealed_on", "before_the_rule")]


GROUP = {"workers": "12", "representatives": "3", "consented": "12", "settled_on": "2025-05-06"}


def test_representatives_do_not_bind_who_did_not_consent():
    case = example("L111")
    told = {
        "representatives_signed": "yes" if case.inputs["reps_signed"] else "no",
        "consented": "12" if case.inputs["represented_parties_consented"] else "0",
    }
    found = ask("group_settlement", **(GROUP | told))
    assert found["binds_all"] is case.expected["binding_on_represented"] and found["bound"] == 0


@pytest.mark.parametrize(
    ("told", "binds_all", "bound"),
    [
        pytest.param({}, True, 12, id="BR 63: all consented"),
        pytest.param({"consented": "11"}, False, 11, id="BR 63: one did not"),
        pytest.param({"representatives_signed": "no"}, False, 0, id="BR 63: nobody signed"),
        pytest.param({"workers": "10", "consented": "10"}, True, 10, id="ARB 7: ten are enough"),
    ],
)
def test_a_settlement_binds_those_who_consented(told, binds_all, bound):
    found = ask("group_settlement", **(GROUP | told))
    assert (found["binds_all"], found["bound"]) == (binds_all, bound)
    assert len(found.cautions) == 1
    left = int((GROUP | told)["workers"]) - bound
    if binds_all:
        assert "全部劳动者" in found.answer.zh
    elif bound:
        assert f"同意的{bound}名" in found.answer.zh and f"其余{left}名" in found.answer.zh
        assert f"{bound} who consented, not the other {left}." in found.answer.en
        assert (
            f"没有同意的有{left}名" in found.steps[2].text_zh and f"{left} did not" in found.steps[2].text_en
        )
    else:
        assert "没有约束力" in found.answer.zh and "没有签字" in found.steps[1].text_zh
        assert "did not sign" in found.steps[1].text_en


@pytest.mark.parametrize("number", ["3", "5"])
def test_as_many_as_there_are_workers_may_not_be_too_many(number):
    told = {"workers": "10", "consented": "10", "representatives": number, "settled_on": "2017-07-01"}
    assert len(ask("group_settlement", **told).cautions) == 1
    assert ask("group_settlement", **(told | {"representatives": "10"}))["binds_all"]


@pytest.mark.parametrize("number", ["2", "6"])
def test_three_to_five_represent(number):
    assert len(ask("group_settlement", **(GROUP | {"representatives": number})).cautions) == 2


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"workers": "9", "consented": "9"}, ("workers", "too_few")),
        ({"consented": "13"}, ("consented", "more_than_all")),
        ({"representatives": "13"}, ("representatives", "more_than_all")),
        ({"settled_on": "2017-06-30"}, ("settled_on", "before_the_rule")),
    ],
)
def test_groups_that_cannot_be(told, fault):
    assert faults("group_settlement", **(GROUP | told)) == [fault]


def test_a_defence_not_raised_in_arbitration():
    case = example("L109")
    assert case.inputs["first_instance_defence_raised"] and not case.inputs["arbitration_defence_raised"]
    found = ask(
        "limitation_defence",
        raised="first_instance",
        has_new_evidence=case.inputs["new_evidence"],
        heard_on=case.inputs["date"] + "-15",
    )
    assert found["is_heard"] is case.expected["defence_accepted"]


@pytest.mark.parametrize(
    ("raised", "has_new_evidence", "is_heard"),
    [
        pytest.param("arbitration", "no", True, id="INT2 20: in time"),
        pytest.param("first_instance", "yes", True, id="INT2 20: new evidence"),
        pytest.param("second_instance", "no", False, id="INT2 20: second instance"),
        pytest.param("never", "yes", False, id="INT2 20: the court does not raise it"),
    ],
)
def test_late_defences(raised, has_new_evidence, is_heard):
    found = ask("limitation_defence", raised=raised, has_new_evidence=has_new_evidence, heard_on="2025-09-01")
    assert found["is_heard"] is is_heard
    assert "不等于时效已经届满" in found.cautions[0].zh


def test_before_the_second_interpretation_nothing_is_said():
    assert faults("limitation_defence", raised="never", heard_on="2025-08-31") == [
        ("heard_on", "before_the_rule")
    ]


def test_a_published_rate_is_cut_off_not_rounded():
    case = example("L122")
    rate = closure_rate(accepted=case.inputs["accepted"], closed=case.inputs["closed"])
    assert rate.published == case.expected["published"]
    assert abs(rate.rounded / 100 - case.expected["rate"]) <= case.tolerance
    assert rate.rounded == Decimal("95.68") and "354" in rate.formula.zh and "370" in rate.formula.en


@pytest.mark.parametrize(
    ("accepted", "closed", "published"),
    [(3, 2, "66.6%"), (1, 1, "100.0%"), (10, 0, "0.0%"), (9, 10, "111.1%"), (1000, 999, "99.9%"), (2000, 1999, "99.9%")],
)  # fmt: skip
def test_other_rates(accepted, closed, published):
    assert closure_rate(accepted=accepted, closed=closed).published == published


@pytest.mark.parametrize(("accepted", "closed"), [(0, 0), (0, 5), (-1, 0), (5, -1)])
def test_rates_of_nothing(accepted, closed):
    with pytest.raises(BadInput):
        closure_rate(accepted=accepted, closed=closed)


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_a_cut_rate_never_exceeds_the_true_one(accepted, closed):
    rate = closure_rate(accepted=accepted, closed=closed)
    assert rate.truncated * accepted <= 100 * closed < (rate.truncated + Decimal("0.1")) * accepted
