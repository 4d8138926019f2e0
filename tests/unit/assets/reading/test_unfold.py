"""KOSIS downloads unfolded: one row a cell, merged headers and keys filled, periods read, odd layouts refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from assets.reading.unfold import (
    HALF,
    MONTH,
    YEAR,
    parse_periods,
    take_provisional,
    unfold_csv,
    unfold_sheet,
)
from domain.errors import SourceError
from tests.publisher_files import declared, write_rows_csv, write_rows_sheet

Rows = Sequence[Sequence[object]]


def csv(tmp_path: Path, rows: Rows, keys: Sequence[str] = ("지역",), header_rows: int = 1) -> pd.DataFrame:
    file = declared(write_rows_csv(tmp_path / "a.csv", rows), encoding="utf-8")
    return unfold_csv(file, keys, header_rows=header_rows)


def sheet(tmp_path: Path, rows: Rows, keys: Sequence[str], *, header_rows: int = 1, fill_down: bool = False) -> pd.DataFrame:
    file = declared(write_rows_sheet(tmp_path / "a.xlsx", rows))
    return unfold_sheet(file, keys, header_rows=header_rows, fill_down=fill_down)


def test_cell_becomes_a_row_with_its_keys_and_period(tmp_path: Path) -> None:
    table = csv(tmp_path, [("지역", "2023", "2024"), ("서울", "1", "-"), ("부산", "", "4")])
    assert table.set_index(["지역", "period"])["cell"].to_dict() == {
        ("서울", "2023"): "1",
        ("부산", "2023"): "",
        ("서울", "2024"): "-",
        ("부산", "2024"): "4",
    }
    assert table.groupby("지역")["source_row"].unique().map(list).to_dict() == {"서울": [1], "부산": [2]}


def test_nameless_empty_last_column_is_left_out(tmp_path: Path) -> None:
    table = csv(tmp_path, [("지역", "2024", "Unnamed: 2"), ("서울", "1", "")])
    assert table["period"].tolist() == ["2024"]


def test_nameless_last_column_with_a_cell_is_kept_and_later_refused_as_a_period(tmp_path: Path) -> None:
    table = csv(tmp_path, [("지역", "2024", "Unnamed: 2"), ("서울", "1", "7")])
    assert table["cell"].tolist() == ["1", "7"]
    with pytest.raises(SourceError, match="found 'Unnamed: 2'; expected a year"):
        parse_periods(declared(tmp_path / "a.csv"), table, YEAR)


def test_second_header_row_inside_the_data_becomes_the_item(tmp_path: Path) -> None:
    rows = [("지역", "2024.1/2", "2024.1/2"), ("지역", "취업자", "RSE"), ("서울", "5", "*")]
    table = csv(tmp_path, rows, header_rows=2)
    assert table[["period", "item", "cell"]].to_numpy().tolist() == [["2024.1/2", "취업자", "5"], ["2024.1/2", "RSE", "*"]]


def test_merged_year_holds_for_the_columns_to_its_right(tmp_path: Path) -> None:
    rows = [("지역", "2023", None, "2024", None), (None, "수", "율", "수", "율"), ("서울", 1.0, 2.5, 3.0, 4.5)]
    table = sheet(tmp_path, rows, ("지역",), header_rows=2)
    assert table.set_index(["period", "item"])["cell"].to_dict() == {
        ("2023", "수"): "1",
        ("2023", "율"): "2.5",
        ("2024", "수"): "3",
        ("2024", "율"): "4.5",
    }


def test_key_merged_over_rows_is_filled_down(tmp_path: Path) -> None:
    rows = [("전출", "전입", "2024"), ("서울", "서울", 1), (None, "부산", 2), ("부산", "서울", 3)]
    table = sheet(tmp_path, rows, ("전출", "전입"), fill_down=True)
    assert table["전출"].tolist() == ["서울", "서울", "부산"]


def test_indent_of_a_name_stays(tmp_path: Path) -> None:
    assert sheet(tmp_path, [("지역", "2024"), ("\u3000종로구", 1)], ("지역",))["지역"].tolist() == ["\u3000종로구"]


def test_years_and_halves_are_numbers(tmp_path: Path) -> None:
    file = declared(tmp_path / "a.csv")
    years = parse_periods(file, pd.DataFrame({"period": ["1985 년", "2024"]}), YEAR)
    halves = parse_periods(file, pd.DataFrame({"period": ["2013.1/2", "2024.2/2"]}), HALF)
    assert years["year"].tolist() == [1985, 2024]
    assert halves[["year", "half"]].to_numpy().tolist() == [[2013, 1], [2024, 2]]


def test_months_of_both_publishers_are_numbers(tmp_path: Path) -> None:
    months = parse_periods(declared(tmp_path / "a.csv"), pd.DataFrame({"period": ["2030.01", "2031년 12월"]}), MONTH)
    assert months[["year", "month"]].to_numpy().tolist() == [[2030, 1], [2031, 12]]


def test_mark_of_a_provisional_period_becomes_a_column() -> None:
    table = take_provisional(pd.DataFrame({"period": ["2030", "2031 p)", "2031.12 p)"]}))
    assert table["period"].tolist() == ["2030", "2031", "2031.12"]
    assert table["is_provisional"].tolist() == [False, True, True]


def test_cells_between_tabs_are_told_when_the_reader_asks_for_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("지역\t2024\n서울\t1,000\n", encoding="utf-8")
    table = unfold_csv(declared(tmp_path / "a.csv", encoding="utf-8"), ("지역",), delimiter="\t")
    assert table[["지역", "period", "cell"]].to_numpy().tolist() == [["서울", "2024", "1,000"]]


@pytest.mark.parametrize(("period", "form"), [("2024.3/2", HALF), ("2024.1/2", YEAR), ("작년", YEAR)])
def test_header_that_is_no_such_period_is_named(tmp_path: Path, period: str, form: str) -> None:
    with pytest.raises(SourceError, match=f"found '{period}'; expected a (year|half-year)"):
        parse_periods(
            declared(tmp_path / "a.csv"), pd.DataFrame({"period": ["2024" if form == YEAR else "2024.1/2", period]}), form
        )


def test_other_first_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"found first columns 시도, 2024; expected 시도, 산업"):
        csv(tmp_path, [("시도", "2024"), ("서울", "1")], ("시도", "산업"))


def test_column_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found column '2024' twice"):
        sheet(tmp_path, [("지역", "2024", "2024"), ("서울", 1, 2)], ("지역",))


def test_sheet_without_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found 1 rows; expected 1 header rows and data"):
        sheet(tmp_path, [("지역", "2024")], ("지역",))
