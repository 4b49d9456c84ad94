"""One form for what people type in many: full-width digits, spaces, dashes, a small x."""

import re
import unicodedata

_GAPS = re.compile(r"[\s\-–—·.()（）]+")


def id_number(value: str) -> str:
    """An identity number without gaps, half-width, with a capital X."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", value or "")).upper()


def phone_number(value: str) -> str:
    """A phone number without gaps, half-width; a leading + stays."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", value or ""))


def masked(value: str, head: int = 3, tail: int = 4) -> str:
    """First and last characters, stars between; short values show nothing."""
    if not value:
        return ""
    if len(value) <= head + tail:
        return "*" * len(value)
    return value[:head] + "*" * (len(value) - head - tail) + value[-tail:]
