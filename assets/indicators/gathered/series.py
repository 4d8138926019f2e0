"""All regional series in one place: their catalogue, their values in long form, their change by term.

Which tables these are follows from their contracts (`series=True`); no list is kept here.
"""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd

from assets.lake.asset import asset, reference
from expectations.contract import TableContract
from expectations.contracts.registry import all_contracts
from expectations.contracts.series import INDICATOR, INDICATOR_TERM, INDICATOR_VALUE

SERIES = {name: contract for name, contract in all_contracts().items() if contract.series}
KEY = ["level", "region_id", "reference_date"]


def missing_column(contract: TableContract, column: str) -> str:
    """The column of a series' table that counts the units missing from `column`; "" where the table has none."""
    told = contract.column(column)
    return told.lacks if told.lacks in contract.column_names else ""


def definitions() -> list[dict[str, Any]]:
    """What the contracts say of each series."""
    return [
        {
            "indicator": f"{name}.{column.name}",
            "table_name": f"{contract.schema}.{name}",
            "column_name": column.name,
            "name_ko": column.ko,
            "name_en": column.en,
            "unit": column.unit,
            "measure": column.measure,
            "formula": column.formula_shown or None,
            "rate_events": f"{name}.{column.rate_of[0]}" if column.rate_of else None,
            "rate_base": f"{name}.{column.rate_of[1]}" if len(column.rate_of) > 1 else None,
            "caveat": column.caveat or None,
            "source": column.source or contract.source,
            "citation": contract.citation or None,
        }
        for name, contract in SERIES.items()
        for column in contract.series_columns
    ]


@reference(contract=INDICATOR, said=definitions)
def indicator() -> pd.DataFrame:
    """Definitions of all series. One row per indicator."""
    return pd.DataFrame(definitions())


@asset(contract=INDICATOR_VALUE, each=tuple(SERIES))
def indicator_value(**tables: pd.DataFrame) -> pd.DataFrame:
    """Every series in long form, with the units that each figure lacks. One row per indicator, region and date that is known.

    A count that lacks a unit is not known and has no row, whatever stands in its table.
    """
    parts = []
    for name, table in tables.items():
        for column in SERIES[name].series_columns:
            lacking = missing_column(SERIES[name], column.name)
            missing = table[lacking].fillna(0).astype("int64") if lacking else pd.Series(0, table.index)
            known = table[column.name].notna() & ((missing == 0) | (column.measure != "extensive"))
            values = table.loc[known, column.name].astype("float64")
            long = table.loc[known, KEY].assign(indicator=f"{name}.{column.name}", value=values, missing_units=missing[known])
            parts.append(long)
    return pd.concat(parts, ignore_index=True)


@asset(contract=INDICATOR_TERM)
def indicator_term(
    indicator_value: duckdb.DuckDBPyRelation, local_government_term: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Change of each series in each term. One row per indicator, region and term with two figures.

    Where the two figures lack different numbers of units there is no change: part of it would be units that came or went.
    """
    return duckdb.sql("""
        WITH figure AS (
            SELECT v.indicator, v.level, v.region_id, t.term, t.begins, t.ends, v.reference_date AS day, v.value,
                   v.missing_units
            FROM indicator_value AS v
            JOIN local_government_term AS t
              ON v.reference_date < t.ends AND v.reference_date >= t.begins - INTERVAL 1 YEAR
        ),
        ends AS (
            SELECT indicator, level, region_id, term, any_value(begins) AS begins, any_value(ends) AS ends,
                   coalesce(max(day) FILTER (day < begins), min(day)) AS first_date, max(day) AS last_date
            FROM figure
            GROUP BY ALL
        )
        SELECT e.indicator, e.level, e.region_id, e.term, e.first_date, e.last_date,
               f.value AS first_value, l.value AS last_value,
               f.missing_units AS first_missing_units, l.missing_units AS last_missing_units,
               f.missing_units = l.missing_units AS comparable,
               CASE WHEN f.missing_units = l.missing_units THEN l.value - f.value END AS change,
               e.first_date < e.begins AND e.last_date >= e.ends - INTERVAL 1 YEAR AS whole_term
        FROM ends AS e
        JOIN figure AS f USING (indicator, level, region_id, term)
        JOIN figure AS l USING (indicator, level, region_id, term)
        WHERE f.day = e.first_date AND l.day = e.last_date AND e.first_date < e.last_date AND e.last_date >= e.begins
    """)
