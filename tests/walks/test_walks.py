"""Three hundred steps at random over all acts; everything must hold after each of them."""

import pytest

from cases.lifecycle import State
from tests.people import People
from tests.walks.running import prepared_world, walk


@pytest.mark.slow
def test_wherever_people_go_everything_holds(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    world = prepared_world(people, monkeypatch)
    stood = {str(case.state) for case in world.starts.values()}
    counts = walk(world, walks=30, steps=10)
    assert counts.steps >= 300
    assert stood | set(counts.states) == {str(state) for state in State}
    assert sum(counts.done.values()) > counts.steps / 3, (
        "most of what was tried was refused: the walks see little"
    )
