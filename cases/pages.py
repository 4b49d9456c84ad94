"""What the pages of a case show, put together from the rows: buttons, clocks, notes, papers, who can help."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import permissions, registry
from cases.audit import log_refusal
from cases.documents import KINDS
from cases.lifecycle import targets
from cases.models import Approval, Case, Deadline, Document, Note, Posting, User
from cases.permissions import PRIVILEGED, Role
from cases.registry import Act
from cases.wording import listed

# The groups of buttons in their order; a group of an upper floor that is not named here stands at the end.
GROUPS: dict[str, "str | Promise"] = {
    "intake": _("Acceptance"),
    "sessions": _("Mediation"),
    "agreement": _("Agreement"),
    "court": _("Arbitration and court"),
    "parties": _("Parties"),
    "claims": _("Claims"),
    "evidence": _("Evidence"),
    "papers": _("Papers"),
    "notes": _("Notes and tasks"),
    "access": _("Access"),
    "case": _("Case"),
}


@dataclass(frozen=True)
class Group:
    """Buttons that belong together."""

    label: "str | Promise"
    acts: list[Act]


def buttons(case: Case, user: User) -> list[Group]:
    """The acts this person may do to this case now, grouped and in order."""
    known = list(GROUPS)
    may = [act for act in registry.ACTS.values() if is_possible(act, case, user)]
    place = {name: known.index(name) if name in known else len(known) for name in {act.group for act in may}}
    may.sort(key=lambda act: (place[act.group], act.group, act.order))
    return [
        Group(GROUPS.get(name, name), list(acts)) for name, acts in groupby(may, key=lambda act: act.group)
    ]


def is_possible(act: Act, case: Case, user: User) -> bool:
    """Right, state and sense: all three."""
    return bool(targets(act.name, str(case.state))) and user.has_perm(act.name, case) and act.offered(case)


def may_see_privileged(case: Case, user: User) -> bool:
    """Caucus notes and private offers, and the events and papers about them."""
    return PRIVILEGED in permissions.acts() and user.has_perm(PRIVILEGED, case)


def who_does(case: Case, act: str) -> str:
    """Who may do the next step: the case's mediator, else the head of the organisation by name."""
    cells = permissions.rule(act).cells
    if case.mediator is not None and any(role in cells for role in permissions.MEDIATORS):
        return str(case.mediator)
    if Role.HEAD in cells:
        return listed(who_can_help(case)) or str(case.organisation)
    return str(case.organisation)


def clocks(case: Case) -> list[Deadline]:
    """The clocks of a case in the order in which they are shown."""
    return in_order(case.deadlines.all())


def in_order(clocks: Iterable[Deadline]) -> list[Deadline]:
    """Running clocks by their last day, then those that only say something, then those that are over."""

    def rank(clock: Deadline) -> tuple[int, date, str]:
        order = 2 if not clock.is_live else int(clock.kind in Deadline.INFORMATIONAL)
        return order, clock.last_day, str(clock.pk)

    return sorted(clocks, key=rank)


def notes(case: Case, user: User) -> Any:
    """The team's notes, and one's own."""
    mine = Q(audience=Note.Audience.AUTHOR, author=user)
    # A volunteer reads what the grant names; notes are a field of their own.
    if user.reach.role != Role.VOLUNTEER or user.has_perm("cases.note", case):
        mine |= Q(audience=Note.Audience.TEAM)
    return case.notes.filter(mine).select_related("author")


def may_open_paper(case: Case, paper: Document, user: User, day: date) -> bool:
    """Papers that print identities: who works on the case may; the others after they gave a reason today (C6)."""
    role = user.reach.role
    if not KINDS[paper.kind].shows_identity or role not in (Role.VOLUNTEER, Role.SUPERVISOR):
        return True
    reasons = case.reads.filter(user=user, at__date=day, what__in=("contacts", "id_number"))
    return user.has_perm("cases.reveal", case) and reasons.exists()


def documents(case: Case, user: User) -> Any:
    """The papers this person may see, newest first."""
    rows = case.documents.select_related("addressee").defer("context").order_by("-frozen_at", "-id")
    return rows if may_see_privileged(case, user) else rows.filter(is_privileged=False)


def proposals(case: Case) -> Any:
    """Acts that wait for a second person."""
    return case.approvals.filter(state=Approval.State.PROPOSED).select_related("proposed_by")


def note_attempt(ref: str, *, by: User, act: str, at: datetime) -> None:
    """Somebody asked for a case that is hidden from him or her: the attempt is written down, the answer is "no such page"."""
    hidden = Case.objects.filter(ref=ref).first()
    if hidden is not None:
        log_refusal(hidden, by=by, act=act, at=at)


def who_can_help(case: Case) -> list[Posting]:
    """The heads of the organisation that handles the case: they can assign it, grant access, or answer."""
    heads = Posting.objects.live().filter(organisation=case.organisation, role=Role.HEAD)
    return list(heads.select_related("user", "organisation"))
