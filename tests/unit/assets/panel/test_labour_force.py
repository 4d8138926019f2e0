"""The labour force of sido as printed: who is printed within another is told, who lacks a part has no row."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.panel.employment import labour_force
from expectations.contracts.employment import KOSIS_LABOUR_FORCE, LABOUR_FORCE
from expectations.contracts.events import CROSSWALK
from expectations.contracts.units import REGION
from tests.frames import result, typed

OLD, SEJONG, MERGED = dt.date(1995, 1, 1), dt.date(2012, 7, 1), dt.date(2026, 7, 1)
NAMES = {"chungnam": "충청남도", "sejong": "세종특별자치시", "gwangju": "광주광역시", "jeonnam": "전라남도"}


def region(*, until: dict[str, dt.date] | None = None, **begins: dt.date) -> pd.DataFrame:
    eras = [
        {"level": "sido", "unit_id": unit, "region_id": unit, "name_ko": name, "sido_unit_id": unit}
        | {"valid_from": begins.get(unit, OLD), "valid_to": (until or {}).get(unit), "in_kosis": False}
        for unit, name in NAMES.items()
    ]
    return typed(REGION, *eras)


def way(source: str, target: str, weight: float = 1.0, begin: dt.date = OLD, end: dt.date | None = None) -> dict[str, Any]:
    same = {"track": "sido", "exact": weight == 1, "region_id": f"{source}@{begin}"}
    return same | {"from_unit_id": source, "to_unit_id": target, "weight": weight, "valid_from": begin, "valid_to": end}


WAYS = (
    way("chungnam", "chungnam", 0.95, OLD, SEJONG), way("chungnam", "sejong", 0.05, OLD, SEJONG),
    way("chungnam", "chungnam", begin=SEJONG), way("sejong", "sejong", begin=SEJONG),
    way("gwangju", "gwangju"), way("jeonnam", "jeonnam", 0.99), way("jeonnam", "gwangju", 0.01),
)  # fmt: skip


def printed(
    name: str, year: int, persons: int | None = 100, employed: int | None = 60, rate: float | None = 60.4
) -> dict[str, Any]:
    status = "not_existing" if persons is None and employed is None else "reported"
    figures = {"population_15_over": persons, "employed": employed, "employment_rate": rate, "employment_rate_15_64": rate}
    return {"region_name": NAMES.get(name, name), "year": year, "status": status} | figures


def force(*rows: dict[str, Any], ways: tuple[dict[str, Any], ...] = WAYS, units: pd.DataFrame | None = None) -> pd.DataFrame:
    table = labour_force(
        typed(KOSIS_LABOUR_FORCE, *rows), region(sejong=SEJONG) if units is None else units, typed(CROSSWALK, *ways)
    )
    return result(LABOUR_FORCE, table).set_index("region_id")


def test_rates_are_those_printed_and_not_persons_over_rounded_persons() -> None:
    found = force(printed("계", 2024, 323, 210, 65.2), printed("sejong", 2024, 323, 210, 65.2))
    assert found["employment_rate"].to_dict() == {"nation": 65.2, "sejong": 65.2}
    assert set(found["reference_date"]) == {dt.date(2024, 12, 31)} and set(found["printed_rows"]) == {1}


def test_sido_that_is_printed_within_another_has_no_row_and_the_other_says_whom_it_holds() -> None:
    found = force(printed("chungnam", 2016), printed("sejong", 2016, None, None, None), printed("gwangju", 2016))
    assert found["holds"].dropna().to_dict() == {"chungnam": "sejong"} and set(found.index) == {"chungnam", "gwangju"}


def test_sido_that_did_not_live_yet_stands_within_the_one_it_came_from() -> None:
    assert force(printed("chungnam", 2005))["holds"].to_dict() == {"chungnam": "sejong"}


def test_sido_that_is_left_out_of_a_file_is_missing_and_within_nobody() -> None:
    found = force(printed("chungnam", 2024), printed("gwangju", 2024))
    assert found["holds"].isna().all() and "sejong" not in found.index


@pytest.mark.parametrize("lacking", [{"persons": None}, {"employed": None}])
def test_row_that_lacks_a_figure_is_no_row(lacking: dict[str, None]) -> None:
    row = printed("gwangju", 2024, **lacking)  # type: ignore[arg-type]
    assert list(force(row | {"status": "partly"}, printed("chungnam", 2024)).index) == ["chungnam"]


def test_part_below_two_in_a_hundred_is_taken_for_nothing() -> None:
    found = force(printed("jeonnam", 2024, rate=66.1), printed("gwangju", 2024, rate=60.6))
    assert found["employment_rate"].to_dict() == {"jeonnam": 66.1, "gwangju": 60.6} and found["holds"].isna().all()


def test_sido_merged_since_has_the_persons_of_both_and_no_rate_of_15_to_64() -> None:
    together = tuple(way(name, "jeonnam", end=MERGED) for name in ("gwangju", "jeonnam"))
    rows = (printed("gwangju", 2024, 100, 50), printed("jeonnam", 2024, 300, 210))
    row = force(*rows, ways=together).loc["jeonnam"]
    assert (row["population_15_over"], row["employed"], row["employment_rate"]) == (400, 260, 65.0)
    assert pd.isna(row["employment_rate_15_64"]) and row["printed_rows"] == 2
    assert force(rows[0], ways=together).empty
    # Printed apart in the year of the merger too: on the borders of the day before.
    units = region(until={"gwangju": MERGED, "jeonnam": MERGED})
    assert force(*(row | {"year": 2026} for row in rows), ways=together, units=units)["printed_rows"].to_dict() == {"jeonnam": 2}


def test_no_file_no_table() -> None:
    assert force().empty
