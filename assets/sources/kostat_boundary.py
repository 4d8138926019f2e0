"""Census boundaries as open map collections re-publish them, in their own layout or another common one.

`base_year` of the layout `code, name, name_eng, base_year` is the collection's label, not the vintage: the file labelled 2018
has the codes of 2017.
"""

from __future__ import annotations

import geopandas as gpd

from assets.io.asset import source
from assets.io.source_file import SourceFile
from assets.sources.boundary_columns import Layout
from assets.sources.boundary_record import OPTIONS, read_boundary
from expectations.contracts.kostat_boundary import KOSTAT_BOUNDARY

LAYOUT = Layout("code", "name", "name_eng")


@source(contract=KOSTAT_BOUNDARY, options=OPTIONS)
def kostat_boundary(file: SourceFile) -> gpd.GeoDataFrame:
    """Census boundaries as re-published, EPSG:5179. One row per polygon record."""
    return read_boundary(file, LAYOUT)
