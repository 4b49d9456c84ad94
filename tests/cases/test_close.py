"""A file is closed by two people when it is complete, and kept as long as the house says."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from cases import approvals, house_rules, registry
from cases.actions import ending, screening
from cases.acts.approval import ApproveForm
from cases.errors import Refused
from cases.history import explained
from cases.models import Case, Posting, Setting, Task
from tests.builders import asked, on, renewed
from tests.cases.stages import failed
from tests.people import People, fresh


def propose(people: People, case: Case, at=None):
    return approvals.propose(
        "cases.close",
        case,
        arguments={"summary": ["双方差距过大"]},
        by=fresh(people.mediator),
        at=at or on(12),
    )


def test_two_people_close_a_failed_case(people: People) -> None:
    case = failed(people)
    proposal = propose(people, case)
    assert renewed(case).state == "failed"
    approvals.approve(case, approval=proposal, note="同意结案。", by=fresh(people.head), at=on(12, hours=2))
    case = renewed(case)
    assert (case.state, case.outcome, case.ended_at) == ("closed", "no_agreement", on(12, hours=2))
    assert case.retain_until == date(2031, 3, 21)
    assert [event.act for event in case.events.all()][-3:] == [
        "cases.propose",
        "cases.approve",
        "cases.close",
    ]
    assert case.events.latest("sequence").user == people.mediator
    form = case.documents.get(kind="closing_form").context["zh-Hans"]
    assert (form["proposed_by"], form["approved_by"], form["approval"]) == ("王敏", "周正", "同意结案。")
    assert form["retention"] == "2031年3月21日"
    assert not case.deadlines.filter(met_on=None, ended_on=None).exists()


def test_nobody_closes_alone(people: People) -> None:
    case = failed(people)
    with pytest.raises(Refused) as refused:
        ending.close(case, summary="x", by=fresh(people.mediator), at=on(12))
    assert refused.value.code == "approval_missing"
    proposal = propose(people, case)
    with pytest.raises(PermissionDenied):
        approvals.approve(case, approval=proposal, by=fresh(people.mediator), at=on(12))
    with pytest.raises(Refused) as refused:
        ending.close(case, summary="x", approval=proposal, by=fresh(people.mediator), at=on(12))
    assert refused.value.code == "approval_missing"


def test_refused_with_a_reason_it_can_be_proposed_anew(people: People) -> None:
    case = failed(people)
    proposal = propose(people, case)
    asked: Any = ApproveForm(case=renewed(case), by=people.head, at=on(12)).fields
    ((_value, words),) = asked["approval"].choices
    assert "王敏" in words and "Sat 21 Mar 2026" in words
    with pytest.raises(Refused):
        approvals.refuse_approval(case, approval=proposal, note=" ", by=fresh(people.head), at=on(12))
    approvals.refuse_approval(case, approval=proposal, note="缺少笔录", by=fresh(people.head), at=on(12))
    assert renewed(case).state == "failed"
    again = propose(people, case, on(13))
    with pytest.raises(Refused) as refused:
        approvals.approve(case, approval=proposal, by=fresh(people.head), at=on(13))
    assert refused.value.code == "decided_before"
    assert again.state == "proposed"


def test_a_proposal_lapses_with_the_posting_it_was_made_in(people: People) -> None:
    case = failed(people)
    proposal = propose(people, case)
    with explained("fixture"):
        posting = Posting.objects.get(user=people.mediator)
        posting.ends_on = on(13).date()
        posting.save()
    with pytest.raises(Refused) as refused:
        approvals.approve(case, approval=proposal, by=fresh(people.head), at=on(14))
    assert refused.value.code == "proposer_lost_right"


def test_an_incomplete_file_stays_open(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    case = failed(people)
    with explained("fixture"):
        task = Task.objects.create(case=case, kind="other", text="回访")
    monkeypatch.setattr(
        registry, "_closing_checks", [*registry.closing_checks(), lambda case: ["回访未做。"]]
    )
    proposal = propose(people, case)
    with pytest.raises(Refused) as refused:
        approvals.approve(case, approval=proposal, by=fresh(people.head), at=on(12))
    assert refused.value.code == "incomplete"
    assert "open tasks" in str(refused.value) and "回访未做。" in str(refused.value)
    proposal.refresh_from_db()
    assert (proposal.state, renewed(case).state) == ("proposed", "failed")
    monkeypatch.setattr(registry, "_closing_checks", [])
    with explained("fixture"):
        task.done_at = on(12)
        task.save()
    approvals.approve(case, approval=proposal, by=fresh(people.head), at=on(12, hours=1))
    assert renewed(case).state == "closed"


def test_a_case_not_accepted_keeps_its_end(people: People) -> None:
    from cases.actions import assignment
    from cases.models import Party

    case = asked(people)
    employer = case.parties.get(role="respondent")
    screening.record_consent(
        case,
        party=employer,
        answer=Party.Consent.REFUSED,
        on=on(1).date(),
        how="电话",
        by=people.head,
        at=on(1),
    )
    screening.decline(
        case, reason="refused", explanation="单位拒绝", next_way="申请仲裁", by=people.head, at=on(1, hours=1)
    )
    assignment.assign(case, mediator=people.mediator, by=people.head, at=on(2))
    proposal = propose(people, case, on(3))
    approvals.approve(case, approval=proposal, by=fresh(people.head), at=on(3))
    case = renewed(case)
    assert (case.outcome, case.ended_at, case.retain_until) == (
        "not_accepted",
        on(1, hours=1),
        date(2031, 3, 10),
    )


def test_house_rules_can_be_changed(people: People) -> None:
    case = failed(people)
    assert house_rules.retain_until(case, date(2026, 2, 28)) == date(2031, 2, 28)
    case.outcome = Case.Outcome.PERFORMED
    assert house_rules.retain_until(case, date(2028, 2, 29)) == date(2038, 2, 28)
    with explained("fixture"):
        rule = Setting.objects.create(key="retention_years_agreement", value=30)
        Setting.objects.create(key="judicial_confirmation_offered", value="no")
    assert house_rules.retain_until(case, date(2026, 3, 1)) == date(2056, 3, 1)
    assert house_rules.value("judicial_confirmation_offered") is True
    assert rule.key in house_rules.RULES
    with pytest.raises(KeyError):
        house_rules.value("retention_years")
