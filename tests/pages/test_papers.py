"""Opening a paper."""

from cases import files
from cases.history import explained
from cases.models import Case, Document, ReadLog
from tests.cases.stages import assigned
from tests.pages.browsing import signed_in
from tests.people import People


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
