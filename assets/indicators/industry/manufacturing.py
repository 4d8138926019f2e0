"""Manufacturing: jobs, product and share by region."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd

from assets.lake.asset import asset
from assets.panel.region_sums import KEY, named, region_sums
from assets.panel.sido_product import not_yet_apart
from domain.industries import LARGEST_DIFFERENCE
from expectations.contracts.industry import MANUFACTURING, MANUFACTURING_JOBS

# Peaks are looked for in means of so many years.
YEARS_OF_A_MEAN = 3

# Manufacturing jobs by sigungu: their share, location quotient, and index chained within segments that count alike.
#
# By value added, manufacturing stands in `manufacturing.py`; the composite that uses both is `rust_belt.py`.


@asset(contract=MANUFACTURING_JOBS)
def manufacturing_jobs(
    sigungu_workers: duckdb.DuckDBPyRelation,
    sido_workers_comparison: duckdb.DuckDBPyRelation,
    kosis_sido_industry: duckdb.DuckDBPyRelation,
    kosis_establishments: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
    reference_region: pd.DataFrame,
) -> pd.DataFrame:
    """Workers (persons), ratios and quotients. One row per sigungu and year of which anything is published.

    The nation is taken from the table that counts as the sigungu do: visited establishments, or registers too.
    """
    found = duckdb.sql("""
        WITH nation AS (
            SELECT year, 'survey' AS basis, max(workers) FILTER (section = 'C') / max(workers) FILTER (section = 'total') AS share
            FROM kosis_sido_industry
            WHERE region_name = '전국' AND kind_name = '계'
            GROUP BY year
            UNION ALL
            SELECT year, 'register', max(value) FILTER (industry_code = '10~34') / max(value) FILTER (industry_code = '0')
            FROM kosis_establishments
            WHERE region_name = '전국' AND item = '종사자수'
            GROUP BY year
        ),
        sido AS (
            SELECT r.unit_id, d.reference_date, any_value(r.sido_unit_id) AS sido_unit_id
            FROM region AS r
            JOIN (SELECT DISTINCT reference_date FROM sigungu_workers) AS d
              ON in_force(r.valid_from, r.valid_to, d.reference_date)
            GROUP BY ALL
        ),
        difference AS (
            SELECT unit_id AS sido_unit_id, reference_date,
                   workers_difference / nullif(workers_national, 0) AS national_difference
            FROM sido_workers_comparison
            WHERE section = 'C' AND comparability = 'same'
        )
        SELECT c.unit_id AS region_id, c.reference_date, c.workers AS manufacturing_workers, t.workers, c.status,
               c.workers / nullif(t.workers, 0) AS workers_share, workers_share / n.share AS workers_lq,
               x.national_difference, c.ksic, c.basis, c.segment, c.interpolated
        FROM sigungu_workers AS c
        LEFT JOIN sigungu_workers AS t
          ON t.unit_id = c.unit_id AND t.reference_date = c.reference_date AND t.section = 'total'
        LEFT JOIN nation AS n ON n.year = year(c.reference_date) AND n.basis = c.basis
        LEFT JOIN sido AS s ON s.unit_id = c.unit_id AND s.reference_date = c.reference_date
        LEFT JOIN difference AS x ON x.sido_unit_id = s.sido_unit_id AND x.reference_date = c.reference_date
        WHERE c.section = 'C'
        ORDER BY region_id, c.reference_date
    """)
    table: pd.DataFrame = found.to_arrow_table().to_pandas(date_as_object=True)
    usable = table["national_difference"].abs().fillna(0) <= LARGEST_DIFFERENCE
    table = table.assign(level="sigungu", usable=usable, manufacturing_workers=table["manufacturing_workers"].astype("float64"))
    table["jobs_index"] = chained(table, table["manufacturing_workers"].where(usable))
    peak = table.groupby("region_id")["jobs_index"].cummax()
    table["jobs_loss"] = 1 - table["jobs_index"] / peak.where(peak > 0)
    return named(table, reference_region)


def chained(table: pd.DataFrame, workers: pd.Series) -> pd.Series:
    """Index of `workers` of each unit, 1 in its first known year; it moves within a segment and stands still over a break.

    `table` has `region_id` and `segment` in the order of dates. Unknown years have no index and are passed over.
    """
    known = workers.dropna()
    unit, segment = table.loc[known.index, "region_id"], table.loc[known.index, "segment"]
    before = known.groupby(unit).shift()
    same = segment == segment.groupby(unit).shift()
    step = np.where(same & (before > 0), known / before, 1.0)
    return pd.Series(step, known.index).groupby(unit).cumprod().reindex(table.index)


# Manufacturing by region and year: share in value added, location quotient, three-year mean and what is lost since the peak.
#
# Jobs by sigungu are counted in this file; the composite is
# `assets/indicators/rust_belt/index.py`; growth by industry is `shift_share.py`.

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
    absent = held_by_others(sums)
    table = region_sums(sums, region_member, counts=counts, member_level="sido", absent=absent, of="sido_value_added")
    own = sums.rename(columns={"unit_id": "region_id"})[["region_id", "reference_date", "own_borders"]]
    table = table.merge(own.assign(level="sido"), on=SERIES, how="left")
    table["value_added_share"] = table["known_manufacturing_value_added"] / table["known_value_added"]
    return compared(table, "value_added_share", "value_added", comparable=table["own_borders"].ne(False))


def held_by_others(table: pd.DataFrame) -> pd.DataFrame:
    """`unit_id, reference_date` of sido whose figures stand within those of another on the dates of `table`: none is lacking."""
    apart = [(unit, day) for day in sorted(set(table["reference_date"])) for unit in sorted(not_yet_apart(day.year))]
    return pd.DataFrame(apart, columns=["unit_id", "reference_date"])


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
