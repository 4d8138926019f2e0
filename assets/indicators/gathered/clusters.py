"""Spatial clusters: global and local Moran statistics of every rate by sigungu, on its newest date.

Statistics are PySAL's (esda); here is only which figures and neighbours they get. Neighbourhood is
`assets/geography/neighbour.py`, the map layer `assets/layers/regions.py`.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd

from assets.lake.asset import asset
from domain.association import QUADRANTS
from expectations.contracts.series import LOCAL_CLUSTER, SPATIAL_AUTOCORRELATION

SEED = 19950627
PERMUTATIONS = 999
FALSE_DISCOVERY = 0.05
# With fewer units known the map has more holes than neighbours.
KNOWN_SHARE = 0.8


@asset(contract=LOCAL_CLUSTER)
def local_cluster(indicator_value: pd.DataFrame, indicator: pd.DataFrame, neighbour: pd.DataFrame) -> pd.DataFrame:
    """Local Moran's I with false-discovery control. One row per rate and sigungu with a figure."""
    parts = [local(name, day, values, neighbour) for name, day, values in rates(indicator_value, indicator, neighbour)]
    columns = list(LOCAL_CLUSTER.column_names)
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


@asset(contract=SPATIAL_AUTOCORRELATION)
def spatial_autocorrelation(
    indicator_value: pd.DataFrame, indicator: pd.DataFrame, neighbour: pd.DataFrame, local_cluster: pd.DataFrame
) -> pd.DataFrame:
    """Global Moran's I with a pseudo p. One row per rate."""
    significant = local_cluster[local_cluster["cluster"] != "not significant"].groupby("indicator").size()
    units = neighbour["unit_id"].nunique()
    rows = [
        {"indicator": name, "reference_date": day, "clusters": int(significant.get(name, 0))} | moran(values, neighbour, units)
        for name, day, values in rates(indicator_value, indicator, neighbour)
    ]
    return pd.DataFrame(rows, columns=list(SPATIAL_AUTOCORRELATION.column_names))


def rates(
    indicator_value: pd.DataFrame, indicator: pd.DataFrame, neighbour: pd.DataFrame
) -> Iterator[tuple[str, Any, pd.Series]]:
    """Name, newest date and values by unit of each intensive series that nearly every sigungu has and that varies."""
    names = set(indicator.loc[indicator["measure"] == "intensive", "indicator"])
    sigungu = indicator_value[(indicator_value["level"] == "sigungu") & indicator_value["indicator"].isin(names)]
    least = KNOWN_SHARE * neighbour["unit_id"].nunique()
    for name, rows in sigungu.groupby("indicator", sort=True):
        dates = rows.groupby("reference_date").size()
        if (dates >= least).any():
            newest = dates[dates >= least].index.max()
            values = rows[rows["reference_date"] == newest].set_index("region_id")["value"].sort_index().astype("float64")
            if values.nunique() > 1:
                yield str(name), newest, values


def weights(units: pd.Index, neighbour: pd.DataFrame) -> Any:
    """Row-standardised PySAL weights among `units`, in their order; a unit whose neighbours are all absent is alone."""
    from libpysal.weights import W  # noqa: PLC0415  (seconds to import)

    known = neighbour[neighbour["unit_id"].isin(units) & neighbour["neighbour_id"].isin(units)]
    pairs: dict[str, list[str]] = {unit: [] for unit in units}
    for unit, other in zip(known["unit_id"], known["neighbour_id"], strict=True):
        pairs[unit].append(other)
    w = W(pairs, id_order=list(units), silence_warnings=True)
    w.transform = "r"
    return w


def local(name: str, day: Any, values: pd.Series, neighbour: pd.DataFrame) -> pd.DataFrame:
    """Local Moran statistics of one series; significance by Benjamini and Hochberg (1995)."""
    from esda import Moran_Local, fdr  # noqa: PLC0415

    w = weights(values.index, neighbour)
    with seeded(), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that two-sided tests will be the default; ours is one-sided
        found = Moran_Local(values.to_numpy(), w, permutations=PERMUTATIONS, seed=SEED, n_jobs=1, keep_simulations=False)
    significant = found.p_sim <= fdr(found.p_sim, FALSE_DISCOVERY)
    quadrant = np.array(QUADRANTS, dtype=object)[found.q - 1]
    mean = w.sparse @ values.to_numpy()
    alone = np.array([unit in w.islands for unit in values.index])
    return pd.DataFrame(
        {
            "indicator": name,
            "region_id": values.index,
            "reference_date": day,
            "value": values.to_numpy(),
            "neighbour_mean": mean,
            "local_i": found.Is,
            "p_value": found.p_sim,
            "cluster": np.where(significant, quadrant, "not significant"),
        }
    )[~alone]


@contextmanager
def seeded() -> Iterator[None]:
    """esda draws from numpy's global generator: seeded here, and put back as it was."""
    state = np.random.get_state()
    np.random.seed(SEED)
    try:
        yield
    finally:
        np.random.set_state(state)


def moran(values: pd.Series, neighbour: pd.DataFrame, units: int) -> dict[str, Any]:
    """Global Moran's I of one series against random relabelling of the map."""
    from esda import Moran  # noqa: PLC0415

    w = weights(values.index, neighbour)
    kept = values.drop(list(w.islands))
    with seeded():
        found = Moran(kept.to_numpy(), weights(kept.index, neighbour), permutations=PERMUTATIONS)
    return {
        "units": len(values),
        "units_missing": units - len(values),
        "units_alone": len(w.islands),
        "moran_i": float(found.I),
        "expected_i": float(found.EI),
        "p_value": float(found.p_sim),
    }
