"""Pages of the acts that open what is covered."""

import re
from typing import Any

from django import forms
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions import access
from cases.actions.parties import GUARDED
from cases.forms import ActForm, DateField
from cases.models import Case, Grant, Party, User
from cases.registry import Act, Undo
from cases.wording import day

WHAT = [
    (access.CONTACTS, _("Phone and addresses")),
    (access.ID_NUMBER, _("ID number")),
    (access.BANK_ACCOUNT, _("Bank account")),
    (access.HEALTH, _("Health and pregnancy")),
]


class RevealForm(ActForm):
    party = forms.ModelChoiceField(label=_("Party"), queryset=Party.objects.none())
    what = forms.ChoiceField(label=_("What"), choices=WHAT, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Reason"), max_length=300)

    def prepare(self) -> None:
        self.fields["party"].queryset = self.case.parties.all()  # type: ignore[attr-defined]
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            pair for pair in WHAT if pair[0] not in GUARDED or self.by.has_perm(GUARDED[pair[0]], self.case)
        ]


def reveal(case: Case, *, party: Party, what: str, **more: Any) -> HttpResponse:
    """Reveal, and answer the page that shows it once; going back to the case covers it again."""
    shown = access.reveal(case, party=party, what=what, **more)
    values = [(_label(column), value, _dialled(column, value)) for column, value in shown.items()]
    return SimpleTemplateResponse("cases/revealed.html", {"case": case, "party": party, "values": values})


def _dialled(column: str, value: str) -> str:
    """The number to dial, where the value is one: a representative's stands behind the name."""
    if column != "phone" and not column.startswith("representative_"):
        return ""
    found = re.search(r"[+\d][\d\s-]{5,}$", value)
    return re.sub(r"[\s-]", "", found[0]) if found else ""


def _label(column: str) -> Any:
    if column.startswith("representative_"):
        return _("Representative")
    return {field.name: field.verbose_name for field in Party._meta.fields}[column]


class GrantForm(ActForm):
    volunteer = forms.ModelChoiceField(label=_("Volunteer"), queryset=User.objects.none())
    granted = forms.MultipleChoiceField(
        label=_("What the volunteer may see"),
        choices=Grant.Field.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("Until"), help_text=_("90 days at most."))
    consent = forms.CharField(
        label=_("The worker's consent: when and how it was given"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def prepare(self) -> None:
        today = timezone.localdate(self.at)
        self.fields["volunteer"].queryset = access.volunteers(self.case, today)  # type: ignore[attr-defined]
        self.initial.setdefault("starts_on", today)

    def clean(self) -> dict[str, Any]:
        """The form's answer as `grant` takes it."""
        super().clean()
        answer = dict(self.cleaned_data)
        answer["fields"] = answer.pop("granted", [])
        return answer


class GrantChoice(forms.ModelChoiceField):
    """Grants told by volunteer and last moment."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user} · {day(obj.ends_at)}"


class ProposeGrantForm(ActForm):
    volunteer = forms.ModelChoiceField(label=_("Volunteer"), queryset=User.objects.none())
    why = forms.CharField(label=_("What the volunteer is to help with"), max_length=200)

    def prepare(self) -> None:
        self.fields["volunteer"].queryset = access.volunteers(self.case, timezone.localdate(self.at))  # type: ignore[attr-defined]


class RevokeGrantForm(ActForm):
    grant = GrantChoice(label=_("Access"), queryset=Grant.objects.none())
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        self.fields["grant"].queryset = access.live_grants(self.case, self.at)  # type: ignore[attr-defined]


def _has_grants(case: Any) -> bool:
    return bool(access.live_grants(case, timezone.now()).exists())


def _this_grant(before: Any, user: Any, answer: Any) -> dict[str, str] | None:
    return {"grant": str(answer.pk)}


ACTS = (
    Act(
        "cases.reveal", _("Show contact details"), RevealForm, reveal,
        done=_("Covered details shown"), group="access", order=10,
        effect=_("Who looked, when, at what and why is kept and can be read by those responsible for the case."),
        is_final=True,
    ),
    Act(
        "cases.grant", _("Give a volunteer access"), GrantForm, access.grant,
        done=_("Volunteer given access"), group="access", order=20,
        effect=_("The volunteer sees only what is ticked, only in this time; it can be ended at any moment."),
        undo=Undo("cases.revoke_grant", _this_grant),
    ),
    Act(
        "cases.propose_grant", _("Ask for a volunteer's help"), ProposeGrantForm, access.propose_grant,
        done=_("Volunteer's help asked for"), group="access", order=25,
        effect=_("The head finds it among the tasks of this case and decides."),
    ),
    Act(
        "cases.revoke_grant", _("End a volunteer's access"), RevokeGrantForm, access.revoke_grant,
        done=_("Volunteer's access ended"), group="access", order=30, offered=_has_grants,
        effect=_("The access ends at once, also for pages that are open now."),
    ),
)  # fmt: skip
