"""Eup-myeon-dong: registered population, census population and density."""

from __future__ import annotations

from dataclasses import replace

from expectations.columns import (
    AGE_FROM,
    AGE_TO,
    EMD_CODES,
    EMD_NAMES,
    POPULATION,
    REFERENCE_DATE,
    SEX,
    SOURCE_FILE,
    SOURCE_ROW,
    UNIT_ID,
    optional,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.age_groups import OPEN_AGE, age_columns
from expectations.contracts.population import SOURCE
from expectations.references import to_unit
from expectations.rules.copied_period import copied_period
from expectations.rules.emd import emd_ages_add_up, emd_sigungu_missing, registered_emd_add_up
from expectations.rules.whole_periods import whole_periods
from expectations.templates import near_zero

EMD_CODE = Column(
    "emd_code", "VARCHAR", "읍면동 코드", "MOIS code of the eup-myeon-dong", pattern=r"^[0-9]{10}$",
    caveat="of the day: dong are split, merged and renumbered every year, and nothing is carried across days here",
)  # fmt: skip
EMD_NAME = Column("name_ko", "VARCHAR", "이름", "Name in Korean", pattern=r"^[가-힣][가-힣0-9.,·ㆍ()]*$")
SIGUNGU_OF_EMD = replace(
    UNIT_ID, name="sigungu_unit_id", ko="시군구", en="Sigungu", caveat="of the day, the gu where a city has gu"
)

EMD_REGISTRATION = TableContract(
    name="emd_registration",
    schema="core",
    ko="읍면동 성·연령별 주민등록인구",
    en="Registered population of eup-myeon-dong by sex and age",
    description=(
        "Every December that a source has by eup-myeon-dong, on the units of the day; a column an age group, so that a unit is two rows. "
        "The view emd_population has one row an age group."
    ),
    grain="an eup-myeon-dong, date and sex",
    columns=(
        EMD_CODE,
        REFERENCE_DATE,
        SEX,
        EMD_NAME,
        SIGUNGU_OF_EMD,
        POPULATION,
        *age_columns(),
        OPEN_AGE,
        SOURCE,
        SOURCE_FILE,
    ),
    key=("emd_code", "reference_date", "sex"),
    references=to_unit("sigungu_unit_id"),
    source="core.population_source: raw.mois_population, raw.kosis_population, raw.kosis_collected_population",
    min_rows=0,
    rules=(
        Rule(
            name="sigungu_add_up",
            measure=registered_emd_add_up,
            key=("reference_date", "unit_id"),
            expect=(
                near_zero("unexplained", why="eup-myeon-dong do not add up to the sigungu of the same day"),
            ),
        ),
    ),
)  # fmt: skip


EMD_POPULATION = TableContract(
    name="emd_population",
    schema="raw",
    ko="읍면동 연령별 인구 (거주자)",
    en="Population of eup-myeon-dong by age, residents basis",
    description="Administrative eup-myeon-dong with the codes of both schemes; no sex. Persons registered as of unknown address are left out.",
    grain="a printed eup-myeon-dong, year and age group",
    columns=(
        *EMD_CODES,
        *EMD_NAMES,
        REFERENCE_DATE,
        Column("age_band", "VARCHAR", "연령구간", "Age group as printed", source="column header", caveat="ALL is the printed total; adding it counts people twice"),
        optional(AGE_FROM),
        AGE_TO,
        Column(
            "population", "BIGINT", "인구", "Residents", unit="persons", minimum=0, measure="extensive",
            caveat="below the registered population; the 2017 file has no Sejong, the 2020 file no Gunnae-myeon of Paju",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row", "age_band"),
    source="Ministry of the Interior and Safety (행정안전부), resident population; compiled with both codes by a third party",
    min_rows=0,
    rules=(
        copied_period(
            "emd_population", period=("reference_date",), unit=("mois_code", "age_band"),
            figures=("population",),
        ),
        whole_periods("emd_population", period=("reference_date",), unit=("mois_code",)),
        Rule(
            name="ages_add_up",
            measure=emd_ages_add_up,
            key=("source_file", "source_row"),
            expect=(near_zero("difference"),),
        ),
        Rule(
            name="sigungu_missing",
            measure=emd_sigungu_missing,
            key=("reference_date",),
            expect=(
                near_zero("unknown_codes"),
                Expect("expect_column_values_to_be_between", {"column": "missing_units", "min_value": 0, "max_value": 0}, severity="warning"),
            ),
        ),
    ),
)  # fmt: skip


def _persons(name: str, ko: str, en: str, source: str) -> Column:
    return Column(name, "BIGINT", ko, en, unit="persons", minimum=0, measure="extensive", source=source)


EMD_DENSITY = TableContract(
    name="emd_density",
    schema="raw",
    ko="읍면동 인구밀도",
    en="Area and density of eup-myeon-dong",
    description="Residents, households and polygon area of administrative eup-myeon-dong with the codes of both schemes.",
    grain="a printed row of an eup-myeon-dong and year",
    columns=(
        *EMD_CODES,
        *EMD_NAMES,
        REFERENCE_DATE,
        _persons("population", "인구", "Residents", "P_ALL"),
        _persons("men", "남자 인구", "Men", "P_M"),
        _persons("women", "여자 인구", "Women", "P_F"),
        Column("households", "BIGINT", "세대수", "Households", unit="households", minimum=0, measure="extensive", source="H"),
        Column("area_km2", "DOUBLE", "면적", "Area of the polygon", unit="km2", minimum=0, measure="extensive", source="AREA_KM", caveat="of the compiler's polygons, not cadastral"),
        Column("density", "DOUBLE", "인구밀도", "Residents per km2", unit="persons per km2", minimum=0, measure="intensive", source="P_DEN"),
        Column("is_repeated", "BOOLEAN", "중복 여부", "Its codes stand in another row too", caveat="Gunnae-myeon of Paju stands twice, once without people; its area counts once"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row"),
    source="Ministry of the Interior and Safety (행정안전부), resident population; areas and codes compiled by a third party",
    min_rows=0,
    rules=(
        copied_period(
            "emd_density", period=("reference_date",), unit=("mois_code",),
            figures=("population", "men", "women", "households"),
        ),
    ),
)  # fmt: skip
