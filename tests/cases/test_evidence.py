"""Files come in, are released, withdrawn, and handed out one by one."""

from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases import files
from cases.actions import access, evidence
from cases.evidence_files import checked
from cases.models import Case, Evidence, ReadLog, Refusal, User
from cases.permissions import Reach, Role
from tests.builders import on, registered
from tests.cases import files_of_all_kinds
from tests.cases.stages import assigned
from tests.cases.test_parties import last_event, refused, worker
from tests.people import People, fresh

SCAN = files_of_all_kinds.pdf()


def added(case: Case, by: User, *, content: bytes = SCAN, name: str = "工资条.pdf", **more: Any) -> Evidence:
    return evidence.add_evidence(
        case, file=checked(name, content), title=more.pop("title", "工资条"), by=by, at=on(3), **more
    )


def page_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="config.auth.PasswordBackend")
    return client


def sent(client: Client, case: Case, name: str, content: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("x", content)
    file._name = name  # past the cleaning of Django's own class
    return client.post(f"/cases/{case.ref}/add_evidence/", {"title": "证据", **more, "file": file})


def test_bytes_are_kept_before_the_row_and_never_altered(people: People) -> None:
    case = assigned(people)
    made = added(case, people.mediator, claim=case.claims.get(line=1), party=worker(case), proves="拖欠工资")
    assert files.read(made.stored_as, made.sha256) == SCAN
    assert (made.file_name, made.media_type, made.size) == ("工资条.pdf", "application/pdf", len(SCAN))
    assert "工资条" not in made.stored_as
    facts = last_event(case).facts
    assert facts == {"evidence": str(made.pk), "size": len(SCAN), "sha256": files.digest(SCAN)}


def test_add_evidence_refusals(people: People) -> None:
    case, other = assigned(people), registered(people)
    added(case, people.mediator)
    given: dict[str, Any] = {"title": "x", "by": people.mediator, "at": on(3)}
    same, new = checked("anders.pdf", SCAN), checked("a.png", files_of_all_kinds.png())
    assert refused(evidence.add_evidence, case, file=same, **given) == "same_file"
    assert refused(evidence.add_evidence, case, file=new, party=worker(other), **given) == "not_of_this_case"
    with pytest.raises(PermissionDenied):
        evidence.add_evidence(case, file=new, **(given | {"by": people.head}))
    assert Evidence.objects.count() == 1
    assert sum(1 for path in settings.FILES_DIR.rglob("*") if path.is_file()) == 1


def test_release_and_withdrawal(people: People) -> None:
    case = assigned(people)
    made = added(case, people.mediator)
    given: dict[str, Any] = {"evidence": made, "by": people.mediator, "at": on(4)}
    evidence.release_evidence(case, **given)
    assert refused(evidence.release_evidence, case, **given) == "released_before"
    assert refused(evidence.withdraw_evidence, case, note="", **given) == "reason_missing"
    evidence.withdraw_evidence(case, note="陈某取回", **given)
    made.refresh_from_db()
    assert (made.released_at, made.withdrawn_at) == (on(4), on(4))
    assert refused(evidence.withdraw_evidence, case, note="再次", **given) == "withdrawn"
    assert (
        refused(evidence.release_evidence, registered(people), **(given | {"by": people.clerk}))
        == "not_of_this_case"
    )
    assert files.read(made.stored_as, made.sha256) == SCAN
    assert added(case, people.mediator).pk != made.pk


class Party:
    """A party by its own link."""

    def __init__(self, role: str, case: Case) -> None:
        self.reach = Reach(role=role, case_id=case.pk)

    def has_perm(self, act: str, case: Case) -> bool:
        from cases.permissions import may

        return may(self.reach, act, case)


def test_who_may_have_the_bytes(people: People, time_machine: Any) -> None:
    time_machine.move_to(on(3), tick=False)
    case = assigned(people)
    made = added(case, people.mediator)
    sides = [Party(Role.WORKER, case), Party(Role.EMPLOYER, case)]
    access.grant(
        case, volunteer=people.volunteer, fields=["evidence"], starts_on=on(3).date(), ends_on=on(9).date(),
        consent="当面", by=people.head, at=on(3),
    )  # fmt: skip
    volunteer = fresh(people.volunteer)
    team = [people.mediator, people.head, people.supervisor]
    strangers = [people.clerk, people.second_mediator, people.head2, people.auditor, people.admin]

    def may() -> list[bool]:
        made.refresh_from_db()
        groups = ([fresh(one) for one in team], [volunteer], sides, [fresh(one) for one in strangers])
        return [all(evidence.may_download(one, made) for one in group) for group in groups]

    assert may() == [True, True, False, False]
    evidence.release_evidence(case, evidence=made, by=people.mediator, at=on(3))
    assert may() == [True, True, True, False]
    evidence.withdraw_evidence(case, evidence=made, note="x", by=people.mediator, at=on(3))
    assert may() == [True, False, False, False]
    assert not any(evidence.may_download(fresh(one), made) for one in strangers)


def test_a_file_is_saved_never_shown(people: People) -> None:
    case = assigned(people)
    made = added(case, people.mediator)
    answer = page_of(people.mediator).get(f"/cases/{case.ref}/evidence/{made.pk}/")
    assert answer.status_code == 200
    assert answer.content == SCAN
    assert answer.headers["Content-Type"] == "application/pdf"
    name = f"{case.ref}-evidence-{made.pk.hex[-8:]}.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    look = ReadLog.objects.get(what="evidence")
    assert (look.user, look.case) == (people.mediator, case)


def test_strangers_get_nothing_and_are_noted(people: People) -> None:
    case, other = assigned(people), assigned(people)
    made = added(case, people.mediator)
    address = f"/cases/{case.ref}/evidence/{made.pk}/"
    assert page_of(people.clerk).get(address).status_code == 403
    assert page_of(people.mediator2).get(address).status_code == 404
    assert page_of(people.mediator).get(f"/cases/{other.ref}/evidence/{made.pk}/").status_code == 404
    assert Client().get(address).status_code == 302
    assert page_of(people.mediator).post(address).status_code == 405
    assert not ReadLog.objects.filter(what="evidence").exists()
    assert Refusal.objects.filter(act="cases.view_evidence").count() == 2


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_damaged_file_is_not_answered(people: People, harm: str) -> None:
    case = assigned(people)
    made = added(case, people.mediator)
    path = files.path_of(made.stored_as)
    if harm == "changed":
        path.write_bytes(SCAN[:-1] + b"X")
    else:
        path.unlink()
    answer = page_of(people.mediator).get(f"/cases/{case.ref}/evidence/{made.pk}/")
    assert answer.status_code == 503
    assert answer.headers["Content-Type"].startswith("text/html")
    assert b"%PDF" not in answer.content


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("工资条.pdf", "工资条.pdf"),
        ("../../../etc/cron.d/x.pdf", "x.pdf"),
        ("gzt\u202efdp.pdf", "gztfdp.pdf"),
        ("-rf $(reboot) 'a'.pdf", "-rf $(reboot) 'a'.pdf"),
    ],
)
def test_an_upload_by_its_page(people: People, name: str, kept: str) -> None:
    case = registered(people)
    answer = sent(page_of(people.clerk), case, name, SCAN, proves="' OR 1=1; -- 古丽·阿依")
    assert answer.status_code == 302
    made = case.evidence.get()
    assert (made.file_name, made.proves) == (kept, "' OR 1=1; -- 古丽·阿依")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"<html><script>alert(1)</script></html>"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("a.docx", files_of_all_kinds.bomb()),
        ("a.pdf", b""),
    ],
    ids=["html as png", "svg", "bomb", "empty"],
)
def test_a_hostile_upload_leaves_nothing(people: People, name: str, content: bytes) -> None:
    case = registered(people)
    answer = sent(page_of(people.clerk), case, name, content)
    assert answer.status_code == 422
    assert not Evidence.objects.exists()
    assert not settings.FILES_DIR.exists() or not any(settings.FILES_DIR.rglob("*.*"))


@pytest.mark.parametrize("megabytes", [21, 30])
def test_too_big_is_stopped_while_it_comes(people: People, megabytes: int) -> None:
    case = registered(people)
    answer = sent(page_of(people.clerk), case, "a.pdf", SCAN + b"\0" * (megabytes << 20))
    assert answer.status_code == 422
    assert "20MB" in answer.text.replace(" ", "")
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("title", ["a\x00b", "\u202efdp.exe", "\ud800"])
def test_titles_that_deceive_are_refused(people: People, title: str) -> None:
    from cases.acts.evidence import AddEvidenceForm

    form = AddEvidenceForm(
        {"title": title},
        {"file": SimpleUploadedFile("a.pdf", SCAN)},
        case=registered(people),
        by=people.clerk,
        at=on(),
    )
    assert set(form.errors) == {"title"}
