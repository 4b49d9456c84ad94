"""The forms of intake: what was said at the counter or on the phone. Nothing is needed but what happened."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases import text
from cases.actions.register import Confirmation, NewClaim, NewParty
from cases.forms import DateField, MoneyField, PlainForm
from cases.law.checks import credit_codes
from cases.law.checks.identifiers import normalised
from cases.models import Case, Cause, Claim, Employer, Organisation, Party
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
MOST_ROWS = 50
_JUST_PASSED = timedelta(minutes=10)  # between writing the hour down and pressing the button
_FARTHEST_CALL = timedelta(days=60)
BY_WAGE = frozenset(
    {
        Claim.Kind.WAGES, Claim.Kind.OVERTIME, Claim.Kind.SEVERANCE, Claim.Kind.DAMAGES, Claim.Kind.DOUBLE_WAGE,
        Claim.Kind.ANNUAL_LEAVE,
    }
)  # fmt: skip
_PLAIN = forms.TextInput(attrs={"autocomplete": "off"})
_MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
RELATIONS = [
    ("", _("not clear yet")),
    ("labour", _("employed by the employer")),
    ("dispatch", _("sent by a dispatch agency")),
    ("platform", _("works through a platform")),
    ("service", _("service contract, freelance")),
    ("civil_servant", _("civil servant or public institution post")),
]
EMPLOYED = [("", _("not asked")), ("yes", _("still employed")), ("no", _("employment ended"))]


class Unjudged(PlainForm):
    """A form that can be shown with what is written in it so far, before anybody asks whether it is right."""

    def hold_judgement(self, *, but: str = "") -> None:
        """Show no mistakes, or those of one field: a form that knows its errors, even none, does not look for them."""
        self._errors = ErrorDict({but: self.errors[but]} if but and but in self.errors else {})


class IntakeForm(Unjudged):
    """The matter itself."""

    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=[(one.value, one.label) for one in _CHANNELS],
        widget=forms.RadioSelect,
        initial="counter",
    )
    relation = forms.ChoiceField(label=_("The work"), choices=RELATIONS, required=False)
    employed = forms.ChoiceField(label=_("Employment"), choices=EMPLOYED, required=False)
    employment_ended_on = DateField(label=_("Employment ended on"), required=False)
    demanded_on = DateField(
        label=_("Employer was asked on"), required=False, help_text=_("Asking starts limitation afresh.")
    )
    monthly_wage = MoneyField(label=_("Monthly wage (yuan)"), required=False)
    applicant_groups = forms.MultipleChoiceField(
        label=_("Applicant's group"), choices=Case.ApplicantGroup.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    danger = forms.BooleanField(label=_("Somebody may be in danger (self-harm, violence)"), required=False)
    call_back_at = forms.DateTimeField(
        label=_("Call back at"), required=False, input_formats=_MOMENTS,
        error_messages={"invalid": _("Please write day and hour like this: 2026-03-11 14:30.")},
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENTS[0]),
    )  # fmt: skip
    received_at = forms.DateTimeField(
        label=_("Received"),
        help_text=_("When the complaint was received; the deadlines are counted from this day."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENTS[0]),
        input_formats=_MOMENTS,
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

    def call_back_from(self, now: datetime) -> datetime | None:
        """When to ring back: now, where no hour was chosen. None, and a mistake, for an hour that cannot be meant.

        Asked only when somebody is to be rung back: an hour that has passed hinders no registration.
        """
        if "call_back_at" in self.errors:
            return None
        wanted: datetime = self.cleaned_data.get("call_back_at") or now
        if now - _JUST_PASSED <= wanted <= now + _FARTHEST_CALL:
            return wanted
        self.add_error(
            "call_back_at", _("Please choose a time from now on, within the next 60 days, for the call.")
        )
        return None

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or self.cleaned_data
        for name in ("employment_ended_on", "demanded_on"):
            if told.get(name) and told[name] > timezone.localdate():
                self.add_error(name, _("This day lies in the future. Please check it."))
        if told.get("employed") == "yes" and told.get("employment_ended_on"):
            self.add_error(
                "employment_ended_on", _("Either the employment lasts or it has ended. Please choose.")
            )
        return told

    def columns(self) -> dict[str, Any]:
        """What goes to the case besides channel, facts and the day."""
        wanted = ("source", "cause", "cause_text", "committee_agreed")
        found = {name: self.cleaned_data[name] for name in wanted if name in self.cleaned_data}
        return found | {"applicant_groups": Case.joined_groups(self.cleaned_data["applicant_groups"])}

    def told(self) -> dict[str, Any]:
        """What is kept with the event: codes and days."""
        wanted = ("relation", "employed", "employment_ended_on", "demanded_on", "danger")
        given = {name: self.cleaned_data.get(name) for name in wanted}
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in given.items()
            if value
        }

    @property
    def token_value(self) -> UUID:
        token: UUID = self.cleaned_data["token"]
        return token


class SideForm(Unjudged):
    """One applicant or respondent. Everything may be missing; what is missing becomes a task."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Party.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=160, required=False, widget=_PLAIN)
    head_count = forms.IntegerField(
        label=_("Number of persons"), min_value=1, max_value=100_000, initial=1, required=False
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False, widget=_PLAIN)
    service_address = forms.CharField(
        label=_("Address for service, if another"), max_length=200, required=False, widget=_PLAIN
    )
    job = forms.CharField(label=_("Occupation"), max_length=80, required=False, widget=_PLAIN)
    id_number = forms.CharField(label=_("ID number"), max_length=30, required=False, widget=_PLAIN)
    credit_code = forms.CharField(
        label=_("Unified social credit code"), max_length=36, required=False, widget=_PLAIN
    )
    legal_representative = forms.CharField(
        label=_("Legal representative"), max_length=80, required=False, widget=_PLAIN
    )

    def clean_credit_code(self) -> str:
        """Full-width letters and gaps are forgiven; more than 18 signs cannot be such a code.

        Whether it is right is asked back, not refused: on the phone half a code is better than none.
        """
        code = normalised(self.cleaned_data["credit_code"])
        if len(code) > credit_codes.LENGTH:
            raise forms.ValidationError(_("The code has 18 digits and capital letters. Please check it."))
        return code

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns of a summary."""
        return ("name", *_COLUMNS)

    def party(self, role: str) -> NewParty:
        """This side as the act takes it."""
        told = self.cleaned_data
        columns = {name: told[name] for name in _COLUMNS if told.get(name)}
        heads = told.get("head_count") or 1
        kind = told.get("kind") or str(self.fields["kind"].initial)
        return NewParty(role, kind, told.get("name", ""), heads, columns, told.get("employer"))

    @property
    def is_filled(self) -> bool:
        """Did somebody write anything into this row?"""
        return any(self.cleaned_data.get(name) for name in ("name", *_COLUMNS))


_COLUMNS = (
    "phone", "address", "service_address", "job", "id_number", "credit_code", "legal_representative",
)  # fmt: skip


class ApplicantForm(SideForm):
    """Usually the worker."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = Party.Kind.WORKER


