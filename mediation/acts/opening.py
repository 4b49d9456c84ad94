"""Pages of the acts by which mediation begins, rests, goes on, and gets more time."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import deadlines
from cases.actions.notes import has_reached_both_sides
from cases.forms import ActForm, AskingForm, DateField, Doubt, NoteForm
from cases.law.limits import rule_table
from cases.models import Deadline
from cases.registry import Act
from mediation import doubts, queries
from mediation.actions import opening
from mediation.choices import SUSPENSION_CAUSES


class OpenForm(NoteForm):
    no_tie = forms.BooleanField(label=_("I have no tie with either side and no interest in this matter"))

    field_order = ("no_tie", "note")


class SuspendForm(AskingForm, NoteForm):
    cause = forms.ChoiceField(label=_("Cause"), choices=SUSPENSION_CAUSES)
    review_on = DateField(label=_("Looked at again on"))
    detail = forms.CharField(
        label=_("Explanation for the notice"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("cause", "review_on", "detail", "note")

    def doubts_about(self, told: dict[str, Any]) -> list[Doubt]:
        return doubts.beyond_the_period(self.case, told["review_on"])


class ConsentsForm(ActForm):
    """The consent of both sides, each with its day."""

    applicant_on = DateField(label=_("The applicant consented on"))
    respondent_on = DateField(label=_("The respondent consented on"))
    how = forms.CharField(
        label=_("How"), max_length=150, help_text=_("For instance: both signed the form of consent.")
    )

    def prepare(self) -> None:
        today = timezone.localdate(self.at)
        self.initial.setdefault("applicant_on", today)
        self.initial.setdefault("respondent_on", today)


class ExtendForm(ConsentsForm):
    until = DateField(label=_("New last day"))

    field_order = ("until",)


def _is_extendable(case: Any) -> bool:
    clock = deadlines.live(case, Deadline.Kind.MEDIATE).first()
    return clock is not None and rule_table.RULES[clock.rule].extension.is_possible


def _both_reached(case: Any) -> bool:
    return has_reached_both_sides(case, since=queries.assigned_at(case))


ACTS = (
    Act(
        "mediation.open",
        _("Begin the mediation"),
        OpenForm,
        opening.open,
        done=_("Mediation begun"),
        group="sessions",
        order=5,
        effect=_("Each party gets a notice of its rights and duties."),
        offered=_both_reached,
        ends=("contact",),
        papers=("rights_notice",),
    ),
    Act(
        "mediation.suspend",
        _("Suspend"),
        SuspendForm,
        opening.suspend,
        done=_("Mediation suspended"),
        group="sessions",
        order=70,
        effect=_("Each party gets a notice. Our promises wait; the legal clocks run on."),
        starts=("review_date",),
        papers=("suspension_notice",),
    ),
    Act(
        "mediation.resume",
        _("Resume"),
        NoteForm,
        opening.resume,
        done=_("Mediation resumed"),
        group="sessions",
        order=5,
        ends=("review_date",),
    ),
    Act(
        "mediation.extend",
        _("Extend the period"),
        ExtendForm,
        opening.extend,
        done=_("Mediation period extended"),
        group="sessions",
        order=60,
        effect=_("Only the written consent of both sides extends the period; the day before stays readable."),
        offered=_is_extendable,
    ),
    Act(
        "mediation.try_again",
        _("Try again"),
        ConsentsForm,
        opening.try_again,
        done=_("Mediation taken up again"),
        group="sessions",
        order=50,
        effect=_("A new mediation period begins with the consent of both sides; limitation starts afresh."),
        starts=("mediate",),
        ends=("mediate", "instalment", "review", "confirm"),
    ),
)
