"""Every page a member of staff can open: axe finds nothing, in both languages and all colours, wide and narrow."""

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Page, Response

from cases.models import Employer, Organisation, Party, User
from tests.browser.conftest import Live
from tests.browser.pages import Desk
from tests.browser.rounds import BROKEN, NOBODY, House, Stop, acts, every_address, house

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
THEMES = ("dark", "contrast")
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
CJK = "[\\u3400-\\u9fff\\uf900-\\ufaff]"

# What axe says, in one line for each place.
RUN = """async (rules) => (await axe.run(document, rules ? {runOnly: rules} : {resultTypes: ["violations"]})).violations
  .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${
     rule.id.startsWith("color") ? (node.any[0] || {}).message : ""}`))"""

# The style sheet of another theme in the place where the page links it; the page itself is the same in all of them.
WEAR = """(theme) => new Promise((ready) => {
  document.documentElement.dataset.theme = theme;
  document.querySelectorAll("link[data-worn], link[href*='theme-']").forEach((one) => one.remove());
  if (theme === "light") return ready();
  const link = document.createElement("link");
  Object.assign(link, {rel: "stylesheet", href: `/static/css/theme-${theme}.css`, onload: ready, onerror: ready});
  link.dataset.worn = "1";
  document.querySelector("link[href*='tokens.css']").after(link);
})"""

# Chinese characters in a page that is not Chinese, outside of an element that says so. Proper names and numbers of cases
# need no mark (WCAG 3.1.2); an entry of a form's choices, as it was typed by the house, can carry none.
FOREIGN = f"""(names) => {{
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {{
    const holder = walk.currentNode.parentElement;
    if (holder.closest("script, style, option, label, legend") || holder.closest("[lang]").lang.startsWith("zh")) continue;
    const left = names.reduce((text, name) => text.split(name).join(""), walk.currentNode.data.replace(/〔\\d+〕.{{1,3}}字第\\d+号/g, ""));
    if (/{CJK}/.test(left)) found.push(holder.outerHTML.slice(0, 140));
  }}
  return found;
}}"""

TWICE = """() => [...document.querySelectorAll("[id]")].map((one) => one.id)
  .filter((id, place, all) => all.indexOf(id) !== place)"""

# What is wider than the phone, and what a finger cannot hit: words inside a sentence or a list are exempt, as in WCAG.
NARROW = """() => {
  const found = [], wide = document.documentElement.clientWidth;
  const seen = (one) => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().left > -400
    && one.getBoundingClientRect().width > 1;
  const say = (why, one) => found.push(`${why}: ${one.outerHTML.slice(0, 140)}`);
  if (document.documentElement.scrollWidth > wide) {
    [...document.querySelectorAll("body *")].filter((one) => seen(one) && one.getBoundingClientRect().right > wide + 1)
      .slice(-2).forEach((one) => say(`scrolls sideways (${document.documentElement.scrollWidth})`, one));
  }
  for (const one of document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")) {
    if (!seen(one) || one.classList.contains("skip")) continue;
    const box = one.getBoundingClientRect(), label = one.labels && one.labels[0];
    const height = Math.max(box.height, label && /radio|checkbox/.test(one.type) ? label.getBoundingClientRect().height : 0);
    const isButton = one.matches(".button, button:not(.plain, .small), select, input:not([type=radio], [type=checkbox])");
    const alone = isButton || one.matches("button, summary, input, nav *");
    if (alone && height < (isButton ? 43.5 : 23.5)) say(`too low to hit (${Math.round(height)})`, one);
  }
  return found;
}"""


def proper_names() -> list[str]:
    """Of persons, organisations and employers; the word of each station in the numbers of its cases; the word searched for."""
    named = [model.objects.values_list("name", flat=True) for model in (User, Organisation, Employer, Party)]
    words = Organisation.objects.values_list("number_word", flat=True)
    return sorted(
        {name for names in (*named, words) for name in names if name} | {NOBODY}, key=len, reverse=True
    )


