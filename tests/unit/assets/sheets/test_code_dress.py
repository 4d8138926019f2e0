"""Codes as people, publishers and programs write them: read as the digits that they are, and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import rebalance
from tests.sheets import convert, converted, numbers, rows, sheet

TO_2024 = ("--from", "mois@2022", "--to", "mois@2024", "--count", "n")
# 종로구, 중구 and 용산구, in every dress.
DRESSED = [
    ["11110.0", "11140.0", "11170.0"],
    ['"11,110"', '"11,140"', '"11,170"'],
    ["'11110", "'11140", "'11170"],
    ['"=""11110"""', '"=""11140"""', '"=""11170"""'],
    ["1111000000", "1114000000", "1117000000"],
    ["서울특별시 종로구  (1111000000)", "서울특별시 중구  (1114000000)", "서울특별시 용산구  (1117000000)"],
    ["11110 종로구", "11140 중구", "11170 용산구"],
    ["11110종로구", "11140중구", "11170용산구"],
    ["１１１１０", "１１１４０", "１１１７０"],
    ["11110", "'11140", "11170.0"],
    ["[11110]", "(11140)", "<11170>"],
    ["11110-", "11140;", "11170*"],
    ["11110 1)", "11140 주2)", "11170³"],
    ["1.1110E+04", "1.1140E+04", "1.1170E+04"],
]  # fmt: skip


@pytest.mark.parametrize("cells", DRESSED)
def test_every_dress_is_taken_off_for_convert_and_vintage(tmp_path: Path, cells: list[str]) -> None:
    path = sheet(tmp_path, "code,n\n" + "\n".join(f"{cell},{n}" for n, cell in enumerate(cells)))
    assert numbers(converted(path, "--count", "n", to="kostat@2022"), "n") == {"11010": "0", "11020": "1", "11030": "2"}
    answer = rebalance("vintage", path, "--code-column", "code")
    assert answer.code == 0 and "MOIS: sigungu codes of" in answer.out and "unknown" not in answer.out


