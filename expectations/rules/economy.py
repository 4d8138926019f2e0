"""Product, value added and income: parts make the whole, sido the nation."""

from __future__ import annotations

import datetime as dt
import warnings

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.census import TOTALS
from domain.days import year_ends
from expectations.rules.vital import NATION as NATION_NAME
from expectations.rules.vital import sido_names, sido_units

# Do economic tables add up? Parts minus printed wholes, in the unit of the table.

NATION = "전국"


def activities_add_up(kosis_grdp: pd.DataFrame) -> pd.DataFrame:
    """Per region, activity with parts and year, at current prices: `parts_minus_whole` (million KRW).

    Chained volumes are left out: they do not add up by construction.
    """
    table = kosis_grdp[(kosis_grdp["item"] == "명목") & kosis_grdp["value"].notna()]
    key = ["region_name", "activity_name", "year"]
    parts = table.drop(columns="activity_name").rename(columns={"part_of": "activity_name"})
    sums = parts.groupby(key)["value"].sum().rename("parts").reset_index()
    both = table[[*key, "value", "source_file", "source_row"]].merge(sums, on=key)
    return both.assign(parts_minus_whole=both["parts"] - both["value"])


def sido_grdp_adds_up(kosis_grdp: pd.DataFrame) -> pd.DataFrame:
    """Per activity and year, at current prices: `sido_minus_nation` (million KRW)."""
    table = kosis_grdp[kosis_grdp["item"] == "명목"]
    return _sido_minus_nation(table, ["activity_name", "year"])


