"""Where a module can be changed so that it says something else: its Python by syntax tree, the SQL in its texts.

Left out, with the reason:
- docstrings, annotations, decorators, imports, `__all__`: no figure comes from them;
- what `raise`, `assert`, logging and printing say, and f-strings that are not SQL: text for people, checked where it is told;
- labels (`LABELS`), and keywords that steer speed, checks or layout of a frame (`KEYWORDS`): no figure comes from them;
- `axis=`, signs between texts or lists and `|` of dictionaries: another one can only crash;
- texts that are not compared with anything: they are names of columns, another one can only crash, or defaults, where any
  other word takes the way of "else";
- what is joined by commas: how many names a message lists;
- numbers below 1e-6 and the year 9999: guards against rounding, and a day that never comes.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tools.mutation import NEVER, Edit, another_text
from tools.mutation_sql import another_number, sql_edits

LABELS = frozenset({"title", "description", "label", "labels", "ko", "en", "caveat", "formula", "note"})
KEYWORDS = frozenset(
    {
        "axis", "kind", "sort", "copy", "ignore_index", "strict", "observed", "validate", "seed", "timeout", "dtype", "index",
        "drop", "n_jobs", "replications", "group_keys", "as_index", "inplace", "unit", "date_as_object", "kw_only", "frozen",
    }
)  # fmt: skip
TOLD = frozenset(
    {"print", "warn", "warning", "info", "debug", "error", "exception", "isinstance", "issubclass", "cast", "TypeVar"}
)
CALLS = {
    "min": "max", "max": "min", "sum": "max", "any": "all", "all": "any", "mean": "sum", "median": "mean", "first": "last",
    "last": "first", "idxmax": "idxmin", "idxmin": "idxmax", "argmax": "argmin", "argmin": "argmax", "isna": "notna",
    "notna": "isna", "ffill": "bfill", "bfill": "ffill", "ceil": "floor", "floor": "ceil", "maximum": "minimum",
    "minimum": "maximum", "head": "tail", "tail": "head", "cumsum": "cumprod", "nlargest": "nsmallest",
    "nsmallest": "nlargest", "startswith": "endswith", "endswith": "startswith", "union": "intersection",
    "intersection": "union",
}  # fmt: skip
WORDS = {
    "how": {"left": "inner", "inner": "left", "outer": "inner", "right": "inner", "all": "any", "any": "all"},
    "keep": {"first": "last", "last": "first"},
    "side": {"left": "right", "right": "left"},
    "aggfunc": {"sum": "max", "max": "min", "min": "max", "first": "last"},
    "predicate": {"intersects": "contains", "contains": "intersects", "covers": "intersects"},
}
# Names of aggregates are texts too: `agg(parts=("population", "sum"))`, `transform("sum")`.
AGGREGATES = {"sum": "max", "max": "min", "min": "max", "mean": "sum", "first": "last", "last": "first", "nunique": "count"}
BETWEEN: dict[type[ast.AST], tuple[str, str]] = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"), ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="), ast.In: ("in", "not in"), ast.NotIn: (r"not\s+in", "in"), ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"), ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "/"), ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "/"), ast.Mod: ("%", "*"), ast.Pow: ("**", "*"), ast.BitAnd: ("&", "|"), ast.BitOr: ("|", "&"),
    ast.And: ("and", "or"), ast.Or: ("or", "and"),
}  # fmt: skip
_SQL = re.compile(r"\b(SELECT|WHERE|CASE|WHEN|BETWEEN|JOIN|FILTER \(|QUALIFY)\b")
_SQL_METHODS = frozenset({"filter", "aggregate", "project", "query"})
_TEXTS = ast.List | ast.Tuple | ast.ListComp | ast.JoinedStr | ast.Dict | ast.DictComp


def edits(source: str) -> list[Edit]:
    """Every change of that module, in the order of its text."""
    found = set(_Finder(source).module(ast.parse(source)))
    return sorted(found, key=lambda edit: (edit.start, edit.end, edit.new))


class _Finder:
    """One method a kind of node, named after it; the others say nothing themselves and are looked through."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = source.splitlines(keepends=True)
        self.starts = [0, *itertools.accumulate(len(line) for line in self.lines)]

    def module(self, node: ast.AST) -> Iterator[Edit]:
        """Of a node and all below it that means something."""
        if isinstance(node, ast.Raise | ast.Assert | ast.Import | ast.ImportFrom):
            return iter(())
        own: Callable[[Any], Iterator[Edit]] = getattr(self, f"_{type(node).__name__.lower()}", self.below)
        return own(node)

    def below(self, node: ast.AST) -> Iterator[Edit]:
        return self.each(ast.iter_child_nodes(node))

    def _expr(self, node: ast.Expr) -> Iterator[Edit]:
        return iter(()) if isinstance(node.value, ast.Constant) else self.below(node)

    def _functiondef(self, node: ast.FunctionDef) -> Iterator[Edit]:
        defaults = [value for value in (*node.args.defaults, *node.args.kw_defaults) if value is not None]
        yield from self.each([*defaults, *node.body])

    def _classdef(self, node: ast.ClassDef) -> Iterator[Edit]:
        return self.each(node.body)

    def _annassign(self, node: ast.AnnAssign) -> Iterator[Edit]:
        return self.each([node.value] if node.value else [])

    def _assign(self, node: ast.Assign) -> Iterator[Edit]:
        return iter(()) if "__all__" in map(self.text, node.targets) else self.module(node.value)

    def _joinedstr(self, node: ast.JoinedStr) -> Iterator[Edit]:
        return self.sql(node) if _SQL.search(self.text(node)) else iter(())

    def _keyword(self, node: ast.keyword) -> Iterator[Edit]:
        if not isinstance(node.value, ast.Constant):
            yield from self.below(node)
        elif node.value.value in WORDS.get(str(node.arg), {}):
            yield self.edit(node.value, f'"{WORDS[str(node.arg)][str(node.value.value)]}"', "words of a frame")
        elif node.arg not in LABELS | KEYWORDS:
            yield from self.below(node)

    def _boolop(self, node: ast.BoolOp) -> Iterator[Edit]:
        for left, right in itertools.pairwise(node.values):
            yield from self.between(left, right, node.op, "boolean")
        yield from self.below(node)

    def _unaryop(self, node: ast.UnaryOp) -> Iterator[Edit]:
        start, sign = self.start(node), "not " if isinstance(node.op, ast.Not) else "-"
        yield Edit(start, start + len(sign), "", "sign" if isinstance(node.op, ast.USub) else "boolean")
        yield from self.below(node)

    def _if(self, node: ast.If | ast.IfExp | ast.While) -> Iterator[Edit]:
        if self.text(node.test) != "TYPE_CHECKING":
            yield from self.condition(node.test)
            yield from self.below(node)

    _ifexp = _while = _if

    def _comprehension(self, node: ast.comprehension) -> Iterator[Edit]:
        for test in node.ifs:
            yield from self.condition(test)
        yield from self.below(node)

    def _slice(self, node: ast.Slice) -> Iterator[Edit]:
        for bound in (node.lower, node.upper):
            if bound:
                yield self.edit(bound, "", "slice")
        yield from self.below(node)

    def _continue(self, node: ast.Continue) -> Iterator[Edit]:
        yield self.edit(node, "break", "boolean")

    def _matchvalue(self, node: ast.MatchValue) -> Iterator[Edit]:
        yield from self.texts([node.value], "constant")
        yield from self.below(node)

    def each(self, nodes: Iterable[ast.AST]) -> Iterator[Edit]:
        for node in nodes:
            yield from self.module(node)

    def _call(self, node: ast.Call) -> Iterator[Edit]:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in TOLD or (name == "join" and self.text(node).startswith('", "')):
            return
        if name in CALLS:
            end = self.end(node.func)
            yield Edit(end - len(name), end, CALLS[name], "aggregate")
        if name == "sorted" and all(keyword.arg != "reverse" for keyword in node.keywords):
            yield Edit(self.end(node), self.end(node), "[::-1]", "order")
        if name in ("isin", "eq", "ne"):
            yield from self.texts(node.args, "constant")
        if name in ("agg", "transform"):
            for part in (part for part in ast.walk(node) if isinstance(part, ast.Constant) and part.value in AGGREGATES):
                yield self.edit(part, f'"{AGGREGATES[str(part.value)]}"', "aggregate")
        if name in _SQL_METHODS and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
            yield from self.sql(node.args[0])
        yield from self.below(node)

    def _constant(self, node: ast.Constant) -> Iterator[Edit]:
        value = node.value
        if isinstance(value, bool):
            yield self.edit(node, str(not value), "constant")
        elif isinstance(value, int) and str(value) != NEVER:
            yield self.edit(node, str(value + 1), "constant")
        elif isinstance(value, float) and (value == 0 or abs(value) >= 1e-6):
            yield self.edit(node, another_number(repr(value)) if "e" not in repr(value) else repr(value * 1.1), "constant")
        elif isinstance(value, str) and _SQL.search(value):
            yield from self.sql(node)
        elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            yield from self.texts([node], "constant")

    def _compare(self, node: ast.Compare) -> Iterator[Edit]:
        for left, op, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
            yield from self.between(left, right, op, "comparison")
        yield from self.texts([node.left, *node.comparators], "constant")
        yield from self.below(node)

    def _binop(self, node: ast.BinOp) -> Iterator[Edit]:
        sides = (node.left, node.right)
        text = any(isinstance(side, _TEXTS) or (isinstance(side, ast.Constant) and isinstance(side.value, str)) for side in sides)
        if not text:
            yield from self.between(*sides, node.op, "arithmetic")
        yield from self.below(node)

    def condition(self, test: ast.expr) -> Iterator[Edit]:
        if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            yield self.edit(test, f"not ({self.text(test)})", "boolean")

    def texts(self, nodes: list[ast.expr], kind: str) -> Iterator[Edit]:
        """Texts that something is compared with, alone or in a list."""
        for node in nodes:
            if isinstance(node, ast.List | ast.Tuple | ast.Set):
                yield from self.texts(node.elts, kind)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and (other := another_text(node.value)):
                yield self.edit(node, f'"{other}"', kind)

    def sql(self, node: ast.expr) -> Iterator[Edit]:
        start, text = self.start(node), self.text(node)
        quotes = re.match(r'[rfRF]*("""|"|\'\'\'|\')', text)
        skipped = quotes.end() if quotes else 0
        for edit in sql_edits(text[skipped : len(text) - len(quotes.group(1)) if quotes else None]):
            yield Edit(start + skipped + edit.start, start + skipped + edit.end, edit.new, edit.kind)

    def between(self, left: ast.expr, right: ast.expr, op: ast.AST, kind: str) -> Iterator[Edit]:
        if type(op) not in BETWEEN:
            return
        sign, other = BETWEEN[type(op)]
        start, end = self.end(left), self.start(right)
        found = re.search(sign if sign[0].isalpha() else re.escape(sign), self.source[start:end])
        if found:
            yield Edit(start + found.start(), start + found.end(), other, kind)

    def edit(self, node: ast.AST, new: str, kind: str) -> Edit:
        return Edit(self.start(node), self.end(node), new, kind)

    def text(self, node: ast.AST) -> str:
        return self.source[self.start(node) : self.end(node)]

    def start(self, node: ast.AST) -> int:
        return self._offset(node.lineno, node.col_offset)  # type: ignore[attr-defined]

    def end(self, node: ast.AST) -> int:
        return self._offset(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def _offset(self, line: int, column: int) -> int:
        """Of a position that the syntax tree counts in bytes of UTF-8."""
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())
