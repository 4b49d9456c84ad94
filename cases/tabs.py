"""The pages of the case file: what stands on those of this floor, and what stands around all of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, IntegerField, Prefetch, Subquery, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import clocks, pages
from cases.calculator import claims as lines
from cases.models import Calculation, Case, Representative, User
from cases.permissions import CONTENT
from cases.registry import ACTS, TABS, Tab, register_tab, tabs

# More than this is told as "99+".
MANY = 100
# Looks within this time are one visit: the dots stay while somebody goes from page to page.
VISIT = timedelta(minutes=30)
_EVENTS = 200


def register() -> None:
    """Called once at start-up."""
    for tab in OURS:
        register_tab(tab)


@dataclass(frozen=True)
class Door:
    """A tab as the bar shows it."""

    name: str
    label: "str | Promise"
    url: str
    key: str
    count: str
    is_new: bool
    is_current: bool
    is_confidential: bool


def frame(case: Case, user: User, current: str) -> dict[str, Any]:
    """What stands around the content of each page of a case file: identity bar, tabs, acts. Call it before the read is
    written down: what is new is told from the last visit.
    """
    today = timezone.localdate()
    clocks = pages.clocks(case)
    doors = bar(case, user, current, since=last_visit(case, user, timezone.now()))
    groups = pages.buttons(case, user)
    own = TABS[current].groups
    return {
        "case": case,
        "section": "cases",
        "today": today,
        "clocks": clocks,
        "identity": identity(case, clocks, doors),
        "tabs": doors,
        "tab": next((door for door in doors if door.is_current), None),
        "groups": groups,
        "tab_acts": [act for group in groups for act in group.acts if act.group in own],
    }


def small_bar(case: Case, user: User) -> dict[str, Any]:
    """The bar on the page of an act: the running clocks, for those who may read the case."""
    today = timezone.localdate()
    if not user.has_perm(CONTENT, case):
        return {"today": today}
    return {"today": today, "identity": identity(case, pages.clocks(case))}


def identity(case: Case, clocks: list[Any], doors: list[Door] | None = None) -> dict[str, Any]:
    """The bar that names the case: running clocks, the applicants' groups, the lock of the confidential room."""
    known = Case.ApplicantGroup
    return {
        "clocks": [clock for clock in clocks if clock.is_live],
        "groups": [known(code).label for code in case.groups if code in known.values],
        "rooms": [door for door in doors or () if door.is_confidential and door.count not in ("", "0")],
    }


def last_visit(case: Case, user: User, now: datetime) -> datetime | None:
    """When this person looked at the case before this visit; None at the first."""
    reads = case.reads.filter(user=user, at__lt=now - VISIT).order_by("-at")
    return reads.values_list("at", flat=True).first()


def bar(case: Case, user: User, current: str, *, since: datetime | None) -> list[Door]:
    """The tabs this person sees, with how many things each has and whether others did something there."""
    done = _done_by_others(case, user, since)
    groups = {ACTS[act].group for act, is_privileged in done if act in ACTS and not is_privileged}
    in_confidence = any(is_privileged for _act, is_privileged in done)
    seen = [tab for tab in tabs() if tab.sees(case, user)]
    counts = _counts(case, user, seen)
    shown = []
    for tab in seen:
        is_new = in_confidence if tab.is_confidential else bool(groups & tab.groups)
        shown.append(
            Door(
                tab.name, tab.label, address(case, tab), tab.key, counts.get(tab.name, ""),
                is_new and tab.name != current, tab.name == current, tab.is_confidential,
            )
        )  # fmt: skip
    return shown


def address(case: Case, tab: Tab) -> str:
    """Where a tab is."""
    return reverse(tab.page, args=[case.ref]) if tab.page else reverse("tab", args=[case.ref, tab.name])


def _done_by_others(case: Case, user: User, since: datetime | None) -> list[tuple[str, bool]]:
    # At the first visit all is new: dots would say nothing.
    rows = case.events.filter(recorded_at__gt=since or timezone.now()).exclude(user=user)
    return list(rows.order_by("-sequence").values_list("act", "is_privileged")[:_EVENTS])


