"""What a view is: its name, labels, SQL, and where each of its columns comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from expectations.contract import TableContract

# `table.column` of a contract, or a label of its own in Korean and English.
Meaning = str | tuple[str, str]


@dataclass(frozen=True)
class View:
    """A view of schema `main`. `columns` names every column in order, and says what it means."""

    name: str
    ko: str
    en: str
    columns: Mapping[str, Meaning]
    sql: str
    tables: tuple[str, ...]

    @property
    def comment(self) -> str:
        """One line for `COMMENT ON VIEW`."""
        return f"{self.en} / {self.ko}. View of {', '.join(self.tables)}."

    def possible(self, contracts: Mapping[str, TableContract]) -> bool:
        """True when all its tables are in the release."""
        return all(table.split(".")[1] in contracts for table in self.tables)

    def column_comment(self, name: str, contracts: Mapping[str, TableContract]) -> str:
        """What a column means: the comment of the contract's column, or the view's own label."""
        meaning = self.columns[name]
        if isinstance(meaning, tuple):
            ko, en = meaning
            return f"{en} / {ko}"
        table, column = meaning.split(".")
        return contracts[table].column(column).comment
