"""What people are told, by whom it was caused, and what they read of it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from arbitration_link.actions import court
from cases import approvals, documents, notifications, outbox, rendering
from cases.actions import assignment, transfer
from cases.actors import Actor
from cases.models import Notification, User
from tests.arbitration_link.builders import sent
from tests.builders import accepted, on, registered, renewed
from tests.cases.stages import assigned, failed
from tests.pages.browsing import refused, signed_in, text_of
from tests.people import People, fresh


def kinds(user: User) -> list[str]:
    return [one.kind for one in reversed(notifications.mine(fresh(user), most=50))]


def test_who_gets_a_case_is_told_and_nobody_of_his_own_doing(people: People) -> None:
    case = accepted(people)
    pair = {"mediator": people.mediator, "co_mediator": people.second_mediator}
    assignment.assign(case, **pair, by=people.head, at=on(2))
    assert kinds(people.mediator) == ["assigned"] and kinds(people.second_mediator) == ["co_mediator"]
    assert kinds(people.head) == []
    swapped = {"mediator": people.second_mediator, "co_mediator": people.mediator, "note": "换人"}
    assignment.reassign(renewed(case), **swapped, by=people.head, at=on(3))
    assert kinds(people.mediator) == ["assigned"], "who had the case before knows it"


def test_proposals_and_their_answers(people: People) -> None:
    case = failed(people)
    said = {"arguments": {"summary": ["调解不成"]}, "by": fresh(people.mediator), "at": on(11)}
    first = approvals.propose("cases.close", case, **said)
    assert kinds(people.head) == ["approval_waits"] and kinds(people.head2) == []
    approvals.refuse_approval(renewed(case), approval=first, note="先谈", by=fresh(people.head), at=on(11))
    assert kinds(people.mediator)[-1] == "approval_refused"


def test_a_transfer_and_its_answer(people: People) -> None:
    case = registered(people)
    transfer.propose_transfer(case, receiver=people.yizhuang, reason="工作地", by=people.head, at=on(1))
    assert kinds(people.head2) == ["transfer_waits"]
    transfer.refuse_transfer(renewed(case), note="不归我们", by=fresh(people.head2), at=on(1))
    assert kinds(people.head) == ["transfer_refused"]
    page = text_of(signed_in(people.head2).get("/notifications/"))
    assert case.number not in page, "a case that was never taken is not named any more"


def test_what_the_court_says(people: People) -> None:
    case = sent(people)
    told = {"court_number": "第9号", "accepted_on": on(20).date()}
    court.court_accepted(case, **told, by=Actor.COURT, at=on(20))
    assert kinds(people.mediator)[-1] == "court_answer"
    assert "court_answer" not in kinds(people.head)


def test_a_refused_act_tells_nobody(people: People) -> None:
    case = assigned(people)
    before = Notification.objects.count()
    with refused("same_mediators"):
        assignment.reassign(case, mediator=people.mediator, note="x", by=fresh(people.head), at=on(3))
    assert Notification.objects.count() == before


def test_a_paper_that_cannot_be_made_is_told(people: People, monkeypatch: Any) -> None:
    case = assigned(people)

    def fail(*_given: Any, **_more: Any) -> bytes:
        raise rendering.Unprintable("x")

    monkeypatch.setattr("cases.rendering.render_pdf", fail)
    message = case.outbox.filter(kind="render").first()
    assert message is not None
    with pytest.raises(outbox.Unrepairable):
        documents.render(message)
    assert kinds(people.mediator)[-1] == "paper_failed"


def test_reading_them(people: People) -> None:
    case = assigned(people)
    client = signed_in(people.mediator)
    page = text_of(client.get("/notifications/"))
    assert case.number in page and notifications.unread(fresh(people.mediator)) == 1
    assert "1" in text_of(client.get("/notifications/count/"))
    (one,) = notifications.mine(fresh(people.mediator), most=5)
    assert signed_in(people.second_mediator).post("/notifications/read/", {"notification": str(one.pk)})
    assert notifications.unread(fresh(people.mediator)) == 1, "nobody reads for another"
    assert client.post("/notifications/read/", {"notification": str(one.pk)}).status_code == 302
    assert notifications.unread(fresh(people.mediator)) == 0
    again = {"mediator": people.second_mediator, "note": "换人"}
    assignment.reassign(renewed(case), **again, by=fresh(people.head), at=on(4))
    assert case.number in text_of(client.get("/notifications/")), (
        "the station's cases are listed for its mediators"
    )


def test_older_ones_by_key_and_few_queries(people: People) -> None:
    case = assigned(people)
    for number in range(70):
        notifications.notify([people.mediator], "assigned", case=case, at=on(3, hours=number))
    client, seen, url = signed_in(people.mediator), 0, "/notifications/"
    while url:
        answer = client.get(url)
        seen += len(answer.context["rows"])
        url = f"/notifications/?before={answer.context['next']}" if answer.context["next"] else ""
    assert seen == 71
    assert client.get("/notifications/?before=quatsch~1").status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert notifications.unread(people.mediator) == 71
    assert len(queries) == 1
    client.post("/notifications/read/", {"all": "1"})
    assert notifications.unread(people.mediator) == 0


def test_who_opens_the_case_has_read_what_was_told_of_it(people: People) -> None:
    first, other = assigned(people), assigned(people)
    client = signed_in(people.mediator)
    assert notifications.unread(fresh(people.mediator)) == 2
    assert client.get(f"/cases/{first.ref}/").status_code == 200
    (left,) = Notification.objects.filter(user=people.mediator, read_at=None)
    assert left.case_id == other.pk
