"""Boundaries of three publishers."""

from __future__ import annotations

import geopandas as gpd

from assets.lake.asset import source
from assets.reading.source_file import SourceFile
from assets.sources.boundary_layout import BoundaryFaults, BoundaryOptions, Layout, read_boundary
from expectations.contracts.raw_boundaries import KOSTAT_BOUNDARY, MOIS_BOUNDARY, SGIS_BOUNDARY

# Census boundaries as open map collections re-publish them, in their own layout or another common one.
#
# `base_year` of the layout `code, name, name_eng, base_year` is the collection's label, not the vintage: the file labelled 2018
# has the codes of 2017.

LAYOUT = Layout("code", "name", "name_eng")


@source(contract=KOSTAT_BOUNDARY, options=BoundaryOptions, known_faults=BoundaryFaults)
def kostat_boundary(file: SourceFile) -> gpd.GeoDataFrame:
    """Census boundaries as re-published, EPSG:5179. One row per polygon record."""
    return read_boundary(file, LAYOUT)


# Boundaries of the address system (MOIS, `TL_SCCO_*` shapefiles): sido, sigungu and legal dong.

LAYOUTS = {
    "sido": Layout("CTPRVN_CD", "CTP_KOR_NM", "CTP_ENG_NM"),
    "sigungu": Layout("SIG_CD", "SIG_KOR_NM", "SIG_ENG_NM"),
    "legal_dong": Layout("EMD_CD", "EMD_KOR_NM", "EMD_ENG_NM"),
}


@source(contract=MOIS_BOUNDARY, options=BoundaryOptions, known_faults=BoundaryFaults)
def mois_boundary(file: SourceFile) -> gpd.GeoDataFrame:
    """Address-system boundaries as published, EPSG:5179. One row per polygon record."""
    if file.level not in LAYOUTS and "columns" not in file.options:
        raise file.error(f"level {file.level!r}", f"one of {', '.join(LAYOUTS)}", remedy="Mend `level` in the catalogue.")
    return read_boundary(file, *filter(None, [LAYOUTS.get(file.level)]))


# Census boundaries as SGIS hands them out; the column names changed between vintages.

SGIS_LAYOUT = Layout("SIGUNGU_CD", "SIGUNGU_NM")
# Of codes, by vintage and level.
COLUMNS = (SGIS_LAYOUT.code, "SIDO_CD", "ADM_CD", "ADM_DR_CD", "adm1_code", "adm2_code", "adm3_code")


@source(contract=SGIS_BOUNDARY, options=BoundaryOptions, known_faults=BoundaryFaults)
def sgis_boundary(file: SourceFile) -> gpd.GeoDataFrame:
    """SGIS census boundaries as published, EPSG:5179. One row per polygon record."""
    return read_boundary(file, SGIS_LAYOUT)
