"""What became of units: events, the pieces that they moved, the reference vintage and the way to it."""

from __future__ import annotations

from dataclasses import replace

from expectations.columns import (
    LEVEL,
    MOIS_CODE,
    NAME_EN,
    NAME_KO,
    REGION_ID,
    SIDO_KO,
    SOURCE_FILE,
    SOURCE_ROW,
    UNIT_ID,
    optional,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.history import unit_set_sizes, weights_of_a_source
from expectations.templates import near_zero, one_of

EVENT_TYPES = (
    "rename", "recode", "merge", "split", "partial_transfer", "sido_transfer", "status_change", "gu_create", "gu_abolish",
)  # fmt: skip
EVENT_ID = Column(
    "event_id", "VARCHAR", "사건 식별자", "Event", pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+$",
    caveat="the date and a name; one event has several links",
)  # fmt: skip
EVENT_DATE = Column("date", "DATE", "시행일", "Day from which the new state holds")
FROM_UNIT = replace(UNIT_ID, name="from_unit_id", ko="이전 단위", en="Old unit", caveat="")
TO_UNIT = replace(UNIT_ID, name="to_unit_id", ko="이후 단위", en="New unit", caveat="")
EVIDENCE = Column("evidence", "VARCHAR", "근거", "What the part is made of", nullable=True, caveat="legal dong codes where known")
VERIFIED = Column("verified", "BOOLEAN", "확인 여부", "Checked against publishers' code tables")
SOURCE = Column("source", "VARCHAR", "출처", "Source")
NOTE = Column("note", "VARCHAR", "비고", "Note", nullable=True)
_CODE = r"^[0-9]{2}(?:[0-9]{3})?$"

REGION_EVENT = TableContract(
    name="region_event",
    schema="core",
    ko="행정구역 변경 사건",
    en="Events of the region history",
    description="Mergers, splits, transfers, renames and recodes since 1995; a unit goes whole into one other, or in listed parts.",
    grain="a link between an old and a new unit",
    columns=(
        Column("link_id", "VARCHAR", "연결 식별자", "Link", formula="event_id || '/' || coalesce(from_unit_id, '-') || '>' || coalesce(to_unit_id, '-')"),
        EVENT_ID,
        EVENT_DATE,
        Column("type", "VARCHAR", "유형", "Type of event", allowed=EVENT_TYPES),
        replace(optional(FROM_UNIT), caveat="empty where a whole code scheme is recoded"),
        Column("from_mois_code", "VARCHAR", "이전 코드", "MOIS code on the eve", nullable=True, pattern=_CODE),
        replace(optional(TO_UNIT), caveat="empty where a whole code scheme is recoded"),
        Column("to_mois_code", "VARCHAR", "이후 코드", "MOIS code on the day", nullable=True, pattern=_CODE),
        Column("exact", "BOOLEAN", "전부 이동", "The old unit goes whole into the new one"),
        EVIDENCE,
        VERIFIED,
        Column("disputed", "VARCHAR", "이견", "What sources disagree on", nullable=True),
        SOURCE,
        NOTE,
    ),
    key=("link_id",),
    references=to_unit("from_unit_id", "to_unit_id"),
    source="assets/reference/tables/region_event.csv, from code tables of MOIS and Statistics Korea and the press",
    expectations=(
        Expect("expect_compound_columns_to_be_unique", {"column_list": ["event_id", "from_unit_id", "to_unit_id"]}),
        Expect(
            "expect_column_values_to_be_in_set", {"column": "verified", "value_set": [True]}, "warning",
            "from one source only, or not in a publisher's code table",
        ),
    ),
)  # fmt: skip


PIECE_METHODS = (
    "emd_population", "registered_population", "registered_households", "legal_dong_area", "registered_area", "assumed",
)  # fmt: skip

EVENT_PIECE = TableContract(
    name="event_piece",
    schema="core",
    ko="분할 규모",
    en="Sizes of the parts of a division",
    description="Where more than one way leads out of a unit or into one, the size of each way; what goes on has a row for itself.",
    grain="a link of an event",
    columns=(
        EVENT_ID,
        EVENT_DATE,
        Column("unit_set", "VARCHAR", "단위 집합", "Sets in which it divides something", caveat="joined by `;`; `across`: in none"),
        FROM_UNIT,
        TO_UNIT,
        Column("population", "BIGINT", "인구", "People of the part", unit="persons", nullable=True, minimum=1, measure="extensive"),
        Column("population_date", "DATE", "인구 기준일", "Date of that population", nullable=True),
        Column("population_source", "VARCHAR", "인구 출처", "Source of that population", nullable=True),
        Column(
            "households", "BIGINT", "세대", "Households of the part", unit="households", nullable=True, minimum=0, measure="extensive",
            caveat="0 where the transfer is assumed to have moved nobody",
        ),
        Column("households_date", "DATE", "세대 기준일", "Date of those households", nullable=True),
        Column("households_source", "VARCHAR", "세대 출처", "Source of those households", nullable=True),
        Column("area_km2", "DOUBLE", "면적", "Area of the part", unit="km2", nullable=True, minimum=0, measure="extensive"),
        Column("area_source", "VARCHAR", "면적 출처", "Source of that area", nullable=True),
        Column("method", "VARCHAR", "방법", "Best measure at hand", allowed=PIECE_METHODS),
        EVIDENCE,
        VERIFIED,
        NOTE,
    ),
    key=("event_id", "from_unit_id", "to_unit_id"),
    references=to_unit("from_unit_id", "to_unit_id"),
    source="assets/reference/tables/event_piece.csv; publishers are named by row",
)  # fmt: skip


RENUMBERED_CODE = TableContract(
    name="renumbered_code",
    schema="raw",
    ko="바뀐 시군구코드",
    en="Renumbered sigungu",
    description="The sigungu of Gwangju and Jeonnam on the day on which the two became one province.",
    grain="a sigungu",
    columns=(
        Column("old_code", "VARCHAR", "이전 코드", "MOIS code on the eve", pattern=r"^[0-9]{5}$", source="mois5_old"),
        Column("new_code", "VARCHAR", "이후 코드", "MOIS code on the day", pattern=r"^[0-9]{5}$", source="mois5_new_…"),
        Column("changed_on", "DATE", "시행일", "Day of the change", caveat="from the name of the column"),
        Column("name_ko", "VARCHAR", "이름", "Name"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "old_code"),
    source="compiled from the notice of the Ministry of the Interior and Safety (행정안전부)",
    min_rows=0,
)


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
            expect=(near_zero("difference"),),
        ),
    ),
)  # fmt: skip


