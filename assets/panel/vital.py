"""Births, marriages and fertility on the reference geography."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.geography.convert import convert_rates
from assets.lake.asset import asset
from assets.panel.named_units import sido_by_name
from assets.panel.on_reference import on_reference, units_of_day
from domain.codes import FIGURES_IN_KOSTAT8_FROM
from domain.history import alive
from expectations.contracts.vital import FERTILITY, RATES, VITAL_EVENTS

# Fertility by sigungu on the reference geography; rates are carried over, never summed.
#
# The nation and sido are weighted sums and so an indicator: `assets/indicators/work_family/rates.py`.

NAMES = [column.name for column in RATES]


@asset(contract=FERTILITY)
def fertility(kosis_fertility: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Rates by reference unit and year. One row per unit and December 31 with a published rate of any of its sources.

    Codes are those of each year's end (see `raw.kosis_fertility`); codes that ended have empty cells and find no
    unit. Where the publisher printed a figure of a unit that did not yet live (Jeungpyeong-gun and
    Gyeryong-si before 2003), it stands in place of the one handed down from the unit it was a part of.
    """
    published = kosis_fertility[kosis_fertility["total_fertility_rate"].notna()]
    sigungu = region[(region["level"] == "sigungu") & region["in_kosis"].astype(bool)]
    eras: dict[tuple[object, ...], list[tuple[pd.DataFrame, pd.DataFrame]]] = {}
    weights: dict[tuple[object, ...], pd.DataFrame] = {}
    for date, rows in published.groupby("reference_date"):
        day = pd.Timestamp(str(date))
        code = "kostat8_code" if day.year >= FIGURES_IN_KOSTAT8_FROM else "kostat7_code"
        living, later = alive(sigungu, day), sigungu[pd.to_datetime(sigungu["valid_from"]) > day]
        ways = units_of_day(crosswalk, track="kosis", day=day)
        # Years with the same units are converted in one go.
        era = tuple(
            ways[["from_unit_id", "to_unit_id", "weight"]].sort_values(["from_unit_id", "to_unit_id"]).itertuples(index=False)
        )
        weights[era] = ways
        eras.setdefault(era, []).append((_of_units(rows, living, code), _of_units(rows, later, code)))
    parts = []
    for key, tables in eras.items():
        found, printed = (pd.concat(rows, ignore_index=True) for rows in zip(*tables, strict=True))
        carried = convert_rates(found, weights[key], by=["reference_date"], rates=NAMES, denominator=None)
        parts.append(_with_later_units(carried, printed))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(FERTILITY.column_names))


def _of_units(rows: pd.DataFrame, units: pd.DataFrame, code: str) -> pd.DataFrame:
    """Rows whose code is of one of the units."""
    known = units[["unit_id", code]].drop_duplicates()
    return rows.merge(known, left_on="region_code", right_on=code)[["unit_id", "reference_date", *NAMES]]


def _with_later_units(carried: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """Figures printed for units that were to come take the place of those carried over."""
    cell = ["unit_id", "reference_date"]
    own = carried[cell].merge(printed.drop_duplicates(cell), on=cell).assign(interpolated=False, missing_sources=0)
    there = pd.MultiIndex.from_frame(carried[cell]).isin(pd.MultiIndex.from_frame(own[cell]))
    return pd.concat([carried[~there], own], ignore_index=True) if len(own) else carried


# Births and marriages of sido by year on the reference geography: counts only.
#
# Fertility rates are in this file; what is published by month stays in the raw table.

MONTHS = 12
COUNTS = ["births", "marriages"]


@asset(contract=VITAL_EVENTS)
def vital_events(
    kosis_births: duckdb.DuckDBPyRelation,
    kosis_marriages: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
    crosswalk: pd.DataFrame,
) -> pd.DataFrame:
    """Births and marriages. One row per sido and year of which either is known.

    The sheets print names of one day for all years, so a name finds its unit through any of its eras. A year that lacks
    a month has no count of marriages.
    """
    reported = _events(sido_by_name(kosis_births, region), sido_by_name(kosis_marriages, region), region).df()
    reported["reference_date"] = reported["reference_date"].dt.date
    by = ["reference_date", "is_provisional"]
    converted = on_reference(reported, crosswalk, track="sido", day="reference_date", by=by, counts=COUNTS)
    return converted.dropna(subset=COUNTS, how="all")


def _events(
    born: duckdb.DuckDBPyRelation, married: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Births and marriages by sido and year since the history begins."""
    return duckdb.sql(
        """
        WITH event AS (
            SELECT unit_id, year, births, NULL AS marriages, is_provisional
            FROM born
            WHERE births IS NOT NULL
            UNION ALL
            SELECT unit_id, year(month), NULL, sum(marriages), bool_or(is_provisional)
            FROM married
            GROUP BY unit_id, year(month)
            HAVING count(marriages) = $months
        )
        SELECT unit_id, year_end(year) AS reference_date, max(births) AS births, max(marriages) AS marriages,
               bool_or(bool_or(is_provisional)) OVER (PARTITION BY year) AS is_provisional
        FROM event
        WHERE year_end(year) >= (SELECT min(valid_from) FROM region WHERE level = 'sido')
        GROUP BY unit_id, year
        """,
        params={"months": MONTHS},
    )
