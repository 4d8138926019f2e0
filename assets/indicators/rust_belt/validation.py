"""Does the rust-belt score tell designated crisis regions from the rest? Designations are labels here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from assets.lake.asset import asset
from domain.rust_belt import INDICATORS, LABELS, VALIDATED_UNITS
from expectations.contracts.rust_belt import RUST_BELT_VALIDATION

PREDICTORS = ("score", "score_group", *(indicator.name for indicator in INDICATORS))
NORMAL_95 = 1.959963984540054


NO_EVENTS = pd.DataFrame(columns=["from_unit_id", "to_unit_id"], dtype="object")


@asset(contract=RUST_BELT_VALIDATION)
def rust_belt_validation(
    rust_belt: pd.DataFrame, crisis_designation: pd.DataFrame, region: pd.DataFrame, region_event: pd.DataFrame = NO_EVENTS
) -> pd.DataFrame:
    """Area under the curve with its interval. One row per label, set of units and predictor.

    Units of which only a part is designated, a gu of a city or ground of a unit made since, are neither designated nor not.
    """
    rows = []
    units_of_set = set(rust_belt["region_id"])
    hub, rest = rust_belt["hub"].eq(True), rust_belt["group_id"].eq("rest")
    sets = dict(zip(VALIDATED_UNITS, (rust_belt[hub], rust_belt[hub & rest], rust_belt), strict=True))
    for label, schemes in LABELS.items():
        designated = set(crisis_designation.loc[crisis_designation["scheme"].isin(schemes), "unit_id"])
        elsewhere = designated - units_of_set
        divided = (cities_of(elsewhere, region) | went_into(elsewhere, region_event)) - designated
        for units, whole in sets.items():
            left_out = whole["region_id"].isin(divided)
            table = whole[~left_out]
            positive = table["region_id"].isin(designated)
            for predictor in PREDICTORS:
                if predictor == "score_group" and units != "hubs_rest":
                    continue
                known = table[predictor].notna()
                found = int(positive[known].sum())
                n = int(known.sum())
                area = roc_area(positive[known].to_numpy(), table.loc[known, predictor].to_numpy(dtype="float64"))
                low, high = (None, None) if area is None else interval(area, found, n - found)
                missed = len(designated & units_of_set) - found
                rows.append((label, units, predictor, area, low, high, found, n, missed, int(left_out.sum())))
    return pd.DataFrame(rows, columns=list(RUST_BELT_VALIDATION.column_names))


def cities_of(units: set[str], region: pd.DataFrame) -> set[str]:
    """Cities above `units` that are gu of a city."""
    parents = region[region["unit_id"].isin(units) & region["parent_unit_id"].notna()]
    return set(parents["parent_unit_id"])


def went_into(units: set[str], region_event: pd.DataFrame) -> set[str]:
    """Units of which ground went into `units` by an event."""
    return set(region_event.loc[region_event["to_unit_id"].isin(units), "from_unit_id"].dropna()) - units


def roc_area(positive: npt.NDArray[np.bool_], values: npt.NDArray[np.float64]) -> float | None:
    """Area under the ROC curve; None without a positive or a negative.

    It is the share of pairs of a positive and a negative in which the positive has the higher value, ties counting one half.
    """
    high, low = values[positive], values[~positive]
    if not len(high) or not len(low):
        return None
    wins = (high[:, None] > low[None, :]).sum() + 0.5 * (high[:, None] == low[None, :]).sum()
    return float(wins / (len(high) * len(low)))


def interval(area: float, positives: int, negatives: int) -> tuple[float, float]:
    """95 % interval of an area under the ROC curve, for any number of positives (Newcombe 2006, method 5).

    The areas from which the one found lies no further than 1.96 standard errors of their own, after Hanley & McNeil (1982)
    with the mean of both numbers less one in place of each.
    """
    mean = (positives + negatives) / 2 - 1

    def excess(true: float) -> float:
        spread = 1 + mean * (1 - true) / (2 - true) + mean * true / (1 + true)
        return abs(area - true) - NORMAL_95 * float(np.sqrt(true * (1 - true) * spread / (positives * negatives)))

    return _crossing(excess, area, 0.0), _crossing(excess, area, 1.0)


def _crossing(excess: Callable[[float], float], inside: float, outside: float) -> float:
    """Where `excess` turns from negative at `inside` to positive towards `outside`, by halving."""
    if excess(outside) <= 0:
        return outside
    for _ in range(60):
        middle = (inside + outside) / 2
        if excess(middle) > 0:
            outside = middle
        else:
            inside = middle
    return inside
