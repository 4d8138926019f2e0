"""Registered population on one geography: as reported by units, brought to the reference, and what is missing."""

from __future__ import annotations

from dataclasses import replace

from expectations.columns import (
    FACT_SOURCE,
    INTERPOLATED,
    NAME_KO,
    NOTE,
    POPULATION,
    REFERENCE_DATE,
    SEX,
    SIDO_KO,
    SOURCE_FILE,
    SOURCE_ROW,
    UNIT_ID,
    VERIFIED,
    optional,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.age_groups import CONCEPT, GROUP_FROM, GROUP_TO, OPEN_AGE, age_columns
from expectations.contracts.raw_boundaries import VINTAGE
from expectations.references import to_unit
from expectations.rules.copied_period import copied_period
from expectations.rules.population import codes_and_names, level_sums, units_once
from expectations.templates import between, near_zero

SOURCES = (
    "kosis_sido_population", "mois_population", "kosis_population", "kosis_collected_population", "population_carried",
    "kosis_dong_population", "population_reported",
)  # fmt: skip
SOURCE = Column("source", "VARCHAR", "원자료 표", "Table that the figure is from", allowed=SOURCES)

POPULATION_SOURCE = TableContract(
    name="population_source",
    schema="core",
    ko="인구 자료 우선순위",
    en="Which source serves a cell of the population series",
    description=(
        "Of the sources that have a unit on a day the one of lowest rank serves it; the others are compared with it in "
        "core.population_difference."
    ),
    grain="a level, concept and source",
    columns=(
        Column("level", "VARCHAR", "단위 수준", "Level", allowed=("sido", "sigungu", "emd")),
        CONCEPT,
        Column("rank", "INTEGER", "순위", "Rank", minimum=1, caveat="1 is asked first"),
        SOURCE,
        Column("first_date", "DATE", "시작일", "First day for which it is asked"),
        Column("last_date", "DATE", "종료일", "Last day for which it is asked", nullable=True, caveat="empty: every later day"),
        NOTE,
    ),
    key=("level", "population_concept", "rank"),
    source="assets/reference/tables/population_source.csv",
)  # fmt: skip


ROW_KINDS = (
    "nation", "sido", "sigungu", "city_of_gu", "gu", "office", "branch_office", "emd", "empty", "unknown",
)  # fmt: skip

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
                between("rows", 1, 1, why="one source has a unit twice on a day: two files of one day?"),
            ),
        ),
        Rule(
            name="level_sums",
            measure=level_sums,
            key=("source", "reference_date", "population_concept", "level", "unit_id"),
            expect=(
                near_zero("unexplained", why="rows of a level do not add up to the row above them"),
                near_zero("difference", why="a known fault of the publisher's: rows of a level do not add up to the row above them", severity="warning"),
            ),
        ),
    ),
)  # fmt: skip


POPULATION_REPORTED = TableContract(
    name="population_reported",
    schema="core",
    ko="시군구 성·연령별 인구 (보고 기준)",
    en="Population as reported, by sigungu, sex and age",
    description=(
        "One series out of several files: core.population_source says which serves a cell. Units of the KOSIS set on the day whose codes "
        "the file has; core.population has them on the reference geography."
    ),
    grain="a sigungu, date, concept, sex and age group",
    columns=(
        UNIT_ID,
        replace(VINTAGE, name="source_vintage", ko="코드 기준일", en="Day whose units these are"),
        REFERENCE_DATE,
        CONCEPT,
        SEX,
        GROUP_FROM,
        GROUP_TO,
        POPULATION,
        SOURCE,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("unit_id", "reference_date", "population_concept", "sex", "age_from"),
    references=to_unit(),
    source="core.population_source: raw.mois_population, raw.kosis_population, raw.kosis_collected_population and others",
    rules=(
        copied_period(
            "population_reported",
            period=("reference_date",),
            unit=("population_concept", "unit_id", "sex", "age_from"),
            figures=("population",),
        ),
    ),
)  # fmt: skip


POPULATION_TABLE = TableContract(
    name="population",
    schema="core",
    ko="시군구 성·연령별 인구",
    en="Population by sigungu, sex and age",
    description="Units of the KOSIS set on the reference vintage, known ones only (see core.population_coverage); concepts in separate rows.",
    grain="a sigungu, date, concept, sex and age group",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        CONCEPT,
        SEX,
        GROUP_FROM,
        GROUP_TO,
        POPULATION,
        INTERPOLATED,
        Column("sources", "VARCHAR", "원자료 표", "Tables that it is from", caveat="joined by + where a unit is made of several"),
    ),
    key=("unit_id", "reference_date", "population_concept", "sex", "age_from"),
    references=to_unit(),
    source="core.population_reported by core.crosswalk",
)  # fmt: skip


POPULATION_COVERAGE = TableContract(
    name="population_coverage",
    schema="core",
    ko="인구 자료 유무",
    en="Known and missing units",
    description="Every unit of the KOSIS set on each date with a figure of that concept; a missing unit is never counted as zero or safe.",
    grain="an expected unit, date and concept",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        CONCEPT,
        NAME_KO,
        SIDO_KO,
        Column("known", "BOOLEAN", "자료 있음", "Figures are known", caveat="of every unit that it is made of"),
        INTERPOLATED,
        Column("missing_sources", "VARCHAR", "누락된 단위", "Reported units without figures", nullable=True),
        Column("in_keis", "BOOLEAN", "고용정보원 단위", "In the KEIS set"),
        Column("in_local_government", "BOOLEAN", "기초지자체", "Basic local government"),
    ),
    key=("unit_id", "reference_date", "population_concept"),
    references=to_unit(),
    source="core.population_reported against core.crosswalk and core.reference_region",
    expectations=(
        Expect(
            "expect_column_values_to_be_in_set", {"column": "known", "value_set": [True]}, "warning",
            "the publisher's file has no row for the unit",
        ),
    ),
)  # fmt: skip


POPULATION_CARRIED = TableContract(
    name="population_carried",
    schema="core",
    ko="옮겨 적은 인구",
    en="Population carried over as numbers",
    description="Units that none of the files has on a day, from the publisher's own statistics; they complete a day that another source serves.",
    grain="a unit, date and sex",
    columns=(
        Column("region_code", "VARCHAR", "행정구역코드", "MOIS code of the day", pattern=r"^[0-9]{5}$"),
        Column("region_name", "VARCHAR", "행정구역명", "Name of the day", pattern=r"^[가-힣 ]+$"),
        REFERENCE_DATE,
        CONCEPT,
        SEX,
        POPULATION,
        *age_columns(nullable=False),
        OPEN_AGE,
        Column("read_on", "DATE", "옮긴 날", "Day on which the figures were carried over"),
        VERIFIED,
        FACT_SOURCE,
        replace(NOTE, caveat="what the figures were held against"),
    ),
    key=("region_code", "reference_date", "population_concept", "sex"),
    source="assets/reference/tables/population_carried.csv, from the Ministry of the Interior and Safety's resident statistics",
)  # fmt: skip
