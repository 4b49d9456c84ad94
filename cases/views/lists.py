"""The list of cases: filters in the address, pages by key, no count over everything."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from cases import text
from cases.lifecycle import OPEN, STAGES, State
from cases.models import NO_DUE_DAY, Case, Organisation, User
from cases.permissions import MEDIATORS

PAGE = 50
LONGEST = 100  # of a word in the address

STAGE_LABELS: dict[str, "str | Promise"] = {
    "intake": gettext_lazy("registration"),
    "mediation": gettext_lazy("mediation"),
    "agreement": gettext_lazy("agreement"),
    "arbitration": gettext_lazy("arbitration"),
    "end": gettext_lazy("ended"),
}
DUE_LABELS: dict[str, "str | Promise"] = {
    "overdue": gettext_lazy("overdue"),
    "today": gettext_lazy("due today"),
    "week": gettext_lazy("due within 7 days"),
}
ORDERS = {"due": ("next_due_on", "id"), "received": ("-received_at", "-id")}


@dataclass
class Asked:
    """What the address asks for; what cannot be understood is kept, to be shown and ignored."""

    states: list[str] = field(default_factory=list)
    stage: str = ""
    organisation: str = ""
    mediator: str = ""
    due: str = ""
    q: str = ""
    received_from: date | None = None
    received_to: date | None = None
    order: str = "due"
    ignored: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_filtered(self) -> bool:
        """Does anything narrow the list?"""
        words = (self.states, self.stage, self.organisation, self.mediator, self.due, self.q)
        return any((*words, self.received_from, self.received_to))


def asked(query: QueryDict, places: dict[str, str], people: dict[str, str]) -> Asked:
    """Read the address. `places` and `people` are the organisations and mediators this reader can choose."""
    found = Asked()
    for given in query.getlist("state"):
        if _keep(found, "state", given, State.values):
            found.states.append(given)
    found.stage = _one(found, query, "stage", STAGES)
    found.organisation = _one(found, query, "organisation", places)
    found.mediator = _one(found, query, "mediator", {"me": "", "none": "", **people})
    found.due = _one(found, query, "due", DUE_LABELS)
    found.order = _one(found, query, "order", ORDERS) or "due"
    found.received_from = _day(found, query, "received_from")
    found.received_to = _day(found, query, "received_to")
    words = query.get("q", "").strip()
    if words and (len(words) > LONGEST or text.problem(words) or "\ufffd" in words or not text.grams(words)):
        found.ignored.append(("q", words[:LONGEST]))
    else:
        found.q = words
    return found


def _keep(found: Asked, name: str, given: str, known: Any) -> bool:
    if given and given not in known:
        found.ignored.append((name, given[:LONGEST]))
    return given in known


def _one(found: Asked, query: QueryDict, name: str, known: Any) -> str:
    given = query.get(name, "")
    return given if given and _keep(found, name, given, known) else ""


def _day(found: Asked, query: QueryDict, name: str) -> date | None:
    given = query.get(name, "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        found.ignored.append((name, given[:LONGEST]))
        return None


def narrowed(rows: Any, wanted: Asked, user: User, today: date) -> Any:
    """The rows that fit."""
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    if wanted.stage:
        rows = rows.filter(state__in=STAGES[wanted.stage])
    if wanted.organisation:
        rows = rows.filter(organisation_id=wanted.organisation)
    if wanted.mediator == "me":
        rows = rows.filter(Q(mediator=user) | Q(co_mediator=user))
    elif wanted.mediator == "none":
        rows = rows.filter(mediator=None)
    elif wanted.mediator:
        rows = rows.filter(Q(mediator_id=wanted.mediator) | Q(co_mediator_id=wanted.mediator))
    if wanted.due:
        rows = _due(rows.filter(state__in=OPEN), wanted.due, today)
    if wanted.received_from:
        rows = rows.filter(received_at__gte=_begin(wanted.received_from))
    if wanted.received_to and wanted.received_to < date.max:
        rows = rows.filter(received_at__lt=_begin(wanted.received_to + timedelta(days=1)))
    return rows.matching(wanted.q) if wanted.q else rows


def _due(rows: Any, due: str, today: date) -> Any:
    if due == "overdue":
        return rows.overdue(today)
    if due == "today":
        return rows.filter(next_due_on=today)
    return rows.filter(next_due_on__gte=today, next_due_on__lte=today + timedelta(days=7))


def _begin(day: date) -> datetime:
    # The first and last years of the calendar have no room for a time zone.
    safe = min(max(day, date(1900, 1, 1)), date(9998, 12, 31))
    return timezone.make_aware(datetime(safe.year, safe.month, safe.day))  # noqa: DTZ001


def page_after(rows: Any, order: str, cursor: str) -> tuple[list[Case], str]:
    """One page after the cursor, and the cursor of the next page (empty at the end). A broken cursor is ignored."""
    rows = _from_cursor(rows, order, cursor).order_by(*ORDERS[order])
    found = list(rows.select_related("organisation", "mediator", "cause")[: PAGE + 1])
    if len(found) <= PAGE:
        return found, ""
    last = found[PAGE - 1]
    key = last.next_due_on if order == "due" else last.received_at
    return found[:PAGE], f"{key.isoformat()}~{last.pk}"


def _from_cursor(rows: Any, order: str, cursor: str) -> Any:
    key, _tilde, pk = cursor.partition("~")
    try:
        last = UUID(pk)
        if order == "due":
            due = date.fromisoformat(key)
            return rows.filter(next_due_on__gte=due).filter(Q(next_due_on__gt=due) | Q(id__gt=last))
        received = datetime.fromisoformat(key)
        if received.tzinfo is None or not 1900 < received.year < 9999:
            return rows
        return rows.filter(received_at__lte=received).filter(Q(received_at__lt=received) | Q(id__lt=last))
    except ValueError:
        return rows


@login_required
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Cases this reader may list, filtered by the address."""
    user: Any = request.user
    today = timezone.localdate()
    places, people = choices(user)
    wanted = asked(request.GET, places, people)
    rows, after = page_after(
        narrowed(Case.objects.visible_to(user), wanted, user, today),
        wanted.order,
        request.GET.get("after", "")[:100],
    )
    query = request.GET.copy()
    query.pop("after", None)
    first = query.urlencode()
    query["after"] = after
    context = {
        "section": "cases",
        "rows": rows,
        "today": today,
        "no_due_day": NO_DUE_DAY,
        "wanted": wanted,
        "places": places if len(places) > 1 else {},
        "people": people,
        "states": State.choices,
        "stages": STAGE_LABELS,
        "dues": DUE_LABELS,
        "next_page": query.urlencode() if after else "",
        "first_page": first if request.GET.get("after") else None,
    }
    return render(request, "cases/list.html", context)


def choices(user: User) -> tuple[dict[str, str], dict[str, str]]:
    """Organisations and mediators in this reader's part of the tree, by identifier."""
    posting = user.posting
    if posting is None:
        return {}, {}
    here = Organisation.objects.filter(path__startswith=posting.organisation.path)
    places = {str(pk): name for pk, name in here.values_list("pk", "name")}
    staff = (
        User.objects.filter(postings__role__in=MEDIATORS, postings__organisation__in=here)
        .distinct()
        .order_by("name")
    )
    return places, {str(pk): name for pk, name in staff.values_list("pk", "name")}
