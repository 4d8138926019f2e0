"""Do counts of at-risk units add up?"""

from __future__ import annotations

import pandas as pd


def classes_add_up(at_risk_count: pd.DataFrame) -> pd.DataFrame:
    """Per unit set and date: units minus missing ones minus all classes; 0 when every known unit has one class."""
    classes = at_risk_count[["high_risk", "entering_risk", "caution", "normal", "low_risk"]].sum(axis=1)
    off = (at_risk_count["units"] - at_risk_count["missing_units"] - classes).abs()
    off += (at_risk_count["at_risk"] - at_risk_count["high_risk"] - at_risk_count["entering_risk"]).abs()
    return at_risk_count[["unit_set", "reference_date"]].assign(difference=off)
