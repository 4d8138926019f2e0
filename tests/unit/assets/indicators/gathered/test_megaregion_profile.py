"""The profile: a column for each series of each indicator, newest figures, and the Southwest read twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.indicators.gathered.megaregion_profile import megaregion_profile
from assets.indicators.gathered.series import indicator
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.extinction import EXTINCTION_RISK
from expectations.contracts.legal_decline import DECLINE_AREA
from expectations.contracts.megaregion_profile import MEGAREGION_PROFILE
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from expectations.contracts.series import INDICATOR_VALUE
from expectations.contracts.units import REGION_MEMBER
from tests.frames import result, typed
from tests.publisher_files import square

OLD, NEW = dt.date(2023, 12, 31), dt.date(2024, 12, 31)
SOUTHWEST = {"megaregion": ("gwangju-dong-gu",), "five_plus_two": ("gwangju-dong-gu", "gunsan-si")}
REGIONS = (("megaregion", "southwest"), ("megaregion", "jeonbuk"), ("five_plus_two", "southwest"), ("five_plus_two", "capital"))


def profile(*values: dict[str, Any], dong_gu: bool | None = False) -> pd.DataFrame:
    """Dong-gu of Gwangju was at risk on the old date; on the new one it is as said, or not known."""
    shapes = [{"level": lv, "region_id": r, "area_km2": 100.0, "geometry": square(n, 0)} for n, (lv, r) in enumerate(REGIONS)]
    regions = [{"level": level, "region_id": region, "name_ko": "호남권", "name_en": "Southwest"} for level, region in REGIONS]
    regions += [{"level": "sigungu", "region_id": u, "in_keis": True} for u in SOUTHWEST["five_plus_two"]]
    members = [
        {"level": level, "region_id": "southwest", "member_level": "sigungu", "member_id": unit}
        for level, units in SOUTHWEST.items()
        for unit in units
    ]
    members += [{"level": "megaregion", "region_id": "jeonbuk", "member_level": "sigungu", "member_id": "gunsan-si"}]
    risk = [{"level": "sigungu", "region_id": "gunsan-si", "at_risk": True, "reference_date": NEW}]
    risk += [{"level": "sigungu", "region_id": "gwangju-dong-gu", "at_risk": True, "reference_date": OLD}]
    if dong_gu is not None:
        risk += [{"level": "sigungu", "region_id": "gwangju-dong-gu", "at_risk": dong_gu, "reference_date": NEW}]
    table = megaregion_profile(
        typed(INDICATOR_VALUE, *values),
        typed(REFERENCE_REGION, *regions),
        typed(REGION_MEMBER, *members),
        typed(EXTINCTION_RISK, *risk),
        typed(DECLINE_AREA, {"unit_id": "gunsan-si"}),
        typed(LEVEL_BOUNDARY, *shapes),
    )
    kept: pd.DataFrame = result(MEGAREGION_PROFILE, table).set_index(["reading", "region_id"])
    return kept


def value(level: str, region: str, day: dt.date, number: float, name: str = "extinction_risk.risk_index") -> dict[str, Any]:
    return {"indicator": name, "level": level, "region_id": region, "reference_date": day, "value": number}


RISK = (
    value("megaregion", "southwest", OLD, 0.5), value("megaregion", "southwest", NEW, 0.44),
    value("megaregion", "jeonbuk", NEW, 0.38), value("five_plus_two", "southwest", NEW, 0.42),
)  # fmt: skip


def test_every_series_has_a_column_with_its_unit_and_formula() -> None:
    names = {name.replace(".", "__") for name in indicator()["indicator"]}
    assert names <= set(MEGAREGION_PROFILE.column_names)
    column = MEGAREGION_PROFILE.column("extinction_risk__risk_index")
    assert column.unit == "women per person" and column.nullable
    assert column.formula_shown.startswith("(SELECT s.risk_index FROM mart.extinction_risk AS s WHERE s.level = ")


def test_figures_are_the_newest_of_their_table() -> None:
    row = profile(*RISK).loc[("5+3", "southwest")]
    assert (row["extinction_risk__risk_index"], row["extinction_risk__date"]) == (0.44, NEW)
    assert pd.isna(row["fertility_rate__total_fertility_rate"]) and pd.isna(row["fertility_rate__date"])


def test_only_the_southwest_is_read_twice() -> None:
    table = profile(*RISK)
    assert set(table.index) == {("5+3", "southwest"), ("5+3", "jeonbuk"), ("5+2", "southwest")}
    assert table["extinction_risk__risk_index"].to_dict() == {
        ("5+3", "southwest"): 0.44, ("5+3", "jeonbuk"): 0.38, ("5+2", "southwest"): 0.42,
    }  # fmt: skip


def test_units_are_counted_in_each_reading_and_designations_stay_apart_from_classes() -> None:
    table = profile(*RISK)
    counts = table[["keis_units", "at_risk_units", "legal_decline_areas"]]
    assert counts.loc[("5+3", "southwest")].tolist() == [1, 0, 0]
    assert counts.loc[("5+2", "southwest")].tolist() == [2, 1, 1]


def test_number_at_risk_is_empty_where_one_unit_is_not_known() -> None:
    table = profile(*RISK, dong_gu=None)
    assert table.loc[[("5+3", "southwest"), ("5+2", "southwest")], "at_risk_units"].isna().all()
    assert table.loc[("5+3", "jeonbuk"), "at_risk_units"] == 1
    assert table.loc[("5+2", "southwest"), "keis_units"] == 2


def test_figures_say_how_many_units_they_lack() -> None:
    lacking = [row | {"missing_units": 2} if row["region_id"] == "jeonbuk" else row for row in RISK]
    table = profile(*lacking)
    assert table["extinction_risk__missing_units"].to_dict() == {
        ("5+3", "southwest"): 0, ("5+3", "jeonbuk"): 2, ("5+2", "southwest"): 0,
    }  # fmt: skip
