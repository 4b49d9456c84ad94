"""The terms of an agreement as plain data: what becomes of each claim line, and who does what for whom by when.

Pure: no database. `Terms.as_data` is what the agreement keeps, freezes and hashes.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cases.errors import Refused
from cases.law import money

Data = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """What becomes of one claim line: settled at an amount (nothing: without money), or left open on purpose."""

    claim: str
    is_settled: bool
    amount: Decimal | None = None


@dataclass(frozen=True)
class Instalment:
    """A part of a sum and its day."""

    due_on: date
    amount: Decimal


@dataclass(frozen=True)
class Item:
    """One promise: a payment, or a deed when there is no amount. `payer` is who performs, `payee` for whom."""

    title: str
    payer: str
    payee: str
    due_on: date
    amount: Decimal | None = None
    deed: str = ""
    method: str = ""
    instalments: tuple[Instalment, ...] = ()
    claims: tuple[str, ...] = ()
    account_holder: str = ""
    account_bank: str = ""
    account_number: str = ""
    note: str = ""

    @property
    def is_payment(self) -> bool:
        return self.amount is not None

    @property
    def parts(self) -> tuple[Instalment, ...]:
        """The instalments, or the whole sum as the only one."""
        if self.instalments or self.amount is None:
            return self.instalments
        return (Instalment(self.due_on, self.amount),)


@dataclass(frozen=True)
class Terms:
    """Everything the sides agreed."""

    lines: tuple[Line, ...]
    items: tuple[Item, ...]
    agreed_on: date
    facts: str = ""
    other_clauses: tuple[str, ...] = ()
    default_clause: str = ""

    @property
    def total(self) -> Decimal:
        """The sum of all payments."""
        return sum((item.amount for item in self.items if item.amount is not None), Decimal(0))

    @property
    def settled(self) -> list[str]:
        return [line.claim for line in self.lines if line.is_settled]

    @property
    def left_open(self) -> list[str]:
        return [line.claim for line in self.lines if not line.is_settled]

    def as_data(self) -> Data:
        """Plain values; amounts with two decimals, days as ISO text."""
        return {
            "lines": [
                {"claim": line.claim, "is_settled": line.is_settled, "amount": _money(line.amount)}
                for line in self.lines
            ],
            "items": [_item_data(item) for item in self.items],
            "agreed_on": self.agreed_on.isoformat(),
            "facts": self.facts,
            "other_clauses": list(self.other_clauses),
            "default_clause": self.default_clause,
        }

    @classmethod
    def from_data(cls, data: Data) -> "Terms":
        """The terms that were kept."""
        return cls(
            lines=tuple(
                Line(one["claim"], one["is_settled"], _amount(one["amount"])) for one in data["lines"]
            ),
            items=tuple(_item(one) for one in data["items"]),
            agreed_on=date.fromisoformat(data["agreed_on"]),
            facts=data["facts"],
            other_clauses=tuple(data["other_clauses"]),
            default_clause=data["default_clause"],
        )

    def check(self, claims: Iterable[str], parties: Iterable[str]) -> None:
        """Refuse terms that do not cover the claims or whose sums and days do not fit (MR 26)."""
        if sorted(line.claim for line in self.lines) != sorted(claims) or not self.lines:
            raise Refused("lines_left_open", _("Settle each claim line, or mark it as left open on purpose."))
        if not self.settled:
            raise Refused(
                "nothing_settled", _("At least one claim line must be settled. Otherwise end the mediation.")
            )
        if not self.items:
            raise Refused("nothing_promised", _("Say who does what: enter at least one payment or deed."))
        settled = sum((line.amount or Decimal(0) for line in self.lines if line.is_settled), Decimal(0))
        refuse_absurd(self.total)
        if settled != self.total:
            raise Refused(
                "sums_differ",
                _(
                    "The settled lines add up to %(lines)s, the payments to %(payments)s. Please make them equal."
                )
                % {"lines": f"{settled:,.2f}", "payments": f"{self.total:,.2f}"},
            )
        known = set(parties)
        for item in self.items:
            _check_item(item, known, self.agreed_on)


def digest(data: Data) -> str:
    """SHA-256 over the canonical form: the same terms give the same digest on every machine."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _check_item(item: Item, parties: set[str], agreed_on: date) -> None:
    if item.payer not in parties or item.payee not in parties or item.payer == item.payee:
        raise Refused("who_to_whom", _("Each payment or deed needs two different parties of this case."))
    if not item.is_payment and not item.deed.strip():
        raise Refused("nothing_to_do", _("Enter an amount, or say in words what is to be done."))
    if item.is_payment and not item.amount:
        raise Refused(
            "amount_zero", _("A payment must be above zero. A line without money needs no payment.")
        )
    days = [part.due_on for part in item.parts] or [item.due_on]
    if min(days) < agreed_on or days != sorted(set(days)):
        raise Refused(
            "due_days", _("Due days lie on or after the day of the agreement, each later than the last.")
        )
    if item.instalments and sum(part.amount for part in item.instalments) != item.amount:
        raise Refused(
            "instalments_differ", _("The instalments do not add up to the amount. Please correct them.")
        )
    if item.instalments and item.due_on != days[-1]:
        raise Refused(
            "last_day_differs", _("The last instalment must be due on the day by which all is paid.")
        )


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _item_data(item: Item) -> Data:
    return {
        "title": item.title,
        "payer": item.payer,
        "payee": item.payee,
        "due_on": item.due_on.isoformat(),
        "amount": _money(item.amount),
        "deed": item.deed,
        "method": item.method,
        "instalments": [
            {"due_on": part.due_on.isoformat(), "amount": _money(part.amount)} for part in item.instalments
        ],
        "claims": list(item.claims),
        "account_holder": item.account_holder,
        "account_bank": item.account_bank,
        "account_number": item.account_number,
        "note": item.note,
    }


def _item(data: Data) -> Item:
    parts: Sequence[Data] = data["instalments"]
    return Item(
        **{
            **data,
            "due_on": date.fromisoformat(data["due_on"]),
            "amount": _amount(data["amount"]),
            "instalments": tuple(
                Instalment(date.fromisoformat(part["due_on"]), Decimal(part["amount"])) for part in parts
            ),
            "claims": tuple(data["claims"]),
        }
    )


def refuse_absurd(total: Decimal) -> None:
    """A sum that cannot be written in capitals is a slip of the keyboard."""
    if total > money.LARGEST:
        raise Refused("absurd", _("The sum is larger than a trillion yuan. Please check the amounts."))
