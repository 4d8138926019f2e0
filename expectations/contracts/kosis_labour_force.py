"""raw.kosis_labour_force: the KOSIS spreadsheet of the labour force by sido since 2000."""

from dataclasses import replace

from expectations.columns import CELL_STATUS, PRINTED_NAME, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.labour import labour_force_adds_up

# Whole thousands: 17 rounded sido and a rounded nation, or two rounded parts and a rounded whole.
SIDO_ROUNDING, PART_ROUNDING = 9, 1


def _persons(name: str, ko: str, en: str, source: str) -> Column:
    return Column(name, "BIGINT", ko, en, unit="thousand persons", nullable=True, minimum=0, measure="extensive", source=source)


def _rate(name: str, ko: str, en: str, source: str, formula: str = "") -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit="percent", nullable=True, minimum=0, maximum=100, measure="intensive", source=source, formula=formula
    )  # fmt: skip


KOSIS_LABOUR_FORCE = TableContract(
    name="kosis_labour_force",
    schema="raw",
    ko="행정구역(시도)별 경제활동인구",
    en="Labour force by sido",
    description="KOSIS spreadsheet DT_1DA7004S, a row per sido and year; a survey of households, yearly means.",
    grain="a sido or the nation and year",
    columns=(
        replace(PRINTED_NAME, caveat="계 is the nation; names of before 2006 (제주도), 2023 (강원도) and 2024 (전라북도) in all years; Chungnam holds Sejong until 2016"),
        YEAR,
        _persons("population_15_over", "15세이상인구", "Population aged 15 and over", "15세이상인구 (천명)"),
        _persons("economically_active", "경제활동인구", "Economically active", "경제활동인구 (천명)"),
        _persons("employed", "취업자", "Employed", "취업자 (천명)"),
        _persons("unemployed", "실업자", "Unemployed", "실업자 (천명)"),
        _persons("inactive", "비경제활동인구", "Economically inactive", "비경제활동인구 (천명)"),
        _rate("participation_rate", "경제활동참가율", "Participation rate", "경제활동참가율 (%)", "economically_active / population_15_over"),
        _rate("unemployment_rate", "실업률", "Unemployment rate", "실업률 (%)", "unemployed / economically_active"),
        _rate("employment_rate", "고용률", "Employment rate", "고용률 (%)", "employed / population_15_over"),
        _rate("employment_rate_15_64", "15-64세 고용률", "Employment rate, ages 15-64", "15-64세 고용률 (%)"),
        replace(
            CELL_STATUS, en="Status of the row", allowed=("reported", "not_existing", "partly"),
            caveat="not_existing: all cells `-`, as for Sejong until 2016; partly: some",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "year"),
    source="Statistics Korea (국가데이터처), 경제활동인구조사, by KOSIS DT_1DA7004S",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_labour_force", period=("year",), unit=("region_name",),
            figures=("population_15_over", "economically_active", "employed", "unemployed", "inactive"),
        ),
        Rule(
            name="labour_force_adds_up",
            measure=labour_force_adds_up,
            key=("region_name", "year"),
            expect=(
                *(
                    Expect("expect_column_values_to_be_between", {"column": column, "min_value": -PART_ROUNDING, "max_value": PART_ROUNDING})
                    for column in ("active_difference", "population_difference")
                ),
                Expect("expect_column_values_to_be_between", {"column": "sido_minus_nation", "min_value": -SIDO_ROUNDING, "max_value": SIDO_ROUNDING}),
            ),
        ),
    ),
)  # fmt: skip
