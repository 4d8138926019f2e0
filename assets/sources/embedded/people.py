"""Writes population tables carried over as the ministry, KOSIS and those who compile them hand them out.

Each function writes the files of one dataset into a folder of its name, from the carried table of the same name
(`carried.py`). Both sexes together and all ages are summed here; nothing else is computed.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import openpyxl
import pandas as pd

from assets.sources.embedded.carried import carried
from assets.sources.embedded.files import DATA, Cell, own_folder, save_undated, write_sheet
from domain.ages import AGES, OLDEST, STEP

FIVE_YEARS = [*(f"{age}~{age + STEP - 1}세" for age in range(0, OLDEST, STEP)), f"{OLDEST}세 이상"]
SINGLE_YEARS = [*(f"{age}세" for age in range(OLDEST)), f"{OLDEST}세 이상"]
# As KOSIS calls them in its items, and how its sheets head them.
ITEMS = {"m": ("T3", "남자인구수"), "f": ("T4", "여자인구수")}
SHEET_ITEMS = ("총인구수 (명)", "남자인구수 (명)", "여자인구수 (명)")
NOT_EXISTING, INDENT = "-", "\u3000\u3000\u3000"
DONG_HEAD = ("C행정구역(동읍면)별", "행정구역(동읍면)별", "C5세별", "5세별", "시점", "인구 (명)", "남 (명)", "여 (명)")
Figures = npt.NDArray[np.int64]


def write_mois_population(folder: Path) -> None:
    """The ministry's wide CSV: a December a file with all registered persons, then three Decembers of residents in one."""
    target = own_folder(folder, "mois_population")
    registered = pd.concat([carried("mois_population").rows, carried("mois_population_emd").rows])
    for year, rows in registered.groupby("year"):
        period = f"{year}년"
        heads = {period: (f"{period}_계", f"{period}_남", f"{period}_여")}
        write_wide_csv(target / f"{year}12_{year}12_연령별인구현황_연간.csv", rows.assign(period=period), heads, FIVE_YEARS)
    residents = carried("mois_population_residents").rows
    residents = residents.assign(period=residents["year"] + "년")
    periods = sorted(residents["period"].unique())
    heads = {period: (f"{period}_거주자", f"{period}_남_거주자", f"{period}_여_거주자") for period in periods}
    first, last = residents["year"].min(), residents["year"].max()
    write_wide_csv(target / f"{first}12_{last}12_연령별인구현황_연간.csv", residents, heads, FIVE_YEARS)


def write_mois_single_age(folder: Path) -> None:
    """The same by single year of age, one month."""
    rows = carried("mois_single_age").rows
    period = "2026년06월"
    heads = {period: (f"{period}_계", f"{period}_남", f"{period}_여")}
    path = own_folder(folder, "mois_single_age") / "202606_202606_연령별인구현황_월간.csv"
    write_wide_csv(path, rows.assign(period=period), heads, SINGLE_YEARS)


def write_wide_csv(path: Path, rows: pd.DataFrame, heads: Mapping[str, tuple[str, str, str]], bands: Sequence[str]) -> None:
    """A unit a row, period x sex x age in the columns; a unit without figures in a period has empty cells there."""
    rows = rows.sort_values("code")
    units = dict(zip(rows["code"], rows["name"], strict=True))
    columns = [f"{head}_{band}" for three in heads.values() for head in three for band in ("총인구수", "연령구간인구수", *bands)]
    width = len(columns) // len(heads)
    cells: dict[str, list[str]] = {code: [] for code in units}
    for period in heads:
        those = rows[rows["period"] == period]
        men, women = (_figures(those, sex) for sex in "mf")
        blocks = [part for people in (men + women, men, women) for part in (people.sum(axis=1)[:, None],) * 2 + (people,)]
        figures = dict(zip(those["code"], np.hstack(blocks).tolist(), strict=True))
        for code in units:
            cells[code] += [f"{n:,}" for n in figures[code]] if code in figures else [""] * width
    body = ([_label(name, code), *cells[code]] for code, name in units.items())
    _write_csv(path, "cp949", ["행정구역", *columns], body, quoting=csv.QUOTE_ALL)


def _label(name: str, code: str) -> str:
    """Two blanks behind a sido, one behind a sigungu, none behind an eup-myeon-dong."""
    blanks = 2 if code[2:] == "0" * 8 else 1 if code[5:] == "0" * 5 else 0
    return f"{name}{' ' * blanks}({code})"


def write_kosis_population(folder: Path) -> None:
    """`DT_1B04005N_YYYY.json`: one KOSIS OpenAPI answer a December."""
    target = own_folder(folder, "kosis_population")
    for year, rows in carried("kosis_population").rows.groupby("year"):
        text = json.dumps(list(_kosis_records(rows, str(year))), ensure_ascii=False)
        (target / f"DT_1B04005N_{year}.json").write_text(text, encoding="utf-8")


