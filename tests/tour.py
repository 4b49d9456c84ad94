"""The pictures of docs/tour.md and docs/tour.zh-Hans.md: `make tour`.

A scratch demonstration on a fixed day, its server and the browser run in this one process; nothing of it is left but the
pictures. The day is fixed so that the same program draws the same pictures in ten years.
"""

import io
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIServer
from zoneinfo import ZoneInfo

import time_machine
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SCRATCH, PICTURES = ROOT / "var" / "tour", ROOT / "docs" / "tour"
DAY = datetime(2026, 3, 12, 9, 20, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Thursday without holidays around it
CASES = 160
LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}
SIZES = {"desk": (1366, 768), "phone": (360, 740), "paper": (1123, 794)}
MOST_BYTES, COLOURS = 120 * 1024, (256, 128, 64)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


# --- the scratch demonstration --------------------------------------------------------------------------------


def settle() -> None:
    """Settings of the scratch demonstration; keys that are good for nothing else."""
    shutil.rmtree(SCRATCH, ignore_errors=True)
    SCRATCH.mkdir(parents=True)
    key = "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings", DEMO="1", DEBUG="0", HTTPS="0", SECRET_KEY="tour", INDEX_KEY=key,
        FIELD_KEYS=f"1:{key}", ALLOWED_HOSTS="127.0.0.1", DATABASE_URL=f"sqlite:///{SCRATCH / 'tour.sqlite3'}",
        FILES_DIR=str(SCRATCH / "files"), ANCHORS_DIR=str(SCRATCH / "anchors"), DJANGO_ALLOW_ASYNC_UNSAFE="1",
    )  # fmt: skip
    import django

    django.setup()
    from django.conf import settings

    # The browser's own calendar is not ours: its cookies must not end before they begin.
    settings.SESSION_COOKIE_AGE = settings.SESSION_IDLE_SECONDS = 20 * 365 * 86_400
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def seed() -> None:
    """The demonstration as `make run` has it, with fewer cases."""
    from django.core.management import call_command

    from config.management.commands import seed_demo

    for command in ("migrate", "createcachetable", "load_reference"):
        call_command(command, verbosity=0)
    seed_demo.CASES = CASES
    call_command("seed_demo")
    _give_cases_away()


def _give_cases_away() -> None:
    """This morning the head gave the mediator some cases: that is told."""
    from django.utils import timezone

    from cases.actions.assignment import assign
    from cases.models import Case, User

    head, mediator = (User.objects.get(username=name) for name in ("head", "mediator"))
    waiting = Case.objects.visible_to(head, "cases.assign").filter(state="accepted", mediator=None)
    for case in list(waiting.order_by("ref")[:4]):
        assign(case, mediator=mediator, by=head, at=timezone.now())


@contextmanager
def served() -> Iterator[str]:
    """The tracker on a free port of this machine."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from config.wsgi import application

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    server: WSGIServer = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


# --- who goes round, and with which case ----------------------------------------------------------------------


@dataclass
class Guide:
    """Goes round in one language: opens pages as this or that person, and keeps pictures."""

    browser: Browser
    url: str
    language: str
    refs: dict[str, str]
    desks: dict[tuple[str, str], Page] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def page(self, who: str, size: str = "desk") -> Page:
        """This person's page at a desk or on a phone."""
        if (who, size) not in self.desks:
            self.desks[who, size] = self._context(who, size).new_page()
        return self.desks[who, size]

    def _context(self, who: str, size: str) -> BrowserContext:
        from django.conf import settings
        from django.test import Client

        from cases.models import User

        width, height = SIZES[size]
        context = self.browser.new_context(
            base_url=self.url, viewport={"width": width, "height": height}, reduced_motion="reduce",
            locale="en-GB" if self.language == "en" else "zh-CN", timezone_id="Asia/Shanghai",
        )  # fmt: skip
        context.clock.set_system_time(datetime.now(DAY.tzinfo))
        cookies = {settings.LANGUAGE_COOKIE_NAME: self.language}
        if who != "nobody":
            client = Client()
            client.force_login(User.objects.get(username=who), backend="config.auth.PasswordBackend")
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": name, "value": value, "url": self.url} for name, value in cookies.items()]
        )
        return context

    def opens(self, who: str, address: str, size: str = "desk") -> Page:
        """A page, with all parts that come later."""
        page = self.page(who, size)
        answer = page.goto(address)
        assert answer is not None and answer.status < 500, address
        page.wait_for_load_state("networkidle")
        return page

    def opens_case(self, who: str, which: str, part: str = "", size: str = "desk") -> Page:
        return self.opens(who, f"/cases/{self.refs[which]}/{part}", size)

    def keep(self, name: str, *pages: Page, edge: int = 0) -> None:
        """What stands on the screen, or on several beside one another, in few colours."""
        shots = [
            Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB") for page in pages
        ]
        gap = 24
        whole = Image.new(
            "RGB", (sum(one.width + gap for one in shots) - gap, max(one.height for one in shots)), "#8a94a3"
        )
        place = 0
        for one in shots:
            whole.paste(one, (place, 0))
            place += one.width + gap
        if edge:  # the margin of a sheet of paper
            sheet = Image.new("RGB", (whole.width + 2 * edge, whole.height + 2 * edge), "#ffffff")
            sheet.paste(whole, (edge, edge))
            whole = sheet
        name = f"{LANGUAGES[self.language]}-{len(self.kept) + 1:02d}-{name}.png"
        target = PICTURES / name
        for colours in COLOURS:
            whole.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
            if target.stat().st_size <= MOST_BYTES:
                break
        else:
            raise AssertionError(f"{name} is too large: {target.stat().st_size // 1024} KB")
        self.kept.append(name)


