"""Census boundaries as SGIS hands them out; the column names changed between vintages."""

from __future__ import annotations

import geopandas as gpd

from assets.io.asset import source
from assets.io.source_file import SourceFile
from assets.sources.boundary_columns import Layout
from assets.sources.boundary_record import OPTIONS, read_boundary
from expectations.contracts.sgis_boundary import SGIS_BOUNDARY

LAYOUT = Layout("SIGUNGU_CD", "SIGUNGU_NM")
# Of codes, by vintage and level.
COLUMNS = (LAYOUT.code, "SIDO_CD", "ADM_CD", "ADM_DR_CD", "adm1_code", "adm2_code", "adm3_code")


@source(contract=SGIS_BOUNDARY, options=OPTIONS)
def sgis_boundary(file: SourceFile) -> gpd.GeoDataFrame:
    """SGIS census boundaries as published, EPSG:5179. One row per polygon record."""
    return read_boundary(file, LAYOUT)
