"""Forms about an organisation's entrustments: there is no case yet that an act form could be about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arbitration_link.acts.fields import courts, lines
from arbitration_link.models.entrustment import SOURCES
from cases.actions.register import NewClaim, NewParty
from cases.forms import DateField, PlainForm
from cases.models import Claim, Organisation, Party

_SHORT = {"rows": 3}


class ReceiveForm(PlainForm):
    """What the court's paper says: number, how it entrusts, by when it wants the answer, who, what."""

    court = forms.ModelChoiceField(label=_("Court"), queryset=Organisation.objects.none())
    court_number = forms.CharField(label=_("Case number of the court"), max_length=60)
    source = forms.ChoiceField(label=_("How it was entrusted"), choices=SOURCES, widget=forms.RadioSelect)
    received_on = DateField(label=_("Received on"))
    reply_due = DateField(label=_("Answer asked by the court for"), required=False)
    applicant_kind = forms.ChoiceField(
        label=_("Applicant: kind of party"), choices=Party.Kind.choices, initial=Party.Kind.WORKER
    )
    applicant_name = forms.CharField(label=_("Applicant: name"), max_length=160)
    applicant_phone = forms.CharField(label=_("Applicant: phone"), max_length=40, required=False)
    applicant_address = forms.CharField(label=_("Applicant: address"), max_length=200, required=False)
    respondent_kind = forms.ChoiceField(
        label=_("Respondent: kind of party"), choices=Party.Kind.choices, initial=Party.Kind.EMPLOYER
    )
    respondent_name = forms.CharField(label=_("Respondent: name"), max_length=160)
    respondent_phone = forms.CharField(label=_("Respondent: phone"), max_length=40, required=False)
    respondent_address = forms.CharField(label=_("Respondent: address"), max_length=200, required=False)
    claims = forms.CharField(
        label=_("Claims, one a line"), max_length=4000, required=False, widget=forms.Textarea(attrs=_SHORT)
    )
    facts = forms.CharField(
        label=_("What the dispute is about"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"].queryset = courts()  # type: ignore[attr-defined]

    def clean_claims(self) -> list[NewClaim]:
        """One claim a line; its kind is chosen when the case is screened."""
        return [NewClaim(Claim.Kind.OTHER, line[:500]) for line in lines(self.cleaned_data["claims"])]

    def arguments(self) -> dict[str, Any]:
        """What the act asks for."""
        told = self.cleaned_data
        plain = ("court", "court_number", "source", "received_on", "reply_due", "claims", "facts")
        return {
            **{name: told[name] for name in plain},
            "parties": [self._party("applicant"), self._party("respondent")],
        }

    def _party(self, role: str) -> NewParty:
        told = self.cleaned_data
        reached = {name: told[f"{role}_{name}"] for name in ("phone", "address") if told[f"{role}_{name}"]}
        return NewParty(role, told[f"{role}_kind"], told[f"{role}_name"], columns=reached)


class NoteForm(PlainForm):
    """A remark, or the reason of a refusal."""

    note = forms.CharField(
        label=_("Remark, or the reason when it is declined"), max_length=1000, required=False,
        widget=forms.Textarea(attrs=_SHORT),
    )  # fmt: skip


class DayForm(PlainForm):
    """The day of something."""

    on = DateField(label=_("On"))