def cases_to_show() -> dict[str, str]:
    """Cases of the demonstration that have something to show, by what they are shown for."""
    from django.db.models import Count

    from cases.models import Case

    mine = Case.objects.filter(mediator__username="mediator", is_collective=False)
    fullest = mine.annotate(talks=Count("sessions", distinct=True), steps=Count("events", distinct=True))
    fullest = fullest.order_by("-talks", "-steps", "ref")
    wanted = {"talks": {"state": "mediating"}, "agreed": {"state__in": ("agreed", "performing")}}
    return {what: fullest.filter(**which)[0].ref for what, which in wanted.items()}


# --- the stations of the tour ---------------------------------------------------------------------------------


def sign_in(guide: Guide) -> None:
    guide.keep("sign-in", guide.opens("nobody", "/accounts/login/"))


def today(guide: Guide) -> None:
    guide.keep("today", guide.opens("mediator", "/today/"))


def today_of_a_head(guide: Guide) -> None:
    guide.keep("station", guide.opens("head", "/today/"))


def the_list(guide: Guide) -> None:
    page = guide.opens("head", "/cases/?stage=mediation&stage=agreement&not_due=overdue")
    guide.keep("list", page)


def quick_view(guide: Guide) -> None:
    """A view that was just saved is a tab above the list; the first row opens beside it."""
    page = guide.opens("mediator", "/cases/?amount_from=30000&mediator=me")
    page.locator("details.menu", has=page.locator("#v-name")).locator("summary").click()
    page.locator("#v-name").fill("三万元以上" if guide.language == "zh-hans" else "Over 30,000 yuan")
    page.locator(".view-form .primary").click()
    page.wait_for_load_state("networkidle")
    page.goto("/cases/?amount_from=30000&mediator=me")
    page.locator("[data-quick]").first.click()
    page.locator("#drawer :is(h2, h3)").first.wait_for()
    guide.keep("view", page)


def many_at_once(guide: Guide) -> None:
    page = guide.opens("head", "/cases/?state=mediating")
    for box in page.locator("input[name=case]").all()[:4]:
        box.check()
    page.locator("#bulk button[value='cases.reassign']").click()
    page.wait_for_load_state("networkidle")
    guide.keep("many", page)


def case_file(guide: Guide) -> None:
    guide.keep("file", guide.opens_case("mediator", "talks"))


def sessions(guide: Guide) -> None:
    guide.keep("sessions", guide.opens_case("mediator", "agreed", "sessions/"))


def as_of_a_day(guide: Guide) -> None:
    guide.keep("as-of", guide.opens_case("mediator", "talks", "as-of/?on=2026-03-06"))


def act(guide: Guide) -> None:
    guide.keep("act", guide.opens_case("mediator", "talks", "schedule/"))


def counter(guide: Guide) -> None:
    page = guide.opens("clerk", "/cases/new/")
    fill_complaint(page)
    page.evaluate("scrollTo(0, 0)")
    guide.keep("counter", page)


def call(guide: Guide) -> None:
    """The draft of the counter is out of the way: the questions stand beside the fields from the first line on."""
    forget_drafts()
    page = guide.opens("clerk", "/cases/new/?channel=phone")
    fill_complaint(page)
    page.locator("main section.part").nth(1).scroll_into_view_if_needed()
    guide.keep("call", page)


