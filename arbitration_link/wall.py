"""The wall: what was said in confidence does not get into a package, whole or in part (trust.md C1, C5).

The package is built from an allow-list, so nothing confidential is asked for. This is the second lock: the words that
would leave are searched for the words that must stay, because people copy text from one field into another.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from cases.models import Case
from mediation.models import CaucusNote, Offer

# Shorter texts (“yes”, “5000”) are in every file and prove nothing.
SHORTEST = 6
# A sentence of a note that is as long as this is the note's own.
SHORTEST_SENTENCE = 12

_BREAKS = re.compile(r"[\n\r。！？；!?;]+")


def leaks(texts: Iterable[str], secrets: Iterable[str]) -> bool:
    """Is any secret, or a whole sentence of one, in any of these texts? Spacing, width and case do not hide it."""
    searched = [folded(text) for text in texts]
    return any(mark in text for secret in secrets for mark in _marks(secret) for text in searched)


def folded(text: str) -> str:
    """The text as it is compared: compatibility forms and case folded, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _marks(secret: str) -> Iterator[str]:
    whole = folded(secret)
    if len(whole) >= SHORTEST:
        yield whole
    for sentence in _BREAKS.split(secret):
        mark = folded(sentence)
        if len(mark) >= SHORTEST_SENTENCE:
            yield mark


def secrets_of(case: Case, *, health_of: Any = None) -> list[str]:
    """All that must stay: caucus notes, offers told in confidence, working notes, bank accounts, health data.

    `health_of` is the party who consented to giving his or her own health data.
    """
    found = [note.text for note in CaucusNote.objects.filter(case=case)]
    for offer in Offer.objects.filter(case=case).privileged():
        found += [text for text in strings(offer.content) if not _is_reference(text)]
    found += [note.text for note in case.notes.all()]
    for party in case.parties.all():
        found.append(party.bank_account)
        if party.pk != health_of:
            found.append(party.health)
    return [text for text in found if text]


def _is_reference(text: str) -> bool:
    # Identifiers and plain sums: an amount alone may be the claimed one.
    return bool(re.fullmatch(r"[0-9a-f-]{36}|[0-9]+(\.[0-9]+)?", text))


def strings(value: Any) -> Iterator[str]:
    """Every text inside a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def readable(content: bytes) -> str:
    """The text of a member that is text; empty for pictures, PDF and the like."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return "" if "\x00" in text else text
    return ""


__all__ = ["folded", "leaks", "readable", "secrets_of", "strings"]
