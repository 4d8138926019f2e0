"""Do parts add up to wholes? Differences in persons, zero when they do."""

from __future__ import annotations

import pandas as pd

from expectations.age_groups import AGE_NAMES

SEXES_AND_TOTAL = 3


def sheet_adds_up(kosis_sido_population: pd.DataFrame) -> pd.DataFrame:
    """Per year: sum of sido minus the printed nation, and men plus women minus the printed total."""
    table = kosis_sido_population.assign(nation=kosis_sido_population["region_name"] == "전국")
    wide = table.pivot_table(index="reference_date", columns=["nation", "sex"], values="population", aggfunc="sum")
    columns = pd.MultiIndex.from_product([[False, True], ["total", "male", "female"]])
    wide = wide.reindex(columns=columns).fillna(0).astype("int64")
    return pd.DataFrame(
        {
            "sido_minus_nation": wide[(False, "total")] - wide[(True, "total")],
            "sexes_minus_total": wide[(True, "male")] + wide[(True, "female")] - wide[(True, "total")],
        }
    ).reset_index()


def mois_ages_add_up(mois_population: pd.DataFrame) -> pd.DataFrame:
    """Per printed unit, date and concept of raw.mois_population: see `_ages_and_sexes`."""
    return _ages_and_sexes(mois_population)


def kosis_dong_ages_add_up(kosis_dong_population: pd.DataFrame) -> pd.DataFrame:
    """Per printed unit and date of raw.kosis_dong_population: see `_ages_and_sexes`."""
    return _ages_and_sexes(kosis_dong_population)


def collected_ages_add_up(kosis_collected_population: pd.DataFrame) -> pd.DataFrame:
    """Per printed unit and date of raw.kosis_collected_population: see `_ages_and_sexes`."""
    return _ages_and_sexes(kosis_collected_population)


def _ages_and_sexes(table: pd.DataFrame) -> pd.DataFrame:
    """Persons by which age groups miss the printed total, and men and women the total of both: `difference`, worst `sex`.

    Rows without a printed total are left out: the unit was not there on the day.
    """
    there = table[table["population"].notna()].reset_index(drop=True)
    key = ["source_file", "source_row", "region_code", "reference_date", "population_concept"]
    ages = there[list(AGE_NAMES)].sum(axis=1) - there["population"]
    signed = there["population"].where(there["sex"] == "total", -there["population"])
    whole = there.groupby(key)["sex"].transform("nunique") == SEXES_AND_TOTAL
    sexes = signed.groupby([there[name] for name in key]).transform("sum").where(whole & (there["sex"] == "total"), 0)
    off = (ages.abs() + sexes.abs()).astype("int64")
    worst = there.assign(difference=off).sort_values("difference", kind="stable").drop_duplicates(key, keep="last")
    return worst[[*key, "sex", "difference"]]


def kosis_ages_add_up(kosis_population: pd.DataFrame) -> pd.DataFrame:
    """Per unit, date and sex of raw.kosis_population with a printed total of all ages: groups minus that total, `difference`.

    `complete` is False where age groups lack between 0 and the open end; then the sum is too small and is not judged.
    """
    key = ["region_code", "reference_date", "sex"]
    table = kosis_population.assign(population=kosis_population["population"].astype("float64"))
    groups = table[table["age_from"].notna()]
    spans = groups.assign(width=groups["age_to"] - groups["age_from"] + 1).groupby(key)
    parts = spans.agg(
        parts=("population", "sum"), covered=("width", "sum"), oldest=("age_from", "max"), least=("age_from", "min")
    )
    parts["open"] = groups[groups["age_to"].isna()].groupby(key)["age_from"].max()
    parts["complete"] = (parts["open"] == parts["oldest"]) & (parts["covered"] == parts["oldest"]) & (parts["least"] == 0)
    totals = table[table["age_from"].isna()].groupby(key)["population"].sum().rename("total")
    rows = parts.join(totals, how="left").join(table.groupby(key)[["source_file", "source_row"]].first()).reset_index()
    difference = (rows["parts"] - rows["total"]).where(rows["complete"] & rows["total"].notna(), 0).astype("int64")
    return rows.assign(difference=difference)[[*key, "source_file", "source_row", "difference", "complete"]]


def kosis_sexes_add_up(kosis_population: pd.DataFrame) -> pd.DataFrame:
    """Per unit, date and age group of raw.kosis_population with all three items: men and women minus the total of both.

    `all_ages` is that difference for the total of all ages, `difference` that of age groups.
    """
    key = ["region_code", "reference_date", "age_band"]
    wide = kosis_population.pivot_table(index=key, columns="sex", values="population", aggfunc="sum", observed=True)
    rows = kosis_population.groupby(key)[["age_from", "source_file", "source_row"]].first()
    if set(wide.columns) != {"total", "male", "female"}:
        return pd.DataFrame(columns=[*key, "source_file", "source_row", "difference", "all_ages"])
    both = rows.join(wide.dropna(), how="inner").reset_index()
    off = (both["male"] + both["female"] - both["total"]).astype("int64")
    group = both["age_from"].notna()
    return both.assign(difference=off.where(group, 0), all_ages=off.where(~group, 0))[
        [*key, "source_file", "source_row", "difference", "all_ages"]
    ]
