"""A release in Python: found by its home, folder or file; tables, SQL, indicators, maps; refusals with names that are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import rebalance
from tests.conftest import Built


@pytest.fixture
def release(schematic: Built) -> Iterator[rebalance.Release]:
    with rebalance.open_release(schematic.home.root) as opened:
        yield opened


def test_home_releases_folder_and_file_are_the_same(schematic: Built) -> None:
    for place in (schematic.home.root, schematic.home.releases, schematic.release, schematic.release / "warehouse.duckdb"):
        with rebalance.open_release(place) as opened:
            assert opened.version == schematic.release.name and opened.manifest["version"] == opened.version


def test_a_table_is_a_relation_a_data_frame_and_shapes(release: rebalance.Release) -> None:
    sido = release.table("mart.sido")
    assert sido.relation.filter("region_id = 'seoul'").fetchall()
    assert len(sido.to_pandas()) == len(sido.to_geopandas()) == 17
    assert sido.to_geopandas().geometry.is_valid.all() and sido.to_geopandas().crs.to_epsg() == 5179
    assert set(sido.columns["column_name"]) == set(sido.relation.columns)


def test_a_view_goes_by_its_plain_name_and_has_its_columns(release: rebalance.Release) -> None:
    regions = release.table("regions")
    assert regions.schema == "main" and list(regions.columns["column_name"]) == regions.relation.columns
    with pytest.raises(rebalance.UsageError, match="has no shapes"):
        release.table("mart.claim").to_geopandas()


def test_every_table_of_the_list_opens(release: rebalance.Release) -> None:
    for schema, table in release.tables()[["schema_name", "table_name"]].itertuples(index=False):
        assert release.table(f"{schema}.{table}").relation.columns


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda r: r.table("mart.sidoo"), "no table mart.sidoo; names like it: mart.sido"),
        (lambda r: r.indicator("risk_index"), "names like it: extinction_risk.risk_index"),
        (lambda r: r.sql("SELECT nothing FROM mart.sido"), "the query was refused"),
        (lambda r: r.sql("DROP TABLE mart.sido"), "the query was refused"),
        (lambda r: r.map("extinction_risk.risk_index", date="1990-12-31"), "no figures of 1990-12-31; there are .*2024-12-31"),
        (lambda r: r.map("extinction_risk.risk_index", level="emd"), "no map of emd; .* sigungu, sido, megaregion"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(release: rebalance.Release, ask: object, told: str) -> None:
    with pytest.raises(rebalance.UsageError, match=told):
        ask(release)  # type: ignore[operator]


def test_an_indicator_has_figures_of_regions_with_their_names(release: rebalance.Release) -> None:
    found = release.indicator("extinction_risk.risk_index")
    newest = found[(found["level"] == "sigungu") & (found["year"] == 2024)]
    assert len(newest) > 200 and newest["region_ko"].notna().all()
    assert "extinction_risk.risk_index" in set(release.indicators()["indicator"])


def test_a_map_names_its_source_and_is_written_as_picture(release: rebalance.Release, tmp_path: Path) -> None:
    drawn = release.map("extinction_risk.risk_index", level="sido")
    assert release.version in drawn.svg and "모식도" in drawn.svg
    assert drawn.save(tmp_path / "risk.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in drawn.save(tmp_path / "risk.svg").read_text(encoding="utf-8")
    with pytest.raises(rebalance.UsageError, match="written as"):
        drawn.save(tmp_path / "risk.jpg")
