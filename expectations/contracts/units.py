"""Units of the region history: what they are, what they were called and coded, which groups of sido they are in."""

from __future__ import annotations

from dataclasses import replace

from expectations.columns import CENTROID_LAT, CENTROID_LON, LEVEL, NAME_EN, NAME_KO, REGION_ID, SOURCE_FILE, UNIT_ID, optional
from expectations.contract import Column, Expect, TableContract
from expectations.contracts.code_lists import TABLE_DAY
from expectations.formula import in_words
from expectations.references import to_region, to_unit

PLACES = "sigungu of February 2024 only, to a hundredth of a degree; a sido lies where its sigungu do"
AREAS = "summed from areas of its eup-myeon-dong in 2020; boundaries are held against it"

UNIT = TableContract(
    name="unit",
    schema="core",
    ko="행정구역 단위",
    en="Units",
    description="Every sido and sigungu since 1995 under its last name; core.region has its eras with their codes.",
    grain="a unit",
    columns=(
        UNIT_ID,
        Column("level", "VARCHAR", "단위 수준", "Level", allowed=("sido", "sigungu")),
        replace(NAME_KO, ko="마지막 이름", en="Last name in Korean"),
        replace(NAME_EN, en="Last name in English"),
        replace(UNIT_ID, name="sido_unit_id", ko="시도", en="Sido that it is or lies in", caveat="of the last era"),
        Column("lived_from", "DATE", "시작일", "First day", caveat="1994-12-31 where the unit is older"),
        Column("lived_to", "DATE", "종료일", "First day without the unit", nullable=True, caveat="empty while it lives"),
        Column("eras", "INTEGER", "시기 수", "Eras in core.region", unit="eras", minimum=1),
        replace(
            CENTROID_LON,
            name="seat_lon",
            ko="인구 중심 경도",
            en="Longitude of where its people live",
            nullable=True,
            caveat=PLACES,
        ),
        replace(
            CENTROID_LAT,
            name="seat_lat",
            ko="인구 중심 위도",
            en="Latitude of where its people live",
            nullable=True,
            caveat=PLACES,
        ),
        Column(
            "seat_area_km2",
            "DOUBLE",
            "면적 (2024년 단위)",
            "Area of the unit of February 2024",
            unit="km2",
            nullable=True,
            minimum=0,
            caveat=AREAS,
        ),
    ),
    key=("unit_id",),
    source=(
        "assets/reference/tables/region.csv, from code tables of MOIS and Statistics Korea; sigungu_facts.csv, from figures of "
        "eup-myeon-dong by Statistics Korea"
    ),
)


REGION = TableContract(
    name="region",
    schema="core",
    ko="행정구역 연혁",
    en="Region history",
    description="Sido and sigungu since 1995; an era ends when codes, name, kind, parent or the set of gu changes.",
    grain="an era of a unit",
    columns=(
        Column("region_id", "VARCHAR", "시기 식별자", "Identifier of the era", formula="unit_id || '@' || valid_from"),
        UNIT_ID,
        Column("level", "VARCHAR", "단위 수준", "Level", allowed=("sido", "sigungu")),
        Column("kind", "VARCHAR", "종류", "Kind of unit"),
        NAME_KO,
        NAME_EN,
        Column("mois_code", "VARCHAR", "행정안전부 코드", "MOIS code in the era", pattern=r"^[0-9]{2}(?:[0-9]{3})?$"),
        Column("kostat7_code", "VARCHAR", "통계청 코드(7자리 시대)", "KOSTAT code, 7-digit era", nullable=True, pattern=r"^[0-9]{2}(?:[0-9]{3})?$"),
        Column(
            "kostat8_code", "VARCHAR", "통계청 코드(8자리 시대)", "KOSTAT code, 8-digit era", nullable=True,
            pattern=r"^[0-9]{2}(?:[0-9]{3})?$", caveat="gun are 200 higher than before",
        ),
        Column("valid_from", "DATE", "시작일", "First day of the era", caveat="1994-12-31 where the unit is older: the day before the reform of 1995"),
        Column("valid_to", "DATE", "종료일", "First day after the era", nullable=True, caveat="empty while the era lasts"),
        replace(optional(UNIT_ID), name="parent_unit_id", ko="상위 단위", en="Unit above", caveat="sido, or the si of a gu"),
        replace(UNIT_ID, name="sido_unit_id", ko="시도", en="Sido"),
        Column("megaregion", "VARCHAR", "5극3특 권역", "5+3 group", nullable=True, caveat="empty before the sido existed"),
        Column("in_finest", "BOOLEAN", "최소 단위", "In the finest set", formula=in_words("sigungu level without gu of its own")),
        Column("in_kosis", "BOOLEAN", "KOSIS 단위", "In the KOSIS set", formula="level = 'sigungu' AND parent_unit_id = sido_unit_id"),
        Column("in_keis", "BOOLEAN", "고용정보원 단위", "In the KEIS set", formula="in_kosis AND unit_id <> 'sejong-si'"),
        Column(
            "in_local_government", "BOOLEAN", "기초지자체", "Basic local government",
            formula="in_keis AND unit_id NOT IN ('jeju-si', 'seogwipo-si')",
        ),
        Column("verified", "BOOLEAN", "확인 여부", "Checked against publishers' code tables"),
        Column("source", "VARCHAR", "출처", "Source"),
        Column("note", "VARCHAR", "비고", "Note", nullable=True),
    ),
    key=("region_id",),
    references=to_unit("unit_id", "parent_unit_id", "sido_unit_id"),
    source="assets/reference/tables/region.csv, from code tables of MOIS and Statistics Korea",
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": "valid_to", "column_B": "valid_from", "ignore_row_if": "either_value_is_missing"},
            why="an era is half-open and not empty",
        ),
        Expect("expect_compound_columns_to_be_unique", {"column_list": ["unit_id", "valid_from"]}),
    ),
)  # fmt: skip


