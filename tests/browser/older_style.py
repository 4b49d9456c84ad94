"""A style sheet as Chromium 90 reads it: what came later is dropped, by the rules by which an engine drops the unknown.

An unknown property or value costs its declaration, an unknown selector its whole rule, an unknown at-rule its block, and
an unknown media feature all that stands under it. A cascade layer is such a block: with it goes everything inside.
"""

import re
from typing import Any

import tinycss2

# With the version of Chromium that brought it.
PROPERTIES = {
    "accent-color": 93, "animation-composition": 112, "animation-timeline": 115, "anchor-name": 125, "anchor-scope": 131,
    "baseline-source": 111, "contain-intrinsic-block-size": 95, "contain-intrinsic-height": 95,
    "contain-intrinsic-inline-size": 95, "contain-intrinsic-width": 95, "container": 105, "container-name": 105,
    "container-type": 105, "field-sizing": 123, "font-palette": 101, "font-size-adjust": 127,
    "font-synthesis-weight": 97, "hyphenate-character": 106, "hyphenate-limit-chars": 109, "initial-letter": 110,
    "interpolate-size": 129, "margin-trim": 999, "mask": 120, "mask-image": 120, "math-style": 109, "offset-position": 116,
    "overlay": 117, "position-anchor": 125, "position-area": 129, "position-try": 128,
    "print-color-adjust": 136, "reading-flow": 137, "rotate": 104, "ruby-align": 128, "scale": 104,
    "scroll-timeline": 115, "scrollbar-color": 121, "scrollbar-gutter": 94, "scrollbar-width": 121, "text-autospace": 140,
    "text-box": 133, "text-box-trim": 133, "text-emphasis": 99, "text-spacing-trim": 123, "text-wrap": 114,
    "text-wrap-mode": 130, "text-wrap-style": 130, "timeline-scope": 116, "transition-behavior": 117, "translate": 104,
    "view-timeline": 115, "view-transition-name": 111, "white-space-collapse": 114,
}  # fmt: skip
FUNCTIONS = {
    "abs": 138, "acos": 111, "anchor": 125, "anchor-size": 125, "asin": 111, "atan": 111, "atan2": 111, "calc-size": 129,
    "color": 111, "color-mix": 111, "cos": 111, "exp": 120, "hwb": 101, "hypot": 120, "if": 137, "image-set": 113,
    "lab": 111, "lch": 111, "light-dark": 123, "linear": 113, "log": 120, "mod": 125, "oklab": 111, "oklch": 111,
    "pow": 120, "rem": 125, "round": 125, "sign": 138, "sin": 111, "sqrt": 120, "tan": 111, "xywh": 119,
}  # fmt: skip
UNITS = {
    "cap": 118, "cqb": 105, "cqh": 105, "cqi": 105, "cqmax": 105, "cqmin": 105, "cqw": 105, "dvb": 108, "dvh": 108,
    "dvi": 108, "dvmax": 108, "dvmin": 108, "dvw": 108, "ic": 106, "lh": 109, "lvh": 108, "lvw": 108, "rcap": 118,
    "rch": 111, "rex": 111, "ric": 111, "rlh": 111, "svh": 108, "svw": 108, "vb": 108, "vi": 108,
}  # fmt: skip
WORDS = {
    ("display", "ruby"): 128, ("grid-template-columns", "subgrid"): 117, ("grid-template-rows", "subgrid"): 117,
    ("width", "stretch"): 138, ("height", "stretch"): 138, ("min-height", "stretch"): 138, ("overflow", "overlay"): 999,
    ("align-content", "safe"): 115, ("color", "accentcolor"): 999,
}  # fmt: skip
BLOCKS = {
    "container": 105, "counter-style": 91, "font-feature-values": 111, "font-palette-values": 101, "function": 139,
    "layer": 99, "position-try": 125, "scope": 118, "starting-style": 117, "view-transition": 126,
}  # fmt: skip
PSEUDO = {
    "active-view-transition": 125, "autofill": 110, "checkmark": 133, "details-content": 131, "dir": 120,
    "grammar-error": 121, "has": 105, "has-slotted": 134, "highlight": 105, "modal": 105, "open": 133, "picker": 135,
    "popover-open": 114, "spelling-error": 121, "state": 125, "target-current": 135, "user-invalid": 119, "user-valid": 119,
    "view-transition": 109,
}  # fmt: skip
MEDIA = {"dynamic-range": 98, "overflow-block": 113, "prefers-contrast": 96, "prefers-reduced-data": 999,
    "prefers-reduced-transparency": 118, "scripting": 120, "update": 113, "video-dynamic-range": 98}  # fmt: skip

_LATER_PSEUDO = re.compile(rf"::?(?:{'|'.join(PSEUDO)})(?![\w-])")
_RANGE = re.compile(r"[<>=]")  # (width >= 700px): 104


def as_of_2021(text: str) -> str:
    """The sheet without what Chromium 90 does not know."""
    return _rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _rules(rules: list[Any]) -> str:
    return "\n".join(
        _at_rule(rule) if rule.type == "at-rule" else _rule(rule) for rule in rules if rule.type != "error"
    )


def _rule(rule: Any) -> str:
    selector = tinycss2.serialize(rule.prelude).strip()
    if _LATER_PSEUDO.search(selector) or "&" in selector:
        return ""
    return f"{selector} {{ {_declarations(rule.content)} }}"


def _at_rule(rule: Any) -> str:
    name, asked = rule.lower_at_keyword, tinycss2.serialize(rule.prelude).strip()
    if name in BLOCKS:
        return ""
    if rule.content is None:
        return f"@{name} {asked};"
    if name == "media":
        known = [
            one
            for one in asked.split(",")
            if not _RANGE.search(one) and not any(word in one for word in MEDIA)
        ]
        if not known:
            return ""
        asked = ",".join(known)
    if name == "supports" and not asked.startswith("not") and _is_later(asked):
        return ""
    if name in ("media", "supports"):
        return f"@{name} {asked} {{ {_rules(tinycss2.parse_rule_list(rule.content, True, True))} }}"
    if name == "keyframes":
        return tinycss2.serialize([rule])
    return f"@{name} {asked} {{ {_declarations(rule.content)} }}"


def _is_later(condition: str) -> bool:
    inside = condition.strip("() ")
    return not _declarations(tinycss2.parse_component_value_list(inside))


def _declarations(content: list[Any]) -> str:
    # Nested rules (112) are no declarations: they are errors here, and fall away.
    kept = []
    for one in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if (
            one.type == "declaration"
            and one.lower_name not in _LATER_PROPERTIES
            and not _is_newer(one.lower_name, one.value)
        ):
            kept.append(one.serialize() + ";")
    return " ".join(kept)


def _is_newer(name: str, values: list[Any]) -> bool:
    # A custom property is kept whatever it holds; its use fails later, which the walk would see.
    if name.startswith("--"):
        return False
    for value in values:
        if value.type == "function" and (value.lower_name in FUNCTIONS or _is_newer(name, value.arguments)):
            return True
        if value.type == "dimension" and value.lower_unit in _LATER_UNITS:
            return True
        if value.type == "ident" and WORDS.get((name, value.lower_value), 0) > 90:
            return True
        if value.type in ("() block", "[] block") and _is_newer(name, value.content):
            return True
    return False


_LATER_PROPERTIES = frozenset(name for name, version in PROPERTIES.items() if version > 90)
_LATER_UNITS = frozenset(name for name, version in UNITS.items() if version > 90)
