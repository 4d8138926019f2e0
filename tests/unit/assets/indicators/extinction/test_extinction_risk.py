"""The extinction-risk index against hand-computed values, its class boundaries, and what is done about missing units."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import pandas as pd
import pytest

from assets.geography.reference_region import region_member
from assets.indicators.extinction.risk import class_sql, extinction_risk, extinction_risk_reported
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.extinction import EXTINCTION_RISK, EXTINCTION_RISK_REPORTED
from expectations.contracts.population import POPULATION_COVERAGE, POPULATION_REPORTED, POPULATION_TABLE
from expectations.contracts.units import MEGAREGION_MEMBERSHIP, REGION
from tests.frames import relation, result

# Two counties of one sido, one of another.
REGIONS = (
    {"level": "nation", "region_id": "nation"},
    {"level": "megaregion", "region_id": "southwest", "megaregion": "southwest"},
    {"level": "sido", "region_id": "jeonnam", "sido_unit_id": "jeonnam", "megaregion": "southwest"},
    {"level": "sido", "region_id": "gwangju", "sido_unit_id": "gwangju", "megaregion": "southwest"},
    {"level": "sigungu", "region_id": "goheung", "sido_unit_id": "jeonnam", "megaregion": "southwest"},
    {"level": "sigungu", "region_id": "muan", "sido_unit_id": "jeonnam", "megaregion": "southwest"},
    {"level": "sigungu", "region_id": "dong", "sido_unit_id": "gwangju", "megaregion": "southwest"},
)
GROUPS = (
    {"scheme": "five_plus_three", "sido_unit_id": "jeonnam", "group_id": "southwest", "valid_from": dt.date(1995, 1, 1)},
    {"scheme": "five_plus_three", "sido_unit_id": "gwangju", "group_id": "southwest", "valid_from": dt.date(1995, 1, 1)},
)
SIGUNGU = ("goheung", "muan", "dong")


def people(unit: str, **groups: int) -> list[dict[str, Any]]:
    """Rows of core.population; `f20=5` are five women of 20-24, `m65=3` three men of 65-69."""
    sexes = {"f": "female", "m": "male"}
    return [
        {
            "unit_id": unit,
            "sex": sexes[key[0]],
            "age_from": int(key[1:]),
            "population": count,
            "population_concept": "registration",
        }
        for key, count in groups.items()
    ]


def risk(*population: dict[str, Any], missing: tuple[str, ...] = ()) -> pd.DataFrame:
    """The table by level and region."""
    coverage = [{"unit_id": unit, "known": unit not in missing, "population_concept": "registration"} for unit in SIGUNGU]
    table = extinction_risk(
        relation(POPULATION_TABLE, *population),
        relation(POPULATION_COVERAGE, *coverage),
        relation(REFERENCE_REGION, *REGIONS),
        region_member(relation(REFERENCE_REGION, *REGIONS), relation(MEGAREGION_MEMBERSHIP, *GROUPS)),
    )
    return result(EXTINCTION_RISK, table).set_index(["level", "region_id"])


def test_index_is_women_of_20_to_39_per_person_of_65_and_over() -> None:
    rows = people("goheung", f15=100, f20=1, f25=2, f30=3, f35=4, f40=100, m20=100, m60=100, m65=10, f70=20, m100=10)
    goheung = risk(*rows).loc[("sigungu", "goheung")]
    assert goheung["women_20_39"] == 10
    assert goheung["population_65_over"] == 40
    assert goheung["risk_index"] == 0.25
    assert goheung["risk_class"] == "entering_risk"
    assert bool(goheung["at_risk"])
    assert goheung["population"] == 450


def test_unit_shared_out_from_a_divided_one_is_flagged_and_sums_above_it_are_not_judged() -> None:
    rows = [row | {"interpolated": True} for row in people("goheung", f20=1, f65=4)]
    table = risk(*rows)["interpolated"]
    assert table[("sigungu", "goheung")] == True  # noqa: E712
    assert pd.isna(table[("nation", "nation")])


@pytest.mark.parametrize(
    ("women", "elders", "name", "at_risk"),
    [
        (0, 100, "high_risk", True),
        (199, 1000, "high_risk", True),
        (200, 1000, "entering_risk", True),
        (499, 1000, "entering_risk", True),
        (500, 1000, "caution", False),
        (999, 1000, "caution", False),
        (1000, 1000, "normal", False),
        (1499, 1000, "normal", False),
        (1500, 1000, "low_risk", False),
        (9000, 1000, "low_risk", False),
    ],
)
def test_a_bound_belongs_to_the_class_above_it(women: int, elders: int, name: str, at_risk: bool) -> None:
    row = risk(*people("muan", f30=women, m70=elders)).loc[("sigungu", "muan")]
    assert (row["risk_class"], bool(row["at_risk"])) == (name, at_risk)


def test_nobody_of_65_and_over_leaves_index_and_class_empty() -> None:
    row = risk(*people("dong", f30=50)).loc[("sigungu", "dong")]
    assert pd.isna(row["risk_index"]) and pd.isna(row["risk_class"]) and pd.isna(row["at_risk"])
    assert row["population_65_over"] == 0


def test_class_of_an_empty_index_is_empty() -> None:
    assert duckdb.sql(f"SELECT {class_sql('x')} FROM (SELECT NULL::DOUBLE AS x)").fetchone() == (None,)


def test_higher_levels_divide_sums_and_never_average() -> None:
    table = risk(*people("goheung", f30=10, m70=100), *people("muan", f30=90, m70=100), *people("dong", f30=300, m70=100))
    assert table.loc[("sido", "jeonnam"), "risk_index"] == 0.5
    assert table.loc[("sido", "jeonnam"), "risk_class"] == "caution"
    assert table.loc[("megaregion", "southwest"), "risk_index"] == pytest.approx(400 / 300)
    assert table.loc[("nation", "nation"), "women_20_39"] == 400


def test_every_level_holds_everybody_once() -> None:
    table = risk(*people("goheung", f30=10, m70=100), *people("muan", m5=7), *people("dong", f30=300))
    assert table.groupby("level")["population"].sum().to_dict() == {
        "nation": 417, "megaregion": 417, "sido": 417, "sigungu": 417,
    }  # fmt: skip


def test_missing_unit_has_no_row_and_is_counted_above_it() -> None:
    table = risk(*people("muan", f30=10, m70=10), *people("dong", f30=10, m70=10), missing=("goheung",))
    assert ("sigungu", "goheung") not in table.index
    assert table.loc[("sido", "jeonnam"), "missing_units"] == 1
    assert table.loc[("nation", "nation"), "missing_units"] == 1
    assert table.loc[("sido", "gwangju"), "missing_units"] == 0


def test_count_that_lacks_a_unit_is_empty_and_the_index_of_the_others_says_so() -> None:
    table = risk(*people("muan", f30=10, m70=40), *people("dong", f30=10, m70=10), missing=("goheung",))
    for region in (("sido", "jeonnam"), ("megaregion", "southwest"), ("nation", "nation")):
        assert table.loc[region, ["population", "women_20_39", "population_65_over"]].isna().all()
        assert table.loc[region, "missing_units"] == 1
    assert table.loc[("sido", "jeonnam"), ["risk_index", "risk_class"]].tolist() == [0.25, "entering_risk"]
    assert table.loc[("sido", "gwangju"), "population"] == 20


def test_unit_that_is_said_to_be_known_and_has_no_people_is_missing() -> None:
    table = risk(*people("muan", f30=10, m70=40))
    assert table.loc[("nation", "nation"), "missing_units"] == 2 and pd.isna(table.loc[("nation", "nation"), "population"])


def test_region_whose_units_are_all_missing_has_no_row() -> None:
    table = risk(*people("dong", f30=10, m70=10), missing=("goheung", "muan"))
    assert ("sido", "jeonnam") not in table.index


def test_residents_are_not_mixed_into_registration() -> None:
    resident = [row | {"population_concept": "registration_residents"} for row in people("muan", f30=5, m70=5)]
    table = risk(*people("muan", f30=10, m70=10), *resident)
    assert table.loc[("sigungu", "muan"), "population"] == 20


# --- on the units of the day

MOVED = dt.date(2023, 7, 1)
THEN = (
    {"unit_id": "gyeongbuk", "level": "sido", "name_ko": "경상북도", "sido_unit_id": "gyeongbuk"},
    {"unit_id": "daegu", "level": "sido", "name_ko": "대구직할시", "sido_unit_id": "daegu", "valid_to": dt.date(1995, 1, 1)},
    {"unit_id": "daegu", "level": "sido", "name_ko": "대구광역시", "sido_unit_id": "daegu", "valid_from": dt.date(1995, 1, 1)},
    {"unit_id": "gunwi", "name_ko": "군위군", "sido_unit_id": "gyeongbuk", "in_kosis": True, "valid_to": MOVED},
    {"unit_id": "gunwi", "name_ko": "군위군", "sido_unit_id": "daegu", "in_kosis": True, "in_keis": True, "valid_from": MOVED},
    {"unit_id": "nam-gu", "name_ko": "남구", "sido_unit_id": "daegu", "in_kosis": False},
)


def of_the_day(*population: dict[str, Any]) -> pd.DataFrame:
    standard = {"level": "sigungu", "valid_from": dt.date(1990, 1, 1)}
    eras = [standard | {"region_id": str(number)} | era for number, era in enumerate(THEN)]
    table = extinction_risk_reported(relation(POPULATION_REPORTED, *population), relation(REGION, *eras))
    return result(EXTINCTION_RISK_REPORTED, table)


def printed(day: dt.date, codes_of: dt.date, **groups: int) -> list[dict[str, Any]]:
    return [row | {"reference_date": day, "source_vintage": codes_of} for row in people("gunwi", **groups)]


def test_index_of_a_unit_of_the_day_counts_women_of_20_to_39_and_all_of_65_and_over() -> None:
    rows = printed(MOVED, MOVED, f15=100, f20=1, f25=2, f30=3, f35=4, f40=100, m20=100, m60=100, m65=10, f70=20, m100=10)
    others = [row | {"population_concept": "mid_year", "population": 7777} for row in rows]
    (row,) = of_the_day(*rows, *others).to_dict("records")
    assert (row["unit_id"], row["women_20_39"], row["population_65_over"], row["population"]) == ("gunwi", 10, 40, 450)
    assert (row["risk_index"], row["risk_class"], row["at_risk"]) == (0.25, "entering_risk", True)


def test_unit_of_the_day_stands_in_the_sido_that_it_was_in_by_the_codes_of_most_figures() -> None:
    eve = MOVED - dt.timedelta(days=1)
    for codes, sido in ((eve, "경상북도"), (MOVED, "대구광역시"), (dt.date(1994, 12, 31), "경상북도")):
        (row,) = of_the_day(*printed(MOVED, codes, f20=1, m65=1)).to_dict("records")
        assert (row["sido_ko"], row["in_keis"]) == (sido, codes == MOVED)


@pytest.mark.parametrize(("women", "at_risk"), [(49, True), (50, False)])
def test_one_half_is_not_at_risk(women: int, at_risk: bool) -> None:
    assert of_the_day(*printed(MOVED, MOVED, f20=women, m65=100))["at_risk"].tolist() == [at_risk]


def test_nobody_old_makes_no_index_and_what_is_in_no_set_has_no_row() -> None:
    table = of_the_day(
        *printed(MOVED, MOVED, f20=5, m65=0), *(row | {"unit_id": "nam-gu"} for row in printed(MOVED, MOVED, f20=5))
    )
    assert table["unit_id"].tolist() == ["gunwi"] and table["risk_index"].isna().all()
