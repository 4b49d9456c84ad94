"""Who looked at what; is all whole; what holds for every page."""

import re
from typing import Any

from django.db import connection
from django.test import Client

from cases import outbox
from tests.builders import registered
from tests.cases.stages import assigned
from tests.pages.browsing import signed_in, text_of
from tests.people import People


def test_the_check_finds_a_broken_link(people: People) -> None:
    case = assigned(people)
    client = signed_in(people.auditor)
    assert client.post("/audit/check/").context["broken"] == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET head_hash = 'x'")
    broken = client.post("/audit/check/").context["broken"]
    assert ("H2", case.ref) in {(breach.check, breach.ref) for breach in broken}


def test_the_auditor_sees_who_read_and_who_was_refused(people: People) -> None:
    case = assigned(people)
    signed_in(people.mediator).get(f"/cases/{case.ref}/")
    signed_in(people.mediator2).get(f"/cases/{case.ref}/")
    auditor = signed_in(people.auditor)
    assert people.mediator.name in text_of(auditor.get(f"/audit/?case={case.ref}"))
    assert people.mediator2.name in text_of(auditor.get("/audit/refusals/"))
    assert people.mediator.name not in text_of(signed_in(people.head2).get("/audit/"))


def test_ready_says_what_is_missing(people: People, db: Any) -> None:
    found = Client().get("/readyz").json()
    assert found["ready"] and found["worker"]["waiting"] == 0
    registered(people)
    assert Client().get("/readyz").json()["worker"]["oldest_waiting_seconds"] > 0
    assert outbox.LEASE


def test_no_page_has_styles_or_scripts_inside(people: People) -> None:
    case = assigned(people)
    for user, urls in (
        (people.mediator, ["/today/", "/cases/", "/cases/new/", *(f"/cases/{case.ref}/{page}" for page in
                           ("", "history/", "documents/", "readers/", "note/"))]),
        (people.admin, ["/office/", "/office/accounts/", "/office/settings/", "/audit/check/"]),
    ):  # fmt: skip
        client = signed_in(user)
        for url in urls:
            page = client.get(url)
            shown = text_of(page)
            assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]* src=)", shown), url
            assert "default-src 'self'" in page.headers["Content-Security-Policy"]
            assert len(re.findall("<h1", shown)) == 1 and 'class="skip"' in shown
            ids = re.findall(r'\sid="([^"]+)"', shown)
            assert len(ids) == len(set(ids)), url
