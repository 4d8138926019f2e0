"""Rows that refer to nothing: every foreign key of a contract is judged before DuckDB would refuse the table.

Which tables refer to which stands in the contracts; keys that many share are in `references.py`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

import pandas as pd

from expectations.contract import Expect, ForeignKey, TableContract

RULE = "references"
KEY = ("reference", "value", "rows", "first_row")
EXPECT = Expect(
    "expect_column_values_to_be_in_set",
    {"column": "found", "value_set": [True]},
    why="a value refers to no row of the other table",
)


def parent_of(reference: ForeignKey) -> str:
    """Name of the table that is referred to, without its schema."""
    return reference.table.split(".")[-1]


def referred(contract: TableContract, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What the table refers to: one row per foreign key and distinct value, whether it was found, and where it stands first.

    Columns `reference`, `value`, `rows` (rows with that value), `first_row` (key of one of them) and `found`. Rows with an
    empty cell in a foreign key refer to nothing and are no error, as in SQL.
    """
    parts = list(_parts(contract, tables))
    columns = ["reference", "value", "rows", "first_row", "found"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _parts(contract: TableContract, tables: Mapping[str, pd.DataFrame]) -> Iterator[pd.DataFrame]:
    table = tables[contract.name]
    for reference in contract.checked_references:
        columns = list(reference.columns)
        filled = table[table[columns].notna().all(axis=1)]
        known = pd.MultiIndex.from_frame(tables[parent_of(reference)][list(reference.to_columns)])
        first = filled.drop_duplicates(columns)
        yield pd.DataFrame(
            {
                "reference": f"{', '.join(columns)} in {reference.table}",
                "value": [", ".join(map(str, value)) for value in first[columns].itertuples(index=False)],
                "rows": filled.groupby(columns, sort=False).size().to_numpy(),
                "first_row": [_text(row) for row in first[list(contract.key)].to_dict("records")],
                "found": pd.MultiIndex.from_frame(first[columns]).isin(known),
            }
        )


def _text(row: Mapping[Hashable, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.items())
