"""Parts of forms that several acts of this floor share."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.forms import ActForm, DateField, MoneyField
from cases.models import Organisation, Party
from mediation.terms import Item

LINES = {"rows": 4}
# Who performs for whom is filled in beforehand; these are not.
_TOLD = ("title", "amount", "deed", "due_on")


def courts() -> Any:
    """The courts that can be chosen."""
    return Organisation.objects.filter(kind=Organisation.Kind.COURT, is_active=True)


def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class CourtPaperForm(ActForm):
    """A paper of the court: its number, its date, when the person received it, what it says."""

    number = forms.CharField(label=_("Number of the paper"), max_length=80, required=False)
    dated_on = DateField(label=_("Date of the paper"))
    served_on = DateField(label=_("Received by the person on"), required=False)
    text = forms.CharField(
        label=_("What it says"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class ObligingForm(CourtPaperForm):
    """A paper that obliges: up to five things to do, each a payment or a deed."""

    ROWS = 5

    def prepare(self) -> None:
        super().prepare()
        parties = self.case.parties.filter(left_on=None).order_by("role", "position")
        respondent = next((party for party in parties if party.role == Party.Role.RESPONDENT), None)
        applicant = next((party for party in parties if party.role == Party.Role.APPLICANT), None)
        for row in range(1, self.ROWS + 1):
            for name, field in self._row(row, parties, respondent, applicant):
                self.fields[f"item_{row}_{name}"] = field

    def _row(self, row: int, parties: Any, payer: Any, payee: Any) -> Iterator[tuple[str, forms.Field]]:
        said = {"row": row}
        yield "title", forms.CharField(label=_("%(row)d. What for") % said, max_length=160, required=False)
        yield (
            "payer",
            forms.ModelChoiceField(
                parties, label=_("%(row)d. Who performs") % said, required=False, initial=payer
            ),
        )
        yield (
            "payee",
            forms.ModelChoiceField(
                parties, label=_("%(row)d. For whom") % said, required=False, initial=payee
            ),
        )
        yield "amount", MoneyField(label=_("%(row)d. Amount, for a payment") % said, required=False)
        yield (
            "deed",
            forms.CharField(
                label=_("%(row)d. What is done, when it is no payment") % said, max_length=500, required=False
            ),
        )
        yield "due_on", DateField(label=_("%(row)d. By") % said, required=False)

    def groups(self) -> list[dict[str, Any]]:
        """The fields in their sections, for the page: the paper, and each thing to do."""
        of_rows = [
            [self[name] for name in self.fields if name.startswith(f"item_{row}_")]
            for row in range(1, self.ROWS + 1)
        ]
        paper = [self[name] for name in self.fields if not name.startswith("item_")]
        found = [{"legend": gettext("The paper"), "fields": paper, "is_open": True}]
        for row, fields in enumerate(of_rows, 1):
            is_open = row == 1 or any(
                field.errors or (self.is_bound and field.html_name.endswith(_TOLD) and field.data)
                for field in fields
            )
            found.append(
                {
                    "legend": gettext("Obligation %(number)s") % {"number": row},
                    "fields": fields,
                    "is_open": is_open,
                }
            )
        return found

    def clean(self) -> dict[str, Any]:
        """Rows that say something become items; the fields of the rows are no arguments of the act."""
        cleaned = super().clean() or self.cleaned_data
        rows = [
            {
                name: cleaned.pop(f"item_{row}_{name}", None)
                for name in ("title", "payer", "payee", "amount", "deed", "due_on")
            }
            for row in range(1, self.ROWS + 1)
        ]
        cleaned["items"] = [self._item(number, row) for number, row in enumerate(rows, 1) if self._says(row)]
        return cleaned

    @staticmethod
    def _says(row: dict[str, Any]) -> bool:
        return any(row[name] for name in ("title", "amount", "deed", "due_on"))

    def _item(self, number: int, row: dict[str, Any]) -> Item | None:
        whole = (
            row["title"]
            and row["due_on"]
            and (row["amount"] or row["deed"])
            and row["payer"]
            and row["payee"]
        )
        if not whole or row["payer"] == row["payee"]:
            self.add_error(
                f"item_{number}_title",
                _(
                    "Say what for, who performs for whom (two different parties), by when, and the amount or the deed."
                ),
            )
            return None
        return Item(
            title=row["title"], payer=str(row["payer"].pk), payee=str(row["payee"].pk), due_on=row["due_on"],
            amount=row["amount"] or None, deed=row["deed"] or "",
        )  # fmt: skip
