"""Views of the list: save, rename, put in order, share, delete."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.errors import Refused
from cases.forms import PlainForm
from cases.listing import asked, saved, words
from cases.listing.facets import Reader
from cases.models import SavedView, User


class ViewForm(PlainForm):
    """The name of a view, who can use it, and when to tell its owner."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=40)
    audience = forms.ChoiceField(
        label=gettext_lazy("Who can use it"), choices=SavedView.Audience.choices, required=False
    )
    alert_at = forms.IntegerField(
        label=gettext_lazy("Tell me when it holds at least"), min_value=1, max_value=1000, required=False
    )
    is_pinned = forms.BooleanField(label=gettext_lazy("Show it above the list"), required=False)


@login_required
@require_http_methods(["GET", "POST"])
def views(request: HttpRequest) -> HttpResponse:
    """All views this reader can use; what a form on it asks for is done."""
    user: Any = request.user
    if request.method == "GET":
        return _page(request, user)
    if request.POST.get("do") == "save":
        return _save(request, user)
    view = _own(request, user)
    if request.POST.get("do") == "delete":
        view.delete()
        messages.success(request, _("The view is deleted. The cases in it are as they were."))
    elif request.POST.get("do") in ("up", "down"):
        saved.move(user, view, -1 if request.POST["do"] == "up" else 1)
    else:
        return _change(request, user, view)
    return redirect("views")


def _own(request: HttpRequest, user: User) -> SavedView:
    try:
        return SavedView.objects.get(pk=UUID(request.POST.get("view", "")), owner=user)
    except (ValueError, SavedView.DoesNotExist):
        raise Http404 from None


def _save(request: HttpRequest, user: User) -> HttpResponse:
    form = ViewForm(request.POST)
    wanted = asked.read_text(request.POST.get("query", ""), Reader(user, timezone.localdate()))
    if not form.is_valid():
        return _page(request, user, new=form, query=wanted.address())
    given = form.cleaned_data | {"audience": form.cleaned_data["audience"] or SavedView.Audience.ME}
    try:
        view = saved.save(user, query=wanted.address(), **given)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, user, new=form, query=wanted.address())
    messages.success(request, _("The view is saved."))
    return redirect(f"{reverse('cases')}?{view.query}")


def _change(request: HttpRequest, user: User, view: SavedView) -> HttpResponse:
    form = ViewForm(request.POST, auto_id=f"{view.pk}-%s")
    if not form.is_valid():
        return _page(request, user, changed={view.pk: form})
    given = form.cleaned_data | {"audience": form.cleaned_data["audience"] or SavedView.Audience.ME}
    try:
        saved.change(user, view, **given)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, user, changed={view.pk: form})
    messages.success(request, _("The view is changed."))
    return redirect("views")


def _page(
    request: HttpRequest,
    user: User,
    *,
    new: ViewForm | None = None,
    query: str = "",
    changed: dict[UUID, ViewForm] | None = None,
) -> HttpResponse:
    reader = Reader(user, timezone.localdate())
    own, shared = [], []
    for view in saved.in_order(saved.usable(user), user):
        told = words.sentence(asked.read_text(view.query, reader))
        if view.owner_id != user.pk:
            shared.append((view, told))
            continue
        first = {name: getattr(view, name) for name in ViewForm.base_fields}
        form = (changed or {}).get(view.pk) or ViewForm(initial=first, auto_id=f"{view.pk}-%s")
        own.append((view, told, form))
    context = {
        "section": "cases",
        "usual": [
            (name, asked_for, words.sentence(asked.read_text(asked_for, reader)))
            for name, asked_for in saved.usual(user)
        ],
        "own": own,
        "shared": shared,
        "new": new,
        "query": query,
        "new_sentence": words.sentence(asked.read_text(query, reader)) if new else "",
    }
    return render(request, "cases/views.html", context, status=422 if new or changed else 200)
