"""The style guide: each part of the pages with its states, in every look, made by the templates that the pages use."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from cases.lifecycle import State
from cases.models import Deadline, User
from config.frame import HTML_LANGUAGES

THEMES = {str(code): label for code, label in User.Theme.choices}
DENSITIES = {str(code): label for code, label in User.Density.choices}
LANGUAGES = {"zh-hans": "中文", "en": "English"}
# Each text and the grounds it stands on (tests/test_colours.py works out their contrast).
SWATCHES = (
    "overdue", "soon", "ok", "info", "paused", "group", "confidential", "worker", "employer",
)  # fmt: skip
ICONS = re.findall('<symbol id="([^"]+)"', (settings.BASE_DIR / "static/img/icons.svg").read_text())


class Fields(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("As on the identity card."))
    amount = forms.DecimalField(label=_("Amount (yuan)"))
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    state = forms.ChoiceField(label=_("State"), choices=State.choices)
    density = forms.ChoiceField(label=_("density"), choices=User.Density.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    is_urgent = forms.BooleanField(label=_("urgent"), required=False)


@login_required
@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """In the reader's own look, or in the one that the address names; nothing is kept."""
    chosen = {
        "theme": _known(request, "theme", THEMES),
        "density": _known(request, "density", DENSITIES),
    }
    language = _known(request, "lang", LANGUAGES) or translation.get_language() or "zh-hans"
    today = timezone.localdate()
    with translation.override(language):
        context = {name: code for name, code in chosen.items() if code} | {
            "html_language": HTML_LANGUAGES.get(language, language),
            "query": request.GET.urlencode(),
            "themes": THEMES,
            "densities": DENSITIES,
            "languages": LANGUAGES,
            "language_now": language,
            "today": today,
            "days": [today + timedelta(days=away) for away in (-2, 0, 2, 9)],
            "states": State.choices,
            "swatches": SWATCHES,
            "icons": ICONS,
            "clocks": _clocks(today),
            "form": Fields(initial={"name": "陈秀英", "density": "standard"}),
            "wrong": Fields({"name": "", "amount": "九千", "density": "standard"}, auto_id="wrong_%s"),
        }
        return render(request, "styleguide.html", context)


def _known(request: HttpRequest, name: str, known: dict[str, Any]) -> str:
    wanted = request.GET.get(name, "")
    return wanted if wanted in known else ""


def _clocks(today: date) -> list[Deadline]:
    """A clock in each state; rows that are never stored."""

    def clock(kind: str, away: int, **more: Any) -> Deadline:
        day = today + timedelta(days=away)
        start = day - timedelta(days=15)
        return Deadline(kind=kind, started_on=start, nominal_on=day, due_on=day, rule=kind, **more)

    return [
        clock(
            "accept",
            -1,
            basis=["MR 22"],
            steps=[{"zh": "自收到之日起3个工作日", "en": "3 working days from receipt"}],
        ),
        clock("mediate", 2, extended_from=today - timedelta(days=5), extension_consent="双方书面同意"),
        clock("contact", 5, is_promise=True),
        clock("right15", 9),
        clock("papers", -3, met_on=today - timedelta(days=4)),
    ]
