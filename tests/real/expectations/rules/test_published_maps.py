"""What is held against each other in boundary files is quiet on those of the publishers, but for what is wrong in them."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest

from assets.geography.boundary import BELOW_SIGUNGU, match_units, national
from assets.geography.coverage import repair
from assets.reference.units import region as region_history
from expectations.contracts.units import REGION
from expectations.rules.english_names import other_sounds
from expectations.rules.nesting import in_their_own, made_of_their_own, off_their_own
from expectations.rules.places import parts_far_away
from expectations.rules.unit_names import printed_names
from tests.frames import result
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")

PUBLISHERS = ("mois_boundary", "sgis_boundary", "kostat_boundary")


@pytest.fixture(scope="module")
def region() -> pd.DataFrame:
    return result(REGION, region_history())


@pytest.fixture(scope="module")
def maps(region: pd.DataFrame) -> gpd.GeoDataFrame:
    """All national maps, repaired shape by shape and not yet cleaned into coverages."""
    tables = [real_table(name) for name in PUBLISHERS]
    drawn = [
        gpd.GeoDataFrame(t.assign(geometry=gpd.GeoSeries.from_wkb(t["geometry"]).to_numpy()), crs="EPSG:5179") for t in tables
    ]
    table = national(*drawn)
    table = table[table.geometry.notna()].reset_index(drop=True)
    table = table.set_geometry(gpd.GeoSeries(repair(table.geometry.to_numpy()), crs=table.crs))
    short = table["name_ko"].where(~table["level"].isin(BELOW_SIGUNGU), table["name_ko"].str.split().str[-1])
    return table.assign(
        unit_id=match_units(table, region), area_km2=table.geometry.area / 1e6, name_ko=short, name_basis="published"
    )


def test_units_of_each_level_lie_in_those_above(maps: gpd.GeoDataFrame, region: pd.DataFrame) -> None:
    found = in_their_own(maps, region)
    assert len(found) >= 4 and found.loc[found["elsewhere"], ["code", "lies_in"]].to_numpy().tolist() == []
    assert not off_their_own(maps, region)["uniform"].any()
    shares = made_of_their_own(maps, region)["difference_share"]
    assert len(shares) >= 17 and shares.abs().max() < 0.1


def test_names_and_parts_are_those_of_their_units(maps: gpd.GeoDataFrame, region: pd.DataFrame) -> None:
    assert parts_far_away(maps)["distance_km"].max() == 0
    assert set(printed_names(maps, region)["verdict"]) == {"its own"}


def test_one_english_name_of_2017_is_another_units() -> None:
    told = [table for name in PUBLISHERS if len(table := other_sounds(real_table(name)).query("not alike"))]
    assert [*zip(told[0]["name_ko"], told[0]["name_en"], strict=True)] == [("철원군", "Gongju-si")] and len(told) == 1
