"""mart.emd: administrative eup-myeon-dong with people of the same day and their extinction-risk index, as a map layer."""

from dataclasses import replace

from expectations.boundary import BOUNDARY_NAME, VINTAGE
from expectations.columns import AREA_KM2, GEOMETRY, GEOMETRY_BASIS, POPULATION, REFERENCE_DATE, UNIT_ID, optional
from expectations.contract import Column, TableContract
from expectations.contracts.emd_population import EMD_POPULATION
from expectations.contracts.emd_registration import EMD_CODE
from expectations.contracts.extinction_risk import CITATION, POPULATION_65_OVER, RISK_CLASS, RISK_INDEX, WOMEN_20_39
from expectations.references import to_unit

RESIDENTS = replace(
    optional(EMD_POPULATION.column("population")),
    caveat="residents, fewer than are registered; empty where the population file lacks the code",
)

EMD = TableContract(
    name="emd",
    schema="mart",
    ko="읍면동",
    en="Towns and neighbourhoods (eup-myeon-dong)",
    description=(
        "Newest administrative eup-myeon-dong whose shapes are at hand, with registered persons, the KEIS index and residents of the "
        "December of the same vintage. mart.emd_extinction_risk has every December."
    ),
    grain="an eup-myeon-dong",
    columns=(
        Column("kostat_code", "VARCHAR", "통계청 읍면동 코드", "KOSTAT code", pattern=r"^[0-9]{7,8}$", caveat="of the vintage"),
        VINTAGE,
        replace(BOUNDARY_NAME, en="Name in Korean"),
        replace(optional(UNIT_ID), name="sigungu_unit_id", ko="시군구", en="Sigungu", caveat="of the vintage, by the first five digits"),
        Column("sigungu_ko", "VARCHAR", "시군구 이름", "Sigungu in Korean", nullable=True),
        Column("sido_ko", "VARCHAR", "시도", "Province in Korean", nullable=True),
        replace(optional(EMD_CODE), caveat="of the vintage; empty where no file has both codes of the unit"),
        replace(optional(REFERENCE_DATE), caveat="of the people; empty where they are not known"),
        replace(optional(POPULATION), name="registered", ko="주민등록인구", en="Registered population"),
        optional(WOMEN_20_39),
        optional(POPULATION_65_OVER),
        replace(RISK_INDEX, caveat="small units move by a few persons; empty where nobody is 65 or older, or nobody is known"),
        RISK_CLASS,
        Column("at_risk", "BOOLEAN", "소멸위험", "At risk", nullable=True, formula="risk_index < 0.5"),
        RESIDENTS,
        replace(RESIDENTS, name="residents_20_39", ko="20-39세 인구", en="Residents aged 20-39"),
        replace(RESIDENTS, name="residents_65_over", ko="65세 이상 인구", en="Residents aged 65 and over"),
        Column(
            "share_65_over", "DOUBLE", "고령인구 비율", "Share of residents aged 65 and over", unit="percent", nullable=True, minimum=0, maximum=100,
            measure="intensive", formula="100 * residents_65_over / population",
        ),
        Column(
            "density", "DOUBLE", "인구밀도", "Residents per km2", unit="persons per km2", nullable=True, minimum=0, measure="intensive",
            formula="population / area_km2",
        ),
        replace(AREA_KM2, minimum=0.0),
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("kostat_code",),
    geometry="geometry",
    source="core.boundary, mart.emd_extinction_risk, raw.emd_population",
    citation=CITATION,
    references=to_unit("sigungu_unit_id"),
    min_rows=0,
)  # fmt: skip
