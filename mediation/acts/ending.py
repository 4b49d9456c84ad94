"""The page of the act by which mediation ends without an agreement."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.forms import DateField, NoteForm
from cases.models import Party
from cases.registry import Act
from mediation.actions import ending
from mediation.choices import END_REASONS
from mediation.models import UndisputedFacts


class FailForm(NoteForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=END_REASONS)
    ended_on = DateField(label=_("Ended on"))
    undisputed = forms.ChoiceField(
        label=_("Undisputed facts"), choices=UndisputedFacts.Answer.choices, widget=forms.RadioSelect
    )
    undisputed_text = forms.CharField(
        label=_("The facts both sides signed"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    refused = forms.ModelMultipleChoiceField(
        label=_("Refused to sign the record"),
        queryset=Party.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    detail = forms.CharField(
        label=_("Explanation for the notice"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write nothing here that was said in confidence."),
    )  # fmt: skip

    field_order = ("reason", "ended_on", "undisputed", "undisputed_text", "refused", "detail", "note")

    def prepare(self) -> None:
        self.fields["refused"].queryset = self.case.parties.filter(left_on=None)  # type: ignore[attr-defined]
        self.initial.setdefault("ended_on", timezone.localdate(self.at))

    def clean(self) -> dict[str, Any] | None:
        """Signed facts need a text."""
        said = super().clean() or self.cleaned_data
        if (
            said.get("undisputed") == UndisputedFacts.Answer.SIGNED
            and not said.get("undisputed_text", "").strip()
        ):
            self.add_error("undisputed_text", _("Enter the facts that both sides signed."))
        return said


ACTS = (
    Act(
        "mediation.fail",
        _("End without an agreement"),
        FailForm,
        ending.fail,
        done=_("Mediation unsuccessful"),
        group="sessions",
        order=80,
        effect=_("Each party gets a notice with the way to arbitration; limitation starts afresh."),
        is_final=True,
        ends=("mediate", "review_date", "contact"),
        papers=("end_notice",),
    ),
)
