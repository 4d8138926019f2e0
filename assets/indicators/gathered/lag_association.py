"""Correlations with a lag between prices, young people's work and fertility: association, not cause."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assets.lake.asset import asset
from domain.association import LEAST, READING
from expectations.contracts.series import LAG_ASSOCIATION

# Years by which one figure follows the other; KRIHS (2023) finds an effect of prices for up to seven.
LAGS = tuple(range(8))

KEY = ["level", "region_id", "year"]
LATER = "fertility_rate.total_fertility_rate"
BOTH = ("sido", "sigungu")
# The earlier figure, and the levels at which it is published: the young of a sido are a sum of a survey drawn for sigungu.
EARLIER = {
    "apartment_price.gap_to_seoul": BOTH,
    "apartment_price.price_change": BOTH,
    "employment_rate.employment_rate_15_29": ("sigungu",),
    "employment_rate.employment_rate_15_64": BOTH,
}


@asset(contract=LAG_ASSOCIATION)
def lag_association(apartment_price: pd.DataFrame, employment_rate: pd.DataFrame, fertility_rate: pd.DataFrame) -> pd.DataFrame:
    """Pearson's r by pair of figures, level, way of comparing and lag. One row each, of at least 8 pairs."""
    tables = {"apartment_price": apartment_price, "employment_rate": employment_rate, "fertility_rate": fertility_rate}
    series = {name: yearly(tables[name.split(".")[0]], name.split(".")[1]) for name in (*EARLIER, LATER)}
    rows = []
    for earlier, levels in EARLIER.items():
        for lag in LAGS:
            pairs = lagged(series[earlier], series[LATER], lag)
            for level in levels:
                rows += [
                    {"earlier": earlier, "level": level, "lag_years": lag, **row}
                    for row in compared(pairs[pairs["level"] == level])
                ]
    for lag in LAGS:
        gaps = lagged(between(series["apartment_price.price_change"]), between(series[LATER]), lag)
        row = _row(gaps, gaps["x"], gaps["y"], "over_time")
        if row["n"] >= LEAST and row["r"] is not None:
            rows.append({"earlier": "apartment_price.price_change", "level": "capital_rest", "lag_years": lag, **row})
    return pd.DataFrame(rows, columns=list(LAG_ASSOCIATION.column_names)).assign(later=LATER, reading=READING)


def yearly(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """`level, region_id, year, value` of a series: the last figure of each year."""
    known = table[table[column].notna()].sort_values("reference_date")
    known = known.assign(
        year=pd.to_datetime(known["reference_date"]).dt.year.astype("int64"), value=known[column].astype("float64")
    )
    return known.drop_duplicates(KEY, keep="last")[[*KEY, "value"]]


def lagged(earlier: pd.DataFrame, later: pd.DataFrame, lag: int) -> pd.DataFrame:
    """`level, region_id, year, x, y`: y of a year beside x of the same region `lag` years before."""
    x = earlier.assign(year=earlier["year"] + lag).rename(columns={"value": "x"})
    return x.merge(later.rename(columns={"value": "y"}), on=KEY)


def between(series: pd.DataFrame) -> pd.DataFrame:
    """The capital region minus the rest, as one series."""
    wide = series[series["level"] == "capital_rest"].pivot(index="year", columns="region_id", values="value")
    wide = wide.reindex(columns=["capital", "rest"])
    value = (wide["capital"] - wide["rest"]).dropna().rename("value").reset_index()
    return value.assign(level="capital_rest", region_id="capital_minus_rest")[[*KEY, "value"]]


def compared(pairs: pd.DataFrame) -> list[dict[str, Any]]:
    """r of all pairs, within regions, and within regions and years; none of fewer than 8 pairs."""
    of_region = pairs[["x", "y"]] - pairs.groupby("region_id")[["x", "y"]].transform("mean")
    both = without_means(pairs)
    ways = {"all": pairs, "within_regions": of_region, "within_regions_and_years": both}
    rows = [_row(pairs, values["x"], values["y"], name) for name, values in ways.items()]
    return [row for row in rows if row["n"] >= LEAST and row["r"] is not None]


def without_means(pairs: pd.DataFrame, rounds: int = 200) -> pd.DataFrame:
    """x and y without means of regions and of years, taken off in turn until nothing is left of either (panels have gaps)."""
    values = pairs[["x", "y"]].astype("float64")
    for _ in range(rounds):
        before = values
        for key in ("region_id", "year"):
            values = values - values.groupby(pairs[key]).transform("mean")
        if len(values) == 0 or float((values - before).abs().to_numpy().max()) < 1e-12:
            break
    return values


def _row(pairs: pd.DataFrame, x: pd.Series, y: pd.Series, comparison: str) -> dict[str, Any]:
    varies = len(x) > 1 and x.std() > 1e-9 and y.std() > 1e-9
    return {
        "comparison": comparison,
        "n": len(pairs),
        "regions": pairs["region_id"].nunique(),
        "years": pairs["year"].nunique(),
        "last_year": pairs["year"].max(),
        "r": x.corr(y) if varies else None,
    }
