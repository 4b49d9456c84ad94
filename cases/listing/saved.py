"""Saved views: a list under a name, one's own or shared; those that every role has; the daily look at how many there are."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.errors import Refused
from cases.listing.asked import read_text
from cases.listing.facets import Reader
from cases.listing.narrowing import MOST_COUNTED, counted, rows
from cases.models import Organisation, SavedView, User
from cases.notifications import VIEW, notify
from cases.permissions import MEDIATORS, Role

MOST_PINNED = 6
MOST_OWN = 60
LONGEST = 1500

_OPEN = "not_stage=end"
_GROUPS = (_("Group disputes"), f"{_OPEN}&group=yes")
_DUE = (_("Due within 7 days"), "due=week")
_OVERDUE = (_("Overdue"), "due=overdue")
_MINE = (
    (_("My open cases"), f"{_OPEN}&mediator=me"),
    (_("Due within 7 days"), "due=week&mediator=me"),
    (_("Overdue"), "due=overdue&mediator=me"),
    (_("Group disputes"), f"{_OPEN}&mediator=me&group=yes"),
)
_USUAL: dict[str, tuple[tuple["str | Promise", str], ...]] = {
    **dict.fromkeys(MEDIATORS, _MINE),
    Role.HEAD: (
        (_("Open cases"), _OPEN),
        (_("Unassigned"), f"{_OPEN}&mediator=none"),
        _DUE,
        _OVERDUE,
        _GROUPS,
    ),
    Role.INTAKE: ((_("Before acceptance"), "stage=intake"), _DUE, _OVERDUE),
    Role.SUPERVISOR: (
        (_("Open cases"), _OPEN),
        _OVERDUE,
        _DUE,
        _GROUPS,
        (_("With the court"), "state=referred&state=in_arbitration"),
    ),
    Role.VOLUNTEER: ((_("Open cases"), _OPEN),),
}


@dataclass(frozen=True)
class Tab:
    """A view in the strip above the list."""

    name: "str | Promise"
    address: str
    is_current: bool


def usual(user: User) -> list[tuple["str | Promise", str]]:
    """The views that everybody in this role has."""
    role = user.posting.role if user.posting else ""
    reader = Reader(user, date.min)
    # As the list itself spells them, so that a tab knows when it is looked at.
    return [(name, read_text(query, reader).address()) for name, query in _USUAL.get(role, ())]


def usable(user: User) -> Any:
    """One's own views, and those shared with the organisation in which one is posted; what they show is another question."""
    posting = user.posting
    mine = Q(owner=user)
    if posting is not None:
        above = Organisation.objects.filter(path__in=_upward(posting.organisation.path))
        mine |= Q(audience=SavedView.Audience.ORGANISATION, organisation=posting.organisation)
        mine |= Q(audience=SavedView.Audience.TREE, organisation__in=above)
    return SavedView.objects.filter(mine).select_related("owner", "organisation")


def _upward(path: str) -> list[str]:
    parts = [part for part in path.split("/") if part]
    return ["/" + "/".join(parts[:count]) + "/" for count in range(1, len(parts) + 1)]


def in_order(views: Any, user: User) -> list[SavedView]:
    """One's own first, as they were put; then those of others."""
    return sorted(views[:200], key=lambda view: (view.owner_id != user.pk, view.position, view.created_at))


def tabs(user: User, address: str) -> list[Tab]:
    """The strip above the list: all cases, those of the role, and what is pinned."""
    pinned = in_order(usable(user).filter(is_pinned=True), user)[:MOST_PINNED]
    offered = [(_("All"), ""), *usual(user), *((view.name, view.query) for view in pinned)]
    found, seen = [], False
    for name, query in offered:
        is_current = query == address and not seen
        seen = seen or is_current
        found.append(Tab(name, query, is_current))
    return found


def save(
    user: User, *, name: str, query: str, audience: str, is_pinned: bool, alert_at: int | None
) -> SavedView:
    """Keep the present list under a name. Refused: no_posting, too_long, too_many."""
    posting = user.posting
    if posting is None:
        raise Refused("no_posting", _("You hold no posting that is in force today, so no view can be kept."))
    if len(query) > LONGEST:
        raise Refused("too_long", _("These filters are too many for a view. Take some away and save again."))
    own = SavedView.objects.filter(owner=user)
    last = own.order_by("-position").first()
    if own[: MOST_OWN + 1].count() >= MOST_OWN:
        raise Refused("too_many", _("You have 60 views. Delete one that you no longer need and save again."))
    return SavedView.objects.create(
        owner=user,
        organisation=posting.organisation,
        name=name,
        query=query,
        audience=audience,
        is_pinned=is_pinned,
        alert_at=alert_at,
        position=last.position + 1 if last else 0,
    )


def change(user: User, view: SavedView, *, audience: str, **columns: Any) -> None:
    """Change one's own view. Shared, it belongs to where one is posted now. Refused: no_posting."""
    if audience != SavedView.Audience.ME:
        if user.posting is None:
            raise Refused(
                "no_posting", _("You hold no posting that is in force today, so no view can be kept.")
            )
        view.organisation = user.posting.organisation
    view.audience = audience
    for name, value in columns.items():
        setattr(view, name, value)
    view.save()


def move(user: User, view: SavedView, step: int) -> None:
    """Put one's own view a place up or down."""
    own = list(SavedView.objects.filter(owner=user).order_by("position", "created_at", "id"))
    place = own.index(view)
    if 0 <= place + step < len(own):
        own[place], own[place + step] = own[place + step], own[place]
    for position, one in enumerate(own):
        one.position = position
    SavedView.objects.bulk_update(own, ["position"])


# --- once a day ----------------------------------------------------------------------------------------------------
def tell(on: date, at: datetime) -> str:
    """Tell owners whose views hold as many cases as they said, with the rights they have today; at most once a day."""
    told = 0
    waiting = SavedView.objects.filter(Q(alerted_on=None) | Q(alerted_on__lt=on), alert_at__isnull=False)
    for view in waiting.select_related("owner", "organisation").order_by("pk").iterator(chunk_size=200):
        count = _count(view, on)
        if count is not None and count >= (view.alert_at or 0):
            told += _tell(view, count, on, at)
    return f"{told} views"


def _count(view: SavedView, on: date) -> int | None:
    """How many cases the view holds for its owner now; None for somebody who holds no posting any more."""
    owner = view.owner
    live = list(owner.live_postings()) if owner.is_active else []
    here = [posting for posting in live if posting.organisation_id == view.organisation_id]
    usual_one = [posting for posting in live if posting.pk == owner.usual_posting_id]
    owner.acting = next(iter([*here, *usual_one, *live]), None)
    if owner.acting is None:
        return None
    reader = Reader(owner, on)
    return counted(rows(read_text(view.query, reader), reader), max(MOST_COUNTED, view.alert_at or 0))[0]


def _tell(view: SavedView, count: int, on: date, at: datetime) -> int:
    with transaction.atomic():
        # Whoever sets the day tells: a job that began again tells nobody twice.
        mine = SavedView.objects.filter(Q(alerted_on=None) | Q(alerted_on__lt=on), pk=view.pk)
        if not mine.update(alerted_on=on):
            return 0
        notify([view.owner], VIEW, at=at, view=view, facts={"count": count})
    return 1
