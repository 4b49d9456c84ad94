"""Pages of the acts that say who mediates."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions import assignment
from cases.forms import ActForm
from cases.models import User
from cases.registry import Act, Undo


class MediatorChoice(forms.ModelChoiceField):
    """Mediators with what each has to do already."""

    def label_from_instance(self, obj: Any) -> str:
        return assignment.load_words(obj)


class AssignForm(ActForm):
    mediator = MediatorChoice(label=_("Mediator"), queryset=User.objects.none())
    co_mediator = MediatorChoice(label=_("Co-mediator"), queryset=User.objects.none(), required=False)
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        able = assignment.with_load(assignment.eligible(self.case, self.at))
        for name in ("mediator", "co_mediator"):
            self.fields[name].queryset = able  # type: ignore[attr-defined]


class ReassignForm(AssignForm):
    def prepare(self) -> None:
        super().prepare()
        self.fields["note"].required = True
        self.fields["note"].label = _("Reason")
        self.fields["co_mediator"].initial = self.case.co_mediator_id


class DeclareConflictForm(ActForm):
    who = forms.ModelChoiceField(label=_("Whose tie"), queryset=User.objects.none())
    reason = forms.CharField(
        label=_("What the tie is"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: a relative or former colleague of a party, or an interest of one's own."),
    )

    def prepare(self) -> None:
        pair = [person for person in (self.case.mediator_id, self.case.co_mediator_id) if person]
        mine = [person for person in pair if person == self.by.pk]
        self.fields["who"].queryset = User.objects.filter(pk__in=mine or pair)  # type: ignore[attr-defined]
        if mine:
            self.fields["who"].initial = mine[0]


def _has_mediator(case: Any) -> bool:
    return case.mediator_id is not None


def _back_to_the_former(before: Any, user: Any, answer: Any) -> dict[str, str] | None:
    """Those who had the case before; a case that nobody had cannot be given back."""
    if before.mediator_id is None:
        return None
    return {
        "mediator": str(before.mediator_id),
        "co_mediator": str(before.co_mediator_id or ""),
        "note": gettext("The change was taken back at once."),
    }


ACTS = (
    Act(
        "cases.assign",
        _("Assign"),
        AssignForm,
        assignment.assign,
        done=_("Mediator assigned"),
        order=10,
        effect=_("The mediator sees the case from now on, with everything said in confidence."),
        offered=lambda case: not _has_mediator(case),
        tells=("assigned", "co_mediator"),
        sometimes=("co_mediator",),
    ),
    Act(
        "cases.reassign",
        _("Reassign"),
        ReassignForm,
        assignment.reassign,
        done=_("Mediator changed"),
        order=60,
        effect=_(
            "The case, with everything said in confidence, passes to the new mediators; the former lose it at once."
        ),
        offered=_has_mediator,
        undo=Undo("cases.reassign", _back_to_the_former),
        tells=("assigned", "co_mediator"),
        sometimes=("assigned", "co_mediator"),
    ),
    Act(
        "cases.declare_conflict",
        _("Declare a tie"),
        DeclareConflictForm,
        assignment.declare_conflict,
        done=_("Tie declared"),
        order=65,
        effect=_(
            "This person loses the case at once and cannot be named for it again; the head names somebody else."
        ),
        offered=lambda case: bool(case.mediator_id or case.co_mediator_id),
    ),
)
