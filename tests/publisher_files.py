"""Writers of tiny files shaped as publishers shape them: shapefile, TopoJSON, KOSIS JSON, sheets, CSV, catalogue.

Every writer takes rows from the test that calls it, so that what is odd about a file stands in that test.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pyogrio
import shapely

from assets.reading.source_file import SourceFile

CRS = "EPSG:5179"
# A place in Chungcheong in EPSG:5179, metres.
ORIGIN = (950_000.0, 1_850_000.0)
ITEMS = ("총인구수 (명)", "남자인구수 (명)", "여자인구수 (명)")


def square(column: float, row: float, size: float = 10_000.0) -> shapely.Polygon:
    """A square of a chessboard laid over Chungcheong."""
    west, south = ORIGIN[0] + column * size, ORIGIN[1] + row * size
    return shapely.box(west, south, west + size, south + size)


def bow_tie(column: float, row: float, size: float = 10_000.0) -> shapely.Polygon:
    """A square whose ring crosses itself."""
    west, south = ORIGIN[0] + column * size, ORIGIN[1] + row * size
    return shapely.Polygon([(west, south), (west + size, south + size), (west + size, south), (west, south + size)])


def sigungu_records(
    codes: Sequence[str] = ("11110", "11140"),
    names: Sequence[str] = ("종로구", "중구"),
    geometry: Sequence[shapely.Geometry | None] = (),
) -> gpd.GeoDataFrame:
    """Records in the layout of TL_SCCO_SIG, squares side by side unless given."""
    shapes = list(geometry) or [square(i, 0) for i in range(len(codes))]
    return gpd.GeoDataFrame(
        {"SIG_CD": list(codes), "SIG_ENG_NM": [f"Unit {c}" for c in codes], "SIG_KOR_NM": list(names)}, geometry=shapes, crs=CRS
    )


def write_shapefile(path: Path, records: gpd.GeoDataFrame, encoding: str = "CP949", *, prj: bool = True) -> Path:
    """A shapefile without `.cpg`, as Korean publishers leave it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pyogrio.write_dataframe(records, path, encoding=encoding, geometry_type="Polygon")
    path.with_suffix(".cpg").unlink(missing_ok=True)
    if not prj:
        path.with_suffix(".prj").unlink(missing_ok=True)
    return path


def write_topojson(path: Path, units: Mapping[str, str]) -> Path:
    """Two or more unit squares in a row near Daejeon in the layout of kostat_2018; `units` maps code to name."""
    arcs: list[list[list[float]]] = []
    geometries = []
    for index, (code, name) in enumerate(units.items()):
        west, south = 127.0 + 0.1 * index, 36.0
        corners = [[west, south], [west, south + 0.1], [west + 0.1, south + 0.1], [west + 0.1, south], [west, south]]
        arcs.append(corners)
        properties = {"code": code, "name": name, "name_eng": f"Unit {code}", "base_year": "2018"}
        geometries.append({"type": "Polygon", "arcs": [[index]], "properties": properties})
    document = {"type": "Topology", "objects": {"units": {"type": "GeometryCollection", "geometries": geometries}}, "arcs": arcs}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def kosis_record(code: str, name: str, count: object, *, sex: str = "T4", age: int = 20, year: str = "2024") -> dict[str, str]:
    """One record of a KOSIS answer of DT_1B04005N; `T3` is men, `T4` women, the code of ages 0-4 is 5."""
    return {
        "ORG_ID": "101",
        "TBL_ID": "DT_1B04005N",
        "PRD_DE": year,
        "C1": code,
        "C1_NM": name,
        "C2": str(age + 5),
        "C2_NM": f"{age} - {age + 4}세" if age < 100 else "100+",
        "ITM_ID": sex,
        "UNIT_NM": "명",
        "DT": str(count),
    }


def write_kosis_json(path: Path, records: object) -> Path:
    """A KOSIS OpenAPI answer."""
    path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return path


