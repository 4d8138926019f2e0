"""Why an expected area stands where it stands: said from its figures, in two languages, whatever is known."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.indicators.rust_belt.expected import rust_belt_expected
from domain.rust_belt import EXPECTED, INDICATORS
from expectations.contracts.policy import CRISIS_DESIGNATION
from expectations.contracts.rust_belt import RUST_BELT, RUST_BELT_EXPECTED
from expectations.contracts.units import REGION
from expectations.rules.industry import expected_areas_told
from tests.frames import result, typed

REGIONS = (
    {"unit_id": "gyeongnam", "level": "sido", "name_ko": "경상남도", "sido_unit_id": "gyeongnam"},
    {"unit_id": "geoje-si", "name_ko": "거제시"},
    {"unit_id": "gunsan-si", "name_ko": "군산시"},
    {"unit_id": "mokpo-si", "name_ko": "목포시"},
    {"unit_id": "changwon-si", "name_ko": "창원시"},
    {"unit_id": "changwon-jinhae-gu", "name_ko": "진해구", "parent_unit_id": "changwon-si"},
    {"unit_id": "gumi-si", "name_ko": "구미시"},
)
GEOJE = {
    "region_id": "geoje-si", "name_en": "Geoje-si", "name_ko": "거제시", "hub": True, "hub_basis": "both", "state": "eroded",
    "jobs_first": 59799, "jobs_first_date": dt.date(2015, 12, 31), "jobs_last": 36074, "jobs_last_date": dt.date(2021, 12, 31),
    "jobs_loss": 0.21, "span": "2015-2016, 2017-2019", "growth_gap": 0.41, "rank": 2, "rank_low": 2, "rank_high": 4,
}  # fmt: skip


def expected(*belt: dict[str, Any], designated: tuple[str, ...] = ()) -> pd.DataFrame:
    eras = [
        {"region_id": str(n), "level": "sigungu", "sido_unit_id": "gyeongnam", "valid_from": dt.date(1995, 1, 1)} | row
        for n, row in enumerate(REGIONS)
    ]
    labels = [{"scheme": "industrial_crisis", "unit_id": unit, "designated_from": dt.date(2018, 5, 29)} for unit in designated]
    table = rust_belt_expected(
        typed(RUST_BELT, *belt).drop(columns="geometry"), typed(CRISIS_DESIGNATION, *labels), typed(REGION, *eras)
    )
    return result(RUST_BELT_EXPECTED, table).set_index("unit_id")


def test_hub_is_told_with_jobs_loss_growth_and_rank() -> None:
    row = expected(GEOJE, designated=("geoje-si",)).loc["geoje-si"]
    assert row["reason"] == (
        "hub by workers and value added; 59,799 manufacturing jobs in 2015 and 36,074 in 2021, as counted then, 21% below the "
        "peak in 2015-2016, 2017-2019 (eroded); manufacturing value added 41% behind the nation's; rank 2, band 2-4"
    )
    assert "정점 대비 21% 감소" in row["reason_ko"] and row["expected_for"] == "industrial_crisis"


def test_hub_whose_province_publishes_no_jobs_says_so() -> None:
    same = {"state": "unknown", "hub": True, "hub_basis": "value_added", "growth_gap": -0.02}
    row = expected({"region_id": "gunsan-si", "rank_low": 7, "rank_high": 43} | same, designated=("gunsan-si",)).loc["gunsan-si"]
    assert row["reason"] == (
        "hub by value added; its province publishes no workers by section; manufacturing value added 2% ahead of the nation's; "
        "no rank, band 7-43"
    )


def test_town_that_was_no_hub_is_told_with_its_quotients_and_its_size() -> None:
    figures = {"workers_lq_first": 0.23, "workers_lq_peak": 0.28, "value_added_lq_highest": 0.17, "jobs_first": 1500}
    row = expected(
        {"region_id": "mokpo-si", "hub": False, "hub_basis": "both", "state": "no_hub"} | figures, designated=("mokpo-si",)
    )
    assert row.loc["mokpo-si", "reason"] == "no hub: location quotient 0.28 by workers and 0.17 by value added, 1,500 workers"


def test_gu_of_a_city_stands_under_its_city_and_what_is_in_no_table_is_said_to_be_so() -> None:
    changwon = GEOJE | {"region_id": "changwon-si", "name_en": "Changwon-si", "name_ko": "창원시"}
    table = expected(changwon, designated=("changwon-jinhae-gu",))
    assert table.loc["changwon-jinhae-gu", "region_id"] == "changwon-si"
    assert table.loc["changwon-jinhae-gu", "reason"].startswith("figures are of Changwon-si, of which it is a part; hub by")
    assert table.loc["gumi-si", "reason"] == "no unit of the reference geography" and pd.isna(table.loc["gumi-si", "region_id"])


def test_unit_of_which_nothing_is_known_is_not_called_no_hub() -> None:
    row = expected({"region_id": "gumi-si", "hub": None, "hub_basis": "unknown", "state": "not_known"}).loc["gumi-si"]
    assert row["reason"] == "not known whether it was a hub" and row["expected_for"] == "named by experts"


def test_every_area_of_the_accounts_is_told_whether_designated_or_not() -> None:
    table = expected()
    assert set(table.index) == {row["unit_id"] for row in REGIONS} & set(EXPECTED)
    assert set(table["expected_for"]) == {"named by experts"} and table[["industry", "industry_ko", "account"]].notna().all(
        axis=None
    )
    assert {"gunsan-si", "geoje-si", "tongyeong-si", "gyeongnam-goseong-gun", "ulsan-dong-gu", "changwon-jinhae-gu"} <= set(
        EXPECTED
    )
    assert {"mokpo-si", "yeongam-gun", "pohang-si", "gumi-si", "yeosu-si", "gwangyang-si"} <= set(EXPECTED)


def test_place_on_the_scale_is_told_by_what_raises_and_what_lowers_it_most() -> None:
    points = {f"{each.name}_points": 50.0 for each in INDICATORS} | {"jobs_loss_points": 93.4, "youth_outflow_points": 1.0}
    row = expected(GEOJE | points, designated=("geoje-si",)).loc["geoje-si"]
    said = "of 100 points 93 for manufacturing jobs lost since their peak and 1 for young people missing; rank 2, band 2-4"
    assert row["reason"].endswith(said) and "제조업 일자리 감소 93점, 청년 유출 1점" in row["reason_ko"]


def test_area_without_a_row_or_without_a_sentence_is_found() -> None:
    eras = typed(REGION, *({"region_id": str(n), "valid_from": dt.date(1995, 1, 1)} | row for n, row in enumerate(REGIONS)))
    told = [{"unit_id": unit, "reason": "said", "reason_ko": "말함"} for unit in ("geoje-si", "gunsan-si", "mokpo-si", "gumi-si")]
    told[1] |= {"reason_ko": ""}
    found = expected_areas_told(typed(RUST_BELT_EXPECTED, *told), eras).set_index("unit_id")["verdict"]
    assert found.to_dict() == {
        "geoje-si": "told", "mokpo-si": "told", "gumi-si": "told", "gunsan-si": "no sentence", "changwon-jinhae-gu": "left out",
    }  # fmt: skip
