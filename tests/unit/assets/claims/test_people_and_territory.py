"""Claims on territory, people, extinction, terms and young people, on small tables worked out by hand."""

from __future__ import annotations

import datetime as dt

import duckdb
import pytest

from assets.claims import at_risk_2000_2024 as at_risk
from assets.claims import autonomy_extinction as autonomy
from assets.claims import overtook_2019 as overtook
from assets.claims import territory_12_percent as territory
from assets.claims import youth_to_capital as youth
from assets.claims.sentence import Variant, december
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.claims import PUBLISHED_FIGURE
from expectations.contracts.concentration import CAPITAL_CONCENTRATION, CROSSOVER
from expectations.contracts.emd import EMD_POPULATION
from expectations.contracts.extinction import AT_RISK_COUNT, EXTINCTION_RISK
from expectations.contracts.legal_decline import DECLINE_AREA
from expectations.contracts.migration import MIGRATION_BALANCE, YOUTH_MIGRATION
from expectations.contracts.series import INDICATOR_TERM
from expectations.contracts.units import OFFICIAL_AREA, REGION
from tests.frames import relation

DAY = december(2024)


def verdicts(found: list[Variant]) -> list[bool | None]:
    return [variant.holds for variant in found]


@pytest.mark.parametrize(("nation", "holds"), [(100.0, True), (103.0, False)])
def test_register_share_holds_only_to_the_printed_digit(nation: float, holds: bool) -> None:
    sido = [("seoul", 1.1), ("incheon", 1.0), ("gyeonggi", 10.0), ("gangwon", 50.0)]
    table = relation(
        OFFICIAL_AREA,
        {"level": "nation", "unit_id": "nation", "area_km2": nation, "reference_date": DAY},
        *({"level": "sido", "unit_id": unit, "area_km2": area, "reference_date": DAY} for unit, area in sido),
    )
    (found,) = territory.cadastral(table)
    assert (found.value, found.holds, found.n) == (pytest.approx(12.1 / nation), holds, 4) and found.reproduces


def test_register_without_incheon_gives_no_share() -> None:
    table = relation(OFFICIAL_AREA, {"level": "nation", "unit_id": "nation", "area_km2": 100.0})
    assert list(territory.cadastral(table)) == []


def test_polygons_follow_the_membership_of_their_day() -> None:
    eras = relation(
        REGION,
        {"region_id": "a", "unit_id": "suwon-si", "megaregion": "capital", "valid_from": dt.date(2000, 1, 1)},
        {"region_id": "b", "unit_id": "jeju-si", "megaregion": "jeju", "valid_from": dt.date(2000, 1, 1)},
    )
    shapes = relation(
        BOUNDARY,
        {"level": "sigungu", "scheme": "mois", "vintage": DAY, "code": "41110", "unit_id": "suwon-si", "area_km2": 12.1},
        {"level": "sigungu", "scheme": "mois", "vintage": DAY, "code": "50110", "unit_id": "jeju-si", "area_km2": 87.9},
    )
    (found,) = territory.sigungu_polygons(shapes, eras)
    assert (found.value, found.holds, found.item, found.n) == (pytest.approx(0.121), True, "mois", 2)


def margins(*values: int) -> list[Variant]:
    rows = [
        {"reference_date": december(2018 + i), "margin": value, "crossover": i > 0 and value > 0 >= values[i - 1]}
        for i, value in enumerate(values)
    ]
    return list(overtook.registration(relation(CAPITAL_CONCENTRATION, *rows)))


def test_registration_crosses_in_2019_by_1737() -> None:
    found = margins(-231223, 1737, 247591)
    assert verdicts(found) == [None, True, None]
    (reproduced,) = [variant for variant in found if variant.reproduces]
    assert (reproduced.on, reproduced.value) == (december(2019), 1737)


def test_a_crossing_that_did_not_last_is_not_the_one() -> None:
    assert verdicts(margins(-5, 3, -2, 4)) == [None, None, None, False]


