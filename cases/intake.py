"""The forms of intake: what was said at the counter or on the phone, one page, nothing needed but the two sides."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.register import NewClaim, NewParty
from cases.forms import DateField, MoneyField, PlainForm
from cases.models import Case, Cause, Claim, Organisation, Party
from cases.models.case import SOURCE_CHOICES

_CHANNELS = (
    Case.Channel.COUNTER,
    Case.Channel.PHONE,
    Case.Channel.ORAL,
    Case.Channel.LETTER,
    Case.Channel.RECEPTION_DAY,
    Case.Channel.TRANSFER,
    Case.Channel.OUTREACH,
)
_MOST_ROWS = 50


class IntakeForm(PlainForm):
    """The matter itself."""

    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=[(one.value, one.label) for one in _CHANNELS],
        widget=forms.RadioSelect,
        initial="counter",
    )
    received_at = forms.DateTimeField(
        label=_("Received"),
        help_text=_("When the complaint was received; the deadlines are counted from this day."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    source = forms.ChoiceField(label=_("Source"), choices=SOURCE_CHOICES)
    facts = forms.CharField(
        label=_("What happened"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("In the applicant's own words: who, since when, what, how much, what was tried."),
    )  # fmt: skip
    cause = forms.ModelChoiceField(
        label=_("Cause of action"),
        queryset=Cause.objects.none(),
        required=False,
        empty_label=_("not decided yet"),
    )
    cause_text = forms.CharField(label=_("What it is about, in a few words"), max_length=120, required=False)
    committee_agreed = forms.BooleanField(
        label=_("The worker agrees that the enterprise's own committee handles it"), required=False
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, place: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = Cause.objects.order_by("-version").values_list("version", flat=True).first()
        self.fields["cause"].queryset = Cause.objects.filter(version=newest).order_by("order")  # type: ignore[attr-defined]
        if place.kind == Organisation.Kind.COMMITTEE:
            self.fields["committee_agreed"].required = True
        else:
            del self.fields["committee_agreed"]

    def clean_received_at(self) -> Any:
        """Not in the future; not before there was such a law."""
        received = self.cleaned_data["received_at"]
        now = timezone.now()
        if received > now + timedelta(minutes=5):
            raise forms.ValidationError(
                _("The complaint cannot be received in the future. Please check the date.")
            )
        if received < now - timedelta(days=3650):
            raise forms.ValidationError(_("This is more than ten years ago. Please check the date."))
        return min(received, now)

    def columns(self) -> dict[str, Any]:
        """What goes to the case besides channel, facts and the day."""
        wanted = ("source", "cause", "cause_text", "committee_agreed")
        return {name: self.cleaned_data[name] for name in wanted if name in self.cleaned_data}

    @property
    def token_value(self) -> UUID:
        token: UUID = self.cleaned_data["token"]
        return token


class SideForm(PlainForm):
    """One applicant or respondent. Everything may be missing; what is missing becomes a task."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Party.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=160, required=False)
    head_count = forms.IntegerField(
        label=_("Number of persons"), min_value=1, max_value=100_000, initial=1, required=False
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    id_number = forms.CharField(label=_("ID number"), max_length=30, required=False)
    credit_code = forms.CharField(label=_("Unified social credit code"), max_length=18, required=False)
    legal_representative = forms.CharField(label=_("Legal representative"), max_length=80, required=False)

    def party(self, role: str) -> NewParty:
        """This side as the act takes it."""
        told = self.cleaned_data
        wanted = ("phone", "address", "id_number", "credit_code", "legal_representative")
        columns = {name: told[name] for name in wanted if told.get(name)}
        return NewParty(role, told["kind"], told.get("name", ""), told.get("head_count") or 1, columns)

    @property
    def is_filled(self) -> bool:
        """Did somebody write anything into this row?"""
        return any(
            self.cleaned_data.get(name) for name in ("name", "phone", "address", "id_number", "credit_code")
        )


class ApplicantForm(SideForm):
    """Usually the worker."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = Party.Kind.WORKER


class RespondentForm(SideForm):
    """Usually the employer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = Party.Kind.EMPLOYER


class ClaimLineForm(PlainForm):
    """One line of what is asked."""

    kind = forms.ChoiceField(
        label=_("Kind of claim"), choices=[("", "–"), *Claim.Kind.choices], required=False
    )
    text = forms.CharField(label=_("What is asked"), max_length=500, required=False)
    amount = MoneyField(label=_("Amount (yuan)"), required=False)
    starts_on = DateField(label=_("Period from"), required=False)
    ends_on = DateField(label=_("Period until"), required=False)
    known_on = DateField(
        label=_("Known since"), required=False, help_text=_("When the worker knew: limitation begins.")
    )

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or self.cleaned_data
        if self.has_changed() and not told.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Please choose the kind of claim, or empty this line."))
        if told.get("starts_on") and told.get("ends_on") and told["starts_on"] > told["ends_on"]:
            self.add_error("ends_on", _("The period ends before it begins."))
        if told.get("known_on") and told["known_on"] > timezone.localdate():
            self.add_error("known_on", _("This day lies in the future. Please check it."))
        return told

    def line(self) -> NewClaim:
        """This line as the act takes it."""
        told = self.cleaned_data
        label = dict(Claim.Kind.choices)[told["kind"]]
        return NewClaim(
            told["kind"], told.get("text") or str(label), told.get("amount"), told.get("starts_on"), told.get("ends_on"),
            "", told.get("known_on"),
        )  # fmt: skip


class Rows(BaseFormSet):
    """Rows of a form without a script: the button "add rows" sends the form and gets more of them."""

    def filled(self) -> list[Any]:
        """The rows that say something."""
        return [form for form in self.forms if form.has_changed()]


def _rows(form: type[forms.Form], extra: int) -> Any:
    return formset_factory(form, formset=Rows, extra=extra, max_num=_MOST_ROWS, absolute_max=_MOST_ROWS + 10)


Applicants = _rows(ApplicantForm, 1)
Respondents = _rows(RespondentForm, 1)
ClaimLines = _rows(ClaimLineForm, 5)
ROWS: dict[str, tuple[Any, int]] = {
    "applicants": (Applicants, 1),
    "respondents": (Respondents, 1),
    "claims": (ClaimLines, 5),
}