def test_what_was_read_otherwise_than_it_stands_is_said(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,n\n11110.0,1\n11140.0,2\n'11170,3")
    for answer in (
        convert(path, *TO_2024),
        rebalance("vintage", path, "--code-column", "code"),
    ):
        assert "read 11110.0 as 11110 in 2 rows" in answer.out and "read '11170 as 11170 in 1 row" in answer.out


def test_sido_filled_up_with_zeros_to_five_digits_are_sido(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,n\n11000,900\n26000,300")
    assert numbers(converted(path, "--count", "n", to="kostat@2022"), "n") == {"11": "900", "21": "300"}
    assert "26 is 부산광역시 in mois or 울산광역시 in kostat" in convert(path, "--to", "kostat@2022", "--count", "n").message


def test_a_number_that_a_spreadsheet_shortened_has_lost_its_digits(tmp_path: Path) -> None:
    answer = convert(
        sheet(tmp_path, "code,n\n1111000000,1\n1.1E+09,2\n1117000000,3"),
        "--from",
        "mois@2022",
        "--to",
        "mois@2024",
        "--count",
        "n",
    )
    assert (
        answer.code == 3
        and "row 2: found '1.1E+09' in column code" in answer.message
        and "last digits are gone" in answer.message
    )


def test_the_sheet_of_the_ministry_is_read_with_codes_of_all_its_years(tmp_path: Path) -> None:
    """Its rows of other years, and of branch offices, hold nothing."""
    lines = [
        "강원도  (4200000000),300", "강원도 춘천시 (4211000000),100", "강원도 원주시 (4213000000),200",
        "강원특별자치도  (5100000000),", "강원특별자치도 춘천시 (5111000000),", "경기도 북부출장소 (4110500000),0",
    ]  # fmt: skip
    path = sheet(tmp_path, "행정구역,n\n" + "\n".join(lines))
    answer = rebalance(
        "convert", path, "--code-column", "행정구역", "--from", "mois@2022", "--to", "mois@2024", "--count", "n", "--drop-notes"
    )
    assert answer.code == 3 and "강원도 among sigungu, without 강원도 강릉시" in answer.message
    without_total = sheet(tmp_path, path.read_text(encoding="utf-8").replace(f"{lines[0]}\n", ""), "two.csv")
    answer = rebalance("convert", without_total, "--code-column", "행정구역", "--to", "mois@2024", "--count", "n")
    assert answer.code == 0, answer.err
    assert "left out: 3 rows of codes unknown then that hold nothing, such as 5100000000" in answer.out
    assert "n  300 before, 300 after" in answer.out


# --- what the codes are of


@pytest.mark.parametrize(
    "codes", [["1111", "1114", "1117", "1120", "1121", "1123", "4111", "4311", "4473"], ["4211", "4213", "4215"]]
)
def test_ministry_codes_cut_to_four_digits_fit_nothing_as_they_are(tmp_path: Path, codes: list[str]) -> None:
    path = sheet(tmp_path, "code,year\n" + "\n".join(f"{code},2010" for code in codes))
    answer = rebalance("vintage", path, "--code-column", "code")
    assert (
        answer.code == 0
        and "fits nothing: 4 digits; ministry codes without their last digit? As such they fit mois" in answer.out
    )
    assert "say  " not in answer.out
    by = rebalance("vintage", path, "--code-column", "code", "--by", "year")
    assert f"year 2010: {len(codes)} codes, fits nothing: 4 digits" in by.out
    refused = convert(path, "--to", "mois@2024", "--count", "year")
    assert (
        refused.code == 3
        and "row 1: found code" in refused.message
        and "It has 4 digits; codes have 2, 5, 7, 8, 10." in refused.message
    )


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["111100", "111400"], "fits nothing: 6 digits; codes have 2, 5, 7, 8, 10"),
        (["1", "2"], "fits nothing: 1 digits"),
        (["99110", "99111", "11110"], "fits nothing: of 3 codes 2 are unknown even in"),
        (["9999"], "fits nothing: 4 digits; codes have"),
        (["2020", "2021", "2022"], "fits nothing: 4 digits; codes have"),
    ],
)
def test_nothing_is_said_to_fit_when_most_codes_are_unknown(tmp_path: Path, codes: list[str], said: str) -> None:
    answer = rebalance("vintage", sheet(tmp_path, "code\n" + "\n".join(codes)), "--code-column", "code")
    assert said in answer.out and "say  " not in answer.out and "fits        " not in answer.out


def test_sido_among_sigungu_are_known(tmp_path: Path) -> None:
    answer = rebalance("vintage", sheet(tmp_path, "code\n5000000000\n5011000000\n5013000000"), "--code-column", "code")
    assert "every code known, none missing" in answer.out
    wrong = rebalance("vintage", sheet(tmp_path, "code\n2900000000\n5011000000\n5013000000"), "--code-column", "code")
    assert "unknown     " not in wrong.out  # Gwangju in mois


