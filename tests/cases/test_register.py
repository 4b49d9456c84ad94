"""One form, one complaint: sent twice it is one case, with other words it is never lost."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from cases.actions import claims, parties
from cases.actions.ending import missing_for_closing
from cases.actions.register import NewParty, register
from cases.errors import Refused
from cases.models import Case, Cause
from tests.builders import CLAIMS, EMPLOYER, MONDAY, WORKER, on, registered
from tests.people import People


def test_the_same_form_twice_is_one_case(people: People) -> None:
    token = uuid4()
    for _time in range(2):
        made = register(
            people.rongjing, channel="phone", facts="拖欠工资", parties=(WORKER, EMPLOYER), claims=CLAIMS,
            received_at=MONDAY, token=token, by=people.clerk, at=MONDAY,
        )  # fmt: skip
    assert Case.objects.get() == made.case
    assert made.tracking_code == ""


def test_another_complaint_under_a_used_token_is_not_lost(people: People) -> None:
    token = uuid4()
    for worker in (WORKER, NewParty("applicant", "worker", "李二")):
        arguments: dict[str, Any] = {
            "channel": "phone", "facts": "拖欠工资", "parties": (worker, EMPLOYER), "received_at": MONDAY,
            "token": token, "by": people.clerk, "at": MONDAY,
        }  # fmt: skip
        if worker is WORKER:
            register(people.rongjing, **arguments)
            continue
        with pytest.raises(Refused) as refusal:
            register(people.rongjing, **arguments)
        assert refusal.value.code == "form_used"


def test_what_is_missing_is_a_task_until_it_is_entered(people: People) -> None:
    bare = (NewParty("applicant", "worker", "陈秀英"), NewParty("respondent", "employer"))
    case = registered(people, parties=bare, claims=())
    wanted = {"reach_applicant", "name_respondent", "cause", "claims", "service_address"}
    assert waiting(case) == wanted
    worker, employer = case.parties.get(role="applicant"), case.parties.get(role="respondent")
    by: dict[str, Any] = {"by": people.clerk, "at": on(1)}
    parties.edit_party(case, party=employer, columns={"name": "远航物流有限公司"}, **by)
    assert waiting(case) == wanted - {"name_respondent"}
    parties.edit_party(case, party=worker, columns={"address": "荣华中路1号"}, **by)
    assert waiting(case) == {"cause", "claims"}
    claim = claims.add_claim(case, party=worker, kind="wages", text="工资", **by)
    assert waiting(case) == {"cause", "claims"}
    claims.edit_claim(case, claim=claim, columns={"amount": Decimal(9000)}, **by)
    claims.edit(case, columns={"cause": Cause.objects.first()}, **by)
    assert waiting(case) == set()


def test_a_day_of_knowledge_entered_later_answers_its_task(people: People) -> None:
    case = registered(people)
    assert "limitation_dates" in waiting(case)
    undated = case.claims.get(kind="overtime")
    claims.record_limitation(case, claim=undated, kind="start", on=MONDAY.date(), by=people.clerk, at=on(1))
    assert "limitation_dates" not in waiting(case)


def test_what_would_be_good_to_know_holds_no_case_open(people: People) -> None:
    case = registered(people)
    assert waiting(case) and missing_for_closing(case) == []


def waiting(case: Case) -> set[str]:
    return set(case.tasks.filter(done_at=None).values_list("kind", flat=True))
