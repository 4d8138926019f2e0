"""A name printed beside a code is one that its unit bears or bore, in any form; names of other rows are told with their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.reference.units import region as region_history
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.units import REGION
from expectations.rules.unit_names import printed_names, short_forms
from tests.frames import result, typed
from tests.publisher_files import square

DAY = dt.date(2024, 2, 1)
UNITS = {
    "11": "seoul", "11680": "seoul-gangnam-gu", "11650": "seoul-seocho-gu", "11710": "seoul-songpa-gu",
    "36110": "sejong-si", "41111": "suwon-jangan-gu", "28177": "incheon-michuhol-gu", "52": "jeonbuk", "44": "chungnam",
}  # fmt: skip


def region() -> pd.DataFrame:
    return result(REGION, region_history())


def judged(*names: tuple[str, str]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {"level": "sido" if len(code) == 2 else "sigungu", "scheme": "mois", "vintage": DAY, "code": code, "name_ko": name,
         "unit_id": UNITS[code], "geometry": square(n, 0), "source_row": n + 1, "name_basis": "published"}
        for n, (code, name) in enumerate(names)
    ]  # fmt: skip
    return printed_names(typed(BOUNDARY, *rows), region()).set_index("code")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("11680", "강남구"), ("11680", "서울특별시 강남구"), ("11680", "서울 강남구"), ("11680", "서울시강남구"),
        ("41111", "장안구"), ("41111", "수원시장안구"), ("41111", "경기 수원시 장안구"), ("41111", "수원시"),
        ("41111", "수원시 장안"), ("11680", "강남"),
        ("28177", "미추홀구"), ("28177", "남구"), ("28177", "인천광역시 남구"), ("36110", "세종시"), ("36110", "세종특별자치시"),
        ("11", "서울"), ("52", "전북"), ("52", "전라북도"), ("52", "전북특별자치도"), ("44", "충남"), ("11680", "Gangnam-gu"),
    ],
)  # fmt: skip
def test_long_short_old_and_joined_names_are_the_units_own(code: str, name: str) -> None:
    assert judged((code, name))["verdict"].tolist() == ["its own"]


def test_two_names_that_changed_rows_are_told_with_whose_they_are() -> None:
    table = judged(("11680", "서초구"), ("11650", "강남구"), ("11710", "송파구"))
    assert table["verdict"].to_dict() == {"11680": "another unit's", "11650": "another unit's", "11710": "its own"}
    assert table.loc["11680", ["expected", "whose"]].tolist() == ["강남구", "11650"]


@pytest.mark.parametrize(("code", "name"), [("11680", "서울특별시"), ("41111", "경기도"), ("41111", "권선구"), ("11680", "남구")])
def test_name_of_the_province_alone_or_of_a_sister_is_not_the_units(code: str, name: str) -> None:
    assert judged((code, name))["verdict"].tolist() == ["nobody's"]


def test_name_that_no_unit_of_the_file_bears_is_nobodys() -> None:
    assert judged(("11680", "없는구")).loc["11680", ["verdict", "expected", "whose"]].tolist() == ["nobody's", "강남구", ""]


def test_sido_that_changed_names_are_told() -> None:
    table = judged(("52", "충청남도"), ("44", "전라북도"))
    assert table["whose"].to_dict() == {"52": "44", "44": "52"}


def test_code_without_a_unit_is_not_judged_by_its_name() -> None:
    row = {"level": "sigungu", "code": "99999", "name_ko": "강남구", "name_basis": "published", "geometry": square(0, 0)}
    assert printed_names(typed(BOUNDARY, row), region())["verdict"].tolist() == ["its own"]


def test_file_without_names_has_none_to_be_judged() -> None:
    row = {"level": "sigungu", "code": "11680", "unit_id": "seoul-gangnam-gu", "geometry": square(0, 0)}
    filled = row | {"name_ko": "강남구", "name_basis": "history"}
    assert printed_names(typed(BOUNDARY, filled, row | {"code": "11650", "name_ko": None}), region()).empty


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("서울특별시", {"서울특별시", "서울", "서울시"}),
        ("충청남도", {"충청남도", "충청남", "충남"}),
        ("전북특별자치도", {"전북특별자치도", "전북", "전북도"}),
        ("중구", {"중구"}),
    ],
)
def test_short_forms_are_what_people_say(name: str, forms: set[str]) -> None:
    assert short_forms(name) == forms


# --- eup-myeon-dong: the code tells the kind only


def dong(names: list[str], scheme: str = "kostat") -> pd.DataFrame:
    """Twenty eup, twenty myeon and twenty dong of Jongno in the order of their codes."""
    digits = {"kostat": "{:02}", "mois": "{:03}"}[scheme]
    starts = {"kostat": (11, 31, 51), "mois": (250, 310, 510)}[scheme]
    codes = ["11010" + digits.format(start + n) for start in starts for n in range(15)]
    rows = [
        {"level": "emd", "scheme": scheme, "vintage": DAY, "code": c, "name_ko": n, "name_basis": "published"}
        for c, n in zip(codes, names, strict=True)
    ]
    return printed_names(typed(BOUNDARY, *({**row, "geometry": square(0, 0)} for row in rows)), region())


IN_ORDER = [f"{letter}{end}" for end in ("읍", "면", "동") for letter in "가나다라마바사아자차카타파하거"]


@pytest.mark.parametrize("scheme", ["kostat", "mois"])
def test_dong_names_one_row_off_show_where_the_kind_changes(scheme: str) -> None:
    assert (dong(IN_ORDER, scheme)["verdict"] == "its own").all()
    table = dong([*IN_ORDER[-1:], *IN_ORDER[:-1]], scheme)
    odd = table[table["verdict"] != "its own"]
    assert odd["expected"].tolist() == ["eup", "myeon", "dong"] and set(odd["verdict"]) == {"another kind's"}


def test_one_name_of_another_kind_among_many_is_the_publishers_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("expectations.rules.unit_names.ODD_KINDS", 1 / 40)
    assert (dong(["가면", *IN_ORDER[1:]])["verdict"] == "its own").all()


# --- against the other vintages


def dong_names(*names: str, later: tuple[str, ...], repeat: int = 1) -> pd.DataFrame:
    """Dong of one sigungu under the same codes in 2015, 2017 and 2020; `later` are their names in 2020."""
    rows = [
        {"level": "emd", "scheme": "kostat", "vintage": dt.date(year, 12, 31), "code": f"{11010 + sigungu}{51 + n}",
         "name_ko": name, "geometry": square(n, sigungu), "source_row": n + 1, "name_basis": "published"}
        for year, printed in ((2015, names), (2017, names), (2020, later))
        for sigungu in range(repeat)
        for n, name in enumerate(printed if sigungu == 0 else names)
    ]  # fmt: skip
    found = printed_names(typed(BOUNDARY, *rows), region())
    return found[found["verdict"] != "its own"]


def test_names_of_two_dong_that_changed_rows_are_told_by_the_other_vintages() -> None:
    told = dong_names("사직동", "삼청동", "부암동", later=("삼청동", "사직동", "부암동"), repeat=100)
    assert set(told["vintage"]) == {dt.date(2020, 12, 31)} and set(told["verdict"]) == {"another dong's"}
    assert told[["code", "expected", "whose"]].to_numpy().tolist() == [
        ["1101051", "사직동", "1101052"],
        ["1101052", "삼청동", "1101051"],
    ]


def test_names_of_many_dong_in_other_rows_are_refused() -> None:
    told = dong_names("사직동", "삼청동", "부암동", later=("부암동", "사직동", "삼청동"))
    assert told["verdict"].tolist() == ["another unit's"] * 3


def test_dong_that_was_renamed_bears_nobodys_name() -> None:
    assert dong_names("사직동", "삼청동", later=("사직1동", "삼청동")).empty
