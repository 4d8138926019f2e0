"""The KOSIS spreadsheet DT_1B26003_A01: moves from sido to sido, the sido left merged over its rows, years over two items."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_form, statuses
from assets.io.source_file import SourceFile
from assets.io.tabular import NOT_EXISTING
from assets.io.unfold import YEAR, parse_periods, unfold_sheet
from expectations.contracts.kosis_sido_migration import KOSIS_SIDO_MIGRATION

KEYS = {"전출지별": "from_name", "전입지별": "to_name"}
MOVES, NET = "이동자수 (명)", "순이동자수 (명)"
FLOW = ["from_name", "to_name", "year"]


@source(contract=KOSIS_SIDO_MIGRATION)
def kosis_sido_migration(file: SourceFile) -> pd.DataFrame:
    """Persons who moved in a year. One row per sido left, sido reached and year; the nation stands for all."""
    long = unfold_sheet(file, tuple(KEYS), header_rows=2, fill_down=True).rename(columns=KEYS)
    require_form(file, long["item"], [None] * len(long), r"(?:순)?이동자수 [(]명[)]", f"{MOVES} or {NET}")
    long = parse_periods(file, long, YEAR).sort_values(["source_row", "year"], kind="stable")
    refuse_repeats(file, long, [*FLOW, "item"])
    moves, net = long[long["item"] == MOVES], long[long["item"] == NET]
    rows, absent = moves["source_row"], (NOT_EXISTING,)
    flows = moves.assign(
        moves=numbers(file, moves["cell"], rows, absent=absent, minimum=0, whole=True), status=statuses(moves["cell"])
    )
    balance = net[FLOW].assign(net_moves=numbers(file, net["cell"], net["source_row"], absent=absent, whole=True))
    return flows.merge(balance, on=FLOW, how="left", validate="one_to_one").assign(source_file=file.name)
