"""KOSIS answers of DT_1B04005N: ages are what the label says, totals a check, what contradicts itself is named with its row."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest

from assets.sources.kosis_population import kosis_population
from domain.errors import SourceError
from expectations.rules.sums import kosis_ages_add_up, kosis_sexes_add_up
from tests.publisher_files import declared, kosis_record, write_kosis_json

NAMES = {"T2": "총인구수", "T3": "남자인구수", "T4": "여자인구수"}


def read(tmp_path: Path, *records: dict[str, str]) -> pd.DataFrame:
    path = write_kosis_json(tmp_path / "2024.json", list(records))
    return kosis_population(declared(path, "kosis_population", encoding="utf-8"))


def answered(code: int, label: str, count: int, item: str = "T3", **more: str) -> dict[str, str]:
    """A record as KOSIS answers it: the code of ages 0-4 is 5."""
    return kosis_record("11110", "종로구", count, sex=item) | {"C2": str(code), "C2_NM": label, "ITM_NM": NAMES[item]} | more


def whole(*, total: int = 2100, shift: int = 5) -> list[dict[str, str]]:
    """Men of one unit, 100 in each of 21 groups, and their total."""
    labels = {age: f"{age} - {age + 4}세" for age in range(0, 100, 5)} | {100: "100+"}
    return [answered(0, "계", total)] * bool(total) + [answered(age + shift, label, 100) for age, label in labels.items()]


def test_record_becomes_a_row_with_its_file_and_number(tmp_path: Path) -> None:
    table = read(
        tmp_path, kosis_record("11110", " 종로구", "1234", sex="T3", age=20), kosis_record("11110", "종로구", 56, age=100)
    )
    first, oldest = table.to_dict("records")
    assert (first["region_code"], first["region_name"], first["population"]) == ("11110", "종로구", 1234)
    assert (first["reference_date"], first["sex"], first["age_from"], first["age_to"]) == (dt.date(2024, 12, 31), "male", 20, 24)
    assert (first["source_file"], first["source_row"], oldest["source_row"]) == ("2024.json", 1, 2)
    assert oldest["sex"] == "female" and oldest["age_from"] == 100 and pd.isna(oldest["age_to"])


@pytest.mark.parametrize("shift", [5, 0])
def test_age_is_what_the_label_says_in_the_publishers_codes_and_in_those_of_copies(tmp_path: Path, shift: int) -> None:
    table = read(tmp_path, *whole(total=0, shift=shift))
    assert list(table["age_from"]) == list(range(0, 101, 5))
    assert list(table["age_to"])[:2] == [4, 9] and pd.isna(table["age_to"].iloc[-1])


def test_totals_stay_in_the_table_and_have_no_age(tmp_path: Path) -> None:
    table = read(tmp_path, *whole(), answered(0, "계", 4200, "T2"))
    assert table.loc[table["age_from"].isna(), "sex"].tolist() == ["male", "total"]
    assert kosis_ages_add_up(table.astype({"population": "int64"}))["difference"].tolist() == [0]


def test_ages_that_miss_their_total_show_as_a_difference(tmp_path: Path) -> None:
    table = read(tmp_path, *whole(total=2099)).astype({"population": "int64"})
    assert kosis_ages_add_up(table)["difference"].tolist() == [1]


def test_unit_without_its_oldest_is_said_to_be_incomplete_and_not_judged(tmp_path: Path) -> None:
    table = read(tmp_path, *whole()[:-1]).astype({"population": "int64"})
    assert kosis_ages_add_up(table)[["complete", "difference"]].values.tolist() == [[False, 0]]


def test_men_and_women_of_an_age_are_held_against_both(tmp_path: Path) -> None:
    rows = [answered(25, "20 - 24세", 10, item) for item in ("T3", "T4")]
    table = read(tmp_path, *rows, answered(25, "20 - 24세", 21, "T2")).astype({"population": "int64"})
    assert kosis_sexes_add_up(table)["difference"].tolist() == [-1]


def test_code_whose_label_says_another_age_is_refused_with_its_row(tmp_path: Path) -> None:
    records = whole()
    records[5] = records[5] | {"C2": "30"}
    with pytest.raises(SourceError, match="row 6: found C2 '30' labelled '20 - 24세'; expected code 25 for that label"):
        read(tmp_path, *records)


def test_total_under_the_code_of_an_age_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found C2 '5' labelled '계'; expected code 0"):
        read(tmp_path, answered(5, "계", 100), *whole(total=0)[1:])


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("DT", "-3", "row 2: found the negative count -3"),
        ("DT", "X", "row 2: found `X` instead of a number"),
        ("DT", "-", "row 2: found `-` instead of a number"),
        ("ITM_ID", "T9", "row 2: found ITM_ID 'T9'; expected one of T2 총인구수, T3 남자인구수, T4 여자인구수"),
        ("ITM_NM", "남자인구수", "row 2: found ITM_ID 'T4' called 남자인구수"),
        ("C2", "003", "row 2: found C2 '003' labelled '20 - 24세'"),
        ("C2_NM", "20대", "row 2: found '20대'; expected a label of five years of age"),
        ("C2_NM", "20 - 29세", "row 2: found '20 - 29세'; expected a label of five years of age"),
        ("TBL_ID", "DT_1B040A3", "row 2: found another table's record"),
        ("PRD_DE", "2024.12", "row 2: found .*2024.12"),
        ("PRD_DE", "202413", "row 2: found PRD_DE '202413'"),
        ("UNIT_NM", "천명", "row 2: found '천명'; expected figures in 명, persons"),
    ],
)
def test_odd_record_is_refused_with_its_row(tmp_path: Path, field: str, value: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, kosis_record("11110", "종로구", 1), kosis_record("11140", "중구", 1) | {field: value})


def test_month_is_its_last_day(tmp_path: Path) -> None:
    record = kosis_record("11110", "종로구", 1) | {"PRD_SE": "M", "PRD_DE": "202602"}
    assert read(tmp_path, record)["reference_date"].tolist() == [dt.date(2026, 2, 28)]


def test_period_that_is_not_of_its_kind_is_refused(tmp_path: Path) -> None:
    record = kosis_record("11110", "종로구", 1)
    with pytest.raises(SourceError, match=r"found PRD_DE '202412' \(PRD_SE Y\)"):
        read(tmp_path, record | {"PRD_SE": "Y", "PRD_DE": "202412"})


def test_same_unit_sex_and_age_twice_is_refused(tmp_path: Path) -> None:
    record = kosis_record("11110", "종로구", 1)
    with pytest.raises(SourceError, match="row 3: found 11110 female 20 - 24세 again"):
        read(tmp_path, record, kosis_record("11110", "종로구", 1, age=25), record)


@pytest.mark.parametrize("field", ["C1", "C2", "C2_NM", "ITM_ID", "PRD_DE", "DT"])
def test_field_that_the_answer_lacks_is_named(tmp_path: Path, field: str) -> None:
    with pytest.raises(SourceError, match=f"found no field {field}; expected the fields of DT_1B04005N"):
        read(tmp_path, {k: v for k, v in kosis_record("11110", "종로구", 1).items() if k != field})


def test_field_that_one_record_lacks_is_refused_with_its_row(tmp_path: Path) -> None:
    record = kosis_record("11140", "중구", 1)
    with pytest.raises(SourceError, match="row 2"):
        read(tmp_path, kosis_record("11110", "종로구", 1), {k: v for k, v in record.items() if k != "PRD_DE"})


def test_answer_with_raw_tabs_or_keys_without_quotes_is_read(tmp_path: Path) -> None:
    text = json.dumps([kosis_record("11110", "종로구", 7)], ensure_ascii=False)
    for number, spoilt in enumerate((text.replace("종로구", "\t종로구"), text.replace('"C1":', "C1 :").replace('"DT":', "DT:"))):
        path = tmp_path / f"{number}.json"
        path.write_text(spoilt, encoding="utf-8")
        table = kosis_population(declared(path, "kosis_population", encoding="utf-8"))
        assert table[["region_name", "population"]].values.tolist() == [["종로구", 7]]


def test_keys_in_lower_case_as_a_client_hands_them_on_are_read(tmp_path: Path) -> None:
    record = {key.lower(): value for key, value in kosis_record("11110", "종로구", 7).items()}
    assert read(tmp_path, record | {"data_value": record.pop("dt")})["population"].tolist() == [7]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"err":"30","errMsg":"데이터가 존재하지 않습니다."}', "KOSIS error 30: 데이터가 존재하지 않습니다"),
        ('{err:"31",errMsg:"조회결과가 초과하였습니다."}', "KOSIS error 31: .* Ask for fewer units or years at a time"),
        ('[{"errMsg":"유효하지않은 인증KEY입니다.","err":"11"}]', "KOSIS error 11: 유효하지않은 인증KEY"),
        ("<html>점검 중</html>", r"found a page \(HTML or XML\)"),
        ("[]", "found no records"),
        ('["a"]', "row 1: found 'a'; expected a record"),
        ('[{"C1": "111', r"found no JSON .* Is it cut off\?"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_reason_that_kosis_gives(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "2024.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        kosis_population(declared(path, "kosis_population", encoding="utf-8"))
