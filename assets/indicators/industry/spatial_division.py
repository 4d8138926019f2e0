"""Spatial division of labour: where products are made and where they are decided, and when that broke."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from assets.indicators.industry.manufacturing import SERIES, held_by_others
from assets.lake.asset import asset
from assets.methods.structural_break import BreakTest, break_test, candidate_breaks, error_of_p, turn
from assets.panel.region_sums import named, region_sums
from domain.association import BREAK_DRAWS
from domain.product import PRICE_BASES
from expectations.contracts.industry import SPATIAL_DIVISION, SPATIAL_DIVISION_BREAK

# The spatial division of labour: professional services against manufacturing, by value added and by workers.
#
# Whether the gap between the capital and the rest has a break is in this file.

YEARLY = ["unit_id", "reference_date"]
COUNTS = ["all", "professional", "manufacturing"]
# Activities of core.sido_volume that are these.
PRINTED = {"value_added": "all", "professional": "professional", "manufacturing": "manufacturing"}


@asset(contract=SPATIAL_DIVISION)
def spatial_division(
    sido_value_added: pd.DataFrame,
    sido_workers: pd.DataFrame,
    region_member: pd.DataFrame,
    reference_region: pd.DataFrame,
    sido_volume: pd.DataFrame,
) -> pd.DataFrame:
    """Ratios and persons. One row per region of sido level and above, and year."""
    accounts = sido_value_added.assign(role=sido_value_added["activity"].astype(str).str.split("_").str[0])
    added = with_volumes(by_region(accounts, "value_added", region_member), sido_volume, region_member)
    own = sido_value_added.groupby(YEARLY)["own_borders"].all().reset_index().rename(columns={"unit_id": "region_id"})
    added = added.merge(own.assign(level="sido"), on=SERIES, how="left")
    workers = by_region(
        sido_workers.assign(role=sido_workers["section"].map({"M": "professional", "C": "manufacturing"})),
        "workers",
        region_member,
    )
    table = added.merge(workers, on=SERIES, how="outer", suffixes=("", "_workers"))
    answer = table.assign(
        division=table["professional_share"] - table["manufacturing_share"],
        division_real=table["professional_share_real"] - table["manufacturing_share_real"],
        functional_specialisation=table["specialisation"],
        professional_workers=table["professional_workers"],
        manufacturing_workers=table["manufacturing_workers"],
        workers_division=table["professional_share_workers"] - table["manufacturing_share_workers"],
        workers_specialisation=table["specialisation_workers"],
        missing_units=table["missing_units"].fillna(table["missing_units_workers"]),
    )
    return named(answer, reference_region)


def by_region(table: pd.DataFrame, value: str, region_member: pd.DataFrame) -> pd.DataFrame:
    """Sums, shares and `specialisation` by region of every level from figures by `unit_id`, `reference_date` and `role`.

    `specialisation` is the ratio of professional to manufacturing over that of the nation, minus 1; empty where there is
    no manufacturing.
    """
    parts = {name: table[value].where(table["role"] == name, 0) if name != "all" else table[value] for name in COUNTS}
    return compared(table[YEARLY].assign(**parts).groupby(YEARLY)[COUNTS].sum().reset_index(), region_member, f"sido_{value}")


def compared(sums: pd.DataFrame, region_member: pd.DataFrame, of: str, *, beyond: bool = False) -> pd.DataFrame:
    """Sums, shares and `specialisation` by region from `unit_id`, `reference_date`, `all`, `professional`, `manufacturing`.

    `of` is the table that the figures are of, `beyond` says that they are summed further than it adds up.
    """
    absent = held_by_others(sums)
    regions = region_sums(sums, region_member, counts=COUNTS, member_level="sido", absent=absent, of=of, beyond=beyond)
    numbers = regions[[f"known_{name}" for name in COUNTS]].astype("float64").set_axis(COUNTS, axis=1)
    ratio = numbers["professional"] / numbers["manufacturing"].where(numbers["manufacturing"] > 0)
    nation = ratio[regions["level"] == "nation"].set_axis(regions.loc[regions["level"] == "nation", "reference_date"])
    return regions.assign(
        professional_share=numbers["professional"] / numbers["all"],
        manufacturing_share=numbers["manufacturing"] / numbers["all"],
        specialisation=ratio / regions["reference_date"].map(nation).astype("float64") - 1,
    )


def with_volumes(added: pd.DataFrame, sido_volume: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """`added` with shares of chained volumes beside, named `_real`: empty where a sido's volume lacks that has an amount.

    Wholes are the printed ones, as volumes of activities do not add up to them; those of sido are summed.
    """
    wide = sido_volume.pivot(index=YEARLY, columns="activity", values="volume").reindex(columns=list(PRINTED))
    sums = wide.rename(columns=PRINTED).dropna().astype("float64").reset_index()
    shares = ["professional_share", "manufacturing_share"]
    volumes = compared(sums, region_member, "sido_volume", beyond=True)[[*SERIES, *shares, "missing_units"]]
    table = added.merge(volumes, on=SERIES, how="left", suffixes=("", "_real"))
    known = table["missing_units_real"] == table["missing_units"]
    return table.assign(**{f"{share}_real": table[f"{share}_real"].where(known) for share in shares})


# Is there a break, around 2010-2015 or at all, in the gap between the capital region and the rest?
#
# The tests themselves are `structural_break.py`.

WINDOW = range(2010, 2016)
SEED = 20101231
# Below this a trend on each side of a break leaves nothing to test with.
FEWEST_YEARS = 20


@asset(contract=SPATIAL_DIVISION_BREAK)
def spatial_division_break(spatial_division: pd.DataFrame) -> pd.DataFrame:
    """F, p and where the gap went. One row per series, prices, test and year of a break; none where the series has a gap."""
    parts = [
        tested(series).assign(series=name, price_basis=basis)
        for basis in PRICE_BASES
        for name, series in gaps(spatial_division, basis).items()
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(SPATIAL_DIVISION_BREAK.column_names))


def gaps(spatial_division: pd.DataFrame, basis: str = "current") -> dict[str, pd.Series]:
    """Capital region minus rest by year, for each series that has every year between its first and last."""
    kind = {"current": "", "chained": "_real"}[basis]
    professional, division = f"professional_share{kind}", f"division{kind}"
    table = spatial_division[(spatial_division["level"] == "capital_rest") & spatial_division[division].notna()]
    table = pd.DataFrame(
        {
            "year": [day.year for day in table["reference_date"]],
            "region_id": table["region_id"],
            "professional_share": table[professional],
            "manufacturing_share": table[professional] - table[division],
            "division": table[division],
        }
    )
    series = {}
    for name in ("professional_share", "manufacturing_share", "division"):
        wide = table.pivot(index="year", columns="region_id", values=name).reindex(columns=["capital", "rest"]).astype("float64")
        gap = (wide["capital"] - wide["rest"]).dropna()
        if len(gap) >= FEWEST_YEARS and len(gap) == gap.index.max() - gap.index.min() + 1:
            series[name] = gap
    return series


def tested(gap: pd.Series) -> pd.DataFrame:
    """Rows of one series: Chow at each year of the window, the largest F of the window and of all years."""
    years, values = gap.index.to_numpy(), gap.to_numpy(dtype="float64")
    everywhere = candidate_breaks(len(gap))
    window = everywhere[np.isin(years[everywhere], WINDOW)]
    whole = break_test(values, everywhere, replications=BREAK_DRAWS, seed=SEED)
    rows = [sup_row("sup_f", years, whole)]
    if len(window):
        near = break_test(values, window, replications=BREAK_DRAWS, seed=SEED)
        chow = zip(years[near.candidates], near.f, near.chow_p, near.bootstrap_p, near.walk_p, strict=True)
        rows += [("chow", int(year), f, p, bootstrap, walk) for year, f, p, bootstrap, walk in chow]
        rows.append(sup_row("sup_f_2010_2015", years, near))
    table = pd.DataFrame(rows, columns=["test", "break_year", "f", "p_independent", "p_bootstrap", "p_random_walk"])
    turns = [turn(values, int(np.flatnonzero(years == year)[0])) for year in table["break_year"]]
    return table.assign(
        error_bootstrap=error_of_p(table["p_bootstrap"].to_numpy("float64"), BREAK_DRAWS),
        error_random_walk=error_of_p(table["p_random_walk"].to_numpy("float64"), BREAK_DRAWS),
        direction=["narrowing" if found.narrowing else "widening" for found in turns],
        gap_before=[found.level_before for found in turns],
        gap_after=[found.level_after for found in turns],
        slope_before=[found.slope_before for found in turns],
        slope_after=[found.slope_after for found in turns],
        autocorrelation=whole.autocorrelation,
        n=len(gap),
        first_year=years.min(),
        last_year=years.max(),
    )


def sup_row(test: str, years: npt.NDArray[np.int_], found: BreakTest) -> tuple[str, int, float, float | None, float, float]:
    """Row of the largest F; a year that was searched for has no p of the F distribution."""
    return test, int(years[found.sup_index]), found.sup_f, None, found.sup_p, found.sup_walk_p
