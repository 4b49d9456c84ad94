"""The named parts of an answer: whatever is a code for programs has words for people."""

import pytest

from cases.law.calculation import Books, calculate
from cases.law.kinds import CALCULATIONS
from cases.law.plain import as_data
from cases.law.telling import Teller

BOOKS = Books.load()
MORE = (
    ("holiday_rates", {"days": ["2025-01-26", "2025-01-27", "2025-01-28", "2025-02-01"]}),
    ("payment_order", {"ground": "agreement", "kind": "pay"}),
    ("payment_order", {"ground": "iou", "kind": "pay"}),
    ("payment_order", {"ground": "iou", "kind": "severance"}),
    *(("limitation", {"on": on}) for on in ("2015-01-01", "2024-01-01", "2026-11-20", "2040-01-01")),
)
ASKED = [*((kind, {}) for kind in CALCULATIONS), *MORE]


def answered(kind, more):
    return calculate(CALCULATIONS[kind], {**CALCULATIONS[kind].example, **more}, BOOKS)


@pytest.mark.parametrize(("kind", "more"), ASKED)
def test_no_value_that_people_read_is_a_bare_code(kind, more):
    found = answered(kind, more)
    for value, plain in zip(found.values, as_data(found)["values"], strict=True):
        if isinstance(value.value, str) and value.value.isascii():
            assert value.words is not None, value.name
        if value.words is None:
            assert plain["words"] is None
            continue
        assert plain["words"] == {"zh": value.words.zh, "en": value.words.en}
        assert value.words.zh != value.value != value.words.en or not str(value.value).isascii()
        for language in ("zh", "en"):
            assert f": {plain['words'][language]}\n" in Teller(language).result(found)


@pytest.mark.parametrize(
    ("kind", "more", "name", "value", "zh", "en"),
    [
        ("payment_order", {"ground": "agreement", "kind": "pay"}, "after_objection", "sue", "起诉", "suit"),
        ("payment_order", {"ground": "iou", "kind": "severance"}, "after_objection", "arbitrate", "仲裁", "arbitration"),
        ("id_number", {}, "sex", "f", "女", "female"),
        ("credit_code", {}, "body", "企业", "企业", "enterprise"),
        ("time_limit", {}, "calendar_version", BOOKS.calendar.version, BOOKS.calendar.version, "notices"),
    ],
)  # fmt: skip
def test_what_the_codes_mean(kind, more, name, value, zh, en):
    (found,) = (one for one in answered(kind, more).values if one.name == name)
    assert found.value == value and zh in found.words.zh and en in found.words.en


def test_the_state_of_a_limitation_is_said_as_in_its_sentence():
    found = answered("limitation", {})
    (standing,) = (one for one in found.values if one.name == "standing")
    assert found.answer.zh.startswith(standing.words.zh)
