"""Do boundaries tile the country, with known codes and the registered area?"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from domain.history import alive
from expectations.coverage import judged, labels

SERIES = ["level", "scheme", "vintage"]
# Slivers below one hectare may vanish or double in cleaning without anybody's map changing.
SLIVER_M2 = 10_000.0
# Two records with this much of the smaller one in common are one unit drawn twice, or a city beside its gu.
SAME_GROUND = 0.9
MUCH_GROUND = 0.5


def coverage_validity(boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """Per series, and per pair of its units that overlap: is it a valid coverage, and how many polygons are invalid."""
    sound = boundary[boundary.geometry.is_valid]
    invalid = (~boundary.geometry.is_valid).groupby([boundary[column] for column in SERIES]).sum().rename("invalid_polygons")
    files = boundary.groupby(SERIES)["source_file"].first()
    table = judged(sound, SERIES, labels(sound))
    whole: pd.DataFrame = pd.concat([invalid, files], axis=1).reset_index().merge(table, on=SERIES, how="left")
    # A series of which no polygon is valid has nothing to be judged by.
    return whole.fillna({"valid_coverage": False, "units": "", "overlap_m2": 0.0, "unshared_m": 0.0}).astype(
        {"valid_coverage": bool}
    )


def mois_ground(mois_boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """`claimed_twice` of raw.mois_boundary."""
    return claimed_twice(mois_boundary)


def sgis_ground(sgis_boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """`claimed_twice` of raw.sgis_boundary."""
    return claimed_twice(sgis_boundary)


def kostat_ground(kostat_boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """`claimed_twice` of raw.kostat_boundary."""
    return claimed_twice(kostat_boundary)


def claimed_twice(records: gpd.GeoDataFrame) -> pd.DataFrame:
    """Per file, and per pair of its records of which one has an inner point of the other: the ground that both claim.

    `share` is of the smaller one; `same_ground` and `much_ground` say whether both are one, or one is the other's part, in
    units that results stand on and in smaller ones. Overlaps along borders are left to cleaning, and to core.boundary_quality.
    """
    rows: list[tuple[object, ...]] = []
    for key, file in records.groupby([*SERIES, "source_file"]):
        drawn = file[file.geometry.notna()]
        valid = drawn.geometry.is_valid.to_numpy()
        shapes = drawn.geometry.to_numpy().copy()
        shapes[~valid] = shapely.make_valid(shapes[~valid], method="structure", keep_collapsed=False)
        inner = shapely.point_on_surface(shapes)
        one, other = shapely.STRtree(shapes).query(inner, predicate="intersects")
        names = labels(drawn).to_numpy()
        told = []
        for a, b in {(min(a, b), max(a, b)) for a, b in zip(one.tolist(), other.tolist(), strict=True) if a != b}:
            ground = float(shapely.area(shapely.intersection(shapes[a], shapes[b])))
            smaller = min(shapes[a].area, shapes[b].area)
            share = ground / smaller
            if smaller > SLIVER_M2:
                told.append((f"{names[a]} and {names[b]}", round(ground / 1e6, 3), share, int(drawn["source_row"].iloc[b])))
        large = key[0] in ("sido", "sigungu")
        for units, km2, share, row in sorted(told, key=lambda pair: -pair[1]) or [("", 0.0, 0.0, 1)]:
            rows.append((*key, row, units, km2, share, large and share > SAME_GROUND, not large and share > MUCH_GROUND))
    columns = [*SERIES, "source_file", "source_row", "units", "overlap_km2", "share", "same_ground", "much_ground"]
    return pd.DataFrame(rows, columns=columns)


def unknown_codes(boundary: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per unit a `verdict`: `known`, or why its code fits no living unit of its vintage."""
    table = pd.DataFrame(boundary[[*SERIES, "code", "name_ko", "unit_id", "source_file", "source_row"]])
    whole = table["level"].isin(["sido", "sigungu"])
    table["verdict"] = np.where(~whole | table["unit_id"].notna(), "known", "unknown code")
    table.loc[_cities_beside_gu(table, region), "verdict"] = "city beside its gu"
    for (level, scheme, vintage), rows in table[~whole].groupby(SERIES):
        living = alive(region[region["level"] == "sigungu"], pd.Timestamp(str(vintage)))
        columns = ["mois_code"] if scheme == "mois" else ["kostat7_code", "kostat8_code"]
        stray = ~rows["code"].str[:5].isin(set(living[columns].stack()))
        table.loc[rows.index[stray], "verdict"] = f"no sigungu for this {level}"
    return table


