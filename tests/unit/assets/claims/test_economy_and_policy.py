"""Claims on rank, product, industry, housing, innovation cities and policy, on small tables worked out by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import pytest

from assets import claims
from assets.claims import capital_half_of_product as product
from assets.claims import division_of_labour as division
from assets.claims import factory_deregulation as factory
from assets.claims import five_plus_three_status as five
from assets.claims import housing_jobs_births as housing
from assets.claims import hubs_become_rust_belts as rust
from assets.claims import innovation_cities as cities
from assets.claims import last_chance, oceans_and_hmm
from assets.claims import most_concentrated_oecd as oecd
from assets.claims import southwest_renewables as southwest
from assets.claims.sentence import december, definitions
from domain.oecd import MEMBERS
from expectations.contracts.claims import PUBLISHED_FIGURE
from expectations.contracts.concentration import CONCENTRATION, CROSSOVER
from expectations.contracts.decline import MASUDA
from expectations.contracts.industry import MANUFACTURING_JOBS, SPATIAL_DIVISION, SPATIAL_DIVISION_BREAK
from expectations.contracts.inequality import OECD_COMPARISON, OECD_RANK
from expectations.contracts.innovation_city_study import INNOVATION_CITY_EFFECT, INNOVATION_CITY_SERIES
from expectations.contracts.outlook import SCENARIO_HISTORY
from expectations.contracts.policy import CRISIS_DESIGNATION, KINDS, POLICY_EVENT, STATUSES
from expectations.contracts.registry import all_contracts
from expectations.contracts.rust_belt import RUST_BELT
from expectations.contracts.series import LAG_ASSOCIATION
from expectations.contracts.sido_figures import SIDO_FIGURE_REPORTED
from expectations.contracts.units import MEGAREGION_MEMBERSHIP, REGION
from expectations.contracts.value_added import SIDO_VALUE_ADDED, SIDO_VOLUME, SIGUNGU_VALUE_ADDED
from tests.frames import relation

DAY = december(2024)


def test_rank_of_the_newest_year_by_definition() -> None:
    row = {"measure": "population", "which": "capital", "korea_region": "sudogwon", "share": 0.5, "countries": 28}
    table = relation(
        OECD_RANK,
        row | {"year": 2019, "at_least_regions": 2, "rank": 2, "above": "SVN"},
        row | {"year": 2020, "at_least_regions": 2, "rank": 1},
        row | {"year": 2020, "at_least_regions": 5, "rank": 2, "countries": 25, "above": "CAN"},
    )
    there = compared(*(MEMBERS.keys() - {"ISL", "CHE"}))
    first, whole, second = oecd.people_sudogwon(table, there)
    assert (first.value, first.holds, first.n, first.reproduces) == (1, True, 28, True)
    assert (whole.holds, whole.needs) == (
        None,
        "shares of the members that the file does not have, or has faulty, for 2020: Switzerland, Iceland",
    )
    assert whole.needs_ko == "2020년 자료에 없거나 오류가 있는 회원국의 비중: 스위스, 아이슬란드"
    assert (second.value, second.holds, second.note) == (2, None, "share 50.0%; above: CAN")
    assert list(oecd.product_seoul(table, there)) == []
    assert [v.holds for v in oecd.people_sudogwon(table, compared(*MEMBERS))] == [True, None], "first of all members"


def compared(*countries: str) -> duckdb.DuckDBPyRelation:
    return relation(
        OECD_COMPARISON,
        *({"country": c, "year": 2020, "measure": "population", "which": "capital", "region_id": c} for c in countries),
    )


def test_a_rank_below_the_first_is_one_whoever_is_missing() -> None:
    row = {"year": 2020, "measure": "gdp", "which": "capital", "korea_region": "seoul_gyeonggi", "at_least_regions": 2}
    table = relation(OECD_RANK, row | {"rank": 3, "countries": 28, "share": 0.48, "above": "SVN, IRL"})
    (found,) = oecd.product_seoul_gyeonggi(table, compared("KOR"))
    assert (found.holds, found.note_ko) == (False, "비중 48.0%; 앞선 나라: 슬로베니아, 아일랜드")


def test_half_of_the_product_is_a_margin_above_zero() -> None:
    crossing = relation(
        CROSSOVER,
        {"concept": "grdp", "outcome": "crossed", "crossover_date": december(2015), "margin_last": 1, "share_last": 0.52},
        {"concept": "establishments", "outcome": "never a majority", "margin_last": 0, "share_last": 0.5},
    )
    grdp = {"figure": "grdp", "reference_date": december(2022)}
    figures = relation(
        SIDO_FIGURE_REPORTED,
        grdp | {"unit_id": "seoul", "megaregion": "capital", "value": 53.0},
        grdp | {"unit_id": "jeju", "megaregion": "jeju", "value": 47.0},
    )
    printed, newest = product.regional_product(crossing, figures)
    assert printed.reproduces and printed.holds is None and printed.value == pytest.approx(0.53)
    assert (newest.value, newest.holds, newest.note) == (0.52, True, "crossed at 2015-12-31")
    assert [v.holds for v in product.establishments(crossing)] == [False]


def gaps(*values: float, column: str = "division") -> duckdb.DuckDBPyRelation:
    rows: list[dict[str, Any]] = []
    for i, gap in enumerate(values):
        same = {"level": "capital_rest", "reference_date": december(2010 + i)}
        rows += [same | {"region_id": "capital", column: -0.1}, same | {"region_id": "rest", column: -0.1 - gap}]
    return relation(SPATIAL_DIVISION, *rows)


def test_a_gap_that_narrows_by_a_quarter_does_not_halve() -> None:
    table = gaps(0.20, 0.18, 0.15)
    assert [v.holds for v in division.narrower(table)] == [None, None, True]
    *_, last = division.halved(table)
    assert (last.value, last.holds, last.note) == (pytest.approx(0.15), False, "75% of that of 2010")


def test_gaps_of_volumes_are_definitions_of_their_own() -> None:
    volumes = gaps(0.20, 0.08, column="division_real")
    assert list(division.narrower(volumes)) == [] and list(division.halved(volumes)) == []
    assert [v.holds for v in division.narrower_real(volumes)] == [None, True]
    assert [v.holds for v in division.halved_real(volumes)] == [None, True]


def test_one_year_is_no_change() -> None:
    assert list(division.narrower(gaps(0.20))) == []


def break_row(**row: Any) -> duckdb.DuckDBPyRelation:
    usual = {
        "series": "division", "price_basis": "current", "test": "sup_f_2010_2015", "break_year": 2013, "direction": "narrowing",
        "p_bootstrap": 0.01, "p_random_walk": 0.06, "n": 39, "first_year": 1985, "last_year": 2023,
    }  # fmt: skip
    return relation(SPATIAL_DIVISION_BREAK, usual | row, usual | row | {"test": "sup_f"})


def test_break_is_judged_under_both_kinds_of_error() -> None:
    table = break_row()
    assert [(v.on, v.holds) for v in division.break_ar1(table)] == [(december(2013), True)]
    assert [(v.value, v.holds) for v in division.break_walk(table)] == [(0.06, False)]
    assert list(division.break_ar1_real(table)) == []


def test_break_to_a_wider_gap_speaks_against_the_sentence_however_sure_it_is() -> None:
    table = break_row(direction="widening", p_bootstrap=0.0005, p_random_walk=0.0005)
    assert [(v.holds, v.note) for v in division.break_ar1(table)] == [(False, "break in 2013, widening")]
    assert [v.holds for v in division.break_walk(table)] == [False]


def test_break_whose_p_the_draws_decide_says_so() -> None:
    table = break_row(p_bootstrap=0.057, error_bootstrap=0.0052, p_random_walk=0.02, error_random_walk=0.0031)
    (near,), (clear,) = division.break_ar1(table), division.break_walk(table)
    assert (near.holds, near.note) == (False, "break in 2013, narrowing; another seed may put p on the other side of 0.05")
    assert (clear.holds, clear.note) == (True, "break in 2013, narrowing")


def test_break_of_volumes_is_judged_beside_that_of_current_prices() -> None:
    table = break_row(price_basis="chained", break_year=2010, p_bootstrap=0.057, p_random_walk=0.04)
    assert [(v.on, v.value, v.holds) for v in division.break_ar1_real(table)] == [(december(2010), 0.057, False)]
    assert [v.holds for v in division.break_walk_real(table)] == [True]
    assert list(division.break_walk(table)) == []


def test_printed_research_shares_are_shown() -> None:
    table = relation(
        PUBLISHED_FIGURE, {"figure_id": "r", "figure": "rnd_spend_share", "value": 0.701, "period_to": december(2022)}
    )
    assert [(v.item, v.holds) for v in division.research(table)] == [("rnd_spend_share", None)]


def value_added(**capital_share: float) -> duckdb.DuckDBPyRelation:
    rows: list[dict[str, Any]] = []
    for year, share in capital_share.items():
        same = {"reference_date": december(int(year[1:])), "activity": "manufacturing_food"}
        rows += [
            same | {"unit_id": "seoul", "value_added": 100 * share},
            same | {"unit_id": "busan", "value_added": 100 * (1 - share)},
        ]
    return relation(SIDO_VALUE_ADDED, *rows)


def test_share_since_a_year_judges_the_newest_alone() -> None:
    table = value_added(y2003=0.38, y2011=0.34, y2023=0.41)
    assert [v.holds for v in factory.since_2003(table)] == [None, None, True]
    assert list(factory.since_2008(table)) == []


def test_change_after_an_easing_minus_change_before() -> None:
    easing = {"kind": "deregulation", "event_id": "easing-2008", "event_date": dt.date(2008, 10, 30), "verified": True}
    events = relation(
        POLICY_EVENT,
        easing,
        easing | {"event_id": "from-memory", "verified": False},
        easing | {"kind": "law", "event_id": "a-law", "event_date": dt.date(2008, 1, 1)},
    )
    (found,) = factory.before_and_after(value_added(y2003=0.40, y2008=0.35, y2013=0.36), events)
    assert (found.value, found.holds, found.item) == (pytest.approx(0.01 / 5 + 0.05 / 5), True, "easing-2008")


def volumes(**capital_share: float) -> duckdb.DuckDBPyRelation:
    """Printed wholes beside one of their parts, which must not be counted again."""
    rows: list[dict[str, Any]] = []
    for year, share in capital_share.items():
        for unit, made in (("seoul", 100 * share), ("busan", 100 * (1 - share))):
            same = {"reference_date": december(int(year[1:])), "unit_id": unit}
            rows += [
                same | {"activity": "manufacturing", "volume": made},
                same | {"activity": "manufacturing_food", "volume": 70.0},
            ]
    return relation(SIDO_VOLUME, *rows)


def test_share_of_volumes_may_rise_where_that_of_current_prices_fell() -> None:
    current, real = value_added(y2008=0.44, y2023=0.41), volumes(y2008=0.44, y2023=0.45)
    assert [v.holds for v in factory.since_2008(current)] == [None, False]
    assert [(round(v.value, 9), v.holds, v.n) for v in factory.since_2008_real(real)] == [(0.44, None, 2), (0.45, True, 2)]
    assert [v.holds for v in factory.since_2003_real(volumes(y2003=0.44, y2023=0.43))] == [None, False]


def test_change_after_an_easing_is_judged_in_volumes_too() -> None:
    easing = relation(
        POLICY_EVENT, {"kind": "deregulation", "event_id": "e", "event_date": dt.date(2008, 10, 30), "verified": True}
    )
    (found,) = factory.before_and_after_real(volumes(y2003=0.35, y2008=0.36, y2013=0.36), easing)
    assert (found.value, found.holds) == (pytest.approx(-0.01 / 5), False)


SPAN = "2015-2016, 2017-2019"


def hub(unit: str, state: str, **more: Any) -> dict[str, Any]:
    lost = {"intact": 0.0, "eroded": 0.1, "hollowed": 0.3}.get(state)
    same = {"region_id": unit, "hub": True, "state": state, "group_id": "rest", "span": SPAN}
    return same | {"jobs_loss": lost, "population_loss": 0.1} | more


def test_share_of_hubs_by_line() -> None:
    table = relation(
        RUST_BELT,
        hub("geoje-si", "hollowed"),
        hub("gunsan-si", "eroded", population_loss=0.0),
        hub("asan-si", "intact"),
        hub("bupyeong-gu", "hollowed", group_id="capital"),
        hub("iksan-si", "unknown"),
        hub("mokpo-si", "no_hub", hub=False),
    ).project("*")
    (eroded,) = rust.eroded(table)
    assert (eroded.value, eroded.n, eroded.holds) == (pytest.approx(2 / 3), 3, True)
    assert (eroded.on, eroded.note) == (december(2019), SPAN)
    assert [(v.value, v.holds) for v in rust.hollowed(table)] == [(pytest.approx(1 / 3), False)]
    assert [(v.value, v.holds) for v in rust.industry_and_people(table)] == [(pytest.approx(1 / 3), False)]


def test_hubs_together_are_chained_within_segments() -> None:
    """200 jobs to 180, a break, 90 to 81: a tenth and a tenth of the rest are lost. What lies outside of the span is left out."""
    belt = relation(RUST_BELT, hub("a", "eroded"), hub("b", "eroded"), hub("c", "eroded", group_id="capital"))
    years = {2015: (100, 100), 2016: (90, 90), 2017: (40, 50), 2019: (36, 45), 2020: (1, 1)}
    jobs = [
        {"level": "sigungu", "region_id": unit, "reference_date": december(year), "manufacturing_workers": count}
        | {"segment": "2015-2016" if year < 2017 else "2017-2019" if year < 2020 else "2020-2020"}
        for year, counts in years.items()
        for unit, count in zip(("a", "b"), counts, strict=True)
    ]
    (found,) = rust.together(belt, relation(MANUFACTURING_JOBS, *jobs))
    assert (found.value, found.holds, found.n, found.on) == (pytest.approx(0.19), True, 2, december(2019))
    assert list(rust.together(relation(RUST_BELT), relation(MANUFACTURING_JOBS))) == []


def test_growth_is_judged_for_hubs_whose_jobs_are_not_known_too() -> None:
    belt = relation(RUST_BELT, hub("gunsan-si", "unknown", growth_gap=0.3), hub("asan-si", "intact", growth_gap=-0.1))
    product = relation(SIGUNGU_VALUE_ADDED, {"unit_id": "asan-si", "reference_date": december(2020)})
    assert [(v.value, v.n, v.holds, v.on) for v in rust.behind_the_nation(belt, product)] == [(0.5, 2, False, december(2020))]


def test_designated_hubs_are_judged_one_by_one() -> None:
    table = relation(RUST_BELT, hub("geoje-si", "hollowed"), hub("pohang-si", "intact"), hub("asan-si", "eroded"))
    named = relation(
        CRISIS_DESIGNATION,
        *({"unit_id": u, "designated_from": dt.date(2018, 5, 29)} for u in ("geoje-si", "pohang-si", "mokpo-si")),
    )
    found = list(rust.designated(table, named))
    assert [(v.item, v.holds) for v in found] == [("geoje-si", True), ("pohang-si", False)]
    assert found[0].note_ko == f"25% 이상 상실; 정점 대비, {SPAN}"


def test_a_hub_that_was_designated_after_its_newest_jobs_is_open() -> None:
    table = relation(RUST_BELT, hub("geoje-si", "hollowed"), hub("ulsan-nam-gu", "intact"))
    named = relation(
        CRISIS_DESIGNATION,
        {"unit_id": "geoje-si", "designated_from": dt.date(2018, 5, 29)},
        {"unit_id": "geoje-si", "designated_from": dt.date(2026, 1, 1)},
        {"unit_id": "ulsan-nam-gu", "designated_from": dt.date(2026, 1, 7)},
    )
    found = {v.item: v for v in rust.designated(table, named)}
    assert found["geoje-si"].holds is True and found["geoje-si"].needs == ""
    assert found["ulsan-nam-gu"].holds is None and "2026" in found["ulsan-nam-gu"].needs


def association(*rows: dict[str, Any]) -> duckdb.DuckDBPyRelation:
    same = {
        "later": "fertility_rate.total_fertility_rate",
        "level": "sido",
        "n": 30,
        "regions": 3,
        "years": 10,
        "last_year": 2031,
    }
    return relation(LAG_ASSOCIATION, *(same | row for row in rows))


PRICES = {"earlier": "apartment_price.price_change"}


def test_sign_decides_within_regions_alone_and_no_claim_of_cause_is_made() -> None:
    table = association(
        PRICES | {"comparison": "all", "lag_years": 1, "r": -0.3},
        PRICES | {"comparison": "within_regions", "lag_years": 1, "r": -0.2},
        PRICES | {"comparison": "within_regions", "lag_years": 2, "r": -0.05},
        PRICES | {"comparison": "within_regions", "lag_years": 3, "r": -0.4, "level": "sigungu"},
    )
    found = [v for v in housing.prices_births(table) if not v.needs]
    assert [(v.item, v.holds) for v in found] == [
        ("sido, all, lag 1", None),
        ("sido, within_regions, lag 1", True),
        ("sido, within_regions, lag 2", False),
        ("sigungu, within_regions, lag 3", None),
    ]
    assert {v.note for v in found} == {"association, not cause"} and {v.note_ko for v in found} == {"연관성이며 인과가 아님"}
    assert found[0].on == december(2031)
    young = {"earlier": "employment_rate.employment_rate_15_29", "comparison": "within_regions", "r": -0.4, "level": "sigungu"}
    # The young of sigungu, and of sido those of whom a rate is published.
    older = young | {"earlier": "employment_rate.employment_rate_15_64", "level": "sido", "r": 0.3}
    jobs = [v for v in housing.jobs_births(association(young, older, older | {"level": "sigungu", "r": 0.9})) if not v.needs]
    assert [(v.item, v.holds) for v in jobs] == [("sigungu, within_regions, lag 0", False), ("sido, within_regions, lag 0", True)]
    assert list(housing.marriages()) == []


def test_lags_up_to_seven_years_are_open_where_they_are_not_computed() -> None:
    both = ("within_regions", "within_regions_and_years")
    known = [PRICES | {"comparison": way, "lag_years": lag, "r": 0.2} for way in both for lag in range(8)]
    assert [v.holds for v in housing.prices_births(association(*known))] == [False] * 16
    short = list(housing.prices_births(association(*known[:4])))
    assert [v.item for v in short if v.needs][:4] == [f"sido, within_regions, lag {lag}" for lag in (4, 5, 6, 7)]
    assert len([v for v in short if v.needs]) == 12


def test_little_effect_holds_where_no_difference_is_shown_that_could_have_been() -> None:
    row = {"city_id": "all", "event": "arrival", "outcome": "households", "design": "synthetic_control", "mde_pct": 8.5}
    table = relation(
        INNOVATION_CITY_EFFECT,
        row | {"zone": "host", "horizon": 11, "effect_pct": 12.2, "p_value": 0.0015, "units": 14},
        row | {"zone": "ring_5_10", "horizon": 11, "effect_pct": 1.6, "p_value": 0.745, "units": 8},
        row | {"zone": "host", "horizon": 5, "outcome": "population", "design": "growth_comparison", "effect_pct": 4.0},
        row | {"city_id": "busan", "zone": "host", "horizon": 11, "effect_pct": -4.7, "p_value": 0.56, "fit": "good"},
        row | {"city_id": "gangwon", "zone": "host", "horizon": 11, "effect_pct": 13.3, "p_value": 0.13, "fit": "poor"},
        row | {"city_id": "jeju", "zone": "host", "horizon": 11, "effect_pct": 26.6, "p_value": 0.03, "fit": "good"},
        row
        | {
            "city_id": "jeonbuk",
            "zone": "host",
            "horizon": 11,
            "effect_pct": 9.0,
            "p_value": 0.25,
            "fit": "good",
            "mde_pct": 26.9,
        },
    )
    (host,) = cities.host_households(table)
    assert (host.value, host.holds, host.note) == (12.2, False, "p = 0.002, detectable from 8.5")
    assert [(v.item, v.holds) for v in cities.ring_households(table)] == [("ring_5_10, year 11", True)]
    assert [(v.item, v.holds) for v in cities.each_host(table)] == [
        ("busan", True),
        ("gangwon", None),
        ("jeju", False),
        ("jeonbuk", None),
    ]
    assert [v.holds for v in cities.people_since_arrival(table)] == [None]
    assert list(cities.host_businesses(table)) == []


def test_people_of_hosts_are_judged_where_years_before_the_arrival_are_known() -> None:
    row = {"event": "arrival", "outcome": "population", "zone": "host", "horizon": 9, "effect_pct": 0.4, "p_value": 0.8}
    known = row | {"design": "difference_in_differences", "mde_pct": 4.0}
    table = relation(
        INNOVATION_CITY_EFFECT,
        known | {"city_id": "all"},
        known | {"city_id": "busan", "reference_date": december(2021)},
        known | {"city_id": "jeju", "reference_date": december(2022)},
        row | {"city_id": "all", "outcome": "youth_20_39", "design": "growth_comparison", "mde_pct": 4.0},
    )
    people, youth = cities.people_since_arrival(table)
    assert (people.item, people.on, people.holds) == ("population, host, year 09", december(2022), True)
    assert (youth.holds, youth.note) == (None, "growth, no effect")


def finding(**row: Any) -> dict[str, Any]:
    """A finding on the hosts of all ten cities, of the donors that count."""
    usual = {
        "donor_set": "without_shocks", "city_id": "all", "cities": 10, "zone": "host", "event": "arrival",
        "outcome": "population", "design": "difference_in_differences", "horizon": 11,
        "effect_pct": 16.6, "p_value": 0.001, "mde_pct": 10.4, "units": 14,
    }  # fmt: skip
    return usual | row


def test_people_households_and_businesses_of_each_host_are_judged_each() -> None:
    each = {"city_id": "naju", "cities": 1, "fit": "good", "effect_pct": 51.3, "p_value": 0.03, "p_rmspe": 0.011}
    table = relation(
        INNOVATION_CITY_EFFECT,
        finding(**each),
        finding(**each | {"outcome": "businesses", "effect_pct": 1.0, "p_value": 0.9, "mde_pct": 9.0, "p_rmspe": None}),
        finding(**each | {"outcome": "households", "design": "synthetic_control", "fit": "overfit"}),
        finding(**each | {"donor_set": "all", "horizon": 13, "effect_pct": 0.0, "p_value": 1.0}),
    )
    (people,) = cities.each_host_people(table)
    assert (people.value, people.holds) == (51.3, False)
    assert people.note == "11 years, p = 0.030, detectable from 10.4; fit good; p of the error ratio 0.011"
    assert [(v.value, v.holds) for v in cities.each_host_businesses(table)] == [(1.0, True)]
    assert [(v.holds, v.note[-11:]) for v in cities.each_host(table)] == [(None, "ratio 0.011")]  # overfit: shown, not judged


def test_mean_of_the_few_cities_that_have_come_to_a_late_horizon_is_not_judged() -> None:
    table = relation(INNOVATION_CITY_EFFECT, finding(), finding(horizon=13, cities=4, effect_pct=6.8))
    assert [v.item for v in cities.people_since_arrival(table)] == ["population, host, year 11"]


def test_other_choices_of_donors_are_shown_and_judge_nothing() -> None:
    table = relation(
        INNOVATION_CITY_EFFECT, finding(), finding(donor_set="all", effect_pct=15.4), finding(donor_set="all", horizon=9),
        finding(donor_set="cities", effect_pct=12.1, p_value=0.012), finding(donor_set="cities", horizon=13, cities=4),
    )  # fmt: skip
    assert [(v.item, v.value, v.holds) for v in cities.other_donors(table)] == [
        ("population, all", 15.4, None), ("population, cities", 12.1, None),
    ]  # fmt: skip
    assert [v.value for v in cities.people_since_arrival(table)] == [16.6]


def test_hosts_that_lost_people_since_2015_are_counted() -> None:
    def host(city: str, year: int, people: float, **more: Any) -> dict[str, Any]:
        day = {"city_id": city, "zone": "host", "outcome": "population", "reference_date": december(year), "observed": people}
        return day | more

    table = relation(
        INNOVATION_CITY_SERIES, host("busan", 2014, 9), host("busan", 2015, 100), host("busan", 2024, 88),
        host("wonju", 2015, 50), host("wonju", 2024, 60), host("late", 2016, 1), host("late", 2024, 2),
        host("busan", 2024, 1, outcome="households"),
    )  # fmt: skip
    found = list(cities.people_of_hosts(table))
    assert [(v.item, round(v.value, 6), v.holds, v.on) for v in found] == [
        ("busan", -12.0, None, december(2024)), ("wonju", 20.0, None, december(2024)),
    ]  # fmt: skip
    assert {v.note for v in found} == {"1 of 2 hosts lost people since December 2015"}


def test_governments_at_work_are_counted_event_by_event() -> None:
    union = {"kind": "union", "promise_id": "southeast", "status": "done", "act_en": "Federation", "verified": True}
    table = relation(
        POLICY_EVENT,
        union | {"event_id": "a", "event_date": dt.date(2022, 4, 18)},
        union | {"event_id": "b", "event_date": dt.date(2023, 1, 1), "status": "ended"},
        union | {"event_id": "c", "event_date": dt.date(2024, 12, 18), "promise_id": "central"},
    )
    found = list(five.interregional_governments(table))
    assert [(v.value, v.holds) for v in found] == [(1, None), (0, None), (1, False)]
    assert found[-1].note == "Federation: done"
    assert list(five.special_provinces(table)) == []


def test_an_event_that_is_not_verified_is_shown_and_neither_counted_nor_judged() -> None:
    province = {"kind": "special_province", "status": "done", "act_en": "Province", "verified": True}
    days = {"jeju": 2006, "gangwon": 2023, "jeonbuk": 2024}
    sure = [province | {"event_id": k, "promise_id": k, "event_date": dt.date(y, 1, 1)} for k, y in days.items()]
    doubtful = province | {"event_id": "z", "promise_id": "z", "event_date": dt.date(2025, 1, 1), "verified": False}
    found = list(five.special_provinces(relation(POLICY_EVENT, *sure, doubtful)))
    assert [(v.value, v.holds) for v in found] == [(1, None), (2, None), (3, True), (3, None)]
    assert found[-1].note == "Province: done, not verified and not counted"
    ended = doubtful | {"promise_id": "jeju", "status": "ended"}
    assert [v.holds for v in five.special_provinces(relation(POLICY_EVENT, ended, *sure))] == [None, None, True, None]


READING_EVENTS = [d for d in definitions(claims) if "policy_event" in d.tables]
EVENTS_OF_ALL_KINDS = [
    {"event_id": f"{kind}-{state}", "promise_id": promise, "kind": kind, "status": state, "event_date": dt.date(2008, 10, 30)}
    for kind in KINDS
    for state in STATUSES
    for promise in ("hmm", "oceans-ministry", "other")
]


def test_no_claim_is_judged_by_events_that_are_not_verified() -> None:
    """Whichever claim reads the events: the same rows judge at least one once they are verified, and none before."""
    judged: dict[bool, list[str]] = {}
    for verified in (False, True):
        tables = {name: relation(all_contracts()[name], {}) for d in READING_EVENTS for name in d.tables}
        tables["sido_value_added"] = value_added(y2003=0.40, y2008=0.35, y2013=0.36)
        tables["sido_volume"] = volumes(y2003=0.40, y2008=0.35, y2013=0.36)
        tables["policy_event"] = relation(POLICY_EVENT, *(e | {"verified": verified} for e in EVENTS_OF_ALL_KINDS))
        judged[verified] = [
            d.name for d in READING_EVENTS for v in d.measure(**{name: tables[name] for name in d.tables}) if v.holds is not None
        ]
    assert judged[False] == []
    assert set(judged[True]) == {"special_provinces", "interregional_governments", "before_and_after", "before_and_after_real"}
    assert {d.name for d in READING_EVENTS} == {*judged[True], "announced"}


def test_a_promise_is_kept_only_where_a_verified_event_says_so() -> None:
    event = {"event_id": "hmm-seat", "promise_id": "hmm", "status": "done", "event_date": dt.date(2026, 5, 1)}
    for verified, value in ((False, 0), (True, 1)):
        (shown,) = oceans_and_hmm.announced(relation(POLICY_EVENT, event | {"verified": verified}))
        assert (shown.value, shown.holds) == (value, None)


def test_special_provinces_of_the_region_history() -> None:
    starts = {"jeju": dt.date(2006, 7, 1), "gangwon": dt.date(2023, 6, 11), "jeonbuk": dt.date(2024, 1, 18)}
    eras = [
        {"region_id": unit, "unit_id": unit, "level": "sido", "kind": "special_self_governing_province", "valid_from": day}
        for unit, day in starts.items()
    ]
    assert [(v.value, v.holds) for v in five.provinces_in_register(relation(REGION, *eras))] == [(1, None), (2, None), (3, True)]


def test_moves_to_busan_wait_for_jobs_at_the_site() -> None:
    event = {"event_id": "hmm-promise", "promise_id": "hmm", "status": "promised", "event_date": dt.date(2025, 1, 1)}
    assert [(v.value, v.holds) for v in oceans_and_hmm.announced(relation(POLICY_EVENT, event))] == [(0, None)]
    jobs = relation(CONCENTRATION, {"level": "sido", "region_id": "busan", "reference_date": DAY, "jobs": 1500000})
    assert [v.holds for v in oceans_and_hmm.jobs_in_busan(jobs)] == [None]
    assert list(oceans_and_hmm.jobs_at_site()) == []


def test_southwest_with_and_without_jeonbuk() -> None:
    day = {"valid_from": dt.date(1994, 12, 31), "group_id": "southwest"}
    groups = relation(
        MEGAREGION_MEMBERSHIP,
        day | {"scheme": "five_plus_three", "sido_unit_id": "jeonnam"},
        day | {"scheme": "five_plus_two", "sido_unit_id": "jeonnam"},
        day | {"scheme": "five_plus_two", "sido_unit_id": "jeonbuk"},
    )
    energy = [("jeonnam", 20.0), ("jeonbuk", 10.0), ("busan", 70.0)]
    table = relation(
        SIDO_VALUE_ADDED, *({"unit_id": u, "activity": "energy", "value_added": v, "reference_date": DAY} for u, v in energy)
    )
    (without,), (with_,) = southwest.without_jeonbuk(table, groups), southwest.with_jeonbuk(table, groups)
    assert (without.value, without.n, with_.value, with_.n) == (pytest.approx(0.2), 1, pytest.approx(0.3), 2)
    assert without.holds is None and with_.holds is None


CHANCES = {
    "population_share": last_chance.share_of_people, "youth_share": last_chance.share_of_youth, "risk_index": last_chance.index,
}  # fmt: skip


@pytest.mark.parametrize("measure", CHANCES)
@pytest.mark.parametrize(("now", "later", "holds"), [(0.50, 0.47, True), (0.50, 0.49, False), (0.48, 0.47, False)])
def test_a_last_chance_is_one_that_five_years_later_is_gone(measure: str, now: float, later: float, holds: bool) -> None:
    results = duckdb.sql(
        """
        SELECT *, 2024 AS base_year FROM (VALUES
            ($now, 'capital_rest', 'rest', 2030, $measure, 0.48e0), ($later, 'capital_rest', 'rest', 2030, $measure, 0.48e0),
            ($now, 'capital_rest', 'rest', 2045, $measure, $first), ($later, 'capital_rest', 'rest', 2045, $measure, $second),
            ($now, 'capital_rest', 'rest', 2045, $measure || '_difference', 0.04e0),
            ($later, 'capital_rest', 'rest', 2045, $measure || '_difference', 0.01e0),
            ($now, 'nation', 'nation', 2045, 'at_risk_units', 120e0), ($later, 'nation', 'nation', 2045, 'at_risk_units', 140e0),
            ('no-change', 'nation', 'nation', 2045, 'at_risk_units', 224e0)
        ) AS t (scenario, level, region_id, year, measure, median)
        """,
        params={"now": last_chance.NOW, "later": last_chance.LATER, "measure": measure, "first": now, "second": later},
    )
    past = relation(
        SCENARIO_HISTORY,
        {"level": "capital_rest", "region_id": "rest", "year": 2024, "measure": measure, "value": 0.49},
        {"level": "capital_rest", "region_id": "rest", "year": 2023, "measure": measure, "value": 0.3},
        {"level": "nation", "region_id": "nation", "year": 2024, "measure": "at_risk_units", "value": 135.0},
    )
    shown, judged = CHANCES[measure](results, past)
    assert (shown.on, shown.value, shown.holds) == (december(2030), pytest.approx(0.48), None)
    assert (judged.value, judged.holds) == (pytest.approx(now), holds)
    assert judged.note == f"five years later {later:.4g}, today 0.49; beside the trend +0.04, five years later +0.01 (25 %)"


def test_without_the_pair_of_scenarios_the_last_chance_is_not_judged() -> None:
    alone = duckdb.sql("SELECT ? AS scenario, 'capital_rest' AS level, 'rest' AS region_id, 2045 AS year,"
                       " 'population_share' AS measure, 0.5e0 AS median, 2024 AS base_year",
                       params=[last_chance.NOW])  # fmt: skip
    past = relation(
        SCENARIO_HISTORY,
        {"level": "capital_rest", "region_id": "rest", "year": 2024, "measure": "population_share", "value": 0.49},
    )
    assert list(last_chance.share_of_people(alone, past)) == []
    assert list(last_chance.share_of_people(alone, relation(SCENARIO_HISTORY))) == []


def test_women_who_halve_stand_beside() -> None:
    row = {"level": "nation", "region_id": "nation", "reference_date": DAY, "halving_units": 157, "missing_units": 2}
    table = relation(MASUDA, row | {"basis": "controlled", "halving_units_alone": 178})
    (found,) = last_chance.masuda_units(table)
    assert (found.value, found.holds) == (157, None)
    assert found.note == "basis controlled; 178 with each region for itself; 2 units missing"


def test_the_trend_is_shown_and_judges_nothing_and_says_when_a_count_nears_its_ceiling() -> None:
    table = duckdb.sql("""
        SELECT *, 2024 AS base_year FROM (VALUES
            ('no-change', 'nation', 'nation', 2030, 'at_risk_units', 170e0, 165e0, 176e0),
            ('no-change', 'nation', 'nation', 2030, 'at_risk_share', 0.95e0, 0.9e0, 1e0),
            ('no-change', 'capital_rest', 'rest', 2035, 'retention_to_hold_youth', NULL, NULL, NULL),
            ('no-change', 'capital_rest', 'rest', 2035, 'retention_to_hold_youth_share', 0.177e0, NULL, NULL),
            ('southwest-renewable-hub', 'nation', 'nation', 2030, 'at_risk_units', 169e0, 165e0, 175e0)
        ) AS t (scenario, level, region_id, year, measure, median, p05, p95)
    """)
    count, share = last_chance.trend(table)
    assert count.newest == december(2024), "a projection rests on the day it begins at"
    assert (count.on, count.value, count.holds, count.item) == (december(2030), 170, None, "at_risk_units, nation")
    assert count.note.startswith("165 to 176 in nine draws of ten; 95 % of the units counted")
    assert (share.item, share.note) == ("retention_to_hold_youth_share, rest", "")
