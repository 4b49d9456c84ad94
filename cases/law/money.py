"""Amounts of money as agreements print them: plain, and in Chinese capital numerals.

The rules are those of the People's Bank for filling in bills (正确填写票据和结算凭证的基本规定, annex to the
支付结算办法). Where they leave a choice, the form harder to tamper with is taken: a zero is written
between 元 and 角 when the yuan end in 0, and 整 also closes an amount that ends with 角.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cases.law.results import Result, Text, Value, Version
from cases.law.steps import Step

LARGEST = Decimal("1000000000000")
VERSIONS = (
    Version(
        "capitals",
        date(1997, 12, 1),
        ("PBC-BILLS",),
        Text(
            "《支付结算办法》，自1997年12月1日起施行",
            "Measures on Payment and Settlement, from 1 December 1997",
        ),
    ),
)

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿", "万亿")


def plain(amount: Decimal) -> str:
    """1,234.50. Raises TypeError for anything but a Decimal, ValueError for an amount that cannot be paid."""
    yuan, fen = divmod(_in_fen(amount), 100)
    return f"{yuan:,}.{fen:02d}"


def capitals(amount: Decimal) -> str:
    """人民币壹万贰仟元整. Raises as `plain` does."""
    yuan, cents = divmod(_in_fen(amount), 100)
    jiao, fen = divmod(cents, 10)
    text = f"{_integer(yuan)}元" if yuan or not cents else ""
    if not cents:
        return f"人民币{text}整"
    needs_zero = bool(yuan) and (jiao == 0 or yuan % 10 == 0)
    text += "零" if needs_zero else ""
    text += f"{_DIGITS[jiao]}角" if jiao else ""
    text += f"{_DIGITS[fen]}分" if fen else "整"
    return f"人民币{text}"


def _in_fen(amount: Decimal) -> int:
    """The exact number of fen. Floats are refused: 0.1 + 0.2 is not 0.3, and an agreement is exact."""
    if not isinstance(amount, Decimal):
        raise TypeError(f"an amount must be a Decimal, not {type(amount).__name__}")
    if not amount.is_finite():
        raise ValueError("an amount must be a number")
    if amount < 0:
        raise ValueError("an amount must not be negative")
    if amount > LARGEST:
        raise ValueError(f"an amount must not be above {LARGEST:,}")
    if amount == 0:
        return 0
    # Told apart first, so that 1E-999999 does not build a number of a million digits below.
    if amount.adjusted() < -2:
        raise ValueError("an amount has at most two decimals")
    # Integers, not Decimal arithmetic: the caller's decimal context could round.
    numerator, denominator = amount.as_integer_ratio()
    fen, rest = divmod(numerator * 100, denominator)
    if rest:
        raise ValueError("an amount has at most two decimals")
    return fen


def _integer(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    text, zero_waits = "", False
    for position in reversed(range(len(_SECTIONS))):
        section = number // 10_000**position % 10_000
        if section == 0:
            zero_waits = bool(text)
            continue
        if text and (zero_waits or section < 1000):
            text += _DIGITS[0]
        text += _section(section) + _SECTIONS[position]
        zero_waits = False
    return text


def _section(section: int) -> str:
    """Four digits at most; a run of inner zeros is read once, zeros at the end are not read."""
    text, zero_waits = "", False
    for place in reversed(range(4)):
        digit = section // 10**place % 10
        if digit == 0:
            zero_waits = bool(text)
            continue
        text += (_DIGITS[0] if zero_waits else "") + _DIGITS[digit] + _PLACES[place]
        zero_waits = False
    return text


def in_capitals(*, amount: Decimal) -> Result:
    """An amount of yuan in Chinese capital numerals, as agreements and receipts write it."""
    text = capitals(amount)
    return Result(
        kind="capitals",
        version=VERSIONS[0],
        answer=Text(f"{text}（¥{plain(amount)}）", f"{text} (¥{plain(amount)})"),
        values=(Value("capitals", Text("中文大写", "in Chinese capitals"), text),),
        steps=(
            Step(
                "到元或者角为止的，末尾写“整”；中间连续的零只写一个“零”。",
                "What ends in yuan or jiao is closed with “整”; a run of zeros inside is written once.",
                basis=("PBC-BILLS",),
            ),
        ),
    )
