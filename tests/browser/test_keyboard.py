"""A whole case without a mouse, the shortcuts, a Chinese input method, and one walk without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from cases.models import User
from tests.browser.conftest import Live
from tests.browser.keyboard import KeyboardDesk
from tests.browser.pages import lines, told_clicks
from tests.browser.stories import COMPLAINT, EMPLOYER, SIDES, WORKER, confirmed, in_mediation, session_held
from tests.builders import registered
from tests.cases.stages import assigned

pytestmark = pytest.mark.browser


@pytest.fixture
def hands(live: Live) -> Live:
    """Nobody has a mouse today."""
    live.kind = KeyboardDesk
    return live


def keyboard_of(live: Live, username: str, language: str = "zh-hans") -> KeyboardDesk:
    desk = live.desk(username, language)
    assert isinstance(desk, KeyboardDesk)
    return desk


def test_from_the_counter_to_a_kept_agreement(hands: Live, settled: Callable[[], None]) -> None:
    cast = in_mediation(hands)
    session_held(hands, cast, result="双方同意一次付清。")
    mediator, head = cast.mediator, cast.head
    mediator.opens_act("mediation.agree")
    mediator.writes_amounts("9000", "6000")
    mediator.fill_all({
        "payment_1_title": "工资和加班费", "payment_1_amount": "15000", "payment_1_method": "银行转账",
        "payment_1_instalments": lines("2026-03-31 15000"),
    })  # fmt: skip
    mediator.presses(act="mediation.agree")
    mediator.sees_state("agreed")
    mediator.does("mediation.freeze")
    hands.work()
    for signer in (*SIDES, "mediator"):
        mediator.does("mediation.sign", signer=signer, how="signed", identity_seen=True)
    hands.day(4)
    head.opens(cast.number)
    head.does("mediation.seal")
    head.sees_state("performing")
    hands.work()
    hands.day(22)
    mediator.opens(cast.number)
    mediator.does("mediation.perform", obligation="15,000.00", on="2026-03-31", proof="转账凭证")
    confirmed(hands, cast)
    settled()
    assert sum(desk.clicks for desk in hands.desks) == 0
    print(f"\nby keyboard: { {desk.username: getattr(desk, 'pressed', 0) for desk in hands.desks} } keys")


def test_keys_of_the_list(hands: Live) -> None:
    cases = [assigned(hands.people) for _number in range(3)]
    desk = keyboard_of(hands, "mediator")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = desk.page
    desk.press("g", "c")
    expect(desk.main.locator("tr[data-row]")).to_have_count(3)
    desk.press("j", "j", "k")
    first = desk.main.locator("tr[data-row]").first
    expect(first.locator("th a")).to_be_focused()
    desk.press("x")
    expect(first.locator("input[type=checkbox]")).to_be_checked()
    desk.press("Space")
    expect(page.locator("#drawer")).to_contain_text(first.locator("th a").inner_text())
    desk.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()

    desk.press("?")
    dialog = page.locator("dialog#keys-here")
    expect(dialog).to_be_visible()
    for words in ("Today", "New registration", "tick the row", "Help"):
        expect(dialog).to_contain_text(desk.word(words))
    desk.press("g", "t")
    expect(dialog).to_be_visible()
    desk.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('[data-row]') !== null"), "the focus came back"

    desk.press("j")
    expect(desk.main.locator("tr[data-row]").nth(1).locator("th a")).to_be_focused()
    desk.press("Enter")
    expect(desk.main.locator("h1")).to_contain_text("号")
    number = desk.main.locator("h1 .case-number").inner_text()
    assert number in {str(case.number) for case in cases}
    desk.press(".")
    assert page.evaluate("navigator.clipboard.readText()") == number
    desk.press(".")
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"{number} {WORKER}")
    expect(page.locator("#status")).to_contain_text(number)
    desk.press("]")
    expect(desk.main.locator("h1 .case-number")).not_to_have_text(number)
    desk.press("[")
    expect(desk.main.locator("h1 .case-number")).to_have_text(number)


def test_the_walk_leaves_out_what_is_folded_away(hands: Live) -> None:
    """The other cases of the day lie in a fold: the last step stays on the last row that is seen."""
    for _number in range(2):
        assigned(hands.people)
    registered(hands.people, hands.day(3))
    desk = keyboard_of(hands, "mediator")
    desk.page.goto("/today/")
    shown = desk.main.locator("ol.day").first.locator("[data-row]").count()
    assert desk.main.locator("details.later:not([open]) [data-row]").count() > 0
    desk.press(*("j" for _row in range(shown + 2)))
    expect(desk.page.locator("#status")).to_contain_text(f"{shown} / {shown}")


IME = """([code, more]) => {
  const where = document.activeElement || document.body;
  return where.dispatchEvent(new KeyboardEvent("keydown",
    Object.assign({key: "Process", code, keyCode: 229, bubbles: true, cancelable: true}, more)));
}"""


def test_under_a_chinese_input_method(hands: Live) -> None:
    """In a field the letters belong to the text; outside the place of the key counts."""
    assigned(hands.people)
    desk = keyboard_of(hands, "mediator")
    page = desk.page

    def under_ime(code: str, **more: Any) -> bool:
        """Whether the page leaves the key to the input method."""
        return bool(page.evaluate(IME, [code, more]))

    desk.press("/")
    expect(page.locator("#search")).to_be_focused()
    for code in ("KeyG", "KeyC", "KeyJ", "Slash", "Escape", "Space"):
        assert under_ime(code) and under_ime(code, isComposing=True, key="g")
    assert under_ime("Enter", ctrlKey=True) and under_ime("KeyK", ctrlKey=True)
    expect(page.locator("#search")).to_be_focused()
    desk.type("陈秀")
    desk.press("Escape")
    expect(page.locator("#search")).not_to_be_focused()
    expect(page.locator("#search")).to_have_value("陈秀")

    assert not under_ime("Slash", shiftKey=True)
    expect(page.locator("dialog#keys-here")).to_be_visible()
    desk.press("Escape")
    assert under_ime("KeyG", isComposing=True)
    assert under_ime("KeyG", ctrlKey=True) and under_ime("KeyG", altKey=True)
    assert not under_ime("KeyG")
    assert not under_ime("KeyC")
    expect(desk.main.locator("h1")).to_contain_text(desk.word("Cases"))


def test_keys_can_be_switched_off(hands: Live) -> None:
    User.objects.filter(pk=hands.people.mediator.pk).update(has_shortcuts=False)
    desk = keyboard_of(hands, "mediator", "en")
    desk.press("g", "c", "?")
    expect(desk.main.locator("h1")).to_contain_text("Today")
    assert desk.page.locator("dialog").count() == 0


def test_without_a_script(live: Live, settled: Callable[[], None]) -> None:
    """Up to the minutes and the papers: nothing needs a script."""
    desk = live.desk("clerk", javascript=False)
    number = desk.registers(**COMPLAINT)
    desk.does("cases.ask_consent", answer_by="2026-03-12")
    desk.opens_tab("Papers")
    desk.sees("A paper is being made. This page shows it when it is ready.")
    assert desk.page.locator("noscript meta[http-equiv=refresh]").count() == 1
    live.work()
    desk.papers(WORKER)
    desk.opens(number)
    desk.does("cases.record_consent", party=EMPLOYER, answer="agreed", on="2026-03-09", how="电话答复")
    head = live.desk("head", "en", javascript=False)
    head.opens(number)
    head.does("cases.accept")
    head.does("cases.assign", mediator="王敏")
    head.finds(EMPLOYER[:2])
    head.sees(number)
    live.work()
    settled()
    told_clicks("without a script", live.desks)
