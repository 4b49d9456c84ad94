"""What the page of an act says beforehand, compared with what acts really did: clocks, papers, who was told.

The cases are those with which the random walks begin, and a walk from each of them: every row that was saved names
its act, so nothing has to be watched.
"""

from collections import defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from cases import notifications
from cases.documents import KINDS
from cases.history import current_explanation
from cases.lifecycle import ENDED
from cases.models import CaseEvent, Deadline, Document
from cases.registry import ACTS
from tests.people import People
from tests.walks.running import prepared_world
from tests.walks.walking import Counts, Walk, fingerprint

STEPS = 12
# What happens inside another act stands on the page of that one.
INSIDE = {"mediation.effect": "mediation.seal"}


class Busy(Walk):
    """Nothing but buttons: the worker and the day's jobs stay away."""

    def _something_else(self, draw: Random, case: Any, at: Any) -> None:
        self._press(draw, self._act(draw, case, at), case, at, fingerprint())


class Effects:
    """What acts did: act → kinds."""

    def __init__(self) -> None:
        self.starts: dict[str, set[str]] = defaultdict(set)
        self.ends: dict[str, set[str]] = defaultdict(set)
        self.papers: dict[str, set[str]] = defaultdict(set)
        self.tells: dict[str, set[str]] = defaultdict(set)
        self.done: set[str] = set()

    def of(self, name: str) -> dict[str, set[str]]:
        return {kind: getattr(self, kind)[name] for kind in ("starts", "ends", "papers", "tells")}


def rows(model: Any) -> Iterator[tuple[str, Any, Any]]:
    """(act, the row it saved, the row before), for each row of a history that an act on a case saved."""
    ending = {
        f"{event.act}#{event.sequence}:{event.case_id}"
        for event in CaseEvent.objects.filter(to_state__in=ENDED).only("act", "sequence", "case")
    }
    before: dict[Any, Any] = {}
    for row in model.history.order_by("history_id"):
        reason = row.history_change_reason or ""
        name = reason.partition("#")[0]
        # An ended case has no running clock: that is said in other words.
        closes = f"{reason}:{row.case_id}" in ending
        yield INSIDE.get(name, name), row, None if closes else before.get(row.id)
        before[row.id] = row


def observed() -> Effects:
    found = Effects()
    found.done = {INSIDE.get(act, act) for act in CaseEvent.objects.values_list("act", flat=True)}
    for act, row, before in rows(Deadline):
        if row.history_type == "+":
            found.starts[act].add(row.kind)
        elif before is not None and _is_over(row) and not _is_over(before):
            found.ends[act].add(row.kind)
    for act, row, _before in rows(Document):
        if row.history_type == "+" and not row.copy_of_id:
            found.papers[act].add(row.kind)
    return found


def _is_over(clock: Any) -> bool:
    return bool(clock.met_on or clock.ended_on)


@pytest.mark.slow
def test_acts_did_what_their_pages_say(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, set[str]] = defaultdict(set)
    real = notifications.notify

    def heard(users: Any, kind: str, **more: Any) -> None:
        told[current_explanation().act].add(kind)
        real(users, kind, **more)

    monkeypatch.setattr("cases.notifications.notify", heard)
    world, counts = prepared_world(people, monkeypatch), Counts()
    for name in world.starts:
        walk, draw = Busy(world, [name], counts), Random(name)
        for _number in range(STEPS):
            walk.step(draw)
    found = observed()
    found.tells = told
    wrong = []
    for name, act in ACTS.items():
        for kind, seen in found.of(name).items():
            declared = set(getattr(act, kind))
            if seen - declared:
                wrong.append(f"{name} does not say: {kind} {sorted(seen - declared)}")
            if name in found.done and kind != "ends" and (never := declared - seen - set(act.sometimes)):
                wrong.append(f"{name} says, and it did not happen: {kind} {sorted(never)}")
    assert not wrong, "\n".join(wrong)


def test_what_is_declared_exists() -> None:
    for act in ACTS.values():
        assert {*act.starts, *act.ends} <= set(Deadline.Kind.values), act.name
        assert set(act.papers) <= set(KINDS), act.name
        assert set(act.sometimes) <= {*act.starts, *act.papers, *act.tells}, act.name
        assert set(act.tells) <= set(notifications.AUDIENCES), act.name
