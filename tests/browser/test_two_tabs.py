"""The same act from two tabs: one wins, the other sees what happened and loses nothing that was typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from cases.models import Party
from tests.browser.conftest import Live
from tests.browser.stories import COMPLAINT, EMPLOYER

pytestmark = pytest.mark.browser


def test_two_tabs_one_act(live: Live, settled: Callable[[], None]) -> None:
    clerk = live.desk("clerk")
    number = clerk.registers(**COMPLAINT)
    clerk.does("cases.ask_consent", answer_by="2026-03-12")
    clerk.expected = ("status of 409",)  # the browser's own line about the answer that is meant
    first, second = clerk.page, clerk.new_page()
    for tab, how in ((first, "电话答复"), (second, "微信答复，语音留存")):
        clerk.page = tab
        tab.goto("/today/")
        clerk.opens(number)
        clerk.opens_act("cases.record_consent")
        clerk.fill_all({"party": EMPLOYER, "answer": "agreed", "on": "2026-03-09", "how": how})
    clerk.page = first
    clerk.presses(act="cases.record_consent")
    clerk.is_told("Answer recorded")

    clerk.page = second
    clerk.presses(act="cases.record_consent")
    clerk.sees("Since you opened this page:")
    expect(clerk.main.locator('[name="how"]')).to_have_value("微信答复，语音留存")
    expect(clerk.main.locator('[name="answer"][value="agreed"]')).to_be_checked()
    clerk.sees("Asking for consent")
    assert Party.objects.get(name=EMPLOYER).consent_how == "电话答复"
    # What was typed can be sent after all, knowingly.
    clerk.presses(act="cases.record_consent")
    clerk.is_told("Answer recorded")
    assert Party.objects.get(name=EMPLOYER).consent_how == "微信答复，语音留存"
    settled()


def test_the_case_has_gone_on_meanwhile(live: Live, settled: Callable[[], None]) -> None:
    """Two heads' tabs: accepted in one, declined in the other. The second is told the new state, and keeps the text."""
    head = live.desk("head")
    number = head.registers(**COMPLAINT)
    head.does("cases.ask_consent", answer_by="2026-03-12")
    head.does("cases.record_consent", party=EMPLOYER, answer="agreed", on="2026-03-09", how="电话答复")
    head.expected = ("status of 409",)
    first, second = head.page, head.new_page()
    head.page = second
    second.goto("/today/")
    head.opens(number)
    head.opens_act("cases.decline")
    head.fill_all({"reason": "out_of_scope", "explanation": "想了很久写的说明。", "next_way": "仲裁"})
    head.page = first
    head.does("cases.accept")
    head.page = second
    head.presses()
    head.sees("Since you opened this page:")
    head.sees("Accepted")
    expect(head.main.locator('[name="explanation"]')).to_have_value("想了很久写的说明。")
    expect(head.main.locator("form button.primary")).to_have_count(0)
    settled()
