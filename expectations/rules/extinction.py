"""Do counts of at-risk units and changes of the index add up?"""

from __future__ import annotations

import pandas as pd

EFFECTS = ["youth_loss", "ageing"]


def classes_add_up(at_risk_count: pd.DataFrame) -> pd.DataFrame:
    """Per unit set and date: units minus missing ones minus all classes; 0 when every known unit has one class."""
    classes = at_risk_count[["high_risk", "entering_risk", "caution", "normal", "low_risk"]].sum(axis=1)
    off = (at_risk_count["units"] - at_risk_count["missing_units"] - classes).abs()
    off += (at_risk_count["at_risk"] - at_risk_count["high_risk"] - at_risk_count["entering_risk"]).abs()
    return at_risk_count[["unit_set", "reference_date"]].assign(difference=off)


def effects_add_up(extinction_change: pd.DataFrame) -> pd.DataFrame:
    """Per region and span: log change of the index minus both effects, in log points."""
    table = extinction_change[extinction_change["log_index_change"].notna()].reset_index(drop=True)
    difference = table["log_index_change"] - table["youth_loss"] - table["ageing"]
    return table[["level", "region_id", "span", "from_date"]].assign(difference=difference)


def spans_add_up(extinction_change: pd.DataFrame) -> pd.DataFrame:
    """Per region with a whole span: effects of its consecutive spans, and of its terms, minus those of the whole.

    A region that lacks dates in between still adds up, or has no whole: then it is not judged. Of both
    effects the larger difference is given, in log points.
    """
    key = ["level", "region_id"]
    sums = {span: rows.groupby(key)[EFFECTS].sum(min_count=1) for span, rows in extinction_change.groupby("span")}
    whole = extinction_change.loc[extinction_change["span"] == "whole", key].reset_index(drop=True)
    for part in ("consecutive", "term"):
        off = sums[part] - sums["whole"] if part in sums and "whole" in sums else pd.DataFrame(columns=EFFECTS, dtype="float64")
        largest = off.abs().max(axis=1).to_dict()
        whole[f"{part}_minus_whole"] = [largest.get((row.level, row.region_id)) for row in whole[key].itertuples()]
        whole[f"{part}_minus_whole"] = whole[f"{part}_minus_whole"].astype("float64")
    return whole


def movements_explain_counts(extinction_movement: pd.DataFrame, at_risk_count: pd.DataFrame) -> pd.DataFrame:
    """Per pair of dates, KEIS set: change of the count at risk minus entries, plus exits, minus what unknown units explain."""
    counts = at_risk_count[at_risk_count["unit_set"] == "keis"].set_index("reference_date")["at_risk"]
    table = extinction_movement[extinction_movement["in_keis"].astype(bool)]
    unknown = table["movement"] == "unknown"
    more = (table["movement"] == "entered") | (unknown & table["at_risk_to"].eq(True))
    fewer = (table["movement"] == "left") | (unknown & table["at_risk_from"].eq(True))
    effect = more.astype("int64") - fewer.astype("int64")
    sums = effect.groupby([table["span"], table["from_date"], table["to_date"]]).sum().rename("effect").reset_index()
    change = sums["to_date"].map(counts) - sums["from_date"].map(counts)
    sums["difference"] = change - sums["effect"]
    return sums[["span", "from_date", "difference"]]
