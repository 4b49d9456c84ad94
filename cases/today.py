"""What asks for somebody today, gathered from all floors: each thing once, the worst consequence first.

A floor names `Matter`s; those about one case become one `Line`, under the most urgent of them, with the next act.
All is bounded, and costs the same number of queries however much there is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from functools import cached_property
from typing import Any

from django.db.models import F, Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases import deadlines, limitation, missing, next_step, registry
from cases.actions.notes import OWN_TASK
from cases.intake import drafts
from cases.law.calendar import Calendar
from cases.law.limitation import Standing
from cases.lifecycle import ENDED, OPEN, State, targets
from cases.models import NO_DUE_DAY, Approval, Case, Claim, Deadline, LimitationEvent, Task, User
from cases.permissions import MEDIATORS, Role, scope_q
from cases.queries import in_hands_of, is_in_hands_of
from cases.registry import Act
from cases.wording import at_hour, since
from cases.wording import day as in_words

SOON = timedelta(days=3)
MOST = 50  # rows of one source
# Ended before acceptance or by withdrawal; somebody closes the file.
TO_BE_FILED = frozenset({State.NOT_ACCEPTED, State.WITHDRAWN})
NOBODYS = TO_BE_FILED | {State.ACCEPTED}  # without a mediator: a head names one
# Tasks of the tracker that only a head can do.
FOR_HEADS = ("name_mediator", "grant_wanted")
MINE, STATION = "mine", "station"


class Urgency(IntEnum):
    """What it costs to be late, the worst first."""

    LIMITATION = 0
    OVERDUE = 1
    DUE_TODAY = 2
    SESSION = 3
    BROKEN_PROMISE = 4
    WAITS = 5
    SOON = 6
    FRESH = 7
    LATER = 8
    GAP = 9


@dataclass(frozen=True)
class Matter:
    """One reason why somebody should do something."""

    urgency: Urgency
    words: "str | Promise"
    kind: str  # clock, session, approval, transfer, draft, task, gap, answer, fresh, rest
    case: Case | None = None
    on: date = NO_DUE_DAY
    clock: Deadline | None = None
    act: str = ""  # pressed for this matter; empty: the case's next step
    query: str = ""  # what the page of the act is told: "?approval=…"
    url: str = ""  # of a thing that is no case yet, or of the form that fills a gap
    hour: str = ""  # what is promised for an hour stands by it among the things of its day
    chip: str = ""  # the distance of what is no legal time limit: it looks otherwise than one


@dataclass(frozen=True)
class Button:
    """What to press now."""

    label: "str | Promise"
    url: str = ""  # empty: somebody else presses it
    reason: "str | Promise" = ""


@dataclass
class Line:
    """One case, or one thing that is no case yet: why it stands here, what else there is, and what to press."""

    matter: Matter
    more: list[Matter] = field(default_factory=list)
    button: Button | None = None

    @property
    def case(self) -> Case | None:
        return self.matter.case

    @property
    def kinds(self) -> set[str]:
        return {one.kind for one in (self.matter, *self.more)}


@dataclass(frozen=True)
class Scope:
    """Whose day it is: this person's own work, or that of all he may list."""

    user: User
    day: date
    whose: str
    # Sources of which only the first rows are shown; `lines` writes them down.
    cut: set[str] = field(default_factory=set)

    @cached_property
    def role(self) -> str:
        return self.user.posting.role if self.user.posting else ""

    @property
    def is_mine(self) -> bool:
        return self.whose == MINE

    def covers(self, case: Case) -> bool:
        """Do the clocks of this case press this person, or does he only answer something about it?"""
        return not self.is_mine or is_in_hands_of(self.user, case)

    @cached_property
    def listed(self) -> Any:
        """The cases that are looked at."""
        rows = Case.objects.visible_to(self.user)
        return rows.filter(in_hands_of(self.user)) if self.is_mine else rows


def scope(user: User, day: date, wanted: str) -> Scope:
    """Mediators begin with their own work, heads with the station's; who may switch is in `can_switch`."""
    role = user.posting.role if user.posting else ""
    first = MINE if role in MEDIATORS else STATION
    return Scope(user, day, wanted if wanted in (MINE, STATION) and can_switch(role) else first)


