"""Amounts per head are carried over or averaged with people, never summed, and held against product and people."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.panel.sido_product import sido_income
from domain.product import PRODUCT_PER_HEAD
from expectations.contracts.events import CROSSWALK
from expectations.contracts.sido_figures import KOSIS_SIDO_INCOME, SIDO_INCOME
from expectations.contracts.sido_population import KOSIS_SIDO_POPULATION, SIDO_POPULATION_REPORTED
from expectations.contracts.units import REGION
from expectations.contracts.value_added import KOSIS_GRDP
from expectations.rules.economy import amounts_stay_among_the_printed, nation_is_the_average, people_behind_the_product
from tests.frames import relation, result, typed
from tests.unit.assets.panel.test_named_figures import OLD

END = dt.date(2020, 12, 31)
NAMES = {"gwangju": "광주광역시", "jeonnam": "전라남도"}
REGIONS = tuple(
    {"region_id": unit, "unit_id": unit, "level": "sido", "name_ko": name, "valid_from": OLD} for unit, name in NAMES.items()
)


def way(start: str, end: str, weight: float = 1.0) -> dict[str, Any]:
    return {
        "track": "sido", "from_unit_id": start, "to_unit_id": end, "weight": weight, "exact": weight == 1.0, "valid_from": OLD,
    }  # fmt: skip


def amount(name: str, per_head: int, item: str = PRODUCT_PER_HEAD, year: int = 2020) -> dict[str, Any]:
    return {"item": item, "region_name": name, "year": year, "per_head": per_head}


PRINTED = (amount("전국", 35), amount("광주광역시", 30), amount("전라남도", 45), amount("전라남도", 20, "1인당 개인소득"))
PEOPLE = tuple({"unit_id": unit, "reference_date": END, "population": n} for unit, n in (("gwangju", 2), ("jeonnam", 1)))


def amounts(*ways: dict[str, Any], people: tuple[dict[str, Any], ...] = PEOPLE) -> pd.DataFrame:
    table = sido_income(
        relation(KOSIS_SIDO_INCOME, *PRINTED),
        relation(SIDO_POPULATION_REPORTED, *people),
        relation(REGION, *REGIONS),
        typed(CROSSWALK, *ways),
    )
    return result(SIDO_INCOME, table).set_index("unit_id")


def test_amounts_stand_beside_each_other_by_sido() -> None:
    table = amounts(way("gwangju", "gwangju"), way("jeonnam", "jeonnam"), people=())
    assert table["product_per_head"].to_dict() == {"gwangju": 30, "jeonnam": 45}
    assert table.loc["jeonnam", "personal_income_per_head"] == 20 and pd.isna(table.loc["gwangju", "personal_income_per_head"])


def test_merged_sido_are_averaged_with_people_and_have_no_amount_without() -> None:
    merged = amounts(way("gwangju", "gwangju"), way("jeonnam", "gwangju"))
    assert merged["product_per_head"].to_dict() == {"gwangju": 35} and merged.loc["gwangju", "interpolated"]
    assert amounts(way("gwangju", "gwangju"), way("jeonnam", "gwangju"), people=()).empty


def test_part_of_less_than_two_percent_changes_nothing() -> None:
    table = amounts(way("gwangju", "gwangju"), way("jeonnam", "jeonnam", 0.99), way("jeonnam", "gwangju", 0.01))
    assert table["product_per_head"].to_dict() == {"gwangju": 30, "jeonnam": 45} and not table["interpolated"].any()


# --- against other tables


def registered(year: int, **people: int) -> list[dict[str, Any]]:
    return [
        {"region_name": NAMES[unit], "reference_date": dt.date(year, 12, 31), "sex": "total", "population": n}
        for unit, n in people.items()
    ]


SHEET = typed(KOSIS_SIDO_POPULATION, *registered(2019, gwangju=1900, jeonnam=1000), *registered(2020, gwangju=2100, jeonnam=1000))
ERAS = typed(REGION, *REGIONS)


def test_nation_is_the_average_of_its_sido_in_the_middle_of_the_year() -> None:
    table = nation_is_the_average(typed(KOSIS_SIDO_INCOME, *PRINTED[:3]), SHEET, ERAS)
    assert table["difference"].tolist() == pytest.approx([0])
    swapped = typed(KOSIS_SIDO_INCOME, amount("전국", 35), amount("광주광역시", 45), amount("전라남도", 30))
    assert nation_is_the_average(swapped, SHEET, ERAS)["difference"].tolist() == pytest.approx([40 / 35 - 1])


def test_product_and_product_per_head_imply_the_people() -> None:
    def product(name: str, value: float) -> dict[str, Any]:
        return {"region_name": name, "activity_name": "지역내총생산(시장가격)", "item": "명목", "year": 2020, "value": value}

    grdp = typed(KOSIS_GRDP, product("광주광역시", 30 * 2), product("전라남도", 45 * 1.1))  # million; thousand per head, 1,000s
    table = people_behind_the_product(typed(KOSIS_SIDO_INCOME, *PRINTED[:3]), grdp, SHEET, ERAS)
    assert table["against_registered"].tolist() == pytest.approx([1.0, 1.1])


def test_amount_beyond_all_printed_and_lost_year_are_measured() -> None:
    printed = typed(KOSIS_SIDO_INCOME, *PRINTED, amount("전라남도", 50, year=2021))
    table = typed(SIDO_INCOME, {"unit_id": "gwangju", "reference_date": END, "product_per_head": 75.0})
    measured = amounts_stay_among_the_printed(table, printed, ERAS).set_index("reference_date")
    columns = ["below_least", "above_most", "missing_years"]
    assert measured.loc[END, columns].tolist() == [0, 30, 0]
    assert measured.loc[dt.date(2021, 12, 31), columns].tolist() == [0, 0, 1]
