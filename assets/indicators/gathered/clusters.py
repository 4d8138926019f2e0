"""Spatial clusters: global and local Moran statistics of every rate by sigungu, on its newest date.

Statistics are PySAL's (esda), the places of the permutations `assets/methods/conditional_permutation.py`; here is only which
figures and neighbours they get. Neighbourhood is `assets/geography/neighbour.py`, the map layer `assets/layers/regions.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from assets.lake.asset import asset
from assets.methods.conditional_permutation import draw, two_sided
from domain.association import NOT_SIGNIFICANT, PERMUTATIONS, PERMUTATIONS_OF_MAP, QUADRANTS
from expectations.contracts.series import LOCAL_CLUSTER, SPATIAL_AUTOCORRELATION

SEED = 19950627
# What these say otherwise is luck: the table marks it.
OTHER_SEEDS = (19981231, 20021225, 20060531, 20100602)
FALSE_DISCOVERY = 0.05
# With fewer units known the map has more holes than neighbours.
KNOWN_SHARE = 0.8


@dataclass(frozen=True)
class Rate:
    """One series on its newest date: `values` by unit as published, `judged` in the same order, and whether they differ.

    A rate over few persons swings by chance: it is judged as its distance from the rate of all units, over the standard
    deviation that this distance has in a unit of that size (Assuncao and Reis 1999, empirical Bayes).
    """

    name: str
    day: Any
    values: pd.Series
    judged: pd.Series
    adjusted: bool


@asset(contract=LOCAL_CLUSTER)
def local_cluster(indicator_value: pd.DataFrame, indicator: pd.DataFrame, neighbour: pd.DataFrame) -> pd.DataFrame:
    """Local Moran's I with false-discovery control. One row per rate and sigungu with a figure and a neighbour that has one."""
    found = list(rates(indicator_value, indicator, neighbour))
    same = {size: [rate for rate in found if len(rate.values) == size] for size in sorted({len(rate.values) for rate in found})}
    parts = [part for of_size in same.values() for part in local(of_size, neighbour)]
    columns = list(LOCAL_CLUSTER.column_names)
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


@asset(contract=SPATIAL_AUTOCORRELATION)
def spatial_autocorrelation(
    indicator_value: pd.DataFrame, indicator: pd.DataFrame, neighbour: pd.DataFrame, local_cluster: pd.DataFrame
) -> pd.DataFrame:
    """Global Moran's I with a pseudo p. One row per rate."""
    units = neighbour["unit_id"].nunique()
    rows = [
        {"indicator": rate.name, "reference_date": rate.day, "empirical_bayes": rate.adjusted}
        | counted(local_cluster[local_cluster["indicator"] == rate.name])
        | moran(rate, neighbour, units)
        for rate in rates(indicator_value, indicator, neighbour)
    ]
    return pd.DataFrame(rows, columns=list(SPATIAL_AUTOCORRELATION.column_names))


def rates(indicator_value: pd.DataFrame, indicator: pd.DataFrame, neighbour: pd.DataFrame) -> Iterator[Rate]:
    """Each intensive series that nearly every sigungu has and that varies, on its newest date."""
    catalogue = indicator[indicator["measure"] == "intensive"].set_index("indicator")[["rate_events", "rate_base"]]
    sigungu = indicator_value[indicator_value["level"] == "sigungu"]
    least = KNOWN_SHARE * neighbour["unit_id"].nunique()
    for name, rows in sigungu[sigungu["indicator"].isin(catalogue.index)].groupby("indicator", sort=True):
        dates = rows.groupby("reference_date").size()
        if (dates >= least).any():
            newest = dates[dates >= least].index.max()
            values = rows[rows["reference_date"] == newest].set_index("region_id")["value"].sort_index().astype("float64")
            if values.nunique() > 1:
                judged = smoothed(values, sigungu[sigungu["reference_date"] == newest], *catalogue.loc[name])
                yield Rate(str(name), newest, values, values if judged is None else judged, judged is not None)


def smoothed(values: pd.Series, figures: pd.DataFrame, rate_events: Any, rate_base: Any) -> pd.Series | None:
    """The rate standardised by empirical Bayes; None where it counts no events, or counts lack for a unit.

    `rate_events` and `rate_base` are the series of what is counted and of what it is per, or empty: then it is no rate of counts,
    and what it is per is events over the rate.
    """
    from esda.smoothing import assuncao_rate  # noqa: PLC0415  (seconds to import)

    if pd.isna(rate_events):
        return None
    events, base = (
        figures[figures["indicator"] == part].set_index("region_id")["value"].reindex(values.index).astype("float64")
        for part in (rate_events, rate_base)
    )
    if pd.isna(rate_base):
        base = events / values.where(values > 0)
    if not (events.ge(0) & base.gt(0) & np.isfinite(base)).all():
        return None
    return pd.Series(assuncao_rate(events.to_numpy(), base.to_numpy()), values.index)


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


