"""Chen Xiuying's wages: from the counter to the last instalment, in Chinese."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Live
from tests.browser.pages import lines, told_clicks
from tests.browser.stories import EMPLOYER, SIDES, WORKER, confirmed, in_mediation, session_held

pytestmark = pytest.mark.browser


def test_an_agreement_is_reached_and_performed(live: Live, settled: Callable[[], None]) -> None:
    cast = in_mediation(live)
    session_held(live, cast, result="双方同意分期支付。")
    mediator, head = cast.mediator, cast.head

    mediator.opens_act("mediation.agree")
    mediator.writes_amounts("9000", "6000")
    mediator.fill_all({
        "payment_1_title": "工资和加班费", "payment_1_amount": "15000", "payment_1_method": "银行转账",
        "payment_1_instalments": lines("2026-03-31 10000", "2026-04-30 5000"),
    })  # fmt: skip
    mediator.presses(act="mediation.agree")
    mediator.sees_state("agreed")
    mediator.opens_tab("Agreement")
    mediator.sees("¥15,000.00", "2026年3月31日 周二：¥10,000.00", "2026年4月30日 周四：¥5,000.00")
    mediator.opens_tab("Overview")
    mediator.sees_next("mediation.freeze")
    mediator.does("mediation.freeze")
    live.work()
    for side in SIDES:
        mediator.sees_next("mediation.sign")
        mediator.does("mediation.sign", signer=side, how="signed", identity_seen=True)
    mediator.does("mediation.sign", signer="mediator", how="signed", identity_seen=True)
    mediator.sees_next("mediation.seal")

    live.day(4)
    head.goes_to_today()
    head.sees(cast.number)
    head.opens(cast.number)
    head.sees_state("agreed")
    head.does("mediation.seal")
    head.sees_state("performing")
    live.work()

    live.day(22)
    mediator.opens(cast.number)
    mediator.sees_state("performing")
    mediator.does("mediation.perform", obligation="10,000.00", on="2026-03-31", proof="转账凭证")
    live.day(52)
    mediator.opens(cast.number)
    mediator.sees_next("mediation.perform")
    mediator.does("mediation.perform", obligation="5,000.00", on="2026-04-30", proof="转账凭证")
    confirmed(live, cast)

    texts = head.papers(WORKER, EMPLOYER, "王敏")
    assert any("15,000.00" in text and "荣调" in text for text in texts.values())
    head.opens_tab("History")
    head.click(head.link("Field by field", head.main))
    columns = set(head.main.locator("dt").all_inner_texts())
    assert len(columns) > 20
    assert not [name for name in columns if name.isascii()], "columns without Chinese"
    settled()
    told_clicks("agreement performed", live.desks)
