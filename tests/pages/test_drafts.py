"""What was begun is kept for its author alone, and gone when it is sent or old."""

import re
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from cases import schedule
from cases.history import explained
from cases.intake.drafts import forget_old, own
from cases.models import Case, Draft, Posting
from tests.pages.browsing import intake, signed_in, text_of
from tests.people import People


def saved(client: Any, **more: str) -> tuple[dict[str, str], Any]:
    sent = intake(**more)
    return sent, client.post(f"/cases/drafts/{sent['token']}/", sent)


def test_what_is_typed_is_saved_and_comes_back(people: People) -> None:
    client = signed_in(people.clerk)
    sent, answer = saved(client, facts="单位拖欠")
    assert answer.status_code == 200 and ":" in answer.json()["saved"]
    saved_again = client.post(f"/cases/drafts/{sent['token']}/", sent | {"facts": "单位拖欠两个月"})
    assert saved_again.status_code == 200 and Draft.objects.count() == 1
    assert f"?draft={sent['token']}" in text_of(client.get("/cases/new/"))
    page = text_of(client.get(f"/cases/new/?draft={sent['token']}"))
    assert "单位拖欠两个月</textarea>" in page and 'value="陈秀英"' in page and 'class="errorlist' not in page
    assert 'data-rhythm="phone"' in text_of(client.get(f"/cases/new/?draft={sent['token']}&channel=phone"))


def test_two_windows_on_one_draft_write_two_drafts(people: People) -> None:
    client = signed_in(people.clerk)
    sent, _answer = saved(client, facts="开头", page="a")
    url = f"/cases/drafts/{sent['token']}/"
    for page in ("b", "b"):  # it took over from the first window, and goes on
        client.post(url, sent | {"facts": "第二个窗口", "page": page, "before": "a"})
    assert Draft.objects.get().data["facts"] == ["第二个窗口"]
    answer = client.post(url, sent | {"facts": "第一个窗口", "page": "a", "before": ""})
    assert answer.json()["draft"] != sent["token"]
    assert {draft.data["facts"][0] for draft in Draft.objects.all()} == {"第一个窗口", "第二个窗口"}


def test_it_is_ciphertext(people: People) -> None:
    saved(signed_in(people.clerk))
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM cases_draft")
        (stored,) = cursor.fetchone()
    assert "陈秀英" not in stored and "applicants" not in stored


def test_only_its_author_has_it(people: People) -> None:
    sent, _answer = saved(signed_in(people.clerk))
    url = f"/cases/drafts/{sent['token']}/"
    for other in (people.head, people.mediator, people.supervisor, people.admin):
        client = signed_in(other)
        assert client.get(f"/cases/new/?draft={sent['token']}").status_code in (403, 404)
        assert client.post(url, sent).status_code in (403, 404)
        assert client.post(url, {"throw_away": "1"}).status_code in (403, 404)
        assert sent["token"] not in text_of(client.get("/cases/new/"))
    assert Draft.objects.get().owner == people.clerk


def test_registering_uses_it_up_and_a_late_save_brings_nothing_back(people: People) -> None:
    client = signed_in(people.clerk)
    sent, _answer = saved(client)
    client.post("/cases/new/", sent)
    assert Case.objects.count() == 1 and not Draft.objects.exists()
    assert client.post(f"/cases/drafts/{sent['token']}/", sent).status_code == 409
    assert not Draft.objects.exists()


def test_a_refused_registration_leaves_it(people: People) -> None:
    client = signed_in(people.clerk)
    sent, _answer = saved(client, facts="")
    assert client.post("/cases/new/", sent).status_code == 422 and Draft.objects.count() == 1


def test_without_a_script_a_button_saves(people: People) -> None:
    client, sent = signed_in(people.clerk), intake(save="1")
    answer = client.post("/cases/new/", sent, follow=True)
    assert answer.redirect_chain[-1][0] == f"/cases/new/?draft={sent['token']}" and "陈秀英" in text_of(
        answer
    )


