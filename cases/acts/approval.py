"""Pages by which a second person answers a proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases import approvals
from cases.forms import ActForm
from cases.models import Approval
from cases.registry import ACTS as PAGES
from cases.registry import Act
from cases.wording import day


class _Waiting(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        """What is proposed, by whom, since when; why, and what it says, stands on the page once."""
        return gettext("%(act)s, proposed by %(name)s on %(day)s") % {
            "act": PAGES[obj.act].label,
            "name": obj.proposed_by,
            "day": day(obj.proposed_at),
        }


class ApproveForm(ActForm):
    approval = _Waiting(label=_("Proposal"), queryset=Approval.objects.none(), empty_label=None)
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        waiting = self.case.approvals.filter(state=Approval.State.PROPOSED).select_related("proposed_by")
        self.fields["approval"].queryset = waiting  # type: ignore[attr-defined]

    def proposals(self) -> list[Any]:
        """The proposals among which the page chooses, for it to show what each says."""
        return list(self.fields["approval"].queryset)  # type: ignore[attr-defined]

    def carries_out(self) -> list[str]:
        """Approving is doing what was proposed."""
        return [one.act for one in self.proposals()]


class RefuseApprovalForm(ApproveForm):
    def prepare(self) -> None:
        super().prepare()
        self.fields["note"].required = True
        self.fields["note"].label = _("Reason")

    def carries_out(self) -> list[str]:
        """Refusing does nothing to the case."""
        return []


def _waits(case: Any) -> bool:
    return bool(case.approvals.filter(state=Approval.State.PROPOSED).exists())


ACTS = (
    Act(
        "cases.approve",
        _("Approve"),
        ApproveForm,
        approvals.approve,
        done=_("Approved"),
        order=1,
        offered=_waits,
        template="cases/answer_proposal.html",
        effect=_("What was proposed happens at once, under the rights of the person who proposed it."),
        tells=("approved",),
    ),
    Act(
        "cases.refuse_approval",
        _("Refuse the proposal"),
        RefuseApprovalForm,
        approvals.refuse_approval,
        done=_("Proposal refused"),
        order=2,
        offered=_waits,
        template="cases/answer_proposal.html",
        effect=_("Nothing happens to the case; the person who proposed it reads your reason."),
        tells=("approval_refused",),
    ),
)