def read_back(guide: Guide) -> None:
    forget_drafts()
    page = guide.opens("clerk", "/cases/new/?channel=oral")
    fill_complaint(page)
    press(page)
    guide.keep("read-back", page)


def notifications_in_the_dark(guide: Guide) -> None:
    with wearing("mediator", "dark"):
        guide.keep("dark", guide.opens("mediator", "/notifications/"))


def on_the_phone(guide: Guide) -> None:
    """Three phones beside one another: today, a file, and an act that was sent with a day that is over."""
    context = guide.page("mediator", "phone").context
    own, file, sent = (context.new_page() for _number in range(3))
    own.goto("/today/")
    file.goto(f"/cases/{guide.refs['agreed']}/")
    sent.goto(f"/cases/{guide.refs['talks']}/schedule/")
    field_of(sent, "planned_at").fill("2026-03-02T09:30")
    press(sent)
    for page in (own, file, sent):
        page.wait_for_load_state("networkidle")
    guide.keep("phone", own, file, sent)


def printed(guide: Guide) -> None:
    page = guide.opens("head", "/cases/?stage=mediation", "paper")
    page.emulate_media(media="print")
    guide.keep("print", page, edge=44)


STATIONS: Sequence[Callable[[Guide], None]] = (
    sign_in, today, today_of_a_head, the_list, quick_view, many_at_once, case_file, sessions, as_of_a_day, act,
    counter, call, read_back, notifications_in_the_dark, on_the_phone, printed,
)  # fmt: skip


def field_of(page: Page, name: str) -> Locator:
    return page.locator(f'main [name="{name}"]').first


def press(page: Page) -> None:
    page.locator("main form .primary").first.click()
    page.wait_for_load_state("networkidle")


def fill_complaint(page: Page) -> None:
    """A complaint as it is told, in Chinese in either language: it is the applicant's."""
    told = {
        "applicants-0-name": "何晓梅", "applicants-0-phone": "138 0000 6021", "applicants-0-address": "荣华中路1号",
        "respondents-0-name": "远航物流有限公司", "respondents-0-phone": "010-67800000",
        "facts": "2025年11月入职，约定月工资6000元。今年1月、2月工资没有发，多次催要，经理说等回款。",
        "claims-0-text": "2026年1月至2月的工资", "claims-0-amount": "12,000", "claims-0-known_on": "2026-02-28",
    }  # fmt: skip
    for name, value in told.items():
        box = field_of(page, name)
        if box.count() and box.is_visible():
            box.fill(value)
    field_of(page, "claims-0-kind").select_option("wages")
    page.wait_for_timeout(2500)
    page.wait_for_load_state("networkidle")


def forget_drafts() -> None:
    from cases.models import Draft

    Draft.objects.all().delete()


@contextmanager
def wearing(username: str, theme: str) -> Iterator[None]:
    from cases.models import User

    User.objects.filter(username=username).update(theme=theme)
    yield
    User.objects.filter(username=username).update(theme="light")


def go_round(
    browser: Browser, url: str, language: str, refs: dict[str, str], only: Sequence[str]
) -> list[str]:
    """All stations in one language; what one of them leaves behind is gone before the next language."""
    from cases.models import SavedView, User

    User.objects.update(language=language, theme="light")
    guide = Guide(browser, url, language, refs)
    for station in STATIONS:
        if not only or station.__name__ in only:
            station(guide)
        else:
            guide.kept.append("")
    for page in guide.desks.values():
        page.context.close()
    forget_drafts()
    SavedView.objects.filter(owner__username="mediator").delete()
    return guide.kept


def main(only: Sequence[str]) -> None:
    """Everything, or the stations that are named."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        sys.exit("no Chromium on this machine: sudo apt-get install chromium")
    # The papers of the tracker have fonts of their own, which they set for the whole process; the browser keeps this machine's.
    own_surroundings: dict[str, str | float | bool] = dict(os.environ)
    settle()
    PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        with time_machine.travel(DAY, tick=True):
            seed()
            refs = cases_to_show()
            with served() as url, sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=program, args=["--no-sandbox", "--disable-gpu"], env=own_surroundings
                )
                kept = [
                    name for language in LANGUAGES for name in go_round(browser, url, language, refs, only)
                ]
                browser.close()
    finally:
        shutil.rmtree(SCRATCH, ignore_errors=True)
    if not only:
        for old in set(PICTURES.glob("*.png")) - {PICTURES / name for name in kept}:
            old.unlink()
    sys.stdout.write(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
