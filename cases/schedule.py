"""What happens by itself: daily jobs, once a day however many schedulers run, and the sign that the clock is alive.

Every floor registers its own jobs from its AppConfig: `register_daily("fail_overdue", fn)` with `fn(on, at)`.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cases import orphans, outbox
from cases.models import Anchor, DailyRun
from cases.verification import anchors

log = logging.getLogger(__name__)

DailyJob = Callable[[date, datetime], Any]

# A job that began this long ago and did not finish was killed; somebody else may begin it again.
GIVEN_UP = timedelta(hours=1)
TRY_AGAIN = timedelta(minutes=10)  # after it failed
ORPHAN_AGE = timedelta(hours=24)
STUCK = timedelta(minutes=10)
PULSE = "clockwork"

_jobs: dict[str, DailyJob] = {}


def register_daily(name: str, job: DailyJob) -> None:
    """Make a job run once each day; it must be safe to run again after it was killed half-way."""
    _jobs[name] = job


def daily_jobs() -> list[str]:
    """Names of all daily jobs, in the order in which they run: those of the floors first, the anchor last."""
    return [*_jobs, *_OWN]


def run_daily(on: date, at: datetime) -> dict[str, str]:
    """Run each job not done yet on this day; answers what became of each. One that fails does not stop the others."""
    said: dict[str, str] = {}
    for name, job in {**_jobs, **_OWN}.items():
        run = _claim(name, on, at)
        if run is None:
            continue
        try:
            said[name] = f"done: {job(on, at)}"
        except Exception as error:  # noqa: BLE001 - whatever it is, the other jobs have their turn
            # The class only: the text of an error may name a person.
            log.error("daily job %s: %s", name, type(error).__name__)
            said[name] = f"failed: {type(error).__name__}"
            DailyRun.objects.filter(pk=run.pk).update(started_at=at - GIVEN_UP + TRY_AGAIN)
        else:
            DailyRun.objects.filter(pk=run.pk).update(finished_at=timezone.now())
    return said


def is_due(on: date) -> bool:
    """Is there a job that has not been done on this day?"""
    done = DailyRun.objects.filter(day=on, job__in=daily_jobs()).exclude(finished_at=None)
    return done.count() < len(daily_jobs())


def _claim(name: str, on: date, at: datetime) -> DailyRun | None:
    """The row that says that we do it; None when it is done, or being done by somebody else."""
    try:
        with transaction.atomic():
            return DailyRun.objects.create(job=name, day=on, started_at=at)
    except IntegrityError:
        left = DailyRun.objects.filter(job=name, day=on, finished_at=None, started_at__lt=at - GIVEN_UP)
        return DailyRun.objects.get(job=name, day=on) if left.update(started_at=at) else None


# --- jobs of this floor ----------------------------------------------------------------------------------------
def _sweep(on: date, at: datetime) -> str:
    # After an older copy of the database was put back, files without a row are what is left of the newer one.
    if anchors.database_is_behind():
        return "kept: the database is older than its files"
    return f"{orphans.sweep(older_than=at - ORPHAN_AGE)} files"


def _wake(on: date, at: datetime) -> str:
    outbox.wake.enqueue()
    return "woken"


def _anchor(on: date, at: datetime) -> str:
    start_of_day = timezone.make_aware(datetime.combine(on, datetime.min.time()))
    if Anchor.objects.filter(made_at__gte=start_of_day).exists():
        return f"{anchors.carry_outside()} carried outside"
    return f"{anchors.make(at).cases} cases"


_OWN: dict[str, DailyJob] = {"sweep": _sweep, "wake": _wake, "anchor": _anchor}


# --- every minute ------------------------------------------------------------------------------------------------
def tick(at: datetime) -> None:
    """One beat of the clock: daily jobs if any is due, the outbox, stuck tasks, a sign of life."""
    today = timezone.localdate(at)
    requeue_stuck(at)
    if outbox.waiting(at).exists() and not _is_woken():
        outbox.wake.enqueue()
    if is_due(today):
        run_daily(today, at)
    give_sign(at)


def requeue_stuck(at: datetime) -> int:
    """Tasks whose worker was killed go back into the queue; answers how many. What they do is safe to do twice."""
    stuck = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=at - STUCK)
    return stuck.update(status="READY", started_at=None)


def _is_woken() -> bool:
    return DBTaskResult.objects.filter(status="READY", task_path=outbox.wake.module_path).exists()


def give_sign(at: datetime) -> None:
    """Write that the clock is alive."""
    DailyRun.objects.update_or_create(
        job=PULSE,
        day=timezone.localdate(at),
        defaults={"finished_at": at},
        create_defaults={"started_at": at, "finished_at": at},
    )


def last_sign() -> datetime | None:
    """When the clock last gave a sign of life."""
    signs = DailyRun.objects.filter(job=PULSE).order_by("-day").values_list("finished_at", flat=True)
    return signs.first()
