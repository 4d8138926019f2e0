"""raw.oecd_tl2: population and GDP of the OECD's large regions."""

from expectations.columns import POPULATION, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_country
from expectations.rules.copied_period import copied_period
from expectations.rules.oecd import gdp_per_head_agrees

OECD_TL2 = TableContract(
    name="oecd_tl2",
    schema="raw",
    ko="OECD 광역지역(TL2) 인구와 GDP",
    en="OECD large regions (TL2): population and GDP",
    description="From 2000 on, gaps filled by the compiler without a mark; countries with a single large region are not in it.",
    grain="a large region and year",
    columns=(
        Column("region_id", "VARCHAR", "지역 식별자", "OECD region identifier", pattern=r"^[A-Z0-9]{2,6}$", source="REG_ID", caveat="the only key: names are empty or repeat"),
        Column("country", "VARCHAR", "국가", "ISO 3166-1 alpha-3 code", pattern=r"^[A-Z]{3}$", source="iso3"),
        Column("region_name", "VARCHAR", "지역 이름", "Name as printed (한글 이름 없음)", nullable=True, source="reg_name"),
        YEAR,
        Column(
            "gdp", "BIGINT", "지역내총생산", "Regional GDP", unit="million US dollars", minimum=0, measure="extensive", source="GDP",
            caveat="the file states no unit; Korea's sum of 2,145,380 in 2020 fits constant prices and purchasing power parities of 2015",
        ),
        POPULATION,
        Column("gdp_per_head", "DOUBLE", "1인당 지역내총생산", "GDP per head as printed", unit="US dollars per person", minimum=0, measure="intensive", source="GDP_PC"),
        Column(
            "known_fault", "VARCHAR", "알려진 결함", "Known fault of the row", nullable=True, allowed=("country_incomplete", "repeats_another_region"),
            caveat="Belgium lacks Flanders, so shares of Belgium are wrong; BE100 is Brussels a second time",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_id", "year"),
    references=to_country(),
    source="OECD Regional Database, large regions (TL2); compiled and gaps filled by a third party",
    min_rows=0,
    rules=(
        copied_period("oecd_tl2", period=("year",), unit=("region_id",), figures=("population", "gdp")),
        Rule(
            name="gdp_per_head_agrees",
            measure=gdp_per_head_agrees,
            key=("region_id", "year"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "ratio", "min_value": 0.9, "max_value": 1.1},
                    why="GDP over population is the printed GDP per head; a filled gap may be some percent off",
                ),
            ),
        ),
    ),
)  # fmt: skip
