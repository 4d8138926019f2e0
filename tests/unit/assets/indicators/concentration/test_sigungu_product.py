"""Product per head of sigungu: persons of the same day and unit, nothing for what was shared out."""

from __future__ import annotations

import datetime as dt

from assets.indicators.concentration.sigungu_product import sigungu_product
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.value_added import SIGUNGU_PRODUCT, SIGUNGU_VALUE_ADDED
from tests.frames import relation, result

DAY = dt.date(2020, 12, 31)


def test_product_is_divided_by_those_registered_on_the_day() -> None:
    same = {"reference_date": DAY, "activity": "grdp"}
    product = (
        same | {"unit_id": "geoje-si", "published": 90, "scaled": 100},
        same | {"unit_id": "geoje-si", "activity": "trade", "scaled": 5},
        same | {"unit_id": "gunwi-gun", "scaled": 7},
        same | {"unit_id": "gongju-si", "scaled": 9, "interpolated": True},
    )
    people = [
        {"unit_id": "geoje-si", "reference_date": day, "population_concept": concept, "sex": sex, "population": count}
        for day, concept, sex, count in (
            (DAY, "registration", "male", 2),
            (DAY, "registration", "female", 3),
            (DAY, "registration_residents", "male", 99),
            (dt.date(2019, 12, 31), "registration", "male", 99),
        )
    ]
    names = [{"level": "sigungu", "region_id": unit} for unit in ("geoje-si", "gunwi-gun", "gongju-si")]
    made = sigungu_product(
        relation(SIGUNGU_VALUE_ADDED, *product), relation(POPULATION_TABLE, *people), relation(REFERENCE_REGION, *names)
    )
    table = result(SIGUNGU_PRODUCT, made).set_index("region_id")
    assert table.loc["geoje-si", ["grdp", "population", "grdp_per_head"]].tolist() == [100, 5, 20]
    assert table.loc[["gunwi-gun"], ["population", "grdp_per_head"]].isna().all(axis=None)
    assert "gongju-si" not in table.index
