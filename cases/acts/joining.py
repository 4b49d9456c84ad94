"""Pages of the acts that join cases and split them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.actions import joining
from cases.forms import ActForm, NoteForm
from cases.models import Case, Claim
from cases.registry import Act, Undo


class MergeForm(ActForm):
    target = forms.CharField(label=_("Number or reference of the case it joins"), max_length=60)
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_target(self) -> Any:
        """The case itself. One that may not be seen looks like one that does not exist."""
        asked = self.cleaned_data["target"].strip()
        rows = Case.objects.visible_to(self.by, "cases.merge").filter(Q(ref__iexact=asked) | Q(number=asked))
        found = rows.exclude(pk=self.case.pk).first()
        if found is None:
            raise ValidationError(_("No open case with this number was found. Please check the number."))
        return found


class SplitForm(ActForm):
    lines = forms.ModelMultipleChoiceField(
        label=_("Claim lines that go on by themselves"),
        queryset=Claim.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        self.fields["lines"].queryset = joining.unsettled(self.case)  # type: ignore[attr-defined]


ACTS = (
    Act(
        "cases.merge",
        _("Merge"),
        MergeForm,
        joining.merge,
        done=_("Case merged"),
        order=85,
        effect=_(
            "The number of this case leads to the other one. Limitation stays with each person's claim. "
            "It can be undone within 7 days."
        ),
        undo=Undo("cases.unmerge"),
    ),
    Act(
        "cases.unmerge",
        _("Undo the merge"),
        NoteForm,
        joining.unmerge,
        done=_("Merge undone"),
        order=5,
        effect=_(
            "The case stands where it stood before; its legal clocks run on as if it had not been merged."
        ),
    ),
    Act(
        "cases.split",
        _("Split"),
        SplitForm,
        joining.split,
        done=_("Lines go on in a linked case"),
        order=86,
        effect=_("The chosen lines go on in a linked case with the same parties, clocks and limitation."),
        offered=lambda case: bool(joining.unsettled(case).exists()),
    ),
)
