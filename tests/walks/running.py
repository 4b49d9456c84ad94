"""Many walks, each from the same world, each undone afterwards."""

from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.people import People
from tests.walks.walking import Counts, Walk, stub_render
from tests.walks.world import STARTS, World, build


class _Undo(Exception):
    """A walk is over."""


def prepared_world(people: People, monkeypatch: pytest.MonkeyPatch) -> World:
    """Papers are made without a printer, files without waiting for the disk."""
    monkeypatch.setattr("cases.rendering.render_pdf", stub_render)
    monkeypatch.setattr("os.fsync", lambda handle: None)
    return build(people)


def walk(
    world: World, *, walks: int, steps: int, derandomize: bool = True, counts: Counts | None = None
) -> Counts:
    """Run them; answers what came of them. An AssertionError tells the story of the walk that broke something."""
    counts = counts or Counts()

    @settings(
        max_examples=walks, derandomize=derandomize, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(st.lists(st.sampled_from(sorted(STARTS)), min_size=1, max_size=3, unique=True), st.data())
    def one(names: list[str], data: Any) -> None:
        try:
            with transaction.atomic():
                going = Walk(world, names, counts)
                drawn: list[int] = []
                for _number in range(steps):
                    # Hypothesis likes to repeat itself; what came before makes each repetition another step.
                    drawn.append(data.draw(st.integers(0, 2**32 - 1)))
                    going.step(Random(repr((names, drawn))))
                going.finish()
                raise _Undo
        except _Undo:
            pass

    one()
    return counts
