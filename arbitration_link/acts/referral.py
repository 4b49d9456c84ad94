"""Pages of the acts that take a dispute to the court."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arbitration_link.actions import referral as acts
from arbitration_link.acts.fields import courts, lines
from arbitration_link.models import Entrustment, Referral
from arbitration_link.package import canonical
from cases.forms import ActForm, DateField, NoteForm
from cases.models import Evidence, Organisation, Party
from cases.registry import Act


class PrepareForm(ActForm):
    court = forms.ModelChoiceField(label=_("Arbitration court"), queryset=Organisation.objects.none())
    jurisdiction = forms.ChoiceField(
        label=_("Why this court"), choices=Referral.Jurisdiction.choices, widget=forms.RadioSelect
    )
    facts = forms.CharField(
        label=_("Facts and grounds, as the application states them"), max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Write what can be said openly. What was offered or told in confidence does not belong here."),
    )  # fmt: skip
    evidence = forms.ModelMultipleChoiceField(
        label=_("Evidence that goes along, chosen one by one"), queryset=Evidence.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    witnesses = forms.CharField(
        label=_("Witnesses, one a line: name, address"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    held_by_employer = forms.CharField(
        label=_("Evidence that the employer holds, one a line"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    consent_party = forms.ModelChoiceField(
        label=_("Who asks for the referral"), queryset=Party.objects.none()
    )
    consent = forms.CharField(
        label=_("How this person consented to giving the data to this court"), max_length=200,
        help_text=_("For example: signed form, or text message. Names, addresses, ID numbers and claims go to the court."),
    )  # fmt: skip
    consent_on = DateField(label=_("Consent given on"))
    health_consent = forms.CharField(
        label=_("Separate consent to giving health data, if the claim needs it"),
        max_length=200,
        required=False,
    )
    health_consent_on = DateField(label=_("Separate consent given on"), required=False)

    def prepare(self) -> None:
        chosen: Any = self.fields
        chosen["court"].queryset = courts()
        chosen["evidence"].queryset = self.case.evidence.filter(withdrawn_at=None)
        chosen["consent_party"].queryset = self.case.parties.filter(left_on=None)
        self.initial.setdefault("facts", self.case.facts)
        self.initial.setdefault("consent_on", timezone.localdate(self.at))
        only = list(courts()[:2])
        if len(only) == 1:
            self.initial.setdefault("court", only[0].pk)

    def clean_witnesses(self) -> list[dict[str, str]]:
        """Name and address of each line."""
        found = []
        for line in lines(self.cleaned_data["witnesses"]):
            name, _comma, address = line.replace("，", ",").partition(",")
            found.append({"name": name.strip()[:80], "address": address.strip()})
        return found

    def clean_held_by_employer(self) -> list[str]:
        """The lines that say something."""
        return [line[:300] for line in lines(self.cleaned_data["held_by_employer"])]


class SendForm(ActForm):
    how = forms.ChoiceField(
        label=_("How it was sent"), widget=forms.RadioSelect,
        choices=[choice for choice in Referral.How.choices if choice[0] != Referral.How.API],
    )  # fmt: skip
    sent_on = DateField(label=_("Sent on"))
    received_on = DateField(label=_("Received by the court on, if known"), required=False)
    receipt = forms.CharField(label=_("Receipt number of the court"), max_length=60, required=False)


class ReceiptForm(ActForm):
    received_on = DateField(label=_("Received by the court on"))
    receipt = forms.CharField(label=_("Receipt number of the court"), max_length=60, required=False)


class OwnFilingForm(ActForm):
    court = forms.ModelChoiceField(label=_("Arbitration court"), queryset=Organisation.objects.none())
    court_number = forms.CharField(label=_("Case number of the court"), max_length=60)
    accepted_on = DateField(label=_("Accepted by the court on"))

    def prepare(self) -> None:
        self.fields["court"].queryset = courts()  # type: ignore[attr-defined]


class ReasonForm(ActForm):
    note = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


def _is_ours(case: Any) -> bool:
    return not Entrustment.objects.filter(case=case).exists()


def _may_prepare(case: Any) -> bool:
    if case.state == "performing":
        agreement = case.agreements.effective().first()
        defaulted = agreement is not None and agreement.obligations.filter(state="defaulted").exists()
        return bool(defaulted and not agreement.is_confirmed)
    return _is_ours(case)


def _has(*states: str) -> Any:
    return lambda case: case.referrals.filter(state__in=states).exists()


def _is_parked(case: Any) -> bool:
    return case.state == "referred" or case.referrals.filter(state="prepared").exists()


def _package(case: Any) -> str:
    """The frozen package that would go to the court: another one is another proposal."""
    referral = case.referrals.filter(state="prepared").first()
    return "" if referral is None else f"{referral.pk} {canonical(referral.package).decode()}"


ACTS = (
    Act(
        "arbitration_link.prepare", _("Prepare the referral"), PrepareForm, acts.prepare,
        done=_("Referral package prepared"), group="court", order=10, offered=_may_prepare,
        effect=_(
            "The package is frozen: letter, application, list of evidence and the files you choose. Notes, offers, bank "
            "accounts and internal matters stay here; health data goes along with a separate consent only."
        ),
        is_final=True,
        papers=("arbitration_application", "cover_letter", "evidence_list"),
    ),
    Act(
        "arbitration_link.refer", _("Refer to arbitration"), NoteForm, acts.refer,
        done=_("Referred to arbitration"), group="court", order=12, offered=_has("prepared"), concerns=_package,
        effect=_("The case goes to the court that the package is addressed to; the court may read the case from then on."),
        is_final=True,
    ),
    Act(
        "arbitration_link.refer_default", _("Refer the default to arbitration"), NoteForm, acts.refer_default,
        done=_("Default referred to arbitration"), group="court", order=12, offered=_has("prepared"),
        concerns=_package,
        effect=_("The agreement was not performed and is not confirmed: the matter goes to arbitration with it."),
        is_final=True,
    ),
    Act(
        "arbitration_link.send", _("Record the sending"), SendForm, acts.send,
        done=_("Package sent"), group="court", order=14, offered=_has("prepared"),
        effect=_("From the day the court received it, it has 5 working days to decide on acceptance."),
        is_final=True,
        starts=("court_accept",), sometimes=("court_accept",),
    ),
    Act(
        "arbitration_link.note_receipt", _("Record the court's receipt"), ReceiptForm, acts.note_receipt,
        done=_("Package received by the court"), group="court", order=16, offered=_has("sent"),
        effect=_("The court's 5 working days start on this day."),
        starts=("court_accept",),
    ),
    Act(
        "arbitration_link.withdraw_referral", _("Take the referral back"), ReasonForm, acts.withdraw_referral,
        done=_("Referral taken back"), group="court", order=80, offered=_is_parked,
        effect=_("A sent package is taken back and the applicant is told; one that was not sent is laid aside."),
        ends=("court_accept",), papers=("court_outcome_notice",), sometimes=("court_outcome_notice",),
    ),
    Act(
        "arbitration_link.note_own_filing", _("The party filed alone"), OwnFilingForm, acts.note_own_filing,
        done=_("Filed by the party itself"), group="court", order=40, offered=_is_ours,
        effect=_("The case is with the court under its number; nothing of our file is given to it."),
        starts=("award",),
    ),
)  # fmt: skip
