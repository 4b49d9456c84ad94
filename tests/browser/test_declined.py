"""The employer does not want to mediate: the applicant gets a written notice. In Chinese."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Live
from tests.browser.pages import told_clicks
from tests.browser.stories import COMPLAINT, EMPLOYER, WORKER

pytestmark = pytest.mark.browser


def test_a_refusal_ends_with_a_notice(live: Live, settled: Callable[[], None]) -> None:
    clerk = live.desk("clerk")
    number = clerk.registers(**COMPLAINT)
    clerk.does("cases.ask_consent", answer_by="2026-03-12")
    live.day(2)
    clerk.opens(number)
    clerk.does("cases.record_consent", party=EMPLOYER, answer="refused", on="2026-03-11", how="书面回函")
    clerk.sees_next("cases.decline")

    head = live.desk("head")
    head.opens(number)
    head.sees_next("cases.decline")
    head.does(
        "cases.decline", reason="refused", explanation="被申请人书面表示不同意调解。",
        next_way="可以向经开区劳动人事争议仲裁委员会申请仲裁。",
    )  # fmt: skip
    head.sees_state("not_accepted")
    live.work()
    texts = head.papers(WORKER, EMPLOYER)
    notice = next(text for title, text in texts.items() if head.word("Notice of non-acceptance") in title)
    assert WORKER in notice and "经开区劳动人事争议仲裁委员会" in notice
    settled()
    told_clicks("declined", live.desks)
