"""Regions and their members: everybody is in one region of each level, and a sigungu is made of itself alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.geography.reference_region import region_member
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.units import MEGAREGION_MEMBERSHIP, REGION_MEMBER
from tests.frames import relation, result

REGIONS = (
    {"level": "nation", "region_id": "nation"},
    {"level": "capital_rest", "region_id": "capital"},
    {"level": "capital_rest", "region_id": "rest"},
    {"level": "megaregion", "region_id": "capital", "megaregion": "capital"},
    {"level": "megaregion", "region_id": "jeju", "megaregion": "jeju"},
    {"level": "sido", "region_id": "seoul", "sido_unit_id": "seoul", "megaregion": "capital"},
    {"level": "sido", "region_id": "jeju", "sido_unit_id": "jeju", "megaregion": "jeju"},
    {"level": "sigungu", "region_id": "jongno-gu", "sido_unit_id": "seoul", "megaregion": "capital"},
    {"level": "sigungu", "region_id": "jung-gu", "sido_unit_id": "seoul", "megaregion": "capital"},
    {"level": "sigungu", "region_id": "jeju-si", "sido_unit_id": "jeju", "megaregion": "jeju"},
)


def groups() -> Any:
    rows = [
        (s, sido, group) for s in ("five_plus_three", "five_plus_two") for sido, group in (("seoul", "capital"), ("jeju", "jeju"))
    ]
    rows += [("capital_rest", "seoul", "capital"), ("capital_rest", "jeju", "rest"), ("oecd_tl2", "seoul", "KR01")]
    begins = {"valid_from": dt.date(1995, 1, 1)}
    return relation(
        MEGAREGION_MEMBERSHIP, *({"scheme": s, "sido_unit_id": sido, "group_id": group} | begins for s, sido, group in rows)
    )


def members(level: str, region: str, of: str) -> set[str]:
    table: pd.DataFrame = result(REGION_MEMBER, region_member(relation(REFERENCE_REGION, *REGIONS), groups()))
    chosen = table[(table["level"] == level) & (table["region_id"] == region) & (table["member_level"] == of)]
    return set(chosen["member_id"])


def test_capital_and_rest_share_the_country_between_them() -> None:
    assert members("capital_rest", "capital", "sigungu") == {"jongno-gu", "jung-gu"}
    assert members("capital_rest", "rest", "sigungu") == {"jeju-si"}
    assert members("nation", "nation", "sigungu") == {"jongno-gu", "jung-gu", "jeju-si"}


def test_sido_and_groups_know_their_sido_too() -> None:
    assert members("megaregion", "jeju", "sido") == members("sido", "jeju", "sido") == {"jeju"}
    assert members("nation", "nation", "sido") == {"seoul", "jeju"}


def test_a_sigungu_is_made_of_itself_and_of_no_sido() -> None:
    assert members("sigungu", "jung-gu", "sigungu") == {"jung-gu"}
    assert members("sigungu", "jung-gu", "sido") == set()
