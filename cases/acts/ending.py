"""Pages of the acts that end a case and take it up again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions import ending
from cases.forms import ActForm, MoneyField
from cases.lifecycle import ENDED, State
from cases.models import Party
from cases.registry import Act


class WithdrawForm(ActForm):
    party = forms.ModelChoiceField(
        label=_("Who withdraws"),
        queryset=Party.objects.none(),
        required=False,
        empty_label=_("all applicants"),
    )
    heads = forms.IntegerField(
        label=_("How many persons of the group"),
        required=False,
        min_value=1,
        help_text=_("Only when some of a group leave and the others go on."),
    )
    manner = forms.ChoiceField(
        label=_("How it was said"), choices=list(ending.MANNERS.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason, in the applicant's words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        applicants = self.case.parties.filter(role=Party.Role.APPLICANT, left_on=None)
        self.fields["party"].queryset = applicants  # type: ignore[attr-defined]
        if not applicants.filter(kind=Party.Kind.WORKERS).exists():
            del self.fields["heads"]


class SettlePrivatelyForm(ActForm):
    note = forms.CharField(
        label=_("Who told it, when, and what was settled"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    amount = MoneyField(label=_("Amount, as far as it was told"), required=False)


class CloseForm(ActForm):
    summary = forms.CharField(
        label=_("Summary for the closing form"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


class ReopenForm(ActForm):
    to = forms.ChoiceField(label=_("Goes on as"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def prepare(self) -> None:
        ways = [(str(state), State(state).label) for state in ending.ways_back(self.case)]
        self.fields["to"].choices = ways  # type: ignore[attr-defined]
        self.fields["to"].initial = ways[-1][0]


def _may_reopen(case: Any) -> bool:
    return case.state in ENDED and case.outcome not in ending.CONCLUDED_BY_COURT


ACTS = (
    Act(
        "cases.withdraw",
        _("Withdrawal"),
        WithdrawForm,
        ending.withdraw,
        done=_("Withdrawal recorded"),
        order=80,
        effect=_(
            "On the applicant's word only. A record is made; when others go on, only the one who withdraws leaves."
        ),
        is_final=True,
        papers=("withdrawal_record",),
    ),
    Act(
        "cases.settle_privately",
        _("Settled among themselves"),
        SettlePrivatelyForm,
        ending.settle_privately,
        done=_("Settled privately"),
        order=81,
        effect=_("On the parties' word only. The case is closed; no agreement of ours is made."),
        is_final=True,
    ),
    Act(
        "cases.close",
        _("Close case"),
        CloseForm,
        ending.close,
        done=_("Case closed"),
        order=20,
        effect=_(
            "The file is checked for completeness, the closing form is made, and the time of keeping begins."
        ),
        is_final=True,
        papers=("closing_form",),
    ),
    Act(
        "cases.reopen",
        _("Reopen"),
        ReopenForm,
        ending.reopen,
        done=_("Case reopened"),
        order=90,
        offered=_may_reopen,
        effect=_("The history stays, the end is taken back, and new clocks start today."),
        starts=("accept", "mediate"),
        sometimes=("accept", "mediate"),
    ),
)
