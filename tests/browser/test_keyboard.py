"""A whole short case without a mouse, and one without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from cases.models import Claim
from cases.registry import ACTS
from tests.browser.conftest import Live
from tests.browser.pages import PASSWORD, Desk, told_clicks
from tests.browser.stories import COMPLAINT, EMPLOYER, WORKER

pytestmark = pytest.mark.browser
MOST_TABS = 150


class Keys:
    """Hands on the keyboard: Tab to a thing, type, Enter."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.pressed = desk, 0

    def press(self, key: str) -> None:
        self.pressed += 1
        self.desk.page.keyboard.press(key)

    def go_to(self, target: Locator) -> None:
        """Tab until it has the focus; the focus must be seen."""
        expect(target).to_be_attached()
        for _number in range(MOST_TABS):
            if target.evaluate("thing => thing === document.activeElement"):
                break
            self.press("Tab")
        else:
            raise AssertionError(f"no way by Tab to {target}")
        marked = target.evaluate(
            "thing => { const s = getComputedStyle(thing); return s.outlineStyle + s.boxShadow }"
        )
        assert marked != "nonenone", f"the focus on {target} is not to be seen"

    def field(self, name: str) -> Locator:
        return self.desk.page.locator(f'main [name="{name}"]').first

    def write(self, name: str, text: str) -> None:
        self.go_to(self.field(name))
        self.desk.page.keyboard.type(text)
        self.pressed += len(text)

    def write_day(self, name: str, year: str, month: str, day: str) -> None:
        """Year, month and day of a date box, in the order in which this browser asks for them."""
        self.go_to(self.field(name))
        self._type_day(self.desk.page, self._order(), {"y": year, "m": month, "d": day})
        expect(self.field(name)).to_have_value(f"{year}-{month}-{day}")

    def _type_day(self, page: Page, order: str, parts: dict[str, str]) -> None:
        for one in order:
            page.keyboard.type(parts[one])
            self.pressed += len(parts[one])
            if order == "ymd" and one == "y":
                page.keyboard.press(
                    "ArrowRight"
                )  # a year may have more digits; the others go on by themselves

    def _order(self) -> str:
        page = self.desk.context.new_page()
        try:
            for order in ("ymd", "mdy", "dmy"):
                page.set_content("<input type=date autofocus>")
                page.locator("input").focus()
                self._type_day(page, order, {"y": "2026", "m": "03", "d": "12"})
                if page.locator("input").input_value() == "2026-03-12":
                    return order
        finally:
            page.close()
            self.desk.page.bring_to_front()
        raise AssertionError("a date cannot be typed in this browser")

    def choose(self, name: str, word: str) -> None:
        """From a list, with the arrow."""
        box = self.field(name)
        self.go_to(box)
        for _number in range(30):
            if word in box.evaluate("box => box.selectedOptions[0].text"):
                return
            self.press("ArrowDown")
        raise AssertionError(f"{word} is not in the list {name}")

    def follow(self, target: Locator) -> None:
        self.go_to(target)
        self.press("Enter")

    def act(self, name: str) -> None:
        """The button of an act on the page of the case."""
        self.follow(self.desk.link(ACTS[name].label, self.desk.main))
        expect(self.desk.main.locator("h1")).to_have_text(self.desk.word(ACTS[name].label))

    def submit(self, done: Any) -> None:
        self.follow(self.desk.main.locator("form button.primary"))
        self.desk.is_told(done)

    def sign_in(self) -> None:
        self.desk.page.goto("/")
        self.write("login", self.desk.username)
        self.write("password", PASSWORD)
        self.press("Enter")
        expect(self.desk.page.locator("nav.nav")).to_be_visible()


def test_a_short_case_by_keyboard_alone(live: Live, settled: Callable[[], None]) -> None:
    desk = live.unsigned("head")
    keys = Keys(desk)
    keys.sign_in()
    keys.press("Tab")
    expect(desk.page.locator("a.skip")).to_be_focused()
    keys.follow(desk.link("New registration", desk.page.locator("nav.nav")))
    for name in (
        "applicants__0__name",
        "applicants__0__phone",
        "respondents__0__name",
        "respondents__0__phone",
        "facts",
    ):
        keys.write(name.replace("__", "-"), str(COMPLAINT[name]))
    keys.choose("claims-0-kind", desk.word(Claim.Kind.WAGES.label))
    keys.write("claims-0-amount", "9,000")
    keys.follow(desk.button("Register and issue the receipt"))
    keys.follow(desk.link("To the case", desk.main))
    desk.sees_state("registered")

    keys.act("cases.ask_consent")
    keys.write_day("answer_by", "2026", "03", "12")
    keys.submit("Other side asked for its consent")
    keys.act("cases.settle_privately")
    keys.write("note", "双方自行和解，申请人来电告知。")
    keys.write("amount", "9000")
    keys.submit("Settled privately")
    desk.sees_state("closed")
    desk.sees(WORKER, EMPLOYER)
    live.work()
    settled()
    assert desk.clicks == 0
    print(f"\nby keyboard: {keys.pressed} keys")


def test_without_a_script(live: Live, settled: Callable[[], None]) -> None:
    """Up to the minutes and the papers: nothing needs a script."""
    desk = live.desk("clerk", javascript=False)
    number = desk.registers(**COMPLAINT)
    desk.does("cases.ask_consent", answer_by="2026-03-12")
    desk.click(desk.link("Papers", desk.main))
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
