"""mart.extinction_risk_reported: the index on the units of the day, as ministries and institutes print it."""

from dataclasses import replace

from expectations.boundary import VINTAGE
from expectations.columns import NAME_KO, POPULATION, REFERENCE_DATE, SIDO_KO, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.contracts.extinction_risk import CITATION, POPULATION_65_OVER, RISK_CLASS, RISK_INDEX, WOMEN_20_39
from expectations.references import to_unit

EXTINCTION_RISK_REPORTED = TableContract(
    name="extinction_risk_reported",
    schema="mart",
    ko="지방소멸위험지수 (당시 행정구역)",
    en="Extinction risk on the units of the day",
    description=(
        "KEIS index of each sigungu on the borders of its day, to hold against what was printed then; mart.extinction_risk has the "
        "series on the reference geography. A computed class, not a designation in law."
    ),
    grain="a sigungu of the day and date",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        replace(VINTAGE, name="units_day", ko="행정구역 기준일", en="Day whose units these are", caveat=""),
        replace(NAME_KO, caveat="of the day"),
        replace(SIDO_KO, caveat="of the day"),
        POPULATION,
        WOMEN_20_39,
        POPULATION_65_OVER,
        RISK_INDEX,
        RISK_CLASS,
        Column("at_risk", "BOOLEAN", "소멸위험", "At risk", nullable=True, formula="risk_index < 0.5"),
        Column("in_kosis", "BOOLEAN", "KOSIS 단위", "In the KOSIS set of the day"),
        Column("in_keis", "BOOLEAN", "고용정보원 단위", "In the KEIS set of the day"),
        Column("in_local_government", "BOOLEAN", "기초지자체", "Basic local government on the day"),
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="core.population_reported (registration), core.region",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip
