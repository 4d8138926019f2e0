"""One boundary module per publisher's layout: columns renamed, codes unique, level, scheme and vintage from the declaration."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from assets.sources.kostat_boundary import kostat_boundary
from assets.sources.mois_boundary import mois_boundary
from assets.sources.sgis_boundary import sgis_boundary
from expectations.errors import SourceError
from tests.publisher_files import CRS, declared, sigungu_records, square, write_shapefile, write_topojson


def test_mois_layout(tmp_path: Path) -> None:
    table = mois_boundary(declared(write_shapefile(tmp_path / "a.shp", sigungu_records())))
    first = table.iloc[0]
    assert (first["code"], first["name_ko"], first["name_en"]) == ("11110", "종로구", "Unit 11110")
    assert (first["level"], first["scheme"], first["vintage"]) == ("sigungu", "mois", dt.date(2024, 2, 1))
    assert (first["extent"], bool(first["schematic"])) == ("national", False)


@pytest.mark.parametrize(("level", "prefix"), [("sido", "CTP"), ("legal_dong", "EMD")])
def test_mois_layout_of_other_levels(tmp_path: Path, level: str, prefix: str) -> None:
    code = "CTPRVN_CD" if level == "sido" else "EMD_CD"
    names = {"SIG_CD": code, "SIG_KOR_NM": f"{prefix}_KOR_NM", "SIG_ENG_NM": f"{prefix}_ENG_NM"}
    path = write_shapefile(tmp_path / "a.shp", sigungu_records().rename(columns=names))
    assert list(mois_boundary(declared(path, level=level))["name_ko"]) == ["종로구", "중구"]


def test_level_that_the_layout_does_not_have_is_refused(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records())
    with pytest.raises(SourceError, match="found level 'emd'; expected one of sido, sigungu, legal_dong"):
        mois_boundary(declared(path, level="emd"))


@pytest.mark.parametrize("options", [{}, {"columns": {"code": "adm2_code", "name": "sgg_nm"}}], ids=["2023", "2015"])
def test_sgis_layouts(tmp_path: Path, options: dict[str, Any]) -> None:
    code, name = ("adm2_code", "sgg_nm") if options else ("SIGUNGU_CD", "SIGUNGU_NM")
    records = gpd.GeoDataFrame({code: ["11010"], name: ["종로구"]}, geometry=[square(0, 0)], crs=CRS)
    table = sgis_boundary(declared(write_shapefile(tmp_path / "a.shp", records), scheme="kostat", options=options))
    assert table[["code", "name_ko"]].values.tolist() == [["11010", "종로구"]]
    assert table["name_en"].isna().all()


def test_kostat_topojson(tmp_path: Path) -> None:
    path = write_topojson(tmp_path / "a.json", {"11010": "종로구", "11020": "중구"})
    day = dt.date(2017, 12, 31)
    table = kostat_boundary(declared(path, encoding="utf-8", crs="EPSG:4326", scheme="kostat", vintage=day))
    assert list(table["code"]) == ["11010", "11020"] and set(table["vintage"]) == {day}
    assert table.crs.to_epsg() == 5179


def test_file_of_one_sido_says_so(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records(), prj=False)
    assert set(mois_boundary(declared(path, options={"extent": "11"}))["extent"]) == {"11"}


def test_duplicated_code_names_both_rows(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records(("11110", "11140", "11110"), ("종로구", "중구", "종로구")))
    with pytest.raises(SourceError, match=r"a\.shp, row 3: found code 11110 again \(first in row 1\); expected each code once"):
        mois_boundary(declared(path))


@pytest.mark.parametrize("missing", [{"vintage": None}, {"scheme": ""}, {"level": ""}])
def test_declaration_without_vintage_scheme_or_level_is_refused(tmp_path: Path, missing: dict[str, Any]) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records())
    with pytest.raises(SourceError, match=r"a\.shp: found "):
        mois_boundary(declared(path, **missing))
