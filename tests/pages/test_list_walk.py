"""Walking along a list: the case before and after, and the list one came from."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import came_from
from cases.listing import filter_sentence, keyset, narrowing, neighbours
from cases.listing.asked import read_text
from cases.listing.facets import Reader
from tests.builders import on, registered
from tests.pages.browsing import NOW
from tests.people import People, fresh


@pytest.mark.parametrize("order", ["due", "-due", "received", "-received", "amount", "-amount"])
def test_the_neighbours_are_those_of_the_list(people: People, order: str) -> None:
    for number in range(5):
        registered(people, on(number // 2))
    head, today = fresh(people.head), timezone.localdate()
    reader = Reader(head, today)
    listed = list(keyset.in_order(narrowing.rows(read_text(f"order={order}", reader), reader), order))
    assert len(listed) == 5
    for place, case in enumerate(listed):
        with CaptureQueriesContext(connection) as queries:
            found = neighbours(head, f"order={order}&stage=intake", case, today)
        assert len(queries) <= 4  # two rows; once, who asks
        assert found == (
            listed[place - 1] if place else None,
            listed[place + 1] if place < 4 else None,
        )


def test_neighbours_are_looked_up_with_todays_rights(people: People) -> None:
    first, second = registered(people, NOW - timedelta(days=3)), registered(people, NOW)
    today = timezone.localdate()
    assert neighbours(fresh(people.head), "", first, today) == (None, second)
    assert neighbours(fresh(people.mediator2), "", first, today) == (None, None)
    assert neighbours(fresh(people.head), "state=%00&after=x&order=sideways", second, today) == (first, None)


def test_the_filters_are_told_in_one_sentence(people: People) -> None:
    told = filter_sentence(
        f"mediator={people.mediator.pk}&stage=mediation&amount_from=10000", fresh(people.head)
    )
    assert "王敏" in told and "10000" in told
    assert filter_sentence("", fresh(people.head)) == filter_sentence("state=flying", fresh(people.head))


class Request:
    def __init__(self) -> None:
        self.session: dict[str, Any] = {}


def test_a_case_remembers_the_list_it_was_opened_from() -> None:
    request = Request()
    token = came_from.remember(request, "state=mediating")
    came_from.opened(request, "RJ01-2026-000001", token)
    came_from.opened(request, "RJ01-2026-000002", "0000000000")
    assert came_from.list_of(request, "RJ01-2026-000001") == "state=mediating"
    assert came_from.list_of(request, "RJ01-2026-000002") is None
    for number in range(60):
        came_from.opened(request, f"RJ01-2026-{number:06}", came_from.remember(request, f"q={number}"))
    assert came_from.list_of(request, "RJ01-2026-000059") == "q=59"
    assert came_from.list_of(request, "RJ01-2026-000001") is None
    assert len(request.session["lists"]) == 8 and len(request.session["opened_from"]) <= 40
