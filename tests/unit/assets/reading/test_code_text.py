"""Codes in every dress that people and programs give them, and what only looks like a code."""

from __future__ import annotations

import pandas as pd
import pytest

from assets.reading.values import is_shortened, plain_code, plain_codes


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("11110", "11110"),
        (" 11110 ", "11110"),
        ("11110.0", "11110"),
        ("11110.00", "11110"),
        ("11110.", "11110"),
        ("11,110", "11110"),
        ("1,111,000,000", "1111000000"),
        ("11,110.0", "11110"),
        ("11 110", "11110"),
        ("'11110", "11110"),
        ("’11110", "11110"),
        ('"11110"', "11110"),
        ('="11110"', "11110"),
        ("１１１１０", "11110"),
        ("\ufeff11110\u200b", "11110"),
        ("11110\u00a0", "11110"),
        ("강원도  (4200000000)", "4200000000"),
        ("종로1·2·3·4가동(1111061500)", "1111061500"),
        ("[11110] 종로구", "11110"),
        ("11110(종로구)", "11110"),
        ("11110 종로구", "11110"),
        ("11110\n종로구", "11110"),
        ("11110_종로구", "11110"),
        ("11110종로구", "11110"),
        ("종로구 11110", "11110"),
        ("11 서울특별시", "11"),
        ("전국(00)", "00"),
        ("[11110]", "11110"),
        ("(11110)", "11110"),
        ("<1111000000>", "1111000000"),
        ("11110-", "11110"),
        ("11110;", "11110"),
        ("11110*", "11110"),
        ("11110 1)", "11110"),
        ("11110 주2)", "11110"),
        ("11110²", "11110"),
        ("1.1110E+04", "11110"),
        ("1.111000000E+09", "1111000000"),
        ("1111", "1111"),
    ],
)
def test_a_code_is_its_digits_whatever_it_is_dressed_in(cell: str, code: str) -> None:
    assert plain_code(cell) == code


@pytest.mark.parametrize(
    "cell",
    ["", "종로구", "-11110", "+11110", "11/110", "1 1110", "0x2B66", "(2020)", "2020-", "[1]", "11)",
     "11110.5", "11.110", "1,11", "0,123", "11-110", "4.2E+09", "2020년 12월", "자료: 통계청 2020",
     "기준일 20201231", "17개 시도 합계", "주) 외국인 제외", "2) 11 개", "①", "１１.５"],
)  # fmt: skip
def test_what_only_looks_like_a_code_is_left_as_it_is(cell: str) -> None:
    assert not plain_code(cell).isascii() or not plain_code(cell).isdigit()


def test_a_number_that_a_spreadsheet_shortened_is_known_as_such() -> None:
    assert [is_shortened(cell) for cell in ("4.2E+09", "1.111e+09", "4E9", "11110", "11110.5")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_each_dress_is_said_once_with_its_first_row_and_how_many() -> None:
    cells = pd.Series(
        ["11110.0", "11140.0", "11170", "'11200", "강원도 (4200000000)", "춘천시 (4211000000)", "1,111,000,000", "11,110"]
    )
    plain, said = plain_codes(cells)
    assert list(plain) == ["11110", "11140", "11170", "11200", "4200000000", "4211000000", "1111000000", "11110"]
    assert said == [
        "read 11110.0 as 11110 in 2 rows",
        "read '11200 as 11200 in 1 row",
        "read 강원도 (4200000000) as 4200000000 in 2 rows",
        "read 1,111,000,000 as 1111000000 in 2 rows",
    ]


def test_rows_dressed_alike_are_said_once_whatever_their_digits() -> None:
    for alike in (
        ["１１１１０", "１１１４０"],
        ["11 110", "11\u2009140", "11\u00a0170"],
        ["1.1110E+04", "1.1140E+04"],
        ["[11110]", "[11]"],
    ):
        assert len(plain_codes(pd.Series(alike))[1]) == 1, alike


def test_blanks_around_a_code_are_not_worth_a_word() -> None:
    assert plain_codes(pd.Series([" 11110", "11140 "]))[1] == []
