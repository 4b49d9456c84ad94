"""What has the focus is never covered by what sticks to the edges of the window (WCAG 2.4.11)."""

from typing import Any

import pytest
from django.db import transaction

from cases.models import Case
from tests.browser.conftest import Live
from tests.cases.stages import assigned

pytestmark = pytest.mark.browser
SIZES = {"office": (1366, 625), "phone": (360, 740)}
MOST = 140

# The focused thing, and whether another lies over its middle; things above or below the window count as covered too.
COVERED = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const box = here.getClientRects()[0];
  if (!box || !box.width) return {what: here.outerHTML.slice(0, 120), covered: true};
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
  const y = box.top + Math.min(box.height, innerHeight / 2) / 2;
  const hit = document.elementFromPoint(x, y);
  const mine = hit && (here.contains(hit) || hit.contains(here) || [...(here.labels || [])].some((one) => one.contains(hit)));
  const by = hit ? hit.outerHTML.slice(0, 80) : "the edge of the window";
  return {what: `${here.outerHTML.slice(0, 120)} at ${Math.round(x)}, ${Math.round(y)} by ${by}`, covered: !mine};
}"""


@pytest.mark.parametrize("size", SIZES)
def test_the_focus_is_never_covered(live: Live, size: str) -> None:
    with transaction.atomic():
        cases = [assigned(live.people) for _number in range(12)]
    case: Case = cases[0]
    desk = live.seated("mediator")
    width, height = SIZES[size]
    desk.page.set_viewport_size({"width": width, "height": height})
    covered: dict[str, list[str]] = {}
    for address in ("/today/", "/cases/", "/cases/new/", f"/cases/{case.ref}/", f"/cases/{case.ref}/contact/",
                    f"/cases/{case.ref}/history/", "/styleguide/"):  # fmt: skip
        desk.page.goto(address)
        for key in ("Tab", "Shift+Tab"):
            found = walked(desk.page, key)
            if found:
                covered[f"{address} {key}"] = found
    assert not covered


def walked(page: Any, key: str) -> list[str]:
    """With this key through the page, until it ends or has been long enough."""
    found = []
    for _number in range(MOST):
        page.keyboard.press(key)
        here = page.evaluate(COVERED)
        if here is None:
            break
        if here["covered"]:
            found.append(here["what"])
    return found
