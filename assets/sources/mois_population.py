"""The wide CSV of MOIS resident statistics: a unit a row, year x sex x age group in the columns.

City rows stand beside their gu, branch offices beside their unit, old and new codes of a renamed
sido beside each other. Every row is kept and marked with its kind; `assets/panel/` picks.
"""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from assets.io.asset import source
from assets.io.source_file import SourceFile
from assets.io.tabular import counts, read_csv
from expectations.contracts.mois_population import MOIS_POPULATION

LABEL = re.compile(r"^(?P<name>.+?)\s*\((?P<code>\d{10})\)$")
HEADER = re.compile(r"^(?P<year>\d{4})년_(?:(?P<sex>남|여)_)?거주자_(?P<band>.+)$")
BAND = re.compile(r"^(?P<from>\d+)(?:~(?P<to>\d+)세|세 이상)$")
SEXES = {None: "total", "남": "male", "여": "female"}
TOTAL = "총인구수"
SUM_OF_BANDS = "연령구간인구수"


@source(contract=MOIS_POPULATION)
def mois_population(file: SourceFile) -> pd.DataFrame:
    """Population, residents basis (persons). One row per printed unit, year, sex and age group."""
    wide = read_csv(file)
    codes, names = _labels(file, wide)
    parts = [_column(file, wide, header) for header in wide.columns if header not in ("행정구역", "source_row")]
    long = pd.concat([p.assign(region_code=codes, region_name=names) for p in parts], ignore_index=True)
    totals = long[(long["sex"] == "total") & (long["age_band"] == TOTAL)]
    kinds = [
        year.assign(row_kind=row_kinds(list(year["region_code"]), list(year["region_name"]), list(year["population"].notna())))
        for _, year in totals.groupby("reference_date")
    ]
    kind_of = pd.concat(kinds)[["source_row", "reference_date", "row_kind"]]
    return long.merge(kind_of, on=["source_row", "reference_date"], validate="many_to_one").assign(source_file=file.name)


def row_kinds(codes: list[str], names: list[str], known: list[bool]) -> list[str]:
    """What each row is in one year: sido, sigungu, gu, city_of_gu, branch_office, sido_again.

    `known` says which rows have a figure in that year: a city whose gu have none yet is a sigungu.
    """
    gu = [_is_gu(code) and not name.endswith("출장소") for code, name in zip(codes, names, strict=True)]
    cities = {code[:4] for code, is_gu, figure in zip(codes, gu, known, strict=True) if is_gu and figure}
    seen: set[str] = set()
    kinds = []
    for code, name, is_gu in zip(codes, names, gu, strict=True):
        if name.endswith("출장소"):
            kind = "branch_office"
        elif code[2:5] == "000":
            kind = "sido"
        elif " " not in name and (name in seen) and not code.startswith("36"):
            kind = "sido_again"
        elif is_gu:
            kind = "gu"
        elif code[4] == "0" and code[:4] in cities:
            kind = "city_of_gu"
        else:
            kind = "sigungu"
        seen.add(name)
        kinds.append(kind)
    return kinds


def _is_gu(code: str) -> bool:
    """True for a gu of a city: province (41 and up, but not Jeju), si number below 700, last digit set."""
    return code[:2] >= "41" and code[:2] != "50" and code[2] < "7" and code[4] != "0"


def _labels(file: SourceFile, wide: pd.DataFrame) -> tuple[list[str], list[str]]:
    if "행정구역" not in wide.columns:
        raise file.error(f"first column {wide.columns[0]!r}", "행정구역")
    codes, names = [], []
    for row, cell in zip(wide["source_row"], wide["행정구역"], strict=True):
        match = LABEL.match(cell.strip())
        if match is None:
            raise file.error(repr(cell), "a name and a 10-digit code in brackets", int(row))
        # Branch offices are printed twice by the publisher himself; they have nobody.
        if match["code"] in codes and not match["name"].endswith("출장소"):
            raise file.error(f"{match['name'].strip()} {match['code']} again", "each unit once", int(row))
        codes.append(match["code"])
        names.append(match["name"].strip())
    return codes, names


def _column(file: SourceFile, wide: pd.DataFrame, header: str) -> pd.DataFrame:
    match = HEADER.match(header)
    if match is None:
        raise file.error(f"column {header!r}", "year, 거주자 and an age group")
    band = match["band"]
    ages = BAND.match(band)
    if ages is None and band not in (TOTAL, SUM_OF_BANDS):
        raise file.error(f"age group {band!r}", "0~4세 … 100세 이상")
    numbers, _ = counts(file, wide[header], wide["source_row"], absent=("",))
    return pd.DataFrame(
        {
            "reference_date": dt.date(int(match["year"]), 12, 31),
            "sex": SEXES[match["sex"]],
            "age_band": band,
            "age_from": pd.array([int(ages["from"]) if ages else None] * len(wide), dtype="Int64"),
            "age_to": pd.array([int(ages["to"]) if ages and ages["to"] else None] * len(wide), dtype="Int64"),
            "population": pd.array(numbers, dtype="Int64"),
            "source_row": wide["source_row"],
        }
    )
