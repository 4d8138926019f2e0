"""Do moves between sido add up to their printed sums, and net moves to the moves both ways? In persons."""

from __future__ import annotations

import pandas as pd

NATION = "전국"
FLOW = ["from_name", "to_name", "year"]


def moves_add_up(kosis_sido_migration: pd.DataFrame) -> pd.DataFrame:
    """Per sido and year: sum of the flows out, in, and net, each minus the sum that is printed against the nation."""
    table = kosis_sido_migration.astype({"moves": "float64", "net_moves": "float64"}).fillna({"moves": 0, "net_moves": 0})
    between = table[(table["from_name"] != NATION) & (table["to_name"] != NATION)]
    to_all = _by_sido(table[table["to_name"] == NATION], "from_name")
    from_all = _by_sido(table[table["from_name"] == NATION], "to_name")
    measured = pd.DataFrame(
        {
            "left_minus_printed": _by_sido(between, "from_name")["moves"] - to_all["moves"],
            "reached_minus_printed": _by_sido(between, "to_name")["moves"] - from_all["moves"],
            "net_minus_printed": _by_sido(between, "to_name")["net_moves"] - from_all["net_moves"],
        }
    )
    return measured.dropna(how="all").rename_axis(["region_name", "year"]).reset_index().query("region_name != @NATION")


def net_is_the_difference(kosis_sido_migration: pd.DataFrame) -> pd.DataFrame:
    """Per pair of sido and year: moves minus moves the other way minus the printed net moves."""
    table = kosis_sido_migration[kosis_sido_migration["moves"].notna()]
    back = table.rename(columns={"from_name": "to_name", "to_name": "from_name", "moves": "back"})[[*FLOW, "back"]]
    both = table.merge(back, on=FLOW, how="inner")
    pairs = both[(both["from_name"] != NATION) & (both["to_name"] != NATION)]
    return pairs.assign(difference=(pairs["moves"] - pairs["back"] - pairs["net_moves"]).astype("float64"))


def _by_sido(flows: pd.DataFrame, side: str) -> pd.DataFrame:
    return flows.groupby([side, "year"])[["moves", "net_moves"]].sum().rename_axis(["region_name", "year"])
