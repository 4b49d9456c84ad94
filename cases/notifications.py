"""Notifications: what a person should know, inside the program. Written in the transaction of the act itself.

A row holds a kind and bare facts (codes, dates, numbers); its words are made when it is read, in the reader's
language, and its case is looked up for this reader: who lost the case reads no more than that.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cases.models import Case, Notification, Organisation, Posting, SavedView, User
from cases.permissions import Role

MOST_COUNTED = 100
MOST_HEADS = 20

ASSIGNED = "assigned"
CO_MEDIATOR = "co_mediator"
APPROVAL_WAITS = "approval_waits"
APPROVED = "approved"
APPROVAL_REFUSED = "approval_refused"
TRANSFER_WAITS = "transfer_waits"
TRANSFER_ACCEPTED = "transfer_accepted"
TRANSFER_REFUSED = "transfer_refused"
COURT_ANSWER = "court_answer"
PAPER_FAILED = "paper_failed"
CLOCK_MOVED = "clock_moved"
VIEW = "view"

# Kind → who is told, as the page of an act says it beforehand.
AUDIENCES: dict[str, "str | Promise"] = {
    ASSIGNED: gettext_lazy("the new mediator"),
    CO_MEDIATOR: gettext_lazy("the new co-mediator"),
    APPROVAL_WAITS: gettext_lazy("the heads of the organisation, who approve"),
    APPROVED: gettext_lazy("the person who proposed it"),
    APPROVAL_REFUSED: gettext_lazy("the person who proposed it"),
    TRANSFER_WAITS: gettext_lazy("the heads of the other organisation"),
    TRANSFER_ACCEPTED: gettext_lazy("the person who proposed the transfer"),
    TRANSFER_REFUSED: gettext_lazy("the person who proposed the transfer"),
    COURT_ANSWER: gettext_lazy("the mediators of the case"),
}


def notify(
    users: Iterable[User | None],
    kind: str,
    *,
    at: datetime,
    by: Any = None,
    case: Case | None = None,
    view: SavedView | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Tell these people, each once; never somebody of what he did himself. Facts are codes, dates and numbers."""
    wanted = {user.pk: user for user in users if user is not None and user.pk != getattr(by, "pk", None)}
    Notification.objects.bulk_create(
        Notification(user=user, kind=kind, case=case, view=view, facts=dict(facts or {}), at=at)
        for user in wanted.values()
    )


def heads(place: Organisation, on: Any) -> list[User]:
    """The heads of an organisation who are posted there on this day; a few, never a crowd."""
    posted = Posting.objects.on(on).filter(organisation=place, role=Role.HEAD).values("user")
    return list(User.objects.filter(pk__in=posted, is_active=True).order_by("pk")[:MOST_HEADS])


def unread(user: User) -> int:
    """How many notifications this person has not read; counted up to 100."""
    rows = Notification.objects.filter(user=user, read_at=None)
    # Unordered: the index of the unread ones is all that is asked.
    return rows.order_by()[:MOST_COUNTED].count()


def mark_read(user: User, *, at: datetime, only: Any = None, case: Case | None = None) -> None:
    """This person has read one notification, those about a case, or all of them."""
    rows = Notification.objects.filter(user=user, read_at=None)
    if case is not None:
        rows = rows.filter(case=case)
    (rows if only is None else rows.filter(pk=only)).update(read_at=at)


def mine(user: User, *, before: tuple[datetime, Any] | None = None, most: int) -> list[Notification]:
    """A person's notifications, the newest first; those after a place when one is named."""
    rows = Notification.objects.filter(user=user).order_by("-at", "-id")
    if before is not None:
        at, pk = before
        rows = rows.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=pk))
    found = list(rows.select_related("case", "view")[:most])
    listed = _listed(user, found)
    for one in found:
        one.is_listed = one.case_id in listed  # type: ignore[attr-defined]
    return found


def _listed(user: User, rows: Iterable[Notification]) -> set[Any]:
    wanted = {one.case_id for one in rows if one.case_id is not None}
    return set(Case.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True))


def paper_failed(case: Case, kind: str) -> None:
    """Those who work on a case learn that one of its papers could not be made."""
    now = timezone.now()
    people = [one for one in (case.mediator, case.co_mediator) if one is not None]
    people = people or heads(case.organisation, timezone.localdate(now))
    notify(people, PAPER_FAILED, case=case, at=now, facts={"paper": kind})
