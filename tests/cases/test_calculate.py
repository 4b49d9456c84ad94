"""The act that sets an amount by calculation; papers that print the older one."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from cases import documents, effects, stale
from cases.actions import calculations, claims
from cases.actions.calculations import calculate
from cases.documents import KINDS
from cases.history import explained
from cases.law.kinds import CALCULATIONS
from cases.models import Calculation, Case, Claim
from cases.registry import ACTS
from tests.builders import on, renewed
from tests.cases.stages import assigned
from tests.cases.test_parties import last_event, refused, worker
from tests.pages.browsing import signed_in, text_of
from tests.people import People, fresh

TOLD = {
    "started_on": "2021-03-01",
    "ended_on": "2024-02-29",
    "ground": "employer_proposes",
    "monthly_wage": "10000",
}


def line_of(case: Case) -> Claim:
    """A line for severance, whose amount somebody guessed."""
    claims.add_claim(
        case, party=worker(case), kind="severance", text="经济补偿", amount=Decimal(12000), by=fresh(case.mediator), at=on(3)
    )  # fmt: skip
    return case.claims.get(kind="severance")


def calculated(case: Case, *, line: Claim, told: dict[str, Any], day: int = 4, **more: Any) -> Calculation:
    return calculate(
        case, claim=line, kind="severance", told=told, by=fresh(case.mediator), at=on(day), **more
    )


def test_the_amount_is_set_and_how_it_was_made_is_kept(people: People) -> None:
    case = assigned(people)
    line = line_of(case)
    made = calculated(case, line=line, told=TOLD)
    case, line = renewed(case), Claim.objects.get(pk=line.pk)
    assert line.amount == made.amount == Decimal("30000.00")
    assert case.amount_claimed == sum(one.amount for one in case.claims.all())
    made = Calculation.objects.get()
    assert made.told == TOLD and made.result["amount"] == "30000.00" and made.calculated_by == people.mediator
    event = last_event(case)
    assert event.act == "cases.calculate" and event.facts["calculation"] == str(made.pk)
    assert "30000" not in str(event.facts) and "10000" not in str(event.facts)


def test_the_former_calculation_is_replaced_and_stays(people: People) -> None:
    case = assigned(people)
    line = line_of(case)
    first = calculated(case, line=line, told=TOLD)
    assert refused(calculated, renewed(case), line=line, told=TOLD, day=5) == "nothing_changed"
    second = calculated(renewed(case), line=line, told=TOLD | {"monthly_wage": "9000"}, day=5)
    first.refresh_from_db()
    assert first.replaced_at == on(5) and first.told == TOLD and second.replaced_at is None
    # An amount corrected by hand can be calculated again with the same answers.
    claims.edit_claim(
        renewed(case), claim=line, columns={"amount": Decimal(1)}, by=fresh(people.mediator), at=on(6)
    )
    third = calculated(renewed(case), line=line, told=TOLD | {"monthly_wage": "9000"}, day=7)
    assert third.amount == Decimal("27000.00") and Calculation.objects.filter(replaced_at=None).get() == third


def test_refusals(people: People) -> None:
    case = assigned(people)
    line = line_of(case)
    wages = case.claims.get(kind="wages")
    me: dict[str, Any] = {"by": fresh(people.mediator), "at": on(4)}
    assert refused(calculate, case, claim=line, kind="fortune", told=TOLD, **me) == "unknown_kind"
    assert refused(calculate, case, claim=wages, kind="severance", told=TOLD, **me) == "wrong_kind"
    assert refused(calculated, case, line=line, told=TOLD | {"ended_on": "2020-01-01"}) == "bad_input"
    assert refused(calculated, case, line=line, told=TOLD, shown=Decimal(1)) == "figure_moved"
    assert refused(calculated, assigned(people), line=line, told=TOLD) == "not_of_this_case"
    with explained("fixture"):
        line.standing = Claim.Standing.DROPPED
        line.save()
    assert refused(calculated, case, line=line, told=TOLD) == "line_settled"
    with pytest.raises(PermissionDenied):
        calculate(case, claim=line, kind="severance", told=TOLD, by=fresh(people.head), at=on(4))
    assert not Calculation.objects.exists()


def test_the_sum_of_a_claim_is_not_written_where_there_is_no_amount(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = assigned(people)
    line = line_of(case)
    monkeypatch.setattr(calculations, "answer", lambda *_: type("R", (), {"amount": None})())
    assert refused(calculated, case, line=line, told=TOLD) == "no_amount"


PERIODS = {
    # Never signed: from the second month on, to the day of signing.
    ("double_wage", "double_wages"): (
        {"started_on": "2025-03-01", "signed_on": "2025-08-01", "monthly_wage": "8000"},
        (date(2025, 4, 1), date(2025, 7, 31)),
    ),
    ("wages", "wage_arrears"): (
        {"monthly_wage": "8000", "started_on": "2025/3/10", "ended_on": "2025-05-31"},
        (date(2025, 3, 10), date(2025, 5, 31)),
    ),
    ("annual_leave", "annual_leave"): (
        {"year": "2025", "years": "6", "monthly_wage": "6000", "left_on": "2025-09-30"},
        (date(2025, 1, 1), date(2025, 9, 30)),
    ),
    # Overtime tells a day only, severance no period that is claimed.
    ("overtime", "overtime"): (
        {"on": "2025-06-30", "monthly_wage": "12000", "rest_hours": "70"},
        (None, None),
    ),
    ("severance", "severance"): (TOLD, (None, None)),
}


def without_period(case: Case, kind: str) -> Claim:
    claims.add_claim(
        case, party=worker(case), kind=kind, text="请求", amount=None, by=fresh(case.mediator), at=on(3)
    )
    return case.claims.latest("line")


@pytest.mark.parametrize(("line", "kind"), PERIODS)
def test_a_line_without_a_period_takes_that_of_the_answer(people: People, line: str, kind: str) -> None:
    case = assigned(people)
    told, period = PERIODS[line, kind]
    claim = without_period(case, line)
    signed_in_page = signed_in(people.mediator).post(
        f"/cases/{case.ref}/calculate/", {"claim": claim.pk, "kind": kind, "told": json.dumps(told)}
    )
    shown = text_of(signed_in_page)
    assert ("names no period" in shown or "没有写明期间" in shown) is (period[0] is not None)
    claim.refresh_from_db()
    assert (claim.starts_on, claim.ends_on) == (None, None)  # it was only shown
    calculate(renewed(case), claim=claim, kind=kind, told=told, by=fresh(people.mediator), at=on(4))
    claim.refresh_from_db()
    assert (claim.starts_on, claim.ends_on) == period
    changed = last_event(renewed(case)).facts["changed"]
    assert ("starts_on" in changed and "ends_on" in changed) is (period[0] is not None)
    # Where the line lost its period, the same answer brings it again.
    with explained("fixture"):
        Claim.objects.filter(pk=claim.pk).update(starts_on=None, ends_on=None)
    again = {"claim": claim, "kind": kind, "told": told, "by": fresh(people.mediator), "at": on(5)}
    if period[0] is None:
        assert refused(calculate, renewed(case), **again) == "nothing_changed"
    else:
        assert calculate(renewed(case), **again).amount == Claim.objects.get(pk=claim.pk).amount
        assert Claim.objects.get(pk=claim.pk).starts_on == period[0]


@pytest.mark.parametrize("named", ["starts_on", "ends_on"])
def test_a_period_somebody_wrote_stays(people: People, named: str) -> None:
    case = assigned(people)
    claim = without_period(case, "double_wage")
    with explained("fixture"):
        setattr(claim, named, date(2025, 5, 5))
        claim.save()
    told = PERIODS["double_wage", "double_wages"][0]
    calculate(renewed(case), claim=claim, kind="double_wages", told=told, by=fresh(people.mediator), at=on(4))
    claim.refresh_from_db()
    other = "ends_on" if named == "starts_on" else "starts_on"
    assert (getattr(claim, named), getattr(claim, other)) == (date(2025, 5, 5), None)


@pytest.mark.parametrize("kind", CALCULATIONS)
def test_kinds_name_kinds_of_claims(kind: str) -> None:
    assert set(CALCULATIONS[kind].claims) <= set(Claim.Kind.values)


# --- papers -----------------------------------------------------------------------------------------------------


def older(case: Case) -> dict[str, list[tuple[int, Decimal | None, Decimal | None]]]:
    marked = stale.mark(case, case.documents.order_by("-frozen_at", "-id"))
    return {
        paper.kind: [(one.line, one.then, one.now) for one in paper.older_figures]
        for paper in reversed(marked)
    }


def test_a_paper_with_the_older_amount_is_marked(people: People) -> None:
    case = assigned(people)
    assert older(case)["receipt"] == []
    line = case.claims.get(kind="wages")
    by = fresh(people.mediator)
    claims.edit_claim(case, claim=line, columns={"amount": Decimal("7000.00")}, by=by, at=on(3))
    case = renewed(case)
    assert older(case)["receipt"] == [(line.line, Decimal("9000.00"), Decimal("7000.00"))]
    shown = text_of(signed_in(people.mediator).get(f"/cases/{case.ref}/documents/"))
    assert "¥9,000.00" in shown and "¥7,000.00" in shown
    # Set back, nothing is stale: it is worked out when shown.
    claims.edit_claim(case, claim=line, columns={"amount": Decimal("9000.00")}, by=by, at=on(4))
    assert older(renewed(case))["receipt"] == []


def test_who_writes_an_amount_hears_of_papers_that_print_the_older_one(people: People) -> None:
    case = assigned(people)
    line, client = case.claims.get(kind="wages"), signed_in(people.mediator)
    told = {"rows": [{"due": "7000", "paid": "0"}]}
    sent = {"claim": str(line.pk), "kind": "wage_arrears", "told": json.dumps(told), "shown": "7000.00"}
    done = client.post(
        f"/cases/{case.ref}/calculate/", sent | {"version": renewed(case).version}, follow=True
    )
    (note,) = [str(one) for one in done.context["messages"] if one.level_tag == "warning"]
    assert f'href="/cases/{case.ref}/documents/"' in note
    line.refresh_from_db()
    assert line.amount == Decimal("7000.00")


def test_only_the_latest_paper_of_its_kind_is_marked(people: People) -> None:
    case = assigned(people)
    line, paper = case.claims.get(kind="wages"), case.documents.get(kind="receipt", copy_of=None)
    claims.edit_claim(case, claim=line, columns={"amount": None}, by=fresh(people.mediator), at=on(3))
    with explained("fixture"):
        later = documents.freeze(renewed(case), "receipt", paper.context, at=on(4), addressee=paper.addressee)
    marked = {paper.pk: paper for paper in stale.mark(case, case.documents.order_by("-frozen_at", "-id"))}
    assert marked[paper.pk].older_figures == marked[later.pk].older_figures == []
    with explained("fixture"):  # frozen before amounts were noted
        later.figures = {}
        later.save()
    marked = {paper.pk: paper for paper in stale.mark(case, case.documents.order_by("-frozen_at", "-id"))}
    assert marked[later.pk].older_figures == []


def test_the_page_says_which_papers_go_stale(people: People) -> None:
    case = assigned(people)
    for name in ("cases.edit_claim", "cases.calculate"):
        (words,) = [
            one.words
            for one in effects.foretold(ACTS[name], case)
            if "older figure" in one.words or "旧" in one.words
        ]
        assert str(KINDS["receipt"].title) in words
    assert not [one for one in effects.foretold(ACTS["cases.note"], case) if "older figure" in one.words]


TEMPLATES = Path(__file__).parent.parent.parent / "templates" / "documents"
PRINTED = re.compile(r"\{[{%][^}]*\b(?:claims|amount_claimed)\b")
INCLUDED = re.compile(r"""\{%\s*(?:include|extends)\s+["']documents/([^"']+)["']""")


@pytest.mark.parametrize("language", documents.LANGUAGES)
def test_papers_that_print_claims_are_those_that_say_so(language: str) -> None:
    found = {code for code in KINDS if _prints_claims(f"{code}.{language}.html")}
    assert found == {code for code, kind in KINDS.items() if kind.shows_claims}


def _prints_claims(name: str) -> bool:
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    # What stands in quotation marks is words of the paper, or the name of a part.
    return bool(PRINTED.search(re.sub(r'"[^"]*"', "", source))) or any(
        _prints_claims(one) for one in INCLUDED.findall(source)
    )