def write_mois_csv(
    path: Path,
    rows: Mapping[str, Sequence[object]],
    *,
    years: Sequence[int] = (2024,),
    encoding: str = "cp949",
    period: str = "{year}년_",
) -> Path:
    """The wide CSV of MOIS; `rows` maps a printed label to men and women, all aged 20-24, year after year.

    `period` of a month, `{year}년12월_`, makes the form of all registered persons (계) instead of residents (거주자).
    """
    header = ["행정구역"]
    bands = ("총인구수", *(f"{age}~{age + 4}세" if age < 100 else "100세 이상" for age in range(0, 101, 5)))
    for year in years:
        sexes = ("계_", "남_", "여_") if period.endswith("월_") else ("거주자_", "남_거주자_", "여_거주자_")
        header += [f"{period.format(year=year)}{sex}{band}" for sex in sexes for band in bands]
    with path.open("w", encoding=encoding, newline="") as stream:
        sheet = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        sheet.writerow(header)
        for label, cells in rows.items():
            line = [label]
            for men, women in zip(cells[::2], cells[1::2], strict=True):
                both = men + women if isinstance(men, int) and isinstance(women, int) else ""
                line += [_commas(cell) for people in (both, men, women) for cell in _aged_20(people)]
            sheet.writerow(line)
    return path


def _aged_20(people: object) -> list[object]:
    """The total and 21 age groups of people who are all 20 to 24 years old."""
    return [people, *(people if age == 20 or people == "" else 0 for age in range(0, 101, 5))]


def _commas(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def write_kosis_sheet(path: Path, rows: Mapping[str, Sequence[object]], years: Sequence[str] = ("2024",)) -> Path:
    """The KOSIS spreadsheet of sido population: total, men, women a year, years merged in the first header row."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "데이터"
    sheet.append(["행정구역(시군구)별", *(cell for year in years for cell in (year, None, None))])
    sheet.append([None, *(ITEMS * len(years))])
    for name, cells in rows.items():
        sheet.append([name, *cells])
    for index in range(len(years)):
        sheet.merge_cells(start_row=1, end_row=1, start_column=2 + 3 * index, end_column=4 + 3 * index)
    book.save(path)
    return path


def write_rows_csv(path: Path, rows: Iterable[Sequence[object]], encoding: str = "utf-8") -> Path:
    """A CSV of these rows, headers among them."""
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def write_rows_sheet(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """A KOSIS spreadsheet of these rows; a cell merged into its neighbour is None."""
    book = openpyxl.Workbook()
    book.active.title = "데이터"
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def write_spreadsheet_xml(path: Path, sheets: Mapping[str, Iterable[Sequence[object]]], encoding: str = "euc-kr") -> Path:
    """A workbook as XML of Excel 2003, texts with bare `<` and `&`, as KOSIS hands it out under the name .xlsx."""
    lines = [f'<?xml version="1.0"  encoding="{encoding.upper()}" ?>', '<?mso-application progid="Excel.Sheet"?>', "<Workbook>"]
    for name, rows in sheets.items():
        lines += [f'<Worksheet ss:Name="{name}">', "<Table>"]
        for row in rows:
            kinds = ["Number" if isinstance(cell, int) else "String" for cell in row]
            cells = [f' <Cell><Data ss:Type="{kind}">{cell}</Data></Cell>' for kind, cell in zip(kinds, row, strict=True)]
            lines += ['<Row ss:Height="12">', *cells, "</Row>"]
        lines += ["</Table>", "</Worksheet>"]
    path.write_bytes("\t\n\t".join(["", *lines, "</Workbook>", ""]).encode(encoding))
    return path


def write_catalogue(
    folder: Path, files: Iterable[Mapping[str, Any]], publishers: Mapping[str, Mapping[str, str]] | None = None
) -> Path:
    """`rebalance.toml` with these entries; the publisher `test` is always there."""
    folder.mkdir(parents=True, exist_ok=True)
    known = {"test": {"name": "Test publisher", "licence": "none", "url": "https://example.org"}} | dict(publishers or {})
    lines = []
    for key, publisher in known.items():
        lines += [f"[publisher.{key}]", *(f"{k} = {_toml(v)}" for k, v in publisher.items()), ""]
    for entry in files:
        lines += ["[[file]]", *(f"{k} = {_toml(v)}" for k, v in entry.items()), ""]
    path = folder / "rebalance.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.date | int):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def declared(path: Path, dataset: str = "mois_boundary", **changes: Any) -> SourceFile:
    """A SourceFile as a catalogue would declare it."""
    standard: dict[str, Any] = {
        "publisher": "Test publisher",
        "licence": "none",
        "url": "",
        "encoding": "cp949",
        "crs": CRS,
        "vintage": dt.date(2024, 2, 1),
        "scheme": "mois",
        "level": "sigungu",
    }
    return SourceFile(dataset=dataset, path=path, name=path.name, **(standard | changes))
