"""Wide CSV of residents by administrative eup-myeon-dong and age, codes of both schemes in each row."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, require_columns, require_form, year_ends
from assets.io.source_file import SourceFile
from assets.io.tabular import read_csv
from expectations.contracts.emd_population import EMD_POPULATION

IDENTITY = {"SD": "sido_name", "SGG": "sigungu_name", "NAME_AD": "emd_name", "CODE": "kostat_code", "CODE_AD": "mois_code"}
TOTAL = "ALL"
OLDEST = 100
BANDS = (*(f"{age}_{age + 4}" for age in range(0, OLDEST, 5)), f"{OLDEST}_")


@source(contract=EMD_POPULATION)
def emd_population(file: SourceFile) -> pd.DataFrame:
    """Residents (persons). One row per printed eup-myeon-dong, year and age group, the printed total among them."""
    wide = read_csv(file)
    require_columns(file, wide, (*IDENTITY, "YEAR", TOTAL, *BANDS))
    units = identity(file, wide)
    long = wide.melt("source_row", [TOTAL, *BANDS], "age_band", "population")
    long["population"] = numbers(file, long["population"], long["source_row"], minimum=0, whole=True)
    ages = pd.DataFrame({"age_band": [TOTAL, *BANDS], "age_from": [None, *range(0, OLDEST + 1, 5)]}, dtype="object")
    ages["age_from"] = ages["age_from"].astype("Int64")
    ages["age_to"] = (ages["age_from"] + 4).where(ages["age_from"] < OLDEST)
    return long.merge(ages, on="age_band", validate="many_to_one").merge(units, on="source_row", validate="many_to_one")


def identity(file: SourceFile, wide: pd.DataFrame) -> pd.DataFrame:
    """Codes, names and year of each row; SourceError with row for a code of another length."""
    rows = wide["source_row"]
    require_form(file, wide["CODE"], rows, r"\d{7}", "a KOSTAT code of seven digits")
    require_form(file, wide["CODE_AD"], rows, r"\d{10}", "a MOIS code of ten digits")
    require_form(file, wide["YEAR"], rows, r"\d{4}", "a year")
    units = wide[[*IDENTITY, "source_row"]].rename(columns=IDENTITY)
    return units.assign(reference_date=year_ends(wide["YEAR"]), source_file=file.name)
