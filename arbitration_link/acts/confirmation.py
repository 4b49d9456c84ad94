"""Pages of the acts that make an agreement enforceable."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arbitration_link.actions import confirmation as acts
from arbitration_link.acts.fields import courts
from arbitration_link.models import Confirmation
from cases import deadlines, house_rules
from cases.forms import ActForm, DateField
from cases.models import Deadline, Organisation
from cases.registry import Act


class ReviewForm(ActForm):
    court = forms.ModelChoiceField(label=_("Arbitration court"), queryset=Organisation.objects.none())
    applied_on = DateField(label=_("Applied for on"))
    both_apply = forms.BooleanField(label=_("Both parties apply together"), required=False)

    def prepare(self) -> None:
        self.fields["court"].queryset = courts()  # type: ignore[attr-defined]


class ConfirmationForm(ActForm):
    body = forms.CharField(label=_("People's court"), max_length=120)
    applied_on = DateField(label=_("Applied for on"))
    both_apply = forms.BooleanField(label=_("Both parties apply together"), required=False)


class ResultForm(ActForm):
    result = forms.ChoiceField(
        label=_("Answer"), widget=forms.RadioSelect,
        choices=[choice for choice in Confirmation.State.choices if choice[0] != Confirmation.State.APPLIED],
    )  # fmt: skip
    decided_on = DateField(label=_("Decided on"))
    served_on = DateField(label=_("Received by both parties on"), required=False)
    number = forms.CharField(label=_("Number of the decision"), max_length=80, required=False)
    ground = forms.ChoiceField(
        label=_("Ground of refusal"), choices=Confirmation.Ground.choices, required=False
    )
    words = forms.CharField(
        label=_("Words of the decision"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _runs(kind: str) -> Any:
    return lambda case: deadlines.live(case, kind).exists() and not _is_applied(case)


def _is_applied(case: Any) -> bool:
    return bool(case.confirmations.filter(state__in=["applied", "confirmed"]).exists())


def _may_be_confirmed(case: Any) -> bool:
    is_people = case.organisation.legal_type == Organisation.LegalType.PEOPLE
    return bool(_runs(Deadline.Kind.CONFIRM)(case)) and (
        is_people or house_rules.value("judicial_confirmation_offered")
    )


ACTS = (
    Act(
        "arbitration_link.apply_review", _("Apply for arbitration review"), ReviewForm, acts.apply_review,
        done=_("Arbitration review applied for"), group="papers", order=40, offered=_runs(Deadline.Kind.REVIEW),
        effect=_("Both parties together, in 15 days of the agreement taking effect. Then no judicial confirmation."),
        ends=("review",), papers=("review_application",),
    ),
    Act(
        "arbitration_link.apply_confirmation", _("Apply for judicial confirmation"), ConfirmationForm,
        acts.apply_confirmation, done=_("Judicial confirmation applied for"), group="papers", order=42,
        offered=_may_be_confirmed,
        effect=_(
            "Both parties together, in 30 days of the agreement taking effect. Whether the court takes agreements of bodies "
            "other than people's mediation committees is local practice. Then no arbitration review."
        ),
        ends=("confirm",), papers=("confirmation_application",),
    ),
    Act(
        "arbitration_link.record_confirmation", _("Record the answer on the confirmation"), ResultForm,
        acts.record_confirmation, done=_("Answer on the confirmation recorded"), group="papers", order=44,
        offered=lambda case: case.confirmations.filter(state="applied").exists(),
        effect=_("Confirmed, the agreement can be enforced; refused, the ground tells what is still open."),
        ends=("review", "confirm"), papers=("court_outcome_notice",), tells=("court_answer",),
    ),
)  # fmt: skip
