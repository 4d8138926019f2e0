"""Which lines of a file are its rows: lines above the head, blank last lines and notes below are none."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from assets.sheets.user_file import read_sheet
from domain.errors import SourceError, UsageError
from tests.command import rebalance
from tests.sheets import convert, converted, numbers, sheet

ROWS = "code,name,n\n11110,종로구,100\n11140,중구,200"
OPTIONS = ("--from", "mois@2022", "--to", "kostat@2022", "--count", "n")


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        f"표 1. 인구\n\n{ROWS}",
        f"표 1. 인구,,\n단위: 명,,\n{ROWS}",
        f"{ROWS}\n\n\n",
        f"{ROWS}\n,,\n , ,\n",
        ROWS.replace("n\n", "n,,\n").replace("00", "00,,"),
        ROWS.replace("name", "이  름"),
        ROWS.replace("100", "100,").replace("200", "200,"),
    ],
)
def test_the_same_rows_are_found_whatever_is_around_them(tmp_path: Path, text: str) -> None:
    assert numbers(converted(sheet(tmp_path, text), *OPTIONS[4:], to="kostat@2022"), "n") == {"11010": "100", "11020": "200"}


def test_lines_above_the_head_are_said_or_are_as_many_as_is_said(tmp_path: Path) -> None:
    path = sheet(tmp_path, f"표 1. 인구\n단위: 명\n{ROWS}")
    assert "the head is line 3; 2 lines above it left out" in convert(path, *OPTIONS).out
    assert convert(path, *OPTIONS, "--skip-rows", "2", "--force").code == 0
    assert "no column 'code', 'n'; there are 단위: 명" in convert(path, *OPTIONS, "--skip-rows", "1", "--force").message
    assert convert(path, *OPTIONS, "--skip-rows", "9", "--force").code == 3


def test_notes_below_the_table_are_told_from_rows_and_left_out_when_asked(tmp_path: Path) -> None:
    for notes in ("주) 외국인 제외,,\n자료: 만든 예,,", "주) 외국인 제외\n자료: 만든 예, 2020, 표 1, 2"):
        path = sheet(tmp_path, f"{ROWS}\n{notes}")
        answer = convert(path, *OPTIONS, "--force")
        assert answer.code == 3 and "people.csv, row 3: found '주) 외국인 제외'" in answer.message
        assert (
            "주) 외국인 제외 is no code; a note below the table? Take the last 2 rows out, or say --drop-notes." in answer.message
        )
        followed = convert(path, *OPTIONS, "--drop-notes", "--force")
        assert followed.code == 0 and "left out: 2 lines without a code, such as 주) 외국인 제외" in followed.out


def test_as_many_last_rows_as_are_advised_are_those_to_take_out(tmp_path: Path) -> None:
    path = sheet(tmp_path, f"{ROWS}\n\n주) 외국인 제외\n\n자료: 만든 예")
    assert "Take the last 3 rows out" in convert(path, *OPTIONS).message
    shorter = sheet(tmp_path, "\n".join(path.read_text(encoding="utf-8").splitlines()[:-3]), "shorter.csv")
    assert convert(shorter, *OPTIONS).code == 0


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("합계,,300", "합계 is no code; a total? Take the row out, or say --drop-notes."),
        ("(코드),,(명)", "(코드) is no code; a second line of the head? Take it out, or say --drop-notes."),
        (",전국,300", "an empty cell in column code beside '전국'"),
    ],
)
def test_a_line_below_the_head_that_holds_no_code_is_named(tmp_path: Path, first: str, said: str) -> None:
    path = sheet(tmp_path, ROWS.replace("11110", f"{first}\n11110", 1))
    answer = convert(path, *OPTIONS)
    assert answer.code == 3 and "row 1: found" in answer.message and said in answer.message
    assert convert(path, *OPTIONS, "--drop-notes").code == 0


def test_totals_amid_the_rows_are_named_and_left_out_with_the_notes(tmp_path: Path) -> None:
    path = sheet(tmp_path, ROWS.replace("11140", "소계,,100\n11140", 1))
    assert "row 2: found '소계' in column code; expected a code made of digits. A total?" in convert(path, *OPTIONS).message
    assert "left out: 1 row of totals, such as 소계" in convert(path, *OPTIONS, "--drop-notes").out


def test_a_national_total_in_zeros_is_left_out_with_the_notes(tmp_path: Path) -> None:
    path = sheet(tmp_path, ROWS.replace("11110", "0000000000,전국,300\n11110", 1))
    assert "national total: take the row out, or say --drop-notes" in convert(path, *OPTIONS).message
    assert "n  300 before, 300 after" in convert(path, *OPTIONS, "--drop-notes").out


def test_an_empty_code_amid_the_rows_is_an_error_with_its_row(tmp_path: Path) -> None:
    answer = convert(sheet(tmp_path, ROWS.replace("11140", ",무슨구,5\n11140", 1)), *OPTIONS)
    assert answer.code == 3 and "row 2: found an empty cell in column code; expected a code in every row" in answer.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,n,n\n1,2,3", "column 'n' twice; expected each column once, in the first row. Give each a name of its own"),
        ("code,,n\n1,2,3", "row 1: found no name above column 2; expected a name above each column"),
        ('code,name,n\n11110,"종로구,100\n11140,중구,200', "Is a quotation mark not closed?"),
        ("code,n\n11110,1\n11140\n11170,3", "row 2: found 1 cells; expected 2 as in the header"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_sheet(sheet(tmp_path, text))
    assert said in str(refused.value)


def test_a_long_head_is_not_told_whole(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there are c0, .* and 60 more"):
        read_sheet(sheet(tmp_path, ",".join(f"c{n}" for n in range(100)) + "\n" + ",".join("1" * 100)), wanted=["code"])


def test_names_of_columns_are_those_that_people_see(tmp_path: Path) -> None:
    head = unicodedata.normalize("NFD", "시군구")
    found = read_sheet(sheet(tmp_path, f'"{head}\n코드",n\n11110,1'), wanted=["시군구 코드", "n"])
    assert list(found.frame.columns) == ["시군구 코드", "n"]


def test_columns_are_found_by_the_names_that_people_type(tmp_path: Path) -> None:
    path = sheet(tmp_path, '"시군구\n코드",사람  수,해\n11110,1,2022\n11140,2,2022')
    head = unicodedata.normalize("NFD", "시군구 코드")
    answer = rebalance(
        "convert", path, "--code-column", head, "--count", " 사람 수", "--drop", "해 ", "--from", "mois@2022", "--to", "mois@2024"
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert rebalance("vintage", path, "--code-column", head, "--by", "해").out.startswith("해 2022: 2 codes")


@pytest.mark.parametrize(
    "twice",
    [
        ["--count", "n", "--rate", "n"],
        ["--count", "n", "--drop", "n"],
        ["--count", "n", "--by", "n"],
        ["--count", "code"],
        ["--count", "n", "--by", "code"],
        ["--count", "n", "--drop", "code"],
        ["--rate", "n", "--weight", "code"],
    ],
)
def test_a_column_is_one_thing(tmp_path: Path, twice: list[str]) -> None:
    answer = convert(sheet(tmp_path, "code,n\n11110,1\n11140,2"), "--from", "mois@2022", "--to", "mois@2024", *twice)
    assert answer.code == 2 and "is said to be two things" in answer.message


def test_saying_a_column_again_changes_nothing(tmp_path: Path) -> None:
    table = converted(sheet(tmp_path, "code,n\n11110,1\n11140,2"), "--count", "n", "--count", "n")
    assert numbers(table, "n") == {"11110": "1", "11140": "2"}
