"""What the law library says in both languages, in the reader's."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.law.questions import Question, Type
from cases.law.results import Text
from cases.wording import day, is_english, listed, money


def said(words: Text | Mapping[str, str] | None) -> str:
    """A text of the library, or of its plain data."""
    if words is None:
        return ""
    if isinstance(words, Text):
        return words.en if is_english() else words.zh
    return words["en" if is_english() else "zh"]


def yuan(amount: str | None) -> str:
    """¥12,345.60 of an amount in plain data; nothing for none."""
    return money(Decimal(amount)) if amount is not None else ""


def figure(value: Any, unit: str) -> str:
    """A value of plain data with its unit."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if unit == "yuan":
        return yuan(str(value))
    if unit == "day":
        return _day(str(value))
    number = _number(str(value))
    return number if unit in ("", "day") else _with_unit(number, unit)


def _with_unit(number: str, unit: str) -> str:
    many = 1 if number == "1" else 2
    words = {
        "days": ngettext("%(number)s day", "%(number)s days", many),
        "months": ngettext("%(number)s month", "%(number)s months", many),
        "years": ngettext("%(number)s year", "%(number)s years", many),
        "hours": ngettext("%(number)s hour", "%(number)s hours", many),
        "percent": "%(number)s%%",
    }
    return words.get(unit, "%(number)s") % {"number": number}


def _day(spelled: str) -> str:
    try:
        return day(date.fromisoformat(spelled))
    except ValueError:
        return spelled


def _number(spelled: str) -> str:
    """4.500 → 4.5, 6200 → 6,200; what is no number stays as it is."""
    try:
        found = Decimal(spelled)
    except InvalidOperation:
        return spelled
    if not found.is_finite():
        return spelled
    text = f"{found:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def answered(question: Question, typed: Any) -> str:
    """What somebody told, as a sentence says it: choices by their names, days and amounts as everywhere."""
    if isinstance(typed, list | tuple):
        return listed(_row(question, one) for one in typed)
    text = str(typed)
    if question.type is Type.CHOICE and question.choices and text in question.choices:
        return said(question.choices[text])
    if question.type is Type.YES_NO:
        return {"yes": _("yes"), "no": _("no")}.get(text, text)
    if question.type is Type.DAY:
        return _day(text)
    return _with_thousands(text) if question.type is Type.MONEY else text


def _with_thousands(typed: str) -> str:
    # Only what is plainly an amount: anything else is told as it was typed.
    return yuan(typed) if re.fullmatch(r"\d{1,12}(\.\d{1,2})?", typed, re.ASCII) else typed


def _row(question: Question, row: Any) -> str:
    if not isinstance(row, Mapping):
        return _day(str(row)) if question.type is Type.DAYS else str(row)
    told = [answered(column, row[column.name]) for column in question.columns if row.get(column.name)]
    return " ".join(told)