def _sido_minus_nation(table: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Per key where a nation is printed: sum of the sido minus the nation; empty cells count as none."""
    nation = table["region_name"] == NATION
    sums = table[~nation].groupby(key)["value"].sum().rename("sido").reset_index()
    whole = table.loc[nation, [*key, "value", "source_file", "source_row"]].dropna(subset="value")
    both = whole.merge(sums, on=key)
    return both.assign(sido_minus_nation=both["sido"] - both["value"])


def volumes_meet_current_prices(sido_volume: pd.DataFrame, sido_value_added: pd.DataFrame) -> pd.DataFrame:
    """Per sido and activity without parts: volume minus amount (million KRW) in the year whose prices volumes are in.

    Where no year is known to be that one, the difference is that of the newest year, which says so.
    """
    key = ["unit_id", "activity", "reference_date"]
    both = sido_volume.merge(sido_value_added[[*key, "value_added"]], on=key)
    year = pd.Series([day.year for day in both["reference_date"]], both.index, dtype="float64")
    told = both["price_year"].astype("float64").fillna(year.max())
    met = both[year == told]
    return met.assign(difference=met["volume"] - met["value_added"])


# Do the scaled figures of a sido's units make the sido's, and does each stand under its own name?

# Sections of KSIC that are one activity; the rest are put together otherwise.
SECTIONS = {
    "manufacturing": "C", "construction": "F", "trade": "G", "transport": "H", "lodging_food": "I", "information": "J",
    "finance": "K", "real_estate": "L", "public": "O", "education": "P", "health": "Q",
}  # fmt: skip
# Mean distance a unit, in logarithms, by which another order of a sido's units may fit its workers better.
TOLERATED_GAIN = 0.05


def scaled_to_sido(value_added_reported: pd.DataFrame) -> pd.DataFrame:
    """Per sido, year and activity that is scaled: `difference`, sum minus the sido's figure (million KRW), and the same in
    `difference_of_a_part` for activities that are no totals, which are scaled one by one."""
    key = ["sido_unit_id", "reference_date", "activity"]
    scaled = value_added_reported.dropna(subset=["scaled", "sido_published"])
    sums = scaled.groupby(key).agg(scaled=("scaled", "sum"), sido=("sido_published", "first")).reset_index()
    difference = sums["scaled"] - sums["sido"]
    part = ~sums["activity"].isin(list(TOTALS.values())[::2])
    return sums.assign(difference=difference, difference_of_a_part=difference.where(part))


def product_goes_with_workers(value_added_reported: pd.DataFrame, sigungu_workers_reported: pd.DataFrame) -> pd.DataFrame:
    """Per unit and year a `verdict`: `in place`, or `fits` and the unit of the same sido whose workers its product goes with.

    The structure of product by activity is held against that of workers by section in the nearest year. Units are only said
    to be exchanged where another order of the whole sido fits better by more than `TOLERATED_GAIN`; that of a single pair
    of like units proves nothing.
    """
    workers = sigungu_workers_reported[sigungu_workers_reported["section"].isin(SECTIONS.values())].dropna(subset=["workers"])
    workers = workers.assign(year=pd.to_datetime(workers["reference_date"]).dt.year)
    parts = [
        _order(units, _nearest_workers(workers, set(units.index), day.year)).assign(reference_date=day)
        for day, units in _structures(value_added_reported)
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["unit_id", "reference_date", "verdict"])


def _structures(value_added_reported: pd.DataFrame) -> list[tuple[dt.date, pd.DataFrame]]:
    """The date and units x activities of each sido and date."""
    rows = value_added_reported[value_added_reported["activity"].isin(SECTIONS)]
    return [
        (part["reference_date"].iloc[0], part.pivot(index="unit_id", columns="activity", values="published")[list(SECTIONS)])
        for _, part in rows.groupby(["sido_unit_id", "reference_date"])
    ]


def _nearest_workers(workers: pd.DataFrame, units: set[str], year: int) -> pd.DataFrame:
    """Units x activities of the nearest year in which most cells are known."""
    rows = workers[workers["unit_id"].isin(units)]
    if rows.empty:
        return pd.DataFrame(columns=list(SECTIONS))
    cells = rows["year"].value_counts()
    nearest = min(cells.index[cells >= cells.max() / 2], key=lambda known: (abs(known - year), known))
    wide = rows[rows["year"] == nearest].pivot(index="unit_id", columns="section", values="workers")
    named: pd.DataFrame = wide.reindex(columns=list(SECTIONS.values())).set_axis(list(SECTIONS), axis=1)
    return named


def _order(product: pd.DataFrame, workers: pd.DataFrame) -> pd.DataFrame:
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415  (listing contracts does not pay for it)

    units = [unit for unit in product.index if unit in workers.index]
    if len(units) < 2:
        return pd.DataFrame({"unit_id": units, "verdict": "in place"})
    made, hands = (_logarithms(table.loc[units]) for table in (product, workers))
    distance = np.nan_to_num(np.nanmean(np.abs(made[:, None, :] - hands[None, :, :]), axis=2), nan=1e6)
    found = linear_sum_assignment(distance)[1]
    gain = (np.trace(distance) - distance[np.arange(len(units)), found].sum()) / len(units)
    exchanged = gain > TOLERATED_GAIN
    verdicts = [f"fits {units[other]}" if exchanged and other != place else "in place" for place, other in enumerate(found)]
    return pd.DataFrame({"unit_id": units, "verdict": verdicts})


def _logarithms(table: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Logarithms of positive figures around the mean of each column; nan where there is none."""
    values = table.to_numpy(dtype="float64", na_value=np.nan)
    logs = np.log(values, out=np.full_like(values, np.nan), where=values > 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # an activity that no unit has
        return np.asarray(logs - np.nanmean(logs, axis=0), dtype=np.float64)


# Do amounts per head agree with the nation's, and with product and people from other tables?

PRODUCT, NOMINAL, PRODUCT_PER_HEAD = "지역내총생산(시장가격)", "명목", "1인당 지역내총생산"
MILLION, THOUSAND = 1_000_000, 1_000


def nation_is_the_average(
    kosis_sido_income: pd.DataFrame, kosis_sido_population: pd.DataFrame, region: pd.DataFrame
) -> pd.DataFrame:
    """Per item and year: `difference`, the mean of sido weighted with registered people, relative to the nation's amount.

    Years in which a sido with an amount has no people are left out.
    """
    amounts = kosis_sido_income[kosis_sido_income["per_head"].notna()]
    sido = amounts[amounts["region_name"] != NATION_NAME]
    sido = sido.assign(unit_id=sido_units(sido["region_name"], region))
    sido = sido.merge(_registered(kosis_sido_population, region), on=["unit_id", "year"], how="left")
    sido = sido.assign(weighed=sido["per_head"].astype("float64") * sido["people"])
    sums = sido.groupby(["item", "year"])[["weighed", "people"]].sum(min_count=1)
    lacking = sido["people"].isna().groupby([sido["item"], sido["year"]]).any()
    nation = amounts[amounts["region_name"] == NATION_NAME].set_index(["item", "year"])["per_head"].astype("float64")
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
    return sido_names(kosis_sido_income, region, NATION_NAME)


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
    printed = kosis_sido_income[
        (kosis_sido_income["item"] == PRODUCT_PER_HEAD) & (kosis_sido_income["region_name"] != NATION_NAME)
    ]
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
    days = year_ends(measured.index)
    return measured.assign(reference_date=days).reset_index(drop=True)
