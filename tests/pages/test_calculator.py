"""The calculator's pages: for staff, for everybody, and from a claim line to its stored calculation."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.law.kinds import CALCULATIONS
from cases.models import Calculation, Claim, ReadLog
from cases.views import calculator
from tests.builders import renewed
from tests.cases.stages import assigned
from tests.cases.test_calculate import TOLD, line_of
from tests.pages.browsing import signed_in, text_of
from tests.people import People

PLACE = "/p/calculator/severance/"


def english() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("kind", CALCULATIONS)
def test_every_kind_shows_its_example_and_answers_it(kind: str) -> None:
    client = english()
    asked = client.get(f"/p/calculator/{kind}/")
    shown = text_of(asked)
    calculation = CALCULATIONS[kind]
    assert asked.status_code == 200 and calculation.title.en in text_of(asked).replace("&#x27;", "'")
    assert len(re.findall(r"<label|<legend", shown)) >= len(calculation.questions)
    sent = sent_by(asked)
    answered = client.post(f"/p/calculator/{kind}/", sent)
    assert answered.status_code == 200, answered.context["faults"]
    assert answered.headers["Cache-Control"] == "no-store"
    assert answered.context["answer"].steps
    for name, value in sent.items():  # what was typed stays
        assert sent_by(answered)[name] == value


def sent_by(page: Any) -> dict[str, str]:
    """What a browser sends for the form as it stands."""
    every = [box for top in page.context["form"] for box in top.everything()]
    return {box.name: box.typed for box in every if box.shape != "rows"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_answer_says_figure_steps_articles_rule_and_that_it_is_no_decision(language: str) -> None:
    client = Client()
    client.cookies["django_language"] = language
    shown = text_of(client.post(PLACE, TOLD))
    assert "¥30,000.00" in shown
    wanted = {
        "zh-hans": ("《中华人民共和国劳动合同法》第四十七条", "仅供参考", "12351"),
        "en": ("Labour Contract Law (2012), art. 47", "for reference and no decision", "12351"),
    }
    for words in wanted[language][:1] if language == "zh-hans" else wanted[language]:
        assert words in shown


@pytest.mark.django_db
def test_faults_stand_at_their_boxes_and_nothing_typed_is_lost() -> None:
    told = TOLD | {
        "started_on": "2026-02-30",
        "monthly_wage": "",
        "wages.1.amount": "6000",
        "wages.4.amount": "-5",
    }
    answer = english().post(PLACE, told)
    shown = text_of(answer)
    assert answer.status_code == 422 and "answer" not in answer.context
    for target in ("q-started_on", "q-wages-2-amount"):
        assert f'href="#{target}"' in shown and f'id="{target}"' in shown
    assert 'value="2026-02-30"' in shown and 'value="-5"' in shown
    # A box for days would hide what is no day.
    assert re.search(r'<input type="text" id="q-started_on"', shown)
    other = text_of(english().post(PLACE, TOLD | {"other.ended_on": "yesterday"}))
    assert 'href="#q-other-ended_on"' in other and 'value="yesterday"' in other


@pytest.mark.django_db
def test_more_rows_are_given_without_an_answer() -> None:
    sent = TOLD | {f"wages.{number}.amount": "6000" for number in range(1, 6)} | {"more": "wages"}
    page = english().post(PLACE, sent)
    (table,) = [box for box in page.context["form"] if box.lines]
    assert page.status_code == 200 and "answer" not in page.context
    assert len(table.lines) == 15 and [row[0].typed for row in table.lines][:6] == ["6000"] * 5 + [""]


@pytest.mark.django_db
def test_the_two_sides_make_a_range() -> None:
    page = english().post(PLACE, TOLD | {"other.monthly_wage": "9000"})
    answer = page.context["answer"]
    assert (answer.low, answer.high) == ("¥27,000.00", "¥30,000.00") and "¥27,000.00 – ¥30,000.00" in text_of(
        page
    )


@pytest.mark.django_db
def test_what_is_still_of_the_example_is_said() -> None:
    example = dict(CALCULATIONS["severance"].example)
    page = english().post(PLACE, example | {"started_on": "2020-01-01", "from_example": "1"})
    assert "First day of employment" not in page.context["unchanged"]
    assert "Last day of employment" in page.context["unchanged"]
    assert "unchanged" not in english().post(PLACE, example).context


@pytest.mark.django_db
def test_a_flood_is_asked_to_wait_and_keeps_what_it_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calculator, "MOST_ANSWERS", 2)
    monkeypatch.setattr(calculator, "STRETCH", 3600)
    client = english()
    assert [client.post(PLACE, TOLD).status_code for _ in range(3)] == [200, 200, 429]
    page = client.post(PLACE, TOLD)
    assert "Please wait a minute" in text_of(page) and 'value="10000"' in text_of(page)
    assert int(page.headers["Retry-After"]) > 0


@pytest.mark.django_db
def test_the_language_changes_without_losing_what_was_typed() -> None:
    page = english().post(PLACE, TOLD | {"language": "zh-hans", "answered": "1"})
    assert "经济补偿" in text_of(page) and 'lang="zh-Hans"' in text_of(page)
    assert (
        page.context["answer"].amount == "¥30,000.00" and page.cookies["django_language"].value == "zh-hans"
    )
    assert "answer" not in english().post(PLACE, TOLD | {"language": "zh-hans"}).context


@pytest.mark.django_db
def test_an_unknown_kind_is_no_page() -> None:
    assert Client().get("/p/calculator/fortune/").status_code == 404


def test_from_a_claim_to_its_calculation_and_back(people: People) -> None:
    case = assigned(people)
    line = line_of(case)
    client = signed_in(people.mediator)
    link = f"/calculator/severance/?case={case.ref}&amp;claim={line.line}"
    assert link in text_of(client.get(f"/cases/{case.ref}/claims/"))
    asking = client.get(link.replace("&amp;", "&"))
    assert case.number in text_of(asking) and "is_example" not in asking.context
    answered = client.post(link.replace("&amp;", "&"), TOLD)
    sent = {"claim": str(line.pk), "kind": "severance", "told": answered.context["writing"].told}
    assert answered.context["writing"].is_possible and f"/cases/{case.ref}/calculate/" in text_of(answered)

    before = text_of(client.post(f"/cases/{case.ref}/calculate/", sent))
    assert '<button class="primary">Write into the claim</button>' in before.replace(
        "写入请求", "Write into the claim"
    )
    assert "¥12,000.00 → ¥30,000.00" in before and not Calculation.objects.exists()
    done = client.post(
        f"/cases/{case.ref}/calculate/", sent | {"shown": "30000.00", "version": renewed(case).version}
    )
    assert done.status_code == 302
    kept = Calculation.objects.get()
    assert Claim.objects.get(pk=line.pk).amount == kept.amount == Decimal("30000.00")

    where = f"/cases/{case.ref}/calculations/{kept.pk}/"
    assert where in text_of(client.get(f"/cases/{case.ref}/claims/"))
    looked = ReadLog.objects.count()
    shown = text_of(client.get(where))
    assert "¥30,000.00" in shown and ReadLog.objects.filter(what="content").count() == looked + 1
    anew = client.get(f"{link.replace('&amp;', '&')}&again={kept.pk}")
    assert 'value="10000"' in text_of(anew)


def test_changed_answers_are_computed_again(people: People) -> None:
    """What a page showed is never believed: the changed inputs give their own amount, and it is shown first."""
    case = assigned(people)
    line = line_of(case)
    client = signed_in(people.mediator)
    forged = {"claim": str(line.pk), "kind": "severance", "told": json.dumps(TOLD | {"monthly_wage": "8000"})}
    answer = client.post(f"/cases/{case.ref}/calculate/", forged | {"shown": "30000.00"})
    assert (
        answer.status_code == 409
        and "¥24,000.00" in text_of(answer)
        and 'name="shown" value="24000.00"' in text_of(answer)
    )
    assert not Calculation.objects.exists()
    for told in ("", "{", "[]", '{"started_on": 1.5}', json.dumps({"a": [[[[["x"]]]]]})):
        assert client.post(f"/cases/{case.ref}/calculate/", forged | {"told": told}).status_code == 422, told


def test_a_case_that_is_not_yours_calculates_nothing(people: People) -> None:
    case = assigned(people)
    line = line_of(case)
    query = f"?case={case.ref}&claim={line.line}"
    assert signed_in(people.mediator2).get(f"/calculator/severance/{query}").status_code == 404
    assert signed_in(people.second_mediator).get(f"/calculator/severance/{query}").status_code == 403
    for bad in ("?case=%00&claim=1", f"?case={case.ref}&claim=99", f"?case={case.ref}", f"{query}&again=x"):
        assert signed_in(people.mediator).get(f"/calculator/severance/{bad}").status_code == 404, bad


@pytest.mark.django_db
def test_what_stood_in_the_box_before_is_no_evidence() -> None:
    told = {
        "on": "2021-06-30",
        "monthly_wage": "12000",
        "rest_hours": "70",
        "rest_days": "0",
        "system": "standard",
    }
    answer = english().post("/p/calculator/overtime/", told).context["answer"]
    labels = [label for label, _words in answer.told]
    assert "Hours on rest days" in labels and "System of working time" not in labels
    assert "Plus whole rest days" not in labels
    notice = english().post(PLACE, sent_by(english().get(PLACE))).context["answer"]
    assert not any("notice" in label for label, _words in notice.told) and not notice.open


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "name"), [("limitation", "on"), ("id_number", "on"), ("payment_order", "applied_on")]
)
def test_the_day_of_the_answer_is_today(kind: str, name: str) -> None:
    today = timezone.localdate().isoformat()
    for query in ("", "?empty=1"):
        assert sent_by(english().get(f"/p/calculator/{kind}/{query}"))[name] == today
    typed = english().post(f"/p/calculator/{kind}/", {name: "2024-05-06"})
    assert sent_by(typed)[name] == "2024-05-06"


@pytest.mark.django_db
def test_the_printed_answer_says_its_day_and_where_it_was_made() -> None:
    shown = text_of(english().post(PLACE, TOLD))
    (line,) = re.findall(r'<p class="only-print">(.*?)</p>', shown)
    assert line.startswith("Labour dispute mediation · testserver · answered on ")
    assert str(timezone.localdate().year) in line


@pytest.mark.django_db
def test_a_rule_says_its_day_once_and_a_year_is_a_year() -> None:
    client = Client()
    client.cookies["django_language"] = "zh-hans"
    answer = client.post(PLACE, TOLD | {"monthly_wage": "90000"}).context["answer"]
    assert "2008年1月1日" in answer.rule and answer.rule_since == ""
    english_one = english().post(PLACE, TOLD | {"monthly_wage": "90000"}).context["answer"]
    assert english_one.plain.count("1 January 2008") == 1 and "1 Jan 2008" not in english_one.plain
    assert [one.since for one in english_one.figures] == ["of the year 2023"]
    wage = english().post("/p/calculator/minimum_wage/", {"on": "2025-09-01"}).context["answer"]
    assert {one.since for one in wage.figures} == {"valid from Mon 1 Sep 2025"}
    # A rule whose name has no day tells it beside.
    other = english().post("/p/calculator/service/", {"method": "left", "on": "2026-04-02"}).context["answer"]
    assert other.rule_since


@pytest.mark.django_db
def test_a_missing_public_page_leads_to_the_public_calculators() -> None:
    page = english().get("/p/calculator/nosuch/")
    shown = text_of(page)
    assert page.status_code == 404 and 'href="/p/calculator/"' in shown and "case may have been" not in shown
    assert "/p/calculator/" in text_of(english().get("/accounts/login/"))
