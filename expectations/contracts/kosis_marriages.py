"""raw.kosis_marriages: the KOSIS spreadsheet of marriages by sido and month."""

from dataclasses import replace

from expectations.columns import SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.kosis_births import IS_PROVISIONAL, SIDO_NAME
from expectations.rules.copied_period import copied_period
from expectations.rules.vital import married_in_every_sido, names_of_marriages

MARRIAGES = Column(
    "marriages", "BIGINT", "혼인 건수", "Marriages", unit="marriages", minimum=0, measure="extensive",
    caveat="by month of the event (발생월); those of unknown month are in the publisher's yearly counts only",
)  # fmt: skip

KOSIS_MARRIAGES = TableContract(
    name="kosis_marriages",
    schema="raw",
    ko="시도 발생월별 혼인",
    en="Marriages by sido and month",
    description=(
        "KOSIS spreadsheet DT_1B83A01 in long form. The publisher's table has sigungu; what is read here has the nation, the sido and 국외, "
        "marriages of persons who live abroad."
    ),
    grain="a sido, the nation or abroad and month",
    columns=(
        replace(SIDO_NAME, caveat=f"{SIDO_NAME.caveat}, 국외 is abroad"),
        Column("month", "DATE", "월", "First day of the month"),
        replace(MARRIAGES, nullable=True),
        IS_PROVISIONAL,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "month"),
    source="Statistics Korea (국가데이터처), 인구동향조사, by KOSIS DT_1B83A01",
    min_rows=0,
    rules=(
        copied_period("kosis_marriages", period=("month",), unit=("region_name",), figures=("marriages",)),
        Rule(
            name="sido_and_abroad_make_the_nation",
            measure=married_in_every_sido,
            key=("month",),
            expect=(Expect("expect_column_values_to_be_between", {"column": "parts_minus_nation", "min_value": 0, "max_value": 0}),),
        ),
        Rule(
            name="names_are_sido",
            measure=names_of_marriages,
            key=("region_name", "source_row"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)  # fmt: skip
