"""Filters of the list: near days, amounts without a sign, cells of any kind."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

register = template.Library()


@register.filter
def near_day(value: date, today: date) -> str:
    """A day of this year as 3月19日 or 19 Mar, others as 2027-03-19."""
    if value.year != today.year:
        return value.isoformat()
    if (get_language() or "").startswith("en"):
        return date_format(value, "j M")
    return f"{value.month}月{value.day}日"


@register.filter
def plain_money(value: Decimal) -> str:
    """12345.6 → 12,345.60: the sign stands in the heading."""
    return f"{value:,.2f}"


@register.filter
def cell(value: Any) -> str:
    """A day as 2026-03-19, nothing as nothing, the rest as it is."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
