"""Publishers' files through time: every vintage explained, the units of 2026 derived, any reference without losing anyone."""

from __future__ import annotations

import datetime as dt
from functools import partial

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from assets.geography.boundary_comparison import shift
from assets.geography.reference_region import crosswalk, reference_region
from assets.lake.lake import Lake
from assets.lake.settings import Settings
from assets.panel.population import population, population_coverage
from assets.panel.sido_population import sido_population
from domain.crs import CRS
from expectations.contract import TableContract
from expectations.contracts.events import CROSSWALK, REFERENCE_REGION
from expectations.contracts.population import POPULATION_COVERAGE, POPULATION_TABLE
from expectations.contracts.sido_population import SIDO_POPULATION
from tests.conftest import Built
from tests.frames import result
from tests.places import DATA

DAYS = (dt.date(2015, 11, 30), dt.date(2020, 12, 31), dt.date(2026, 7, 1))
JULY = dt.date(2026, 7, 1)


def tables(lake: Lake, day: dt.date) -> dict[str, pd.DataFrame]:
    """Reference units, crosswalk and panels on the vintage of `day`, from the tables that do not depend on it."""
    names = ("boundary", "derived_boundary", "region", "megaregion_membership")
    regions = result(REFERENCE_REGION, reference_region(*(lake.relation(name) for name in names), Settings(day)))
    history = (lake.frame(name) for name in ("region", "region_event", "event_piece"))
    keep = partial(_kept, lake)
    ways = keep(CROSSWALK, crosswalk(*history, regions))
    reported = lake.frame("population_reported")
    people = keep(POPULATION_TABLE, population(reported, ways))
    return {
        "regions": regions,
        "coverage": keep(POPULATION_COVERAGE, population_coverage(reported, people, ways, regions)),
        "population": people,
        "sido": keep(SIDO_POPULATION, sido_population(lake.frame("sido_population_reported"), ways, regions)),
    }


def _kept(lake: Lake, contract: TableContract, table: pd.DataFrame) -> pd.DataFrame:
    return lake.seal(contract, table, fingerprint="").arrow.to_pandas(date_as_object=True)


@pytest.mark.parametrize(("day", "kosis"), list(zip(DAYS, (229, 229, 230), strict=True)))
def test_national_population_is_the_same_to_the_person_on_every_reference(real: Built, day: dt.date, kosis: int) -> None:
    found = tables(real.home.lake, day)
    people = found["population"]
    december = people[(people["reference_date"] == dt.date(2024, 12, 31)) & (people["population_concept"] == "registration")]
    assert december["unit_id"].nunique() == kosis == (found["regions"]["level"] == "sigungu").sum()
    assert december["population"].sum() == 51_217_221
    sido = found["sido"]
    assert sido.loc[sido["reference_date"] == dt.date(2019, 12, 31), "population"].sum() == 51_849_861


def test_units_made_in_july_2026_are_estimates_and_all_others_are_not(real: Built) -> None:
    coverage = tables(real.home.lake, JULY)["coverage"]
    # Before 2013 those that Yeongi-gun and Sejong, before 1997 those that Ulsan were divided among are estimates, too.
    coverage = coverage[coverage["reference_date"] >= dt.date(2013, 12, 31)]
    estimates = {f"incheon-{name}-gu" for name in ("jemulpo", "yeongjong", "seohae", "geomdan")}
    assert set(coverage.loc[coverage["interpolated"], "unit_id"]) == estimates


def test_derived_vintages_have_255_and_256_units_and_the_registered_areas(real: Built) -> None:
    derived = real.home.lake.frame("derived_boundary")
    assert derived.groupby("vintage").size().to_dict() == {dt.date(2026, 2, 1): 255, JULY: 256}
    assert set(derived["geometry_basis"]) == {"derived"}
    changed = derived.loc[(derived["vintage"] == JULY) & derived["events"].notna(), "unit_id"]
    assert len(changed) == 8 and set(changed.str.split("-").str[0]) == {"incheon", "hwaseong"}
    areas = real.home.lake.frame("area_comparison")
    july = areas[areas["vintage"] == JULY].set_index("registered_unit_id")
    assert july.loc["incheon-jung-gu+incheon-dong-gu", ["registered_km2", "units"]].tolist() == [
        147.72, "incheon-jemulpo-gu+incheon-yeongjong-gu",
    ]  # fmt: skip
    assert july.loc["incheon-jung-gu+incheon-dong-gu", "polygon_km2"] == pytest.approx(147.72, rel=0.01)
    assert july.loc["incheon-seo-gu", "polygon_km2"] == pytest.approx(119.02, rel=0.01)


def test_no_vintage_is_off_by_a_datum(real: Built) -> None:
    shifts = real.home.lake.frame("boundary_shift")
    assert len(shifts) == 12 and set(shifts["verdict"]) == {"none"}


def test_file_of_2011_read_by_its_own_prj_would_be_noticed(real: Built) -> None:
    """Its .prj lacks the shift of the Korean datum: hundreds of metres, which the declared CRS mends."""
    raw = pyogrio.read_dataframe(DATA / "boundaries/kostat_2011/skorea-municipalities-2011s.shp").dropna(subset=["geometry"])
    boundary = real.home.lake.geoframe("boundary")
    sigungu = boundary[(boundary["level"] == "sigungu") & (boundary["scheme"] == "kostat")]
    old = sigungu[sigungu["vintage"].map(lambda day: day.year) == 2011]
    wrong = gpd.GeoDataFrame(old.drop(columns=["geometry", "area_km2"]).merge(raw.to_crs(CRS)[["code", "geometry"]], on="code"))
    wrong["area_km2"] = wrong.geometry.area / 1e6
    found = shift(wrong, sigungu[sigungu["vintage"].map(lambda day: day.year) == 2015])
    assert found["verdict"] == "uniform offset" and 300 < found["offset_m"] < 450


def test_unit_that_the_publisher_left_without_a_shape_is_named(real: Built) -> None:
    quality = real.home.lake.frame("boundary_quality")
    lacking = quality[quality["units_missing"].fillna(0) > 0]
    assert lacking[["level", "missing"]].to_numpy().tolist() == [["sigungu", "busan-yeongdo-gu"]]
    assert {day.year for day in lacking["vintage"]} == {2011}
