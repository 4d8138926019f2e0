"""Sections of industry, economic activities and kinds of establishments as publishers print them, and their names here.

Which years of a survey count alike is `segments.py`; what the census package prints is `census.py`.
"""

from __future__ import annotations

# Sections of KSIC by their divisions as printed; household employers and bodies abroad are not surveyed.
SECTIONS = {
    "01~03": "A", "05~08": "B", "10~34": "C", "35": "D", "36~39": "E", "41~42": "F", "45~47": "G", "49~52": "H", "55~56": "I",
    "58~63": "J", "64~66": "K", "68": "L", "70~73": "M", "74~76": "N", "84": "O", "85": "P", "86~87": "Q", "90~91": "R",
    "94~96": "S",
}  # fmt: skip
ALL_SECTIONS = "total"

# Kinds of establishments: alone, head office, branch.
ALL_KINDS = "계"
ESTABLISHMENT_KINDS = (ALL_KINDS, "단독사업체", "본사,본점 등", "공장,지사(점),영업소")

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
# Wholes whose volumes are printed: chained volumes of their parts do not add up to them.
WHOLES = {"제조업": "manufacturing", "총부가가치(기초가격)": "value_added"}

# A year of a sido whose own table is further from the national one is not used.
LARGEST_DIFFERENCE = 0.01
