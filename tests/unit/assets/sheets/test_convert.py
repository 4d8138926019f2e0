"""`rebalance convert`: what becomes of a sheet, what the log says, what is refused. Small sheets, the project's own history."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets import convert, converted, log, numbers, rows, sheet

# --- what becomes of figures


def test_gunwi_gets_its_new_code_and_keeps_its_people(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,name,people\n47720,군위군,23283\n27110,중구,82000")
    table = converted(path, "--count", "people")
    assert numbers(table, "people") == {"27720": "23283", "27110": "82000"}
    assert {row["code"]: (row["sido_ko"], row["name_ko"]) for row in table}["27720"] == ("대구광역시", "군위군")
    assert {row["from_code"]: (row["to_code"], row["what"], row["events"]) for row in log(path)} == {
        "27110": ("27110", "unchanged", ""),
        "47720": ("27720", "exact", "2023-07-01-daegu-gunwi"),
    }


def test_a_divided_unit_is_shared_out_and_not_a_person_is_lost(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n28260,600001")
    table = converted(path, "--count", "people", source="mois@2024", to="mois@2026-07-01")
    parts = numbers(table, "people")
    assert set(parts) == {"28275", "28290"} and sum(map(int, parts.values())) == 600001
    assert all(row["interpolated"] == "True" for row in table)
    assert {row["what"] for row in log(path)} == {"split"} and sum(float(row["weight"]) for row in log(path)) == pytest.approx(1)


def test_merged_units_are_summed(tmp_path: Path) -> None:
    """Cheongju and Cheongwon became one city on 2014-07-01."""
    path = sheet(tmp_path, "code,people\n43110,670000\n43710,150000")
    table = converted(path, "--count", "people", source="mois@2013", to="mois@2015")
    assert numbers(table, "people") == {"43110": "820000"}
    assert [row["what"] for row in log(path)] == ["merged", "merged"]


def test_a_sum_that_lacks_a_part_is_empty_and_said(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n43110,670000\n43130,210000")
    answer = convert(path, "--from", "mois@2013", "--to", "mois@2015", "--count", "people", "--out", str(tmp_path / "out.csv"))
    assert numbers(rows(tmp_path / "out.csv"), "people") == {"43110": "", "43130": "210000"}
    assert "people  880,000 before, 210,000 after, and 670,000 in cells left empty" in answer.out
    assert "1 rows lack a part and are left empty: 충청북도 청주시" in answer.out
    assert {row["from_code"]: row["what"] for row in log(path)}["43710"] == "absent"
    zero = converted(path, "--count", "people", "--absent", "zero", source="mois@2013", to="mois@2015")
    assert numbers(zero, "people")["43110"] == "670000"


def test_backwards_is_the_other_way_round(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n27720,23283\n27110,82000")
    assert numbers(converted(path, "--count", "people", source="mois@2024", to="mois@2022"), "people") == {
        "47720": "23283", "27110": "82000",
    }  # fmt: skip


def test_from_one_scheme_to_the_other_only_codes_change(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n26110,40000\n31110,210000\n47720,23283")
    table = converted(path, "--count", "people", to="kostat@2023")
    assert numbers(table, "people") == {"21010": "40000", "26010": "210000", "22520": "23283"}


def test_decimals_are_divided_and_summed_without_rounding(tmp_path: Path) -> None:
    path = sheet(tmp_path, 'code,won\n28260,"1,000.01"\n28110,0.10\n28140,0.20')
    answer = convert(path, "--from", "mois@2024", "--to", "mois@2026-07-01", "--count", "won", "--out", str(tmp_path / "out.csv"))
    assert "won  1,000.31 before, 1,000.31 after" in answer.out
    parts = numbers(rows(tmp_path / "out.csv"), "won")
    assert round(sum(float(part) * 100 for part in parts.values())) == 100031
    assert all(len(part.partition(".")[2]) <= 2 for part in parts.values())


def test_rates_are_averaged_by_weight_and_never_summed(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,share,people\n43110,10,300000\n43710,40,100000")
    table = converted(path, "--rate", "share", "--weight", "people", source="mois@2013", to="mois@2015")
    assert [(row["code"], float(row["share"]), row["interpolated"]) for row in table] == [("43110", 17.5, "True")]
    alone = converted(path, "--rate", "share", "--drop", "people", source="mois@2013", to="mois@2015")
    assert [row["share"] for row in alone] == [""]


def test_rates_and_counts_of_one_sheet_come_together(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,share,people\n28260,12.5,600000\n28110,20,160000\n28140,30,60000")
    table = converted(
        path, "--rate", "share", "--weight", "people", "--count", "people", source="mois@2024", to="mois@2026-07-01"
    )
    by_code = {row["code"]: row for row in table}
    assert float(by_code["28275"]["share"]) == float(by_code["28290"]["share"]) == 12.5
    assert 20 < float(by_code["28125"]["share"]) < 30 and sum(int(row["people"]) for row in table) == 820000


def test_by_keeps_rows_of_one_unit_apart(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,year,sex,people\n47720,2021,여,1\n47720,2021,남,2\n47720,2022,여,3")
    table = converted(path, "--count", "people", "--by", "year", "--by", "sex")
    assert [(row["code"], row["year"], row["sex"], row["people"]) for row in table] == [
        ("27720", "2021", "남", "2"), ("27720", "2021", "여", "1"), ("27720", "2022", "여", "3"),
    ]  # fmt: skip


def test_empty_and_suppressed_cells_stay_empty(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n47720,-\n27110,X\n27140,\n27170,5")
    assert numbers(converted(path, "--count", "people"), "people") == {"27720": "", "27110": "", "27140": "", "27170": "5"}


def test_sido_are_converted_as_sido(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n27,2355187\n47,2592852")
    table = converted(path, "--count", "people")
    # Gunwi's share of Gyeongbuk is that of its residents of 2022: 23,283 of 2,592,862.
    assert numbers(table, "people") == {"27": "2378470", "47": "2569569"}
    assert [row["name_ko"] for row in table] == ["대구광역시", "경상북도"]


# --- cities and their gu


GU = "41111,10\n41113,20\n41115,30\n41117,40"


def test_gu_are_summed_to_their_city_when_asked(tmp_path: Path) -> None:
    path = sheet(tmp_path, f"code,people\n{GU}\n41130,500")
    assert numbers(converted(path, "--count", "people", "--units", "kosis"), "people") == {"41110": "100", "41130": "500"}


def test_gu_stay_gu_and_a_city_beside_them_is_left_out(tmp_path: Path) -> None:
    path = sheet(tmp_path, f"code,people\n41110,100\n{GU}")
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people", "--out", str(tmp_path / "out.csv"))
    assert numbers(rows(tmp_path / "out.csv"), "people") == {"41111": "10", "41113": "20", "41115": "30", "41117": "40"}
    assert "left out: rows of 41110, which count the same people as others" in answer.out
    assert "people  100 before, 100 after" in answer.out
    assert log(path)[-1]["what"] == "left out" and log(path)[-1]["from_name"] == "경기도 수원시"


def test_a_city_without_gu_makes_all_cities_whole_unless_gu_are_wanted(tmp_path: Path) -> None:
    path = sheet(tmp_path, f"code,people\n{GU}\n41130,500")
    assert set(numbers(converted(path, "--count", "people"), "people")) == {"41110", "41130"}
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people", "--units", "finest")
    assert answer.code == 3 and "row 5: found 경기도 성남시 without all of its gu" in answer.message


def test_a_gu_that_lacks_leaves_its_city_empty(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n41111,10\n41113,20\n41115,30")
    assert numbers(converted(path, "--count", "people", "--units", "kosis"), "people") == {"41110": ""}


def test_totals_of_a_sido_beside_all_its_sigungu_are_left_out(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n5000000000,60\n5011000000,50\n5013000000,10")
    table = converted(path, "--count", "people")
    assert numbers(table, "people") == {"50110": "50", "50130": "10"}


def test_a_sido_beside_some_of_its_sigungu_is_refused(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n50110,50\n50,60")
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people")
    assert answer.code == 3
    assert "people.csv, row 2: found 제주특별자치도 among sigungu, without 제주특별자치도 서귀포시" in answer.message


# --- which geography the codes follow


def test_two_digits_are_asked_back(tmp_path: Path) -> None:
    answer = convert(sheet(tmp_path, "code,people\n11,900\n26,300"), "--to", "mois@2024", "--count", "people")
    assert answer.code == 2
    assert "26 is 부산광역시 in mois or 울산광역시 in kostat. Say --from mois@… or --from kostat@…." in answer.message


def test_codes_that_tell_need_no_from(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n42110,1\n42130,2\n42150,3", name="gangwon.csv")
    answer = convert(path, "--to", "mois@2024", "--count", "people")
    assert answer.code == 0, answer.err
    assert "found from the codes (they fit mois, " in answer.out
    assert set(numbers(rows(tmp_path / "gangwon.mois-2024-12-31.csv"), "people")) == {"51110", "51130", "51150"}


def test_codes_of_two_schemes_alike_are_asked_back(tmp_path: Path) -> None:
    answer = convert(sheet(tmp_path, "code,people\n11110,1\n11140,2"), "--to", "mois@2024", "--count", "people")
    assert answer.code == 2
    assert "11110 is 서울특별시 종로구 in mois or 서울특별시 노원구 in kostat" in answer.message


def test_a_period_with_changed_borders_is_asked_back(tmp_path: Path) -> None:
    """Yongji-dong went from Uichang-gu to Seongsan-gu in 2021; no code changed."""
    gu = "\n".join(f"{code},1" for code in ("38111", "38112", "38113", "38114", "38115"))
    answer = convert(sheet(tmp_path, f"code,people\n{gu}"), "--to", "kostat@2020", "--count", "people")
    assert answer.code == 2
    assert "borders changed in between (2021-07-01-changwon-yongji)" in answer.message and "--from kostat" in answer.message


def test_a_mixture_is_named_and_refused(tmp_path: Path) -> None:
    answer = convert(sheet(tmp_path, "code,people\n51110,1\n51130,1\n51150,1\n42170,1"), "--to", "mois@2024", "--count", "people")
    assert answer.code == 2 and "a mixture of codes: 3 codes fit mois, 2023-06-11 to" in answer.message


def test_a_code_that_nobody_bore_is_an_error_with_its_row(tmp_path: Path) -> None:
    answer = convert(sheet(tmp_path, "code,people\n41110,1\n41999,1"), "--to", "mois@2024", "--count", "people")
    assert answer.code == 3 and "people.csv, row 2: found code '41999'" in answer.message


def test_a_code_of_another_day_is_an_error_that_says_what_it_is(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n27110,1\n47720,1\n99999,1")
    answer = convert(path, "--from", "mois@2024", "--to", "mois@2026", "--count", "people")
    assert answer.code == 3
    assert "people.csv, row 2: found code '47720'; expected a code of mois@2024-12-31." in answer.message
    assert "47720 is 경상북도 군위군 until 2023-07-01 in mois. There are 2 such rows" in answer.message


def test_a_national_total_and_a_dong_are_named_as_such(tmp_path: Path) -> None:
    total = convert(sheet(tmp_path, "code,people\n00,9\n11,9"), "--from", "mois@2022", "--to", "mois@2024", "--count", "people")
    assert total.code == 3 and "row 1" in total.message and "national total" in total.message
    dong = convert(sheet(tmp_path, "code,people\n1111051500,9"), "--from", "mois@2022", "--to", "mois@2024", "--count", "people")
    assert dong.code == 3 and "1111051500, an eup, myeon or dong" in dong.message and "first five digits" in dong.message


def test_a_code_twice_is_an_error_with_its_row(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n47720,1\n27110,2\n47720,3")
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people")
    assert answer.code == 3 and "people.csv, row 3: found code 47720 again" in answer.message and "--by" in answer.message


def test_units_without_a_code_in_the_target_keep_their_row_and_are_counted_as_lost(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n46110,210000\n11110,140000")
    answer = convert(
        path, "--from", "mois@2024", "--to", "kostat@2026-07-01", "--count", "people", "--out", str(tmp_path / "out.csv")
    )
    assert (
        "1 unchanged, 0 exact, 0 merged, 0 split, 1 lost" in answer.out and "people  350,000 before, 350,000 after" in answer.out
    )
    assert [(row["code"], row["name_ko"]) for row in rows(tmp_path / "out.csv")] == [("11010", "종로구"), ("", "목포시")]


def test_days_before_the_history_are_refused(tmp_path: Path) -> None:
    answer = convert(sheet(tmp_path, "code,people\n47720,1"), "--from", "mois@1980", "--to", "mois@2024", "--count", "people")
    assert answer.code == 2 and "the region history opens on 1994-12-31" in answer.message


# --- columns


@pytest.mark.parametrize(
    ("header", "options", "said"),
    [
        ("code,people,cars", ["--count", "people"], "what is column cars? Say --count"),
        ("code,people,cars", [], "say which columns are numbers"),
        ("code,people,cars", ["--count", "poeple"], "no column 'poeple'; there are code, people, cars"),
        ("code,people,unit_id", ["--count", "people", "--count", "unit_id"], "column unit_id would have two meanings"),
        ("code,people,cars", ["--count", "people", "--count", "cars", "--weight", "people"], "--weight averages rates"),
        ("code,people,cars", ["--count", "people", "--drop", "cars", "--units", "sido"], "--units sido: one of kosis, finest"),
        ("code,people,cars", ["--count", "people", "--drop", "cars", "--absent", "no"], "--absent no: one of missing, zero"),
    ],
)
def test_columns_that_are_not_clear_are_asked_for(tmp_path: Path, header: str, options: list[str], said: str) -> None:
    answer = convert(sheet(tmp_path, f"{header}\n47720,1,2"), "--from", "mois@2022", "--to", "mois@2024", *options)
    assert answer.code == 2 and said in answer.message
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_what_is_no_number_is_an_error_with_its_row(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n47720,1\n27110,many")
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people")
    assert answer.code == 3 and "people.csv, row 2: found 'many' in column people; expected a number." in answer.message
