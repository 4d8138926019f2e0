"""Do amounts per head agree with the nation's, and with product and people from other tables?"""

from __future__ import annotations

import pandas as pd

from expectations.rules.vital import NATION, sido_names, sido_units

PRODUCT, NOMINAL, PRODUCT_PER_HEAD = "지역내총생산(시장가격)", "명목", "1인당 지역내총생산"
MILLION, THOUSAND = 1_000_000, 1_000


def nation_is_the_average(
    kosis_sido_income: pd.DataFrame, kosis_sido_population: pd.DataFrame, region: pd.DataFrame
) -> pd.DataFrame:
    """Per item and year: `difference`, the mean of sido weighted with registered people, relative to the nation's amount.

    Years in which a sido with an amount has no people are left out.
    """
    amounts = kosis_sido_income[kosis_sido_income["per_head"].notna()]
    sido = amounts[amounts["region_name"] != NATION]
    sido = sido.assign(unit_id=sido_units(sido["region_name"], region))
    sido = sido.merge(_registered(kosis_sido_population, region), on=["unit_id", "year"], how="left")
    sido = sido.assign(weighed=sido["per_head"].astype("float64") * sido["people"])
    sums = sido.groupby(["item", "year"])[["weighed", "people"]].sum(min_count=1)
    lacking = sido["people"].isna().groupby([sido["item"], sido["year"]]).any()
    nation = amounts[amounts["region_name"] == NATION].set_index(["item", "year"])["per_head"].astype("float64")
    difference = (sums["weighed"] / sums["people"])[~lacking] / nation - 1
    return difference.dropna().rename("difference").reset_index()


def people_behind_the_product(
    kosis_sido_income: pd.DataFrame, kosis_grdp: pd.DataFrame, kosis_sido_population: pd.DataFrame, region: pd.DataFrame
) -> pd.DataFrame:
    """Per sido and year: people that product and product per head imply, over those registered in its middle.

    A name moved by a row, or amounts in another unit, give a number of people that no sido has.
    """
    product = kosis_grdp[(kosis_grdp["activity_name"] == PRODUCT) & (kosis_grdp["item"] == NOMINAL)]
    product = product.assign(unit_id=sido_units(product["region_name"], region))[["unit_id", "year", "value"]]
    amounts = kosis_sido_income[kosis_sido_income["item"] == PRODUCT_PER_HEAD]
    amounts = amounts.assign(unit_id=sido_units(amounts["region_name"], region)).dropna(subset=["unit_id"])
    key = ["unit_id", "year"]
    both = amounts.merge(product.dropna(), on=key).merge(_registered(kosis_sido_population, region), on=key)
    implied = both["value"].astype("float64") * MILLION / (both["per_head"].astype("float64") * THOUSAND)
    return both[["region_name", "year"]].assign(against_registered=implied / both["people"]).dropna()


def income_names(kosis_sido_income: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per printed name a `verdict`: `known` for the nation and what a sido was ever called, else `unknown name`."""
    return sido_names(kosis_sido_income, region, NATION)


def _registered(kosis_sido_population: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """`unit_id, year, people` registered in the middle of the year: the mean of the two Decembers, where both are known."""
    total = kosis_sido_population[kosis_sido_population["sex"] == "total"]
    units = sido_units(total["region_name"], region).rename("unit_id")
    years = pd.Series([day.year for day in total["reference_date"]], total.index, name="year")
    ends = total["population"].astype("float64").groupby([units, years]).sum(min_count=1)
    begins = ends.rename(index=lambda year: year + 1, level="year")
    return ((ends + begins) / 2).dropna().rename("people").reset_index()


def amounts_stay_among_the_printed(
    sido_income: pd.DataFrame, kosis_sido_income: pd.DataFrame, region: pd.DataFrame
) -> pd.DataFrame:
    """Per year since the region history begins: product per head below the least, and above the most, of all printed sido.

    An average lies between what it is made of. `missing_years` is 1 where a printed year has no sido at all.
    """
    printed = kosis_sido_income[(kosis_sido_income["item"] == PRODUCT_PER_HEAD) & (kosis_sido_income["region_name"] != NATION)]
    printed = printed[printed["year"] >= pd.to_datetime(region["valid_from"]).min().year].dropna(subset=["per_head"])
    here = sido_income.assign(year=[day.year for day in sido_income["reference_date"]]).groupby("year")["product_per_head"]
    there = printed.groupby("year")["per_head"]
    both = pd.DataFrame({"least": there.min(), "most": there.max(), "low": here.min(), "high": here.max()}).astype("float64")
    measured = pd.DataFrame(
        {
            "below_least": (both["least"] - both["low"]).clip(lower=0).fillna(0),
            "above_most": (both["high"] - both["most"]).clip(lower=0).fillna(0),
            "missing_years": both["low"].isna().astype("int64"),
        }
    )
    days = [pd.Timestamp(int(year), 12, 31).date() for year in measured.index]
    return measured.assign(reference_date=days).reset_index(drop=True)