def can_switch(role: str) -> bool:
    """Is there a difference between what is one's own and what one may list?"""
    return role in (Role.HEAD, Role.STATION_MEDIATOR, Role.DISTRICT_MEDIATOR)


def lines(here: Scope) -> list[Line]:
    """Everything that asks for this person, in order."""
    found = list(_gathered(here))
    cases: dict[Any, Case] = {}
    for matter in found:
        if matter.case is not None:
            cases.setdefault(matter.case.pk, matter.case)
    next_step.prefetch(cases.values())
    fresh = {matter.case.pk for matter in found if matter.case is not None and matter.kind == "fresh"}
    ours = [case for case in cases.values() if here.covers(case) or case.pk in fresh]
    found += [one for case in ours for one in _clocks(case, here.day)]
    found += limitations(ours, here.day)
    found += _gaps(ours, here)
    together: dict[Any, Line] = {}
    for matter in sorted(found, key=_order):
        key = matter.case.pk if matter.case is not None else id(matter)
        if key in together:
            together[key].more.append(matter)
        else:
            together[key] = Line(matter)
    for line in together.values():
        line.button = _button(line, cases.get(line.case.pk) if line.case else None, here)
    return [line for line in together.values() if _concerns(line, here)]


def _order(matter: Matter) -> tuple[int, date, str, date, str]:
    due = matter.case.next_due_on if matter.case is not None else NO_DUE_DAY
    return matter.urgency, matter.on, matter.hour or "24", due, str(matter.case.pk) if matter.case else ""


def _concerns(line: Line, here: Scope) -> bool:
    """What has no near day stands here for its mediator, and for whoever presses next."""
    if line.matter.urgency < Urgency.LATER or here.is_mine:
        return True
    return line.button is not None and bool(line.button.url)


def _gathered(here: Scope) -> Iterable[Matter]:
    # Asked apart: a hundred old debts must not hide what ends today.
    pressing = here.listed.exclude(state__in=ENDED)  # so that the order comes from the index of the days
    for source, near in (
        ("overdue", pressing.overdue(here.day)),
        ("soon", pressing.filter(next_due_on__gte=here.day).due_until(here.day + SOON)),
    ):
        yield from (Matter(Urgency.LATER, "", "rest", case) for case in _near(here, source, near))
    yield from _approvals(here)
    yield from _transfers(here)
    yield from _drafts(here)
    yield from _tasks(here)
    yield from (Matter(Urgency.FRESH, words, "fresh", case) for words, case in _fresh(here))
    for gather in registry.today_rows():
        yield from gather(here)
    yield from (Matter(Urgency.LATER, "", "rest", case) for case in _near(here, "rest", _rest(here)))


def first(here: Scope, source: str, rows: Any) -> list[Any]:
    """The first rows of a source; that there are more is written down."""
    found = list(rows[: MOST + 1])
    if len(found) > MOST:
        here.cut.add(source)
    return found[:MOST]


def _near(here: Scope, source: str, rows: Any) -> list[Case]:
    """The nearest first."""
    near = rows.order_by("next_due_on", "id").select_related(
        "organisation", "mediator", "co_mediator", "cause"
    )
    return first(here, source, near)


def _rest(here: Scope) -> Any:
    """What has no near day: one's own cases until they are closed; the others' where a step of one's own may be next."""
    if here.is_mine:
        return here.listed.filter(state__in=OPEN | TO_BE_FILED)
    if here.role == Role.SUPERVISOR:  # looks on: no step of a case's ordinary way is a supervisor's
        return here.listed.none()
    return here.listed.filter(state__in=(State.AGREED, State.REFERRED))


def _fresh(here: Scope) -> Iterable[tuple[str, Case]]:
    """For heads: nobody's, though accepted or still to be filed. For those who screen: registered, no screener yet."""
    if here.role == Role.HEAD:
        rows = Case.objects.visible_to(here.user, "cases.assign").filter(mediator=None, state__in=NOBODYS)
        words = _("nobody's yet")
    else:
        rows = Case.objects.visible_to(here.user, "cases.take_for_screening")
        rows = rows.filter(screener=None, state=State.REGISTERED)
        words = _("new, nobody looks after it yet")
    return ((words, case) for case in _near(here, "fresh", rows))


