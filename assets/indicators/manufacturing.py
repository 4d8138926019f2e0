"""Manufacturing by region and year: share, location quotient, three-year mean and what is lost since the peak.

The composite that uses these figures is `rust_belt.py`; growth by industry is `shift_share.py`.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.io.asset import asset
from assets.panel.region_sums import KEY, named, region_sums
from assets.panel.sido_value_added import not_yet_apart
from expectations.contracts.manufacturing import MANUFACTURING, YEARS_OF_A_MEAN

SERIES = [*KEY, "reference_date"]


@asset(contract=MANUFACTURING)
def manufacturing(
    sido_value_added: pd.DataFrame,
    panel_manufacturing: pd.DataFrame,
    population: duckdb.DuckDBPyRelation,
    region_member: pd.DataFrame,
    reference_region: pd.DataFrame,
) -> pd.DataFrame:
    """Ratios and million KRW. One row per region and year with a figure."""
    accounts = by_value_added(sido_value_added, region_member)
    panel = by_panel(panel_manufacturing, working_age(population))
    both = accounts.merge(panel, on=SERIES, how="outer", suffixes=("", "_panel"))
    missing = both["missing_units"].fillna(both["missing_units_panel"]).astype("int64")
    return named(both.assign(missing_units=missing), reference_region)


def by_value_added(sido_value_added: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """`value_added_*` of the sido and all above, with `own_borders` and `missing_units`."""
    made = sido_value_added["activity"].astype(str).str.startswith("manufacturing")
    sums = (
        sido_value_added.assign(manufacturing_value_added=sido_value_added["value_added"].where(made, 0.0))
        .groupby(["unit_id", "reference_date"])
        .agg({"value_added": "sum", "manufacturing_value_added": "sum", "own_borders": "all"})
        .reset_index()
    )
    counts = ["value_added", "manufacturing_value_added"]
    table = region_sums(sums, region_member, counts=counts, member_level="sido")
    table["missing_units"] -= held_by_others(table, region_member)
    own = sums.rename(columns={"unit_id": "region_id"})[["region_id", "reference_date", "own_borders"]]
    table = table.merge(own.assign(level="sido"), on=SERIES, how="left")
    table["value_added_share"] = table["manufacturing_value_added"] / table["value_added"]
    return compared(table, "value_added_share", "value_added", comparable=table["own_borders"].ne(False))


def held_by_others(table: pd.DataFrame, region_member: pd.DataFrame) -> pd.Series:
    """Sido of each row's region whose figures stand within those of another of the region in that year."""
    members = region_member[region_member["member_level"] == "sido"].groupby(KEY)["member_id"].agg(set)
    of_row = [members[key] for key in table[KEY].itertuples(index=False, name=None)]
    apart = {day: not_yet_apart(day.year) for day in set(table["reference_date"])}
    counted = [
        len(units & apart[day]) if len(units) > 1 else 0 for units, day in zip(of_row, table["reference_date"], strict=True)
    ]
    return pd.Series(counted, table.index, dtype="int64")


def by_panel(panel_manufacturing: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """`panel_*` of the sigungu and the nation; the nation is the mean of units that have a share, weighted by persons."""
    units = panel_manufacturing.rename(columns={"unit_id": "region_id"}).assign(level="sigungu", missing_units=0)
    weighed = panel_manufacturing.merge(persons, on=["unit_id", "reference_date"])
    weighed["mass"] = weighed["panel_share"] * weighed["persons"]
    sums = weighed.groupby("reference_date").agg({"mass": "sum", "persons": "sum", "unit_id": "count"}).reset_index()
    expected = sums["reference_date"].map(persons.groupby("reference_date").size())
    nation = sums[["reference_date"]].assign(
        level="nation", region_id="nation", panel_share=sums["mass"] / sums["persons"], missing_units=expected - sums["unit_id"]
    )
    table = pd.concat([units, nation], ignore_index=True)[[*SERIES, "panel_share", "missing_units"]]
    return compared(table, "panel_share", "panel", comparable=pd.Series(data=True, index=table.index))


def working_age(population: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """Registered persons aged 15-64: `unit_id, reference_date, persons`."""
    table = duckdb.sql("""
        SELECT unit_id, reference_date, sum(population)::DOUBLE AS persons
        FROM population
        WHERE population_concept = 'registration' AND age_from BETWEEN 15 AND 60
        GROUP BY ALL
    """)
    persons: pd.DataFrame = table.to_arrow_table().to_pandas(date_as_object=True)
    return persons


def compared(table: pd.DataFrame, share: str, prefix: str, *, comparable: pd.Series) -> pd.DataFrame:
    """`table` with `prefix`_lq, _share_3y and _loss of the column `share`; empty in rows that are not `comparable`."""
    nation = table[table["level"] == "nation"].set_index("reference_date")[share]
    used = table[share].where(comparable)
    table = table.assign(**{f"{prefix}_lq": used / table["reference_date"].map(nation).astype("float64")})
    mean = trailing_mean(table, used)
    peak = mean.groupby([table[key] for key in KEY]).cummax()
    return table.assign(**{f"{prefix}_share_3y": mean, f"{prefix}_loss": peak - mean})


def trailing_mean(table: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Mean of `values` over a region's year and the two before it; empty unless all three calendar years are known."""
    year = table["reference_date"].map(lambda day: day.year)
    cells = pd.MultiIndex.from_arrays([table["level"], table["region_id"], year])
    of = pd.Series(values.to_numpy(dtype="float64"), cells)
    earlier = [
        of.reindex(pd.MultiIndex.from_arrays([table["level"], table["region_id"], year - lag])).to_numpy()
        for lag in range(YEARS_OF_A_MEAN)
    ]
    return pd.Series(sum(earlier) / YEARS_OF_A_MEAN, table.index)
