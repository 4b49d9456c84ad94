"""The calculator: somebody with a phone and without JavaScript; a mediator from a claim to its amount and to the papers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from cases.models import Calculation
from tests.browser.conftest import Live
from tests.builders import renewed
from tests.mediation.builders import assigned

pytestmark = pytest.mark.browser

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOLD = {
    "started_on": "2021-03-01",
    "ended_on": "2024-02-29",
    "ground": "employer_proposes",
    "monthly_wage": "10000",
}


def test_somebody_with_a_phone_asks_without_script_and_prints(live: Live) -> None:
    desk = live.unsigned("nobody", javascript=False)
    desk.expected = ("status of 422",)
    page = desk.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/p/calculator/")
    desk.click(desk.main.locator("a[href='/p/calculator/severance/']"))
    desk.click(desk.link("Empty form"))
    desk.fill_all(TOLD | {"ended_on": ""})
    desk.click(desk.main.locator("#questions button.primary"))
    expect(desk.main.locator("#problems a[href='#q-ended_on']")).to_be_visible()
    expect(desk.main.locator("[name=monthly_wage]")).to_have_value("10000")
    desk.fill("ended_on", TOLD["ended_on"])
    desk.click(desk.main.locator("#questions button.primary"))
    expect(desk.main.locator("#answer .figure")).to_have_text("¥30,000.00")
    page.emulate_media(media="print")
    expect(desk.main.locator("#answer .only-print").first).to_be_visible()
    expect(desk.main.locator("#questions")).to_be_hidden()
    page.emulate_media(media="screen")
    expect(desk.main.locator("#answer .only-print").first).to_be_hidden()


def test_from_a_claim_to_its_amount_and_to_the_papers(live: Live, settled: Callable[[], None]) -> None:
    case = assigned(live.people)
    live.day(4)
    line = case.claims.get(kind="wages")
    desk = live.seated("mediator")
    desk.expected = ("status of 422",)  # the page that shows the amount before it is set
    desk.page.goto(f"/cases/{case.ref}/claims/")
    expect(desk.main.locator(".chip.neutral", has_text="计算于")).to_have_count(0)
    desk.page.goto(f"/calculator/wage_arrears/?case={case.ref}&claim={line.line}")
    for name, typed in {"rows.1.due": "7000", "rows.1.paid": "0"}.items():  # named by their column
        desk.main.locator(f"[name='{name}']").fill(typed)
    desk.click(desk.main.locator("#questions button.primary"))
    expect(desk.main.locator("#answer .figure")).to_have_text("¥7,000.00")
    desk.click(desk.main.locator("#result form button.primary"))
    expect(desk.main.locator("p.figure").first).to_contain_text("¥7,000.00")
    desk.click(desk.main.locator("form button.primary"))
    made = Calculation.objects.get(claim=line)
    desk.page.goto(f"/cases/{case.ref}/claims/")
    expect(desk.main.locator(f"a.chip[href$='/calculations/{made.pk}/']")).to_be_visible()
    desk.page.goto(f"/cases/{case.ref}/documents/")
    expect(desk.main.locator(".chip.soon", has_text=desk.word("uses an older figure")).first).to_be_visible()
    assert renewed(case).claims.get(kind="wages").amount == 7000
    settled()
