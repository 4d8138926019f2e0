"""core.reference_region: the regions of the reference geography at every level."""

from dataclasses import replace

from expectations.columns import LEVEL, MOIS_CODE, NAME_EN, NAME_KO, REGION_ID, SIDO_KO, UNIT_ID, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.reference import unit_set_sizes

REFERENCE_REGION = TableContract(
    name="reference_region",
    schema="core",
    ko="기준 지역",
    en="Regions of the reference geography",
    description="Nation, capital region and rest, 5+3 groups, sido and the sigungu of the KOSIS set on the reference vintage: the one asked for, else the newest complete published one that is fit for measuring.",
    grain="a region",
    columns=(
        LEVEL,
        REGION_ID,
        optional(MOIS_CODE),
        Column("kostat_code", "VARCHAR", "통계청 코드", "KOSTAT code of the reference vintage", nullable=True, pattern=r"^[0-9]{2}(?:[0-9]{3})?$"),
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        replace(optional(UNIT_ID), name="sido_unit_id", ko="시도", en="Sido", caveat=""),
        Column("megaregion", "VARCHAR", "5극3특 권역", "5+3 group", nullable=True),
        Column("in_keis", "BOOLEAN", "고용정보원 단위", "In the KEIS set", nullable=True),
        Column("in_local_government", "BOOLEAN", "기초지자체", "Basic local government", nullable=True),
        Column("reference_vintage", "DATE", "기준 경계일", "Reference vintage"),
    ),
    key=("level", "region_id"),
    references=to_unit("sido_unit_id"),
    source="core.region, core.megaregion_membership, core.boundary, core.derived_boundary",
    expectations=(Expect("expect_compound_columns_to_be_unique", {"column_list": ["level", "name_ko", "sido_unit_id"]}),),
    rules=(
        Rule(
            name="unit_set_sizes",
            measure=unit_set_sizes,
            key=("unit_set",),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}),),
        ),
    ),
)  # fmt: skip
