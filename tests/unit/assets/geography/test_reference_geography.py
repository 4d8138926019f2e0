"""The reference geography: the newest vintage that has every unit, its regions, and their shapes dissolved upwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from assets.geography.boundary_gap import boundary_gap
from assets.geography.levels import level_boundary, reference_coverage, require_complete
from assets.geography.reference_region import reference_region, region_member
from assets.lake.settings import Settings
from domain.errors import ContractError, UsageError
from domain.levels import GROUPINGS
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.boundary_comparison import BOUNDARY_GAP
from expectations.contracts.derived_boundaries import DERIVED_BOUNDARY
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from expectations.contracts.units import MEGAREGION_MEMBERSHIP, REGION, REGION_MEMBER
from expectations.rules.boundaries import levels_add_up
from tests.frames import relation, result, typed
from tests.publisher_files import square

OLD, NEW = dt.date(2020, 12, 31), dt.date(2024, 2, 1)
BEGIN = dt.date(1995, 1, 1)
# A city of two gu and a county in one sido.
ERAS: tuple[dict[str, Any], ...] = (
    {"unit_id": "gyeonggi", "level": "sido", "name_ko": "경기도", "mois_code": "41", "sido_unit_id": "gyeonggi"},
    {"unit_id": "suwon", "mois_code": "41110", "in_kosis": True, "in_keis": True, "parent_unit_id": "gyeonggi"},
    {"unit_id": "suwon-jangan", "mois_code": "41111", "in_finest": True, "parent_unit_id": "suwon"},
    {"unit_id": "suwon-gwonseon", "mois_code": "41113", "in_finest": True, "parent_unit_id": "suwon"},
    {
        "unit_id": "gapyeong",
        "mois_code": "41820",
        "in_finest": True,
        "in_kosis": True,
        "in_keis": True,
        "parent_unit_id": "gyeonggi",
    },
)
FINEST = ("suwon-jangan", "suwon-gwonseon", "gapyeong")


def eras() -> list[dict[str, Any]]:
    standard = {"level": "sigungu", "sido_unit_id": "gyeonggi", "megaregion": "capital", "valid_from": BEGIN}
    return [{"region_id": str(n)} | standard | era for n, era in enumerate(ERAS)]


def drawn(vintage: dt.date, *units: str, scheme: str = "mois") -> list[dict[str, Any]]:
    return [
        {"level": "sigungu", "scheme": scheme, "vintage": vintage, "code": str(10 + n), "unit_id": unit, "geometry": square(n, 0)}
        for n, unit in enumerate(units)
    ]


def groups() -> Any:
    of = {"sido_unit_id": "gyeonggi", "group_id": "capital", "group_ko": "수도권", "valid_from": BEGIN}
    return relation(MEGAREGION_MEMBERSHIP, *(of | {"scheme": scheme} for scheme in GROUPINGS.values()))


def regions(*shapes: dict[str, Any], derived: Sequence[dict[str, Any]] = (), asked: dt.date | None = None) -> pd.DataFrame:
    table = reference_region(
        relation(BOUNDARY, *shapes),
        relation(DERIVED_BOUNDARY, *derived),
        relation(REGION, *eras()),
        groups(),
        Settings(asked),
    )
    return result(REFERENCE_REGION, table)


def members(*shapes: dict[str, Any]) -> pd.DataFrame:
    reference = relation(REFERENCE_REGION, *regions(*shapes).to_dict("records"))
    return result(REGION_MEMBER, region_member(reference, groups()))


def dissolved(*shapes: dict[str, Any]) -> gpd.GeoDataFrame:
    drawn, derived = typed(BOUNDARY, *shapes), typed(DERIVED_BOUNDARY)
    gaps = typed(BOUNDARY_GAP, *boundary_gap(drawn, derived).to_dict("records"))
    table = level_boundary(drawn, derived, gaps, regions(*shapes), members(*shapes), typed(REGION, *eras()))
    return gpd.GeoDataFrame(table, geometry="geometry").set_index(["level", "region_id"])


def test_newest_complete_vintage_is_the_reference() -> None:
    assert set(regions(*drawn(OLD, *FINEST), *drawn(NEW, *FINEST))["reference_vintage"]) == {NEW}


def test_units_bear_their_codes_sido_and_sets_and_what_is_above_them_does_not() -> None:
    table = regions(*drawn(NEW, *FINEST)).set_index(["level", "region_id"])
    suwon, sido = table.loc[("sigungu", "suwon")], table.loc[("sido", "gyeonggi")]
    assert (suwon["mois_code"], suwon["sido_ko"], suwon["sido_unit_id"], suwon["megaregion"]) == (
        "41110", "경기도", "gyeonggi", "capital",
    )  # fmt: skip
    assert suwon["in_keis"] and not suwon["in_local_government"]
    assert (sido["mois_code"], sido["name_ko"], sido["megaregion"]) == ("41", "경기도", "capital")
    assert sido[["sido_ko", "in_keis", "in_local_government"]].isna().all()
    assert ("sigungu", "suwon-jangan") not in table.index
    assert table.loc[("megaregion", "capital"), "megaregion"] == "capital"
    assert pd.isna(table.loc[("capital_rest", "capital"), "megaregion"]) and pd.isna(
        table.loc[("nation", "nation"), "megaregion"]
    )


def test_newer_vintage_that_lacks_a_unit_is_passed_over() -> None:
    assert set(regions(*drawn(OLD, *FINEST), *drawn(NEW, *FINEST[:2]))["reference_vintage"]) == {OLD}


def test_two_schemes_of_one_day_do_not_complete_each_other() -> None:
    table = regions(*drawn(OLD, *FINEST), *drawn(NEW, *FINEST[:2]), *drawn(NEW, FINEST[2], scheme="kostat"))
    assert set(table["reference_vintage"]) == {OLD}


def made(vintage: dt.date, *units: str, methods: Sequence[str] = ("dissolved",)) -> list[dict[str, Any]]:
    how = [{"code": f"411{n}0", "geometry_basis": "derived", "method": methods[n % len(methods)]} for n in range(len(units))]
    return [shape | more for shape, more in zip(drawn(vintage, *units), how, strict=True)]


def test_vintage_carried_forward_is_the_reference_and_one_with_lines_of_our_own_is_not() -> None:
    later, latest = dt.date(2025, 1, 18), dt.date(2026, 7, 1)
    whole = made(later, *FINEST, methods=("carried", "other_vintage"))
    assert set(regions(*drawn(NEW, *FINEST), derived=whole)["reference_vintage"]) == {later}
    with_cuts = [*whole, *made(latest, *FINEST, methods=("carried", "cut"))]
    assert set(regions(*drawn(NEW, *FINEST), derived=with_cuts)["reference_vintage"]) == {later}
    newest = [*drawn(NEW, *FINEST), *drawn(dt.date(2025, 12, 31), *FINEST)]
    assert set(regions(*newest, derived=whole)["reference_vintage"]) == {dt.date(2025, 12, 31)}


def test_derived_vintage_is_no_reference_unless_it_is_asked_for() -> None:
    later = made(dt.date(2026, 7, 1), *FINEST)
    assert set(regions(*drawn(NEW, *FINEST), derived=later)["reference_vintage"]) == {NEW}
    assert set(regions(*drawn(NEW, *FINEST), derived=later, asked=dt.date(2026, 7, 1))["reference_vintage"]) == {
        dt.date(2026, 7, 1)
    }


def test_older_vintage_is_the_reference_when_it_is_asked_for() -> None:
    assert set(regions(*drawn(OLD, *FINEST), *drawn(NEW, *FINEST), asked=OLD)["reference_vintage"]) == {OLD}


def test_reference_of_a_day_without_boundaries_is_refused_with_the_days_there_are() -> None:
    with pytest.raises(UsageError, match=r"those that have are 2024-02-01, 2026-07-01 \(derived\)"):
        regions(*drawn(OLD, *FINEST[:2]), *drawn(NEW, *FINEST), derived=made(dt.date(2026, 7, 1), *FINEST), asked=OLD)


def test_shapes_of_a_derived_reference_are_the_derived_ones() -> None:
    later = made(dt.date(2026, 7, 1), *FINEST)
    chosen = regions(*drawn(NEW, *FINEST), derived=later, asked=dt.date(2026, 7, 1))
    assert set(
        reference_coverage(typed(BOUNDARY, *drawn(NEW, *FINEST)), typed(DERIVED_BOUNDARY, *later), chosen)["geometry_basis"]
    ) == {"derived"}


def test_regions_are_nation_group_sido_and_kosis_units() -> None:
    table = regions(*drawn(NEW, *FINEST))
    assert table.groupby("level")["region_id"].apply(sorted).to_dict() == {
        "capital_rest": ["capital"], "five_plus_two": ["capital"], "megaregion": ["capital"], "nation": ["nation"],
        "sido": ["gyeonggi"],
        "sigungu": ["gapyeong", "suwon"],
    }  # fmt: skip


def test_no_complete_vintage_leaves_no_region_and_is_refused_with_a_reason() -> None:
    shapes = drawn(NEW, *FINEST[:2])
    assert regions(*shapes).empty
    with pytest.raises(ContractError, match="every unit"):
        require_complete(regions(*shapes))
    with pytest.raises(UsageError, match=r"--reference 2020-12-31: .* has every unit of it; none has\. Declare a map"):
        regions(*shapes, asked=OLD)


def test_gu_are_dissolved_to_their_city_and_upwards() -> None:
    shapes = dissolved(*drawn(NEW, *FINEST))
    assert shapely.equals(shapes.loc[("sigungu", "suwon"), "geometry"], square(0, 0).union(square(1, 0)))
    assert shapes["area_km2"].to_dict() == pytest.approx(
        {
            ("sigungu", "suwon"): 200, ("sigungu", "gapyeong"): 100, ("sido", "gyeonggi"): 300,
            ("megaregion", "capital"): 300, ("capital_rest", "capital"): 300,
            ("five_plus_two", "capital"): 300, ("nation", "nation"): 300,
        }
    )  # fmt: skip


def test_every_level_adds_up_to_the_one_below() -> None:
    shapes = drawn(NEW, *FINEST)
    table = typed(
        LEVEL_BOUNDARY, *dissolved(*shapes).reset_index().drop(columns=["centroid_lon", "centroid_lat"]).to_dict("records")
    )
    sums = levels_add_up(table, regions(*shapes)).set_index("level")
    assert sums["difference_m2"].abs().max() < 1
    assert sums["valid_coverage"].all() and (sums["missing_regions"] == 0).all()


def test_where_both_schemes_have_the_vintage_mois_is_taken() -> None:
    shapes = [*drawn(NEW, *FINEST, scheme="kostat"), *drawn(NEW, *FINEST)]
    assert set(reference_coverage(typed(BOUNDARY, *shapes), typed(DERIVED_BOUNDARY), regions(*shapes))["scheme"]) == {"mois"}


def for_maps(vintage: dt.date, *units: str) -> list[dict[str, Any]]:
    return [shape | {"fit_for": "maps"} for shape in drawn(vintage, *units)]


def test_vintage_for_maps_only_is_no_reference_unless_it_is_asked_for() -> None:
    shapes = [*drawn(OLD, *FINEST), *for_maps(NEW, *FINEST)]
    assert set(regions(*shapes)["reference_vintage"]) == {OLD}
    assert set(regions(*shapes, asked=NEW)["reference_vintage"]) == {NEW}


def test_vintage_for_maps_only_is_named_as_such_among_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"those that have are 2020-12-31, 2024-02-01 \(for maps only\)\. Take one"):
        regions(*drawn(OLD, *FINEST), *for_maps(NEW, *FINEST), asked=dt.date(2000, 1, 1))


def test_derived_shapes_go_before_published_ones_that_are_for_maps_only() -> None:
    later = dt.date(2026, 7, 1)
    shapes, derived = [*drawn(NEW, *FINEST), *for_maps(later, *FINEST)], made(later, *FINEST)
    chosen = regions(*shapes, derived=derived, asked=later)
    coverage = reference_coverage(typed(BOUNDARY, *shapes), typed(DERIVED_BOUNDARY, *derived), chosen)
    assert set(coverage["geometry_basis"]) == {"derived"}
    alone = reference_coverage(typed(BOUNDARY, *shapes), typed(DERIVED_BOUNDARY), chosen)
    assert set(alone["fit_for"]) == {"maps"} and len(alone) == 3


def test_maps_only_and_derived_do_not_complete_each_other() -> None:
    later = dt.date(2026, 7, 1)
    shapes = [*drawn(NEW, *FINEST), *for_maps(later, *FINEST[:2])]
    with pytest.raises(UsageError, match=r"--reference 2026-07-01: .* those that have are 2024-02-01\. Take one"):
        regions(*shapes, derived=made(later, FINEST[2]), asked=later)
