"""Concentration: what each region has of the nation, and indices of how unevenly it is spread.

Shares, quotients and indices are made here from counts. Formulas are in `concentration_measures.py`; the capital
region's own table, older than these, is `capital.py`.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.indicators.concentration.borders import REPORTED, lacking_sido, on_own_borders
from assets.lake.asset import asset
from assets.methods import concentration_measures as formula
from assets.panel.region_sums import named, region_sums
from domain.ages import AGED_20_34
from domain.measures import MEASURES
from expectations.contracts.concentration import CONCENTRATION, CONCENTRATION_INDEX

KEY = ["level", "region_id", "reference_date"]
ABOVE_SIDO = ("nation", "capital_rest", "megaregion")
# Totals of sido, as printed.
FIGURES = [name for name in MEASURES if name not in ("population", "youth")]


@asset(contract=CONCENTRATION)
def concentration(
    population: duckdb.DuckDBPyRelation,
    sido_population: pd.DataFrame,
    sido_population_reported: pd.DataFrame,
    sido_figure_reported: pd.DataFrame,
    crosswalk: pd.DataFrame,
    region_member: pd.DataFrame,
    reference_region: pd.DataFrame,
    level_boundary: duckdb.DuckDBPyRelation,
) -> pd.DataFrame:
    """Counts, shares and location quotients. One row per region and date of any measure.

    A count of which a unit lacks its part is empty: a part is never taken for the whole. A share of young people is of the
    sigungu that are known, and says how many are not; without a sido there is no share of what sido are summed for. Figures of
    a sido are as printed, and their quotient is against the people of the same borders.
    """
    people = people_by_age(population)
    own = on_own_borders(sido_figure_reported, sido_population_reported, crosswalk)
    counts = {
        "population": _population(people, sido_population, region_member),
        "youth": _levels(people, region_member, "youth"),
        **{name: _figure(name, sido_figure_reported, own, crosswalk, region_member) for name in FIGURES},
    }
    parts = [part.set_index(KEY) for part in counts.values()]
    table = pd.concat([part["value"].rename(name) for name, part in zip(counts, parts, strict=True)], axis=1)
    missing = pd.concat([part["missing_units"].rename(name) for name, part in zip(counts, parts, strict=True)], axis=1)
    of_nation = missing[missing.index.get_level_values("level") == "nation"].droplevel(["level", "region_id"])
    nation = table[table.index.get_level_values("level") == "nation"].droplevel(["level", "region_id"])
    for name in MEASURES:
        table[f"{name}_share"] = table[name].astype("float64") / _of_day(table, nation[name].astype("float64"))
    young = counts["youth"].set_index(KEY)["known_youth"].astype("float64")
    of_all = young[young.index.get_level_values("level") == "nation"].droplevel(["level", "region_id"])
    table["youth_share"] = young.reindex(table.index) / _of_day(table, of_all)
    area = level_boundary.select("level, region_id, area_km2").df().set_index(["level", "region_id"])["area_km2"]
    places = pd.MultiIndex.from_arrays([table.index.get_level_values(name) for name in ("level", "region_id")])
    area_share = pd.Series(area.reindex(places).to_numpy(), table.index) / float(area.get(("nation", "nation"), 1.0))
    bases = dict.fromkeys(MEASURES, table["population_share"]) | {"population": area_share}
    bases |= {name: _share_of_people(own[own["figure"] == name], table) for name in FIGURES}
    for name, base in bases.items():
        table[f"{name}_quotient"] = table[f"{name}_share"] / base
    known = people.groupby("reference_date")["population"].sum() / nation["population"].astype("float64")
    by_age = table.index.isin(counts["youth"].set_index(KEY).index)
    table = table.assign(
        **{f"{name}_missing_units": _of_day(table, of_nation[name]).fillna(0) for name in MEASURES},
        missing_units=_of_day(table, of_nation.max(axis=1)).fillna(0),
        youth_coverage=_of_day(table, known).where(by_age),
    )
    return named(table.reset_index(), reference_region)


@asset(contract=CONCENTRATION_INDEX)
def concentration_index(
    concentration: pd.DataFrame,
    sido_figure: pd.DataFrame,
    reference_region: pd.DataFrame,
    level_boundary: duckdb.DuckDBPyRelation,
) -> pd.DataFrame:
    """Primacy, HHI and geographic concentration (Spiezia 2002). One row per measure, kind of unit and date; no unit."""
    area = level_boundary.select("level, region_id, area_km2").df().set_index(["level", "region_id"])["area_km2"]
    size = {str(level): int(count) for level, count in reference_region["level"].value_counts().items()}
    long = concentration[concentration["level"].isin(["megaregion", "sido", "sigungu"])].melt(
        KEY, list(MEASURES), var_name="measure"
    )
    long = long[~((long["level"] == "sido") & long["measure"].isin(sido_figure["figure"]))].assign(unit=long["region_id"])
    figures = sido_figure.rename(columns={"figure": "measure", "unit_id": "region_id", "group_id": "unit"}).assign(level="sido")
    long = pd.concat([long, figures[[*KEY, "measure", "unit", "value"]]], ignore_index=True).dropna(subset=["value"])
    places = pd.MultiIndex.from_frame(long[["level", "region_id"]])
    long = long.assign(area=area.reindex(places).to_numpy(), value=long["value"].astype("float64"))
    rows = []
    for (measure, level, day), members in long.groupby(["measure", "level", "reference_date"]):
        units = members.groupby("unit")[["value", "area"]].sum()
        missing = size.get(str(level), 0) - len(members)
        indices = _indices(units) | {"missing_units": missing, "largest_id": units["value"].idxmax()}
        rows.append({"measure": measure, "unit_level": level, "reference_date": day} | indices)
    return pd.DataFrame(rows, columns=list(CONCENTRATION_INDEX.column_names))


def _indices(units: pd.DataFrame) -> dict[str, object]:
    values, areas = units["value"].to_numpy(), units["area"].to_numpy()
    return {
        "units": len(units),
        "primacy": formula.primacy(values),
        "largest_to_second": formula.largest_to_second(values),
        "herfindahl": formula.herfindahl(values),
        "herfindahl_normalised": formula.herfindahl_normalised(values),
        "geographic_concentration": formula.geographic_concentration(values, areas),
        "geographic_concentration_adjusted": formula.geographic_concentration_adjusted(values, areas),
    }


def people_by_age(population: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """Registered `population` and `youth`, those of 20 to 34, by unit and date."""
    people = duckdb.sql(
        """
        SELECT unit_id, reference_date, CAST(sum(population) AS BIGINT) AS population,
               CAST(coalesce(sum(population) FILTER (age_from IN $young), 0) AS BIGINT) AS youth
        FROM population
        WHERE population_concept = 'registration'
        GROUP BY unit_id, reference_date
        """,
        params={"young": AGED_20_34.groups},
    ).df()
    return people.assign(reference_date=people["reference_date"].dt.date)


def _population(people: pd.DataFrame, sido_population: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """Sigungu from the table by age, every level above from the sheet of sido."""
    sido = region_sums(sido_population, region_member, counts=["population"], member_level="sido", of="sido_population")
    sido = sido[sido["level"] != "sigungu"].rename(columns={"population": "value"})
    sigungu = _levels(people, region_member, "population")
    return pd.concat([sido, sigungu[sigungu["level"] == "sigungu"]], ignore_index=True)


def _levels(people: pd.DataFrame, region_member: pd.DataFrame, name: str) -> pd.DataFrame:
    return region_sums(people, region_member, counts=[name], of="population").rename(columns={name: "value"})


def _figure(
    name: str, reported: pd.DataFrame, own: pd.DataFrame, crosswalk: pd.DataFrame, region_member: pd.DataFrame
) -> pd.DataFrame:
    """As printed: sums above the sido, exact in all years, empty where a sido lacks; sido where the figure tells them apart."""
    rows = reported[(reported["figure"] == name) & reported["value"].notna()]
    lacking = lacking_sido(rows[REPORTED], crosswalk)
    rows = rows.assign(
        nation="nation", capital_rest=(rows["megaregion"] == "capital").map({True: "capital", False: "rest"}).astype("object")
    )
    parts = []
    for level in ABOVE_SIDO:
        sums = rows.groupby([level, "reference_date"])["value"].sum().rename_axis(["region_id", "reference_date"])
        parts.append(pd.DataFrame({"value": sums.astype("float64")}).reset_index().assign(level=level))
    alone = own[(own["figure"] == name) & ~own["unit"].astype(str).str.contains("+", regex=False)]
    parts.append(alone.rename(columns={"unit": "region_id"}).assign(level="sido"))
    table = pd.concat(parts, ignore_index=True)[[*KEY, "value"]]
    members = region_member[region_member["member_level"] == "sido"]
    without = members.merge(lacking, left_on="member_id", right_on="target").groupby(KEY).size().rename("missing_units")
    table = table.join(without, on=KEY).fillna({"missing_units": 0})
    return table.assign(value=table["value"].where(table["missing_units"] == 0))


def _share_of_people(own: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    """Share of a region in the people: sido within the borders of the figure `own`, all above as in `table`."""
    nation = own.groupby("reference_date")["people"].agg(lambda of: of.sum(skipna=False))
    sido = own.assign(level="sido", share=own["people"] / own["reference_date"].map(nation).astype("float64"))
    shares = sido.rename(columns={"unit": "region_id"}).set_index(KEY)["share"].astype("float64")
    is_sido = table.index.get_level_values("level") == "sido"
    return pd.Series(shares.reindex(table.index).to_numpy(), table.index).where(is_sido, table["population_share"])


def _of_day(table: pd.DataFrame, by_day: pd.Series) -> pd.Series:
    """A series by date laid over the rows of `table`."""
    return pd.Series(by_day.reindex(table.index.get_level_values("reference_date")).to_numpy(), table.index)
