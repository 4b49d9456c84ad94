"""What is possible but hardly meant is asked back once, on the page of the act."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import deadlines, next_step
from cases.models import Case, Deadline
from mediation.actions import sessions
from mediation.doubts import about_session
from mediation.models import Session
from tests.builders import renewed
from tests.mediation.builders import opened
from tests.pages.browsing import NOW, signed_in, text_of
from tests.people import People, fresh

START = NOW - timedelta(days=3)


def working_moment(first: datetime, hour: int = 10) -> datetime:
    """The first working day from here on, at this hour."""
    found = timezone.localtime(first)
    while deadlines.calendar().is_rest_day(found.date()):
        found += timedelta(days=1)
    return found.replace(hour=hour, minute=0, second=0, microsecond=0)


def limit_of(case: Case) -> Deadline:
    return next(iter(deadlines.live(case, Deadline.Kind.MEDIATE)))


def planned(client: Any, case: Case, at: datetime, **more: Any) -> Any:
    sent = {"planned_at": f"{timezone.localtime(at):%Y-%m-%dT%H:%M}", "mode": "joint", **more}
    return client.post(f"/cases/{case.ref}/schedule/", sent)


def test_a_session_after_the_period_at_night_on_a_rest_day_is_asked_back(people: People) -> None:
    case, client = opened(people, START), signed_in(people.mediator)
    last = limit_of(case).last_day
    late = working_moment(timezone.localtime() + timedelta(days=1)).replace(hour=23)
    while late.date() <= last or not deadlines.calendar().is_rest_day(late.date()):
        late += timedelta(days=1)
    asked = planned(client, case, late, place="第二调解室")
    assert asked.status_code == 422 and not Session.objects.exists()
    assert [one.code for one in asked.context["form"].doubts] == ["limit", "rest_day", "hour"]
    assert text_of(asked).count('name="sure"') == 3 and "第二调解室" in text_of(asked)
    assert planned(client, case, late, sure=["limit", "hour"]).status_code == 422
    assert planned(client, case, late, sure=["limit", "hour", "rest_day"]).status_code == 302
    assert case.events.get(act="mediation.schedule").facts["confirmed"] == ["limit", "rest_day", "hour"]
    step = next_step.for_case(renewed(case), timezone.localdate())
    assert step is not None and step.act == "mediation.extend"


def test_a_session_in_a_year_without_holidays_yet_is_asked_back_for_what_is_known(people: People) -> None:
    case = opened(people, START)
    unknown = next(year for year in range(2026, 2100) if not deadlines.calendar().covers(year))
    found = about_session(
        case,
        people.mediator,
        planned_at=NOW.replace(year=unknown, month=5, day=1),
        place="",
        instead_of=None,
    )
    assert [one.code for one in found] == ["limit"]


def test_an_ordinary_session_is_planned_at_once(people: People) -> None:
    case, client = opened(people, START), signed_in(people.mediator)
    assert planned(client, case, working_moment(timezone.localtime() + timedelta(days=1))).status_code == 302
    assert "confirmed" not in case.events.get(act="mediation.schedule").facts


def test_a_time_that_is_over_is_told_at_its_field(people: People) -> None:
    case = opened(people, START)
    asked = planned(signed_in(people.mediator), case, NOW - timedelta(days=1))
    assert asked.context["form"].errors["planned_at"] and 'href="#id_planned_at"' in text_of(asked)


def test_another_session_at_this_hour_is_named(people: People) -> None:
    first, second = opened(people, START), opened(people, START)
    when = working_moment(timezone.localtime() + timedelta(days=1))
    sessions.schedule(first, planned_at=when, by=fresh(people.mediator), at=timezone.now())
    client = signed_in(people.mediator)

    def cost() -> tuple[int, Any]:
        with CaptureQueriesContext(connection) as queries:
            asked = planned(client, second, when + timedelta(hours=1))
        return len(queries), asked

    cost()
    few, asked = cost()
    assert asked.status_code == 422 and first.number in text_of(asked)
    assert [one.code for one in asked.context["form"].doubts] == ["clash"]
    for _number in range(4):
        sessions.schedule(renewed(first), planned_at=when, by=fresh(people.mediator), at=timezone.now())
    assert cost()[0] == few
    assert planned(client, second, when + timedelta(hours=3)).status_code == 302


def test_a_session_of_a_hidden_case_is_named_by_its_time_alone(people: People) -> None:
    hidden, case = opened(people, START), opened(people, START)
    when = working_moment(timezone.localtime() + timedelta(days=1))
    sessions.schedule(hidden, planned_at=when, place="调解室", by=fresh(people.mediator), at=timezone.now())
    Case.objects.filter(pk=hidden.pk).update(mediator=people.second_mediator)
    answer = planned(signed_in(people.mediator), case, when, place=" 调解室 ")
    readable = Case.objects.visible_to(fresh(people.mediator)).filter(pk=hidden.pk).exists()
    assert answer.status_code == 422 and f"{when:%H:%M}" in text_of(answer)
    assert (hidden.number in text_of(answer)) == readable


def test_a_rest_beyond_the_period_is_asked_back_and_approved_as_sent(people: People) -> None:
    case, client = opened(people, START), signed_in(people.mediator)
    day = limit_of(case).last_day + timedelta(days=5)
    sent: dict[str, Any] = {"cause": "illness", "review_on": day.isoformat()}
    sent["cause"] = client.get(f"/cases/{case.ref}/suspend/").context["form"].fields["cause"].choices[0][0]
    asked = client.post(f"/cases/{case.ref}/suspend/", sent)
    assert asked.status_code == 422 and text_of(asked).count('name="sure"') == 1
    assert client.post(f"/cases/{case.ref}/suspend/", sent | {"sure": "limit"}).status_code == 302
    proposal = case.approvals.get()
    head = signed_in(people.head)
    assert head.post(f"/cases/{case.ref}/approve/", {"approval": str(proposal.pk)}).status_code == 302
    assert case.events.get(act="mediation.suspend").facts["confirmed"] == ["limit"]
    step = next_step.for_case(renewed(case), timezone.localdate())
    assert step is not None and step.act == "mediation.extend"


def test_an_empty_field_is_named(people: People) -> None:
    case = opened(people, START)
    shown = text_of(signed_in(people.mediator).post(f"/cases/{case.ref}/schedule/", {}))
    assert "This field is required" not in shown and "这个字段是必填项" not in shown