def best_vintage(boundary: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """The sigungu series that lacks fewest units of its day: `missing_units` and their names in `missing`."""
    rows = []
    for (level, scheme, vintage), series in boundary[boundary["level"] == "sigungu"].groupby(SERIES):
        living = alive(region[region["in_finest"]], pd.Timestamp(str(vintage)))
        absent = living.loc[~living["unit_id"].isin(series["unit_id"]), "unit_id"]
        rows.append((level, scheme, vintage, len(absent), ", ".join(sorted(absent)[:20]), series["source_file"].iloc[0]))
    table = pd.DataFrame(rows, columns=[*SERIES, "missing_units", "missing", "source_file"])
    return table.sort_values(["missing_units", "vintage"], ascending=[True, False]).head(1)


def _cities_beside_gu(table: pd.DataFrame, region: pd.DataFrame) -> pd.Index:
    """Rows of cities in a series that also has one of their gu: the same ground twice."""
    found = pd.Index([])
    for (_, _, vintage), rows in table[table["level"] == "sigungu"].groupby(SERIES):
        living = alive(region, pd.Timestamp(str(vintage)))
        parents = set(living.loc[living["unit_id"].isin(rows["unit_id"]), "parent_unit_id"])
        found = found.append(rows.index[rows["unit_id"].isin(parents)])
    return found


def national_area(boundary_quality: pd.DataFrame, official_area: pd.DataFrame) -> pd.DataFrame:
    """Per series: area after cleaning against the registered national area, as a share of the latter."""
    nation = float(official_area.loc[official_area["level"] == "nation", "area_km2"].tail(1).max())
    table = boundary_quality[[*SERIES, "source_file", "area_after_km2"]]
    return table.assign(registered_km2=nation, difference_share=table["area_after_km2"] / nation - 1)


def heavy_repairs(boundary_repair: pd.DataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Repairs of units larger than a sliver whose polygon existed; `change_share` of the area before.

    `change_share_reference` repeats it for sigungu of the reference vintage, on which every product
    stands, and is empty elsewhere.
    """
    real = boundary_repair[["area_before_m2", "area_after_m2"]].max(axis=1) >= SLIVER_M2
    table = boundary_repair[real & (boundary_repair["problem"] != "no geometry")]
    reference = (table["level"] == "sigungu") & table["vintage"].isin(set(reference_region["reference_vintage"]))
    return table.assign(change_share_reference=table["change_share"].where(reference))


def units_in_place(boundary_change: pd.DataFrame) -> pd.DataFrame:
    """Per unit and pair of vintages: did it keep its place (`in_place`), or did it change with those in `exchanged_with`."""
    return boundary_change.assign(
        in_place=boundary_change["exchanged_with"].isna(), exchanged_with=boundary_change["exchanged_with"].fillna("")
    )


def unexplained_change(boundary_change: pd.DataFrame) -> pd.DataFrame:
    """Per unit and pair of vintages: change of area that no event explains, and units that come or go without one.

    Changes of less than 1 km2 count as none.
    """
    silent = boundary_change["events"].isna()
    small = (boundary_change["area_after_km2"] - boundary_change["area_before_km2"]).abs() < 1
    share = boundary_change["change_share"].where(silent & ~small, 0.0).fillna(0.0)
    return boundary_change.assign(unexplained_share=share, gone_or_new=silent & boundary_change["change_share"].isna())
