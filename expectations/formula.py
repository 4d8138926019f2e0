"""What a column is made by, as SQL that is run: how it is written, and which names stand in it.

A formula is an expression over the columns of its own table, one value a row. The published file runs it as it stands:
`SELECT <sql> FROM mart.extinction_risk AS this`. How a table is held to its formulas is `engine/formulas.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["", "sql", "words"]
# The own table in a formula that reads others as well.
THIS = "this"
# The digits of a double; a formula that takes a difference of large numbers says how much it may be off.
TOLERANCE = 1e-9
_TOKEN = re.compile(
    r"""(?P<text>'(?:[^']|'')*')|(?P<quoted>"(?:[^"]|"")*")|(?P<name>[A-Za-z_]\w*)|(?P<number>\d[\w.]*)|(?P<sign>::|\S)"""
)
_KEYWORDS = frozenset(
    {
        "all", "and", "any", "as", "asc", "between", "by", "case", "cross", "current", "desc", "distinct", "else", "end",
        "escape", "except", "exists", "false", "filter", "first", "following", "from", "full", "group", "having", "ignore",
        "in", "inner", "intersect", "is", "join", "last", "lateral", "left", "like", "limit", "not", "null", "nulls",
        "offset", "on", "or", "order", "outer", "over", "partition", "preceding", "range", "respect", "right", "row",
        "rows", "select", "some", "then", "true", "unbounded", "union", "using", "values", "when", "where", "window",
        "with", "within",
    }
)  # fmt: skip
# Literals of a type, such as DATE '2015-12-31'.
_TYPED = frozenset({"date", "interval", "time", "timestamp"})
# A name of several parts in a formula in words, the qualified ones whole.
_WORD = re.compile(r"(?<![\w.])(?:[a-z]\w*\.)*[a-z]{2,}(?:_[a-z0-9]+)+\b|(?<![\w.])(?:raw|core|mart)\.\w+(?:\.\w+)?")


