"""Small wrongs for the mutation run: each changes one node of a module's syntax tree.

Changed are comparisons and their boundaries, arithmetic, whole numbers, truth values, conditions, what is returned, and
statements left out. Left alone are texts, annotations, decorators, and the data files of the law (`SKIPPED_FILES`).
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType

SKIPPED_FILES = ("gists", "asked", "kinds.py", "articles.py")
# Arguments that change nothing a result could show, or that only make the program slower.
_SKIPPED_ARGUMENTS = frozenset(
    {"strict", "maxsize", "ensure_ascii", "indent", "encoding", "errors", "is_required"}
)

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True)
class Mutant:
    """One wrong: where it is and what it says."""

    module: str
    name: str  # of the function around it, empty for the module itself
    line: int
    before: str
    after: str
    is_inside: bool  # of a function's body, so that the function alone can be swapped
    lines: range  # of the statement around it
    tree: ast.Module = field(repr=False)
    place: tuple[ast.AST, str, int | None] = field(repr=False)
    changed: ast.AST = field(repr=False)

    @property
    def key(self) -> str:
        """Stable while the code around it is: it does not name lines."""
        parent = self.place[0]
        within = f" in {_short(parent)}" if isinstance(parent, ast.expr | ast.keyword) else ""
        return f"{self.module}.{self.name or '(module)'}: {self.before} -> {self.after}{within}"

    def code(self, filename: str) -> CodeType:
        """The module with this wrong in it, compiled."""
        kept = self._put(self.changed)
        try:
            return compile(self.tree, filename, "exec")
        finally:
            self._put(kept)

    def _put(self, node: ast.AST) -> ast.AST:
        parent, name, index = self.place
        if index is None:
            kept: ast.AST = getattr(parent, name)
            setattr(parent, name, node)
        else:
            kept = getattr(parent, name)[index]
            getattr(parent, name)[index] = node
        return kept


def mutants(path: Path, module: str) -> Iterator[Mutant]:
    """All of one file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from _Walk(tree, module).all()