REGION_CODE = TableContract(
    name="region_code",
    schema="raw",
    ko="시군구코드와 법정동 이름",
    en="Codes of sigungu and names of the legal dong in them",
    description="Only the finest units: gu of cities instead of the cities. Legal dong without codes.",
    grain="a name in a sigungu",
    columns=(
        TABLE_DAY,
        Column("code", "VARCHAR", "시군구코드", "MOIS code of the sigungu", pattern=r"^[0-9]{5}$"),
        Column("name_ko", "VARCHAR", "시군구", "Sigungu with the units above it"),
        Column(
            "place_ko",
            "VARCHAR",
            "법정동",
            "Place in it, without the units above",
            caveat="an eup or myeon, followed by its ri where it is one",
        ),
        SOURCE_FILE,
        Column("source_place", "BIGINT", "순번", "Which name of the file", minimum=1),
    ),
    key=("source_file", "source_place"),
    source="code.go.kr, 법정동코드, as collected by a third party",
    min_rows=0,
)


REGION_MEMBER = TableContract(
    name="region_member",
    schema="core",
    ko="지역 구성",
    en="Members of regions",
    description="Every region of every level with the sigungu that make it up, and with the sido where it is at least one; join it to sum.",
    grain="a region and member",
    columns=(
        LEVEL,
        REGION_ID,
        replace(LEVEL, name="member_level", ko="구성 단위 수준", en="Level of the members", allowed=("sido", "sigungu")),
        replace(REGION_ID, name="member_id", ko="구성 단위", en="Member", caveat="unit_id of a sigungu or sido"),
    ),
    key=("level", "region_id", "member_level", "member_id"),
    references=(*to_region(), *to_region("member_level", "member_id")),
    source="core.reference_region, core.megaregion_membership",
)  # fmt: skip


MEGAREGION_MEMBERSHIP = TableContract(
    name="megaregion_membership",
    schema="core",
    ko="권역 구성",
    en="Groups of sido",
    description="5+3 megaregions and their second reading, capital and rest, KOSTAT's four regions, OECD TL2: rows of one table.",
    grain="a sido in a grouping and period",
    columns=(
        Column(
            "scheme",
            "VARCHAR",
            "구분 체계",
            "Grouping",
            allowed=("five_plus_three", "five_plus_two", "kostat_four_regions", "oecd_tl2", "capital_rest"),
        ),
        replace(UNIT_ID, name="sido_unit_id", ko="시도", en="Sido"),
        Column("group_id", "VARCHAR", "권역", "Group", pattern=r"^[a-z0-9_]+$"),
        Column("group_ko", "VARCHAR", "권역 이름", "Name of the group in Korean"),
        Column("group_en", "VARCHAR", "권역 영문 이름", "Name of the group in English"),
        Column("valid_from", "DATE", "시작일", "First day"),
        Column("valid_to", "DATE", "종료일", "First day after", nullable=True),
        Column("source", "VARCHAR", "출처", "Source"),
        Column("note", "VARCHAR", "비고", "Note", nullable=True),
    ),
    key=("scheme", "sido_unit_id", "valid_from"),
    references=to_unit("sido_unit_id"),
    source="assets/reference/tables/megaregion_membership.csv",
)


TERM = Column("term", "INTEGER", "민선 기수", "Term of local government", minimum=1)

LOCAL_GOVERNMENT_TERM = TableContract(
    name="local_government_term",
    schema="core",
    ko="민선 지방자치 임기",
    en="Terms of local government",
    description="From the first simultaneous local election of 1995; half-open. Terms to come follow every four years, as by law.",
    grain="a term",
    columns=(
        TERM,
        Column("begins", "DATE", "임기 시작", "First day of the term"),
        Column("ends", "DATE", "임기 종료", "First day after the term"),
        Column("election", "DATE", "선거일", "Day of the election", nullable=True, caveat="empty for a term to come"),
        Column("source", "VARCHAR", "출처", "Source"),
        Column("verified", "BOOLEAN", "확인 여부", "Checked against the publisher"),
        Column("note", "VARCHAR", "비고", "Note", nullable=True),
    ),
    key=("term",),
    source="assets/reference/tables/local_government_term.csv, from the National Election Commission (중앙선거관리위원회)",
    expectations=(Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "ends", "column_B": "begins"}),),
)


OFFICIAL_AREA = TableContract(
    name="official_area",
    schema="core",
    ko="지적 면적",
    en="Registered area",
    description="Areas as registered; polygons differ by tidal land and water.",
    grain="a unit and date",
    columns=(
        Column("level", "VARCHAR", "단위 수준", "Level", allowed=("nation", "sido", "sigungu")),
        Column("unit_id", "VARCHAR", "단위 식별자", "Unit identifier"),
        Column("mois_code", "VARCHAR", "행정안전부 코드", "MOIS code on that date", nullable=True),
        Column("area_km2", "DOUBLE", "면적", "Registered area", unit="km2", minimum=1, measure="extensive"),
        Column("reference_date", "DATE", "기준일", "Reference date"),
        Column("publisher", "VARCHAR", "출처", "Publisher"),
        Column("verified", "BOOLEAN", "확인 여부", "Checked against the publisher"),
        Column("note", "VARCHAR", "비고", "Note", nullable=True),
    ),
    key=("unit_id", "reference_date"),
    source="assets/reference/tables/official_area.csv",
)
