"""What is owed is performed, in default, or waived; the case closes with two people."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases import missing
from cases.history import explained
from cases.models import Claim, LimitationEvent
from mediation.actions import agreeing, performance
from mediation.models import Agreement, Obligation
from mediation.terms import Line
from tests.builders import on, renewed
from tests.mediation.builders import FIRST_DUE, applicant, approved, held, opened, performing, refusal
from tests.people import People, fresh


def owed(case) -> list[Obligation]:
    return list(Obligation.objects.filter(case=case))


def test_each_instalment_is_performed_with_its_proof(people: People) -> None:
    case = performing(people)
    first, second = owed(case)
    call: dict[Any, Any] = {"by": fresh(people.mediator), "at": on(21), "obligation": first}
    assert refusal(performance.perform, case, **call, on=on(22).date(), proof="x") == "performed_future"
    assert refusal(performance.perform, case, **call, on=on(21).date(), proof=" ") == "proof_missing"
    performance.perform(case, **call, on=on(21).date(), proof="银行转账凭证")
    first.refresh_from_db()
    assert (first.state, first.performed_on) == ("performed", on(21).date())
    assert case.deadlines.get(subject=first.pk).met_on == on(21).date()
    assert renewed(case).next_due_on == date(
        2026, 4, 30
    )  # the second instalment; a review is a right, not a duty
    assert refusal(performance.perform, case, **call, on=on(21).date(), proof="x") == "settled_before"
    assert second.is_open


def test_default_interrupts_limitation_and_names_the_remedies(people: People) -> None:
    case = performing(people)
    first, _second = owed(case)
    call: dict[Any, Any] = {"obligation": first, "by": fresh(people.mediator), "at": on(24)}
    assert refusal(performance.default, case, **call, on=FIRST_DUE) == "default_when"
    ways = performance.default(case, **call, on=date(2026, 4, 1))
    assert ways == ["payment_order", "direct_suit", "arbitration"]  # pay only: wages and overtime
    events = LimitationEvent.objects.filter(claim__case=case, act="mediation.default")
    assert {(event.on, event.article) for event in events} == {(date(2026, 4, 1), "MR 31(8)")}
    assert len(events) == 2
    assert case.events.latest("sequence").facts["remedies"] == ways
    assert refusal(performance.default, case, **call, on=date(2026, 4, 2)) == "default_before"
    performance.perform(
        case, obligation=first, on=on(24).date(), proof="迟付", by=fresh(people.mediator), at=on(24)
    )
    assert renewed(case).state == "performing"


@pytest.mark.parametrize(
    ("kind", "ways"),
    [
        ("severance", ["payment_order", "arbitration"]),
        ("double_wage", ["arbitration"]),
    ],
)
def test_only_four_kinds_of_money_open_a_payment_order(people: People, kind: str, ways: list[str]) -> None:
    case = performing(people)
    with explained("fixture"):
        for one in owed(case):
            one.money_kinds = [kind]
            one.save()
        for claim in case.claims.all():
            claim.kind = kind
            claim.save()
    call: dict[Any, Any] = {
        "obligation": owed(case)[0],
        "on": on(23).date(),
        "by": fresh(people.mediator),
        "at": on(24),
    }
    assert performance.default(case, **call) == ways


def test_a_confirmed_agreement_is_enforced(people: People) -> None:
    case = performing(people)
    with explained("fixture"):
        agreement = Agreement.objects.get(case=case)
        agreement.confirmation, agreement.confirmed_on = "review", on(20).date()
        agreement.save()
    call: dict[Any, Any] = {
        "obligation": owed(case)[0],
        "on": on(23).date(),
        "by": fresh(people.mediator),
        "at": on(24),
    }
    assert performance.default(case, **call) == ["enforcement"]


def test_the_case_closes_when_all_is_performed_or_waived(people: People) -> None:
    case = performing(people)
    first, second = owed(case)
    mediator = fresh(people.mediator)
    performance.perform(case, obligation=first, on=on(21).date(), proof="转账", by=mediator, at=on(21))
    waive: dict[Any, Any] = {"obligation": second, "on": on(21).date(), "by": mediator, "at": on(21)}
    assert refusal(performance.confirm_performance, case, by=mediator, at=on(21)) == "approval_missing"
    assert refusal(performance.waive, case, **waive, in_writing=False) == "not_in_writing"
    performance.waive(case, **waive, in_writing=True)
    approved(renewed(case), "mediation.confirm_performance", {"note": "已全部履行"}, people, on(22))
    case = renewed(case)
    assert (case.state, case.outcome, case.ended_at) == ("closed", "performed", on(22))
    assert case.retain_until == date(2036, 3, 31)
    assert not case.deadlines.filter(met_on=None, ended_on=None).exists()
    task = case.tasks.get(kind="return_visit")
    assert task.due_on == date(2026, 4, 30)
    # In the reader's language, not in that of whoever closed the case.
    assert task.text == "" and missing.task_words(task) == str(missing.TASKS["return_visit"])
    performance.return_visit(
        case, on=on(40).date(), satisfaction="content", remark="满意", by=mediator, at=on(40)
    )
    task.refresh_from_db()
    assert task.done_at == on(40)


def test_nothing_closes_as_performed_while_something_is_owed(people: People) -> None:
    case = performing(people)
    from cases.errors import Refused

    with pytest.raises(Refused) as caught:
        approved(case, "mediation.confirm_performance", {}, people, on(22))
    assert caught.value.code == "unperformed"


def test_closed_unperformed_names_the_remedy(people: People) -> None:
    case = performing(people)
    approved(case, "mediation.close_unperformed", {"reason": "payment_order"}, people, on(30))
    case = renewed(case)
    assert (case.state, case.outcome) == ("closed", "unperformed")
    assert case.events.latest("sequence").facts["reason"] == "payment_order"


def test_performed_on_the_spot_stands_in_the_minutes(people: People) -> None:
    case, _session = held(people)
    claims = list(case.claims.all())
    lines = [Line(str(claims[0].pk), True, Decimal("800.00")), Line(str(claims[1].pk), True)]
    call: dict[Any, Any] = {
        "text": "公司当场支付工资800元，双方无其他争议。", "method": "现金", "payee": applicant(case),
        "by": fresh(people.mediator), "at": on(3, hours=3),
    }  # fmt: skip
    assert refusal(agreeing.perform_on_the_spot, case, lines=lines, is_simple=False, **call) == "not_simple"
    assert (
        refusal(agreeing.perform_on_the_spot, case, lines=lines[:1], is_simple=True, **call)
        == "lines_left_open"
    )
    agreeing.perform_on_the_spot(case, lines=lines, is_simple=True, **call)
    case = renewed(case)
    assert (case.state, case.outcome) == ("closed", "on_the_spot")
    assert [(claim.standing, claim.agreed_amount) for claim in case.claims.all()] == [
        (Claim.Standing.SETTLED, Decimal("800.00")), (Claim.Standing.SETTLED, None),
    ]  # fmt: skip
    spot = case.documents.get(kind="minutes").context["zh-Hans"]["on_the_spot"]
    assert (spot["payee"], spot["method"]) == ("陈秀英", "现金")
    assert "800.00" in spot["amount"]
    assert case.deadlines.get(kind="mediate").met_on == on(3).date()


def test_the_talks_close_nothing_by_themselves(people: People) -> None:
    case = opened(people)
    assert owed(case) == []
