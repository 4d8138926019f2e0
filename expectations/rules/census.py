"""Do the figures of the census package add up, and which unit does each of its codes mean?"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from domain.census import (
    ACTIVITIES,
    CENSUS_DAY,
    DOMESTIC,
    EVERYBODY,
    FEMALE,
    FOREIGN,
    GRDP,
    MALE,
    NET_TAXES,
    PRODUCT,
    TOTAL,
    TOTALS,
    VALUE_ADDED,
)

_PLACE = ["source_file", "source_row"]


def product_adds_up(census_figure: pd.DataFrame) -> pd.DataFrame:
    """Per year and sigungu: `parts_minus_value_added` and `sum_minus_grdp` (million KRW); an empty activity is none.

    Where value added is not printed (Gyeongbuk 2010) the first is empty, and the second takes the sum of activities.
    """
    rows = census_figure[census_figure["topic"] == PRODUCT]
    key = ["year", "region_code"]
    wide = rows.pivot_table(index=key, columns="item", values="value", aggfunc="first").reindex(columns=[*ACTIVITIES, *TOTALS])
    wide = wide.rename(columns=TOTALS)
    parts = wide[list(ACTIVITIES)].sum(axis=1)
    measured = pd.DataFrame(
        {
            "parts_minus_value_added": parts - wide[VALUE_ADDED],
            "sum_minus_grdp": wide[VALUE_ADDED].fillna(parts) + wide[NET_TAXES] - wide[GRDP],
        }
    )
    return measured.reset_index().merge(rows.groupby(key, as_index=False)[_PLACE].first(), on=key)


def sexes_add_up(census_figure: pd.DataFrame) -> pd.DataFrame:
    """Per year, topic and eup-myeon-dong where all three are printed: men and women minus the total."""
    wide = _persons(census_figure, "item", ["year", "topic", "region_code"], [TOTAL, MALE, FEMALE])
    known = wide.dropna(subset=[TOTAL, MALE, FEMALE])
    return known.assign(sexes_minus_total=known[MALE] + known[FEMALE] - known[TOTAL])


def foreigners_add_up(census_figure: pd.DataFrame) -> pd.DataFrame:
    """Per year, sex and eup-myeon-dong: `unexplained`, everybody minus Koreans and foreigners; where the cell of foreigners
    is empty, `hidden` instead, the persons that it stands for."""
    wide = _persons(census_figure, "topic", ["year", "item", "region_code"], [EVERYBODY, DOMESTIC, FOREIGN])
    rest = wide[EVERYBODY] - wide[DOMESTIC]
    return wide.assign(unexplained=rest - wide[FOREIGN], hidden=rest.where(wide[FOREIGN].isna()))


def census_persons(sido_census_population: pd.DataFrame, census_figure: pd.DataFrame) -> pd.DataFrame:
    """Per census and sex: persons of all sido minus those of all printed areas; `difference` in persons."""
    printed = census_figure[(census_figure["topic"] == EVERYBODY) & (census_figure["item"] != TOTAL)]
    days = [dt.date(int(year), *CENSUS_DAY) for year in printed["year"]]
    whole = printed.assign(reference_date=days).groupby(["reference_date", "item"])["value"].sum()
    panel = sido_census_population.groupby(["reference_date", "sex"])["population"].sum()
    both = pd.DataFrame({"panel": panel, "printed": whole.rename_axis(["reference_date", "sex"])}).fillna(0).reset_index()
    return both.assign(difference=both["panel"] - both["printed"])


def _persons(census_figure: pd.DataFrame, across: str, key: list[str], columns: list[str]) -> pd.DataFrame:
    rows = census_figure[census_figure["topic"] != PRODUCT]
    wide = rows.pivot_table(index=key, columns=across, values="value", aggfunc="first", dropna=False).reindex(columns=columns)
    return wide.reset_index().merge(rows.groupby(key, as_index=False)[_PLACE].first(), on=key)
