"""Population of units and sido: nobody is lost and no sido is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from domain.history import alive

# Do rows of population files stand for one unit each, and do levels add up, once missing units are accounted for?


def sheet_difference(
    population_reported: pd.DataFrame, sido_population_reported: pd.DataFrame, region: pd.DataFrame
) -> pd.DataFrame:
    """Per sido and date: sigungu sum minus what a source prints for the sido (persons), and the part no missing unit explains.

    `missing_units` counts units of the file's own day without figures; `unexplained` is 0 where there are
    some and people are lacking, since the difference is then theirs, and the difference itself elsewhere.
    """
    registered = population_reported[population_reported["population_concept"] == "registration"]
    series = ["source_vintage", "reference_date"]
    sums = pd.DataFrame(registered.groupby([*series, "unit_id"], as_index=False)["population"].sum())
    # Most of a day's units have the codes of one vintage; those of another are what one source has of a few units.
    chief = sums.groupby(series).size().groupby("reference_date").idxmax().map(lambda key: key[0])
    parts = [_by_sido(rows, str(chief[date]), str(date), region) for date, rows in sums.groupby("reference_date")]
    columns = ["unit_id", "reference_date", "sigungu_sum", "missing_units"]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    printed = sido_population_reported[sido_population_reported["source"] != "population_reported"]
    sheet = printed[["unit_id", "reference_date", "population"]].rename(columns={"population": "sheet"})
    table = table.merge(sheet, on=["unit_id", "reference_date"])
    table["difference"] = (table["sigungu_sum"] - table["sheet"]).astype("int64")
    # A missing unit explains people who are not there, never people too many.
    explained = (table["missing_units"] > 0) & (table["difference"] < 0)
    table["unexplained"] = np.where(explained, 0, table["difference"])
    return table


def missing_sido(sido_population_reported: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per date: `missing_sido`, how many sido of the day have no figure, and their `names`; none of days before the history.

    A sido that others were merged into has one where these, which ended when it began, are printed yet.
    """
    sido = region[region["level"] == "sido"].assign(
        begins=lambda eras: pd.to_datetime(eras["valid_from"]), ends=lambda eras: pd.to_datetime(eras["valid_to"])
    )
    born = sido.groupby("unit_id")["begins"].min()
    ended = sido[~sido["unit_id"].isin(sido.loc[sido["ends"].isna(), "unit_id"])].groupby("unit_id")["ends"].max()
    merged = {unit: set(ended.index[ended == day]) for unit, day in born.items()}
    rows = []
    for date, units in sido_population_reported.groupby("reference_date"):
        day, there = pd.Timestamp(str(date)), set(units["unit_id"])
        living = alive(sido, day) if day >= born.min() else sido[:0]
        known = [unit in there or (bool(merged[unit]) and merged[unit] <= there) for unit in living["unit_id"]]
        missing = living.loc[[not one for one in known], "name_ko"]
        rows.append((date, len(missing), ", ".join(missing) or None))
    return pd.DataFrame(rows, columns=["reference_date", "missing_sido", "names"])


def _by_sido(rows: pd.DataFrame, vintage: str, date: str, region: pd.DataFrame) -> pd.DataFrame:
    """Sums and missing units of one date, by the sido to which each unit belonged on it: Gunwi is Gyeongbuk's until 2023."""
    sigungu = region[region["level"] == "sigungu"]
    # A gun or si that was still a branch office on the day counts for the sido that it came to be in.
    first = sigungu.sort_values("valid_from").drop_duplicates("unit_id").set_index("unit_id")["sido_unit_id"]
    then = alive(sigungu, pd.Timestamp(date)).set_index("unit_id")["sido_unit_id"].combine_first(first)
    units = alive(sigungu, pd.Timestamp(vintage))
    units = units.loc[units["in_kosis"], "unit_id"]
    table = pd.DataFrame({"unit_id": units}).merge(rows[["unit_id", "population"]], how="outer", on="unit_id")
    by_sido = table.assign(missing=table["population"].isna()).groupby(table["unit_id"].map(then))
    sums = by_sido.agg(sigungu_sum=("population", "sum"), missing_units=("missing", "sum"))
    return sums.rename_axis("unit_id").reset_index().assign(reference_date=pd.Timestamp(date).date())


def units_once(population_unit: pd.DataFrame) -> pd.DataFrame:
    """Per source, date, concept and unit of sido or sigungu level: `rows` that stand for it."""
    whole = population_unit[population_unit["row_kind"].isin(["sido", "sigungu", "city_of_gu", "gu", "office"])]
    key = ["source", "reference_date", "population_concept", "level", "unit_id"]
    units = whole.groupby(key)
    return units[["source_file", "source_row"]].last().assign(rows=units.size()).reset_index()


