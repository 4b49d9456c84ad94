"""Identity numbers, credit codes and amounts in capitals."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.law.calculation import Books, calculate
from cases.law.checks import credit_codes, identifiers
from cases.law.kinds import CALCULATIONS
from cases.law.results import BadInput

BOOKS = Books.load()
TODAY = date(2026, 1, 5)
PROVINCES = (11, 15, 21, 23, 31, 37, 41, 46, 50, 54, 61, 65, 71, 81, 82, 83)


def ask(kind, **told):
    return calculate(CALCULATIONS[kind], told, BOOKS)


def faults(kind, **told):
    with pytest.raises(BadInput) as bad:
        ask(kind, **told)
    return [problem.code for problem in bad.value.problems]


def wide(text):
    """As a Chinese keyboard in full width types it."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


def whole(first_17):
    return first_17 + identifiers.id_check(first_17)


@st.composite
def id_numbers(draw):
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    place = draw(st.sampled_from(PROVINCES)) * 10_000 + draw(st.integers(0, 9999))
    return whole(f"{place}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}")


@pytest.mark.parametrize(
    ("number", "born", "sex"),
    [
        pytest.param("11010519491231002X", date(1949, 12, 31), "f", id="GB 11643: its own example"),
        pytest.param("11010519491231002x", date(1949, 12, 31), "f", id="GB 11643: a small x"),
        pytest.param(wide("11010519491231002X"), date(1949, 12, 31), "f", id="GB 11643: full width"),
        pytest.param(" 110105 19491231 002-X ", date(1949, 12, 31), "f", id="GB 11643: gaps"),
        pytest.param(whole("51020219800229123"), date(1980, 2, 29), "m", id="GB 11643: an abolished region"),
        pytest.param("810000199408230021", date(1994, 8, 23), "f", id="GB 11643: permit, Hong Kong"),
        pytest.param("830000199201300022", date(1992, 1, 30), "f", id="GB 11643: permit, Taiwan"),
        pytest.param(whole("91112419810303002"), date(1981, 3, 3), "f", id="GB 11643: foreigner's permanent card"),
        pytest.param("110105491231002", date(1949, 12, 31), "f", id="GB 11643: fifteen digits"),
        pytest.param(whole("11010518960101001"), date(1896, 1, 1), "m", id="GB 11643: 130 years old"),
        pytest.param(whole("11010520260105001"), TODAY, "m", id="GB 11643: born on the day"),
    ],
)  # fmt: skip
def test_a_number_that_can_be_one(number, born, sex):
    found = ask("id_number", number=number, on=TODAY)
    assert (found["birth_on"], found["sex"]) == (born, sex)
    assert found["is_old"] is (len(identifiers.normalised(number)) == 15)
    assert bool(found.cautions) is found["is_old"]
    assert ("男" if sex == "m" else "女") in found.answer.zh
    assert ("没有校验码" if found["is_old"] else "校验码正确") in found.steps[-1].text_zh


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("1101051949123100", ["length"]),
        ("11010519491231002XX", ["length"]),
        ("1101051949123100X2", ["signs"]),
        ("11010519491231002A", ["signs"]),
        ("11010549123100X", ["signs"]),
        ("110105194912310021", ["check_sign"]),
        (whole("16010519491231002"), ["region"]),
        (whole("91612419810303002"), ["region"]),
        ("911124810303002", ["region"]),
        (whole("11010519810229002"), ["no_such_day"]),
        (whole("11010519801301002"), ["no_such_day"]),
        (whole("11010500000101002"), ["no_such_day"]),
        (whole("11010520260106002"), ["future"]),
        (whole("11010518800101001"), ["too_old"]),
        (whole("00010519810229002"), ["region", "no_such_day"]),
        ("110105811301002", ["no_such_day"]),
    ],
)
def test_a_number_that_cannot_be_one_says_why(number, codes):
    assert faults("id_number", number=number, on=TODAY) == codes


