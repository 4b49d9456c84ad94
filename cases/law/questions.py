"""The questions a calculation asks: one description for the form, the API, the command line and the handbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cases.law.results import Text


class Type(StrEnum):
    DAY = "day"
    MONEY = "money"
    """Yuan, not negative, two decimals at most."""
    NUMBER = "number"
    """A Decimal, not negative unless `least` says so."""
    COUNT = "count"
    """A whole number."""
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"
    DAYS = "days"
    """One or more days."""
    ROWS = "rows"
    """A table: a list of objects with the questions of `columns`."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask. `is_disputable`: the other side may say otherwise, and the answer becomes a range. `is_rare`:
    few need to say it, so that forms put it at the end, folded away.
    `is_today`: usually the day of asking, which forms fill in; the law itself reads no clock."""

    name: str
    type: Type
    label: Text
    help: Text | None = None
    is_required: bool = True
    choices: Mapping[str, Text] | None = None
    columns: tuple[Question, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    is_disputable: bool = False
    is_rare: bool = False
    is_today: bool = False
    default: str | None = None


Answer = date | Decimal | int | bool | str | tuple[object, ...] | None

# What no honest answer exceeds; beyond it a finger slipped.
MOST_MONTHLY_WAGE = Decimal(1_000_000)
MOST_MONEY = Decimal(1_000_000_000)
