"""What is typed into an intake is never lost: not with the network, not with the session."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from cases.intake.drafts import throw_away
from cases.models import Draft
from tests.browser.conftest import Live
from tests.browser.pages import Desk

pytestmark = pytest.mark.browser
# What a browser says of requests that do not arrive, and of one that comes without a session.
OFFLINE = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "htmx:", "403")


def copies(page: Page) -> list[str]:
    """What lies in the browser."""
    found: list[str] = page.evaluate(
        "[...Object.keys(sessionStorage), ...Object.keys(localStorage)].filter(name => name.startsWith('draft:'))"
    )
    return found


def types(desk: Desk, words: str) -> None:
    """Letter by letter, at the end of what happened."""
    box = desk.page.locator("main [name=facts]")
    box.press("Control+End")
    box.press_sequentially(words, delay=15)


def sees_status(desk: Desk, kind: str) -> None:
    expect(desk.page.locator("#status")).to_have_attribute("data-kind", kind, timeout=15_000)


def test_every_character_is_there(live: Live) -> None:
    desk = live.desk("clerk")
    desk.expected = OFFLINE
    desk.click(desk.link("New registration"))
    desk.fill("applicants-0-name", "陈秀英")
    types(desk, "单位拖欠")
    sees_status(desk, "saved")
    assert copies(desk.page) == []

    desk.context.set_offline(True)
    types(desk, "两个月工资，")
    sees_status(desk, "offline")
    assert len(copies(desk.page)) == 1
    Session.objects.all().delete()
    desk.context.set_offline(False)
    types(desk, "多次催")
    sees_status(desk, "error")

    desk.page.goto("/accounts/login/")
    desk.sign_in()
    desk.click(desk.link("New registration"))
    expect(desk.page.locator("main [name=facts]")).to_have_value("单位拖欠两个月工资，多次催")
    expect(desk.page.locator('main [name="applicants-0-name"]')).to_have_value("陈秀英")
    assert copies(desk.page) == [] and Draft.objects.count() == 1

    types(desk, "要未果。")
    desk.click(desk.button("Register and issue the receipt"))
    desk.sees("The complaint is registered", "Tracking code")
    desk.page.wait_for_load_state()
    assert copies(desk.page) == [] and not Draft.objects.exists()


def test_another_person_at_the_same_machine_finds_nothing(live: Live) -> None:
    desk = live.desk("clerk")
    desk.expected = OFFLINE
    desk.click(desk.link("New registration"))
    desk.page.wait_for_load_state()
    desk.context.set_offline(True)
    types(desk, "单位拖欠")
    sees_status(desk, "offline")
    Session.objects.all().delete()
    desk.context.set_offline(False)
    desk.username = "head"
    desk.page.goto("/accounts/login/")
    desk.sign_in()
    desk.click(desk.link("New registration"))
    expect(desk.page.locator("main [name=facts]")).to_have_value("")
    desk.page.wait_for_load_state()  # the page's scripts have run
    assert copies(desk.page) == [] and not Draft.objects.exists()


def test_what_the_server_refuses_is_not_sent_again_and_again(live: Live) -> None:
    desk = live.desk("clerk")
    desk.expected = (*OFFLINE, "503", "400", "409")
    desk.click(desk.link("New registration"))
    status, asked = 503, []

    def answer(route: Route) -> None:
        asked.append("x-background" in route.request.headers)
        route.fulfill(status=status, body="{}")

    desk.page.route("**/cases/drafts/**", answer)
    types(desk, "单位拖欠")
    sees_status(desk, "offline")
    desk.page.wait_for_timeout(6_000)
    assert asked == [False, True]  # a try that nobody's key began keeps no session alive

    status = 400
    types(desk, "工资")
    sees_status(desk, "error")
    refused = desk.page.locator("form[data-draft]").get_attribute("data-refused") or ""
    expect(desk.page.locator("#status")).to_have_text(refused)
    assert len(copies(desk.page)) == 1
    tries = len(asked)
    desk.page.wait_for_timeout(6_000)
    assert len(asked) == tries

    desk.page.unroute("**/cases/drafts/**")
    types(desk, "两个月")
    sees_status(desk, "saved")
    draft = Draft.objects.get()
    throw_away(draft.owner, draft.pk, timezone.now())
    types(desk, "，催要未果")
    sees_status(desk, "error")
    assert copies(desk.page) == [] and not Draft.objects.filter(kind="intake").exists()
    desk.click(desk.button("Save the draft"))
    expect(desk.page.locator("main [name=facts]")).to_have_value("单位拖欠工资两个月，催要未果")
