"""The schematic build from end to end: real figures to the person, and a schematic map that keeps its promises."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import shapely

from assets.reference.units import fact_file
from expectations.contracts.registry import all_contracts
from expectations.engine.report import read_report
from tests.conftest import Built


def frame(schematic: Built, name: str) -> pd.DataFrame:
    return schematic.home.lake.frame(name)


# --- figures


@pytest.mark.parametrize(("year", "people"), [(2023, 51_325_329), (2024, 51_217_221)])
def test_national_registered_population_is_exact(schematic: Built, year: int, people: int) -> None:
    day = dt.date(year, 12, 31)
    table = frame(schematic, "population")
    registered = table[(table["population_concept"] == "registration") & (table["reference_date"] == day)]
    assert registered["population"].sum() == people
    capital = frame(schematic, "capital_concentration").set_index("reference_date")
    assert capital.loc[day, "national_population"] == people
    risk = frame(schematic, "extinction_risk").set_index(["level", "reference_date"])
    assert risk.loc[("nation", day), "population"] == people


def test_capital_region_passed_one_half_in_2019_by_1737_persons(schematic: Built) -> None:
    table = frame(schematic, "capital_concentration")
    crossing = table[table["crossover"]]
    assert [day.year for day in crossing["reference_date"]] == [2019]
    assert crossing["margin"].tolist() == [1737]
    assert crossing["capital_share"].round(5).tolist() == [0.50002]
    assert len(table) == 25


def test_residents_stand_apart_from_registration(schematic: Built) -> None:
    table = frame(schematic, "population")
    resident = table[table["population_concept"] == "registration_residents"]
    assert set(resident["reference_date"]) == {dt.date(2024, 12, 31)}
    assert resident["unit_id"].nunique() == 229
    assert 50_900_000 < resident["population"].sum() < 51_217_221


def test_units_at_risk_in_2024_by_unit_set(schematic: Built) -> None:
    table = frame(schematic, "at_risk_count").set_index(["unit_set", "reference_date"])
    now = table.xs(dt.date(2024, 12, 31), level="reference_date")
    assert now["units"].to_dict() == {"keis": 228, "kosis": 229, "local_government": 226}
    assert now["missing_units"].sum() == 0
    assert now["at_risk"].to_dict() == {"keis": 135, "kosis": 135, "local_government": 134}


def test_missing_units_of_early_years_are_named_and_not_safe(schematic: Built) -> None:
    table = frame(schematic, "at_risk_count")
    keis = table[table["unit_set"] == "keis"].set_index("reference_date")
    assert keis.loc[dt.date(2015, 12, 31), "missing_names"] == "대구광역시 군위군, 인천광역시 미추홀구"
    assert keis.loc[dt.date(2019, 12, 31), "missing_names"] == "대구광역시 군위군"
    classes = keis[["high_risk", "entering_risk", "caution", "normal", "low_risk"]].sum(axis=1)
    assert (classes == keis["units"] - keis["missing_units"]).all()


# --- the schematic map


def test_every_sigungu_is_one_valid_piece_with_its_seat(schematic: Built) -> None:
    shapes = schematic.home.lake.geoframe("boundary")
    assert len(shapes) == 252
    assert (shapes.geometry.geom_type == "Polygon").all() and shapes.geometry.is_valid.all()
    assert shapely.coverage_is_valid(shapes.geometry.to_numpy())
    assert len(schematic.home.lake.geoframe("sigungu")) == 229


def test_areas_are_those_of_the_register(schematic: Built) -> None:
    facts = pd.read_csv(fact_file("sigungu_facts"), dtype={"mois_code": str}).set_index("mois_code")["area_km2"]
    shapes = frame(schematic, "boundary").set_index("code")["area_km2"]
    deviation = (shapes / facts.reindex(shapes.index) - 1).abs()
    assert deviation.median() < 0.01
    assert deviation.quantile(0.9) < 0.10
    assert shapes.sum() == pytest.approx(facts.sum(), rel=0.01)


def test_cleaning_leaves_a_sound_map_alone(schematic: Built) -> None:
    (quality,) = frame(schematic, "boundary_quality").to_dict("records")
    assert (quality["units"], quality["invalid"], quality["overlap_pairs"], quality["units_lost"]) == (252, 0, 0, 0)
    assert quality["valid_coverage"] and quality["dissolve_difference_m2"] < 1
    assert frame(schematic, "boundary_repair").empty


def test_every_level_is_the_union_of_the_one_below(schematic: Built) -> None:
    shapes = schematic.home.lake.geoframe("level_boundary")
    areas = shapes.geometry.area.groupby(shapes["level"]).sum()
    assert np.ptp(areas.to_numpy()) < 1
    assert shapes["level"].value_counts().to_dict() == {
        "sigungu": 229, "sido": 17, "megaregion": 8, "five_plus_two": 7, "capital_rest": 2, "nation": 1,
    }  # fmt: skip


def test_schematic_is_said_wherever_there_is_a_shape(schematic: Built) -> None:
    for name, contract in all_contracts().items():
        if "geometry_basis" in contract.column_names:
            assert set(frame(schematic, name)["geometry_basis"]) <= {"schematic"}, name
    assert set(frame(schematic, "sigungu")["geometry_basis"]) == {"schematic"}
    assert frame(schematic, "mois_boundary")["schematic"].all()


# --- the run itself


def test_every_suite_passed_and_what_warns_is_known(schematic: Built) -> None:
    warned = set()
    for name in all_contracts():
        report = read_report(schematic.home.checks, name)
        assert report is not None and report.passed, name
        warned |= {(name, outcome.rule) for outcome in report.failed("warning")}
    assert warned == {
        ("at_risk_count", "contract"), ("population_coverage", "contract"), ("region_event", "contract"),
        ("sido_population_reported", "sigungu_equal_sido_sheet"), ("level_boundary", "area_against_register"),
        ("area_comparison", "contract"), ("policy_event", "contract"),
    }  # fmt: skip


def test_nothing_half_written_is_left(schematic: Built) -> None:
    assert not list(schematic.home.root.rglob("*.tmp"))
    assert {path.name for path in schematic.home.releases.iterdir()} == {"current", schematic.release.name}


def test_files_that_a_profile_leaves_out_give_empty_typed_tables(schematic: Built) -> None:
    for name in ("sgis_boundary", "derived_boundary", "migration_flow", "emd_population", "census_figure"):
        entry = schematic.home.lake.entry(name)
        assert entry is not None and entry.rows == 0
        assert list(frame(schematic, name).columns) == list(all_contracts()[name].column_names)
