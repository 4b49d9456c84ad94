"""What a browser loads for the first view of a page, and how styles and scripts are served in a real run."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.mediation.builders import opened
from tests.pages.browsing import signed_in
from tests.people import People

KB = 1024
MOST, MOST_STYLES = 150 * KB, 15 * KB
LOADED = re.compile(
    r'<(?:link[^>]*rel="stylesheet"[^>]*href|script[^>]*src|img[^>]*src|use[^>]*href)="([^"#]+)'
)
NAMED = re.compile(r"""\{%\s*static\s+['"]([^'"]+)['"]""")


def bytes_of(address: str) -> bytes:
    found = finders.find(address.removeprefix(settings.STATIC_URL))
    assert found, address
    return Path(str(found)).read_bytes()


def weight(html: bytes) -> tuple[int, int]:
    """Bytes of a page with all it loads, and bytes of its styles; what the server compresses counts compressed."""
    loaded = {address for address in LOADED.findall(html.decode()) if not address.startswith("data:")}
    sizes = {address: len(gzip.compress(bytes_of(address), 9)) for address in loaded}
    styles = sum(size for address, size in sizes.items() if address.endswith(".css"))
    return len(html) + sum(sizes.values()), styles


@pytest.mark.slow
@pytest.mark.parametrize("page", ["/today/", "/cases/", "/cases/new/", "{}", "{}note/", "{}schedule/"])
def test_the_first_view_is_light(people: People, page: str) -> None:
    case = opened(people)
    response = signed_in(people.mediator).get(page.format(f"/cases/{case.ref}/"))
    assert response.status_code == 200
    whole, styles = weight(response.content)
    assert 0 < styles <= MOST_STYLES and whole <= MOST, (whole, styles)


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> Path:
    """Styles and scripts as `make run` serves them."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.WHITENOISE_USE_FINDERS = False
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", "--no-input", verbosity=0)
    return settings.STATIC_ROOT


@pytest.mark.slow
def test_in_a_real_run_files_are_compressed_and_kept(collected: Path) -> None:
    named: set[str] = set()
    for folder in engines["django"].engine.dirs:
        for template in Path(folder).rglob("*.html"):
            named |= set(NAMED.findall(template.read_text(encoding="utf-8")))
    assert "css/base.css" in named
    for name in named:  # one that is missing would answer 500
        assert re.search(r"\.[0-9a-f]{12}\.", staticfiles_storage.url(name)), name
    server = WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))
    address = staticfiles_storage.url("css/base.css")
    response: Any = server(RequestFactory().get(address, headers={"Accept-Encoding": "gzip"}))
    assert response.status_code == 200 and response.headers["Content-Encoding"] == "gzip"
    assert "immutable" in response.headers["Cache-Control"]
    assert int(re.findall(r"max-age=(\d+)", response.headers["Cache-Control"])[0]) >= 365 * 86400
