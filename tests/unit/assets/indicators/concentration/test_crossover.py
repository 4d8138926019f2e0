"""When the capital region passed one half: whole units decide, and each concept has its own year."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.indicators.concentration.capital import crossing, crossover
from expectations.contracts.concentration import CROSSOVER
from expectations.contracts.events import CROSSWALK, REFERENCE_REGION
from expectations.contracts.inequality import OECD_TL2
from expectations.contracts.population import POPULATION_COVERAGE, POPULATION_TABLE
from expectations.contracts.sido_figures import SIDO_FIGURE_REPORTED
from expectations.contracts.sido_population import SIDO_CENSUS_POPULATION, SIDO_POPULATION_REPORTED
from tests.frames import relation, result, typed

OLD = dt.date(1994, 12, 31)


def day(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def years(*counts: tuple[int, int]) -> pd.DataFrame:
    """Capital and rest, one year after the other since 2000."""
    rows = [(day(2000 + index), capital, capital + rest) for index, (capital, rest) in enumerate(counts)]
    return pd.DataFrame(rows, columns=["reference_date", "capital", "nation"])


def test_dates_and_margins_either_side() -> None:
    row = crossing(years((49, 51), (50, 50), (51, 50), (60, 40)))
    assert (row["outcome"], row["before_date"], row["crossover_date"]) == ("crossed", day(2001), day(2002))
    assert (row["margin_before"], row["margin_after"], row["margin_last"]) == (0, 1, 20)
    assert (row["first_date"], row["last_date"], row["share_last"]) == (day(2000), day(2003), 0.6)


def test_whole_numbers_decide_where_a_float_no_longer_can() -> None:
    half = 10**17
    row = crossing(years((half, half), (half + 1, half)))
    assert (row["outcome"], row["margin_after"]) == ("crossed", 1)


def test_only_the_crossing_that_lasted_counts() -> None:
    assert crossing(years((4, 6), (6, 4), (4, 6), (7, 3)))["crossover_date"] == day(2003)


def test_majority_from_the_start_has_no_crossing() -> None:
    row = crossing(years((6, 4), (7, 3)))
    assert row["outcome"] == "majority throughout" and "crossover_date" not in row


def test_no_majority_and_a_lost_one_are_told_apart() -> None:
    assert crossing(years((4, 6), (5, 5)))["outcome"] == "never a majority"
    assert crossing(years((6, 4), (4, 6)))["outcome"] == "lost its majority"


def table(
    known: bool = True, people: int = 60, sido: tuple[str, ...] = (), sexes: tuple[str, ...] = ("male", "female")
) -> pd.DataFrame:
    regions = [
        {"level": "sigungu", "region_id": "suwon-si", "megaregion": "capital"},
        {"level": "sigungu", "region_id": "jeju-si", "megaregion": "jeju"},
    ]
    persons = [
        {
            "unit_id": unit,
            "population_concept": "registration",
            "sex": "female",
            "age_from": age,
            "reference_date": day(2024),
            "population": count,
        }
        for unit, age, count in (("suwon-si", 20, people), ("suwon-si", 35, 900), ("jeju-si", 30, 40))
    ]
    coverage = [{"unit_id": "suwon-si", "known": known, "population_concept": "registration", "reference_date": day(2024)}]
    sheet = [
        {"unit_id": unit, "reference_date": day(year), "source_vintage": day(year), "population": count, "megaregion": group}
        for unit, group, counts in (("gyeonggi", "capital", (49, 51)), ("jeju", "jeju", (50, 50)))
        for year, count in zip((2018, 2019), counts, strict=True)
    ]
    figures = [{"figure": "grdp", "unit_id": "jeju", "reference_date": day(2020), "value": 7, "megaregion": "jeju"}]
    census = [
        {"unit_id": unit, "reference_date": dt.date(year, 11, 1), "sex": sex, "megaregion": group}
        | (counts if sex == "male" else {})
        for unit, group, years in (
            ("gyeonggi", "capital", ({"population": 49, "koreans": 48}, {"population": 52, "koreans": 49})),
            ("jeju", "jeju", ({"population": 50, "koreans": 50}, {"population": 50, "koreans": 50})),
        )
        for year, counts in zip((2015, 2020), years, strict=True)
        for sex in sexes
    ]
    oecd = [
        {"region_id": code, "country": "KOR", "year": 2020, "population": n, "gdp": n} for code, n in (("KR01", 3), ("KR07", 2))
    ]
    made = crossover(
        relation(SIDO_POPULATION_REPORTED, *sheet),
        relation(POPULATION_TABLE, *persons),
        relation(POPULATION_COVERAGE, *coverage),
        relation(REFERENCE_REGION, *regions),
        relation(SIDO_FIGURE_REPORTED, *figures),
        relation(SIDO_CENSUS_POPULATION, *census),
        relation(OECD_TL2, *oecd),
        typed(
            CROSSWALK, *({"track": "sido", "from_unit_id": u, "to_unit_id": u, "weight": 1.0, "valid_from": OLD} for u in sido)
        ),
    )
    return result(CROSSOVER, made).set_index("concept")


def test_every_concept_has_its_own_row() -> None:
    rows = table()
    assert rows["outcome"].to_dict() == {
        "grdp": "never a majority", "oecd_tl2": "majority throughout", "oecd_tl2_gdp": "majority throughout",
        "registration": "crossed", "registration_20_34": "majority throughout",
        "census": "crossed", "census_koreans": "never a majority",
    }  # fmt: skip
    assert rows.loc["registration", ["margin_before", "margin_after"]].tolist() == [-1, 1]
    assert rows.loc["registration_20_34", "margin_last"] == 20  # the 900 are older
    assert rows["unit"].to_dict()["grdp"] == "million KRW"


def test_foreigners_who_live_here_count_in_the_census_and_koreans_alone_are_another_concept() -> None:
    rows = table()
    assert rows.loc["census", ["before_date", "crossover_date"]].tolist() == [dt.date(2015, 11, 1), dt.date(2020, 11, 1)]
    assert rows.loc[["census", "census_koreans"], "margin_last"].tolist() == [2, -1]


def test_a_day_on_which_a_unit_is_missing_has_no_margin_by_age() -> None:
    assert "registration_20_34" not in table(known=False).index


def test_a_day_on_which_a_sido_is_missing_has_no_margin() -> None:
    """Product is printed of Jeju alone, which is not the nation."""
    rows = table(sido=("gyeonggi", "jeju"))
    assert "grdp" not in rows.index and "census" in rows.index
    assert rows.loc["registration", "outcome"] == "crossed"
    assert "registration" not in table(sido=("gyeonggi", "jeju", "busan")).index


def test_census_of_one_sex_has_no_margin() -> None:
    assert not {"census", "census_koreans"} & set(table(sexes=("male",)).index)


def test_nothing_to_go_by_gives_no_rows() -> None:
    contracts = (
        SIDO_POPULATION_REPORTED,
        POPULATION_TABLE,
        POPULATION_COVERAGE,
        REFERENCE_REGION,
        SIDO_FIGURE_REPORTED,
        SIDO_CENSUS_POPULATION,
        OECD_TL2,
    )
    assert result(CROSSOVER, crossover(*(relation(contract) for contract in contracts), typed(CROSSWALK))).empty
