"""Values from outside stay text, nothing is fetched, and what cannot be printed is refused by name."""

import http.server
import io
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from cases import rendering
from tests.documents.reading import EACH, NUMBER, pages, paper, tags_of
from tests.documents.sample_case import HEAD
from tests.documents.samples import sample

# --- hostile input ------------------------------------------------------------------------------------------


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that notes who asks it for something."""
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


WAYS_OUT = (
    '<img src="{0}">',
    '<link rel="stylesheet" href="{0}">',
    '<link rel="attachment" href="{0}">',
    '<a rel="attachment" href="{0}">x</a>',
    '<style>@import url("{0}");</style>',
    '<style>@font-face {{ font-family: x; src: url("{0}") }} p {{ font-family: x }}</style><p>x</p>',
    '<p style="background: url({0})">x</p>',
    '<style>p::before {{ content: url("{0}") }}</style><p>x</p>',
    '<ul style="list-style: disc url({0})"><li style="display: list-item">x</li></ul>',
    '<object data="{0}"></object>',
    '<embed src="{0}">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{0}" width="9" height="9"/></svg>',
)


def everywhere(value: Any, poison: str) -> Any:
    """The context with a poison after every text that is not a date, a kind or an address for the QR code."""
    if isinstance(value, dict):
        kept = ("kind", "verify")
        return {key: inner if key in kept else everywhere(inner, poison) for key, inner in value.items()}
    if isinstance(value, list):
        return [everywhere(inner, poison) for inner in value]
    if isinstance(value, str) and value and not re.fullmatch(r"\d{4}-\d\d-\d\d.*", value):
        return mark_safe(value + poison)
    return value


POISON = "</p></table><h1>假</h1><script>x</script>{{ number }}{% now 'Y' %}"


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_markup_in_values_is_escaped(kind: str, language: str) -> None:
    values = rendering._plain(everywhere(sample(kind), POISON))
    html = get_template(f"documents/{kind}.{language}.html").render(values)
    assert html.count("<h1>") == 1 and "<script" not in html
    assert "&lt;h1&gt;假&lt;/h1&gt;" in html and "{{ number }}" in html


@pytest.mark.parametrize("kind", ["agreement", "receipt"])
def test_markup_in_values_stays_text(kind: str, listener: tuple[str, list[str]]) -> None:
    address, asked = listener
    poison = "".join(way.format(address) for way in WAYS_OUT[:4]) + POISON
    data = rendering.render_pdf(kind, "zh-Hans", everywhere(sample(kind), poison), number=NUMBER)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not pdf.Root.get("/AF") and "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        assert all("/Annots" not in page for page in pdf.pages)
        assert list(tags_of(pdf.Root.StructTreeRoot)).count("/H1") == 1
    assert asked == []


@pytest.mark.parametrize("way", WAYS_OUT)
def test_even_a_template_may_not_fetch(
    way: str, listener: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address, asked = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    for target in (address, secret.as_uri(), "ftp://127.0.0.1/x", str(secret)):
        html = f'<html lang="en"><title>x</title><p>x</p>{way.format(target)}'
        monkeypatch.setattr(rendering, "get_template", lambda name, html=html: _Fixed(html))
        try:
            data = rendering.render_pdf("receipt", "en", {}, number="")
        except rendering.RenderingFailed:
            continue
        assert b"canary" not in data
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert not pdf.Root.get("/AF") and "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
    assert asked == []


class _Fixed:
    """A template that is already what it will be."""

    def __init__(self, html: str) -> None:
        self.html = html

    def render(self, context: dict[str, Any]) -> str:
        return self.html


def test_a_fault_of_the_engine_is_a_failed_rendering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "get_template", lambda name: _Fixed("<html lang=en>" + "<div>" * 3000))
    with pytest.raises(rendering.RenderingFailed):
        rendering.render_pdf("receipt", "en", {}, number="")


# --- characters ---------------------------------------------------------------------------------------------


def named(name: str) -> dict[str, Any]:
    return {"applicants": [{**HEAD["applicants"][0], "name": name}]}


@pytest.mark.parametrize("name", ["王𬀩", "买买提·吐尔逊", "古丽•阿不都", "李㛃", "𠮷田", "张珺喆"])
def test_a_rare_name_is_right_or_refused(name: str) -> None:
    try:
        data = paper("agreement", "zh-Hans", **named(name))
    except rendering.Unprintable as refused:
        assert set(refused.characters) <= set(name)
    else:
        assert name in "".join(pages(data))


@pytest.mark.parametrize("bad", ["\U0001f600", "ཀ", "\x00", "\ud800", "\u202e", "\ufffe", "\ue000"])
def test_what_no_font_has_is_refused_by_name(bad: str) -> None:
    with pytest.raises(rendering.Unprintable) as refused:
        paper("receipt", "zh-Hans", **named(f"陈{bad}英"))
    assert refused.value.characters == [bad]
    assert f"U+{ord(bad):04X}" in str(refused.value)
    assert str(refused.value).endswith((".", "。"))


def test_an_empty_box_in_the_page_is_noticed_even_when_the_check_before_missed_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rendering.fonts, "uncovered", lambda text: [])
    with pytest.raises(rendering.Unprintable) as refused:
        paper("receipt", "zh-Hans", **named("陈\U0001f600英"))
    assert refused.value.characters == ["\U0001f600"]


def test_joiners_left_by_copying_do_no_harm() -> None:
    assert "陈秀英" in "".join(pages(paper("receipt", "zh-Hans", **named("陈秀英\u200b\ufeff"))))


def test_only_plain_values_and_known_papers() -> None:
    with pytest.raises(TypeError):
        paper("receipt", "zh-Hans", amount=1.5)
    with pytest.raises(ValueError, match="no paper"):
        rendering.render_pdf("../secret", "zh-Hans", {}, number="")
    with pytest.raises(rendering.RenderingFailed):
        paper("agreement", "zh-Hans", facts="长" * 500_000)


def test_the_version_of_a_template_is_short_and_its_own() -> None:
    versions = {rendering.template_version(kind, language) for kind, language in EACH}
    assert len(versions) == len(EACH)
    assert all(re.fullmatch("[0-9a-f]{12}", version) for version in versions)
