"""Names in KOSIS sheets that print sigungu indented below their sido: told by indent and place.

What a row is beyond that (a gu of a city, a branch office) is known in each sheet's own module.
"""

from __future__ import annotations

import pandas as pd

from assets.io.source_file import SourceFile

NATION = "전국"
INDENT = "\u3000"


def below_sido(file: SourceFile, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """`source_row, region_name, sido_name, indented` of rows in the order printed; a sido is its own, the nation has none.

    Blanks inside a name, which some sheets set for alignment (`중  구`), are dropped.

    Raises SourceError for an indented row that stands below no sido.
    """
    printed = rows[column].astype(str)
    names = printed.str.replace(rf"[\s{INDENT}]", "", regex=True)
    indented = printed.str.startswith(INDENT)
    sido = names.mask(indented | (names == NATION)).ffill()
    if (lost := indented & sido.isna()).any():
        row = rows[lost].iloc[0]
        raise file.error(f"{row[column].strip()!r} below no sido", "sigungu below their sido", int(row["source_row"]))
    return pd.DataFrame(
        {
            "source_row": rows["source_row"],
            "region_name": names,
            "sido_name": sido.mask(names == NATION),
            "indented": indented,
        }
    )