def codes_and_names(population_unit: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per printed row of a sido, a sigungu or a code that no unit bore: what it is, `unit_name`, and whether its name fits."""
    judged = population_unit[population_unit["name_fits"].notna() | (population_unit["row_kind"] == "unknown")]
    names = region.drop_duplicates("unit_id", keep="last").set_index("unit_id")["name_ko"]
    known = judged["unit_id"].map(names).fillna("none of that code")
    return judged.assign(unit_name=known, name_fits=judged["name_fits"].ne(False))


# Eup-myeon-dong as the publisher prints them: one is not there in 2008; in 1998 those of Jeungpyeong bear codes of Goesan,
# and dong of Yeonsu-gu codes of Nam-gu.
KNOWN_FAULTS = {
    ("emd", "yeongwol-gun", "2008-12-31"): -2216,
    ("emd", "goesan-gun", "1998-12-31"): 32962,
    ("emd", "incheon-michuhol-gu", "1998-12-31"): 48048,
    ("emd", "incheon-yeonsu-gu", "1998-12-31"): -48048,
}


def level_sums(population_unit: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per unit that is printed with rows below it: sum of these minus its own row (persons), and the part that is no known fault.

    Sido are held against the nation, sigungu (a city once, with the offices that a gun does not count) against their sido,
    gu against their city, eup-myeon-dong against the sigungu they lie in. A level that is not printed at all is left out.
    """
    day = ["source", "reference_date", "population_concept"]
    table = population_unit[population_unit["population"].notna()]
    parts = [
        _minus(day, lower=table[table["level"] == "sido"].assign(above="nation"), upper=_nation(table), level="sido"),
        _minus(day, lower=_below_sido(table), upper=table[table["level"] == "sido"], level="sigungu"),
        _minus(day, lower=_below_city(table, region), upper=table[table["row_kind"] == "city_of_gu"], level="gu"),
        _minus(day, lower=_emd(table), upper=table[table["row_kind"].isin(["sigungu", "gu"])], level="emd"),
    ]
    sums = pd.concat(parts, ignore_index=True)
    known = [KNOWN_FAULTS.get((level, unit, str(date)[:10]), 0) for level, unit, date in
             zip(sums["level"], sums["unit_id"], sums["reference_date"], strict=True)]  # fmt: skip
    return sums.assign(unexplained=sums["difference"] - known)


def _nation(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["level"] == "nation"].assign(unit_id="nation")


def _below_sido(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of sigungu that count once, with the unit of their sido's own row: the first two digits of both codes agree."""
    counted = table[table["row_kind"].isin(["sigungu", "city_of_gu", "office"])]
    day = ["source", "reference_date", "population_concept"]
    sido = table[table["level"] == "sido"].assign(prefix=lambda rows: rows["region_code"].str[:2])
    keyed = counted.assign(prefix=counted["region_code"].str[:2])
    return keyed.merge(sido[[*day, "prefix", "unit_id"]].rename(columns={"unit_id": "above"}), on=[*day, "prefix"])


def _below_city(table: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Rows of gu, and of branch offices that a city prints like one, with the unit of their city."""
    parent = region.drop_duplicates("unit_id", keep="last").set_index("unit_id")["parent_unit_id"]
    gu = table[table["row_kind"] == "gu"]
    gu = gu.assign(above=gu["unit_id"].map(parent))
    city = gu.assign(prefix=gu["region_code"].str[:4])[["source", "reference_date", "prefix", "above"]].drop_duplicates()
    office = table[table["row_kind"] == "branch_office"].assign(prefix=lambda rows: rows["region_code"].str[:4])
    return pd.concat([gu, office.merge(city, on=["source", "reference_date", "prefix"])], ignore_index=True)


def _emd(table: pd.DataFrame) -> pd.DataFrame:
    emd = table[table["level"] == "emd"]
    return emd.assign(above=emd["unit_id"])


def _minus(day: list[str], *, lower: pd.DataFrame, upper: pd.DataFrame, level: str) -> pd.DataFrame:
    """`difference` of the sums of `lower` by `above` to the rows of `upper`; only units with any row below them."""
    parts = lower.groupby([*day, "above"])["population"].sum().rename_axis([*day, "unit_id"]).rename("parts")
    whole = upper.groupby([*day, "unit_id"])["population"].first().rename("whole")
    both = pd.concat([parts, whole], axis=1, join="inner").astype("int64").reset_index()
    return both.assign(level=level, difference=both["parts"] - both["whole"])[[*day, "level", "unit_id", "difference"]]


# Is no sido forgotten among the economic totals?


def figures_have_every_sido(sido_figure_reported: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per figure and date: `unexplained`, living sido of the borders' day without a figure or the other way round.

    A sido that was printed before and still lives is missed too, whatever the borders' day. Days before the region
    history have none to be held against.
    """
    sido = region[region["level"] == "sido"]
    begins = pd.to_datetime(sido["valid_from"]).min()
    rows = []
    for (figure, date), units in sido_figure_reported.groupby(["figure", "reference_date"]):
        day = pd.Timestamp(str(units["source_vintage"].iloc[0]))
        there = set(units["unit_id"])
        living = set(alive(sido, day)["unit_id"]) if day >= begins else there
        earlier = sido_figure_reported[
            (sido_figure_reported["figure"] == figure) & (sido_figure_reported["reference_date"] <= date)
        ]
        seen = set(earlier["unit_id"]) & set(alive(sido, pd.Timestamp(str(date)))["unit_id"])
        rows.append((figure, date, len(living ^ there | seen - there)))
    return pd.DataFrame(rows, columns=["figure", "reference_date", "unexplained"])
