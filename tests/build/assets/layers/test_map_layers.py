"""The map layers: newest figures joined to shapes, and 5+3 groups equal to the sums of their sido."""

from __future__ import annotations

import pandas as pd

from assets.lake.lake import Lake
from assets.layers.regions import megaregion
from tests.conftest import Built


def test_megaregions_of_the_build_equal_the_sums_of_their_sido(schematic: Built) -> None:
    lake: Lake = schematic.home.lake
    groups = lake.geoframe("megaregion").set_index("region_id").sort_index()
    sido = lake.geoframe("sido").groupby("megaregion")
    for column in ("population", "women_20_39", "population_65_over", "at_risk_units", "keis_units", "missing_units"):
        assert groups[column].to_dict() == sido[column].sum().to_dict(), column
    pd.testing.assert_series_equal(groups["area_km2"], sido["area_km2"].sum(), check_names=False, rtol=1e-12)
    pd.testing.assert_series_equal(groups["density"], groups["population"] / groups["area_km2"], check_names=False)
    pd.testing.assert_series_equal(groups["risk_index"], groups["women_20_39"] / groups["population_65_over"], check_names=False)


def test_megaregion_layer_of_the_build_is_what_the_asset_makes(schematic: Built) -> None:
    lake = schematic.home.lake
    again = megaregion(lake.geoframe("level_boundary"), lake.frame("reference_region"), lake.frame("extinction_risk"))
    assert sorted(again["region_id"]) == sorted(lake.frame("megaregion")["region_id"])
    assert len(again) == 8
