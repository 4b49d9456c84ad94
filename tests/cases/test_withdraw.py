"""An applicant withdraws, or the parties settle among themselves."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases.actions import ending
from cases.actions.register import NewClaim, NewParty
from cases.acts.ending import WithdrawForm
from cases.errors import NotNow, Refused
from tests.builders import CLAIMS, EMPLOYER, MONDAY, WORKER, accepted, on, registered, renewed
from tests.cases.stages import mediating, pushed
from tests.people import People

SECOND = NewParty("applicant", "worker", "何平", columns={"phone": "13800006022"})
GROUP = NewParty("applicant", "workers", "孙丽等", head_count=12, columns={"phone": "13800006023"})


def code(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def test_withdrawal_ends_the_case_and_interrupts_nothing(people: People) -> None:
    case = mediating(people)
    claim = case.claims.get(line=1)
    known = claim.limitation_events.count()
    assert (
        code(ending.withdraw, case, manner="recorded", reason=" ", by=people.mediator, at=on(5))
        == "reason_missing"
    )
    ending.withdraw(case, manner="recorded", reason="公司已补发工资", by=people.mediator, at=on(5))
    case = renewed(case)
    assert (case.state, case.outcome, case.ended_at) == ("withdrawn", "withdrawn", on(5))
    assert not case.deadlines.filter(met_on=None, ended_on=None).exists()
    assert claim.limitation_events.count() == known
    record = case.documents.get(kind="withdrawal_record")
    assert str(record.addressee) == "陈秀英"
    assert record.context["en"]["stage"] == "In mediation"
    assert record.context["zh-Hans"]["reason"] == "公司已补发工资"
    assert "补发" not in str(case.events.latest("sequence").facts)
    with pytest.raises(NotNow):
        ending.withdraw(case, manner="recorded", reason="x", by=people.mediator, at=on(6))


def test_only_applicants_withdraw(people: People) -> None:
    case = registered(people)
    employer = case.parties.get(role="respondent")
    again: dict[str, Any] = {"manner": "written", "reason": "x", "by": people.head, "at": on(1)}
    assert code(ending.withdraw, case, party=employer, **again) == "no_applicant"


def test_one_of_several_leaves_without_moving_the_case(people: People) -> None:
    case = registered(people, parties=(WORKER, SECOND, EMPLOYER), claims=CLAIMS)
    first, second = case.parties.filter(role="applicant")
    assert case.head_count == 2
    ending.withdraw(case, party=first, manner="written", reason="已离京", by=people.head, at=on(1))
    case = renewed(case)
    assert (case.state, case.head_count, case.applicants_label) == ("registered", 1, "何平")
    assert case.parties.get(pk=first.pk).left_on == date(2026, 3, 10)
    assert {claim.standing for claim in case.claims.all()} == {"dropped"}
    assert case.amount_claimed == 0
    running = case.deadlines.filter(met_on=None, ended_on=None)
    assert set(running.values_list("kind", flat=True)) == {"accept", "contact", "right15"}
    event = case.events.latest("sequence")
    assert (event.act, event.from_state, event.to_state) == ("cases.withdraw", "registered", "registered")
    ending.withdraw(case, party=second, manner="written", reason="已解决", by=people.head, at=on(2))
    assert renewed(case).state == "withdrawn"


def test_all_applicants_at_once_each_with_a_record(people: People) -> None:
    case = registered(people, parties=(WORKER, SECOND, EMPLOYER))
    ending.withdraw(case, manner="written", reason="已解决", by=people.head, at=on(1))
    case = renewed(case)
    assert case.state == "withdrawn"
    assert case.documents.filter(kind="withdrawal_record").count() == 2


def test_some_of_a_group_leave(people: People) -> None:
    case = registered(people, parties=(GROUP, EMPLOYER), claims=(NewClaim("wages", "工资", Decimal(100)),))
    group = case.parties.get(role="applicant")
    again: dict[str, Any] = {
        "party": group,
        "manner": "written",
        "reason": "x",
        "by": people.head,
        "at": on(1),
    }
    assert code(ending.withdraw, case, heads=13, **again) == "heads"
    ending.withdraw(case, heads=5, **again)
    case = renewed(case)
    assert (case.state, case.head_count, case.parties.get(pk=group.pk).head_count) == ("registered", 7, 7)
    ending.withdraw(case, heads=7, **again)
    assert renewed(case).state == "withdrawn"


def test_the_form_asks_for_heads_only_of_groups(people: People) -> None:
    one = WithdrawForm(case=registered(people), by=people.head, at=MONDAY)
    assert "heads" not in one.fields
    many = WithdrawForm(case=registered(people, parties=(GROUP, EMPLOYER)), by=people.head, at=MONDAY)
    assert "heads" in many.fields


def test_settled_among_themselves(people: People) -> None:
    case = accepted(people)
    assert code(ending.settle_privately, case, note="", by=people.head, at=on(5)) == "note_missing"
    ending.settle_privately(
        case, note="申请人来电：公司已付清", amount=Decimal("8000.00"), by=people.head, at=on(5)
    )
    case = renewed(case)
    assert (case.state, case.outcome, case.ended_at) == ("closed", "private", on(5))
    assert case.retain_until == date(2031, 3, 14)
    assert case.events.latest("sequence").facts["amount"] == "8000.00"


def test_a_failed_case_cannot_be_settled_privately_but_withdrawn(people: People) -> None:
    case = pushed(mediating(people), "mediation.fail", at=on(10))
    with pytest.raises(NotNow):
        ending.settle_privately(case, note="x", by=people.mediator, at=on(11))
    ending.withdraw(case, manner="written", reason="不再主张", by=people.mediator, at=on(11))
    assert renewed(case).state == "withdrawn"
