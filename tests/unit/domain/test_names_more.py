"""Short names of sido, said once."""

from __future__ import annotations

import pytest

from assets.geography.fact_files import facts
from domain.names import short_city_name, short_sido_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("서울특별시", "서울"), ("부산직할시", "부산"), ("세종특별자치시", "세종"), ("경기도", "경기"),
        ("강원특별자치도", "강원"), ("충청북도", "충북"), ("경상남도", "경남"), ("전라북도", "전북"),
        ("전북특별자치도", "전북"), ("제주도", "제주"),
    ],
)  # fmt: skip
def test_short_names_of_sido(name: str, short: str) -> None:
    assert short_sido_name(name) == short


def test_a_city_of_sido_rank_is_a_si_in_short() -> None:
    assert short_city_name("세종특별자치시") == "세종시" and short_city_name("인천광역시") == "인천시"


def test_short_names_tell_living_sido_apart() -> None:
    region = facts().region
    living = region[(region["level"] == "sido") & region["valid_to"].isna()]
    assert living["name_ko"].map(short_sido_name).nunique() == len(living)
