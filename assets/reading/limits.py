"""How much of anything a file may hold, each with its reason: what is beyond is a mistake or a bomb, and is refused by name.

Readers hold files against these and say the limit; nothing is read here.
"""

from __future__ import annotations

# The largest published boundary archives are near 200 MB, unpacked 1 GB.
ARCHIVE_BYTES = 4 * 1024**3
ARCHIVE_MEMBERS = 20_000
# Deflate makes text ten times smaller and an empty shapefile a hundred times; a bomb is a thousand times its archive.
RATIO = 200
# Below this no ratio is suspicious: it fits on any disk.
RATIO_FROM_BYTES = 50 * 1024**2
# The largest table of a publisher is near 110 MB; as text in memory it takes ten times its bytes.
TEXT_BYTES = 1024**3
# What `csv` takes; a table's cell is a name or a number, and the longest note has a few hundred letters.
CELL_LETTERS = 131_072
# Far above any table of regions: a tab that reaches further holds a stray cell, or is a bomb.
SHEET_CELLS = 30_000_000
SHEET_PART_BYTES = 600 * 1024**2
SHEET_INDEX_BYTES = 8 * 1024**2
# No table of areas has more; a Parquet file of a few kilobytes can claim billions.
PARQUET_ROWS = 50_000_000


def size(number: float) -> str:
    """Bytes as people say them: `4 GiB`, `600 MiB`, `12 kB`."""
    for unit, name in ((1024**3, "GiB"), (1024**2, "MiB")):
        if number >= unit:
            return f"{number / unit:,.3g} {name}"
    return f"{number / 1000:,.3g} kB"
