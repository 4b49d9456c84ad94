"""Papers are served on parties and copied into English."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from cases.actions import serving
from cases.acts.serving import CopyPaperForm, ServeForm
from cases.errors import Refused
from cases.history import explained
from cases.models import Document, OutboxMessage
from tests.builders import on, registered
from tests.cases.stages import assigned
from tests.cases.test_parties import firm, last_event, refused, worker
from tests.people import People, fresh


@pytest.mark.parametrize(
    ("method", "day", "counts"),
    [
        ("direct", date(2026, 4, 2), date(2026, 4, 2)),
        ("mail", date(2026, 4, 4), date(2026, 4, 4)),
        ("electronic", date(2026, 4, 2), date(2026, 4, 2)),
        # Over Qingming (4 to 6 April 2026): 3, 7 and 8 April are the working days.
        ("left", date(2026, 4, 2), date(2026, 4, 8)),
        ("posted", date(2026, 4, 3), date(2026, 4, 9)),
        ("public", date(2026, 4, 2), date(2026, 5, 2)),
    ],
)
def test_the_day_that_counts(people: People, method: str, day: date, counts: date) -> None:
    assert serving.deemed_on(method, day) == counts


def test_service_waits_for_a_calendar(people: People) -> None:
    with pytest.raises(Refused) as refusal:
        serving.deemed_on("left", date(2031, 1, 2))
    assert refusal.value.code == "calendar_unknown"


def test_a_notice_is_served_on_its_addressee(people: People) -> None:
    case = assigned(people)
    notice = case.documents.get(kind="acceptance_notice", addressee=firm(case))
    given: dict[str, Any] = {
        "document": notice, "party": firm(case), "method": "left", "on": date(2026, 3, 11), "recipient": "",
        "by": people.mediator, "at": on(3),
    }  # fmt: skip
    assert refused(serving.serve, case, **given) == "proof_missing"
    given["remark"] = "录像存于执法记录仪"
    assert refused(serving.serve, case, **(given | {"on": date(2026, 3, 9)})) == "service_date"
    assert refused(serving.serve, case, **(given | {"on": date(2026, 3, 13)})) == "service_date"
    assert refused(serving.serve, case, **(given | {"party": worker(case)})) == "wrong_addressee"
    assert refused(serving.serve, case, **(given | {"method": "direct"})) == "recipient_missing"
    proof = serving.serve(case, **given)
    assert (proof.on, proof.deemed_on) == (date(2026, 3, 11), date(2026, 3, 16))
    assert last_event(case).facts["deemed_on"] == "2026-03-16"
    assert refused(serving.serve, case, **given) == "served_before"
    other = registered(people).documents.first()
    assert refused(serving.serve, case, **(given | {"document": other})) == "no_such_paper"
    with pytest.raises(PermissionDenied):
        serving.serve(case, **(given | {"by": people.head}))


def test_an_english_copy_says_the_same_and_is_made_once(people: People) -> None:
    case = assigned(people)
    notice = case.documents.filter(kind="acceptance_notice")[0]
    given: dict[str, Any] = {"document": notice, "by": people.head, "at": on(3)}
    made = serving.copy_paper(case, **given)
    assert (made.language, made.rendition, made.copy_of, made.context) == (
        "en",
        "copy",
        notice,
        notice.context,
    )
    assert OutboxMessage.objects.filter(kind="render", payload={"document": str(made.pk)}).exists()
    assert refused(serving.copy_paper, case, **given) == "copied_before"
    assert refused(serving.copy_paper, case, **(given | {"document": made})) == "no_such_paper"
    assert refused(serving.copy_paper, case, **given, language="fr") == "no_such_language"
    form = CopyPaperForm(None, None, case=case, by=fresh(people.head), at=on(3))
    offered = set(form.fields["document"].queryset)
    assert notice not in offered
    assert made not in offered
    assert offered


def test_papers_that_failed_or_are_private_are_not_offered(people: People) -> None:
    case = assigned(people)
    first, second, *rest = case.documents.all()
    with explained("fixture"):
        first.status = Document.Status.FAILED
        first.save()
        second.is_privileged = True
        second.save()
    form = ServeForm(None, None, case=case, by=fresh(people.mediator), at=on(3))
    assert set(form.fields["document"].queryset) == set(rest)
