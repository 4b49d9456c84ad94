"""Pages of the acts by which signatures and the seal are recorded."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.forms import ActForm, DateField
from cases.models import Representative
from cases.registry import Act
from mediation import queries
from mediation.actions import signing
from mediation.models import Agreement, Signature

MEDIATOR = "mediator"


class OnThisText(ActForm):
    """A form about the frozen text: it carries its digest, so that nobody signs another one."""

    on = DateField(label=_("Date of the signature or seal"))
    text_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def prepare(self) -> None:
        self.agreement = queries.pending_agreement(self.case)
        self.initial.setdefault("on", timezone.localdate(self.at))
        self.initial["text_digest"] = self.agreement.digest if self.agreement else ""


class SignForm(OnThisText):
    signer = forms.ChoiceField(label=_("Who signs"), widget=forms.RadioSelect)
    how = forms.ChoiceField(label=_("How"), choices=Signature.How.choices)
    identity_seen = forms.BooleanField(
        label=_("I have seen the identity document of whoever signs"), required=False
    )

    field_order = ("signer", "how", "on", "identity_seen")

    def prepare(self) -> None:
        super().prepare()
        self.signers: dict[str, tuple[Any, Representative | None]] = {}
        choices: list[tuple[str, Any]] = []
        parties, mediator_missing, _seal_missing = (
            queries.missing_signatures(self.agreement) if self.agreement else ([], False, False)
        )
        for party in parties:
            self.signers[str(party.pk)] = (party, None)
            choices.append((str(party.pk), party.display_name))
            for person in party.representatives.all():
                key = f"{party.pk}.{person.pk}"
                self.signers[key] = (party, person)
                words = _("%(party)s through %(name)s (%(authority)s)") % {
                    "party": party.display_name, "name": person.name, "authority": person.get_authority_display(),
                }  # fmt: skip
                choices.append((key, words))
        if mediator_missing and self.by.pk == self.case.mediator_id:
            self.signers[MEDIATOR] = (None, None)
            choices.append((MEDIATOR, _("I, the mediator")))
        self.fields["signer"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Party and representative as `sign` takes them."""
        said = dict(self.cleaned_data)
        said["party"], said["representative"] = self.signers.get(said.pop("signer", ""), (None, None))
        return said


def _has_frozen(case: Any) -> bool:
    return bool(case.agreements.filter(state=Agreement.State.FROZEN).exists())


def _waits_for_signatures(case: Any) -> bool:
    if not _has_frozen(case):
        return False
    parties, mediator_missing, _seal_missing = queries.missing_signatures(case.agreements.pending().get())
    return bool(parties) or mediator_missing


def _waits_for_seal(case: Any) -> bool:
    return _has_frozen(case) and not _waits_for_signatures(case)


ACTS = (
    Act(
        "mediation.sign",
        _("Record a signature"),
        SignForm,
        signing.sign,
        done=_("Signature recorded"),
        group="agreement",
        order=14,
        effect=_("Each signature is recorded by itself, as it was made on the printed paper."),
        offered=_waits_for_signatures,
        is_final=True,
    ),
    Act(
        "mediation.seal",
        _("Record the seal"),
        OnThisText,
        signing.seal,
        done=_("Seal recorded"),
        group="agreement",
        order=16,
        effect=_("With the seal the agreement takes effect: it binds both sides, and its clocks start."),
        offered=_waits_for_seal,
        is_final=True,
        starts=("confirm", "instalment", "review"),
        ends=("mediate",),
        sometimes=("confirm", "instalment", "review"),
    ),
)
