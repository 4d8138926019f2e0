"""Active businesses by sigungu: bare names made safe by the publisher's own code, kinds that add up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.reference.units import region
from assets.sources.kosis_sigungu_tables import BUSINESSES, CODE, KIND_CODE, PERIOD, tax_businesses
from domain.errors import SourceError
from expectations.contracts.households_businesses import TAX_BUSINESSES
from expectations.rules.names import business_names
from expectations.rules.workers import kinds_add_up
from tests.frames import result
from tests.publisher_files import declared

COLUMNS = (CODE, "시군구별", KIND_CODE, "사업자별", PERIOD, BUSINESSES)
ROWS: list[tuple[Any, ...]] = [
    ("15133JYB070O", "중구", "16133T2008_0245", "총계", "2024 년", 30.0),
    ("15133JYB070O", "중구", "16133T2008_0363", "법인", "2024 년", 10.0),
    ("15133JYB070O", "중구", "16133T2008_0364", "개인사업자", "2024 년", 20.0),
    ("15133JYB0J01", "중구", "16133T2008_0245", "총계", "2024 년", 7.0),
    ("15133JYB0D0GA01", "세종", "16133T2008_0245", "총계", "2024 년", None),
]


def write(path: Path, rows: list[tuple[Any, ...]] = ROWS, columns: tuple[str, ...] = COLUMNS) -> Path:
    pd.DataFrame(rows, columns=list(columns)).to_parquet(path)
    return path


def read(tmp_path: Path, rows: list[tuple[Any, ...]] = ROWS, columns: tuple[str, ...] = COLUMNS) -> pd.DataFrame:
    file = declared(write(tmp_path / "a.parquet", rows, columns), "tax_businesses", encoding="utf-8")
    return result(TAX_BUSINESSES, tax_businesses(file))


def changed(row: int, column: int, cell: object) -> list[tuple[Any, ...]]:
    return [(*r[:column], cell, *r[column + 1 :]) if n == row else r for n, r in enumerate(ROWS, start=1)]


def test_code_tells_which_jung_gu_it_is(tmp_path: Path) -> None:
    table = read(tmp_path).query("kind_name == '총계'").set_index("sido_name")
    assert table["businesses"].dropna().to_dict() == {"서울특별시": 30, "부산광역시": 7}
    assert table.loc["서울특별시", "region_name"] == table.loc["부산광역시", "region_name"] == "중구"


def test_sejong_is_a_sido_though_it_is_coded_below_chungnam(tmp_path: Path) -> None:
    (sejong,) = read(tmp_path).query("region_name == '세종'").to_dict("records")
    assert sejong["sido_name"] == "세종특별자치시" and pd.isna(sejong["businesses"]) and sejong["status"] == "missing"


def test_kinds_are_held_to_their_sum(tmp_path: Path) -> None:
    assert kinds_add_up(read(tmp_path)).query("region_code == '15133JYB070O'")["unexplained"].tolist() == [0]
    assert kinds_add_up(read(tmp_path, changed(2, 5, 12.0)))["unexplained"].tolist() == [2]


def test_names_are_held_against_the_region_history(tmp_path: Path) -> None:
    verdicts = business_names(read(tmp_path, changed(4, 1, "군위군")), region()).set_index("sido_name")["verdict"]
    assert verdicts.to_dict() == {"서울특별시": "known", "부산광역시": "unknown name", "세종특별자치시": "known"}


@pytest.mark.parametrize(
    ("row", "column", "cell", "message"),
    [
        (4, 0, "15133JYB9901", "row 4: found '15133JYB9901'; expected 15133JYB, 07 to 0M"),
        (4, 3, "비영리", "row 4: found '비영리'; expected 총계, 법인"),
        (4, 4, "2024.12", "row 4: found '2024.12'; expected a year, 2024 년"),
        (4, 5, -7.0, "row 4: found '-7.0'; expected a whole number of 0 or more"),
        (4, 5, 7.5, "row 4: found '7.5'; expected a whole number of 0 or more"),
        (2, 3, "총계", "row 2: found 15133JYB070O 총계 2024 again; expected each once"),
    ],
)
def test_odd_cell_is_named_with_its_row(tmp_path: Path, row: int, column: int, cell: object, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, changed(row, column, cell))


def test_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found no column 시점"):
        read(tmp_path, [(*r[:4], r[5]) for r in ROWS], (*COLUMNS[:4], COLUMNS[5]))


def test_encoding_that_parquet_cannot_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found encoding cp949 declared; expected utf-8, which Parquet always has"):
        tax_businesses(declared(write(tmp_path / "a.parquet"), encoding="cp949"))


@pytest.mark.parametrize("content", [b"no parquet", b"PAR1 cut off"])
def test_file_that_is_no_parquet_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(SourceError, match=r"a\.parquet: found no readable Parquet file"):
        tax_businesses(declared(tmp_path / "a.parquet", encoding="utf-8"))


def test_file_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found no rows; expected data"):
        read(tmp_path, [])
