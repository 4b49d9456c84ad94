"""Writes the page `docs/law.md` from the law library and its tests: rule, article, function, test; kept current by a test.

What cites what is read from the sources: a code such as "LCL 47" written as a string in a function, a table or a test.
"""

import ast
import importlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from cases.law.articles import ARTICLES, article
from cases.law.calculation import GROUPS, Books, Calculation, calculate
from cases.law.figures import KINDS, REGION_NAMES, SHIPPED, rows_of
from cases.law.kinds import CALCULATIONS
from cases.law.limits.rule_table import RULES
from cases.law.limits.rules import Nature, Rule
from cases.law.questions import Question
from cases.law.results import Text, Version

ROOT = Path(__file__).resolve().parent.parent
LAW, TESTS = ROOT / "cases" / "law", ROOT / "tests" / "law"
_DATA = ("gists", "articles.py")
# The longest code first, so that "LCL 47" is not read as LCL 4.
_CODE = re.compile(
    r"(?<![A-Za-z0-9-])(" + "|".join(sorted(map(re.escape, ARTICLES), key=len, reverse=True)) + r")(?![0-9])"
)

_PAGE = """# The law in the program · 程序中的法律

This page is made from the code by `python manage.py draw_law`; a test compares them. 本页由程序生成，并由测试核对。

It is for reference, for mediators who want to see why a figure is what it is, and for whoever changes a rule. An article
is named by its code, such as `LCL 47`; its citation is spelled in `cases/law/articles.py` and nowhere else in the library.
The gists are reminders, not the text of the law. 要旨仅为提示，不是法律原文。

1. [Calculations · 计算](#calculations--计算)
2. [Time limits · 期限](#time-limits--期限)
3. [Versions of the rules · 规则的版本](#versions-of-the-rules--规则的版本)
4. [Published figures · 公布的数据](#published-figures--公布的数据)
5. [Articles · 条文](#articles--条文)

## Calculations · 计算

In the calculator, at `POST /api/v1/calculations/<kind>/`, and on the command line: `python -m cases.law <kind> '<json>'`.
A question marked * must be answered; the other side may say otherwise where it is marked ≠.

{calculations}

## Time limits · 期限

From `cases/law/limits/rule_table.py`; the start day is not counted. How ends on rest days move: `cases/law/limits/counting.py`.

{limits}

## Versions of the rules · 规则的版本

{versions}

## Published figures · 公布的数据

What comes with the program (`cases/law/regional/`); an office adds its own. V: read in the text, V2: in a copy, M: from
memory, to be checked.

{figures}

## Articles · 条文

{articles}
"""


def page() -> str:
    """The whole page."""
    return _PAGE.format(
        calculations=_calculations(),
        limits=_limits(),
        versions=_versions(),
        figures=_figures(),
        articles=_articles(),
    )


def _both(words: Text) -> str:
    return _cell(f"{words.zh} · {words.en}")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    headings = list(headings)
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _codes(found: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in found)


# --- calculations ---------------------------------------------------------------------------------------------


def _calculations() -> str:
    parts: list[str] = []
    for group, title in GROUPS.items():
        found = [one for one in CALCULATIONS.values() if one.group == group]
        if found:
            parts += [f"### {title.en} · {title.zh}", *map(_calculation, found)]
    return "\n\n".join(parts)


def _calculation(calculation: Calculation) -> str:
    function = calculation.function
    result = calculate(calculation, calculation.example, Books.load())
    facts = [
        f"Function: `{function.__module__}.{function.__name__}`",
        f"Articles of its example: {_codes(result.basis)}",
    ]
    if tests := _tests_calling(function.__name__):
        facts.append(f"Tests: {_codes(tests)}")
    if calculation.examples_of:
        facts.append(f"Worked examples: {', '.join(calculation.examples_of)}")
    questions = [row for question in calculation.questions for row in _question(question)]
    return "\n\n".join(
        [
            f"#### `{calculation.kind}` {calculation.title.en} · {calculation.title.zh}",
            _both(calculation.intro),
            "\n".join(f"* {fact}" for fact in facts),
            _table(("question", "asks", "kind"), questions),
        ]
    )


def _question(question: Question, within: str = "") -> Iterator[tuple[str, str, str]]:
    marks = ("*" if question.is_required and question.default is None else "") + (
        "≠" if question.is_disputable else ""
    )
    kind = str(question.type)
    if question.choices:
        kind += ": " + ", ".join(f"`{code}`" for code in question.choices)
    if question.default is not None:
        kind += f" (if open: `{question.default}`)"
    yield f"`{within}{question.name}`{marks}", _both(question.label), kind
    for column in question.columns:
        yield from _question(column, f"{question.name}.")


# --- time limits ------------------------------------------------------------------------------------------------


def _limits() -> str:
    headings = ("rule", "from", "length", "may be extended by", "articles")
    return _table(headings, map(_limit, RULES.values()))


