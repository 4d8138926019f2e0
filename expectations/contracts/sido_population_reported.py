"""core.sido_population_reported: registered population of sido on each day that a source has, on the day's own borders."""

from dataclasses import replace

from expectations.boundary import VINTAGE
from expectations.columns import POPULATION, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.population_source import SOURCE
from expectations.references import to_unit
from expectations.rules.population import missing_sido, sheet_difference

MEN = replace(POPULATION, name="men", ko="남자", en="Men")
WOMEN = replace(POPULATION, name="women", ko="여자", en="Women")
MEGAREGION = Column("megaregion", "VARCHAR", "5극3특 권역", "5+3 group")

SIDO_POPULATION_REPORTED = TableContract(
    name="sido_population_reported",
    schema="core",
    ko="시도 주민등록인구 (보고 기준)",
    en="Registered population of sido as reported",
    description=(
        "Every December since 2000 and of 1995-1998, and months where a file has them; a sido stands from the day on which it exists, "
        "with the borders of the day. Where no source prints sido, their sigungu are summed on days on which none is missing."
    ),
    grain="a sido and date",
    columns=(
        UNIT_ID,
        replace(VINTAGE, name="source_vintage", ko="경계 기준일", en="Day whose borders these are"),
        REFERENCE_DATE,
        POPULATION,
        MEN,
        WOMEN,
        MEGAREGION,
        replace(SOURCE, caveat="population_reported: sum of sigungu"),
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="core.population_source: raw.kosis_sido_population, raw.mois_population, raw.kosis_population and others",
    min_rows=0,
    rules=(
        Rule(
            name="every_sido",
            measure=missing_sido,
            key=("reference_date", "names"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "missing_sido", "min_value": 0, "max_value": 0},
                    why="a sido of the day has no figure; every share of the nation would be wrong",
                ),
            ),
        ),
        Rule(
            name="sigungu_equal_sido_sheet",
            measure=sheet_difference,
            key=("unit_id", "reference_date"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "unexplained", "min_value": 0, "max_value": 0},
                    why="sigungu do not add up to their sido although no unit is missing",
                ),
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}, "warning",
                    "missing units leave a gap to the figure of the sido",
                ),
            ),
        ),
    ),
)  # fmt: skip
