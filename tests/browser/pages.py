"""A person at a browser: what is clicked, typed and seen, in the person's own language."""

import io
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import pypdf
from django.utils import translation
from playwright.sync_api import BrowserContext, Locator, Page, expect

from cases.registry import ACTS

PASSWORD = "correct horse battery"
HERE = {"127.0.0.1", "localhost"}
# What htmx says when the page is left while it still waits for an answer: on a slow machine only, and no fault.
LEFT_WAITING = ("htmx:sendAbort", "htmx:afterRequest")


class Desk:
    """One person's own browser. Everything is done by what is shown: links, buttons, labelled fields."""

    def __init__(self, context: BrowserContext, username: str, language: str) -> None:
        self.context, self.username, self.language = context, username, language
        self.clicks = 0
        self.problems: list[str] = []
        self.expected: tuple[str, ...] = ()  # console messages that the story brings about
        context.on("request", self._watch_request)
        self.page = self.new_page()

    # --- the window -----------------------------------------------------------------------------------------
    def new_page(self) -> Page:
        """Another tab of the same browser."""
        page = self.context.new_page()
        page.on("console", self._watch_console)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        return page

    def _watch_request(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.hostname not in HERE:
            self.problems.append(f"a request left the machine: {address.hostname}")

    def _watch_console(self, message: Any) -> None:
        harmless = (*LEFT_WAITING, *self.expected)
        if message.type == "error" and not any(part in message.text for part in harmless):
            self.problems.append(f"console on {urlsplit(self.page.url).path}: {message.text}")

    def leave(self) -> None:
        """Stand up; nothing may have gone wrong in silence."""
        self.context.close()
        assert not self.problems, self.problems

    # --- words ----------------------------------------------------------------------------------------------
    def word(self, text: Any, **parts: Any) -> str:
        """A text of the program as this person reads it."""
        with translation.override(self.language):
            said = translation.gettext(text) if isinstance(text, str) else str(text)
            return said % parts if parts else said

    # --- looking --------------------------------------------------------------------------------------------
    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def sees(self, *texts: Any) -> None:
        """All of this stands on the page."""
        for text in texts:
            expect(self.main).to_contain_text(self.word(text))

    def sees_not(self, *texts: Any) -> None:
        for text in texts:
            expect(self.main).not_to_contain_text(self.word(text))

    def sees_state(self, state: str) -> None:
        """The chip beside the number of the case."""
        from cases.lifecycle import State

        expect(self.main.locator("h1 .chip")).to_have_text(self.word(State(state).label))

    def is_told(self, text: Any) -> None:
        """The message on top after an act."""
        expect(self.page.locator("main [role=status] .banner").first).to_contain_text(self.word(text))

    def sees_next(self, act: str) -> None:
        """The card "Next step" names this act."""
        expect(self.main.locator("section.next strong").first).to_have_text(self.word(ACTS[act].label))

    # --- going ----------------------------------------------------------------------------------------------
    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def link(self, text: Any, within: Locator | None = None) -> Locator:
        place = within or self.page.locator("body")
        return place.get_by_role("link", name=self.word(text), exact=True).first

    def button(self, text: Any) -> Locator:
        return self.page.get_by_role("button", name=self.word(text), exact=True).first

    def sign_in(self) -> None:
        """From the front door, by name and password."""
        self.page.goto("/")
        other = self.page.locator("button[name=language]")
        if other.get_attribute("value") == self.language:
            self.click(other)
        self.fill("login", self.username)
        self.fill("password", PASSWORD)
        self.click(self.main.locator("button.primary"))
        expect(self.page.locator("nav.nav")).to_be_visible()
        if self.page.locator("button[name=language]").get_attribute("value") == self.language:
            self.switch_language()

    def switch_language(self, language: str = "") -> None:
        """The button with the name of the other language."""
        self.language = language or self.language
        self.click(self.page.locator("button[name=language]"))
        code = "en" if self.language == "en" else "zh-Hans"
        expect(self.page.locator("html")).to_have_attribute("lang", code)

    def goes_to_today(self) -> None:
        self.click(self.link("Today", self.page.locator("nav.nav")))
        expect(self.main.locator("h1")).to_contain_text(self.word("Today"))

    def opens(self, number: str) -> None:
        """The case, by its number on Today or, where it does not stand there, by search."""
        self.goes_to_today()
        found = self.main.get_by_role("link", name=number, exact=True)
        if found.count() == 0:
            self.finds(number)
            found = self.main.get_by_role("link", name=number, exact=True)
        self.click(found.first)
        expect(self.main.locator("h1")).to_contain_text(number)

    def finds(self, words: str) -> None:
        """The search field on top of each page."""
        box = self.page.locator("#search")
        box.fill(words)
        box.press("Enter")
        expect(self.page.locator("#f-q")).to_have_value(words)

    # --- writing --------------------------------------------------------------------------------------------
    def fill(self, name: str, value: Any) -> None:
        """A field by its name in the form; what cannot be seen or has no label cannot be filled."""
        boxes = self.page.locator(f'main [name="{name}"]')
        first = boxes.first
        self._unfold(first)
        kind = first.evaluate("box => box.type")
        assert first.evaluate("box => box.labels.length > 0"), f"{name} has no label"
        if kind == "file":
            first.set_input_files(value)
        elif kind in ("radio", "checkbox") and not isinstance(value, bool):
            for one in [value] if isinstance(value, str) else value:
                self._choice(name, one).check()
        elif kind == "checkbox":
            first.set_checked(value)
        elif kind == "select-one":
            first.select_option(self._option(first, str(value)))
        else:
            first.fill(str(value))

    def _unfold(self, box: Locator) -> None:
        fold = box.locator("xpath=ancestor::details[not(@open)]")
        if fold.count():
            self.click(fold.first.locator("summary"))

    def _choice(self, name: str, value: str) -> Locator:
        by_value = self.page.locator(f'main input[name="{name}"][value="{value}"]')
        if by_value.count():
            return by_value
        return (
            self.page.locator("main label")
            .filter(has=self.page.locator(f'input[name="{name}"]'), has_text=value)
            .locator("input")
        )

    def _option(self, box: Locator, value: str) -> str:
        options: list[list[str]] = box.evaluate("box => [...box.options].map(one => [one.value, one.text])")
        fitting = [code for code, text in options if code == value] or [
            code for code, text in options if value in text
        ]
        assert len(fitting) == 1, f"{value} among {options}"
        return fitting[0]

    def fill_all(self, fields: dict[str, Any]) -> None:
        for name, value in fields.items():
            self.fill(name, value)

    # --- the case file --------------------------------------------------------------------------------------
    @property
    def all_acts(self) -> Locator:
        """What unfolds the menu of all acts."""
        return self.main.locator("details.acts > summary")

    def opens_tab(self, name: Any) -> None:
        """A page of the case file."""
        self.click(self.main.locator("nav.tabs").get_by_role("link").filter(has_text=self.word(name)).first)

    # --- acting ---------------------------------------------------------------------------------------------
    def opens_act(self, act: str) -> None:
        """The button of the act on the page of the case, or its line in the menu of all acts."""
        if not self.link(ACTS[act].label, self.main).count():
            self.click(self.all_acts)
        self.click(self.link(ACTS[act].label, self.main))
        expect(self.main.locator("h1")).to_have_text(self.word(ACTS[act].label))

    def presses(self, *, proposing: bool = False, act: str = "") -> None:
        """The button under the form."""
        button = self.main.locator("form button.primary")
        if act:
            label = self.word(ACTS[act].label)
            expect(button).to_have_text(self.word("Propose: %(act)s", act=label) if proposing else label)
        self.click(button)

    def does(self, act: str, **fields: Any) -> None:
        """An act from its button to its message."""
        self.opens_act(act)
        self.fill_all(fields)
        self.presses(act=act)
        self.is_told(ACTS[act].done or ACTS[act].label)

    def proposes(self, act: str, **fields: Any) -> None:
        """An act that needs a second person."""
        self.opens_act(act)
        self.fill_all(fields)
        self.presses(proposing=True, act=act)
        self.is_told("Proposed. It happens when a second person approves it.")

    def approves(self, act: str, number: str) -> None:
        """From Today to the case, where it waits for an answer."""
        self.opens(number)
        waiting = self.main.locator("section[aria-labelledby=proposals]")
        expect(waiting).to_contain_text(self.word(ACTS[act].label))
        self.click(self.link("Approve", waiting))
        self.presses(act="cases.approve")
        self.is_told(ACTS["cases.approve"].done)

    def registers(self, **fields: Any) -> str:
        """A complaint, from the menu to the page with the tracking code; answers the number."""
        self.click(self.link("New registration"))
        told = {name.replace("__", "-"): value for name, value in fields.items()}
        for line in sorted({int(name.split("-")[1]) for name in told if name.startswith("claims-")} - {0}):
            self.click(self.button("Add a claim"))
            expect(self.main.locator(f'[name="claims-{line}-kind"]')).to_be_visible()
        self.fill_all(told)
        self.click(self.button("Register and issue the receipt"))
        self.sees("The complaint is registered")
        expect(self.main.locator(".code")).to_be_visible()
        number: str = self.main.locator("dd strong").inner_text()
        self.click(self.link("To the case"))
        return number

    def picks(self, legend: str, value: str) -> None:
        """One of the choices under a heading, such as the name of a party."""
        group = self.main.locator("fieldset").filter(has=self.page.locator("legend", has_text=legend))
        group.locator(f'input[value="{value}"]').check()

    def writes_amounts(self, *amounts: str) -> None:
        """The agreed amount of each claim, in their order."""
        boxes = self.main.locator('input[name^="amount_"]')
        expect(boxes).to_have_count(len(amounts))
        for number, amount in enumerate(amounts):
            boxes.nth(number).fill(amount)

    # --- papers ---------------------------------------------------------------------------------------------
    def papers(self, *names: str) -> dict[str, str]:
        """All papers of the case on its page of papers: title → text. Each is there, not empty, and names these."""
        self.opens_tab("Papers")
        self.sees_not("being made", "could not be made")
        links = self.main.locator("tbody th a")
        found: dict[str, str] = {}
        for number in range(links.count()):
            one = links.nth(number)
            text = text_of(self.download(str(one.get_attribute("href"))))
            title = one.inner_text()
            found[title] = found.get(title, "") + text
        for name in names:
            assert any(name in text for text in found.values()), f"{name} stands on no paper"
        return found

    def download_named(self, ending: str) -> bytes:
        """What stands behind the link whose name ends like this."""
        link = self.main.get_by_role("link").filter(has_text=ending).first
        return self.download(str(link.get_attribute("href")))

    def download(self, address: str) -> bytes:
        """What stands behind a link of the page."""
        answer = self.context.request.get(address)
        assert answer.status == 200, (address, answer.status)
        content = answer.body()
        assert content
        return content


def text_of(pdf: bytes) -> str:
    """The text of a paper without its white space."""
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def lines(*said: str) -> str:
    return "\n".join(said)


def told_clicks(story: str, desks: Iterable[Desk]) -> None:
    """How many clicks the story took of each person, for whoever runs the walks with `-s`."""
    counts = {desk.username: desk.clicks for desk in desks}
    print(f"\n{story}: {sum(counts.values())} clicks {counts}")
