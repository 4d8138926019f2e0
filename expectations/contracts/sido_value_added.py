"""core.sido_value_added: gross value added by sido, activity and year at current prices."""

from dataclasses import replace

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.references import to_unit

# Activities that have no parts in the file, by the activity as printed; manufacturing is the sum of those that begin with it.
ACTIVITIES = {
    "농업, 임업 및 어업": "agriculture",
    "광업": "mining",
    "음식료품 및 담배제조업": "manufacturing_food",
    "섬유 의복 및 가죽 제품 제조업": "manufacturing_textile",
    "목재종이인쇄 및 복제업": "manufacturing_wood_paper",
    "석탄 및 석유 화학제품 제조업": "manufacturing_chemical",
    "비금속광물 및 금속제품 제조업": "manufacturing_mineral_metal",
    "전기 전자 및 정밀기기 제조업": "manufacturing_electronic",
    "기계 운송장비 및 기타 제품 제조업": "manufacturing_machine_transport",
    "전기, 가스, 증기 및 공기 조절 공급업": "energy",
    "건설업": "construction",
    "도매 및 소매업": "trade",
    "운수 및 창고업": "transport",
    "숙박 및 음식점업": "lodging_food",
    "정보통신업": "information",
    "금융 및 보험업": "finance",
    "부동산업": "real_estate",
    "전문, 과학 및 기술 서비스업": "professional",
    "사업시설 관리, 사업 지원 및 임대 서비스업": "business_support",
    "공공 행정, 국방 및 사회보장 행정": "public",
    "교육 서비스업": "education",
    "보건업 및 사회복지 서비스업": "health",
    "수도, 하수 및 폐기물 처리, 원료 재생업": "water_waste",
    "예술, 스포츠 및 여가관련 서비스": "arts",
    "협회 및 단체, 수리 및 기타 개인 서비스업": "other_services",
}
OWN_BORDERS = Column(
    "own_borders", "BOOLEAN", "현재 경계 여부", "Of the sido alone", nullable=True,
    caveat=(
        "false: the figure holds a sido that was divided off later and is printed apart only since (Gwangju 1987, Daejeon 1989, Ulsan "
        "1998, Sejong 2013); transfers of single gun, as of Gunwi in 2023, are not marked"
    ),
)  # fmt: skip

SIDO_VALUE_ADDED = TableContract(
    name="sido_value_added",
    schema="core",
    ko="시도별 경제활동별 총부가가치",
    en="Gross value added by sido and activity",
    description="Current prices, which add up over activities and sido; activities without parts only, so that the rows of a sido may be summed.",
    grain="a sido, year and activity",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        Column("activity", "VARCHAR", "경제활동", "Activity", allowed=tuple(ACTIVITIES.values()), caveat="names of the seven parts of manufacturing begin with it"),
        Column(
            "value_added", "DOUBLE", "총부가가치", "Gross value added", unit="million KRW", measure="extensive",
            caveat="at basic prices of the year; below zero where an activity bought more than it sold",
        ),
        replace(OWN_BORDERS, nullable=False),
        INTERPOLATED,
    ),
    key=("unit_id", "reference_date", "activity"),
    references=to_unit(),
    source="raw.kosis_grdp (명목)",
    min_rows=0,
)  # fmt: skip
