"""What this installation looks up in the law: its holiday notices and its regional figures, from the database."""

from functools import lru_cache
from typing import Any

from cases.deadlines import calendar
from cases.law.calculation import Books
from cases.law.figures import Figures
from cases.law.results import Figure
from cases.models import RegionalFigure


def books() -> Books:
    """The notices and figures in force here, in three small queries at most."""
    return Books(calendar(), figures())


def figures() -> Figures:
    """The figures of the register (`load_reference` puts the shipped ones there; the office enters others)."""
    rows = RegionalFigure.objects.order_by("kind", "region", "since")
    return _figures_of(tuple(rows.values_list("kind", "region", "since", "value", "source", "mark")))


@lru_cache(maxsize=4)
def _figures_of(rows: tuple[tuple[Any, ...], ...]) -> Figures:
    """Built once for each set of rows."""
    return Figures.of(Figure(*row) for row in rows)
