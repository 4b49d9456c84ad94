"""One form for what people type in many: full-width digits, spaces, dashes, a small x."""

import re
from datetime import date

from django.utils import timezone

from cases.law.checks import identifiers

_FOREIGN = re.compile(r"[A-Z]{1,3}[0-9]{6,12}|[0-9]{8}")
FEWEST_DIGITS = 7


def id_number(value: str) -> str:
    """An identity number without gaps, half-width, with a capital X."""
    return identifiers.normalised(value)


def phone_number(value: str) -> str:
    """A phone number without gaps, half-width; a leading + stays."""
    return identifiers.without_gaps(value)


def is_id_number(value: str, on: date | None = None) -> bool:
    """Can this be an identity number, as far as one can be told today (or on that day), or a travel document?"""
    number = id_number(value)
    if _FOREIGN.fullmatch(number):
        return True
    return identifiers.is_identity(number, on=on or timezone.localdate())


def is_phone_number(value: str) -> bool:
    """Are there digits enough to reach somebody?"""
    return sum(sign.isdigit() for sign in phone_number(value)) >= FEWEST_DIGITS


def masked(value: str, head: int = 3, tail: int = 4) -> str:
    """First and last characters, stars between; short values show nothing."""
    if not value:
        return ""
    if len(value) <= head + tail:
        return "*" * len(value)
    return value[:head] + "*" * (len(value) - head - tail) + value[-tail:]
