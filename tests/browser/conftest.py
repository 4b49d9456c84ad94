"""A server, a browser, a calendar that can be turned, and the work of the worker."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from cases import outbox
from cases.history import explained
from cases.models import OutboxMessage, User
from tests.browser.pages import PASSWORD, Desk
from tests.builders import MONDAY
from tests.people import People

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-dev-shm-usage",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, without a window."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium on this machine: sudo apt-get install chromium")
    # Playwright keeps an event loop in this thread; Django would take each query here for one inside of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield running
        running.close()


@dataclass
class Live:
    """The tracker as it runs: people sit down at desks, days go by, the worker works."""

    url: str
    people: People
    browser: Browser
    calendar: Any
    desks: list[Desk] = field(default_factory=list)
    kind: type[Desk] = Desk  # how people work at them

    def desk(self, username: str, language: str = "zh-hans", *, javascript: bool = True) -> Desk:
        """A person sits down at an own browser and signs in."""
        made = self.unsigned(username, language, javascript=javascript)
        made.sign_in()
        return made

    def seated(self, username: str, language: str = "zh-hans") -> Desk:
        """A person who signed in before; `nobody` has not. For rounds through many pages, where signing in tells nothing."""
        made = self.unsigned(username, language)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if username != "nobody":
            user: User = getattr(self.people, username)
            User.objects.filter(pk=user.pk).update(language=language)
            client = Client()
            client.force_login(User.objects.get(pk=user.pk), backend="config.auth.PasswordBackend")
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        made.context.add_cookies(
            [{"name": name, "value": value, "url": self.url} for name, value in cookies.items()]
        )
        return made

    def unsigned(self, username: str, language: str = "zh-hans", *, javascript: bool = True) -> Desk:
        """A person sits down at an own browser."""
        context = self.browser.new_context(
            base_url=self.url, locale="zh-CN" if language == "zh-hans" else "en-GB", timezone_id="Asia/Shanghai",
            java_script_enabled=javascript, viewport={"width": 1366, "height": 768},
        )  # fmt: skip
        context.set_default_timeout(20_000)
        made = self.kind(context, username, language)
        self.desks.append(made)
        return made

    def day(self, days: int, hour: int = 9) -> datetime:
        """So many days after Monday 9 March 2026, at this hour: the calendar is turned there. Everybody stays signed in."""
        moment = MONDAY.replace(hour=hour) + timedelta(days=days)
        self.calendar.move_to(moment)
        return moment

    def work(self) -> None:
        """The worker makes what is waiting, for real."""
        outbox.deliver()
        left = OutboxMessage.objects.filter(done_at=None).values_list("kind", "problem")
        assert not left, f"the worker could not do: {list(left)}"


@pytest.fixture
def live(
    transactional_db: Any, live_server: Any, people: People, browser: Browser, settings: Any
) -> Iterator[Live]:
    """Everything stands, on Monday 9 March 2026 at nine in the morning; nothing left the machine afterwards."""
    settings.SESSION_COOKIE_AGE = settings.SESSION_IDLE_SECONDS = (
        400 * 24 * 3600
    )  # the calendar jumps by weeks
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    with explained("fixture"):
        for user in User.objects.all():
            user.set_password(PASSWORD)
            user.save()
    with time_machine.travel(MONDAY.replace(hour=9), tick=True) as calendar:
        made = Live(str(live_server.url), people, browser, calendar)
        yield made
        for desk in made.desks:
            desk.leave()


@pytest.fixture
def settled() -> Callable[[], None]:
    """Whatever happened, what is stored holds together."""
    from django.core.management import call_command

    def verify() -> None:
        call_command("verify")

    return verify
