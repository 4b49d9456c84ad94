"""Ten thousand steps at random (SOAK_STEPS= changes it); every act succeeds at least once. Counts go to var/soak/."""

import json
import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from cases.lifecycle import State
from tests.people import People
from tests.walks.running import prepared_world, walk
from tests.walks.walking import Counts

STEPS_A_WALK = 20
ENOUGH = 10_000


@pytest.mark.soak
def test_wherever_people_go_for_long(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    world = prepared_world(people, monkeypatch)
    wanted = int(os.environ.get("SOAK_STEPS", ENOUGH))
    counts, began = Counts(), time.monotonic()
    try:
        walk(world, walks=wanted // STEPS_A_WALK, steps=STEPS_A_WALK, derandomize=False, counts=counts)
    finally:
        seconds = round(time.monotonic() - began, 1)
        told = {"database": connection.vendor, "seconds": seconds, **counts.as_json()}
        folder = Path(settings.BASE_DIR) / "var" / "soak"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"walks-{connection.vendor}.json").write_text(
            json.dumps(told, indent=1, ensure_ascii=False)
        )
        print(f"{counts.steps} steps in {counts.walks} walks, {seconds} s; never: {counts.never()}")
    assert set(counts.states) == {str(state) for state in State}
    if wanted >= ENOUGH:
        assert not counts.never()
