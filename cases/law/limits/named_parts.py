"""The named parts of a counted time limit, for programs and people."""

from __future__ import annotations

from cases.law.limits.time_limits import TimeLimit
from cases.law.results import Text, Value


def values_of(limit: TimeLimit) -> tuple[Value, ...]:
    """Its days before and after rest days, whether it was extended, and the notices it was counted with."""
    return (
        Value(
            "first_nominal_on",
            Text("未延长的名义届满日", "nominal last day, not extended"),
            limit.first_nominal_on,
            "day",
        ),
        Value("nominal_on", Text("名义届满日", "nominal last day"), limit.nominal_on, "day"),
        Value("due_on", Text("顺延后的届满日", "last day, moved off rest days"), limit.due_on, "day"),
        Value("is_extended", Text("已延长", "extended"), limit.is_extended),
        Value(
            "calendar_version",
            Text("放假安排版本", "calendar version"),
            limit.calendar_version,
            words=Text(
                f"已载入的放假通知，编号{limit.calendar_version}",
                f"the holiday notices loaded, number {limit.calendar_version}",
            ),
        ),
    )
