"""One small, valid file of every layout that a reader of publishers' files knows, and how a catalogue declares it.

The rows are those that the readers' own tests begin with. What is done to the files is `spoilt_sources.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio

from assets.reading.source_file import SourceFile
from assets.sources.census_figure import COLUMNS as CENSUS_COLUMNS
from assets.sources.code_table import ADMIN_HEAD, LEGAL_HEAD
from assets.sources.kosis_collected_population import BANDS
from assets.sources.kosis_dong_population import HEADS
from tests.publisher_files import (
    declared,
    kosis_record,
    sigungu_records,
    write_kosis_json,
    write_kosis_sheet,
    write_mois_csv,
    write_rows_csv,
    write_rows_sheet,
    write_shapefile,
    write_spreadsheet_xml,
    write_topojson,
)
from tests.unit.assets.sources import test_births_and_marriages as vital
from tests.unit.assets.sources import test_boundary_sources as boundaries
from tests.unit.assets.sources import test_census_figure as census
from tests.unit.assets.sources import test_emd_population as emd
from tests.unit.assets.sources import test_establishments as establishments
from tests.unit.assets.sources import test_kosis_collected_population as collected
from tests.unit.assets.sources import test_kosis_dong_population as dong
from tests.unit.assets.sources import test_kosis_employment as employment
from tests.unit.assets.sources import test_kosis_fertility as fertility
from tests.unit.assets.sources import test_kosis_grdp as grdp
from tests.unit.assets.sources import test_kosis_households as households
from tests.unit.assets.sources import test_kosis_labour_force as labour
from tests.unit.assets.sources import test_kosis_national_population as national
from tests.unit.assets.sources import test_kosis_population as kosis
from tests.unit.assets.sources import test_kosis_sido_income as income
from tests.unit.assets.sources import test_kosis_sido_industry as industry
from tests.unit.assets.sources import test_kosis_sido_migration as migration
from tests.unit.assets.sources import test_kosis_sido_population as sido
from tests.unit.assets.sources import test_kosis_sigungu_establishments as regional
from tests.unit.assets.sources import test_kosis_sigungu_moves as moves
from tests.unit.assets.sources import test_local_finance as finance
from tests.unit.assets.sources import test_migration_flow as flows
from tests.unit.assets.sources import test_mois_population as mois
from tests.unit.assets.sources import test_mois_single_age as single
from tests.unit.assets.sources import test_oecd_tl2 as oecd
from tests.unit.assets.sources import test_reb_price_index as index
from tests.unit.assets.sources import test_reb_price_level as level
from tests.unit.assets.sources import test_tax_businesses as tax

Write = Callable[[Path], SourceFile]
UTF8 = {"encoding": "utf-8"}
PLAIN: dict[str, Any] = {"crs": "", "level": ""}


def _csv(dataset: str, rows: list[Any], encoding: str = "utf-8", **changes: Any) -> Write:
    return lambda folder: declared(
        write_rows_csv(folder / "a.csv", rows, encoding), dataset, encoding=encoding, **PLAIN, **changes
    )


def _sheet(dataset: str, rows: list[Any], **changes: Any) -> Write:
    return lambda folder: declared(write_rows_sheet(folder / "a.xlsx", rows), dataset, **UTF8, **PLAIN, **changes)


def _json(dataset: str, document: Any) -> Write:
    return lambda folder: declared(write_kosis_json(folder / "a.json", document), dataset, **UTF8, **PLAIN)


def _parquet(dataset: str, table: pd.DataFrame) -> Write:
    def write(folder: Path) -> SourceFile:
        table.to_parquet(folder / "a.parquet")
        return declared(folder / "a.parquet", dataset, **UTF8, **PLAIN)

    return write


def _text(dataset: str, text: str, name: str = "a.csv", encoding: str = "utf-8", **changes: Any) -> Write:
    def write(folder: Path) -> SourceFile:
        (folder / name).write_bytes(text.encode(encoding))
        return declared(folder / name, dataset, encoding=encoding, **PLAIN, **changes)

    return write


def _shapes(dataset: str, name: str, **changes: Any) -> Write:
    def write(folder: Path) -> SourceFile:
        path = folder / name
        if path.suffix == ".shp":
            write_shapefile(path, sigungu_records())
        elif path.suffix == ".parquet":
            sigungu_records().to_parquet(path)
        else:
            pyogrio.write_dataframe(sigungu_records(), path, layer="units", geometry_type="MultiPolygon", promote_to_multi=True)
        return declared(path, dataset, **changes)

    return write


def _wide(*rows: dict[str, str]) -> list[list[str]]:
    return [["", *rows[0]], *(["", *row.values()] for row in rows)]


def _people_of_two() -> list[dict[str, str]]:
    """Men, women and all of one unit in two groups and in total."""
    return [
        kosis_record("11110", "종로구", count, sex=item) | {"C2": str(code), "C2_NM": label, "ITM_NM": kosis.NAMES[item]}
        for item, size in (("T2", 2), ("T3", 1), ("T4", 1))
        for code, label, count in (
            (0, "계", 21 * size),
            *((age + 5, f"{age} - {age + 4}세" if age < 100 else "100+", size) for age in range(0, 101, 5)),
        )
    ]


def _census() -> pd.DataFrame:
    rows = [census.product(census.MADE, 5.0), census.product(census.VALUE_ADDED, 7.0), *census.dong(9, 8, 1)]
    return pd.DataFrame(rows, columns=list(CENSUS_COLUMNS)).astype({"year": "float64", "value": "float64"})


def _regional(name: str) -> Write:
    options = {"sido": name} | ({"subregions": ["남부", "북부"]} if name == "경기도" else {})
    if name != "경기도":
        return _sheet("kosis_sigungu_establishments", regional.LAYOUTS[name], options=options)
    return lambda folder: declared(
        write_spreadsheet_xml(folder / "a.xlsx", {"데이터": regional.LAYOUTS[name]}),
        "kosis_sigungu_establishments",
        encoding="euc-kr",
        options=options,
        **PLAIN,
    )


def _oecd() -> str:
    return "\r\n".join([oecd.HEADER, oecd.KOREA, oecd.PROVENCE, oecd.NAMELESS, oecd.WALLONIA, ""])


def _mois_workbook(folder: Path) -> SourceFile:
    rows = [
        mois.workbook_row(code, name, range(size, size + 21), range(2 * size, 2 * size + 21))
        for code, name, size in (("1100000000", "서울특별시", 2000), ("1111000000", "서울특별시 종로구", 1000))
    ]
    return declared(mois.write_workbook(folder / "a.xlsx", rows), "mois_population", **UTF8, **PLAIN)


def _single(folder: Path) -> SourceFile:
    path = single.written(
        folder / "a.csv", single.header(), {name: single.people(3, 4) for name in (single.NATION, single.SEOUL)}
    )
    return declared(path, "mois_single_age", **PLAIN)


def _geojson(folder: Path) -> SourceFile:
    properties = [{"sggcd": code, "sggnm": name, "sidocd": "11"} for code, name in (("11110", "종로구"), ("11140", "중구"))]
    return declared(boundaries.geojson(folder / "a.geojson", *properties), "kostat_boundary", crs="EPSG:4326", **UTF8)


def _topojson(folder: Path) -> SourceFile:
    path = write_topojson(folder / "a.json", {"11010": "종로구", "11020": "중구"})
    return declared(path, "kostat_boundary", crs="EPSG:4326", scheme="kostat", **UTF8)


_REGION = {"code": "41595", "name": "경기도 화성시 병점구", "names": ["경기도 화성시 병점구", "경기도 화성시 병점구 능동"]}
_LABOUR_HEAD = [(labour.NAME, "2000", *[None] * 8, "2001", *[None] * 8), (None, *labour.ITEMS, *labour.ITEMS)]
_LEVEL_ROWS = [*level.FACTS.items(), ("",), level.HEAD, *level.ROWS]

LAYOUTS: dict[str, Write] = {
    "kosis_population": _json("kosis_population", _people_of_two()),
    "kosis_collected_population": _json(
        "kosis_collected_population",
        {"meta": {"date": "2026-02", "bands": BANDS}, "regions": {"11110": collected.JONGNO, "11140": collected.JONGNO}},
    ),
    "kosis_dong_population": _csv(
        "kosis_dong_population", [HEADS[1], *dong.rows("11110", " 종로구", 1998), *dong.rows("11140", " 중구", 1998)], "cp949"
    ),
    "mois_population": lambda folder: declared(write_mois_csv(folder / "a.csv", mois.GYEONGGI), "mois_population", **PLAIN),
    "mois_population workbook": _mois_workbook,
    "mois_single_age": _single,
    "kosis_sido_population": lambda folder: declared(
        write_kosis_sheet(folder / "a.xlsx", sido.ROWS, ("2011", "2012")), "kosis_sido_population", **UTF8, **PLAIN
    ),
    "kosis_households": _sheet("kosis_households", [households.HEADER, *households.ROWS]),
    "kosis_national_population": _text(
        "kosis_national_population",
        "\n".join("\t".join(map(str, row)) for row in (national.HEADER, *national.ROWS)),
        options=national.OPTIONS,
    ),
    "emd_population": _csv("emd_population", _wide(emd.SAJIK | emd.AGES, emd.SAJIK | emd.AGES | {"YEAR": "2017"})),
    "emd_density": _csv("emd_density", _wide(emd.SAJIK | emd.DENSITY, emd.SAJIK | emd.DENSITY | {"YEAR": "2017"})),
    "legal_dong_code": _sheet(
        "legal_dong_code",
        [
            LEGAL_HEAD,
            (4159000000, "경기도", "화성시", "", "", 20010321, ""),
            (4171000000, "경기도", "양주군", "", "", 19880423, 20031019),
        ],
    ),
    "legal_dong_code list": _text(
        "legal_dong_code",
        "법정동코드\t법정동명\t폐지여부\r\n1100000000\t서울특별시\t존재\r\n2100000000\t부산직할시\t폐지\r\n",
        "a.txt",
        "cp949",
    ),
    "admin_dong_code": _sheet(
        "admin_dong_code", [ADMIN_HEAD, (4159551000, "경기도", "화성시 병점구", "진안동", 4159510300, "능동", 20260201, "")]
    ),
    "region_code": _json("region_code", {"regions": [_REGION, _REGION | {"code": "41597"}]}),
    "renumbered_code": _csv(
        "renumbered_code",
        [("mois5_old", "mois5_new_20260701", "name_ko"), ("29110", "12210", "동구"), ("29140", "12240", "서구")],
    ),
    "kosis_grdp": _csv("kosis_grdp", [grdp.HEADER, *grdp.ROWS]),
    "kosis_employment_age": _csv("kosis_employment_age", [employment.AGE_HEADER, *employment.AGES]),
    "kosis_employment_industry": _csv(
        "kosis_employment_industry", [*employment.INDUSTRY_HEADER, *employment.INDUSTRIES], "cp949"
    ),
    "kosis_labour_force": _sheet("kosis_labour_force", [*_LABOUR_HEAD, *labour.ROWS]),
    "kosis_establishments": _csv("kosis_establishments", [establishments.HEADER, *establishments.SURVEY]),
    "kosis_mining_manufacturing": _csv("kosis_mining_manufacturing", [establishments.PLANTS_HEADER, *establishments.PLANTS]),
    "kosis_sido_industry": _sheet("kosis_sido_industry", [industry.HEADER, *industry.ROWS]),
    **{f"kosis_sigungu_establishments {name}": _regional(name) for name in regional.LAYOUTS},
    "tax_businesses": _parquet("tax_businesses", pd.DataFrame(tax.ROWS, columns=list(tax.COLUMNS))),
    "census_figure": _parquet("census_figure", _census()),
    "kosis_sido_income": _csv("kosis_sido_income", [income.HEADER, *income.ROWS], "cp949"),
    "kosis_sigungu_moves": _sheet("kosis_sigungu_moves", [moves.YEARS, moves.ITEMS, *moves.ROWS]),
    "kosis_sido_migration": _sheet("kosis_sido_migration", [*migration.HEADERS, *migration.ROWS]),
    "migration_flow": _json("migration_flow", {"params": flows.ASKED, "count": 2, "data": flows.FLOWS}),
    "kosis_births": _sheet("kosis_births", [vital.YEARS, vital.ITEMS, *vital.BIRTHS]),
    "kosis_marriages": _sheet("kosis_marriages", [(vital.NAME, "2031.11", "2031.12"), *vital.MARRIED]),
    "kosis_fertility": _sheet(
        "kosis_fertility",
        [("○ 시군구/합계출산율, 모의 연령별 출산율 []",), fertility.HEADER, fertility.JUNGGU, fertility.OLD_GUN],
    ),
    "local_finance": _json("local_finance", {"meta": {}, "by_code": {"11110": finance.JONGNO, "11140": finance.JONGNO}}),
    "oecd_tl2": _text("oecd_tl2", _oecd(), encoding="cp1252"),
    "reb_price_index": _csv("reb_price_index", [*index.HEADERS, index.NATION, index.JONGNO]),
    "reb_price_level": _sheet("reb_price_level", _LEVEL_ROWS),
    "mois_boundary shapefile": _shapes("mois_boundary", "a.shp"),
    "mois_boundary geopackage": _shapes("mois_boundary", "a.gpkg", **UTF8),
    "mois_boundary geoparquet": _shapes("mois_boundary", "a.parquet", **UTF8),
    "sgis_boundary shapefile": _shapes(
        "sgis_boundary", "a.shp", scheme="kostat", options={"columns": {"code": "SIG_CD", "name": "SIG_KOR_NM"}}
    ),
    "kostat_boundary geojson": _geojson,
    "kostat_boundary topojson": _topojson,
}
