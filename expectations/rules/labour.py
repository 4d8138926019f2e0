"""Does the labour force add up? In thousand persons, as printed."""

from __future__ import annotations

import pandas as pd

NATION = "계"


def labour_force_adds_up(kosis_labour_force: pd.DataFrame) -> pd.DataFrame:
    """Per region and year: employed and unemployed minus active, active and inactive minus all of 15 and over.

    `sido_minus_nation` compares the sum of the employed with the nation, on the nation's row.
    """
    counts = ["population_15_over", "economically_active", "employed", "unemployed", "inactive"]
    table = kosis_labour_force.astype(dict.fromkeys(counts, "float64"))
    sums = table[table["region_name"] != NATION].groupby("year")["employed"].sum()
    return table.assign(
        active_difference=table["employed"] + table["unemployed"] - table["economically_active"],
        population_difference=table["economically_active"] + table["inactive"] - table["population_15_over"],
        sido_minus_nation=(table["year"].map(sums).astype("float64") - table["employed"]).where(table["region_name"] == NATION),
    )
