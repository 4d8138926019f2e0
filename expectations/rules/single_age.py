"""Do sido make the nation year of age by year of age, are codes those of the day, do two files of one day agree?"""

from __future__ import annotations

import pandas as pd

from expectations.history import alive

NATION = "0000000000"
SIDO, SIGUNGU = 2, 5
UNIT = ["region_code", "reference_date"]


def everybody_has_a_sido(mois_single_age: pd.DataFrame) -> pd.DataFrame:
    """Per file, day, concept, sex and age where the nation is printed: `sido_minus_nation` in persons."""
    table = mois_single_age
    of_sido = _is_sido(table["region_code"]) & (table["region_code"] != NATION)
    key = ["source_file", "reference_date", "population_concept", "sex", "age"]
    nation = table[table["region_code"] == NATION].set_index(key)["population"]
    sums = table[of_sido].groupby(key)["population"].sum().reindex(nation.index).fillna(0)
    return (sums - nation).astype("int64").rename("sido_minus_nation").reset_index()


def codes_of_the_day(mois_single_age: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per code and day a `verdict`: `known`, `nobody there` (branch offices), or `unknown code`.

    A sido or sigungu bears the code on that day; an eup-myeon-dong stands in a sigungu that does. Days before the region
    history begins are left out.
    """
    units = mois_single_age.groupby(UNIT, as_index=False).agg(
        people=("population", "sum"), source_file=("source_file", "first"), source_row=("source_row", "first")
    )
    begins = pd.to_datetime(region["valid_from"]).min()
    parts = [
        rows.assign(verdict=_verdicts(rows, alive(region, pd.Timestamp(str(day)))))
        for day, rows in units.groupby("reference_date")
        if pd.Timestamp(str(day)) >= begins
    ]
    return pd.concat(parts, ignore_index=True) if parts else units.assign(verdict="")[:0]


def _verdicts(rows: pd.DataFrame, living: pd.DataFrame) -> pd.Series:
    codes = {level: set(living.loc[living["level"] == level, "mois_code"]) for level in ("sido", "sigungu")}
    code = rows["region_code"]
    known = code.str[:SIGUNGU].isin(codes["sigungu"]) | (_is_sido(code) & code.str[:SIDO].isin(codes["sido"]))
    verdict = pd.Series("unknown code", index=rows.index).mask(rows["people"] == 0, "nobody there")
    return verdict.mask(known | (code == NATION), "known")


def _is_sido(codes: pd.Series) -> pd.Series:
    return codes.str[SIDO:].eq("0" * (len(NATION) - SIDO))


def copies_agree(mois_single_age: pd.DataFrame) -> pd.DataFrame:
    """Per unit, day and concept that several files have: `most_apart`, the largest difference of any sex and age (persons)."""
    several = mois_single_age.groupby([*UNIT, "population_concept"])["source_file"].transform("nunique") > 1
    cells = mois_single_age[several].groupby([*UNIT, "population_concept", "sex", "age"])["population"]
    apart = (cells.max() - cells.min()).groupby([*UNIT, "population_concept"]).max()
    return apart.rename("most_apart").reset_index()
