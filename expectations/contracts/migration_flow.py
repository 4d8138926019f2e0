"""raw.migration_flow: persons who moved between sigungu in a year."""

from expectations.columns import SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.flows import flow_units

MIGRATION_FLOW = TableContract(
    name="migration_flow",
    schema="raw",
    ko="시군구 간 인구이동",
    en="Migration flows between sigungu",
    description="Registered moves of a year by origin and destination, all ages and both sexes; pairs without a move have no row.",
    grain="an origin, a destination and year",
    columns=(
        YEAR,
        Column("origin_code", "VARCHAR", "전출지 코드", "MOIS code of the origin", pattern=r"^[0-9]{5}$", source="ori"),
        Column("destination_code", "VARCHAR", "전입지 코드", "MOIS code of the destination", pattern=r"^[0-9]{5}$", source="des"),
        Column(
            "moves", "BIGINT", "이동자수", "Registered moves", unit="persons", minimum=1, measure="extensive", source="flow",
            caveat="a person who moves twice counts twice; more than Statistics Korea's yearly total, since moves within one eup-myeon-dong seem to be counted",
        ),
        Column("is_within", "BOOLEAN", "단위 내 이동", "Origin and destination are the same unit", caveat="these are nearly half of all moves; leave them out of flows between units"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("year", "origin_code", "destination_code"),
    source="Statistics Korea (국가데이터처), 국내인구이동통계, by origin and destination; re-published",
    min_rows=0,
    rules=(
        copied_period("migration_flow", period=("year",), unit=("origin_code", "destination_code"), figures=("moves",)),
        Rule(
            name="flow_units",
            measure=flow_units,
            key=("year",),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "unknown_codes", "min_value": 0, "max_value": 0}),
                Expect("expect_column_values_to_be_between", {"column": "missing_units", "min_value": 0, "max_value": 0}),
            ),
        ),
    ),
)  # fmt: skip