def _approvals(here: Scope) -> Iterable[Matter]:
    rows = Approval.objects.filter(
        state=Approval.State.PROPOSED, case__in=Case.objects.visible_to(here.user, "cases.approve")
    ).exclude(proposed_by=here.user)
    rows = rows.defer("arguments", "reason", "answer").select_related(*_WITH_CASE, "proposed_by")
    for one in first(here, "approvals", rows.order_by("proposed_at")):
        known = registry.ACTS.get(one.act)
        words = _("%(name)s proposes: %(act)s") % {
            "name": one.proposed_by,
            "act": known.label if known else "",
        }
        yield Matter(
            Urgency.WAITS, words, "approval", one.case, timezone.localdate(one.proposed_at),
            act="cases.approve", query=f"?approval={one.pk}",
        )  # fmt: skip


_WITH_CASE = ("case__organisation", "case__mediator", "case__co_mediator", "case__cause")


def _transfers(here: Scope) -> Iterable[Matter]:
    rows = Case.objects.visible_to(here.user, "cases.accept_transfer").open()
    for case in _near(here, "transfers", rows):
        words = _("%(sender)s asks you to take it over") % {"sender": case.organisation}
        yield Matter(Urgency.WAITS, words, "transfer", case, here.day, act="cases.accept_transfer")


def _drafts(here: Scope) -> Iterable[Matter]:
    """Intakes that were begun: those to be rung back by their hour, the others as what waits."""
    shelf = drafts.listed(here.user)
    if shelf.is_more:
        here.cut.add("drafts")
    for one in shelf.rows:
        draft = one["draft"]
        about = " ▸ ".join(name for name in (one["applicant"], one["employer"]) if name)
        url = f"{reverse('new_case')}?draft={draft.pk}"
        if draft.call_back_at is None:
            words = _("Registration begun: %(about)s") % {"about": about or _("nobody named yet")}
            yield Matter(Urgency.WAITS, words, "draft", on=timezone.localdate(draft.saved_at), url=url)
            continue
        local = timezone.localtime(draft.call_back_at)
        words = _("Call back at %(time)s on %(day)s: %(about)s") % {
            "time": f"{local:%H:%M}", "day": in_words(local.date()), "about": about or _("nobody named yet"),
        }  # fmt: skip
        urgency = Urgency.BROKEN_PROMISE if local.date() <= here.day else Urgency.SOON
        yield Matter(
            urgency, words, "draft", on=local.date(), url=url, hour=f"{local:%H:%M}",
            chip=at_hour(local, here.day),
        )  # fmt: skip


def _tasks(here: Scope) -> Iterable[Matter]:
    """Tasks of a case are its mediator's; without one its screener's; without both, of all who screen there."""
    user = here.user
    nobodys = Q(screener=user) | Q(screener=None) & scope_q(user.reach, "cases.take_for_screening")
    own = Q(mediator=user) | Q(co_mediator=user) | Q(mediator=None) & nobodys
    workable = Case.objects.visible_to(user, "cases.do_task")
    theirs = Q(case__in=workable.filter(own).order_by().values("pk")) & ~Q(kind__in=FOR_HEADS)
    if here.role == Role.HEAD:
        theirs |= Q(case__in=workable.order_by().values("pk"), kind__in=FOR_HEADS)
    rows = Task.objects.filter(theirs, done_at=None).exclude(kind__in=missing.GAPS)
    near = rows.filter(Q(due_on=None) | Q(due_on__lte=here.day + SOON)).select_related(*_WITH_CASE)
    for task in first(here, "tasks", near.order_by(F("due_on").asc(nulls_last=True), "id")):
        on = task.due_on or here.day + SOON
        yield Matter(
            _of_task(task, here.day), missing.task_words(task), "task", task.case, on,
            act="cases.do_task", query=f"?task={task.pk}", chip=since(on, here.day) if task.due_on else "",
        )  # fmt: skip


def _of_task(task: Task, day: date) -> Urgency:
    if task.due_on is None or task.due_on > day:
        return Urgency.SOON
    # A promise of somebody's own that is late; somebody in danger does not wait until it is late.
    is_broken = (task.kind == OWN_TASK and task.due_on < day) or task.kind == "danger"
    return Urgency.BROKEN_PROMISE if is_broken else Urgency.WAITS


