"""The start page."""

from datetime import date, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from arbitration_link.actions import court
from cases import next_step
from cases import today as work
from cases.actions import notes, screening, transfer
from cases.actors import Actor
from cases.history import explained
from cases.models import Approval, Case, Draft, LimitationEvent
from mediation.actions import sessions
from tests.arbitration_link.builders import sent
from tests.builders import on, registered, renewed
from tests.cases.stages import assigned
from tests.mediation.builders import opened, suspended
from tests.pages.browsing import NOW, signed_in, text_of
from tests.people import People, fresh


def shown(user: Any, query: str = "") -> Any:
    return signed_in(user).get(f"/today/{query}").context


def cases_of(lines: list[Any]) -> list[Case]:
    return [line.case for line in lines]


def without_tasks(case: Case) -> Case:
    """What the intake left to be asked for is done."""
    case.tasks.update(done_at=on(0))
    return case


def test_today_shows_what_waits_for_whom(people: People) -> None:
    late = registered(people)
    case = assigned(people, NOW - timedelta(days=13))
    with explained("fixture"):
        Approval.objects.create(
            case=case, act="cases.close", arguments={}, proposed_by=people.mediator,
            proposed_in=people.mediator.postings.get(), proposed_at=NOW,
        )  # fmt: skip
    page = shown(people.head)
    assert cases_of(page["pressing"]) == [late, case]
    first, second = page["pressing"]
    assert first.matter.clock.kind == "accept" and first.button.url.endswith("/ask_consent/")
    assert second.kinds >= {"approval", "clock"}
    assert [tile.count for tile in page["tiles"]] == [1, 0, 1, 0, 0, 1, 0], "nobody's gaps wait for the head"
    assert all(one.url for one in first.more if one.kind == "gap"), "each gap leads to its form"
    mine = shown(people.mediator)
    assert set(cases_of(mine["pressing"])) == {case, late}
    new = next(line for line in mine["pressing"] if line.case == late)
    assert new.matter.clock.kind == "accept" and "fresh" in new.kinds, (
        "its day is told to whoever may take it"
    )
    assert new.button.url.endswith("/ask_consent/"), "what is missing does not lead the case"


def test_each_case_stands_once_under_its_worst_clock_with_its_next_act(people: People) -> None:
    with time_machine.travel(on(14), tick=False):  # the mediation clock ends in two days
        case = opened(people)
        notes.add_task(case, text="打电话", due_on=on(14).date(), by=fresh(people.mediator), at=on(14))
        sessions.schedule(case, planned_at=on(14, hours=3), by=fresh(people.mediator), at=on(14))
        (line,) = shown(people.mediator)["pressing"]
        assert line.matter.kind == "session" and line.button is None, "before its hour it is only told"
        step = next_step.for_case(renewed(case), on(14).date())
        assert step is not None and step.act != "mediation.hold"
    with time_machine.travel(on(14, hours=3), tick=False):
        (line,) = shown(people.mediator)["pressing"]
    assert line.case == case and line.matter.kind == "session" and line.button.url.endswith("/hold/")
    assert {"task", "clock"} <= line.kinds
    with time_machine.travel(on(60), tick=False):
        (line,) = shown(people.mediator)["pressing"]
    assert line.matter.kind == "clock" and line.matter.clock.kind == "mediate"


def test_worst_consequence_first(people: People) -> None:
    promised, limited, overdue = (without_tasks(assigned(people)) for _number in range(3))
    with explained("fixture"):
        for case in (promised, limited):
            case.deadlines.update(met_on=on(1).date())
        for case in (promised, overdue):
            case.claims.update(standing="dropped")
    notes.add_task(promised, text="回电", due_on=on(3).date(), by=fresh(people.mediator), at=on(3))
    with time_machine.travel(on(345), tick=False):  # the application interrupted the limitation on day 0
        found = [(line.case, line.matter.kind) for line in shown(people.mediator)["pressing"]]
    assert found == [(limited, "limitation"), (overdue, "clock"), (promised, "task")]


def test_a_safe_day_that_has_passed_asks_for_today(people: People) -> None:
    case = registered(people)
    claim = case.claims.earliest("line")
    with explained("fixture"):
        claim.limitation_events.all().delete()
        claim.kind, claim.starts_on = "annual_leave", date(2025, 3, 3)
        claim.save()
        LimitationEvent.objects.create(claim=claim, kind="termination", on=date(2025, 6, 1))
    (matter,) = work.limitations([case], date(2026, 7, 3))
    assert matter.on == date(2026, 7, 3), "until 31 December 2027, but perhaps only until 1 June 2026"
    assert [one.on for one in work.limitations([case], date(2026, 5, 4))] == [date(2026, 6, 1)]
    assert not work.limitations([case], date(2026, 4, 1))


def test_every_figure_counts_the_rows_it_leads_to(people: People) -> None:
    registered(people)
    case = assigned(people)
    screened = registered(people)
    screening.take_for_screening(screened, by=fresh(people.mediator), at=on(0, hours=1))
    Draft.objects.create(
        owner=people.mediator, organisation=people.rongjing, kind="intake", created_at=NOW, saved_at=NOW,
        data={"applicants-0-name": ["陈秀英"]}, call_back_at=NOW,
    )  # fmt: skip
    sessions.schedule(renewed(case), planned_at=on(16, hours=1), by=fresh(people.mediator), at=on(15))
    for moment in (on(3), on(16), on(40)):
        with time_machine.travel(moment, tick=False):
            for who in (people.mediator, people.head, people.supervisor, people.clerk):
                client = signed_in(who)
                for tile in client.get("/today/").context["tiles"]:
                    page = client.get(tile.url).context
                    rows = page["rows"] if tile.url.startswith("/cases/") else page["pressing"]
                    assert len(rows) == tile.count, (who, tile)