class RespondentForm(SideForm):
    """Usually the employer."""

    employer = forms.ModelChoiceField(
        queryset=Employer.objects.all(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = Party.Kind.EMPLOYER

    def clean(self) -> dict[str, Any] | None:
        """Whoever writes another name over a chosen employer means another employer."""
        told = super().clean() or self.cleaned_data
        chosen: Any = told.get("employer")
        if chosen is not None:
            names = {text.searchable(name) for name in (chosen.name, *chosen.aliases)}
            if text.searchable(told.get("name", "")) not in names:
                told["employer"] = None
        return told


class ClaimLineForm(Unjudged):
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

    def line(self, matter: dict[str, Any]) -> NewClaim:
        """This line as the act takes it, with what the matter as a whole says about the employment."""
        told = self.cleaned_data
        label = dict(Claim.Kind.choices)[told["kind"]]
        return NewClaim(
            told["kind"], told.get("text") or str(label), told.get("amount"), told.get("starts_on"), told.get("ends_on"),
            _wage_words(told["kind"], matter.get("monthly_wage")), told.get("known_on"),
            matter.get("employment_ended_on"), matter.get("demanded_on"),
        )  # fmt: skip


def _wage_words(kind: str, wage: Any) -> str:
    """The ground of a claim that is counted from the wage."""
    if wage is None or kind not in BY_WAGE:
        return ""
    return gettext("monthly wage of %(wage)s yuan") % {"wage": f"{wage:,.2f}"}


class ReadBackForm(PlainForm):
    """How the applicant confirmed the record that was read out (ARB 12)."""

    read = forms.MultipleChoiceField(
        label=_("Paragraphs read out"),
        required=False,
        error_messages={"required": _("Please read out each paragraph and tick it.")},
    )
    confirmed_by = forms.ChoiceField(
        label=_("How it was confirmed"),
        choices=[
            ("signed", _("signed on paper")),
            ("thumb", _("thumb print")),
            ("refused", _("refused to sign, before a witness")),
        ],
        widget=forms.RadioSelect,
    )
    witness = forms.CharField(label=_("Name of the witness"), max_length=80, required=False)

    def __init__(self, *args: Any, paragraphs: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paragraphs = [str(number) for number in range(paragraphs)]
        self.fields["read"].choices = [(number, number) for number in self.paragraphs]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or self.cleaned_data
        if "read" not in self.errors and set(told.get("read", ())) != set(self.paragraphs):
            self.add_error("read", _("Please read out each paragraph and tick it."))
        if told.get("confirmed_by") == "refused" and not told.get("witness", "").strip():
            self.add_error(
                "witness", _("Please name the witness who saw that the applicant refused to sign.")
            )
        return told

    def confirmation(self, at: datetime) -> Confirmation:
        """As the act takes it."""
        told = self.cleaned_data
        witness = told["witness"].strip() if told["confirmed_by"] == "refused" else ""
        return Confirmation(told["confirmed_by"], at, witness)


class Rows(BaseFormSet):
    """Rows of a form: the button "add" sends the form and gets one more."""

    def filled(self) -> list[Any]:
        """The rows that say something."""
        return [form for form in self.forms if form.has_changed()]


def _rows(form: type[forms.Form]) -> Any:
    return formset_factory(form, formset=Rows, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 10)


ROWS: dict[str, Any] = {
    "applicants": _rows(ApplicantForm),
    "respondents": _rows(RespondentForm),
    "claims": _rows(ClaimLineForm),
}
