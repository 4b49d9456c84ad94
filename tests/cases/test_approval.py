"""Proposing and answering on the pages; and every page of moving, ending and joining opens."""

from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils.translation import override

from cases import approvals
from cases.actions import assignment, ending, joining, transfer
from cases.actors import Actor
from cases.forms import ActForm, DateField, MoneyField
from cases.models import Approval, Case, User
from cases.registry import ACTS, Act
from tests.builders import accepted, on, registered, renewed
from tests.cases.stages import PUSHER, failed, mediating
from tests.people import People


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="config.auth.PasswordBackend")
    return client


def page(case: Case, verb: str) -> str:
    return f"/cases/{case.ref}/{verb}/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are opened while the cases of the tests are young."""
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: on(12))


def test_proposed_by_the_mediator_approved_by_the_head(people: People) -> None:
    case = failed(people)
    mediator, head = signed_in(people.mediator), signed_in(people.head)
    said = {"summary": "双方差距过大", "version": case.version}
    assert mediator.post(page(case, "close"), said).status_code == 302
    assert renewed(case).state == "failed"
    proposal = case.approvals.get()
    assert (proposal.state, proposal.arguments) == ("proposed", {"summary": ["双方差距过大"]})
    assert mediator.get(page(case, "approve")).status_code == 403
    shown = head.get(page(case, "approve"))
    assert "王敏" in shown.content.decode()
    assert head.post(page(case, "approve"), {"approval": proposal.pk, "note": "同意"}).status_code == 302
    assert (renewed(case).state, case.approvals.get().state) == ("closed", "approved")


def test_the_second_person_reads_what_is_proposed(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Actor, "PUSHER", PUSHER, raising=False)  # the timeline names who moved the case here
    case = failed(people)
    signed_in(people.mediator).post(page(case, "close"), {"summary": "双方差距过大"})
    for reader, path in (
        (people.head, page(case, "approve")),
        (people.head, page(case, "refuse_approval")),
        (people.head, f"/cases/{case.ref}/"),
        (people.mediator, f"/cases/{case.ref}/"),
    ):
        assert '<dd lang="zh-Hans">双方差距过大</dd>' in signed_in(reader).get(path).content.decode(), path
    assert "双方差距过大" not in signed_in(people.supervisor).get(f"/cases/{case.ref}/").content.decode()


def test_what_is_proposed_is_told_in_words(people: People) -> None:
    class Form(ActForm):
        mediator = forms.ModelChoiceField(label="Who", queryset=User.objects.all())
        why = forms.ChoiceField(label="Why", choices=[("far", "Too far"), ("", "-")])
        on = DateField(label="Day")
        sum = MoneyField(label="Sum")
        sure = forms.BooleanField(label="Sure", required=False)
        several = forms.MultipleChoiceField(label="Several", choices=[("a", "First"), ("b", "Second")])
        empty = forms.CharField(label="Empty", required=False)
        note = forms.CharField(label="Note", required=False)

    case = failed(people)
    given = {
        "mediator": [str(people.mediator.pk)], "why": ["far"], "on": ["2026/3/19"], "sum": ["9,000.5"], "sure": ["on"],
        "several": ["a", "b"], "empty": [""], "note": ["x"],
    }  # fmt: skip
    proposal = Approval(case=case, act="tests.act", arguments=given, proposed_by=people.mediator)
    with pytest.MonkeyPatch.context() as patch, override("en"):
        patch.setitem(ACTS, "tests.act", Act("tests.act", "Act", Form, lambda case: None))
        told = approvals.proposed(proposal, at=on(12))
    assert told == [
        ("Who", str(people.mediator)), ("Why", "Too far"), ("Day", "Thu 19 Mar 2026"), ("Sum", "9,000.5"), ("Sure", "yes"),
        ("Several", "First\nSecond"),
    ]  # fmt: skip


def test_a_refusal_needs_its_reason(people: People) -> None:
    case = failed(people)
    signed_in(people.mediator).post(page(case, "close"), {"summary": "x"})
    proposal = case.approvals.get()
    head = signed_in(people.head)
    assert head.post(page(case, "refuse_approval"), {"approval": proposal.pk}).status_code == 422
    answer = {"approval": proposal.pk, "note": "缺少笔录"}
    assert head.post(page(case, "refuse_approval"), answer).status_code == 302
    assert case.approvals.get().state == Approval.State.REFUSED
    assert head.post(page(case, "refuse_approval"), answer).status_code == 422


def test_a_proposal_of_another_case_is_not_offered(people: People) -> None:
    case, other = failed(people), failed(people)
    signed_in(people.mediator).post(page(other, "close"), {"summary": "x"})
    foreign = {"approval": other.approvals.get().pk}
    assert signed_in(people.head).post(page(case, "approve"), foreign).status_code == 422


def test_every_page_opens(people: People) -> None:
    new, talks, ended = registered(people), mediating(people), accepted(people)
    ending.settle_privately(ended, note="x", by=people.head, at=on(2))
    handed, joined = registered(people), registered(people)
    transfer.propose_transfer(handed, receiver=people.yizhuang, reason="工作地点", by=people.head, at=on(1))
    joining.merge(joined, target=new, by=people.head, at=on(11))
    pages: list[tuple[Any, Case, str]] = [
        *((people.head, new, verb) for verb in ("assign", "propose_transfer", "merge", "settle_privately")),
        *((people.head, talks, verb) for verb in ("reassign", "declare_conflict", "split", "withdraw")),
        (people.mediator, talks, "declare_conflict"),
        (people.head, ended, "reopen"),
        (people.head, joined, "unmerge"),
        (people.head, handed, "revoke_transfer"),
        (people.head2, handed, "accept_transfer"),
        (people.head2, handed, "refuse_transfer"),
    ]
    for who, case, verb in pages:
        answer = signed_in(who).get(page(case, verb))
        assert answer.status_code == 200, (verb, answer.status_code)
    assert "工作地点" in signed_in(people.head2).get(page(handed, "accept_transfer")).content.decode()
    assert signed_in(people.head2).get(page(new, "accept_transfer")).status_code == 404


def test_acts_on_their_pages(people: People) -> None:
    case = mediating(people)
    head, mediator = signed_in(people.head), signed_in(people.mediator)
    line = case.claims.get(line=2)
    assert head.post(page(case, "split"), {"lines": [line.pk], "version": case.version}).status_code == 302
    assert case.split_cases.count() == 1
    stale = {"lines": [case.claims.get(line=1).pk], "version": case.version}
    assert head.post(page(case, "split"), stale).status_code == 409
    tie: dict[str, Any] = {"who": people.mediator.pk, "reason": "亲属"}
    assert mediator.post(page(case, "declare_conflict"), tie).status_code == 302
    assert mediator.get(page(case, "declare_conflict")).status_code == 403
    assert head.post(page(case, "assign"), {"mediator": people.mediator.pk}).status_code == 422
    assert head.post(page(case, "assign"), {"mediator": people.second_mediator.pk}).status_code == 302
    receiver = {"receiver": people.yizhuang.pk, "reason": "工作地点"}
    assert head.post(page(case, "propose_transfer"), receiver).status_code == 302
    assert signed_in(people.head2).post(page(case, "accept_transfer"), {"note": ""}).status_code == 302
    moved = renewed(case)
    assert (moved.organisation, moved.state, moved.mediator) == (people.yizhuang, "accepted", None)
    assert list(assignment.eligible(moved, on(12))) == [people.mediator2]
