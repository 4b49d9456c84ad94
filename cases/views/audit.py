"""What was looked at and what was refused; changes of the house; and whether the chain of events is whole."""

from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases import verification
from cases.models import Case, Organisation, Posting, ReadLog, Refusal, RegionalFigure, Setting, User
from cases.permissions import rule

PAGE = 100
SHOWN = 20  # broken things; one is enough to act
VIEW = "cases.view_audit"


def _may(user: Any, perm: str) -> bool:
    """An office permission, or a cell of the table that is not empty for this role."""
    return user.has_perm(perm) if perm.startswith("office.") else user.reach.role in rule(perm).cells


def _keep_out(request: HttpRequest, *perms: str) -> dict[str, bool]:
    user: Any = request.user
    may = {perm: _may(user, perm) for perm in (VIEW, "office.view_log", "office.run_check")}
    if not any(may[perm] for perm in perms):
        raise PermissionDenied(perms[0])
    return {
        "sees_reads": may[VIEW],
        "sees_office": may["office.view_log"],
        "may_check": may["office.run_check"],
    }


def _page(rows: Any, request: HttpRequest) -> tuple[list[Any], str]:
    """One page of a log, newest first; the cursor is the last row's identifier, which carries its time."""
    with suppress(ValueError):
        rows = rows.filter(id__lt=UUID(request.GET.get("after", "")[:40]))
    found = list(rows.order_by("-id")[: PAGE + 1])
    return found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else ""


def _of_case(rows: Any, request: HttpRequest) -> tuple[Any, str]:
    ref = request.GET.get("case", "").strip()[:30]
    plain = ref.isascii() and ref.isprintable()
    return (rows.filter(case__ref=ref) if ref and plain else rows), ref if plain else ""


@login_required
@require_GET
def reads(request: HttpRequest) -> HttpResponse:
    """Who read which case, in the reader's part of the tree; the administrator sees no reads, only the check."""
    tabs = _keep_out(request, VIEW, "office.run_check")
    rows: list[Any] = []
    after = ref = ""
    if tabs["sees_reads"]:
        inside = Case.objects.visible_to(request.user, VIEW)
        wanted, ref = _of_case(ReadLog.objects.filter(case__in=inside.values("pk")), request)
        rows, after = _page(wanted.select_related("case", "user", "posting__organisation"), request)
    context = {"reads": rows, "after": after, "ref": ref, "show_case": True, "section": "audit", **tabs}
    return render(request, "audit/reads.html", context)


@login_required
@require_GET
def refusals(request: HttpRequest) -> HttpResponse:
    """Accesses to existing cases that were refused."""
    tabs = _keep_out(request, VIEW)
    inside = Case.objects.visible_to(request.user, VIEW)
    wanted, ref = _of_case(Refusal.objects.filter(case__in=inside.values("pk")), request)
    rows, after = _page(wanted.select_related("case", "user"), request)
    return render(
        request, "audit/refusals.html", {"rows": rows, "after": after, "ref": ref, "section": "audit", **tabs}
    )


@login_required
@require_GET
def office_log(request: HttpRequest) -> HttpResponse:
    """What the administrators changed: accounts, postings, organisations, rules, figures."""
    tabs = _keep_out(request, "office.view_log")
    found: list[Any] = []
    for model in (User, Posting, Organisation, Setting, RegionalFigure):
        history: Any = model.history
        changed = history.filter(Q(history_change_reason__startswith="office.") | Q(history_type="~"))
        for row in changed.select_related("history_user").order_by("-history_date")[:PAGE]:
            found.append({"row": row, "thing": model._meta.verbose_name, "name": str(row.instance)})
    found.sort(key=lambda entry: entry["row"].history_date, reverse=True)
    return render(request, "audit/office.html", {"rows": found[:PAGE], "section": "audit", **tabs})


@login_required
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Does all that is stored hold together: GET explains, POST runs the checks and names what is broken."""
    context = {"section": "audit", **_keep_out(request, "office.run_check")}
    if request.method == "POST":
        looked_at = [0]
        broken = list(islice(verification.run(quick=True, seen=partial(looked_at.__setitem__, 0)), SHOWN))
        context |= {"ran_at": timezone.now(), "broken": broken, "looked_at": looked_at[0]}
    return render(request, "audit/check.html", context)
