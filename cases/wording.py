"""Days, moments, amounts and distances in words of the reader's language: for pages, reasons and messages alike."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

# A last day within this time is near.
SOON = timedelta(days=3)


def is_english() -> bool:
    """Does the reader read English?"""
    return (get_language() or "").startswith("en")


def day(value: date | datetime | None) -> str:
    """2026-03-19 → Thu 19 Mar 2026, 2026年3月19日 周四; nothing → a dash."""
    if not value:
        return "–"
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    if is_english():
        return date_format(value, "D j M Y")
    return f"{value.year}年{value.month}月{value.day}日 周{'一二三四五六日'[value.weekday()]}"


def moment(value: datetime | None) -> str:
    """A day with its time, in the local zone."""
    if not value:
        return "–"
    local = timezone.localtime(value)
    return f"{day(local.date())} {local:%H:%M}"


def money(value: Any) -> str:
    """12345.6 → ¥12,345.60; nothing → a dash."""
    return "–" if value is None or value == "" else f"¥{value:,.2f}"


def nearness(due: date, today: date) -> str:
    """How near a last day is: overdue, today, soon, or ok. The bounds of all pages stand here and nowhere else."""
    if due <= today:
        return "overdue" if due < today else "today"
    return "soon" if due - today <= SOON else "ok"


def listed(words: Iterable[Any]) -> str:
    """Several things one after the other: "a, b" in English, "甲、乙" in Chinese."""
    return (", " if is_english() else "、").join(str(word) for word in words)


def since(due: date, today: date) -> str:
    """The same of what is no legal time limit: a promise, a task."""
    days = (today - due).days
    if days <= 0:
        return distance(due, today)
    return ngettext("since %(days)d day", "since %(days)d days", days) % {"days": days}


def at_hour(due: datetime, today: date) -> str:
    """The same of what is promised for an hour; on its day the hour is told."""
    local = timezone.localtime(due)
    if local.date() != today:
        return since(local.date(), today)
    words = _("since %(time)s") if local <= timezone.localtime() else _("at %(time)s")
    return words % {"time": f"{local:%H:%M}"}


def distance(due: date, today: date) -> str:
    """How far a last day is away, in words."""
    days = (due - today).days
    if days < 0:
        return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
    if days == 0:
        return _("Today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
