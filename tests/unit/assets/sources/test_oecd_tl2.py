"""OECD regions: keyed on their identifier since names are empty; what is known to be wrong is marked."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assets.sources.oecd_tl2 import oecd_tl2
from domain.errors import SourceError
from expectations.contracts.inequality import OECD_TL2
from tests.frames import result
from tests.publisher_files import declared

HEADER = ",REG_ID,TIME,GDP,POP,GDP_PC,iso3,reg_name"
KOREA = "1,KR01,2020,1127010,25957946,43417,KOR,Capital Region (KR)"
PROVENCE = "2,FRL,2020,160000,5000000,32000,FRA,Provence-Alpes-Côte d’Azur"
NAMELESS = "3,BE100,2020,80000,1200000,66667,BEL,"
WALLONIA = "4,BE3,2020,110000,3600000,30556,BEL,Wallonia"


def write(path: Path, *lines: str, encoding: str = "cp1252") -> Path:
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def read(tmp_path: Path, *rows: str, header: str = HEADER) -> pd.DataFrame:
    file = declared(write(tmp_path / "a.csv", header, *rows), "oecd_tl2", encoding="cp1252")
    return result(OECD_TL2, oecd_tl2(file))


def test_row_is_a_region_and_year(tmp_path: Path) -> None:
    (row,) = read(tmp_path, KOREA).to_dict("records")
    assert (row["region_id"], row["country"], row["year"]) == ("KR01", "KOR", 2020)
    assert (row["gdp"], row["population"], row["gdp_per_head"]) == (1_127_010, 25_957_946, 43_417)
    assert pd.isna(row["known_fault"])


def test_apostrophe_of_windows_is_read_as_one(tmp_path: Path) -> None:
    assert read(tmp_path, PROVENCE)["region_name"].tolist() == ["Provence-Alpes-Côte d’Azur"]


def test_nameless_region_has_no_name_and_belgium_is_marked(tmp_path: Path) -> None:
    table = read(tmp_path, NAMELESS, WALLONIA, KOREA).set_index("region_id")
    assert pd.isna(table.loc["BE100", "region_name"]) and pd.isna(table.loc["KR01", "known_fault"])
    assert table["known_fault"].dropna().to_dict() == {"BE100": "repeats_another_region", "BE3": "country_incomplete"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2,KR02,2020,,7833382,38535,KOR,x", "row 2: found an empty cell instead of a number"),
        ("2,KR02,2020,301856,7833382.5,38535,KOR,x", "row 2: found '7833382.5'; expected a whole number"),
        ("2,KR02,2020,-1,7833382,38535,KOR,x", "row 2: found '-1'; expected a whole number of 0 or more"),
        ("2,KR02,20,301856,7833382,38535,KOR,x", "row 2: found '20'; expected a year"),
        ("2,,2020,301856,7833382,38535,KOR,x", "row 2: found ''; expected a region identifier"),
        ("2,KR01,2020,301856,7833382,38535,KOR,x", "row 2: found KR01 2020 again"),
        ("2,KR02,2020,301856", "row 2: found 4 cells; expected 8"),
    ],
)
def test_odd_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, KOREA, row)


def test_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found no column REG_ID"):
        read(tmp_path, KOREA, header=HEADER.replace("REG_ID", "region"))


def test_wrong_declaration_of_the_encoding_is_an_error_and_no_mojibake(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEADER, KOREA, PROVENCE)
    with pytest.raises(SourceError, match=r"row 2: found byte 0xf4 that is no utf-8"):
        oecd_tl2(declared(path, "oecd_tl2", encoding="utf-8"))
