"""KOSIS sheets of births and marriages: periods and their provisional mark from the head, sido against the nation."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.reference.units import region
from assets.sources.kosis_vital import kosis_births, kosis_marriages
from domain.errors import SourceError
from expectations.contracts.units import REGION
from expectations.contracts.vital import KOSIS_BIRTHS, KOSIS_MARRIAGES
from expectations.contracts.work_family import FERTILITY_RATE
from expectations.rules.vital import (
    born_in_every_sido,
    married_in_every_sido,
    names_of_births,
    names_of_marriages,
    rates_of_sido_meet,
)
from tests.frames import result, typed
from tests.publisher_files import declared, write_rows_sheet

NAME, BORN, RATE = "시군구별", "출생아수", "합계출산율"
Rows = list[tuple[object, ...]]
YEARS, ITEMS = (NAME, "2030", "2030", "2031 p)", "2031 p)"), (NAME, BORN, RATE, BORN, RATE)
BIRTHS: Rows = [("전국", 30, 0.8, 300, 0.7), ("서울특별시", 10, 0.6, 100, 0.5), ("부산광역시", 20, 0.9, 200, 0.8)]
MARRIED: Rows = [("전국", 30, 31), ("서울특별시", 10, 10), ("부산광역시", 15, 15), ("국외", 5, 6)]


def births(tmp_path: Path, rows: Rows = BIRTHS, items: tuple[object, ...] = ITEMS) -> pd.DataFrame:
    path = write_rows_sheet(tmp_path / "a.xlsx", [YEARS, items, *rows])
    return result(KOSIS_BIRTHS, kosis_births(declared(path, "kosis_births")))


def marriages(tmp_path: Path, rows: Rows = MARRIED, months: tuple[object, ...] = ("2031.11", "2031.12")) -> pd.DataFrame:
    path = write_rows_sheet(tmp_path / "b.xlsx", [(NAME, *months), *rows])
    return result(KOSIS_MARRIAGES, kosis_marriages(declared(path, "kosis_marriages")))


def test_year_with_the_mark_is_provisional(tmp_path: Path) -> None:
    table = births(tmp_path).set_index(["region_name", "year"])
    assert table.loc[("서울특별시", 2031), ["births", "total_fertility_rate", "is_provisional"]].tolist() == [100, 0.5, True]
    assert not table.loc[("서울특별시", 2030), "is_provisional"]


def test_sido_make_the_nation_to_one_unless_rounded(tmp_path: Path) -> None:
    rows = [("전국", 31, 1.0, 400, 0.7), *BIRTHS[1:]]
    table = born_in_every_sido(births(tmp_path, rows)).set_index("year")
    assert table.loc[2030, ["sido_minus_nation", "unexplained"]].tolist() == [-1, 1]
    assert table.loc[2031, ["sido_minus_nation", "unexplained"]].tolist() == [-100, 0]  # three cells, each up to 50 off
    assert table["rate_outside"].round(6).to_dict() == {2030: 0.1, 2031: 0}


def test_sheet_of_sigungu_is_told_by_its_names(tmp_path: Path) -> None:
    verdicts = names_of_births(births(tmp_path, [*BIRTHS, ("종로구", 1, 0.4, 1, 0.4)]), region())
    assert verdicts.set_index("region_name")["verdict"].to_dict() == {
        **dict.fromkeys(("전국", "서울특별시", "부산광역시"), "known"),
        "종로구": "unknown name",
    }


def test_months_come_from_the_head_and_abroad_belongs_to_the_nation(tmp_path: Path) -> None:
    table = marriages(tmp_path)
    assert table.set_index(["region_name", "month"]).loc[("국외", dt.date(2031, 12, 1)), "marriages"] == 6
    assert married_in_every_sido(table)["parts_minus_nation"].tolist() == [0, 0]
    assert married_in_every_sido(marriages(tmp_path, MARRIED[:-1]))["parts_minus_nation"].tolist() == [-5, -6]
    assert set(names_of_marriages(table, region())["verdict"]) == {"known"}


@pytest.mark.parametrize("month", ["2031", "2031.13", "2031.1"])
def test_head_that_is_no_month_is_refused(tmp_path: Path, month: str) -> None:
    with pytest.raises(SourceError, match=f"found '{month}'; expected a month, 2024.06"):
        marriages(tmp_path, months=("2031.11", month))


@pytest.mark.parametrize(("cell", "found"), [("X", "'X'"), (None, "an empty cell"), (1.5, "'1.5'"), (-1, "'-1'")])
def test_odd_cell_is_named_with_its_row(tmp_path: Path, cell: object, found: str) -> None:
    with pytest.raises(SourceError, match=f"row 2: found {found}"):
        marriages(tmp_path, [MARRIED[0], ("서울특별시", cell, 10), *MARRIED[2:]])
    with pytest.raises(SourceError, match=f"row 3: found {found}"):
        births(tmp_path, [*BIRTHS[:2], ("부산광역시", cell, 0.9, 200, 0.8)])


def test_sido_printed_twice_and_other_items_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="row 4: found 서울특별시 2030 출생아수 again"):
        births(tmp_path, [*BIRTHS, BIRTHS[1]])
    with pytest.raises(SourceError, match="found '조출생률'; expected 출생아수 and 합계출산율"):
        births(tmp_path, items=(NAME, BORN, RATE, BORN, "조출생률"))


def test_rate_weighted_here_is_held_against_the_published_one() -> None:
    def weighted(region_id: str, missing: int = 0) -> dict[str, Any]:
        return {
            "level": "sido", "region_id": region_id, "reference_date": dt.date(2020, 12, 31), "basis": "weighted",
            "total_fertility_rate": 0.65, "missing_units": missing,
        }  # fmt: skip

    printed = typed(KOSIS_BIRTHS, {"region_name": "서울특별시", "year": 2020, "births": 9, "total_fertility_rate": 0.64})
    eras = typed(REGION, {"region_id": "seoul", "unit_id": "seoul", "level": "sido", "name_ko": "서울특별시"})
    whole = rates_of_sido_meet(typed(FERTILITY_RATE, weighted("seoul")), printed, eras)
    assert whole["difference"].tolist() == pytest.approx([0.01])
    assert rates_of_sido_meet(typed(FERTILITY_RATE, weighted("seoul", 1)), printed, eras).empty
