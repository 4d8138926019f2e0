"""Workers by sigungu: units found by sido, name and year; what is suppressed or unpublished stays empty and marked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.panel.workers import sigungu_workers, sigungu_workers_reported
from expectations.contracts.establishments import KOSIS_SIGUNGU_ESTABLISHMENTS
from expectations.contracts.events import CROSSWALK
from expectations.contracts.units import REGION
from expectations.contracts.workers import SIDO_WORKERS_COMPARISON, SIGUNGU_WORKERS, SIGUNGU_WORKERS_REPORTED
from expectations.rules.workers import workers_fit_their_status, workers_have_units
from tests.frames import relation, result, typed

OLD = dt.date(1995, 1, 1)
RENAMED, MOVED = dt.date(2018, 7, 1), dt.date(2023, 7, 1)


def era(
    unit: str, name: str, sido: str, begin: dt.date = OLD, end: dt.date | None = None, level: str = "sigungu"
) -> dict[str, Any]:
    return {
        "region_id": f"{unit}@{begin}", "unit_id": unit, "level": level, "name_ko": name, "sido_unit_id": sido,
        "in_kosis": level == "sigungu", "valid_from": begin, "valid_to": end,
    }  # fmt: skip


REGIONS = (
    era("incheon", "인천광역시", "incheon", level="sido"), era("gyeongbuk", "경상북도", "gyeongbuk", level="sido"),
    era("daegu", "대구광역시", "daegu", level="sido"), era("sejong", "세종특별자치시", "sejong", level="sido"),
    era("seoul", "서울특별시", "seoul", level="sido"),
    era("incheon-michuhol-gu", "남구", "incheon", OLD, RENAMED), era("incheon-michuhol-gu", "미추홀구", "incheon", RENAMED),
    era("gunwi-gun", "군위군", "gyeongbuk", OLD, MOVED), era("gunwi-gun", "군위군", "daegu", MOVED),
    era("daegu-nam-gu", "남구", "daegu"), era("sejong-si", "세종특별자치시", "sejong"),
)  # fmt: skip


def printed(
    sido: str, name: str, year: int, section: str, workers: int | str, establishments: int | str = 5, kind: str = "sigungu"
) -> dict[str, Any]:
    """A printed row; `-` and `X` are the publisher's marks."""
    row = {"sido_name": sido, "region_name": name, "row_kind": kind, "year": year, "section": section}
    for item, cell in (("workers", workers), ("establishments", establishments)):
        marks = {"-": "not_existing", "X": "suppressed"}
        row |= {f"{item}_status": marks.get(str(cell), "reported"), item: cell if isinstance(cell, int) else None}
    return row


def reported(*rows: dict[str, Any], held: list[dict[str, Any]] | None = None) -> pd.DataFrame:
    sheet, comparison = relation(KOSIS_SIGUNGU_ESTABLISHMENTS, *rows), relation(SIDO_WORKERS_COMPARISON, *(held or []))
    table = sigungu_workers_reported(sheet, comparison, relation(REGION, *REGIONS))
    return result(SIGUNGU_WORKERS_REPORTED, table)


def told(table: pd.DataFrame, *columns: str) -> list[list[Any]]:
    return table[list(columns)].astype("object").where(table[list(columns)].notna(), None).to_numpy().tolist()


def test_name_of_today_finds_its_unit_in_the_sido_and_year_in_which_it_stands() -> None:
    rows = [("인천광역시", "미추홀구", 2015), ("대구광역시", "남구", 2015), ("경상북도", "군위군", 2021)]
    table = reported(*(printed(sido, name, year, "total", 9) for sido, name, year in rows))
    assert sorted(table["unit_id"]) == ["daegu-nam-gu", "gunwi-gun", "incheon-michuhol-gu"]


def test_sejong_is_one_unit_and_its_dong_are_none() -> None:
    table = reported(
        printed("세종특별자치시", "합계", 2016, "C", 40, kind="sido"),
        printed("세종특별자치시", "조치원읍", 2016, "C", 40, kind="emd"),
        printed("서울특별시", "서울시", 2016, "C", 99, kind="sido"),
        printed("인천광역시", "합계", 2016, "C", 99, kind="sido"),
    )
    assert told(table, "unit_id", "workers") == [["sejong-si", 40]]


def test_suppressed_workers_are_empty_and_nobody_is_zero() -> None:
    table = reported(
        printed("대구광역시", "남구", 2018, "total", 100),
        printed("대구광역시", "남구", 2018, "A", "-", "-"),
        printed("대구광역시", "남구", 2018, "B", "X", 1),
    )
    assert told(table, "section", "workers", "establishments", "status") == [
        ["A", 0, 0, "none"], ["B", None, 1, "suppressed"], ["total", 100, 5, "reported"]
    ]  # fmt: skip


def test_dash_in_a_year_without_a_total_is_a_year_that_is_not_published() -> None:
    table = reported(printed("대구광역시", "남구", 2020, "total", "-", "-"), printed("대구광역시", "남구", 2020, "C", "-", "-"))
    assert told(table, "section", "workers", "establishments", "status") == [
        ["C", None, None, "missing"], ["total", None, None, "missing"]
    ]  # fmt: skip


def test_household_employers_and_bodies_abroad_are_left_out() -> None:
    assert reported(printed("대구광역시", "남구", 2017, "T", "-"), printed("대구광역시", "남구", 2017, "total", 3))[
        "section"
    ].tolist() == ["total"]