def test_of_eup_myeon_and_dong_only_the_sigungu_is_looked_at_and_that_is_said(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code\n1111051500\n1111053000")
    assert "only the sigungu that they begin with is looked at" in rebalance("vintage", path, "--code-column", "code").out


# --- what the codes of the answer are


@pytest.mark.parametrize(
    ("column", "target", "header"),
    [
        ("mois_code", "kostat@2020", "kostat_code"),
        ("MOIS_CD", "kostat@2023", "kostat_CD"),
        ("mois_code", "mois@2024", "mois_code"),
        ("kostat_code", "mois@2024", "mois_code"),
        ("kostat7", "kostat@2023", "kostat"),
        ("kostat_code", "kostat@2023", "kostat_code"),
        ("code", "kostat@2020", "code"),
    ],
)
def test_no_column_is_called_by_a_scheme_that_its_codes_are_not_of(tmp_path: Path, column: str, target: str, header: str) -> None:
    path = sheet(tmp_path, f"{column},n\n47720,1")
    source = "mois@2022" if "mois" in column.lower() or column == "code" else "kostat7@2020"
    if source != "mois@2022":
        path = sheet(tmp_path, f"{column},n\n37310,1")
    out = tmp_path / "out.csv"
    answer = rebalance("convert", path, "--code-column", column, "--from", source, "--to", target, "--count", "n", "--out", out)
    assert answer.code == 0, answer.err
    (row,) = rows(out)
    assert next(iter(row)) == header and row["code_scheme"].startswith(target.replace("7", "").split("@")[0])
    assert f"column    {header}{f' (was {column})' if header != column else ''} holds codes of {target}" in answer.out


def test_what_convert_wrote_is_read_without_being_told_its_scheme(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,n\n11110,1\n11140,2")
    there = tmp_path / "there.csv"
    assert convert(path, "--from", "mois@2022", "--to", "kostat@2022", "--count", "n", "--out", str(there)).code == 0
    options = (
        "--to",
        "mois@2022",
        "--count",
        "n",
        "--out",
        str(tmp_path / "back.csv"),
        "--drop",
        "interpolated",
        "--drop",
        "missing_sources",
    )
    answer = convert(there, *options)
    assert answer.code == 0 and "codes of kostat@2022-12-31, as its column code_scheme says" in answer.out
    assert numbers(rows(tmp_path / "back.csv"), "n") == {"11110": "1", "11140": "2"}


def test_a_column_of_that_name_that_says_something_else_is_a_label(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,code_scheme,n\n42110,mine,1\n42130,mine,2\n42150,mine,3")
    answer = convert(path, "--to", "mois@2024", "--count", "n")
    assert answer.code == 0 and "found from the codes" in answer.out


# --- numbers


@pytest.mark.parametrize("cell", ['"1,23"', '"10,5"', '"1,2,3"', '"0,123"', "1 2", "1_000"])
def test_a_comma_or_blank_elsewhere_than_between_thousands_is_no_number(tmp_path: Path, cell: str) -> None:
    answer = convert(
        sheet(tmp_path, f"code,n\n11110,5\n11140,{cell}"), "--from", "mois@2022", "--to", "mois@2024", "--count", "n"
    )
    assert answer.code == 3 and f"row 2: found '{cell.strip(chr(34))}' in column n; expected a number." in answer.message


def test_commas_and_blanks_between_thousands_are_read(tmp_path: Path) -> None:
    path = sheet(tmp_path, 'code,n\n11110,"1,234,567"\n11140,1 234.5\n11170,"-1,000"')
    assert numbers(converted(path, "--count", "n"), "n") == {"11110": "1234567.0", "11140": "1234.5", "11170": "-1000.0"}


@pytest.mark.parametrize(("spoilt", "said"), [("4.772E+04", "its last digits are gone"), ("47720.5", "A code has no fraction")])
@pytest.mark.parametrize("rows", ["{},1\n11110,2", "11110,2\n{},1"])
def test_a_spoilt_code_in_the_first_or_last_row_is_no_note_that_could_be_left_out(
    tmp_path: Path, spoilt: str, said: str, rows: str
) -> None:
    path = sheet(tmp_path, "code,n\n" + rows.format(spoilt))
    for drop in ((), ("--drop-notes",)):
        answer = convert(path, *TO_2024, *drop)
        assert answer.code == 3 and f"found '{spoilt}' in column code" in answer.message and said in answer.message
        assert not path.with_name("out.csv").exists()


def test_a_note_amid_the_rows_is_to_be_taken_out(tmp_path: Path) -> None:
    answer = convert(sheet(tmp_path, "code,n\n11110,1\n주) 외국인 제외,\n11140,2"), *TO_2024)
    assert answer.code == 3 and "row 2: found '주) 외국인 제외'" in answer.message and "or take the row out" in answer.message


@pytest.mark.parametrize("cell", ["0011110", "011110"])
def test_zeros_before_a_code_are_to_be_taken_away(tmp_path: Path, cell: str) -> None:
    answer = convert(sheet(tmp_path, f"code,n\n{cell},1\n11140,2"), *TO_2024)
    assert answer.code == 3 and "row 1: found code" in answer.message
    assert "No code begins with 0; 11110 is 서울특별시 종로구: take the zeros before it away." in answer.message