class Round:
    """One person after the other goes through the pages; what is wrong is collected with its address."""

    def __init__(self, live: Live, language: str) -> None:
        self.live, self.language = live, language
        self.desks: dict[str, Desk] = {}
        self.wrong: dict[str, list[str]] = {}
        self.titles: dict[str, set[str]] = {}
        self.names = proper_names()

    def desk(self, who: str) -> Desk:
        if who not in self.desks:
            desk = self.live.seated(who, self.language)
            desk.expected = ("status of 4",)  # error pages are among the pages
            desk.page.emulate_media(reduced_motion="reduce")  # colours as they are, not on their way
            desk.page.add_init_script(AXE)
            self.desks[who] = desk
        return self.desks[who]

    def say(self, stop: Stop, found: list[str], about: str = "") -> None:
        for one in found:
            same = re.sub(r"RJ01-2026-\d+|[0-9a-f-]{36}", "…", f"{about}| {one}")
            self.wrong.setdefault(same, []).append(f"{stop.who} {stop.address}")

    def opens(self, stop: Stop) -> Page | None:
        """The page, unless the address answers with a file or with a part of a page."""
        page = self.desk(stop.who).page
        try:
            answer: Response | None = page.goto(stop.address, wait_until="load")
        except Exception as problem:  # noqa: BLE001
            assert "Download is starting" in str(problem), (stop, problem)
            return None
        assert answer is not None and answer.status < 500, stop
        return page if page.locator("main").count() else None

    def reads(self, stop: Stop, page: Page) -> None:
        """All that is to be seen on one page."""
        code = "en" if self.language == "en" else "zh-Hans"
        if page.evaluate("document.documentElement.lang") != code:
            self.say(stop, ["the page does not say its language"])
        self.say(stop, page.evaluate(RUN, None), "axe ")
        self.say(stop, page.evaluate(TWICE), "id twice ")
        if self.language == "en":
            self.say(stop, page.evaluate(FOREIGN, self.names), "Chinese unmarked ")
        else:
            self.wears_all_themes(stop, page)
        page.set_viewport_size(PHONE)
        self.say(stop, page.evaluate(NARROW), "360 px ")
        page.set_viewport_size(WIDE)
        self.keeps_title(stop, page.title())

    def wears_all_themes(self, stop: Stop, page: Page) -> None:
        for theme in THEMES:
            page.evaluate(WEAR, theme)
            self.say(stop, page.evaluate(RUN, ["color-contrast"]), f"{theme} ")
        page.evaluate(WEAR, "light")

    def keeps_title(self, stop: Stop, title: str) -> None:
        secrets = [name for name in Party.objects.values_list("name", flat=True) if name and name in title]
        self.say(stop, [title] if secrets or title.startswith((" ", "–")) else [], "title ")
        if (stop.who, stop.address) not in BROKEN:
            self.titles.setdefault(title, set()).add(re.split("[?#]", stop.address)[0])

    def told(self) -> str:
        """Each fault once, with the first page that has it and how many have."""
        shared = [
            f"one title for {sorted(places)}: {title}"
            for title, places in self.titles.items()
            if len(places) > 1
        ]
        return "\n".join(
            [f"{one}  ({len(places)} pages, first {places[0]})" for one, places in self.wrong.items()]
            + shared
        )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page(live: Live, language: str) -> None:
    live.day(3, hour=15)
    made = house(live.people)
    round_ = Round(live, language)
    for stop in every_address(made):
        if page := round_.opens(stop):
            round_.reads(stop, page)
    for stop, page in _act_pages(round_, made):
        round_.reads(stop, page)
    assert not round_.told(), "\n" + round_.told()


def _act_pages(round_: Round, made: House) -> Iterator[tuple[Stop, Page]]:
    """The pages of acts as they are opened, and the same after a press with nothing filled in."""
    for stop, _act in acts(made):
        page = round_.opens(stop)
        assert page is not None, stop
        yield stop, page
        button = page.locator("main form button.primary")
        if page.locator("main [required], main [aria-required]").count() and button.count():
            page.evaluate(
                "document.querySelectorAll('main form').forEach((form) => { form.noValidate = true; })"
            )
            button.first.click()
            page.wait_for_load_state("load")
            if page.locator("main [aria-invalid=true]").count():
                yield Stop(stop.who, stop.address + "#errors"), page
