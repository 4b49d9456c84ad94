"""The pages as people use them: sign in, register, read the file, act, look up, keep the house."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import files, outbox
from cases.actions import assignment, office
from cases.errors import Refused
from cases.history import explained
from cases.models import Approval, Case, Document, Note, Posting, ReadLog, Setting, User
from cases.permissions import Role
from tests.builders import MONDAY, accepted, on, registered, renewed
from tests.cases.stages import assigned
from tests.people import SINCE, People, fresh

NOW = timezone.localtime().replace(hour=9, minute=0) - timedelta(days=1)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(fresh(user), backend="config.auth.PasswordBackend")
    return client


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refused) as refusal:
        yield
    assert refusal.value.code == code


def intake(**more: str) -> dict[str, str]:
    """What a browser sends for a complaint of Chen Xiuying."""
    sent = {
        "channel": "counter",
        "received_at": f"{NOW:%Y-%m-%dT%H:%M}",
        "source": "party_application",
        "facts": "拖欠工资",
    }
    sent |= {"token": str(uuid4()), "cause": "", "cause_text": ""}
    for name, count in (("applicants", 1), ("respondents", 1), ("claims", 5)):
        sent |= {f"{name}-TOTAL_FORMS": str(count), f"{name}-INITIAL_FORMS": "0"}
    sent |= {
        "applicants-0-kind": "worker",
        "applicants-0-name": "陈秀英",
        "applicants-0-phone": "138 0000 6021",
    }
    sent |= {
        "applicants-0-head_count": "1",
        "respondents-0-kind": "employer",
        "respondents-0-name": "远航物流有限公司",
    }
    sent |= {"claims-0-kind": "wages", "claims-0-text": "两个月工资", "claims-0-amount": "９，０００.00"}  # noqa: RUF001
    return sent | {name.replace("__", "-"): value for name, value in more.items()}


# --- the door ---------------------------------------------------------------------------------------------------


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
    assert '<html lang="en">' in text_of(client.get("/cases/"))
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


# --- intake -----------------------------------------------------------------------------------------------------


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
    assert 'name="claims-9-kind"' in text_of(page) and "陈秀英" in text_of(page)
    assert 'id="problems"' not in text_of(page)


def test_mistakes_are_listed_on_top_and_lead_to_their_fields(people: People) -> None:
    page = signed_in(people.clerk).post("/cases/new/", intake(facts="", claims__1__text="加班费"))
    shown = text_of(page)
    assert page.status_code == 422 and shown.index('id="problems"') < shown.index(
        '<form method="post" novalidate'
    )
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


# --- the case file ----------------------------------------------------------------------------------------------


def test_reading_is_written_down_before_it_is_shown(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    case = assigned(people)
    client = signed_in(people.mediator)
    shown = text_of(client.get(f"/cases/{case.ref}/"))
    assert "单位拖欠两个月工资" in shown and "138****6021" in shown and "13800006021" not in shown
    assert [(read.user, read.what) for read in ReadLog.objects.all()] == [(people.mediator, "content")]
    assert people.mediator.name in text_of(client.get(f"/cases/{case.ref}/readers/"))

    def broken(**columns: Any) -> None:
        raise RuntimeError("the log cannot be written")

    monkeypatch.setattr(ReadLog.objects, "create", broken)
    client.raise_request_exception = False
    failed = client.get(f"/cases/{case.ref}/")
    assert failed.status_code == 500 and "拖欠" not in text_of(failed)


def test_titles_name_numbers_only(people: People) -> None:
    case = assigned(people)
    client = signed_in(people.mediator)
    for page in ("", "history/", "documents/", "note/"):
        title = re.search("<title>(.*?)</title>", text_of(client.get(f"/cases/{case.ref}/{page}")))
        assert title is not None and case.number in title[1]
        assert "陈秀英" not in title[1] and "远航" not in title[1]


def test_deadlines_show_their_article_in_the_readers_language(people: People) -> None:
    case = assigned(people)
    people.mediator.language = "en"
    with explained("fixture"):
        people.mediator.save()
    shown = text_of(signed_in(people.mediator).get(f"/cases/{case.ref}/"))
    assert "Rules on Enterprise Labour Dispute Negotiation and Mediation, art. 29" in shown
    assert "Wed 25 Mar 2026" in shown


def test_who_may_list_but_not_read_is_told_why_and_whom_to_ask(people: People) -> None:
    case = assigned(people)
    page = signed_in(people.second_mediator).get(f"/cases/{case.ref}/")
    assert page.status_code == 403
    assert people.head.name in text_of(page) and "拖欠两个月" not in text_of(page)
    assert not ReadLog.objects.exists()


def test_buttons_are_the_acts_that_would_work(people: People) -> None:
    case = registered(people)
    shown = text_of(signed_in(people.clerk).get(f"/cases/{case.ref}/"))
    assert f"/cases/{case.ref}/ask_consent/" in shown
    assert f"/cases/{case.ref}/accept/" not in shown and f"/cases/{case.ref}/close/" not in shown


def test_a_private_note_is_its_authors(people: People) -> None:
    case = assigned(people)
    with explained("fixture"):
        Note.objects.create(
            case=case, author=people.mediator, audience="author", text="只给自己看的话", written_at=MONDAY
        )
    assert "只给自己看的话" in text_of(signed_in(people.mediator).get(f"/cases/{case.ref}/"))
    assert "只给自己看的话" not in text_of(signed_in(people.head).get(f"/cases/{case.ref}/"))
    assert "只给自己看的话" not in text_of(signed_in(people.mediator).get(f"/cases/{case.ref}/history/"))


def test_history_says_field_by_field_what_changed(people: People) -> None:
    case = assigned(people)
    page = signed_in(people.head).get(f"/cases/{case.ref}/history/")
    newest, *rest = page.context["page"].object_list
    assert (newest.act, newest.who) == ("cases.assign", people.head)
    told = {one.after for row in newest.rows for one in row.differences}
    assert people.mediator.name in told
    answer = next(change for change in rest if change.act == "cases.record_consent")
    assert [one.field for row in answer.rows for one in row.differences if "phone" in one.field] == []
    assert "13800006021" not in text_of(page)
    assert ReadLog.objects.get().what == "history"


# --- acts -------------------------------------------------------------------------------------------------------


def test_a_stale_form_names_the_new_state_and_keeps_what_was_typed(people: People) -> None:
    case = accepted(people)
    page = signed_in(people.head).get(f"/cases/{case.ref}/note/")
    opened = page.context["version"]
    assignment.assign(case, mediator=people.mediator, by=people.head, at=on(2))
    sent = {"version": str(opened), "text": "打过电话，没人接", "audience": "team"}
    answer = signed_in(people.head).post(f"/cases/{case.ref}/note/", sent)
    assert answer.status_code == 409 and "打过电话，没人接" in text_of(answer)
    assert str(renewed(case).get_state_display()) in text_of(answer)
    again = sent | {"version": str(answer.context["version"])}
    assert signed_in(people.head).post(f"/cases/{case.ref}/note/", again).status_code == 302


def test_an_act_out_of_time_is_refused_with_the_state(people: People) -> None:
    case = assigned(people)
    page = signed_in(people.head).get(f"/cases/{case.ref}/decline/")
    assert page.status_code == 409 and '<button class="primary">' not in text_of(page)


def test_two_people_close_a_case(people: People) -> None:
    case = registered(people, NOW)
    head = signed_in(people.head)
    sent = {"reason": "out_of_scope", "explanation": "不属于劳动争议", "next_way": "向法院起诉"}
    assert head.post(f"/cases/{case.ref}/decline/", sent).status_code == 302
    assert head.post(f"/cases/{case.ref}/assign/", {"mediator": str(people.mediator.pk)}).status_code == 302
    page = signed_in(people.mediator).get(f"/cases/{case.ref}/close/")
    assert page.status_code == 200 and page.context["two_people"]


def test_after_the_act_who_lost_the_case_is_led_home(people: People) -> None:
    case = assigned(people)
    answer = signed_in(people.mediator).post(f"/cases/{case.ref}/note/", {"text": "好", "audience": "team"})
    assert answer.headers["Location"] == f"/cases/{case.ref}/"


# --- papers -----------------------------------------------------------------------------------------------------


def ready_paper(case: Case, content: bytes = b"%PDF-1.7 test") -> Document:
    paper = case.documents.first()
    assert paper is not None
    with explained("fixture"):
        paper.status, paper.sha256, paper.size = "ready", files.digest(content), len(content)
        paper.stored_as = files.store(content, "papers")
        paper.save()
    return paper


def test_a_paper_is_read_in_the_browser_and_written_down(people: People) -> None:
    case = assigned(people)
    paper = ready_paper(case)
    answer = signed_in(people.mediator).get(f"/cases/{case.ref}/documents/{paper.pk}.pdf")
    assert answer.status_code == 200 and answer.content == b"%PDF-1.7 test"
    assert (
        answer.headers["Content-Type"] == "application/pdf" and answer.headers["Cache-Control"] == "no-store"
    )
    assert (
        answer.headers["Content-Disposition"].startswith("inline")
        and case.ref in answer.headers["Content-Disposition"]
    )
    assert ReadLog.objects.get().what == "document"


def test_a_damaged_paper_is_never_answered(people: People) -> None:
    case = assigned(people)
    paper = ready_paper(case)
    files.path_of(paper.stored_as).write_bytes(b"%PDF-1.7 other")
    answer = signed_in(people.mediator).get(f"/cases/{case.ref}/documents/{paper.pk}.pdf")
    assert answer.status_code == 503 and b"other" not in answer.content


def test_a_resting_worker_is_said(people: People) -> None:
    case = assigned(people)  # its papers wait since last March
    shown = signed_in(people.mediator).get(f"/cases/{case.ref}/documents/")
    assert shown.context["waiting"] and shown.context["late"]
    assert (
        signed_in(people.mediator)
        .get(f"/cases/{case.ref}/documents/{case.documents.first().pk}.pdf")
        .status_code
        == 409
    )


# --- lists ------------------------------------------------------------------------------------------------------


def test_filters_stand_in_the_address(people: People) -> None:
    old, new = registered(people), assigned(people, NOW - timedelta(days=3))
    client = signed_in(people.head)

    def found(query: str) -> list[Case]:
        return list(client.get(f"/cases/?{query}").context["rows"])

    assert found("") == [old, new]
    assert found("state=accepted&state=registered&stage=intake") == [old]
    assert found("due=overdue") == [old]
    assert found(f"mediator={people.mediator.pk}") == [new]
    assert found("mediator=me") == []
    assert found("q=" + old.number) == [old]
    assert found("q=陈秀英") == [old, new] and found("q=没有") == []
    assert found(f"received_from={NOW - timedelta(days=9):%Y-%m-%d}") == [new]
    assert found("order=received") == [new, old]


def test_what_an_address_cannot_mean_is_shown_and_ignored(people: People) -> None:
    registered(people)
    page = signed_in(people.head).get(
        "/cases/?state=flying&due=never&organisation=1&mediator=x&received_from=2026-99-99&after=zz~zz&order=up&q=%00"
    )
    assert page.status_code == 200 and len(page.context["rows"]) == 1
    assert {name for name, _value in page.context["wanted"].ignored} == {
        "state", "due", "organisation", "mediator", "received_from", "order", "q",
    }  # fmt: skip
    assert "flying" in text_of(page)


@pytest.mark.parametrize("order", ["due", "received"])
def test_pages_by_key_show_every_case_once(
    people: People, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.views.lists.PAGE", 3)
    cases = [registered(people, on(number // 2)) for number in range(8)]
    client, seen, query = signed_in(people.head), [], f"order={order}"
    while query:
        page = client.get(f"/cases/?{query}")
        seen += [case.pk for case in page.context["rows"]]
        query = page.context["next_page"]
    assert len(seen) == 8 and set(seen) == {case.pk for case in cases}


def test_lists_cost_the_same_for_many_as_for_few(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def cost(url: str, user: User) -> int:
        client = signed_in(user)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    def fill() -> None:
        for days in (1, 2, 3):
            assigned(people, NOW - timedelta(days=9 + days))
            registered(people, NOW - timedelta(days=days))

    # What the next step of a case is, is asked of each floor; the page itself asks a constant number of times.
    monkeypatch.setattr("cases.next_step.for_case", lambda case, on: None)
    fill()
    few = {
        (url, user): cost(url, user)
        for url in ("/today/", "/cases/")
        for user in (people.head, people.mediator)
    }
    fill()
    assert {(url, user): cost(url, user) for url, user in few} == few


# --- today ------------------------------------------------------------------------------------------------------


def test_today_shows_what_waits_for_whom(people: People) -> None:
    late = registered(people)
    case = assigned(people, NOW - timedelta(days=13))
    with explained("fixture"):
        Approval.objects.create(
            case=case, act="cases.close", arguments={}, proposed_by=people.mediator,
            proposed_in=people.mediator.postings.get(), proposed_at=NOW,
        )  # fmt: skip
    shown = signed_in(people.head).get("/today/").context
    assert shown["overdue"] == [late] and shown["due"] == [case]
    assert [one.case for one in shown["approvals"]] == [case]
    assert shown["steps"][late.pk].verb == "ask_consent"
    mine = signed_in(people.mediator).get("/today/").context
    assert mine["overdue"] == [] and mine["due"] == [case] and mine["unassigned"] == [late]
    assert mine["approvals"] == []


# --- the office -------------------------------------------------------------------------------------------------


def test_moving_an_organisation_moves_all_below_it(people: People) -> None:
    columns = {"code": "RJ01", "name": "荣京站", "parent": people.yizhuang}
    moved = office.save_organisation(people.rongjing, columns=columns, by=people.admin)
    people.committee.refresh_from_db()
    assert moved.path == "/QZ/YZ02/RJ01/" and people.committee.path == "/QZ/YZ02/RJ01/HD03/"
    with refused("circle"):
        office.save_organisation(people.yizhuang, columns={"parent": moved}, by=people.admin)


def test_a_code_that_stands_in_numbers_stays(people: People) -> None:
    registered(people)
    with refused("code_in_use"):
        office.save_organisation(people.rongjing, columns={"code": "RJ99"}, by=people.admin)


def test_a_new_account_has_a_password_shown_once_and_no_rights(people: People) -> None:
    client = signed_in(people.admin)
    page = client.post("/office/accounts/new/", {"username": "newcomer", "name": "新人"}, follow=True)
    password = page.context["password"]
    made = User.objects.get(username="newcomer")
    assert len(password) == 19 and made.check_password(password) and made.posting is None
    assert password not in text_of(client.get(f"/office/accounts/{made.pk}/"))
    sent = {
        "do": "add_posting",
        "organisation": str(people.rongjing.pk),
        "role": "intake",
        "starts_on": "2026-01-01",
    }
    assert client.post(f"/office/accounts/{made.pk}/", sent).status_code == 302
    assert fresh(made).reach.role == Role.INTAKE


def test_nobody_changes_his_own_rights_or_wears_two_hats(people: People) -> None:
    day = date(2026, 1, 1)
    with refused("own_rights"):
        office.add_posting(
            people.admin, organisation=people.federation, role=Role.AUDITOR, starts_on=day, by=people.admin
        )
    with refused("own_rights"):
        office.set_active(people.admin, active=False, by=people.admin)
    with refused("two_hats"):
        office.add_posting(
            people.mediator,
            organisation=people.federation,
            role=Role.ADMINISTRATOR,
            starts_on=day,
            by=people.admin,
        )
    with refused("misplaced"):
        office.add_posting(
            people.clerk, organisation=people.court, role=Role.INTAKE, starts_on=day, by=people.admin
        )


def test_closing_an_account_signs_it_out_and_names_the_open_cases(people: People) -> None:
    case = assigned(people)
    client = signed_in(people.mediator)
    assert client.get("/today/").status_code == 200
    assert office.set_active(people.mediator, active=False, by=people.admin) == [case]
    office.set_active(people.mediator, active=True, by=people.admin)
    assert client.get("/today/").status_code == 302
    page = signed_in(people.admin).get(f"/office/accounts/{people.mediator.pk}/")
    assert case.number in text_of(page) and "陈秀英" not in text_of(page)


def test_a_rule_changes_with_its_source(people: People) -> None:
    client = signed_in(people.admin)
    key = "retention_years_agreement"
    sent = {"key": key, f"{key}-value": "12", f"{key}-source": ""}
    assert client.post("/office/settings/", sent).status_code == 422
    assert client.post("/office/settings/", sent | {f"{key}-source": "区总工会2026年决定"}).status_code == 302
    assert Setting.objects.get(key=key).value == 12


# --- the trail --------------------------------------------------------------------------------------------------


def test_the_check_finds_a_broken_link(people: People) -> None:
    case = assigned(people)
    client = signed_in(people.auditor)
    assert client.post("/audit/check/").context["broken"] == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET head_hash = 'x'")
    broken = client.post("/audit/check/").context["broken"]
    assert ("H2", case.ref) in {(breach.check, breach.ref) for breach in broken}


def test_the_auditor_sees_who_read_and_who_was_refused(people: People) -> None:
    case = assigned(people)
    signed_in(people.mediator).get(f"/cases/{case.ref}/")
    signed_in(people.mediator2).get(f"/cases/{case.ref}/")
    auditor = signed_in(people.auditor)
    assert people.mediator.name in text_of(auditor.get(f"/audit/?case={case.ref}"))
    assert people.mediator2.name in text_of(auditor.get("/audit/refusals/"))
    assert people.mediator.name not in text_of(signed_in(people.head2).get("/audit/"))


def test_ready_says_what_is_missing(people: People, db: Any) -> None:
    found = Client().get("/readyz").json()
    assert found["ready"] and found["worker"]["waiting"] == 0
    registered(people)
    assert Client().get("/readyz").json()["worker"]["oldest_waiting_seconds"] > 0
    assert outbox.LEASE


def test_no_page_has_styles_or_scripts_inside(people: People) -> None:
    case = assigned(people)
    for user, urls in (
        (people.mediator, ["/today/", "/cases/", "/cases/new/", *(f"/cases/{case.ref}/{page}" for page in
                           ("", "history/", "documents/", "readers/", "note/"))]),
        (people.admin, ["/office/", "/office/accounts/", "/office/settings/", "/audit/check/"]),
    ):  # fmt: skip
        client = signed_in(user)
        for url in urls:
            page = client.get(url)
            shown = text_of(page)
            assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]* src=)", shown), url
            assert "default-src 'self'" in page.headers["Content-Security-Policy"]
            assert len(re.findall("<h1", shown)) == 1 and 'class="skip"' in shown
            ids = re.findall(r'\sid="([^"]+)"', shown)
            assert len(ids) == len(set(ids)), url


def test_styles_are_small() -> None:
    assert sum(path.stat().st_size for path in Path("static/css").glob("*.css")) < 12 * 1024