def local(found: Sequence[Rate], neighbour: pd.DataFrame) -> list[pd.DataFrame]:
    """Local Moran statistics of series that as many units have; significance by Benjamini and Hochberg (1995)."""
    nets = [weights(rate.values.index, neighbour) for rate in found]
    others = [[[w.id2i[other] for other in w.neighbors[unit]] for unit in w.id_order] for w in nets]
    most = max(len(near) for of_rate in others for near in of_rate)
    p_values: list[list[npt.NDArray[np.float64]]] = []
    raw: list[npt.NDArray[np.float64]] = []
    for seed in (SEED, *OTHER_SEEDS):
        draws = draw(len(found[0].values), most, draws=PERMUTATIONS, seed=seed)
        p_values.append([two_sided(rate.judged.to_numpy(), near, draws) for rate, near in zip(found, others, strict=True)])
        if seed == SEED:
            raw = [
                two_sided(rate.values.to_numpy(), near, draws) if rate.adjusted else p
                for rate, near, p in zip(found, others, p_values[0], strict=True)
            ]
    return [
        _judged(rate, w, raw[place], [of_seed[place] for of_seed in p_values])
        for place, (rate, w) in enumerate(zip(found, nets, strict=True))
    ]


def _judged(rate: Rate, w: Any, raw: npt.NDArray[np.float64], p_values: Sequence[npt.NDArray[np.float64]]) -> pd.DataFrame:
    """Rows of one series, its p-values by seed, the first of which counts; units alone are left out."""
    from esda import Moran_Local  # noqa: PLC0415

    values, near = rate.values.to_numpy(), np.array([unit not in w.islands for unit in rate.values.index])
    published, judged = (Moran_Local(each.to_numpy(), w, permutations=0) for each in (rate.values, rate.judged))
    quadrant = np.array(QUADRANTS, dtype=object)[judged.q - 1]
    clusters = [np.where(significant(p[near]), quadrant[near], NOT_SIGNIFICANT) for p in p_values]
    return pd.DataFrame(
        {
            "indicator": rate.name,
            "region_id": rate.values.index[near],
            "reference_date": rate.day,
            "value": values[near],
            "neighbour_mean": (w.sparse @ values)[near],
            "local_i": published.Is[near],
            "p_value_raw": raw[near],
            "local_i_eb": judged.Is[near] if rate.adjusted else np.nan,
            "p_value": p_values[0][near],
            "cluster": clusters[0],
            "seed_dependent": np.any([other != clusters[0] for other in clusters[1:]], axis=0),
        }
    )


def significant(p: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Which of the tests stand after false-discovery control."""
    from esda import fdr  # noqa: PLC0415

    return np.asarray(p <= fdr(p, FALSE_DISCOVERY)) if len(p) else np.zeros(0, dtype=bool)


def counted(rows: pd.DataFrame) -> dict[str, int]:
    """Units of one series in a cluster, in one by the rate as published, and of another class under another seed."""
    return {
        "clusters": int((rows["cluster"] != NOT_SIGNIFICANT).sum()),
        "clusters_raw": int(significant(rows["p_value_raw"].to_numpy("float64")).sum()),
        "clusters_seed_dependent": int(rows["seed_dependent"].sum()),
    }


@contextmanager
def seeded() -> Iterator[None]:
    """esda draws from numpy's global generator: seeded here, and put back as it was."""
    state = np.random.get_state()
    np.random.seed(SEED)
    try:
        yield
    finally:
        np.random.set_state(state)


def moran(rate: Rate, neighbour: pd.DataFrame, units: int) -> dict[str, Any]:
    """Global Moran's I of one series against random relabelling of the map, two-sided."""
    from esda import Moran  # noqa: PLC0415

    w = weights(rate.values.index, neighbour)
    kept = rate.judged.drop(list(w.islands))
    near = weights(kept.index, neighbour)
    with seeded():
        found = Moran(kept.to_numpy(), near, permutations=PERMUTATIONS_OF_MAP)
    tail = min(int((found.sim >= found.I).sum()), int((found.sim <= found.I).sum()))
    published = Moran(rate.values[kept.index].to_numpy(), near, permutations=0) if rate.adjusted else found
    return {
        "units": len(rate.values),
        "units_missing": units - len(rate.values),
        "units_alone": len(w.islands),
        "moran_i": float(published.I),
        "moran_i_eb": float(found.I) if rate.adjusted else None,
        "expected_i": float(found.EI),
        "p_value": min(1.0, 2 * (1 + tail) / (1 + PERMUTATIONS_OF_MAP)),
    }
