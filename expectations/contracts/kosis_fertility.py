"""raw.kosis_fertility: the KOSIS spreadsheet of fertility by sigungu since 2000."""

from expectations.columns import HANGUL, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.fertility import kostat_codes_of_the_year, rates_add_up

AGES = ("15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49")


def _rate(ages: str) -> Column:
    years = ages.replace("_", "-")
    return Column(
        f"fertility_rate_{ages}", "DOUBLE", f"{years}세 출산율", f"Fertility rate of women aged {years}", unit="births per 1,000 women", nullable=True,
        minimum=0, maximum=500, measure="intensive",
    )  # fmt: skip


KOSIS_FERTILITY = TableContract(
    name="kosis_fertility",
    schema="raw",
    ko="시군구 합계출산율, 모의 연령별 출산율",
    en="Total fertility rate and fertility by age of mother, sigungu",
    description="KOSIS spreadsheet DT_1B81A17. Codes that ended stay in the list with empty cells; there is no row for a sido or the nation.",
    grain="a printed unit and year",
    columns=(
        Column(
            "region_code", "VARCHAR", "시군구 코드", "KOSTAT code as printed", pattern=r"^[0-9]{5}$",
            caveat="of each year's end; all gun have two codes, one to 2022 and one (200 higher) from 2023, and figures under one of them only",
        ),
        Column("region_name", "VARCHAR", "시군구", "Name as printed", pattern=HANGUL),
        REFERENCE_DATE,
        Column(
            "total_fertility_rate", "DOUBLE", "합계출산율", "Total fertility rate", unit="births per woman", nullable=True, minimum=0, maximum=10,
            measure="intensive", caveat="empty where the code is not in use in that year",
        ),
        *(_rate(ages) for ages in AGES),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_code", "reference_date"),
    source="Statistics Korea (국가데이터처), 인구동향조사, by KOSIS DT_1B81A17",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_fertility", period=("reference_date",), unit=("region_code",),
            figures=("total_fertility_rate", *(f"fertility_rate_{ages}" for ages in AGES)),
        ),
        Rule(
            name="rates_add_up",
            measure=rates_add_up,
            key=("region_code", "reference_date"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference", "min_value": -0.1, "max_value": 0.1},
                    why="five times the rates by age is the total rate, up to rounding and single years of age",
                ),
            ),
        ),
        Rule(
            name="codes_of_the_year",
            measure=kostat_codes_of_the_year,
            key=("region_code", "reference_date"),
            expect=(
                Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known", "of a later unit"]}),
            ),
        ),
    ),
)  # fmt: skip
