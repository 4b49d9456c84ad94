"""Questions that many calculations ask."""

from __future__ import annotations

from decimal import Decimal

from cases.law.figures import NATIONAL, REGION_NAMES
from cases.law.questions import MOST_MONTHLY_WAGE, Question, Type
from cases.law.results import Text

LOADED = Text("不填则用已载入的数值。", "If left open, the loaded figure is used.")

REGION = Question(
    "region",
    Type.CHOICE,
    Text("地区", "Region"),
    Text("劳动合同履行地，决定适用的当地标准。", "Where the work is done: it decides the local figures."),
    choices={code: name for code, name in REGION_NAMES.items() if code != NATIONAL},
    default="beijing",
    is_rare=True,
)


def monthly(
    name: str,
    label: Text,
    help: Text | None = None,
    *,
    is_required: bool = True,
    is_disputable: bool = False,
    is_rare: bool = False,
) -> Question:
    """A question for the pay of one month, in yuan: above zero, and not absurd."""
    return Question(
        name,
        Type.MONEY,
        label,
        help,
        is_required=is_required,
        is_disputable=is_disputable,
        is_rare=is_rare,
        least=Decimal(1),
        most=MOST_MONTHLY_WAGE,
    )


AVERAGE_WAGE = Question(
    "average_wage",
    Type.MONEY,
    Text("上年度职工平均工资（元/年）", "Average wage of the year before (yuan a year)"),
    LOADED,
    is_required=False,
    is_rare=True,
    least=Decimal(1),
    most=Decimal(10_000_000),
)
MINIMUM_WAGE = monthly(
    "minimum_wage", Text("月最低工资标准", "Monthly minimum wage"), LOADED, is_required=False
)
