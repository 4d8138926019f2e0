"""Average prices find the unit of their month, a merged unit has none, and a new sample is told from a moved price."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.panel.apartment_price import apartment_price_level, departures, sample_since
from expectations.contracts.events import CROSSWALK
from expectations.contracts.prices import APARTMENT_PRICE_LEVEL, APARTMENT_PRICE_MONTH, REB_PRICE_LEVEL
from expectations.contracts.units import REGION
from expectations.rules.price_level import most_regions_arrive, samples_of_a_year
from tests.frames import relation, result, typed
from tests.unit.assets.panel.test_named_figures import BORN, MERGED, OLD, REGIONS

JUNE, JULY = dt.date(2014, 6, 1), dt.date(2014, 7, 1)
FULL = {"incheon": "인천", "chungbuk": "충북", "chungnam": "충남", "sejong": "세종"}
ERAS = tuple(row | ({"valid_from": BORN} if row["unit_id"] == "sejong" else {}) for row in REGIONS)


def way(
    track: str, start: str, end: str, born: dt.date = OLD, ended: dt.date | None = None, weight: float = 1.0
) -> dict[str, Any]:
    return {
        "track": track, "from_unit_id": start, "to_unit_id": end, "weight": weight, "exact": weight == 1.0, "valid_from": born,
        "valid_to": ended,
    }  # fmt: skip


WAYS = (
    *(way("sido", unit, unit) for unit in ("incheon", "chungbuk")),
    *(way("sido", "chungnam", "chungnam", OLD, BORN, 0.9), way("sido", "chungnam", "sejong", OLD, BORN, 0.1)),
    *(way("sido", "chungnam", "chungnam", BORN), way("sido", "sejong", "sejong", BORN)),
    *(way("kosis", unit, unit) for unit in ("incheon-michuhol-gu", "goesan-gun")),
    *(
        way("kosis", "cheongju-si-until-2014", "cheongju-si", OLD, MERGED),
        way("kosis", "cheongwon-gun", "cheongju-si", OLD, MERGED),
    ),
    *(way("kosis", "cheongju-si", "cheongju-si", MERGED), way("kosis", "sejong-si", "sejong-si", BORN)),
    way("kosis", "yeongi-gun", "sejong-si", OLD, BORN),
)


def printed(sido: str, name: str, month: dt.date, price: float, kind: str = "sale", row_kind: str = "sigungu") -> dict[str, Any]:
    return {"sido_name": sido, "region_name": name, "month": month, "price": price, "price_kind": kind, "row_kind": row_kind}


def levels(*rows: dict[str, Any], index: tuple[dict[str, Any], ...] = ()) -> pd.DataFrame:
    table = apartment_price_level(
        relation(REB_PRICE_LEVEL, *rows), typed(APARTMENT_PRICE_MONTH, *index), relation(REGION, *ERAS), typed(CROSSWALK, *WAYS)
    )
    return result(APARTMENT_PRICE_LEVEL, table)


def test_both_prices_stand_in_one_row_with_their_ratio() -> None:
    row = levels(printed("인천", "미추홀구", JULY, 200), printed("인천", "미추홀구", JULY, 150, "jeonse")).iloc[0]
    assert row[["level", "region_id", "sale_price", "jeonse_price", "jeonse_ratio"]].tolist() == [
        *("sigungu", "incheon-michuhol-gu", 200, 150, 0.75)
    ]
    alone = levels(printed("인천", "미추홀구", JULY, 200)).iloc[0]
    assert pd.isna(alone["jeonse_price"]) and pd.isna(alone["jeonse_ratio"])


def test_unit_that_was_merged_has_no_level_before_and_its_own_since() -> None:
    rows = (printed("충북", "(구)청주시", JUNE, 157), printed("충북", "청주시", JULY, 158))
    assert levels(*rows)[["region_id", "month", "sale_price"]].to_numpy().tolist() == [["cheongju-si", JULY, 158]]


def test_sejong_is_a_sido_and_its_own_sigungu_and_yeongi_after_its_end_is_nobody() -> None:
    month = dt.date(2012, 12, 1)
    rows = (printed("세종", "세종", month, 143, row_kind="sido"), printed("충남", "연기군", dt.date(2012, 11, 1), 138))
    assert levels(*rows)[["level", "region_id", "month"]].to_numpy().tolist() == [
        ["sido", "sejong", month],
        ["sigungu", "sejong-si", month],
    ]


def test_gu_of_a_city_are_left_out() -> None:
    assert levels(printed("충북", "상당구", JULY, 150, row_kind="gu")).empty and levels().empty


# --- samples

MONTHS = [dt.date(2030, month, 1) for month in range(1, 7)]


def series(column: str, region: str, values: list[float]) -> list[dict[str, Any]]:
    return [
        {"level": "sigungu", "region_id": region, "month": month, column: value}
        for month, value in zip(MONTHS, values, strict=False)
    ]


def prices(*jumps: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Ten regions whose prices and index rise by 1 % a month; the first ones jump by `jumps` in the fourth month."""
    level, index = [], []
    for number in range(10):
        jump = jumps[number] if number < len(jumps) else 1.0
        level += series("sale_price", f"r{number}", [100 * 1.01**m * (jump if m >= 3 else 1) for m in range(6)])
        index += series("price_index", f"r{number}", [50 * 1.01**m for m in range(6)])
    return typed(APARTMENT_PRICE_LEVEL, *level), typed(APARTMENT_PRICE_MONTH, *index)


def test_price_that_moves_with_the_index_is_of_one_sample() -> None:
    levels_, index = prices()
    assert set(sample_since(levels_, index).values()) == {MONTHS[0]}


def test_jump_of_many_regions_away_from_the_index_begins_a_sample() -> None:
    since = sample_since(*prices(1.3, 0.8))
    assert [since[month] for month in MONTHS] == [MONTHS[0]] * 3 + [MONTHS[3]] * 3
    assert departures(*prices(1.3, 0.8))[MONTHS[3]] > 0.2 > departures(*prices(1.3, 0.8))[MONTHS[4]]


def test_jump_of_one_region_in_ten_is_none() -> None:
    assert set(sample_since(*prices(1.015)).values()) == {MONTHS[0]}


def test_months_beyond_the_index_have_no_known_sample() -> None:
    levels_, index = prices()
    since = sample_since(levels_, index[index["month"] <= MONTHS[2]])
    assert list(since) == MONTHS[:3]
    assert list(sample_since(levels_, index[:0])) == MONTHS[:1]


def test_samples_are_counted_by_year_and_lost_regions_by_month() -> None:
    table = typed(
        APARTMENT_PRICE_LEVEL,
        *(
            {"level": "sigungu", "region_id": "a", "month": month, "sample_since": since}
            for month, since in zip(MONTHS, [MONTHS[0], *MONTHS[1:4], MONTHS[3], None], strict=True)
        ),
    )
    assert samples_of_a_year(table).to_numpy().tolist() == [[2030, 3]]
    raw = typed(REB_PRICE_LEVEL, *(printed("인천", name, MONTHS[0], 9) for name in ("중구", "동구")))
    assert most_regions_arrive(table, raw)["share"].tolist() == [0.5]