TRACK = Column(
    "track", "VARCHAR", "단위 계열", "Set of units", allowed=("finest", "kosis", "sido"),
    caveat="finest: without gu of its own; kosis: directly below a sido; sido",
)  # fmt: skip
WEIGHT = Column(
    "weight", "DOUBLE", "가중치", "Share of the old unit", unit="ratio", minimum=0, maximum=1,
    caveat="multiply counts, then sum by the new unit; rates are never summed", measure="intensive",
)  # fmt: skip
METHOD = Column(
    "method", "VARCHAR", "방법", "How the share is known",
    caveat="unchanged, exact (rename, recode, merger, transfer as a whole), or the measure of the parts: population, households, area_km2",
)  # fmt: skip

CROSSWALK = TableContract(
    name="crosswalk",
    schema="core",
    ko="기준 지역 연결표",
    en="Crosswalk to the reference geography",
    description=(
        "From every era of every unit since 1995 to the units of the reference vintage, forwards and backwards in time. "
        "Join codes with their scheme and a day between valid_from and valid_to."
    ),
    grain="an era of a unit in a set, and a reference unit",
    columns=(
        TRACK,
        Column("region_id", "VARCHAR", "시기 식별자", "Era of the old unit", caveat="of core.region"),
        replace(UNIT_ID, name="from_unit_id", ko="이전 단위", en="Old unit", caveat=""),
        replace(NAME_KO, name="from_name_ko", ko="이전 이름", en="Name of the old unit"),
        Column("from_mois_code", "VARCHAR", "행정안전부 코드", "MOIS code in the era", pattern=_CODE),
        Column("from_kostat7_code", "VARCHAR", "통계청 코드(7자리 시대)", "KOSTAT code, 7-digit era", nullable=True, pattern=_CODE),
        Column("from_kostat8_code", "VARCHAR", "통계청 코드(8자리 시대)", "KOSTAT code, 8-digit era", nullable=True, pattern=_CODE),
        Column("valid_from", "DATE", "시작일", "First day of the era"),
        Column("valid_to", "DATE", "종료일", "First day after the era", nullable=True),
        replace(UNIT_ID, name="to_unit_id", ko="기준 단위", en="Unit of the reference vintage", caveat=""),
        replace(NAME_KO, name="to_name_ko", ko="기준 이름", en="Name of the reference unit"),
        Column("to_mois_code", "VARCHAR", "기준 행정안전부 코드", "MOIS code on the reference vintage", pattern=_CODE),
        Column("reference_vintage", "DATE", "기준 경계일", "Reference vintage"),
        WEIGHT,
        Column("exact", "BOOLEAN", "정확", "The old unit lies whole in the new one"),
        METHOD,
        Column("events", "VARCHAR", "사건", "Events on the way", nullable=True, caveat="of core.region_event, joined by `;`"),
    ),
    key=("track", "region_id", "to_unit_id"),
    references=to_unit("from_unit_id", "to_unit_id"),
    source="core.region, core.region_event, core.event_piece",
    rules=(
        Rule(
            name="weights_sum_to_one",
            measure=weights_of_a_source,
            key=("track", "region_id"),
            expect=(
                near_zero("excess", 1e-9),
                one_of("exact_but_divided", False),
            ),
        ),
    ),
)  # fmt: skip
