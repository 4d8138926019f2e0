"""Residents and areas of eup-myeon-dong: both codes in a row, ages unfolded, repeated and absent units told."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from assets.sources.emd import BANDS, emd_density, emd_population
from domain.errors import SourceError
from expectations.contracts.emd import EMD_DENSITY, EMD_POPULATION
from expectations.rules.emd import emd_ages_add_up
from tests.frames import result
from tests.publisher_files import declared

SAJIK = {"SD": "서울특별시", "SGG": "종로구", "NAME_AD": "사직동", "CODE": "1101053", "CODE_AD": "1111053000", "YEAR": "2020"}
AGES = dict.fromkeys(BANDS, "0.0") | {"ALL": "30.0", "0_4": "10.0", "100_": "20.0"}
DENSITY = {"P_ALL": "30.0", "H": "12.0", "P_M": "14.0", "P_F": "16.0", "AREA_KM": "0.5", "P_DEN": "60.0"}
DAY_2017, DAY_2020 = dt.date(2017, 12, 31), dt.date(2020, 12, 31)


def write(path: Path, *rows: dict[str, str], encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        sheet = csv.DictWriter(stream, ["", *rows[0]])
        sheet.writeheader()
        sheet.writerows(rows)
    return path


def ages(tmp_path: Path, *rows: dict[str, str]) -> pd.DataFrame:
    file = declared(write(tmp_path / "a.csv", *rows), "emd_population", encoding="utf-8")
    return result(EMD_POPULATION, emd_population(file))


def density(tmp_path: Path, *rows: dict[str, str]) -> pd.DataFrame:
    file = declared(write(tmp_path / "a.csv", *rows), "emd_density", encoding="utf-8")
    return result(EMD_DENSITY, emd_density(file))


def test_age_columns_become_rows_with_both_codes(tmp_path: Path) -> None:
    table = ages(tmp_path, SAJIK | AGES).set_index("age_band")
    assert len(table) == 22 and set(table["kostat_code"]) == {"1101053"} and set(table["mois_code"]) == {"1111053000"}
    assert table.loc["0_4", ["age_from", "age_to", "population"]].tolist() == [0, 4, 10]
    assert table.loc["100_", "age_from"] == 100 and pd.isna(table.loc["100_", "age_to"])
    assert pd.isna(table.loc["ALL", "age_from"]) and table.loc["ALL", "population"] == 30
    assert set(table["reference_date"]) == {DAY_2020} and set(table["source_row"]) == {1}


def test_ages_that_do_not_add_up_are_measured_in_persons(tmp_path: Path) -> None:
    table = ages(tmp_path, SAJIK | AGES, SAJIK | AGES | {"5_9": "3.0"})
    assert emd_ages_add_up(table)["difference"].tolist() == [0, 3]


def test_unit_printed_twice_is_kept_twice(tmp_path: Path) -> None:
    table = ages(tmp_path, SAJIK | AGES, SAJIK | AGES)
    assert table.groupby("source_row").size().tolist() == [22, 22]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"CODE": "11010530"}, "row 2: found '11010530'; expected a KOSTAT code of seven digits"),
        ({"CODE_AD": "1111053"}, "row 2: found '1111053'; expected a MOIS code of ten digits"),
        ({"YEAR": "2020-12"}, "row 2: found '2020-12'; expected a year"),
        ({"20_24": "1.5"}, "row 2: found '1.5'; expected a whole number"),
        ({"20_24": ""}, "row 2: found an empty cell instead of a number"),
        ({"ALL": "-1"}, "row 2: found '-1'; expected a whole number of 0 or more"),
    ],
)
def test_odd_cell_is_named_with_its_row(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        ages(tmp_path, SAJIK | AGES, SAJIK | AGES | change)


def test_missing_age_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found no column 100_"):
        ages(tmp_path, SAJIK | {band: cell for band, cell in AGES.items() if band != "100_"})


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", SAJIK | AGES, encoding="cp949")
    with pytest.raises(SourceError, match=r"found byte 0x.. that is no utf-8"):
        emd_population(declared(path, "emd_population", encoding="utf-8"))


def test_area_and_density_stand_in_one_row(tmp_path: Path) -> None:
    (row,) = density(tmp_path, SAJIK | DENSITY).to_dict("records")
    assert (row["population"], row["men"], row["women"], row["households"]) == (30, 14, 16, 12)
    assert (row["area_km2"], row["density"], row["is_repeated"]) == (0.5, 60.0, False)


def test_unit_with_two_rows_is_marked_in_both(tmp_path: Path) -> None:
    empty = SAJIK | DENSITY | {"P_ALL": "0.0", "CODE": "3120038", "CODE_AD": "4148038000"}
    table = density(tmp_path, SAJIK | DENSITY, empty, empty | {"P_ALL": "565.0"})
    assert table["is_repeated"].tolist() == [False, True, True]


def test_broken_area_is_named_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="row 1: found 'X'; expected a number of 0 or more"):
        density(tmp_path, SAJIK | DENSITY | {"AREA_KM": "X"})
