"""How long everyday pages take, against a bare Django view that asks the database the very same things.

DATABASE_URL=postgres://…/tiaojie_volume python -m bench.pages [--rounds 40] [--only cases]

For each page, as each reader: the statements of the page are written down once with their parameters; a bare view behind
the same middleware then sends those that the page itself sent, fetches all rows and shows every value, escaped, in a
minimal template. Page and bare view are asked in turn in one process, and everything written is rolled back. `plain` is
the same without a template: rows joined to a string.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import quote

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["DEMO"] = "1"
import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.html import escape  # noqa: E402

from cases.lifecycle import OPEN  # noqa: E402
from cases.listing import keyset  # noqa: E402
from cases.models import NO_DUE_DAY, Case, User  # noqa: E402

Statement = tuple[str, Any]
BARE = engines["django"].from_string(
    "<!doctype html><title>bare</title>{% for rows in found %}<table>{% for row in rows %}<tr>"
    "{% for value in row %}<td>{{ value }}</td>{% endfor %}</tr>{% endfor %}</table>{% endfor %}"
)
# What the bare views send: set before they are asked.
asked: list[Statement] = []


def _fetched() -> list[list[list[str]]]:
    found = []
    with connection.cursor() as cursor:
        for sql, params in asked:
            cursor.execute(sql, params)
            if cursor.description:
                found.append([[str(value) for value in row] for row in cursor.fetchall()])
    return found


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BARE.render({"found": _fetched()}))


@login_required
def plain(request: HttpRequest) -> HttpResponse:
    rows = (row for rows in _fetched() for row in rows)
    return HttpResponse("".join(f"<tr>{''.join(f'<td>{escape(value)}' for value in row)}" for row in rows))


urlpatterns = [path("bare/", bare), path("plain/", plain), path("", include("config.urls"))]


@dataclass
class Page:
    """One page for one reader, and what it took."""

    name: str
    user: str
    url: str
    statements: list[Statement] = field(default_factory=list)
    size: int = 0
    took: dict[str, list[float]] = field(
        default_factory=lambda: {"page": [], "bare": [], "plain": [], "sql": []}
    )

    def median(self, what: str) -> float:
        return statistics.median(self.took[what])


def pages() -> Iterator[Page]:
    """The pages of every day; those with a place in the list begin in the middle of what the reader sees."""
    named = (
        Case.objects.filter(ref__gt="RJ01", applicants_label__gt="").latest("received_at").applicants_label
    )
    for username in ("mediator", "head", "supervisor"):
        user = User.objects.get(username=username)
        rows = Case.objects.visible_to(user)
        # Half-way through what has no near day, which is most of it.
        dayless = rows.filter(next_due_on=NO_DUE_DAY).order_by("id")
        deep = dayless[dayless.count() // 2]
        far = timezone.now() - timedelta(days=500)
        older = rows.filter(received_at__lt=far).latest("received_at")
        yield Page("cases", username, "/cases/")
        yield Page("cases, deep", username, f"/cases/?after={keyset.cursor(deep, 'due')}")
        yield Page(
            "cases by receipt, deep",
            username,
            f"/cases/?order=received&after={quote(keyset.cursor(older, 'received'))}",
        )
        yield Page("cases, due within 7 days", username, "/cases/?due=week")
        yield Page("cases, closed this way", username, "/cases/?outcome=no_agreement&order=ended")
        yield Page("cases named", username, f"/cases/?q={quote(named)}")
        yield Page("today", username, "/today/")
        yield Page("notifications", username, "/notifications/")
        mine = Case.objects.visible_to(user, "cases.view").filter(state="mediating").order_by("-number")
        yield Page("case file", username, f"/cases/{mine[0].ref}/")


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def statements(ask: Callable[[], Any]) -> list[Statement]:
    """All that is sent to the database, in order."""
    sent: list[Statement] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        ask()
    return sent


def own(client: Client, page: Page) -> list[Statement]:
    """What the page sends beyond what is sent at the door for every page."""
    with rolled_back():
        found = statements(lambda: client.get(page.url))
    asked.clear()
    with rolled_back():
        door = [sql for sql, _params in statements(lambda: client.get("/bare/"))]
    for sql in door:
        at = next((number for number, one in enumerate(found) if one[0] == sql), None)
        if at is not None:
            del found[at]
    return found


def timed(ask: Callable[[], Any]) -> float:
    with rolled_back():
        began = time.perf_counter()
        ask()
        return time.perf_counter() - began


def measure(found: list[Page], rounds: int) -> None:
    clients: dict[str, Client] = {}
    for page in found:
        client = clients.setdefault(page.user, Client())
        client.force_login(User.objects.get(username=page.user), backend="config.auth.PasswordBackend")
        for _ in range(3):  # templates, plans and pages of the database are warm
            response = client.get(page.url)
        if response.status_code != 200:
            sys.exit(f"{page.user} {page.url}: {response.status_code}")
        page.size, page.statements = len(response.content), own(client, page)
    for number in range(rounds + 2):
        for page in found:
            client, asked[:] = clients[page.user], page.statements
            for what, ask in (
                ("page", lambda url=page.url, client=client: client.get(url)),
                ("bare", lambda client=client: client.get("/bare/")),
                ("plain", lambda client=client: client.get("/plain/")),
                ("sql", _fetched),
            ):
                seconds = timed(ask)
                if number > 1:
                    page.took[what].append(seconds * 1000)


def tell(found: list[Page]) -> None:
    print(
        "| page | reader | statements | HTML KB | page ms | p95 ms | bare ms | plain ms | page / bare | page / plain |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for page in found:
        times = sorted(page.took["page"])
        p95 = times[min(len(times) - 1, round(len(times) * 0.95))]
        whole, usual, least = (page.median(what) for what in ("page", "bare", "plain"))
        print(
            f"| {page.name} | {page.user} | {len(page.statements)} | {page.size / 1024:.0f} | {whole:.1f} | {p95:.1f} "
            f"| {usual:.1f} | {least:.1f} | {whole / usual:.2f} | {whole / least:.2f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--only", default="", help="pages whose name begins so")
    options = parser.parse_args()
    settings.ROOT_URLCONF = "bench.pages"
    settings.ALLOWED_HOSTS = ["testserver"]
    found = [page for page in pages() if page.name.startswith(options.only)]
    measure(found, options.rounds)
    total, live = Case.objects.count(), Case.objects.filter(state__in=OPEN).count()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{connection.vendor}: {total} cases, {live} of them open; {options.rounds} rounds; load {load}\n")
    tell(found)


if __name__ == "__main__":
    # The addresses name this module: it must be there once.
    from bench import pages as here

    here.main()