class _Walk:
    def __init__(self, tree: ast.Module, module: str) -> None:
        self.tree, self.module = tree, module
        self.places = dict(_places(tree))

    def all(self) -> Iterator[Mutant]:
        for statement in self.tree.body:
            yield from self._statement(statement, "", False)

    def _statement(self, node: ast.stmt, name: str, is_inside: bool) -> Iterator[Mutant]:
        if isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node):
            return
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from self._definition(node, name, is_inside)
            return
        yield from self._itself(node, name, is_inside)
        for part, value in ast.iter_fields(node):
            if part in ("annotation", "targets", "target"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.stmt):
                    yield from self._statement(child, name, is_inside)
                elif isinstance(child, ast.expr):
                    yield from self._expressions(child, node, name, is_inside)
                elif isinstance(child, ast.AST):
                    yield from self._part(child, node, name, is_inside)

    def _definition(
        self, node: ast.FunctionDef | ast.ClassDef, name: str, is_inside: bool
    ) -> Iterator[Mutant]:
        inner = f"{name}.{node.name}" if name else node.name
        if isinstance(node, ast.FunctionDef):
            is_inside = True
            for default in (*node.args.defaults, *(one for one in node.args.kw_defaults if one)):
                yield from self._expressions(default, node, inner, False)
        for child in node.body:
            yield from self._statement(child, inner, is_inside)

    def _part(self, node: ast.AST, statement: ast.stmt, name: str, is_inside: bool) -> Iterator[Mutant]:
        """Handlers, cases, with-items: neither statement nor expression."""
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                yield from self._statement(child, name, is_inside)
            elif isinstance(child, ast.expr) and not isinstance(node, ast.ExceptHandler):
                yield from self._expressions(child, statement, name, is_inside)

    def _itself(self, node: ast.stmt, name: str, is_inside: bool) -> Iterator[Mutant]:
        if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
            yield self._with(node, ast.Return(ast.Constant(None)), node, name, is_inside)
        elif isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
            if is_inside:
                yield self._with(node, ast.Pass(), node, name, is_inside)
        elif isinstance(node, ast.Continue):
            yield self._with(node, ast.Break(), node, name, is_inside)
        elif isinstance(node, ast.Break):
            yield self._with(node, ast.Continue(), node, name, is_inside)
        elif isinstance(node, ast.AugAssign):
            other = _ARITHMETIC.get(type(node.op))
            if other is not None and not _is_text(node.value):
                changed = copy.copy(node)
                changed.op = other()
                yield self._with(node, changed, node, name, is_inside)
            yield self._with(node, ast.Pass(), node, name, is_inside)

    def _expressions(
        self, node: ast.expr, statement: ast.stmt, name: str, is_inside: bool
    ) -> Iterator[Mutant]:
        """Of an expression and all within it."""
        if isinstance(node, ast.JoinedStr):
            return
        is_condition = isinstance(statement, ast.If | ast.While) and statement.test is node
        for changed in _changes(node, is_condition):
            yield self._with(node, changed, statement, name, is_inside)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from self._expressions(child, statement, name, is_inside)
            elif isinstance(child, ast.keyword) and child.arg not in _SKIPPED_ARGUMENTS:
                yield from self._expressions(child.value, statement, name, is_inside)
            elif isinstance(child, ast.comprehension):
                yield from self._expressions(child.iter, statement, name, is_inside)
                for condition in child.ifs:
                    yield from self._expressions(condition, statement, name, is_inside)
                    if not isinstance(condition, ast.Compare):
                        yield self._with(condition, _not(condition), statement, name, is_inside)

    def _with(
        self, node: ast.AST, changed: ast.AST, statement: ast.stmt, name: str, is_inside: bool
    ) -> Mutant:
        ast.copy_location(changed, node)
        ast.fix_missing_locations(changed)
        before, after = _short(node), _short(changed)
        lines = range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
        if isinstance(statement, ast.If | ast.While | ast.For | ast.With | ast.Try):
            last = getattr(node, "end_lineno", None) or getattr(node, "lineno", statement.lineno)
            lines = range(statement.lineno, max(last, statement.lineno) + 1)
        line = getattr(node, "lineno", statement.lineno)
        return Mutant(
            self.module, name, line, before, after, is_inside, lines, self.tree, self.places[node], changed
        )


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, tuple[ast.AST, str, int | None]]]:
    """Where each node hangs."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                yield value, (parent, name, None)
            elif isinstance(value, list):
                for index, child in enumerate(value):
                    if isinstance(child, ast.AST):
                        yield child, (parent, name, index)


def _changes(node: ast.expr, is_condition: bool) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        yield from _other_comparisons(node)
    elif isinstance(node, ast.BinOp) and not (_is_text(node.left) or _is_text(node.right)):
        if (other_operator := _ARITHMETIC.get(type(node.op))) is not None:
            yield ast.BinOp(node.left, other_operator(), node.right)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.IfExp) and not isinstance(node.test, ast.Compare):
        yield ast.IfExp(_not(node.test), node.body, node.orelse)
    else:
        yield from _other_figures(node)
    if is_condition and not isinstance(node, ast.Compare | ast.BoolOp | ast.UnaryOp):
        yield _not(node)


def _other_comparisons(node: ast.Compare) -> Iterator[ast.expr]:
    for place, operator in enumerate(node.ops):
        for other in _COMPARISONS[type(operator)]:
            operators = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield ast.Compare(node.left, operators, node.comparators)


def _other_figures(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call) and _is_decimal(node):
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        if node.value > 1:
            yield ast.Constant(node.value - 1)


def _is_decimal(node: ast.Call) -> bool:
    """Decimal("0.5"): the figure hides in a text."""
    return (
        isinstance(node.func, ast.Name)
        and node.func.id == "Decimal"
        and len(node.args) == 1
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    )


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) or _is_text(node.right)
    if isinstance(node, ast.IfExp):
        return _is_text(node.body) or _is_text(node.orelse)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _short(node: ast.AST) -> str:
    told = " ".join(ast.unparse(node).split())
    return told if len(told) <= 90 else told[:87] + "…"


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _not(node: ast.expr) -> ast.expr:
    return ast.copy_location(ast.UnaryOp(ast.Not(), node), node)
