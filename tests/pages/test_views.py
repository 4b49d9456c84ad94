"""Saved views, their notices, the quick view, and the address of a list."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cases.history import explained
from cases.listing import saved
from cases.models import Notification, Posting, ReadLog, SavedView
from cases.permissions import Role
from tests.builders import registered
from tests.cases.stages import assigned, mediating
from tests.pages.browsing import NOW, signed_in, text_of
from tests.people import SINCE, People, fresh


def found(client: Any, query: str) -> list[Any]:
    return list(client.get(f"/cases/?{query}").context["rows"])


def test_each_filter_can_be_denied(people: People) -> None:
    new, old = registered(people, NOW), mediating(people, NOW - timedelta(days=30))
    client = signed_in(people.head)
    for query in (
        "state=mediating", "stage=mediation", "clock=mediate", "clock=mediate&due=overdue",
        f"mediator={people.mediator.pk}", f"received_to={NOW - timedelta(days=9):%Y-%m-%d}",
    ):  # fmt: skip
        assert found(client, query) == [old], query
    for query in (
        "not_state=mediating", "not_stage=mediation", "not_clock=mediate", "clock=accept&not_due=overdue",
        f"not_mediator={people.mediator.pk}", f"not_received_to={NOW - timedelta(days=9):%Y-%m-%d}",
        "is_stage=not&stage=mediation",
    ):  # fmt: skip
        assert found(client, query) == [new], query
    employer = new.parties.get(role="respondent").employer_id
    assert len(found(client, f"employer={employer}")) == 2 and found(client, f"not_employer={employer}") == []
    assert (
        found(client, "amount_from=20000") == []
        and len(found(client, "amount_from=17,640&amount_to=17640")) == 2
    )
    assert found(client, "group=yes") == [] and found(client, "channel=phone") == []


def test_the_applicants_group_is_searched_only_in_what_one_may_read(people: People) -> None:
    case = registered(people, NOW)
    with explained("fixture"):
        case.applicant_groups = "|protected|migrant|"
        case.save()
    assert found(signed_in(people.head), "applicant=protected") == [case]
    # This mediator lists the case of the station, and does not read it: neither yes nor no is told.
    client = signed_in(people.second_mediator)
    assert found(client, "") == [case]
    assert found(client, "applicant=protected") == [] and found(client, "not_applicant=minor") == []


def test_the_editor_and_the_picker_lead_to_a_short_address(people: People) -> None:
    client = signed_in(people.head)
    answer = client.get("/cases/?apply=1&q=&is_stage=not&stage=end&amount_from=&order=&columns=")
    assert answer.headers["Location"] == "/cases/?not_stage=end"
    picked = client.get("/cases/?picked=1&column=state&column=due&column=amount&up=due&not_stage=end")
    assert picked.headers["Location"] == "/cases/?not_stage=end&columns=due,state,amount"


def test_an_empty_list_says_which_filter_to_take_away(people: People) -> None:
    registered(people, NOW)
    page = signed_in(people.head).get("/cases/?stage=intake&group=yes")
    assert [one.address for one in page.context["suggestions"]] == ["stage=intake"]


def test_htmx_gets_the_part_and_history_the_whole(people: People) -> None:
    client = signed_in(people.head)
    part = client.get("/cases/?apply=1&is_stage=&stage=intake", headers={"HX-Request": "true"})
    assert part.headers["HX-Push-Url"] == "/cases/?stage=intake"
    assert b"<html" not in part.content and b'id="filter-form"' not in part.content
    other = client.get("/cases/?stage=intake", headers={"HX-Request": "true"})
    assert b'id="filter-form"' in other.content
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert b"<html" in client.get("/cases/?stage=intake", headers=back).content


def save(client: Any, **more: str) -> Any:
    given = {"do": "save", "name": "欠薪大额", "query": "stage=mediation&amount_from=10000", "audience": "me"}
    return client.post("/cases/views/", given | more)


def test_a_view_is_saved_shared_and_shows_each_reader_his_own(people: People) -> None:
    case = mediating(people, NOW - timedelta(days=3))
    answer = save(signed_in(people.chair), audience="tree", is_pinned="1")
    assert answer.headers["Location"] == "/cases/?stage=mediation&amount_from=10000"
    query = SavedView.objects.get().query
    assert found(signed_in(people.head), query) == [case] and found(signed_in(people.head2), query) == []
    assert "欠薪大额" in text_of(signed_in(people.head2).get("/cases/"))
    assert "欠薪大额" in text_of(signed_in(people.head2).get("/cases/views/"))
    save(signed_in(people.head), name="本站", audience="organisation", is_pinned="1")
    assert "本站" in text_of(signed_in(people.clerk).get("/cases/"))
    assert "本站" not in text_of(signed_in(people.chair).get("/cases/"))
    assert "本站" not in text_of(signed_in(people.committee_head).get("/cases/"))


def test_views_are_the_owners_to_change(people: People) -> None:
    client = signed_in(people.head)
    save(client)
    save(client, name="第二")
    first, second = saved.in_order(SavedView.objects.all(), people.head)
    client.post("/cases/views/", {"do": "up", "view": str(second.pk)})
    assert [one.name for one in saved.in_order(SavedView.objects.all(), people.head)] == ["第二", "欠薪大额"]
    assert save(client, name="").status_code == 422 and save(client, alert_at="0").status_code == 422
    changed = {"do": "change", "view": str(first.pk), "name": "改名", "audience": "organisation"}
    for who, status in ((people.clerk, 404), (people.head, 302)):
        assert signed_in(who).post("/cases/views/", changed).status_code == status
    assert signed_in(people.clerk).post("/cases/views/", {"do": "delete", "view": "x"}).status_code == 404
    client.post("/cases/views/", {"do": "delete", "view": str(first.pk)})
    assert [one.name for one in SavedView.objects.all()] == ["第二"]


def test_the_owner_is_told_once_a_day_with_the_rights_of_the_day(people: People) -> None:
    today = timezone.localdate()
    for days in (1, 2):
        registered(people, NOW - timedelta(days=days))
    save(signed_in(people.head), query="stage=intake", alert_at="2")
    save(signed_in(people.head2), query="stage=intake", alert_at="1")
    for _twice in range(2):
        saved.tell(today, timezone.now())
    told = Notification.objects.get()
    assert (told.user, told.kind, told.facts) == (people.head, "view", {"count": 2})
    posting = people.head.postings.get()
    with explained("fixture"):
        posting.ends_on = today
        posting.save()
    saved.tell(today + timedelta(days=1), timezone.now())
    assert Notification.objects.count() == 2
    with explained("fixture"):
        posting.ends_on = today - timedelta(days=1)
        posting.save()
    saved.tell(today + timedelta(days=2), timezone.now())
    assert Notification.objects.count() == 2


def test_the_quick_view_is_content_and_leaves_a_trace(people: People) -> None:
    case = assigned(people)
    page = signed_in(people.mediator).get(f"/cases/{case.ref}/glance/", headers={"HX-Request": "true"})
    assert page.status_code == 200 and b"<html" not in page.content
    assert ReadLog.objects.get(case=case).what == "glance"
    assert signed_in(people.second_mediator).get(f"/cases/{case.ref}/glance/").status_code == 403
    listed = signed_in(people.second_mediator).get("/cases/")
    assert case.number in text_of(listed) and "/glance/" not in text_of(listed)
    assert fresh(people.head)


@pytest.mark.parametrize(
    "name", ["columns", "column", "amount_from", "employer", "cause", "clock", "before", "edit"]
)
def test_odd_values_are_shown_and_left_out(people: People, name: str) -> None:
    registered(people, NOW)
    client = signed_in(people.head)
    for odd in ("%00", "<b>", "9" * 300, "NaN", "1e999", "-1", "a,b", "%ED%A0%80", "due,due,x"):
        page = client.get(f"/cases/?{name}={odd}")
        assert page.status_code == 200 and len(page.context["rows"]) == 1, (name, odd)
        assert b"<b>" not in page.content


def test_a_view_is_shared_where_its_owner_is_posted_now(people: People) -> None:
    save(signed_in(people.mediator), name="带走的")
    with explained("fixture"):
        people.mediator.postings.update(ends_on=NOW.date() - timedelta(days=1))
        Posting.objects.create(
            user=people.mediator,
            organisation=people.yizhuang,
            role=Role.STATION_MEDIATOR,
            starts_on=SINCE,
        )
    view = SavedView.objects.get()
    shared = {
        "do": "change",
        "view": str(view.pk),
        "name": "带走的",
        "audience": "organisation",
        "is_pinned": "on",
    }
    assert signed_in(people.mediator).post("/cases/views/", shared).status_code == 302
    assert "带走的" not in text_of(signed_in(people.head).get("/cases/"))
    assert "带走的" in text_of(signed_in(people.head2).get("/cases/"))
    with explained("fixture"):
        Posting.objects.filter(user=people.mediator).update(ends_on=NOW.date() - timedelta(days=1))
    assert signed_in(people.mediator).post("/cases/views/", shared).status_code == 422
