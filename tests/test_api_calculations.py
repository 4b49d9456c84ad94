"""The calculations for other programs: what a program reads is of the described shape, whatever it sends."""

import json
import logging
from decimal import Decimal

import pytest
from django.test import Client

from cases import throttling
from cases.api.answers import Answer, Listing
from cases.api.calculations import MOST_A_MINUTE
from cases.api.problems import Problem
from cases.books import books
from cases.law.calculation import OTHER, calculate
from cases.law.kinds import CALCULATIONS
from cases.law.plain import as_data
from config import api

LIST = "/api/v1/calculations/"
SEVERANCE = {
    "started_on": "2021-05-10",
    "ended_on": "2023-07-31",
    "ground": "employer_proposes",
    "monthly_wage": "12000",
}
pytestmark = pytest.mark.django_db


def ask(kind="severance", told=SEVERANCE, *, language="zh-CN", content_type="application/json", **more):
    body = told if isinstance(told, str | bytes) else json.dumps(told)
    return Client().post(
        f"{LIST}{kind}/", body, content_type=content_type, headers={"accept-language": language}, **more
    )


def problem_of(response, status):
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    problem = Problem.model_validate_json(response.content)
    assert problem.status == status and problem.zh and problem.en
    return problem


@pytest.mark.parametrize("kind", CALCULATIONS)
def test_every_kind_answers_its_example_as_described(kind):
    example = dict(CALCULATIONS[kind].example)
    response = ask(kind, example)
    assert response.status_code == 200, response.content.decode()
    assert response.json() == as_data(calculate(CALCULATIONS[kind], example, books()))
    Answer.model_validate_json(response.content)
    assert not response.cookies


def test_the_description_names_every_kind_and_every_question():
    described = Client().get("/api/v1/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    schemas = described["components"]["schemas"]
    assert set(described["paths"]) == {LIST, *(f"{LIST}{kind}/" for kind in CALCULATIONS)}
    for kind, calculation in CALCULATIONS.items():
        operation = described["paths"][f"{LIST}{kind}/"]["post"]
        name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        asked = schemas[name]
        disputable = {OTHER} if any(one.is_disputable for one in calculation.questions) else set()
        assert set(asked["properties"]) == {one.name for one in calculation.questions} | disputable
        assert set(asked.get("required", ())) == {
            one.name for one in calculation.questions if one.is_required and one.default is None
        }
        assert asked["additionalProperties"] is False and asked["examples"] == [dict(calculation.example)]
        for question in calculation.questions:
            words = asked["properties"][question.name]["description"]
            assert question.label.en in words and question.label.zh in words
        refusals = {status for status in operation["responses"] if status != "200"}
        assert refusals == {"400", "405", "413", "415", "422", "429", "500"}
        for status in refusals:
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]


def test_the_list_of_calculations():
    response = Client().get(LIST)
    listing = Listing.model_validate_json(response.content)
    assert [one.kind for one in listing.calculations] == list(CALCULATIONS)
    for one in listing.calculations:
        assert [asked.name for asked in one.questions] == [q.name for q in CALCULATIONS[one.kind].questions]
        assert Client().get(one.address).status_code == 405


def test_a_number_may_be_a_number_or_a_text():
    spelled = [
        ask(told={**SEVERANCE, "monthly_wage": wage}) for wage in ("6200.50", 6200.5, Decimal("6200.50"))[:2]
    ]
    assert [response.json()["amount"] for response in spelled] == ["15501.25", "15501.25"]


def test_what_the_other_side_says_becomes_a_range():
    answer = ask(told={**SEVERANCE, "other": {"monthly_wage": "6000"}}).json()
    assert answer["range"] == {"low": "15000.00", "high": "30000.00"}


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"started_on": "2021-02-30"}, "/started_on", "no_such_day"),
        ({"started_on": "2024-05-10"}, "/ended_on", "ends_before_it_starts"),
        ({"monthly_wage": "12000000"}, "/monthly_wage", "too_large"),
        ({"monthly_wage": -1}, "/monthly_wage", "too_small"),
        ({"monthly_wage": True}, "/monthly_wage", "no_number"),
        ({"monthly_wage": "1,200"}, "/monthly_wage", "other_shape"),
        ({"notice_given": "yes"}, "/notice_given", "other_shape"),
        ({"earlier_months": "3.0"}, "/earlier_months", "other_shape"),
        ({"started_on": "2021年5月10日"}, "/started_on", "other_shape"),
        ({"ground": "bad_mood"}, "/ground", "no_such_choice"),
        ({"ground": None}, "/ground", "missing"),
        ({"mood": "bad"}, "/mood", "unknown"),
        ({"a/b~": 1}, "/a~1b~0", "unknown"),
        ({"wages": [{"amount": "1"}, {"amount": "x"}]}, "/wages/1/amount", "no_number"),
        ({"wages": [{"amount": "1", "on": 1}]}, "/wages/0/on", "unknown"),
        ({"wages": [7]}, "/wages", "no_list"),
        ({"other": {"region": "beijing"}}, "/other/region", "not_disputable"),
        ({"other": {"started_on": 5}}, "/other/started_on", "no_day"),
        ({"other": []}, "/other", "other_shape"),
    ],
)
def test_a_fault_is_told_with_its_place(change, pointer, code):
    problem = problem_of(ask(told={**SEVERANCE, **change}), 422)
    assert (pointer, code) in [(one.pointer, one.code) for one in problem.problems]
    assert all(one.detail == one.zh != one.en for one in problem.problems)


