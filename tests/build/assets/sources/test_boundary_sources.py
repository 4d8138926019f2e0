"""One boundary module per publisher's layout: columns renamed, codes unique, level, scheme and vintage from the declaration."""

from __future__ import annotations

from pathlib import Path

from assets.sources.boundary_readers import kostat_boundary
from tests.conftest import Built
from tests.publisher_files import CRS
from tests.unit.assets.sources.test_boundary_sources import collected


def test_release_of_the_projects_own_can_be_read_back(schematic: Built, tmp_path: Path) -> None:
    parquet = schematic.release / "parquet"
    table = kostat_boundary(collected(parquet / "mart" / "sigungu.parquet", crs=CRS))
    assert len(table) == 229 and "수원시" in set(table["name_ko"])
    layer = collected(schematic.release / "rebalance.gpkg", crs=CRS, layer="sigungu")
    assert set(kostat_boundary(layer)["code"]) == set(table["code"])
