"""A person who has no mouse: the same words as at any desk, done with Tab, arrows, letters and the shortcuts."""

from functools import cached_property
from typing import Any

from playwright.sync_api import Locator, expect

from cases.registry import ACTS
from tests.browser.pages import Desk

MOST_TABS = 250
MOST_ROWS = 60
# In which order a date box asks for its parts depends on the browser's language: y, m, d, H (24 h), h and p (12 h), M.
DAY_ORDERS = ("ymd", "mdy", "dmy")
CLOCKS = ("HM", "hMp", "phM")


class KeyboardDesk(Desk):
    """Hands on the keyboard only; `clicks` stays at nought."""

    pressed = 0

    # --- fingers --------------------------------------------------------------------------------------------
    def press(self, *keys: str) -> None:
        # A page that is still being read has no scripts yet; fingers are never that quick.
        self.page.wait_for_load_state("domcontentloaded")
        for key in keys:
            self.pressed += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.pressed += len(text)
        self.page.keyboard.type(text)

    def go_to(self, target: Locator) -> None:
        """Tab until it has the focus; the focus must be seen."""
        expect(target).to_be_visible()
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

    def click(self, target: Locator) -> None:
        """What a mouse would click: Tab to it and Enter."""
        self.go_to(target)
        self.press("Enter")

    def out_of_fields(self) -> None:
        """Single keys act when no field has the focus; what was typed stays."""
        self.press("Escape")

    # --- going ----------------------------------------------------------------------------------------------
    def goes_to_today(self) -> None:
        self.out_of_fields()
        self.press("g", "t")
        expect(self.main.locator("h1")).to_contain_text(self.word("Today"))

    def goes_to_row(self, *words: str) -> bool:
        """With j, down to the row that says all of this."""
        rows = self.page.locator("[data-row]")
        for _number in range(min(rows.count(), MOST_ROWS)):
            self.press("j")
            here = self.page.evaluate("document.activeElement.closest('[data-row]')?.innerText || ''")
            if all(one in here for one in words):
                return True
        return False

    def opens(self, number: str) -> None:
        self.goes_to_today()
        if not self.goes_to_row(number):
            self.finds(number)
            assert self.goes_to_row(number), f"{number} is not in the list"
        self.press("Enter")
        expect(self.main.locator("h1")).to_contain_text(number)

    def finds(self, words: str) -> None:
        self.out_of_fields()
        self.press("Control+k")
        expect(self.page.locator("#search")).to_be_focused()
        self.type(words)
        self.press("Enter")
        expect(self.page.locator("h1")).to_contain_text(self.word("Cases"))

    # --- acting ---------------------------------------------------------------------------------------------
    def opens_act(self, act: str) -> None:
        label = self.word(ACTS[act].label)
        step = self.main.locator("section.next [data-do]")
        if step.count() and step.first.inner_text() == label:
            self.press("Shift+Enter")
        else:
            self.press("a")
            self.click(self.main.locator("details.acts[open] a").get_by_text(label, exact=True))
        expect(self.main.locator("h1")).to_have_text(label)

    def presses(self, *, proposing: bool = False, act: str = "") -> None:
        if act:
            label = self.word(ACTS[act].label)
            wanted = self.word("Propose: %(act)s", act=label) if proposing else label
            expect(self.main.locator("form button.primary")).to_have_text(wanted)
        self.press("Control+Enter")

    # --- writing --------------------------------------------------------------------------------------------
    def fill(self, name: str, value: Any) -> None:
        boxes = self.page.locator(f'main [name="{name}"]')
        first = boxes.first
        self._unfold(first)
        kind = first.evaluate("box => box.type")
        assert first.evaluate("box => box.labels.length > 0"), f"{name} has no label"
        if kind == "radio":
            self._ring(self._choice(name, str(value)))
        elif kind == "checkbox":
            wanted = value if isinstance(value, bool) else True
            for box in [first] if isinstance(value, bool) else [self._choice(name, one) for one in value]:
                self._tick(box, wanted)
        elif kind == "select-one":
            self._select(first, str(value))
        elif kind in ("date", "datetime-local"):
            self.go_to(first)
            self._write_time(first, str(value))
        else:
            self.go_to(first)
            self.press("Control+a")
            self.type(str(value))
            self.press("Delete") if not value else None

    def picks(self, legend: str, value: str) -> None:
        group = self.main.locator("fieldset").filter(has=self.page.locator("legend", has_text=legend))
        self._ring(group.locator(f'input[value="{value}"]'))

    def writes_amounts(self, *amounts: str) -> None:
        boxes = self.main.locator('input[name^="amount_"]')
        expect(boxes).to_have_count(len(amounts))
        for number, amount in enumerate(amounts):
            self.go_to(boxes.nth(number))
            self.press("Control+a")
            self.type(amount)

    def _tick(self, box: Locator, wanted: bool) -> None:
        self.go_to(box)
        if box.is_checked() != wanted:
            self.press("Space")
        expect(box).to_be_checked(checked=wanted)

    def _ring(self, box: Locator) -> None:
        """A ring of radio buttons has one place for Tab; arrows go round."""
        name = box.get_attribute("name")
        for _number in range(MOST_TABS):
            if self.page.evaluate("name => document.activeElement.name === name", name):
                break
            self.press("Tab")
        self.press("Space")
        for _number in range(20):
            if box.is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"{name} cannot be chosen with the arrows")

    def _select(self, box: Locator, value: str) -> None:
        self.go_to(box)
        place = box.evaluate("(box, code) => [...box.options].findIndex(one => one.value === code)",
                             self._option(box, value))  # fmt: skip
        self.press("Home", *["ArrowDown"] * place)
        expect(box).to_have_value(self._option(box, value))

    # --- days and hours -------------------------------------------------------------------------------------
    def _write_time(self, box: Locator, value: str) -> None:
        order = self._orders[1] if "T" in value else self._orders[0]
        self._type_parts(order, value)
        expect(box).to_have_value(value)

    def _type_parts(self, order: str, value: str) -> None:
        day, _t, hour = value.partition("T")
        year, month, date = day.split("-")
        hours, _colon, minutes = (hour or "0:0").partition(":")
        parts = {
            "y": year, "m": month, "d": date, "H": hours, "M": minutes,
            "h": f"{(int(hours) - 1) % 12 + 1:02}", "p": "a" if int(hours) < 12 else "p",
        }  # fmt: skip
        for one in order:
            self.type(parts[one])
            if one == "y" and not order.endswith("y"):
                # A year may have more digits; the others go on by themselves.
                self.press("ArrowRight")

    @cached_property
    def _orders(self) -> tuple[str, str]:
        """How this browser asks for a day, and for a day with its hour: found by trying."""
        here, pressed = self.page, self.pressed
        self.page = self.context.new_page()
        try:
            day = self._tried("date", "2026-03-12", DAY_ORDERS)
            both = [f"{day}{clock}" for clock in CLOCKS]
            return day, self._tried("datetime-local", "2026-03-12T09:30", both)
        finally:
            self.page.close()
            self.page, self.pressed = here, pressed
            self.page.bring_to_front()

    def _tried(self, kind: str, value: str, orders: Any) -> str:
        for order in orders:
            self.page.set_content(f"<input type={kind}>")
            self.page.locator("input").focus()
            self._type_parts(order, value)
            if self.page.locator("input").input_value() == value:
                return str(order)
        raise AssertionError(f"{kind} cannot be typed in this browser")
