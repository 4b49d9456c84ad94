"""The page of the answer to the court that entrusted a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arbitration_link.actions import entrustment as acts
from arbitration_link.models import Entrustment
from cases.forms import ActForm, DateField
from cases.registry import Act


class ReplyForm(ActForm):
    result = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    replied_on = DateField(label=_("Answered to the court on"))
    words = forms.CharField(
        label=_("Words of the answer"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The result only. What the sides said or offered stays here."),
    )  # fmt: skip

    def prepare(self) -> None:
        fitting = acts.possible_results(self.case)
        choices: Any = [choice for choice in Entrustment.Result.choices if choice[0] in fitting]
        self.fields["result"].choices = choices  # type: ignore[attr-defined]


def _is_expected(case: Any) -> bool:
    return Entrustment.objects.unanswered().filter(case=case).exists() and bool(acts.possible_results(case))


ACTS = (
    Act(
        "arbitration_link.reply", _("Answer the court"), ReplyForm, acts.reply,
        done=_("Answered to the court"), group="court", order=5, offered=_is_expected,
        effect=_("The letter tells the court how the entrusted mediation ended."),
        is_final=True,
        ends=("reply",), papers=("entrustment_reply",),
    ),
)  # fmt: skip
