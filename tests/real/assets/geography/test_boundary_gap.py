"""Which gaps are errors and which are water: by their width, and by what other vintages have there."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from assets.geography.border_comparison import kosis_units, touching
from assets.geography.boundary import clean_series, match_units, national
from assets.geography.boundary_gap import boundary_gap, closed_gaps
from assets.reference.units import region as region_history
from expectations.contracts.derived_boundaries import DERIVED_BOUNDARY
from expectations.contracts.units import REGION
from tests.frames import result, typed
from tests.publisher_files import CRS
from tests.real_files import real_table
from tests.unit.assets.geography.test_boundary_gap import DAY

pytestmark = pytest.mark.usefixtures("publisher_files")

# --- the publishers' files

LOST = {
    ("namyangju-si", "yangpyeong-gun"), ("boryeong-si", "cheongyang-gun"), ("seoul-eunpyeong-gu", "seoul-seodaemun-gu"),
    ("daegu-dalseo-gu", "goryeong-gun"), ("busan-dongnae-gu", "busan-haeundae-gu"), ("incheon-dong-gu", "incheon-jung-gu"),
    ("seoul-nowon-gu", "seoul-seongbuk-gu"), ("seoul-seongdong-gu", "seoul-yongsan-gu"), ("busan-dong-gu", "busan-nam-gu"),
    ("busan-busanjin-gu", "busan-seo-gu"), ("busan-nam-gu", "busan-yeonje-gu"), ("bucheon-si", "incheon-namdong-gu"),
    ("seoul-jungnang-gu", "seoul-seongbuk-gu"), ("busan-busanjin-gu", "busan-dongnae-gu"), ("ansan-si", "uiwang-si"),
    ("daegu-nam-gu", "dalseong-gun"), ("busan-dongnae-gu", "busan-suyeong-gu"),
}  # fmt: skip


def drawn_of(table: pd.DataFrame) -> gpd.GeoDataFrame:
    """A raw table as the lake keeps it, its shapes read."""
    return gpd.GeoDataFrame(table, geometry=shapely.from_wkb(table["geometry"].to_numpy()), crs=CRS)


def test_borders_that_gaps_of_the_published_map_hid_come_back_and_lakes_stay() -> None:
    raw = national(*(drawn_of(real_table(name)) for name in ("mois_boundary", "sgis_boundary", "kostat_boundary")))
    history = result(REGION, region_history())
    chosen = raw[(raw["level"] == "sigungu") & raw["vintage"].isin([DAY, dt.date(2020, 12, 31), dt.date(2023, 7, 1)])]
    cleaned = [clean_series(series) for _, series in chosen.groupby(["scheme", "vintage"])]
    table = gpd.GeoDataFrame(pd.concat(cleaned, ignore_index=True), geometry="geometry", crs=chosen.crs)
    table = table.assign(unit_id=match_units(table, history), geometry_basis="published")
    gaps = boundary_gap(table, typed(DERIVED_BOUNDARY))
    series = table[table["vintage"] == DAY].reset_index(drop=True)
    before, after = (touching(kosis_units(shapes, history)) for shapes in (series, closed_gaps(series, gaps)))
    assert not LOST & before and after >= LOST | before
    own = gaps[gaps["vintage"] == DAY]
    kept = own[(own["decision"] == "kept") & (own["kind"] == "enclosed")]
    assert (own["kind"] == "enclosed").sum() == 332 and len(kept) <= 6
    assert any("화성시" in names for names in kept["names"]) and kept["area_m2"].max() > 6e7
    assert own.loc[own["decision"] == "closed", "area_m2"].sum() / 1e6 < 70
