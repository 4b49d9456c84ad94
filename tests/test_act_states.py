"""(person × act × state) over the real addresses: allowed, not permitted, not now, or no such page.

What is expected comes from two tables written by hand: who may (`permission_grid`), and in which state
(`test_lifecycle_table`). The cases of the fifteen states are made by the acts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from cases.lifecycle import State
from cases.models import Case, User
from cases.registry import VERBS
from tests import permission_grid
from tests.arbitration_link.builders import at_court, sent
from tests.builders import asked, registered
from tests.mediation.builders import agreed, assigned, failed, opened, performing, suspended
from tests.people import People, fresh
from tests.test_lifecycle_table import WRITTEN
from tests.test_permission_table import EVERYBODY, Situation, Somebody, holds
from tests.walks.world import closed, merged, needs_info, not_accepted, withdrawn

GRID = permission_grid.rows()

# Who is asked; `mediator` is the one the case was given to.
ASKED = (
    "clerk", "mediator", "second_mediator", "head", "head2", "volunteer", "committee_mediator", "district",
    "supervisor", "auditor", "admin",
)  # fmt: skip
BY_NAME = {somebody.who: somebody for somebody in EVERYBODY}

# state → how it is reached, was it accepted, who mediates.
STANDING: dict[State, tuple[Any, bool, str]] = {
    State.REGISTERED: (registered, False, ""),
    State.NEEDS_INFO: (needs_info, False, ""),
    State.AWAITING_CONSENT: (asked, False, ""),
    State.NOT_ACCEPTED: (not_accepted, False, ""),
    State.ACCEPTED: (assigned, True, "mediator"),
    State.MEDIATING: (opened, True, "mediator"),
    State.SUSPENDED: (suspended, True, "mediator"),
    State.AGREED: (agreed, True, "mediator"),
    State.PERFORMING: (performing, True, "mediator"),
    State.FAILED: (failed, True, "mediator"),
    State.REFERRED: (sent, True, "mediator"),
    State.IN_ARBITRATION: (at_court, True, "mediator"),
    State.WITHDRAWN: (withdrawn, False, ""),
    State.MERGED: (merged, True, ""),
    State.CLOSED: (closed, True, "mediator"),
}


@dataclass
class Street:
    """Everybody's browser, and one case in each state."""

    clients: dict[str, Client]
    cases: dict[State, Situation]


@pytest.fixture
def street(people: People, monkeypatch: pytest.MonkeyPatch) -> Street:
    monkeypatch.setattr("os.fsync", lambda handle: None)
    cases = {}
    for state, (build, is_accepted, mediator) in STANDING.items():
        case: Case = build(people)
        assert case.state == state
        cases[state] = Situation(case, "rongjing", is_accepted, mediator=mediator, registered_by="clerk")
    return Street({who: _signed_in(getattr(people, who)) for who in ASKED}, cases)


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(fresh(user), backend="config.auth.PasswordBackend")
    return client


def expected(somebody: Somebody, act: str, state: State, here: Situation) -> int:
    """What the two tables say."""
    may = holds(GRID[act][somebody.column], somebody, here)
    if not may and not holds(GRID["cases.list"][somebody.column], somebody, here):
        return 404
    if not may:
        return 403
    return 409 if WRITTEN[act][state] == "." else 200


def _wrong(street: Street, asked: Iterator[tuple[str, str, State]]) -> list[str]:
    missing = {
        who: _body(client.get("/cases/RJ01-2026-999999/note/")) for who, client in street.clients.items()
    }
    wrong = []
    for who, verb, state in asked:
        here = street.cases[state]
        wanted = expected(BY_NAME[who], VERBS[verb].name, state, here)
        answer = street.clients[who].get(f"/cases/{here.case.ref}/{verb}/")
        if answer.status_code != wanted:
            wrong.append(f"{who}: {VERBS[verb].name} in {state}: {answer.status_code} instead of {wanted}")
        elif wanted == 404 and _body(answer) != missing[who]:
            wrong.append(f"{who}: {VERBS[verb].name} in {state}: the page tells that the case exists")
    return wrong


def _body(answer: Any) -> str:
    """What is shown, without the address itself, the hour and the tokens."""
    text = re.sub(r"/cases/RJ01-2026-\d+/[a-z_]+/", "/cases/…/", answer.content.decode())
    text = re.sub(r"RJ01-2026-\d+", "…", text)  # the reference that was asked for, in the field of the search
    text = re.sub(r'<p class="only-print">.*?</p>', "", text)  # the minute at which it is printed
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", text)


@pytest.mark.slow
def test_each_act_of_each_person_in_some_state_and_in_each_state_of_somebody(street: Street) -> None:
    """Every (act, state), every (act, person), and nearly every (person, state): a small part of the whole cube."""
    states = list(State)
    asked = (
        (ASKED[(place + shift) % len(ASKED)], verb, state)
        for shift, verb in enumerate(sorted(VERBS))
        for place, state in enumerate(states)
    )
    assert not (wrong := _wrong(street, asked)), "\n".join(wrong)


@pytest.mark.slow
def test_the_one_who_mediates_and_the_head_in_each_state(street: Street) -> None:
    """Those who may do most, on acts that lead somewhere."""
    moving = [verb for verb, act in VERBS.items() if set(WRITTEN[act.name].values()) - {".", "="}]
    asked = ((who, verb, state) for who in ("mediator", "head") for verb in moving for state in State)
    assert not (wrong := _wrong(street, asked)), "\n".join(wrong)


@pytest.mark.soak
def test_everybody_everything_everywhere(street: Street) -> None:
    """The whole cube."""
    asked = ((who, verb, state) for who in ASKED for verb in VERBS for state in State)
    assert not (wrong := _wrong(street, asked)), "\n".join(wrong)


def test_a_stranger_is_asked_to_sign_in(people: People) -> None:
    """Without signing in a real case, a missing one and a missing act look alike."""
    real = registered(people).ref
    for path in (f"/cases/{real}/note/", "/cases/RJ01-2026-999999/note/", f"/cases/{real}/accept/"):
        for answer in (Client().get(path), Client().post(path)):
            assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={path}")


def test_no_act_without_a_row() -> None:
    assert {act.name for act in VERBS.values()} <= set(GRID) & set(WRITTEN)
    assert set(STANDING) == set(State)
