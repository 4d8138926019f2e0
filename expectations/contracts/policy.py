"""Policy in law and notice: events, their status, industrial crisis areas and their triggers."""

from __future__ import annotations

from dataclasses import replace

from domain.designation import STATES
from expectations.columns import (
    AREA_KM2,
    FACT_SOURCE,
    GEOMETRY,
    GEOMETRY_BASIS,
    LEVEL,
    MOIS_CODE,
    NAME_EN,
    NAME_KO,
    NOTE,
    REGION_ID,
    SIDO_KO,
    SOURCE_DATE,
    UNIT_ID,
    VERIFIED,
    optional,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.extent import ALL
from expectations.formula import Formula, in_words
from expectations.references import to_unit
from expectations.rules.policy import (
    designated_units,
    designation_days,
    drawn_designations,
    policy_regions,
    sources_of_events,
)
from expectations.templates import one_of

KINDS = (
    "law", "court", "regulation", "deregulation", "plan", "relocation", "designation", "special_province", "union", "merger",
)  # fmt: skip
STATUSES = ("promised", "done", "ended", "annulled")
SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
KIND = Column("kind", "VARCHAR", "종류", "Kind", allowed=KINDS)
STATUS = Column(
    "status", "VARCHAR", "상태", "State of the promise after it", allowed=STATUSES,
    caveat="done: as far as the act itself goes; whether it had an effect is another question",
)  # fmt: skip

POLICY_EVENT = TableContract(
    name="policy_event",
    schema="core",
    ko="지역정책 연표",
    en="Events of regional policy",
    description="What was decided, promised and done, by whom and for which regions. A selection of facts, no appraisal of them.",
    grain="an event",
    columns=(
        Column("event_id", "VARCHAR", "사건 식별자", "Event", pattern=SLUG),
        Column("event_date", "DATE", "날짜", "Date", caveat="first day of the month or year where the day is not known"),
        Column("date_basis", "VARCHAR", "날짜 근거", "How exact the date is", allowed=("day", "month", "year")),
        Column("promise_id", "VARCHAR", "약속 식별자", "What was promised", pattern=SLUG, caveat="events of one promise share it; the last tells its state"),
        KIND,
        Column("actor", "VARCHAR", "주체", "Who acted"),
        Column("government", "VARCHAR", "정부", "Government whose programme it is of", nullable=True, pattern=SLUG, caveat="of core.government_term; empty for laws and acts of others"),
        Column("act_ko", "VARCHAR", "내용", "Act in Korean"),
        Column("act_en", "VARCHAR", "내용 (영문)", "Act in English"),
        replace(LEVEL, caveat="of the regions named"),
        Column("region_ids", "VARCHAR", "지역", "Regions", pattern=r"^[a-z0-9_-]+(?:;[a-z0-9_-]+)*$", caveat="identifiers of that level, divided by semicolons"),
        STATUS,
        Column("promised", "VARCHAR", "약속", "What was promised", nullable=True),
        Column("done", "VARCHAR", "이행", "What was done", nullable=True),
        FACT_SOURCE,
        SOURCE_DATE,
        replace(VERIFIED, caveat="false: typed from what is commonly known and not yet held against the act or notice; it decides no claim and no count"),
        NOTE,
    ),
    key=("event_id",),
    source="assets/reference/tables/policy_event.csv, from acts, notices and the press as named in each row",
    expectations=(
        Expect(
            "expect_column_values_to_be_in_set", {"column": "verified", "value_set": [True]}, "warning",
            "not yet held against the act or notice",
        ),
    ),
    rules=(
        Rule(name="policy_regions", measure=policy_regions, key=("event_id", "region"), expect=(one_of("verdict", "alive"),)),
        Rule(name="sources_of_events", measure=sources_of_events, key=("event_id",), expect=(one_of("verdict", "sourced"),)),
    ),
)  # fmt: skip


def _count(name: str, ko: str, en: str) -> Column:
    return Column(name, "BIGINT", ko, en, unit="promises", minimum=0)


POLICY_STATUS = TableContract(
    name="policy_status",
    schema="mart",
    ko="권역별 지역정책 현황",
    en="Regional policy by 5+3 group",
    description=(
        "Promises of core.policy_event that name the group, one of its provinces or municipalities, or the nation; what concerns several "
        "groups counts in each, so never sum over groups. The last verified event of a promise tells its state; others count in `unverified` alone."
    ),
    grain="a 5+3 group and kind",
    columns=(
        replace(REGION_ID, en="5+3 group", caveat=""),
        NAME_KO,
        NAME_EN,
        replace(KIND, caveat="of the last event of the promise"),
        _count("promised", "약속", "Promises made"),
        _count("done", "이행", "Of these done"),
        _count("given_up", "중단", "Of these ended or annulled"),
        _count("open", "미이행", "Of these still only promised"),
        _count("unverified", "미확인", "Promises with events that are not verified and count nowhere else"),
        Column("latest_date", "DATE", "최근 날짜", "Date of the latest event"),
        Column("latest_act_ko", "VARCHAR", "최근 내용", "Latest act in Korean"),
        Column("latest_act_en", "VARCHAR", "최근 내용 (영문)", "Latest act in English"),
        replace(STATUS, name="latest_status", ko="최근 상태", en="State after it"),
    ),
    key=("region_id", "kind"),
    source="core.policy_event, core.region, core.megaregion_membership",
    expectations=(
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "promised", "column_B": "done", "or_equal": True}),
    ),
)  # fmt: skip


