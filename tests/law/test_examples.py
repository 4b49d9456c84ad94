"""Every worked example at hand is computed by a test: its number stands in one, and not only in words."""

import ast
import csv
from pathlib import Path

import pytest

from cases.law.kinds import CALCULATIONS
from tests.law.worked import FILE

HERE = Path(__file__)


def numbers() -> list[str]:
    with FILE.open(encoding="utf-8-sig", newline="") as lines:
        return [row["id"] for row in csv.DictReader(lines)]


def numbers_in(path: Path) -> set[str]:
    """Strings that are a number and nothing else: arguments and rows of tables, no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


TESTED = set().union(*(numbers_in(path) for path in HERE.parent.glob("test_*.py") if path != HERE))


def test_the_examples_are_all_there_once():
    found = numbers()
    assert len(found) == len(set(found)) >= 39


@pytest.mark.parametrize("number", numbers())
def test_an_example_is_computed_by_a_test(number):
    assert number in TESTED


@pytest.mark.parametrize("kind", CALCULATIONS)
def test_a_calculation_names_examples_that_exist(kind):
    assert set(CALCULATIONS[kind].examples_of) <= set(numbers())