def test_the_caller_was_cut_off(people: People) -> None:
    client = signed_in(people.clerk)
    later = (timezone.localtime() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    sent = intake(channel="phone", call_back="1", call_back_at=later)
    answer = client.post("/cases/new/", sent, follow=True)
    assert answer.redirect_chain[-1][0] == "/today/" and sent["token"] in text_of(answer)
    assert "陈秀英" in text_of(answer)
    assert sent["token"] not in text_of(signed_in(people.head).get("/today/"))


def test_its_beginning_is_the_proposed_time_of_receipt(people: People) -> None:
    client = signed_in(people.clerk)
    sent, _answer = saved(client, received_at="")
    begun = timezone.now() - timedelta(hours=3)
    Draft.objects.update(created_at=begun)
    page = client.get(f"/cases/new/?draft={sent['token']}")
    assert f"{timezone.localtime(begun):%Y-%m-%dT%H:%M}" in text_of(page)


def test_it_is_thrown_away_or_forgotten(people: People) -> None:
    client = signed_in(people.clerk)
    sent, _answer = saved(client)
    assert client.post(f"/cases/drafts/{sent['token']}/", {"throw_away": "1"}).status_code == 302
    assert not own(people.clerk).exists() and Draft.objects.get().data == {}
    saved(client)
    now = timezone.now()
    assert forget_old(now.date(), now + timedelta(days=29)) == 0
    assert forget_old(now.date(), now + timedelta(days=31)) == 2 and not Draft.objects.exists()
    assert "forget_drafts" in schedule.daily_jobs()


def test_a_link_to_no_draft_is_no_page(people: People) -> None:
    client = signed_in(people.clerk)
    for key in (uuid4(), "x"):
        assert client.get(f"/cases/new/?draft={key}").status_code == 404


# --- promised calls -------------------------------------------------------------------------------------------
def in_days(days: float) -> str:
    return f"{timezone.localtime() + timedelta(days=days):%Y-%m-%dT%H:%M}"


def promise(client: Any, call_back_at: str, **more: str) -> Any:
    return client.post(
        "/cases/new/", intake(channel="phone", call_back="1", call_back_at=call_back_at, **more)
    )


def test_newer_drafts_do_not_hide_a_promised_call(people: People) -> None:
    client = signed_in(people.clerk)
    promise(client, in_days(1), applicants__0__name="古丽娜")
    for _number in range(10):
        saved(client)
    assert "古丽娜" in text_of(client.get("/today/"))
    assert not client.get("/cases/new/").context["drafts"].is_more
    saved(client)
    for page in ("/today/", "/cases/new/"):
        assert "古丽娜" in text_of(client.get(page))
    assert client.get("/cases/new/").context["drafts"].is_more
    assert client.get("/today/").context["is_cut"]


def test_a_draft_lives_longer_than_its_promised_call(people: People) -> None:
    promise(signed_in(people.clerk), in_days(59))
    now = timezone.now()
    assert forget_old(now.date(), now + timedelta(days=59)) == 0
    assert forget_old(now.date(), now + timedelta(days=59 + 31)) == 1


@pytest.mark.parametrize(
    "hour", ["2026-13-40 10:00", "0001-01-01T00:00", "9999-12-31T23:59", "61", "-1", "x"]
)
def test_an_hour_that_cannot_be_meant_is_asked_back(people: People, hour: str) -> None:
    client = signed_in(people.clerk)
    at = in_days(int(hour)) if hour in ("61", "-1") else hour
    answer = promise(client, at, facts="")
    shown = text_of(answer)
    assert answer.status_code == 422 and not Draft.objects.exists()
    assert 'href="#id_call_back_at"' in shown and 'href="#id_facts"' not in shown
    assert 'value="陈秀英"' in shown and f'value="{at}"' in shown


def test_without_an_hour_the_call_is_due_now(people: People) -> None:
    assert promise(signed_in(people.clerk), "").status_code == 302
    assert abs(Draft.objects.get().call_back_at - timezone.now()) < timedelta(minutes=1)


def test_an_hour_that_has_passed_hinders_no_registration(people: People) -> None:
    sent = intake(channel="phone", call_back_at=in_days(-1))
    assert signed_in(people.clerk).post("/cases/new/", sent).status_code == 302
    assert Case.objects.count() == 1


# --- windows, postings, the end of a session ------------------------------------------------------------------
def test_another_window_does_not_bring_back_what_was_thrown_away(people: People) -> None:
    client = signed_in(people.clerk)
    sent, _answer = saved(client)
    url = f"/cases/drafts/{sent['token']}/"
    client.post(url, {"throw_away": "1"})
    late = client.post(url, sent)
    assert late.status_code == 409 and late.json() == {"thrown_away": True}
    assert (
        not own(people.clerk).exists() and client.get(f"/cases/new/?draft={sent['token']}").status_code == 404
    )
    client.post("/cases/new/", sent | {"save": "1"})  # pressed by hand: wanted after all
    assert str(own(people.clerk).get().pk) != sent["token"]


def test_a_form_of_another_posting_registers_nothing_unseen(people: People) -> None:
    with explained("a second posting"):
        second = Posting.objects.create(
            user=people.clerk, organisation=people.yizhuang, role="intake", starts_on="2020-01-01"
        )
    client = signed_in(people.clerk)
    sent = intake(place=hidden(client.get("/cases/new/"), "place"))
    url = f"/cases/drafts/{sent['token']}/"
    client.post(url, sent)
    client.post("/posting/", {"posting": str(second.pk)})
    client.post(url, sent)
    assert Draft.objects.get().organisation == people.rongjing
    again = client.get(f"/cases/new/?draft={sent['token']}")
    assert hidden(again, "place") == str(people.rongjing.pk)
    answer = client.post("/cases/new/", sent)
    assert answer.status_code == 409 and Case.objects.count() == 0
    assert "亦庄" in text_of(answer) and 'value="陈秀英"' in text_of(answer)
    now_seen = sent | {"place": hidden(answer, "place")}
    assert client.post("/cases/new/", now_seen).status_code == 302
    assert Case.objects.get().organisation == people.yizhuang


def hidden(answer: Any, name: str) -> str:
    found = re.search(rf'type="hidden" name="{name}" value="([^"]+)"', text_of(answer))
    assert found is not None
    return found[1]


def test_what_is_sent_after_the_session_ended_is_a_draft(people: People) -> None:
    client = signed_in(people.clerk)
    sent = intake(writer=hidden(client.get("/cases/new/"), "writer"))
    session = client.session
    session["seen"] = int(time.time()) - 99_999
    session.save()
    answer = client.post("/cases/new/", sent)
    assert answer["Location"].endswith(f"next=/cases/new/%3Fdraft%3D{sent['token']}")
    draft = own(people.clerk).get()
    assert draft.data["facts"] == ["拖欠工资"] and "writer" not in draft.data and Case.objects.count() == 0
    page = signed_in(people.clerk).get(f"/cases/new/?draft={sent['token']}")
    assert "拖欠工资</textarea>" in text_of(page)


def test_what_says_not_whose_it_is_leads_back_to_the_empty_page(people: People, client: Any) -> None:
    for writer in ("", "x", str(people.clerk.pk)):
        answer = client.post("/cases/new/", intake(writer=writer))
        assert answer["Location"].endswith("next=/cases/new/") and not Draft.objects.exists()


def test_throwing_away_takes_a_second_button(people: People) -> None:
    client = signed_in(people.clerk)
    saved(client)
    shown = text_of(client.get("/cases/new/"))
    opened, pressed = shown.index("<details><summary>"), shown.index('name="throw_away"')
    assert opened < pressed < shown.index("</details>", opened)


def test_a_draft_comes_back_with_its_check(people: People) -> None:
    client = signed_in(people.clerk)
    sent, _answer = saved(client, monthly_wage="300")
    page = client.get(f"/cases/new/?draft={sent['token']}")
    assert page.context["is_checked"] and 'value="wage"' in text_of(page) and "9,000.00" in text_of(page)
