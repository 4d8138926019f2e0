"""Facts of regional policy as a specification: counts of the notices, units of the day, places where they belong."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pandas as pd
import pytest

from assets.reference.published import (
    crisis_designation,
    decline_area,
    innovation_city,
    innovation_city_site,
)
from assets.reference.units import region
from domain.history import alive
from expectations.contract import TableContract
from expectations.contracts.innovation_city import INNOVATION_CITY, INNOVATION_CITY_SITE
from expectations.contracts.legal_decline import DECLINE_AREA
from expectations.contracts.policy import CRISIS_DESIGNATION
from expectations.rules.policy import (
    decline_area_units,
    designated_units,
    host_units,
    sites_have_a_city,
)
from tests.frames import result

SCHEMES = ("industrial_crisis", "industrial_crisis_preemptive", "employment_crisis", "employment_crisis_preemptive")


def designations(scheme: str) -> pd.DataFrame:
    table = result(CRISIS_DESIGNATION, crisis_designation())
    return table[table["scheme"] == scheme].set_index("unit_id")


@pytest.mark.parametrize(
    ("contract", "table"),
    [
        (CRISIS_DESIGNATION, crisis_designation()),
        (DECLINE_AREA, decline_area()),
        (INNOVATION_CITY, innovation_city()),
        (INNOVATION_CITY_SITE, innovation_city_site()),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_table_meets_its_contract_and_every_fact_has_a_source(contract: TableContract, table: pd.DataFrame) -> None:
    kept = result(contract, table)
    assert len(kept) == len(table) and not kept.duplicated(list(contract.key)).any()
    assert kept["source"].str.len().min() > 0 and kept["verified"].notna().all()
    for column in contract.columns:
        assert column.nullable or kept[column.name].notna().all(), column.name


def test_every_unit_lived_on_its_day_under_its_code() -> None:
    history = region()
    for table in (
        designated_units(crisis_designation(), history),
        decline_area_units(decline_area(), history),
        host_units(innovation_city_site(), history),
    ):
        assert set(table["verdict"]) == {"alive"}


# --- population-decline areas


def test_decline_areas_by_province_are_those_of_the_notice() -> None:
    assert Counter(decline_area()["sido_unit_id"]) == {
        **{"jeonnam": 16, "gyeongbuk": 16, "gangwon": 12, "gyeongnam": 11, "jeonbuk": 10, "chungnam": 9, "chungbuk": 6},
        **{"busan": 3, "daegu": 2, "incheon": 2, "gyeonggi": 2},
    }


def test_gunwi_was_designated_in_gyeongbuk() -> None:
    row = decline_area().set_index("unit_id").loc["gunwi-gun"]
    assert (row["sido_unit_id"], row["mois_code"]) == ("gyeongbuk", "47720")


def test_both_goseong_and_both_seo_gu_are_told_apart() -> None:
    areas = decline_area()
    assert set(areas.loc[areas["name_ko"] == "고성군", "unit_id"]) == {"gangwon-goseong-gun", "gyeongnam-goseong-gun"}
    assert set(areas.loc[areas["name_ko"] == "서구", "unit_id"]) == {"busan-seo-gu", "daegu-seo-gu"}


def test_names_and_provinces_of_decline_areas_are_those_of_the_history() -> None:
    living = alive(region(), pd.Timestamp("2021-10-18")).set_index("unit_id")
    for row in decline_area().itertuples():
        assert (row.name_ko, row.sido_unit_id) == tuple(living.loc[row.unit_id, ["name_ko", "sido_unit_id"]])


# --- crisis regions


def test_nine_industrial_crisis_regions_were_designated_in_2018() -> None:
    table = designations("industrial_crisis")
    assert len(table) == 9 and table["verified"].all()
    assert table.loc["gunsan-si", "designated_until"] == dt.date(2022, 4, 4)
    assert set(table.drop("gunsan-si")["designated_until"]) == {dt.date(2023, 5, 28)}
    assert "changwon-jinhae-gu" in table.index and "changwon-si" not in table.index


def test_pohang_was_designated_twice() -> None:
    table = designations("industrial_crisis_preemptive")
    assert table.loc[["pohang-si"], "designated_from"].tolist() == [dt.date(2022, 10, 31), dt.date(2025, 8, 28)]
    assert set(table.index) == {"pohang-si", "yeosu-si", "seosan-si", "gwangyang-si"}


def test_what_is_not_known_of_employment_crisis_regions_is_said() -> None:
    crisis, preemptive = designations("employment_crisis"), designations("employment_crisis_preemptive")
    assert len(crisis) == 8 and set(crisis["until_basis"]) == {"at_least"} and not crisis["verified"].any()
    assert set(preemptive["from_basis"]) == {"decision"} and preemptive["designated_until"].isna().all()


def test_last_day_is_empty_exactly_where_it_is_open() -> None:
    table = result(CRISIS_DESIGNATION, crisis_designation())
    assert set(table["scheme"]) == set(SCHEMES)
    assert (table["designated_until"].isna() == (table["until_basis"] == "open")).all()


# --- innovation cities


def test_ten_cities_took_in_112_institutions() -> None:
    table = result(INNOVATION_CITY, innovation_city())
    assert len(table) == 10 and table["institutions_moved"].sum() == 112
    assert table["staff"].sum() == 45_331
    assert set(table["first_arrival_year"]) == {2012, 2013}


def test_every_city_has_a_site_and_every_site_a_city() -> None:
    table = sites_have_a_city(innovation_city_site(), innovation_city()).set_index("city_id")
    assert (table["cities"] == 1).all() and table["sites"].sum() == 15
    assert table.loc[["busan", "chungbuk", "jeonbuk", "gwangju_jeonnam"], "sites"].tolist() == [4, 2, 2, 1]


def test_gwangju_and_jeonnam_share_a_city_in_naju() -> None:
    assert innovation_city_site().set_index("city_id").loc["gwangju_jeonnam", "unit_id"] == "naju-si"


def test_sites_lie_where_their_hosts_do() -> None:
    sites = result(INNOVATION_CITY_SITE, innovation_city_site()).set_index("site_id")
    assert sites["emd_mois_codes"].str[:5].tolist() == sites["mois_code"].tolist()
    assert sites["lat"].idxmin() == "daeryun" and sites["lat"].idxmax() == "bangok"
    assert sites["lon"].idxmin() == "daeryun" and sites["lon"].idxmax() == "ujeong"
    assert sites.loc["centum", ["lon", "lat"]].tolist() == [129.13761, 35.17436]
