"""A calculation told as lines of plain text, in one language: for the command line and for whoever reads without a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from cases.law.articles import article
from cases.law.calculation import GROUPS, OTHER, Calculation, spoken
from cases.law.figures import KINDS, REGION_NAMES, valid
from cases.law.questions import Question, Type
from cases.law.results import Figure, Result, Text, Value

LANGUAGES = ("zh", "en")
_UNITS: Mapping[str, Text] = {
    "yuan": Text("元", " yuan"),
    "days": Text("天", " days"),
    "months": Text("个月", " months"),
    "years": Text("年", " years"),
    "hours": Text("小时", " hours"),
    "percent": Text("％", " %"),
}
_TYPES: Mapping[Type, Text] = {
    Type.DAY: Text("日期，如 2024-03-15", "a day, such as 2024-03-15"),
    Type.MONEY: Text("金额（元）", "an amount in yuan"),
    Type.NUMBER: Text("数字", "a number"),
    Type.COUNT: Text("整数", "a whole number"),
    Type.YES_NO: Text("是或否：true、false", "true or false"),
    Type.CHOICE: Text("选择", "one of"),
    Type.TEXT: Text("文字", "text"),
    Type.DAYS: Text("若干日期", "a list of days"),
    Type.ROWS: Text("若干行", "a list of rows"),
}


class Teller:
    """Tells in one language: "zh" or "en"."""

    def __init__(self, language: str) -> None:
        self.is_zh = language == "zh"

    def say(self, words: Text) -> str:
        return words.zh if self.is_zh else words.en

    def both(self, zh: str, en: str) -> str:
        return zh if self.is_zh else en

    def result(self, result: Result, questions: Sequence[Question] = ()) -> str:
        """Figure, steps with their articles, what it rests on, what to mind."""
        sections: tuple[tuple[Text, Iterator[str]], ...] = (
            (Text("步骤", "Steps"), self._steps(result)),
            (
                Text("要项", "In figures"),
                map(self._value, (one for one in result.values if one.value is not None)),
            ),
            (Text("依据", "Basis"), map(self._article, result.basis)),
            (Text("所用数据", "Published figures used"), map(self._figure, result.figures)),
            (Text("注意", "Please note"), map(self.say, result.cautions)),
            (Text("还可以填写", "Still open"), self._asks(result, questions)),
        )
        lines = [self.say(result.answer), *self._range(result)]
        for heading, told in sections:
            if found := list(told):
                lines += ["", self.say(heading), *(f"  {line}" for line in found)]
        lines += ["", self.say(result.version.text), self._for_reference()]
        return "\n".join(lines) + "\n"

    def _range(self, result: Result) -> Iterator[str]:
        if result.low is not None and result.high is not None:
            yield self.both(
                f"可能的范围：{result.low:,.2f}元至{result.high:,.2f}元。",
                f"Possible range: {result.low:,.2f} to {result.high:,.2f} yuan.",
            )

    def _steps(self, result: Result) -> Iterator[str]:
        for number, step in enumerate(result.steps, start=1):
            basis = f" [{', '.join(step.basis)}]" if step.basis else ""
            adds = self.both(f" ⇒ {step.adds:,.2f}元", f" ⇒ {step.adds:,.2f} yuan") if step.adds else ""
            yield f"{number}. {self.both(step.text_zh, step.text_en)}{basis}{adds}"

    def _value(self, value: Value) -> str:
        told = self.say(value.words) if value.words else self._spoken(value.value, value.unit)
        return f"{self.say(value.label)}: {told}"

    def _spoken(self, value: Decimal | int | date | bool | str | None, unit: str) -> str:
        words = self.say(spoken(value)) + (self.say(_UNITS[unit]) if unit in _UNITS else "")
        return words.removesuffix("s") if value == 1 and not self.is_zh else words

    def _article(self, code: str) -> str:
        found = article(code)
        return self.both(
            f"{code} {found.citation_zh}：{found.gist_zh}", f"{code} {found.citation_en}: {found.gist_en}"
        )

    def _figure(self, figure: Figure) -> str:
        kind = KINDS[figure.kind]
        region = REGION_NAMES.get(figure.region, Text(figure.region, figure.region))
        source = figure.source or self.both("由您填写", "entered by you")
        return (
            f"{self.say(region)} {self.say(kind.name)} {self.say(valid(figure))}: "
            f"{figure.value:,} {self.say(kind.unit)} ({source})"
        )

    def _asks(self, result: Result, questions: Sequence[Question]) -> Iterator[str]:
        labels = {question.name: self.say(question.label) for question in questions}
        return (f"{name}: {labels[name]}" if name in labels else name for name in result.asks)

    def _for_reference(self) -> str:
        return self.both(
            "供参考：以所填事实为前提，最终以有权机关的认定为准。",
            "For reference: it rests on the facts as entered; who decides in the end is the body with the power to.",
        )

    def kinds(self, calculations: Mapping[str, Calculation]) -> str:
        """All calculations, by their groups."""
        lines: list[str] = []
        width = max(map(len, calculations), default=0)
        for group, title in GROUPS.items():
            found = [one for one in calculations.values() if one.group == group]
            if found:
                lines += ["", self.say(title), *(f"  {o.kind:<{width}}  {self.say(o.title)}" for o in found)]
        return "\n".join(lines[1:]) + "\n"

    def questions(self, calculation: Calculation) -> str:
        """What a calculation asks: names, kinds of answers, which must be given."""
        lines = [f"{calculation.kind}: {self.say(calculation.title)}", self.say(calculation.intro), ""]
        for question in calculation.questions:
            lines += self._question(question)
        if any(question.is_disputable for question in calculation.questions):
            lines.append(
                self.both(
                    f"  {OTHER}: 对方的说法（带“≠”的问题），按问题名称填写",
                    f"  {OTHER}: what the other side says (questions marked ≠), by the names of the questions",
                )
            )
        return "\n".join(lines) + "\n"

    def _question(self, question: Question, indent: str = "  ") -> Iterator[str]:
        marks = ("*" if question.is_required and question.default is None else "") + (
            "≠" if question.is_disputable else ""
        )
        told = (
            f"{indent}{question.name}{marks}: {self.say(question.label)} ({self.say(_TYPES[question.type])})"
        )
        yield told + (f" [{question.default}]" if question.default is not None else "")
        if question.help is not None:
            yield f"{indent}    {self.say(question.help)}"
        for code, words in (question.choices or {}).items():
            yield f"{indent}    {code} = {self.say(words)}"
        for column in question.columns:
            yield from self._question(column, indent + "    ")
