"""Change of workers: only between years that are counted alike, and only where both are known."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.industry.workers_change import sigungu_workers_change
from domain.segments import counted_in, segment_names
from expectations.contracts.workers import SIGUNGU_WORKERS, SIGUNGU_WORKERS_CHANGE
from tests.frames import relation, result

SEGMENTS = segment_names(range(2015, 2023))


def row(year: int, workers: int | None, unit: str = "a", section: str = "C", check: str = "agrees") -> dict[str, Any]:
    counted = counted_in(year)
    return {
        "unit_id": unit, "reference_date": dt.date(year, 12, 31), "section": section, "workers": workers, "ksic": counted.ksic,
        "basis": counted.basis, "segment": SEGMENTS[year], "national_check": check,
    }  # fmt: skip


def changes(*rows: dict[str, Any]) -> pd.DataFrame:
    return result(SIGUNGU_WORKERS_CHANGE, sigungu_workers_change(relation(SIGUNGU_WORKERS, *rows)))


def test_every_pair_of_years_of_a_segment_is_there_and_no_other() -> None:
    table = changes(*(row(year, year) for year in range(2015, 2023)))
    pairs = {(a.year, b.year) for a, b in zip(table["from_date"], table["to_date"], strict=True)}
    assert pairs == {(2015, 2016), (2017, 2018), (2017, 2019), (2018, 2019), (2020, 2021), (2020, 2022), (2021, 2022)}


def test_change_is_in_persons_and_percent() -> None:
    (first,) = changes(row(2017, 80), row(2019, 60)).to_dict("records")
    assert (first["workers_from"], first["workers_to"], first["change"], first["change_percent"]) == (80, 60, -20, -25.0)


def test_suppressed_year_has_no_change_and_nobody_no_percent() -> None:
    assert changes(row(2017, None), row(2018, 60)).empty
    (first,) = changes(row(2017, 0), row(2018, 6)).to_dict("records")
    assert first["change"] == 6 and pd.isna(first["change_percent"])


@pytest.mark.parametrize(
    ("first", "last", "answer"),
    [
        ("agrees", "agrees", "agrees"),
        ("agrees", "not_compared", "not_compared"),
        ("differs", "agrees", "differs"),
        ("not_compared", "differs", "differs"),
    ],
)
def test_change_is_as_doubtful_as_the_worse_of_its_years(first: str, last: str, answer: str) -> None:
    assert changes(row(2020, 9, check=first), row(2021, 8, check=last))["national_check"].tolist() == [answer]


def test_units_and_sections_are_kept_apart() -> None:
    assert changes(row(2017, 1, "a"), row(2018, 2, "b")).empty and changes(row(2017, 1), row(2018, 2, section="D")).empty