def _gaps(cases: list[Case], here: Scope) -> Iterable[Matter]:
    """What these cases should say and do not yet, with the form that takes it: never the reason why one stands here."""
    prefetch_related_objects(cases, "tasks")  # the next step has looked at them already
    claimed = set(Claim.objects.filter(case__in=[case.pk for case in cases]).values_list("case", flat=True))
    for case in cases:
        for task in case.tasks.all():
            if task.kind not in missing.GAPS or task.done_at is not None or not case.is_open:
                continue
            name, query = missing.filled_by(task, case, case.pk in claimed)
            act = registry.ACTS[name]
            may = bool(targets(name, str(case.state))) and here.user.has_perm(name, case)
            url = reverse("act", args=[case.ref, act.verb]) + query if may else ""
            yield Matter(Urgency.GAP, missing.task_words(task), "gap", case, act=name, query=query, url=url)


def _clocks(case: Case, day: date) -> Iterable[Matter]:
    """The running clocks of a case that end soon or are over."""
    if not case.is_open:
        return
    for clock in case.deadlines.all():
        if not clock.is_live or clock.kind in Deadline.INFORMATIONAL or clock.last_day > day + SOON:
            continue
        chip = since(clock.last_day, day) if clock.is_promise else ""
        label = clock.get_kind_display()
        yield Matter(_of_clock(clock, day), label, "clock", case, clock.last_day, clock, chip=chip)


def _of_clock(clock: Deadline, day: date) -> Urgency:
    if clock.last_day > day:
        return Urgency.SOON
    if clock.is_promise:
        return Urgency.BROKEN_PROMISE
    return Urgency.OVERDUE if clock.last_day < day else Urgency.DUE_TODAY


def limitations(cases: list[Case], day: date) -> list[Matter]:
    """Cases in which the year for arbitration seems to end within thirty days, as far as the known days tell."""
    wanted = [case.pk for case in cases if case.is_open]
    rows = LimitationEvent.objects.filter(claim__case__in=wanted, claim__standing__in=("open", "left_open"))
    by_claim: dict[Any, list[LimitationEvent]] = {}
    for event in rows.select_related("claim").defer("claim__text"):
        by_claim.setdefault(event.claim_id, []).append(event)
    near: dict[Any, date] = {}
    calendar = deadlines.calendar()
    employed = limitation.employment_told(wanted) if by_claim else {}
    for events in by_claim.values():
        claim = events[0].claim
        found = _file_by(claim, events, day, calendar, is_employed=employed.get(claim.case_id))
        if found is not None:
            key = events[0].claim.case_id
            near[key] = min(found, near.get(key, found))
    words = _("limitation may end")
    return [
        Matter(Urgency.LIMITATION, words, "limitation", case, near[case.pk])
        for case in cases
        if case.pk in near
    ]


def _file_by(
    claim: Claim, events: list[LimitationEvent], day: date, calendar: Calendar, *, is_employed: bool | None
) -> date | None:
    """The day to file by, where the year ends soon: a rest day never makes it later. Today, once it has passed."""
    found = limitation.of_claim(claim, events, on=day, is_employed=is_employed, calendar=calendar)
    if found.standing != Standing.NEAR or found.last_safe_on is None:
        return None
    return max(found.last_safe_on, day)


def _button(line: Line, case: Case | None, here: Scope) -> Button | None:
    matter = line.matter
    if case is None:
        return Button(_("Go on with it"), matter.url)
    if matter.kind == "answer":
        return Button(_("Read the answer"), reverse("case", args=[case.ref]))
    if matter.kind == "session" and not matter.act:
        return None  # its hour has not come: the row only tells of it
    step = next_step.for_case(case, here.day)
    wanted: Act | None = registry.ACTS.get(matter.act or (step.act if step else ""))
    if wanted is None:
        return None
    may = here.user.has_perm(wanted.name, case)
    url = reverse("act", args=[case.ref, wanted.verb]) + matter.query if may else ""
    return Button(wanted.label, url, step.reason if step and not matter.act else "")
