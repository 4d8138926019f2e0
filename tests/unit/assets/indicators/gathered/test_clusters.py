"""Clusters: esda's own figures, fixed seeds, no cluster in noise, and nobody judged without neighbours."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from esda import Moran, Moran_Local, Moran_Local_Rate, fdr
from libpysal.weights import W, lat2W

from assets.indicators.gathered.clusters import (
    Rate,
    _judged,
    counted,
    local_cluster,
    rates,
    smoothed,
    spatial_autocorrelation,
    weights,
)
from domain.association import PERMUTATIONS, PERMUTATIONS_OF_MAP
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
    """I to the last digit; p two-sided, twice esda's directed one, up to what two draws of 99,999 and of 9,999 differ by."""
    table = found(*values(WARM)).loc[UNITS]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that p will be doubled
        direct = Moran_Local(WARM.ravel(), esda_weights(), permutations=9_999, seed=1)
    doubled = np.minimum(1, 2 * direct.p_sim)
    assert table["local_i"].to_numpy() == pytest.approx(direct.Is)
    assert table["local_i_eb"].isna().all()
    assert (table["p_value"] == table["p_value_raw"]).all()
    assert (np.abs(table["p_value"] - doubled) < 8 * np.sqrt(doubled / 9_999) + 2e-4).all()
    assert ((table["cluster"] != "not significant") == (table["p_value"] <= fdr(table["p_value"].to_numpy(), 0.05))).all()
    assert table["p_value"].min() < 1e-3


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
    assert row["p_value"] == pytest.approx(2 / (PERMUTATIONS_OF_MAP + 1))  # two-sided, and none of them as high
    assert row["empirical_bayes"] is False and pd.isna(row["moran_i_eb"])
    assert (np.random.get_state()[1] == before).all()  # type: ignore[index]


def test_unit_without_a_figure_is_left_out_and_one_whose_neighbours_all_lack_it_is_alone() -> None:
    """Without its three neighbours the corner has nobody to be compared with."""
    rows = [row for row in values(WARM) if row["region_id"] not in ("u01", "u08", "u09")]
    row = autocorrelation(*rows)
    assert (row["units"], row["units_missing"], row["units_alone"]) == (61, 3, 1)
    assert "u00" not in found(*rows).index


def chosen(*rows: dict[str, Any], names: tuple[str, ...] = ("a.rate",)) -> dict[str, dt.date]:
    return {rate.name: rate.day for rate in rates(typed(INDICATOR_VALUE, *rows), known(*names), neighbours())}


def test_only_rates_of_sigungu_on_the_newest_date_that_nearly_all_have_are_judged() -> None:
    assert chosen(*values(WARM, OLD), *values(WARM, NEW)) == {"a.rate": NEW}
    assert chosen(*values(WARM, OLD), *values(WARM, NEW)[:40]) == {"a.rate": OLD}
    assert chosen(*values(WARM, name="a.count")) == {}
    assert chosen(*values(WARM, level="sido")) == {}
    assert chosen(*values(np.ones((SIZE, SIZE)))) == {}


def test_weights_are_row_standardised() -> None:
    w = weights(pd.Index(UNITS), neighbours())
    assert w.sparse.sum(axis=1).max() == pytest.approx(1.0) and w.n == SIZE * SIZE


def test_another_seed_is_said_where_it_changes_the_class() -> None:
    """Under the first seed both are significant, under the second only the first: the other depends on luck."""
    series = pd.Series([5.0, 5.0, 0.0, 1.0], UNITS[:4])
    w = W(
        {UNITS[0]: [UNITS[1]], UNITS[1]: [UNITS[0]], UNITS[2]: [UNITS[3]], UNITS[3]: [UNITS[2]]},
        id_order=UNITS[:4],
        silence_warnings=True,
    )
    w.transform = "r"
    p = [np.array([0.001, 0.02, 0.6, 0.7]), np.array([0.001, 0.03, 0.6, 0.7])]
    table = _judged(Rate("a.rate", NEW, series, series, adjusted=False), w, p[0], p)
    assert table["cluster"].tolist() == ["high-high", "high-high", "not significant", "not significant"]
    assert table["seed_dependent"].tolist() == [False, True, False, False]
    assert counted(table) == {"clusters": 2, "clusters_raw": 2, "clusters_seed_dependent": 1}