def test_oecd_estimates_cross_a_year_later() -> None:
    row = {"concept": "oecd_tl2", "unit": "persons", "outcome": "crossed", "before_date": december(2019), "margin_before": -21438}
    table = relation(CROSSOVER, row | {"crossover_date": december(2020), "margin_after": 135313})
    assert [(v.on.year, v.value, v.holds) for v in overtook.oecd_mid_year(table)] == [(2019, -21438, None), (2020, 135313, False)]


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [(2018, 2019, True), (2019, 2020, False), (2015, 2020, None), (2020, 2025, False), (2010, 2015, False)],
)
def test_censuses_that_lie_apart_decide_only_when_2019_is_not_between_them(before: int, after: int, holds: bool | None) -> None:
    days = {"before_date": dt.date(before, 11, 1), "crossover_date": dt.date(after, 11, 1)}
    row = {"concept": "census", "unit": "persons", "outcome": "crossed", "margin_before": -5, "margin_after": 3} | days
    table = relation(CROSSOVER, row)
    assert [(v.value, v.holds) for v in overtook.register_census(table)] == [(-5, None), (3, holds)]
    assert list(overtook.census_koreans(table)) == []


def test_residents_of_a_file_that_lacks_a_sido_are_not_compared() -> None:
    seoul = {"kostat_code": "1101053", "age_band": "ALL", "population": 10, "source_row": 1, "reference_date": DAY}
    assert list(overtook.residents(relation(EMD_POPULATION, seoul))) == []


def test_a_rounded_printed_share_judges_nothing() -> None:
    table = relation(
        PUBLISHED_FIGURE,
        {
            "figure_id": "x",
            "figure": "capital_share",
            "concept": "register census",
            "value": 0.5,
            "period_to": dt.date(2019, 11, 30),
        },
    )
    assert verdicts(list(overtook.census_as_printed(table))) == [None]
    assert list(overtook.projection(table)) == []


@pytest.mark.parametrize(("after", "missing", "holds"), [(135, 0, True), (129, 1, True), (129, 0, False)])
def test_printed_count_lies_between_two_decembers_or_not(after: int, missing: int, holds: bool) -> None:
    counts = [(2023, 126, 0), (2024, after, missing)]
    table = relation(
        AT_RISK_COUNT,
        *({"unit_set": "keis", "reference_date": december(y), "at_risk": n, "missing_units": m} for y, n, m in counts),
    )
    found = list(at_risk.keis(table))
    assert verdicts(found) == [None, None, holds] and (found[-1].on, found[-1].value) == (december(2023), 126)
    assert found[-1].newest == december(2024)
    assert list(at_risk.local_government(table)) == [] and list(at_risk.in_2000(table, relation(EXTINCTION_RISK))) == []


def index(**by_year: tuple[float, ...]) -> duckdb.DuckDBPyRelation:
    """Index of units u0, u1 … at the ends of years."""
    return relation(
        EXTINCTION_RISK,
        *(
            {"level": "sigungu", "region_id": f"u{i}", "reference_date": december(int(year[1:])), "risk_index": value}
            for year, values in by_year.items()
            for i, value in enumerate(values)
        ),
    )


KNOWN = {"y1995": (0.76, 0.90), "y1996": (0.70, 0.85), "y1997": (0.65, 0.80), "y1998": (0.609, 0.76), "y2008": (0.26, 0.40)}


def test_no_unit_could_have_fallen_below_the_limit_by_the_middle_of_2000() -> None:
    """0.609 * (0.609 / 0.76) ** 0.5 = 0.545; 0.609 * (0.26 / 0.609) ** 0.15 = 0.536; 0.609 * (0.70 / 0.76) ** 1.5 = 0.538."""
    found = list(at_risk.in_2000(relation(AT_RISK_COUNT), index(**KNOWN)))
    assert [(v.value, v.holds, v.n) for v in found] == [(0, True, 2)] * 3
    assert [v.note[-5:] for v in found] == ["0.545", "0.536", "0.538"]
    assert [v.newest for v in found] == [december(1998), december(2008), december(1998)]
    assert all(v.note.startswith("bounded, not counted") and "아님" in v.note_ko for v in found)


@pytest.mark.parametrize(
    "lacking", [("y2008",), ("y1995", "y1996", "y1997"), ("y1995", "y1997"), ("y1998", "y1997", "y1996", "y1995")]
)
def test_2000_stays_open_when_one_of_the_ways_cannot_be_gone(lacking: tuple[str, ...]) -> None:
    there = {year: values for year, values in KNOWN.items() if year not in lacking}
    assert all(v.holds is None for v in at_risk.in_2000(relation(AT_RISK_COUNT), index(**there)))


