"""What a view is: its name, labels, SQL, and where each of its columns comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from expectations.contract import TableContract

# `table.column` of a contract, or a label of its own in Korean and English.
Meaning = str | tuple[str, str]
YEAR: Meaning = ("연도", "Year of the reference date")


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


def region_columns(table: str, names: str = "") -> dict[str, Meaning]:
    """The columns by which a row of a regional series says where and when it is; `names` is the table that has names."""
    names = names or table
    return {
        "level": f"{table}.level",
        "region_id": f"{table}.region_id",
        "region_ko": f"{names}.name_ko",
        "region_en": f"{names}.name_en",
        "sido_ko": f"{names}.sido_ko",
        "year": YEAR,
        "reference_date": f"{table}.reference_date",
    }


def same_columns(table: str, *columns: str) -> dict[str, Meaning]:
    """Columns that mean what those of that name in `table` mean."""
    return {column: f"{table}.{column}" for column in columns}
