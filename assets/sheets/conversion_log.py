"""The log of a conversion: what became of each code of a user's sheet.

How figures are brought over is `convert.py`.
"""

from __future__ import annotations

import pandas as pd

from assets.geography.life import Facts
from assets.sheets.units import Rows
from domain.codes import Geography
from domain.history import alive

# What became of a code, the least certain first: a code that is several of them counts as the first.
FATES = ("lost", "split", "merged", "exact", "unchanged")
COLUMNS = [
    "from_code", "from_name", "to_code", "to_name", "what", "weight", "method", "events", "to_unit_id", "given", "from_scheme",
    "to_scheme",
]  # fmt: skip


def fates(log: pd.DataFrame) -> dict[str, int]:
    """How many codes of the sheet were unchanged, exact, merged, split, lost; each counted once a day of its rows."""
    rank = log["what"].map({fate: rank for rank, fate in enumerate(FATES)}).dropna()
    worst = rank.groupby([log["from_scheme"], log["from_code"]]).min().map(dict(enumerate(FATES)))
    return {fate: int((worst == fate).sum()) for fate in reversed(FATES)}


def conversion_log(walk: pd.DataFrame, rows: Rows, source: Geography, target: Geography, facts: Facts) -> pd.DataFrame:
    """One row per old and new code; `given` is what the sheet has, a code or a name.

    `what` is one of `FATES`; `absent` for a code that the sheet lacks and the answer would have needed a part of; `left out`
    for a row beside those of its gu or city.
    """
    first = rows.table.drop_duplicates("unit_id")
    given = dict(zip(first["unit_id"], rows.keys[first.index], strict=True))
    codes = {day: alive(facts.region, pd.Timestamp(day.day)).set_index("unit_id")[day.column] for day in (source, target)}
    known = walk["from_unit_id"].isin(given.keys())
    log = walk[known | walk["to_unit_id"].isin(set(walk.loc[known, "to_unit_id"]))].copy()
    log["given"] = log["from_unit_id"].map(given)
    # A code of ten digits stays as it is; a name has the code of its day.
    own = codes[source] if rows.named else pd.Series(given, dtype=object)
    log["from_code"] = log["from_unit_id"].map(own).fillna(log["from_unit_id"].map(codes[source]))
    log["to_code"] = log["to_unit_id"].map(codes[target])
    log["what"] = "split"
    log.loc[log["exact"], "what"] = "exact"
    log.loc[log["method"] == "unchanged", "what"] = "unchanged"
    log.loc[log["exact"] & log["to_unit_id"].duplicated(keep=False), "what"] = "merged"
    log.loc[log["to_code"].isna(), "what"] = "lost"  # lives on, but the target scheme has no code for it
    log.loc[~log["from_unit_id"].isin(given.keys()), "what"] = "absent"
    log["from_name"] = [facts.names.korean(unit, source.day) for unit in log["from_unit_id"]]
    log["to_name"] = [facts.names.korean(unit, target.day) for unit in log["to_unit_id"]]
    beside = pd.DataFrame(
        [(key, key, facts.names.korean(unit, source.day), "left out") for key, unit in rows.beside.items()],
        columns=["from_code", "given", "from_name", "what"],
    )
    log = pd.concat([log.sort_values(["from_code", "to_code"], kind="stable"), beside], ignore_index=True)
    return log.assign(from_scheme=str(source), to_scheme=str(target))[COLUMNS]