@pytest.mark.parametrize(
    ("number", "where"), [(whole("11010519810229002"), "第7至14位"), ("110105811301002", "第7至12位")]
)
def test_where_the_day_of_birth_stands_is_said(number, where):
    with pytest.raises(BadInput) as bad:
        ask("id_number", number=number, on=TODAY)
    assert bad.value.problems[0].text.zh.startswith(where)


@given(id_numbers(), st.integers(0, 17), st.integers(1, 9))
def test_any_wrong_digit_is_refused(number, place, more):
    assert identifiers.is_identity(number, on=TODAY)
    old = 10 if number[place] == "X" else int(number[place])
    flipped = number[:place] + str((old + more) % 10) + number[place + 1 :]
    assume(flipped != number)
    assert not identifiers.is_identity(flipped, on=TODAY)


@given(id_numbers(), st.integers(0, 16))
def test_two_neighbours_swapped_are_refused(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assume(swapped != number)
    assert not identifiers.is_identity(swapped, on=TODAY)


@given(id_numbers())
def test_the_answer_never_repeats_the_number(number):
    found = ask("id_number", number=number, on=TODAY)
    assert number not in repr(found) and number[6:17] not in repr(found)


@pytest.mark.parametrize("number", ["110105194912310021", "11010519491331002X", "1101051949123100", "abc"])
def test_nor_does_a_refusal(number):
    with pytest.raises(BadInput) as bad:
        ask("id_number", number=number, on=TODAY)
    assert number not in repr(bad.value.problems) + str(bad.value)


@given(id_numbers(), st.integers(1, 3000))
def test_nobody_is_born_after_the_day_of_the_check(number, days):
    born = identifiers.identity(number, on=TODAY).birth_on
    assert identifiers.is_identity(number, on=born)
    assert not identifiers.is_identity(number, on=born - timedelta(days=days))


VALID_CODE = "91350100M000100Y43"


@pytest.mark.parametrize(
    ("code", "body"),
    [
        pytest.param(VALID_CODE, "企业", id="GB 32100: its own example"),
        pytest.param(wide("91350100m000100y43"), "企业", id="GB 32100: full width"),
        pytest.param("9135 0100 M000 100Y 43", "企业", id="GB 32100: gaps"),
        pytest.param("12100000400000624D", "事业单位", id="GB 32100: a public institution"),
    ],
)
def test_a_code_that_can_be_one(code, body):
    found = ask("credit_code", code=code)
    assert found["is_plausible"] and found["body"] == body
    assert bool(found.cautions) is (body == "事业单位")


@pytest.mark.parametrize(
    ("code", "fault", "words"),
    [
        (VALID_CODE[:-1], "length", "17位"),
        (VALID_CODE + "0", "length", "19位"),
        ("9135O100M000100Y43", "sign", "第5位的“O”不会出现在代码里（不用字母I、O、S、V、Z），可能是“0”"),
        ("91350100M000100V43", "sign", "第16位的“V”不会出现在代码里（不用字母I、O、S、V、Z），请核对"),
        ("91350100M000100中43", "sign", "第16位"),
        ("9135A100M000100Y43", "region", "第3至8位"),
        ("91350100M000100Y44", "check_sign", "校验码"),
    ],
)
def test_a_code_that_cannot_be_one_says_why(code, fault, words):
    found = credit_codes.fault_in(code)
    assert found is not None and found.code == fault and words in found.text.zh
    assert faults("credit_code", code=code) == [fault]


@given(
    st.text(credit_codes.SIGNS, min_size=9, max_size=9),
    st.integers(0, 17),
    st.integers(1, 30),
)
def test_any_wrong_sign_of_a_code_is_refused(middle, place, more):
    body = "91110302" + middle
    code = body + credit_codes.check_sign(body)
    assert credit_codes.fault_in(code) is None
    other = credit_codes.SIGNS[(credit_codes.SIGNS.index(code[place]) + more) % 31]
    assert credit_codes.fault_in(code[:place] + other + code[place + 1 :]) is not None


def test_an_amount_in_capitals():
    assert ask("capitals", amount="12,000.50")["capitals"] == "人民币壹万贰仟元零伍角整"
    assert faults("capitals", amount="0.001") == ["too_fine"]
    assert faults("capitals", amount="-1") == ["too_small"]
