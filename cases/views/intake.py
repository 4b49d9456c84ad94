"""Intake: a complaint at the counter, on the phone or by mouth becomes a case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import kept
from cases.actions.register import register
from cases.errors import Refused
from cases.identity import uuid7
from cases.intake import drafts, employers, judgement
from cases.intake.forms import ReadBackForm
from cases.intake.sheet import ROWS, Sheet, with_employer, with_more
from cases.models import Case, Employer, Organisation

_SILENT = frozenset({"channel"})  # of what is read out
_FRAGMENTS = {"applicants": "cases/new/_applicant_rows.html", "respondents": "cases/new/_respondent_rows.html"} | {
    "claims": "cases/new/_claim_rows.html"
}  # fmt: skip


def place_of_intake(request: HttpRequest) -> Organisation:
    """Where this person may register complaints; PermissionDenied for who may not."""
    user: Any = request.user
    place = user.posting.organisation if user.posting else None
    if place is None or not user.has_perm("cases.register", place):
        raise PermissionDenied("cases.register")
    found: Organisation = place
    return found


@require_http_methods(["GET", "POST"])
def new_case(request: HttpRequest) -> HttpResponse:
    """One page. GET shows it, empty or as a draft left it; POST does what the pressed button says."""
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    place = place_of_intake(request)
    if request.method == "GET":
        return _opened(request, place)
    data = request.POST.copy()
    # Parts of a page that are asked for by a script carry no place: the page keeps the one it shows.
    if data.get("place", str(place.pk)) != str(place.pk) and not request.htmx:  # type: ignore[attr-defined]
        return _elsewhere(request, place, data)
    pressed = next((name for name in _DEEDS if name in data), "")
    return _DEEDS.get(pressed, _send)(request, place, data)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """The session has ended: what was typed is a draft of who opened the page, and signing in leads back to it."""
    if request.method == "GET":
        return redirect_to_login(request.get_full_path())
    page = reverse("new_case")
    writer = kept.writer(request.POST)
    if writer is None or writer.posting is None:
        return redirect_to_login(page)
    place = writer.posting.organisation
    sheet = Sheet(place, request.POST)
    try:
        draft = drafts.save(UUID(sheet.token), sheet.kept(), place=place, by=writer, at=timezone.now())
    except (drafts.Used, drafts.ThrownAway, Http404):
        return redirect_to_login(page)
    messages.info(
        request,
        _(
            "You were signed out because nothing happened for a while. Sign in again: what you typed is kept, nothing was done yet."
        ),
    )
    return redirect_to_login(f"{page}?draft={draft.pk}")


def _elsewhere(request: HttpRequest, place: Organisation, data: QueryDict) -> HttpResponse:
    """The page was opened in another posting: nothing is done before its author has seen where it would be."""
    messages.error(
        request,
        _("You now act for %(place)s. Nothing was sent; send it again to register it here.")
        % {"place": place},
    )
    data["place"] = str(place.pk)
    return _page(request, Sheet(place, data).unjudged(), status=409, is_newest=True)


def _opened(request: HttpRequest, place: Organisation) -> HttpResponse:
    user: Any = request.user
    channel = request.GET.get("channel", "")
    chosen = {"channel": channel} if channel in Case.Channel.values else {}
    if "draft" not in request.GET:
        first = {"received_at": timezone.localtime(), **chosen}
        return _page(request, Sheet(place, first=first), drafts=drafts.listed(user))
    try:
        draft = drafts.own(user).filter(pk=UUID(request.GET["draft"])).first()
    except ValueError:
        draft = None
    if draft is None:
        raise Http404
    sheet = Sheet.of_draft(place, draft, **chosen)
    # Mistakes in the fields wait until it is sent; the check section says at once what is worth knowing.
    judged = Sheet(place, sheet.data)
    judged.is_valid()
    return _page(request, sheet, draft=draft, judged=judged, **_checked(request, judged))


def _page(request: HttpRequest, sheet: Sheet, *, status: int = 200, **more: Any) -> HttpResponse:
    every = sheet.every_form if status == 422 else []
    user: Any = request.user
    shown = {"every": every, "section": "new", "page": uuid7(), "writer": kept.mark(user)}
    context = {"sheet": sheet, "form": sheet.form, **sheet.rows, **shown, **more}
    return render(request, "cases/new.html", context, status=status)


def _again(request: HttpRequest, place: Organisation, data: QueryDict, **more: Any) -> HttpResponse:
    """The same page with all that was typed, nothing judged; what is newest is on it, not in a draft."""
    return _page(request, Sheet(place, data).unjudged(), is_newest=True, **more)


def _more(request: HttpRequest, place: Organisation, data: QueryDict) -> HttpResponse:
    name = data.pop("more")[-1]
    if name not in ROWS:
        return _again(request, place, data)
    data = with_more(data, name)
    if request.htmx:  # type: ignore[attr-defined]
        sheet = Sheet(place, data).unjudged()
        return render(request, _FRAGMENTS[name], {"form": sheet.form, **sheet.rows, "has_new_row": True})
    return _again(request, place, data, opened_at=name)


def _switch(request: HttpRequest, place: Organisation, data: QueryDict) -> HttpResponse:
    return _again(request, place, data)


def _look_up(request: HttpRequest, place: Organisation, data: QueryDict) -> HttpResponse:
    user: Any = request.user
    prefix = data.pop("look_up")[-1]
    found = employers.look_up(data.get(f"{prefix}-name", ""), user)
    return _again(request, place, data, found=found, found_for=prefix, opened_at="respondents")


def _use(request: HttpRequest, place: Organisation, data: QueryDict) -> HttpResponse:
    prefix, _colon, key = data.pop("use")[-1].partition(":")
    try:
        chosen = Employer.objects.filter(pk=UUID(key)).first()
    except ValueError:
        chosen = None
    if chosen is not None:
        data = with_employer(data, prefix, chosen)
    return _again(request, place, data, opened_at="respondents")


def _check(request: HttpRequest, place: Organisation, data: QueryDict) -> HttpResponse:
    """What will happen, what is odd, what is missing; a part of the page for a script, else the page."""
    sheet = Sheet(place, data)
    is_valid = sheet.is_valid()
    checked = _checked(request, sheet)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "cases/new/_checked.html", {"sheet": sheet, **checked})
    return _page(
        request, sheet, status=200 if is_valid else 422, is_newest=True, opened_at="check", **checked
    )


def _checked(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    user: Any = request.user
    data = sheet.data or QueryDict()
    return {
        "remarks": judgement.judge(sheet),
        "oddities": judgement.oddities(sheet),
        "sure": data.getlist("sure"),
        "hints": judgement.same_person(sheet, user),
        "to_come": judgement.to_come(sheet),
        "is_checked": True,
    }


def _save(request: HttpRequest, place: Organisation, data: QueryDict) -> HttpResponse:
    """Keep it as a draft; with a time to call back when the caller was cut off."""
    user: Any = request.user
    now, call_back_at = timezone.now(), None
    sheet = Sheet(place, data)
    sheet.form.is_valid()
    if "call_back" in data:
        call_back_at = sheet.form.call_back_from(now)
        if call_back_at is None:
            return _page(request, sheet.unjudged(but="call_back_at"), status=422, is_newest=True)
    token = sheet.form.cleaned_data.get("token") or uuid7()
    try:
        draft = drafts.save(token, sheet.kept(), place=place, by=user, at=now, call_back_at=call_back_at)
    except drafts.Used:
        return _used(request, place, data)
    except drafts.ThrownAway:
        data["token"] = str(uuid7())  # pressed by hand: its author wants it after all
        return _save(request, place, data)
    if call_back_at is not None:
        messages.success(
            request, _("The draft is kept. It stands on your page Today until you have called back.")
        )
        return redirect("today")
    messages.success(request, _("The draft is saved. Only you can read it."))
    return redirect(f"{reverse('new_case')}?draft={draft.pk}")


def _send(request: HttpRequest, place: Organisation, data: QueryDict) -> HttpResponse:
    """Register, unless something is wrong, odd, or has to be read back first."""
    sheet = Sheet(place, data)
    if not sheet.is_valid():
        return _page(request, sheet, status=422, is_newest=True)
    checked = _checked(request, sheet)
    odd, hints = checked["oddities"], checked["hints"]
    if not {one.code for one in (*odd, *hints)} <= set(checked["sure"]):
        return _page(request, sheet, status=422, is_newest=True, opened_at="check", **checked)
    confirmation = None
    if sheet.channel == Case.Channel.ORAL:
        paragraphs = _paragraphs(sheet)
        form = ReadBackForm(data if "reading" in data else None, paragraphs=len(paragraphs))
        if not form.is_valid():
            return _read_back(request, sheet, paragraphs, form)
        confirmation = form.confirmation(timezone.now())
    # Which other cases they are is left out: not everybody who reads this one may list them.
    confirmed = sorted({one.code for one in odd} | ({"dup"} if hints else set()))
    told = sheet.form.told() | ({"confirmed": confirmed} if confirmed else {})
    try:
        return _register(request, sheet, told, confirmation)
    except Refused as refusal:
        if refusal.code == "form_used":
            return _used(request, place, data)
        messages.error(request, str(refusal))
        return _page(request, sheet, status=409, is_newest=True)


def _used(request: HttpRequest, place: Organisation, data: QueryDict) -> HttpResponse:
    messages.error(
        request,
        _(
            "This form has been sent before, with other words. Send it again to register it as a complaint of its own."
        ),
    )
    data["token"] = str(uuid7())
    return _page(request, Sheet(place, data).unjudged(), status=409, is_newest=True)


def _read_back(request: HttpRequest, sheet: Sheet, paragraphs: list[Any], form: ReadBackForm) -> HttpResponse:
    """What was said, to be read out to the applicant, paragraph by paragraph."""
    user: Any = request.user
    own = {"reading", "read", "confirmed_by", "witness"}
    carried = [(name, one) for name, values in sheet.kept().items() if name not in own for one in values]
    context = {
        "sheet": sheet,
        "paragraphs": [(str(number), *one) for number, one in enumerate(paragraphs)],
        "read": form.data.getlist("read") if form.is_bound else [],  # type: ignore[attr-defined]
        "form": form,
        "carried": carried,
        "writer": kept.mark(user),
        "section": "new",
    }
    return render(request, "cases/read_back.html", context, status=422 if form.is_bound else 200)


def _paragraphs(sheet: Sheet) -> list[tuple[str, str, list[str]]]:
    """The four heads of ARB 12 as they are read out."""
    return [(told.anchor, str(told.title), told.lines) for told in sheet.summary(without=_SILENT)]


def _register(request: HttpRequest, sheet: Sheet, told: dict[str, Any], confirmation: Any) -> HttpResponse:
    form = sheet.form
    done = register(
        sheet.place,
        channel=form.cleaned_data["channel"],
        facts=form.cleaned_data["facts"],
        parties=sheet.sides(),
        claims=sheet.claims(),
        received_at=form.cleaned_data["received_at"],
        token=form.token_value,
        columns=form.columns(),
        told=told,
        confirmation=confirmation,
        by=request.user,
        at=timezone.now(),
    )
    if done.tracking_code:
        # Shown once: the page that shows it takes it out of the session.
        request.session["tracking_codes"] = {done.case.ref: done.tracking_code}
    return redirect("registered", ref=done.case.ref)


_DEEDS: dict[str, Callable[[HttpRequest, Organisation, QueryDict], HttpResponse]] = {
    "more": _more,
    "switch": _switch,
    "change": _switch,
    "look_up": _look_up,
    "use": _use,
    "check": _check,
    "save": _save,
    "call_back": _save,
}
