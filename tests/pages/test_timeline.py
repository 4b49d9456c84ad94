"""What happened on a case, and who has read it."""

from datetime import date, timedelta
from typing import Any

import pytest

from arbitration_link.actions import court
from cases import timeline
from cases.actions import assignment, notes
from cases.models import Case, ReadLog
from mediation.actions import sessions, talks
from mediation.actions.signing import sign
from mediation.queries import pending_agreement
from tests.arbitration_link.builders import at_court, award_items, prepared
from tests.builders import MONDAY, on
from tests.cases.stages import assigned
from tests.mediation.builders import applicant, frozen, held, opened, respondent
from tests.pages.browsing import signed_in, text_of
from tests.people import People, fresh


def words(case: Case, user: Any, act: str) -> list[str]:
    """What the timeline says about the latest event of an act, besides its name."""
    event = timeline.of_case(case, fresh(user)).filter(act=act).first()
    assert event is not None, act
    (told,) = timeline.told(case, [event], fresh(user))
    return [one.text for one in told.__dict__["about"]]


def test_each_event_says_what_it_was_about(people: People) -> None:
    case = frozen(people)
    agreement = pending_agreement(case)
    assert agreement is not None
    sign(
        case, party=respondent(case), on=on(8).date(), identity_seen=True, text_digest=agreement.digest,
        by=fresh(people.mediator), at=on(8),
    )  # fmt: skip
    assert words(case, people.head, "mediation.sign")[0] == "远航物流有限公司"
    planned = case.sessions.earliest("number").planned_at
    assert f"{planned.astimezone(MONDAY.tzinfo):%H:%M}" in " ".join(
        words(case, people.head, "mediation.schedule")
    )
    assert words(case, people.head, "cases.assign") == [people.mediator.name]
    party, *rest = words(case, people.head, "cases.contact")
    assert party in ("陈秀英", "远航物流有限公司") and "已联系上" in rest
    assert words(case, people.head, "cases.record_consent")[0] == "远航物流有限公司"


def test_a_referral_is_told_with_its_court(people: People) -> None:
    case, _made = prepared(people)
    assert people.court.name in words(case, people.head, "arbitration_link.prepare")


def test_an_award_is_told_with_its_own_days(people: People) -> None:
    case = at_court(people)
    court.court_awarded(
        case, finality="open", number="裁字456号", dated_on=date(2026, 4, 28), served_on=date(2026, 4, 30),
        items=award_items(case), by=fresh(people.mediator), at=on(53),
    )  # fmt: skip
    told = " ".join(words(case, people.head, "arbitration_link.court_awarded"))
    assert "2026年4月28日" in told and "2026年4月30日" in told
    assert "3月26日" not in told, "the day on which the court took the case"
    assert case.events.get(act="arbitration_link.court_awarded").facts["on"] == "2026-04-28"


def test_private_notes_and_confidences_are_told_to_their_readers_alone(people: People) -> None:
    case, mediator = opened(people), fresh(people.mediator)
    notes.note(case, text="只给自己看的话", audience="author", by=mediator, at=on(3))
    talks.note_caucus(case, text="底线是六千", party=applicant(case), by=mediator, at=on(3))
    page = f"/cases/{case.ref}/timeline/"
    mine, heads = text_of(signed_in(mediator).get(page)), text_of(signed_in(people.head).get(page))
    assert "只给自己看的话" in mine and "只给自己看的话" not in heads
    assert "底线是六千" not in mine  # what was said stands in the room alone
    assert mine.count('class="confidential"') == 1 and heads.count('class="confidential"') == 0
    statements = text_of(signed_in(people.head).get(f"{page}?statements=on&tab=privileged"))
    assert 'class="confidential"' not in statements


def test_filters_narrow_and_bad_ones_are_explained(people: People) -> None:
    case = held(people)[0]
    client = signed_in(people.mediator)

    def acts(query: str) -> set[str]:
        answer = client.get(f"/cases/{case.ref}/timeline/?{query}")
        assert answer.status_code == 200
        return {event.act for day in answer.context["days"] for event in day.events}

    everything = acts("")
    assert {"cases.register", "mediation.hold", "cases.contact"} <= everything
    assert acts("kind=sessions") == everything & {"mediation.schedule", "mediation.hold", "mediation.open"}
    assert acts("tab=sessions") == acts("kind=sessions")
    assert acts("statements=on") == {"cases.contact"}
    assert acts(f"person={people.clerk.pk}") == {"cases.register"}
    assert "cases.register" not in acts(f"since={on(2).date()}") and "mediation.hold" in acts(
        f"since={on(2).date()}"
    )
    assert acts(f"until={on(-30).date()}") == set()
    assert (
        acts("person=nobody&tab=x&kind=y&since=9999-12-31&before=x") == everything
    )  # each error stands at its field
    shown = text_of(client.get(f"/cases/{case.ref}/timeline/?since=2026-03-10&until=2026-03-01"))
    assert "起始日" in shown or "ends before it begins" in shown


