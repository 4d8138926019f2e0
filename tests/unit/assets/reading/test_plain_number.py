"""A comma stands between thousands or nowhere: nothing is guessed from a comma elsewhere."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from assets.reading.values import cell_text, plain_number, plain_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234", 1234), ("-1,234,567.5", -1234567.5), ("1234567", 1234567), ("12.", 12), (".5", 0.5), ("+5", 5), ("007", 7)],
)  # fmt: skip
def test_numbers_as_printed(text: str, value: float) -> None:
    assert plain_number(text) == value
    assert plain_numbers(pd.Series([text]))[1].tolist() == [value]


@pytest.mark.parametrize(
    "text",
    ["1,23", "10,5", "1,2,3", "100,33", "0,123", "1,2345", ",123", "1,234,5", "1.5,000", "1234,567", "12,34,567", "1,234e5",
     "1e5", "1e-3", "inf", "Infinity", "5%", "(5)",
     "1_000", "１２", "nan", "", "-", "1 234", "--1", "0x1A", "1.2.3"],
)  # fmt: skip
def test_a_comma_elsewhere_or_another_sign_is_no_number(text: str) -> None:
    assert plain_number(text) is None
    assert np.isnan(plain_numbers(pd.Series([text]))[1]).all()


def test_powers_of_ten_are_read_where_they_are_asked_for() -> None:
    assert plain_numbers(pd.Series(["4.2E+03", "1e-3"]), powers=True)[1].tolist() == [4200, 0.001]


@pytest.mark.parametrize(
    ("cell", "text"),
    [(1e30, "1" + "0" * 30 + ".0"), (12.0, "12.0"), (0.00001, "0.00001"), (None, ""), (float("nan"), ""), (" 가 ", "가")],
)
def test_a_stored_number_is_text_as_it_would_be_printed(cell: object, text: str) -> None:
    assert cell_text(cell) == text


def test_text_keeps_a_comma_that_stands_elsewhere() -> None:
    assert plain_numbers(pd.Series(["1,234", "1,23", "5"]))[0].tolist() == ["1234", "1,23", "5"]
