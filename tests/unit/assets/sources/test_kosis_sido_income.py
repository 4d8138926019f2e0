"""The KOSIS download of amounts per head: years and their mark from the head, odd items and cells refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assets.reference.units import region
from assets.sources.kosis_sido_tables import kosis_sido_income
from domain.errors import SourceError
from domain.product import PRODUCT_PER_HEAD
from expectations.contracts.sido_figures import KOSIS_SIDO_INCOME
from expectations.rules.economy import income_names
from tests.frames import result
from tests.publisher_files import declared, write_rows_csv

Rows = list[tuple[object, ...]]
HEADER = ("항목", "시도별", 2030, "2031 p)")
ROWS: Rows = [(PRODUCT_PER_HEAD, "전국", 50, 52), (PRODUCT_PER_HEAD, "서울특별시", 60, 62)]


def read(tmp_path: Path, rows: Rows = ROWS, header: tuple[object, ...] = HEADER) -> pd.DataFrame:
    path = write_rows_csv(tmp_path / "a.csv", [header, *rows], encoding="cp949")
    return result(KOSIS_SIDO_INCOME, kosis_sido_income(declared(path, "kosis_sido_income")))


def test_mark_behind_the_last_year_is_kept_as_a_column(tmp_path: Path) -> None:
    table = read(tmp_path).set_index(["region_name", "year"])
    assert table["is_provisional"].groupby("year").all().to_dict() == {2030: False, 2031: True}
    assert table.loc[("서울특별시", 2031), "per_head"] == 62


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([*ROWS, ("1인당 소득", "서울특별시", 1, 1)], "row 3: found '1인당 소득'; expected one of 1인당 지역내총생산"),
        ([*ROWS, (PRODUCT_PER_HEAD, "부산광역시", "X", 1)], "row 3: found 'X'; expected a whole number of 0 or more"),
        ([*ROWS, (PRODUCT_PER_HEAD, "서울특별시", 1, 1)], "row 3: found 1인당 지역내총생산 서울특별시 2030 again"),
    ],
)
def test_odd_rows_are_named(tmp_path: Path, rows: Rows, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, rows)


def test_other_mark_behind_a_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"found '2031 e.'; expected a year"):
        read(tmp_path, header=(*HEADER[:-1], "2031 e)"))


def test_name_that_no_sido_bore_is_told(tmp_path: Path) -> None:
    verdicts = income_names(read(tmp_path, [*ROWS, (PRODUCT_PER_HEAD, "부선광역시", 1, 1)]), region()).set_index("region_name")[
        "verdict"
    ]
    assert verdicts[verdicts != "known"].to_dict() == {"부선광역시": "unknown name"}
