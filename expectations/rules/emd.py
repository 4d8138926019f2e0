"""Do figures of eup-myeon-dong add up, and does every sigungu of the day have some?"""

from __future__ import annotations

import pandas as pd

from domain.history import alive

SIGUNGU_DIGITS = 5


def emd_ages_add_up(emd_population: pd.DataFrame) -> pd.DataFrame:
    """Per printed row: sum of the age groups minus the printed total; `difference` in persons."""
    key = ["source_file", "source_row"]
    total = emd_population["age_from"].isna()
    sums = emd_population[~total].groupby(key)["population"].sum()
    return (sums - emd_population[total].groupby(key)["population"].sum()).rename("difference").reset_index()


def emd_sigungu_missing(emd_population: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per date: MOIS codes that begin with no living sigungu, and living finest units without a row; names in `missing`."""
    rows = []
    for day, units in emd_population.drop_duplicates(["reference_date", "mois_code"]).groupby("reference_date"):
        living = alive(region[region["level"] == "sigungu"], pd.Timestamp(str(day)))
        codes = set(units["mois_code"].str[:SIGUNGU_DIGITS])
        unknown = sorted(codes - set(living["mois_code"]))
        absent = sorted(living.loc[living["in_finest"] & ~living["mois_code"].isin(codes), "unit_id"])
        rows.append((day, len(unknown), len(absent), ", ".join([*unknown, *absent][:20])))
    return pd.DataFrame(rows, columns=["reference_date", "unknown_codes", "missing_units", "missing"])


# A dong that the publisher's table lacks (see core.population_unit).
KNOWN_SHORTFALL = {("2008-12-31", "yeongwol-gun"): -2216}


def registered_emd_add_up(emd_registration: pd.DataFrame, population_unit: pd.DataFrame) -> pd.DataFrame:
    """Per date and sigungu: registered persons of its eup-myeon-dong minus its own row in the same source, `unexplained`."""
    key = ["source", "reference_date", "unit_id"]
    parts = emd_registration.rename(columns={"sigungu_unit_id": "unit_id"}).groupby(key)["population"].sum().rename("parts")
    rows = population_unit[
        population_unit["row_kind"].isin(["sigungu", "gu"]) & (population_unit["population_concept"] == "registration")
    ]
    whole = rows.groupby(key)["population"].first().rename("whole")
    both = pd.concat([parts, whole], axis=1, join="inner").astype("int64").reset_index()
    known = [
        KNOWN_SHORTFALL.get((str(day)[:10], unit), 0) for day, unit in zip(both["reference_date"], both["unit_id"], strict=True)
    ]
    return both.assign(unexplained=both["parts"] - both["whole"] - known)
