"""Sessions are planned, held and written down."""

from typing import Any

import pytest

from mediation.actions import sessions
from mediation.models import Session
from tests.builders import on
from tests.mediation.builders import applicant, held, opened, refusal, respondent
from tests.people import People, fresh


def test_a_session_is_planned_and_replaced(people: People) -> None:
    case = opened(people)
    call: dict[Any, Any] = {"place": "调解室", "by": fresh(people.mediator), "at": on(2)}
    assert refusal(sessions.schedule, case, planned_at=on(1), **call) == "planned_past"
    first = sessions.schedule(case, planned_at=on(4), **call)
    second = sessions.schedule(case, planned_at=on(5), instead_of=first, **call)
    first.refresh_from_db()
    assert (first.cancelled_at, second.number) == (on(2), 2)
    assert list(Session.objects.filter(case=case).planned()) == [second]


def test_who_came_and_who_did_not(people: People) -> None:
    case, session = held(people)
    assert {one.presence for one in session.attendance.all()} == {"came"}
    again: dict[Any, Any] = {
        "held_at": on(3),
        "attendance": {applicant(case): ("came", "")},
        "by": fresh(people.mediator),
        "at": on(4),
    }
    assert refusal(sessions.hold, case, session=session, **again) == "held_before"
    other = sessions.schedule(case, planned_at=on(5), by=fresh(people.mediator), at=on(4))
    future: dict[Any, Any] = {**again, "held_at": on(5)}
    assert refusal(sessions.hold, case, session=other, **future) == "held_when"
    assert (
        refusal(sessions.hold, case, session=other, **{**again, "held_at": on(4), "attendance": {}})
        == "attendance"
    )
    attendance: dict[Any, Any] = {applicant(case): ("came", ""), respondent(case): ("absent", "来电请假")}
    sessions.hold(
        case, session=other, **{**again, "held_at": on(5), "attendance": attendance, "at": on(5, hours=1)}
    )
    facts = case.events.get(act="mediation.hold", facts__number=2).facts
    assert (facts["came"], facts["absent"]) == (1, 1)
    assert "请假" not in str(facts)


def test_minutes_are_frozen_and_a_refused_signature_is_noted(people: People) -> None:
    case, session = held(people)
    call: dict[Any, Any] = {
        "session": session,
        "result": "双方同意继续协商。",
        "by": fresh(people.mediator),
        "at": on(3, hours=3),
    }
    both = [applicant(case), respondent(case)]
    assert (
        refusal(sessions.record_minutes, case, **call, confirmed=both, refused=both) == "signed_and_refused"
    )
    record: Any = sessions.record_minutes(
        case, **call, confirmed=both[:1], refused=both[1:], statements=[{"by": "申请人", "text": "要求支付工资。"}],
        issues=["加班费基数"],
    )  # fmt: skip
    context = record.document.context["zh-Hans"]
    assert (context["session_no"], context["result"], context["issues"]) == (
        "1",
        call["result"],
        ["加班费基数"],
    )
    assert {person["name"] for person in context["present"]} == {"陈秀英", "远航物流有限公司", "王敏"}
    assert record.refused == [str(respondent(case).pk)]
    planned = sessions.schedule(case, planned_at=on(6), by=fresh(people.mediator), at=on(4))
    assert refusal(sessions.record_minutes, case, **{**call, "session": planned}) == "not_held"


def test_a_session_of_another_case_is_not_touched(people: People) -> None:
    case, _session = held(people)
    other, foreign = held(people)
    with pytest.raises(Session.DoesNotExist):
        sessions.record_minutes(case, session=foreign, result="x", by=fresh(people.mediator), at=on(4))
    assert not other.minutes.exists()
