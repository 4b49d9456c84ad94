"""The statutory holidays, on which work is paid at 300 % (HOL 2, LL 44), and the rate of each single day.

Thirteen days a year from 2025, eleven before: not the whole of a long break, and not the days swapped around it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from cases.law.calendar import ONE_DAY, Calendar, CalendarUnknown, DayKind, english_name
from cases.law.results import BadInput, Result, Text, Value, Version, in_force, wrong
from cases.law.steps import Step, date_en, date_zh, short_en, short_zh

SHIPPED = Path(__file__).with_name("festivals.json")
THIRTEEN_SINCE = date(2025, 1, 1)
VERSIONS = (
    # The holidays of 2008–2013 had the eve of the Spring Festival in place of its third day: not computed here.
    Version(
        "statutory_holidays",
        date(2014, 1, 1),
        ("HOL 2",),
        Text("法定休假日每年11天，自2014年1月1日起施行", "Eleven statutory holidays, from 1 January 2014"),
    ),
    Version(
        "statutory_holidays",
        THIRTEEN_SINCE,
        ("HOL 2",),
        Text("法定休假日每年13天，自2025年1月1日起施行", "Thirteen statutory holidays, from 1 January 2025"),
    ),
)
EXTENDED, REST, STATUTORY = Decimal("1.5"), Decimal("2.0"), Decimal("3.0")
ANNIVERSARY = date(2015, 9, 3)
"""A day off by a notice of its own, not one of the eleven."""


@dataclass(frozen=True, slots=True)
class DayRate:
    """One day: why it is worked or not, its holiday's name, and the rate of work on it: None on a working day."""

    on: date
    kind: DayKind
    name: Text | None
    rate: Decimal | None


def statutory_holidays(year: int, *, field: str = "days") -> Mapping[date, Text]:
    """The statutory holidays of a year with their names. BadInput before 2014 and where the festivals are unknown."""
    in_force(VERSIONS, date(year, 12, 31), field=field)
    festivals = _festivals().get(year)
    if festivals is None:
        raise wrong(
            field,
            "festivals_unknown",
            f"没有载入{year}年的农历节日，不能确定这一年的法定休假日。",
            f"The lunar festivals of {year} are not loaded, so its statutory holidays cannot be told.",
        )
    spring = festivals["spring"]
    found = {date(year, 1, 1): _named("元旦")}
    found |= {spring + n * ONE_DAY: _named("春节") for n in range(3)}
    found |= {festivals["qingming"]: _named("清明节"), date(year, 5, 1): _named("劳动节")}
    if date(year, 1, 1) >= THIRTEEN_SINCE:
        found |= {spring - ONE_DAY: Text("除夕", "Spring Festival’s Eve"), date(year, 5, 2): _named("劳动节")}
    found |= {festivals["dragon_boat"]: _named("端午节"), festivals["mid_autumn"]: _named("中秋节")}
    # The Mid-Autumn Festival may fall on one of these (1 October 2020): one day then, under both names.
    for n in (1, 2, 3):
        both = "国庆节、中秋节" if date(year, 10, n) == festivals["mid_autumn"] else "国庆节"
        found[date(year, 10, n)] = _named(both)
    return MappingProxyType(found)


def is_statutory(on: date, *, field: str = "days") -> bool:
    """Whether work on this day is paid at 300 %. BadInput as for the year."""
    return on in statutory_holidays(on.year, field=field)


def day_rate(on: date, calendar: Calendar, *, field: str = "days") -> DayRate:
    """The kind and the rate of a day. BadInput for a year whose notice or festivals are not loaded."""
    names = statutory_holidays(on.year, field=field)
    try:
        day = calendar.day(on)
    except CalendarUnknown as unknown:
        raise calendar_unknown(unknown.year, field) from None
    if on in names:
        return DayRate(on, DayKind.HOLIDAY, names[on], STATUTORY)
    name = _named(day.name) if day.name else None
    return DayRate(on, day.kind, name, None if day.is_working else REST)


def calendar_unknown(year: int, field: str) -> BadInput:
    """The sentence for a year whose notice is not loaded."""
    return wrong(
        field,
        "calendar_unknown",
        f"没有载入{year}年的放假安排，不能判断哪些天上班；载入这一年的通知后才能计算。",
        f"The holiday notice for {year} is not loaded, so it cannot be said which days are worked. It can be computed once "
        "the notice of that year is loaded.",
    )


