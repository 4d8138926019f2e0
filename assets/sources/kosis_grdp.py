"""The KOSIS download of gross regional domestic product: sido, activity and price basis, a year a column.

The 33 activities overlap: totals stand beside their parts. `PART_OF` says which belongs to which.
"""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_form, statuses
from assets.io.source_file import SourceFile
from assets.io.unfold import YEAR, parse_periods, unfold_csv
from expectations.contracts.kosis_grdp import KOSIS_GRDP

KEYS = {"시도별": "region_name", "경제활동별": "activity_name", "항목": "item", "단위": "unit"}
GRDP, ADDED = "지역내총생산(시장가격)", "총부가가치(기초가격)"
PARTS = {
    GRDP: ("순생산물세", ADDED),
    ADDED: ("농업, 임업 및 어업", "광제조업", "전기, 가스, 증기 및 공기 조절 공급업", "건설업", "서비스업"),
    "광제조업": ("광업", "제조업"),
    "제조업": (
        "음식료품 및 담배제조업",
        "섬유 의복 및 가죽 제품 제조업",
        "목재종이인쇄 및 복제업",
        "석탄 및 석유 화학제품 제조업",
        "비금속광물 및 금속제품 제조업",
        "전기 전자 및 정밀기기 제조업",
        "기계 운송장비 및 기타 제품 제조업",
    ),
    "서비스업": (
        "도매 및 소매업",
        "운수 및 창고업",
        "숙박 및 음식점업",
        "정보통신업",
        "금융 및 보험업",
        "부동산업",
        "사업서비스업",
        "공공 행정, 국방 및 사회보장 행정",
        "교육 서비스업",
        "보건업 및 사회복지 서비스업",
        "문화 및 기타서비스업",
    ),
    "사업서비스업": ("전문, 과학 및 기술 서비스업", "사업시설 관리, 사업 지원 및 임대 서비스업"),
    "문화 및 기타서비스업": (
        "수도, 하수 및 폐기물 처리, 원료 재생업",
        "예술, 스포츠 및 여가관련 서비스",
        "협회 및 단체, 수리 및 기타 개인 서비스업",
    ),
}
PART_OF = {part: whole for whole, parts in PARTS.items() for part in parts}
ACTIVITY = "|".join(f"(?:{name.replace('(', '[(]').replace(')', '[)]')})" for name in (GRDP, *PART_OF))


@source(contract=KOSIS_GRDP)
def kosis_grdp(file: SourceFile) -> pd.DataFrame:
    """Million KRW, or percentage points. One row per sido or nation, activity, item and year."""
    long = parse_periods(file, unfold_csv(file, tuple(KEYS)).rename(columns=KEYS), YEAR)
    rows = long["source_row"]
    require_form(file, long["activity_name"], rows, ACTIVITY, f"one of the {len(PART_OF) + 1} activities")
    require_form(file, long["item"], rows, "명목|실질|실질기여도", "명목, 실질 or 실질기여도")
    refuse_repeats(file, long, ("region_name", "activity_name", "item", "year"))
    return long.assign(
        part_of=long["activity_name"].map(PART_OF),
        unit=long["unit"].replace("", None),
        value=numbers(file, long["cell"], rows, absent=("",)),
        status=statuses(long["cell"]),
        source_file=file.name,
    )
