"""The forms ask the law whether an identity number or a credit code can be one."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from cases.actions import parties
from cases.acts.parties import AddPartyForm, EditPartyForm
from cases.models import Case
from cases.normal import is_id_number, phone_number
from tests.builders import on, registered
from tests.pages.browsing import intake, signed_in, text_of
from tests.people import People, fresh

VALID, MISREAD, WRONG = "91350100M000100Y43", "9135O100M000100Y43", "91350100M000100Y44"


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("110105194912310028", False),
        ("11010519491231002x", True),
        ("110105491231002", True),
        ("110105205001010015", False),
        ("H12345678", True),
        ("12345678", True),
        ("", False),
    ],
)
def test_an_identity_number_or_a_travel_document(number: str, is_one: bool) -> None:
    assert is_id_number(number, date(2026, 3, 9)) is is_one


def test_a_phone_number_keeps_its_small_letters() -> None:
    # Its keyed digest is stored: another spelling would no longer be found.
    assert phone_number(" +86 (10) 8888-0000 ext 12") == "+861088880000ext12"


@pytest.mark.parametrize("code", [MISREAD, WRONG, VALID[:-1]])
def test_intake_asks_back_about_a_wrong_credit_code(people: People, code: str) -> None:
    client, sent = signed_in(people.clerk), intake(respondents__0__credit_code=code)
    asked = client.post("/cases/new/", sent)
    assert asked.status_code == 422 and 'value="credit_code:respondents-0"' in text_of(asked)
    assert client.post("/cases/new/", sent | {"sure": "credit_code:respondents-0"}).status_code == 302
    assert Case.objects.get().parties.get(role="respondent").credit_code == code


def test_intake_takes_a_code_as_it_is_typed(people: People) -> None:
    sent = intake(respondents__0__credit_code="9135 0100 m000 100y 43")
    assert signed_in(people.clerk).post("/cases/new/", sent).status_code == 302
    assert Case.objects.get().parties.get(role="respondent").credit_code == VALID


@pytest.mark.parametrize("code", [MISREAD, WRONG, VALID[:-1]])
def test_a_new_party_with_a_wrong_code_is_refused_with_the_reason(people: People, code: str) -> None:
    common: dict[str, Any] = {"case": registered(people), "by": fresh(people.clerk), "at": on()}
    sent = "role=third&kind=agency&name=嘉诚劳务&head_count=1&credit_code="
    assert set(AddPartyForm(QueryDict(sent + code), None, **common).errors) == {"credit_code"}
    good = AddPartyForm(QueryDict(sent + VALID.lower()), None, **common)
    assert good.is_valid() and good.cleaned_data["party"].columns["credit_code"] == VALID


def test_a_code_on_file_does_not_hinder_another_change(people: People) -> None:
    case = registered(people)
    firm = case.parties.get(role="respondent")
    common: dict[str, Any] = {"case": case, "by": fresh(people.clerk), "at": on()}
    parties.edit_party(party=firm, columns={"credit_code": WRONG}, **common)
    kept = EditPartyForm(QueryDict(f"party={firm.pk}&name=远航&credit_code={WRONG}"), None, **common)
    assert kept.is_valid(), kept.errors
    changed = EditPartyForm(QueryDict(f"party={firm.pk}&name=远航&credit_code={MISREAD}"), None, **common)
    assert set(changed.errors) == {"credit_code"}
