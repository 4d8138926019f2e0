"""What the paths of innovation cities say: estimated effects with placebo bands, and the series behind them.

An estimate holds on the assumption that the host would have moved with its donors; see decision 16.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from assets.lake.asset import asset
from assets.methods.synthetic_control import (
    LEVEL,
    Floats,
    minimum_detectable,
    p_value,
    placebo_band,
    rank_p,
    rmspe_ratio,
)
from domain.innovation_city import DESIGNS, MAIN
from expectations.contracts.innovation_city_study import INNOVATION_CITY_EFFECT, INNOVATION_CITY_SERIES

# A finding for every other year since the event, as far as figures go.
EVERY = 2
ALL = "all"
DRAWS = 10_000
SEED = 20_261_124
# A host is followed poorly when nine placebos in ten are followed better.
POOR_FIT = 0.9
RUN = ["donor_set", "event", "event_year", "outcome"]
CELL = [*RUN, "horizon"]
FACTS = [*CELL, "zone", "reference_date", "design", "units", "donor_pool", "donors", "years_before"]


@asset(contract=INNOVATION_CITY_EFFECT)
def innovation_city_effect(innovation_city_path: pd.DataFrame) -> pd.DataFrame:
    """Effect in percent, placebo band, p and smallest detectable gain.

    One row per choice of donors, city, zone, outcome, event and horizon.
    """
    after = with_ratio(innovation_city_path[~innovation_city_path["is_base"]])
    after = after.assign(horizon=_years(after) - after["event_year"])
    after = after[after["horizon"] % EVERY == 1]
    placebo = after["zone"] == "placebo"
    known = {cell: rows["gap"].to_numpy("float64") for cell, rows in after[placebo].groupby(CELL)}
    ratios = {cell: rows["ratio"].to_numpy("float64") for cell, rows in after[placebo].groupby(CELL)}
    poor = after[placebo].groupby(CELL)["rmse_before"].quantile(POOR_FIT)
    cities = after[~placebo]
    rows = [_judged(row, known.get(_cell(row)), ratios.get(_cell(row)), poor) for row in _records(cities)]
    pooled = [
        _pooled(str(zone), group, known)
        for (_, _, _, zone, _), group in cities.groupby(["donor_set", "event", "outcome", "zone", "horizon"])
        if len(group) > 1
    ]
    found = [row for row in (*rows, *pooled) if row is not None]
    return pd.DataFrame(found) if found else pd.DataFrame(columns=list(INNOVATION_CITY_EFFECT.column_names))


def with_ratio(after: pd.DataFrame) -> pd.DataFrame:
    """Years after with `ratio`: root mean squared gap from the event up to that year, over that of the years before."""
    table = after.sort_values("reference_date")
    squares = (table["gap"].astype("float64") ** 2).groupby([table[key] for key in (*RUN, "zone", "target_id")])
    so_far = np.sqrt(squares.cumsum() / (squares.cumcount() + 1))
    before = table["rmse_before"].to_numpy("float64")
    return table.assign(ratio=rmspe_ratio(np.asarray(so_far, dtype=np.float64), before))


@asset(contract=INNOVATION_CITY_SERIES)
def innovation_city_series(innovation_city_path: pd.DataFrame) -> pd.DataFrame:
    """Observed and synthetic figures with the band of the placebos. One row per city, zone, outcome and December."""
    path = innovation_city_path[(innovation_city_path["event"] == "arrival") & (innovation_city_path["donor_set"] == MAIN)]
    if path.empty:
        return pd.DataFrame(columns=list(INNOVATION_CITY_SERIES.column_names))
    placebo = path["zone"] == "placebo"
    gap = path[placebo].groupby([*RUN, "reference_date"])["gap"]
    low, high = (100 * np.expm1(gap.quantile(share)) for share in (LEVEL / 2, 1 - LEVEL / 2))
    band = pd.DataFrame({"placebo_low_pct": low, "placebo_high_pct": high})
    table = path[~placebo].join(band, on=[*RUN, "reference_date"])
    return table.assign(
        city_id=table["target_id"],
        synthetic=table["observed"] / np.exp(table["gap"]),
        gap_pct=100 * np.expm1(table["gap"]),
        period=np.where(_years(table) < table["event_year"], "before", "after"),
    )


def _judged(row: dict[str, Any], placebos: Floats | None, ratios: Floats | None, poor: pd.Series) -> dict[str, Any] | None:
    """Finding on one city, zone, outcome, event and horizon; None where no placebo has figures."""
    if placebos is None or ratios is None:
        return None
    rmse = row["rmse_before"]
    fit = fitted(row["design"], rmse, poor.get(_cell(row)), donors=row["donors"], years=row["years_before"])
    ratio = None if pd.isna(row["ratio"]) or fit == "overfit" else float(row["ratio"])
    facts = {key: row[key] for key in FACTS} | {
        "city_id": row["target_id"],
        "cities": 1,
        "rmse_before_pct": None if fit is None else 100 * float(np.expm1(rmse)),
        "fit": fit,
        "rmspe_ratio": ratio,
        "p_rmspe": None if ratio is None else rank_p(ratio, ratios),
        "one_out_low_pct": _percent(row["gap_low"]),
        "one_out_high_pct": _percent(row["gap_high"]),
    }
    return facts | _inference(row["gap"], placebos, row["design"], fit)


def fitted(design: str, rmse: float, limit: float | None, *, donors: int, years: int) -> str | None:
    """How the years before were followed; None where there is at most one of them.

    Fitted weights of as many donors as years, or more, follow whatever there is: that is no sign of a good comparison.
    """
    if pd.isna(rmse) or limit is None or pd.isna(limit):
        return None
    if rmse > limit:
        return "poor"
    return "overfit" if design == "synthetic_control" and donors >= years else "good"


def _pooled(zone: str, group: pd.DataFrame, known: dict[tuple[Any, ...], Floats]) -> dict[str, Any] | None:
    """Mean effect over cities, against means of as many placebos drawn at random, each of its city's arrival year."""
    random = np.random.default_rng(SEED)
    cells = list(group.sort_values("target_id")[CELL].itertuples(index=False, name=None))
    if any(cell not in known for cell in cells):
        return None
    means = np.mean([random.choice(known[cell], DRAWS) for cell in cells], axis=0)
    first = group.iloc[0]
    weakest = max(set(group["design"]), key=DESIGNS.index)
    facts = {key: first[key] for key in ("donor_set", "event", "outcome", "horizon")} | {
        "city_id": ALL, "zone": zone, "cities": len(group), "event_year": None, "reference_date": None, "design": weakest,
        "units": int(group["units"].sum()), "donor_pool": None, "donors": int(group["donors"].sum()),
        "years_before": int(group["years_before"].min()), "rmse_before_pct": None, "fit": None,
        "rmspe_ratio": None, "p_rmspe": None, "one_out_low_pct": None, "one_out_high_pct": None,
    }  # fmt: skip
    return facts | _inference(float(group["gap"].mean()), means, weakest, None)


