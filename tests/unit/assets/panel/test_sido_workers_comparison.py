"""The sido's own tables beside the national ones: every difference listed, what counts alike told from what does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.panel import workers as module
from assets.panel.workers import sido_workers_comparison
from assets.reference.units import read_facts, region
from expectations.contracts.establishments import KOSIS_ESTABLISHMENTS, KOSIS_SIDO_INDUSTRY, KOSIS_SIGUNGU_ESTABLISHMENTS
from expectations.contracts.units import REGION
from expectations.contracts.workers import SIDO_WORKERS_COMPARISON
from expectations.rules.workers import exchanged_sections, manufacturing_differences, unknown_differences
from tests.frames import relation, result

OLD, RENAMED = dt.date(1995, 1, 1), dt.date(2023, 6, 11)
COLUMNS = ["reference_date", "section", "compared_with", "workers_difference_percent"]


def sido(unit: str, name: str, begin: dt.date = OLD, end: dt.date | None = None) -> dict[str, Any]:
    return {
        "region_id": f"{unit}@{begin}", "unit_id": unit, "level": "sido", "name_ko": name, "sido_unit_id": unit,
        "valid_from": begin, "valid_to": end,
    }  # fmt: skip


REGIONS = (sido("gangwon", "강원도", OLD, RENAMED), sido("gangwon", "강원특별자치도", RENAMED), sido("chungnam", "충청남도"))


def ours(
    name: str, workers: int | None, *, year: int = 2018, section: str = "C", kind: str = "sigungu", of: str = "강원특별자치도"
) -> dict[str, Any]:
    return {
        "sido_name": of, "region_name": name, "row_kind": kind, "year": year, "section": section, "workers": workers,
        "workers_status": "suppressed" if workers is None else "reported",
        "establishments": 2, "establishments_status": "reported",
    }  # fmt: skip


def whole(workers: int, **more: Any) -> dict[str, Any]:
    return ours("전체", workers, kind="sido", **more)


def national(workers: int, *, year: int = 2018, section: str = "C", region: str = "강원", kind: str = "계") -> dict[str, Any]:
    return {
        "region_name": region, "section": section, "kind_name": kind, "year": year, "workers": workers, "establishments": 2,
        "workers_status": "reported", "establishments_status": "reported",
    }  # fmt: skip


def newer(workers: int, *, year: int = 2021, code: str = "10~34", region: str = "강원") -> list[dict[str, Any]]:
    row = {"region_name": region, "industry_code": code, "year": year}
    return [row | {"item": "종사자수", "value": workers}, row | {"item": "사업체수", "value": 2}]


def compared(rows: list[dict[str, Any]], tables: list[dict[str, Any]], since: list[dict[str, Any]] | None = None) -> pd.DataFrame:
    table = sido_workers_comparison(
        relation(KOSIS_SIGUNGU_ESTABLISHMENTS, *rows), relation(KOSIS_SIDO_INDUSTRY, *tables),
        relation(KOSIS_ESTABLISHMENTS, *(since or [])), relation(REGION, *REGIONS),
    )  # fmt: skip
    return result(SIDO_WORKERS_COMPARISON, table)


def test_sum_of_sigungu_is_compared_with_the_sido_of_the_national_table() -> None:
    rows = [whole(30), ours("춘천시", 20), ours("고성군", 10), whole(7, of="충청남도"), ours("천안시", 7, of="충청남도")]
    table = compared(rows, [national(29), national(99, kind="단독사업체"), national(7, region="충남")]).set_index("unit_id")
    first = table.loc["gangwon"]
    assert (first["workers_summed"], first["workers_national"], first["workers_difference"], first["untold_units"]) == (
        30,
        29,
        1,
        0,
    )
    assert (
        table["comparability"].to_dict() == {"gangwon": "same", "chungnam": "same"}
        and table.loc["chungnam", "workers_difference"] == 0
    )


def test_printed_row_is_compared_where_a_part_is_suppressed_or_none_is_printed() -> None:
    (hidden,) = compared([whole(30), ours("춘천시", 20), ours("고성군", None)], [national(29)]).to_dict("records")
    assert pd.isna(hidden["workers_summed"]) and hidden["untold_units"] == 1 and hidden["workers_difference"] == 1
    (alone,) = compared([whole(30)], [national(30)]).to_dict("records")
    assert pd.isna(alone["workers_summed"]) and pd.isna(alone["untold_units"]) and alone["workers_difference"] == 0


@pytest.mark.parametrize(
    ("year", "answer"), [(2016, "other_classification"), (2017, "same"), (2019, "same"), (2020, "other_basis")]
)
def test_years_that_the_national_table_counts_otherwise_are_told(year: int, answer: str) -> None:
    assert compared([whole(30, year=year)], [national(29, year=year)])["comparability"].tolist() == [answer]


def test_later_national_table_counts_alike_but_for_what_moved_from_one_section_to_another() -> None:
    rows = [whole(30, year=2021), whole(50, year=2021, section="K"), whole(60, year=2021, section="O")]
    table = compared(rows, [], newer(30) + newer(40, code="64~66") + newer(70, code="84"))
    assert table.set_index("section")["comparability"].to_dict() == {"C": "same", "K": "moved_section", "O": "moved_section"}
    assert exchanged_sections(table)["workers"].tolist() == [0]
    assert exchanged_sections(compared(rows, [], newer(41, code="64~66") + newer(70, code="84")))["workers"].tolist() == [-1]


def test_manufacturing_that_differs_is_measured_in_percent() -> None:
    table = compared([whole(1010), whole(500, section="D")], [national(1000), national(499, section="D")])
    assert manufacturing_differences(table)["unexplained_percent"].tolist() == [1.0]
    assert unknown_differences(table).set_index("section")["workers"].to_dict() == {"C": 10, "D": 1}


def test_declared_difference_is_known_by_its_number_only(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = {
        "unit_id": "gangwon", "reference_date": "2018-12-31", "section": "C", "compared_with": "DT_1K52C01",
        "workers_difference": "10", "establishments_difference": "0", "note": "known",
    }  # fmt: skip
    monkeypatch.setattr(module, "read_facts", lambda _: pd.DataFrame([declared], dtype="object"))
    known = compared([whole(1010)], [national(1000)])
    assert known["known"].tolist() == [True] and known["note"].tolist() == ["known"]
    assert manufacturing_differences(known)["unexplained_percent"].tolist() == [0] and unknown_differences(known).empty
    mended = compared([whole(1011)], [national(1000)])
    assert mended["known"].tolist() == [False] and mended["note"].isna().all()
    assert manufacturing_differences(mended)["unexplained_percent"].tolist() == [1.1]


def test_no_files_give_an_empty_table() -> None:
    assert compared([], []).empty


def test_declared_differences_are_each_once_and_of_one_of_the_tables() -> None:
    facts = read_facts(module.FACTS)
    assert not facts.duplicated(module.KEY).any() and facts["note"].notna().all()
    assert set(facts["unit_id"]) <= set(region().query("level == 'sido'")["unit_id"])
