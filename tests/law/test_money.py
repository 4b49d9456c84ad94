from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law import money

amounts = st.integers(0, 10**14).map(lambda fen: Decimal(fen).scaleb(-2))


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("0.55", "伍角伍分"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("10.05", "壹拾元零伍分"),
        ("105", "壹佰零伍元整"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1000.10", "壹仟元零壹角整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("12000", "壹万贰仟元整"),
        ("12000.00", "壹万贰仟元整"),
        ("12000.000", "壹万贰仟元整"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("10005", "壹万零伍元整"),
        ("100500", "壹拾万零伍佰元整"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("1000000", "壹佰万元整"),
        ("10010010", "壹仟零壹万零壹拾元整"),
        ("100000000", "壹亿元整"),
        ("100000005", "壹亿零伍元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1020030004.56", "壹拾亿贰仟零叁万零肆元伍角陆分"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        ("1000000000000", "壹万亿元整"),
    ],
)
def test_capitals(amount, capitals):
    assert money.capitals(Decimal(amount)) == f"人民币{capitals}"


@pytest.mark.parametrize(
    ("amount", "plain"),
    [
        ("0", "0.00"),
        ("-0", "0.00"),
        ("0E-9", "0.00"),
        ("1234.5", "1,234.50"),
        ("1E+3", "1,000.00"),
        ("0.07", "0.07"),
    ],
)
def test_plain(amount, plain):
    assert money.plain(Decimal(amount)) == plain


@pytest.mark.parametrize("form", [money.capitals, money.plain])
@pytest.mark.parametrize(
    "amount",
    ["-0.01", "0.001", "1.005", "1000000000000.01", "NaN", "sNaN", "Infinity", "1E-999999", "1E+999999"],
)
def test_what_cannot_be_paid_is_refused(form, amount):
    with pytest.raises(ValueError):
        form(Decimal(amount))


@pytest.mark.parametrize("amount", [1.5, 1, True, "1", None])
def test_only_decimals(amount):
    with pytest.raises(TypeError):
        money.capitals(amount)


def test_the_callers_decimal_context_changes_nothing():
    with localcontext() as context:
        context.prec = 3
        assert money.plain(Decimal("123456.78")) == "123,456.78"
        with pytest.raises(ValueError):
            money.plain(Decimal("1.00000000000000000000000000000000000001"))


DIGITS = {sign: number for number, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}


def read(text: str) -> Decimal:
    """A reader written apart from the writer: left to right, a unit multiplies what stands before it."""
    total = section = digit = Decimal(0)
    for sign in text.removeprefix("人民币").removesuffix("整"):
        if sign in DIGITS:
            digit = Decimal(DIGITS[sign])
        elif sign in "拾佰仟":
            section, digit = section + digit * 10 ** ("拾佰仟".index(sign) + 1), Decimal(0)
        elif sign == "万":
            total, section, digit = total + (section + digit) * 10**4, Decimal(0), Decimal(0)
        elif sign == "亿":
            total, section, digit = (total + section + digit) * 10**8, Decimal(0), Decimal(0)
        elif sign == "元":
            total, section, digit = total + section + digit, Decimal(0), Decimal(0)
        else:
            total, digit = total + digit * {"角": Decimal("0.1"), "分": Decimal("0.01")}[sign], Decimal(0)
    return total


@given(amounts)
def test_capitals_read_back_to_the_amount(amount):
    text = money.capitals(amount)
    assert read(text) == amount
    assert "零零" not in text
    assert text.endswith("整") is (not text.endswith("分"))


@given(amounts)
def test_plain_reads_back_to_the_amount(amount):
    assert Decimal(money.plain(amount).replace(",", "")) == amount
