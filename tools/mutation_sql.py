"""What can be changed in a text of SQL so that it says something else. Reads words and signs, not a grammar.

Which texts are SQL, and where they stand in a module, is found in `mutation_python.py`.

Left out, with the reason:
- ORDER BY of a whole query: tables are sorted by key when they are sealed;
- an inner JOIN made LEFT: whether all partners are there is what rules of keys judge;
- `max(x) FILTER` and `min(x) FILTER`: how the one value of a cell is taken when rows become columns;
- numbers of types, positions and 9999-12-31: DECIMAL(18, 3), GROUP BY 1, and a day that never comes mean no figure;
- texts without a letter or digit, and formats of dates.

Ages are those of groups of five years, so that another one is five years on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.mutation import Edit, another_text

AGGREGATES = {
    "sum": "max", "avg": "sum", "max": "min", "min": "max", "median": "max", "first": "last", "last": "first",
    "arg_max": "arg_min", "arg_min": "arg_max", "max_by": "min_by", "min_by": "max_by", "bool_or": "bool_and",
    "bool_and": "bool_or", "lag": "lead", "lead": "lag", "greatest": "least", "least": "greatest",
    "first_value": "last_value", "last_value": "first_value", "stddev_pop": "stddev_samp", "list_sum": "list_max",
    "mode": "max", "floor": "ceil", "ceil": "floor", "rank": "row_number",
}  # fmt: skip
COMPARISONS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<>", "<>": "=", "!=": "=", "==": "!="}
ARITHMETIC = {"+": "-", "-": "+", "*": "/", "/": "*", "//": "/", "%": "*"}
# A word before a sign that takes what follows as a whole, so that `-` is a sign and `*` is "all columns".
KEYWORDS = frozenset(
    {
        "SELECT", "DISTINCT", "WHERE", "AND", "OR", "NOT", "ON", "BY", "WHEN", "THEN", "ELSE", "IN", "BETWEEN", "FROM", "AS",
        "CASE", "HAVING", "QUALIFY", "LIMIT", "ALL", "USING", "FILTER",
    }
)  # fmt: skip
_TOKEN = re.compile(
    r"(?P<skip>\s+|--[^\n]*|\{[^{}]*\})|(?P<text>'(?:[^']|'')*')|(?P<name>\"[^\"]*\")|(?P<number>\d+(?:\.\d+)?)|(?P<word>\w+)"
    r"|(?P<sign>::|\|\||->>?|=>|:=|<=|>=|<>|!=|==|//|.)",
    re.DOTALL,
)
_PIVOT = re.compile(r"(?:max|min)\([\w.]+\) FILTER")


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    depth: int

    @property
    def upper(self) -> str:
        return self.text.upper()


def sql_edits(text: str) -> Iterator[Edit]:
    """The changes of a text of SQL, by position in it."""
    tokens = _tokens(text)
    pad = _Token("end", "", len(text), len(text), 0)
    between = 0
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else pad
        after = tokens[place + 1] if place + 1 < len(tokens) else pad
        between += token.upper == "BETWEEN"
        if token.upper == "AND" and between:
            between -= 1
        elif token.kind == "word" and not _PIVOT.match(text, token.start):
            yield from _word(token, before, after)
        elif token.kind == "sign":
            yield from _sign(token, before, after)
        elif token.kind == "number" and not _of_no_figure(tokens, place):
            ages = any(back.text.endswith("age_from") for back in tokens[max(place - 8, 0) : place])
            yield Edit(token.start, token.end, str(int(token.text) + 5) if ages else another_number(token.text), "sql constant")
        elif token.kind == "text" and (other := another_text(token.text[1:-1])):
            yield Edit(token.start, token.end, f"'{other}'", "sql constant")


def another_number(text: str) -> str:
    """The next whole number; a fraction grows by a tenth, and 0.0 becomes 1.0."""
    if "." not in text:
        return str(int(text) + 1)
    return repr(float(text) * 1.1 or 1.0)


def _tokens(text: str) -> list[_Token]:
    found, depth = [], 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "skip":
            continue
        depth += {"(": 1, ")": -1}.get(match.group(), 0)
        found.append(_Token(str(match.lastgroup), match.group(), match.start(), match.end(), depth))
    return found


def _word(token: _Token, before: _Token, after: _Token) -> Iterator[Edit]:
    word, previous, following = token.upper, before.upper, after.upper
    if token.text in AGGREGATES and following == "(":
        yield Edit(token.start, token.end, AGGREGATES[token.text], "sql aggregate")
    elif word in ("AND", "OR"):
        yield Edit(token.start, token.end, {"AND": "OR", "OR": "AND"}[word], "sql boolean")
    elif word == "NOT":
        yield Edit(token.start, after.start, "", "sql boolean")
    elif (word == "IS" and following != "NOT") or (word in ("IN", "BETWEEN") and previous not in ("NOT", "ROWS", "RANGE")):
        yield Edit(token.start, token.end, "IS NOT" if word == "IS" else f"NOT {word}", "sql boolean")
    elif word in ("LEFT", "FULL") and following in ("JOIN", "OUTER"):
        yield Edit(token.start, token.end, "INNER" if word == "LEFT" else "LEFT", "sql join")
    elif word in ("ANTI", "SEMI"):
        yield Edit(token.start, token.end, {"ANTI": "SEMI", "SEMI": "ANTI"}[word], "sql join")
    elif word == "DISTINCT" and previous in ("SELECT", "("):
        yield from () if following == "ON" else (Edit(token.start, after.start, "", "sql distinct"),)
    elif word == "UNION" and following not in ("ALL", "BY"):
        yield Edit(token.start, token.end, "UNION ALL", "sql distinct")
    elif word in ("ASC", "DESC") and token.depth > 0:
        yield Edit(token.start, token.end, {"ASC": "DESC", "DESC": "ASC"}[word], "sql order")
    elif word in ("TRUE", "FALSE"):
        yield Edit(token.start, token.end, {"TRUE": "FALSE", "FALSE": "TRUE"}[word], "sql constant")


def _sign(token: _Token, before: _Token, after: _Token) -> Iterator[Edit]:
    sign = token.text
    value_before = before.kind in ("number", "text", "name") or before.text == ")"
    value_before |= before.kind == "word" and before.upper not in KEYWORDS
    if sign in COMPARISONS:
        yield Edit(token.start, token.end, COMPARISONS[sign], "sql comparison")
    elif sign == "-" and not value_before:
        yield Edit(token.start, token.end, "", "sql sign")
    elif sign in ARITHMETIC and value_before and (after.kind in ("number", "word") or after.text in ("(", "-")):
        yield from (
            ()
            if after.upper in ("FROM", "EXCLUDE", "REPLACE")
            else (Edit(token.start, token.end, ARITHMETIC[sign], "sql arithmetic"),)
        )


def _of_no_figure(tokens: list[_Token], place: int) -> bool:
    """Whether that number is of a type (DECIMAL(18, 3)) or a position (GROUP BY 1)."""
    back = [token.upper for token in tokens[max(place - 4, 0) : place]]
    return bool({"DECIMAL", "NUMERIC", "VARCHAR"} & set(back)) or "BY" in back[-3:]
