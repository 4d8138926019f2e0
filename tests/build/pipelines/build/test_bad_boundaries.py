"""Bad boundary files, built the way a user builds: one message with file and row, the last release untouched."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from expectations.engine.report import read_report
from tests.publisher_files import write_shapefile
from tests.workshop import BOUNDARY, Workshop


def with_shape(row: int, change: object) -> object:
    """Records with the shape of one row (1-based) changed."""

    def changed(records: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        shapes = records.geometry.to_numpy().copy()
        shapes[row - 1] = change(shapes[row - 1])  # type: ignore[operator]
        return records.set_geometry(shapes, crs=records.crs)

    return changed


def with_code(row: int, code: str) -> object:
    """Records with the code of one row (1-based) changed."""

    def changed(records: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        return records.assign(SIG_CD=records["SIG_CD"].where(records.index != row - 1, code))

    return changed


def twisted(shape: shapely.Polygon) -> shapely.Polygon:
    """The same ring with a third of its corners in reverse order, so that it crosses itself widely."""
    corners = list(shape.exterior.coords)[:-1]
    third = len(corners) // 3
    return shapely.Polygon([*corners[:third], *reversed(corners[third : 2 * third]), *corners[2 * third :]])


def spiked(shape: shapely.Polygon) -> shapely.Polygon:
    """The same ring with a loop of a few metres at its first corner."""
    (x, y), *rest = list(shape.exterior.coords)[:-1]
    return shapely.Polygon([(x, y), (x + 3, y + 3), (x + 3, y), (x, y + 3), (x, y), *rest])


def test_truncated_shp_names_the_row_where_it_ends(workshop: Workshop) -> None:
    path = workshop.folder / BOUNDARY
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith("error TL_SCCO_SIG.shp, row ")
    assert "expected 252 records" in answer.message and "cut off" in answer.message
    assert len(answer.message.splitlines()) == 1
    workshop.assert_untouched()


def test_truncated_dbf_names_the_row_where_it_ends(workshop: Workshop) -> None:
    path = (workshop.folder / BOUNDARY).with_suffix(".dbf")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith("error TL_SCCO_SIG.shp, row 126: found TL_SCCO_SIG.dbf ending in row 126")
    workshop.assert_untouched()


@pytest.mark.parametrize("suffix", [".dbf", ".shx"])
def test_missing_part_of_a_shapefile_is_named(workshop: Workshop, suffix: str) -> None:
    (workshop.folder / BOUNDARY).with_suffix(suffix).unlink()
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith(f"error TL_SCCO_SIG.shp: found no TL_SCCO_SIG{suffix}")
    assert "needs .shp, .shx and .dbf" in answer.message
    workshop.assert_untouched()


def test_missing_file_is_named_with_what_to_do(workshop: Workshop) -> None:
    (workshop.folder / BOUNDARY).unlink()
    answer = workshop.build()
    assert answer.code == 3
    assert BOUNDARY in answer.message and "`rebalance sources" in answer.message
    assert len(answer.message.splitlines()) == 1
    workshop.assert_untouched()


def test_utf8_names_declared_cp949_are_refused(workshop: Workshop) -> None:
    workshop.redraw(lambda records: records, encoding="UTF-8")
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith(
        "error TL_SCCO_SIG.shp, row 1: found UTF-8 text in column SIG_KOR_NM; expected text in cp949"
    )
    workshop.assert_untouched()


def test_cp949_names_declared_utf8_are_refused(workshop: Workshop) -> None:
    workshop.declare("mois_boundary", encoding="utf-8")
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith("error TL_SCCO_SIG.shp, row 1: found b")
    assert "in column SIG_KOR_NM, which is no utf-8; expected text in utf-8" in answer.message
    workshop.assert_untouched()


def test_cp949_names_declared_latin1_are_refused(workshop: Workshop) -> None:
    """Latin-1 takes every byte, so only the missing Hangul tells."""
    workshop.declare("mois_boundary", encoding="latin-1")
    answer = workshop.build()
    assert answer.code in (3, 4)
    assert "TL_SCCO_SIG.shp" in answer.message and "name_ko" in answer.message
    workshop.assert_untouched()


def test_duplicated_code_names_both_rows(workshop: Workshop) -> None:
    workshop.redraw(with_code(7, "11110"))
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message == (
        "error TL_SCCO_SIG.shp, row 7: found code 11110 again (first in row 1); expected each code once. "
        "Mend one of them, or take it out."
    )
    workshop.assert_untouched()


def test_unknown_code_is_refused_with_its_row(workshop: Workshop) -> None:
    workshop.redraw(with_code(7, "11999"))
    answer = workshop.build()
    assert answer.code == 4
    assert "boundary: codes_known" in answer.message
    assert "code=11999" in answer.message and "source_file=TL_SCCO_SIG.shp, source_row=7" in answer.message
    report = read_report(workshop.home.checks, "boundary")
    assert report is not None
    assert [o.rows[0]["source_row"] for o in report.failed("error") if o.rule == "codes_known"] == [7]
    workshop.assert_untouched()


def test_empty_geometry_is_refused_with_its_row(workshop: Workshop) -> None:
    workshop.redraw(with_shape(12, lambda _: None))
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith("error TL_SCCO_SIG.shp, row 12: found 1 record without geometry; expected 0")
    assert "known_faults.null_geometry" in answer.message
    workshop.assert_untouched()


@pytest.mark.trial
def test_ring_that_crosses_itself_and_remakes_its_unit_is_refused(workshop: Workshop) -> None:
    workshop.redraw(with_shape(200, twisted))
    answer = workshop.build()
    assert answer.code == 4
    assert "boundary_repair: no_unit_remade" in answer.message
    assert "source_file=TL_SCCO_SIG.shp, source_row=200" in answer.message
    workshop.assert_untouched()


def test_harmless_crossing_is_repaired_and_listed_with_file_and_row(workshop: Workshop) -> None:
    workshop.redraw(with_shape(200, spiked))
    answer = workshop.build("--select", "boundary_repair")
    assert answer.code == 0, answer.err
    repairs = workshop.home.lake.frame("boundary_repair").set_index("source_row")
    assert repairs.loc[200, "source_file"] == "TL_SCCO_SIG.shp"
    assert str(repairs.loc[200, "problem"]).startswith(("Self-intersection", "Ring Self-intersection"))
    assert repairs.loc[200, "change_share"] < 1e-6
    assert shapely.is_valid(workshop.home.lake.geoframe("boundary").geometry).all()


def test_swapped_lon_and_lat_are_named_as_such(workshop: Workshop) -> None:
    def swapped(records: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        degrees = records.to_crs("EPSG:4326")
        return degrees.set_geometry(shapely.transform(degrees.geometry.to_numpy(), lambda xy: xy[:, ::-1]), crs="EPSG:4326")

    workshop.redraw(swapped)
    workshop.declare("mois_boundary", crs="EPSG:4326")
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith("error TL_SCCO_SIG.shp, row 1: found longitude and latitude (or x and y) swapped")
    workshop.assert_untouched()


def test_one_record_with_swapped_axes_is_named_by_its_row(workshop: Workshop) -> None:
    workshop.redraw(with_shape(9, lambda shape: shapely.transform(shape, lambda xy: xy[:, ::-1])))
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith("error TL_SCCO_SIG.shp, row 9: found longitude and latitude (or x and y) swapped")
    workshop.assert_untouched()


def test_wrong_declared_crs_is_refused(workshop: Workshop) -> None:
    workshop.declare("mois_boundary", crs="EPSG:5186")
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith("error TL_SCCO_SIG.shp: found CRS ")
    workshop.assert_untouched()


def test_unit_missing_from_the_only_vintage_is_refused(workshop: Workshop) -> None:
    workshop.redraw(lambda records: records.drop(index=0))
    answer = workshop.build()
    assert answer.code == 4
    assert "complete" in answer.message and "seoul-jongno-gu" in answer.message and BOUNDARY in answer.message
    workshop.assert_untouched()


def test_city_drawn_beside_its_gu_is_refused(workshop: Workshop) -> None:
    """Suwon over its four gu: the gu would keep the ground, but a code of the finest set must not nest in another."""

    def beside(records: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        gu = records[records["SIG_CD"].str.startswith("4111")]
        city = gu.iloc[[0]].assign(SIG_CD="41110", SIG_KOR_NM="수원시", SIG_ENG_NM="Suwon-si")
        city = city.set_geometry([shapely.union_all(gu.geometry.to_numpy())], crs=gu.crs)
        return gpd.GeoDataFrame(pd.concat([records, city], ignore_index=True), crs=records.crs)

    workshop.redraw(beside)
    answer = workshop.build()
    assert answer.code == 4
    assert "a city stands beside its gu" in answer.message
    assert "units=수원시 (41110) and 수원시 영통구 (41117)" in answer.message and "source_file=TL_SCCO_SIG.shp" in answer.message
    workshop.assert_untouched()


def test_mended_file_builds_again(workshop: Workshop) -> None:
    path = workshop.folder / BOUNDARY
    good = pyogrio.read_dataframe(path, encoding="CP949")
    path.write_bytes(path.read_bytes()[:5000])
    assert workshop.build().code == 3
    write_shapefile(path, good)
    answer = workshop.build()
    assert answer.code == 0, answer.err


def test_names_one_row_off_are_refused_with_the_first_rows(workshop: Workshop) -> None:
    workshop.redraw(lambda records: records.assign(SIG_KOR_NM=np.roll(records["SIG_KOR_NM"], 1)))
    answer = workshop.build("--select", "boundary")
    assert answer.code == 4
    assert "boundary: names_match" in answer.message and "252 rows" in answer.message
    assert "code=11140, name_ko=종로구, expected=중구, whose=11110, source_file=TL_SCCO_SIG.shp, source_row=2" in answer.message
    workshop.assert_untouched()


def test_units_with_each_others_shapes_are_refused_and_named(workshop: Workshop) -> None:
    def exchanged(records: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        rows = [records.index[records["SIG_CD"] == code][0] for code in ("11680", "11650")]
        shapes = records.geometry.copy()
        shapes.loc[rows] = records.geometry.loc[rows[::-1]].to_numpy()
        return records.set_geometry(shapes)

    workshop.redraw(exchanged)
    answer = workshop.build("--select", "boundary")
    assert answer.code == 4
    assert "boundary: in_place" in answer.message and "units have each other's shapes: 2 rows" in answer.message
    assert "name_ko=강남구, told=lies where 서초구 (11650) is" in answer.message
    workshop.assert_untouched()


def test_shape_that_stands_twice_is_told_with_both_units(workshop: Workshop) -> None:
    workshop.redraw(with_shape(1, lambda _: pyogrio.read_dataframe(workshop.folder / BOUNDARY).geometry.iloc[1]))
    answer = workshop.build("--select", "boundary")
    assert answer.code == 4
    assert "mois_boundary: ground_once" in answer.message and "one shape stands twice" in answer.message
    assert "units=종로구 (11110) and 중구 (11140)" in answer.message and "source_row=2" in answer.message
    workshop.assert_untouched()
