"""Measurements on fertility, flows, OECD regions, local finance and eup-myeon-dong: what each counts, on small frames."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from domain.ages import MOTHERS_AGES
from expectations.contracts.emd import EMD_POPULATION
from expectations.contracts.flows import MIGRATION_FLOW
from expectations.contracts.inequality import OECD_TL2
from expectations.contracts.sido_figures import LOCAL_FINANCE
from expectations.contracts.units import REGION
from expectations.contracts.vital import KOSIS_FERTILITY
from expectations.rules.concentration import gdp_per_head_agrees
from expectations.rules.emd import emd_sigungu_missing
from expectations.rules.history import local_governments_only
from expectations.rules.moves import flow_units
from expectations.rules.vital import kostat_codes_of_the_year, rates_add_up
from tests.frames import typed

BEGIN, REFORM, DAY = dt.date(1994, 12, 31), dt.date(2013, 1, 1), dt.date(2024, 12, 31)
GUN = {"kostat7_code": "36440", "kostat8_code": "36640", "mois_code": "46870"}
COUNTY_LATER = {"kostat7_code": "33390", "kostat8_code": "33590", "mois_code": "43745", "valid_from": REFORM}


def history(*eras: dict[str, Any]) -> pd.DataFrame:
    standard = {"level": "sigungu", "valid_from": BEGIN, "in_finest": True}
    return typed(REGION, *({"region_id": str(n), "unit_id": f"unit-{n}"} | standard | era for n, era in enumerate(eras)))


def verdicts(code: str, year: int, rate: float | None = 1.0) -> list[str]:
    row = {"region_code": code, "reference_date": dt.date(year, 12, 31), "total_fertility_rate": rate, "source_row": 1}
    return list(kostat_codes_of_the_year(typed(KOSIS_FERTILITY, row), history(GUN, COUNTY_LATER))["verdict"])


def test_gun_has_its_old_code_to_2022_and_its_new_one_after() -> None:
    assert verdicts("36440", 2022) == ["known"] and verdicts("36640", 2023) == ["known"]
    assert verdicts("36440", 2023) == ["unknown code"] and verdicts("36640", 2022) == ["unknown code"]


def test_code_of_a_branch_office_that_became_a_county_is_of_a_later_unit() -> None:
    assert verdicts("33390", 2012) == ["of a later unit"] and verdicts("33390", 2013) == ["known"]


def test_code_without_a_figure_is_not_judged() -> None:
    assert verdicts("99999", 2020, rate=None) == []


def test_rates_by_age_are_held_against_the_total() -> None:
    even = dict.fromkeys((f"fertility_rate_{ages}" for ages in MOTHERS_AGES), 10.0)
    rows = [
        {"region_code": "11010", "total_fertility_rate": 0.35, **even},
        {"region_code": "11020", "total_fertility_rate": 1.35, **even},
        {"region_code": "11030"},
    ]
    assert rates_add_up(typed(KOSIS_FERTILITY, *rows))["difference"].tolist() == pytest.approx([0, -1])


def test_flow_of_an_unknown_code_and_a_unit_without_flows_are_counted() -> None:
    flows = typed(
        MIGRATION_FLOW,
        {"year": 2024, "origin_code": "46870", "destination_code": "99999", "moves": 1},
        {"year": 2012, "origin_code": "46870", "destination_code": "46870", "moves": 1},
    )
    table = flow_units(flows, history(GUN, COUNTY_LATER)).set_index("year")
    assert table.loc[2024].tolist() == [1, 1, "99999, unit-1"]
    assert table.loc[2012].tolist() == [0, 0, ""]


def test_gdp_per_head_is_held_against_gdp_and_population() -> None:
    regions = typed(
        OECD_TL2,
        {"region_id": "KR01", "gdp": 100, "population": 1000, "gdp_per_head": 100_000},
        {"region_id": "KR02", "gdp": 100, "population": 1000, "gdp_per_head": 50_000},
    )
    assert gdp_per_head_agrees(regions)["ratio"].tolist() == pytest.approx([1, 2])


def test_code_of_no_local_government_is_unknown() -> None:
    eras = history({"mois_code": "11110", "in_local_government": True}, {"mois_code": "41111"})
    rows = [{"region_code": code, "year": 2024} for code in ("11110", "41111")]
    table = local_governments_only(typed(LOCAL_FINANCE, *rows), eras)
    assert table.set_index("region_code")["verdict"].to_dict() == {"11110": "known", "41111": "unknown code"}


def test_sigungu_without_an_eup_myeon_dong_is_counted_on_its_day_only() -> None:
    rows = [
        {"mois_code": "4687025000", "reference_date": dt.date(2012, 12, 31), "source_row": 1},
        {"mois_code": "4687025000", "reference_date": DAY, "source_row": 2},
        {"mois_code": "9999925000", "reference_date": DAY, "source_row": 3},
    ]
    table = emd_sigungu_missing(typed(EMD_POPULATION, *rows), history(GUN, COUNTY_LATER)).set_index("reference_date")
    assert table.loc[dt.date(2012, 12, 31)].tolist() == [0, 0, ""]
    assert table.loc[DAY].tolist() == [1, 1, "99999, unit-1"]


def test_tables_that_a_profile_leaves_out_measure_nothing() -> None:
    eras = history(GUN)
    assert kostat_codes_of_the_year(typed(KOSIS_FERTILITY), eras).empty
    assert flow_units(typed(MIGRATION_FLOW), eras).empty
    assert emd_sigungu_missing(typed(EMD_POPULATION), eras).empty
    assert local_governments_only(typed(LOCAL_FINANCE), eras).empty