def test_what_others_owe_stands_apart_with_its_age(people: People) -> None:
    case = without_tasks(registered(people, NOW - timedelta(days=1)))
    screening.ask_consent(case, answer_by=timezone.localdate() + timedelta(days=9), by=people.head, at=NOW)
    other = registered(people)
    transfer.propose_transfer(
        other, receiver=people.yizhuang, reason="工作地在那边", by=people.head, at=on(1)
    )
    assert any("transfer" in line.kinds for line in shown(people.head2)["pressing"])
    with time_machine.travel(NOW, tick=False):
        with explained("fixture"):
            case.deadlines.update(due_on=timezone.localdate() + timedelta(days=20))
        Case.objects.filter(pk=case.pk).update(next_due_on=timezone.localdate() + timedelta(days=20))
        page = shown(people.head)
    (waits,) = page["others"]
    assert waits.case == case and waits.days == 0 and case not in cases_of(page["pressing"])


def test_an_answer_of_the_court_waits_until_it_was_looked_at(people: People) -> None:
    case = sent(people)
    with time_machine.travel(on(20), tick=False):
        court.court_accepted(
            case,
            court_number="京开劳人仲字〔2026〕第9号",
            accepted_on=on(20).date(),
            by=Actor.COURT,
            at=on(20),
        )
        client = signed_in(people.mediator)
        line = next(one for one in client.get("/today/").context["pressing"] if "answer" in one.kinds)
        assert line.case == case
    with time_machine.travel(on(20, hours=1), tick=False):
        client = signed_in(people.mediator)
        assert client.get(f"/cases/{case.ref}/").status_code == 200
        assert not [one for one in client.get("/today/").context["pressing"] if "answer" in one.kinds]


def test_nothing_to_do_says_that_nothing_is_broken(people: People) -> None:
    page = text_of(signed_in(people.mediator2).get("/today/"))
    assert 'class="empty"' in page and "/cases/" in page
    case = without_tasks(assigned(people))
    with time_machine.travel(on(3), tick=False):
        answer = signed_in(people.mediator).get("/today/")
    assert answer.context["pressing"] == [] and answer.context["nearest"] == case
    assert case.number in text_of(answer)


def test_done_today_and_whose_day(people: People) -> None:
    case = assigned(people, timezone.localtime().replace(hour=0, minute=1) - timedelta(days=3))
    notes.note(case, text="已谈", audience="team", by=fresh(people.head), at=timezone.now())
    page = shown(people.head)
    assert page["done"][0].act == "cases.note"
    assert page["can_switch"] and not page["here"].is_mine
    assert shown(people.head, "?whose=mine")["here"].is_mine
    assert not shown(people.supervisor, "?whose=mine")["here"].is_mine


def test_promises_look_otherwise_than_legal_limits_and_stand_by_their_hour(people: People) -> None:
    promised = without_tasks(assigned(people))
    notes.add_task(promised, text="回访", due_on=on(3).date(), by=fresh(people.mediator), at=on(3))
    for hours in (2, -1):
        Draft.objects.create(
            owner=people.mediator, organisation=people.rongjing, kind="intake", created_at=on(4), saved_at=on(4),
            data={"applicants-0-name": ["陈秀英"]}, call_back_at=on(4, hours=hours),
        )  # fmt: skip
    with time_machine.travel(on(4), tick=False):
        answer = signed_in(people.mediator).get("/today/")
        told = [(line.matter.kind, line.matter.hour) for line in answer.context["pressing"]]
        late, missed, _later = (line.matter.chip for line in answer.context["pressing"])
    assert told == [("task", ""), ("draft", "09:00"), ("draft", "12:00")]
    assert "1" in late and "09:00" in missed
    assert text_of(answer).count('class="chip promise"') == 3
    assert 'class="chip overdue"' not in text_of(answer)


def test_tasks_wait_for_whoever_has_the_case(people: People) -> None:
    case = without_tasks(assigned(people))
    notes.add_task(case, text="回电", due_on=on(3).date(), by=fresh(people.mediator), at=on(3))
    with time_machine.travel(on(4), tick=False):
        assert "task" not in {kind for line in shown(people.head)["pressing"] for kind in line.kinds}
        assert [line.matter.kind for line in shown(people.mediator)["pressing"]] == ["task"]


def test_what_another_approved_is_not_told_as_done_by_the_proposer(people: People) -> None:
    case = opened(people)
    with time_machine.travel(on(4), tick=False):
        suspended(people, start_case=case)
        mine, heads = (shown(who)["done"] for who in (people.mediator, people.head))
    done = {event.act for event in mine}
    assert "cases.propose" in done and "mediation.suspend" not in done
    assert "cases.approve" in {event.act for event in heads}


def test_a_cut_source_says_so_and_leads_to_the_whole(people: People, monkeypatch: Any) -> None:
    for _number in range(3):
        registered(people)
    monkeypatch.setattr(work, "MOST", 2)
    with time_machine.travel(on(40), tick=False):
        answer = signed_in(people.supervisor).get("/today/")
        assert answer.context["tiles"][0].count == 3 and not answer.context["tiles"][0].is_more
        assert answer.context["is_cut"] and "2+" in text_of(answer)
        assert len(signed_in(people.supervisor).get(answer.context["all_of"]).context["rows"]) == 3
