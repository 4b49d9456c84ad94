"""Pages of the acts about offers and talks with one side alone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.joining import unsettled
from cases.forms import ActForm, MoneyField
from cases.models import Party
from cases.registry import Act
from cases.wording import day
from mediation import queries
from mediation.actions import talks
from mediation.models import Offer


class OfferForm(ActForm):
    party = forms.ModelChoiceField(
        label=_("Whose offer"),
        queryset=Party.objects.none(),
        required=False,
        empty_label=_("the mediator's own proposal"),
    )
    audience = forms.ChoiceField(
        label=_("Who may know"), choices=Offer.Audience.choices, widget=forms.RadioSelect, initial=""
    )
    text = forms.CharField(
        label=_("In words"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["party"].queryset = self.case.parties.filter(left_on=None)
        self.claims = list(unsettled(self.case))
        for claim in self.claims:
            fields[f"amount_{claim.pk}"] = MoneyField(label=str(claim), required=False)
        self.order_fields(["party", "audience", *(f"amount_{claim.pk}" for claim in self.claims)])

    def clean(self) -> dict[str, Any]:
        """Amounts by claim line, as `offer` takes them."""
        said = self.cleaned_data
        amounts = {
            claim: said[f"amount_{claim.pk}"]
            for claim in self.claims
            if said.get(f"amount_{claim.pk}") is not None
        }
        return {
            "party": said.get("party"),
            "audience": said.get("audience"),
            "amounts": amounts,
            "text": said.get("text", ""),
        }


class OfferChoice(forms.ModelChoiceField):
    """An offer is named by who made it, when, and its sum."""

    def label_from_instance(self, obj: Offer) -> str:
        who = obj.party.display_name if obj.party else _("the mediator's own proposal")
        return " · ".join((str(who), day(obj.made_at), obj.content["total"]))


class AnswerOfferForm(ActForm):
    offer = OfferChoice(label=_("Offer"), queryset=Offer.objects.none(), empty_label=None)
    answer = forms.ChoiceField(
        label=_("Answer"), choices=[one for one in Offer.Answer.choices if one[0]], widget=forms.RadioSelect
    )

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["offer"].queryset = self.case.offers.filter(answer="").select_related("party")


class CaucusForm(ActForm):
    party = forms.ModelChoiceField(label=_("With whom"), queryset=Party.objects.none(), required=False)
    text = forms.CharField(
        label=_("What was said in confidence"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["party"].queryset = self.case.parties.filter(
            pk__in=[one.pk for one in queries.standing(self.case)]
        )


def _has_waiting(case: Any) -> bool:
    return bool(case.offers.filter(answer="").exists())


ACTS = (
    Act(
        "mediation.offer",
        _("Record an offer"),
        OfferForm,
        talks.offer,
        done=_("Offer recorded"),
        group="sessions",
        order=20,
        effect=_(
            "What is told to the mediator alone stays with the mediators of this case and goes on no paper."
        ),
    ),
    Act(
        "mediation.answer_offer",
        _("Record the answer to an offer"),
        AnswerOfferForm,
        talks.answer_offer,
        done=_("Answer to an offer recorded"),
        group="sessions",
        order=22,
        offered=_has_waiting,
    ),
    Act(
        "mediation.note_caucus",
        _("Note a confidential talk"),
        CaucusForm,
        talks.note_caucus,
        done=_("Confidential talk noted"),
        is_statement=True,
        group="sessions",
        order=24,
        effect=_(
            "Only the mediators of this case can read it: not the head, not the supervisor, not the court."
        ),
        is_final=True,
    ),
)
