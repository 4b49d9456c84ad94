"""One step of a walk: somebody presses a button; whatever comes of it, everything must hold afterwards."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from random import Random
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Max
from django.http import HttpResponse
from django.utils import timezone

from arbitration_link.actions import entrustment
from arbitration_link.models import Referral
from cases import approvals, files, next_step, outbox, permissions, recounting, verification
from cases.actors import Actor
from cases.errors import Refused
from cases.lifecycle import MOVES, STAYING, acts_in
from cases.models import Approval, Case, CaseEvent, Document, HolidayNotice
from cases.registry import ACTS, needs_two_people
from mediation.actions.ending import fail_overdue
from tests.builders import CLAIMS, EMPLOYER, WORKER, registered
from tests.people import fresh
from tests.walks.arguments import CANARY, for_act
from tests.walks.world import World

ALL_ACTS = sorted({*MOVES, *STAYING})
WITH_PAGE = sorted(name for name in ALL_ACTS if name in ACTS)
APPS = ("cases", "mediation", "arbitration_link")
# Acts that are carried out inside the transaction of another one.
INSIDE = {"mediation.sign", "mediation.seal", "cases.approve"}
FOLLOWING = {"mediation.effect", "cases.split"}


@dataclass
class Counts:
    """What came of the steps."""

    steps: int = 0
    done: Counter[str] = field(default_factory=Counter)  # acts that succeeded, by their events
    refused: Counter[str] = field(default_factory=Counter)  # by the kind of refusal
    codes: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)  # where a step led
    walks: int = 0

    def never(self) -> list[str]:
        """Acts that never succeeded."""
        return [name for name in ALL_ACTS if not self.done[name]]

    def as_json(self) -> dict[str, Any]:
        return {
            "walks": self.walks, "steps": self.steps, "done": dict(sorted(self.done.items())),
            "refused": dict(sorted(self.refused.items())), "codes": dict(sorted(self.codes.items())),
            "states": dict(sorted(self.states.items())), "never": self.never(),
        }  # fmt: skip


def fingerprint() -> tuple[Any, ...]:
    """How many rows each table has (history tables count every change), and the case rows themselves."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        counts = sorted(cursor.fetchall())
    heads = Case.objects.order_by("pk").values_list("pk", "state", "version", "last_sequence", "head_hash")
    return counts, tuple(heads)


@cache
def _counting() -> str:
    tables = sorted(
        model._meta.db_table for label in APPS for model in apps.get_app_config(label).get_models()
    )
    return " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in tables)


def amend_a_notice(on: date) -> None:
    """The State Council gives another day of rest."""
    notice = HolidayNotice.objects.get(year=min(on.year, 2026))
    notice.days = [*(one for one in notice.days if one["date"] != f"{on}"),
                   {"name": "补充通知", "date": f"{on}", "isOffDay": True}]  # fmt: skip
    notice.digest = f"given:{sha256(json.dumps(notice.days).encode()).hexdigest()}"[:64]
    notice.save()


