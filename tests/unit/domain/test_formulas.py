"""Text that a spreadsheet would run, and how it is kept from that."""

from __future__ import annotations

import pytest

from domain.formulas import STARTS_A_FORMULA, guarded, guarded_cell


@pytest.mark.parametrize("first", STARTS_A_FORMULA)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(first: str) -> None:
    assert guarded_cell(f"{first}SUM(A1)") == f"'{first}SUM(A1)"


@pytest.mark.parametrize("text", ["종로구", "", "-5", "+12.5", "-0", "'=1+1", "1-2", "a=b", "2024-12-31"])
def test_a_number_and_any_other_text_stay_as_they_are(text: str) -> None:
    assert guarded_cell(text) == text


@pytest.mark.parametrize("text", ["-5+cmd|' /C calc'!A0", "+1e3x", "-", "-1,000"])
def test_what_only_begins_like_a_number_is_guarded_cell(text: str) -> None:
    assert guarded_cell(text) == f"'{text}" and guarded_cell(guarded_cell(text)) == guarded_cell(text)


@pytest.mark.parametrize("first", [*STARTS_A_FORMULA, "'"])
def test_text_that_a_spreadsheet_would_run_is_guarded_and_comes_back(first: str) -> None:
    assert guarded(f"{first}1+1").removeprefix("'") == f"{first}1+1" and guarded(f"{first}1+1") != f"{first}1+1"
    assert guarded(f"a{first}") == f"a{first}"
