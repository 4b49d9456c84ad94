"""Pages on which the court's answers are entered by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arbitration_link.actions import court as acts
from arbitration_link.acts.fields import CourtPaperForm, ObligingForm, lines
from arbitration_link.models import CourtPaper
from cases.forms import ActForm, DateField, NoteForm
from cases.registry import Act


class AcceptedForm(ActForm):
    court_number = forms.CharField(label=_("Case number of the court"), max_length=60)
    accepted_on = DateField(label=_("Accepted by the court on"))
    words = forms.CharField(
        label=_("The court's words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RefusedForm(ActForm):
    number = forms.CharField(label=_("Number of the paper"), max_length=80, required=False)
    dated_on = DateField(label=_("Date of the paper"))
    served_on = DateField(label=_("Received by the person on"), required=False)
    words = forms.CharField(
        label=_("The reason, in the court's words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReturnedForm(ActForm):
    missing = forms.CharField(
        label=_("Papers the court asks for, one a line"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    answered_on = DateField(label=_("Returned on"))
    words = forms.CharField(
        label=_("The court's words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_missing(self) -> list[str]:
        """The lines that say something."""
        return lines(self.cleaned_data["missing"])


class SettledForm(ObligingForm):
    """The mediation statement of the court."""


class AwardedForm(ObligingForm):
    finality = forms.ChoiceField(
        label=_("Is the award final?"), widget=forms.RadioSelect,
        choices=[choice for choice in CourtPaper.Finality.choices if choice[0]],
    )  # fmt: skip
    field_order = ("finality",)

    def prepare(self) -> None:
        super().prepare()
        self.fields["served_on"].required = True


class WithdrawnForm(CourtPaperForm):
    is_deemed = forms.BooleanField(
        label=_("It counts as withdrawn because the applicant stayed away"), required=False
    )


class DismissedForm(CourtPaperForm):
    sue_by = DateField(label=_("Last day to sue, if the paper names one"), required=False)


def _is_sent(case: Any) -> bool:
    return bool(case.referrals.filter(state__in=["sent", "received"]).exists())


def _is_there(case: Any) -> bool:
    return bool(case.referrals.with_the_court().exists())


ACTS = (
    Act(
        "arbitration_link.court_accepted", _("The court accepted"), AcceptedForm, acts.court_accepted,
        done=_("Accepted by the court"), group="court", order=20, offered=_is_sent,
        effect=_("The case is with the court under its number; the award is due in 45 days, or up to 15 more."),
        starts=("award",), ends=("court_accept",), papers=("court_outcome_notice",), tells=("court_answer",),
    ),
    Act(
        "arbitration_link.court_refused", _("The court refused"), RefusedForm, acts.court_refused,
        done=_("Refused by the court"), group="court", order=22, offered=_is_sent,
        effect=_("The applicant gets a notice with the reason and the road to the people's court."),
        ends=("court_accept",), papers=("court_outcome_notice",), tells=("court_answer",),
    ),
    Act(
        "arbitration_link.court_returned", _("The court asks for papers"), ReturnedForm, acts.court_returned,
        done=_("Returned by the court for papers"), group="court", order=24, offered=_is_sent,
        effect=_("The applicant gets the list; the package can be prepared and sent again."),
        ends=("court_accept",), papers=("court_outcome_notice",), tells=("court_answer",),
    ),
    Act(
        "arbitration_link.note_silence", _("The court did not answer"), NoteForm, acts.note_silence,
        done=_("No answer of the court in its 5 working days"), group="court", order=26, offered=_is_sent,
        effect=_("Only when the 5 working days are over: the applicant may sue, and is told so."),
        ends=("court_accept",), papers=("court_outcome_notice",),
    ),
    Act(
        "arbitration_link.court_settled", _("Settled before the court"), SettledForm, acts.court_settled,
        done=_("Settled before the court"), group="court", order=30, offered=_is_there,
        effect=_("What the court's mediation statement obliges to is followed here."),
        template="mediation/agree.html",
        starts=("instalment",), ends=("court_accept", "award", "instalment", "review", "confirm"),
        papers=("court_outcome_notice",), tells=("court_answer",), sometimes=("instalment",),
    ),
    Act(
        "arbitration_link.court_awarded", _("The court made an award"), AwardedForm, acts.court_awarded,
        done=_("Award of the court"), group="court", order=32, offered=_is_there,
        effect=_("What it obliges to is followed here, and both sides are told the last day to sue."),
        template="mediation/agree.html",
        starts=("instalment", "sue"), ends=("court_accept", "award", "instalment", "review", "confirm"),
        papers=("court_outcome_notice",), tells=("court_answer",), sometimes=("instalment",),
    ),
    Act(
        "arbitration_link.court_withdrawn", _("Withdrawn before the court"), WithdrawnForm, acts.court_withdrawn,
        done=_("Withdrawn before the court"), group="court", order=34, offered=_is_there,
        effect=_("The case closes."),
        papers=("court_outcome_notice",), tells=("court_answer",),
    ),
    Act(
        "arbitration_link.court_dismissed", _("Dismissed by the court"), DismissedForm, acts.court_dismissed,
        done=_("Dismissed by the court"), group="court", order=36, offered=_is_there,
        effect=_("The case closes; the applicant is told the last day to sue, where there is one."),
        papers=("court_outcome_notice",), tells=("court_answer",),
    ),
)  # fmt: skip
