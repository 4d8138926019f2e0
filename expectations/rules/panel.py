"""Was a second-hand table joined on bare names? Then units that share a name share values."""

from __future__ import annotations

import numpy as np
import pandas as pd

# Columns that the compiler joined on the bare name, and that hardly ever agree between two units by chance.
JOINED_ON_NAMES = (
    "employ_rate", "unemp_rate", "biz_count", "worker_count", "car_per_capita", "doctor_per1000", "hospital_bed",
    "culture_facility_count", "area_km2", "road_pavement_rate", "fiscal_indep",
)  # fmt: skip
# Two units are twins when so many values agree and at most one of the rest does not.
FEWEST_EQUAL = 3
MOST_UNEQUAL = 1


def shared_values(secondary_panel: pd.DataFrame) -> pd.DataFrame:
    """Per row marked usable: `namesakes`, other units of its bare name, and `twins`, other units of the year with its values.

    Twins are looked for in all rows, whatever their names: a name that was edited hides a namesake but not its values.
    """
    parts = [_one_year(rows) for _, rows in secondary_panel.groupby("year")]
    columns = ["region_code", "year", "source_row", "namesakes", "twins"]
    return pd.concat(parts)[columns] if parts else pd.DataFrame(columns=columns)


def _one_year(rows: pd.DataFrame) -> pd.DataFrame:
    values = rows[list(JOINED_ON_NAMES)].to_numpy(dtype="float64", na_value=np.nan)
    known = ~np.isnan(values)
    equal = (values[:, None, :] == values[None, :, :]).sum(axis=2)
    both = (known[:, None, :] & known[None, :, :]).sum(axis=2)
    twins = (equal >= FEWEST_EQUAL) & (both - equal <= MOST_UNEQUAL)
    np.fill_diagonal(twins, val=False)
    namesakes = rows.groupby("bare_name")["region_code"].transform("size") - 1
    return rows.assign(namesakes=namesakes, twins=twins.sum(axis=1))[rows["usable"].astype(bool)]
