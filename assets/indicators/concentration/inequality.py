"""Inequality between regions and its course: Theil, Gini, Williamson, top to bottom, sigma and beta convergence.

Formulas are in `inequality_measures.py`. Only figures that are an outcome of a place are compared; density is not.
"""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd

from assets.indicators.concentration.borders import on_own_borders
from assets.lake.asset import asset
from assets.methods import inequality_measures as formula
from domain.history import day_of
from expectations.contracts.inequality import CONVERGENCE, REGIONAL_INEQUALITY

PER_HEAD = {"grdp": "grdp_per_head", "jobs": "jobs_per_head"}
SERIES = ["figure", "unit_level"]
PERIOD_YEARS = 10


@asset(contract=REGIONAL_INEQUALITY)
def regional_inequality(
    sido_figure_reported: pd.DataFrame,
    sido_population_reported: pd.DataFrame,
    crosswalk: pd.DataFrame,
    reference_region: pd.DataFrame,
    local_finance: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> pd.DataFrame:
    """Indices of inequality with their 5+3 decomposition. One row per figure, kind of unit and date; no unit."""
    table = compared(sido_figure_reported, sido_population_reported, crosswalk, reference_region, local_finance, region)
    rows = []
    for (figure, level, date), units in table.groupby([*SERIES, "reference_date"]):
        known = units.groupby("unit").agg(total=("total", "sum"), weight=("weight", "sum"), group=("group", "first"))
        missing = int(units["missing"].iloc[0])
        rows.append({"figure": figure, "unit_level": level, "reference_date": date, "missing_units": missing} | _indices(known))
    return pd.DataFrame(rows, columns=list(REGIONAL_INEQUALITY.column_names))


def _indices(units: pd.DataFrame) -> dict[str, float]:
    weight = units["weight"].to_numpy("float64")
    value = units["total"].to_numpy("float64") / weight
    alike = np.ones_like(value)
    theil = formula.theil(value, weight)
    between, within = formula.theil_parts(value, weight, units["group"].to_numpy("U"))
    return {
        "units": len(units),
        "mean": formula.mean(value, weight),
        "theil": theil,
        "theil_between": between,
        "theil_within": within,
        "between_share": between / theil if theil > 0 else np.nan,
        "gini": formula.gini(value, weight),
        "williamson": formula.williamson(value, weight),
        "variation": formula.williamson(value, alike),
        "log_deviation": formula.log_deviation(value),
        "top_to_bottom": formula.top_to_bottom(value, weight),
    }


@asset(contract=CONVERGENCE)
def convergence(
    sido_figure_reported: pd.DataFrame,
    sido_population_reported: pd.DataFrame,
    crosswalk: pd.DataFrame,
    reference_region: pd.DataFrame,
    local_finance: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> pd.DataFrame:
    """Beta and sigma convergence (Barro and Sala-i-Martin 1992). One row per figure and period, log points per year."""
    table = compared(sido_figure_reported, sido_population_reported, crosswalk, reference_region, local_finance, region)
    rows = []
    for (figure, level), years in table.groupby(SERIES):
        days = sorted(set(years["reference_date"]))
        periods = {(day, later) for day in days if (later := day.replace(year=day.year + PERIOD_YEARS)) in days}
        for first, last in sorted(periods | ({(days[0], days[-1])} if len(days) > 1 else set())):
            start, end = at_both_ends(years[years["reference_date"] == first], years[years["reference_date"] == last])
            if len(start) > 2:  # a line through two points has no error
                span = {"figure": figure, "unit_level": level, "first_date": first, "last_date": last}
                rows.append(span | converge(start, end, last.year - first.year))
    return pd.DataFrame(rows, columns=list(CONVERGENCE.column_names))


def converge(start: np.ndarray, end: np.ndarray, years: int) -> dict[str, object]:
    """Regression of yearly log growth on the log of the start, by ordinary least squares, and both spreads."""
    x, y = np.log(start), np.log(end / start) / years
    dx, dy = x - x.mean(), y - y.mean()
    across, along, growth = float((dx * dx).sum()), float((dx * dy).sum()), float((dy * dy).sum())
    beta = along / across
    residual = float(((dy - beta * dx) ** 2).sum())
    left = 1 + beta * years
    sigma = formula.log_deviation(start), formula.log_deviation(end)
    return {
        "units": len(x),
        "beta": beta,
        "beta_error": float(np.sqrt(residual / (len(x) - 2) / across)),
        "intercept": float(y.mean() - beta * x.mean()),
        "r2": 1 - residual / growth if growth > 0 else np.nan,
        "speed": -float(np.log(left)) / years if left > 0 else np.nan,
        "sigma_first": sigma[0],
        "sigma_last": sigma[1],
        "sigma_convergence": sigma[1] < sigma[0],
    }


def at_both_ends(first: pd.DataFrame, last: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Values per weight of the units that both years have, in one order; units that either does not tell apart are joined."""
    coarse: dict[str, str] = {}
    for unit in sorted({*first["unit"], *last["unit"]}, key=len):
        coarse |= dict.fromkeys(unit.split("+"), unit)
    ends = [rows.assign(joined=[coarse[unit.split("+")[0]] for unit in rows["unit"]]) for rows in (first, last)]
    held = [{unit: set("+".join(of).split("+")) for unit, of in rows.groupby("joined")["unit"]} for rows in ends]
    sums = [rows.groupby("joined")[["total", "weight"]].sum() for rows in ends]
    # A joined unit of which either year lacks a part is left out of both.
    both = [unit for unit in sums[0].index.intersection(sums[1].index) if held[0][unit] == held[1][unit]]
    values = [(end.loc[both, "total"] / end.loc[both, "weight"]).to_numpy("float64") for end in sums]
    return values[0], values[1]


def compared(
    sido_figure_reported: pd.DataFrame,
    sido_population_reported: pd.DataFrame,
    crosswalk: pd.DataFrame,
    reference_region: pd.DataFrame,
    local_finance: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> pd.DataFrame:
    """What is compared, one row per figure, date and region.

    `total` over `weight` is the value, both of the borders of the day; `unit` joins regions that the figure does not tell
    apart; `group` is of 5+3; `missing` counts units without a figure on that date.
    """
    own = on_own_borders(sido_figure_reported, sido_population_reported, crosswalk)
    return pd.concat([_per_head(own, reference_region), _fiscal(local_finance, region)], ignore_index=True)


def _per_head(own: pd.DataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Figures of sido on their own borders over the people within them; what lacks either is left out and counted."""
    group = reference_region[reference_region["level"] == "sido"].set_index("region_id")["megaregion"]
    found = own[own["figure"].isin(PER_HEAD)].dropna(subset=["value", "people"])
    held = [str(unit).split("+") for unit in found["unit"]]
    size = pd.Series([len(units) for units in held], found.index, dtype="int64")
    size = size.groupby([found["figure"], found["reference_date"]]).transform("sum")
    first = pd.Series([units[0] for units in held], found.index, dtype="object")
    return found.assign(
        figure=found["figure"].map(PER_HEAD),
        unit_level="sido",
        region_id=first,
        group=first.map(group),
        total=found["value"].astype("float64"),
        weight=found["people"].astype("float64"),
        missing=len(group) - size,
    )[[*SERIES, "reference_date", "region_id", "unit", "group", "total", "weight", "missing"]]


def _fiscal(local_finance: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    governments = region.filter("in_local_government").select("valid_from, valid_to, mois_code").df()
    codes = [code for (code,) in local_finance.select("region_code").distinct().fetchall()]
    found = duckdb.execute(
        """
        WITH government AS (
            SELECT unit_id, mois_code, megaregion, count(*) OVER () AS size
            FROM region
            WHERE in_local_government AND in_force(valid_from, valid_to, $day)
        ),
        long AS (
            UNPIVOT local_finance
            ON fiscal_independence_before_reform, fiscal_independence_after_reform
            INTO NAME figure VALUE total
        )
        SELECT l.figure, 'sigungu' AS unit_level, year_end(l.year) AS reference_date, g.unit_id AS region_id,
               g.unit_id AS unit, g.megaregion AS "group", l.total, 1.0 AS weight,
               g.size - count(*) OVER (PARTITION BY l.figure, l.year) AS missing
        FROM long AS l
        JOIN government AS g ON g.mois_code = l.region_code
        """,
        {"day": day_of(governments, "mois_code", codes).date()},
    ).df()
    return found.assign(reference_date=pd.to_datetime(found["reference_date"]).dt.date, weight=found["weight"].astype("float64"))
