"""What the court answers moves the case: each answer, its clock, its paper, what the person is told."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from arbitration_link.actions import court, referral
from arbitration_link.models import CourtPaper
from cases.actions.ending import missing_for_closing
from cases.actors import Actor
from cases.errors import NotNow
from cases.models import Case, Deadline
from mediation.models import Agreement, Obligation
from tests.arbitration_link.builders import (
    assembled,
    at_court,
    award_items,
    defaulted,
    prepared,
    referred,
    refused,
    sent,
)
from tests.builders import on, renewed
from tests.people import People, fresh


def clocks(case: Case) -> dict[str, date | None]:
    return {row.kind: row.due_on for row in Deadline.objects.filter(case=case, met_on=None, ended_on=None)}


def notice(case: Case) -> Any:
    paper: Any = case.documents.filter(kind="court_outcome_notice").order_by("-frozen_at", "-id").first()
    return paper.context["en"]


def test_accepted(people: People) -> None:
    case = at_court(people)
    made = case.referrals.get()
    assert (case.state, case.court, made.state) == ("in_arbitration", people.court, "accepted")
    assert clocks(case) == {
        "right15": date(2026, 3, 24),
        "award": date(2026, 5, 11),
    }  # 45 days: Sunday 10 May
    met = case.deadlines.get(kind="court_accept")
    assert met.met_on == date(2026, 3, 26)
    last: Any = case.events.last()
    assert last.system == "court"
    assert notice(case)["remedies"][0]["by_on"] == "2026-05-11"


def test_refused_by_the_court(people: People) -> None:
    case = sent(people)
    court.court_refused(
        case,
        dated_on=date(2026, 3, 25),
        served_on=date(2026, 3, 27),
        words="不属于受案范围",
        by=fresh(people.mediator),
        at=on(18),
    )
    case = renewed(case)
    made = case.referrals.get()
    assert (case.state, case.court, case.outcome) == ("failed", None, "no_agreement")
    assert (made.state, made.words) == ("refused", "不属于受案范围")
    assert "court_accept" not in clocks(case)
    told = notice(case)
    assert told["words"] == "不属于受案范围" and "art. 29" in told["remedies"][0]["basis"]
    kept: Any = case.court_papers.get()
    assert kept.notice.kind == "court_outcome_notice"


def test_returned_for_papers_and_sent_again(people: People) -> None:
    case = sent(people)
    with refused("list_missing"):
        court.court_returned(
            case, missing=[], answered_on=date(2026, 3, 25), by=fresh(people.mediator), at=on(16)
        )
    court.court_returned(
        case,
        missing=["身份证复印件", "解除通知"],
        answered_on=date(2026, 3, 25),
        by=fresh(people.mediator),
        at=on(16),
    )
    case = renewed(case)
    assert (case.state, notice(case)["papers"]) == ("failed", ["身份证复印件", "解除通知"])
    case, again = prepared(people, case, at=on(17))
    assembled(case)
    assert again.number == 2
    referral.refer(case, by=fresh(people.mediator), at=on(17))
    assert renewed(case).state == "referred"


def test_silence_counts_when_the_five_working_days_are_over(people: People) -> None:
    case = sent(people)  # received on Monday 23 March: the last day is Monday 30 March
    with refused("not_over"):
        court.note_silence(case, by=fresh(people.mediator), at=on(21, hours=13))
    court.note_silence(case, by=fresh(people.mediator), at=on(22))
    case = renewed(case)
    assert (case.state, case.court, case.referrals.get().state) == ("failed", None, "concluded")
    assert "ARB" not in notice(case)["remedies"][0]["basis"] and "29" in notice(case)["remedies"][0]["basis"]


def test_settled_before_the_court(people: People) -> None:
    case = at_court(people)
    court.court_settled(
        case,
        number="调字1号",
        dated_on=date(2026, 4, 10),
        items=award_items(case, "8000.00"),
        by=fresh(people.mediator),
        at=on(32),
    )
    case = renewed(case)
    owed: Any = Obligation.objects.get(case=case)
    assert (case.state, case.court, case.outcome, case.ended_at) == ("performing", None, "", None)
    assert (owed.amount, owed.agreement_id, owed.court_paper.kind) == (8000, None, "court_outcome_notice")
    assert clocks(case) == {"right15": date(2026, 3, 24), "instalment": date(2026, 5, 29)}
    assert case.referrals.get().state == "concluded"


@pytest.mark.parametrize(
    ("finality", "articles", "rule"),
    [
        ("final", ["art. 48", "art. 49"], "suit.final_award"),
        ("open", ["art. 50"], "suit.other_award"),
        ("mixed", ["art. 48", "art. 49", "art. 50"], "suit.other_award"),
    ],
)
def test_awarded(people: People, finality: str, articles: list[str], rule: str) -> None:
    case = at_court(people)
    court.court_awarded(
        case, finality=finality, number="裁字456号", dated_on=date(2026, 4, 28), served_on=date(2026, 4, 30),
        items=award_items(case), text="支付工资15000元", by=fresh(people.mediator), at=on(53),
    )  # fmt: skip
    case = renewed(case)
    assert case.state == "performing"
    # ARB 48 and 50: fifteen natural days from the receipt on 30 April.
    assert clocks(case)["sue"] == date(2026, 5, 15)
    assert case.deadlines.get(kind="sue").rule == rule
    told = notice(case)
    assert told["sue_by"] == "2026-05-15"
    assert [article for article in articles if article in str(told["remedies"])] == articles
    # Both sides are told.
    assert case.documents.filter(kind="court_outcome_notice", frozen_at=on(53)).count() == 2
    assert case.court_papers.get(kind="award").finality == finality


def test_an_award_that_gives_nothing_is_a_dismissal(people: People) -> None:
    case = at_court(people)
    with refused("nothing_awarded"):
        court.court_awarded(
            case,
            finality="open",
            dated_on=date(2026, 4, 28),
            served_on=date(2026, 4, 30),
            items=[],
            by=Actor.COURT,
            at=on(53),
        )
    with refused("finality"):
        court.court_awarded(
            case, finality="", dated_on=date(2026, 4, 28), served_on=date(2026, 4, 30), items=award_items(case),
            by=Actor.COURT, at=on(53),
        )  # fmt: skip
    assert renewed(case).state == "in_arbitration" and not CourtPaper.objects.exists()
    court.court_dismissed(
        case, number="裁字457号", dated_on=date(2026, 4, 28), served_on=date(2026, 4, 30), sue_by=date(2026, 5, 15),
        by=Actor.COURT, at=on(53),
    )  # fmt: skip
    case = renewed(case)
    assert (case.state, case.outcome, case.court) == ("closed", "court_dismissed", None)
    assert case.ended_at and case.retain_until == date(2031, 5, 1)
    assert clocks(case) == {} and notice(case)["sue_by"] == "2026-05-15"


def test_withdrawn_before_the_court(people: People) -> None:
    for is_deemed in (False, True):
        case = at_court(people)
        court.court_withdrawn(
            case, dated_on=date(2026, 4, 8), is_deemed=is_deemed, by=fresh(people.mediator), at=on(30)
        )
        case = renewed(case)
        assert (case.state, case.outcome) == ("closed", "court_withdrawn")
        # BR 35: may apply again; BR 39: not when it only counts as withdrawn.
        assert bool(notice(case)["remedies"]) is not is_deemed


def test_the_award_takes_the_place_of_the_agreement(people: People) -> None:
    case, _made = prepared(people, defaulted(people), at=on(25))
    assembled(case)
    referral.refer_default(case, by=fresh(people.mediator), at=on(25))
    referral.send(
        case,
        how="usb",
        sent_on=date(2026, 4, 3),
        received_on=date(2026, 4, 3),
        by=fresh(people.head),
        at=on(25),
    )
    court.court_awarded(
        case, finality="final", dated_on=date(2026, 5, 8), served_on=date(2026, 5, 8), items=award_items(case),
        by=fresh(people.mediator), at=on(60),
    )  # fmt: skip
    case = renewed(case)
    assert Agreement.objects.get(case=case).state == "superseded"
    assert [owed.title for owed in Obligation.objects.filter(case=case).unperformed()] == [
        "仲裁裁决确定的工资"
    ]
    live = Deadline.objects.filter(case=case, kind="instalment", met_on=None, ended_on=None)
    assert [clock.due_on for clock in live] == [date(2026, 5, 29)]


def test_a_refused_default_is_an_unperformed_agreement(people: People) -> None:
    case, _made = prepared(people, defaulted(people), at=on(25))
    assembled(case)
    referral.refer_default(case, by=fresh(people.mediator), at=on(25))
    referral.send(case, how="usb", sent_on=date(2026, 4, 3), by=fresh(people.head), at=on(25))
    court.court_returned(
        case, missing=["委托书"], answered_on=date(2026, 4, 3), by=fresh(people.mediator), at=on(25)
    )
    case = renewed(case)
    assert (case.state, case.outcome) == ("failed", "unperformed")
    assert not missing_for_closing(case)  # what is owed does not keep the file open for ever
    _case, again = prepared(people, case, at=on(29))
    assert again.is_default  # still about the agreement


def test_nothing_comes_back_for_what_was_not_sent(people: People) -> None:
    case = referred(people)
    given: dict[str, Any] = {"by": fresh(people.mediator), "at": on(15)}
    with refused("not_sent"):
        court.court_accepted(case, court_number="1", accepted_on=date(2026, 3, 24), **given)
    with refused("not_sent"):
        court.court_dismissed(case, dated_on=date(2026, 3, 24), **given)
    with refused("not_sent"):
        court.note_silence(case, **given)


def test_who_may_record_and_when(people: People) -> None:
    case = sent(people)
    for stranger in (people.head, people.mediator2, people.clerk, people.supervisor):
        with pytest.raises(PermissionDenied):
            court.court_accepted(
                case, court_number="1", accepted_on=date(2026, 3, 24), by=fresh(stranger), at=on(15)
            )
    with refused("number_missing"):
        court.court_accepted(case, court_number=" ", accepted_on=date(2026, 3, 24), by=Actor.COURT, at=on(15))
    with refused("day_order"):
        court.court_accepted(case, court_number="1", accepted_on=date(2026, 3, 20), by=Actor.COURT, at=on(15))
    with refused("day_in_future"):
        court.court_accepted(case, court_number="1", accepted_on=date(2026, 3, 25), by=Actor.COURT, at=on(15))
    case = at_court(people)
    with pytest.raises(NotNow):
        court.court_refused(case, dated_on=date(2026, 3, 27), words="迟", by=Actor.COURT, at=on(20))
