"""The log of a conversion: what became of each code of a user's sheet.

How figures are brought over is `convert.py`.
"""

from __future__ import annotations

import pandas as pd

from assets.geography.codes import Geography, short_code, unit_of
from assets.geography.life import Facts
from expectations.history import alive
from pipelines.sheets.units import Rows

# What became of a code, the least certain first: a code that is several of them counts as the first.
FATES = ("lost", "split", "merged", "exact", "unchanged")


def fates(log: pd.DataFrame) -> dict[str, int]:
    """How many codes of the sheet were unchanged, exact, merged, split, lost; each counted once."""
    rank = log["what"].map({fate: rank for rank, fate in enumerate(FATES)}).dropna()
    worst = rank.groupby(log["from_code"]).min().map(dict(enumerate(FATES)))
    return {fate: int((worst == fate).sum()) for fate in reversed(FATES)}


def conversion_log(
    walk: pd.DataFrame, rows: Rows, code_column: str, source: Geography, target: Geography, facts: Facts
) -> pd.DataFrame:
    """One row per old and new code.

    `what` is one of `FATES`; `absent` for a code that the sheet lacks and the answer would have needed a part of; `left out`
    for a row beside those of its gu or city.
    """
    old = rows.table.drop_duplicates("unit_id").set_index("unit_id")[code_column]
    given = walk["from_unit_id"].isin(old.index)
    log = walk[given | walk["to_unit_id"].isin(set(walk.loc[given, "to_unit_id"]))].copy()
    codes = {day: alive(facts.region, pd.Timestamp(day.day)).set_index("unit_id")[day.column] for day in (source, target)}
    log["from_code"] = log["from_unit_id"].map(old).fillna(log["from_unit_id"].map(codes[source]))
    log["to_code"] = log["to_unit_id"].map(codes[target])
    log["what"] = "split"
    log.loc[log["exact"], "what"] = "exact"
    log.loc[log["method"] == "unchanged", "what"] = "unchanged"
    log.loc[log["exact"] & log["to_unit_id"].duplicated(keep=False), "what"] = "merged"
    log.loc[log["to_code"].isna(), "what"] = "lost"  # lives on, but the target scheme has no code for it
    log.loc[~log["from_unit_id"].isin(old.index), "what"] = "absent"
    log["from_name"] = [facts.names.korean(unit, source.day) for unit in log["from_unit_id"]]
    log["to_name"] = [facts.names.korean(unit, target.day) for unit in log["to_unit_id"]]
    units = unit_of(facts.region, source)
    beside = pd.DataFrame(
        [(code, facts.names.korean(units[short_code(code)], source.day), "left out") for code in rows.beside],
        columns=["from_code", "from_name", "what"],
    )
    log = log.sort_values(["from_code", "to_code"], kind="stable")
    columns = ["from_code", "from_name", "to_code", "to_name", "what", "weight", "method", "events", "to_unit_id"]
    return pd.concat([log[columns], beside], ignore_index=True)
