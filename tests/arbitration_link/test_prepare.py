"""The package is frozen: from an allow-list, with consent, and nothing that was said in confidence gets in."""

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest

from arbitration_link import assembly, schema
from arbitration_link.models import Referral
from cases import documents, files, outbox
from cases.history import explained
from cases.models import Case, Document, Note, OutboxMessage
from mediation.models import CaucusNote, Offer, UndisputedFacts
from tests.arbitration_link.builders import FRIDAY, assembled, evidence, prepared, refused
from tests.builders import on, renewed
from tests.mediation.builders import applicant, failed, opened
from tests.people import People

SECRET = "他私下说八千元就可以签字"


def opened_zip(made: Referral) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(files.read(made.stored_as, made.sha256)))


def test_package_holds_papers_and_chosen_files_only(people: People) -> None:
    case = failed(people)
    chosen = evidence(case, "劳动合同", b"%PDF contract")
    evidence(case, "住院病历", b"%PDF hospital")
    case, made = prepared(
        people, case, evidence=[chosen], witnesses=[{"name": "孙丽", "address": "柳荫街20号"}]
    )
    assert made.state == "prepared" and case.state == "failed" and case.court_id is None
    assert not schema.faults(made.package)
    made = assembled(case)
    with opened_zip(made) as archive:
        assert set(archive.namelist()) == {
            "manifest.json", "package.json", "cover_letter.pdf", "arbitration_application.pdf", "evidence_list.pdf",
            "end_notice.pdf", "evidence/01.pdf",
        }  # fmt: skip
        assert archive.read("evidence/01.pdf") == b"%PDF contract"
        data = json.loads(archive.read("package.json"))
    assert data == made.package
    assert [party["name"] for party in data["parties"]] == ["陈秀英", "远航物流有限公司"]
    assert data["parties"][0]["phone"] == "13800006021"
    assert [item["title"] for item in data["evidence"]] == ["劳动合同"]
    assert data["witnesses"] == [{"name": "孙丽", "address": "柳荫街20号"}]
    assert data["case"]["ended_on"] == "2026-03-19"
    assert {paper.kind for paper in Document.objects.filter(case=case, frozen_at=FRIDAY)} == {
        "cover_letter", "arbitration_application", "evidence_list",
    }  # fmt: skip


def _note(case: Case, text: str, people: People) -> None:
    CaucusNote.objects.create(case=case, author=people.mediator, text=text, written_at=on(3))


def _offer(case: Case, text: str, people: People) -> None:
    content = {"lines": {}, "total": "8000.00", "text": text}
    Offer.objects.create(
        case=case, party=applicant(case), audience="mediator", content=content, made_at=on(3)
    )


def _working_note(case: Case, text: str, people: People) -> None:
    Note.objects.create(case=case, author=people.mediator, audience="author", text=text, written_at=on(3))


def _health(case: Case, text: str, people: People) -> None:
    party = applicant(case)
    party.health = text
    party.save()


def _bank(case: Case, text: str, people: People) -> None:
    party = applicant(case)
    party.bank_account = text
    party.save()


@pytest.mark.parametrize("keep", [_note, _offer, _working_note, _health, _bank])
def test_what_must_stay_cannot_be_copied_into_the_facts(people: People, keep: Any) -> None:
    case = failed(people)
    with explained("fixture"):
        keep(case, SECRET, people)
    with refused("wall"):
        prepared(people, case, facts=f"单位拖欠工资。{SECRET}。")
    with refused("wall"):  # spaces, width and line breaks do not hide it
        prepared(people, case, facts="单位拖欠工资。\n他 私下说８千元就可以签字".replace("８千", "八千"))
    assert not Referral.objects.exists()
    assert not OutboxMessage.objects.filter(case=case, kind="assemble_package").exists()


def test_one_sentence_of_a_note_is_enough(people: People) -> None:
    case = failed(people)
    with explained("fixture"):
        _note(case, "气氛尚可。公司财务说月底一定有钱可以付清。下次再谈。", people)
    file = evidence(case, "公司财务说月底一定有钱可以付清", b"%PDF x")
    with refused("wall"):
        prepared(people, case, evidence=[file])
    prepared(people, case)  # without that file it goes


