"""Talks without a result: the package goes to the court, which makes an award. In English."""

import io
import json
import zipfile
from collections.abc import Callable

import pytest

from tests.browser.conftest import Live
from tests.browser.pages import text_of, told_clicks
from tests.browser.stories import EMPLOYER, SIDES, WORKER, confirmed, in_mediation, session_held
from tests.cases.files_of_all_kinds import jpeg

pytestmark = pytest.mark.browser

CANARY = "底线是一万二千三百四十五元，黄雀在后"


def test_a_dispute_goes_to_the_court_and_comes_back_with_an_award(
    live: Live, settled: Callable[[], None]
) -> None:
    cast = in_mediation(live, "en")
    mediator, head = cast.mediator, cast.head
    photo = {"name": "工资条.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    mediator.does(
        "cases.add_evidence",
        file=photo,
        title="2026年1月工资条",
        proves="约定工资数额",
        party=WORKER,
        is_original=True,
    )
    kept = {"name": "聊天记录.jpg", "mimeType": "image/jpeg", "buffer": jpeg(b"other")}
    mediator.does("cases.add_evidence", file=kept, title="与经理的聊天记录", party=WORKER)
    session_held(live, cast, result="双方未能达成一致。")
    mediator.does("mediation.note_caucus", party=WORKER, text=CANARY)
    mediator.opens_tab("Mediator only")
    mediator.sees(CANARY)
    head.opens(cast.number)
    head.sees_not(CANARY)

    live.day(7)
    mediator.opens(cast.number)
    mediator.does(
        "mediation.fail", reason="no_agreement", undisputed="declined", detail="双方对加班时间各执一词。"
    )
    mediator.sees_state("failed")
    mediator.sees_next("arbitration_link.prepare")
    mediator.does(
        "arbitration_link.prepare", court="Arbitration Court", jurisdiction="performance", evidence=["2026年1月工资条"],
        consent_party=WORKER, consent="本人签字的同意书",
    )  # fmt: skip
    mediator.opens_tab("Court")
    mediator.sees("The package is being made. This page shows it when it is ready.")
    live.work()

    head.opens(cast.number)
    head.sees_next("arbitration_link.refer")
    head.does("arbitration_link.refer")
    head.sees_state("referred")
    head.sees_next("arbitration_link.send")
    head.opens_tab("Court")
    _holds_what_was_chosen(head.download_named(".zip"))

    live.day(8)
    head.opens(cast.number)
    head.does("arbitration_link.send", how="paper", sent_on="2026-03-17", received_on="2026-03-17")
    live.day(10)
    mediator.opens(cast.number)
    mediator.sees_next("arbitration_link.court_accepted")
    mediator.does(
        "arbitration_link.court_accepted",
        court_number="经开劳人仲字〔2026〕第456号",
        accepted_on="2026-03-19",
    )
    mediator.sees_state("in_arbitration")

    live.day(45)
    mediator.opens(cast.number)
    mediator.sees_next("arbitration_link.court_awarded")
    mediator.does(
        "arbitration_link.court_awarded", finality="final", number="经开劳人仲裁〔2026〕第88号", dated_on="2026-04-21",
        served_on="2026-04-22", item_1_title="工资", item_1_amount="9000", item_1_due_on="2026-05-08",
    )  # fmt: skip
    mediator.sees_state("performing")
    live.day(60)
    mediator.opens(cast.number)
    mediator.does("mediation.perform", obligation="9,000.00", on="2026-05-08", proof="Transfer slip seen")
    confirmed(live, cast)

    mediator.opens(cast.number)
    texts = mediator.papers(WORKER, EMPLOYER)
    assert all(CANARY not in text for text in texts.values())
    head.switch_language("zh-hans")
    head.sees_state("closed")
    settled()
    told_clicks("failed, referred, awarded", live.desks)


def _holds_what_was_chosen(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    data = json.loads(members["package.json"])
    assert WORKER in json.dumps(data, ensure_ascii=False)
    photos = [name for name in members if name.endswith((".jpg", ".jpeg"))]
    assert len(photos) == 1 and members[photos[0]] == jpeg()
    papers = {name: text_of(body) for name, body in members.items() if name.endswith(".pdf")}
    assert len(papers) >= 3 and all(any(side in text for text in papers.values()) for side in SIDES)
    everything = b"".join(members.values()) + "".join(papers.values()).encode()
    for secret in (CANARY, CANARY[:12], "一万二千三百四十五", "聊天记录"):
        assert secret.encode() not in everything
        assert json.dumps(secret)[1:-1].encode() not in everything