def counts(events: np.ndarray, base: np.ndarray, *, without: str = "") -> list[dict[str, Any]]:
    parts = (("a.events", events), ("a.base", base), ("a.rate", events / base))
    return [
        row for name, figures in parts for row in values(figures, name=name) if row["region_id"] != without or name == "a.rate"
    ]


def of_counts(**columns: Any) -> pd.DataFrame:
    counted = ({"indicator": name, "measure": "extensive"} for name in ("a.events", "a.base"))
    return typed(INDICATOR, {"indicator": "a.rate", "measure": "intensive"} | columns, *counted)


BASE = np.where(np.arange(SIZE * SIZE) % 5 == 0, 20.0, 5000.0)
EVENTS = np.random.default_rng(4).poisson(BASE * np.where(WARM.ravel() > 1, 0.3, 0.1)).astype("float64")


def test_rate_of_counted_persons_is_judged_by_empirical_bayes_and_both_statistics_are_printed() -> None:
    catalogue = of_counts(rate_events="a.events", rate_base="a.base")
    tables = typed(INDICATOR_VALUE, *counts(EVENTS, BASE)), catalogue, neighbours()
    table = result(LOCAL_CLUSTER, local_cluster(*tables)).set_index("region_id").loc[UNITS]
    raw = Moran_Local(EVENTS / BASE, esda_weights(), permutations=0)
    rate = Moran_Local_Rate(EVENTS, BASE, esda_weights(), permutations=0)
    assert table["local_i"].to_numpy() == pytest.approx(raw.Is)
    assert table["local_i_eb"].to_numpy() == pytest.approx(rate.Is)
    assert not np.allclose(table["local_i"], table["local_i_eb"])
    (row,) = result(SPATIAL_AUTOCORRELATION, spatial_autocorrelation(*tables, table.reset_index())).to_dict("records")
    assert row["empirical_bayes"] is True
    assert row["moran_i"] == pytest.approx(Moran(EVENTS / BASE, esda_weights(), permutations=0).I)
    assert row["moran_i_eb"] == pytest.approx(Moran(rate.y, esda_weights(), permutations=0).I)


def test_what_a_rate_is_per_follows_from_events_where_no_column_has_it() -> None:
    rate = pd.Series(EVENTS / BASE, UNITS)
    figures = typed(INDICATOR_VALUE, *counts(EVENTS, BASE))
    both, events = (smoothed(rate, figures, "a.events", base) for base in ("a.base", None))
    assert both is not None and events is not None
    assert events.to_numpy() == pytest.approx(both.to_numpy())


def test_rate_whose_counts_lack_for_a_unit_is_judged_as_published() -> None:
    catalogue = of_counts(rate_events="a.events", rate_base="a.base")
    lacking = typed(INDICATOR_VALUE, *counts(EVENTS, BASE, without="u07"))
    (rate,) = rates(lacking, catalogue, neighbours())
    assert not rate.adjusted and rate.judged.equals(rate.values)


def test_series_of_different_length_have_places_of_their_own() -> None:
    short = [row for row in values(WARM, name="a.short") if row["region_id"] != "u63"]
    table = result(
        LOCAL_CLUSTER, local_cluster(typed(INDICATOR_VALUE, *values(WARM), *short), known("a.rate", "a.short"), neighbours())
    )
    assert table.groupby("indicator").size().to_dict() == {"a.rate": 64, "a.short": 63}
    assert table.set_index(["indicator", "region_id"]).loc[("a.short", "u00"), "p_value"] < 1e-3
    assert table["p_value"].min() >= 2 / (1 + PERMUTATIONS)
