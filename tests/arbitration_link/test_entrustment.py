"""The court entrusts a dispute: received, accepted or declined, mediated by its own clock, answered."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from arbitration_link.actions import entrustment as acts
from arbitration_link.actions import referral
from arbitration_link.models import Entrustment
from cases.actions import screening
from cases.actions.assignment import assign
from cases.actions.ending import missing_for_closing
from cases.actions.register import NewClaim
from cases.errors import UnexplainedChange
from cases.history import explained
from cases.models import Case, Deadline, Party
from mediation.actions import ending
from mediation.models import CaucusNote
from tests.arbitration_link.builders import refused
from tests.builders import EMPLOYER, MONDAY, WORKER, on, renewed
from tests.mediation.builders import applicant
from tests.people import People, fresh


def received(people: People, **more: Any) -> Entrustment:
    """Entered at station 1 by its clerk on Monday 9 March."""
    wanted: dict[str, Any] = {
        "court": people.court, "court_number": "第388号", "source": "tribunal_delegated", "received_on": MONDAY.date(),
        "parties": (WORKER, EMPLOYER), "claims": (NewClaim("wages", "拖欠工资", Decimal("9000.00")),),
        "facts": "双方对拖欠的工资有争议。",
    }  # fmt: skip
    return acts.receive_entrustment(people.rongjing, **(wanted | more), by=fresh(people.clerk), at=MONDAY)


def taken_on(people: People, **more: Any) -> Case:
    return renewed(
        acts.accept_entrustment(received(people, **more), by=fresh(people.head), at=on(0, hours=2))
    )


def accepted(people: People, **more: Any) -> Case:
    """Both sides agreed on Wednesday 11 March, and the case was accepted on Thursday."""
    case = taken_on(people, **more)
    screening.ask_consent(case, answer_by=date(2026, 3, 12), by=people.head, at=on(1))
    for party in case.parties.all():
        screening.record_consent(
            case, party=party, answer="agreed", on=date(2026, 3, 11), how="电话", by=people.head, at=on(2)
        )
    screening.accept(case, by=people.head, at=on(3))
    assign(case, mediator=people.mediator, by=people.head, at=on(3))
    return renewed(case)


def failed(people: People) -> Case:
    case = accepted(people)
    ending.fail(case, reason="no_agreement", undisputed="declined", by=fresh(people.mediator), at=on(9))
    return renewed(case)


def test_received_is_no_case_yet(people: People) -> None:
    made = received(people)
    assert (made.state, made.case, Case.objects.count()) == ("received", None, 0)
    assert made.history.first().history_change_reason == "arbitration_link.receive_entrustment"
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts, parties FROM arbitration_link_entrustment")
        assert not any(word in str(cursor.fetchone()) for word in ("工资", "陈秀英", "13800006021"))


def test_the_case_begins_with_nobodys_consent(people: People) -> None:
    case = taken_on(people)
    made = Entrustment.objects.get()
    assert (made.state, made.case) == ("accepted", case)
    assert (case.state, case.source, case.channel, case.court) == (
        "registered", "tribunal_delegated", "court", people.court,
    )  # fmt: skip
    # Who applied to the court has not agreed to mediate: both are asked.
    assert {party.consent for party in case.parties.all()} == {Party.Consent.UNASKED}
    assert [claim.text for claim in case.claims.all()] == ["拖欠工资"]
    assert {clock.kind: clock.due_on for clock in case.deadlines.all()} == {
        "accept": date(2026, 3, 12), "contact": date(2026, 3, 12),
    }  # fmt: skip
    assert case.events.get().act == "arbitration_link.accept_entrustment"
    with refused("answered_before"):
        acts.accept_entrustment(made, by=fresh(people.head), at=on(1))


def test_ten_working_days_from_the_consent_of_both(people: People) -> None:
    case = accepted(people)
    clocks = {
        clock.kind: clock.due_on for clock in Deadline.objects.filter(case=case, met_on=None, ended_on=None)
    }
    # Consent on Wednesday 11 March; the court named no day, so the answer is due with the limit.
    assert clocks == {"mediate": date(2026, 3, 25), "reply": date(2026, 3, 25)}


def test_the_courts_own_day_for_the_answer(people: People) -> None:
    case = accepted(people, reply_due=date(2026, 3, 20))
    assert Deadline.objects.get(case=case, kind="reply").due_on == date(2026, 3, 20)


def test_declined_with_a_reason(people: People) -> None:
    made = received(people)
    with refused("reason_missing"):
        acts.decline_entrustment(made, note="", by=fresh(people.head), at=on(1))
    acts.decline_entrustment(made, note="当事人与本站有利害关系", by=fresh(people.head), at=on(1))
    made.refresh_from_db()
    assert (made.state, made.words, Case.objects.count()) == ("declined", "当事人与本站有利害关系", 0)
    # The court may send the same number again.
    assert received(people).state == "received"


def test_an_entrusted_case_is_answered_not_referred(people: People) -> None:
    case = failed(people)
    with refused("entrusted"):
        referral.prepare(
            case, court=people.court, jurisdiction="performance", facts="事实", consent_party=applicant(case),
            consent="书面", consent_on=on(9).date(), by=fresh(people.mediator), at=on(9),
        )  # fmt: skip
    assert any("answer" in sentence for sentence in missing_for_closing(case))
    with refused("result_unfit"):
        acts.reply(case, result="settled", replied_on=on(9).date(), by=fresh(people.head), at=on(9))
    made: Any = acts.reply(case, result="failed", replied_on=on(9).date(), by=fresh(people.head), at=on(9))
    case = renewed(case)
    assert (made.state, made.result, case.court) == ("replied", "failed", None)
    assert Deadline.objects.get(case=case, kind="reply").met_on == on(9).date()
    assert made.reply.context["zh-Hans"]["body_number"] == "第388号"
    assert not missing_for_closing(case)
    with refused("not_entrusted"):
        acts.reply(case, result="failed", replied_on=on(9).date(), by=fresh(people.head), at=on(9))


def test_the_answer_tells_the_result_only(people: People) -> None:
    case = failed(people)
    with explained("fixture"):
        CaucusNote.objects.create(
            case=case, author=people.mediator, text="工人愿意只要五千", written_at=on(4)
        )
    with refused("wall"):
        acts.reply(
            case,
            result="failed",
            replied_on=on(9).date(),
            words="工人愿意只要五千，公司不同意。",
            by=fresh(people.head),
            at=on(9),
        )
    assert Entrustment.objects.get().state == "accepted"


def test_returned_when_a_side_refuses(people: People) -> None:
    case = taken_on(people)
    screening.ask_consent(case, answer_by=date(2026, 3, 12), by=people.head, at=on(1))
    for party in case.parties.all():
        screening.record_consent(
            case, party=party, answer="refused", on=on(2).date(), how="电话", by=people.head, at=on(2)
        )
    screening.decline(
        case, reason="refused", explanation="双方不同意调解", next_way="继续仲裁", by=people.head, at=on(2)
    )
    case = renewed(case)
    assert acts.possible_results(case) == ["returned"]
    acts.reply(case, result="returned", replied_on=on(2).date(), by=fresh(people.head), at=on(2))
    made = Entrustment.objects.get()
    with refused("day_order"):
        acts.acknowledge_entrustment(made, on=on(1).date(), by=fresh(people.clerk), at=on(3))
    acts.acknowledge_entrustment(made, on=on(3).date(), by=fresh(people.clerk), at=on(3))
    made.refresh_from_db()
    assert (made.state, made.acknowledged_on) == ("acknowledged", on(3).date())
    with refused("not_replied"):
        acts.acknowledge_entrustment(made, on=on(3).date(), by=fresh(people.clerk), at=on(3))


def test_refusals(people: People) -> None:
    for wrong, code in (
        ({"court": people.yizhuang}, "not_a_court"),
        ({"received_on": MONDAY.date() + timedelta(days=1)}, "day_in_future"),
        ({"reply_due": MONDAY.date() - timedelta(days=1)}, "day_order"),
        ({"parties": (WORKER,)}, "side_missing"),
    ):
        with refused(code):
            received(people, **wrong)
    received(people)
    with refused("received_before"):
        received(people)


def test_another_organisation_is_not_told_of_a_number(people: People) -> None:
    received(people)
    made = acts.receive_entrustment(
        people.yizhuang, court=people.court, court_number="第388号", source="tribunal_delegated",
        received_on=MONDAY.date(), parties=(WORKER, EMPLOYER), facts="同号", by=fresh(people.head2), at=MONDAY,
    )  # fmt: skip
    assert (made.state, Entrustment.objects.filter(court_number="第388号").count()) == ("received", 2)


def test_rights_are_asked_of_the_organisation(people: People) -> None:
    made = received(people)
    for stranger in (people.head2, people.clerk, people.mediator, people.chair):
        with pytest.raises(PermissionDenied):
            acts.accept_entrustment(made, by=fresh(stranger), at=on(1))
    with pytest.raises(PermissionDenied):
        acts.receive_entrustment(
            people.yizhuang, court=people.court, court_number="9", source="tribunal_delegated", received_on=MONDAY.date(),
            parties=(WORKER, EMPLOYER), facts="x", by=fresh(people.clerk), at=MONDAY,
        )  # fmt: skip
    with pytest.raises(UnexplainedChange):
        made.save()
