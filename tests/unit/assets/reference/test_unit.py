"""core.unit: one row per unit that ever was, under its last name, from its first day to its last."""

from __future__ import annotations

import pandas as pd
import pytest

from assets.reference.units import unit, units_of
from expectations.contracts.units import UNIT
from tests.frames import result


def test_unit_has_its_last_name_and_sido_and_all_its_days() -> None:
    eras = pd.DataFrame(
        [
            ("nam-gu", "sigungu", "남구", "Nam-gu", "incheon", "1994-12-31", "2018-07-01"),
            ("nam-gu", "sigungu", "미추홀구", "Michuhol-gu", "incheon", "2018-07-01", None),
            ("gone-si", "sigungu", "없시", "Gone-si", "gyeonggi", "1994-12-31", "2014-07-01"),
        ],
        columns=["unit_id", "level", "name_ko", "name_en", "sido_unit_id", "valid_from", "valid_to"],
    )
    found = units_of(eras).set_index("unit_id")
    assert found.loc["nam-gu", ["name_ko", "lived_from", "eras"]].tolist() == ["미추홀구", "1994-12-31", 2]
    assert pd.isna(found.loc["nam-gu", "lived_to"])
    assert found.loc["gone-si", ["lived_to", "eras"]].tolist() == ["2014-07-01", 1]


def test_gunwi_is_one_unit_that_lies_in_daegu_today() -> None:
    units = result(UNIT, unit()).set_index("unit_id")
    assert units.index.is_unique and len(units) == 390
    assert units.loc["gunwi-gun", ["sido_unit_id", "eras"]].tolist() == ["daegu", 2]


def test_places_are_those_of_the_units_of_february_2024() -> None:
    units = result(UNIT, unit()).set_index("unit_id")
    placed = units[units["seat_lon"].notna()]
    assert len(placed) == 252 and set(placed["level"]) == {"sigungu"}
    assert units.loc["seoul-gangnam-gu", ["seat_lon", "seat_lat"]].tolist() == pytest.approx([127.05, 37.5], abs=0.05)
    assert placed["seat_area_km2"].sum() == pytest.approx(100_400, rel=0.01) and pd.isna(units.loc["seoul", "seat_lon"])
