"""What an act will bring, told before its button: the new state, clocks, papers, who is told, what cannot be undone."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases import documents, notifications, stale
from cases.actors import Actor
from cases.lifecycle import ENDED, State, targets
from cases.models import Case, CaseEvent, Deadline, User
from cases.permissions import CONTENT
from cases.registry import Act

MOST_EVENTS = 20


@dataclass(frozen=True)
class Effect:
    """One line of the summary."""

    label: "str | Promise"
    words: str
    is_final: bool = False


def foretold(act: Act, case: Case) -> list[Effect]:
    """The summary of the page of an act; empty for an act that only writes something down."""
    goals = _goals(act, case)
    found = []
    if goals and goals != {State(case.state)}:
        found.append(Effect(_("State"), _moves(case, goals)))
    if act.starts:
        words = {kind: Deadline.Kind(kind).label for kind in act.starts}
        found.append(Effect(_("Clocks that start"), _listed(_maybe(act, words))))
    if goals and goals <= ENDED:
        found.append(Effect(_("Clocks that end"), _("all that still run")))
    elif act.ends and (ending := _running(act, case)):
        found.append(Effect(_("Clocks that end"), ending))
    if act.papers:
        found.append(
            Effect(_("Papers"), _listed(_maybe(act, {kind: documents.title(kind) for kind in act.papers})))
        )
    if act.changes_amounts and (titles := stale.kinds_at_stake(case)):
        marked = _("If an amount changes, marked as using an older figure: %(papers)s")
        found.append(Effect(_("Papers made before"), marked % {"papers": _listed(titles)}))
    if act.tells:
        told = _maybe(act, {kind: notifications.AUDIENCES[kind] for kind in act.tells})
        found.append(Effect(_("Who is told"), _listed(told)))
    if act.is_final:
        found.append(Effect(_("Afterwards"), _("This cannot be taken back."), is_final=True))
    elif act.undo is not None:
        found.append(Effect(_("Afterwards"), _("It can be undone right away.")))
    return found


def _goals(act: Act, case: Case) -> frozenset[State]:
    """Where the act leads from here; back to where the case stood when that is what the act does."""
    goals = targets(act.name, str(case.state))
    if len(goals) > 1 and case.state_before in goals:
        return frozenset({State(case.state_before)})
    return goals


def _moves(case: Case, goals: frozenset[State]) -> str:
    after = _(" or ").join(_("“%(state)s”") % {"state": goal.label} for goal in State if goal in goals)
    return _("“%(before)s” → %(after)s") % {"before": case.get_state_display(), "after": after}


def _running(act: Act, case: Case) -> str:
    kinds = {clock.kind for clock in case.deadlines.all() if clock.is_live}
    return _listed(Deadline.Kind(kind).label for kind in act.ends if kind in kinds)


def _maybe(act: Act, words: dict[str, Any]) -> list[str]:
    """What hangs on the case, or on what is entered, is said to."""
    return [
        _("%(what)s (as the case may be)") % {"what": said} if kind in act.sometimes else str(said)
        for kind, said in words.items()
    ]


def _listed(words: Any) -> str:
    return _(", ").join(str(one) for one in words)


def since(case: Case, version: int | None, user: User) -> list[CaseEvent]:
    """What others did after a form was opened, oldest first; empty when nothing did, or for who may not read it.

    The version counts the events that are not privileged, so the others are never told by their number either.
    """
    if version is None or version >= case.version or not user.has_perm(CONTENT, case):
        return []
    many = min(case.version - version, MOST_EVENTS)
    rows = case.events.filter(is_privileged=False).select_related("user").defer("note", "facts")
    found = list(rows.order_by("-sequence")[:many])[::-1]
    for event in found:
        event.__dict__["actor"] = event.user or Actor.by_code(event.system)
    return found
