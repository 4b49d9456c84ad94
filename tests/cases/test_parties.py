"""Parties are corrected and added, and somebody acts for them."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import QueryDict

from cases import crypto
from cases.actions import parties
from cases.actions.register import NewParty
from cases.acts.parties import AddPartyForm, EditPartyForm
from cases.errors import Refused
from cases.models import Case, CaseEvent, Party
from tests.builders import EMPLOYER, WORKER, on, registered, renewed
from tests.cases.stages import assigned
from tests.people import People, fresh

NAUGHTY = "古丽米热·买买提 𠜎 \u200d' OR 1=1 --<b>&amp;"
REPRESENTATIVE: dict[str, Any] = {
    "name": "刘洋",
    "kind": "agent",
    "authority": "general",
    "valid_from": date(2026, 3, 9),
}


def worker(case: Case) -> Party:
    return case.parties.get(role="applicant")


def firm(case: Case) -> Party:
    return case.parties.get(role="respondent")


def last_event(case: Case) -> CaseEvent:
    return case.events.order_by("sequence")[case.events.count() - 1]


def refused(act: Any, case: Case, **given: Any) -> str:
    with pytest.raises(Refused) as refusal:
        act(case, **given)
    return refusal.value.code


def test_what_is_corrected_can_be_found(people: People) -> None:
    case = registered(people)
    parties.edit_party(
        case, party=worker(case), by=people.clerk, at=on(),
        columns={"name": NAUGHTY, "phone": "138 0000-6022", "id_number": "11010119900307123x"},
    )  # fmt: skip
    party = worker(case)
    assert (party.name, party.phone, party.id_number) == (NAUGHTY, "13800006022", "11010119900307123X")
    assert party.phone_digest == crypto.digest("phone", "13800006022")
    assert party.id_digest == crypto.digest("id", "11010119900307123X")
    assert party.person is not None
    assert party.person.id_digest == party.id_digest
    case = renewed(case)
    assert case.applicants_label == NAUGHTY
    assert Case.objects.matching("买买提").get() == case
    event = last_event(case)
    assert event.facts["changed"] == ["id_number", "name", "phone"]
    assert "138" not in str(event.facts)


def test_a_name_found_out_answers_its_task(people: People) -> None:
    nobody = NewParty("respondent", "employer")
    case = registered(people, parties=(NewParty("applicant", "worker", "陈秀英"), nobody))
    assert set(case.tasks.values_list("kind", flat=True)) >= {"reach_applicant", "name_respondent"}
    parties.edit_party(case, party=firm(case), columns={"name": "宏达制衣有限公司"}, by=people.clerk, at=on())
    assert firm(case).employer == people.hongda
    assert case.tasks.get(kind="name_respondent").done_at == on()
    assert case.tasks.get(kind="reach_applicant").done_at is None
    parties.edit_party(case, party=worker(case), columns={"phone": "13911112222"}, by=people.clerk, at=on(1))
    assert case.tasks.get(kind="reach_applicant").done_at == on(1)


def test_edit_party_refusals(people: People) -> None:
    case, other = registered(people), registered(people)
    me: dict[str, Any] = {"by": people.clerk, "at": on()}
    edit = parties.edit_party
    assert refused(edit, case, party=worker(case), columns={"name": ""}, **me) == "name_missing"
    assert refused(edit, case, party=worker(case), columns={"name": "陈秀英"}, **me) == "nothing_changed"
    assert refused(edit, case, party=worker(case), columns={"head_count": 2}, **me) == "wrong_heads"
    assert refused(edit, case, party=worker(other), columns={"job": "司机"}, **me) == "no_such_party"
    with pytest.raises(PermissionDenied):
        edit(case, party=worker(case), columns={"bank_account": "6222"}, **me)
    with pytest.raises(PermissionDenied):
        edit(case, party=worker(case), columns={"job": "司机"}, by=people.mediator, at=on())
    assert not case.events.filter(act="cases.edit_party").exists()


def test_health_needs_its_own_consent(people: People) -> None:
    case = assigned(people)
    given: dict[str, Any] = {
        "party": worker(case),
        "columns": {"health": "孕期"},
        "by": people.mediator,
        "at": on(3),
    }
    assert refused(parties.edit_party, case, **given) == "consent_missing"
    parties.edit_party(case, health_consent="2026年3月12日当面书面同意", **given)
    assert worker(case).health == "孕期"
    event = case.events.get(act="cases.edit_party")
    assert (event.note, event.facts["changed"]) == ("2026年3月12日当面书面同意", ["health"])
    early = registered(people)
    with pytest.raises(PermissionDenied):
        parties.edit_party(early, party=worker(early), columns={"health": "孕期"}, by=people.clerk, at=on())


def test_after_acceptance_a_side_is_joined_by_consent_only(people: People) -> None:
    case = assigned(people)
    host = NewParty("respondent", "host", "联运快线有限公司", columns={"phone": "01012345678"})
    me: dict[str, Any] = {"by": people.mediator, "at": on(3)}
    assert refused(parties.add_party, case, party=host, **me) == "consent_missing"
    day = on(3).date()
    assert refused(parties.add_party, case, party=host, consent_on=day, **me) == "consent_missing"
    late = {"consent_on": on(4).date(), "consent_how": "电话"}
    assert refused(parties.add_party, case, party=host, **late, **me) == "consent_date"
    ill = NewParty("respondent", "host", columns={"health": "x"})
    assert refused(parties.add_party, case, party=ill, **me) == "health_later"
    made = parties.add_party(case, party=host, consent_on=day, consent_how="电话", **me)
    assert (made.position, made.consent, made.employer.name) == (3, "agreed", "联运快线有限公司")
    assert renewed(case).respondents_label == "远航物流有限公司、联运快线有限公司"
    parties.add_party(case, party=NewParty("third", "agency", "嘉诚劳务"), **me)


def test_the_tenth_worker_makes_a_collective_case(people: People) -> None:
    case = registered(people)
    group = NewParty("applicant", "workers", "赵刚", head_count=9)
    parties.add_party(case, party=group, by=people.clerk, at=on())
    case = renewed(case)
    assert (case.head_count, case.is_collective) == (10, True)


def test_representatives_have_a_mandate(people: People) -> None:
    case = registered(people)
    me: dict[str, Any] = {"party": worker(case), "by": people.clerk, "at": on()}
    add = parties.add_representative

    def with_(**more: Any) -> dict[str, Any]:
        return REPRESENTATIVE | more | me

    assert refused(add, case, **with_(authority="special")) == "matters_missing"
    assert refused(add, case, **with_(valid_until=date(2026, 3, 8))) == "wrong_order"
    assert (
        refused(add, case, **with_(valid_from=date(2025, 1, 1), valid_until=date(2026, 3, 8)))
        == "mandate_over"
    )
    assert refused(add, case, **with_(kind="elected")) == "too_few"
    made = add(case, **with_(authority="special", matters="承认、放弃、变更请求，和解", phone="13500001111"))
    assert (made.party, made.phone) == (worker(case), "13500001111")
    assert last_event(case).facts["authority"] == "special"


def test_ten_workers_can_elect_representatives(people: People) -> None:
    group = NewParty("applicant", "workers", "赵刚", head_count=10)
    case = registered(people, parties=(group, EMPLOYER))
    me: dict[str, Any] = {"by": people.clerk, "at": on()}
    elected = REPRESENTATIVE | {"kind": "elected"}
    assert refused(parties.add_representative, case, party=firm(case), **elected, **me) == "too_few"
    for number in range(1, 11):
        parties.add_representative(case, party=worker(case), **elected, **me)
        assert last_event(case).facts["elected"] == number
    assert (
        refused(parties.add_representative, case, party=worker(case), **elected, **me) == "more_than_members"
    )


def test_the_form_shows_open_columns_and_covers_private_ones(people: People) -> None:
    case = registered(people)
    common: dict[str, Any] = {"case": case, "by": fresh(people.clerk), "at": on()}
    first = EditPartyForm(None, None, initial={}, **common)
    assert list(first.fields) == ["party"]
    chosen = EditPartyForm(None, None, initial={"party": str(worker(case).pk)}, **common)
    page = str(chosen)
    assert "陈秀英" in page
    assert "13800006021" not in page
    assert "138****6021" in page
    assert "荣华中路" not in page
    assert "bank_account" not in page
    assert "health" not in page
    strange = EditPartyForm(None, None, initial={"party": "nonsense"}, **common)
    assert list(strange.fields) == ["party"]


def test_empty_private_fields_stay_and_are_erased_on_purpose(people: People) -> None:
    case = registered(people)
    common: dict[str, Any] = {"case": case, "by": fresh(people.clerk), "at": on()}
    choice = EditPartyForm(QueryDict(f"party={worker(case).pk}"), None, **common)
    assert not choice.is_valid()
    assert "name" in choice.fields
    sent = QueryDict(f"party={worker(case).pk}&name=陈秀英&job=司机&phone=&erase=address")
    form = EditPartyForm(sent, None, **common)
    assert form.is_valid(), form.errors
    parties.edit_party(**common, **form.cleaned_data)
    party = worker(case)
    assert (party.job, party.phone, party.address) == ("司机", "13800006021", "")
    bad = EditPartyForm(QueryDict(f"party={worker(case).pk}&name=\u202e陈"), None, **common)
    assert set(bad.errors) == {"name"}


def test_the_form_for_a_new_party_fits_its_act(people: People) -> None:
    case = registered(people)
    common: dict[str, Any] = {"case": case, "by": fresh(people.clerk), "at": on()}
    form = AddPartyForm(
        QueryDict("role=third&kind=agency&name=嘉诚劳务&head_count=1&phone=\uff11\uff13\uff15-0000"),
        None,
        **common,
    )
    assert form.is_valid(), form.errors
    made = parties.add_party(**common, **form.cleaned_data)
    assert (made.name, made.phone) == ("嘉诚劳务", "1350000")
    assert WORKER.name == worker(case).name


@pytest.mark.parametrize(
    ("born", "is_right"),
    [("1938-05-06", True), ("1899-05-06", False), ("0198-05-06", False), ("2938-05-06", False)],
)
def test_a_birth_may_lie_further_back_than_the_law(people: People, born: str, is_right: bool) -> None:
    case = registered(people)
    form = AddPartyForm({"birth_on": born}, None, case=case, by=fresh(people.clerk), at=on())
    assert ("birth_on" not in form.errors) is is_right
