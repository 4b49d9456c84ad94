"""Answers from outside: read strictly, or a sentence for each fault; nothing is bent, nothing hangs."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cases.law.calculation import Books, calculate
from cases.law.kinds import CALCULATIONS
from cases.law.questions import Question, Type
from cases.law.reading import MOST_ROWS, read, read_one
from cases.law.results import BadInput, Text

LABEL = Text("问题", "Question")
CHOICES = {"n": Text("甲", "one"), "m": Text("乙", "two")}


def asked(type_: Type, **more: object) -> Question:
    return Question("it", type_, LABEL, **more)


def fault(question: Question, raw: object) -> str:
    with pytest.raises(BadInput) as caught:
        read_one(question, raw)
    (problem,) = caught.value.problems
    assert problem.text.zh and problem.text.en and problem.field == "it"
    return problem.code


@pytest.mark.parametrize(
    ("type_", "raw", "expected"),
    [
        (Type.DAY, "2024-02-29", date(2024, 2, 29)),
        (Type.DAY, "2024年3月5日", date(2024, 3, 5)),
        (Type.DAY, "２０２４／３／５", date(2024, 3, 5)),  # noqa: RUF001
        (Type.DAY, "1988-06-01", date(1988, 6, 1)),
        (Type.DAY, date(1949, 10, 1), date(1949, 10, 1)),
        (Type.DAY, "2100-12-31", date(2100, 12, 31)),
        (Type.MONEY, "￥12,000.5", Decimal("12000.50")),
        (Type.MONEY, "6200元", Decimal("6200.00")),
        (Type.MONEY, 0.1, Decimal("0.10")),
        (Type.MONEY, "１２", Decimal("12.00")),  # noqa: RUF001
        (Type.NUMBER, "0.000001", Decimal("0.000001")),
        (Type.NUMBER, "0", Decimal(0)),
        (Type.COUNT, "3.0", 3),
        (Type.YES_NO, "是", True),
        (Type.YES_NO, False, False),
        (Type.CHOICE, "n", "n"),
        (Type.TEXT, " 甲 ", "甲"),
        (
            Type.DAYS,
            "2024-01-01，2024-01-02\n2024-01-03",
            (date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3)),
        ),
        (Type.DAYS, ["2024-01-01"], (date(2024, 1, 1),)),
    ],
)
def test_what_is_read(type_: Type, raw: object, expected: object) -> None:
    found = read_one(asked(type_, choices=CHOICES), raw)
    assert found == expected and type(found) is type(expected)


@pytest.mark.parametrize(
    ("type_", "raw", "code"),
    [
        (Type.DAY, "", "missing"),
        (Type.DAY, "2023-02-29", "no_such_day"),
        (Type.DAY, "2023-13-01", "no_such_day"),
        (Type.DAY, "2023-06", "part_of_a_day"),
        (Type.DAY, "2023年6月", "part_of_a_day"),
        (Type.DAY, "2023", "part_of_a_day"),
        (Type.DAY, "昨天", "no_day"),
        (Type.DAY, 20230601, "no_day"),
        (Type.DAY, "1949-09-30", "out_of_time"),
        (Type.DAY, "2101-01-01", "out_of_time"),
        (Type.MONEY, "很多", "no_number"),
        (Type.MONEY, True, "no_number"),
        (Type.MONEY, "NaN", "no_number"),
        (Type.MONEY, "Infinity", "no_number"),
        (Type.MONEY, "1.005", "too_fine"),
        (Type.MONEY, "1E-999999", "too_fine"),
        (Type.NUMBER, "1E-30000000", "too_fine"),
        (Type.NUMBER, "0.0000001", "too_fine"),
        (Type.NUMBER, "1E+999999", "no_number"),
        (Type.NUMBER, "9" * 41, "no_number"),
        (Type.NUMBER, "-1", "too_small"),
        (Type.MONEY, "1000000000.01", "too_large"),
        (Type.COUNT, "2.5", "not_whole"),
        (Type.YES_NO, "也许", "no_answer"),
        (Type.CHOICE, "x", "no_such_choice"),
        (Type.CHOICE, 1, "no_such_choice"),
        (Type.TEXT, "长" * 201, "no_text"),
        (Type.TEXT, 1, "no_text"),
        (Type.DAYS, 5, "no_list"),
        (Type.DAYS, ["2024-01-01"] * (MOST_ROWS + 1), "too_many"),
        (Type.ROWS, "x", "no_list"),
        (Type.ROWS, [1], "no_list"),
    ],
)
def test_what_is_refused(type_: Type, raw: object, code: str) -> None:
    assert fault(asked(type_, choices=CHOICES), raw) == code


def test_bounds_include_their_ends() -> None:
    question = asked(Type.NUMBER, least=Decimal(1), most=Decimal(3))
    assert read_one(question, "1") == 1 and read_one(question, "3") == 3
    assert fault(question, "0.99") == "too_small" and fault(question, "3.01") == "too_large"


def test_what_may_be_left_open() -> None:
    assert read_one(asked(Type.MONEY, is_required=False), " ") is None
    assert read_one(asked(Type.ROWS, is_required=False), []) == ()
    assert read_one(asked(Type.DAYS, is_required=False), None) == ()
    assert read_one(asked(Type.CHOICE, choices=CHOICES, default="m"), "") == "m"


def test_every_fault_at_once_with_its_line() -> None:
    column = Question("amount", Type.MONEY, LABEL)
    questions = (asked(Type.DAY), Question("rows", Type.ROWS, LABEL, columns=(column,)))
    with pytest.raises(BadInput) as caught:
        read(questions, {"it": "2023-02-30", "rows": [{"amount": "1"}, {"amount": "x"}], "more": 1})
    assert [(one.field, one.code) for one in caught.value.problems] == [
        ("more", "unknown"), ("it", "no_such_day"), ("rows.2.amount", "no_number"),
    ]  # fmt: skip
    assert (
        caught.value.problems[-1].text.zh.startswith("第2行")
        and "Line 2" in caught.value.problems[-1].text.en
    )


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=30)
    | some.sampled_from(["1E-30000000", "1E+30000000", "2024-02-30", "0", "-1", "99999999999999999999"]),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(some.data())
def test_whatever_comes_the_law_answers_or_says_what_is_wrong(data: some.DataObject) -> None:
    """Any kind, its worked example with one answer exchanged for anything."""
    calculation = CALCULATIONS[data.draw(some.sampled_from(sorted(CALCULATIONS)))]
    told = dict(calculation.example)
    told[data.draw(some.sampled_from([question.name for question in calculation.questions]))] = data.draw(
        ANYTHING
    )
    try:
        result = calculate(calculation, told, Books.load())
    except BadInput as bad:
        assert all(one.text.zh and one.text.en for one in bad.problems)
    else:
        low, high = result.low, result.high
        assert low is None or result.amount is None or low <= result.amount <= (high or result.amount)


@pytest.mark.parametrize("kind", sorted(CALCULATIONS))
def test_the_worked_example_of_each_kind_is_answered(kind: str) -> None:
    assert calculate(CALCULATIONS[kind], CALCULATIONS[kind].example, Books.load()).answer.zh
