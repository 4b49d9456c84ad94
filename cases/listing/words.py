"""What a list says about itself: its filters as chips, and the same as one sentence."""

from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.listing.asked import Asked, Condition, read_text, spelled
from cases.listing.facets import Facet, Reader
from cases.models import User


@dataclass(frozen=True)
class Chip:
    """One filter in words, and the address without it."""

    words: str
    without: str


def chips(wanted: Asked) -> list[Chip]:
    """The filters of a list, each with the way to take it away."""
    found = [Chip(said(one), wanted.without(one).address()) for one in wanted.conditions]
    if wanted.q:
        found.append(Chip(said_words(wanted.q), replace(wanted, q="").address()))
    if wanted.order == "-due":
        found.append(Chip(_("with a deadline"), wanted.sorted_by("due").address()))
    if wanted.order.endswith("ended"):
        found.append(Chip(_("ended cases"), wanted.sorted_by("due").address()))
    return found


def said(condition: Condition) -> str:
    """One condition in words: “State: in mediation or suspended”, “State is not: closed”."""
    label = str(condition.of.label)
    if isinstance(condition.of, Facet):
        what = _(" or ").join(str(words) for words in condition.values.values())
    elif condition.low is None:
        what = _("up to %(last)s") % {"last": spelled(condition.high)}
    elif condition.high is None:
        what = _("from %(first)s") % {"first": spelled(condition.low)}
    else:
        what = _("%(first)s to %(last)s") % {"first": spelled(condition.low), "last": spelled(condition.high)}
    words = {"label": label, "what": what}
    return _("%(label)s is not: %(what)s") % words if condition.is_not else _("%(label)s: %(what)s") % words


def said_words(searched: str) -> str:
    """The words searched for, as a filter."""
    return _("contains “%(words)s”") % {"words": searched}


def filter_sentence(query_string: str, user: User) -> str:
    """The filters of a list in one sentence; “all cases” when there are none."""
    return sentence(read_text(query_string, Reader(user, timezone.localdate())))


def sentence(wanted: Asked) -> str:
    """The filters in one sentence."""
    return _("; ").join(chip.words for chip in chips(wanted)) or _("all cases")
