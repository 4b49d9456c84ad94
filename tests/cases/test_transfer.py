"""A case goes to another organisation: proposed, taken, refused, taken back."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from cases.actions import ending, transfer
from cases.actions.register import NewParty
from cases.acts.transfer import ProposeTransferForm
from cases.errors import NotNow, Refused
from cases.models import Case, HolidayNotice, Transfer
from tests.builders import MONDAY, WORKER, on, registered, renewed
from tests.cases.stages import mediating
from tests.people import People, fresh

HONGDA = NewParty("respondent", "employer", "宏达制衣有限公司", columns={"phone": "01067811111"})


def code(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def proposed(people: People, case: Case | None = None, to=None, at=None) -> Case:
    case = case or registered(people)
    transfer.propose_transfer(
        case, receiver=to or people.yizhuang, reason="工作地点在亦庄", by=people.head, at=at or on(0, hours=1)
    )
    return renewed(case)


def test_the_receivers_head_finds_the_case_but_not_its_content(people: People) -> None:
    case = registered(people)
    assert not Case.objects.visible_to(people.head2).exists()
    case = proposed(people, case)
    head2 = fresh(people.head2)
    assert Case.objects.visible_to(head2).get() == case
    assert not head2.has_perm("cases.view", case)
    clock = case.deadlines.get(kind="transfer")
    assert (clock.due_on, clock.is_promise) == (date(2026, 3, 10), True)
    assert clock.subject == case.transfers.get().pk


def test_taking_over_keeps_number_and_legal_clocks(people: People) -> None:
    case = proposed(people, mediating(people), at=on(4))
    before = {clock.kind: clock.due_on for clock in case.deadlines.filter(met_on=None)}
    with pytest.raises(PermissionDenied):
        transfer.accept_transfer(case, by=people.head, at=on(5))
    transfer.accept_transfer(case, by=fresh(people.head2), at=on(5))
    after = renewed(case)
    assert (after.organisation, after.state, after.number, after.ref) == (
        people.yizhuang,
        "accepted",
        case.number,
        case.ref,
    )
    assert (after.mediator, after.screener, after.opened_at, after.receiver) == (None, None, None, None)
    assert after.accepted_at == case.accepted_at
    assert {clock.kind: clock.due_on for clock in after.deadlines.filter(met_on=None)} == {
        kind: day for kind, day in before.items() if kind != "transfer"
    }
    assert not fresh(people.head).has_perm("cases.view", after)
    assert not fresh(people.mediator).has_perm("cases.view", after)
    assert after.transfers.get().state == "accepted"


def test_before_acceptance_the_state_stays(people: People) -> None:
    case = proposed(people)
    transfer.accept_transfer(case, by=fresh(people.head2), at=on(1))
    assert renewed(case).state == "registered"


def test_refusing_needs_a_reason_and_leaves_the_case(people: People) -> None:
    case = proposed(people)
    head2 = fresh(people.head2)
    assert code(transfer.refuse_transfer, case, note=" ", by=head2, at=on(1)) == "reason_missing"
    transfer.refuse_transfer(case, note="不属我站", by=head2, at=on(1))
    case = renewed(case)
    assert (case.organisation, case.receiver) == (people.rongjing, None)
    assert case.transfers.get().answer == "不属我站"
    assert not Case.objects.visible_to(fresh(people.head2)).exists()
    assert case.deadlines.get(kind="transfer").met_on == date(2026, 3, 10)


def test_one_at_a_time_and_taken_back(people: People) -> None:
    case = proposed(people)
    again: dict[str, Any] = {
        "receiver": people.federation,
        "reason": "x",
        "by": people.head,
        "at": on(0, hours=2),
    }
    assert code(transfer.propose_transfer, case, **again) == "proposed_before"
    transfer.revoke_transfer(case, by=people.head, at=on(0, hours=2))
    with pytest.raises(PermissionDenied):
        transfer.accept_transfer(case, by=fresh(people.head2), at=on(1))
    assert renewed(case).transfers.get().state == "revoked"


def test_the_second_bounce_goes_to_the_federation(people: People) -> None:
    case = registered(people)
    for day in (0, 1):
        case = proposed(people, case, at=on(day, hours=1))
        transfer.refuse_transfer(case, note="不属我站", by=fresh(people.head2), at=on(day, hours=2))
    again: dict[str, Any] = {"reason": "x", "by": people.head, "at": on(2)}
    assert code(transfer.propose_transfer, case, receiver=people.yizhuang, **again) == "bounced"
    transfer.propose_transfer(case, receiver=people.federation, **again)
    chair = fresh(people.chair)
    assert code(transfer.refuse_transfer, case, note="不", by=chair, at=on(2)) == "last_word"
    transfer.accept_transfer(case, by=chair, at=on(2, hours=1))
    transfer.propose_transfer(
        renewed(case), receiver=people.yizhuang, reason="指定", by=fresh(people.chair), at=on(2, hours=2)
    )


def test_the_committee_of_the_own_enterprise_only_with_the_worker(people: People) -> None:
    other = registered(people)
    ask: dict[str, Any] = {
        "receiver": people.committee,
        "reason": "x",
        "by": people.head,
        "at": on(0, hours=1),
    }
    assert code(transfer.propose_transfer, other, committee_agreed=True, **ask) == "other_enterprise"
    case = registered(people, parties=(WORKER, HONGDA))
    assert code(transfer.propose_transfer, case, **ask) == "worker_not_asked"
    assert not Case.objects.visible_to(fresh(people.committee_head)).exists()
    transfer.propose_transfer(case, committee_agreed=True, **ask)
    case = renewed(case)
    assert case.committee_agreed
    transfer.accept_transfer(case, by=fresh(people.committee_head), at=on(1))
    assert renewed(case).organisation == people.committee


def test_choices_leave_out_other_enterprises_and_courts(people: People) -> None:
    def offered(case: Case) -> set[str]:
        asked: Any = ProposeTransferForm(case=case, by=people.head, at=MONDAY).fields
        return {place.code for place in asked["receiver"].queryset}

    assert offered(registered(people)) == {"QZ", "YZ02"}
    assert offered(registered(people, parties=(WORKER, HONGDA))) == {"QZ", "YZ02", "HD03"}
    case = registered(people)
    ask: dict[str, Any] = {"reason": "x", "by": people.head, "at": on(0, hours=1)}
    assert code(transfer.propose_transfer, case, receiver=people.court, **ask) == "wrong_receiver"
    assert code(transfer.propose_transfer, case, receiver=people.rongjing, **ask) == "wrong_receiver"


def test_an_ending_case_waits_for_nobody(people: People) -> None:
    case = proposed(people)
    ending.withdraw(case, manner="recorded", reason="已解决", by=people.head, at=on(0, hours=2))
    case = renewed(case)
    assert case.receiver is None
    assert case.transfers.get().state == Transfer.State.REVOKED
    with pytest.raises(NotNow):
        transfer.propose_transfer(case, receiver=people.yizhuang, reason="x", by=people.head, at=on(1))


def test_next_working_day(people: People) -> None:
    assert transfer.answer_by(date(2026, 3, 13)) == date(2026, 3, 16)  # Friday
    assert transfer.answer_by(date(2026, 9, 30)) == date(2026, 10, 8)  # before the National Day holiday
    HolidayNotice.objects.all().delete()
    assert transfer.answer_by(date(2026, 3, 13)) == date(2026, 3, 16)
