"""The law stays a library: standard library and itself only, small modules, one place for each citation."""

import ast
import re
import sys
from pathlib import Path

import pytest

import cases.law

ROOT = Path(cases.law.__file__).parent
MODULES = sorted(ROOT.glob("**/*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_only_the_standard_library_and_the_law_itself(path):
    outside = {
        name
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not f"{name}.".startswith("cases.law.")
    }
    assert not outside


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_reads_no_clock(path):
    read = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow", "localtime"}
    }
    assert not read
    assert "time" not in imported(path)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_small_rooms(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


@pytest.mark.parametrize("path", [p for p in MODULES if p.stem != "articles"], ids=lambda path: path.stem)
def test_no_citation_is_spelled_outside_the_register(path):
    assert not re.search(r"第[一二三四五六七八九十百千零]+条", path.read_text(encoding="utf-8"))
