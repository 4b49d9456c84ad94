"""Pages of the acts about files that prove something."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases import evidence_files
from cases.actions import evidence
from cases.errors import Refused
from cases.forms import ActForm
from cases.models import Claim, Evidence, Party
from cases.registry import Act


class AddEvidenceForm(ActForm):
    file = forms.FileField(
        label=_("File"), max_length=255, allow_empty_file=True,
        help_text=_("At most 20 MB: PDF, photo, text, DOCX, XLSX, sound or film."),
        # A file over the limit is not read to its end, and none arrives here.
        error_messages={"required": _("Please choose a file of at most 20 MB: none arrived, or it was bigger.")},
    )  # fmt: skip
    title = forms.CharField(label=_("Title"), max_length=160)
    proves = forms.CharField(label=_("What it proves"), max_length=300, required=False)
    claim = forms.ModelChoiceField(label=_("For which claim"), queryset=Claim.objects.none(), required=False)
    party = forms.ModelChoiceField(label=_("Handed in by"), queryset=Party.objects.none(), required=False)
    is_original = forms.BooleanField(label=_("The original was seen"), required=False)

    def prepare(self) -> None:
        self.fields["claim"].queryset = self.case.claims.all()  # type: ignore[attr-defined]
        self.fields["party"].queryset = self.case.parties.filter(left_on=None)  # type: ignore[attr-defined]

    def clean_file(self) -> evidence_files.Checked:
        """The file as its content shows it to be."""
        upload = self.cleaned_data["file"]
        try:
            return evidence_files.checked(upload.name, upload.read())
        except Refused as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from None


class EvidenceForm(ActForm):
    """One file of the case, and a remark."""

    evidence = forms.ModelChoiceField(label=_("File"), queryset=Evidence.objects.none())
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def rows(self) -> Any:
        """What can be chosen."""
        return self.case.evidence.filter(withdrawn_at=None)

    def prepare(self) -> None:
        self.fields["evidence"].queryset = self.rows()  # type: ignore[attr-defined]


class ReleaseEvidenceForm(EvidenceForm):
    def rows(self) -> Any:
        return super().rows().filter(released_at=None)


class WithdrawEvidenceForm(EvidenceForm):
    def prepare(self) -> None:
        super().prepare()
        self.fields["note"].required = True
        self.fields["note"].label = _("On whose word and why")


def _has_unreleased(case: Any) -> bool:
    return bool(case.evidence.filter(released_at=None, withdrawn_at=None).exists())


def _has_evidence(case: Any) -> bool:
    return bool(case.evidence.filter(withdrawn_at=None).exists())


ACTS = (
    Act(
        "cases.add_evidence", _("Add evidence"), AddEvidenceForm, evidence.add_evidence,
        done=_("Evidence added"), group="evidence", order=10, needs_files=True,
        effect=_("The file is kept unchanged with its digest. The other side does not see it until it is released."),
    ),
    Act(
        "cases.release_evidence", _("Release evidence"), ReleaseEvidenceForm, evidence.release_evidence,
        done=_("Evidence released to the other side"), group="evidence", order=20, offered=_has_unreleased,
        effect=_("The other side may see this file from now on."),
        is_final=True,
    ),
    Act(
        "cases.withdraw_evidence", _("Withdraw evidence"), WithdrawEvidenceForm, evidence.withdraw_evidence,
        done=_("Evidence withdrawn"), group="evidence", order=30, offered=_has_evidence,
        effect=_("The file is kept, but no side sees it any more."),
    ),
)  # fmt: skip
