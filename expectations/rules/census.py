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
from domain.days import year_end
from domain.history import alive

# Printed for a unit that lived under another code: the gu of that code is of July 2014, as is the Cheongju that has it.
PUT_RIGHT = {
    (2010, "33040", "Cheongju-si"): "cheongju-si-until-2014",
    (2010, "33044", "Cheongwon-gu Cheongju-si"): "cheongwon-gun",
}
# Six gu of Incheon stand under each other's name: Nam-gu, third as printed, was sorted last with its code of 2018, and each gu
# after it got the figures of the one before. Workers by section fit no other order; and Statistics Korea gave Seo-gu 19.6 and
# Yeonsu-gu 8.6 trillion won for 2016 (Incheon Ilbo, 2019-09-30), where the package has 4.1 and 6.4 for 2015.
_INCHEON = {
    ("23040", "Yeonsu-gu"): "incheon-michuhol-gu",
    ("23050", "Namdong-gu"): "incheon-yeonsu-gu",
    ("23060", "Bupyeong-gu"): "incheon-namdong-gu",
    ("23070", "Gyeyang-gu"): "incheon-bupyeong-gu",
    ("23080", "Seo-gu"): "incheon-gyeyang-gu",
    ("23090", "Michuhol-gu"): "incheon-seo-gu",
}
PUT_RIGHT |= {(year, code, name): unit for year in (2015, 2020) for (code, name), unit in _INCHEON.items()}
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


def product_units(census_figure: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per year and code of product: `unit_id` of the KOSIS set that lived at the year's end, and a `verdict`.

    A code of another day finds the unit that ever bore it and lives on the day; what no code can tell is put right by
    hand. Code and name are held against each other: `another name` where no era of the unit is called so. A unit that is
    found twice is `unit again`.
    """
    rows = census_figure[census_figure["topic"] == PRODUCT]
    first = rows.groupby(["year", "region_code", "region_name"], as_index=False)[_PLACE].first()
    history = region[region["in_kosis"].astype(bool)]
    names: dict[str, set[str]] = {}
    for unit, name in zip(history["unit_id"], history["name_en"], strict=True):
        names.setdefault(unit, set()).add(name.split()[0].casefold())
    parts = [_found(part, int(str(year)), history, names) for year, part in first.groupby("year")]
    return pd.concat(parts, ignore_index=True) if parts else first.assign(unit_id=None, verdict=None)


def census_persons(sido_census_population: pd.DataFrame, census_figure: pd.DataFrame) -> pd.DataFrame:
    """Per census and sex: persons of all sido minus those of all printed areas; `difference` in persons."""
    printed = census_figure[(census_figure["topic"] == EVERYBODY) & (census_figure["item"] != TOTAL)]
    days = [dt.date(int(year), *CENSUS_DAY) for year in printed["year"]]
    whole = printed.assign(reference_date=days).groupby(["reference_date", "item"])["value"].sum()
    panel = sido_census_population.groupby(["reference_date", "sex"])["population"].sum()
    both = pd.DataFrame({"panel": panel, "printed": whole.rename_axis(["reference_date", "sex"])}).fillna(0).reset_index()
    return both.assign(difference=both["panel"] - both["printed"])


def _found(rows: pd.DataFrame, year: int, history: pd.DataFrame, names: dict[str, set[str]]) -> pd.DataFrame:
    living = alive(history, pd.Timestamp(year_end(year)))
    of_day = _by_code(living)
    of_any_day = _by_code(history[history["unit_id"].isin(living["unit_id"])])
    found: list[tuple[str | None, str]] = []
    for code, name in zip(rows["region_code"], rows["region_name"], strict=True):
        if unit := PUT_RIGHT.get((year, code, name)):
            found.append((unit, "put right" if unit in set(living["unit_id"]) else "unknown code"))
            continue
        unit = of_day.get(code) or of_any_day.get(code)
        verdict = "code of the day" if code in of_day else "code of another day"
        if unit is None:
            found.append((None, "unknown code"))
        else:
            found.append((unit, verdict if str(name).split()[0].casefold() in names[unit] else "another name"))
    columns = pd.DataFrame(found, index=rows.index, columns=["unit_id", "verdict"], dtype="object")
    table = rows.assign(unit_id=columns["unit_id"], verdict=columns["verdict"])
    again = table["unit_id"].notna() & table["unit_id"].duplicated(keep=False)
    return table.assign(verdict=table["verdict"].mask(again, "unit again"))


def _by_code(history: pd.DataFrame) -> dict[str, str]:
    eras = pd.concat([history[["unit_id", column]].set_axis(["unit_id", "code"], axis=1) for column in _CODES])
    known = eras.dropna()
    return dict(zip(known["code"], known["unit_id"], strict=True))


def _persons(census_figure: pd.DataFrame, across: str, key: list[str], columns: list[str]) -> pd.DataFrame:
    rows = census_figure[census_figure["topic"] != PRODUCT]
    wide = rows.pivot_table(index=key, columns=across, values="value", aggfunc="first", dropna=False).reindex(columns=columns)
    return wide.reset_index().merge(rows.groupby(key, as_index=False)[_PLACE].first(), on=key)


_CODES = ("kostat8_code", "kostat7_code")
