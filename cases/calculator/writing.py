"""The page of the act that writes an answer into a claim line: what was told comes along, the amount is shown before it is set."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import text
from cases.actions import calculations
from cases.calculator import claims, showing
from cases.errors import Refused
from cases.forms import ActForm, MoneyField
from cases.law import strict_json
from cases.law.plain import as_data
from cases.law.results import BadInput
from cases.models import Claim

_DEEPEST = 4  # told → other → table → row


class CalculateForm(ActForm):
    """Sent by the calculator without `shown`, it shows before and after; sent again with it, it is done."""

    claim = forms.ModelChoiceField(
        label=gettext_lazy("Claim"), queryset=Claim.objects.none(), widget=forms.HiddenInput
    )
    kind = forms.CharField(label=gettext_lazy("Calculation"), max_length=40, widget=forms.HiddenInput)
    told = forms.CharField(label=gettext_lazy("What was told"), max_length=60_000, widget=forms.HiddenInput)
    shown = MoneyField(label=gettext_lazy("Amount (yuan)"), widget=forms.HiddenInput)

    def prepare(self) -> None:
        rows = self.case.claims.filter(standing__in=claims.EDITABLE)
        self.fields["claim"].queryset = rows  # type: ignore[attr-defined]
        self.outcome: Any = None
        self.trouble = ""
        self.line: Claim | None = None
        if self.is_bound:
            self._look_ahead()
            # A button of the calculator: nothing was confirmed yet.
            if "shown" not in self.data:
                self.initial.update({name: self.data.get(name, "") for name in ("claim", "kind", "told")})
                self.is_bound = False

    @property
    def is_asking(self) -> bool:
        """Nothing was calculated yet: the page leads to the calculator."""
        return not self.is_bound and self.outcome is None and not self.trouble

    @property
    def choices(self) -> list[tuple[Claim, str]]:
        """The lines that can be calculated, and where."""
        rows = self.case.claims.filter(standing__in=claims.EDITABLE).order_by("line")
        return [(claim, claims.address(self.case.ref, claim)) for claim in rows]

    def _look_ahead(self) -> None:
        try:
            line: Any = self.fields["claim"].clean(self.data.get("claim"))
            told = told_in(self.data.get("told", ""))
            amount, result = calculations.work_out(line, str(self.data.get("kind", ""))[:40], told)
        except (Refused, ValidationError) as error:
            self.trouble = error.messages[0] if isinstance(error, ValidationError) else str(error)
            return
        self.line, self.amount = line, amount
        self.period = calculations.period_for(line, str(self.data.get("kind", "")), told, result)
        self.outcome = showing.shown(as_data(result), told)

    def clean_told(self) -> dict[str, Any]:
        """What was told, as the library takes it."""
        return told_in(self.cleaned_data["told"])


def told_in(written: str) -> dict[str, Any]:
    """The answers out of a hidden field. Whoever changed them gets the answer to the changed ones."""
    told: dict[str, Any] | None
    try:
        told = strict_json.told_in(written)
    except BadInput:
        told = None
    if told is None or not _is_plain(told, _DEEPEST):
        raise ValidationError(
            _("The answers did not arrive whole. Please calculate again."), code="not_whole"
        )
    # Before anything is shown: names of answers pass the gate as well.
    text.check([told, json.dumps(told, ensure_ascii=False)])
    return told


def _is_plain(value: Any, depth: int) -> bool:
    if isinstance(value, dict):
        return depth > 0 and all(_is_plain(one, depth - 1) for one in value.values())
    if isinstance(value, list):
        return depth > 0 and all(_is_plain(one, depth - 1) for one in value)
    return isinstance(value, str | bool | int) or value is None
