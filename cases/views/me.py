"""The reader's own settings: how pages look, keys, the menu. They belong to nobody's record and need no reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from cases.models import User


class LookForm(forms.ModelForm[User]):
    """Colours, density, menu, keys."""

    class Meta:
        model = User
        fields = ("theme", "density", "has_narrow_rail", "has_shortcuts")
        widgets = {"theme": forms.RadioSelect, "density": forms.RadioSelect}
        help_texts = {
            "has_shortcuts": gettext_lazy("Single keys act when no field has the focus; “?” lists them."),
        }


@login_required
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """See and change them."""
    user: Any = request.user
    form = LookForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        _keep(user, **form.cleaned_data)
        messages.success(request, _("Your settings are kept."))
        return redirect("me")
    return render(
        request, "cases/me.html", {"form": form, "section": "me"}, status=422 if form.errors else 200
    )


@login_required
@require_POST
def rail(request: HttpRequest) -> HttpResponse:
    """The menu narrow or wide."""
    user: Any = request.user
    _keep(user, has_narrow_rail=not user.has_narrow_rail)
    return redirect(way_back(request))


def way_back(request: HttpRequest) -> str:
    """The page of ours from which something was sent; the start page when it names another place."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") and wanted.isprintable() and len(wanted) < 1000 else "/"


def _keep(user: User, **columns: Any) -> None:
    # Columns without a history: no act, no reason, no history row.
    User.objects.filter(pk=user.pk).update(**columns)
