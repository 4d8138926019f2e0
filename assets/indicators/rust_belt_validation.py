"""Does the rust-belt score tell designated crisis regions from the rest? Designations are labels here and nowhere else."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from assets.io.asset import asset
from expectations.contracts.rust_belt import INDICATORS
from expectations.contracts.rust_belt_validation import LABELS, RUST_BELT_VALIDATION

PREDICTORS = ("score", *(indicator.name for indicator in INDICATORS))


@asset(contract=RUST_BELT_VALIDATION)
def rust_belt_validation(rust_belt: pd.DataFrame, crisis_designation: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Area under the curve with its standard error. One row per label, set of units and predictor."""
    rows = []
    for label, schemes in LABELS.items():
        designated = set(crisis_designation.loc[crisis_designation["scheme"].isin(schemes), "unit_id"])
        divided = cities_of(designated - set(rust_belt["region_id"]), region) - designated
        for units in ("hubs", "all"):
            table = rust_belt[rust_belt["hub"].eq(True)] if units == "hubs" else rust_belt
            left_out = table["region_id"].isin(divided)
            table = table[~left_out]
            positive = table["region_id"].isin(designated)
            for predictor in PREDICTORS:
                known = table[predictor].notna()
                value, error = roc_area(positive[known].to_numpy(), table.loc[known, predictor].to_numpy(dtype="float64"))
                found = int(positive[known].sum())
                of_set = len(designated & set(rust_belt["region_id"]))
                rows.append((label, units, predictor, value, error, found, int(known.sum()), of_set - found, int(left_out.sum())))
    return pd.DataFrame(rows, columns=list(RUST_BELT_VALIDATION.column_names))


def cities_of(units: set[str], region: pd.DataFrame) -> set[str]:
    """Cities above `units` that are gu of a city."""
    parents = region[region["unit_id"].isin(units) & region["parent_unit_id"].notna()]
    return set(parents["parent_unit_id"])


def roc_area(positive: npt.NDArray[np.bool_], values: npt.NDArray[np.float64]) -> tuple[float | None, float | None]:
    """Area under the ROC curve and its standard error (Hanley & McNeil 1982); None without a positive or a negative.

    The area is the share of pairs of a positive and a negative in which the positive has the higher value, ties
    counting one half.
    """
    high, low = values[positive], values[~positive]
    if not len(high) or not len(low):
        return None, None
    wins = (high[:, None] > low[None, :]).sum() + 0.5 * (high[:, None] == low[None, :]).sum()
    area = float(wins / (len(high) * len(low)))
    first, second = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area) + (len(high) - 1) * (first - area**2) + (len(low) - 1) * (second - area**2)
    return area, float(np.sqrt(max(spread, 0.0) / (len(high) * len(low))))
