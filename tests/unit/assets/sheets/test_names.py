"""Sheets keyed by names: units found by sido and name on the day; what means several, or none, is asked back with its row."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from assets.geography.fact_files import facts
from tests.command import Answer, rebalance
from tests.sheets import Row, log, rows, sheet

NAMES = "시도,시군구,n\n강원도,춘천시,100\n전라북도,전주시,200\n대구광역시,군위군,300\n세종시,세종시,10"


def convert(path: Path, *options: str, to: str = "mois@2024") -> Answer:
    return rebalance("convert", path, "--to", to, "--count", "n", "--out", path.with_name("out.csv"), "--force", *options)


def by_name(path: Path, *options: str, columns: tuple[str, ...] = ("시도", "시군구"), to: str = "mois@2024") -> Answer:
    return convert(path, *(word for column in columns for word in ("--name-column", column)), *options, to=to)


def found(path: Path, *options: str, columns: tuple[str, ...] = ("시도", "시군구"), to: str = "mois@2024") -> dict[str, str]:
    """What became of the numbers, by unit."""
    answer = by_name(path, *options, columns=columns, to=to)
    assert answer.code == 0, answer.err
    return {row["unit_id"]: row["n"] for row in rows(path.with_name("out.csv"))}


def test_units_are_found_by_sido_and_name(tmp_path: Path) -> None:
    path = sheet(tmp_path, NAMES)
    assert found(path) == {"chuncheon-si": "100", "jeonju-si": "200", "gunwi-gun": "300", "sejong-si": "10"}
    table: list[Row] = rows(tmp_path / "out.csv")
    assert {row["unit_id"]: (row["code"], row["code_scheme"]) for row in table}["gunwi-gun"] == ("27720", "mois@2024-12-31")
    assert {row["given"]: (row["from_code"], row["from_name"]) for row in log(path)}["강원도 춘천시"][
        1
    ] == "강원특별자치도 춘천시"


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        ("서울시,중구", "seoul-jung-gu"),
        ("부산,중구", "busan-jung-gu"),
        ("경기,광주시", "gwangju-si"),
        ("경기도,수원시장안구", "suwon-jangan-gu"),
        ("경기도,수원시 장안구", "suwon-jangan-gu"),
        ("강원자치도,고성군", "gangwon-goseong-gun"),
        ("대구,중  구", "daegu-jung-gu"),
        ("인천,남구", "incheon-michuhol-gu"),
        ("경상북도,군위군", "gunwi-gun"),
        (",서울 중구", "seoul-jung-gu"),
    ],
)
def test_names_are_read_as_people_write_them(tmp_path: Path, lines: str, unit: str) -> None:
    assert found(sheet(tmp_path, f"시도,시군구,n\n{lines},5"), "--from", "2022") == {unit: "5"}


def test_a_name_of_another_day_is_said(tmp_path: Path) -> None:
    answer = by_name(sheet(tmp_path, "시도,시군구,n\n인천,남구,5"), "--from", "2022")
    assert "names of 2022-12-31" in answer.out and "인천 남구 is 인천광역시 미추홀구 on 2022-12-31" in answer.out


def test_names_in_one_column_are_those_of_the_sido_above(tmp_path: Path) -> None:
    """As KOSIS prints them, with the old city of Ulsan still there, and nobody in it."""
    parts = {
        "대전광역시": ["동  구", "중  구", "서  구", "유성구", "대덕구"],
        "울산광역시": ["중  구", "남  구", "동  구", "북  구", "울주군"],
        "제주특별자치도": ["제주시", "서귀포시", "북제주군"], "세종특별자치시": ["세종시"],
    }  # fmt: skip
    lines = [f"{name},1" for sido, names in parts.items() for name in (sido, *names)]
    gone = [line.replace(",1", ",0") if line.startswith("북제주") else line for line in ("전국,36", *lines)]
    path = sheet(tmp_path, "지역,n\n" + "\n".join(gone))
    assert "row 1: found '전국' in column 지역" in by_name(path, "--from", "2022", columns=("지역",)).message
    units = found(path, "--from", "2022", "--drop-notes", columns=("지역",))
    assert {"daejeon-jung-gu", "ulsan-jung-gu", "sejong-si", "jeju-si"} <= set(units) and len(units) == 13


def test_the_old_city_of_a_sido_is_not_the_sido_of_its_name(tmp_path: Path) -> None:
    region = facts().region
    here = region[(region["sido_unit_id"] == "gyeongnam") & region["in_kosis"] & region["valid_to"].isna()]
    lines = [f"{name},1" for name in ("울산광역시", "경상남도", *here["name_ko"])]
    old = sheet(tmp_path, "지역,n\n" + "\n".join([*lines, "울산시,0"]))
    assert "rows of names unknown then" not in by_name(old, "--from", "2022", columns=("지역",)).out
    assert "found 울산광역시 among sigungu" in by_name(old, "--from", "2022", columns=("지역",)).message
    path = sheet(tmp_path, "지역,n\n" + "\n".join([*lines[1:], "울산시,0"]))
    assert "left out: 1 row of names unknown then that hold nothing" in by_name(path, "--from", "2022", columns=("지역",)).out
    full = sheet(tmp_path, "지역,n\n" + "\n".join([*lines[1:], "울산시,5"]))
    assert "found '울산시'; expected the name of a unit" in by_name(full, "--from", "2022", columns=("지역",)).message


def test_a_merged_cell_holds_for_the_rows_below(tmp_path: Path) -> None:
    path = sheet(tmp_path, "시도,시군구,n\n대구광역시,중구,1\n,동구,2\n부산광역시,중구,3\n,동구,4")
    assert "2 empty cells of column 시도 read as the cell above" in by_name(path, "--from", "2022").out
    assert found(path, "--from", "2022") == {
        "daegu-jung-gu": "1",
        "daegu-dong-gu": "2",
        "busan-jung-gu": "3",
        "busan-dong-gu": "4",
    }


def test_a_sum_is_that_of_its_sido(tmp_path: Path) -> None:
    path = sheet(tmp_path, "시도,시군구,n\n제주도,소계,3\n제주도,제주시,1\n제주도,서귀포시,2")
    assert found(path, "--from", "2022") == {"jeju-si": "1", "seogwipo-si": "2"}


def test_sido_alone_are_sido(tmp_path: Path) -> None:
    path = sheet(tmp_path, "지역,n\n서울시,1\n광주시,2\n세종시,3\n전북자치도,4")
    answer = by_name(path, columns=("지역",))
    assert "광주시 read as 광주광역시: all other rows are sido" in answer.out
    assert found(path, columns=("지역",)) == {"seoul": "1", "gwangju": "2", "sejong": "3", "jeonbuk": "4"}


# --- which is asked back


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("중구", "row 2: found '중구', which means 6 units on 2022-12-31; expected one. Which: 서울특별시 중구, 부산광역시 중구"),
        ("고성군", "강원도 고성군, 경상남도 고성군? Write the sido before it, or name its column too: --name-column SIDO"),
        ("강남군", "row 2: found '강남군'; expected the name of a unit on 2022-12-31. Names like it: 서울특별시 강남구"),
        ("서울 해운대구", "Names like it: 부산광역시 해운대구."),
        ("청원군", "충청북도 청원군 lived until 2014-06-30. Say of which day the figures are with --from."),
        (
            "전국",
            "row 2: found '전국' in column 시군구; expected the name of a unit. It may be a national total: take",
        ),
    ],
)
def test_a_name_of_several_units_or_none_is_asked_back_with_its_row(tmp_path: Path, name: str, said: str) -> None:
    answer = by_name(sheet(tmp_path, f"시군구,n\n춘천시,1\n{name},2\n원주시,3"), "--from", "2022", columns=("시군구",))
    assert answer.code == 3 and said in answer.message
    assert not (tmp_path / "out.csv").exists()


def test_a_note_below_names_is_told_from_a_misspelt_one(tmp_path: Path) -> None:
    path = sheet(tmp_path, f"{NAMES}\n주) 외국인 제외,,\n자료: 통계청,,")
    assert "a note below the table? Take the last 2 rows out, or say --drop-notes." in by_name(path).message
    assert len(found(path, "--drop-notes")) == 4
    assert "'서울 강남군'" in by_name(sheet(tmp_path, f"{NAMES}\n서울,강남군,2"), "--drop-notes").message


# --- of which day


def test_borders_that_changed_within_the_days_that_names_fit_are_asked_back(tmp_path: Path) -> None:
    gu = "\n".join(f"창원시 {name}구,1" for name in ("의창", "성산", "마산합포", "마산회원", "진해"))
    path = sheet(tmp_path, f"시군구,n\n{gu}")
    answer = by_name(path, columns=("시군구",))
    assert answer.code == 2 and "borders changed in between (2021-07-01-changwon-yongji)" in answer.message
    assert by_name(path, "--from", "2020", columns=("시군구",)).code == 0


def test_a_name_that_was_another_unit_on_other_days_is_asked_back(tmp_path: Path) -> None:
    path = sheet(tmp_path, "시군구,n\n창원시,1\n진주시,2")
    answer = by_name(path, columns=("시군구",))
    assert answer.code == 2 and "창원시 is one unit on" in answer.message and "--from YEAR" in answer.message
    assert found(path, "--from", "2022", columns=("시군구",)) == {"changwon-si": "1", "jinju-si": "2"}


def test_vintage_says_of_which_days_names_can_be(tmp_path: Path) -> None:
    path = sheet(tmp_path, "시군구,year,n\n청원군,2013,1\n청주시 상당구,2013,2\n미추홀구,2020,3")
    answer = rebalance("vintage", path, "--name-column", "시군구", "--by", "year")
    first, second = answer.out.splitlines()[-2:]
    assert first.startswith("year 2013: 2 names, ") and first.endswith("to before 2014-07-01")
    assert second == "year 2020: 1 names, 2018-07-01 to today"
    whole = rebalance("vintage", sheet(tmp_path, NAMES), "--name-column", "시도", "--name-column", "시군구")
    assert "fits        names of 2023-07-01 to today" in whole.out and "say         --from " in whole.out


# --- a column of names that is called one of codes


@pytest.mark.parametrize("command", ["convert", "vintage"])
@pytest.mark.parametrize(
    ("text", "column"),
    [
        (NAMES, "시군구"),
        (f"{NAMES}\n주) 외국인 제외,,", "시군구"),
        (f"{NAMES}\n,자료: 통계청,", "시군구"),
        ("자치구 이름,n\n서울 종로구,1\n서울 중구,2", "자치구 이름"),
        ("시도,시군구,n\n서울,중구,1\n부산,중구,2\n부산,동구,3", "시군구"),
    ],
)
def test_the_command_that_is_offered_for_names_works_when_followed(tmp_path: Path, command: str, text: str, column: str) -> None:
    path = sheet(tmp_path, text)
    options = ("--to", "mois@2024", "--count", "n", "--from", "mois@2024") if command == "convert" else ()
    answer = rebalance(command, path, "--code-column", column, *options)
    assert answer.code == 3 and "people.csv, row 1: found" in answer.message
    assert "The column holds names and not codes. Say: rebalance " in answer.message
    followed = rebalance(*shlex.split(answer.message.partition("Say: rebalance ")[2]))
    assert followed.code == 0, followed.err


def test_where_only_the_day_is_lacking_it_is_asked_for_in_the_command(tmp_path: Path) -> None:
    path = sheet(tmp_path, "지역,n\n서울시 중구,1\n부산 중구,2\n수원시장안구,3\n경기 광주시,5")
    answer = rebalance("convert", path, "--code-column", "지역", "--to", "mois@2024", "--count", "n")
    assert answer.code == 3 and "--from YEAR. people.csv: the names fit" in answer.message
    followed = answer.message.partition("Say: rebalance ")[2].partition(". people.csv")[0].replace("YEAR", "2022")
    assert rebalance(*shlex.split(followed)).code == 0


def test_names_that_no_command_would_find_are_told_why(tmp_path: Path) -> None:
    answer = convert(sheet(tmp_path, "시군구,n\n중구,1\n동구,2"), "--code-column", "시군구")
    assert answer.code == 3 and "Say --name-column in place of --code-column" in answer.message
    assert "Tried with 시군구: people.csv, row 1: found '중구', which means" in answer.message


def test_a_single_name_among_codes_is_an_odd_cell(tmp_path: Path) -> None:
    answer = convert(sheet(tmp_path, "code,n\n11110,1\n중구,2\n11170,3"), "--code-column", "code", "--from", "mois@2022")
    assert "row 2: found '중구' in column code; expected a code made of digits. It is a name and no code" in answer.message


def test_codes_and_names_are_one_or_the_other(tmp_path: Path) -> None:
    path = sheet(tmp_path, NAMES)
    for keys in ([], ["--code-column", "시군구", "--name-column", "시군구"]):
        assert "say which column holds the codes, --code-column, or else the names" in convert(path, *keys).message
    assert "--name-column" in rebalance("vintage", path).message


@pytest.mark.parametrize("lines", ["강원도,춘천시,100\n세종시,,10", "세종시,,10\n강원도,춘천시,100"])
def test_sejong_without_a_sigungu_is_itself_wherever_it_stands(tmp_path: Path, lines: str) -> None:
    path = sheet(tmp_path, f"시도,시군구,n\n{lines}\n")
    assert found(path) == {"chuncheon-si": "100", "sejong-si": "10"}


def test_a_note_in_the_column_of_the_sido_stays_a_note(tmp_path: Path) -> None:
    path = sheet(tmp_path, "시도,시군구,n\n강원도,춘천시,100\n주) 외국인 제외,,\n통계청,,")
    assert "a note below the table? Take the last 2 rows out" in by_name(path).message
    assert found(path, "--drop-notes") == {"chuncheon-si": "100"}
