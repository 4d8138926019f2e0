"""Figures of sido as they are printed, on the borders of the day: which of them lack, and how many people the same borders held.

Product is never shared out to a sido that ground was added to later, and never divided by the people of other borders: that
of Gyeongbuk holds Gunwi until 2022, so its people do too. What is counted on the reference geography is `assets/panel`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pandas as pd

from assets.panel.on_reference import units_of_day
from assets.panel.sido_figure import told_apart
from assets.panel.sido_product import PART_OF_BEFORE

REPORTED = ["unit_id", "reference_date", "source_vintage"]
# For a day, the unit of the reference that holds most of each sido that lived on it.
Chiefs = Callable[[pd.Timestamp], dict[str, str]]


def lacking_sido(reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """`unit_id, target, reference_date` of sido without a figure on a day on which others have one.

    `reported` has `unit_id, reference_date, source_vintage`, a row for each figure there is. Each sido that lived on the day
    of the borders is expected, and each that was printed before and lives yet; one that stands within another until it is
    printed apart is not, nor are those that a unit of later days, printed for all years, was merged of. `target` is the unit
    of the reference that holds most of it.
    """
    return _lacking(reported, first_day(crosswalk), chiefs_of(crosswalk))


def _lacking(reported: pd.DataFrame, begins: pd.Timestamp, chiefs: Chiefs) -> pd.DataFrame:
    rows: list[tuple[str, str, object]] = []
    seen: set[str] = set()
    for date, printed in reported.groupby("reference_date", sort=True):
        there = set(printed["unit_id"])
        vintage = pd.Timestamp(str(printed["source_vintage"].min()))
        chief = chiefs(max(vintage, begins))
        living = set(chief)
        if vintage < begins:  # days before the history: what is printed apart only later stands within another
            living -= set(PART_OF_BEFORE) - seen - there
        yet = set(chiefs(max(pd.Timestamp(str(date)), begins)))
        later = {chiefs(day).get(unit, unit) for unit, day in later_units(printed, living)}
        absent = {unit for unit in (living | (seen & yet)) - there if chief.get(unit, unit) not in later}
        rows += [(unit, chief.get(unit, unit), date) for unit in sorted(absent)]
        seen |= there
    return pd.DataFrame(rows, columns=["unit_id", "target", "reference_date"])


def later_units(printed: pd.DataFrame, living: set[str]) -> list[tuple[str, pd.Timestamp]]:
    """Units of one day's rows that begin after it, with the day of their borders."""
    rows = printed[~printed["unit_id"].isin(living)]
    return list(zip(rows["unit_id"], pd.to_datetime(rows["source_vintage"]), strict=True))


def first_day(crosswalk: pd.DataFrame) -> pd.Timestamp:
    """The day on which the history begins; without one no day lies before it."""
    return pd.Timestamp(pd.to_datetime(crosswalk["valid_from"]).min()) if len(crosswalk) else pd.Timestamp.min


def chiefs_of(crosswalk: pd.DataFrame) -> Chiefs:
    """What holds most of a sido's people on the reference, by day and sido; each day is looked up once."""
    of_sido = crosswalk[crosswalk["track"] == "sido"]

    @cache
    def of_day(day: pd.Timestamp) -> dict[str, str]:
        ways = units_of_day(of_sido, track="sido", day=day).sort_values(["from_unit_id", "weight"])
        largest = ways.drop_duplicates("from_unit_id", keep="last")
        return dict(zip(largest["from_unit_id"], largest["to_unit_id"], strict=True))

    return of_day


def on_own_borders(
    sido_figure_reported: pd.DataFrame, sido_population_reported: pd.DataFrame, crosswalk: pd.DataFrame
) -> pd.DataFrame:
    """Each figure as printed with the people registered within the same borders on the same day.

    One row per figure, day and unit: `figure, reference_date, unit, value, people`. `unit` is the sido of the reference, or those
    that the figure does not tell apart joined by `+`, whose people are summed too. Either number is empty where one of the
    sido that it is summed of lacks it. Only days since the history begins.
    """
    begins = first_day(crosswalk)
    known = sido_figure_reported[pd.to_datetime(sido_figure_reported["source_vintage"]) >= begins]
    people = sido_population_reported.dropna(subset=["population"])
    chiefs = chiefs_of(crosswalk)
    no_people = _lacking(people[REPORTED], begins, chiefs)
    parts = []
    for name, figure in known.groupby("figure"):
        no_figure = _lacking(figure.dropna(subset=["value"])[REPORTED], begins, chiefs)
        for date, rows in figure.groupby("reference_date"):
            groups = told_apart(units_of_day(crosswalk, track="sido", day=pd.Timestamp(str(rows["source_vintage"].min()))))
            values = _by_group(rows, "value", groups, no_figure[no_figure["reference_date"] == date], chiefs)
            of_day = people[people["reference_date"] == date]
            persons = _by_group(of_day, "population", groups, no_people[no_people["reference_date"] == date], chiefs)
            table = pd.DataFrame({"value": values, "people": persons.reindex(values.index)})
            parts.append(table.rename_axis("unit").reset_index().assign(figure=name, reference_date=date))
    columns = ["figure", "reference_date", "unit", "value", "people"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _by_group(rows: pd.DataFrame, column: str, groups: dict[str, str], lacking: pd.DataFrame, chiefs: Chiefs) -> pd.Series:
    """Sums of `column` by what the figure tells apart; empty for a group of which a sido is lacking."""
    lived = zip(rows["unit_id"], pd.to_datetime(rows["source_vintage"]), strict=True)
    targets = [chiefs(day).get(unit, unit) for unit, day in lived]
    found = rows.assign(unit=[groups.get(target, target) for target in targets]).groupby("unit")[column]
    sums = found.agg(lambda of: of.astype("float64").sum(skipna=False)).astype("float64")
    return sums.where(~sums.index.isin({groups.get(target, target) for target in lacking["target"]}))