OF_A_DESIGNATION = ("scheme", "unit_id", "designated_from")
LATEST_UNTIL = Column(
    "latest_until",
    "DATE",
    "늦어도 종료일",
    "Last day at the latest",
    caveat="the last day where it is known, else the last that the law allows: preemptive ones of MOEL 12 months from the first day (from a decision some days more), those of 2018 the end of 2022",
)

CRISIS_DESIGNATION = TableContract(
    name="crisis_designation",
    schema="core",
    ko="위기지역 지정",
    en="Designated crisis regions",
    description="Industrial and employment crisis regions by law, preemptive ones included; a designation is a policy's judgement, not a measurement.",
    grain="a unit, scheme and first day",
    columns=(
        Column(
            "scheme", "VARCHAR", "위기지역 지정 제도", "Scheme of the crisis area",
            allowed=("industrial_crisis", "industrial_crisis_preemptive", "employment_crisis", "employment_crisis_preemptive"),
            caveat="산업위기대응특별지역, 산업위기선제대응지역, 고용위기지역, 고용위기선제대응지역; the preemptive ones exist since 2022 and 2025",
        ),
        UNIT_ID,
        replace(MOIS_CODE, caveat="at designation"),
        Column("designated_from", "DATE", "지정 시작일", "First day"),
        Column(
            "from_basis", "VARCHAR", "시작일 근거", "What the first day is", allowed=("day", "decision", "notice", "report"),
            caveat="decision, notice: the day on which it was decided or its notice registered, it may begin later; report: of the press, it began before",
        ),
        Column("designated_until", "DATE", "지정 종료일", "Last day", nullable=True, caveat="counts; empty where it was not found"),
        Column(
            "until_basis", "VARCHAR", "종료일 근거", "What the last day is", allowed=("day", "at_least", "open"),
            caveat="at_least: it lasts to that day and perhaps further; open: not known",
        ),
        LATEST_UNTIL,
        Column("checked_on", "DATE", "확인 기준일", "Day up to which it was looked up"),
        Column("ministry", "VARCHAR", "지정 부처", "Ministry", allowed=("MOTIE", "MOEL")),
        FACT_SOURCE,
        SOURCE_DATE,
        VERIFIED,
        NOTE,
    ),
    key=OF_A_DESIGNATION,
    references=to_unit(),
    source="assets/reference/tables/crisis_designation.csv, from notices of MOTIE (산업통상부) and MOEL (고용노동부)",
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": "designated_until", "column_B": "designated_from", "ignore_row_if": "either_value_is_missing"},
            why="a designation lasts longer than a day",
        ),
    ),
    rules=(
        Rule(name="designated_units", measure=designated_units, key=OF_A_DESIGNATION, expect=(one_of("verdict", "alive"),)),
    ),
)  # fmt: skip


CONDITION = Column("condition", "VARCHAR", "요건", "Condition", pattern=r"^[a-z_]+$")

