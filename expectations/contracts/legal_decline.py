"""Areas of population decline as designated in law."""

from __future__ import annotations

from dataclasses import replace

from expectations.columns import (
    AREA_KM2,
    FACT_SOURCE,
    GEOMETRY,
    GEOMETRY_BASIS,
    MOIS_CODE,
    NAME_EN,
    NAME_KO,
    NOTE,
    REFERENCE_DATE,
    SIDO_KO,
    SOURCE_DATE,
    UNIT_ID,
    VERIFIED,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.extinction import CITATION, RISK_CLASS
from expectations.extent import ALL
from expectations.references import to_unit
from expectations.rules.policy import decline_area_units, interest_area_units
from expectations.templates import one_of

KINDS = ("decline", "interest")
_COLUMNS = (
    Column("kind", "VARCHAR", "지정 종류", "What it is designated as", allowed=KINDS, caveat="인구감소지역, 인구감소관심지역: two designations, in a table each"),
    UNIT_ID,
    replace(MOIS_CODE, caveat="on the day of the notice"),
    NAME_KO,
    replace(UNIT_ID, name="sido_unit_id", ko="시도", en="Sido", caveat="on the day of the notice: Gunwi-gun was in Gyeongbuk"),
    Column("designated_from", "DATE", "지정일", "First day", caveat="population-decline areas: the day of the announcement"),
    Column("designated_until", "DATE", "지정 기한", "Last day of the period", caveat="no later notice was found up to 2026-11-27: whether it holds after this day is not known"),
    Column("until_basis", "VARCHAR", "기한 근거", "What the last day is", allowed=("cycle", "notice"), caveat="cycle: five years by the notice's supplementary article 2; notice: named in it"),
    Column("notice", "VARCHAR", "고시", "Notice"),
    FACT_SOURCE,
    SOURCE_DATE,
    VERIFIED,
    NOTE,
)  # fmt: skip

DECLINE_AREA = TableContract(
    name="decline_area",
    schema="core",
    ko="인구감소지역",
    en="Population-decline areas",
    description="The 89 areas of MOIS notice 2021-66: a designation in law by eight indicators, not the extinction risk index.",
    grain="a designated unit",
    columns=_COLUMNS,
    key=("unit_id",),
    references=to_unit("unit_id", "sido_unit_id"),
    source="assets/reference/tables/decline_area.csv, from MOIS (행정안전부) notice 2021-66",
    expectations=(
        Expect("expect_table_row_count_to_equal", {"value": 89}, why="the notice lists 89 areas"),
        Expect("expect_column_values_to_be_in_set", {"column": "kind", "value_set": ["decline"]}),
    ),
    rules=(
        Rule(
            name="decline_area_units",
            measure=decline_area_units,
            key=("unit_id",),
            expect=(one_of("verdict", "alive"),),
        ),
    ),
)


INTEREST_AREA = TableContract(
    name="interest_area",
    schema="core",
    ko="인구감소관심지역",
    en="Areas of interest beside the population-decline areas",
    description=(
        "The 18 areas of MOIS notice 2025-78, which have a smaller share of the regional extinction response fund since 2022. They are "
        "no population-decline areas and none of the 89."
    ),
    grain="a designated unit",
    columns=_COLUMNS,
    key=("unit_id",),
    references=to_unit("unit_id", "sido_unit_id"),
    source="assets/reference/tables/decline_area.csv, from MOIS (행정안전부) notice 2025-78",
    expectations=(
        Expect("expect_table_row_count_to_equal", {"value": 18}, why="the notice lists 18 areas"),
        Expect("expect_column_values_to_be_in_set", {"column": "kind", "value_set": ["interest"]}),
    ),
    rules=(
        Rule(
            name="interest_area_units",
            measure=interest_area_units,
            key=("unit_id",),
            expect=(one_of("verdict", "alive"),),
        ),
    ),
)


LEGAL_DECLINE_AREA = TableContract(
    name="legal_decline_area",
    schema="mart",
    ko="인구감소지역 (법정 지정)",
    en="Population-decline areas designated by law",
    description="The 89 areas of MOIS notice 2021-66 on the reference geography: a legal designation, no computed class; none stands in this table.",
    grain="a designated area",
    columns=(
        UNIT_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        DECLINE_AREA.column("designated_from"),
        DECLINE_AREA.column("designated_until"),
        DECLINE_AREA.column("until_basis"),
        DECLINE_AREA.column("notice"),
        DECLINE_AREA.column("source"),
        AREA_KM2,
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("unit_id",),
    references=to_unit(),
    geometry="geometry",
    source="core.decline_area by core.crosswalk, core.level_boundary",
    expectations=(
        Expect(
            "expect_table_row_count_to_equal", {"value": 89}, why="each of the 89 areas is one unit of the reference geography"
        ),
    ),
)


LEGAL_AREA_BY_CLASS = TableContract(
    name="legal_area_by_class",
    schema="mart",
    ko="법정 지정과 소멸위험 등급의 교차표",
    en="Designation in law against extinction-risk class",
    description="How many sigungu are designated (2021) and which class they have on each date. Two different things, laid beside each other and not mixed.",
    grain="a date, designation and class",
    may_lose=ALL,
    columns=(
        REFERENCE_DATE,
        Column("designated", "BOOLEAN", "인구감소지역 지정", "Designated as population-decline area", caveat="by the notice of October 2021, on dates before it too"),
        replace(RISK_CLASS, nullable=False, formula="", allowed=(*RISK_CLASS.allowed, "unknown"), caveat="KEIS class, computed; unknown: no figures on that date"),
        Column("units", "BIGINT", "시군구 수", "Sigungu", unit="units", minimum=1, measure="extensive"),
    ),
    key=("reference_date", "designated", "risk_class"),
    source="mart.legal_decline_area, mart.extinction_risk",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip
