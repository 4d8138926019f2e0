"""Whole columns of cells: numbers come out typed, what is missing stays missing, the first odd cell is named by its row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.reading.cells import numbers, refuse_repeats, region_codes, require_columns, require_form, statuses
from assets.reading.source_file import SourceFile
from domain.errors import SourceError
from tests.publisher_files import declared


@pytest.fixture
def file(tmp_path: Path) -> SourceFile:
    return declared(tmp_path / "a.csv", encoding="utf-8")


def test_text_and_numbers_of_a_sheet_become_decimals(file: SourceFile) -> None:
    values = numbers(file, pd.Series(["1,234.5", " -2 ", 3, 0.25]), range(1, 5))
    assert values.tolist() == [1234.5, -2, 3, 0.25] and values.dtype == "Float64"


def test_whole_numbers_are_integers_even_when_printed_with_a_point(file: SourceFile) -> None:
    values = numbers(file, pd.Series(["13272.0", "0"]), [1, 2], whole=True)
    assert values.tolist() == [13272, 0] and values.dtype == "Int64"


def test_marks_let_through_are_missing_and_never_zero(file: SourceFile) -> None:
    values = numbers(file, pd.Series(["1", "", None, "-"]), range(1, 5), absent=("", "-"))
    assert values.isna().tolist() == [False, True, True, True]


def test_no_cells_are_no_numbers(file: SourceFile) -> None:
    assert numbers(file, pd.Series([], dtype="object"), []).tolist() == []


@pytest.mark.parametrize(
    ("cell", "limits", "message"),
    [
        ("", {}, "an empty cell instead of a number; expected a number"),
        (None, {}, "an empty cell instead of a number"),
        ("-", {"absent": ("",)}, "'-'; expected a number"),
        ("nan", {}, "'nan'; expected a number"),
        ("inf", {}, "'inf'; expected a number"),
        ("일", {}, "'일'; expected a number"),
        ("100,33", {}, "'100,33'; expected a number"),
        ("1,2,3", {"whole": True}, "'1,2,3'; expected a whole number"),
        ("1e30", {"whole": True}, "'1e30'; expected a whole number"),
        ("1.5", {"whole": True}, "'1.5'; expected a whole number"),
        ("-1", {"minimum": 0}, "'-1'; expected a number of 0 or more"),
        ("101", {"minimum": 0, "maximum": 100}, "'101'; expected a number from 0 to 100"),
        ("101", {"maximum": 100}, "'101'; expected a number of 100 or less"),
    ],
)
def test_first_cell_that_is_no_such_number_is_named_by_its_row(
    file: SourceFile, cell: object, limits: dict[str, Any], message: str
) -> None:
    with pytest.raises(SourceError, match=f"row 42: found {message}"):
        numbers(file, pd.Series(["1", cell, "broken too"]), [41, 42, 43], **limits)


def test_missing_columns_are_named_with_what_is_there(file: SourceFile) -> None:
    with pytest.raises(SourceError, match=r"found no column b, c; expected a, b, c\. It has a, x\."):
        require_columns(file, pd.DataFrame(columns=["a", "x"]), ("a", "b", "c"))


def test_form_gives_its_named_parts_and_refuses_others_with_their_row(file: SourceFile) -> None:
    cells = pd.Series(["2024 년", "2023 년"])
    assert require_form(file, cells, [1, 2], r"(?P<year>\d{4}) 년", "a year")["year"].tolist() == ["2024", "2023"]
    with pytest.raises(SourceError, match="row 8: found '24 년'; expected a year"):
        require_form(file, pd.Series(["2024 년", "24 년"]), [7, 8], r"(?P<year>\d{4}) 년", "a year")


def test_alternatives_of_a_form_are_matched_as_wholes(file: SourceFile) -> None:
    with pytest.raises(SourceError, match="row 1: found '1x'"):
        require_form(file, pd.Series(["1x"]), [1], r"1|2", "1 or 2")


def test_key_that_stands_twice_is_named_with_the_later_row(file: SourceFile) -> None:
    table = pd.DataFrame({"code": ["11", "26", "11"], "year": [1, 1, 1], "source_row": [1, 2, 3]})
    refuse_repeats(file, table.head(2), ("code", "year"))
    with pytest.raises(SourceError, match="row 3: found 11 1 again; expected each once"):
        refuse_repeats(file, table, ("code", "year"))


def test_cell_without_a_number_says_why() -> None:
    cells = pd.Series(["-", "X", "", None, " 5 "])
    assert statuses(cells).tolist() == ["not_existing", "suppressed", "missing", "missing", "reported"]


@pytest.mark.parametrize("cell", ["11110", "11110.0", "'11110", "11,110", " 11110 ", "１１１１０", "[11110]", "종로구(11110)"])
def test_codes_of_publishers_are_their_digits_whatever_they_are_dressed_in(file: SourceFile, cell: str) -> None:
    assert list(region_codes(file, pd.Series([cell, "26110"]), [1, 2], (5,), "a code of five digits")) == ["11110", "26110"]
    assert bool(file.notes) == (cell.strip() != "11110")


@pytest.mark.parametrize("cell", ["1111", "1111000000", "종로구", "", "11110.5", "1.1E+04", "-11110"])
def test_what_is_no_code_of_so_many_digits_is_refused_with_its_row(file: SourceFile, cell: str) -> None:
    with pytest.raises(SourceError, match=r"a\.csv, row 2: .*expected a code of five digits") as refused:
        region_codes(file, pd.Series(["26110", cell]), [1, 2], (5,), "a code of five digits")
    assert ("last digits are gone" in str(refused.value)) == (cell == "1.1E+04")
