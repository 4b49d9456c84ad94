"""Rates as offices publish them: the formula is printed, and the last figure is cut off, not rounded.

No official text fixes these formulas; what is counted is said beside the rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from cases.law.results import Text, wrong


@dataclass(frozen=True, slots=True)
class Rate:
    """A share in percent: exactly, as published (one decimal, cut off), and rounded to two decimals."""

    exact: Fraction
    formula: Text

    @property
    def truncated(self) -> Decimal:
        return self._percent(Decimal("0.1"), ROUND_DOWN)

    @property
    def rounded(self) -> Decimal:
        return self._percent(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def published(self) -> str:
        return f"{self.truncated}%"

    def _percent(self, step: Decimal, rounding: str) -> Decimal:
        with localcontext() as context:
            # Wide enough that a long fraction is not rounded before it is cut.
            context.prec = 60
            percent = Decimal(self.exact.numerator) * 100 / Decimal(self.exact.denominator)
            return percent.quantize(step, rounding)


def closure_rate(*, accepted: int, closed: int) -> Rate:
    """Cases closed of cases accepted (结案率). It can pass 100 %: cases of an earlier period are closed too."""
    if accepted < 1:
        raise wrong(
            "accepted",
            "nothing_accepted",
            "没有受理的案件，不能计算结案率。",
            "No case was accepted: there is no rate.",
        )
    if closed < 0:
        raise wrong(
            "closed",
            "too_small",
            "结案数不能小于0，请核对。",
            "Fewer than none cannot be closed. Please check it.",
        )
    return Rate(
        Fraction(closed, accepted),
        Text(
            f"结案率＝结案{closed}件÷受理{accepted}件",
            f"closure rate = {closed} closed / {accepted} accepted",
        ),
    )
