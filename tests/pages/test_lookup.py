"""Employers are looked up as one types, by those who register complaints."""

from typing import Any

import pytest

from cases.history import explained
from cases.models import Case, Employer
from tests.builders import EMPLOYER, WORKER, registered
from tests.pages.browsing import NOW, intake, signed_in, text_of
from tests.people import People

CODE = "91110302MA01ABCD2X"


@pytest.fixture
def yuanhang(people: People) -> Employer:
    with explained("fixture"):
        return Employer.objects.create(
            name="远航物流有限公司", aliases=["小马快送", "50%_店"], credit_code=CODE, address="科创街5号",
            legal_representative="张远",
        )  # fmt: skip


def found(people: People, words: str, by: Any = None) -> str:
    return text_of(signed_in(by or people.clerk).get("/employers/lookup/", {"q": words}))


@pytest.mark.parametrize("words", ["远航", "小马", "91110302", "0%_"])
def test_by_name_other_name_and_code(people: People, yuanhang: Employer, words: str) -> None:
    assert yuanhang.name in found(people, words) and CODE in found(people, words)


@pytest.mark.parametrize("words", ["", "远", "%%", "__", "[]", "u8fdc", "没有这家"])
def test_short_words_and_wildcards_find_nobody(people: People, yuanhang: Employer, words: str) -> None:
    assert yuanhang.name not in found(people, words)


def test_it_shows_the_cases_that_the_reader_may_see(people: People, yuanhang: Employer) -> None:
    cases = [registered(people, NOW, parties=(WORKER, EMPLOYER)) for _number in range(6)]
    shown = found(people, "远航")
    assert sum(case.number in shown for case in cases) == 5 and "…" in shown
    assert not any(case.number in found(people, "远航", people.head2) for case in cases)
    assert not any(case.number in found(people, "远航", people.committee_mediator) for case in cases)


def test_it_says_who_has_a_committee(people: People, yuanhang: Employer) -> None:
    assert "chip neutral" in found(people, "宏达") and "chip neutral" not in found(people, "远航")


def test_the_register_is_for_those_who_register(people: People) -> None:
    for other in (people.supervisor, people.auditor, people.admin):
        assert signed_in(other).get("/employers/lookup/?q=宏达").status_code == 403


def test_without_a_script_it_is_looked_up_and_used(people: People, yuanhang: Employer) -> None:
    client = signed_in(people.clerk)
    typed = intake(respondents__0__name="小马", look_up="respondents-0")
    listed = text_of(client.post("/cases/new/", typed))
    assert f'value="respondents-0:{yuanhang.pk}"' in listed and 'value="陈秀英"' in listed
    used = intake(respondents__0__name="小马", use=f"respondents-0:{yuanhang.pk}")
    filled = text_of(client.post("/cases/new/", used))
    assert f'value="{CODE}"' in filled and 'value="张远"' in filled and 'value="科创街5号"' in filled
    assert Case.objects.count() == 0


def test_the_party_hangs_on_the_chosen_entry(people: People, yuanhang: Employer) -> None:
    with explained("fixture"):
        twin = Employer.objects.create(name=yuanhang.name)
    client = signed_in(people.clerk)
    for chosen in (twin, yuanhang):
        told = {"respondents__0__employer": str(chosen.pk), "applicants__0__phone": ""}
        client.post("/cases/new/", intake(**told))
        case = Case.objects.latest("created_at" if hasattr(Case, "created_at") else "id")
        assert case.parties.get(role="respondent").employer == chosen


def test_another_name_over_a_choice_is_another_employer(people: People, yuanhang: Employer) -> None:
    typed = intake(respondents__0__employer=str(yuanhang.pk), respondents__0__name="北辰餐饮店")
    signed_in(people.clerk).post("/cases/new/", typed)
    linked = Case.objects.get().parties.get(role="respondent").employer
    assert linked != yuanhang and linked.name == "北辰餐饮店"
