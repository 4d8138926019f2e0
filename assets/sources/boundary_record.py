"""The columns every raw boundary table has, filled from a publisher's code and name columns.

Which columns those are is known in the modules that call this, one per publisher's layout.
"""

from __future__ import annotations

import geopandas as gpd

from assets.io.source_file import SourceFile
from assets.io.vector import read_vector

NATIONAL = "national"


def read_boundary(file: SourceFile, code: str, name_ko: str, name_en: str | None = None) -> gpd.GeoDataFrame:
    """Boundary records of one file in EPSG:5179, with the file's declared level, scheme and vintage.

    Raises SourceError for anything `read_vector` refuses, a duplicated code, or a declaration without
    vintage, scheme or level.
    """
    if file.vintage is None or not file.scheme or not file.level:
        raise file.error("no vintage, scheme or level declared", "all three", remedy="Declare them in the catalogue.")
    columns = tuple(c for c in (code, name_ko, name_en) if c)
    records = read_vector(file, columns).rename(columns={code: "code", name_ko: "name_ko", name_en or "": "name_en"})
    _refuse_duplicates(file, records)
    return records.assign(
        level=file.level,
        scheme=file.scheme,
        vintage=file.vintage,
        name_en=records["name_en"] if name_en else None,
        extent=file.options.get("extent", NATIONAL),
        schematic=file.schematic,
    )


def _refuse_duplicates(file: SourceFile, records: gpd.GeoDataFrame) -> None:
    repeated = records.loc[records["code"].duplicated(), ["code", "source_row"]]
    if len(repeated):
        code, row = repeated.iloc[0]
        first = int(records.loc[records["code"] == code, "source_row"].iloc[0])
        raise file.error(f"code {code} again (first in row {first})", "each code once", int(row))
