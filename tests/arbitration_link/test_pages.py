"""The pages: the docking page, an entrustment from its entry to the case, the package as a file, the acts."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.test import Client

from arbitration_link.models import Entrustment
from cases import files
from cases.actions import access
from cases.models import Approval, Case, ReadLog, Refusal
from cases.permissions import Reach, Role, may
from cases.registry import ACTS
from tests.arbitration_link.builders import (
    FRIDAY,
    assembled,
    at_court,
    defaulted,
    evidence,
    prepared,
    referred,
    refused,
    sent,
)
from tests.builders import renewed
from tests.mediation.builders import applicant, failed, respondent
from tests.people import People, fresh


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(fresh(user), backend="config.auth.PasswordBackend")
    return client


ENTRY = {
    "court_number": "第388号", "source": "tribunal_delegated", "received_on": "2026-03-09", "facts": "拖欠工资的争议。",
    "applicant_kind": "worker", "applicant_name": "陈秀英", "applicant_phone": "13800006021", "applicant_address": "",
    "respondent_kind": "employer", "respondent_name": "远航物流有限公司", "respondent_phone": "01067800000",
    "respondent_address": "", "claims": "两个月工资\n加班费",
}  # fmt: skip


def test_an_entrustment_from_its_entry_to_the_case(people: People) -> None:
    clerk, head = signed_in(people.clerk), signed_in(people.head)
    assert clerk.get("/arbitration/").status_code == 200
    assert clerk.post("/arbitration/entrustments/new/", {}).status_code == 422
    answer = clerk.post("/arbitration/entrustments/new/", {**ENTRY, "court": str(people.court.pk)})
    made = Entrustment.objects.get()
    assert answer.status_code == 302 and answer["Location"].endswith(f"{made.pk}/")
    assert [claim["text"] for claim in made.claims] == ["两个月工资", "加班费"]
    again = clerk.post("/arbitration/entrustments/new/", {**ENTRY, "court": str(people.court.pk)})
    assert again.status_code == 409 and "拖欠工资的争议" in again.content.decode()  # nothing typed is lost
    page = f"/arbitration/entrustments/{made.pk}/"
    assert "陈秀英" in head.get(page).content.decode()
    assert clerk.post(page + "accept/").status_code == 403
    assert head.get(page + "accept/").status_code == 405
    answer = head.post(page + "accept/", {"note": ""})
    case = Case.objects.get()
    assert answer["Location"] == f"/cases/{case.ref}/"
    assert case.number in head.get("/arbitration/").content.decode()


def test_declining_says_why(people: People) -> None:
    head = signed_in(people.head)
    head.post("/arbitration/entrustments/new/", {**ENTRY, "court": str(people.court.pk)})
    made = Entrustment.objects.get()
    page = f"/arbitration/entrustments/{made.pk}/"
    told = head.post(page + "decline/", {"note": ""}, follow=True).content.decode()
    assert "the court gets the reason" in told or "法院" in told
    head.post(page + "decline/", {"note": "人手不足"})
    made.refresh_from_db()
    assert made.state == "declined"


def test_another_station_finds_nothing(people: People) -> None:
    signed_in(people.head).post("/arbitration/entrustments/new/", {**ENTRY, "court": str(people.court.pk)})
    made = Entrustment.objects.get()
    stranger = signed_in(people.head2)
    assert stranger.get(f"/arbitration/entrustments/{made.pk}/").status_code == 404
    assert "第388号" not in stranger.get("/arbitration/").content.decode()
    assert "第388号" in signed_in(people.supervisor).get("/arbitration/").content.decode()
    assert signed_in(people.admin).get("/arbitration/").status_code == 403
    assert Client().get("/arbitration/").status_code == 302


def test_package_is_a_file_for_saving_and_its_reading_is_written_down(people: People) -> None:
    case, made = prepared(people)
    path = f"/cases/{case.ref}/referrals/{made.pk}.zip"
    head = signed_in(people.head)
    assert head.get(path).status_code == 409
    made = assembled(case)
    answer = head.get(path)
    assert answer["Content-Disposition"] == f'attachment; filename="{case.ref}-referral-1.zip"'
    assert files.digest(answer.content) == made.sha256
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert ReadLog.objects.filter(case=case, user=people.head, what="referral package").count() == 1
    assert signed_in(people.clerk).get(path).status_code == 403  # sees the case in lists, not its content
    assert signed_in(people.mediator2).get(path).status_code == 404
    assert Refusal.objects.filter(case=case, act="arbitration_link.download_package").count() == 2
    files.path_of(made.stored_as).write_bytes(b"rotten")
    assert head.get(path).status_code == 503


def test_no_grant_opens_the_package_to_a_volunteer(people: People, time_machine: Any) -> None:
    time_machine.move_to(FRIDAY, tick=False)
    case, made = prepared(people)
    assembled(case)
    access.grant(
        case, volunteer=people.volunteer, fields=["content"], starts_on=FRIDAY.date(), ends_on=FRIDAY.date(),
        consent="当面", by=fresh(people.head), at=FRIDAY,
    )  # fmt: skip
    path = f"/cases/{case.ref}/referrals/{made.pk}.zip"
    volunteer = signed_in(people.volunteer)
    shown = volunteer.get(f"/cases/{case.ref}/court/").content.decode()
    assert made.file_name in shown and path not in shown
    assert volunteer.get(path).status_code == 403
    assert path in signed_in(people.head).get(f"/cases/{case.ref}/court/").content.decode()


def test_prepare_and_refer_in_the_browser(people: People) -> None:
    case = failed(people)
    file = evidence(case, "劳动合同", b"%PDF contract")
    mediator = signed_in(people.mediator)
    page = mediator.get(f"/cases/{case.ref}/prepare/").content.decode()
    assert "劳动合同" in page and case.facts in page
    told = {
        "court": str(people.court.pk), "jurisdiction": "performance", "facts": case.facts, "evidence": [str(file.pk)],
        "witnesses": "孙丽，柳荫街20号", "held_by_employer": "考勤记录", "consent_party": str(applicant(case).pk),
        "consent": "书面同意", "consent_on": "2026-03-20",
    }  # fmt: skip
    assert mediator.post(f"/cases/{case.ref}/prepare/", told).status_code == 302
    made = case.referrals.get()
    assert made.package["witnesses"] == [{"name": "孙丽", "address": "柳荫街20号"}]
    shown = mediator.get(f"/cases/{case.ref}/").content.decode()
    assert f"/cases/{case.ref}/refer/" in shown
    assert mediator.post(f"/cases/{case.ref}/refer/", {"note": ""}).status_code == 302
    assert renewed(case).state == "referred"
    assert case.number in mediator.get("/arbitration/").content.decode()


def test_a_collective_case_is_proposed(people: People) -> None:
    case, _made = prepared(people, failed(people, is_collective=True))
    assert signed_in(people.mediator).post(f"/cases/{case.ref}/refer/", {"note": ""}).status_code == 302
    assert renewed(case).state == "failed"
    assert Approval.objects.get(case=case).act == "arbitration_link.refer"


def test_an_award_in_the_browser(people: People) -> None:
    case = at_court(people)
    mediator = signed_in(people.mediator)
    told = {
        "finality": "open", "number": "裁字1号", "dated_on": "2026-04-28", "served_on": "2026-04-30", "text": "支付工资",
        "item_1_title": "工资", "item_1_payer": str(respondent(case).pk), "item_1_payee": str(applicant(case).pk),
        "item_1_amount": "9,000", "item_1_due_on": "2026-05-29",
    }  # fmt: skip
    half = mediator.post(f"/cases/{case.ref}/court_awarded/", {**told, "item_1_due_on": ""})
    assert half.status_code == 422
    assert mediator.post(f"/cases/{case.ref}/court_awarded/", told).status_code == 302
    case = renewed(case)
    assert case.state == "performing"
    assert case.obligations.get().due_on == date(2026, 5, 29)
    assert "裁字1号" in mediator.get(f"/cases/{case.ref}/court/").content.decode()


@pytest.mark.parametrize("build", [failed, referred, sent, at_court, defaulted])
def test_every_act_of_this_floor_has_a_page(people: People, build: Any) -> None:
    case = build(people)
    mediator, head = signed_in(people.mediator), signed_in(people.head)
    for name, act in ACTS.items():
        if name.startswith("arbitration_link."):
            statuses = {
                reader.get(f"/cases/{case.ref}/{act.verb}/").status_code for reader in (mediator, head)
            }
            assert statuses <= {200, 403, 409} and statuses != {403}, name


def test_the_court_reads_the_case_while_it_is_out(people: People) -> None:
    case, _made = prepared(people)
    reach = Reach(role=Role.COURT, organisation_id=people.court.pk)
    assert not may(reach, "cases.view", case)
    case = sent(people)
    assert may(reach, "cases.view", case) and may(reach, "arbitration_link.court_accepted", case)
    assert not may(reach, "mediation.view_privileged", case) and not may(
        reach, "mediation.view_open_offers", case
    )
    with refused("not_now"):
        prepared(people, case)
