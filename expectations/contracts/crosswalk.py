"""core.crosswalk: which share of each unit of any time is which unit of the reference vintage."""

from dataclasses import replace

from expectations.columns import NAME_KO, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.crosswalk import weights_of_a_source

TRACK = Column(
    "track", "VARCHAR", "단위 계열", "Set of units", allowed=("finest", "kosis", "sido"),
    caveat="finest: without gu of its own; kosis: directly below a sido; sido",
)  # fmt: skip
WEIGHT = Column(
    "weight", "DOUBLE", "가중치", "Share of the old unit", unit="ratio", minimum=0, maximum=1,
    caveat="multiply counts, then sum by the new unit; rates are never summed", measure="intensive",
)  # fmt: skip
METHOD = Column(
    "method", "VARCHAR", "방법", "How the share is known",
    caveat="unchanged, exact (rename, recode, merger, transfer as a whole), or the measure of the parts: population, households, area_km2",
)  # fmt: skip
_CODE = r"^[0-9]{2}(?:[0-9]{3})?$"

CROSSWALK = TableContract(
    name="crosswalk",
    schema="core",
    ko="기준 지역 연결표",
    en="Crosswalk to the reference geography",
    description=(
        "From every era of every unit since 1995 to the units of the reference vintage, forwards and backwards in time. "
        "Join codes with their scheme and a day between valid_from and valid_to."
    ),
    grain="an era of a unit in a set, and a reference unit",
    columns=(
        TRACK,
        Column("region_id", "VARCHAR", "시기 식별자", "Era of the old unit", caveat="of core.region"),
        replace(UNIT_ID, name="from_unit_id", ko="이전 단위", en="Old unit", caveat=""),
        replace(NAME_KO, name="from_name_ko", ko="이전 이름", en="Name of the old unit"),
        Column("from_mois_code", "VARCHAR", "행정안전부 코드", "MOIS code in the era", pattern=_CODE),
        Column("from_kostat7_code", "VARCHAR", "통계청 코드(7자리 시대)", "KOSTAT code, 7-digit era", nullable=True, pattern=_CODE),
        Column("from_kostat8_code", "VARCHAR", "통계청 코드(8자리 시대)", "KOSTAT code, 8-digit era", nullable=True, pattern=_CODE),
        Column("valid_from", "DATE", "시작일", "First day of the era"),
        Column("valid_to", "DATE", "종료일", "First day after the era", nullable=True),
        replace(UNIT_ID, name="to_unit_id", ko="기준 단위", en="Unit of the reference vintage", caveat=""),
        replace(NAME_KO, name="to_name_ko", ko="기준 이름", en="Name of the reference unit"),
        Column("to_mois_code", "VARCHAR", "기준 행정안전부 코드", "MOIS code on the reference vintage", pattern=_CODE),
        Column("reference_vintage", "DATE", "기준 경계일", "Reference vintage"),
        WEIGHT,
        Column("exact", "BOOLEAN", "정확", "The old unit lies whole in the new one"),
        METHOD,
        Column("events", "VARCHAR", "사건", "Events on the way", nullable=True, caveat="of core.region_event, joined by `;`"),
    ),
    key=("track", "region_id", "to_unit_id"),
    references=to_unit("from_unit_id", "to_unit_id"),
    source="core.region, core.region_event, core.event_piece",
    rules=(
        Rule(
            name="weights_sum_to_one",
            measure=weights_of_a_source,
            key=("track", "region_id"),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "excess", "min_value": -1e-9, "max_value": 1e-9}),
                Expect("expect_column_values_to_be_in_set", {"column": "exact_but_divided", "value_set": [False]}),
            ),
        ),
    ),
)  # fmt: skip
