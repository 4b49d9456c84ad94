"""The administrator's pages: organisations, accounts and postings, rules of the house. No case content."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import house_rules
from cases.actions import office
from cases.errors import Refused
from cases.models import Organisation, Posting, Setting, User
from cases.office import AccountForm, EndPostingForm, OrganisationForm, PostingForm, RuleForm

MOST = 500


def _keep_out(request: HttpRequest) -> None:
    user: Any = request.user
    if not user.has_perm("office.manage"):
        raise PermissionDenied("office.manage")


def _done(request: HttpRequest, do: Callable[[], Any], said: str) -> tuple[bool, Any]:
    """Do it and say so; a refusal becomes a message."""
    try:
        answer = do()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False, None
    except IntegrityError:
        messages.error(request, _("Somebody else did the same at the same moment. Please look again."))
        return False, None
    messages.success(request, said)
    return True, answer


@login_required
@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    """The tree."""
    _keep_out(request)
    rows = list(Organisation.objects.select_related("parent").order_by("path"))
    for row in rows:
        row.__dict__["depth"] = row.path.count("/") - 2
    return render(request, "office/organisations.html", {"rows": rows, "section": "office"})


@login_required
@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """A body of the tree: make it, or change it."""
    _keep_out(request)
    kept = get_object_or_404(Organisation, pk=pk) if pk else None
    form = OrganisationForm(request.POST or None, organisation=kept)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            ok, _answer = _done(
                request,
                lambda: office.save_organisation(kept, columns=form.cleaned_data, by=request.user),
                _("Saved."),
            )
            if ok:
                return redirect("office")
            status = 409
    context = {"form": form, "organisation": kept, "section": "office"}
    return render(request, "office/organisation.html", context, status=status)


@login_required
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts with their postings."""
    _keep_out(request)
    rows = User.objects.prefetch_related("postings__organisation").order_by("-is_active", "username")[:MOST]
    return render(request, "office/accounts.html", {"rows": rows, "section": "office"})


@login_required
@require_http_methods(["GET", "POST"])
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account; its first password is shown on the next page, once."""
    _keep_out(request)
    form = AccountForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            ok, made = _done(
                request,
                lambda: office.create_account(**form.cleaned_data, by=request.user),
                _("The account is made."),
            )
            if ok:
                request.session["first_password"] = {str(made.user.pk): made.password}
                return redirect("account", pk=made.user.pk)
            status = 409
    return render(request, "office/new_account.html", {"form": form, "section": "office"}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One account: its postings, its end, its first password. POST says in `do` what is to be done."""
    _keep_out(request)
    user = get_object_or_404(User, pk=pk)
    posting_form, end_form, status = PostingForm(), EndPostingForm(), 200
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do == "add_posting":
            posting_form = PostingForm(request.POST)
        elif do == "end_posting":
            end_form = EndPostingForm(request.POST)
        status = _change_account(request, user, do, posting_form, end_form)
        if status == 302:
            return redirect("account", pk=user.pk)
    password = ""
    if request.method == "GET":
        password = request.session.pop("first_password", {}).get(str(user.pk), "")
    context = {
        "account": user,
        "postings_of": user.postings.select_related("organisation"),
        "posting_form": posting_form,
        "end_form": end_form,
        "password": password,
        "open_cases": office.open_cases(user),
        "is_self": user.pk == request.user.pk,
        "section": "office",
    }
    return render(request, "office/account.html", context, status=status)


def _change_account(
    request: HttpRequest, user: User, do: str, posting_form: PostingForm, end_form: EndPostingForm
) -> int:
    by = request.user
    if do == "add_posting":
        if not posting_form.is_valid():
            return 422
        told = posting_form.cleaned_data
        ok, _answer = _done(
            request, lambda: office.add_posting(user, **told, by=by), _("The posting is added.")
        )
    elif do == "end_posting":
        posting = get_object_or_404(Posting, pk=_uuid(request.POST.get("posting", "")), user=user)
        if not end_form.is_valid():
            return 422
        day = end_form.cleaned_data["ends_on"]
        ok, _answer = _done(
            request, lambda: office.end_posting(posting, ends_on=day, by=by), _("The posting ends.")
        )
    elif do in ("close", "reopen"):
        said = (
            _("The account is open again.")
            if do == "reopen"
            else _("The account is closed and signed out everywhere.")
        )
        ok, _answer = _done(request, lambda: office.set_active(user, active=do == "reopen", by=by), said)
    elif do == "replace_sign_in":
        ok, password = _done(
            request, lambda: office.replace_sign_in(user, by=by), _("There is a new first password.")
        )
        if ok:
            request.session["first_password"] = {str(user.pk): password}
    else:
        raise Http404
    return 302 if ok else 409


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise Http404 from None


@login_required
@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Rules of the house: the default, what holds now, and where it comes from."""
    _keep_out(request)
    key = request.POST.get("key", "")
    if request.method == "POST" and key not in house_rules.RULES:
        raise Http404
    status, stored = 200, {row.key: row for row in Setting.objects.all()}
    rows = []
    for name, rule in house_rules.RULES.items():
        data = request.POST if request.method == "POST" and name == key else None
        form = RuleForm(data, default=rule.default, now=house_rules.value(name), prefix=name)
        if data is not None:
            status = 422
            if form.is_valid():
                change = partial(office.set_rule, key, **form.cleaned_data, by=request.user)
                ok, _answer = _done(request, change, _("Saved."))
                if ok:
                    return redirect("settings")
                status = 409
        default = (_("yes") if rule.default else _("no")) if isinstance(rule.default, bool) else rule.default
        rows.append({"key": name, "rule": rule, "stored": stored.get(name), "form": form, "default": default})
    return render(request, "office/settings.html", {"rows": rows, "section": "office"}, status=status)
