"""The rust-belt index: components and rank, what published studies expect, how it stands when choices change."""

from __future__ import annotations

from dataclasses import replace

from domain.rust_belt import (
    FEWEST_WORKERS,
    GROUPS,
    INDICATORS,
    LABELS,
    STATES,
    TRAJECTORIES,
    VALIDATED_UNITS,
    WEIGHT_FOR_A_RANK,
    Indicator,
)
from expectations.columns import (
    CENTROID_LAT,
    CENTROID_LON,
    GEOMETRY,
    GEOMETRY_BASIS,
    MOIS_CODE,
    NAME_EN,
    NAME_KO,
    REFERENCE_DATE,
    REGION_ID,
    SIDO_KO,
    UNIT_ID,
    optional,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.formula import Formula, carried, in_words
from expectations.long_formulas import SCORE, STATE, TRAJECTORY, points
from expectations.references import to_unit
from expectations.rules.industry import expected_areas_told, states_follow
from expectations.templates import one_of


def _value(indicator: Indicator) -> Column:
    return Column(
        indicator.name,
        "DOUBLE",
        indicator.ko,
        indicator.en,
        unit=indicator.unit,
        nullable=True,
        measure="intensive",
        formula=in_words(indicator.formula),
        caveat=indicator.caveat,
    )


def _joint(indicator: Indicator) -> Column:
    return replace(
        _value(indicator), name=f"{indicator.name}_joint", ko=f"{indicator.ko} (공통 기간)", en=f"{indicator.en}, years common to all",
        caveat=indicator.caveat.replace("span", "span_joint"),
    )  # fmt: skip


def _normalised(indicator: Indicator) -> Column:
    return Column(
        f"{indicator.name}_points", "DOUBLE", f"{indicator.ko} (점수)", f"{indicator.en}, points", unit="points of 1-100", nullable=True, minimum=1,
        maximum=100, measure="intensive",
        formula=points(f"{indicator.name}_joint" if indicator.spans else indicator.name),
        caveat="of the joint score" + (", thus of the years common to all" if indicator.spans else ""),
    )  # fmt: skip


def _rank(name: str, ko: str, en: str, caveat: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit="rank", nullable=True, minimum=1, caveat=caveat)


def _score(name: str, ko: str, en: str, caveat: str, formula: str | Formula) -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit="points of 1-100", nullable=True, minimum=1, maximum=100, measure="intensive",
        formula=formula, caveat=caveat,
    )  # fmt: skip


def _jobs(when: str, ko: str, en: str, caveat: str = "") -> tuple[Column, Column]:
    return (
        Column(f"jobs_{when}", "BIGINT", f"{ko} 제조업 종사자", f"Workers in manufacturing, {en}", unit="persons", nullable=True, minimum=0, caveat=caveat),
        replace(optional(REFERENCE_DATE), name=f"jobs_{when}_date", ko=f"{ko} 기준일", en=f"Date, {en}", caveat=""),
    )  # fmt: skip


def _lq(name: str, ko: str, en: str, caveat: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit="quotient", nullable=True, minimum=0, measure="intensive", caveat=caveat)


_BAND = (
    "among the hubs with a rank, in 2,000 random designs with a fixed seed, each on figures drawn within what is known of them: the change over a "
    "break, suppressed workers, differences to the national table, value added as published or as scaled, and for a missing value that of another hub"
)
_COUNTED = "as counted then: not comparable over a break; the losses are"

