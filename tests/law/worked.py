"""The worked examples of the law by their number: what is told, what is right, and by how much it may differ."""

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).parents[1] / "data" / "law_examples.csv"


class Example(NamedTuple):
    inputs: dict[str, Any]
    expected: dict[str, Any]

    @property
    def tolerance(self) -> Decimal:
        return Decimal(str(self.expected.get("tolerance", 0)))


def example(number: str) -> Example:
    with FILE.open(encoding="utf-8-sig", newline="") as lines:
        (row,) = (row for row in csv.DictReader(lines) if row["id"] == number)
    return Example(*(json.loads(row[name], parse_float=Decimal) for name in ("inputs", "expected")))
