"""Columns that several tables share, written once: region identity, dates, provenance, age groups."""

from __future__ import annotations

from dataclasses import replace

from domain.levels import LEVELS
from expectations.contract import Column

HANGUL = r"^[가-힣][가-힣0-9·․.,()\- ]*$"

UNIT_ID = Column(
    "unit_id", "VARCHAR", "단위 식별자", "Unit identifier",
    pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    caveat="stable over renames, recodes and transfers; a merger or split makes a new one",
)  # fmt: skip
MOIS_CODE = Column(
    "mois_code", "VARCHAR", "행정안전부 행정구역코드", "MOIS code",
    pattern=r"^[0-9]{2}(?:[0-9]{3})?$", caveat="of the reference vintage; other vintages are in core.region",
)  # fmt: skip
NAME_KO = Column("name_ko", "VARCHAR", "이름", "Name in Korean", pattern=HANGUL)
NAME_EN = Column("name_en", "VARCHAR", "영문 이름", "Name in English", pattern=r"^[A-Z][A-Za-z0-9 .,'()\-]*$")
SIDO_KO = Column(
    "sido_ko",
    "VARCHAR",
    "시도",
    "Province in Korean",
    pattern=HANGUL,
    caveat="names repeat: Jung-gu, Dong-gu, Goseong-gun and others stand in several sido",
)
LEVEL = Column("level", "VARCHAR", "단위 수준", "Level", allowed=LEVELS)
REGION_ID = Column(
    "region_id", "VARCHAR", "지역 식별자", "Region",
    caveat="unit_id of a sido or sigungu, 5+3 group, `capital` or `rest`, `nation`; unique within a level",
)  # fmt: skip
REFERENCE_DATE = Column("reference_date", "DATE", "기준일", "Reference date", caveat="registered population is of the day's end")
SEX = Column("sex", "VARCHAR", "성별", "Sex", allowed=("male", "female"))
AGE_FROM = Column("age_from", "INTEGER", "나이 시작", "Youngest age of the group", unit="years", minimum=0, maximum=100)
AGE_TO = Column(
    "age_to", "INTEGER", "나이 끝", "Oldest age of the group", unit="years", nullable=True, minimum=4, maximum=99,
    caveat="empty for 100 and over",
)  # fmt: skip
POPULATION = Column("population", "BIGINT", "인구", "Population", unit="persons", minimum=0, measure="extensive")
INTERPOLATED = Column(
    "interpolated", "BOOLEAN", "추정 여부", "Shared out from a divided unit",
    caveat="false: reported, or summed of whole units; true: a part was estimated with core.crosswalk",
)  # fmt: skip
MISSING_UNITS = Column(
    "missing_units", "BIGINT", "누락 단위", "Units without figures", unit="units", minimum=0,
    caveat="where not 0, counts of the row are empty and its rates are those of the units that are known",
)  # fmt: skip
SOURCE_FILE = Column(
    "source_file", "VARCHAR", "원자료 파일", "Raw file", caveat="path below the source folder; see raw.source_file"
)
SOURCE_ROW = Column("source_row", "BIGINT", "원자료 행", "Row in the raw file", minimum=1, caveat="1 is the first data row")
YEAR = Column("year", "INTEGER", "연도", "Year", minimum=1985, maximum=2100)
HALF_YEAR = Column(
    "half", "INTEGER", "반기", "Half of the year", minimum=1, maximum=2, caveat="the survey is of April and of October"
)
CELL_STATUS = Column(
    "status", "VARCHAR", "상태", "Status of the cell", allowed=("reported", "not_existing", "suppressed", "missing"),
    caveat="not_existing is printed `-`, suppressed `X`, missing an empty cell; none of them is zero",
)  # fmt: skip
PRINTED_NAME = Column("region_name", "VARCHAR", "지역", "Region as printed", pattern=HANGUL)
NAME_NUMBER = Column(
    "name_number", "INTEGER", "같은 이름의 순번", "Which block of that name in the file", minimum=1,
    caveat="names stand without a code: the first 고성군 is Gangwon's, the second Gyeongnam's; 광주시 is Gyeonggi's",
)  # fmt: skip
RSE_MARK = Column(
    "rse", "VARCHAR", "상대표준오차 표시", "Mark of the relative standard error as printed", nullable=True,
    pattern=r"^(?:[*]|[0-9.]+)$", caveat="`*`: large, use the figure with care; empty where none is printed",
)  # fmt: skip
FACT_SOURCE = Column("source", "VARCHAR", "출처", "Source")
SOURCE_DATE = Column(
    "source_date", "DATE", "출처 날짜", "Day of the source", nullable=True,
    caveat="the newest that is named; empty where another table of facts confirms the row",
)  # fmt: skip
VERIFIED = Column("verified", "BOOLEAN", "확인 여부", "Checked against the publisher or a report of its notice")
NOTE = Column("note", "VARCHAR", "비고", "Note", nullable=True)
CITY_ID = Column("city_id", "VARCHAR", "혁신도시 식별자", "Identifier of the innovation city", pattern=r"^[a-z_]+$")
EMD_CODES = (
    Column("kostat_code", "VARCHAR", "통계청 읍면동 코드", "KOSTAT code of 7 digits", pattern=r"^[0-9]{7}$", source="CODE"),
    Column("mois_code", "VARCHAR", "행정안전부 읍면동 코드", "MOIS code of 10 digits", pattern=r"^[0-9]{10}$", source="CODE_AD"),
)
EMD_NAMES = (
    Column("sido_name", "VARCHAR", "시도", "Province as printed", pattern=HANGUL, source="SD"),
    Column("sigungu_name", "VARCHAR", "시군구", "Sigungu as printed", source="SGG", caveat="names repeat; use the codes"),
    Column("emd_name", "VARCHAR", "읍면동", "Eup-myeon-dong as printed", source="NAME_AD"),
)
GEOMETRY = Column("geometry", "GEOMETRY", "경계", "Boundary", unit="EPSG:5179")
GEOMETRY_BASIS = Column(
    "geometry_basis", "VARCHAR", "경계 근거", "Basis of the geometry", allowed=("published", "derived", "schematic"),
    caveat=(
        "derived: put together from published legal dong by events; schematic: computed from seats and areas, not surveyed, "
        "not for measuring distances or borders"
    ),
)  # fmt: skip
# The span in which a time slider (QGIS' temporal controller) draws a row that is drawn in several shapes or years.
SHOWN_FROM = Column("shown_from", "DATE", "표시 시작일", "First day on which a time slider draws it")
SHOWN_TO = Column("shown_to", "DATE", "표시 종료일", "Last day on which a time slider draws it", nullable=True)
SIMPLIFIED = Column(
    "geometry", "GEOMETRY", "단순화 경계", "Simplified boundary", unit="EPSG:5179",
    caveat="simplified for maps of the country, neighbours alike; areas and lengths are those of the full boundaries",
)  # fmt: skip
AREA_KM2 = Column(
    "area_km2", "DOUBLE", "면적", "Area of the polygon", unit="km2", minimum=0.01, measure="extensive",
    formula="ST_Area(geometry) / 1e6", caveat="differs from the cadastral area by tidal land and water",
)  # fmt: skip
CENTROID_LON = Column(
    "centroid_lon", "DOUBLE", "중심 경도", "Longitude of the centroid", unit="degrees", minimum=124, maximum=132.2
)
CENTROID_LAT = Column(
    "centroid_lat", "DOUBLE", "중심 위도", "Latitude of the centroid", unit="degrees", minimum=32.8, maximum=38.9
)

# Which figures of the survey of establishments may be subtracted; the years are in `domain/segments.py`.
SEGMENT = Column(
    "segment", "VARCHAR", "비교 가능 구간", "Span of years counted alike", pattern=r"^[0-9]{4}-[0-9]{4}$",
    caveat="subtract figures of one segment only: KSIC 9 to 2016, register-based from 2020; the newest grows with each year",
)  # fmt: skip
KSIC = Column(
    "ksic", "VARCHAR", "산업분류 차수", "Revision of KSIC", allowed=("9", "10", "11"),
    caveat="9 to 2016 in every sido, whatever the labels say: waterworks are in D, renting in L, repair of machines in S",
)  # fmt: skip
BASIS = Column(
    "basis", "VARCHAR", "조사 기준", "How establishments are found", allowed=("survey", "register"),
    caveat="from 2020 registers add establishments that have no sign at the door; see segment",
)  # fmt: skip


def optional(column: Column) -> Column:
    """The same column, empty cells allowed."""
    return replace(column, nullable=True)