def test_the_timeline_goes_on_by_key(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    case = opened(people)
    monkeypatch.setattr(timeline, "PAGE", 4)
    client, seen, before = signed_in(people.mediator), [], ""
    for _page in range(10):
        answer = client.get(f"/cases/{case.ref}/timeline/{before}")
        seen += [event.sequence for day in answer.context["days"] for event in day.events]
        if answer.context["older"] is None:
            break
        before = f"?before={answer.context['older']}"
    assert seen == list(range(case.last_sequence, 0, -1))


def test_a_session_planned_anew_keeps_its_first_date(people: People) -> None:
    case, mediator = opened(people), fresh(people.mediator)
    sessions.schedule(case, planned_at=on(4, hours=2), by=mediator, at=on(3))
    assert "12:00" in " ".join(words(case, people.mediator, "mediation.schedule"))


def test_looks_of_one_day_are_one_line(people: People) -> None:
    case = assigned(people)
    for hours in (0, 1, 2):
        ReadLog.objects.create(
            case=case, user=people.mediator, what="content", at=MONDAY + timedelta(hours=hours)
        )
    ReadLog.objects.create(case=case, user=people.mediator, what="contacts", reason="约时间", at=MONDAY)
    ReadLog.objects.create(case=case, user=people.head, what="history", at=MONDAY + timedelta(days=1))
    page = signed_in(people.head).get(f"/cases/{case.ref}/readers/")
    newest, older = page.context["looks"]
    assert (newest.user, newest.count) == (people.head, 1)
    assert (older.user, older.count, older.first, older.last) == (
        people.mediator,
        4,
        MONDAY,
        MONDAY + timedelta(hours=2),
    )
    assert "约时间" in text_of(page) and "10:00–12:00" in text_of(page)
    assert signed_in(people.auditor).get(f"/cases/{case.ref}/readers/").status_code == 200


def test_readers_go_on_day_by_day(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    case = assigned(people)
    for number in range(3):
        ReadLog.objects.create(case=case, user=people.mediator, what="content", at=on(number))
    monkeypatch.setattr("cases.readers.DAYS", 2)
    client = signed_in(people.head)
    first = client.get(f"/cases/{case.ref}/readers/")
    second = client.get(f"/cases/{case.ref}/readers/?before={first.context['older']}")
    days = [look.on for page in (first, second) for look in page.context["looks"]]
    assert days == [on(2).date(), on(1).date(), on(0).date()] and second.context["older"] is None
    assert client.get(f"/cases/{case.ref}/readers/?before=x").status_code == 200


def test_confidence_is_told_neither_by_numbers_nor_by_names(people: People) -> None:
    """Who looks from outside learns not even how many talks there were, nor who held them."""
    case = opened(people)
    both = {"mediator": people.mediator, "co_mediator": fresh(people.second_mediator)}
    assignment.reassign(case, **both, note="两人办理", by=fresh(people.head), at=on(4))
    for minute in range(3):
        at = on(5) + timedelta(minutes=minute)
        talks.note_caucus(case, text="底线", party=applicant(case), by=fresh(people.second_mediator), at=at)
    head = signed_in(people.head)
    page = text_of(head.get(f"/cases/{case.ref}/timeline/"))
    select = page[page.index('name="person"') :]
    assert people.second_mediator.name not in select[: select.index("</select>")]
    hidden = case.events.filter(is_privileged=True)
    seen = [str(one.pk) for one in timeline.of_case(case, fresh(people.head))]
    for cursor in ("5", *(str(number) for number in range(20)), *(str(one.pk) for one in hidden)):
        answer = head.get(f"/cases/{case.ref}/timeline/?before={cursor}")
        told = [str(one.pk) for day in answer.context["days"] for one in day.events]
        assert told == seen, cursor  # means nothing, changes nothing
    older = head.get(f"/cases/{case.ref}/timeline/?before={seen[1]}").context["days"]
    assert [str(one.pk) for day in older for one in day.events] == seen[2:]