def test_the_language_asked_for():
    told = {**SEVERANCE, "started_on": "2021-02-30"}
    english = problem_of(ask(told=told, language="en-GB,en;q=0.9"), 422)
    assert english.detail == english.en and english.problems[0].detail == english.problems[0].en
    assert problem_of(ask(told=told, language="fr"), 422).detail == english.zh


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "no_json"),
        ("{", "no_json"),
        (b"\xff", "no_json"),
        ('{"started_on": "2021-05-10", "started_on": "2020-05-10"}', "twice"),
        ('{"monthly_wage": NaN}', "not_finite"),
        ('{"monthly_wage": Infinity}', "not_finite"),
        ("[]", "no_object"),
        ("[" * 60_000, "no_json"),
    ],
)
def test_what_is_no_clear_json(body, code):
    if body == "":
        assert problem_of(ask(told=body), 415).code == "not_json"
    else:
        assert problem_of(ask(told=body), 400).code == code


def test_only_json_in_utf_8():
    assert problem_of(ask(content_type="text/plain"), 415).code == "not_json"
    assert problem_of(ask(content_type="application/json; charset=gb18030"), 415).code == "not_json"
    assert problem_of(Client().post(f"{LIST}severance/", SEVERANCE), 415).code == "not_json"
    assert ask(content_type="application/json; charset=UTF-8").status_code == 200


@pytest.mark.parametrize("size", [64 * 1024 + 1, 3 * 1024 * 1024])
def test_a_body_has_a_limit(size):
    assert problem_of(ask(told=json.dumps(SEVERANCE).ljust(size)), 413).code == "too_large"
    assert ask(told=json.dumps(SEVERANCE).ljust(64 * 1024)).status_code == 200


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/nothing", f"{LIST}nothing/", f"{LIST}severance"])
def test_nothing_at_this_address(address):
    assert problem_of(Client().get(address), 404).code == "not_found"
    assert problem_of(Client(enforce_csrf_checks=True).post(address), 404).code == "not_found"


@pytest.mark.parametrize(
    ("method", "address", "allow"),
    [
        ("get", f"{LIST}severance/", "POST"),
        ("put", f"{LIST}severance/", "POST"),
        ("options", f"{LIST}severance/", "POST"),
        ("post", LIST, "GET"),
        ("delete", "/api/v1/openapi.json", "GET, HEAD"),
    ],
)
def test_another_method(method, address, allow):
    response = getattr(Client(), method)(address)
    assert problem_of(response, 405).code == "not_allowed" and response.headers["Allow"] == allow


def test_no_token_no_cookie_no_other_origin():
    """Programs have no form of ours; pages of other origins are not let in."""
    response = Client(enforce_csrf_checks=True).post(
        f"{LIST}severance/",
        json.dumps(SEVERANCE),
        content_type="application/json",
        headers={"origin": "https://elsewhere.example", "accept-language": "en"},
    )
    assert response.status_code == 200 and not response.cookies
    assert not [name for name in response.headers if name.lower().startswith("access-control")]


def test_a_visitor_may_not_ask_without_end(settings):
    told = {"REMOTE_ADDR": "192.0.2.7"}
    for _number in range(MOST_A_MINUTE):
        assert ask(told={}, **told).status_code == 422
    refused = ask(**told)
    assert problem_of(refused, 429).code == "too_many"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert ask(REMOTE_ADDR="192.0.2.8").status_code == 200
    assert ask("nothing", REMOTE_ADDR="192.0.2.7").status_code == 404
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert ask(**told, HTTP_X_FORWARDED_FOR="192.0.2.7, 192.0.2.9").status_code == 200
    assert ask(**told, HTTP_X_FORWARDED_FOR="192.0.2.9, 192.0.2.7").status_code == 429


def test_visitors_are_counted_in_their_stretch_of_time(rf, monkeypatch):
    now = [1_000_000 * 60]
    monkeypatch.setattr(throttling.time, "time", lambda: now[0])
    first, neighbour = (rf.get("/", REMOTE_ADDR=a) for a in ("2001:db8::1", "2001:db8::ffff:2"))
    assert [throttling.allowed(first, "x", 2, 60) for _ in range(3)] == [True, True, False]
    assert not throttling.allowed(neighbour, "x", 2, 60)  # one household
    assert throttling.allowed(rf.get("/", REMOTE_ADDR="2001:db8:0:1::1"), "x", 2, 60)
    assert throttling.allowed(first, "y", 2, 60)
    now[0] += 59
    assert not throttling.allowed(first, "x", 2, 60) and throttling.seconds_left(60) == 1
    now[0] += 1
    assert throttling.allowed(first, "x", 2, 60)


def test_nothing_of_what_was_told_is_logged(monkeypatch, caplog):
    told = "wage of Zhang San: 12000"

    def fail(*_arguments):
        raise RuntimeError(told)

    monkeypatch.setattr("cases.api.calculations.calculate", fail)
    with caplog.at_level(logging.DEBUG):
        assert problem_of(ask(), 500).code == "broken"
    assert "RuntimeError in the interface" in caplog.text
    assert "Zhang" not in caplog.text and "12000" not in caplog.text


def test_a_program_gets_a_problem_even_when_the_door_breaks(monkeypatch):
    def fail():
        raise RuntimeError

    monkeypatch.setattr(api, "description", fail)
    assert problem_of(Client().get("/api/v1/openapi.json"), 500).code == "broken"
