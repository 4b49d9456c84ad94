"""A day at an engine of the year 2021: what Chromium 90 does not know of our style sheets and scripts is not there."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Live
from tests.browser.older_style import as_of_2021
from tests.browser.pages import Desk
from tests.browser.rounds import house

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}

# What scripts may not lean on, with the version of Chromium that brought it.
SINCE = {
    "window.structuredClone": 98, "window.reportError": 95, "window.navigation": 102, "Array.prototype.at": 92,
    "String.prototype.at": 92, "Array.prototype.findLast": 97, "Array.prototype.findLastIndex": 97,
    "Array.prototype.toSorted": 110, "Array.prototype.toReversed": 110, "Array.prototype.toSpliced": 110,
    "Array.prototype.with": 110, "Array.fromAsync": 121, "Object.hasOwn": 93, "Object.groupBy": 117, "Map.groupBy": 117,
    "Promise.withResolvers": 119, "Promise.try": 128, "Crypto.prototype.randomUUID": 92, "URL.canParse": 120,
    "URL.parse": 126, "AbortSignal.timeout": 103, "AbortSignal.any": 116, "Set.prototype.union": 122,
    "Set.prototype.intersection": 122, "Set.prototype.difference": 122, "Element.prototype.checkVisibility": 105,
    "Element.prototype.moveBefore": 133, "HTMLElement.prototype.showPopover": 114,
    "HTMLElement.prototype.hidePopover": 114, "HTMLElement.prototype.togglePopover": 114,
    "HTMLInputElement.prototype.showPicker": 99, "HTMLElement.prototype.inert": 102,
    "Document.prototype.startViewTransition": 111, "window.scheduler": 94, "window.URLPattern": 95,
    "String.prototype.isWellFormed": 111, "Iterator.prototype.map": 122, "Iterator.prototype.filter": 122,
}  # fmt: skip
FORGET = "".join(
    f"try {{ delete {name.rpartition('.')[0]}[{name.rpartition('.')[2]!r}]; }} catch (none) {{}}\n"
    for name in SINCE
)

# Things to press or to fill that lie over one another, and what sticks out of the page.
UNTIDY = """() => {
  const found = [], wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) found.push(`wider than the page: ${document.documentElement.scrollWidth}`);
  // What is seen of it: a strip that scrolls shows only a part of what it holds.
  const box = (one) => {
    let { left, right, top, bottom } = one.getBoundingClientRect();
    for (let up = one.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX === "visible") continue;
      const edge = up.getBoundingClientRect();
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return { left, right, top, bottom, width: right - left };
  };
  const things = [...document.querySelectorAll("main a[href], main button, main summary, main select, main textarea, " +
    "main input:not([type=hidden])")]
    .filter((one) => one.offsetParent && box(one).width > 1 && !one.closest("details:not([open]) > :not(summary)"));
  things.forEach((one, place) => things.slice(place + 1).forEach((other) => {
    if (one.contains(other) || other.contains(one)) return;
    const a = box(one), b = box(other);
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left), down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 2 && down > 4) found.push(`over one another: ${one.outerHTML.slice(0, 90)} / ${other.outerHTML.slice(0, 90)}`);
  }));
  if (getComputedStyle(document.body).backgroundColor === "rgba(0, 0, 0, 0)") found.push("no style at all");
  return found;
}"""


def _serve_old(route: Route) -> None:
    path = Path("static") / urlsplit(route.request.url).path.removeprefix("/static/")
    route.fulfill(content_type="text/css", body=as_of_2021(path.read_text(encoding="utf-8")))


class OldDesk:
    """A desk whose browser has not been renewed for years."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.untidy = desk, list[str]()
        desk.context.route("**/*.css", _serve_old)
        desk.context.add_init_script(FORGET)

    @property
    def page(self) -> Page:
        return self.desk.page

    def looks(self) -> None:
        """Wide and narrow, nothing lies over another thing."""
        for size in ({"width": 1366, "height": 768}, PHONE):
            self.page.set_viewport_size(size)
            self.untidy += [
                f"{urlsplit(self.page.url).path} {size['width']}: {one}" for one in self.page.evaluate(UNTIDY)
            ]
        self.page.set_viewport_size({"width": 1366, "height": 768})

    def opens(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        self.looks()


def test_a_day(live: Live) -> None:
    live.day(3, hour=15)
    case = house(live.people).case
    old = OldDesk(live.seated("mediator"))
    desk, page = old.desk, old.page
    desk.expected = ("status of 422",)
    assert _is_old(page)
    old.opens("/today/")
    desk.click(page.locator("nav.nav a[href='/cases/']"))
    page.wait_for_load_state("networkidle")
    old.looks()
    desk.finds("陈秀英")
    old.looks()
    old.opens(f"/cases/{case.ref}/")
    tabs = page.locator("main .tabs a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(tabs) > 3
    for tab in tabs:
        old.opens(str(tab))
    old.opens(f"/cases/{case.ref}/note/")
    page.evaluate("document.querySelectorAll('main form').forEach((form) => { form.noValidate = true; })")
    desk.presses()
    expect(page.locator("main [aria-invalid=true]").first).to_be_visible()
    old.looks()
    desk.fill("text", "已与双方约好时间。")
    desk.presses()
    desk.is_told("Note written")
    for address in ("/cases/new/", "/help/", "/me/", "/arbitration/"):
        old.opens(address)
    assert not old.untidy, "\n" + "\n".join(old.untidy)


def _is_old(page: Any) -> bool:
    """The newer things are gone from the page itself, not only from the list here."""
    page.goto("/today/")
    there = [
        f"(() => {{ try {{ return {name} !== undefined }} catch (none) {{ return false }} }})()"
        for name in SINCE
    ]
    left = page.evaluate(f"[{', '.join(there)}]")
    return not any(left)


def test_what_an_older_engine_reads() -> None:
    """The filter itself, at what would be gone and what would stay."""
    read = as_of_2021("""
      @layer base { p { color: red } }
      p { margin: 0; text-wrap: balance; height: 100dvh; color: color-mix(in srgb, red, blue); & b { top: 0 } }
      p:has(b), b { left: 1px } p:is(.a) { right: 1px }
      @media (width > 5px) { i { top: 1px } } @media (min-width: 5px), (prefers-contrast: more) { u { top: 2px } }
      @supports (text-wrap: balance) { s { top: 3px } }
    """)
    assert " ".join(read.replace(" ;", ";").split()) == (
        "p { margin: 0; } p:is(.a) { right: 1px; } @media (min-width: 5px) { u { top: 2px; } }"
    )
