"""Pages of the acts by which terms are fixed, drafted, frozen, and taken up again."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.joining import unsettled
from cases.forms import ActForm, DateField, MoneyField, NoteForm
from cases.models import Claim, Party
from cases.registry import Act
from mediation import queries
from mediation.actions import agreeing
from mediation.choices import REOPENING_REASONS
from mediation.models import Agreement
from mediation.terms import Instalment, Item, Line, Terms

PAYMENTS, DEEDS = 3, 2


class InstalmentsField(forms.CharField):
    """Instalments, one a line: the day and the amount."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, **kwargs)

    def clean(self, value: Any) -> tuple[Instalment, ...]:
        """The parts that are promised; ValidationError names the line that cannot be read."""
        parts = []
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            words = line.split()
            try:
                day, amount = DateField().clean(words[0]), MoneyField().clean("".join(words[1:]))
            except ValidationError as error:
                raise ValidationError(
                    gettext(
                        "“%(line)s” cannot be read. Write the day and the amount, such as 2026-04-30 5000."
                    ),
                    params={"line": line},
                ) from error
            parts.append(Instalment(day, amount))
        return tuple(parts)


class LinesForm(ActForm):
    """What becomes of each claim line."""

    may_leave_open = True

    def prepare(self) -> None:
        self.claims: list[Claim] = list(unsettled(self.case))
        for claim in self.claims:
            if self.may_leave_open:
                self.fields[f"standing_{claim.pk}"] = forms.ChoiceField(
                    label=str(claim),
                    choices=[("settled", _("settled")), ("open", _("left open on purpose"))],
                    widget=forms.RadioSelect,
                    initial="settled",
                )
            self.fields[f"amount_{claim.pk}"] = MoneyField(
                label=_("Line %(line)s: agreed amount (yuan)") % {"line": claim.line},
                required=False,
                help_text=_("Empty: settled without money."),
            )

    def lines(self) -> tuple[Line, ...]:
        """What was chosen for each line."""
        said = self.cleaned_data
        found = []
        for claim in self.claims:
            is_settled = said.get(f"standing_{claim.pk}", "settled") == "settled"
            found.append(
                Line(str(claim.pk), is_settled, said.get(f"amount_{claim.pk}") if is_settled else None)
            )
        return tuple(found)


