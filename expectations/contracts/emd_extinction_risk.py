"""mart.emd_extinction_risk: the KEIS index of eup-myeon-dong on the units of the day."""

from dataclasses import replace

from expectations.columns import POPULATION, REFERENCE_DATE, optional
from expectations.contract import Column, TableContract
from expectations.contracts.emd_registration import EMD_CODE, EMD_NAME, SIGUNGU_OF_EMD
from expectations.contracts.extinction_risk import CITATION, POPULATION_65_OVER, RISK_CLASS, RISK_INDEX, WOMEN_20_39
from expectations.references import to_unit

EMD_EXTINCTION_RISK = TableContract(
    name="emd_extinction_risk",
    schema="mart",
    ko="읍면동 소멸위험지수",
    en="Extinction risk by eup-myeon-dong",
    description=(
        "The KEIS index of each eup-myeon-dong on the units of the day. Small units move by a few persons: look at the counts beside it. "
        "A computed class, not a designation in law."
    ),
    grain="an eup-myeon-dong and date",
    columns=(
        EMD_CODE,
        REFERENCE_DATE,
        EMD_NAME,
        SIGUNGU_OF_EMD,
        Column("sigungu_ko", "VARCHAR", "시군구 이름", "Sigungu in Korean", caveat="of the day"),
        Column("sido_ko", "VARCHAR", "시도", "Province in Korean", caveat="of the day"),
        POPULATION,
        WOMEN_20_39,
        POPULATION_65_OVER,
        replace(optional(RISK_INDEX), caveat="empty where nobody is 65 or older"),
        optional(RISK_CLASS),
        Column("at_risk", "BOOLEAN", "소멸위험", "At risk", nullable=True, formula="risk_index < 0.5"),
    ),
    key=("emd_code", "reference_date"),
    references=to_unit("sigungu_unit_id"),
    source="core.emd_registration",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip
