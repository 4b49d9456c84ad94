"""Pages of the acts about performance and the end."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.forms import ActForm, DateField, NoteForm
from cases.registry import Act
from cases.wording import day
from mediation import queries
from mediation.actions import performance
from mediation.choices import UNPERFORMED_REASONS
from mediation.models import Obligation, ReturnVisit


class ObligationChoice(forms.ModelChoiceField):
    """An obligation is named by its day, what it is, and its sum."""

    def label_from_instance(self, obj: Obligation) -> str:
        what = f"{obj.amount:,.2f}" if obj.amount is not None else obj.deed[:60]
        return " · ".join((day(obj.due_on), str(obj), what))


class OwedForm(ActForm):
    """One of the things that are still owed."""

    obligation = ObligationChoice(label=_("What"), queryset=Obligation.objects.none(), empty_label=None)
    on = DateField(label=_("Day"))

    def prepare(self) -> None:
        self.fields["obligation"].queryset = queries.open_obligations(self.case)  # type: ignore[attr-defined]
        self.initial.setdefault("on", timezone.localdate(self.at))


class PerformForm(OwedForm):
    proof = forms.CharField(
        label=_("Proof"),
        max_length=300,
        help_text=_("For instance: transfer slip seen, the worker confirms by phone."),
    )


class DefaultForm(OwedForm, NoteForm):
    field_order = ("obligation", "on", "note")


class WaiveForm(OwedForm, NoteForm):
    in_writing = forms.BooleanField(
        label=_("Waived in writing, and the paper is in the file"), required=False
    )

    field_order = ("obligation", "on", "in_writing", "note")


class CloseUnperformedForm(NoteForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=UNPERFORMED_REASONS)
    in_writing = forms.BooleanField(label=_("Given up in writing"), required=False)

    field_order = ("reason", "in_writing", "note")


class ReturnVisitForm(ActForm):
    on = DateField(label=_("Day"))
    satisfaction = forms.ChoiceField(
        label=_("Answer"), choices=ReturnVisit.Satisfaction.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label=_("What was said"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        self.initial.setdefault("on", timezone.localdate(self.at))


def _is_owed(case: Any) -> bool:
    return bool(queries.open_obligations(case).exists())


def _is_due(case: Any) -> bool:
    return bool(queries.open_obligations(case).filter(state=Obligation.State.DUE).exists())


def _is_done(case: Any) -> bool:
    return not _is_owed(case)


ACTS = (
    Act(
        "mediation.perform",
        _("Record a performance"),
        PerformForm,
        performance.perform,
        done=_("Performance recorded"),
        group="agreement",
        order=20,
        offered=_is_owed,
        ends=("instalment",),
    ),
    Act(
        "mediation.default",
        _("Record a default"),
        DefaultForm,
        performance.default,
        done=_("Default recorded"),
        group="agreement",
        order=22,
        effect=_("Limitation starts afresh, and the remedies that stand open are worked out."),
        offered=_is_due,
        ends=("instalment",),
    ),
    Act(
        "mediation.waive",
        _("Record a waiver"),
        WaiveForm,
        performance.waive,
        done=_("Waiver recorded"),
        group="agreement",
        order=24,
        offered=_is_owed,
        ends=("instalment",),
    ),
    Act(
        "mediation.confirm_performance",
        _("Confirm the performance"),
        NoteForm,
        performance.confirm_performance,
        done=_("Performance confirmed"),
        group="agreement",
        order=26,
        effect=_("The case is closed, and a return visit is due."),
        offered=_is_done,
        concerns=queries.what_is_owed,
        is_final=True,
    ),
    Act(
        "mediation.close_unperformed",
        _("Close unperformed"),
        CloseUnperformedForm,
        performance.close_unperformed,
        done=_("Closed unperformed"),
        group="agreement",
        order=66,
        effect=_("The case is closed; the remedy lies elsewhere, or the entitled side gives it up."),
        offered=_is_owed,
        concerns=queries.what_is_owed,
        is_final=True,
    ),
    Act(
        "mediation.return_visit",
        _("Record a return visit"),
        ReturnVisitForm,
        performance.return_visit,
        done=_("Return visit recorded"),
        group="agreement",
        order=30,
    ),
)
