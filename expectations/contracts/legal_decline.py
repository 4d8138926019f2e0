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
    UNIT_ID,
    VERIFIED,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.extinction import CITATION, RISK_CLASS
from expectations.references import to_unit
from expectations.rules.policy import decline_area_units
from expectations.templates import one_of

DECLINE_AREA = TableContract(
    name="decline_area",
    schema="core",
    ko="인구감소지역",
    en="Population-decline areas",
    description="The 89 areas of MOIS notice 2021-66: a designation in law by eight indicators, not the extinction risk index.",
    grain="a designated unit",
    columns=(
        UNIT_ID,
        replace(MOIS_CODE, caveat="on the day of the notice"),
        NAME_KO,
        replace(UNIT_ID, name="sido_unit_id", ko="시도", en="Sido", caveat="on the day of the notice: Gunwi-gun was in Gyeongbuk"),
        Column("designated_from", "DATE", "지정일", "Day of the announcement"),
        Column("notice", "VARCHAR", "고시", "Notice"),
        FACT_SOURCE,
        VERIFIED,
        NOTE,
    ),
    key=("unit_id",),
    references=to_unit("unit_id", "sido_unit_id"),
    source="assets/reference/tables/decline_area.csv, from MOIS (행정안전부) notice 2021-66",
    expectations=(
        Expect("expect_table_row_count_to_equal", {"value": 89}, why="the notice lists 89 areas"),
    ),
    rules=(
        Rule(
            name="decline_area_units",
            measure=decline_area_units,
            key=("unit_id",),
            expect=(one_of("verdict", "alive"),),
        ),
    ),
)  # fmt: skip


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
