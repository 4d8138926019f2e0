"""Vector tiles, read by a PMTiles reader that is not GDAL: every region at every zoom, in its place, without slivers."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from assets.release.files.tiles import LEVELS, MAXIMUM_ZOOM, MINIMUM_ZOOM, STEP_M, write_tiles
from tests.conftest import Built

WORLD_M = 2 * 20_037_508.342789244
every_level = pytest.mark.parametrize("level", LEVELS)


def reader() -> Any:
    return pytest.importorskip("pmtiles.reader", reason="the PMTiles reader is not installed")


def pieces(file: Path, zoom: int) -> gpd.GeoDataFrame:
    """All features of a zoom, cut to their tile, in web mercator."""
    pmtiles = reader()
    tiles = pytest.importorskip("mapbox_vector_tile", reason="the decoder of vector tiles is not installed")
    rows = []
    with file.open("rb") as stream:
        for (z, x, y), data in pmtiles.all_tiles(pmtiles.MmapSource(stream)):
            if z == zoom:
                ((name, layer),) = tiles.decode(gzip.decompress(data), default_options={"y_coord_down": True}).items()
                assert name == file.stem
                step = WORLD_M / 2**z
                origin = np.array([-WORLD_M / 2 + step * x, WORLD_M / 2 - step * y])
                scale = np.array([step, -step]) / layer["extent"]
                tile = shapely.box(origin[0], origin[1] - step, origin[0] + step, origin[1])
                for feature in layer["features"]:
                    placed = shapely.transform(shape(feature["geometry"]), lambda c, o=origin, s=scale: o + c * s)
                    rows.append({**feature["properties"], "geometry": shapely.make_valid(placed).intersection(tile)})
    return gpd.GeoDataFrame(rows, crs="EPSG:3857")


@every_level
def test_file_is_a_clustered_archive_of_the_zooms_that_it_names(schematic: Built, level: str) -> None:
    pmtiles = reader()
    with (schematic.release / "tiles" / f"{level}.pmtiles").open("rb") as stream:
        archive = pmtiles.Reader(pmtiles.MmapSource(stream))
        header, metadata = archive.header(), archive.metadata()
    assert header["version"] == 3 and header["clustered"] and header["tile_type"].name == "MVT"
    assert (header["min_zoom"], header["max_zoom"]) == (MINIMUM_ZOOM, MAXIMUM_ZOOM)
    assert 124e7 < header["min_lon_e7"] < header["max_lon_e7"] < 132e7
    assert [layer["id"] for layer in metadata["vector_layers"]] == [level] and "SCHEMATIC" in metadata["description"]


@every_level
@pytest.mark.parametrize("zoom", range(MINIMUM_ZOOM, MAXIMUM_ZOOM + 1))
def test_every_region_is_there_at_every_zoom(schematic: Built, level: str, zoom: int) -> None:
    found = pieces(schematic.release / "tiles" / f"{level}.pmtiles", zoom)
    assert set(found["region_id"]) == set(schematic.home.lake.geoframe(level)["region_id"])


@every_level
def test_shapes_at_the_highest_zoom_are_those_of_the_table_and_share_their_borders(schematic: Built, level: str) -> None:
    found = pieces(schematic.release / "tiles" / f"{level}.pmtiles", MAXIMUM_ZOOM).dissolve("region_id")
    table = schematic.home.lake.geoframe(level).set_index("region_id").to_crs("EPSG:3857").loc[found.index]
    # Half a step on each side of a border, all around it.
    allowed = table.geometry.length * STEP_M + 1e4
    assert (found.symmetric_difference(table, align=False).area < allowed).all()
    assert found.area.sum() == pytest.approx(found.union_all().area, rel=1e-4)
    assert found.area.sum() == pytest.approx(table.area.sum(), rel=1e-3)


def test_attributes_are_the_values_of_the_table(schematic: Built) -> None:
    found = (
        pieces(schematic.release / "tiles" / "sigungu.pmtiles", MINIMUM_ZOOM).drop_duplicates("region_id").set_index("region_id")
    )
    table = schematic.home.lake.geoframe("sigungu").set_index("region_id").loc[found.index]
    assert found["name_ko"].tolist() == table["name_ko"].tolist()
    assert found["population"].tolist() == table["population"].tolist()
    assert found["risk_index"].to_numpy() == pytest.approx(table["risk_index"].to_numpy(), rel=1e-12)
    assert set(found["reference_date"]) == {"2024-12-31"}


def test_equal_layers_give_equal_bytes(schematic: Built, tmp_path: Path) -> None:
    layer = schematic.home.lake.geoframe("sido")
    for folder in ("one", "two"):
        write_tiles(tmp_path / folder / "sido.pmtiles", layer, "about")
    assert (tmp_path / "one" / "sido.pmtiles").read_bytes() == (tmp_path / "two" / "sido.pmtiles").read_bytes()


def test_region_without_a_figure_is_there_without_that_attribute(schematic: Built, tmp_path: Path) -> None:
    layer = schematic.home.lake.geoframe("sido")
    layer.loc[layer["region_id"] == "jeju", "risk_index"] = np.nan
    write_tiles(tmp_path / "sido.pmtiles", layer, "about")
    found = pieces(tmp_path / "sido.pmtiles", MINIMUM_ZOOM)
    assert found.loc[found["region_id"] == "jeju", "risk_index"].isna().all()
    assert found.loc[found["region_id"] != "jeju", "risk_index"].notna().all()
