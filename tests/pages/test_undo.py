"""The way back right after an act: a plain form, with the right, the event and the version of its own act."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.lifecycle import State
from cases.models import Case, Task, User
from cases.permissions import rule
from cases.registry import ACTS
from tests.builders import accepted, registered, renewed
from tests.cases.stages import assigned
from tests.mediation.builders import opened
from tests.pages.browsing import NOW, signed_in
from tests.people import People

START = NOW - timedelta(days=4)


def undo_form(page: str) -> tuple[str, dict[str, str]]:
    """Where the button of the message leads, and what it sends."""
    found = re.search(r'<div class="undo">.*?<form method="post" action="([^"]+)">(.*?)</form>', page, re.S)
    assert found, "no way back is offered"
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', found[2]))
    return found[1], {name: unescape(value) for name, value in sent.items()}


def done(client: Client, case: Case, verb: str, **sent: Any) -> str:
    answer = client.post(f"/cases/{case.ref}/{verb}/", sent, follow=True)
    assert answer.status_code == 200 and len(answer.redirect_chain) == 1, answer.context["form"].errors
    return answer.content.decode()


def _reassign(people: People) -> tuple[Case, User, dict[str, Any]]:
    return assigned(people, START), people.head, {"mediator": people.second_mediator.pk, "note": "休假"}


def _propose_transfer(people: People) -> tuple[Case, User, dict[str, Any]]:
    return registered(people, START), people.head, {"receiver": people.yizhuang.pk, "reason": "工作地在那边"}


def _ask_consent(people: People) -> tuple[Case, User, dict[str, Any]]:
    return registered(people, START), people.head, {"answer_by": timezone.localdate().isoformat()}


def _merge(people: People) -> tuple[Case, User, dict[str, Any]]:
    case, other = accepted(people, START), accepted(people, START)
    return case, people.head, {"target": other.ref}


def _do_task(people: People) -> tuple[Case, User, dict[str, Any]]:
    case = assigned(people, START)
    task = case.tasks.filter(done_at=None).first()
    assert task is not None
    return case, people.mediator, {"task": task.pk, "result": "已补"}


def _schedule(people: People) -> tuple[Case, User, dict[str, Any]]:
    when = timezone.localtime() + timedelta(days=2)
    return opened(people, START), people.mediator, {"planned_at": f"{when:%Y-%m-%dT%H:%M}", "mode": "joint"}


def _grant(people: People) -> tuple[Case, User, dict[str, Any]]:
    today = timezone.localdate()
    sent = {
        "volunteer": people.volunteer.pk, "granted": ["content"], "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=9)).isoformat(), "consent": "电话同意",
    }  # fmt: skip
    return assigned(people, START), people.head, sent


WAYS: dict[str, Callable[[People], tuple[Case, User, dict[str, Any]]]] = {
    "cases.reassign": _reassign,
    "cases.propose_transfer": _propose_transfer,
    "cases.ask_consent": _ask_consent,
    "cases.merge": _merge,
    "cases.do_task": _do_task,
    "cases.grant": _grant,
    "mediation.schedule": _schedule,
}
TABLE = {
    "cases.reassign": "cases.reassign",
    "cases.propose_transfer": "cases.revoke_transfer",
    "cases.ask_consent": "cases.stop_asking",
    "cases.merge": "cases.unmerge",
    "cases.do_task": "cases.reopen_task",
    "cases.grant": "cases.revoke_grant",
    "mediation.schedule": "mediation.call_off",
}


def test_the_table_is_what_is_declared() -> None:
    assert {name: act.undo.act for name, act in ACTS.items() if act.undo} == TABLE
    # What needs a second person does not happen at once, and is not taken back at once.
    assert not [name for name, act in ACTS.items() if act.undo and (act.is_final or rule(name).two_people)]
    assert set(WAYS) == set(TABLE)


@pytest.mark.parametrize("name", WAYS)
def test_there_and_back(people: People, name: str) -> None:
    case, user, sent = WAYS[name](people)
    before = renewed(case)
    client = signed_in(user)
    url, form = undo_form(done(client, case, ACTS[name].verb, **sent))
    assert url == f"/cases/{case.ref}/{ACTS[TABLE[name]].verb}/"
    answer = client.post(url, form)
    assert answer.status_code == 302, answer.context["form"].errors
    after = renewed(case)
    assert (after.state, after.mediator_id, after.receiver_id) == (before.state, before.mediator_id, None)
    assert [event.act for event in case.events.order_by("sequence")][-2:] == [name, TABLE[name]]
    assert client.post(url, form).status_code in (403, 409, 422), "twice does not work"


def test_who_may_not_take_it_back_is_not_offered_it(people: People) -> None:
    case = assigned(people, START)
    sent = {"receiver": people.yizhuang.pk, "reason": "工作地在那边"}
    page = done(signed_in(people.mediator), case, "propose_transfer", **sent)
    assert 'class="undo"' not in page, "only the head revokes a transfer"


def test_a_case_that_moved_on_is_not_taken_back_unseen(people: People) -> None:
    case, user, sent = _ask_consent(people)
    url, form = undo_form(done(signed_in(user), case, "ask_consent", **sent))
    done(signed_in(people.clerk), case, "note", text="单位来电", audience="team")
    assert signed_in(user).post(url, form).status_code == 409
    assert renewed(case).state == State.AWAITING_CONSENT


def test_a_task_that_is_open_is_not_opened(people: People) -> None:
    case = assigned(people, START)
    open_task = Task.objects.filter(case=case, done_at=None).first()
    assert open_task is not None
    answer = signed_in(people.mediator).post(f"/cases/{case.ref}/reopen_task/", {"task": open_task.pk})
    assert answer.status_code == 422
