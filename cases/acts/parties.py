"""Pages of the acts about parties and those who act for them."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions import parties
from cases.actions.register import NewParty
from cases.acts.editing import EditForm
from cases.forms import ActForm, DateField
from cases.law.checks import credit_codes
from cases.law.checks.identifiers import normalised
from cases.models import Party, Representative
from cases.normal import masked
from cases.registry import Act
from cases.wording import is_english

_ONE_LINE = forms.TextInput(attrs={"autocomplete": "off"})
_COLUMNS = {field.name: field.verbose_name for field in Party._meta.fields}
_ERASABLE = [(name, _COLUMNS[name]) for name in parties.PRIVATE]


class PartyFields(ActForm):
    """What is known of a party."""

    name = forms.CharField(label=_("Name"), max_length=160, required=False)
    head_count = forms.IntegerField(label=_("Number of persons"), min_value=1, max_value=100_000, initial=1)
    gender = forms.ChoiceField(
        label=_("Gender"), required=False, choices=[("", "–"), ("f", _("female")), ("m", _("male"))]
    )
    birth_on = DateField(label=_("Date of birth"), required=False, earliest=date(1900, 1, 1))
    job = forms.CharField(label=_("Occupation"), max_length=80, required=False)
    legal_representative = forms.CharField(label=_("Legal representative"), max_length=80, required=False)
    representative_position = forms.CharField(label=_("Position"), max_length=60, required=False)
    credit_code = forms.CharField(
        label=_("Unified social credit code"), max_length=36, required=False, widget=_ONE_LINE
    )
    id_number = forms.CharField(label=_("ID number"), max_length=40, required=False, widget=_ONE_LINE)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False, widget=_ONE_LINE)
    address = forms.CharField(label=_("Address"), max_length=200, required=False, widget=_ONE_LINE)
    service_address = forms.CharField(
        label=_("Address for service"), max_length=200, required=False, widget=_ONE_LINE
    )
    bank_account = forms.CharField(label=_("Bank account"), max_length=120, required=False, widget=_ONE_LINE)

    def clean_credit_code(self) -> str:
        """Refused with what is wrong in it; one that is on file already hinders no other change."""
        code = normalised(self.cleaned_data["credit_code"])
        fault = credit_codes.fault_in(code) if code and code != self.initial.get("credit_code") else None
        if fault is not None:
            raise forms.ValidationError(fault.text.en if is_english() else fault.text.zh)
        return code

    def guard(self) -> None:
        """Leave out what this person may not write."""
        for name, permission in parties.GUARDED.items():
            if name in self.fields and not self.by.has_perm(permission, self.case):
                del self.fields[name]


class EditPartyForm(EditForm, PartyFields):
    party = forms.ModelChoiceField(label=_("Party"), queryset=Party.objects.none())
    health = forms.CharField(
        label=_("Health and pregnancy, as far as the claim needs it"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    health_consent = forms.CharField(
        label=_("Consent to keeping health data: when and how it was given"), max_length=300, required=False
    )
    erase = forms.MultipleChoiceField(
        label=_("Erase"), choices=_ERASABLE, required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("party", "name")
    chosen = "party"
    covered = parties.PRIVATE

    def rows(self) -> Any:
        return self.case.parties.filter(left_on=None)

    def adapt(self) -> None:
        self.guard()
        if "health" not in self.fields:
            del self.fields["health_consent"]
        known = [name for name in parties.PRIVATE if name in self.fields and getattr(self.row, name)]
        for name in known:
            shown = masked(getattr(self.row, name)) if name in ("id_number", "phone") else "***"
            self.fields[name].help_text = gettext("Known: %(shown)s. Leave empty to keep it.") % {
                "shown": shown
            }
        if known:
            self.fields["erase"].choices = [pair for pair in _ERASABLE if pair[0] in known]  # type: ignore[attr-defined]
        else:
            del self.fields["erase"]
        if self.row.kind != Party.Kind.WORKERS:
            del self.fields["head_count"]
        worker, firm = (
            ("gender", "birth_on", "job"),
            ("legal_representative", "representative_position", "credit_code"),
        )
        for name in firm if self.row.is_worker_side else worker:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The form's answer as `edit_party` takes it."""
        super().clean()
        changes = self.changes()
        for name in self.cleaned_data.get("erase", []):
            if changes.get(name):
                self.add_error("erase", _("Either enter a new value or erase the old one, not both."))
            changes[name] = ""
        answer = {"party": self.cleaned_data.get("party"), "columns": changes}
        if "health_consent" in self.cleaned_data:
            answer["health_consent"] = self.cleaned_data["health_consent"]
        return answer


class AddPartyForm(PartyFields):
    role = forms.ChoiceField(label=_("Role in the case"), choices=Party.Role.choices)
    kind = forms.ChoiceField(label=_("Kind of party"), choices=Party.Kind.choices)
    consent_on = DateField(label=_("Agreed to mediate on"), required=False)
    consent_how = forms.CharField(label=_("How it was told"), max_length=120, required=False)

    field_order = ("role", "kind", "name")

    def prepare(self) -> None:
        self.guard()

    def clean(self) -> dict[str, Any]:
        """The form's answer as `add_party` takes it."""
        super().clean()
        data = dict(self.cleaned_data)
        own = {name: data.pop(name, None) for name in ("role", "kind", "name", "head_count")}
        consent = {name: data.pop(name, None) for name in ("consent_on", "consent_how")}
        if own["head_count"] is None:
            return {}
        return {"party": NewParty(**own, columns=data), **consent}


class AddRepresentativeForm(ActForm):
    party = forms.ModelChoiceField(label=_("For which party"), queryset=Party.objects.none())
    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Representative.Kind.choices,
        help_text=_("Ten or more workers can elect representatives; 3 to 5 of them are usual (ARB 7, BR 63)."),
    )  # fmt: skip
    authority = forms.ChoiceField(
        label=_("Authority"), choices=Representative.Authority.choices, widget=forms.RadioSelect
    )
    matters = forms.CharField(
        label=_("Matters, as the power of attorney names them"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False, widget=_ONE_LINE)
    valid_from = DateField(label=_("Valid from"))
    valid_until = DateField(label=_("Valid until"), required=False)

    def prepare(self) -> None:
        self.fields["party"].queryset = self.case.parties.filter(left_on=None)  # type: ignore[attr-defined]


ACTS = (
    Act(
        "cases.edit_party", _("Correct party"), EditPartyForm, parties.edit_party,
        done=_("Party corrected"), group="parties", order=10,
        effect=_("What was known before stays in the history. Covered values are not shown here."),
    ),
    Act(
        "cases.add_party", _("Add party"), AddPartyForm, parties.add_party,
        done=_("Party added"), group="parties", order=20,
        effect=_("After acceptance a party joins a side only with its recorded consent to mediate."),
    ),
    Act(
        "cases.add_representative", _("Add representative"), AddRepresentativeForm, parties.add_representative,
        done=_("Representative added"), group="parties", order=30,
        effect=_("The mandate is kept with its authority and its time; papers name the representative."),
    ),
)  # fmt: skip