class Walk:
    """A walk over a few cases. `draw` decides everything; the same draws make the same walk."""

    def __init__(self, world: World, names: list[str], counts: Counts) -> None:
        self.world, self.counts = world, counts
        self.cases = [Case.objects.get(pk=world.starts[name].pk) for name in names]
        self.told: list[str] = [f"starts: {', '.join(names)}"]
        counts.walks += 1

    def step(self, draw: Random) -> None:
        """One thing happens; then all is looked at."""
        self.counts.steps += 1
        chance = draw.random()
        case = self._case(draw)
        at = self._moment(draw, case)
        before = fingerprint()
        known = len(self.cases)
        if chance < 0.06:
            self._something_else(draw, case, at)
        else:
            self._press(draw, self._act(draw, case, at), case, at, before)
        self._verify([case, *self.cases[known:]])

    def finish(self) -> None:
        """Files and history too, and that nothing said in confidence lies about in clear."""
        self._verify(self.cases, quick=False)
        leaked = leaks()
        assert not leaked, self._story(f"said in confidence, and found in: {leaked}")

    # --- what happens ---------------------------------------------------------------------------------------
    def _case(self, draw: Random) -> Case:
        case = self.cases[0] if draw.random() < 0.75 else draw.choice(self.cases)
        return Case.objects.select_related("organisation").get(pk=case.pk)

    def _moment(self, draw: Random, case: Case) -> datetime:
        last = case.events.aggregate(last=Max("at"))["last"]
        moment: datetime = last + timedelta(hours=draw.choice((0, 1, 1, 2, 5, 20, 24, 24, 48, 72, 240)))
        return moment

    def _act(self, draw: Random, case: Case, at: datetime) -> str:
        """Mostly what leads on, often anything that is open, now and then what is not."""
        chance = draw.random()
        here = [name for name in acts_in(str(case.state)) if name in ACTS]
        if chance < 0.1 or not here:
            return draw.choice(WITH_PAGE)
        if chance < 0.2 and case.approvals.filter(state=Approval.State.PROPOSED).exists():
            return draw.choice(("cases.approve", "cases.approve", "cases.refuse_approval"))
        advice = next_step.for_case(case, timezone.localdate(at)) if chance < 0.5 else None
        if advice is not None and advice.act in ACTS and draw.random() < 0.8:
            return advice.act
        # What ends a case or takes it away comes rarely, so that walks get somewhere.
        going_on = [name for name in here if case.state in MOVES.get(name, {}) and name not in LEAVING]
        wanted = going_on if chance < 0.65 and going_on else here
        for _try in range(6):
            name = draw.choice(wanted)
            if ACTS[name].offered(case):
                break
        return name

    def _who(self, draw: Random, act: str, case: Case) -> Any:
        if act in Actor.COURT.acts and draw.random() < 0.2:
            return Actor.COURT
        everybody = list(self.world.users)
        draw.shuffle(everybody)
        if draw.random() < 0.93:
            roles = permissions.rule(act).cells
            for user in everybody:
                by = fresh(user)
                if self.world.roles[user.pk] in roles and by.has_perm(act, case):
                    return by
        return fresh(everybody[0])

    def _press(self, draw: Random, act: str, case: Case, at: datetime, before: Any) -> None:
        by = self._who(draw, act, case)
        version = case.version if draw.random() < 0.95 else max(case.version - 1, 0)
        what = f"{at:%m-%d %H:%M} {case.ref} {case.state}: {act} by {by}"
        try:
            entered = for_act(draw, act, case, by, at)
        except Exception as error:
            raise AssertionError(self._story(f"{what}: the form broke: {error!r}")) from error
        if entered.cleaned is None:
            self.counts.codes[f"{act} form"] += 1
            self._nothing_changed(what, before, "form", f"{entered.errors.as_json()}"[:300])
            return
        try:
            with transaction.atomic():
                if by.is_person and needs_two_people(act, case):
                    note = entered.cleaned.get("note", "")
                    name = "cases.propose"
                    answer: Any = approvals.propose(
                        act, case, arguments=entered.raw, note=note, by=by, at=at, version=version
                    )
                else:
                    name = act
                    answer = ACTS[act].run(case, by=by, at=at, version=version, **entered.cleaned)
        except (Refused, PermissionDenied) as refusal:
            code = getattr(refusal, "code", "not permitted")
            self.counts.codes[f"{act} {code}"] += 1
            self._nothing_changed(what, before, type(refusal).__name__, code)
            assert isinstance(refusal, PermissionDenied) or str(refusal).strip(), self._story(what)
            return
        except Exception as error:
            raise AssertionError(self._story(f"{what} {entered.raw}: {error!r}")) from error
        self._happened(what, name, case, version)
        if isinstance(answer, Case):
            self.cases.append(answer)
        if isinstance(answer, HttpResponse):
            assert answer.status_code == 200

    def _something_else(self, draw: Random, case: Case, at: datetime) -> None:
        """Not a button of a case: the worker, the daily job, a new case."""
        people = self.world.people
        kind = draw.choices(("deliver", "overdue", "register", "entrust", "notice"), (12, 1, 2, 2, 2))[0]
        self.told.append(f"{at:%m-%d %H:%M} {kind}")
        if kind == "deliver":
            for one in self.cases:
                outbox.deliver(case=one)
        elif kind == "overdue":
            at = max(at, CaseEvent.objects.aggregate(last=Max("at"))["last"])
            if fail_overdue(timezone.localdate(at), at):
                self.counts.done["mediation.fail"] += 1
        elif kind == "notice":
            at = max(at, CaseEvent.objects.aggregate(last=Max("at"))["last"])
            amend_a_notice(timezone.localdate(at) + timedelta(days=draw.randrange(30)))
            self.counts.done["cases.recount"] += recounting.recount_all(at).moved_cases
        elif kind == "register":
            self.cases.append(registered(people, at))
        else:
            received = entrustment.receive_entrustment(
                people.rongjing, court=people.court, court_number=f"第{len(self.told)}号", source="court_before_filing",
                received_on=timezone.localdate(at), parties=(WORKER, EMPLOYER), claims=CLAIMS, facts="委派调解。",
                by=fresh(people.clerk), at=at,
            )  # fmt: skip
            self.cases.append(entrustment.accept_entrustment(received, by=fresh(people.head), at=at))

    # --- what must hold ---------------------------------------------------------------------------------------
    def _nothing_changed(self, what: str, before: Any, kind: str, code: str) -> None:
        self.told.append(f"{what} → {kind} {code}")
        self.counts.refused[kind] += 1
        assert fingerprint() == before, self._story("refused, and yet something changed")

    def _happened(self, what: str, act: str, case: Case, version: int) -> None:
        now = Case.objects.get(pk=case.pk)
        events = list(
            CaseEvent.objects.filter(case=case, sequence__gt=case.last_sequence).order_by("sequence")
        )
        self.told.append(f"{what} → {[event.act for event in events]} {now.state}")
        names = [event.act for event in events]
        assert names[:1] == [act], self._story(f"no event of {act}")
        assert len(names) == 1 or act in INSIDE, self._story(f"{act} wrote more than one event")
        if act != "cases.approve":
            assert set(names[1:]) <= FOLLOWING, self._story(f"{act} brought {names}")
        # Of what is privileged nobody else's page may tell: the version stays.
        told = sum(not event.is_privileged for event in events)
        assert version == case.version, self._story("a stale page was taken")
        assert now.version == case.version + told, self._story("the version does not count the events")
        assert now.last_sequence == case.last_sequence + len(events), self._story("events are miscounted")
        self.counts.done.update(names)
        self.counts.states[str(now.state)] += 1

    def _verify(self, cases: list[Case], *, quick: bool = True) -> None:
        for case in cases:
            breaches = verification.check_case(case, quick=quick)
            assert not breaches, self._story("; ".join(map(str, breaches)))

    def _story(self, end: str) -> str:
        return "\n".join([*self.told[-14:], end])


# A walk that takes these too often sees little else.
LEAVING = {"cases.merge", "cases.withdraw", "cases.settle_privately", "cases.decline", "cases.ask_for_papers"}


def leaks() -> list[str]:
    """Where words said in confidence stand in clear: columns of any table, papers, packages."""
    found = [
        f"{document.kind} {document.pk}"
        for document in Document.objects.all()
        if CANARY in str(document.context)
    ]
    for document in Document.objects.exclude(stored_as=""):
        if CANARY.encode() in files.read(document.stored_as, document.sha256):
            found.append(f"the bytes of {document.kind}")
    for referral in Referral.objects.all():
        if CANARY in str(referral.package):
            found.append("the data of a package")
        if referral.stored_as and CANARY.encode() in files.read(referral.stored_as, referral.sha256):
            found.append("the bytes of a package")
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            found += _in_clear(model)
    return found


def _in_clear(model: Any) -> list[str]:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        hit = any(CANARY in str(value) for row in cursor.fetchall() for value in row)
    return [table] if hit else []


def stub_render(kind: str, language: str, context: Any, **_more: Any) -> bytes:
    """Instead of a PDF: the words that would be printed."""
    return f"%PDF {kind} {language} {context}".encode()
