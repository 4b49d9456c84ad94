"""Styles and scripts run on Chromium 90, ask nobody for anything, and are small."""

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tinycss2

ROOT = Path(__file__).parent.parent
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

# An old engine drops a whole block that it does not know; so what may be used is named, not what may not.
AT_RULES = {"media", "font-face", "page", "supports", "keyframes"}
FUNCTIONS = {
    "attr", "calc", "clamp", "counter", "linear-gradient", "local", "max", "min", "minmax", "rect", "repeat",
    "repeating-linear-gradient", "rgba", "rotate", "translate", "url", "var",
}  # fmt: skip
YOUNG_SELECTORS = re.compile(r":has\(|:modal|:open\b|:popover-open|:user-|:state\(|\bof\s|&")
YOUNG_PROPERTIES = re.compile(
    r"^(container|anchor-|position-(anchor|area|try)|translate$|rotate$|scale$|offset-path|field-sizing|view-)"
)
YOUNG_UNITS = re.compile(r"^([dsl]v(h|w|min|max|i|b)|cq\w+|r?lh|r?cap)$")

# Where newer engines have more than Chromium 90.
YOUNG_CALLS = re.compile(
    r"structuredClone|\.at\(|hasOwn\(|randomUUID|\.findLast|\.to(Sorted|Reversed|Spliced)\(|groupBy\(|fromAsync|"
    r"withResolvers|[pP]opover|startViewTransition|AbortSignal\.(timeout|any)|checkVisibility|static \{|"
    r"requestClose|\.union\(|:has\(|:modal|\.moveBefore|EyeDropper|\bnavigator\.clipboard"
)
ADDRESS = re.compile(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}|@import", re.IGNORECASE)
NAMESPACES = re.compile(r'xmlns(:\w+)?="[^"]+"')


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def blocks(rules: Iterable[Any]) -> Iterator[Any]:
    """All rules of a sheet, those inside of `@media` too."""
    for rule in rules:
        yield rule
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content:
            yield from blocks(
                tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            )


def tokens(values: Iterable[Any]) -> Iterator[Any]:
    for one in values:
        yield one
        yield from tokens(getattr(one, "arguments", None) or getattr(one, "content", None) or [])


def too_young(css: str) -> Iterator[str]:
    """What Chromium 90 does not know, in words."""
    for rule in blocks(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)):
        head = tinycss2.serialize(rule.prelude).strip() if hasattr(rule, "prelude") else str(rule)
        if rule.type == "error":
            yield f"cannot be read: {rule.message}"
        elif rule.type == "at-rule":
            if rule.lower_at_keyword not in AT_RULES:
                yield f"@{rule.lower_at_keyword}"
            if re.search("[<>]", head):
                yield f"a range in @{rule.lower_at_keyword} {head}"
        elif YOUNG_SELECTORS.search(head):
            yield f"selector {head}"
        if rule.type == "qualified-rule" or (
            rule.type == "at-rule" and rule.lower_at_keyword in ("font-face", "page")
        ):
            yield from lines_too_young(rule, head)


def lines_too_young(rule: Any, head: str) -> Iterator[str]:
    for line in tinycss2.parse_blocks_contents(rule.content or [], skip_comments=True, skip_whitespace=True):
        if line.type != "declaration":
            yield f"nested or unreadable in {head}"
            continue
        if YOUNG_PROPERTIES.search(line.lower_name):
            yield f"{line.name} in {head}"
        for one in tokens(line.value):
            if one.type == "function" and one.lower_name not in FUNCTIONS:
                yield f"{one.lower_name}() in {head}"
            if one.type == "dimension" and YOUNG_UNITS.search(one.lower_unit):
                yield f"{one.unit} in {head}"


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_a_style_is_known_to_old_engines(path: Path) -> None:
    assert not list(too_young(path.read_text()))


@pytest.mark.parametrize(
    "css",
    [
        "@layer base { a { color: red } }", "a { color: red; &:hover { color: blue } }", "p:has(a) { color: red }",
        "a { color: color-mix(in srgb, red, blue) }", "a { color: oklch(50% 0 0) }", "a { height: 100dvh }",
        "@container (min-width: 3em) { a { color: red } }", "@media (width > 3em) { a { color: red } }",
        "a { color: light-dark(red, blue) }", "@media print { a { b { color: red } } }", "a { scale: 2 }",
    ],
)  # fmt: skip
def test_the_check_finds_what_is_too_young(css: str) -> None:
    assert list(too_young(css))


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_is_known_to_old_engines(path: Path) -> None:
    assert not YOUNG_CALLS.findall(path.read_text())


def test_nothing_is_asked_of_other_machines() -> None:
    asks = {
        name(path): found
        for path in (*STYLES, *SCRIPTS, *TEMPLATES)
        if (found := ADDRESS.findall(NAMESPACES.sub("", path.read_text())))
    }
    assert not asks


def test_styles_are_small() -> None:
    """All of them together, each as it travels: compressed."""
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in STYLES) <= 15 * 1024


def test_scripts_are_small() -> None:
    """All of ours together, each as it travels; htmx is not ours."""
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in SCRIPTS) <= 20 * 1024
