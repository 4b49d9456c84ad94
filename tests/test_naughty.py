"""Odd text in every field of every form and in every address: a sentence, or shown exactly; never a broken page."""

import html
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
from django import forms
from django.db import transaction
from django.test import Client
from django.utils import timezone

from cases import pages, registry
from cases.models import Case, Party, User
from tests.builders import consented
from tests.cases.stages import assigned, mediating
from tests.pages.browsing import NOW, intake, signed_in, text_of
from tests.people import People, fresh
from tests.test_routes import address_of, client_of, table

REFUSED = {
    "NUL": "陈\x00秀英",
    "control": "陈\x07秀英",
    "override": "陈\u202e秀英",
    "noncharacter": "陈\ufffe秀英",
    "half a pair": b"\xe9\x99\x88\xed\xa0\x80",
}
KEPT = {
    "rare": "𠮷𪚥⿰亻臣",
    "dots": "买买提·吐尔逊",
    "markup": "<script>alert(1)</script><b>\"'&amp;",
    "template": "{{ case }}{% now 'Y' %}%(name)s%s",
    "sql": "'; DROP TABLE cases_case; --",
    "joined": "👩‍👩‍👧‍👦\u200b\u2063",
    "full width": "ＡＢＣ１２３",  # noqa: RUF001
    "right to left": "محمد",
    "formula": "=cmd|' /C calc'!A0",
}
LARGE = {"marks": "e" + "\u0301" * 10_000, "long": "x" * 1_000_000}
CORPUS: dict[str, str | bytes] = {**REFUSED, **KEPT, **LARGE}
FINE = {200, 302, 400, 403, 404, 409, 422}


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def encoded(fields: dict[str, str | bytes]) -> bytes:
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in fields.items()).encode()


def post(client: Client, url: str, fields: dict[str, str | bytes]) -> Any:
    with undone():
        return client.post(url, encoded(fields), content_type="application/x-www-form-urlencoded")


def plausible(field: Any) -> str:
    """Something a field would take, so that the odd text of the others gets as far as it can."""
    inner = field.field
    if isinstance(inner, forms.ModelChoiceField):
        first = inner.queryset.first()
        return str(first.pk) if first else ""
    if isinstance(inner, forms.ChoiceField):
        return next((str(value) for value, _label in inner.choices if value and isinstance(value, str)), "")
    if isinstance(inner, forms.DateTimeField):
        return f"{NOW:%Y-%m-%dT%H:%M}"
    if isinstance(inner, forms.DateField):
        return f"{NOW:%Y-%m-%d}"
    return "1"


def is_text(field: Any) -> bool:
    return type(field.field) is forms.CharField


def open_acts(case: Case, user: User) -> list[str]:
    return [act.verb for group in pages.buttons(case, fresh(user)) for act in group.acts]


@pytest.mark.slow
@pytest.mark.parametrize("stage", [consented, mediating])
def test_every_act_takes_every_text(people: People, stage: Any) -> None:
    case = stage(people, NOW)
    tried = set()
    for user in (people.head, people.mediator):
        client = signed_in(user)
        for verb in open_acts(case, user):
            form = client.get(f"/cases/{case.ref}/{verb}/").context["form"]
            tried.add(verb)
            for name in ("NUL", "half a pair", "markup", "marks"):
                odd = CORPUS[name]
                some = {field.html_name: odd if is_text(field) else plausible(field) for field in form}
                every = {field.html_name: odd for field in form}
                for sent in (some, every) if name == "NUL" else (some,):
                    answer = post(client, f"/cases/{case.ref}/{verb}/", sent)
                    assert answer.status_code in FINE, (verb, name)
                    if name in REFUSED and any(is_text(field) for field in form):
                        assert answer.status_code != 302, (verb, name)
    assert tried


@pytest.mark.slow
def test_every_form_stands_every_text(people: People) -> None:
    """Also those of acts that none of the stages above reaches."""
    case = mediating(people, NOW)
    for act in registry.ACTS.values():
        for odd in (REFUSED["override"], *KEPT.values(), LARGE["marks"]):
            text = odd if isinstance(odd, str) else odd.decode(errors="replace")
            empty = act.form(None, None, case=case, by=people.mediator, at=timezone.now())
            data = {field.html_name: text for field in empty}
            form = act.form(data, {}, case=case, by=people.mediator, at=timezone.now())
            form.is_valid()
            form.as_div()


