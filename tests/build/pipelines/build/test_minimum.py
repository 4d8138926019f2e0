"""What a release needs least: one map of all sigungu and one population by sigungu, sex and age; all else is typed and empty."""

from __future__ import annotations

import pytest

from expectations.contracts.registry import all_contracts
from pipelines.build.plan import lacking
from tests.workshop import Workshop

LEAST = ("mois_boundary", "kosis_population")
# Tables that follow from these two alone.
FOLLOW = (
    "boundary",
    "reference_region",
    "population",
    "extinction_risk",
    "at_risk_count",
    "capital_concentration",
    "sigungu",
    "sido",
)


@pytest.fixture
def least(workshop: Workshop) -> Workshop:
    """A folder that declares the two files and nothing else."""
    workshop.entries = {dataset: workshop.entries[dataset] for dataset in LEAST}
    workshop.declare(LEAST[0])
    return workshop


def test_one_map_and_one_population_are_enough(least: Workshop) -> None:
    answer = least.build_tables()
    assert answer.code == 0, answer.err
    lake = least.home.lake
    rows = {name: entry.rows for name in all_contracts() if (entry := lake.entry(name))}
    assert set(rows) == set(all_contracts())
    assert all(rows[name] for name in FOLLOW)
    without = lacking(rows)
    assert without["kosis_grdp"] == "no file for kosis_grdp"
    for name in without:
        assert list(lake.frame(name).columns) == list(all_contracts()[name].column_names), name
    risk = lake.frame("at_risk_count").query("unit_set == 'keis'").set_index("reference_date")
    assert risk["at_risk"].iloc[-1] == 135
