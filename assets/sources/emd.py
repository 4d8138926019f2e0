"""Census population and density of eup-myeon-dong."""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import A_YEAR, numbers, region_codes, require_columns, require_form
from assets.reading.source_file import SourceFile
from assets.reading.tabular import read_csv
from domain.ages import AGES, OLDEST, STEP
from domain.days import year_ends
from expectations.contracts.emd import EMD_DENSITY, EMD_POPULATION

# Wide CSV of residents by administrative eup-myeon-dong and age, codes of both schemes in each row.

IDENTITY = {"SD": "sido_name", "SGG": "sigungu_name", "NAME_AD": "emd_name", "CODE": "kostat_code", "CODE_AD": "mois_code"}
TOTAL = "ALL"
BANDS = (*(f"{age}_{age + STEP - 1}" for age in range(0, OLDEST, STEP)), f"{OLDEST}_")


@source(contract=EMD_POPULATION)
def emd_population(file: SourceFile) -> pd.DataFrame:
    """Residents (persons). One row per printed eup-myeon-dong, year and age group, the printed total among them."""
    wide = read_csv(file)
    require_columns(file, wide, (*IDENTITY, "YEAR", TOTAL, *BANDS))
    units = identity(file, wide)
    long = wide.melt("source_row", [TOTAL, *BANDS], "age_band", "population")
    long["population"] = numbers(file, long["population"], long["source_row"], minimum=0, whole=True)
    ages = pd.DataFrame({"age_band": [TOTAL, *BANDS], "age_from": [None, *AGES]}, dtype="object")
    ages["age_from"] = ages["age_from"].astype("Int64")
    ages["age_to"] = (ages["age_from"] + STEP - 1).where(ages["age_from"] < OLDEST)
    return long.merge(ages, on="age_band", validate="many_to_one").merge(units, on="source_row", validate="many_to_one")


def identity(file: SourceFile, wide: pd.DataFrame) -> pd.DataFrame:
    """Codes, names and year of each row; SourceError with row for a code of another length."""
    rows = wide["source_row"]
    kostat = region_codes(file, wide["CODE"], rows, (7,), "a KOSTAT code of seven digits")
    mois = region_codes(file, wide["CODE_AD"], rows, (10,), "a MOIS code of ten digits")
    require_form(file, wide["YEAR"], rows, A_YEAR, "a year")
    units = wide[[*IDENTITY, "source_row"]].rename(columns=IDENTITY).assign(kostat_code=kostat, mois_code=mois)
    return units.assign(reference_date=year_ends(wide["YEAR"]), source_file=file.name)


# CSV of residents, households and area by administrative eup-myeon-dong; same identity as in this file.

COUNTS = {"P_ALL": "population", "P_M": "men", "P_F": "women", "H": "households"}
MEASURES = {"AREA_KM": "area_km2", "P_DEN": "density"}


@source(contract=EMD_DENSITY)
def emd_density(file: SourceFile) -> pd.DataFrame:
    """Persons, households, km2. One row per printed row; `is_repeated` where another row has the same codes."""
    raw = read_csv(file)
    require_columns(file, raw, (*IDENTITY, "YEAR", *COUNTS, *MEASURES))
    rows = raw["source_row"]
    counted = {column: numbers(file, raw[item], rows, minimum=0, whole=True) for item, column in COUNTS.items()}
    measured = {column: numbers(file, raw[item], rows, minimum=0) for item, column in MEASURES.items()}
    repeated = raw.duplicated(["CODE", "CODE_AD"], keep=False)
    return identity(file, raw).assign(**counted, **measured, is_repeated=repeated)
