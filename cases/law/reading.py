"""Answers from outside as Python values, or a sentence for each fault.

Answers come as strings (a form) or as JSON; both are read strictly: a date that does not exist is never bent into
one that does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from cases.law.questions import MOST_MONEY, Answer, Question, Type
from cases.law.results import CENT, BadInput, Problem, Text
from cases.law.steps import short_en, short_zh

EARLIEST, LATEST = date(1949, 10, 1), date(2100, 12, 31)
MOST_ROWS = 400
# Of a number as it is written; and after the point.
MOST_DIGITS, DECIMALS = 40, 6

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_PART_OF_A_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?|\d{4}\s*年?")
_YES = {"true": True, "yes": True, "on": True, "1": True, "是": True}
_NO = {"false": False, "no": False, "off": False, "0": False, "否": False}


def read(questions: Sequence[Question], told: Mapping[str, object]) -> dict[str, Answer]:
    """All answers as Python values, None for what was left open. Raises BadInput with every fault at once."""
    answers: dict[str, Answer] = {}
    problems = _strangers(questions, told)
    for question in questions:
        try:
            answers[question.name] = read_one(question, told.get(question.name))
        except BadInput as bad:
            problems.extend(bad.problems)
    if problems:
        raise BadInput(*problems)
    return answers


def _strangers(questions: Sequence[Question], told: Mapping[str, object]) -> list[Problem]:
    known = {question.name for question in questions}
    return [
        Problem(
            name,
            "unknown",
            Text(
                f"没有名为“{name}”的问题，请核对名称。",
                f"There is no question “{name}”. Please check its name.",
            ),
        )
        for name in told
        if name not in known
    ]


def read_one(question: Question, raw: object) -> Answer:
    """One answer. Raises BadInput."""
    if isinstance(raw, str):
        raw = unicodedata.normalize("NFKC", raw).strip()
    if raw is None or raw == "" or raw == []:
        if question.default is not None:
            raw = question.default
        elif question.is_required:
            raise _fault(
                question, "missing", f"请填写：{question.label.zh}。", f"Please answer: {question.label.en}."
            )
        else:
            return () if question.type in (Type.DAYS, Type.ROWS) else None
    return _READERS[question.type](question, raw)


def _fault(question: Question, code: str, zh: str, en: str) -> BadInput:
    return BadInput(Problem(question.name, code, Text(zh, en)))


def _day(question: Question, raw: object) -> date:
    if type(raw) is date:
        found: date = raw
    else:
        found = _spelled_day(question, raw)
    if not EARLIEST <= found <= LATEST:
        raise _fault(
            question,
            "out_of_time",
            f"{question.label.zh}：{short_zh(found)}不在可以计算的年代之内，请核对年份。",
            f"{question.label.en}: {short_en(found)} is outside the years that can be computed. Please check the year.",
        )
    return found


def _spelled_day(question: Question, raw: object) -> date:
    text = raw if isinstance(raw, str) else ""
    match = _DAY.fullmatch(text)
    if match is None:
        if _PART_OF_A_DAY.fullmatch(text):
            raise _fault(
                question,
                "part_of_a_day",
                f"{question.label.zh}：请写到日，例如 2024-03-15；少了日子，期限可能差一个月。",
                f"{question.label.en}: please give the whole day, such as 2024-03-15.",
            )
        raise _fault(
            question,
            "no_day",
            f"{question.label.zh}：请按 2024-03-15 的样子填写日期。",
            f"{question.label.en}: please write the day like 2024-03-15.",
        )
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise _fault(
            question,
            "no_such_day",
            f"{question.label.zh}：日历上没有{match[1]}年{match[2]}月{match[3]}日，请核对。",
            f"{question.label.en}: there is no day {match[1]}-{match[2]}-{match[3]} in the calendar. Please check it.",
        ) from None


def _number(question: Question, raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise _no_number(question)
    # A float of JSON is taken by its shortest spelling: 0.1 is 0.1.
    text = str(raw).replace(",", "").lstrip("¥").removesuffix("元").strip()
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise _no_number(question) from None
    if not found.is_finite() or len(text) > MOST_DIGITS:
        raise _no_number(question)
    # Told apart by its size first: 1E-30000000 would be a fraction of thirty million digits.
    if found and not -DECIMALS <= found.adjusted() <= MOST_DIGITS:
        raise _too_fine(question, DECIMALS) if found.adjusted() < 0 else _no_number(question)
    return _in_bounds(question, _no_finer(question, found, DECIMALS))


def _no_finer(question: Question, found: Decimal, decimals: int) -> Decimal:
    exponent = found.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -decimals:
        raise _too_fine(question, decimals)
    return found


def _too_fine(question: Question, decimals: int) -> BadInput:
    return _fault(
        question,
        "too_fine",
        f"{question.label.zh}：最多{decimals}位小数。",
        f"{question.label.en}: {decimals} decimals at most.",
    )


def _no_number(question: Question) -> BadInput:
    return _fault(
        question,
        "no_number",
        f"{question.label.zh}：请只填数字，例如 6200 或 6200.50。",
        f"{question.label.en}: please enter a number only, such as 6200 or 6200.50.",
    )


def _in_bounds(question: Question, found: Decimal) -> Decimal:
    least = Decimal(0) if question.least is None else question.least
    most = MOST_MONEY if question.most is None else question.most
    if found < least:
        raise _fault(
            question,
            "too_small",
            f"{question.label.zh}：不能小于{least:f}，请核对。",
            f"{question.label.en}: it cannot be below {least:f}. Please check it.",
        )
    if found > most:
        raise _fault(
            question,
            "too_large",
            f"{question.label.zh}：{found:,f}大得不合常理（上限{most:,f}），请核对是否多写了零。",
            f"{question.label.en}: {found:,f} is beyond what is plausible (at most {most:,f}). Is there a zero too many?",
        )
    return found


def _money(question: Question, raw: object) -> Decimal:
    return _no_finer(question, _number(question, raw), 2).quantize(CENT)


def _count(question: Question, raw: object) -> int:
    found = _number(question, raw)
    if found != found.to_integral_value():
        raise _fault(
            question,
            "not_whole",
            f"{question.label.zh}：请填整数。",
            f"{question.label.en}: please enter a whole number.",
        )
    return int(found)


def _yes_no(question: Question, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    found = (_YES | _NO).get(str(raw).casefold())
    if found is None:
        raise _fault(
            question,
            "no_answer",
            f"{question.label.zh}：请回答是或否。",
            f"{question.label.en}: please say yes or no.",
        )
    return found


def _choice(question: Question, raw: object) -> str:
    choices = question.choices or {}
    if not isinstance(raw, str) or raw not in choices:
        zh, en = "、".join(choices), ", ".join(choices)
        raise _fault(
            question,
            "no_such_choice",
            f"{question.label.zh}：请从这些当中选择：{zh}。",
            f"{question.label.en}: please choose one of: {en}.",
        )
    return raw


def _text(question: Question, raw: object) -> str:
    if not isinstance(raw, str) or len(raw) > 200:
        raise _fault(
            question,
            "no_text",
            f"{question.label.zh}：请用二百字以内的文字填写。",
            f"{question.label.en}: please write at most 200 characters.",
        )
    return raw


def _days(question: Question, raw: object) -> tuple[date, ...]:
    found = re.split(r"[\s,;，；、]+", raw) if isinstance(raw, str) else raw
    if not isinstance(found, list | tuple):
        raise _fault(
            question,
            "no_list",
            f"{question.label.zh}：请一行写一个日期。",
            f"{question.label.en}: please write one day a line.",
        )
    return tuple(_day(question, one) for one in _not_too_many(question, [one for one in found if one != ""]))


def _not_too_many(question: Question, rows: Sequence[object]) -> Sequence[object]:
    if len(rows) > MOST_ROWS:
        raise _fault(
            question,
            "too_many",
            f"{question.label.zh}：最多{MOST_ROWS}行。",
            f"{question.label.en}: at most {MOST_ROWS} lines.",
        )
    return rows


def _rows(question: Question, raw: object) -> tuple[Mapping[str, Answer], ...]:
    if not isinstance(raw, list | tuple) or not all(isinstance(row, Mapping) for row in raw):
        raise _fault(
            question,
            "no_list",
            f"{question.label.zh}：应为若干行，每行各有其栏目。",
            f"{question.label.en}: a list of rows is needed.",
        )
    answers: list[Mapping[str, Answer]] = []
    problems: list[Problem] = []
    for number, row in enumerate(_not_too_many(question, raw), start=1):
        try:
            answers.append(read(question.columns, row))  # type: ignore[arg-type]
        except BadInput as bad:
            problems += [
                Problem(
                    f"{question.name}.{number}.{one.field}",
                    one.code,
                    Text(f"第{number}行，{one.text.zh}", f"Line {number}: {one.text.en}"),
                )
                for one in bad.problems
            ]
    if problems:
        raise BadInput(*problems)
    return tuple(answers)


_READERS: Mapping[Type, Callable[[Question, object], Answer]] = {
    Type.DAY: _day,
    Type.MONEY: _money,
    Type.NUMBER: _number,
    Type.COUNT: _count,
    Type.YES_NO: _yes_no,
    Type.CHOICE: _choice,
    Type.TEXT: _text,
    Type.DAYS: _days,
    Type.ROWS: _rows,
}
