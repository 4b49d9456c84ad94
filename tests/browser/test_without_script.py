"""The everyday without JavaScript: intake with a draft, the list and its views, many cases at once, undo, notifications."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from cases.models import Task
from tests.browser.conftest import Live
from tests.browser.stories import COMPLAINT, EMPLOYER, WORKER
from tests.builders import accepted, asked, registered

pytestmark = pytest.mark.browser


def test_an_intake_with_a_draft_and_the_register_of_employers(
    live: Live, settled: Callable[[], None]
) -> None:
    desk = live.desk("clerk", javascript=False)
    desk.click(desk.link("New registration"))
    desk.fill_all({"applicants-0-name": WORKER, "respondents-0-name": "宏达"})
    desk.click(desk.button("Look up"))
    desk.click(desk.main.locator("button[name=use]").first)
    expect(desk.page.locator('[name="respondents-0-name"]')).to_have_value("宏达制衣有限公司")
    expect(desk.page.locator('[name="applicants-0-name"]')).to_have_value(WORKER)
    desk.click(desk.button("Save the draft"))
    desk.page.goto("/today/")
    desk.click(desk.link("New registration"))
    desk.click(desk.main.locator("a[href*='draft=']").first)
    expect(desk.page.locator('[name="respondents-0-name"]')).to_have_value("宏达制衣有限公司")
    desk.click(desk.button("Add a claim"))
    expect(desk.page.locator('[name="applicants-0-name"]')).to_have_value(WORKER)
    desk.fill_all(
        {name.replace("__", "-"): text for name, text in COMPLAINT.items() if "respondents" not in name}
    )
    desk.click(desk.button("Register and issue the receipt"))
    desk.sees("The complaint is registered")
    settled()


def test_the_list_and_many_cases_at_once(live: Live, settled: Callable[[], None]) -> None:
    asked(live.people)
    accepted(live.people)
    accepted(live.people)
    live.day(2)
    head = live.desk("head", "en", javascript=False)
    head.expected = ("status of 422",)
    head.page.goto("/cases/")
    head.click(head.main.locator("#filters > summary"))
    head.main.locator("#filter-stage input[value=mediation]").check()
    head.click(head.main.locator("#filter-form button.primary").first)
    rows = head.main.locator("tr[data-row]")
    expect(rows).to_have_count(2)
    expect(head.main.locator(".filters .filter")).to_have_count(1)

    head.click(head.main.locator("details.menu", has=head.page.locator("#v-name")).locator("summary"))
    head.page.locator("#v-name").fill("Waiting for a mediator")
    head.click(head.main.locator(".view-form button.primary"))
    expect(head.page.locator("#view-tabs")).to_contain_text("Waiting for a mediator")

    head.page.goto("/cases/?stage=mediation")
    for box in head.main.locator("input[name=case]").all():
        box.check()
    head.click(head.main.locator("#bulk button[value='cases.add_task']"))
    head.click(head.main.locator("button[name=go]"))  # nothing filled in: told, and still ticked
    expect(head.main.locator("[aria-invalid=true]").first).to_be_visible()
    head.fill("text", "约定调解员")
    head.click(head.main.locator("button[name=go]"))
    expect(head.main.locator(".chip.ok")).to_have_count(2)
    assert Task.objects.filter(text="约定调解员").count() == 2
    head.page.goto("/cases/?stage=mediation")
    head.click(head.main.locator(".filters .filter a"))
    expect(rows).to_have_count(3)
    settled()


def test_an_act_with_an_error_its_undo_and_who_is_told(live: Live, settled: Callable[[], None]) -> None:
    case = accepted(live.people)
    live.day(2)
    head = live.desk("head", javascript=False)
    head.expected = ("status of 422",)
    head.opens(case.number)
    head.opens_act("cases.assign")
    head.presses(act="cases.assign")
    expect(head.main.locator("[aria-invalid=true]").first).to_be_visible()
    head.fill("mediator", "王敏")
    head.presses(act="cases.assign")
    head.sees("王敏")

    mediator = live.desk("mediator", javascript=False)
    mediator.click(mediator.page.locator("header a[href='/notifications/']"))
    row = mediator.main.locator("li.unread", has_text=case.number)
    expect(row).to_have_count(1)
    mediator.click(row.locator("button"))
    expect(mediator.main.locator("li.unread")).to_have_count(0)

    other = registered(live.people, at=live.day(2, hour=10))
    head.opens(other.number)
    head.does("cases.ask_consent", answer_by="2026-03-13")
    head.sees_state("awaiting_consent")
    head.click(head.main.locator(".undo button"))
    head.sees_state("registered")
    tabs = head.main.locator(".tabs a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for tab in tabs:
        answer = head.page.goto(str(tab))
        assert answer is not None and answer.status == 200
        head.sees(EMPLOYER)
    settled()
