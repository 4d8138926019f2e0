"""What a release is asked for in SQL, and the map that it hands out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from domain.errors import UsageError

COLUMNS = """
    SELECT column_name, type, unit, ko, en, formula, caveat, nullable
    FROM docs.columns
    WHERE schema_name = $schema AND table_name = $table
    ORDER BY position
"""


VIEW_COLUMNS = """
    SELECT column_name, data_type AS type, comment AS en, is_nullable AS nullable
    FROM duckdb_columns()
    WHERE schema_name = $schema AND table_name = $table
    ORDER BY column_index
"""


# Of all levels; the views of the file have one level each, so that no sum over their rows counts a region twice.
FIGURES = """
    SELECT
      v.indicator, i.name_ko AS indicator_ko, i.name_en AS indicator_en, i.unit, v.level, v.region_id, r.name_ko AS region_ko,
      r.name_en AS region_en, r.sido_ko, r.mois_code, r.kostat_code, year(v.reference_date) AS year, v.reference_date, v.value
    FROM mart.indicator_value AS v
    JOIN mart.indicator AS i ON i.indicator = v.indicator
    JOIN core.reference_region AS r ON r.level = v.level AND r.region_id = v.region_id
    WHERE v.indicator = $id
    ORDER BY v.level, v.region_id, v.reference_date
"""


SHAPES = """
    SELECT region_id, ST_AsWKB(geometry) AS shape, geometry_basis
    FROM core.level_boundary
    WHERE level = $level AND geometry IS NOT NULL
    ORDER BY region_id
"""


NAMES = """
    SELECT schema_name, table_name
    FROM duckdb_tables()
    UNION
    SELECT schema_name, view_name
    FROM duckdb_views()
    WHERE NOT internal
    ORDER BY ALL
"""


@dataclass(frozen=True)
class Map:
    """A drawn series; whose figures and borders it shows stands under it."""

    indicator: str
    date: str
    level: str
    svg: str
    png: bytes

    def save(self, path: str | Path) -> Path:
        """Write it as the kind that the name says, `.png` or `.svg`; returns the path."""
        target = Path(path)
        if target.suffix.lower() == ".png":
            target.write_bytes(self.png)
        elif target.suffix.lower() == ".svg":
            target.write_text(self.svg, encoding="utf-8")
        else:
            raise UsageError(f"{target}: a map is written as .png or .svg")
        return target

    def _repr_png_(self) -> bytes:
        return self.png
