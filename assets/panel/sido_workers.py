"""Workers of sido by section and year, from the survey of establishments, on the reference geography."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.io.asset import asset
from assets.panel.on_reference import on_reference
from expectations.contracts.sido_workers import SECTIONS, SIDO_WORKERS
from expectations.history import alive, short_sido_name

# The survey of the end of each year prints short names; no sido has been divided since it began in 2021.
NAMES_OF = dt.date(2024, 12, 31)


@asset(contract=SIDO_WORKERS)
def sido_workers(kosis_establishments: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Persons. One row per sido, year and section that has a figure."""
    sido = alive(region[region["level"] == "sido"], pd.Timestamp(NAMES_OF))
    unit = {short_sido_name(name): unit for name, unit in zip(sido["name_ko"], sido["unit_id"], strict=True)}
    printed = kosis_establishments[(kosis_establishments["item"] == "종사자수") & kosis_establishments["value"].notna()]
    table = pd.DataFrame(
        {
            "unit_id": printed["region_name"].map(unit),
            "section": printed["industry_code"].map(SECTIONS),
            "year": printed["year"],
            "workers": printed["value"],
            "names_of": NAMES_OF,
        }
    ).dropna()
    converted = on_reference(
        table, crosswalk, track="sido", day="names_of", by=["year", "section"], counts=["workers"], absent="missing"
    )
    converted["reference_date"] = [dt.date(int(year), 12, 31) for year in converted["year"]]
    return converted.dropna(subset=["workers"])
