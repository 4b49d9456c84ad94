"""Pages of the acts about facts, claim lines and limitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions import calculations, claims
from cases.acts.editing import EditForm
from cases.calculator.writing import CalculateForm
from cases.forms import ActForm, DateField, MoneyField
from cases.models import Case, Cause, Claim, LimitationEvent, Party
from cases.models.case import SOURCE_CHOICES
from cases.registry import Act
from cases.wording import day


class EditCaseForm(ActForm):
    facts = forms.CharField(
        label=_("What happened"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    cause = forms.ModelChoiceField(label=_("Cause of action"), queryset=Cause.objects.none(), required=False)
    cause_text = forms.CharField(label=_("What it is about"), max_length=120, required=False)
    applicant_groups = forms.MultipleChoiceField(
        label=_("Applicant's group"), choices=Case.ApplicantGroup.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    outcome_told = forms.CharField(
        label=_("Outcome as told by the source"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("Channel"), choices=Case.Channel.choices)
    source = forms.ChoiceField(label=_("Source"), choices=SOURCE_CHOICES)

    def prepare(self) -> None:
        newest = Cause.objects.order_by("-version").values_list("version", flat=True).first()
        offered = Cause.objects.filter(version=newest) | Cause.objects.filter(pk=self.case.cause_id)
        self.fields["cause"].queryset = offered  # type: ignore[attr-defined]
        if self.case.accepted_at:
            for name in claims.FIXED_WHEN_ACCEPTED:
                del self.fields[name]
        self.initial.setdefault("applicant_groups", self.case.groups)
        for name in self.fields:
            self.initial.setdefault(name, getattr(self.case, name))

    def clean(self) -> dict[str, Any]:
        """The form's answer as `edit` takes it."""
        super().clean()
        groups = self.cleaned_data.get("applicant_groups", ())
        return {"columns": {**self.cleaned_data, "applicant_groups": Case.joined_groups(groups)}}


class ClaimFields(ActForm):
    """One line of what is asked."""

    kind = forms.ChoiceField(label=_("Kind of claim"), choices=Claim.Kind.choices)
    text = forms.CharField(label=_("What is asked"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    amount = MoneyField(label=_("Amount (yuan)"), required=False)
    starts_on = DateField(label=_("Period from"), required=False)
    ends_on = DateField(label=_("Period until"), required=False)
    grounds = forms.CharField(label=_("Ground"), max_length=300, required=False)


class AddClaimForm(ClaimFields):
    party = forms.ModelChoiceField(label=_("Who asks"), queryset=Party.objects.none())
    known_on = DateField(label=_("Since when the right was known to be infringed"), required=False)

    field_order = ("party",)

    def prepare(self) -> None:
        asking = self.case.parties.filter(left_on=None).exclude(role=Party.Role.RESPONDENT)
        self.fields["party"].queryset = asking  # type: ignore[attr-defined]
        if not self.is_bound and len(asking) == 1:
            self.initial.setdefault("party", asking[0].pk)


class EditClaimForm(EditForm, ClaimFields):
    claim = forms.ModelChoiceField(label=_("Claim"), queryset=Claim.objects.none())

    field_order = ("claim",)
    chosen = "claim"

    def rows(self) -> Any:
        return self.case.claims.filter(standing__in=[Claim.Standing.OPEN, Claim.Standing.LEFT_OPEN])

    def clean(self) -> dict[str, Any]:
        """The form's answer as `edit_claim` takes it."""
        super().clean()
        return {"claim": self.cleaned_data.get("claim"), "columns": self.changes()}


class EventChoice(forms.ModelChoiceField):
    """Limitation events told by line, kind and day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.claim.line}. {obj.get_kind_display()} {day(obj.on)}"


class RecordLimitationForm(ActForm):
    claim = forms.ModelChoiceField(label=_("Claim"), queryset=Claim.objects.none())
    kind = forms.ChoiceField(label=_("Event"), choices=LimitationEvent.Kind.choices)
    on = DateField(label=_("Date"))
    article = forms.CharField(label=_("Article"), max_length=20, required=False)
    evidence = forms.CharField(label=_("What shows it"), max_length=300, required=False)
    corrects = EventChoice(
        label=_("Corrects"), queryset=LimitationEvent.objects.none(), required=False,
        help_text=_("The new entry takes the place of the old one; as a “correction” it only strikes it out."),
    )  # fmt: skip

    def prepare(self) -> None:
        self.fields["claim"].queryset = self.case.claims.all()  # type: ignore[attr-defined]
        events = (
            LimitationEvent.objects.filter(claim__case=self.case)
            .select_related("claim")
            .order_by("claim__line", "on")
        )
        self.fields["corrects"].queryset = events  # type: ignore[attr-defined]


def _has_claims(case: Any) -> bool:
    return bool(case.claims.exists())


ACTS = (
    Act(
        "cases.edit", _("Correct case"), EditCaseForm, claims.edit,
        done=_("Case corrected"), group="claims", order=5,
        effect=_("What was written before stays in the history."),
    ),
    Act(
        "cases.add_claim", _("Add claim"), AddClaimForm, claims.add_claim,
        done=_("Claim added"), group="claims", order=10,
        effect=_("The limitation of this claim is interrupted today; earlier claims keep their own dates."),
    ),
    Act(
        "cases.edit_claim", _("Correct claim"), EditClaimForm, claims.edit_claim,
        done=_("Claim corrected"), group="claims", order=20, offered=_has_claims,
        effect=_("What was asked before stays in the history."), changes_amounts=True,
    ),
    Act(
        "cases.calculate", _("Calculate claim"), CalculateForm, calculations.calculate,
        done=_("Claim calculated"), group="claims", order=25, offered=_has_claims, template="calculator/act.html",
        effect=_("The amount of this line is set, and how it was worked out is kept with it."), changes_amounts=True,
    ),
    Act(
        "cases.record_limitation", _("Record limitation event"), RecordLimitationForm, claims.record_limitation,
        done=_("Limitation event recorded"), group="claims", order=30, offered=_has_claims,
        effect=_("An interruption starts the year afresh, a suspension pauses it. Nothing is overwritten."),
    ),
)  # fmt: skip
