"""Do the scaled figures of a sido's units make the sido's, and does each stand under its own name?"""

from __future__ import annotations

import datetime as dt
import warnings

import numpy as np
import numpy.typing as npt
import pandas as pd

from expectations.census import TOTALS

# Sections of KSIC that are one activity; the rest are put together otherwise.
SECTIONS = {
    "manufacturing": "C", "construction": "F", "trade": "G", "transport": "H", "lodging_food": "I", "information": "J",
    "finance": "K", "real_estate": "L", "public": "O", "education": "P", "health": "Q",
}  # fmt: skip
# Mean distance a unit, in logarithms, by which another order of a sido's units may fit its workers better.
TOLERATED_GAIN = 0.05


def scaled_to_sido(value_added_reported: pd.DataFrame) -> pd.DataFrame:
    """Per sido, year and activity that is scaled: `difference`, sum minus the sido's figure (million KRW), and the same in
    `difference_of_a_part` for activities that are no totals, which are scaled one by one."""
    key = ["sido_unit_id", "reference_date", "activity"]
    scaled = value_added_reported.dropna(subset=["scaled", "sido_published"])
    sums = scaled.groupby(key).agg(scaled=("scaled", "sum"), sido=("sido_published", "first")).reset_index()
    difference = sums["scaled"] - sums["sido"]
    part = ~sums["activity"].isin(list(TOTALS.values())[::2])
    return sums.assign(difference=difference, difference_of_a_part=difference.where(part))


def product_goes_with_workers(value_added_reported: pd.DataFrame, sigungu_workers_reported: pd.DataFrame) -> pd.DataFrame:
    """Per unit and year a `verdict`: `in place`, or `fits` and the unit of the same sido whose workers its product goes with.

    The structure of product by activity is held against that of workers by section in the nearest year. Units are only said
    to be exchanged where another order of the whole sido fits better by more than `TOLERATED_GAIN`; that of a single pair
    of like units proves nothing.
    """
    workers = sigungu_workers_reported[sigungu_workers_reported["section"].isin(SECTIONS.values())].dropna(subset=["workers"])
    workers = workers.assign(year=pd.to_datetime(workers["reference_date"]).dt.year)
    parts = [
        _order(units, _nearest_workers(workers, set(units.index), day.year)).assign(reference_date=day)
        for day, units in _structures(value_added_reported)
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["unit_id", "reference_date", "verdict"])


def _structures(value_added_reported: pd.DataFrame) -> list[tuple[dt.date, pd.DataFrame]]:
    """The date and units x activities of each sido and date."""
    rows = value_added_reported[value_added_reported["activity"].isin(SECTIONS)]
    return [
        (part["reference_date"].iloc[0], part.pivot(index="unit_id", columns="activity", values="published")[list(SECTIONS)])
        for _, part in rows.groupby(["sido_unit_id", "reference_date"])
    ]


def _nearest_workers(workers: pd.DataFrame, units: set[str], year: int) -> pd.DataFrame:
    """Units x activities of the nearest year in which most cells are known."""
    rows = workers[workers["unit_id"].isin(units)]
    if rows.empty:
        return pd.DataFrame(columns=list(SECTIONS))
    cells = rows["year"].value_counts()
    nearest = min(cells.index[cells >= cells.max() / 2], key=lambda known: (abs(known - year), known))
    wide = rows[rows["year"] == nearest].pivot(index="unit_id", columns="section", values="workers")
    named: pd.DataFrame = wide.reindex(columns=list(SECTIONS.values())).set_axis(list(SECTIONS), axis=1)
    return named


def _order(product: pd.DataFrame, workers: pd.DataFrame) -> pd.DataFrame:
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415  (listing contracts does not pay for it)

    units = [unit for unit in product.index if unit in workers.index]
    if len(units) < 2:
        return pd.DataFrame({"unit_id": units, "verdict": "in place"})
    made, hands = (_logarithms(table.loc[units]) for table in (product, workers))
    distance = np.nan_to_num(np.nanmean(np.abs(made[:, None, :] - hands[None, :, :]), axis=2), nan=1e6)
    found = linear_sum_assignment(distance)[1]
    gain = (np.trace(distance) - distance[np.arange(len(units)), found].sum()) / len(units)
    exchanged = gain > TOLERATED_GAIN
    verdicts = [f"fits {units[other]}" if exchanged and other != place else "in place" for place, other in enumerate(found)]
    return pd.DataFrame({"unit_id": units, "verdict": verdicts})


def _logarithms(table: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Logarithms of positive figures around the mean of each column; nan where there is none."""
    values = table.to_numpy(dtype="float64", na_value=np.nan)
    logs = np.log(values, out=np.full_like(values, np.nan), where=values > 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # an activity that no unit has
        return np.asarray(logs - np.nanmean(logs, axis=0), dtype=np.float64)