def _counts(case: Case, user: User, seen: list[Tab]) -> dict[str, str]:
    """How many things are on each tab, all in one query: tab by tab they would cost as much as the rest of the page."""
    asked = {
        f"{tab.name}_{number}": Subquery(_how_many(rows), output_field=IntegerField())
        for tab in seen
        if tab.counted is not None
        for number, rows in enumerate(tab.counted(case, user))
    }
    found: Any = Case.objects.filter(pk=case.pk).values(**asked).get() if asked else {}
    sums: dict[str, int] = {}
    for name, count in found.items():
        sums[name.rpartition("_")[0]] = sums.get(name.rpartition("_")[0], 0) + (count or 0)
    return {name: "99+" if count >= MANY else str(count) for name, count in sums.items()}


def _how_many(rows: Any) -> Any:
    return rows.order_by().annotate(together=Value(1)).values("together").annotate(n=Count("pk")).values("n")


# --- the pages of this floor ------------------------------------------------------------------------------------


def parties(case: Case, user: User, on: date) -> dict[str, Any]:
    """Who stands on which side, and who acts for them."""
    acting = Prefetch(
        "representatives", Representative.objects.order_by("valid_from", "id"), to_attr="agents"
    )
    return {"parties": list(case.parties.prefetch_related(acting)), "may_reveal": may_reveal(case, user)}


def may_reveal(case: Case, user: User) -> bool:
    """May this person look under the cover of phone numbers and addresses now?"""
    return pages.is_possible(ACTS["cases.reveal"], case, user)


def claims(case: Case, user: User, on: date) -> dict[str, Any]:
    """What is asked, line by line; the limitation of lines that are over (that of the others has its own page)."""
    present = Prefetch(
        "calculations",
        Calculation.objects.filter(replaced_at=None).defer("told", "result"),
        to_attr="present_calculations",
    )
    rows = list(case.claims.select_related("party").prefetch_related("limitation_events", present))
    may_calculate = pages.is_possible(ACTS[lines.CALCULATE], case, user)
    for row in rows:
        lines.prepare(case, row, may_calculate=may_calculate)
    return {"claims": rows}


def evidence(case: Case, user: User, on: date) -> dict[str, Any]:
    """The files that prove something."""
    sees = sees_evidence(case, user)
    rows = list(case.evidence.select_related("claim", "party")) if sees else []
    return {"sees_evidence": sees, "evidence": rows}


def sees_evidence(case: Case, user: User) -> bool:
    return user.has_perm("cases.view_evidence", case)


OURS = (
    Tab("overview", _("Overview"), 10, page="case", key="1", groups=frozenset({"intake", "case", "notes", "access"})),
    Tab(
        "parties", _("Parties"), 20, "cases/parties.html", parties, key="2", groups=frozenset({"parties"}),
        counted=lambda case, user: [case.parties.all()],
    ),
    Tab(
        "claims", _("Claims"), 30, "cases/claims.html", claims, key="3", groups=frozenset({"claims"}),
        counted=lambda case, user: [case.claims.all()],
    ),
    Tab(
        "deadlines", _("Deadlines"), 35, "cases/clocks.html", clocks.build, key="t",
        counted=lambda case, user: [case.deadlines.filter(met_on=None, ended_on=None)],
    ),
    Tab(
        "evidence", _("Evidence"), 40, "cases/evidence.html", evidence, key="4", groups=frozenset({"evidence"}),
        counted=lambda case, user: [case.evidence.all()] if sees_evidence(case, user) else [],
    ),
    Tab(
        "documents", _("Papers"), 70, page="documents", key="7", groups=frozenset({"papers"}),
        counted=lambda case, user: [pages.documents(case, user)],
    ),
    Tab("timeline", _("History"), 90, page="timeline", key="9"),
)  # fmt: skip
