"""Manufacturing jobs: an index that stands still over breaks, quotients to a nation counted the same way, faults not used."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import pandas as pd
import pytest

from assets.indicators.industry.manufacturing import manufacturing_jobs
from expectations.contracts.establishments import KOSIS_ESTABLISHMENTS, KOSIS_SIDO_INDUSTRY
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.industry import MANUFACTURING_JOBS
from expectations.contracts.units import REGION
from expectations.contracts.workers import SIDO_WORKERS_COMPARISON, SIGUNGU_WORKERS
from expectations.rules.workers import index_within_segments
from tests.frames import relation, result, typed

NATION = {2015: (20, 100), 2016: (20, 100), 2017: (20, 100), 2018: (20, 100), 2021: (16, 100)}
SEGMENTS = {2015: "2015-2016", 2016: "2015-2016", 2017: "2017-2019", 2018: "2017-2019", 2020: "2020-2021", 2021: "2020-2021"}


def day(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def workers(year: int, made: int | None, whole: int | None = 100, unit: str = "ulsan-dong-gu") -> list[dict[str, Any]]:
    same = {"unit_id": unit, "reference_date": day(year), "segment": SEGMENTS[year], "ksic": "9" if year < 2017 else "10"}
    same |= {"basis": "register" if year >= 2020 else "survey"}
    status = "reported" if made is not None else "suppressed"
    rows = [same | {"section": "C", "workers": made, "status": status}]
    return rows if whole is None else [*rows, same | {"section": "total", "workers": whole}]


def survey(table: dict[int, tuple[int, int]]) -> duckdb.DuckDBPyRelation:
    same = {"region_name": "전국", "kind_name": "계"}
    rows = [
        same | {"section": section, "year": year, "workers": count}
        for year, counts in table.items()
        for section, count in zip(("C", "total"), counts, strict=True)
    ]
    return relation(KOSIS_SIDO_INDUSTRY, *rows)


def register(table: dict[int, tuple[int, int]]) -> duckdb.DuckDBPyRelation:
    same = {"region_name": "전국", "item": "종사자수"}
    rows = [
        same | {"industry_code": code, "year": year, "value": count}
        for year, counts in table.items()
        for code, count in zip(("10~34", "0"), counts, strict=True)
    ]
    return relation(KOSIS_ESTABLISHMENTS, *rows)


def counted(*rows: list[dict[str, Any]], differences: dict[int, int] | None = None) -> pd.DataFrame:
    compared = [
        {
            "unit_id": "ulsan", "reference_date": day(year), "section": "C", "workers_national": 1000, "workers_difference": gap,
            "comparability": "same",
        }
        for year, gap in (differences or {}).items()
    ]  # fmt: skip
    era = {"region_id": "1", "unit_id": "ulsan-dong-gu", "sido_unit_id": "ulsan", "valid_from": dt.date(1997, 7, 15)}
    made = manufacturing_jobs(
        relation(SIGUNGU_WORKERS, *(row for part in rows for row in part)),
        relation(SIDO_WORKERS_COMPARISON, *compared),
        survey({year: counts for year, counts in NATION.items() if year < 2020}),
        register({year: counts for year, counts in NATION.items() if year >= 2020}),
        relation(REGION, era),
        typed(REFERENCE_REGION, {"level": "sigungu", "region_id": "ulsan-dong-gu", "name_ko": "동구", "sido_ko": "울산광역시"}),
    )
    table = result(MANUFACTURING_JOBS, made)
    return table.set_index(pd.Index([date.year for date in table["reference_date"]], name="year"))


def test_index_moves_within_a_segment_and_stands_still_over_a_break() -> None:
    table = counted(*(workers(year, made) for year, made in ((2015, 50), (2016, 40), (2017, 20), (2018, 25))))
    assert table["jobs_index"].tolist() == pytest.approx([1, 0.8, 0.8, 1.0])
    assert table["jobs_loss"].tolist() == pytest.approx([0, 0.2, 0.2, 0])
    measured = index_within_segments(table)
    assert measured["step_over_a_break"].dropna().tolist() == pytest.approx([0])
    assert measured["unexplained"].dropna().tolist() == pytest.approx([0, 0])


def test_step_over_a_break_is_seen() -> None:
    table = counted(workers(2016, 40), workers(2017, 20)).assign(jobs_index=[1.0, 0.5])
    assert index_within_segments(table)["step_over_a_break"].tolist() == [-0.5]


def test_quotient_is_to_the_nation_counted_the_same_way_and_empty_where_it_is_not_known() -> None:
    table = counted(workers(2018, 30), workers(2020, 30), workers(2021, 32))
    assert table["workers_lq"].tolist() == pytest.approx([1.5, float("nan"), 2.0], nan_ok=True)
    assert table["workers_share"].tolist() == pytest.approx([0.3, 0.3, 0.32])


def test_suppressed_cell_stays_unknown_and_is_passed_over() -> None:
    table = counted(workers(2020, None), workers(2021, 30))
    assert pd.isna(table.loc[2020, "manufacturing_workers"]) and pd.isna(table.loc[2020, "jobs_index"])
    assert table.loc[2020, "status"] == "suppressed" and table.loc[2021, "jobs_index"] == 1


def test_year_of_a_sido_that_the_national_table_contradicts_is_not_used() -> None:
    table = counted(workers(2017, 40), workers(2018, 60), differences={2017: 4, 2018: 12})
    assert table["usable"].tolist() == [True, False]
    assert table["national_difference"].tolist() == pytest.approx([0.004, 0.012])
    assert pd.isna(table.loc[2018, "jobs_index"])


def test_unit_without_a_printed_total_keeps_its_jobs_and_has_no_share() -> None:
    row = counted(workers(2015, 40, None)).loc[2015]
    assert row["manufacturing_workers"] == 40 and pd.isna(row["workers"]) and pd.isna(row["workers_share"])


def test_no_workers_give_an_empty_table() -> None:
    assert counted().empty
