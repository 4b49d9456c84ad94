"""How a result was reached: short sentences in both languages, each with the day it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

# Written out here because strftime would follow the machine's locale and make results differ between hosts.
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the reasoning. `on` is the day it is about, `basis` its articles; `adds` is its part of the sum
    in yuan, to the cent, negative for what is taken off."""

    text_zh: str
    text_en: str
    on: date | None = None
    basis: tuple[str, ...] = ()
    adds: Decimal | None = None


def date_zh(day: date) -> str:
    """2024年2月9日（星期五）"""
    return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS_ZH[day.weekday()]}）"


def date_en(day: date) -> str:
    """Friday 9 February 2024"""
    return f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def short_zh(day: date) -> str:
    """2024年2月9日: within a sentence that names several days, or the day somebody typed."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_en(day: date) -> str:
    """9 February 2024"""
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def month_en(day: date) -> str:
    """February 2024"""
    return f"{_MONTHS_EN[day.month - 1]} {day.year}"


def many(number: Decimal | Fraction | int, thing: str) -> str:
    """1 month, 2 months, 0.5 months"""
    spelled = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return f"{spelled} {thing}{'' if number == 1 else 's'}"