def _kosis_records(rows: pd.DataFrame, year: str) -> Iterator[dict[str, str]]:
    for row in rows.to_dict("records"):
        for sex in ITEMS:
            yield from kosis_records(row["code"], row["name"], year, sex, [row[f"{sex}{age}"] for age in AGES])


def kosis_records(code: str, name: str, year: str, sex: str, counts: Iterable[str]) -> Iterator[dict[str, str]]:
    """Records of DT_1B04005N of one unit and sex (`m`, `f`), a five-year age each."""
    item, item_name = ITEMS[sex]
    for age, count in zip(AGES, counts, strict=True):
        yield {
            "ORG_ID": "101",
            "TBL_ID": "DT_1B04005N",
            "PRD_SE": "Y",
            "PRD_DE": year,
            "C1": code,
            "C1_NM": name,
            "C1_OBJ_NM": "행정구역(시군구)별",
            "C2": str(age + STEP),
            "C2_NM": f"{age} - {age + STEP - 1}세" if age < OLDEST else f"{OLDEST}+",
            "C2_OBJ_NM": "5세별",
            "ITM_ID": item,
            "ITM_NM": item_name,
            "UNIT_NM": "명",
            "DT": count,
        }


def write_kosis_collected_population(folder: Path) -> None:
    """`pop_202512.json`: code -> name, men and women by age, blanks before the names of what lies in a sido."""
    rows = carried("kosis_collected_population").rows
    people = {sex: _figures(rows, sex).tolist() for sex in "mf"}
    regions = {
        code: {"name": " " * (len(code) == 5) + name, "m": men, "f": women, "total": sum(men) + sum(women)}
        for code, name, men, women in zip(rows["code"], rows["name"], people["m"], people["f"], strict=True)
    }
    bands = [*(f"{age}-{age + STEP - 1}" for age in range(0, OLDEST, STEP)), f"{OLDEST}+"]
    document = {"meta": {"date": "2025-12", "source": "KOSIS 주민등록인구", "bands": bands}, "regions": regions}
    path = own_folder(folder, "kosis_collected_population") / "pop_202512.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def write_kosis_dong_population(folder: Path) -> None:
    """`101_DT_1B04005_Y_YYYY.csv`: two lines before the head, codes with an apostrophe, an age group a row."""
    target = own_folder(folder, "kosis_dong_population")
    for year, rows in carried("kosis_dong_population").rows.groupby("year"):
        with (target / f"101_DT_1B04005_Y_{year}.csv").open("w", encoding="cp949", newline="") as stream:
            stream.write('"동읍면/5세별 주민등록인구"\r\n\r\n')
            sheet = csv.writer(stream, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
            sheet.writerow(DONG_HEAD)
            sheet.writerows(_dong_rows(rows, str(year)))


def _dong_rows(rows: pd.DataFrame, year: str) -> Iterator[tuple[object, ...]]:
    men, women = (_figures(rows, sex) for sex in "mf")
    ages = [age for age in AGES if f"m{age}" in rows]
    bands = [(f"'{age + STEP:02}", f"{age} - {age + STEP - 1}세" if age < ages[-1] else f"{age}+ ") for age in ages]
    for code, name, of_men, of_women in zip(rows["code"], rows["name"], men.tolist(), women.tolist(), strict=True):
        yield f"'{code}", name, "'00", "계", year, sum(of_men) + sum(of_women), sum(of_men), sum(of_women)
        for (age_code, band), m, f in zip(bands, of_men, of_women, strict=True):
            yield f"'{code}", name, age_code, band, year, m + f, m, f


def write_kosis_sido_population(folder: Path) -> None:
    """Registered people of sido: total, men and women of every year."""
    table = carried("kosis_sido_population").rows
    rows: dict[str, list[Cell]] = {}
    for name, of_sido in table.groupby("name", sort=False):
        sexes = [(row["men"], row["women"]) for row in of_sido.sort_values("year").to_dict("records")]
        threes = ((float(m) + float(f), float(m), float(f)) if m else (NOT_EXISTING,) * 3 for m, f in sexes)
        rows[str(name)] = [cell for three in threes for cell in three]
    write_sido_sheet(own_folder(folder, "kosis_sido_population"), sorted(table["year"].unique()), rows)


def write_sido_sheet(folder: Path, years: Sequence[str], rows: Mapping[str, Sequence[Cell]]) -> None:
    """`행정구역_시군구_별__성별_인구수.xlsx`: years in a merged first header row, items in the second; `rows` by sido."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = DATA
    sheet.append(["행정구역(시군구)별", *(cell for year in years for cell in (year, None, None))])
    sheet.append([None, *SHEET_ITEMS * len(years)])
    for name, cells in rows.items():
        sheet.append([name, *cells])
    for index in range(len(years)):
        sheet.merge_cells(start_row=1, end_row=1, start_column=2 + 3 * index, end_column=4 + 3 * index)
    save_undated(book, folder / "행정구역_시군구_별__성별_인구수.xlsx")


def write_kosis_households(folder: Path) -> None:
    """`행정구역_시군구_별_주민등록세대수.xlsx`: a year a column, sigungu indented below their sido."""
    table = carried("kosis_households").rows
    years = [column for column in map(str, table.columns) if column.isdigit()]
    body = (
        [INDENT * (row["level"] == "below sido") + row["name"], *(float(row[y]) if row[y] else NOT_EXISTING for y in years)]
        for row in table.to_dict("records")
    )
    path = own_folder(folder, "kosis_households") / "행정구역_시군구_별_주민등록세대수.xlsx"
    write_sheet(path, [["행정구역(시군구)별", *years], *body])


def write_kosis_national_population(folder: Path) -> None:
    """`인구1925-2070.csv`: a sex and age group a row, a year a column, divided by tabs."""
    table = carried("kosis_national_population").rows
    years = [column for column in map(str, table.columns) if column.isdigit()]
    sexes = {"male": "남자", "female": "여자"}
    body = (
        [sexes[row["sex"]], _national_band(int(row["age"])), *(row[year] for year in years)] for row in table.to_dict("records")
    )
    path = own_folder(folder, "kosis_national_population") / "인구1925-2070.csv"
    _write_csv(path, "utf-8", ["성별", "연령별", *years], body, delimiter="\t")


def _national_band(age: int) -> str:
    return f"{age} - {age + STEP - 1}세" if age < OLDEST else f"{OLDEST}세 이상"


def write_emd_population(folder: Path) -> None:
    """`POP5_2020.csv`: a row number without a name, codes of both schemes, counts as broken numbers."""
    rows = carried("emd_population").rows
    people = _figures(rows, "p")
    counted = np.hstack([people.sum(axis=1)[:, None], people]).astype("float64").tolist()
    bands = [*(f"{age}_{age + STEP - 1}" for age in range(0, OLDEST, STEP)), f"{OLDEST}_"]
    _write_emd(folder, "emd_population", "POP5_2020.csv", rows, ("ALL", *bands), counted)


def write_emd_density(folder: Path) -> None:
    """`P_DEN_2020.csv`: the same with households, area in km2, and people by it."""
    rows = carried("emd_density").rows
    counted = [
        (m + f, h, m, f, area, (m + f) / area)
        for m, f, h, area in rows[["men", "women", "households", "km2"]].astype("float64").itertuples(index=False)
    ]
    _write_emd(folder, "emd_density", "P_DEN_2020.csv", rows, ("P_ALL", "H", "P_M", "P_F", "AREA_KM", "P_DEN"), counted)


def _write_emd(
    folder: Path, dataset: str, name: str, rows: pd.DataFrame, columns: Sequence[str], counted: Sequence[Sequence[float]]
) -> None:
    units = rows[["sido_name", "sigungu_name", "emd_name", "kostat_code", "mois_code"]].itertuples(index=False, name=None)
    body = ([number, *unit, *figures, "2020"] for number, (unit, figures) in enumerate(zip(units, counted, strict=True)))
    head = ["", "SD", "SGG", "NAME_AD", "CODE", "CODE_AD", *columns, "YEAR"]
    # With a byte order mark, as the compiler's.
    _write_csv(own_folder(folder, dataset) / name, "utf-8-sig", head, body, lineterminator="\n")


def _figures(rows: pd.DataFrame, letter: str) -> Figures:
    """Units x ages of the columns `m0`, `m5` …"""
    columns = [name for name in map(str, rows.columns) if name[0] == letter and name[1:].isdigit()]
    return rows[columns].to_numpy(dtype="int64")


def _write_csv(path: Path, encoding: str, head: Sequence[str], body: Iterable[Sequence[object]], **form: Any) -> None:
    with path.open("w", encoding=encoding, newline="") as stream:
        sheet = csv.writer(stream, **{"lineterminator": "\r\n", **form})
        sheet.writerow(head)
        sheet.writerows(body)


WRITERS: tuple[Callable[[Path], None], ...] = (
    write_mois_population,
    write_mois_single_age,
    write_kosis_population,
    write_kosis_collected_population,
    write_kosis_dong_population,
    write_kosis_sido_population,
    write_kosis_households,
    write_kosis_national_population,
    write_emd_population,
    write_emd_density,
)