@dataclass(frozen=True)
class Formula:
    """Either `sql`, which the suite of the table runs on every row, or `words` where SQL cannot say it.

    `sql` names columns of its own table bare. One that reads other tables (as scalar subqueries, `FROM mart.masuda AS m`)
    says of every column whose it is: `m.halves`, of its own table `this.unit_id`. These tables have to be upstream of it.
    `where` is the condition on rows that the formula is of. A number may differ by `tolerance` of itself, and where figures are
    rounded by `within`, SQL too; counts, texts, days and truth values are equal. Empty is equal to empty only, and a quotient
    by zero is empty. Raises ValueError for both or neither of `sql` and `words`, and for a condition on words.
    """

    sql: str = ""
    where: str = ""
    words: str = ""
    within: str = ""
    tolerance: float = TOLERANCE

    def __post_init__(self) -> None:
        if bool(self.sql) == bool(self.words):
            raise ValueError(f"a formula is either SQL or words, not {'both' if self.sql else 'neither'}")
        if (self.where or self.within) and not self.sql:
            raise ValueError(f"a formula in words has no condition: {self.words}")

    @property
    def kind(self) -> Kind:
        """`sql` for what is run, `words` for what is only said."""
        return "sql" if self.sql else "words"

    @property
    def shown(self) -> str:
        """As publications print it; what is not run is marked."""
        if self.words:
            return f"in words: {self.words}"
        return (
            self.sql
            + (f" to within {self.within}" if self.within else "")
            + (f" for rows where {self.where}" if self.where else "")
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """All SQL in it."""
        return tuple(filter(None, (self.sql, self.where, self.within)))

    @property
    def tables(self) -> tuple[str, ...]:
        """Other tables that it reads, `schema.name`, in order."""
        return tuple(dict.fromkeys(table for text in self.texts for table in names_in(text).tables.values()))

    def unknown(self, table: str, columns: tuple[str, ...], values: tuple[str, ...] = ()) -> list[str]:
        """Names that are no column of `table` (`schema.name`), and columns not said whose, where it reads other tables.

        Columns of other tables are `unknown_elsewhere`'s. Words may name `values` that a column is allowed to have.
        """
        if self.words:
            found = (word for word in _WORD.findall(self.words) if not word.startswith(("raw.", "core.", "mart.")))
            return sorted({word for word in found if word.removeprefix(f"{THIS}.") not in {*columns, *values}})
        unknown: set[str] = set()
        for text in self.texts:
            names = names_in(text)
            if names.tables:
                unknown |= {f"{name}, of no table said" for name in names.bare}
            else:
                unknown |= names.bare - set(columns)
            for alias, name in names.qualified:
                if alias == THIS or names.tables.get(alias) == table:
                    unknown |= set() if name in columns else {f"{alias}.{name}"}
                elif alias not in names.tables and alias not in names.made:
                    unknown.add(f"{alias}.{name}")
        return sorted(unknown)

    def unknown_elsewhere(self, tables: dict[str, tuple[str, ...]]) -> list[str]:
        """Other tables that it reads, and their columns, that are not among `tables` (columns by `schema.name`)."""
        if self.words:
            named = (word.split(".") for word in _WORD.findall(self.words) if word.startswith(("raw.", "core.", "mart.")))
            return sorted({".".join(parts) for parts in named if not _there(parts, tables)})
        unknown: set[str] = set()
        for text in self.texts:
            names = names_in(text)
            unknown |= {table for table in names.tables.values() if table not in tables}
            unknown |= {
                f"{names.tables[alias]}.{name}"
                for alias, name in names.qualified
                if names.tables.get(alias) in tables and name not in tables[names.tables[alias]]
            }
        return sorted(unknown)


def in_words(text: str) -> Formula:
    """A formula that SQL cannot say."""
    return Formula(words=text)


def carried(column: str, where: str) -> Formula:
    """A figure that another table has (`schema.table.column`), in the one row for which `where` holds; that table is `s`."""
    table, _, name = column.rpartition(".")
    return Formula(f"(SELECT s.{name} FROM {table} AS s WHERE {where})")  # noqa: S608  (a text of our own contracts)


def printed_percent(part: str, whole: str) -> Formula:
    """A rate in percent to one decimal, of two counts in whole thousands: half a thousand in either moves it."""
    return Formula(f"100 * {part} / {whole}", within=f"0.0501 + 50 * (1 + {part} / {whole}) / ({whole} - 0.5)")


def _there(parts: list[str], tables: dict[str, tuple[str, ...]]) -> bool:
    columns = tables.get(".".join(parts[:2]))
    return columns is not None and (len(parts) == 2 or parts[2] in columns)


@dataclass(frozen=True)
class Names:
    """Names in an SQL expression: bare columns, columns with the alias before them, tables by alias, and what it names itself."""

    bare: frozenset[str]
    qualified: frozenset[tuple[str, str]]
    tables: dict[str, str]
    made: frozenset[str]


def names_in(sql: str) -> Names:
    """Reads the tokens only, which is cheap enough for every import; DuckDB itself binds each formula in the dry check."""
    tokens = [(str(match.lastgroup), match.group()) for match in _TOKEN.finditer(sql)]
    tokens = [("name", text[1:-1].replace('""', '"')) if kind == "quoted" else (kind, text) for kind, text in tokens]
    bare: set[str] = set()
    qualified: set[tuple[str, str]] = set()
    tables: dict[str, str] = {}
    made: set[str] = set()
    last, earlier, at = "", "", 0

    def text(index: int) -> str:
        return tokens[index][1] if index < len(tokens) else ""

    def is_name(index: int) -> bool:
        return index < len(tokens) and tokens[index][0] == "name" and text(index).lower() not in _KEYWORDS

    while at < len(tokens):
        word, before, distinct = text(at), last, earlier == "distinct"  # IS DISTINCT FROM names no table
        last, earlier = word.lower(), last
        if not is_name(at):
            at += 1
        elif before in ("from", "join") and not distinct and text(at + 1) == ".":
            table = f"{word}.{text(at + 2)}"
            at += 3
            at += text(at).lower() == "as"
            alias = text(at) if is_name(at) else table.split(".")[1]
            at += is_name(at)
            tables[alias] = table
            last = alias
        elif before in ("as", "::"):  # a name given, or a type
            made |= {word} if before != "::" else set()
            at += 1
        elif text(at + 1) == "." and is_name(at + 2):
            qualified.add((word, text(at + 2)))
            at += 3
        else:
            function = text(at + 1) == "(" or (word.lower() in _TYPED and at + 1 < len(tokens) and tokens[at + 1][0] == "text")
            bare |= set() if function else {word}
            at += 1
    return Names(frozenset(bare - made), frozenset(qualified), tables, frozenset(made))
