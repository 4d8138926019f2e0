"""Writes tables of product, jobs, businesses and income carried over as their publishers hand them out.

Each function writes the files of one dataset below a folder, from the carried table of the same name (`carried.py`). What a
table leaves out because its parts add up to it is summed here. Establishments by sigungu are `sido_tables.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from assets.sources.embedded.carried import carried
from assets.sources.embedded.files import figures, lists, write_csv, write_sheet
from assets.sources.embedded.sido_tables import write_kosis_sigungu_establishments
from assets.sources.kosis_employment import PERSONS, RATE, RATES
from assets.sources.kosis_sido_tables import PARTS
from assets.sources.kosis_sigungu_tables import (
    BUSINESSES,
    CODE,
    KIND_CODE,
    PERIOD,
)

NATION = "전국"
EMPLOYMENT = {"employed": "취업자 (천명)", "employment_rate": RATE, "employed_rse": "RSE", "employment_rate_rse": "RSE"}
SIDO_INDUSTRY = {"establishments": ("사업체수[개]", "개"), "workers": ("종사자수[명]", "명")}
# Sums of kinds of business, with the publisher's codes: their parts follow.
BUSINESS_SUMS = {
    ("총계", "16133T2008_0245"): ("법인", "일반사업자", "간이사업자", "면세사업자"),
    ("개인사업자", "16133T2008_0364"): ("일반사업자", "간이사업자", "면세사업자"),
}


def write_kosis_grdp(folder: Path) -> None:
    """`시도별_지역내총생산.csv`: a sido, activity and item a row, a year a column, and the empty column of a download."""
    rows = carried("kosis_grdp").rows
    years = list(rows.columns[3:])
    table = rows.set_index(["item", "region", "activity"])
    nominal = table.loc["명목"].apply(pd.to_numeric)
    for whole, parts in reversed(PARTS.items()):
        summed = nominal[nominal.index.get_level_values("activity").isin(parts)].groupby("region").sum(min_count=1)
        nominal = pd.concat([nominal, pd.concat({whole: summed}, names=["activity"]).swaplevel()])
    nation = nominal.groupby("activity").sum(min_count=1)
    nominal = pd.concat([nominal, pd.concat({NATION: nation}, names=["region"])])
    cells = {("명목", *key): ["" if pd.isna(n) else f"{n:.0f}" for n in row] for key, row in _each(nominal)}
    cells |= {tuple(key): row for key, row in _each(table) if key[0] != "명목"}
    regions, activities = rows["region"].drop_duplicates(), rows["activity"].drop_duplicates()
    items = ("명목", "실질", "실질기여도")
    keys = [(item, region, activity) for region in regions for activity in activities for item in items]
    head = ["시도별", "경제활동별", "항목", "단위", *(f"{year} 년" for year in years), ""]
    body = ([region, activity, item, "", *cells[item, region, activity], ""] for item, region, activity in keys)
    write_csv(folder / "시도별_지역내총생산.csv", [head, *body])


def write_kosis_employment_age(folder: Path) -> None:
    """`시군구_연령별_취업자_및_고용률.csv`: a half-year a column, marks of error in rows below what they mark."""
    rows = carried("kosis_employment_age").rows
    head = ["행정구역별", "연령별", "항목", "단위", *map(_half, rows.columns[3:]), ""]
    body = ([region, age, EMPLOYMENT[item], "", *cells, ""] for region, age, item, *cells in lists(rows))
    write_csv(folder / "시군구_연령별_취업자_및_고용률.csv", [head, *body])


def write_kosis_employment_industry(folder: Path) -> None:
    """`시군구_산업별_취업자.csv`: figures and marks of error side by side below each half-year, CP949."""
    rows = carried("kosis_employment_industry").rows
    keys = ["행정구역별", "산업별"]
    periods = [_half(name.removesuffix("_rse")) for name in rows.columns[2:]]
    items = [EMPLOYMENT["employed_rse" if name.endswith("_rse") else "employed"] for name in rows.columns[2:]]
    body = ([region, industry, *(cell or "-" for cell in cells)] for region, industry, *cells in lists(rows))
    write_csv(folder / "시군구_산업별_취업자.csv", [[*keys, *periods], [*keys, *items], *body], "cp949", quoted=True)


def write_kosis_labour_force(folder: Path) -> None:
    """`행정구역_시도_별_경제활동인구.xlsx`: years in the first header row, nine items in the second."""
    rows = carried("kosis_labour_force").rows
    years, items = list(rows.columns[2:]), PERSONS | RATES
    cells = {(region, item): figures(row) for region, item, *row in lists(rows)}
    head = ["시도별", *(year for year in years for _ in items)], ["시도별", *(label for _ in years for label in items)]
    body = (
        [region, *(cells[region, item][place] for place in range(len(years)) for item in items.values())]
        for region in rows["region"].drop_duplicates()
    )
    write_sheet(folder / "행정구역_시도_별_경제활동인구.xlsx", [*head, *body])


def write_kosis_establishments(folder: Path) -> None:
    """`전국사업체조사_시도별.csv`: a figure a row, with the index of the one who handed it on (first year = 100)."""
    rows = carried("kosis_establishments").rows
    years = list(rows.columns[5:])
    body = (
        [region, industry, code, year, item, unit, cell, str(round(int(cell) / int(cells[0]) * 100, 2))]
        for region, code, industry, item, unit, *cells in lists(rows)
        for year, cell in zip(years, cells, strict=True)
    )
    head = ["행정구역별", "산업별", "산업코드", "연도", "지표", "단위", "값", "지수"]
    write_csv(folder / "전국사업체조사_시도별.csv", [head, *body])


def write_kosis_mining_manufacturing(folder: Path) -> None:
    """`광업제조업조사_시도별.csv`: a figure a row, `X` in the remark of a suppressed one and `-` beside a zero."""
    rows = carried("kosis_mining_manufacturing").rows
    remarks = {"X": ("", "X"), "0": ("0", "-")}
    body = (
        [region, industry, code, year, item, unit, *remarks.get(cell, (cell, ""))]
        for region, code, industry, item, unit, *cells in lists(rows)
        for year, cell in zip(rows.columns[5:], cells, strict=True)
    )
    head = ["시도별", "산업별", "산업코드", "연도", "지표", "단위", "값", "비고"]
    write_csv(folder / "광업제조업조사_시도별.csv", [head, *body])


def write_kosis_sido_industry(folder: Path) -> None:
    """`시도_산업_사업체구분별_사업체수_종사자수.xlsx`: five columns of labels, a year a column, empty where nobody is."""
    rows = carried("kosis_sido_industry").rows
    head = ["행정구역별", "산업별", "사업체구분별", "항목", "단위", *(f"{year} 년" for year in rows.columns[4:])]
    body = (
        [region, industry, kind, *SIDO_INDUSTRY[item], *figures("" if cell == "-" else cell for cell in cells)]
        for region, industry, kind, item, *cells in lists(rows)
    )
    write_sheet(folder / "시도_산업_사업체구분별_사업체수_종사자수.xlsx", [head, *body])


def write_tax_businesses(folder: Path) -> None:
    """`시군구별_가동사업자.parquet`: a unit, kind of business and year a row, with both sums of kinds."""
    rows = carried("tax_businesses").rows
    keys, years = ["code", "region", "kind", "kind_code"], list(rows.columns[4:])
    parts = rows.melt(keys, years, PERIOD, "cell")
    parts = parts[parts["cell"] != ""]
    parts = parts.assign(**{BUSINESSES: pd.to_numeric(parts.pop("cell"), errors="coerce").astype("float64")})
    unit = ["code", "region", PERIOD]
    sums = [
        parts[parts["kind"].isin(kinds)].groupby(unit, as_index=False)[BUSINESSES].sum().assign(kind=kind, kind_code=code)
        for (kind, code), kinds in BUSINESS_SUMS.items()
    ]
    long = pd.concat([*sums, parts]).sort_values(["code", "kind_code", PERIOD], kind="stable")
    long[PERIOD] += " 년"
    names = {"code": CODE, "region": "시군구별", "kind_code": KIND_CODE, "kind": "사업자별"}
    columns = [*names.values(), PERIOD, BUSINESSES]
    frame = long.rename(columns=names)[columns]
    schema = pa.schema([(name, pa.float64() if name == BUSINESSES else pa.string()) for name in columns])
    pq.write_table(pa.Table.from_pandas(frame, schema, preserve_index=False), folder / "시군구별_가동사업자.parquet")


def write_kosis_sido_income(folder: Path) -> None:
    """`시도별_1인당_소득.csv`: an item and sido a row, `p)` behind a provisional year, CP949."""
    rows = carried("kosis_sido_income").rows
    head = ["항목", "시도별", *(year.replace("p", " p)") for year in rows.columns[2:])]
    write_csv(folder / "시도별_1인당_소득.csv", [head, *lists(rows)], "cp949", quoted=True)


WRITERS: tuple[Callable[[Path], None], ...] = (
    write_kosis_grdp,
    write_kosis_employment_age,
    write_kosis_employment_industry,
    write_kosis_labour_force,
    write_kosis_establishments,
    write_kosis_mining_manufacturing,
    write_kosis_sido_industry,
    write_kosis_sigungu_establishments,
    write_tax_businesses,
    write_kosis_sido_income,
)


def _each(table: pd.DataFrame) -> list[tuple[tuple[str, ...], list[str]]]:
    return list(zip(table.index.to_list(), table.to_numpy().tolist(), strict=True))


def _half(period: str) -> str:
    """2013h1 as KOSIS prints it: 2013.1/2."""
    return f"{period.replace('h', '.')}/2"