RUST_BELT = TableContract(
    name="rust_belt",
    schema="mart",
    ko="한국형 러스트벨트",
    en="Rust belt",
    description=(
        "Decline of manufacturing, in jobs and value added, and of people by sigungu; ranks are among units that were manufacturing hubs. A computed "
        "score, not a designation. Seoul and Jeonbuk publish no jobs by section: their hubs are judged by value added and people, and have no state."
    ),
    grain="a sigungu",
    columns=(
        REGION_ID,
        MOIS_CODE,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        Column("megaregion", "VARCHAR", "5극3특 권역", "5+3 group"),
        Column("group_id", "VARCHAR", "비교 집단", "Group that it is compared within", allowed=GROUPS, caveat="capital region, and rest"),
        replace(REFERENCE_DATE, caveat="of the population; the newest December"),
        Column(
            "hub", "BOOLEAN", "제조업 거점", "Was a manufacturing hub", nullable=True,
            formula=in_words(
                f"{FEWEST_WORKERS:,} workers in manufacturing or more, and a location quotient above 1, by workers in the first year known or at the peak of "
                "jobs, or by value added in any year known"
            ),
            caveat=(
                "empty: not known, neither by workers nor by value added. Without workers by section the size is value added over the nation's a worker. "
                "What fell before 2015, or by value added 2010, is not seen"
            ),
        ),
        Column("hub_basis", "VARCHAR", "거점 판단 근거", "What the rule rests on", allowed=("both", "workers", "value_added", "unknown"), caveat="of a hub: by what it is one; of others: what is known of them"),
        *_jobs("first", "처음", "first year known", _COUNTED),
        *_jobs("peak", "정점", "year of the highest index", _COUNTED),
        *_jobs("last", "최근", "newest year known", _COUNTED),
        _lq("workers_lq_first", "처음 입지계수 (종사자)", "Location quotient of manufacturing by workers, first year known"),
        _lq("workers_lq_peak", "정점 입지계수 (종사자)", "Location quotient of manufacturing by workers, year of the highest index"),
        _lq("value_added_lq_first", "처음 입지계수 (부가가치)", "Location quotient of manufacturing by value added, first year known", "2010 or 2015"),
        _lq("value_added_lq_highest", "최고 입지계수 (부가가치)", "Location quotient of manufacturing by value added, highest", "of 2010, 2015 and 2020"),
        Column("span", "VARCHAR", "비교 기간", "Years over which jobs are compared", nullable=True, pattern=r"^[0-9]{4}(?:-[0-9]{4})?(?:, [0-9]{4}(?:-[0-9]{4})?)*$", caveat="those of each segment that nearly all units of the group have; `2015-2016, 2017-2019` leaves out what happened from 2016 to 2017"),
        Column("span_joint", "VARCHAR", "공통 비교 기간", "Years over which jobs of all units are compared", nullable=True),
        *(_value(indicator) for indicator in INDICATORS),
        *(_joint(indicator) for indicator in INDICATORS if indicator.spans),
        *(_normalised(indicator) for indicator in INDICATORS),
        _score("score", "종합점수", "Score, all hubs on one scale", "jobs over the years common to all. Also of units that were no hub, on the scale of the hubs; see weight_known", SCORE),
        Column("weight_known", "DOUBLE", "알려진 가중치", "Share of the weight that rests on known values", unit="ratio", minimum=0, maximum=1, measure="intensive"),
        _rank("rank", "순위", "Rank among hubs", f"1 is the worst; empty for units that were no hub, and where less than {WEIGHT_FOR_A_RANK:.0%} of the weight is known"),
        _rank("rank_median", "순위 중앙값", "Median rank", _BAND),
        _rank("rank_low", "순위 5%", "Rank at 5 %", _BAND),
        _rank("rank_high", "순위 95%", "Rank at 95 %", _BAND),
        _score("score_group", "집단 내 종합점수", "Score on the scale of its group", "hubs of the capital region, or of the rest, alone; jobs over the years common to the group", in_words("as score, of points on the scale of the hubs of the group")),
        _rank("rank_group", "집단 내 순위", "Rank among the hubs of its group", "as rank"),
        _rank("rank_group_low", "집단 내 순위 5%", "Rank in its group at 5 %", _BAND),
        _rank("rank_group_high", "집단 내 순위 95%", "Rank in its group at 95 %", _BAND),
        Column(
            "state", "VARCHAR", "제조업 거점의 상태 (일자리)", "State of the manufacturing hub, in jobs", allowed=STATES,
            formula=STATE,
            caveat="unknown: a hub whose jobs are not known; no_hub: was none; not_known: not known whether it was one",
        ),
        Column(
            "trajectory", "VARCHAR", "제조업 일자리 추세", "Where manufacturing jobs go", allowed=TRAJECTORIES,
            formula=TRAJECTORY,
            caveat="the years differ by unit",
        ),
        replace(optional(REFERENCE_DATE), name="trajectory_from", ko="추세 시작일", en="First date of the trajectory", caveat=""),
        replace(optional(REFERENCE_DATE), name="trajectory_to", ko="추세 종료일", en="Last date of the trajectory", caveat=""),
        CENTROID_LON,
        CENTROID_LAT,
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("region_id",),
    references=to_unit("region_id"),
    geometry="geometry",
    source="mart.manufacturing_jobs, mart.manufacturing, core.sigungu_value_added, core.population, core.level_boundary",
    citation="Nardo et al. (2008), Handbook on Constructing Composite Indicators, OECD/JRC",
    expectations=(
        *(
            Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": f"{rank}_high", "column_B": f"{rank}_low", "or_equal": True, "ignore_row_if": "either_value_is_missing"})
            for rank in ("rank", "rank_group")
        ),
    ),
    rules=(
        Rule(
            name="states_follow",
            measure=states_follow,
            key=("region_id",),
            expect=(one_of("verdict", "follows"),),
        ),
    ),
)  # fmt: skip


RUST_BELT_EXPECTED = TableContract(
    name="rust_belt_expected",
    schema="mart",
    ko="러스트벨트로 예상되는 지역의 위치",
    en="Areas expected in the rust belt, and where they stand",
    description="Every area that was designated as being in an industrial or employment crisis, and those that accounts of industrial towns in decline name: what the table of the rust belt says of it, and what that rests on.",
    grain="an expected area",
    columns=(
        UNIT_ID,
        NAME_KO,
        SIDO_KO,
        Column("expected_for", "VARCHAR", "예상 근거", "Why it is expected", caveat="schemes of core.crisis_designation, or `named by experts`"),
        Column("industry", "VARCHAR", "업종 (영문)", "Industry that it is named for", nullable=True, caveat="empty where it is designated only"),
        Column("industry_ko", "VARCHAR", "업종", "Industry that it is named for, in Korean", nullable=True),
        Column("account", "VARCHAR", "근거 출처", "Whose account it is", nullable=True),
        Column("region_id", "VARCHAR", "해당 단위", "Unit of the rust belt that holds it", nullable=True, caveat="Changwon for its Jinhae-gu; empty where the reference geography has none"),
        *(
            replace(RUST_BELT.column(name), nullable=True, formula=carried(f"mart.rust_belt.{name}", "s.region_id = this.region_id"))
            for name in (
                "hub_basis", "state", "jobs_first", "jobs_first_date", "jobs_peak", "jobs_peak_date", "jobs_last", "jobs_last_date",
                "jobs_loss", "growth_gap", "rank", "rank_low", "rank_high", "rank_group",
            )
        ),
        Column("reason", "VARCHAR", "설명", "Why it stands there", caveat="한글 문장은 reason_ko"),
        Column("reason_ko", "VARCHAR", "설명 (한국어)", "Why it stands there, in Korean"),
    ),
    key=("unit_id",),
    references=to_unit(),
    source="mart.rust_belt, core.crisis_designation, core.region",
    min_rows=0,
    rules=(
        Rule(
            name="every_expected_area_is_told",
            measure=expected_areas_told,
            key=("unit_id",),
            expect=(one_of("verdict", "told"),),
        ),
    ),
)  # fmt: skip


RUST_BELT_SENSITIVITY = TableContract(
    name="rust_belt_sensitivity",
    schema="mart",
    ko="러스트벨트 순위의 민감도",
    en="What moves the ranks of the rust belt",
    description=(
        "Shares of the variance of ranks over all designs (draws of the figures, 2 normalisations, 3 weightings, 2 aggregations, none or one indicator "
        "left out). Jobs are over the years common to all."
    ),
    grain="a choice",
    columns=(
        Column("choice", "VARCHAR", "선택", "Choice", allowed=("input", "normalisation", "weighting", "aggregation", "left_out_indicator", "interactions"), caveat="input: figures drawn within what is known of them, as for mart.rust_belt.rank_low"),
        Column(
            "variance_share", "DOUBLE", "분산 비중", "Share of the variance of ranks", unit="ratio", minimum=-1e-9, maximum=1 + 1e-9,
            formula=in_words("variance of mean ranks by level of the choice / variance of ranks, averaged over hubs"), measure="intensive",
            caveat="first order; what choices do only together is in interactions, so that shares sum to 1",
        ),
        Column("designs", "INTEGER", "설계 수", "Designs", unit="designs", minimum=1),
        Column("units", "INTEGER", "거점 수", "Hubs with a rank", unit="units", minimum=1),
    ),
    key=("choice",),
    source="mart.rust_belt, mart.manufacturing_jobs, core.sigungu_value_added",
    citation="Saisana, Saltelli & Tarantola (2005), Journal of the Royal Statistical Society A 168",
    min_rows=0,
)  # fmt: skip


RUST_BELT_VALIDATION = TableContract(
    name="rust_belt_validation",
    schema="mart",
    ko="러스트벨트 점수의 검증",
    en="Validation of the rust-belt score",
    description=(
        "Area under the ROC curve with official designations as labels, which the score does not use. Designations of 2018 fall into the years of the "
        "figures, and money followed them: this is agreement, not a forecast. With so few designated units the interval counts, not the value."
    ),
    grain="a label, set of units and predictor",
    columns=(
        Column("label", "VARCHAR", "지정", "Designation", allowed=tuple(LABELS), caveat="each scheme alone; crisis: industrial or employment crisis; preemptive: the two preemptive schemes; any: all four"),
        Column("units", "VARCHAR", "대상", "Set of units", allowed=VALIDATED_UNITS, caveat="hubs; hubs outside of the capital region, where all designated hubs lie; all"),
        Column("predictor", "VARCHAR", "예측 변수", "Predictor", allowed=("score", "score_group", *(indicator.name for indicator in INDICATORS)), caveat="score_group is on the scale of each group and compared within hubs_rest only"),
        Column("auc", "DOUBLE", "ROC 곡선 아래 면적", "Area under the ROC curve", unit="ratio", nullable=True, minimum=0, maximum=1, measure="intensive", caveat="empty without a positive or a negative; 0.5 is chance"),
        Column("auc_low", "DOUBLE", "95% 구간 하한", "Lower end of the 95 % interval", unit="ratio", nullable=True, minimum=0, maximum=1, measure="intensive", formula=in_words("Newcombe (2006), method 5")),
        Column("auc_high", "DOUBLE", "95% 구간 상한", "Upper end of the 95 % interval", unit="ratio", nullable=True, minimum=0, maximum=1, measure="intensive", formula=in_words("Newcombe (2006), method 5")),
        Column("positives", "INTEGER", "지정 단위", "Designated units with a figure", unit="units", minimum=0, measure="extensive"),
        Column("n", "INTEGER", "단위 수", "Units with a figure", unit="units", minimum=0, measure="extensive"),
        Column("unknown_positives", "INTEGER", "값 없는 지정 단위", "Designated units without a figure or outside of the set", unit="units", minimum=0, measure="extensive"),
        Column("left_out", "INTEGER", "제외 단위", "Units left out", unit="units", minimum=0, measure="extensive", caveat="neither designated nor not: cities of which one gu is designated (Changwon, for Jinhae-gu), and units that went into a designated one made since (Jemulpo-gu)"),
    ),
    key=("label", "units", "predictor"),
    source="mart.rust_belt, core.crisis_designation, core.region_event",
    citation="Hanley & McNeil (1982), Radiology 143; Newcombe (2006), Statistics in Medicine 25",
    expectations=(
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "auc", "column_B": "auc_low", "or_equal": True, "ignore_row_if": "either_value_is_missing"}),
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "auc_high", "column_B": "auc", "or_equal": True, "ignore_row_if": "either_value_is_missing"}),
    ),
)  # fmt: skip
