"""Manufacturing by region and year: share in value added, location quotient, three-year mean and what is lost since the peak.

Jobs by sigungu are counted in `manufacturing_jobs.py`; the composite is `rust_belt.py`; growth by industry is `shift_share.py`.
"""

from __future__ import annotations

import pandas as pd

from assets.io.asset import asset
from assets.panel.region_sums import KEY, named, region_sums
from assets.panel.sido_value_added import not_yet_apart
from expectations.contracts.manufacturing import MANUFACTURING, YEARS_OF_A_MEAN

SERIES = [*KEY, "reference_date"]
FIGURES = [column for column in MANUFACTURING.column_names if column not in {*SERIES, "name_ko", "name_en", "sido_ko"}]


@asset(contract=MANUFACTURING)
def manufacturing(
    sido_value_added: pd.DataFrame,
    sigungu_value_added: pd.DataFrame,
    manufacturing_jobs: pd.DataFrame,
    region_member: pd.DataFrame,
    reference_region: pd.DataFrame,
) -> pd.DataFrame:
    """Ratios and million KRW. One row per region and year with a figure."""
    accounts = by_value_added(sido_value_added, region_member)
    nation = accounts[accounts["level"] == "nation"].set_index("reference_date")["value_added_share"]
    units = of_sigungu(sigungu_value_added, nation)
    jobs = manufacturing_jobs[[*SERIES, "jobs_index", "jobs_loss"]].dropna(subset=["jobs_index"])
    both = units.merge(jobs, on=SERIES, how="outer")
    table = pd.concat([accounts, both.assign(missing_units=0)], ignore_index=True)
    return named(table.reindex(columns=[*SERIES, *FIGURES]), reference_region)


def of_sigungu(sigungu_value_added: pd.DataFrame, nation: pd.Series) -> pd.DataFrame:
    """`value_added`, of it `manufacturing_value_added`, share and quotient; what was shared out of a divided unit is left out."""
    scaled = sigungu_value_added[~sigungu_value_added["interpolated"].astype(bool)].dropna(subset=["scaled"])
    wide = scaled.pivot(index=["unit_id", "reference_date"], columns="activity", values="scaled")
    wide = wide.reindex(columns=["value_added", "manufacturing"]).dropna().astype("float64").reset_index()
    table = wide.rename(columns={"unit_id": "region_id", "manufacturing": "manufacturing_value_added"}).assign(level="sigungu")
    share = table["manufacturing_value_added"] / table["value_added"].where(table["value_added"] > 0)
    return table.assign(value_added_share=share, value_added_lq=share / table["reference_date"].map(nation).astype("float64"))


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