@pytest.mark.slow
def test_intake_takes_every_text(people: People) -> None:
    client = signed_in(people.clerk)
    texts = (
        "facts",
        "cause_text",
        "applicants-0-name",
        "respondents-0-name",
        "respondents-0-address",
        "claims-0-text",
    )
    for name, odd in CORPUS.items():
        sent: dict[str, Any] = intake()
        for field in texts if name in REFUSED else texts[:2]:
            answer = post(client, "/cases/new/", sent | {field: odd})
            assert answer.status_code in FINE, (name, field)
            if name in REFUSED:
                assert answer.status_code == 422 and f'href="#id_{field}"' in text_of(answer), (name, field)
            if name in KEPT:
                assert answer.status_code == 302, (name, field)
    for name in ("NUL", "half a pair", "markup", "full width"):
        every: dict[str, Any] = intake()
        for field in every:
            assert post(client, "/cases/new/", every | {field: CORPUS[name]}).status_code in FINE, (
                name,
                field,
            )
    assert not Case.objects.exists()


def test_odd_names_are_shown_exactly(people: People) -> None:
    client = signed_in(people.clerk)
    for odd in KEPT.values():
        client.post("/cases/new/", intake(applicants__0__name=odd, facts=odd, applicants__0__phone=""))
        case = Case.objects.latest("received_at", "ref")
        assert case.facts == odd and case.parties.get(role=Party.Role.APPLICANT).name == odd
        shown = client.get(f"/cases/{case.ref}/").content.decode()
        assert shown.count(html.escape(odd)) >= 2 and "<script>alert" not in shown
        assert html.escape(odd) in client.get("/cases/").content.decode()


def test_the_office_takes_every_text(people: People) -> None:
    client = signed_in(people.admin)
    account = f"/office/accounts/{people.clerk.pk}/"
    forms_of_the_office: dict[str, tuple[str, ...]] = {
        "/office/organisations/new/": (
            "code",
            "name",
            "name_en",
            "kind",
            "parent",
            "number_word",
            "address",
            "employer",
        ),
        "/office/accounts/new/": ("username", "name"),
        account: ("do", "posting", "organisation", "role", "starts_on", "ends_on"),
        "/office/settings/": ("key", "retention_years_agreement-value", "retention_years_agreement-source"),
        "/posting/": ("posting",),
        "/language/": ("language", "next"),
        "/accounts/login/": ("login", "password", "next"),
    }
    for url, names in forms_of_the_office.items():
        fixed = {"do": "add_posting"} if url == account else {"key": "retention_years_agreement"}
        for name in ("NUL", "override", "half a pair", "rare", "markup", "long"):
            odd = CORPUS[name]
            one_by_one = [{**fixed, field: odd} for field in names]
            for sent in [{**dict.fromkeys(names, odd), **fixed}, *one_by_one]:
                assert post(client, url, sent).status_code in FINE, (url, name)
    anonymous = Client()
    for name, odd in CORPUS.items():
        assert post(anonymous, "/accounts/login/", {"login": odd, "password": odd}).status_code in {
            200,
            302,
            400,
            429,
        }, name


def test_every_address_stands_every_query(people: People) -> None:
    case = assigned(people, NOW)
    names = ("q", "state", "stage", "organisation", "mediator", "due", "received_from", "received_to", "order", "after",
             "page", "case", "party", "approval", "next", "text")  # fmt: skip
    read = {
        "mediator": ("cases", "today", "arbitration", "accounts"),
        "admin": ("office",),
        "auditor": ("audit",),
    }
    for persona, parts in read.items():
        client = client_of(people, persona)
        for odd in (REFUSED["NUL"], REFUSED["half a pair"], KEPT["markup"], "9" * 400):
            query = "&".join(f"{name}={quote(odd)}" for name in names)
            for row in (row for row in table() if row.startswith(parts)):
                answer = client.get(f"{address_of(row, case, people)}?{query}")
                assert answer.status_code in FINE | {405}, (row, odd[:20])
                assert b"<script>alert" not in answer.content


def test_odd_addresses_are_not_found(people: People) -> None:
    client = signed_in(people.head)
    for odd in ("%00", "%ED%A0%80", "..%2f..%2fetc%2fpasswd", "RJ01-2026-000001%00", "%E2%80%AE", "x" * 3000):
        assert client.get(f"/cases/{odd}/").status_code == 404
        assert client.get(f"/cases/RJ01-2026-000001/{odd}/").status_code == 404
        assert client.get(f"/office/accounts/{odd}/").status_code == 404


def test_too_much_is_refused_with_a_sentence(people: People) -> None:
    answer = signed_in(people.clerk).post("/cases/new/", {"facts": "长" * 1_000_000})
    assert answer.status_code == 400 and "2MB" in text_of(answer).replace(" ", "")
