"""A panel joined on bare names: units of one name share values; nothing is dropped, and nothing shared is usable."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.sources.secondary_panel import FIELDS, secondary_panel
from expectations.contracts.secondary_panel import SECONDARY_PANEL, VALUES
from expectations.errors import SourceError
from expectations.rules.panel import shared_values
from expectations.runner import check
from tests.frames import result
from tests.publisher_files import declared
from tests.real_files import real_table

COLUMNS = (*FIELDS, *(column.name for column in VALUES))
JOINED = {
    "area_km2": "42.03",
    "car_per_capita": "0.48",
    "doctor_per1000": "10.4",
    "hospital_bed": "13.1",
    "fiscal_indep": "63.46",
}
GANGNEUNG = {
    "region_code": "51150",
    "sgg_name": "강릉시",
    "sido": "강원특별자치도",
    "name": "강원특별자치도 강릉시",
    "year": "2014",
}
SEOUL = {"region_code": "11140", "sgg_name": "중구", "sido": "서울특별시", "name": "서울특별시 중구", "year": "2014"} | JOINED
BUSAN = {"region_code": "26110", "sgg_name": "중구", "sido": "부산광역시", "name": "부산광역시 중구", "year": "2014"} | JOINED
GUNWI = {"region_code": "27720", "sgg_name": "", "sido": "대구광역시", "name": "대구광역시 군위군", "year": "2014"}


def write(path: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS, encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        sheet = csv.DictWriter(stream, columns, extrasaction="ignore", restval="")
        sheet.writeheader()
        sheet.writerows(rows)
    return path


def read(tmp_path: Path, *rows: dict[str, str], **layout: Any) -> pd.DataFrame:
    file = declared(write(tmp_path / "a.csv", *rows, **layout), "secondary_panel", encoding="utf-8")
    return result(SECONDARY_PANEL, secondary_panel(file))


def measured(table: pd.DataFrame) -> dict[str, tuple[int, int]]:
    rows = shared_values(table)
    return {code: (n, t) for code, n, t in zip(rows["region_code"], rows["namesakes"], rows["twins"], strict=True)}


def test_only_uniquely_named_units_that_were_found_are_usable(tmp_path: Path) -> None:
    table = read(tmp_path, GANGNEUNG, SEOUL, BUSAN, GUNWI).set_index("region_code")
    assert table["usable"].to_dict() == {"11140": False, "26110": False, "27720": False, "51150": True}
    assert table["unusable_because"].dropna().to_dict() == {
        "11140": "repeated_name",
        "26110": "repeated_name",
        "27720": "not_joined",
    }


def test_shared_values_are_kept_as_printed(tmp_path: Path) -> None:
    table = read(tmp_path, SEOUL, BUSAN)
    assert table["area_km2"].tolist() == [42.03, 42.03] and table["manuf_share"].isna().all()


def test_name_is_repeated_although_its_bearers_stand_in_different_years(tmp_path: Path) -> None:
    table = read(tmp_path, SEOUL, BUSAN | {"year": "2015"})
    assert set(table["unusable_because"]) == {"repeated_name"}


def test_rule_holds_for_what_the_reader_marks(tmp_path: Path) -> None:
    assert measured(read(tmp_path, GANGNEUNG, SEOUL, BUSAN, GUNWI)) == {"51150": (0, 0)}


def test_rule_fails_when_a_repeated_name_is_marked_usable(tmp_path: Path) -> None:
    table = read(tmp_path, GANGNEUNG, SEOUL, BUSAN)
    table.loc[table["region_code"] == "26110", "usable"] = True
    assert measured(table) == {"26110": (1, 1), "51150": (0, 0)}
    failed = check(SECONDARY_PANEL, {"secondary_panel": table}, "mark").failed("error")
    assert [(outcome.rule, outcome.column, outcome.failing) for outcome in failed] == [
        ("shared_values", "namesakes", 1),
        ("shared_values", "twins", 1),
    ]
    assert failed[0].rows[0]["region_code"] == "26110" and failed[0].rows[0]["year"] == 2014


def test_rule_catches_shared_values_under_names_that_were_edited(tmp_path: Path) -> None:
    renamed = read(tmp_path, SEOUL | {"name": "서울특별시 서울중구"}, BUSAN | {"name": "부산광역시 부산중구"}, GANGNEUNG)
    assert renamed["usable"].all()
    assert measured(renamed) == {"11140": (0, 1), "26110": (0, 1), "51150": (0, 0)}


def test_three_equal_values_among_many_are_chance(tmp_path: Path) -> None:
    other = {
        "area_km2": "99",
        "fiscal_indep": "20",
        **{c: JOINED[c] for c in ("car_per_capita", "doctor_per1000", "hospital_bed")},
    }
    table = read(tmp_path, SEOUL | {"name": "서울특별시 종로구"}, GANGNEUNG | other)
    assert measured(table) == {"11140": (0, 0), "51150": (0, 0)}


def test_column_called_extinction_risk_is_documented_as_not_the_index(tmp_path: Path) -> None:
    column = SECONDARY_PANEL.column("extinction_risk")
    assert "NOT the extinction risk index" in column.comment and "women aged 20-39" in column.comment
    table = read(tmp_path, GANGNEUNG | {"extinction_risk": "0.5902358951659012"})
    assert table["extinction_risk"].tolist() == [0.5902358951659012]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"manuf_share": "X"}, "row 2: found 'X'; expected a number"),
        ({"region_code": "5115"}, "row 2: found '5115'; expected a MOIS code of five digits"),
        ({"year": "2014.0"}, "row 2: found '2014.0'; expected a year"),
        ({"region_code": "11140"}, "row 2: found 11140 2014 again"),
    ],
)
def test_odd_row_is_named(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, SEOUL, GANGNEUNG | change)


def test_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found no column manuf_share"):
        read(tmp_path, SEOUL, columns=tuple(c for c in COLUMNS if c != "manuf_share"))


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", SEOUL, encoding="cp949")
    with pytest.raises(SourceError, match=r"row 1: found byte 0x.. that is no utf-8"):
        secondary_panel(declared(path, "secondary_panel", encoding="utf-8"))


def test_real_panel_has_29_units_of_seven_repeated_names() -> None:
    table = real_table("secondary_panel")
    repeated = table[table["unusable_because"] == "repeated_name"]
    assert set(repeated["bare_name"]) == {"중구", "동구", "서구", "남구", "북구", "강서구", "고성군"}
    assert repeated["region_code"].nunique() == 29 and len(table) == 229 * 18
    assert table["usable"].sum() == 3546


def test_real_usable_rows_share_nothing_and_all_namesakes_do() -> None:
    table = real_table("secondary_panel")
    usable = shared_values(table)
    assert (usable["namesakes"].max(), usable["twins"].max()) == (0, 0)
    everything = shared_values(table.assign(usable=True))
    namesakes = everything[everything["namesakes"] > 0]
    assert (namesakes["twins"] >= namesakes["namesakes"]).all() and len(namesakes) == 522


def test_real_column_extinction_risk_is_young_persons_of_both_sexes_per_old_person() -> None:
    table = real_table("secondary_panel").dropna(subset=["extinction_risk"])
    assert (table["extinction_risk"] - table["youth_pop"] / table["elderly_pop"]).abs().max() < 1e-12
    gangneung = table[(table["region_code"] == "51150") & (table["year"] == 2024)].iloc[0]
    # 32,002 persons aged 20-34 are 10,175 + 11,216 + 10,611 of the registered ones, men and women.
    assert gangneung["youth_pop"] == 32_002 and f"{gangneung['extinction_risk']:.3f}" == "0.590"


def test_real_manufacturing_share_is_known_for_some_197_usable_units() -> None:
    table = real_table("secondary_panel")
    known = table[table["usable"] & table["manuf_share"].notna()].groupby("year").size()
    assert known.to_dict() == dict(zip(range(2016, 2025), (196, 196, 197, 197, 197, 197, 197, 198, 197), strict=True))
