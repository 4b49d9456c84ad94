"""The first page of a case file: the next step with its reason, clocks, contacts, and the matter in short."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, Prefetch, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases import next_step, pages, registry, tabs, timeline
from cases.lifecycle import BEFORE_ACCEPTANCE, ENDED, State
from cases.models import Case, Deadline, Representative, User

_LATEST = 5
_LINES = 6
# The way of a case that goes well, in the words of its states.
ROAD = (State.REGISTERED, State.ACCEPTED, State.MEDIATING, State.AGREED, State.PERFORMING, State.CLOSED)
# What can still come for a case that has left that way.
_AHEAD = {
    State.FAILED: (State.CLOSED,),
    State.REFERRED: (State.IN_ARBITRATION, State.CLOSED),
    State.IN_ARBITRATION: (State.CLOSED,),
    State.SUSPENDED: (State.AGREED, State.PERFORMING, State.CLOSED),
}
# Short stops: shown only while the case stands there.
_STOPS = (State.NEEDS_INFO, State.AWAITING_CONSENT, State.SUSPENDED)


class Milestone(NamedTuple):
    """A point on the way of a case: when it was reached first, and whether the case stands there now."""

    label: "str | Promise"
    at: datetime | None
    is_now: bool


def build(case: Case, user: User, on: date) -> dict[str, Any]:
    """What the first page shows besides the frame."""
    next_step.prefetch([case])
    events = timeline.of_case(case, user)[:_LATEST]
    claims = list(case.claims.all()[: _LINES + 1])
    shown = {
        "proposals": list(pages.proposals(case)),
        "may_approve": user.has_perm("cases.approve", case),
        "parties": _with_agents(case),
        "may_reveal": tabs.may_reveal(case, user),
        "may_contact": pages.is_possible(registry.ACTS["cases.contact"], case, user),
        "may_note": pages.is_possible(registry.ACTS["cases.note"], case, user),
        "may_do_task": pages.is_possible(registry.ACTS["cases.do_task"], case, user),
        "claims": claims[:_LINES],
        "has_more_claims": len(claims) > _LINES,
        "tasks": list(case.tasks.filter(done_at=None)),
        "contacts": list(case.contacts.select_related("party")[:_LATEST]),
        "notes": list(pages.notes(case, user)[:_LATEST]),
        "road": road(case),
        "events": timeline.told(case, list(events), user),
        "linked": _linked(case, user),
    }
    return shown | _next(case, user, on)


def _next(case: Case, user: User, on: date) -> dict[str, Any]:
    step = next_step.for_case(case, on)
    if step is None:
        return {}
    known = registry.ACTS.get(step.act)
    acts = [registry.ACTS[name] for name in (step.act, *step.alternatives) if name in registry.ACTS]
    possible = {act.name: act for act in acts if pages.is_possible(act, case, user)}
    return {
        "step": step,
        "step_act": possible.get(step.act),
        "step_label": known.label if known else step.act,
        "step_who": pages.who_does(case, step.act),
        "alternatives": [possible[name] for name in step.alternatives if name in possible][:2],
        "step_clock": _asking(case),
    }


def _asking(case: Case) -> Deadline | None:
    """The clock that ends first among those that ask something of us."""
    asking = [one for one in case.deadlines.all() if one.is_live and one.kind not in Deadline.INFORMATIONAL]
    return min(asking, key=lambda one: one.last_day, default=None)


def _with_agents(case: Case) -> list[Any]:
    acting = Prefetch(
        "representatives", Representative.objects.order_by("valid_from", "id"), to_attr="agents"
    )
    # The rules of the next step look at the same parties, without what is sensitive: fetched once.
    there = [party for party in case.parties.all() if party.left_on is None]
    prefetch_related_objects(there, acting)
    return there


def road(case: Case) -> list[Milestone]:
    """How far the case is: when it first came to each state on its way, where it stands, and what can still come."""
    moves = case.events.filter(is_privileged=False).exclude(from_state=F("to_state")).order_by("sequence")
    first: dict[str, datetime] = {}
    last: dict[str, datetime] = {}
    for state, at in moves.values_list("to_state", "at"):
        first.setdefault(state, at)
        last[state] = at
    now = State(case.state)
    way: list[tuple[State, datetime | None]] = [
        (State(state), at) for state, at in first.items() if state == now or state not in _STOPS
    ]
    if not way or way[-1][0] != now:  # it came back to where it has been before
        way.append((now, last.get(now)))
    gone = [Milestone(state.label, at, number == len(way)) for number, (state, at) in enumerate(way, 1)]
    return [*gone, *(Milestone(state.label, None, False) for state in _ahead(now))]


def _ahead(now: State) -> tuple[State, ...]:
    if now in ENDED:
        return ()
    if now in BEFORE_ACCEPTANCE:
        return ROAD[1:]
    return _AHEAD[now] if now in _AHEAD else ROAD[ROAD.index(now) + 1 :]


def _linked(case: Case, user: User) -> list[dict[str, Any]]:
    """Other cases this one belongs to, as far as the reader may list them."""
    wanted: dict[Any, str] = {
        case.merged_into_id: _("Merged into"),
        case.split_from_id: _("Split from"),
        **dict.fromkeys(case.merged_cases.values_list("pk", flat=True), _("Merged into this case")),
        **dict.fromkeys(case.split_cases.values_list("pk", flat=True), _("Split off")),
    }
    wanted.pop(None, None)
    rows = Case.objects.visible_to(user).filter(pk__in=wanted) if wanted else []
    return [{"case": row, "how": wanted[row.pk]} for row in rows]