class AgreeForm(LinesForm):
    agreed_on = DateField(label=_("Agreed on"))
    facts = forms.CharField(
        label=_("Facts both sides accept"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Empty: what happened, as the case file says."),
    )
    other_clauses = forms.CharField(
        label=_("Other clauses, one a line"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    default_clause = forms.CharField(
        label=_("What follows from a default"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("agreed_on", timezone.localdate(self.at))
        self.parties = list(self.case.parties.filter(left_on=None))
        for number in range(1, PAYMENTS + 1):
            self._add_item(f"payment_{number}", is_payment=True, is_first=number == 1)
        for number in range(1, DEEDS + 1):
            self._add_item(f"deed_{number}", is_payment=False, is_first=False)

    def _add_item(self, name: str, *, is_payment: bool, is_first: bool) -> None:
        names = [(str(party.pk), party.display_name) for party in self.parties]
        employer = next((str(one.pk) for one in self.parties if not one.is_worker_side), "")
        worker = next((str(one.pk) for one in self.parties if one.is_worker_side), "")
        fields: dict[str, forms.Field] = {
            "title": forms.CharField(label=_("What for"), max_length=160, required=False),
            "payer": forms.ChoiceField(
                label=_("Who performs"), choices=names, initial=employer, required=False
            ),
            "payee": forms.ChoiceField(label=_("For whom"), choices=names, initial=worker, required=False),
        }
        if is_payment:
            fields["amount"] = MoneyField(label=_("Amount (yuan)"), required=False)
        else:
            fields["deed"] = forms.CharField(label=_("What is done"), max_length=500, required=False)
        fields["due_on"] = DateField(label=_("All done by"), required=False)
        fields["method"] = forms.CharField(label=_("How"), max_length=120, required=False)
        if is_payment:
            fields["instalments"] = InstalmentsField(
                label=_("Instalments, one a line: day and amount"), required=False
            )
            fields["claims"] = forms.MultipleChoiceField(
                label=_("For these lines"),
                choices=[(str(claim.pk), str(claim)) for claim in self.claims],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            fields["account_holder"] = forms.CharField(
                label=_("Account holder"), max_length=80, required=False
            )
            fields["account_bank"] = forms.CharField(label=_("Bank"), max_length=80, required=False)
            fields["account_number"] = forms.CharField(
                label=_("Account number"), max_length=40, required=False
            )
        for key, field in fields.items():
            self.fields[f"{name}_{key}"] = field

    def groups(self) -> list[dict[str, Any]]:
        """The fields in their sections, for the page."""
        prefixes = [f"payment_{number}" for number in range(1, PAYMENTS + 1)]
        prefixes += [f"deed_{number}" for number in range(1, DEEDS + 1)]
        found = [
            {"legend": gettext("Claims"), "fields": self._bound("standing_", "amount_"), "is_open": True}
        ]
        for prefix in prefixes:
            kind, number = prefix.split("_")
            words = gettext("Payment %(number)s") if kind == "payment" else gettext("Deed %(number)s")
            fields = self._bound(f"{prefix}_")
            is_open = prefix == "payment_1" or any(field.errors or field.data for field in fields[3:4])
            found.append({"legend": words % {"number": number}, "fields": fields, "is_open": is_open})
        rest = [self[name] for name in ("agreed_on", "facts", "other_clauses", "default_clause")]
        return [*found, {"legend": gettext("Further terms"), "fields": rest, "is_open": True}]

    def _bound(self, *prefixes: str) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(prefixes)]

    def clean(self) -> dict[str, Any]:
        """The terms as `agree` takes them."""
        super().clean()
        said = self.cleaned_data
        items = [self._item(f"payment_{number}", "amount") for number in range(1, PAYMENTS + 1)]
        items += [self._item(f"deed_{number}", "deed") for number in range(1, DEEDS + 1)]
        wanted = tuple(item for item in items if item is not None)
        if self.errors:
            return said
        lines = self.lines()
        payments = [item for item in wanted if item.is_payment]
        if len(payments) == 1 and not payments[0].claims:
            with_money = tuple(line.claim for line in lines if line.is_settled and line.amount)
            wanted = tuple(
                replace(item, claims=with_money) if item is payments[0] else item for item in wanted
            )
        clauses = tuple(line.strip() for line in said["other_clauses"].splitlines() if line.strip())
        terms = Terms(
            lines=lines,
            items=wanted,
            agreed_on=said["agreed_on"],
            facts=said["facts"],
            other_clauses=clauses,
            default_clause=said["default_clause"],
        )
        return {"terms": terms}

    def _item(self, name: str, needed: str) -> Item | None:
        said = {key: self.cleaned_data.get(f"{name}_{key}") for key in (
            "title", "payer", "payee", "amount", "deed", "due_on", "method", "instalments", "claims",
            "account_holder", "account_bank", "account_number",
        )}  # fmt: skip
        if not said[needed]:
            return None
        due_on: date | None = said["due_on"]
        if due_on is None and said["instalments"]:
            due_on = said["instalments"][-1].due_on
        if due_on is None:
            self.add_error(f"{name}_due_on", _("Enter the day by which it is done."))
            return None
        return Item(
            title=said["title"] or (said["deed"] or gettext("payment"))[:160],
            payer=said["payer"] or "",
            payee=said["payee"] or "",
            due_on=due_on,
            amount=said["amount"] if needed == "amount" else None,
            deed=said["deed"] or "",
            method=said["method"] or "",
            instalments=said["instalments"] or (),
            claims=tuple(said["claims"] or ()),
            account_holder=said["account_holder"] or "",
            account_bank=said["account_bank"] or "",
            account_number=said["account_number"] or "",
        )


class OnTheSpotForm(LinesForm):
    may_leave_open = False

    text = forms.CharField(
        label=_("What was performed, for the minutes"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    method = forms.CharField(label=_("How it was paid or done"), max_length=120)
    payee = forms.ModelChoiceField(label=_("Received by"), queryset=Party.objects.none(), empty_label=None)
    is_simple = forms.BooleanField(
        label=_("The matter is small and simple, and everything was performed there and then")
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["payee"].queryset = self.case.parties.filter(left_on=None)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The lines as `perform_on_the_spot` takes them."""
        super().clean()
        said = self.cleaned_data
        return {
            "lines": self.lines(),
            **{name: said.get(name) for name in ("text", "method", "payee", "is_simple")},
        }


class VoidForm(ActForm):
    note = forms.CharField(
        label=_("Why it is void"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReopenTermsForm(NoteForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=REOPENING_REASONS)
    applicant_on = DateField(label=_("The applicant consented on"), required=False)
    respondent_on = DateField(label=_("The respondent consented on"), required=False)

    field_order = ("reason", "applicant_on", "respondent_on", "note")


def _has_draft(case: Any) -> bool:
    return bool(case.agreements.filter(state=Agreement.State.DRAFT).exists())


def _has_frozen(case: Any) -> bool:
    return bool(case.agreements.filter(state=Agreement.State.FROZEN).exists())


def _is_by_agreement(case: Any) -> bool:
    return queries.effective_agreement(case) is not None


ACTS = (
    Act(
        "mediation.agree",
        _("Fix the terms"),
        AgreeForm,
        agreeing.agree,
        done=_("Terms fixed"),
        group="agreement",
        order=10,
        effect=_(
            "The agreement is drafted and the minutes are written. Nothing has effect before all have signed."
        ),
        template="mediation/agree.html",
        papers=("minutes",),
    ),
    Act(
        "mediation.perform_on_the_spot",
        _("Performed on the spot"),
        OnTheSpotForm,
        agreeing.perform_on_the_spot,
        done=_("Performed on the spot"),
        group="agreement",
        order=40,
        effect=_("The minutes take the place of an agreement, and the case is closed."),
        is_final=True,
        papers=("minutes",),
    ),
    Act(
        "mediation.freeze",
        _("Fix the text"),
        NoteForm,
        agreeing.freeze,
        done=_("Text of the agreement fixed"),
        group="agreement",
        order=12,
        effect=_(
            "The agreement gets its number and cannot be changed any more. Print it and have it signed."
        ),
        offered=_has_draft,
        is_final=True,
        papers=("agreement",),
    ),
    Act(
        "mediation.void",
        _("Declare the text void"),
        VoidForm,
        agreeing.void,
        done=_("Text of the agreement void"),
        group="agreement",
        order=60,
        effect=_("All signatures on it are void too. A new draft of the same terms takes its place."),
        offered=_has_frozen,
    ),
    Act(
        "mediation.resume_talks",
        _("Back to the talks"),
        NoteForm,
        agreeing.resume_talks,
        done=_("Talks resumed"),
        group="agreement",
        order=62,
        effect=_("The draft, or the text that was fixed, is void."),
    ),
    Act(
        "mediation.reopen_terms",
        _("Take the terms up again"),
        ReopenTermsForm,
        agreeing.reopen_terms,
        done=_("Terms taken up again"),
        group="agreement",
        order=64,
        effect=_("The agreement in effect is superseded, and a new mediation period begins."),
        offered=_is_by_agreement,
        starts=("mediate",),
        ends=("mediate", "instalment", "review", "confirm"),
    ),
)
