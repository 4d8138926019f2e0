"""core.population_unit: what each printed row of the population files is, and which unit it stands for."""

from dataclasses import replace

from expectations.age_groups import CONCEPT
from expectations.columns import POPULATION, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW, UNIT_ID, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.population_source import SOURCE
from expectations.references import to_unit
from expectations.rules.population import codes_and_names, level_sums, units_once

ROW_KINDS = (
    "nation", "sido", "sigungu", "city_of_gu", "gu", "office", "branch_office", "emd", "empty", "unknown",
)  # fmt: skip
_ZERO = {"min_value": 0, "max_value": 0}

POPULATION_UNIT = TableContract(
    name="population_unit",
    schema="core",
    ko="인구 자료의 행",
    en="Rows of the population files",
    description=(
        "Every printed row with people on its day, from nation to eup-myeon-dong: its kind, the unit it stands for and the day whose "
        "codes and borders it has. Cities stand beside their gu; adding both counts people twice."
    ),
    grain="a printed row, date and concept",
    columns=(
        SOURCE,
        REFERENCE_DATE,
        CONCEPT,
        Column("region_code", "VARCHAR", "행정구역코드", "Code as printed"),
        Column("region_name", "VARCHAR", "행정구역명", "Name as printed"),
        Column("level", "VARCHAR", "단위 수준", "Level", allowed=("nation", "sido", "sigungu", "emd")),
        Column(
            "row_kind", "VARCHAR", "행 종류", "What the row is", allowed=ROW_KINDS,
            caveat=(
                "city_of_gu: a city whose gu have rows of their own; office: a branch office of a province that its gun does not "
                "count; branch_office: one whose people stand in another row; unknown: a code of nobody on the day"
            ),
        ),
        replace(optional(UNIT_ID), caveat="of an eup-myeon-dong: the sigungu it lies in"),
        Column("source_vintage", "DATE", "코드 기준일", "Day whose codes and borders the row has"),
        replace(optional(POPULATION), caveat="as printed for all ages, both sexes"),
        Column(
            "name_fits", "BOOLEAN", "이름 일치", "The printed name is one that the unit ever bore", nullable=True,
            caveat="blanks and the names above it left out; empty for the nation and eup-myeon-dong",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source", "source_file", "source_row", "reference_date", "population_concept"),
    references=to_unit(),
    source="raw.mois_population, raw.kosis_population, raw.kosis_collected_population, raw.kosis_dong_population, core.region",
    min_rows=0,
    rules=(
        Rule(
            name="codes_and_names",
            measure=codes_and_names,
            key=("region_code", "region_name", "unit_name", "source_file", "source_row", "reference_date"),
            expect=(
                Expect(
                    "expect_column_values_to_not_be_in_set", {"column": "row_kind", "value_set": ["unknown"]},
                    why="no unit bore that code on the declared day or on the day of the figures; mend `vintage` in the catalogue",
                ),
                Expect(
                    "expect_column_values_to_not_be_in_set", {"column": "name_fits", "value_set": [False]},
                    why="the name beside the code is none that its unit ever bore: were names and codes sorted apart?",
                ),
            ),
        ),
        Rule(
            name="units_once",
            measure=units_once,
            key=("source", "reference_date", "population_concept", "unit_id"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "rows", "min_value": 1, "max_value": 1},
                    why="one source has a unit twice on a day: two files of one day?",
                ),
            ),
        ),
        Rule(
            name="level_sums",
            measure=level_sums,
            key=("source", "reference_date", "population_concept", "level", "unit_id"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "unexplained"} | _ZERO,
                    why="rows of a level do not add up to the row above them",
                ),
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference"} | _ZERO, "warning",
                    "a known fault of the publisher's: rows of a level do not add up to the row above them",
                ),
            ),
        ),
    ),
)  # fmt: skip
