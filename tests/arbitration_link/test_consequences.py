"""What lower acts mean for a referral, what keeps a case open, and what is proposed as the next step."""

from datetime import date
from typing import Any

import pytest

from arbitration_link.actions import court, referral
from cases import files, next_step, verification
from cases.actions.ending import missing_for_closing, withdraw
from cases.actions.joining import merge, unmerge
from cases.history import explained
from cases.models import Case
from mediation.actions import opening
from mediation.models import Agreement
from tests.arbitration_link.builders import (
    assembled,
    at_court,
    defaulted,
    prepared,
    referred,
    refused,
    sent,
)
from tests.builders import on, registered, renewed
from tests.mediation.builders import failed, performing
from tests.people import People, fresh


def step(case: Case, day: date) -> tuple[str, str]:
    found = next_step.for_case(renewed(case), day)
    assert found is not None
    return found.act, str(found.reason)


def test_a_merge_parks_what_was_not_sent(people: People) -> None:
    case = referred(people)
    target = registered(people)
    merge(case, target=target, by=fresh(people.head), at=on(12))
    assert case.referrals.get().state == "withdrawn"
    unmerge(renewed(case), by=fresh(people.head), at=on(13))
    assert renewed(case).state == "referred"
    assert step(case, date(2026, 3, 23))[0] == "arbitration_link.withdraw_referral"
    referral.withdraw_referral(renewed(case), note="合并后重新准备", by=fresh(people.mediator), at=on(14))
    assert renewed(case).state == "failed"


def test_what_is_with_the_court_is_not_merged(people: People) -> None:
    case = sent(people)
    with refused("with_the_court"):
        merge(case, target=registered(people), by=fresh(people.head), at=on(15))
    assert renewed(case).state == "referred"


def test_withdrawal_lays_the_package_aside(people: People) -> None:
    case, made = prepared(people)
    assert any("referral" in sentence for sentence in missing_for_closing(case))
    withdraw(case, manner="written", reason="已私下解决", by=fresh(people.mediator), at=on(12))
    made.refresh_from_db()
    assert made.state == "withdrawn" and not missing_for_closing(renewed(case))


def test_new_talks_after_a_referred_default(people: People) -> None:
    case, _made = prepared(people, defaulted(people), at=on(25))
    assembled(case)
    referral.refer_default(case, by=fresh(people.mediator), at=on(25))
    referral.withdraw_referral(case, note="双方愿意再谈", by=fresh(people.mediator), at=on(26))
    days: Any = {"applicant_on": on(26).date(), "respondent_on": on(26).date()}
    opening.try_again(renewed(case), **days, how="电话", by=fresh(people.mediator), at=on(26))
    assert renewed(case).state == "mediating"
    assert Agreement.objects.get(case=case).state == "superseded"


def test_next_steps_of_a_failed_case(people: People) -> None:
    case = failed(people)
    assert step(case, date(2026, 3, 19))[0] == "arbitration_link.prepare"
    prepared(people, case)
    assert step(case, date(2026, 3, 20))[0] == "arbitration_link.refer"
    referral.refer(case, by=fresh(people.mediator), at=on(11))
    act, reason = step(case, date(2026, 3, 20))
    assert act == "arbitration_link.send" and "being made" in reason
    assembled(case)
    assert "is made" in step(case, date(2026, 3, 20))[1]


def test_next_steps_with_the_court(people: People) -> None:
    case = sent(people, received=False)
    assert step(case, date(2026, 3, 24))[0] == "arbitration_link.note_receipt"
    referral.note_receipt(case, received_on=date(2026, 3, 24), by=fresh(people.mediator), at=on(15))
    assert step(case, date(2026, 3, 31))[0] == "arbitration_link.court_accepted"
    assert step(case, date(2026, 4, 1))[0] == "arbitration_link.note_silence"
    court.note_silence(case, by=fresh(people.mediator), at=on(23))
    assert step(case, date(2026, 4, 1))[0] == "cases.close"


def test_next_step_in_arbitration(people: People) -> None:
    case = at_court(people)
    assert "is due by Mon 11 May 2026" in step(case, date(2026, 5, 11))[1]
    assert "was due by Mon 11 May 2026" in step(case, date(2026, 5, 12))[1]


@pytest.mark.parametrize(
    ("day", "act"),
    [
        (date(2026, 3, 19), "arbitration_link.apply_review"),
        (date(2026, 4, 1), "mediation.perform"),  # an instalment is overdue since 31 March
    ],
)
def test_review_is_offered_first(people: People, day: date, act: str) -> None:
    assert step(performing(people), day)[0] == act


def test_verify_sees_who_reaches_what(people: People) -> None:
    case = sent(people)
    assert not [
        breach for breach in verification.check_case(case, quick=False) if breach.check in ("M9", "C11")
    ]
    files.path_of(case.referrals.get().stored_as).write_bytes(b"rotten")
    with explained("fixture"):
        case.court = None
        case.save()
    assert {breach.check for breach in verification.check_case(case) if breach.check in ("M9", "C11")} == {
        "M9",
        "C11",
    }


def test_a_default_leads_to_a_package(people: People) -> None:
    case = defaulted(people)
    assert step(case, date(2026, 4, 2))[0] == "arbitration_link.prepare"
    prepared(people, case, at=on(25))
    assert step(case, date(2026, 4, 3))[0] == "arbitration_link.refer_default"