def holiday_rates(*, days: Sequence[date], calendar: Calendar) -> Result:
    """At which rate work on each of these days is paid (LL 44): a working day, a rest day (2.0 if no time off is
    given), a statutory holiday (3.0). Each day once, in their order. BadInput for days that cannot be told."""
    asked = sorted(set(days))
    if not asked:
        raise wrong("days", "missing", "请填写至少一个日期。", "Please enter at least one day.")
    in_force(VERSIONS, asked[0], field="days")
    rates = [day_rate(on, calendar) for on in asked]
    triple = sum(1 for rate in rates if rate.rate == STATUTORY)
    double = sum(1 for rate in rates if rate.rate == REST)
    return Result(
        kind="holiday_rates",
        version=in_force(VERSIONS, asked[-1], field="days"),
        answer=Text(
            f"共{len(rates)}天：法定休假日{triple}天（300%），休息日{double}天（不能补休的200%），"
            f"工作日{len(rates) - triple - double}天。",
            f"Days in all: {len(rates)}; statutory holidays (300 %): {triple}; rest days (200 % without time off): "
            f"{double}; working days: {len(rates) - triple - double}.",
        ),
        values=tuple(_value(rate) for rate in rates),
        steps=tuple(_step(rate) for rate in rates),
        cautions=_cautions(asked, calendar),
    )


def _value(rate: DayRate) -> Value:
    words = _OF_RATE[rate.rate] if rate.rate is not None else _OF_WORKING_DAY[rate.kind is DayKind.MAKE_UP]
    label = Text(f"{date_zh(rate.on)}，{words.zh}", f"{date_en(rate.on)}, {words.en}")
    return Value(rate.on.isoformat(), label, int((rate.rate or EXTENDED) * 100), "percent")


_OF_RATE = {
    STATUTORY: Text("法定休假日", "statutory holiday"),
    REST: Text("休息日，不能补休的", "rest day, without time off"),
}
_OF_WORKING_DAY = {
    False: Text("工作日，超过八小时的部分", "ordinary working day, beyond eight hours"),
    True: Text("调休上班日，超过八小时的部分", "make-up working day, beyond eight hours"),
}


def _step(rate: DayRate) -> Step:
    zh = f"（{rate.name.zh}）" if rate.name else ""
    en = f" ({rate.name.en})" if rate.name else ""
    if rate.rate == STATUTORY:
        words = Text(
            "是法定休假日：工作的按300%支付，不能用补休代替。",
            "is a statutory holiday: 300 %, time off does not replace it.",
        )
        basis: tuple[str, ...] = ("HOL 2", "LL 44")
    elif rate.rate == REST:
        words = Text(
            "是休息日：工作的先安排补休，不能补休的按200%支付。", "is a rest day: time off, or else 200 %."
        )
        basis = ("LL 44",)
    elif rate.kind is DayKind.MAKE_UP:
        words = Text(
            "是调休上班日，按工作日计：只有超过八小时的部分按150%支付。",
            "is a make-up working day: only time beyond eight hours is paid, at 150 %.",
        )
        basis = ("LL 36", "LL 44")
    else:
        words = Text(
            "是工作日：超过八小时的部分按150%支付。", "is a working day: time beyond eight hours at 150 %."
        )
        basis = ("LL 36", "LL 44")
    return Step(f"{date_zh(rate.on)}{zh}{words.zh}", f"{date_en(rate.on)}{en} {words.en}", rate.on, basis)


def _cautions(asked: Sequence[date], calendar: Calendar) -> tuple[Text, ...]:
    found: list[Text] = []
    unsettled = [on for on in asked if not calendar.is_settled(on) and not is_statutory(on)]
    if unsettled:
        found.append(
            Text(
                f"下一年的放假通知还没有载入，可能改变{short_zh(unsettled[0])}等年末日子的安排。",
                f"The notice of the next year is not loaded; it may still change {short_en(unsettled[0])}.",
            )
        )
    if ANNIVERSARY in asked:
        found.append(
            Text(
                "2015年9月3日是专门通知放假的纪念日，不在法定休假日之列；此处按休息日计，是否按300%请核实。",
                "3 September 2015 was a day off by a notice of its own, not one of the statutory holidays; it is counted "
                "as a rest day here. Please check whether 300 % was due.",
            )
        )
    return tuple(found)


def _named(name: str) -> Text:
    return Text(name, english_name(name))


@cache
def _festivals() -> Mapping[int, Mapping[str, date]]:
    """The first day of the Spring Festival, Qingming, Dragon Boat and Mid-Autumn of each year."""
    years = json.loads(SHIPPED.read_text(encoding="utf-8"))["years"]
    return MappingProxyType(
        {
            int(year): {name: date.fromisoformat(on) for name, on in days.items()}
            for year, days in years.items()
        }
    )
