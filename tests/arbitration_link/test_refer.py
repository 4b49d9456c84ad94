"""The case is referred, the package sent, and the court's five working days run from its receipt."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from arbitration_link.actions import court, referral
from cases import approvals, outbox
from cases.actions.evidence import withdraw_evidence
from cases.errors import NotNow
from cases.history import explained
from cases.models import Approval, Case, Deadline
from mediation.actions import performance
from mediation.models import Agreement
from tests.arbitration_link.builders import (
    FRIDAY,
    MONDAY,
    assembled,
    defaulted,
    evidence,
    prepared,
    referred,
    refused,
    sent,
)
from tests.builders import on, renewed
from tests.mediation.builders import FIRST_DUE, failed, performing
from tests.people import People, fresh


def clocks(case: Case) -> dict[str, date | None]:
    return {row.kind: row.due_on for row in Deadline.objects.filter(case=case, met_on=None, ended_on=None)}


def test_refer_gives_the_court_its_reach(people: People) -> None:
    case, made = prepared(people)
    # It may be pressed while the worker still makes the papers.
    referral.refer(case, note="本人要求", by=fresh(people.mediator), at=FRIDAY)
    case = renewed(case)
    assert (case.state, case.court) == ("referred", people.court)
    event: Any = case.events.last()
    assert event.act == "arbitration_link.refer" and event.facts == {"referral": str(made.pk)}
    with refused("not_ready"):
        referral.send(case, how="usb", sent_on=MONDAY.date(), by=fresh(people.head), at=MONDAY)


def test_nothing_is_referred_without_a_package(people: People) -> None:
    case = failed(people)
    with refused("not_prepared"):
        referral.refer(case, by=fresh(people.mediator), at=FRIDAY)
    with pytest.raises(NotNow):
        referral.refer_default(case, by=fresh(people.mediator), at=FRIDAY)


def test_the_package_is_sent_by_those_who_have_the_case(people: People) -> None:
    case = referred(people)
    for stranger in (people.second_mediator, people.head2, people.clerk, people.supervisor):
        with pytest.raises(PermissionDenied):
            referral.send(case, how="paper", sent_on=MONDAY.date(), by=fresh(stranger), at=MONDAY)
    assert fresh(people.mediator).has_perm("arbitration_link.send", case)
    assert fresh(people.head).has_perm("arbitration_link.send", case)


def test_five_working_days_from_receipt(people: People) -> None:
    case = sent(people)
    made = case.referrals.get()
    assert (made.state, made.how, made.received_on) == ("received", "paper", date(2026, 3, 23))
    assert clocks(case)["court_accept"] == date(2026, 3, 30)  # Monday 23 March, five working days
    with refused("not_prepared"):
        referral.send(case, how="paper", sent_on=MONDAY.date(), by=fresh(people.head), at=MONDAY)


def test_receipt_may_be_known_later(people: People) -> None:
    case = sent(people, received=False)
    assert "court_accept" not in clocks(case)
    with refused("no_receipt"):
        court.note_silence(case, by=fresh(people.mediator), at=on(30))
    with refused("day_order"):
        referral.note_receipt(case, received_on=date(2026, 3, 22), by=fresh(people.mediator), at=on(16))
    # Three rest days at Tomb Sweeping (4 to 6 April): received on 31 March, the fifth working day is 8 April.
    referral.note_receipt(
        case, received_on=date(2026, 3, 31), receipt="收0012", by=fresh(people.mediator), at=on(22)
    )
    assert clocks(case)["court_accept"] == date(2026, 4, 8)
    with refused("not_sent"):
        referral.note_receipt(case, received_on=date(2026, 3, 31), by=fresh(people.mediator), at=on(22))


def test_days_that_cannot_be(people: People) -> None:
    case = referred(people)
    head = fresh(people.head)
    with refused("day_in_future"):
        referral.send(case, how="paper", sent_on=date(2026, 3, 24), by=head, at=MONDAY)
    with refused("day_order"):
        referral.send(case, how="paper", sent_on=date(2026, 3, 19), by=head, at=MONDAY)
    with refused("day_order"):
        referral.send(
            case, how="paper", sent_on=date(2026, 3, 23), received_on=date(2026, 3, 22), by=head, at=MONDAY
        )


def test_a_collective_case_needs_a_second_person(people: People) -> None:
    case, _made = prepared(people, failed(people, is_collective=True))
    mediator, head = fresh(people.mediator), fresh(people.head)
    with refused("approval_missing"):
        referral.refer(case, by=mediator, at=FRIDAY)
    approval = approvals.propose("arbitration_link.refer", case, arguments={}, by=mediator, at=FRIDAY)
    with refused("approval_missing"):
        referral.refer(renewed(case), approval=approval, by=mediator, at=FRIDAY)
    approvals.approve(renewed(case), approval=approval, by=head, at=FRIDAY)
    approval.refresh_from_db()
    assert approval.state == Approval.State.APPROVED
    assert renewed(case).state == "referred"


def test_another_package_is_not_what_was_proposed(people: People) -> None:
    case, _made = prepared(people, failed(people, is_collective=True))
    proposal = approvals.propose(
        "arbitration_link.refer",
        case,
        arguments={"_concerns": ["made up"]},
        by=fresh(people.mediator),
        at=FRIDAY,
    )
    assembled(renewed(case))  # the worker's part changes nothing in what is proposed
    prepared(people, renewed(case), facts="另一份事实。")
    with refused("proposal_changed"):
        approvals.approve(renewed(case), approval=proposal, by=fresh(people.head), at=FRIDAY)
    assert (renewed(case).state, case.approvals.get().state) == ("failed", "proposed")
    approvals.refuse_approval(
        renewed(case), approval=proposal, note="材料已变", by=fresh(people.head), at=FRIDAY
    )
    anew = approvals.propose(
        "arbitration_link.refer", renewed(case), arguments={}, by=fresh(people.mediator), at=FRIDAY
    )
    approvals.approve(renewed(case), approval=anew, by=fresh(people.head), at=FRIDAY)
    assert renewed(case).state == "referred"


def test_a_default_changes_what_was_proposed(people: People) -> None:
    case = performing(people)
    act, given = "mediation.close_unperformed", {"reason": ["dropped"], "in_writing": ["on"]}
    proposal = approvals.propose(act, case, arguments=given, by=fresh(people.mediator), at=on(23))
    owed = case.obligations.order_by("due_on").first()
    performance.default(
        renewed(case), obligation=owed, on=FIRST_DUE + timedelta(days=1), by=fresh(people.mediator), at=on(24)
    )
    with refused("proposal_changed"):
        approvals.approve(renewed(case), approval=proposal, by=fresh(people.head), at=on(24))


def test_a_withdrawn_file_does_not_go_to_the_court(people: People) -> None:
    case = failed(people)
    file, other = evidence(case, "工资条", b"%PDF pay"), evidence(case, "合同", b"%PDF contract")
    case, made = prepared(people, case, evidence=[file])
    mediator = fresh(people.mediator)
    withdraw_evidence(case, evidence=other, note="本人要求", by=mediator, at=FRIDAY)
    made.refresh_from_db()
    assert made.state == "prepared"
    withdraw_evidence(renewed(case), evidence=file, note="本人要求", by=mediator, at=FRIDAY)
    made.refresh_from_db()
    assert (made.state, made.answered_on) == ("withdrawn", FRIDAY.date())
    with refused("not_prepared"):
        referral.refer(renewed(case), by=mediator, at=FRIDAY)


def test_a_file_withdrawn_after_the_referral_stops_the_sending(people: People) -> None:
    case = failed(people)
    file = evidence(case, "工资条", b"%PDF pay")
    case, made = prepared(people, case, evidence=[file])
    assembled(case)
    referral.refer(case, by=fresh(people.mediator), at=FRIDAY)
    withdraw_evidence(renewed(case), evidence=file, note="本人要求", by=fresh(people.mediator), at=FRIDAY)
    with refused("evidence_withdrawn"):
        referral.send(renewed(case), how="usb", sent_on=MONDAY.date(), by=fresh(people.head), at=MONDAY)
    referral.withdraw_referral(renewed(case), note="证据撤回", by=fresh(people.mediator), at=MONDAY)
    made.refresh_from_db()
    assert (made.state, renewed(case).state) == ("withdrawn", "failed")


def test_a_withdrawn_file_is_not_packed(people: People) -> None:
    case = failed(people)
    file = evidence(case, "工资条", b"%PDF pay")
    case, made = prepared(people, case, evidence=[file])
    with explained("fixture"):
        file.withdrawn_at = FRIDAY
        file.save()
    with pytest.raises(outbox.Unrepairable):
        assembled(case)
    made.refresh_from_db()
    assert (made.is_assembled, bool(made.problem)) == (False, True)


def test_default_on_an_unconfirmed_agreement(people: People) -> None:
    case = defaulted(people)
    case, made = prepared(people, case, at=on(25))
    assert made.package["referral"]["reason"] == "agreement_defaulted"
    assert [item["defaulted_on"] for item in made.package["agreement"]["defaults"]] == ["2026-04-01"]
    assert {item.path for item in made.items.all()} >= {"agreement.pdf", "arbitration_application.pdf"}
    referral.refer_default(case, by=fresh(people.head), at=on(25))
    assert renewed(case).state == "referred"


def test_no_arbitration_on_what_can_be_enforced(people: People) -> None:
    case = performing(people)
    with refused("no_default"):
        prepared(people, case, at=on(25))
    case = defaulted_confirmed(people)
    with refused("confirmed"):
        prepared(people, case, at=on(25))


def defaulted_confirmed(people: People) -> Case:
    case = defaulted(people)
    with explained("fixture"):
        agreement = Agreement.objects.effective().get(case=case)
        agreement.confirmation, agreement.confirmed_on = "review", date(2026, 3, 25)
        agreement.save()
    return case


def test_taking_back(people: People) -> None:
    case = sent(people)
    with refused("reason_missing"):
        referral.withdraw_referral(case, note=" ", by=fresh(people.mediator), at=on(15))
    referral.withdraw_referral(case, note="当事人要求", by=fresh(people.mediator), at=on(15))
    case = renewed(case)
    assert (case.state, case.court) == ("failed", None)
    assert case.referrals.get().state == "withdrawn" and "court_accept" not in clocks(case)
    assert case.documents.filter(kind="court_outcome_notice").count() == 1


def test_laying_aside_what_was_not_sent(people: People) -> None:
    case, made = prepared(people)
    referral.withdraw_referral(case, note="改为自行申请", by=fresh(people.mediator), at=FRIDAY)
    made.refresh_from_db()
    assert (renewed(case).state, made.state) == ("failed", "withdrawn")
    with refused("not_prepared"):
        referral.withdraw_referral(renewed(case), note="再次", by=fresh(people.mediator), at=FRIDAY)


def test_the_party_filed_alone(people: People) -> None:
    case, laid = prepared(people)
    assembled(case)
    made = referral.note_own_filing(
        case,
        court=people.court,
        court_number="第456号",
        accepted_on=date(2026, 3, 20),
        by=fresh(people.clerk),
        at=FRIDAY,
    )
    case = renewed(case)
    laid.refresh_from_db()
    # Nobody consented to showing our file to the court.
    assert (case.state, case.court, laid.state, made.state) == (
        "in_arbitration",
        None,
        "withdrawn",
        "accepted",
    )
    assert clocks(case)["award"] == date(2026, 5, 6)  # 45 days end on 4 May, a holiday until the 5th
