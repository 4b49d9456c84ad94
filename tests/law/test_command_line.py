"""`python -m cases.law`: every kind answers its own example, and what it prints is what the library says."""

import io
import json
import subprocess
import sys
from decimal import Decimal

import pytest

from cases.law.__main__ import main, spoken_in
from cases.law.calculation import Books, calculate
from cases.law.kinds import CALCULATIONS
from cases.law.plain import as_data, pointer
from cases.law.results import BadInput, Problem, Text
from cases.law.strict_json import told_in

SEVERANCE = {
    "started_on": "2021-05-10",
    "ended_on": "2023-07-31",
    "ground": "employer_proposes",
    "monthly_wage": 12000,
}
BOOKS = Books.load()


def run(*arguments, answers="", **environment):
    out, errors = io.StringIO(), io.StringIO()
    status = main(arguments, environment, io.StringIO(answers), out, errors)
    return status, out.getvalue(), errors.getvalue()


def test_it_runs_as_a_program_without_the_frame():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cases.law", "severance", "-", "--json"],
        input=json.dumps(SEVERANCE), capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["amount"] == "30000.00"
    assert "django" not in done.stderr


def test_bad_answers_leave_with_2():
    done = subprocess.run(
        [sys.executable, "-m", "cases.law", "severance", "{}", "--language", "zh"],
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "started_on: 请填写：入职日期。\n" in done.stderr


@pytest.mark.parametrize("kind", CALCULATIONS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_tells_its_example(kind, language):
    calculation = CALCULATIONS[kind]
    result = calculate(calculation, calculation.example, BOOKS)
    status, told, errors = run(kind, json.dumps(calculation.example), "--language", language)
    assert (status, errors) == (0, "")
    assert told.startswith(getattr(result.answer, language))
    for step in result.steps:
        assert (step.text_zh if language == "zh" else step.text_en) in told
    for code in result.basis:
        assert f"\n  {code} " in told


@pytest.mark.parametrize("kind", CALCULATIONS)
def test_every_kind_as_plain_data(kind):
    calculation = CALCULATIONS[kind]
    result = calculate(calculation, calculation.example, BOOKS)
    status, printed, _errors = run(kind, json.dumps(calculation.example), "--json")
    data = json.loads(printed)
    assert status == 0 and data == as_data(result)
    assert [one["code"] for one in data["basis"]] == list(result.basis)
    assert (data["amount"] is None) == (result.amount is None)
    if result.amount is not None:
        assert Decimal(data["amount"]) == result.amount and data["amount"][-3] == "."
        added = [Decimal(step["adds"]) for step in data["steps"] if step["adds"] is not None]
        assert not added or sum(added) == result.amount


@pytest.mark.parametrize("kind", CALCULATIONS)
def test_a_kind_alone_tells_its_questions(kind):
    status, told, _errors = run(kind)
    assert status == 0
    for question in CALCULATIONS[kind].questions:
        assert f"\n  {question.name}" in told and question.label.en in told


def test_no_kind_lists_them_all():
    status, told, errors = run()
    assert (status, errors) == (0, "")
    for kind, calculation in CALCULATIONS.items():
        assert f"  {kind} " in told and calculation.title.en in told


def test_an_unknown_kind_lists_them_all_too():
    status, told, errors = run("severence", "{}", LANG="zh_CN.UTF-8")
    assert (status, told) == (2, "")
    assert "没有名为“severence”的计算" in errors and "severance" in errors


def test_what_the_other_side_says_becomes_a_range():
    told = {**SEVERANCE, "other": {"monthly_wage": "6000.00"}}
    assert "15,000.00元至30,000.00元" in run("severance", json.dumps(told), "--language", "zh")[1]
    data = json.loads(run("severance", json.dumps(told), "--json")[1])
    assert data["range"] == {"low": "15000.00", "high": "30000.00"} and data["amount"] == "30000.00"
    assert json.loads(run("severance", json.dumps(SEVERANCE), "--json")[1])["range"] is None


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_terminal(environment, language):
    assert spoken_in(environment) == language


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "no_json"),
        ("{", "no_json"),
        (b"\xff{}", "no_json"),
        ("[" * 100_000, "no_json"),
        ('{"a": "\\ud800"}', "no_json"),
        ("[1]", "no_object"),
        ("null", "no_object"),
        ('{"a": NaN}', "not_finite"),
        ('{"a": -Infinity}', "not_finite"),
        ('{"a": 1e99999999999999999999}', "not_finite"),
        ('{"a": 1, "b": 2, "a": 1}', "twice"),
        ('{"rows": [{"a": 1, "a": 2}]}', "twice"),
    ],
)
def test_what_could_be_understood_in_two_ways_is_not_read(raw, code):
    with pytest.raises(BadInput) as caught:
        told_in(raw)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_numbers_are_read_exactly():
    assert told_in('{"a": 0.1, "b": 5.0, "c": 12, "d": 1e3}') == {
        "a": Decimal("0.1"), "b": 5, "c": 12, "d": 1000,
    }  # fmt: skip
    for written, exponent in (
        ("1e999999999", 999999999),
        ("-1e999999999", 999999999),
        ("1e-999999999", -999999999),
    ):
        assert told_in(f'{{"a": {written}}}')["a"].adjusted() == exponent
    huge = told_in('{"a": ' + "9" * 6000 + "}")["a"]
    assert isinstance(huge, Decimal) and isinstance(told_in('{"a": 5.0}')["a"], int)


@pytest.mark.parametrize(
    ("field", "told", "found"),
    [
        ("ended_on", {}, "/ended_on"),
        ("wages.2.amount", {"wages": [{}, {}]}, "/wages/1/amount"),
        ("wages.2.amount", None, "/wages/1/amount"),
        ("other.ended_on", {"other": {}}, "/other/ended_on"),
        ("a.b/c~d", {"a.b/c~d": 1}, "/a.b~1c~0d"),
        ("wages.1.a.b", {"wages": [{"a.b": 1}]}, "/wages/0/a.b"),
        ("", {}, ""),
    ],
)
def test_a_problem_points_to_its_place(field, told, found):
    assert pointer(Problem(field, "x", Text("", "")), told) == found
