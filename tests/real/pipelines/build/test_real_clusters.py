"""Spatial clusters from publishers' files: two-sided, fine enough, and hanging on the seed for a few units only."""

from __future__ import annotations

import pandas as pd

from domain.association import NOT_SIGNIFICANT, PERMUTATIONS
from tests.conftest import Built


def table(real: Built, name: str) -> pd.DataFrame:
    return real.home.lake.frame(name)


def test_p_is_finer_than_one_unit_alone_needs_after_false_discovery_control(real: Built) -> None:
    local = table(real, "local_cluster")
    assert local["p_value"].min() < 0.05 / 229 / 5
    assert local["p_value"].min() >= 2 / (1 + PERMUTATIONS)


def test_another_seed_changes_few_units(real: Built) -> None:
    summary = table(real, "spatial_autocorrelation").set_index("indicator")
    assert (summary["clusters_seed_dependent"] <= 8).all()
    assert (summary["clusters_seed_dependent"] < summary["units"] * 0.04).all()


def test_rates_of_counted_persons_and_births_are_judged_by_empirical_bayes_and_no_others(real: Built) -> None:
    summary = table(real, "spatial_autocorrelation").set_index("indicator")
    judged = set(summary.index[summary["empirical_bayes"]])
    assert {"extinction_risk.risk_index", "fertility_rate.total_fertility_rate"} <= judged
    assert not judged & {"migration_balance.net_rate", "sigungu_product.grdp_per_head", "employment_rate.employment_rate_15_over"}


def test_clusters_of_the_summary_are_those_of_the_units_and_fewer_than_one_sided_tests_find(real: Built) -> None:
    """One-sided with 999 permutations found 77 for the index of extinction risk, 73 for employment of 65 and over."""
    local, summary = table(real, "local_cluster"), table(real, "spatial_autocorrelation").set_index("indicator")
    counted = local[local["cluster"] != NOT_SIGNIFICANT].groupby("indicator").size()
    assert summary["clusters"].to_dict() == counted.reindex(summary.index, fill_value=0).to_dict()
    assert 40 <= summary.loc["extinction_risk.risk_index", "clusters"] <= 55
    assert 40 <= summary.loc["employment_rate.employment_rate_65_over", "clusters"] <= 55
