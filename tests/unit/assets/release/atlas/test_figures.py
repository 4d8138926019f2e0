"""Figures of the page: short numbers that stay in their class, classes that hold for all years, nothing missing made up."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd

from assets.lake.lake import Lake
from assets.release.atlas.figures import catalogue, region_order, short_numbers
from assets.release.attribution import Attribution
from assets.release.style.palette import RISK

NOBODY = Attribution(Lake(Path("no lake")))
REGIONS = pd.DataFrame({"level": ["sigungu"] * 3 + ["nation"], "region_id": ["c-gun", "a-gun", "b-gun", "nation"]})


def indicator_row(table: str = "extinction_risk", column: str = "risk_index", **changes: object) -> pd.DataFrame:
    row = {
        "indicator": f"{table}.{column}", "table_name": f"mart.{table}", "column_name": column, "name_ko": "소멸위험지수",
        "name_en": "Extinction-risk index", "unit": "women per person", "measure": "intensive", "formula": float("nan"),
        "caveat": None, "source": "core.population", "citation": None,
    }  # fmt: skip
    return pd.DataFrame([row | changes])


def value_rows(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["level", "region_id", "reference_date", "value"])
    return table.assign(indicator="extinction_risk.risk_index", missing_units=0)


def test_numbers_have_five_digits_and_missing_is_null() -> None:
    assert short_numbers([0.123456, 1234.5678, math.nan, 0.0]) == [0.12346, 1234.6, None, 0]


def test_counts_are_whole_however_large() -> None:
    assert short_numbers([51_217_221.0, 7.0], whole=True) == [51_217_221, 7]
    assert short_numbers([51_217_221.0]) == [51_217_000]


def test_a_number_is_never_rounded_into_another_class() -> None:
    assert short_numbers([0.4999999, 0.5], RISK) == [0.4999999, 0.5]
    assert short_numbers([0.4999999]) == [0.5]


def test_values_stand_by_date_in_the_order_of_the_regions() -> None:
    values = value_rows(
        ("sigungu", "a-gun", "2023-12-31", 0.1), ("sigungu", "b-gun", "2024-12-31", 0.2), ("nation", "nation", "2024-12-31", 0.6)
    )
    order = region_order(REGIONS)
    (found,) = catalogue(indicator_row(), values, order, NOBODY)
    assert order["sigungu"] == ["a-gun", "b-gun", "c-gun"]
    assert found["levels"]["sigungu"]["dates"] == ["2023-12-31", "2024-12-31"]
    assert found["levels"]["sigungu"]["values"] == [[0.1, None, None], [None, 0.2, None]]
    assert found["levels"]["nation"]["classes"] == []
    assert "sido" not in found["levels"] and found["formula"] == ""


def test_a_date_on_which_figures_leave_units_out_says_how_many_by_region() -> None:
    values = value_rows(
        ("sigungu", "a-gun", "2023-12-31", 0.1), ("sigungu", "b-gun", "2023-12-31", 0.1), ("sigungu", "b-gun", "2024-12-31", 0.2)
    )
    values["missing_units"] = [0, 2, 0]
    (found,) = catalogue(indicator_row(), values, region_order(REGIONS), NOBODY)
    assert found["levels"]["sigungu"]["missing"] == {"2023-12-31": [0, 2, 0]}


def test_classes_of_the_index_are_the_official_ones() -> None:
    (found,) = catalogue(indicator_row(), value_rows(("sigungu", "a-gun", "2024-12-31", 0.1)), region_order(REGIONS), NOBODY)
    classes = found["levels"]["sigungu"]["classes"]
    assert [c["colour"] for c in classes] == [c.colour for c in RISK]
    assert [c["lower"] for c in classes] == [None, 0.2, 0.5, 1.0, 1.5]


def test_an_indicator_without_figures_is_left_out() -> None:
    assert catalogue(indicator_row(), value_rows(), region_order(REGIONS), NOBODY) == []
    nothing = value_rows(("sigungu", "a-gun", "2024-12-31", math.nan))
    assert catalogue(indicator_row(), nothing, region_order(REGIONS), NOBODY) == []


def test_a_date_that_all_dates_hide_has_its_own_classes_and_the_others_keep_theirs() -> None:
    row = indicator_row("fertility_rate", "total_fertility_rate", name_ko="합계출산율", name_en="Total fertility rate")
    units = [f"u{number:02d}-gun" for number in range(20)]
    regions = pd.DataFrame({"level": "sigungu", "region_id": units})
    dated = [
        ("sigungu", unit, day, low + number / 10)
        for day, low in (("2000-12-31", 1.0), ("2012-12-31", 1.5), ("2024-12-31", 0.2))
        for number, unit in enumerate(units)
    ]
    values = value_rows(*dated).assign(indicator="fertility_rate.total_fertility_rate")
    (found,) = catalogue(row, values, region_order(regions), NOBODY)
    at = found["levels"]["sigungu"]
    assert not at["official"] and set(at["own_classes"]) <= set(at["dates"])
    own = at["own_classes"]["2024-12-31"]
    assert own != at["classes"]
    newest = at["values"][at["dates"].index("2024-12-31")]
    assert min(newest) < own[0]["upper"] and max(newest) >= own[-1]["lower"]


def test_official_classes_are_never_a_dates_own() -> None:
    values = value_rows(("sigungu", "a-gun", "2023-12-31", 0.9), ("sigungu", "b-gun", "2024-12-31", 0.1))
    (found,) = catalogue(indicator_row(), values, region_order(REGIONS), NOBODY)
    assert found["levels"]["sigungu"]["official"] and found["levels"]["sigungu"]["own_classes"] == {}
