"""Pages of the acts about papers that leave the house."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import documents
from cases.actions import serving
from cases.forms import ActForm, DateField
from cases.models import Document, Party, ProofOfService
from cases.registry import Act
from cases.wording import day


class PaperChoice(forms.ModelChoiceField):
    """Papers told by title, day and addressee."""

    def label_from_instance(self, obj: Any) -> str:
        parts = [str(documents.title(obj.kind)), day(obj.frozen_at)]
        return " · ".join([*parts, obj.addressee.display_name] if obj.addressee else parts)


class ServeForm(ActForm):
    document = PaperChoice(label=_("Paper"), queryset=Document.objects.none())
    party = forms.ModelChoiceField(label=_("Served on"), queryset=Party.objects.none())
    method = forms.ChoiceField(
        label=_("How"), choices=ProofOfService.Method.choices, widget=forms.RadioSelect
    )
    on = DateField(label=_("Date"))
    recipient = forms.CharField(label=_("Who took it"), max_length=80, required=False)
    remark = forms.CharField(
        label=_("Remark"), max_length=300, required=False,
        help_text=_("Left or posted up: where the photo or video is. Electronically: how this was agreed."),
    )  # fmt: skip

    def prepare(self) -> None:
        self.fields["document"].queryset = _papers(self.case)  # type: ignore[attr-defined]
        self.fields["party"].queryset = self.case.parties.filter(left_on=None)  # type: ignore[attr-defined]
        self.initial.setdefault("on", timezone.localdate(self.at))


class CopyPaperForm(ActForm):
    document = PaperChoice(label=_("Paper"), queryset=Document.objects.none())

    def prepare(self) -> None:
        self.fields["document"].queryset = _papers(self.case).exclude(  # type: ignore[attr-defined]
            pk__in=self.case.documents.exclude(copy_of=None).values("copy_of")
        )


def _papers(case: Any) -> Any:
    return serving.authentic_papers(case).select_related("addressee")


def _has_papers(case: Any) -> bool:
    return bool(serving.authentic_papers(case).exists())


ACTS = (
    Act(
        "cases.serve", _("Record service"), ServeForm, serving.serve,
        done=_("Service recorded"), group="papers", order=10, offered=_has_papers,
        effect=_("The day that counts is worked out: 3 working days after leaving or posting up, 30 days after a notice."),
    ),
    Act(
        "cases.copy_paper", _("Make English copy"), CopyPaperForm, serving.copy_paper,
        done=_("Copy made"), group="papers", order=20, offered=_has_papers,
        effect=_("A copy for convenience, from the same frozen words. The Chinese text stays the authentic one."),
    ),
)  # fmt: skip
