"""The range where the sides differ: exact for a few answers, of a few calculations for many."""

from dataclasses import replace
from itertools import product

import pytest

from cases.law.calculation import EXACT_UP_TO, Books, calculate
from cases.law.kinds import CALCULATIONS

BOOKS = Books.load()
MINE = {
    "on": "2025-10-01",
    "monthly_wage": "17400",
    "extended_hours": "10",
    "rest_hours": "10",
    "holiday_hours": "10",
    "paid": "900",
    "paid_ratio": "0.5",
}
THEIRS = {
    "monthly_wage": "8700",
    "extended_hours": "20",
    "rest_hours": "2",
    "rest_days": "1",
    "rest_hours_off": "1",
    "holiday_hours": "20",
    "holiday_days": "1",
    "paid": "500",
    "paid_ratio": "1",
    "system": "comprehensive",
    "is_approved": "no",
}


def asked(count):
    """The answer where the other side says the first so many otherwise, and how many calculations it took."""
    made, kind = [], CALCULATIONS["overtime"]

    def counted(**told):
        made.append(told)
        return kind.function(**told)

    other = dict(list(THEIRS.items())[:count])
    return calculate(replace(kind, function=counted), MINE | {"other": other}, BOOKS), len(made)


@pytest.mark.parametrize("count", range(1, EXACT_UP_TO + 1))
def test_of_a_few_answers_every_mixture_is_computed(count):
    found, made = asked(count)
    names = list(THEIRS)[:count]
    every = [
        calculate(
            CALCULATIONS["overtime"],
            MINE | {name: THEIRS[name] for name, is_theirs in zip(names, mixture, strict=True) if is_theirs},
            BOOKS,
        ).amount
        for mixture in product((False, True), repeat=count)
    ]
    assert (found.low, found.high) == (min(every), max(every)) and made == 2**count
    assert not any("组合" in caution.zh for caution in found.cautions)


@pytest.mark.parametrize("count", range(EXACT_UP_TO + 1, len(THEIRS) + 1))
def test_of_many_answers_only_a_few_mixtures_are_and_it_says_so(count):
    found, made = asked(count)
    assert made <= count + 4
    assert found.low <= found.amount <= found.high and found.low < found.high
    assert any("没有逐一计算" in caution.zh for caution in found.cautions)
    # Every single answer lies within, also all that raise the sum together and all that lower it.
    alone = {name: calculate(CALCULATIONS["overtime"], MINE | {name: THEIRS[name]}, BOOKS).amount
             for name in list(THEIRS)[:count]}  # fmt: skip
    for is_more in (True, False):
        together = {name: THEIRS[name] for name, sum_ in alone.items() if sum_ != found.amount
                    and (sum_ > found.amount) is is_more}  # fmt: skip
        mixed = calculate(CALCULATIONS["overtime"], MINE | together, BOOKS).amount
        assert found.low <= min(mixed, *alone.values()) and max(mixed, *alone.values()) <= found.high
    assert found.amount == calculate(CALCULATIONS["overtime"], MINE, BOOKS).amount
