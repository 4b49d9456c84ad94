"""Facts and claim lines are corrected and added; each line keeps its own limitation."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import QueryDict

from cases.actions import claims
from cases.actions.register import NewClaim
from cases.acts.claims import EditCaseForm, EditClaimForm
from cases.errors import Refused, Stale
from cases.history import explained
from cases.models import Cause, Claim, LimitationEvent
from tests.builders import on, registered, renewed
from tests.cases.stages import assigned, failed
from tests.cases.test_parties import firm, last_event, refused, worker
from tests.people import People, fresh

FULL_WIDTH = "\uff19\uff0c\uff15\uff10\uff10.00"  # 9,500.00


def test_the_case_is_corrected_and_found_by_its_cause(people: People) -> None:
    case = registered(people)
    cause = Cause.objects.order_by("-version", "order").last()
    columns = {
        "facts": "单位三个月未发工资。",
        "cause": cause,
        "cause_text": "讨薪",
        "source": "tribunal_suggested",
    }
    claims.edit(case, columns=columns, by=people.clerk, at=on(), version=case.version)
    case = renewed(case)
    assert (case.facts, case.cause, case.source) == ("单位三个月未发工资。", cause, "tribunal_suggested")
    assert type(case).objects.matching("讨薪").get() == case
    assert last_event(case).facts["changed"] == ["cause_id", "cause_text", "facts", "source"]
    with pytest.raises(Stale):
        claims.edit(case, columns={"facts": "旧页面"}, by=people.clerk, at=on(), version=case.version - 1)


def test_edit_refusals(people: People) -> None:
    case = registered(people)
    me: dict[str, Any] = {"by": people.clerk, "at": on()}
    assert refused(claims.edit, case, columns={"facts": " "}, **me) == "facts_missing"
    assert refused(claims.edit, case, columns={"facts": case.facts}, **me) == "nothing_changed"
    later = assigned(people)
    form = EditCaseForm(None, None, case=later, by=fresh(people.mediator), at=on(3))
    assert not {"source", "channel"} & set(form.fields)
    given: dict[str, Any] = {"by": people.mediator, "at": on(3)}
    assert refused(claims.edit, later, columns={"source": "peoples_mediation"}, **given) == "source_fixed"
    with pytest.raises(PermissionDenied):
        claims.edit(later, columns={"facts": "x"}, by=people.head, at=on(3))


def test_a_claim_added_later_is_interrupted_on_its_own_day(people: People) -> None:
    case = assigned(people)
    made = claims.add_claim(
        case, party=worker(case), kind="severance", text="经济补偿", amount=Decimal("12000.50"),
        known_on=date(2026, 3, 1), by=people.mediator, at=on(3),
    )  # fmt: skip
    assert made.line == 3
    assert [(row.kind, row.on, row.article) for row in made.limitation_events.all()] == [
        ("start", date(2026, 3, 1), "ARB 27"),
        ("interruption", date(2026, 3, 12), "BR 27"),
    ]
    assert renewed(case).amount_claimed == Decimal("29640.50")


def test_add_claim_refusals(people: People) -> None:
    case = registered(people)
    line: dict[str, Any] = {"kind": "wages", "text": "工资", "by": people.clerk, "at": on()}
    add = claims.add_claim
    assert refused(add, case, party=firm(case), **line) == "not_an_applicant"
    assert refused(add, case, party=worker(case), known_on=date(2026, 3, 10), **line) == "in_future"
    period = {"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)}
    assert refused(add, case, party=worker(case), **period, **line) == "wrong_order"


ODD_YEARS = [date(206, 3, 1), date(1899, 12, 31), date(2226, 2, 1), date(9999, 2, 1)]


@pytest.mark.parametrize("odd", ODD_YEARS)
def test_a_mistyped_year_is_refused_everywhere(people: People, odd: date) -> None:
    case = registered(people)
    claim, me = case.claims.get(line=1), {"by": people.clerk, "at": on()}
    line = {"party": worker(case), "kind": "double_wage", "text": "双倍工资"}
    for name in ("known_on", "starts_on", "ends_on"):
        assert refused(claims.add_claim, case, **line, **{name: odd}, **me) == "out_of_time"
        new = NewClaim("wages", "工资", **{name: odd})
        assert refused(registered, people, claims=(new,)) == "out_of_time"
    for name in ("starts_on", "ends_on"):
        assert refused(claims.edit_claim, case, claim=claim, columns={name: odd}, **me) == "out_of_time"
    assert (
        refused(claims.record_limitation, case, claim=claim, kind="interruption", on=odd, **me)
        == "out_of_time"
    )


def test_a_claim_is_corrected_while_it_is_open(people: People) -> None:
    case = registered(people)
    claim = case.claims.get(line=2)
    me: dict[str, Any] = {"claim": claim, "by": people.clerk, "at": on()}
    claims.edit_claim(case, columns={"amount": Decimal("1000.00"), "grounds": "考勤表"}, **me)
    assert renewed(case).amount_claimed == Decimal("10000.00")
    assert last_event(case).facts["changed"] == ["amount", "grounds"]
    assert claim.history.count() == 2
    assert refused(claims.edit_claim, case, columns={"text": " "}, **me) == "text_missing"
    assert refused(claims.edit_claim, case, columns={"grounds": "考勤表"}, **me) == "nothing_changed"
    assert (
        refused(claims.edit_claim, registered(people), columns={"grounds": "x"}, **me) == "not_of_this_case"
    )
    with explained("fixture"):
        claim = case.claims.get(line=2)
        claim.standing = Claim.Standing.SETTLED
        claim.save()
    assert refused(claims.edit_claim, case, columns={"amount": Decimal(1)}, **me) == "line_settled"


def test_the_form_shows_the_chosen_claim(people: People) -> None:
    case = registered(people)
    claim = case.claims.get(line=1)
    common: dict[str, Any] = {"case": case, "by": fresh(people.clerk), "at": on()}
    form = EditClaimForm(None, None, initial={"claim": str(claim.pk)}, **common)
    assert "9000.00" in str(form)
    sent = QueryDict(f"claim={claim.pk}&kind=wages&text=工资&amount=¥{FULL_WIDTH}&starts_on=2026年1月1日")
    form = EditClaimForm(sent, None, **common)
    assert form.is_valid(), form.errors
    claims.edit_claim(**common, **form.cleaned_data)
    claim.refresh_from_db()
    assert (claim.amount, claim.starts_on) == (Decimal("9500.00"), date(2026, 1, 1))


def test_limitation_is_corrected_by_new_events_only(people: People) -> None:
    case = registered(people)
    claim = case.claims.get(line=1)
    old = claim.limitation_events.get(kind="start")
    me: dict[str, Any] = {"claim": claim, "by": people.clerk, "at": on()}
    new = claims.record_limitation(
        case, kind="start", on=date(2026, 2, 20), corrects=old, evidence="工资条", article="ARB 27", **me
    )
    assert LimitationEvent.objects.filter(pk=old.pk, on=date(2026, 2, 28)).exists()
    assert [(row.kind, row.on) for row in claims.standing_events(claim)] == [
        ("start", date(2026, 2, 20)),
        ("interruption", date(2026, 3, 9)),
    ]
    claims.record_limitation(
        case, kind="correction", on=date(2026, 3, 9), corrects=new, evidence="误记", **me
    )
    assert [row.kind for row in claims.standing_events(claim)] == ["interruption"]
    facts = last_event(case).facts
    assert (facts["kind"], facts["on"], facts["corrects"]) == ("correction", "2026-03-09", str(new.pk))


def test_record_limitation_refusals(people: People) -> None:
    case = registered(people)
    claim, other = case.claims.get(line=1), case.claims.get(line=2)
    start = claim.limitation_events.get(kind="start")
    day = date(2026, 3, 1)
    me: dict[str, Any] = {"by": people.clerk, "at": on()}
    record = claims.record_limitation
    assert refused(record, case, claim=claim, kind="suspension", on=date(2026, 3, 10), **me) == "in_future"
    assert refused(record, case, claim=claim, kind="start", on=day, **me) == "start_known"
    assert refused(record, case, claim=claim, kind="resumption", on=day, **me) == "not_suspended"
    assert refused(record, case, claim=claim, kind="correction", on=day, **me) == "nothing_to_correct"
    right: dict[str, Any] = {"kind": "start", "on": day, "corrects": start, "evidence": "工资条"} | me
    assert refused(record, case, claim=other, **right) == "nothing_to_correct"
    assert refused(record, case, claim=claim, **(right | {"evidence": ""})) == "evidence_missing"
    record(case, claim=claim, **right)
    assert refused(record, case, claim=claim, **right) == "corrected_before"
    record(case, claim=claim, kind="suspension", on=day, **me)
    record(case, claim=claim, kind="resumption", on=date(2026, 3, 5), **me)
    assert refused(record, case, claim=claim, kind="resumption", on=date(2026, 3, 6), **me) == "not_suspended"


def test_limitation_lives_on_after_failure_and_claims_too(people: People) -> None:
    case = failed(people)
    given: dict[str, Any] = {"by": people.mediator, "at": on(11)}
    claims.record_limitation(
        case, claim=case.claims.get(line=1), kind="interruption", on=on(10).date(), **given
    )
    with pytest.raises(Refused):
        claims.add_claim(renewed(case), party=firm(case), kind="wages", text="x", **given)
