"""Shares and quotients of regions, and indices of the nation: nothing missing is taken for nothing."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assets.indicators.concentration.shares import concentration, concentration_index
from expectations.contracts.concentration import CONCENTRATION, CONCENTRATION_INDEX
from expectations.contracts.events import CROSSWALK, REFERENCE_REGION
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from expectations.contracts.sido_figures import SIDO_FIGURE, SIDO_FIGURE_REPORTED
from expectations.contracts.sido_population import SIDO_POPULATION, SIDO_POPULATION_REPORTED
from expectations.contracts.units import REGION_MEMBER
from expectations.rules.concentration import shares_add_up
from tests.frames import DAY, relation, result, typed

OLD = dt.date(2010, 12, 31)
# sido: 5+3 group, area; each has one sigungu of the name, Gyeonggi two.
SIDO = {"seoul": ("capital", 1.0), "gyeonggi": ("capital", 9.0), "chungnam": ("central", 50.0), "sejong": ("central", 40.0)}
SIGUNGU = {"seoul-gu": "seoul", "suwon-si": "gyeonggi", "guri-si": "gyeonggi", "chungnam-gun": "chungnam", "sejong-si": "sejong"}


def regions() -> list[tuple[str, str, float, list[str], list[str]]]:
    """Level, region, area, member sido, member sigungu."""
    rows = [
        ("nation", "nation", list(SIDO)),
        ("capital_rest", "capital", ["seoul", "gyeonggi"]),
        ("capital_rest", "rest", ["chungnam", "sejong"]),
    ]
    rows += [("megaregion", name, [s for s, (group, _) in SIDO.items() if group == name]) for name in ("capital", "central")]
    rows += [("sido", name, [name]) for name in SIDO]
    found = [
        (level, name, sum(SIDO[s][1] for s in sido), sido, [u for u, s in SIGUNGU.items() if s in sido])
        for level, name, sido in rows
    ]
    return found + [("sigungu", unit, 5.0, [], [unit]) for unit in SIGUNGU]


MEMBER = typed(
    REGION_MEMBER,
    *(
        {"level": level, "region_id": name, "member_level": kind, "member_id": member}
        for level, name, _, sido, sigungu in regions()
        for kind, members in (("sido", sido), ("sigungu", sigungu))
        for member in members
    ),
)
REGION = typed(REFERENCE_REGION, *({"level": level, "region_id": name, "name_en": "X"} for level, name, *_ in regions()))
AREA = [{"level": level, "region_id": name, "area_km2": area} for level, name, area, *_ in regions()]
PEOPLE = {"seoul": 40, "gyeonggi": 20, "chungnam": 30, "sejong": 10}
OTHERS = {"seoul-gu": 20, "suwon-si": 4, "guri-si": 6, "chungnam-gun": 22, "sejong-si": 8}
YOUTH = {"seoul-gu": 20, "suwon-si": 6, "guri-si": 4, "chungnam-gun": 8, "sejong-si": 2}
PRODUCT = {"seoul": 50, "gyeonggi": 10, "chungnam": 36, "sejong": 4}


BEGIN, BORN = dt.date(1994, 12, 31), dt.date(2012, 7, 1)


def way(unit: str, to: str, weight: float = 1.0, begins: dt.date = BEGIN, ends: dt.date | None = None) -> dict[str, object]:
    return {
        "track": "sido", "region_id": unit, "from_unit_id": unit, "to_unit_id": to, "weight": weight, "exact": weight == 1,
        "valid_from": begins, "valid_to": ends,
    }  # fmt: skip


# Sejong was divided from Chungnam.
WAYS = (
    way("seoul", "seoul"), way("gyeonggi", "gyeonggi"),
    way("chungnam", "chungnam", 0.9, ends=BORN), way("chungnam", "sejong", 0.1, ends=BORN),
    way("chungnam", "chungnam", begins=BORN), way("sejong", "sejong", begins=BORN),
)  # fmt: skip


def _by_age(young: int) -> list[tuple[int, int]]:
    """Half of them are 20 to 24, a quarter each 25 to 29 and 30 to 34."""
    return [(20, young // 2), (25, (young + 2) // 4), (30, young // 4)]


def tables(
    youth: dict[str, int] = YOUTH, without: str = "", product: dict[str, int] = PRODUCT
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """mart.concentration and mart.concentration_index; today's product stands alone, that of 2010 has Sejong in Chungnam.

    `without` is a sido of which nothing is printed today.
    """
    persons = [
        {"unit_id": unit, "population_concept": "registration", "age_from": age, "population": count}
        for unit, young in youth.items()
        for age, count in ((15, OTHERS[unit] - 1), *_by_age(young), (35, 1))
    ]
    sheet = [
        {"unit_id": unit, "reference_date": day, "population": count}
        for unit, count in PEOPLE.items()
        for day in (OLD, DAY)
        if (unit, day) != (without, DAY)
    ]
    printed = [
        row | {"source_vintage": max(row["reference_date"], BORN if row["unit_id"] == "sejong" else BEGIN)} for row in sheet
    ]
    reported = [
        {
            "figure": "grdp",
            "unit_id": unit,
            "reference_date": day,
            "source_vintage": day,
            "value": value,
            "megaregion": SIDO[unit][0],
        }
        for day, figures in ((DAY, product), (OLD, PRODUCT | {"chungnam": 40, "sejong": None}))
        for unit, value in figures.items()
        if value is not None and (unit, day) != (without, DAY)
    ]
    figure = [
        {
            "figure": "grdp",
            "unit_id": unit,
            "reference_date": day,
            "value": value,
            "group_id": unit if day == DAY or SIDO[unit][0] == "capital" else "chungnam+sejong",
        }
        for day in (DAY, OLD)
        for unit, value in PRODUCT.items()
    ]
    own = typed(SIDO_FIGURE, *figure)
    regional = result(
        CONCENTRATION,
        concentration(
            relation(POPULATION_TABLE, *persons),
            typed(SIDO_POPULATION, *sheet),
            typed(SIDO_POPULATION_REPORTED, *printed),
            typed(SIDO_FIGURE_REPORTED, *reported),
            typed(CROSSWALK, *WAYS),
            MEMBER,
            REGION,
            relation(LEVEL_BOUNDARY, *AREA),
        ),
    )
    return regional, result(CONCENTRATION_INDEX, concentration_index(regional, own, REGION, relation(LEVEL_BOUNDARY, *AREA)))


@pytest.fixture(scope="module")
def by_region() -> pd.DataFrame:
    return tables()[0].set_index(["level", "region_id", "reference_date"]).sort_index()


@pytest.fixture(scope="module")
def indices() -> pd.DataFrame:
    return tables()[1].set_index(["measure", "unit_level", "reference_date"]).sort_index()


def test_share_and_location_quotient_by_hand(by_region: pd.DataFrame) -> None:
    capital = by_region.loc[("capital_rest", "capital", DAY)]
    assert capital["population_share"] == pytest.approx(0.6)
    assert (capital["grdp_share"], capital["grdp_quotient"]) == pytest.approx((0.6, 1.0))
    assert (capital["youth"], capital["youth_share"], capital["youth_quotient"]) == pytest.approx((30, 0.75, 1.25))


def test_quotient_of_people_is_against_the_area(by_region: pd.DataFrame) -> None:
    assert by_region.loc[("capital_rest", "capital", DAY), "population_quotient"] == pytest.approx(0.6 / 0.1)
    assert by_region.loc[("nation", "nation", DAY), "population_quotient"] == pytest.approx(1)


def test_youth_is_20_to_34_and_nobody_else(by_region: pd.DataFrame) -> None:
    assert by_region.loc[("nation", "nation", DAY), "youth"] == sum(YOUTH.values())


def test_what_a_figure_does_not_tell_apart_is_empty_by_sido_and_exact_above(by_region: pd.DataFrame) -> None:
    assert by_region.loc[("sido", ["chungnam", "sejong"], OLD), "grdp"].isna().all()
    assert by_region.loc[("megaregion", "central", OLD), "grdp"] == 40
    assert by_region.loc[("sido", "chungnam", DAY), "grdp_share"] == pytest.approx(0.36)


def test_a_measure_without_a_source_is_empty_not_zero(by_region: pd.DataFrame) -> None:
    assert by_region[["jobs", "jobs_share", "jobs_quotient"]].isna().all(axis=None)
    assert by_region.loc[("nation", "nation", OLD), ["youth", "youth_coverage"]].isna().all()


def test_shares_of_a_level_add_up_to_one(by_region: pd.DataFrame) -> None:
    sums = shares_add_up(by_region.reset_index())
    assert {"population", "youth", "grdp"} == set(sums["measure"]) and sums["excess"].abs().max() < 1e-9


def test_a_share_that_is_too_large_breaks_the_sum(by_region: pd.DataFrame) -> None:
    wrong = by_region.reset_index().assign(population_share=lambda t: t["population_share"].where(t["region_id"] != "seoul", 0.9))
    assert shares_add_up(wrong)["excess"].max() == pytest.approx(0.5)


def test_a_unit_without_ages_is_counted_and_its_people_are_told() -> None:
    known = {unit: young for unit, young in YOUTH.items() if unit != "guri-si"}
    regional, index = tables(known)
    capital = regional.set_index(["level", "region_id", "reference_date"]).loc[("capital_rest", "capital", DAY)]
    assert pd.isna(capital["youth"]) and capital["youth_missing_units"] == 1
    assert capital["youth_coverage"] == pytest.approx(0.9)
    assert capital["youth_share"] == pytest.approx(26 / 36)
    assert capital["population_missing_units"] == 0 and capital["population_share"] == pytest.approx(0.6)
    rest = regional.set_index(["level", "region_id", "reference_date"]).loc[("capital_rest", "rest", DAY)]
    assert (rest["youth"], rest["youth_missing_units"]) == (10, 1)  # its count is whole, its share is not of the nation
    sigungu = index.set_index(["measure", "unit_level", "reference_date"]).loc[("youth", "sigungu", DAY)]
    assert (sigungu["units"], sigungu["missing_units"]) == (4, 1)


@pytest.mark.parametrize("without", list(SIDO))
def test_without_a_sido_no_sum_that_holds_it_and_no_share_of_the_nation(without: str) -> None:
    found = tables(without=without)[0].set_index(["level", "region_id", "reference_date"])
    now = found[found.index.get_level_values("reference_date") == DAY].droplevel("reference_date")
    holds = [("nation", "nation"), ("capital_rest", "capital" if SIDO[without][0] == "capital" else "rest")]
    holds += [("megaregion", SIDO[without][0])]
    for name in ("population", "grdp"):
        above = now[now.index.get_level_values("level").isin(["nation", "capital_rest", "megaregion"])]
        assert set(above.index[above[name].isna()]) == set(holds)
        assert now[f"{name}_share"].isna().all() and set(above[f"{name}_missing_units"]) == {1}
    was = found.loc[("nation", "nation", OLD)]
    assert (was["grdp"], was["population"], was["grdp_missing_units"]) == (100, 100, 0)


def test_quotient_is_against_people_of_the_same_borders_and_product_is_as_printed() -> None:
    """A tenth of Chungnam's people were Sejong's until 2012; the reference has shared its people out, the figure has not."""
    seoul = tables()[0].set_index(["level", "region_id", "reference_date"]).loc[("sido", "seoul", OLD)]
    assert (seoul["grdp"], seoul["grdp_share"], seoul["grdp_quotient"]) == pytest.approx((50, 0.5, 0.5 / 0.4))
    today = tables(product=PRODUCT | {"chungnam": 30, "sejong": 10})[0].set_index(["level", "region_id", "reference_date"])
    assert today.loc[("sido", "sejong", DAY), "grdp_quotient"] == pytest.approx(0.1 / 0.1)


def test_indices_by_hand(indices: pd.DataFrame) -> None:
    row = indices.loc[("population", "sido", DAY)]
    assert (row["units"], row["missing_units"], row["largest_id"]) == (4, 0, "seoul")
    assert (row["primacy"], row["largest_to_second"]) == pytest.approx((0.4, 4 / 3))
    assert row["herfindahl"] == pytest.approx(0.16 + 0.04 + 0.09 + 0.01)
    assert row["geographic_concentration"] == pytest.approx(0.39 + 0.11 + 0.2 + 0.3)
    assert row["geographic_concentration_adjusted"] == pytest.approx(1.0 / (2 * 0.99))


def test_units_that_are_not_told_apart_count_as_one_with_the_area_of_both(indices: pd.DataFrame) -> None:
    row = indices.loc[("grdp", "sido", OLD)]
    assert (row["units"], row["missing_units"]) == (3, 0)
    assert row["geographic_concentration"] == pytest.approx(0.49 + 0.01 + 0.5)
    assert indices.loc[("grdp", "sido", DAY), "units"] == 4


def test_nothing_but_regions_gives_no_rows() -> None:
    empty = concentration(
        relation(POPULATION_TABLE), typed(SIDO_POPULATION), typed(SIDO_POPULATION_REPORTED), typed(SIDO_FIGURE_REPORTED),
        typed(CROSSWALK), MEMBER, REGION, relation(LEVEL_BOUNDARY, *AREA),
    )  # fmt: skip
    table = result(CONCENTRATION, empty)
    assert table.empty
    assert result(
        CONCENTRATION_INDEX, concentration_index(table, typed(SIDO_FIGURE), REGION, relation(LEVEL_BOUNDARY, *AREA))
    ).empty


def test_people_over_ground_are_called_a_density_and_all_else_a_location_quotient() -> None:
    labels = {c.name: (c.ko, c.en) for c in CONCENTRATION.columns if c.name.endswith("_quotient")}
    ko, en = labels.pop("population_quotient")
    assert "밀도" in ko and "입지계수" not in ko and en.startswith("Density ratio")
    assert labels and all("입지계수" in ko and en.startswith("Location quotient") for ko, en in labels.values())
