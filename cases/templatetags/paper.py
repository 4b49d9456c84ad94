"""Filters of the printed papers: dates in both languages, Chinese counting, texts cut into paragraphs."""

from datetime import date, datetime

from django import template

register = template.Library()

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DIGITS = "〇一二三四五六七八九"


def _day(value: str) -> date:
    return datetime.fromisoformat(value).date()


@register.filter
def zh_date(value: str | None) -> str:
    """2026-03-19 → 2026年3月19日; nothing → 未填写. Raises ValueError for a text that is no date."""
    if not value:
        return "未填写"
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def en_date(value: str | None) -> str:
    """2026-03-19 → 19 March 2026; nothing → not given. Raises ValueError for a text that is no date."""
    if not value:
        return "not given"
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@register.filter
def zh_moment(value: str | None) -> str:
    """2026-03-19T09:30 → 2026年3月19日9时30分; a bare date stays one."""
    if not value or "T" not in value:
        return zh_date(value)
    moment = datetime.fromisoformat(value)
    return f"{zh_date(value)}{moment.hour}时{moment.minute:02}分"


@register.filter
def en_moment(value: str | None) -> str:
    """2026-03-19T09:30 → 19 March 2026, 09:30; a bare date stays one."""
    if not value or "T" not in value:
        return en_date(value)
    moment = datetime.fromisoformat(value)
    return f"{en_date(value)}, {moment:%H:%M}"


@register.filter
def zh_count(value: int | str | None) -> str:
    """1 → 一, 12 → 十二, 30 → 三十; figures from a hundred on; other texts stay as they are."""
    if not str(value or "").isdecimal():
        return str(value or "")
    number = int(value or 0)
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")


@register.filter
def paragraphs(value: str | None) -> list[str]:
    """The lines of a text that hold something, each to become one paragraph."""
    return [line.strip() for line in (value or "").splitlines() if line.strip()]
