"""Text can be read on its ground in every look: the contrasts of WCAG 2.2, worked out from the tokens."""

from itertools import product
from pathlib import Path

import pytest
import tinycss2

CSS = Path(__file__).parent.parent / "static" / "css"
STATUSES = ("overdue", "soon", "ok", "info", "paused", "group", "confidential", "worker", "employer")
GROUNDS = ("surface", "surface-2", "bg", "brand-weak")


def colours(*files: str) -> dict[str, str]:
    """The colour tokens of `:root`; a later file says names again."""
    found: dict[str, str] = {}
    for file in files:
        for rule in tinycss2.parse_stylesheet((CSS / file).read_text(), skip_comments=True):
            if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
                for line in tinycss2.parse_blocks_contents(rule.content):
                    value = tinycss2.serialize(line.value).strip() if line.type == "declaration" else ""
                    if value.startswith("#"):
                        found[line.name.removeprefix("--")] = value
    return found


THEMES = {
    "light": colours("tokens.css"),
    "dark": colours("tokens.css", "theme-dark.css"),
    "contrast": colours("tokens.css", "theme-contrast.css"),
}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


READ = [
    *product(("text", "text-2", "text-3", "link", "visited"), GROUNDS),
    ("on-brand", "brand"), ("on-brand", "brand-hover"), ("brand", "surface"), ("brand", "bg"), ("brand", "brand-weak"),
    *((name, f"{name}-weak") for name in STATUSES),
    *((name, "surface") for name in STATUSES),
    ("text-2", "info-weak"), ("text", "info-weak"), ("text", "confidential-weak"),
]  # fmt: skip
# Edges of controls, and the two rings of the focus against each other.
SEEN = [("line-strong", "surface"), ("line-strong", "bg"), ("focus", "focus-in"), ("brand", "surface-2")]


def test_the_formula_is_that_of_the_guidelines() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_written_can_be_read(theme: str) -> None:
    tokens = THEMES[theme]
    weak = {
        f"{ink} on {ground}": round(contrast(tokens[ink], tokens[ground]), 2)
        for pairs, least in ((READ, 4.5), (SEEN, 3.0))
        for ink, ground in pairs
        if contrast(tokens[ink], tokens[ground]) < least
    }
    assert not weak


@pytest.mark.parametrize("file", ["theme-dark.css", "theme-contrast.css"])
def test_a_theme_says_every_colour_again(file: str) -> None:
    assert colours(file).keys() == colours("tokens.css").keys()
