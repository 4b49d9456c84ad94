"""The calculator: for staff, inside a case, and for everybody. Answers are to forms sent; nothing told stands in an address."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import throttling
from cases.audit import log_read
from cases.books import books
from cases.calculator import asking, showing
from cases.calculator.claims import CALCULATE, known, may_be_written, written
from cases.calculator.words import said
from cases.law.calculation import GROUPS, calculate
from cases.law.calculation import Calculation as Kind
from cases.law.kinds import CALCULATIONS
from cases.law.plain import as_data
from cases.law.results import BadInput
from cases.models import Calculation, Case, Claim
from cases.views.acts import case_or_404
from cases.views.file import covered, framed

# What somebody without an account may ask in so many seconds.
MOST_ANSWERS, STRETCH = 60, 60


@dataclass(frozen=True)
class Aim:
    """The claim line for which something is calculated."""

    case: Case
    claim: Claim

    @property
    def query(self) -> str:
        return f"?case={self.case.ref}&claim={self.claim.line}"


def _aim(request: HttpRequest) -> Aim | None:
    """From the address; whoever may not do the act on this case finds nothing here either."""
    ref, line = request.GET.get("case", ""), request.GET.get("claim", "")
    if not ref:
        return None
    if not (ref.isascii() and ref.isprintable() and line.isascii() and line.isdecimal() and len(line) < 5):
        raise Http404
    case = case_or_404(request, ref, CALCULATE)
    return Aim(case, get_object_or_404(case.claims.select_related("case"), line=int(line)))


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All kinds of calculations by what they are about; for a claim line, those that fit it first."""
    aim = _aim(request)
    fitting = [_entry(kind) for kind in CALCULATIONS.values() if aim and may_be_written(kind, aim.claim)]
    context = {"groups": _groups(), "aim": aim, "fitting": fitting, "section": "calculator"}
    return render(request, "calculator/index.html", context)


@require_GET
def public_index(request: HttpRequest) -> HttpResponse:
    """The same for everybody."""
    return render(request, "calculator/public_index.html", {"groups": _groups()})


def _groups() -> list[tuple[str, list[dict[str, str]]]]:
    found = []
    for code, words in GROUPS.items():
        kinds = [_entry(kind) for kind in CALCULATIONS.values() if kind.group == code]
        if kinds:
            found.append((said(words), kinds))
    return found


def _entry(kind: Kind) -> dict[str, str]:
    return {"kind": kind.kind, "title": said(kind.title), "intro": said(kind.intro)}


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, kind: str) -> HttpResponse:
    """The questions of one kind, and the answer; for a claim line with what its case knows."""
    calculation, aim = _calculation(kind), _aim(request)
    first = _first(request, calculation, aim)
    context = {"aim": aim, "section": "calculator"} | first.context
    return _answer(request, calculation, first.told, context, "calculator/ask.html")


@require_http_methods(["GET", "POST"])
def public_ask(request: HttpRequest, kind: str) -> HttpResponse:
    """The same for everybody, so many times a minute."""
    calculation = _calculation(kind)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        translation.activate(chosen)
    first = _example(request, calculation)
    is_flood = _asks(request) and not throttling.allowed(request, "calculator", MOST_ANSWERS, STRETCH)
    context = first.context | {"is_public": True, "is_flood": is_flood}
    answer = _answer(request, calculation, first.told, context, "calculator/public_ask.html")
    if is_flood:
        answer.status_code = 429
        answer.headers["Retry-After"] = str(throttling.seconds_left(STRETCH))
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86_400, samesite="Lax", secure=settings.HTTPS, httponly=True
        )  # fmt: skip
    return answer


@dataclass(frozen=True)
class _First:
    """What stands in the form before anything was sent."""

    told: dict[str, Any]
    context: dict[str, Any]


def _calculation(kind: str) -> Kind:
    if kind not in CALCULATIONS:
        raise Http404
    return CALCULATIONS[kind]


def _example(request: HttpRequest, calculation: Kind) -> _First:
    is_example = "empty" not in request.GET and bool(calculation.example)
    told = asking.with_today(calculation, calculation.example if is_example else {}, timezone.localdate())
    return _First(told, {"is_example": is_example})


def _first(request: HttpRequest, calculation: Kind, aim: Aim | None) -> _First:
    """Of a claim line what was told last time, or what its case knows; elsewhere the worked example."""
    if aim is None:
        return _example(request, calculation)
    again = request.GET.get("again", "")
    if not again:
        return _First(asking.with_today(calculation, known(calculation, aim.claim), timezone.localdate()), {})
    try:
        kept = Calculation.objects.get(pk=UUID(again), claim__case=aim.case, kind=calculation.kind)
    except (ValueError, Calculation.DoesNotExist):
        raise Http404 from None
    log_read(aim.case, by=request.user, what="content", at=timezone.now())
    return _First(kept.told, {})


def _asks(request: HttpRequest) -> bool:
    """Is something to be computed? Whoever wants more rows, or another language for a form without an answer, asks nothing."""
    only_language = "language" in request.POST and "answered" not in request.POST
    return request.method == "POST" and not request.POST.get("more") and not only_language


def _answer(
    request: HttpRequest, calculation: Kind, first: dict[str, Any], context: dict[str, Any], template: str
) -> HttpResponse:
    """The page: the form as it was sent, its answer, or each fault at its place."""
    is_sent = request.method == "POST"
    told = asking.told_in(calculation, request.POST) if is_sent else first
    more = request.POST.get("more", "")
    form = asking.boxes(calculation, told, more=more)
    faults: list[asking.Fault] = []
    if _asks(request) and not context.get("is_flood"):
        try:
            result = calculate(calculation, told, books())
        except BadInput as bad:
            faults = asking.place(bad.problems, form)
        else:
            context |= {"answer": showing.shown(as_data(result), told)}
            context |= {"writing": written(context.get("aim"), calculation, told, result)}
            if request.POST.get("from_example"):
                context |= {"unchanged": asking.unchanged(calculation, told)}
    context |= {
        "calculation": _entry(calculation),
        "form": form,
        "folded": [box for box in form if box.is_folded],
        "faults": faults,
        "from_example": bool(context.get("is_example") and not is_sent)
        or bool(request.POST.get("from_example")),
        "is_fresh": not is_sent,
        "reference": showing.REFERENCE,
        "answered_on": timezone.localdate(),
    }
    return render(request, template, context, status=422 if faults else 200)


@login_required
@require_GET
@covered
def calculation(request: HttpRequest, ref: str, pk: UUID) -> HttpResponse:
    """How the amount of a claim line was worked out, as it was answered then."""
    case = case_or_404(request, ref)
    user: Any = request.user
    with transaction.atomic():
        kept = get_object_or_404(
            Calculation.objects.select_related("claim", "calculated_by"), pk=pk, claim__case=case
        )
        context = framed(request, case, "claims")
        log_read(case, by=user, what="content", at=timezone.now())
        after = (
            kept.claim.calculations.filter(calculated_at__gt=kept.calculated_at)
            .order_by("calculated_at", "id")
            .first()
        )
    again = f"{reverse('calculator_kind', args=[kept.kind])}?case={case.ref}&claim={kept.claim.line}&again={kept.pk}"
    context |= {
        "kept": kept,
        "answer": showing.shown(kept.result, kept.told),
        "after": after if kept.replaced_at else None,
        "again": again if kept.kind in CALCULATIONS and user.has_perm(CALCULATE, case) else "",
        "reference": showing.REFERENCE,
        "title": _("Calculation of %(day)s") % {"day": showing.day_of(kept.calculated_at)},
    }
    return render(request, "calculator/kept.html", context)