def test_units_of_a_sido_that_differs_from_the_national_table_are_marked() -> None:
    def held(sido: str, section: str, percent: float, comparability: str = "same") -> dict[str, Any]:
        key = {"unit_id": sido, "reference_date": dt.date(2021, 12, 31), "section": section}
        return key | {"comparability": comparability, "workers_difference_percent": percent}

    rows = [printed("대구광역시", "남구", 2021, section, 9) for section in "CHKS"]
    checks = [held("daegu", "C", -3.3), held("daegu", "H", 0.01), held("daegu", "K", 9, "moved_section"), held("incheon", "S", 9)]
    table = reported(*rows, printed("경상북도", "군위군", 2021, "C", 9), held=checks)
    assert told(table, "unit_id", "section", "national_check") == [
        ["daegu-nam-gu", "C", "differs"], ["daegu-nam-gu", "H", "agrees"], ["daegu-nam-gu", "K", "not_compared"],
        ["daegu-nam-gu", "S", "not_compared"], ["gunwi-gun", "C", "not_compared"],
    ]  # fmt: skip


def test_every_printed_worker_arrives_at_a_unit() -> None:
    rows = [printed("대구광역시", "남구", 2018, "total", 100), printed("대구광역시", "합계", 2018, "total", 100, kind="sido")]
    stray = printed("대구광역시", "남귀", 2018, "total", 7)
    sheet = typed(KOSIS_SIGUNGU_ESTABLISHMENTS, *rows, stray)
    assert workers_have_units(reported(*rows, stray), sheet)["difference"].tolist() == [-7]
    assert workers_have_units(reported(*rows), typed(KOSIS_SIGUNGU_ESTABLISHMENTS, *rows))["difference"].tolist() == [0]


def row(
    unit: str, year: int, section: str, workers: int | None, status: str = "reported", establishments: int = 5
) -> dict[str, Any]:
    day = dt.date(year, 12, 31)
    return {
        "unit_id": unit, "source_vintage": day, "reference_date": day, "section": section, "workers": workers,
        "establishments": establishments, "status": status,
    }  # fmt: skip


def on_reference_units(*rows: dict[str, Any], **targets: dict[str, float]) -> pd.DataFrame:
    """`targets` says what becomes of each unit: its weights by target."""
    ways = [
        {
            "track": "kosis", "region_id": unit, "from_unit_id": unit, "to_unit_id": target, "weight": weight,
            "exact": len(parts) == 1, "valid_from": OLD, "valid_to": None,
        }
        for unit, parts in targets.items()
        for target, weight in parts.items()
    ]  # fmt: skip
    return result(SIGUNGU_WORKERS, sigungu_workers(typed(SIGUNGU_WORKERS_REPORTED, *rows), typed(CROSSWALK, *ways)))


def test_years_are_told_by_classification_basis_and_segment() -> None:
    table = on_reference_units(*(row("a", year, "C", 9) for year in range(2015, 2023)), a={"a": 1.0})
    assert told(table.assign(year=[day.year for day in table["reference_date"]]), "year", "ksic", "basis", "segment") == [
        [2015, "9", "survey", "2015-2016"], [2016, "9", "survey", "2015-2016"], [2017, "10", "survey", "2017-2019"],
        [2018, "10", "survey", "2017-2019"], [2019, "10", "survey", "2017-2019"], [2020, "10", "register", "2020-2022"],
        [2021, "10", "register", "2020-2022"], [2022, "10", "register", "2020-2022"],
    ]  # fmt: skip


def test_merged_units_are_summed_and_a_suppressed_part_empties_the_sum() -> None:
    merged = {"a": {"c": 1.0}, "b": {"c": 1.0}}
    whole = on_reference_units(row("a", 2018, "C", 9), row("b", 2018, "C", 0, "none"), **merged)
    assert told(whole, "workers", "status", "missing_sources") == [[9, "reported", 0]]
    hidden = on_reference_units(row("a", 2018, "B", 9), row("b", 2018, "B", None, "suppressed"), **merged)
    assert told(hidden, "workers", "establishments", "status", "missing_sources") == [[None, 10, "suppressed", 1]]
    alone = on_reference_units(row("a", 2018, "C", 9), **merged)
    assert told(alone, "workers", "status", "missing_sources") == [[None, "missing", 1]]


def test_sum_of_units_is_as_doubtful_as_its_worst_part() -> None:
    rows = [row("a", 2021, "C", 9) | {"national_check": "differs"}, row("b", 2021, "C", 9) | {"national_check": "agrees"}]
    table = on_reference_units(*rows, a={"c": 1.0}, b={"c": 1.0})
    assert told(table, "workers", "national_check") == [[18, "differs"]]


def test_divided_unit_is_shared_out_and_marked() -> None:
    table = on_reference_units(row("a", 2018, "C", 9), a={"b": 0.6, "c": 0.4})
    assert told(table, "unit_id", "workers", "interpolated") == [["b", 5, True], ["c", 4, True]]


def test_figures_that_do_not_fit_their_status_are_counted() -> None:
    day = dt.date(2018, 12, 31)
    rows = [(5, "reported"), (None, "reported"), (3, "suppressed"), (1, "none"), (0, "none"), (None, "missing")]
    table = typed(
        SIGUNGU_WORKERS,
        *(
            {"unit_id": f"u{n}", "reference_date": day, "section": "C", "workers": w, "status": s}
            for n, (w, s) in enumerate(rows)
        ),
    )
    measured = workers_fit_their_status(table).set_index("status")["misfits"].to_dict()
    assert measured == {"reported": 1, "suppressed": 1, "none": 1, "missing": 0}


def test_no_files_give_an_empty_table() -> None:
    assert reported().empty and on_reference_units(a={"a": 1.0}).empty
