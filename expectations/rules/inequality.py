"""Do the parts of an inequality index make the whole?"""

from __future__ import annotations

import pandas as pd


def parts_add_up(regional_inequality: pd.DataFrame) -> pd.DataFrame:
    """Per figure, kind of unit and date: Theil T between plus within groups minus Theil T."""
    parts = regional_inequality["theil_between"] + regional_inequality["theil_within"]
    keys = ["figure", "unit_level", "reference_date"]
    return regional_inequality[keys].assign(difference=parts - regional_inequality["theil"])
