"""Who gets in: the first administrator, demonstration accounts, idle sessions."""

import io
import time
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cases.history import explained
from cases.models import Posting, User
from tests.people import People

SECRET = "a long sentence nobody guesses"


def sign_in(client: Client, username: str, password: str) -> int:
    answer = client.post("/accounts/login/", {"login": username, "password": password})
    return answer.status_code


@pytest.mark.django_db
def test_the_first_administrator(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(SECRET + "\n"))
    call_command("create_administrator", "root", "--name", "韩峰", "--federation", "经开区总工会")
    assert Posting.objects.get().role == "administrator"
    assert sign_in(client, "root", SECRET) == 302
    monkeypatch.setattr("sys.stdin", io.StringIO(SECRET + "\n"))
    with pytest.raises(CommandError):
        call_command("create_administrator", "second", "--name", "另一人")


@pytest.mark.django_db
def test_a_weak_password_makes_no_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("demo\n"))
    with pytest.raises(CommandError):
        call_command("create_administrator", "root", "--name", "韩峰", "--federation", "经开区总工会")
    assert not User.objects.exists()


def test_demonstration_accounts_live_in_a_demonstration_only(
    people: People, client: Client, settings: Any
) -> None:
    with explained("fixture"):
        people.clerk.is_demo = True
        people.clerk.set_password(SECRET)
        people.clerk.save()
    assert sign_in(client, "clerk", SECRET) == 200
    settings.DEMO = True
    assert sign_in(client, "clerk", SECRET) == 302
    assert client.get("/today/").status_code == 200
    settings.DEMO = False
    assert client.get("/today/").status_code == 302


def test_an_idle_session_ends(people: People, client: Client, settings: Any) -> None:
    client.force_login(people.head, backend="config.auth.PasswordBackend")
    assert client.get("/today/").status_code == 200
    session = client.session
    session["seen"] = int(time.time()) - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    answer = client.get("/cases/?state=mediating")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/cases/")
    assert client.get("/today/").status_code == 302
