"""Which line an answer fits, and what becomes of a calculation when its line changes."""

import json
from decimal import Decimal

import pytest
from django.test import Client

from cases.actions import claims, joining
from cases.law.kinds import CALCULATIONS
from cases.models import Calculation, Case, Claim
from cases.views import calculator
from tests.builders import on, renewed
from tests.cases.stages import assigned, mediating
from tests.cases.test_calculate import TOLD, calculated, line_of
from tests.cases.test_parties import last_event, refused, worker
from tests.pages.browsing import signed_in, text_of
from tests.people import People, fresh

UNLAWFUL = TOLD | {"ground": "unlawful"}


def damages_of(case: Case, kind: str = "damages") -> Claim:
    claims.add_claim(
        case, party=worker(case), kind=kind, text="请求", amount=None, by=fresh(case.mediator), at=on(3)
    )
    return case.claims.get(kind=kind)


@pytest.mark.django_db
def test_every_question_of_the_public_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calculator, "MOST_ANSWERS", 2)
    monkeypatch.setattr(calculator, "STRETCH", 3600)
    client, place = Client(), "/p/calculator/severance/"
    assert client.post(place, TOLD | {"more": "wages"}).status_code == 200  # adding rows is no computation
    sent = [TOLD | {"more": ""}, TOLD | {"language": "en", "answered": "1"}, TOLD | {"more": ""}, TOLD]
    assert [client.post(place, one).status_code for one in sent] == [200, 200, 429, 429]
    assert "answer" not in client.post(place, TOLD | {"more": ""}).context


def test_what_is_paid_twice_is_damages_and_no_severance(people: People) -> None:
    case = assigned(people)
    severance, damages, other = line_of(case), damages_of(renewed(case)), damages_of(renewed(case), "other")
    case = renewed(case)
    assert refused(calculated, case, line=severance, told=UNLAWFUL) == "wrong_kind"
    assert refused(calculated, case, line=damages, told=TOLD) == "wrong_kind"
    assert calculated(renewed(case), line=damages, told=UNLAWFUL).amount == Decimal("60000.00")
    assert calculated(renewed(case), line=severance, told=TOLD).amount == Decimal("30000.00")
    assert calculated(renewed(case), line=other, told=UNLAWFUL).amount == Decimal("60000.00")


def test_the_page_says_which_kind_the_line_needs(people: People) -> None:
    case = assigned(people)
    line = line_of(case)
    client = signed_in(people.mediator)
    place = f"/calculator/severance/?case={case.ref}&claim={line.line}"
    page = client.post(place, UNLAWFUL)
    assert not page.context["writing"].is_possible
    assert page.context["writing"].needed == str(Claim.Kind.DAMAGES.label)
    change = page.context["writing"].change
    assert change in page.content.decode()
    opened = client.get(change)
    assert opened.status_code == 200 and opened.context["form"].row == line
    assert client.post(place, TOLD).context["writing"].is_possible


def test_another_kind_retires_the_calculation(people: People) -> None:
    case = assigned(people)
    line = line_of(case)
    made = calculated(case, line=line, told=TOLD)
    by = fresh(people.mediator)
    claims.edit_claim(renewed(case), claim=line, columns={"text": "经济补偿金"}, by=by, at=on(5))
    made.refresh_from_db()
    assert made.replaced_at is None
    claims.edit_claim(renewed(case), claim=line, columns={"kind": "other"}, by=by, at=on(6))
    made.refresh_from_db()
    assert made.replaced_at == on(6)
    event = last_event(renewed(case))
    assert made.history.first().history_change_reason == f"cases.edit_claim#{event.sequence}"
    client = signed_in(people.mediator)
    page = text_of(client.get(f"/cases/{case.ref}/claims/"))
    assert str(CALCULATIONS["severance"].title.zh) not in page
    kept = client.get(f"/cases/{case.ref}/calculations/{made.pk}/").content.decode()
    assert "was changed on" in kept or "不再有效" in kept


def test_a_line_that_goes_on_by_itself_takes_its_calculation_along(people: People) -> None:
    case = mediating(people)
    line = line_of(case)
    made = calculated(renewed(case), line=line, told=TOLD, day=4)
    new = joining.split(renewed(case), lines=[Claim.objects.get(pk=line.pk)], by=people.head, at=on(5))
    copy = Calculation.objects.get(claim__case=new)
    assert (copy.kind, copy.told, copy.result, copy.amount) == (made.kind, TOLD, made.result, made.amount)
    assert (copy.calculated_at, copy.calculated_by, copy.replaced_at) == (on(4), people.mediator, None)
    assert copy.pk != made.pk and Calculation.objects.filter(claim=line).get() == made


# What the browser cannot send, but somebody can.
ODD = {
    "half a pair": '{"rows": [{"label": "\\ud800", "due": "5"}]}',
    "half a pair as a name": '{"\\ud800": "5"}',
    "turns the direction": json.dumps({"rows": [{"label": "\u202e", "due": "5"}]}),
    "a control character": json.dumps({"rows": [{"label": "\x07", "due": "5"}]}),
    "a name twice": '{"rows": [{"due": "5"}], "rows": [{"due": "6"}]}',
    "no number": '{"rows": NaN}',
    "endless": "[" * 50_000,
}


@pytest.mark.parametrize("told", ODD.values(), ids=ODD)
def test_odd_answers_are_refused_before_they_are_shown(people: People, told: str) -> None:
    case = assigned(people)
    line = case.claims.get(kind="wages")
    sent = {"claim": line.pk, "kind": "wage_arrears", "told": told}
    client = signed_in(people.mediator)
    for more in ({}, {"shown": "5.00", "version": renewed(case).version}):
        page = client.post(f"/cases/{case.ref}/calculate/", sent | more)
        assert page.status_code < 500 and page.context["form"].trouble
    assert not Calculation.objects.exists()


def test_figures_used_lead_to_where_they_are_kept(people: People) -> None:
    address = "/office/figures/"
    mine = signed_in(people.volunteer).post("/calculator/severance/", TOLD)
    answered = mine.content.decode().partition('id="answer"')[2].partition("</section>")[0]
    assert mine.context["answer"].figures and f'href="{address}"' in answered
    public = Client().post("/p/calculator/severance/", TOLD)
    assert public.context["answer"].figures and address not in public.content.decode()
