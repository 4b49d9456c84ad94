"""Daily jobs run once a day, whoever asks and however often; the clock gives a sign of life."""

import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from cases import files, schedule
from cases.history import explained
from cases.models import Anchor, DailyRun, Evidence
from cases.verification import anchors
from tests.builders import MONDAY, registered
from tests.people import People

TODAY = MONDAY.date()


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[date, datetime]]:
    """A job of an upper floor, and when it was called."""
    made: list[tuple[date, datetime]] = []
    monkeypatch.setattr(schedule, "_jobs", {})
    schedule.register_daily("count", lambda on, at: made.append((on, at)))
    return made


def test_each_job_once_a_day(db: Any, calls: list[Any]) -> None:
    assert schedule.is_due(TODAY)
    assert list(schedule.run_daily(TODAY, MONDAY)) == ["count", "sweep", "wake", "anchor"]
    assert not schedule.is_due(TODAY)
    assert schedule.run_daily(TODAY, MONDAY + timedelta(hours=5)) == {}
    assert calls == [(TODAY, MONDAY)]
    assert "count" in schedule.run_daily(TODAY + timedelta(days=1), MONDAY + timedelta(days=1))
    assert len(calls) == 2 and Anchor.objects.count() == 2


def test_the_command_says_what_it_did(people: People, calls: list[Any]) -> None:
    out = StringIO()
    call_command("daily", stdout=out)
    assert "anchor: done: 0 cases" in out.getvalue() and "sweep: done: 0 files" in out.getvalue()
    out = StringIO()
    call_command("daily", stdout=out)
    assert "nothing to do" in out.getvalue()
    assert len(calls) == 1 and len(anchors.lines()) == 1


def test_a_failing_job_is_tried_again_and_stops_no_other(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[datetime] = []

    def job(on: date, at: datetime) -> None:
        tries.append(at)
        if len(tries) < 2:
            raise RuntimeError("陈秀英")

    monkeypatch.setattr(schedule, "_jobs", {"count": job})
    said = schedule.run_daily(TODAY, MONDAY)
    assert said["count"] == "failed: RuntimeError" and said["anchor"].startswith("done")
    assert schedule.run_daily(TODAY, MONDAY + timedelta(minutes=5)) == {}
    assert list(schedule.run_daily(TODAY, MONDAY + timedelta(minutes=11))) == ["count"]
    assert schedule.run_daily(TODAY, MONDAY + timedelta(hours=3)) == {}


def test_a_job_that_was_killed_is_begun_again(db: Any, calls: list[Any]) -> None:
    DailyRun.objects.create(job="count", day=TODAY, started_at=MONDAY)
    assert "count" not in schedule.run_daily(TODAY, MONDAY + timedelta(minutes=30))
    assert "count" in schedule.run_daily(TODAY, MONDAY + timedelta(minutes=90))


def test_a_failed_job_makes_the_command_fail(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_jobs", {"count": lambda on, at: 1 / 0})
    with pytest.raises(CommandError, match="tried again"):
        call_command("daily", stdout=StringIO())


def test_anchor_backlog_is_carried_outside_later(
    db: Any, calls: list[Any], settings: Any, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    settings.ANCHORS_DIR = blocked
    assert schedule.run_daily(TODAY, MONDAY)["anchor"].startswith("failed")
    settings.ANCHORS_DIR = tmp_path / "anchors"
    assert schedule.run_daily(TODAY, MONDAY + timedelta(hours=2))["anchor"] == "done: 1 carried outside"
    assert Anchor.objects.count() == len(anchors.lines()) == 1


def test_orphans_go_after_a_day(people: People, calls: list[Any], settings: Any) -> None:
    case = registered(people)
    named, orphan, fresh = (files.store(content, "evidence") for content in (b"1", b"2", b"3"))
    with explained("fixture"):
        Evidence.objects.create(
            case=case,
            title="x",
            file_name="x",
            media_type="x",
            size=1,
            sha256="x",
            stored_as=named,
            added_at=MONDAY,
        )
    before = time.time() - 25 * 3600
    for name in (named, orphan):
        os.utime(settings.FILES_DIR / name, (before, before))
    schedule.run_daily(timezone.localdate(), timezone.now())
    assert [(settings.FILES_DIR / name).exists() for name in (named, orphan, fresh)] == [True, False, True]


def test_no_sweep_over_a_restored_older_database(people: People, calls: list[Any], settings: Any) -> None:
    orphan = files.store(b"2", "evidence")
    os.utime(settings.FILES_DIR / orphan, (1, 1))
    anchors.path().parent.mkdir(parents=True)
    anchors.path().write_text('{"until": "2026-11-19T00:00:00+00:00", "cases": 3, "root": "00"}\n')
    schedule.run_daily(timezone.localdate(), timezone.now())
    assert (settings.FILES_DIR / orphan).exists()


def test_stuck_tasks_go_back(db: Any) -> None:
    def running(started_at: datetime) -> DBTaskResult:
        return DBTaskResult.objects.create(
            status="RUNNING", started_at=started_at, args_kwargs={"args": [], "kwargs": {}}, run_after=get_date_max(),
            task_path="cases.outbox.wake", backend_name="default", exception_class_path="", traceback="",
        )  # fmt: skip

    old, new = running(MONDAY - timedelta(minutes=11)), running(MONDAY - timedelta(minutes=9))
    assert schedule.requeue_stuck(MONDAY) == 1
    assert [DBTaskResult.objects.get(pk=task.pk).status for task in (old, new)] == ["READY", "RUNNING"]


def test_a_tick_gives_a_sign(people: People, calls: list[Any]) -> None:
    assert schedule.last_sign() is None
    schedule.tick(MONDAY)
    schedule.tick(MONDAY + timedelta(minutes=1))
    assert schedule.last_sign() == MONDAY + timedelta(minutes=1)
    assert len(calls) == 1


def test_overdue_mediation_ends_by_itself(people: People) -> None:
    assert "fail_overdue" in schedule.daily_jobs()


def test_clockwork_stops_when_asked(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parent.parent.parent
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"}
    clock = subprocess.Popen(
        [sys.executable, "manage.py", "clockwork", "--every", "0.2"], cwd=root, env=environment,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        # Without tables it says so, and goes on.
        assert "clockwork: OperationalError" in clock.stderr.readline()
        assert clock.poll() is None
        clock.send_signal(signal.SIGTERM)
        assert clock.wait(timeout=10) == 0
    finally:
        clock.kill()
        clock.stderr.close()
