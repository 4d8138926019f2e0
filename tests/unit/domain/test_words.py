"""The smaller word lists agree with themselves and with the facts."""

from __future__ import annotations

from assets.geography.fact_files import facts
from domain.borders import CLOSED, FITNESS, KEPT
from domain.census import ACTIVITIES as CENSUS_ACTIVITIES
from domain.groups import CAPITAL, CAPITAL_KOSTAT
from domain.industries import ACTIVITIES, ALL_KINDS, ALL_SECTIONS, ESTABLISHMENT_KINDS, SECTIONS
from domain.innovation_city import RING_BOUNDS, RINGS
from domain.levels import BOUNDARY_LEVELS, GROUPINGS, LEVELS, SIMPLE_LEVELS
from domain.product import AMOUNTS, PRINTED_AMOUNTS, PRODUCT_PER_HEAD
from domain.rust_belt import ERODED_FROM, HOLLOWED_FROM, INDICATORS, LABELS
from domain.segments import BREAKS, MOVED, NATIONAL_TABLES


def test_the_capital_region_is_one_in_every_grouping_and_has_its_codes() -> None:
    known = facts()
    for scheme in ("five_plus_three", "five_plus_two", "capital_rest", "kostat_four_regions"):
        members = known.membership[(known.membership["scheme"] == scheme) & known.membership["sido_unit_id"].isin(CAPITAL)]
        groups = known.membership[(known.membership["scheme"] == scheme) & known.membership["group_id"].isin(members["group_id"])]
        assert set(members["sido_unit_id"]) == set(groups["sido_unit_id"]) == set(CAPITAL), scheme
    codes = known.region[known.region["unit_id"].isin(CAPITAL)]
    assert {*codes["kostat7_code"].dropna(), *codes["kostat8_code"].dropna()} == set(CAPITAL_KOSTAT)


def test_levels_go_from_the_whole_to_the_part_and_groups_follow_a_scheme_of_membership() -> None:
    assert LEVELS[0] == "nation" and LEVELS[-2:] == ("sido", "sigungu") and set(GROUPINGS) < set(LEVELS)
    assert set(GROUPINGS.values()) <= set(facts().membership["scheme"])
    assert set(BOUNDARY_LEVELS) & set(SIMPLE_LEVELS) == {"sido", "sigungu", "emd"}


def test_sections_are_those_of_ksic_without_households_and_bodies_abroad() -> None:
    assert list(SECTIONS.values()) == list("ABCDEFGHIJKLMNOPQRS") and ALL_SECTIONS not in SECTIONS.values()
    assert ESTABLISHMENT_KINDS[0] == ALL_KINDS


def test_manufacturing_has_seven_parts_and_activities_meet_those_of_the_census() -> None:
    assert len([name for name in ACTIVITIES.values() if name.startswith("manufacturing_")]) == 7
    assert len(set(ACTIVITIES.values())) == len(ACTIVITIES)
    assert set(ACTIVITIES.values()) & set(CENSUS_ACTIVITIES.values()) >= {
        "agriculture",
        "mining",
        "energy",
        "construction",
        "trade",
    }


def test_amounts_are_named_in_the_order_in_which_they_are_printed() -> None:
    assert dict(zip(AMOUNTS, PRINTED_AMOUNTS, strict=True))["product_per_head"] == PRODUCT_PER_HEAD


def test_breaks_follow_each_other_and_national_tables_have_known_bases() -> None:
    assert [known.year for known in BREAKS] == sorted({known.year for known in BREAKS})
    assert {table.basis for table in NATIONAL_TABLES.values()} == {known.basis for known in BREAKS}
    assert {name for names in MOVED.values() for name in names} <= set(NATIONAL_TABLES) and set(MOVED) <= set(SECTIONS.values())


def test_rings_have_their_bounds_in_their_names() -> None:
    assert [ring.split("_")[-1] for ring in RINGS] == [f"{bound:.0f}" for bound in RING_BOUNDS]


def test_reasons_to_close_and_to_keep_a_gap_are_apart() -> None:
    assert not set(CLOSED) & set(KEPT) and FITNESS == ("measuring", "maps")


def test_indicators_of_the_rust_belt_have_both_pillars_and_worse_states_begin_higher() -> None:
    assert {indicator.pillar for indicator in INDICATORS} == {0, 1} and len({i.name for i in INDICATORS}) == len(INDICATORS)
    assert 0 < ERODED_FROM < HOLLOWED_FROM < 1 and set(LABELS["crisis"]) | set(LABELS["preemptive"]) == set(LABELS["any"])
