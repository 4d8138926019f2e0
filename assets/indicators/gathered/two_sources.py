"""Figures that two sources have, side by side. Which they are and how far they may lie apart is `domain/two_sources.py`.

To add a pair, name it there and write the function here that finds both values.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.named_units import sido_by_name
from assets.panel.region_sums import region_sums
from domain.two_sources import PAIRS
from expectations.contracts.two_sources import TWO_SOURCES

KEY = ["level", "region_id", "reference_date"]
BOTH = ["value", "other_value"]
HALVES = 2


@asset(contract=TWO_SOURCES)
def two_sources(
    employment_rate: pd.DataFrame,
    employment: pd.DataFrame,
    resident_industry: pd.DataFrame,
    fertility_rate: pd.DataFrame,
    vital_events: pd.DataFrame,
    kosis_births: duckdb.DuckDBPyRelation,
    population: duckdb.DuckDBPyRelation,
    sido_population: pd.DataFrame,
    sigungu_moves: pd.DataFrame,
    sido_flow: pd.DataFrame,
    sido_workers_comparison: pd.DataFrame,
    value_added_reported: pd.DataFrame,
    region: duckdb.DuckDBPyRelation,
    region_member: pd.DataFrame,
    reference_region: pd.DataFrame,
) -> pd.DataFrame:
    """Both values of each figure, their difference and what is known of it. One row per figure, region and date of both."""
    weighted = fertility_rate[(fertility_rate["basis"] == "weighted") & (fertility_rate["missing_units"] == 0)]
    found = {
        **{name: of_surveys(employment_rate, name) for name in ("employment_rate_15_over", "employment_rate_15_64")},
        "employed_residents": of_residents(resident_industry, employment),
        "total_fertility_rate": of_fertility(weighted, kosis_births, region),
        "births": of_births(weighted, vital_events),
        "population": of_people(population, sido_population, region_member),
        "net_moves": of_moves(sigungu_moves, sido_flow, sido_population, region_member),
        "manufacturing_workers": of_workers(sido_workers_comparison),
        "product": of_product(value_added_reported),
    }
    table = pd.concat([part.astype(dict.fromkeys(BOTH, "float64")).assign(figure=name) for name, part in found.items()])
    table = table.dropna(subset=BOTH).merge(
        reference_region[["level", "region_id", "name_ko", "name_en"]], on=["level", "region_id"]
    )
    said = pd.DataFrame(
        [(n, p.source, p.other_source, p.apart, p.relative, p.unit, p.why) for n, p in PAIRS.items()],
        columns=["figure", "source", "other_source", "apart_at_most", "is_share", "unit", "why"],
    )
    return table.merge(said, on="figure").assign(
        difference=lambda of: of["value"] - of["other_value"],
        relative_difference=lambda of: of["value"] / of["other_value"].where(of["other_value"] != 0) - 1,
    )


def of_surveys(employment_rate: pd.DataFrame, name: str) -> pd.DataFrame:
    """The sum of the sigungu survey beside the rate of the labour force survey, in percent."""
    gap = employment_rate[name.replace("employment_rate", "survey_gap")]
    both = employment_rate.assign(value=employment_rate[name] + gap, other_value=employment_rate[name])
    return both.loc[gap.notna(), [*KEY, *BOTH]]


def of_residents(resident_industry: pd.DataFrame, employment: pd.DataFrame) -> pd.DataFrame:
    """Employed of sigungu in the table by industry and in that by age, each the mean of both halves of a year; thousands."""
    every = employment[employment["age_group"] == "15_over"]
    cells = every.groupby(["unit_id", every["reference_date"].map(lambda day: day.year).rename("year")])["employed"]
    mean = cells.mean()[cells.count() == HALVES].rename("other_value").reset_index()
    ours = resident_industry.assign(year=resident_industry["reference_date"].map(lambda day: day.year))
    both = ours.merge(mean, on=["unit_id", "year"])
    return both.rename(columns={"unit_id": "region_id", "employed": "value"}).assign(level="sigungu")[[*KEY, *BOTH]]


def of_fertility(weighted: pd.DataFrame, kosis_births: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """The weighted rate of sido and the nation beside the printed one."""
    sido = sido_by_name(kosis_births, region)  # noqa: F841  (the SQL reads it)
    printed = duckdb.sql("""
        SELECT level, region_id, year_end(year) AS reference_date, total_fertility_rate AS other_value
        FROM (
            SELECT 'sido' AS level, unit_id AS region_id, year, total_fertility_rate
            FROM sido
            UNION ALL
            SELECT 'nation', 'nation', year, total_fertility_rate
            FROM kosis_births
            WHERE region_name = '전국'
        )
        WHERE total_fertility_rate IS NOT NULL
    """).df()
    printed["reference_date"] = printed["reference_date"].dt.date
    return weighted.rename(columns={"total_fertility_rate": "value"}).merge(printed, on=KEY)[[*KEY, *BOTH]]


def of_births(weighted: pd.DataFrame, vital_events: pd.DataFrame) -> pd.DataFrame:
    """Births that the rates of its sigungu imply beside those registered, by sido not shared out."""
    counted = _whole(vital_events).rename(columns={"unit_id": "region_id", "births": "other_value"}).assign(level="sido")
    return weighted.rename(columns={"births_implied": "value"}).merge(counted[[*KEY, "other_value"]], on=KEY)[[*KEY, *BOTH]]


def of_people(population: duckdb.DuckDBPyRelation, sido_population: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """Registered people of all sigungu of a sido beside those of the sido, neither shared out."""
    people = duckdb.sql("""
        SELECT unit_id, reference_date, CAST(sum(population) AS DOUBLE) AS value, bool_or(interpolated) AS interpolated
        FROM population
        WHERE population_concept = 'registration'
        GROUP BY unit_id, reference_date
    """).df()
    people["reference_date"] = people["reference_date"].dt.date
    known = _whole(sido_population).rename(columns={"unit_id": "region_id", "population": "other_value"})
    sums = _sums_of_sido(people, region_member, of="population")
    return sums.merge(known[["region_id", "reference_date", "other_value"]], on=["region_id", "reference_date"])[[*KEY, *BOTH]]


def of_moves(
    sigungu_moves: pd.DataFrame, sido_flow: pd.DataFrame, sido_population: pd.DataFrame, region_member: pd.DataFrame
) -> pd.DataFrame:
    """Net moves of all sigungu of a sido beside those of the pairs of sido, of sido not shared out that year."""
    sums = _sums_of_sido(sigungu_moves.rename(columns={"net_moves": "value"}), region_member, of="sigungu_moves")
    between = sido_flow[sido_flow["kind"] == "between"]
    ends = [
        between.assign(region_id=between[end], net=sign * between["moves"].astype("float64"))
        for end, sign in (("to_unit_id", 1), ("from_unit_id", -1))
    ]
    net = pd.concat(ends).groupby(["region_id", "year"])["net"].sum().rename("other_value").reset_index()
    whole = _whole(sido_population).rename(columns={"unit_id": "region_id"})[["region_id", "reference_date"]]
    both = sums.merge(whole, on=["region_id", "reference_date"])
    return both.assign(year=[day.year for day in both["reference_date"]]).merge(net, on=["region_id", "year"])[[*KEY, *BOTH]]


def of_workers(sido_workers_comparison: pd.DataFrame) -> pd.DataFrame:
    """Manufacturing of all sigungu of a sido beside the national table, where both count alike."""
    same = sido_workers_comparison[
        (sido_workers_comparison["section"] == "C") & (sido_workers_comparison["comparability"] == "same")
    ]
    names = {"unit_id": "region_id", "workers_summed": "value", "workers_national": "other_value"}
    return same.rename(columns=names).assign(level="sido").drop_duplicates(KEY)[[*KEY, *BOTH]]


def of_product(value_added_reported: pd.DataFrame) -> pd.DataFrame:
    """Product that provinces publish of all their sigungu beside that of the sido, million KRW."""
    rows = value_added_reported[(value_added_reported["activity"] == "grdp") & (value_added_reported["missing_units"] == 0)]
    cells = rows.groupby(["sido_unit_id", "reference_date"])
    whole = cells["published"].count() == cells.size()
    both = pd.DataFrame({"value": cells["published"].sum()[whole], "other_value": cells["sido_published"].first()[whole]})
    return both.rename_axis(["region_id", "reference_date"]).reset_index().assign(level="sido")[[*KEY, *BOTH]]


def _whole(table: pd.DataFrame) -> pd.DataFrame:
    return table[~table["interpolated"].astype(bool)]


def _sums_of_sido(units: pd.DataFrame, region_member: pd.DataFrame, *, of: str) -> pd.DataFrame:
    """`value` of each sido all of whose sigungu have one that was not shared out."""
    members = region_member[region_member["level"] == "sido"]
    sums = region_sums(_whole(units), members, counts=["value"], of=of, beyond=True)
    return sums[sums["missing_units"] == 0].drop(columns="missing_units")
