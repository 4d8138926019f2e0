"""core.region: every unit through time, one row per era."""

from dataclasses import replace

from expectations.columns import NAME_EN, NAME_KO, UNIT_ID, optional
from expectations.contract import Column, Expect, TableContract
from expectations.references import to_unit

REGION = TableContract(
    name="region",
    schema="core",
    ko="행정구역 연혁",
    en="Region history",
    description="Sido and sigungu since 1995; an era ends when codes, name, kind, parent or the set of gu changes.",
    grain="an era of a unit",
    columns=(
        Column("region_id", "VARCHAR", "시기 식별자", "Identifier of the era", formula="unit_id@valid_from"),
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
        Column("in_finest", "BOOLEAN", "최소 단위", "In the finest set", formula="sigungu level without gu of its own"),
        Column("in_kosis", "BOOLEAN", "KOSIS 단위", "In the KOSIS set", formula="sigungu level directly below a sido"),
        Column("in_keis", "BOOLEAN", "고용정보원 단위", "In the KEIS set", formula="KOSIS set without Sejong"),
        Column(
            "in_local_government", "BOOLEAN", "기초지자체", "Basic local government",
            formula="KEIS set without the administrative si of Jeju",
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
