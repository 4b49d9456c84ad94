"""One form for what people type in many: full-width digits, spaces, dashes, a small x."""

import re
import unicodedata
from datetime import date

_FOREIGN = re.compile(r"[A-Z]{1,3}[0-9]{6,12}|[0-9]{8}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
FEWEST_DIGITS = 7
_GAPS = re.compile(r"[\s\-–—·.()（）]+")


def id_number(value: str) -> str:
    """An identity number without gaps, half-width, with a capital X."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", value or "")).upper()


def phone_number(value: str) -> str:
    """A phone number without gaps, half-width; a leading + stays."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", value or ""))


def is_id_number(value: str) -> bool:
    """Can this be an identity number: 18 signs with a day of birth and the check sign, or a travel document?

    The region is not looked at: regions are abolished, and residence permits have codes of their own.
    """
    number = id_number(value)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return _FOREIGN.fullmatch(number) is not None
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(sign) for weight, sign in zip(_WEIGHTS, number, strict=False))
    return number[17] == "10X98765432"[total % 11]


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
