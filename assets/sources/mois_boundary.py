"""Boundaries of the address system (MOIS, `TL_SCCO_*` shapefiles): sido, sigungu and legal dong."""

from __future__ import annotations

import geopandas as gpd

from assets.io.asset import source
from assets.io.source_file import SourceFile
from assets.sources.boundary_columns import Layout
from assets.sources.boundary_record import OPTIONS, read_boundary
from expectations.contracts.mois_boundary import MOIS_BOUNDARY

LAYOUTS = {
    "sido": Layout("CTPRVN_CD", "CTP_KOR_NM", "CTP_ENG_NM"),
    "sigungu": Layout("SIG_CD", "SIG_KOR_NM", "SIG_ENG_NM"),
    "legal_dong": Layout("EMD_CD", "EMD_KOR_NM", "EMD_ENG_NM"),
}


@source(contract=MOIS_BOUNDARY, options=OPTIONS)
def mois_boundary(file: SourceFile) -> gpd.GeoDataFrame:
    """Address-system boundaries as published, EPSG:5179. One row per polygon record."""
    if file.level not in LAYOUTS and "columns" not in file.options:
        raise file.error(f"level {file.level!r}", f"one of {', '.join(LAYOUTS)}", remedy="Mend `level` in the catalogue.")
    return read_boundary(file, *filter(None, [LAYOUTS.get(file.level)]))
