"""One form, one complaint: sent twice it is one case, with other words it is never lost."""

from typing import Any
from uuid import uuid4

import pytest

from cases.actions.register import NewParty, register
from cases.errors import Refused
from cases.models import Case
from tests.builders import CLAIMS, EMPLOYER, MONDAY, WORKER
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