def _percent(gap: Any) -> float | None:
    return None if pd.isna(gap) else 100 * float(np.expm1(gap))


def _inference(effect: float, placebos: Floats, design: str, fit: str | None) -> dict[str, Any]:
    low, high = placebo_band(placebos)
    found = {
        "effect_pct": 100 * float(np.expm1(effect)),
        "placebo_low_pct": 100 * float(np.expm1(low)),
        "placebo_high_pct": 100 * float(np.expm1(high)),
        "placebos": len(placebos),
        "p_value": p_value(effect, placebos),
        "mde_pct": 100 * float(np.expm1(minimum_detectable(placebos))),
    }
    return found | {"verdict": verdict(found["effect_pct"], found["p_value"], found["mde_pct"], design, fit)}


def verdict(effect_pct: float, p: float, mde_pct: float, design: str, fit: str | None) -> str:
    """The finding in a sentence, with what the comparison could not have shown."""
    caution = {
        "growth_comparison": "No year before arrival: growth since the first year of figures compared, not an effect. "
    }.get(design, "")
    caution += {
        "poor": "Poorly followed before arrival: do not rely on it. ",
        "overfit": "As many donors as years before, or more: that they follow it says nothing. ",
    }.get(fit or "", "")
    if p <= LEVEL:
        side = "above" if effect_pct > 0 else "below"
        return f"{caution}{abs(effect_pct):.1f} % {side} the comparison (p = {p:.3f}); a gain of {mde_pct:.1f} % is detectable."
    return (
        f"{caution}No difference shown ({effect_pct:+.1f} %, p = {p:.3f}): a gain of {mde_pct:.1f} % or more would have been "
        "shown four times in five, a smaller one may be there."
    )


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _cell(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[key] for key in CELL)


def _years(table: pd.DataFrame) -> pd.Series:
    return pd.to_datetime(table["reference_date"]).dt.year
