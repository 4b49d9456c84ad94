"""Every address of the house has a row here: who gets what. A new address without a row fails.

The case was registered by Qin (clerk) at Rongjing, accepted and given to Wang Min (mediator).
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, get_resolver

from cases.actions.calculations import calculate
from cases.history import explained
from cases.law.kinds import CALCULATIONS
from cases.models import Calculation, Case, Document, ReadLog, Refusal, RegionalFigure
from cases.urls import shadowed
from tests.builders import on, renewed
from tests.cases.stages import assigned
from tests.people import People, fresh

PERSONAS = (
    "nobody", "clerk", "mediator", "second_mediator", "mediator2", "head", "head2", "volunteer", "committee_mediator",
    "district", "supervisor", "auditor", "admin",
)  # fmt: skip

# `in`: to the sign-in page · `to`: on to another page · numbers: the status.
# nob = nobody, cl = clerk, me = mediator, se = second mediator, m2 = mediator elsewhere, he/h2 = heads, vo = volunteer,
# co = committee, di = district mediator, su = supervisor, au = auditor, ad = administrator
ROUTES = """
address                                     nob cl  me  se  m2  he  h2  vo  co  di  su  au  ad
                                            in  to  to  to  to  to  to  to  to  to  to  to  to
healthz                                     200 200 200 200 200 200 200 200 200 200 200 200 200
readyz                                      200 200 200 200 200 200 200 200 200 200 200 200 200
language/                                   405 405 405 405 405 405 405 405 405 405 405 405 405
posting/                                    405 405 405 405 405 405 405 405 405 405 405 405 405
help/                                       in  200 200 200 200 200 200 200 200 200 200 200 200
api/v1/                                     404 404 404 404 404 404 404 404 404 404 404 404 404
styleguide/                                 in  200 200 200 200 200 200 200 200 200 200 200 200
me/                                         in  200 200 200 200 200 200 200 200 200 200 200 200
me/menu/                                    in  405 405 405 405 405 405 405 405 405 405 405 405
status/                                     in  200 200 200 200 200 200 200 200 200 200 200 200
accounts/not-offered                        404 404 404 404 404 404 404 404 404 404 404 404 404
accounts/login/                             200 to  to  to  to  to  to  to  to  to  to  to  to
accounts/logout/                            to  200 200 200 200 200 200 200 200 200 200 200 200
accounts/inactive/                          200 200 200 200 200 200 200 200 200 200 200 200 200
accounts/signup/                            404 404 404 404 404 404 404 404 404 404 404 404 404
accounts/reauthenticate/                    in  200 200 200 200 200 200 200 200 200 200 200 200
accounts/email/                             404 404 404 404 404 404 404 404 404 404 404 404 404
accounts/confirm-email/                     404 404 404 404 404 404 404 404 404 404 404 404 404
accounts/password/change/                   in  200 200 200 200 200 200 200 200 200 200 200 200
accounts/password/set/                      404 404 404 404 404 404 404 404 404 404 404 404 404
accounts/password/reset/                    404 404 404 404 404 404 404 404 404 404 404 404 404
accounts/login/code/confirm/                404 404 404 404 404 404 404 404 404 404 404 404 404
accounts/confirm-email/<key>/               404 404 404 404 404 404 404 404 404 404 404 404 404
accounts/password/reset/key/done/           404 404 404 404 404 404 404 404 404 404 404 404 404
accounts/password/reset/key/<key>/          404 404 404 404 404 404 404 404 404 404 404 404 404
accounts/password/reset/done/               404 404 404 404 404 404 404 404 404 404 404 404 404
accounts/2fa/                               in  200 200 200 200 200 200 200 200 200 200 200 200
accounts/2fa/authenticate/                  in  to  to  to  to  to  to  to  to  to  to  to  to
accounts/2fa/reauthenticate/                in  to  to  to  to  to  to  to  to  to  to  to  to
accounts/2fa/totp/activate/                 in  to  to  to  to  to  to  to  to  to  to  to  to
accounts/2fa/totp/deactivate/               in  404 404 404 404 404 404 404 404 404 404 404 404
accounts/2fa/recovery-codes/                in  404 404 404 404 404 404 404 404 404 404 404 404
accounts/2fa/recovery-codes/generate/       in  to  to  to  to  to  to  to  to  to  to  to  to
accounts/2fa/recovery-codes/download/       in  404 404 404 404 404 404 404 404 404 404 404 404
notifications/                              in  200 200 200 200 200 200 200 200 200 200 200 200
notifications/count/                        in  200 200 200 200 200 200 200 200 200 200 200 200
notifications/read/                         in  405 405 405 405 405 405 405 405 405 405 405 405
today/                                      in  200 200 200 200 200 200 200 200 200 200 to  to
calculator/                                 in  200 200 200 200 200 200 200 200 200 200 200 200
calculator/<kind>/                          in  200 200 200 200 200 200 200 200 200 200 200 200
p/calculator/                               200 200 200 200 200 200 200 200 200 200 200 200 200
p/calculator/<kind>/                        200 200 200 200 200 200 200 200 200 200 200 200 200
cases/                                      in  200 200 200 200 200 200 200 200 200 200 200 200
cases/views/                                in  200 200 200 200 200 200 200 200 200 200 200 200
cases/bulk/                                 in  405 405 405 405 405 405 405 405 405 405 405 405
cases/export/                               in  403 403 403 403 200 200 403 403 403 200 403 403
cases/new/                                  in  200 200 200 200 200 200 200 200 200 403 403 403
cases/drafts/<id>/                          in  405 405 405 405 405 405 405 405 405 405 405 405
employers/lookup/                           in  200 200 200 200 200 200 200 200 200 403 403 403
cases/<ref>/                                in  403 200 403 404 200 404 404 404 403 200 404 404
cases/<ref>/glance/                         in  403 200 403 404 200 404 404 404 403 200 404 404
cases/<ref>/registered/                     in  200 200 200 404 200 404 404 404 200 200 404 404
cases/<ref>/history/                        in  403 200 403 404 200 404 404 404 403 200 404 404
cases/<ref>/timeline/                       in  403 200 403 404 200 404 404 404 403 200 404 404
cases/<ref>/as-of/                          in  403 200 403 404 200 404 404 404 403 200 404 404
cases/<ref>/claims/                         in  403 200 403 404 200 404 404 404 403 200 404 404
cases/<ref>/readers/                        in  403 200 403 404 200 404 404 404 403 200 200 404
cases/<ref>/documents/                      in  403 200 403 404 200 404 404 404 403 200 404 404
cases/<ref>/documents/<id>.pdf              in  403 409 403 404 409 404 404 404 403 409 404 404
cases/<ref>/calculations/<id>/              in  403 200 403 404 200 404 404 404 403 200 404 404
cases/<ref>/evidence/<id>/                  in  403 404 403 404 404 404 404 404 403 404 404 404
cases/<ref>/note/                           in  403 200 403 404 200 404 404 404 403 403 404 404
cases/<ref>/referrals/<id>.zip              in  403 404 403 404 404 404 404 404 403 404 404 404
arbitration/                                in  200 200 200 200 200 200 200 200 200 200 403 403
arbitration/entrustments/new/               in  200 200 200 200 200 200 403 200 200 403 403 403
arbitration/entrustments/<id>/              in  404 404 404 404 404 404 404 404 404 404 404 404
arbitration/entrustments/<id>/accept/       in  405 405 405 405 405 405 405 405 405 405 405 405
arbitration/entrustments/<id>/decline/      in  405 405 405 405 405 405 405 405 405 405 405 405
arbitration/entrustments/<id>/acknowledge/  in  405 405 405 405 405 405 405 405 405 405 405 405
office/                                     in  403 403 403 403 403 403 403 403 403 403 403 200
office/organisations/new/                   in  403 403 403 403 403 403 403 403 403 403 403 200
office/organisations/<id>/                  in  403 403 403 403 403 403 403 403 403 403 403 200
office/accounts/                            in  403 403 403 403 403 403 403 403 403 403 403 200
office/accounts/new/                        in  403 403 403 403 403 403 403 403 403 403 403 200
office/accounts/<id>/                       in  403 403 403 403 403 403 403 403 403 403 403 200
office/settings/                            in  403 403 403 403 403 403 403 403 403 403 403 200
office/figures/                             in  200 200 200 200 200 200 200 200 200 200 200 200
office/figures/new/                         in  403 403 403 403 403 403 403 403 403 403 403 200
office/figures/<id>/                        in  200 200 200 200 200 200 200 200 200 200 200 200
audit/                                      in  403 403 403 403 200 200 403 403 403 200 200 200
audit/refusals/                             in  403 403 403 403 200 200 403 403 403 200 200 403
audit/office/                               in  403 403 403 403 403 403 403 403 403 403 200 200
audit/check/                                in  403 403 403 403 403 403 403 403 403 403 200 200
"""

WIDTH = 44  # of the column of addresses

# How the address of a row is spelled in the URLconf, where it differs.
SPELLED = {
    "api/v1/": r"^api/v1/(?P<rest>.*)$",
    "accounts/not-offered": r"^accounts/(?:signup|email|confirm-email|password/reset|password/set|login/code)(?:/.*)?$",
    "accounts/confirm-email/<key>/": r"accounts/^confirm-email/(?P<key>[-:\w]+)/$",
    "accounts/password/reset/key/<key>/": r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "cases/<ref>/claims/": "cases/<ref:ref>/<tab:tab>/",
    "cases/<ref>/note/": "cases/<ref:ref>/<verb:verb>/",
}


def table() -> dict[str, dict[str, str]]:
    found = {}
    for line in ROUTES.strip("\n").splitlines()[1:]:
        address, cells = line[:WIDTH].strip(), line[WIDTH:].split()
        found[address] = dict(zip(PERSONAS, cells, strict=True))
    return found


def declared(patterns: Any = None, before: str = "") -> Iterator[str]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        spelled = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield spelled
        else:
            yield from declared(entry.url_patterns, spelled)


def spelled(address: str) -> str:
    plain = (
        address.replace("<ref>", "<ref:ref>").replace("<id>", "<uuid:pk>").replace("<kind>", "<slug:kind>")
    )
    return SPELLED.get(address, plain)


def test_every_address_has_a_row() -> None:
    assert sorted(spelled(address) for address in table()) == sorted(declared())


def test_no_act_hides_behind_a_page() -> None:
    assert not shadowed()


@pytest.fixture
def case(people: People) -> Case:
    made = assigned(people)
    calculate(
        made, claim=made.claims.get(kind="wages"), kind="wage_arrears",
        told=dict(CALCULATIONS["wage_arrears"].example), by=fresh(people.mediator), at=on(3),
    )  # fmt: skip
    return renewed(made)


def address_of(row: str, case: Case, people: People) -> str:
    filled = {
        "cases/<ref>/documents/<id>.pdf": case.documents.first(),
        "cases/<ref>/calculations/<id>/": Calculation.objects.filter(claim__case=case).first() or case,
        "office/organisations/<id>/": people.rongjing,
        "office/accounts/<id>/": people.clerk,
        "office/figures/<id>/": RegionalFigure.objects.first(),
    }
    thing: Any = filled.get(row, case)  # an identifier that exists, of another thing: no such page
    address = row.replace("<ref>", case.ref).replace("<key>", "1-abc").replace("not-offered", "signup/x/")
    return "/" + address.replace("<id>", str(thing.pk)).replace("<kind>", "severance")


def client_of(people: People, persona: str) -> Client:
    client = Client()
    if persona != "nobody":
        user = fresh(getattr(people, persona))
        with explained("fixture"):
            user.set_password("a password of the tests")
            user.save()
        client.force_login(user, backend="config.auth.PasswordBackend")
    return client


def answer(response: Any) -> str:
    if response.status_code == 302:
        return "in" if response.headers["Location"].startswith("/accounts/login/") else "to"
    return str(response.status_code)


def test_who_gets_what(people: People, case: Case) -> None:
    found: dict[str, list[str]] = {row: [] for row in table()}
    for persona in PERSONAS:
        client = client_of(people, persona)
        for row, cells in found.items():
            cells.append(answer(client.get(address_of(row, case, people))))
    wanted = {row: list(cells.values()) for row, cells in table().items()}
    assert as_lines(found) == as_lines(wanted)


def as_lines(cells: dict[str, list[str]]) -> list[str]:
    return [
        f"{row:<{WIDTH}}" + " ".join(f"{cell:<3}" for cell in line).rstrip() for row, line in cells.items()
    ]


def test_hidden_and_missing_look_alike(people: People, case: Case) -> None:
    client = client_of(people, "mediator2")
    hidden, missing = client.get(f"/cases/{case.ref}/"), client.get("/cases/RJ01-2026-999999/")
    assert hidden.status_code == missing.status_code == 404
    assert body(hidden, case.ref) == body(missing, "RJ01-2026-999999")
    assert Refusal.objects.filter(case=case, user=people.mediator2).count() == 1


def body(response: Any, ref: str) -> str:
    """The page without what differs each time: the tokens of its forms and its own address."""
    text = response.content.decode().replace(ref, "REF")
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


def rows_of_all_tables() -> dict[str, int]:
    free = {ReadLog, Refusal, apps.get_model("sessions", "Session")}
    return {
        model._meta.label: model._default_manager.count() for model in apps.get_models() if model not in free
    }


def test_looking_changes_nothing(people: People, case: Case) -> None:
    before, version = rows_of_all_tables(), case.version
    for persona in ("mediator", "head", "admin", "auditor"):
        client = client_of(people, persona)
        for row in table():
            client.get(address_of(row, case, people) + "?q=x&after=y&party=z&page=9")
    assert rows_of_all_tables() == before
    assert renewed(case).version == version


def test_every_view_starts_at_what_is_visible() -> None:
    """No view of this floor reads cases but through `visible_to`."""
    for path in [*sorted(Path("cases/views").glob("*.py")), Path("config/views.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Case.objects":
                assert node.attr == "visible_to", f"{path}:{node.lineno}"


def test_anonymous_posts_reach_nothing(people: People, case: Case) -> None:
    before = rows_of_all_tables()
    client = Client()
    for row in table():
        if not row.startswith(("accounts/", "api/")) and row != "language/":
            # Everybody may ask the calculator; it answers, or says what is missing, and keeps nothing.
            wanted = (302, 405, 422) if row.startswith("p/calculator/") else (302, 405)
            assert client.post(address_of(row, case, people)).status_code in wanted, row
    assert rows_of_all_tables() == before


def test_what_others_own_has_their_address(people: People, case: Case) -> None:
    """A paper asked for under another case's address is not found."""
    other = assigned(people)
    paper = Document.objects.filter(case=other).first()
    assert paper is not None
    response = client_of(people, "mediator").get(f"/cases/{case.ref}/documents/{paper.pk}.pdf")
    assert response.status_code == 404
