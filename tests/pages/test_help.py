"""Help: whole in both languages, and every page finds its part of it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.frame import HELP
from tests.pages.browsing import signed_in, text_of
from tests.people import People

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = ("en", "zh-Hans")


def anchors(language: str) -> list[str]:
    text = (ROOT / "templates" / "help" / f"help.{language}.html").read_text()
    return re.findall(r'<h[12] id="([^"]+)"', text)


def sections() -> Iterator[str]:
    """What views say about their place in the menu."""
    for floor in ("config", "cases", "mediation", "arbitration_link"):
        for path in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Dict):
                    for key, value in zip(node.keys, node.values, strict=True):
                        if isinstance(key, ast.Constant) and key.value == "section":
                            assert isinstance(value, ast.Constant), path
                            yield str(value.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_its_part(language: str) -> None:
    found = set(sections())
    assert {"today", "cases", "new", "office"} <= found
    assert not (found | set(HELP.values()) | {"start", "keys"}) - set(anchors(language))


def test_the_two_languages_say_the_same_in_the_same_order() -> None:
    texts = [(ROOT / "templates" / "help" / f"help.{one}.html").read_text() for one in LANGUAGES]
    assert anchors("en") == anchors("zh-Hans")
    shapes = [re.findall(r"<(h[23]|li|tr|dt|p)\b", text) for text in texts]
    assert shapes[0] == shapes[1]
    keys = [re.findall(r"<kbd>(.*?)</kbd>", text) for text in texts]
    assert keys[0] == keys[1]
    for text in texts:
        assert {f"#{one}" for one in anchors("en")[1:]} == set(re.findall(r'href="(#[^"]+)"', text))


def test_a_page_leads_to_its_part(people: People) -> None:
    client = signed_in(people.admin)
    assert 'href="/help/#office"' in text_of(client.get("/office/"))
    shown = text_of(client.get("/help/"))
    assert shown.count('class="chip') > 10 and 'href="/help/#start"' in shown


@pytest.mark.parametrize("theme", ["light", "dark", "contrast", "strange"])
def test_the_style_guide_wears_the_look_it_is_asked_for(people: People, theme: str) -> None:
    client = signed_in(people.clerk)
    shown = text_of(client.get(f"/styleguide/?theme={theme}&density=compact&lang=en"))
    assert f'data-theme="{theme if theme != "strange" else "auto"}" data-density="compact"' in shown
    assert '<html lang="en"' in shown and "Keys of this page" in shown
    assert ("theme-dark.css" in shown) == (theme in ("dark", "strange"))
    assert 'lang="zh-Hans"' in text_of(client.get("/today/"))


def test_keys_are_loaded_for_those_who_want_them(people: People) -> None:
    client = signed_in(people.admin)
    assert "js/keys" in text_of(client.get("/help/"))
    client.post("/me/", {"theme": "auto", "density": "standard"})
    shown = text_of(client.get("/help/"))
    assert "js/keys" not in shown and "keys-dialog" not in shown
