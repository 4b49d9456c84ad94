"""Signing in and out, language, postings."""

from typing import Any

from django.test import Client

from cases.history import explained
from cases.models import Posting, User
from cases.permissions import Role
from tests.pages.browsing import signed_in, text_of
from tests.people import SINCE, People, fresh


def test_sign_in_and_out(people: People) -> None:
    with explained("fixture"):
        people.mediator.set_password("correct horse battery")
        people.mediator.save()
    client = Client()
    wrong = client.post("/accounts/login/", {"login": "mediator", "password": "no"})
    assert (
        wrong.status_code == 200 and 'href="#id_' not in text_of(wrong) and 'id="problems"' in text_of(wrong)
    )
    assert (
        client.post(
            "/accounts/login/", {"login": "mediator", "password": "correct horse battery"}
        ).status_code
        == 302
    )
    assert client.get("/").headers["Location"] == "/today/"
    client.post("/accounts/logout/")
    assert client.get("/today/").status_code == 302


def test_demonstration_accounts_are_told_in_a_demonstration_only(people: People, settings: Any) -> None:
    assert "committee_head" not in text_of(Client().get("/accounts/login/"))
    settings.DEMO = True
    User.objects.filter(pk=people.committee_head.pk).update(is_demo=True)
    assert "committee_head" in text_of(Client().get("/accounts/login/"))


def test_language_is_kept_with_the_account(people: People) -> None:
    client = signed_in(people.head)
    back = client.post("/language/", {"language": "en", "next": "/cases/"})
    assert back.headers["Location"] == "/cases/"
    assert fresh(people.head).language == "en"
    assert people.head.history.first().history_change_reason == "accounts.language"
    assert '<html lang="en"' in text_of(client.get("/cases/"))
    client.post("/language/", {"language": "xx", "next": "https://example.org/"})
    assert fresh(people.head).language == "en"


def test_only_ones_own_living_postings_can_be_acted_in(people: People) -> None:
    with explained("fixture"):
        second = Posting.objects.create(
            user=people.clerk, organisation=people.yizhuang, role=Role.INTAKE, starts_on=SINCE
        )
    client = signed_in(people.clerk)
    client.post("/posting/", {"posting": str(people.head.postings.get().pk)})
    assert client.get("/today/").context["posting"].organisation == people.rongjing
    client.post("/posting/", {"posting": str(second.pk)})
    assert client.get("/today/").context["posting"] == second
