"""The KOSIS spreadsheet DT_1B26001_A01: all moves in and out of each sigungu, a year over its items, sigungu indented."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_columns, require_form, statuses
from assets.io.source_file import SourceFile
from assets.io.tabular import NOT_EXISTING
from assets.io.unfold import YEAR, parse_periods, unfold_sheet
from assets.sources.indented_units import NATION, below_sido
from expectations.contracts.kosis_sigungu_moves import KOSIS_SIGUNGU_MOVES

NAME = "행정구역(시군구)별"
IN, OUT, NET = "총전입 (명)", "총전출 (명)", "순이동 (명)"


@source(contract=KOSIS_SIGUNGU_MOVES)
def kosis_sigungu_moves(file: SourceFile) -> pd.DataFrame:
    """Persons who moved in a year. One row per printed unit and year.

    Net moves, an item that a download may have too, are held against the difference and left out.
    """
    long = parse_periods(file, unfold_sheet(file, (NAME,), header_rows=2), YEAR)
    items = long["item"].drop_duplicates()
    require_form(file, items, [None] * len(items), r"(?:총전입|총전출|순이동) [(]명[)]", f"{IN}, {OUT} and perhaps {NET}")
    refuse_repeats(file, long, ["source_row", "year", "item"])
    wide = long.pivot(index=["source_row", NAME, "year"], columns="item", values="cell").reset_index()
    require_columns(file, wide, (IN, OUT))
    units = below_sido(file, wide.drop_duplicates("source_row").sort_values("source_row"), NAME)
    units["row_kind"] = units["indented"].map({True: "sigungu", False: "sido"}).mask(units["region_name"] == NATION, "nation")
    table = wide.merge(units, on="source_row", validate="many_to_one")
    rows, absent = table["source_row"], (NOT_EXISTING,)
    moves_in = numbers(file, table[IN], rows, absent=absent, minimum=0, whole=True)
    moves_out = numbers(file, table[OUT], rows, absent=absent, minimum=0, whole=True)
    _refuse(file, table, moves_in.isna() != moves_out.isna(), "moves one way only", "both or neither")
    if NET in table.columns:
        net = numbers(file, table[NET], rows, absent=absent, whole=True)
        wrong = (net != moves_in - moves_out).fillna(value=False)
        _refuse(file, table, wrong, "net moves that are not in - out", "the difference")
    return table.assign(moves_in=moves_in, moves_out=moves_out, status=statuses(table[IN]), source_file=file.name)


def _refuse(file: SourceFile, table: pd.DataFrame, bad: pd.Series, found: str, expected: str) -> None:
    if bad.any():
        row = table[bad].iloc[0]
        raise file.error(f"{found} ({row['region_name']}, {row['year']})", expected, int(row["source_row"]))
