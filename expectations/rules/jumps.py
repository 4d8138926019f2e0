"""Does a count of a sido move by more in a year than anything explains? A hole in the data looks like growth when it ends.

Judged are counts of those who are there: persons by age, households, employed, workers, establishments. Moves, births and
product are not: they rise and fall by more than a twentieth of themselves in years in which nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

LARGEST = 0.05
# Towns built on open ground, from the day of the event that made them: they may grow as fast, and shrink no faster than others.
NEW_TOWNS = {"sejong": ("2012-07-01-sejong", 0.5)}
# Jumps that the publisher prints so, and that no border, hole or change of method explains: figures of a survey of households.
AS_PRINTED = {
    ("employed", "busan", 2003): "1,710 thousand employed in 2002 and 1,619 thousand in 2003, as the labour force survey has them"
}


def risk_counts_do_not_jump(extinction_risk: pd.DataFrame, region_event: pd.DataFrame, event_piece: pd.DataFrame) -> pd.DataFrame:
    """See `jumps`; the counts of mart.extinction_risk, which are on one geography throughout."""
    return jumps(extinction_risk, ["population", "women_20_39", "population_65_over"], region_event, event_piece[:0])


def concentration_does_not_jump(
    concentration: pd.DataFrame, region_event: pd.DataFrame, event_piece: pd.DataFrame
) -> pd.DataFrame:
    """See `jumps`; people of mart.concentration on one geography, figures of sido on the borders of each day."""
    people = jumps(concentration, ["population", "youth"], region_event, event_piece[:0])
    figures = jumps(concentration, ["employed", "jobs", "establishments"], region_event, event_piece)
    return pd.concat([people, figures], ignore_index=True)


def households_do_not_jump(
    households: pd.DataFrame, reference_region: pd.DataFrame, region_event: pd.DataFrame, event_piece: pd.DataFrame
) -> pd.DataFrame:
    """See `jumps`; households of all sigungu of a sido, empty where one lacks its own."""
    sigungu = reference_region[reference_region["level"] == "sigungu"]
    sido = sigungu.set_index("region_id")["sido_unit_id"]
    rows = households.assign(region_id=households["unit_id"].map(sido)).dropna(subset=["households"])
    sums = rows.groupby(["region_id", "reference_date"])["households"].agg(["sum", "size"]).reset_index()
    whole = sums[sums["size"] == sums["region_id"].map(sido.value_counts())]
    table = whole.rename(columns={"sum": "households"}).assign(level="sido")
    return jumps(table, ["households"], region_event, event_piece[:0])


def jumps(table: pd.DataFrame, counts: Sequence[str], region_event: pd.DataFrame, event_piece: pd.DataFrame) -> pd.DataFrame:
    """Per count, sido and December of which the December before is known: `change`, and what of it is `unexplained`.

    Both are shares of the count before. A change within `LARGEST` needs no explanation. What explains a larger one is that of
    all sido together in the same year, what moved over a border with the ground (`event_piece`, where the figures are of the
    borders of the day), and that a new town is being built.
    """
    sido = table[table["level"] == "sido"]
    days = pd.to_datetime(sido["reference_date"])
    sido = sido.assign(year=days.dt.year)[days.dt.month == 12]
    parts = [_of_count(sido, name, moved_with_ground(event_piece), region_event) for name in counts]
    columns = ["figure", "region_id", "reference_date", "change", "unexplained"]
    return pd.concat(parts, ignore_index=True)[columns]


def _of_count(sido: pd.DataFrame, name: str, moved: pd.Series, region_event: pd.DataFrame) -> pd.DataFrame:
    now = sido[["region_id", "year", "reference_date"]].assign(count=pd.to_numeric(sido[name]).astype("float64")).dropna()
    before = now[["region_id", "year", "count"]].assign(year=now["year"] + 1).rename(columns={"count": "before"})
    both = now.merge(before[before["before"] > 0], on=["region_id", "year"])
    of_year = both.groupby("year")[["count", "before"]].transform("sum")
    change = both["count"] / both["before"] - 1
    common = of_year["count"] / of_year["before"] - 1
    with_ground = moved.reindex(pd.MultiIndex.from_frame(both[["region_id", "year"]])).fillna(0.0).to_numpy()
    left = change - common - with_ground
    for town, (event, fastest) in NEW_TOWNS.items():
        built = pd.to_datetime(region_event.loc[region_event["event_id"] == event, "date"]).dt.year.min()
        grows = (both["region_id"] == town) & (both["year"] >= built) & left.between(0, fastest)
        left = left.mask(grows, 0.0)
    keys = zip([name] * len(both), both["region_id"], both["year"], strict=True)
    judged = (change.abs() > LARGEST) & pd.Series([key not in AS_PRINTED for key in keys], both.index, dtype="bool")
    return both.assign(figure=name, change=change, unexplained=left.where(judged, 0.0))


def moved_with_ground(event_piece: pd.DataFrame) -> pd.Series:
    """By sido and year of an event: people who came with ground less those who went with it, over those before."""
    pieces = event_piece[event_piece["unit_set"].astype(str).str.contains("sido")].dropna(subset=["population"])
    pieces = pieces.assign(year=pd.to_datetime(pieces["date"]).dt.year, population=pieces["population"].astype("float64"))
    before = pieces.groupby(["from_unit_id", "year"])["population"].sum()
    after = pieces.groupby(["to_unit_id", "year"])["population"].sum()
    regions = pd.MultiIndex.from_tuples([key for key in before.index if key in after.index], names=["region_id", "year"])
    return pd.Series(after.reindex(regions).to_numpy() / before.reindex(regions).to_numpy() - 1, regions, dtype="float64")
