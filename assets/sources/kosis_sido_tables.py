"""KOSIS tables of sido: population, migration, income, product."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import A_YEAR, numbers, refuse_repeats, require_form, statuses
from assets.reading.source_file import SourceFile
from assets.reading.tabular import NOT_EXISTING, counts, read_sheet
from assets.reading.unfold import YEAR, parse_periods, take_provisional, unfold_csv, unfold_sheet
from domain.days import year_end
from domain.product import PRINTED_AMOUNTS as INCOME_ITEMS
from expectations.contracts.moves import KOSIS_SIDO_MIGRATION
from expectations.contracts.sido_figures import KOSIS_SIDO_INCOME
from expectations.contracts.sido_population import KOSIS_SIDO_POPULATION
from expectations.contracts.value_added import KOSIS_GRDP

# The KOSIS spreadsheet DT_1B040A3: registered population by sido and sex, two header rows, years merged.

HEADER_ROWS = 2
ITEMS = {"총인구수 (명)": "total", "남자인구수 (명)": "male", "여자인구수 (명)": "female"}


@source(contract=KOSIS_SIDO_POPULATION)
def kosis_sido_population(file: SourceFile) -> pd.DataFrame:
    """Registered population (persons) at year's end. One row per sido or nation, year and sex."""
    sheet = read_sheet(file)
    if len(sheet) < HEADER_ROWS + 1:
        raise file.error(f"{len(sheet)} rows", "two header rows and a row per sido")
    years, items, *body = sheet
    columns = _columns(file, years, items)
    rows = [row for row in body if row[0] not in (None, "")]
    if not rows:
        raise file.error("no rows", "a row per sido")
    numbered = range(1, len(rows) + 1)
    names = [str(row[0]).replace("\u3000", "").strip() for row in rows]
    parts = []
    for index, (year, sex) in columns.items():
        numbers, statuses = counts(file, [row[index] for row in rows], numbered, absent=(NOT_EXISTING,))
        parts.append(
            pd.DataFrame(
                {
                    "region_name": names,
                    "reference_date": year_end(year),
                    "sex": sex,
                    "population": pd.array(numbers, dtype="Int64"),
                    "status": statuses,
                    "source_row": numbered,
                }
            )
        )
    return pd.concat(parts, ignore_index=True).assign(source_file=file.name)


def _columns(file: SourceFile, years: list[Any], items: list[Any]) -> dict[int, tuple[int, str]]:
    """Column index -> (year, sex); a merged year cell holds for the columns to its right."""
    columns: dict[int, tuple[int, str]] = {}
    year = 0
    for index, (top, item) in enumerate(zip(years, items, strict=True)):
        if index == 0:
            continue
        if top not in (None, ""):
            if not re.fullmatch(A_YEAR, str(top).strip()):
                raise file.error(f"header {top!r}", "a year")
            year = int(top)
        if str(item) not in ITEMS:
            raise file.error(f"header {item!r}", f"one of {', '.join(ITEMS)}")
        columns[index] = (year, ITEMS[str(item)])
    return columns


# The KOSIS spreadsheet DT_1B26003_A01: moves from sido to sido, the sido left merged over its rows, years over two items.

KEYS = {"전출지별": "from_name", "전입지별": "to_name"}
MOVES, NET = "이동자수 (명)", "순이동자수 (명)"
FLOW = ["from_name", "to_name", "year"]


@source(contract=KOSIS_SIDO_MIGRATION)
def kosis_sido_migration(file: SourceFile) -> pd.DataFrame:
    """Persons who moved in a year. One row per sido left, sido reached and year; the nation stands for all."""
    long = unfold_sheet(file, tuple(KEYS), header_rows=2, fill_down=True).rename(columns=KEYS)
    require_form(file, long["item"], [None] * len(long), r"(?:순)?이동자수 [(]명[)]", f"{MOVES} or {NET}")
    long = parse_periods(file, long, YEAR).sort_values(["source_row", "year"], kind="stable")
    refuse_repeats(file, long, [*FLOW, "item"])
    moves, net = long[long["item"] == MOVES], long[long["item"] == NET]
    rows, absent = moves["source_row"], (NOT_EXISTING,)
    flows = moves.assign(
        moves=numbers(file, moves["cell"], rows, absent=absent, minimum=0, whole=True), status=statuses(moves["cell"])
    )
    balance = net[FLOW].assign(net_moves=numbers(file, net["cell"], net["source_row"], absent=absent, whole=True))
    return flows.merge(balance, on=FLOW, how="left", validate="one_to_one").assign(source_file=file.name)


# The KOSIS download of product, income and consumption per head by sido, a year a column, `p)` behind a provisional one.

INCOME_KEYS = {"항목": "item", "시도별": "region_name"}


@source(contract=KOSIS_SIDO_INCOME)
def kosis_sido_income(file: SourceFile) -> pd.DataFrame:
    """Thousand KRW per head, at current prices. One row per item, sido or nation and year."""
    long = parse_periods(file, take_provisional(unfold_csv(file, tuple(INCOME_KEYS)).rename(columns=INCOME_KEYS)), YEAR)
    rows = long["source_row"]
    require_form(file, long["item"], rows, "|".join(INCOME_ITEMS), f"one of {', '.join(INCOME_ITEMS)}")
    refuse_repeats(file, long, ("item", "region_name", "year"))
    return long.assign(per_head=numbers(file, long["cell"], rows, absent=("", "-"), minimum=0, whole=True), source_file=file.name)


# The KOSIS download of gross regional domestic product: sido, activity and price basis, a year a column.
#
# The 33 activities overlap: totals stand beside their parts. `PART_OF` says which belongs to which.

GRDP_KEYS = {"시도별": "region_name", "경제활동별": "activity_name", "항목": "item", "단위": "unit"}
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
    long = parse_periods(file, unfold_csv(file, tuple(GRDP_KEYS)).rename(columns=GRDP_KEYS), YEAR)
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
