"""An answer of the law as a page shows it: made from its plain data, so a kept one and a new one look alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.calculator.words import answered, figure, said, yuan
from cases.law.calculation import OTHER, Calculation
from cases.law.figures import KINDS
from cases.law.kinds import CALCULATIONS
from cases.models import Claim, RegionalFigure
from cases.wording import day, listed

REFERENCE = gettext_lazy(
    "This is for reference and no decision: an arbitration commission or a court may see facts and law otherwise."
)


@dataclass(frozen=True)
class Article:
    citation: str
    gist: str


@dataclass(frozen=True)
class Line:
    """A step: its sentence, its articles, its part of the sum."""

    text: str
    articles: list[Article]
    adds: str


@dataclass(frozen=True)
class Published:
    """A figure that was used."""

    name: str
    value: str
    since: str
    source: str
    how_sure: str


@dataclass(frozen=True)
class Answer:
    """Everything an answer says, in the reader's language."""

    title: str
    sentence: str
    amount: str
    low: str
    high: str
    values: list[tuple[str, str]]
    steps: list[Line]
    figures: list[Published]
    cautions: list[str]
    open: list[str]
    rule: str
    rule_since: str
    rule_articles: list[Article]
    told: list[tuple[str, str]]

    @property
    def plain(self) -> str:
        """The answer as text for a message."""
        lines = [self.title, self.sentence]
        if self.low:
            lines.append(_("Range") + f" {self.low} – {self.high}")
        lines += [f"{number}. {_plain_step(step)}" for number, step in enumerate(self.steps, 1)]
        lines += [f"! {caution}" for caution in self.cautions]
        lines.append(f"{self.rule} ({self.rule_since})" if self.rule_since else self.rule)
        return "\n".join([*lines, str(REFERENCE)])


def _plain_step(step: Line) -> str:
    cited = listed(article.citation for article in step.articles)
    return f"{step.text} [{cited}]" if cited else step.text


def title(kind: str) -> str:
    """What a kind of calculation is called; its code where the program does not know it any more."""
    return said(CALCULATIONS[kind].title) if kind in CALCULATIONS else kind


def shown(data: Mapping[str, Any], told: Mapping[str, Any]) -> Answer:
    """The page's words for `plain.as_data`, and for what was told."""
    calculation = CALCULATIONS.get(data["kind"])
    cited = {one["code"]: Article(said(one["citation"]), said(one["gist"])) for one in data["basis"]}
    span, rule = data["range"] or {}, data["rule"]
    values = [(said(one["label"]), _value(one, calculation)) for one in data["values"]]
    return Answer(
        title=title(data["kind"]),
        sentence=said(data["answer"]),
        amount=yuan(data["amount"]),
        low=yuan(span.get("low")),
        high=yuan(span.get("high")),
        values=[(label, words) for label, words in values if words],
        steps=_steps(data["steps"], cited),
        figures=[_published(one) for one in data["figures"]],
        cautions=[said(one) for one in data["cautions"]],
        open=[_label(calculation, name) for name in data["asks"]],
        rule=said(rule["text"]),
        rule_since="" if _says(rule["text"], rule["since"]) else figure(rule["since"], "day"),
        rule_articles=[cited[code] for code in rule["basis"] if code in cited],
        told=told_words(calculation, told),
    )


def _value(one: Mapping[str, Any], calculation: Calculation | None) -> str:
    """A named value in words; empty for one that has none: a code for programs in an answer kept from before there were
    words for it."""
    value = one["value"]
    if one.get("words"):
        return said(one["words"])
    if not isinstance(value, str) or one["unit"] or value[:1].isdigit() or not value.isascii():
        return "" if value is None else figure(value, one["unit"])
    for question in calculation.questions if calculation else ():
        if question.choices and value in question.choices:
            return said(question.choices[value])
    return str(Claim.Kind(value).label) if value in Claim.Kind.values else ""


def _steps(steps: Iterable[Mapping[str, Any]], cited: Mapping[str, Article]) -> list[Line]:
    """Each article is told once with its gist, afterwards by its citation alone."""
    found, told = [], set()
    for step in steps:
        codes = [code for code in step["basis"] if code in cited]
        articles = [replace(cited[code], gist="") if code in told else cited[code] for code in codes]
        told.update(codes)
        found.append(Line(said(step["text"]), articles, yuan(step["adds"])))
    return found


def _published(one: Mapping[str, Any]) -> Published:
    where, unit = said(one["region_name"]), said(one["unit"])
    marks = RegionalFigure.Mark
    how_sure = marks(one["mark"]).label if one["mark"] in marks.values else _("entered by the reader")
    value = f"{figure(one['value'], '')} {unit}"
    return Published(
        _("%(name)s (%(where)s)") % {"name": said(one["name"]), "where": where},
        value,
        _valid(one),
        one["source"],
        str(how_sure),
    )


def _says(words: Mapping[str, str], since: str) -> bool:
    """Does the name of a rule tell its day already?"""
    found = date.fromisoformat(since)
    return f"{found.year}年{found.month}月{found.day}日" in words["zh"]


def _valid(one: Mapping[str, Any]) -> str:
    """Of which time a figure is: of a year, or from a day on."""
    kind = KINDS.get(one["kind"])
    if kind is not None and kind.is_yearly:
        return _("of the year %(year)s") % {"year": one["since"][:4]}
    return _("valid from %(day)s") % {"day": figure(one["since"], "day")}


def _label(calculation: Calculation | None, name: str) -> str:
    for question in calculation.questions if calculation else ():
        if question.name == name:
            return said(question.label)
    return name


def told_words(calculation: Calculation | None, told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was told, question by question; what the other side says stands below the question."""
    if calculation is None:
        return [(name, str(value)) for name, value in told.items()]
    others, found = told.get(OTHER) or {}, []
    for question in calculation.questions:
        if question.name in told:
            found.append((said(question.label), answered(question, told[question.name])))
        if question.name in others:
            label = _("%(question)s, as the other side says") % {"question": said(question.label)}
            found.append((label, answered(question, others[question.name])))
    return found


def day_of(moment: Any) -> str:
    """The day of a moment in words."""
    return day(moment)