def test_2000_stays_open_when_the_ways_do_not_agree_and_fails_when_all_find_a_unit() -> None:
    near = KNOWN | {"y1998": (0.53, 0.76)}
    assert [v.value for v in at_risk.in_2000(relation(AT_RISK_COUNT), index(**near))] == [1, 1, 1]
    assert [v.holds for v in at_risk.in_2000(relation(AT_RISK_COUNT), index(**near))] == [False] * 3
    steep = KNOWN | {"y2008": (0.10, 0.40)}
    found = list(at_risk.in_2000(relation(AT_RISK_COUNT), index(**steep)))
    assert [(v.value, v.holds) for v in found] == [(0, None), (1, None), (0, None)]


@pytest.mark.parametrize(("count", "missing", "holds"), [(0, 0, True), (2, 0, False), (2, 5, False), (0, 5, None)])
def test_a_count_of_2000_is_taken_before_any_bound(count: int, missing: int, holds: bool | None) -> None:
    row = {"unit_set": "keis", "reference_date": december(2000), "at_risk": count, "units": 228, "missing_units": missing}
    (found,) = at_risk.in_2000(relation(AT_RISK_COUNT, row), index(**KNOWN))
    assert (found.value, found.holds, bool(found.needs)) == (count, holds, holds is None)


def test_designated_areas_are_another_number() -> None:
    areas = [{"unit_id": f"u{i}", "designated_from": dt.date(2021, 10, 18)} for i in range(89)]
    (found,) = at_risk.designated_in_law(relation(DECLINE_AREA, *areas))
    assert (found.value, found.holds) == (89, None)


def test_terms_are_judged_one_by_one_and_the_capital_only_shown() -> None:
    base = {"level": "capital_rest", "first_date": december(2001), "last_date": december(2005), "whole_term": True}
    share = base | {"indicator": "concentration.population_share", "region_id": "rest", "first_value": 0.53}
    index = base | {"indicator": "extinction_risk.risk_index", "region_id": "capital", "first_value": 1.0, "term": 7}
    table = relation(
        INDICATOR_TERM,
        share | {"term": 3, "change": -0.015, "last_value": 0.515},
        share | {"term": 4, "change": 0.001, "last_value": 0.531, "whole_term": False},
        index | {"change": -0.2, "last_value": 0.8},
    )
    found = list(autonomy.share_of_people(table))
    assert [(v.item, v.holds) for v in found[:2]] == [("term 3", True), ("term 4", False)]
    assert [(v.item, v.needs) for v in found[2:]] == [
        (f"term {term}", f"two figures of concentration.population_share in term {term}") for term in (1, 2, 5, 6, 7, 8)
    ]
    assert found[1].note.endswith("part of the term") and found[0].note == "0.53 at 2001-12-31 to 0.515"
    assert verdicts(list(autonomy.extinction_index_capital(table))) == [None]
    assert list(autonomy.number_of_people(table)) == []


def test_youth_is_judged_at_the_capital_and_at_each_origin_of_the_newest_date() -> None:
    row = {"reference_date": DAY, "start_date": december(2019)}
    table = relation(
        YOUTH_MIGRATION,
        row | {"level": "capital_rest", "region_id": "capital", "net_20_34": 365.0},
        row | {"level": "megaregion", "region_id": "gangwon", "net_20_34": -20.0, "missing_units": 1},
        row | {"level": "megaregion", "region_id": "jeju", "net_20_34": 2.0},
        row | {"level": "megaregion", "region_id": "jeju", "net_20_34": -9.0, "reference_date": december(2023)},
    )
    assert [(v.value, v.holds) for v in youth.cohort_20_34(table)] == [(365, True)]
    assert [(v.item, v.holds, v.note) for v in youth.origins_20_34(table)] == [
        ("gangwon", True, "1 units missing"),
        ("jeju", False, ""),
    ]


def test_moves_of_all_ages_stand_beside() -> None:
    table = relation(
        MIGRATION_BALANCE, {"level": "capital_rest", "region_id": "capital", "reference_date": december(2011), "net_moves": -8450}
    )
    assert [(v.value, v.holds) for v in youth.all_ages(table)] == [(-8450, None)]
