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
    interest_area,
)
from assets.reference.units import region
from domain.designation import state_on
from domain.history import alive
from expectations.contract import TableContract
from expectations.contracts.innovation_city import INNOVATION_CITY, INNOVATION_CITY_SITE
from expectations.contracts.legal_decline import DECLINE_AREA, INTEREST_AREA
from expectations.contracts.policy import CRISIS_DESIGNATION
from expectations.rules.policy import (
    decline_area_units,
    designated_units,
    designation_days,
    host_units,
    interest_area_units,
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
        (INTEREST_AREA, interest_area()),
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


def test_areas_of_interest_are_eighteen_others_by_a_notice_of_their_own() -> None:
    areas = result(INTEREST_AREA, interest_area())
    assert Counter(areas["sido_unit_id"]) == {
        **{"gangwon": 4, "daejeon": 3, "busan": 2, "gyeonggi": 2, "gyeongbuk": 2, "gyeongnam": 2},
        **{"incheon": 1, "gwangju": 1, "jeonbuk": 1},
    }
    assert not set(areas["unit_id"]) & set(decline_area()["unit_id"])
    assert set(areas["notice"]) == {"MOIS notice 2025-78"} and set(areas["designated_from"]) == {dt.date(2026, 1, 1)}
    assert set(areas["kind"]) == {"interest"} and set(decline_area()["kind"]) == {"decline"}
    assert set(interest_area_units(areas, decline_area(), region())["verdict"]) == {"alive"}


def test_an_area_cannot_be_both_of_interest_and_in_decline() -> None:
    areas, first = interest_area(), interest_area()["unit_id"].iloc[0]
    verdicts = interest_area_units(areas, decline_area().assign(unit_id=first), region())
    assert verdicts.loc[verdicts["unit_id"] == first, "verdict"].tolist() == ["population-decline area too"]
    assert (verdicts["verdict"] == "alive").sum() == len(areas) - 1


def test_five_years_of_the_89_end_in_october_2026_and_the_notice_says_why() -> None:
    for contract, table, basis in ((DECLINE_AREA, decline_area(), "cycle"), (INTEREST_AREA, interest_area(), "notice")):
        areas = result(contract, table)
        assert set(areas["designated_until"]) == {dt.date(2026, 10, 19)} and set(areas["until_basis"]) == {basis}
        assert areas["source_date"].notna().all()


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


def test_four_of_gyeongnam_were_employment_crisis_regions_to_the_end_of_2022() -> None:
    table = designations("employment_crisis")
    known = table[table["until_basis"] == "day"]
    assert set(known.index) == {"changwon-jinhae-gu", "tongyeong-si", "geoje-si", "gyeongnam-goseong-gun"}
    assert set(known["designated_until"]) == {dt.date(2022, 12, 31)}
    rest = table.drop(known.index)
    assert set(rest.index) == {"gunsan-si", "ulsan-dong-gu", "mokpo-si", "yeongam-gun"}
    assert set(rest["designated_until"]) == {dt.date(2021, 12, 31)} and set(rest["until_basis"]) == {"at_least"}
    assert set(table["latest_until"]) == {dt.date(2022, 12, 31)}


@pytest.mark.parametrize(
    ("unit", "first", "last", "latest"),
    [
        ("yeosu-si", dt.date(2025, 8, 28), dt.date(2026, 8, 27), dt.date(2026, 8, 27)),
        ("gwangju-gwangsan-gu", dt.date(2025, 8, 28), dt.date(2026, 8, 27), dt.date(2026, 8, 27)),
        ("pohang-si", dt.date(2025, 11, 18), dt.date(2026, 5, 17), dt.date(2026, 11, 20)),
        ("seosan-si", dt.date(2025, 11, 21), dt.date(2026, 5, 20), dt.date(2026, 11, 20)),
        ("ulsan-nam-gu", dt.date(2026, 1, 7), None, dt.date(2027, 1, 6)),
        ("gwangyang-si", dt.date(2026, 2, 13), dt.date(2027, 2, 12), dt.date(2027, 2, 12)),
        ("incheon-jemulpo-gu", dt.date(2026, 7, 7), None, dt.date(2027, 7, 6)),
        ("dangjin-si", dt.date(2026, 8, 23), dt.date(2027, 2, 4), dt.date(2027, 8, 22)),
    ],
)
def test_days_of_preemptive_employment_crisis_regions(unit: str, first: dt.date, last: dt.date | None, latest: dt.date) -> None:
    row = designations("employment_crisis_preemptive").loc[unit]
    assert (row["designated_from"], row["designated_until"], row["latest_until"]) == (first, last, latest)


def test_what_is_in_force_at_the_end_of_november_2026_has_a_source_of_its_day() -> None:
    table = result(CRISIS_DESIGNATION, crisis_designation())
    day = dt.date(2026, 11, 27)
    assert set(table["checked_on"]) == {day}
    table = table.assign(state=state_on(table, day))
    certain, possible = (
        {(row.scheme, row.unit_id) for row in table[table["state"] == state].itertuples()}
        for state in ("in_force", "may_be_in_force")
    )
    assert certain == {
        ("industrial_crisis_preemptive", "yeosu-si"), ("industrial_crisis_preemptive", "pohang-si"),
        ("industrial_crisis_preemptive", "seosan-si"), ("industrial_crisis_preemptive", "gwangyang-si"),
        ("employment_crisis_preemptive", "gwangyang-si"), ("employment_crisis_preemptive", "dangjin-si"),
    }  # fmt: skip
    assert possible == {
        ("employment_crisis_preemptive", "ulsan-nam-gu"), ("employment_crisis_preemptive", "incheon-jemulpo-gu"),
    }  # fmt: skip
    assert table.loc[table["state"] != "ended", "source_date"].notna().all()
    assert table["verified"].all()


def test_days_of_designations_are_in_order() -> None:
    assert set(designation_days(result(CRISIS_DESIGNATION, crisis_designation()))["verdict"]) == {"in order"}


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


def test_the_first_of_gangwon_came_from_the_capital_region() -> None:
    row = innovation_city().set_index("city_id").loc["gangwon"]
    assert "National Forensic Service" in row["first_institution"] and row["first_arrival_year"] == "2013"
    assert "2013-11-18" in row["note"]


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