CRISIS_CONDITION = TableContract(
    name="crisis_condition",
    schema="core",
    ko="위기지역 지정 요건",
    en="Conditions of crisis designations",
    description="Measurable conditions only. Where no table is at hand the condition is not checkable; needed_series says what it would take.",
    grain="a scheme and condition",
    columns=(
        Column("scheme", "VARCHAR", "지정 제도", "Scheme", allowed=("industrial_crisis", "industrial_crisis_preemptive", "employment_crisis")),
        CONDITION,
        Column("ko", "VARCHAR", "요건 이름", "Condition in Korean"),
        Column("en", "VARCHAR", "요건 영문 이름", "Condition in English"),
        Column("months_averaged", "INTEGER", "평균 개월", "Months averaged", unit="months", nullable=True, minimum=1),
        Column("months_before", "INTEGER", "비교 시점", "Compared with so many months before", unit="months", nullable=True, minimum=12),
        Column("threshold", "DOUBLE", "기준", "Change at which it is met", unit="ratio", nullable=True, caveat="below 0: a fall of this size or more; empty where the source does not say"),
        Column("needed_series", "VARCHAR", "필요 자료", "Series that it takes"),
        Column("table_at_hand", "VARCHAR", "보유 자료", "Table at hand", nullable=True, pattern=r"^raw\.[a-z_]+$", caveat="empty: none, so that checkable is `not checkable`"),
        Column("checkable", "VARCHAR", "확인 가능 여부", "Can it be checked", allowed=("checkable", "not checkable"), formula="CASE WHEN table_at_hand IS NULL THEN 'not checkable' ELSE 'checkable' END"),
        Column("law", "VARCHAR", "근거 법령", "Law"),
        FACT_SOURCE,
        VERIFIED,
        optional(NOTE),
    ),
    key=("scheme", "condition"),
    source="assets/reference/tables/crisis_condition.csv, from decrees and notices as reported",
    expectations=(Expect("expect_table_row_count_to_be_between", {"min_value": 9}),),
)  # fmt: skip


CRISIS_TRIGGER = TableContract(
    name="crisis_trigger",
    schema="mart",
    ko="위기지역 지정 요건 점검",
    en="Early warning by conditions of crisis designations",
    description=(
        "Apartment prices only: the other conditions are not checkable (core.crisis_condition says which series they take). One condition "
        "met is no crisis: the law asks for all of them together."
    ),
    grain="a condition, unit and month",
    may_lose=ALL,
    columns=(
        CONDITION,
        replace(UNIT_ID, caveat="sigungu, and gu of cities where the publisher has them"),
        NAME_KO,
        SIDO_KO,
        Column("month", "DATE", "월", "Month", caveat="its first day; the last of the months averaged"),
        Column("mean_now", "DOUBLE", "최근 평균", "Mean of the newest months", unit="index", minimum=0, measure="intensive"),
        Column("mean_before", "DOUBLE", "비교 시점 평균", "Mean of the same months before", unit="index", minimum=0, measure="intensive"),
        Column("change", "DOUBLE", "변화율", "Change", unit="ratio", minimum=-1, measure="intensive", formula="mean_now / mean_before - 1"),
        Column("met", "BOOLEAN", "충족 여부", "Condition met", formula=Formula("this.change <= (SELECT c.threshold FROM core.crisis_condition AS c WHERE c.condition = this.condition)")),
    ),
    key=("condition", "unit_id", "month"),
    references=to_unit(),
    source="raw.reb_price_index, core.crisis_condition",
    min_rows=0,
)  # fmt: skip


CRISIS_AREA = TableContract(
    name="crisis_area",
    schema="mart",
    ko="위기지역 (법정 지정)",
    en="Crisis areas designated by law",
    description="Industrial and employment crisis regions of core.crisis_designation on the reference geography, ended ones too: `state` tells them apart. A unit younger than that geography has its derived shape, or none where legal dong and eup-myeon-dong are lacking. A unit stands once per scheme and first day; areas of two schemes lie on each other.",
    grain="a unit, scheme and first day",
    columns=(
        CRISIS_DESIGNATION.column("scheme"),
        UNIT_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        CRISIS_DESIGNATION.column("designated_from"),
        CRISIS_DESIGNATION.column("from_basis"),
        replace(LATEST_UNTIL, name="designated_until", ko="지정 종료일", caveat="the last that the law allows where `until_basis` is not `day`"),
        CRISIS_DESIGNATION.column("until_basis"),
        Column("state", "VARCHAR", "상태", "State on the day", allowed=STATES, formula=in_words("may_be_in_force: the last day is not known and the law allows a later one")),
        Column("state_on", "DATE", "상태 기준일", "Day of the state", caveat="up to which the designations were looked up"),
        CRISIS_DESIGNATION.column("ministry"),
        CRISIS_DESIGNATION.column("source"),
        VERIFIED,
        NOTE,
        replace(AREA_KM2, minimum=0.0),
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=OF_A_DESIGNATION,
    geometry="geometry",
    source="core.crisis_designation, core.boundary, core.derived_boundary",
    references=to_unit(),
    rules=(
        Rule(name="designation_days", measure=designation_days, key=OF_A_DESIGNATION, expect=(one_of("verdict", "in order"),)),
        Rule(
            name="drawn_designations",
            measure=drawn_designations,
            key=OF_A_DESIGNATION,
            expect=(
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["drawn", "younger than the map"]}, severity="warning",
                    why="the unit is none of the reference vintage; it is in core.crisis_designation only",
                ),
            ),
        ),
    ),
)  # fmt: skip
