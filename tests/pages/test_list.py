"""The list of cases."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.history import explained
from cases.models import Case, Setting, User
from tests.builders import on, registered
from tests.cases.stages import assigned
from tests.pages.browsing import NOW, signed_in, text_of
from tests.people import People


def test_filters_stand_in_the_address(people: People) -> None:
    old, new = registered(people), assigned(people, NOW - timedelta(days=3))
    client = signed_in(people.head)

    def found(query: str) -> list[Case]:
        return list(client.get(f"/cases/?{query}").context["rows"])

    assert found("") == [old, new]
    assert found("state=accepted&state=registered&stage=intake") == [old]
    assert found("due=overdue") == [old]
    assert found(f"mediator={people.mediator.pk}") == [new]
    assert found("mediator=me") == []
    assert found("q=" + old.number) == [old]
    assert found("q=陈秀英") == [old, new] and found("q=没有") == []
    assert found(f"received_from={NOW - timedelta(days=9):%Y-%m-%d}") == [new]
    assert found("order=received") == [new, old]


def test_a_promise_never_looks_like_a_limit_of_law_nor_hides_one(people: People) -> None:
    with explained("fixture"):
        Setting.objects.create(key="first_contact_working_days", value=1)
    late, promised = registered(people), registered(people, NOW - timedelta(days=2))
    assert late.next_due_kind == promised.next_due_kind == "contact"
    page = signed_in(people.head).get("/cases/")
    lines = {line.case: line for line in page.context["lines"]}
    assert {line.is_promised for line in lines.values()} == {True}
    assert (lines[late].nearness, lines[promised].nearness) == ("overdue", "")
    assert text_of(page).count('class="chip promise"') == 2 and 'class="chip overdue"' not in text_of(page)


def test_what_an_address_cannot_mean_is_shown_and_ignored(people: People) -> None:
    registered(people)
    page = signed_in(people.head).get(
        "/cases/?state=flying&due=never&organisation=1&mediator=x&received_from=2026-99-99&after=zz~zz&order=up&q=%00"
    )
    assert page.status_code == 200 and len(page.context["rows"]) == 1
    assert {name for name, _value in page.context["wanted"].ignored} == {
        "state", "due", "organisation", "mediator", "received_from", "order", "q",
    }  # fmt: skip
    assert "flying" in text_of(page)


@pytest.mark.parametrize("order", ["due", "-due", "received", "-received", "amount", "-amount"])
def test_pages_by_key_show_every_case_once(
    people: People, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.listing.keyset.PAGE", 3)
    cases = [registered(people, on(number // 2)) for number in range(8)]
    client, query = signed_in(people.head), f"order={order}"
    seen: list[Any] = []
    while query and len(seen) < 20:
        page = client.get(f"/cases/?{query}")
        seen += [case.pk for case in page.context["rows"]]
        query = page.context["next_page"]
    assert len(seen) == 8 and set(seen) == {case.pk for case in cases}


def test_lists_cost_the_same_for_many_as_for_few(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def cost(url: str, user: User) -> int:
        client = signed_in(user)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    def fill() -> None:
        for days in (1, 2, 3):
            assigned(people, NOW - timedelta(days=9 + days))
            registered(people, NOW - timedelta(days=days))

    # What the next step of a case is, is asked of each floor; the page itself asks a constant number of times.
    monkeypatch.setattr("cases.next_step.for_case", lambda case, on: None)
    fill()
    few = {
        (url, user): cost(url, user)
        for url in ("/today/", "/cases/")
        for user in (people.head, people.mediator)
    }
    fill()
    assert {(url, user): cost(url, user) for url, user in few} == few