def _limit(rule: Rule) -> tuple[str, ...]:
    length = f"{rule.length} {str(rule.unit).replace('_', ' ')}"
    if not rule.length_is_fixed:
        length += ", may be set otherwise"
    if rule.nature is not Nature.STATUTORY:
        length += f" ({rule.nature})"
    extension = "–"
    if rule.extension.is_possible:
        extension = " and ".join(sorted(str(one).replace("_", " ") for one in rule.extension.needs))
        extension += f", {rule.extension.at_most} days at most" if rule.extension.at_most else ""
    start = str(rule.start_event).replace("_", " ")
    return f"`{rule.code}`", start, length, extension, _codes(rule.basis) or "–"


# --- versions and figures -----------------------------------------------------------------------------------------


def _versions() -> str:
    rows = [
        (f"`{one.rule}`", one.since.isoformat(), _codes(one.basis), _both(one.text), f"`{module}`")
        for module, one in _all_versions()
    ]
    return _table(("rule", "since", "articles", "what it is", "in"), rows)


def _all_versions() -> Iterator[tuple[str, Version]]:
    for path in _modules(LAW):
        if path.name != "__main__.py" and "Version(" in path.read_text(encoding="utf-8"):
            module = importlib.import_module(_dotted(path))
            seen: set[int] = set()
            for value in vars(module).values():
                for one in value if isinstance(value, tuple) else ():
                    if isinstance(one, Version) and id(one) not in seen:
                        seen.add(id(one))
                        yield _place(path), one


def _figures() -> str:
    rows = []
    for file in sorted(SHIPPED.glob("*.json")):
        for one in rows_of(_json(file)):
            kind, region = KINDS[one.kind], REGION_NAMES.get(one.region, Text(one.region, one.region))
            since = str(one.since.year) if kind.is_yearly else one.since.isoformat()
            rows.append(
                (
                    _both(region),
                    _both(kind.name),
                    since,
                    f"{one.value:,}",
                    _both(kind.unit),
                    one.mark,
                    _cell(one.source),
                )
            )
    return _table(("where", "what", "from, or of", "value", "unit", "", "source"), rows)


def _json(file: Path) -> Mapping[str, object]:
    found: Mapping[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return found


# --- articles ---------------------------------------------------------------------------------------------------------


def _articles() -> str:
    users = _users(path for path in _modules(LAW) if not set(_DATA) & {path.name, path.parent.name})
    tests = _users(sorted(TESTS.glob("test_*.py")))
    return "\n\n".join(
        _article(code, users.get(code, []), tests.get(code, [])) for code in sorted(ARTICLES, key=_order)
    )


def _article(code: str, users: list[str], tests: list[str]) -> str:
    found = article(code)
    lines = [
        f"**`{code}`** {found.citation_zh} · {found.citation_en}",
        f"* {_cell(found.gist_zh)}",
        f"* {_cell(found.gist_en)}",
    ]
    if users:
        lines.append(f"* Used by {_codes(users)}")
    if tests:
        lines.append(f"* Tests: {_codes(tests)}")
    return "\n".join([lines[0], "", *lines[1:]])


def _order(code: str) -> tuple[str, int, str]:
    instrument, _space, number = code.partition(" ")
    first = re.match(r"[0-9]+", number)
    return instrument, int(first[0]) if first else 0, number


def _users(paths: Iterable[Path]) -> dict[str, list[str]]:
    """For each article the functions and tables that name it, in the order of the files."""
    found: dict[str, dict[str, None]] = {}
    for path in paths:
        for code, name in _named_in(path):
            found.setdefault(code, {})[f"{_place(path)}{name}"] = None
    return {code: list(places) for code, places in found.items()}


@cache
def _named_in(path: Path) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Expr):  # what a module says of itself
            continue
        name = _name_of(node)
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                found += [(code, name) for code in _codes_in(inner.value)]
    return tuple(dict.fromkeys(found))


def _name_of(node: ast.stmt) -> str:
    """What a statement of a module defines. Names of tables are left out of tests: there the file is enough."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return f".{node.name}"
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    return f".{target.id}" if isinstance(target, ast.Name) else ""


def _codes_in(text: str) -> list[str]:
    """Articles named in a string: "MR 31(6)" names MR 31, unless the register has the part itself."""
    return _CODE.findall(text)


@cache
def _tests_calling(function: str) -> tuple[str, ...]:
    """Tests of the law that use a function by its name."""
    found: list[str] = []
    for path in sorted(TESTS.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
                names |= {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
                names |= {
                    one.value
                    for one in ast.walk(node)
                    if isinstance(one, ast.Constant) and one.value == function
                }
                if function in names:
                    found.append(f"{_place(path)}.{node.name}")
    return tuple(found)


def _modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if path.name != "__init__.py")


def _place(path: Path) -> str:
    """How the page names a file: `severance`, `asked.pay`, `test_pay`."""
    root = TESTS if TESTS in path.parents else LAW
    return ".".join(path.relative_to(root).with_suffix("").parts)


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)
