"""One gate for text from outside: stored and shown exactly, or refused with a sentence."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Line feed and tab are text; the other control characters are not. NUL breaks PostgreSQL, lone surrogates break
# both databases and the PDF; on its way in, a web server turns them into the replacement character.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff\ufffd]")
_NONCHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
# These reorder what follows them: a name could be made to read as another one.
_OVERRIDE = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DOTS = "\u00b7\u2022\u2027\u30fb\u2219\u22c5\u25cf\ufe52"


def problem(value: str) -> "str | None":
    """Why this text cannot be taken, or None."""
    if _SURROGATE.search(value):
        return str(_("The text has a broken character (half of a pair). Please type it again."))
    if _CONTROL.search(value.replace("\r\n", "\n")):
        return str(_("The text has an invisible control character. Please type it again without copying it."))
    if _NONCHARACTER.search(value):
        return str(_("The text has a code that is not a character. Please type it again."))
    if _OVERRIDE.search(value):
        return str(
            _("The text has an invisible mark that reverses the reading direction. Please type it again.")
        )
    return None


def check(value: Any) -> None:
    """Raise ValidationError when any string inside the value cannot be taken."""
    if isinstance(value, str):
        found = problem(value)
        if found:
            raise ValidationError(found, code="text")
    elif isinstance(value, dict):
        for inner in value.values():
            check(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            check(inner)


def searchable(value: str) -> str:
    """The form used for searching: compatibility folded, lower case, one kind of dot inside minority names."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    for dot in _DOTS:
        folded = folded.replace(dot, "·")
    return " ".join(folded.split())


_RUNS = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+")


def grams(value: str) -> list[str]:
    """Search words: Chinese runs as overlapping pairs plus the last single character, others as they are."""
    found: list[str] = []
    for run in _RUNS.findall(searchable(value)):
        if run[0] < "\u3400":
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
            found.append(run[-1])
    return list(dict.fromkeys(found))
