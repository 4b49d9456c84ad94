"""Published figures by region and day: minimum wages, average wages, disposable income. Dated, sourced, never guessed.

The shipped files are a start; an installation keeps its own rows and hands them in (`Figures.of`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from cases.law.results import Figure, Text, wrong
from cases.law.steps import short_en, short_zh

SHIPPED = Path(__file__).with_name("regional")
NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class FigureKind:
    """What a figure measures. A yearly one is of a calendar year; any other holds from its day until the next."""

    code: str
    name: Text
    unit: Text
    is_yearly: bool = False


_MONTH, _HOUR, _YEAR = (
    Text("元/月", "yuan a month"),
    Text("元/小时", "yuan an hour"),
    Text("元/年", "yuan a year"),
)
KINDS: Mapping[str, FigureKind] = MappingProxyType(
    {
        kind.code: kind
        for kind in (
            FigureKind("minimum_wage", Text("月最低工资标准", "monthly minimum wage"), _MONTH),
            FigureKind("minimum_hour", Text("小时最低工资标准", "hourly minimum wage"), _HOUR),
            FigureKind(
                "part_time_hour", Text("非全日制小时最低工资", "part-time hourly minimum wage"), _HOUR
            ),
            FigureKind(
                "part_time_holiday_hour",
                Text("非全日制法定节假日小时最低工资", "part-time hourly minimum wage on public holidays"),
                _HOUR,
            ),
            FigureKind(
                "average_wage",
                Text("上年度职工平均工资（三倍封顶用）", "average wage of the year, for the threefold cap"),
                _YEAR,
                is_yearly=True,
            ),
            FigureKind(
                "insurance_average_wage",
                Text(
                    "全口径城镇单位就业人员平均工资", "average wage of all urban units, for insurance bases"
                ),
                _YEAR,
                is_yearly=True,
            ),
            FigureKind(
                "disposable_income",
                Text("全国城镇居民人均可支配收入", "urban disposable income a head, whole country"),
                _YEAR,
                is_yearly=True,
            ),
        )
    }
)
REGION_NAMES: Mapping[str, Text] = MappingProxyType(
    {"beijing": Text("北京市", "Beijing"), NATIONAL: Text("全国", "whole country")}
)


@dataclass(frozen=True, slots=True)
class Figures:
    """An immutable set of figures, by kind and region in the order of their days."""

    _rows: Mapping[tuple[str, str], tuple[Figure, ...]]

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> Figures:
        """Of two figures for the same kind, region and day the later one in the list wins."""
        kept: dict[tuple[str, str], dict[date, Figure]] = {}
        for figure in figures:
            kept.setdefault((figure.kind, figure.region), {})[figure.since] = figure
        rows = {key: tuple(found for _day, found in sorted(by_day.items())) for key, by_day in kept.items()}
        return cls(MappingProxyType(rows))

    @classmethod
    def load(cls) -> Figures:
        """The figures of the shipped files. They never change while the program runs."""
        return _shipped()

    def regions(self) -> tuple[str, ...]:
        """The regions with figures of their own."""
        return tuple(sorted({region for _kind, region in self._rows} - {NATIONAL}))

    def find(self, kind: str, region: str, on: date) -> Figure | None:
        """The figure in force on a day, or of that day's year; None when none is published."""
        rows = [row for row in self._rows.get((kind, region), ()) if row.since <= on]
        if not rows or (KINDS[kind].is_yearly and rows[-1].since.year != on.year):
            return None
        return rows[-1]

    def of_year(self, kind: str, region: str, year: int) -> Figure | None:
        """The figure of a calendar year; None when it is not published."""
        return self.find(kind, region, date(year, 12, 31))

    def newest(self, kind: str, region: str, on: date) -> Figure | None:
        """The last figure up to a day, of whatever year: what was known then, not what is in force."""
        return max(
            (row for row in self._rows.get((kind, region), ()) if row.since <= on),
            key=lambda row: row.since,
            default=None,
        )

    def needed(self, kind: str, region: str, on: date, *, field: str) -> Figure:
        """As `find`; BadInput that asks for it when none is published."""
        found = self.find(kind, region, on)
        if found is None:
            raise not_published(kind, region, on, field=field)
        return found


def not_published(kind: str, region: str, on: date, *, field: str) -> Exception:
    """The sentence that asks for a figure that nobody has published, or that is not in the register."""
    name, where = KINDS[kind].name, REGION_NAMES.get(region, Text(region, region))
    when_zh = f"{on.year}年" if KINDS[kind].is_yearly else f"{on.year}年{on.month}月{on.day}日"
    when_en = str(on.year) if KINDS[kind].is_yearly else short_en(on)
    return wrong(
        field,
        "figure_not_published",
        f"没有载入{where.zh}{when_zh}的{name.zh}。请填写要使用的数值并注明来源，程序不作推测。",
        f"No {name.en} for {where.en}, {when_en}, is loaded. Please enter the one to use and its source; "
        "the program does not guess.",
    )


def valid(figure: Figure) -> Text:
    """Of which time a figure is: a calendar year's, or in force from its day on."""
    since = figure.since
    if KINDS[figure.kind].is_yearly:
        return Text(f"{since.year}年度", f"of the year {since.year}")
    return Text(f"自{short_zh(since)}起", f"from {short_en(since)}")


def entered(kind: str, region: str, since: date, value: Decimal) -> Figure:
    """A figure that the reader brought."""
    return Figure(kind, region, since, value, "", "E")


def rows_of(content: Mapping[str, object]) -> tuple[Figure, ...]:
    """Read the shape of the shipped files. Raises KeyError or ValueError for what is missing or odd."""
    region = str(content["region"])
    found: list[Figure] = []
    listed = content["figures"]
    if not isinstance(listed, list):
        raise ValueError("figures must be a list")
    for row in listed:
        kind = KINDS[row["kind"]].code
        value = Decimal(row["value"])
        if value <= 0:
            raise ValueError(f"{kind} of {row['since']} is not above zero")
        found.append(
            Figure(kind, region, date.fromisoformat(row["since"]), value, row["source"], row["mark"])
        )
    return tuple(found)


@cache
def _shipped() -> Figures:
    files = sorted(SHIPPED.glob("*.json"))
    contents = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return Figures.of(row for content in contents for row in rows_of(content))
