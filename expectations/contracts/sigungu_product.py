"""mart.sigungu_product: gross regional domestic product of sigungu, and per registered person."""

from dataclasses import replace

from expectations.columns import LEVEL, NAME_EN, NAME_KO, POPULATION, REFERENCE_DATE, REGION_ID, SIDO_KO
from expectations.contract import Column, TableContract
from expectations.references import to_region

SIGUNGU_PRODUCT = TableContract(
    name="sigungu_product",
    schema="mart",
    ko="시군구 지역내총생산",
    en="Gross regional domestic product of sigungu",
    description="Every fifth year, brought to the sido's accounts, with the persons registered on the same day within the same borders.",
    grain="a sigungu and year",
    columns=(
        replace(LEVEL, allowed=("sigungu",)),
        REGION_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        REFERENCE_DATE,
        Column("grdp", "DOUBLE", "지역내총생산", "Gross regional domestic product", unit="million KRW", minimum=0, measure="extensive", caveat="current prices; the units of a sido make its product of raw.kosis_grdp"),
        replace(POPULATION, nullable=True, measure="", caveat="registered; empty where the day is not known"),
        Column(
            "grdp_per_head", "DOUBLE", "주민등록인구 1인당 지역내총생산", "Product per registered person", unit="million KRW per person", nullable=True, minimum=0, measure="intensive",
            formula="grdp / population",
            caveat="what is made here by whoever works here, over those who live here: no income. Statistics Korea divides by projected persons of the middle of the year",
        ),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.sigungu_value_added, core.population",
    min_rows=0,
)  # fmt: skip
