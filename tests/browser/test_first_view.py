"""The first sight of each staff page: small, from this machine alone, and nothing jumps while parts of it arrive."""

import gzip
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, expect

from tests.browser.conftest import Live
from tests.browser.rounds import House, Stop, every_address, house

pytestmark = pytest.mark.browser

MOST_BYTES = (
    150 * 1024
)  # over the wire, with nothing in the cache; the server of the tests compresses nothing
MOST_SHIFT = 0.02
STATIC = "/static/"
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}

WATCH = """new PerformanceObserver((list) => list.getEntries().forEach((one) => {
  if (one.hadRecentInput) return;
  window.shift = (window.shift || 0) + one.value;
  window.moved = (window.moved || []).concat(one.sources.map((source) => source.node && source.node.outerHTML
    ? source.node.outerHTML.slice(0, 120) : "…"));
})).observe({type: "layout-shift", buffered: true})"""

# Parts that come by themselves after a while come now.
ARRIVE = """() => document.body.dispatchEvent(new CustomEvent("tiaojie:seen"))"""


@cache
def compressed(address: str) -> int:
    """The size of a style sheet or script as a real run serves it; the server of the tests compresses nothing."""
    found = finders.find(address.removeprefix(STATIC))
    return len(gzip.compress(Path(str(found)).read_bytes(), 9)) + 400  # and the head of the answer


class Scales:
    """What one page weighs, counted by the browser."""

    def __init__(self, page: Page) -> None:
        self.page, self.bytes, self.heavy = page, 0, dict[str, int]()
        self.names: dict[str, str] = {}
        self.protocol = page.context.new_cdp_session(page)
        self.protocol.send("Network.enable")
        self.protocol.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.protocol.on("Network.requestWillBeSent", self._named)
        self.protocol.on("Network.loadingFinished", self._loaded)

    def _named(self, said: dict[str, Any]) -> None:
        self.names[said["requestId"]] = urlsplit(said["request"]["url"]).path

    def _loaded(self, said: dict[str, Any]) -> None:
        address = self.names.get(said["requestId"], "")
        size = compressed(address) if address.startswith(STATIC) else int(said["encodedDataLength"])
        self.bytes += size
        self.heavy[address] = size

    def weigh(self, address: str) -> int:
        self.bytes = 0
        self.heavy.clear()
        self.page.goto(address, wait_until="load")
        self.page.evaluate(ARRIVE)
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        return self.bytes


def _pages(made: House) -> list[Stop]:
    """Pages of the everyday: none of those where one signs in, none of errors."""
    plain = [
        stop for stop in every_address(made) if "/accounts/" not in stop.address and stop.who != "nobody"
    ]
    return [
        *plain,
        Stop("mediator", f"/cases/{made.case.ref}/note/"),
        Stop("mediator", f"/cases/{made.case.ref}/agree/"),
    ]


def test_small_still_and_at_home(live: Live) -> None:
    live.day(3, hour=15)
    made = house(live.people)
    scales: dict[str, Scales] = {}
    wrong, weights = [], dict[str, int]()
    for number, stop in enumerate(_pages(made)):
        if stop.who not in scales:
            desk = live.seated(stop.who)
            desk.expected = ("status of 4",)
            desk.page.add_init_script(WATCH)
            scales[stop.who] = Scales(desk.page)
        one = scales[stop.who]
        # Wide and narrow in turns: each page once, each kind of page in both.
        one.page.set_viewport_size(PHONE if number % 2 else WIDE)
        try:
            weights[stop.address] = one.weigh(stop.address)
        except Exception as problem:  # noqa: BLE001
            assert "Download is starting" in str(problem), (stop, problem)
            continue
        if weights[stop.address] > MOST_BYTES:
            wrong.append(
                f"{stop.address}: {weights[stop.address] // 1024} KB {sorted(one.heavy.items(), key=lambda x: -x[1])[:5]}"
            )
        shift = one.page.evaluate("window.shift || 0")
        if shift > MOST_SHIFT:
            wrong.append(f"{stop.address}: shifts by {shift:.3f}: {one.page.evaluate('window.moved')[:4]}")
    heaviest = sorted(weights.items(), key=lambda pair: -pair[1])[:4]
    print(f"\nthe heaviest first views: {[(address, f'{size // 1024} KB') for address, size in heaviest]}")
    assert not wrong, "\n" + "\n".join(wrong)
