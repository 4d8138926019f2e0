"""Do the units of one level lie in those of the level above, drawn on the same day, to which they belong?

Each file may be sound in itself and yet of another day than the other. Where units lie is `places.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from domain.history import alive
from expectations.coverage import labels
from expectations.places import uniform_offset

SERIES = ["level", "scheme", "vintage"]
SHORT_CODE = 5
# Where half of the units above without a stray differ by more than this from the sum of their parts, the two were drawn
# apart, and coarsely.
COARSE = 0.005
# A unit lies elsewhere when most of it does and it is further than this from its own unit above, in metres: sigungu that
# changed hands border it still, dong along a border are drawn a few metres to either side of it.
APART_M = {"sigungu": 0.0, "emd": 100.0, "legal_dong": 100.0}
APART_IF_COARSE_M = 2_000.0
# Units above whose area differs by more have lost or won parts, and their centre with them.
COMPARABLE = 0.1


def in_their_own(boundary: gpd.GeoDataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per unit that lies mostly in another unit of the level above than its own, of the same day: both; else a row a series.

    Sigungu belong to sido by the region history, eup-myeon-dong and legal dong to the sigungu whose code they begin with.
    A unit is not judged whose own unit above is not drawn, or whose middle lies in none.
    """
    rows = []
    for below, above in _pairs(boundary, region):
        named = labels(above)
        for at, other, home in _strays(below, above) or [(0, -1, -1)]:
            unit = below.iloc[at]
            told = (unit["code"], unit["name_ko"], named[other], named[home]) if other >= 0 else ("", "", "", "")
            rows.append((*unit[SERIES], *told, other >= 0, unit["source_file"], int(unit["source_row"])))
    columns = [*SERIES, "code", "name_ko", "lies_in", "belongs_to", "elsewhere", "source_file", "source_row"]
    return pd.DataFrame(rows, columns=columns)


def made_of_their_own(boundary: gpd.GeoDataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per sido of which all sigungu of the day are drawn: its area minus the sum of theirs, as a share of the latter."""
    columns = [*SERIES, "code", "name_ko", "sigungu_km2", "difference_share", "source_file", "source_row"]
    parts = []
    for below, above in _pairs(boundary, region):
        if below["level"].iloc[0] == "sigungu":
            living = alive(region[region["in_finest"]], pd.Timestamp(str(below["vintage"].iloc[0])))
            lacking = set(living.loc[~living["unit_id"].isin(below["unit_id"]), "sido_unit_id"])
            whole = pd.DataFrame(above[~above["unit_id"].isin(lacking)])
            sums = whole["own"].map(below.groupby("own")["area_km2"].sum())
            parts.append(whole.assign(sigungu_km2=sums.round(1), difference_share=whole["area_km2"] / sums - 1)[sums.notna()])
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def off_their_own(boundary: gpd.GeoDataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per pair of levels of a day: how far the middles of units above lie off those of their parts together, in metres.

    `uniform` where nearly all lie off the same way, as a wrong datum puts them.
    """
    rows = []
    for below, above in _pairs(boundary, region):
        middle = below.geometry.centroid
        parts = pd.DataFrame({"x": middle.x * below["area_km2"], "y": middle.y * below["area_km2"], "km2": below["area_km2"]})
        sums = parts.groupby(below["own"]).sum().reindex(above["own"]).reset_index(drop=True)
        alike = (above["area_km2"] / sums["km2"] - 1).abs() < COMPARABLE
        centre = above.geometry.centroid
        offset = uniform_offset((centre.x - sums["x"] / sums["km2"])[alike], (centre.y - sums["y"] / sums["km2"])[alike])
        files = (above["level"].iloc[0], above["source_file"].iloc[0], below["source_file"].iloc[0])
        rows.append((*below.iloc[0][SERIES], *files, int(alike.sum()), round(offset.metres, 1), offset.uniform))
    return pd.DataFrame(rows, columns=[*SERIES, "above", "file_above", "source_file", "units", "offset_m", "uniform"])


def _pairs(boundary: gpd.GeoDataFrame, region: pd.DataFrame) -> Iterator[tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]]:
    """Series of a level, and of the level above of the same day; `own` names the unit above in both."""
    series = {key: rows.reset_index(drop=True) for key, rows in boundary.groupby(SERIES)}
    for (level, scheme, vintage), below in series.items():
        if level == "sigungu":
            living = alive(region[region["level"] == "sigungu"], pd.Timestamp(str(vintage)))
            sido_of = dict(zip(living["unit_id"], living["sido_unit_id"], strict=True))
            for (upper, _, day), above in series.items():
                if (upper, day) == ("sido", vintage):
                    yield below.assign(own=below["unit_id"].map(sido_of)), above.assign(own=above["unit_id"])
        elif (above := series.get(("sigungu", scheme, vintage))) is not None and level != "sido":
            yield below.assign(own=below["code"].str[:SHORT_CODE]), above.assign(own=above["code"])


def _strays(below: gpd.GeoDataFrame, above: gpd.GeoDataFrame) -> list[tuple[int, int, int]]:
    """Positions of units that lie mostly in another of those above, of that one, and of their own."""
    shapes, upper = below.geometry.to_numpy(), above.geometry.to_numpy()
    position = {own: at for at, own in enumerate(above["own"]) if own is not None}
    around, inner = shapely.STRtree(shapely.centroid(shapes)).query(upper, predicate="intersects")
    homes = below["own"].map(position).to_numpy(dtype="float64", na_value=np.nan)[inner]
    away = ~np.isnan(homes) & (homes != around)
    found = []
    for at, other, home in zip(inner[away].tolist(), around[away].tolist(), homes[away].astype(int).tolist(), strict=True):
        near = shapely.make_valid(shapely.clip_by_rect(upper[[other, home]], *shapely.bounds(shapes[at])))
        there, here = shapely.area(shapely.intersection(shapes[at], near))
        if there > here:
            found.append((at, other, home))
    if not found:
        return found
    sums = above["own"].map(below.groupby("own")["area_km2"].sum())
    without = ~above.index.isin([unit for _, *units in found for unit in units])
    coarse = (sums / above["area_km2"] - 1)[without].abs().median() > COARSE
    apart = APART_IF_COARSE_M if coarse else APART_M[below["level"].iloc[0]]
    return sorted(stray for stray in found if not apart or shapely.distance(shapes[stray[0]], upper[stray[2]]) > apart)
