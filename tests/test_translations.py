"""Two languages as equals: every string of code and templates stands in the Chinese catalogue, whole and compiled."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES"
CODE = ("cases", "mediation", "arbitration_link", "config")
CALLS = {
    "_": 0,
    "gettext": 0,
    "gettext_lazy": 0,
    "gettext_noop": 0,
    "ngettext": 0,
    "pgettext": 1,
    "pgettext_lazy": 1,
}
PLACE = re.compile(r"%\((\w+)\)")


def chinese() -> gettext.GNUTranslations:
    with (CATALOGUE / "django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


def strings_of_code() -> Iterator[tuple[str, str]]:
    for folder in CODE:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                    # makemessages knows these names and `_` only: under another name a string is never collected.
                    assert {name.asname for name in node.names} <= {None, "_"}, path
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                    continue
                place = CALLS.get(node.func.id)
                if place is not None and len(node.args) > place:
                    argument = node.args[place]
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value, path.relative_to(ROOT).as_posix()


def strings_of_templates() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "templates").rglob("*.html"):
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        for quoted in re.findall(r"gettext\(\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", source):
            yield ast.literal_eval(quoted), path.relative_to(ROOT).as_posix()


def test_every_string_has_its_chinese() -> None:
    catalogue = chinese()._catalog
    known = {key if isinstance(key, str) else key[0] for key in catalogue}
    known |= {key.partition("\x04")[2] for key in known if "\x04" in key}
    wanted = [*strings_of_code(), *strings_of_templates()]
    assert len(wanted) > 1500
    assert sorted({(text, where) for text, where in wanted if text and text not in known}) == []


def test_no_string_is_fuzzy_or_empty() -> None:
    source = (CATALOGUE / "django.po").read_text(encoding="utf-8")
    assert "#, fuzzy" not in source.partition("\n\n")[2]
    assert not re.search(r'^msgstr(\[0\])? ""\n\n', source.partition("\n\n")[2] + "\n\n", re.MULTILINE)


def test_placeholders_are_the_same() -> None:
    for key, text in chinese()._catalog.items():
        singular = key if isinstance(key, str) else key[0]
        if singular:
            extra = set(PLACE.findall(text)) ^ set(PLACE.findall(singular))
            # "one day" and "%(count)s days" share the plural's Chinese.
            assert not extra or (not isinstance(key, str) and extra == {"count"}), singular


@pytest.mark.parametrize("text", ["Accept case", "mediation deadline"])
def test_the_compiled_catalogue_is_used(text: str) -> None:
    from django.utils import translation

    with translation.override("zh-hans"):
        assert translation.gettext(text) != text
