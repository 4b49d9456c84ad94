"""My work: what is overdue, what is due, what waits for me. A constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from cases import next_step, registry
from cases.lifecycle import BEFORE_ACCEPTANCE, OPEN, State
from cases.models import NO_DUE_DAY, Approval, Case, Task, User
from cases.permissions import MEDIATORS, Role

SOON = timedelta(days=3)
# Ended before acceptance or by withdrawal; somebody closes the file.
TO_BE_FILED = frozenset({State.NOT_ACCEPTED, State.WITHDRAWN})
MOST = 50  # rows of a part; the list shows the rest


@dataclass(frozen=True)
class Link:
    """The next step of a row: its button where this reader may press it, its words otherwise."""

    label: "str | Promise"
    verb: str
    reason: "str | Promise"


@login_required
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The start page of everybody who works on cases."""
    user: Any = request.user
    role = user.posting.role if user.posting else ""
    if role in (Role.ADMINISTRATOR, Role.AUDITOR):
        return redirect("home")
    day = timezone.localdate()
    mine = my_cases(user, role)
    overdue = _rows(mine.overdue(day))
    due = _rows(mine.filter(next_due_on__gte=day).due_until(day + SOON))
    fresh = _rows(unassigned(user, role))
    rest = _rows(besides(user, role).exclude(pk__in=[case.pk for case in (*overdue, *due, *fresh)]))
    next_steps = steps([*overdue, *due, *fresh, *rest], user, day)
    if role not in MEDIATORS:
        rest = [case for case in rest if case.pk in next_steps and next_steps[case.pk].verb]
    context = {
        "section": "today",
        "today": day,
        "no_due_day": NO_DUE_DAY,
        "overdue": overdue,
        "due": due,
        "unassigned": fresh,
        "approvals": _approvals(user),
        "transfers": _transfers(user),
        "rest": rest,
        "tasks": _tasks(user, _mine(user, role) if role in MEDIATORS else mine, day),
        "steps": next_steps,
        "is_mediator": role in MEDIATORS,
        "most": MOST,
    }
    return render(request, "cases/today.html", context)


def my_cases(user: User, role: str) -> Any:
    """Open cases this person works on: a mediator's own, everybody else's as far as they are listed."""
    return _mine(user, role).open()


def _mine(user: User, role: str) -> Any:
    rows = Case.objects.visible_to(user)
    if role in MEDIATORS:
        screening = Q(screener=user, state__in=BEFORE_ACCEPTANCE)
        rows = rows.filter(Q(mediator=user) | Q(co_mediator=user) | screening)
    return rows


def besides(user: User, role: str) -> Any:
    """What has no near day: a mediator's other cases until they are closed; for others, where their own step may be next."""
    if role in MEDIATORS:
        return _mine(user, role).filter(state__in=OPEN | TO_BE_FILED)
    return my_cases(user, role).filter(state__in=(State.AGREED, State.REFERRED))


def unassigned(user: User, role: str) -> Any:
    """For heads: nobody's, though accepted or still to be filed. For those who screen: registered, no screener yet."""
    if role == Role.HEAD:
        waiting = {State.ACCEPTED} | TO_BE_FILED
        return Case.objects.visible_to(user, "cases.assign").filter(mediator=None, state__in=waiting)
    return Case.objects.visible_to(user, "cases.take_for_screening").filter(
        screener=None, state=State.REGISTERED
    )


def _rows(rows: Any) -> list[Case]:
    near = rows.order_by("next_due_on", "id").select_related("organisation", "mediator", "cause")
    return list(near[:MOST])


def steps(rows: Iterable[Case], user: User, day: date) -> dict[UUID, Link]:
    """The next step of each row; what the rules look at is fetched for all of them at once."""
    found: dict[UUID, Link] = {}
    rows = list(rows)
    next_step.prefetch(rows)
    for case in rows:
        step = next_step.for_case(case, day)
        act = registry.ACTS.get(step.act) if step else None
        if step and act and case.pk not in found:
            may = user.has_perm(act.name, case)
            found[case.pk] = Link(act.label, act.verb if may else "", step.reason)
    return found


def _approvals(user: User) -> list[Approval]:
    rows = Approval.objects.filter(
        state=Approval.State.PROPOSED, case__in=Case.objects.visible_to(user, "cases.approve")
    ).exclude(proposed_by=user)
    return list(rows.select_related("case", "proposed_by").order_by("proposed_at")[:MOST])


def _transfers(user: User) -> list[Case]:
    rows = Case.objects.visible_to(user, "cases.accept_transfer").open()
    return list(rows.select_related("organisation").order_by("next_due_on", "id")[:MOST])


def _tasks(user: User, mine: Any, day: date) -> list[Task]:
    workable = Case.objects.visible_to(user, "cases.do_task").values("pk")
    rows = Task.objects.filter(done_at=None, case__in=mine.values("pk")).filter(case__in=workable)
    near = rows.filter(Q(due_on=None) | Q(due_on__lte=day + SOON))
    return list(near.select_related("case").order_by("due_on", "id")[:MOST])
