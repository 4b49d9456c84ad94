"""Registering a complaint at the counter."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Case, Document, LimitationEvent
from cases.normal import is_id_number
from tests.builders import registered
from tests.pages.browsing import NOW, intake, signed_in, text_of
from tests.people import People

READ = {"reading": "1", "read": ["0", "1", "2", "3"], "confirmed_by": "thumb", "witness": ""}


def test_registering_shows_the_tracking_code_once(people: People) -> None:
    client = signed_in(people.clerk)
    answer = client.post("/cases/new/", intake(), follow=True)
    case = Case.objects.get()
    assert answer.redirect_chain[-1][0] == f"/cases/{case.ref}/registered/"
    code = answer.context["code"]
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", code) and code in text_of(answer)
    assert code not in text_of(client.get(f"/cases/{case.ref}/registered/"))
    assert case.amount_claimed == 9000 and case.parties.get(role="applicant").phone == "13800006021"
    assert timezone.localdate(case.received_at) == NOW.date()


def test_the_same_form_twice_is_one_case(people: People) -> None:
    client, sent = signed_in(people.clerk), intake()
    client.post("/cases/new/", sent)
    client.post("/cases/new/", sent)
    assert Case.objects.count() == 1


def test_more_rows_keep_what_was_typed(people: People) -> None:
    page = signed_in(people.clerk).post("/cases/new/", intake(more="claims"))
    assert page.status_code == 200 and Case.objects.count() == 0
    assert 'name="claims-5-kind"' in text_of(page) and "陈秀英" in text_of(page)
    assert 'id="problems"' not in text_of(page) and 'class="errorlist' not in text_of(page)


def test_a_script_gets_the_rows_alone(people: People) -> None:
    rows = signed_in(people.clerk).post("/cases/new/", intake(more="claims"), HTTP_HX_REQUEST="true")
    shown = text_of(rows)
    assert 'name="claims-5-kind"' in shown and 'value="6"' in shown and "<html" not in shown


def test_mistakes_are_listed_on_top_and_lead_to_their_fields(people: People) -> None:
    page = signed_in(people.clerk).post("/cases/new/", intake(facts="", claims__1__text="加班费"))
    shown = text_of(page)
    assert page.status_code == 422 and shown.index('id="problems"') < shown.index('class="intake')
    assert 'href="#id_facts"' in shown and 'href="#id_claims-1-kind"' in shown
    assert 'id="id_facts"' in shown and "两个月工资" in shown


def test_a_committee_takes_a_case_only_if_the_worker_says_so(people: People) -> None:
    client = signed_in(people.committee_mediator)
    assert client.post("/cases/new/", intake()).status_code == 422
    assert client.post("/cases/new/", intake(committee_agreed="on")).status_code == 302
    assert Case.objects.get().committee_agreed


def test_the_future_is_not_received(people: People) -> None:
    late = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert signed_in(people.clerk).post("/cases/new/", intake(received_at=late)).status_code == 422


# --- three rhythms --------------------------------------------------------------------------------------------
def order_of(page: Any, *anchors: str) -> bool:
    places = [text_of(page).index(f'id="{anchor}"') for anchor in anchors]
    return places == sorted(places)


def test_the_channel_chooses_the_rhythm_and_switching_keeps_what_was_typed(people: People) -> None:
    client = signed_in(people.clerk)
    counter, phone, oral = (client.get(f"/cases/new/?channel={one}") for one in ("letter", "phone", "oral"))
    assert order_of(counter, "applicant", "respondent", "matter", "asked", "check")
    assert order_of(phone, "applicant", "respondent", "work", "asked", "matter", "check")
    assert text_of(phone).count('class="script"') == 6 and 'name="call_back"' in text_of(phone)
    assert order_of(oral, "applicant", "asked", "matter", "time", "check") and 'id="work"' not in text_of(
        oral
    )
    switched = text_of(client.post("/cases/new/", intake(switch="1", channel="phone")))
    assert (
        'data-rhythm="phone"' in switched
        and 'value="陈秀英"' in switched
        and "拖欠工资</textarea>" in switched
    )
    assert Case.objects.count() == 0


def test_an_oral_application_is_read_back_and_confirmed_before_it_is_registered(people: People) -> None:
    client, said = signed_in(people.clerk), intake(channel="oral")
    page = client.post("/cases/new/", said)
    assert page.status_code == 200 and text_of(page).count('name="read"') == 4 and "拖欠工资" in text_of(page)
    assert f'data-draft="{said["token"]}"' in text_of(page)  # what is read back is kept too
    for lack in ({"read": ["0", "1"]}, {"confirmed_by": ""}, {"confirmed_by": "refused"}):
        assert client.post("/cases/new/", said | READ | lack).status_code == 422
    assert Case.objects.count() == 0
    changed = client.post("/cases/new/", said | READ | {"change": "1"})
    assert 'data-rhythm="oral"' in text_of(changed) and "拖欠工资" in text_of(changed)
    assert client.post("/cases/new/", said | READ).status_code == 302
    event = Case.objects.get().events.get()
    assert event.facts["confirmed_by"] == "thumb" and event.facts["read_back_at"]
    paper = Document.objects.get(kind="oral_application", copy_of=None).context
    assert "捺印" in str(paper) or "thumb" in str(paper)


def test_the_witness_of_a_refusal_stands_on_the_paper_alone(people: People) -> None:
    refused = READ | {"confirmed_by": "refused", "witness": "赵鹏"}
    assert signed_in(people.clerk).post("/cases/new/", intake(channel="oral") | refused).status_code == 302
    assert "赵鹏" not in str(Case.objects.get().events.get().facts)
    assert "赵鹏" in str(Document.objects.get(kind="oral_application", copy_of=None).context)


# --- the check ------------------------------------------------------------------------------------------------
def checked(people: People, **more: Any) -> str:
    return text_of(
        signed_in(people.clerk).post("/cases/new/", intake(check="1", **more), HTTP_HX_REQUEST="true")
    )


def test_the_check_sums_up_and_says_what_becomes_a_task(people: People) -> None:
    shown = checked(people)
    assert "<html" not in shown and "陈秀英" in shown and 'href="#applicant"' in shown
    assert "9,000.00" in shown and Case.objects.count() == 0
    page = signed_in(people.clerk).post("/cases/new/", intake(check="1"))
    assert page.status_code == 200 and 'class="strip"' in text_of(page)


@pytest.mark.parametrize(
    ("days", "employed", "shown"), [(30, "no", "chip ok"), (500, "no", "chip soon"), (500, "yes", "chip ok")]
)
def test_limitation_is_an_outlook(people: People, days: int, employed: str, shown: str) -> None:
    known = (timezone.localdate() - timedelta(days=days)).isoformat()
    strip = checked(people, claims__0__known_on=known, employed=employed, relation="labour")
    assert strip.count(shown) >= 1 and "chip soon" not in strip.replace(shown, "", 1)


def test_a_safe_day_that_has_passed_is_told(people: People, time_machine: Any) -> None:
    time_machine.move_to(datetime(2026, 11, 22, 10, 0, tzinfo=timezone.get_current_timezone()), tick=False)
    told = {"claims__0__kind": "severance", "claims__0__known_on": "2025-11-21"}
    page = signed_in(people.clerk).post(
        "/cases/new/", intake(check="1", received_at="2026-11-22T09:00", **told)
    )
    assert "2026年11月20日" in text_of(page) and "chip soon" in text_of(page)
    assert "file at once" in text_of(page) or "立即" in text_of(page)


@pytest.mark.parametrize("odd", ["0206-03-01", "9999-02-01"])
def test_a_mistyped_year_is_a_mistake_of_its_field(people: People, odd: str) -> None:
    told = {"claims__0__known_on": odd, "claims__0__starts_on": odd, "demanded_on": odd}
    for step in ({"check": "1"}, {}):
        page = signed_in(people.clerk).post("/cases/new/", intake(**told, **step))
        shown = text_of(page)
        assert page.status_code == 422 and 'href="#id_claims-0-known_on"' in shown
        assert 'href="#id_claims-0-starts_on"' in shown and 'href="#id_demanded_on"' in shown
    assert not Case.objects.exists()


def test_a_group_and_danger_are_told(people: People) -> None:
    strip = checked(people, applicants__0__kind="workers", applicants__0__head_count="12", danger="on")
    assert "chip group" in strip and "chip overdue" in strip


def test_unlikely_values_are_asked_back_and_kept_with_the_case(people: People) -> None:
    client = signed_in(people.clerk)
    old = (timezone.localdate() - timedelta(days=4 * 366)).isoformat()
    odd = intake(
        monthly_wage="300",
        claims__0__known_on=old,
        applicants__0__kind="workers",
        applicants__0__head_count="200",
    )
    asked = client.post("/cases/new/", odd)
    assert asked.status_code == 422 and text_of(asked).count('name="sure"') == 3 and Case.objects.count() == 0
    assert client.post("/cases/new/", odd | {"sure": ["wage", "heads0"]}).status_code == 422
    assert client.post("/cases/new/", odd | {"sure": ["wage", "heads0", "known_on0"]}).status_code == 302
    case = Case.objects.get()
    assert case.events.get().facts["confirmed"] == ["heads0", "known_on0", "wage"]
    assert case.is_collective and "300.00" in case.claims.get().grounds


def test_the_same_person_is_a_hint_for_who_may_list_the_case(people: People) -> None:
    known = registered(people, NOW)
    assert known.number in checked(people)
    elsewhere = signed_in(people.head2).post("/cases/new/", intake(check="1"), HTTP_HX_REQUEST="true")
    assert known.number not in text_of(elsewhere)
    sure = {"sure": f"dup:{known.ref}"}
    after = signed_in(people.clerk).post("/cases/new/", intake() | sure, follow=True)
    assert known.number in text_of(after)


def test_perhaps_the_same_matter_is_asked_before_it_is_registered_a_second_time(people: People) -> None:
    known, client, sent = registered(people, NOW), signed_in(people.clerk), intake()
    asked = client.post("/cases/new/", sent)
    assert asked.status_code == 422 and Case.objects.count() == 1
    assert f'value="dup:{known.ref}"' in text_of(asked) and "拖欠工资</textarea>" in text_of(asked)
    assert signed_in(people.head2).post("/cases/new/", intake()).status_code == 302  # it is hidden from them
    for _again in range(2):
        answer = client.post("/cases/new/", sent | {"sure": f"dup:{known.ref}"})
        assert answer.status_code == 302
    assert Case.objects.count() == 3
    facts = Case.objects.get(intake_token=sent["token"]).events.get().facts
    assert facts["confirmed"] == ["dup"]


def test_numbers_nobody_can_have_are_asked_back_and_match_nobody(people: People) -> None:
    client = signed_in(people.clerk)
    odd = {"applicants-0-phone": "12", "applicants-0-id_number": "12345"}
    asked = client.post("/cases/new/", intake() | odd)
    assert asked.status_code == 422 and text_of(asked).count('name="sure"') == 2
    sure = {"sure": ["phone:applicants-0", "id_number:applicants-0"]}
    for count in (1, 2):
        assert client.post("/cases/new/", intake() | odd | sure).status_code == 302
        assert Case.objects.count() == count
    valid = ("110105198001011238", "810000199408230021", "H12345678")
    assert all(map(is_id_number, valid)) and not is_id_number("110105198013011234")


def test_the_check_costs_the_same_for_few_and_many(people: People) -> None:
    client = signed_in(people.clerk)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.post("/cases/new/", intake(check="1"), HTTP_HX_REQUEST="true")
        return len(queries)

    cost()
    registered(people, NOW)
    few = cost()
    for _number in range(8):
        registered(people, NOW)
    assert cost() == few


# --- what is kept ---------------------------------------------------------------------------------------------
def test_groups_days_and_answers_are_kept(people: People) -> None:
    told = {"applicant_groups": ["new_form", "migrant"], "employed": "no", "relation": "platform"}
    days = {"employment_ended_on": "2026-01-31", "demanded_on": "2026-02-10"}
    assert signed_in(people.clerk).post("/cases/new/", intake() | told | days).status_code == 302
    case = Case.objects.get()
    assert case.applicant_groups == "|migrant|new_form|" and case.groups == ["migrant", "new_form"]
    kinds = set(LimitationEvent.objects.values_list("kind", flat=True))
    assert {"termination", "interruption"} <= kinds and case.events.get().facts["relation"] == "platform"
    form = signed_in(people.clerk).get(f"/cases/{case.ref}/edit/").context["form"]
    assert form.initial["applicant_groups"] == ["migrant", "new_form"]


def test_nothing_but_what_happened_is_needed(people: People) -> None:
    bare = intake(applicants__0__name="", applicants__0__phone="", respondents__0__name="")
    bare |= {"claims-0-kind": "", "claims-0-text": "", "claims-0-amount": ""}
    assert signed_in(people.clerk).post("/cases/new/", bare).status_code == 302
    waiting = set(Case.objects.get().tasks.values_list("kind", flat=True))
    assert waiting == {"reach_applicant", "name_respondent", "cause", "claims", "service_address"}


def test_somebody_in_danger_is_a_task(people: People) -> None:
    signed_in(people.clerk).post("/cases/new/", intake(danger="on"))
    assert Case.objects.get().tasks.filter(kind="danger", done_at=None).exists()
