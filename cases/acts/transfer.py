"""Pages of the acts by which a case goes to another organisation."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.actions import transfer
from cases.forms import ActForm, NoteForm
from cases.lifecycle import MOVES
from cases.models import Organisation, Transfer
from cases.registry import Act, Undo, register_consequence


class ProposeTransferForm(ActForm):
    receiver = forms.ModelChoiceField(label=_("Hand over to"), queryset=Organisation.objects.none())
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The receiver reads this before it has seen the case: name nobody."),
    )
    committee_agreed = forms.BooleanField(
        label=_("The worker agrees that the enterprise's own committee handles the case"), required=False
    )

    def prepare(self) -> None:
        kinds = Organisation.Kind
        employers = self.case.parties.filter(left_on=None).exclude(employer=None).values("employer")
        receivers = Organisation.objects.filter(
            Q(kind__in=[kinds.FEDERATION, kinds.STATION]) | Q(kind=kinds.COMMITTEE, employer__in=employers),
            is_active=True,
        ).exclude(pk=self.case.organisation_id)
        self.fields["receiver"].queryset = receivers  # type: ignore[attr-defined]


class AnswerTransferForm(ActForm):
    """Shows why the case is handed over, which is all the receiver knows of it."""

    note = forms.CharField(
        label=_("Remark"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        waiting = self.case.transfers.filter(state=Transfer.State.PROPOSED).select_related("sender").first()
        if waiting is not None:
            self.fields["note"].help_text = _("Proposed by %(sender)s: %(reason)s") % {
                "sender": waiting.sender,
                "reason": waiting.reason,
            }


class RefuseTransferForm(AnswerTransferForm):
    def prepare(self) -> None:
        super().prepare()
        self.fields["note"].required = True
        self.fields["note"].label = _("Reason")


def _waits(case: Any) -> bool:
    return case.receiver_id is not None


ACTS = (
    Act(
        "cases.propose_transfer",
        _("Hand over"),
        ProposeTransferForm,
        transfer.propose_transfer,
        done=_("Transfer proposed"),
        order=70,
        offered=lambda case: not _waits(case),
        effect=_(
            "The other organisation has one working day to answer. Number and legal clocks stay as they are."
        ),
        undo=Undo("cases.revoke_transfer"),
        starts=("transfer",),
        tells=("transfer_waits",),
    ),
    Act(
        "cases.accept_transfer",
        _("Take over the case"),
        AnswerTransferForm,
        transfer.accept_transfer,
        done=_("Case taken over"),
        order=5,
        offered=_waits,
        effect=_(
            "Your organisation handles the case from now on; name a mediator next. The legal clocks run on."
        ),
        ends=("transfer",),
        tells=("transfer_accepted",),
    ),
    Act(
        "cases.refuse_transfer",
        _("Refuse the transfer"),
        RefuseTransferForm,
        transfer.refuse_transfer,
        done=_("Transfer refused"),
        order=6,
        offered=_waits,
        effect=_("The case stays where it is; the sender reads your reason."),
        ends=("transfer",),
        tells=("transfer_refused",),
    ),
    Act(
        "cases.revoke_transfer",
        _("Take the transfer back"),
        NoteForm,
        transfer.revoke_transfer,
        done=_("Transfer taken back"),
        order=71,
        offered=_waits,
        ends=("transfer",),
    ),
)

for _act in MOVES:
    register_consequence(_act, transfer.call_off)
