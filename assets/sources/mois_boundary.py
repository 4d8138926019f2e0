"""Boundaries of the address system (MOIS, `TL_SCCO_*` shapefiles): sido, sigungu and legal dong."""

from __future__ import annotations

import geopandas as gpd

from assets.io.asset import source
from assets.io.source_file import SourceFile
from assets.sources.boundary_record import read_boundary
from expectations.contracts.mois_boundary import MOIS_BOUNDARY

# Level -> code, Korean and English name columns of the layout.
COLUMNS = {
    "sido": ("CTPRVN_CD", "CTP_KOR_NM", "CTP_ENG_NM"),
    "sigungu": ("SIG_CD", "SIG_KOR_NM", "SIG_ENG_NM"),
    "legal_dong": ("EMD_CD", "EMD_KOR_NM", "EMD_ENG_NM"),
}


@source(contract=MOIS_BOUNDARY)
def mois_boundary(file: SourceFile) -> gpd.GeoDataFrame:
    """Address-system boundaries as published, EPSG:5179. One row per polygon record."""
    if file.level not in COLUMNS:
        raise file.error(f"level {file.level!r}", f"one of {', '.join(COLUMNS)}", remedy="Mend `level` in the catalogue.")
    return read_boundary(file, *COLUMNS[file.level])
