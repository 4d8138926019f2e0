"""Published figures beside ours: equal, within bounds, explained by a reason of known size, or a failure."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assets.indicators.gathered.published_comparison import TABLES, judged, precision, published_comparison
from assets.indicators.gathered.reproductions import NO_SOURCE, REPRODUCTIONS, Ours, needed, reproduces
from assets.reference.published import published_figure
from expectations.contracts.claims import PUBLISHED_COMPARISON, PUBLISHED_FIGURE
from expectations.contracts.concentration import CAPITAL_CONCENTRATION
from expectations.contracts.extinction import AT_RISK_COUNT
from expectations.contracts.moves import KOSIS_SIDO_MIGRATION
from expectations.contracts.population_check import NATIONAL_POPULATION
from expectations.contracts.registry import all_contracts
from expectations.contracts.sido_figures import SIDO_FIGURE_REPORTED
from expectations.contracts.vital import KOSIS_BIRTHS, KOSIS_MARRIAGES
from expectations.contracts.work_family import EMPLOYMENT_RATE
from expectations.rules.claims import at_risk_between_published
from tests.frames import result, typed


def day(year: int, month: int = 12, last: int = 31) -> dt.date:
    return dt.date(year, month, last)


def figure(
    name: str, value: float, date: dt.date, unit: str = "ratio", concept: str | None = "registration", **more: object
) -> dict[str, object]:
    return {
        "figure_id": f"{name}-{date}".replace("_", "-"),
        "figure": name,
        "value": value,
        "unit": unit,
        "concept": concept,
        "period": str(date.year),
        "period_from": date.replace(day=1),
        "period_to": date,
        "region": "capital",
    } | more


def compared(*figures: dict[str, object], **tables: pd.DataFrame) -> pd.DataFrame:
    every = {name: tables.get(name, typed(all_contracts()[name])) for name in TABLES}
    return result(PUBLISHED_COMPARISON, published_comparison(typed(PUBLISHED_FIGURE, *figures), **every)).set_index("figure")


def counts(*rows: tuple[dt.date, int, int], near: int = 0) -> pd.DataFrame:
    return typed(
        AT_RISK_COUNT,
        *(
            {
                "unit_set": "keis",
                "reference_date": date,
                "then_at_risk": at_risk,
                "then_high_risk": at_risk // 2,
                "then_missing_units": missing,
                "then_missing_names": "군위군",
                "then_near_limit": near,
            }
            for date, at_risk, missing in rows
        ),
    )


SHARE = typed(CAPITAL_CONCENTRATION, {"reference_date": day(2019), "capital_share": 0.5000168, "capital_population": 25_925_799})


def test_equal_to_the_last_printed_digit_is_reproduced() -> None:
    row = compared(figure("capital_share", 0.50002, day(2019)), capital_concentration=SHARE).loc["capital_share"]
    assert (row["verdict"], row["our_value"], row["our_table"]) == ("reproduced", 0.5000168, "mart.capital_concentration")
    assert row["difference"] == pytest.approx(-0.0000032)


def test_one_digit_off_without_a_reason_is_unexplained() -> None:
    assert compared(figure("capital_share", 0.50004, day(2019)), capital_concentration=SHARE)["verdict"].tolist() == [
        "unexplained"
    ]
    one_off = compared(figure("capital_population", 25_925_800, day(2019), "persons"), capital_concentration=SHARE)
    assert one_off["verdict"].tolist() == ["unexplained"]


def test_digits_that_a_ratio_lost_as_a_number_are_given_back() -> None:
    assert precision(0.5, "ratio") == pytest.approx(0.0005)
    assert precision(0.50002, "ratio") == pytest.approx(0.000005)
    assert precision(89.0, "areas") == pytest.approx(0.5)


def test_a_reason_accounts_for_no_more_than_it_says() -> None:
    near, far = (Ours(value, day(2022), "core.x", "rebased", explains=0.005) for value in (0.528, 0.54))
    assert judged(0.525, "ratio", near) == "explained"
    assert judged(0.525, "ratio", far) == "unexplained"


def test_product_of_another_base_is_explained_with_its_difference() -> None:
    table = typed(
        SIDO_FIGURE_REPORTED,
        *(
            {"figure": "grdp", "unit_id": u, "reference_date": day(2022), "value": v, "megaregion": g}
            for u, v, g in (("a", 528, "capital"), ("b", 472, "jeju"))
        ),
    )
    row = compared(figure("grdp_share", 0.525, day(2022), concept="nominal"), sido_figure_reported=table).loc["grdp_share"]
    assert (row["verdict"], round(row["difference"], 6)) == ("explained", 0.003)
    assert "prices of 2020" in row["explanation"]


def test_share_of_product_equals_the_print_of_its_own_accounts() -> None:
    table = typed(
        SIDO_FIGURE_REPORTED,
        *(
            {"figure": "grdp", "unit_id": u, "reference_date": day(year), "value": v, "megaregion": g}
            for year, shares in ((2022, (528, 472)), (2023, (523, 477)))
            for u, v, g in zip("ab", shares, ("capital", "jeju"), strict=True)
        ),
    )
    for year, printed, concept in ((2023, 0.523, "nominal"), (2022, 0.528, "nominal rebased")):
        row = compared(figure("grdp_share", printed, day(year), concept=concept), sido_figure_reported=table).loc["grdp_share"]
        assert (row["verdict"], row["explanation"]) == ("reproduced", "equal to the last printed digit")
    off = compared(figure("grdp_share", 0.525, day(2023), concept="nominal"), sido_figure_reported=table).loc["grdp_share"]
    assert off["verdict"] == "explained" and "provisional" in off["explanation"]


def test_count_between_two_decembers_has_their_bounds_and_names_who_is_missing() -> None:
    table = counts((day(2019), 100, 1), (day(2020), 104, 1))
    row = compared(figure("at_risk_count", 105, day(2020, 4, 30), "units", unit_set="keis"), at_risk_count=table).loc[
        "at_risk_count"
    ]
    assert (row["verdict"], row["our_value"], row["our_lower"], row["our_upper"]) == ("within_bounds", 100, 100, 105)
    assert (row["our_date"], row["missing_units"]) == (day(2019), 1)
    assert "2019-12 and 2020-12" in row["explanation"] and "군위군" in row["explanation"]


def test_mid_year_stands_between_the_decembers() -> None:
    table = counts((day(2019), 100, 1), (day(2020), 104, 1))
    mid_year = figure("at_risk_count", 102, day(2020), "units", "mid-year", unit_set="keis")
    row = compared(mid_year, at_risk_count=table).loc["at_risk_count"]
    assert (row["verdict"], row["our_lower"], row["our_upper"]) == ("within_bounds", 100, 105)
    assert row["our_date"] == day(2019)  # July 1 is as far from either


def test_unit_near_the_limit_widens_the_bounds_and_is_said() -> None:
    table = counts((day(2019), 100, 0), (day(2020), 104, 0), near=1)
    row = compared(figure("at_risk_count", 99, day(2020, 1, 31), "units", unit_set="keis"), at_risk_count=table).iloc[0]
    assert (row["verdict"], row["our_lower"], row["our_upper"]) == ("within_bounds", 99, 105)
    assert "1 of the day stood within 0.005 of the limit" in row["explanation"]


def test_a_count_outside_its_bounds_is_unexplained() -> None:
    table = counts((day(2019), 100, 1), (day(2020), 104, 1))
    row = compared(figure("at_risk_count", 107, day(2020, 4, 30), "units", unit_set="keis"), at_risk_count=table).iloc[0]
    assert row["verdict"] == "unexplained"


def test_date_out_of_reach_and_figure_without_a_source_say_so() -> None:
    rows = compared(
        figure("at_risk_count", 33, day(2005), "units", unit_set="keis"),
        figure("researcher_share", 0.67, day(2023), "ratio", "headcount"),
    )
    assert set(rows["verdict"]) == {"no_source"} and rows["our_value"].isna().all()
    assert rows.loc["researcher_share", "explanation"] == NO_SOURCE["researcher_share"]


def test_net_inflow_is_what_crosses_the_border_of_the_capital_region() -> None:
    moves = [
        {"from_name": start, "to_name": end, "year": year, "moves": n}
        for year in (2023, 2024)
        for start, end, n in (
            ("부산광역시", "서울특별시", 9),
            ("서울특별시", "부산광역시", 4),
            ("경기도", "서울특별시", 99),
            ("전국", "서울특별시", 999),
        )
    ]
    wanted = figure("net_inflow_cumulative", 10, day(2024), "persons", "registered moves all ages", period_from=day(2023, 1, 1))
    assert compared(wanted, kosis_sido_migration=typed(KOSIS_SIDO_MIGRATION, *moves))["verdict"].tolist() == ["reproduced"]
    longer = wanted | {"period_from": day(2004, 1, 1)}
    assert compared(longer, kosis_sido_migration=typed(KOSIS_SIDO_MIGRATION, *moves))["verdict"].tolist() == ["no_source"]


def test_births_rates_and_marriages_are_those_of_the_sheets() -> None:
    births = typed(
        KOSIS_BIRTHS,
        {"region_name": "전국", "year": 2030, "births": 249_186, "total_fertility_rate": 0.778},
        {"region_name": "서울특별시", "year": 2030, "births": 9, "total_fertility_rate": 0.6, "is_provisional": True},
    )
    months = [{"region_name": "전국", "month": dt.date(2030, month, 1), "marriages": 100} for month in range(1, 13)]
    found = compared(
        figure("births", 249_000, day(2030), "births", None, region="nation"),
        figure("tfr", 0.78, day(2030), "births", None, region="nation"),
        figure("marriages", 1_230, day(2030), "marriages", None, region="nation"),
        kosis_births=births,
        kosis_marriages=typed(KOSIS_MARRIAGES, *months),
    )
    assert found["verdict"].to_dict() == {"births": "explained", "tfr": "reproduced", "marriages": "explained"}
    seoul = figure("tfr", 0.605, day(2030), "births", None, region="seoul")
    assert compared(seoul, kosis_births=births).loc["tfr", "explanation"] == "provisional in the sheet"
    eleven = typed(KOSIS_MARRIAGES, *months[:-1])
    lacking = figure("marriages", 1_100, day(2030), "marriages", None, region="nation")
    assert compared(lacking, kosis_marriages=eleven)["verdict"].tolist() == ["no_source"]


def test_projected_people_are_those_of_the_projection_and_no_other_series() -> None:
    def nation(year: int, *, projection: bool) -> dict[str, object]:
        return {"year": year, "population": 37_655_867, "aged_65_over": 17_472_938, "is_projection": projection}

    wanted = (
        figure("national_population", 37_660_000, day(2070), "persons", "projection", region="nation"),
        figure("elderly_population", 17_470_000, day(2070), "persons", "projection", region="nation"),
    )
    projected = typed(NATIONAL_POPULATION, nation(2070, projection=True))
    assert compared(*wanted, national_population=projected)["verdict"].tolist() == ["explained"] * 2
    counted = typed(NATIONAL_POPULATION, nation(2070, projection=False))
    assert compared(*wanted, national_population=counted)["verdict"].tolist() == ["no_source"] * 2


def test_projected_share_is_that_of_the_sudogwon_in_the_nations_own_rows_of_the_year() -> None:
    rows = [("KOR", "KR01", 2020, 26), ("KOR", "KR02", 2020, 26), ("KOR", "KR01", 2019, 99), ("JPN", "JPD", 2020, 7)]
    regions = typed(
        all_contracts()["oecd_tl2"],
        *({"country": country, "region_id": name, "year": year, "population": n} for country, name, year, n in rows),
    )
    (row,) = compared(figure("capital_share", 0.501, day(2020), concept="projection"), oecd_tl2=regions).to_dict("records")
    assert (row["our_value"], row["verdict"]) == (0.5, "explained")


@pytest.mark.parametrize(("moved", "verdict"), [(112, "explained"), (111, "unexplained")])
def test_institutions_that_moved_elsewhere_explain_41_and_no_more(moved: int, verdict: str) -> None:
    cities = typed(
        all_contracts()["innovation_city"],
        {"moved_date": day(2019), "institutions_moved": moved},
        {"moved_date": day(2020), "institutions_moved": 5},
    )
    published = figure("institutions_relocated", 153, day(2019), "institutions", "innovation cities", region="all destinations")
    row = compared(published, innovation_city=cities).iloc[0]
    assert (row["our_value"], row["verdict"]) == (moved, verdict)


def test_rank_is_that_of_the_newest_year_until_the_published_one_and_tells_the_others() -> None:
    rank = {"measure": "population", "which": "capital", "korea_region": "sudogwon", "at_least_regions": 2, "countries": 30}
    rows = [
        *({"year": year, "rank": place} for year, place in ((2018, 4), (2020, 2), (2022, 7))),
        {"year": 2020, "rank": 5, "korea_region": "seoul"},
        {"year": 2020, "rank": 9, "at_least_regions": 3},
        {"year": 2020, "rank": 9, "which": "largest"},
        {"year": 2020, "rank": 9, "measure": "gdp"},
    ]
    wanted = figure("oecd_rank_population", 1, day(2020), "rank", "capital region share among 26 countries")
    row = compared(wanted, oecd_rank=typed(all_contracts()["oecd_rank"], *(rank | row for row in rows))).iloc[0]
    assert (row["our_value"], row["verdict"], row["our_date"]) == (2, "not_comparable", day(2020))
    assert "rank among 30 countries, from 2 to 5 by definition" in row["explanation"]


PRINTED = day(2030)
SHEETS: dict[str, list[dict[str, object]]] = {
    "kosis_births": [
        {"region_name": "전국", "year": 2030, "births": 249_000, "total_fertility_rate": 0.70, "is_provisional": True},
        {"region_name": "전국", "year": 2029, "births": 1, "total_fertility_rate": 9.0},
        {"region_name": "부산광역시", "year": 2030, "births": 2, "total_fertility_rate": 9.0},
    ],
    "kosis_marriages": [
        {"region_name": name, "month": dt.date(year, month, 1), "marriages": 100}
        for name, year in (("전국", 2030), ("전국", 2029), ("부산광역시", 2030))
        for month in range(1, 13)
    ],
    "sido_figure_reported": [
        {"figure": name, "unit_id": unit, "reference_date": date, "value": value, "megaregion": group}
        for name, unit, date, value, group in (
            ("grdp", "a", PRINTED, 40, "capital"), ("grdp", "b", PRINTED, 60, "central"), ("grdp", "c", PRINTED, 20, "capital"),
            ("grdp", "d", PRINTED, 80, "central"), ("jobs", "a", PRINTED, 500, "capital"),
            ("grdp", "a", day(2029), 70, "capital"),
        )
    ],
    "official_area": [
        {"level": level, "unit_id": unit, "reference_date": date, "area_km2": area}
        for level, unit, date, area in (
            ("nation", "nation", day(2029), 200.0), ("sido", "seoul", day(2029), 10.0), ("sido", "incheon", day(2029), 4.0),
            ("sido", "gyeonggi", day(2029), 6.0), ("sido", "busan", day(2029), 50.0), ("sigungu", "x", PRINTED, 1.0),
            ("nation", "nation", day(2028), 900.0), ("nation", "nation", day(2031), 900.0),
        )
    ],
    "national_population": [
        {"year": 2030, "population": 50_000_000, "aged_65_over": 9_000_000, "is_projection": True},
        {"year": 2030, "population": 1, "aged_65_over": 1, "is_projection": False},
        {"year": 2031, "population": 2, "aged_65_over": 2, "is_projection": True},
    ],
    "oecd_tl2": [
        {"country": "KOR", "region_id": region, "year": 2030, "population": 30} for region in ("KR01", "KR02")
    ],
    "oecd_rank": [
        {"year": 2030, "measure": measure, "which": "capital", "korea_region": region, "at_least_regions": 2, "rank": 2}
        | {"countries": 30}
        for measure, region in (("population", "sudogwon"), ("gdp", "seoul_gyeonggi"))
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "concept", "unit", "ours", "explains"),
    [
        ("births", None, "births", 249_000, 500),
        ("tfr", None, "births per woman", 0.70, 0.01),
        ("marriages", None, "marriages", 1_200, 50),
        ("capital_share", "projection", "ratio", 0.5, 0.002),
        ("national_population", "projection", "persons", 50_000_000, 5_000),
        ("elderly_population", "projection", "persons", 9_000_000, 5_000),
    ],
)
def test_each_reason_explains_as_much_as_it_says(name: str, concept: str | None, unit: str, ours: float, explains: float) -> None:
    tables = {table: typed(all_contracts()[table], *rows) for table, rows in SHEETS.items()}
    for off, verdict in ((0.0, "reproduced"), (0.96 * explains, "explained"), (1.04 * explains, "unexplained")):
        row = compared(figure(name, ours + off, PRINTED, unit, concept, region="nation"), **tables).loc[name]
        assert (row["our_value"], row["verdict"]) == (pytest.approx(ours), verdict)


@pytest.mark.parametrize(
    ("countries", "year", "printed", "verdict"),
    [(26, 2030, 2, "reproduced"), (26, 2030, 1, "unexplained"), (28, 2030, 2, "not_comparable"), (26, 2029, 2, "not_comparable")],
)
def test_a_rank_is_reproduced_only_among_as_many_countries_of_the_same_year(
    countries: int, year: int, printed: int, verdict: str
) -> None:
    (rank,) = [row for row in SHEETS["oecd_rank"] if row["measure"] == "population"]
    table = typed(all_contracts()["oecd_rank"], rank | {"countries": countries, "year": year})
    wanted = figure("oecd_rank_population", printed, PRINTED, "rank", "capital region share among 26 countries")
    assert compared(wanted, oecd_rank=table)["verdict"].tolist() == [verdict]


@pytest.mark.parametrize(
    ("printed", "verdict"), [(2, "within_bounds"), (10, "within_bounds"), (11, "not_comparable"), (1, "not_comparable")]
)
def test_members_that_are_not_in_the_file_may_all_stand_above(printed: int, verdict: str) -> None:
    """Second of 30 of 38 members: between second and tenth of all."""
    table = typed(all_contracts()["oecd_rank"], *SHEETS["oecd_rank"])
    row = compared(figure("oecd_rank_gdp", printed, PRINTED, "rank", "Seoul and Gyeonggi share"), oecd_rank=table).iloc[0]
    assert (row["our_lower"], row["our_upper"], row["verdict"]) == (2, 10, verdict)
    assert "8 members are not in the file" in row["explanation"]


@pytest.mark.parametrize(("same_date", "differs"), [(False, ""), (True, "another unit set"), (False, "another concept")])
def test_an_equal_number_of_another_date_unit_set_or_concept_is_no_reproduction(same_date: bool, differs: str) -> None:
    assert judged(0.5, "ratio", Ours(0.5, day(2022), "core.x")) == "reproduced"
    assert judged(0.5, "ratio", Ours(0.5, day(2022), "core.x", differs=differs), same_date=same_date) == "not_comparable"
    bounded = Ours(0.5, day(2022), "core.x", differs=differs, lower=0.5, upper=0.5)
    assert judged(0.5, "ratio", bounded, same_date=same_date) == "within_bounds"


def test_the_nearest_area_of_another_month_reproduces_nothing_and_says_its_date() -> None:
    area = typed(all_contracts()["official_area"], *SHEETS["official_area"])
    for concept in ("cadastral", "as printed in the editorial"):
        row = compared(figure("capital_area_share", 0.1, PRINTED, concept=concept), official_area=area).iloc[0]
        assert (row["our_value"], row["our_date"], row["verdict"]) == (pytest.approx(0.1), day(2029), "not_comparable")
    assert "is not said" in row["explanation"]
    same = compared(figure("capital_area_share", 0.1, day(2029), concept="cadastral"), official_area=area).iloc[0]
    assert same["verdict"] == "reproduced"


def test_product_of_new_accounts_is_reproduced_and_that_of_old_ones_explained_by_the_revision() -> None:
    table = typed(
        SIDO_FIGURE_REPORTED,
        *(
            {"figure": "grdp", "unit_id": u, "reference_date": day(year), "value": v, "megaregion": g}
            for year in (2022, 2023)
            for u, v, g in (("a", 528, "capital"), ("b", 472, "jeju"))
        ),
    )

    def verdict(value: float, year: int, concept: str) -> str:
        wanted = figure("grdp_share", value, day(year), concept=concept)
        return str(compared(wanted, sido_figure_reported=table)["verdict"].iloc[0])

    assert verdict(0.528, 2022, "nominal rebased") == verdict(0.528, 2023, "nominal") == "reproduced"
    assert [verdict(0.525, year, "nominal") for year in (2022, 2023)] == ["explained", "unexplained"]
    assert verdict(0.520, 2022, "nominal") == "unexplained"


def test_fertility_of_a_year_that_the_sheet_lacks_is_the_weighted_mean_as_far_as_it_was_off_before() -> None:
    births = typed(
        KOSIS_BIRTHS,
        *(
            {"region_name": "전국", "year": year, "births": 9, "total_fertility_rate": rate}
            for year, rate in ((2028, 0.82), (2029, 0.78))
        ),
    )
    means = [
        {"level": "nation", "region_id": "nation", "reference_date": day(year), "total_fertility_rate": rate, "basis": "weighted"}
        for year, rate in ((2028, 0.815), (2029, 0.772), (2030, 0.746))
    ]
    rates = typed(all_contracts()["fertility_rate"], *means)

    def row(value: float) -> pd.Series:
        wanted = figure("tfr", value, PRINTED, "births", None, region="nation")
        return compared(wanted, kosis_births=births, fertility_rate=rates).loc["tfr"]

    assert (row(0.75)["verdict"], row(0.75)["our_value"], row(0.75)["our_table"]) == ("explained", 0.746, "mart.fertility_rate")
    assert "up to 0.0080 from the printed rates of 2028 to 2029" in row(0.75)["explanation"]
    assert row(0.746)["verdict"] == row(0.76)["verdict"] == "not_comparable", "another way of computing it"
    seoul = figure("tfr", 0.58, PRINTED, "births", None, region="seoul")
    assert compared(seoul, kosis_births=births, fertility_rate=rates)["verdict"].tolist() == ["no_source"]


def test_share_in_a_census_is_that_of_its_own_day() -> None:
    table = typed(
        all_contracts()["sido_census_population"],
        *({"unit_id": unit, "reference_date": dt.date(2030, 11, 1), "population": 50} for unit in ("seoul", "busan")),
    )
    for date, verdict in ((day(2030, 11, 30), "reproduced"), (day(2029, 11, 30), "no_source")):
        wanted = figure("capital_share", 0.5, date, concept="register census")
        assert compared(wanted, sido_census_population=table)["verdict"].tolist() == [verdict]


def test_employment_rate_of_another_survey_is_another_one() -> None:
    row = {"level": "nation", "region_id": "nation", "reference_date": PRINTED, "employment_rate_15_over": 62.7}
    wanted = figure("employment_rate", 62.7, PRINTED, "percent", "15 and over", region="nation")
    for basis, verdict in (("sigungu_survey", "not_comparable"), ("labour_force", "reproduced")):
        table = typed(all_contracts()["employment_rate"], row | {"basis": basis})
        assert compared(wanted, employment_rate=table)["verdict"].tolist() == [verdict]
        assert compared(wanted | {"concept": "15-64"}, employment_rate=table)["verdict"].tolist() == ["no_source"]


def test_what_is_known_of_a_printed_figure_is_said() -> None:
    printed = typed(PUBLISHED_FIGURE, figure("capital_share", 0.50002, day(2019))).assign(note="as printed")
    every = {name: typed(all_contracts()[name]) for name in TABLES} | {"capital_concentration": SHARE}
    (row,) = published_comparison(printed, **every).to_dict("records")
    assert row["explanation"] == "equal to the last printed digit; on the printed figure: as printed"


def test_area_is_that_of_the_day_and_notices_count_from_their_day() -> None:
    area = typed(all_contracts()["official_area"], *SHEETS["official_area"])
    found = compared(figure("national_area", 200.0, day(2029), "km2", "cadastral", region="nation"), official_area=area)
    assert found["our_value"].tolist() == [200.0]
    notices = [{"unit_id": str(n), "designated_from": date} for n, date in enumerate((day(2029), PRINTED, day(2031)))]
    wanted = figure("designated_decline_areas", 2, PRINTED, "areas", "legal designation", region="nation")
    row = compared(wanted, decline_area=typed(all_contracts()["decline_area"], *notices)).iloc[0]
    assert (row["our_value"], row["verdict"]) == (2, "reproduced")


def test_high_risk_is_counted_apart_and_the_nearer_december_is_ours() -> None:
    table = counts((day(2019), 100, 1), (day(2020), 104, 0))
    for date, nearest, value in ((day(2020, 6, 29), day(2019), 50), (day(2020, 7, 2), day(2020), 52)):
        row = compared(figure("high_risk_count", 51, date, "units", unit_set="keis"), at_risk_count=table).iloc[0]
        assert (row["our_date"], row["our_value"], row["our_lower"], row["our_upper"]) == (nearest, value, 50, 52)


def test_every_published_figure_has_a_row_even_where_nothing_is_read() -> None:
    table = compared(*published_figure().to_dict("records"))
    assert len(table) == len(published_figure()) and set(table["verdict"]) == {"no_source"}


def test_a_figure_is_reproduced_once_and_by_tables_that_exist() -> None:
    assert {name for function in REPRODUCTIONS.values() for name in needed(function)} == set(TABLES) <= set(all_contracts())
    with pytest.raises(ValueError, match=r"capital_share \(registration\) is reproduced twice"):
        reproduces("capital_share", "registration")(lambda published: None)


# --- counts between the published ones


def between(*ours: tuple[dt.date, int, int]) -> list[float]:
    theirs = [figure("at_risk_count", n, date, "units", unit_set="keis") for n, date in ((80, day(2015)), (89, day(2018, 6, 30)))]
    return at_risk_between_published(counts(*ours), typed(PUBLISHED_FIGURE, *theirs))["outside"].tolist()


def test_missing_units_may_bring_a_count_up_to_the_published_one() -> None:
    assert between((day(2015), 79, 2), (day(2015), 79, 0)) == [0, 1]


def test_counts_between_the_published_ones_of_either_side_hold() -> None:
    assert between((day(2016), 82, 2), (day(2016), 90, 2), (day(2016), 70, 1)) == [0, 1, 9]


def test_a_side_without_a_published_count_is_open() -> None:
    assert between((day(2014), 3, 0), (day(2020), 104, 1), (day(2020), 85, 1)) == [0, 0, 3]


def test_employment_rate_is_reproduced_by_age_and_not_by_another_day() -> None:
    ours = typed(
        EMPLOYMENT_RATE,
        {"level": "nation", "region_id": "nation", "employment_rate_15_over": 62.7, "employment_rate_15_64": 69.4},
        {"level": "nation", "region_id": "nation", "reference_date": day(2024, 6, 30), "employment_rate_15_over": 61.0},
    )
    printed = [
        figure("employment_rate", value, date, "percent", concept, region="nation", figure_id=f"e-{n}")
        for n, (value, date, concept) in enumerate(
            ((62.7, day(2024), "15 and over"), (69.5, day(2024), "15-64"), (62.6, day(2023), "15 and over"))
        )
    ]
    found = compared(*printed, employment_rate=ours)
    assert found["verdict"].tolist() == ["reproduced", "unexplained", "no_source"]
