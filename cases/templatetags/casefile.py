"""Tags of the case file: clocks as chips and bars."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import clocks
from cases.models import Deadline
from cases.registry import Act
from cases.templatetags.page import due_status, icon
from cases.wording import day, distance

register = template.Library()

# The acts of every day have a key of their own, in the menu of all acts.
KEYS = {"assign": "e", "reassign": "e", "schedule": "s", "contact": "l", "note": "m", "offer": "p"}


@register.simple_tag
def clock_chip(clock: Deadline, today: date) -> SafeString:
    """How a clock stands, as shape, word and colour. A right of the parties is never late: it says its day, or that
    its time is over.
    """
    if clock.met_on is not None:
        return _chip("met", _("met on %(day)s") % {"day": day(clock.met_on)})
    if clock.ended_on is not None:
        return _chip("paused", _("ended on %(day)s") % {"day": day(clock.ended_on)}, "none")
    if clock.kind in Deadline.INFORMATIONAL:
        if clock.kind == Deadline.Kind.RIGHT15:
            words = _("after %(day)s")
        elif clock.last_day < today:
            return _chip("paused", _("over: the last day was %(day)s") % {"day": day(clock.last_day)}, "none")
        else:
            words = _("until %(day)s")
        return format_html('<span class="chip neutral">{}</span>', words % {"day": day(clock.last_day)})
    return due_status(clock.last_day, today)


def _chip(state: str, words: str, symbol: str = "") -> SafeString:
    return format_html('<span class="chip {}">{}{}</span>', state, icon(symbol or state), words)


@register.simple_tag
def clock_bar(clock: Deadline, today: date) -> SafeString:
    """How much of a running clock has gone by; the words beside it say the same."""
    whole = max((clock.last_day - clock.started_on).days, 1)
    gone = min(max((today - clock.started_on).days, 0), whole)
    label = _("day %(gone)s of %(whole)s") % {"gone": gone, "whole": whole}
    return format_html(
        '<progress max="{}" value="{}" aria-label="{}">{}</progress>', whole, gone, label, label
    )


@register.filter
def clock_anchor(clock: Deadline) -> str:
    """The place of a clock on the page of the deadlines."""
    return clocks.anchor(clock)


@register.filter
def limitation_distance(ends_on: date, today: date) -> str:
    """How far the end of a limitation is away. What is past is never told as late: it may not have ended."""
    days = (ends_on - today).days
    if days < 0:
        return ngettext(
            "counted, it ended %(days)d day ago", "counted, it ended %(days)d days ago", -days
        ) % {"days": -days}
    return distance(ends_on, today)


@register.simple_tag
def act_key(act: Act) -> SafeString:
    """The key of an act, for those that have one."""
    key = KEYS.get(act.verb)
    return format_html(' data-key="{}"', key) if key else SafeString("")
