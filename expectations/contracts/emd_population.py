"""raw.emd_population: residents of each eup-myeon-dong by 5-year age group."""

from expectations.columns import AGE_FROM, AGE_TO, EMD_CODES, EMD_NAMES, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.emd import emd_ages_add_up, emd_sigungu_missing

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
        Rule(
            name="ages_add_up",
            measure=emd_ages_add_up,
            key=("source_file", "source_row"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}),),
        ),
        Rule(
            name="sigungu_missing",
            measure=emd_sigungu_missing,
            key=("reference_date",),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "unknown_codes", "min_value": 0, "max_value": 0}),
                Expect("expect_column_values_to_be_between", {"column": "missing_units", "min_value": 0, "max_value": 0}, severity="warning"),
            ),
        ),
    ),
)  # fmt: skip
