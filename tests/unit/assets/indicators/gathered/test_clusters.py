"""Clusters: esda's own figures, fixed seeds, no cluster in noise, and nobody judged without neighbours."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from esda import Moran, Moran_Local, fdr
from libpysal.weights import W, lat2W

from assets.indicators.gathered.clusters import (
    PERMUTATIONS,
    SEED,
    local_cluster,
    rates,
    spatial_autocorrelation,
    weights,
)
from expectations.contracts.reference_boundaries import NEIGHBOUR
from expectations.contracts.series import INDICATOR, INDICATOR_VALUE, LOCAL_CLUSTER, SPATIAL_AUTOCORRELATION
from tests.frames import result, typed

SIZE = 8
LATTICE = lat2W(SIZE, SIZE, rook=False)
UNITS = [f"u{n:02}" for n in range(SIZE * SIZE)]
OLD, NEW = dt.date(2020, 12, 31), dt.date(2024, 12, 31)
# A warm corner on a flat plain, with a little noise so that values differ.
WARM = np.random.default_rng(1).normal(0, 0.1, (SIZE, SIZE))
WARM[:3, :3] += 5


def neighbours() -> pd.DataFrame:
    return typed(
        NEIGHBOUR, *({"unit_id": UNITS[a], "neighbour_id": UNITS[b]} for a, others in LATTICE.neighbors.items() for b in others)
    )


def values(figures: np.ndarray, day: dt.date = NEW, name: str = "a.rate", **more: Any) -> list[dict[str, Any]]:
    row = {"indicator": name, "level": "sigungu", "reference_date": day} | more
    return [row | {"region_id": unit, "value": float(value)} for unit, value in zip(UNITS, figures.ravel(), strict=False)]


def known(*names: str) -> pd.DataFrame:
    return typed(INDICATOR, *({"indicator": name, "measure": "intensive"} for name in names or ("a.rate",)))


def found(*rows: dict[str, Any]) -> pd.DataFrame:
    table = local_cluster(typed(INDICATOR_VALUE, *rows), known(), neighbours())
    kept: pd.DataFrame = result(LOCAL_CLUSTER, table).set_index("region_id")
    return kept


def esda_weights() -> W:
    w = W({UNITS[a]: [UNITS[b] for b in others] for a, others in LATTICE.neighbors.items()}, id_order=UNITS)
    w.transform = "r"
    return w


def test_local_statistics_are_those_of_esda_called_directly() -> None:
    table = found(*values(WARM)).loc[UNITS]
    direct = Moran_Local(WARM.ravel(), esda_weights(), permutations=PERMUTATIONS, seed=SEED)
    assert table["local_i"].to_numpy() == pytest.approx(direct.Is)
    assert table["p_value"].to_numpy() == pytest.approx(direct.p_sim)
    significant = direct.p_sim <= fdr(direct.p_sim, 0.05)
    assert ((table["cluster"] != "not significant").to_numpy() == significant).all()


def test_warm_corner_is_a_cluster_and_the_plain_is_none() -> None:
    table = found(*values(WARM))
    assert table.loc["u00", "cluster"] == "high-high"
    assert table.loc[f"u{SIZE * SIZE - 1}", "cluster"] == "not significant"
    assert table.loc["u00", "neighbour_mean"] == pytest.approx(np.mean([WARM[0, 1], WARM[1, 0], WARM[1, 1]]))


def test_noise_has_no_clusters_after_false_discovery_control() -> None:
    noise = np.random.default_rng(3).normal(size=(SIZE, SIZE))
    assert set(found(*values(noise))["cluster"]) == {"not significant"}


def test_two_runs_agree() -> None:
    pd.testing.assert_frame_equal(found(*values(WARM)), found(*values(WARM)))


def autocorrelation(*rows: dict[str, Any]) -> dict[str, Any]:
    tables = typed(INDICATOR_VALUE, *rows), known(), neighbours()
    table = spatial_autocorrelation(*tables, result(LOCAL_CLUSTER, local_cluster(*tables)))
    (row,) = result(SPATIAL_AUTOCORRELATION, table).to_dict("records")
    return {str(key): value for key, value in row.items()}


def test_global_statistic_is_that_of_esda_and_leaves_the_global_generator_alone() -> None:
    np.random.seed(5)
    before = np.random.get_state()[1].copy()  # type: ignore[index]
    row = autocorrelation(*values(WARM))
    direct = Moran(WARM.ravel(), esda_weights(), permutations=0)
    assert (row["moran_i"], row["expected_i"]) == pytest.approx((direct.I, -1 / (SIZE * SIZE - 1)))
    assert row["p_value"] == pytest.approx(1 / (PERMUTATIONS + 1))
    assert (np.random.get_state()[1] == before).all()  # type: ignore[index]


def test_unit_without_a_figure_is_left_out_and_one_whose_neighbours_all_lack_it_is_alone() -> None:
    """Without its three neighbours the corner has nobody to be compared with."""
    rows = [row for row in values(WARM) if row["region_id"] not in ("u01", "u08", "u09")]
    row = autocorrelation(*rows)
    assert (row["units"], row["units_missing"], row["units_alone"]) == (61, 3, 1)
    assert "u00" not in found(*rows).index


def chosen(*rows: dict[str, Any], names: tuple[str, ...] = ("a.rate",)) -> dict[str, dt.date]:
    return {name: day for name, day, _ in rates(typed(INDICATOR_VALUE, *rows), known(*names), neighbours())}


def test_only_rates_of_sigungu_on_the_newest_date_that_nearly_all_have_are_judged() -> None:
    assert chosen(*values(WARM, OLD), *values(WARM, NEW)) == {"a.rate": NEW}
    assert chosen(*values(WARM, OLD), *values(WARM, NEW)[:40]) == {"a.rate": OLD}
    assert chosen(*values(WARM, name="a.count")) == {}
    assert chosen(*values(WARM, level="sido")) == {}
    assert chosen(*values(np.ones((SIZE, SIZE)))) == {}


def test_weights_are_row_standardised() -> None:
    w = weights(pd.Index(UNITS), neighbours())
    assert w.sparse.sum(axis=1).max() == pytest.approx(1.0) and w.n == SIZE * SIZE
