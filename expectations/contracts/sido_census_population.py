"""core.sido_census_population: persons of the register census by sido and sex, Koreans and foreigners."""

from dataclasses import replace

from expectations.columns import POPULATION, REFERENCE_DATE, SEX, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.sido_population_reported import MEGAREGION
from expectations.references import to_unit
from expectations.rules.census import census_persons

SIDO_CENSUS_POPULATION = TableContract(
    name="sido_census_population",
    schema="core",
    ko="시도 인구총조사 인구 (내국인·외국인)",
    en="Census population of sido, Koreans and foreigners",
    description=(
        "The register census of 1 November, in which foreigners who live here count and Koreans abroad do not; no series with registered "
        "population. Sido with the borders of the day. Summed from eup-myeon-dong, all of which are there."
    ),
    grain="a sido, census and sex",
    columns=(
        UNIT_ID,
        replace(REFERENCE_DATE, caveat="1 November"),
        SEX,
        replace(POPULATION, ko="총조사 인구", en="Census population", caveat="everybody, foreigners included"),
        replace(POPULATION, name="koreans", ko="내국인", en="Koreans"),
        replace(POPULATION, name="foreigners", ko="외국인", en="Foreigners", formula="population - koreans", caveat="exact; the printed cells of eup-myeon-dong leave out those with fewer than five"),
        Column("hidden_cells", "BIGINT", "숨겨진 칸", "Eup-myeon-dong whose foreigners are not printed", unit="eup-myeon-dong", minimum=0),
        MEGAREGION,
    ),
    key=("unit_id", "reference_date", "sex"),
    references=to_unit(),
    source="raw.census_figure",
    min_rows=0,
    rules=(
        Rule(
            name="census_persons",
            measure=census_persons,
            key=("reference_date", "sex"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}, why="nobody is without a sido"),),
        ),
    ),
)  # fmt: skip
