"""The house keeps its shape: who may import whom, and how big a room may be."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("cases", "mediation", "arbitration_link", "config")  # from the ground up
MODULES = sorted(
    path for floor in FLOORS for path in (ROOT / floor).rglob("*.py") if "migrations" not in path.parts
)
MAX_MODULE, MAX_FUNCTION = 400, 50


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Full names of all that a module imports, also inside functions."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, package: str) -> bool:
    return f"{name}.".startswith(f"{package}.")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_floor_imports_from_above(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0]
    above = FLOORS[FLOORS.index(floor) + 1 :]
    assert not [name for name in imports(path) if name.split(".")[0] in above]


@pytest.mark.parametrize("path", sorted((ROOT / "cases" / "law").rglob("*.py")), ids=name_of)
def test_the_law_stands_on_the_standard_library_alone(path: Path) -> None:
    assert not [
        name
        for name in imports(path)
        if not within(name, "cases.law") and name.split(".")[0] not in sys.stdlib_module_names
    ]


def test_one_door_to_the_printer() -> None:
    assert [
        name_of(path) for path in MODULES if any(within(name, "weasyprint") for name in imports(path))
    ] == ["cases/rendering.py"]


def test_nobody_listens_to_signals() -> None:
    wrong = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.test.signals")
    listening = [
        name_of(path)
        for path in MODULES
        if any(within(name, signal) for name in imports(path) for signal in wrong)
    ]
    assert not listening


def test_states_and_rights_know_no_models() -> None:
    for module in ("lifecycle", "permissions"):
        assert not [name for name in imports(ROOT / "cases" / f"{module}.py") if within(name, "cases.models")]


def test_no_room_without_a_name() -> None:
    nameless = {"utils", "helpers", "common", "manager", "managers", "service", "services", "misc"}
    assert not [name_of(path) for path in MODULES if path.stem in nameless]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_small_rooms(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            # Without the signature: an argument a line is no burden.
            length = (node.end_lineno or 0) - node.body[0].lineno + 1
            assert length <= MAX_FUNCTION, f"{node.name} has {length} lines"
