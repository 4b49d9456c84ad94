"""What the law says reads like a sentence: days in words, one day and two days, no row that says nothing."""

import re
from datetime import date
from decimal import Decimal

import pytest

from cases.law.calculation import Books, calculate
from cases.law.kinds import CALCULATIONS
from cases.law.plain import as_data
from cases.law.results import BadInput
from cases.law.steps import many, short_en, short_zh
from cases.law.telling import Teller

BOOKS = Books.load()
PAST = {
    "on": "2024-11-08",
    "events": [{"kind": "start", "on": "2022-01-31"}, {"kind": "termination", "on": "2023-06-30"}],
    "nature": "pay_arrears",
}


def sentences(found):
    """Every text of an answer, in both languages; not the codes and days for programs."""
    if isinstance(found, dict):
        if found.keys() == {"zh", "en"}:
            yield from found.values()
        else:
            for one in found.values():
                yield from sentences(one)
    elif isinstance(found, list):
        for one in found:
            yield from sentences(one)


@pytest.mark.parametrize("kind", CALCULATIONS)
def test_no_sentence_has_a_day_for_machines_or_several_of_one(kind):
    answer = as_data(calculate(CALCULATIONS[kind], CALCULATIONS[kind].example, BOOKS))
    for told in sentences(answer):
        assert not re.search(r"\b\d{4}-\d{2}\b", told), told
        assert not re.search(r"(?<![\d.,])1 (day|month|year|hour)s\b", told), told
        assert "双倍工资" not in told and "[M]" not in told


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("severance", {"started_on": "2024-03-01", "ended_on": "2019-03-11"}),
        ("working_days", {"first": "2025-03-10", "last": "2025-03-07", "days": None}),
        ("time_limit", {"rule": "award", "started_on": "2025-03-03", "approved_on": "2025-03-01", "extended_to": "2025-05-01"}),
        ("limitation", {"on": "1890-01-01"}),
    ],
)  # fmt: skip
def test_a_fault_says_its_days_in_words(kind, told):
    with pytest.raises(BadInput) as bad:
        calculate(CALCULATIONS[kind], CALCULATIONS[kind].example | told, BOOKS)
    texts = [words for one in bad.value.problems for words in (one.text.zh, one.text.en)]
    assert any(re.search(r"\d{4}年\d+月\d+日", words) for words in texts)
    assert not any(re.search(r"\d{4}-\d{2}-\d{2}", words) for words in texts)


def test_a_time_that_is_over_is_not_left():
    result = calculate(CALCULATIONS["limitation"], PAST, BOOKS)
    (left,) = [one for one in result.values if one.name == "remaining_days"]
    assert left.value == -130 and left.words is not None and left.words.zh == "已过130天"
    for language, words in (("zh", "已过130天"), ("en", "130 days past")):
        told = Teller(language).result(result)
        assert words in told and "-130" not in told
        assert "possibly_over" not in told and "未知" not in told and "not known" not in told


def test_days_and_numbers_in_words():
    day = date(2026, 6, 3)
    assert (short_zh(day), short_en(day)) == ("2026年6月3日", "3 June 2026")
    spelled = [many(one, "month") for one in (1, Decimal(1), Decimal("0.5"), 12)]
    assert spelled == ["1 month", "1 month", "0.5 months", "12 months"]