def test_the_wall_is_asked_again_when_the_bytes_are_made(people: People) -> None:
    case = failed(people)
    text = evidence(case, "聊天记录", f"A: {SECRET}".encode(), "chat.txt", "text/plain")
    case, made = prepared(people, case, evidence=[text])
    with explained("fixture"):
        _note(case, SECRET, people)
    for paper in case.documents.filter(status="waiting"):
        documents.make(paper, lambda *given, **named: b"%PDF")
    with pytest.raises(outbox.Unrepairable):
        assembly.assemble(made)
    made.refresh_from_db()
    assert not made.is_assembled and made.problem and SECRET not in made.problem


def test_health_goes_with_a_consent_of_its_own(people: People) -> None:
    case = failed(people)
    with explained("fixture"):
        _health(case, "怀孕五个月", people)
    _case, made = prepared(people, case)
    assert "怀孕" not in json.dumps(made.package, ensure_ascii=False)
    with refused("health_consent"):
        prepared(people, case, health_consent="当面同意")
    _case, made = prepared(people, case, health_consent="当面同意", health_consent_on=date(2026, 3, 20))
    assert made.package["parties"][0]["health"] == "怀孕五个月"
    assert made.package["consent"]["health_given_on"] == "2026-03-20"


def test_consent_of_the_person(people: People) -> None:
    case = failed(people)
    for wrong in ({"consent": " "}, {"consent_on": date(2026, 3, 21)}, {"consent_on": date(2026, 3, 8)}):
        code = "consent_missing" if "consent" in wrong else "consent_date"
        with refused(code):
            prepared(people, case, **wrong)


def test_refusals(people: People) -> None:
    case = failed(people)
    file = evidence(case, "合同", b"%PDF")
    with explained("fixture"):
        file.withdrawn_at = on(11)
        file.save()
    for wrong, code in (
        ({"court": people.rongjing}, "not_a_court"),
        ({"jurisdiction": "近"}, "jurisdiction"),
        ({"facts": "  "}, "facts_missing"),
        ({"evidence": [file]}, "evidence_withdrawn"),
    ):
        with refused(code):
            prepared(people, case, **wrong)


def test_preparing_again_replaces_what_was_not_sent(people: People) -> None:
    case, first = prepared(people)
    _case, second = prepared(people, case)
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("withdrawn", "prepared", 2)


def test_signed_undisputed_facts_go_along(people: People) -> None:
    case = failed(people)
    with explained("fixture"):
        UndisputedFacts.objects.create(case=case, answer="declined", text="不应外传", on=date(2026, 3, 18))
        UndisputedFacts.objects.create(
            case=case, answer="signed", text="双方确认2021年6月入职。", on=date(2026, 3, 19)
        )
    _case, made = prepared(people, case)
    assert made.package["undisputed_facts"] == "双方确认2021年6月入职。"


def test_worker_makes_papers_first_and_the_package_then(people: People) -> None:
    case, made = prepared(people)
    rows = list(
        OutboxMessage.objects.filter(case=case, kind__in=["render", "assemble_package"]).order_by("id")
    )
    assert [row.kind for row in rows[-4:]] == ["render", "render", "render", "assemble_package"]
    with pytest.raises(assembly.NotReady):
        assembly.assemble_package(rows[-1])
    made = assembled(case)
    digest = made.sha256
    assembly.assemble_package(rows[-1])  # twice does no harm
    made.refresh_from_db()
    assert made.sha256 == digest


def test_a_paper_that_cannot_be_made_is_told(people: People) -> None:
    case, made = prepared(people)
    with explained("fixture"):
        paper = case.documents.filter(kind="cover_letter").get()
        paper.status = Document.Status.FAILED
        paper.save()
    with pytest.raises(outbox.Unrepairable):
        assembly.assemble(made)
    made.refresh_from_db()
    assert made.problem


def test_only_after_a_failure_or_a_default(people: People) -> None:
    case = opened(people)
    with refused("not_now"):
        prepared(people, case)
    assert renewed(case).state == "mediating"
