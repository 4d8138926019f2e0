"""mart.rust_belt: decline of manufacturing hubs, a composite of eight indicators with bands for its ranks."""

from dataclasses import dataclass, replace

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
    optional,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.rust_belt import states_follow


@dataclass(frozen=True)
class Indicator:
    """One part of the composite; higher is worse. Pillar 0 is industry, 1 is people.

    `spans` says that it is measured over the years common to the unit's group, and once more over those common to all.
    """

    name: str
    pillar: int
    ko: str
    en: str
    formula: str
    caveat: str = ""
    unit: str = "ratio"
    spans: bool = False


# People are looked at over about the years of the industry.
PEOPLE_YEARS = 10
_SPAN = "over the years in span, changes within segments only; empty where one of the years is not known"
INDICATORS = (
    Indicator("jobs_loss", 0, "제조업 일자리 감소", "Manufacturing jobs lost since their peak", "1 - index of jobs in the last year / its highest", _SPAN, spans=True),
    Indicator("specialisation_loss", 0, "제조업 특화도 하락", "Fall of the location quotient of manufacturing by workers", "highest LQ - LQ in the last year, as chained changes", _SPAN, "quotient", spans=True),
    Indicator("value_added_share_loss", 0, "제조업 부가가치 비중 하락", "Share of manufacturing in value added lost", "share in the first common year - share in the newest", "of value added brought to the sido's accounts; 2015 and 2020, which is the first year of the pandemic"),
    Indicator("growth_gap", 0, "제조업 성장 격차", "Manufacturing value added behind the nation's", "1 - growth of the unit's / growth of the nation's, as ratios of the two years", "the same years; current prices"),
    Indicator("population_loss", 1, "인구 감소", "Population lost since its peak", f"1 - population / its highest December of the last {PEOPLE_YEARS} years", "empty unless known five years before"),
    Indicator("youth_outflow", 1, "청년 유출", "Young people missing", "1 - persons aged 20-34 / those aged 15-29 five years before", "a residual of registered persons: moves, and the few deaths; below 0 where more came"),
    Indicator("ageing_speed", 1, "고령화 속도", "Rise of the share of persons aged 65 and over", "share - share five years before"),
    Indicator("population_persistence", 1, "인구 감소 지속성", "Years in which the population fell", f"falls / changes from year to year in the last {PEOPLE_YEARS} years", "five changes or more"),
)  # fmt: skip
GROUPS = ("capital", "rest")
STATES = ("intact", "eroded", "hollowed", "unknown", "no_hub", "not_known")
TRAJECTORIES = ("declining", "steady", "rising", "unknown")
# Below this share of the weight a unit has no rank, only the band of ranks that it may have: so it is where jobs are not known.
WEIGHT_FOR_A_RANK = 0.8
# Enough manufacturing to lose: workers in the first year known or at the peak.
FEWEST_WORKERS = 2000
# States are shares of jobs that are lost; trajectories are changes a year of jobs in the newest segment.
ERODED_FROM, HOLLOWED_FROM = 0.10, 0.25
STEADY_WITHIN = 0.01


def _value(indicator: Indicator) -> Column:
    return Column(
        indicator.name,
        "DOUBLE",
        indicator.ko,
        indicator.en,
        unit=indicator.unit,
        nullable=True,
        measure="intensive",
        formula=indicator.formula,
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
        formula="1 + 99 * (value - low) / (high - low); low and high are the 5 % and 95 % quantiles of the hubs, what lies outside is cut off",
        caveat="of the joint score" + (", thus of the years common to all" if indicator.spans else ""),
    )  # fmt: skip


def _rank(name: str, ko: str, en: str, caveat: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit="rank", nullable=True, minimum=1, caveat=caveat)


def _score(name: str, ko: str, en: str, caveat: str) -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit="points of 1-100", nullable=True, minimum=1, maximum=100, measure="intensive",
        formula="arithmetic mean of the points known; pillars weigh the same, and within them indicators", caveat=caveat,
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
    "break, differences to the national table, value added as published or as scaled, and for a missing value that of another hub"
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
            formula=(
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
        _score("score", "종합점수", "Score, all hubs on one scale", "jobs over the years common to all. Also of units that were no hub, on the scale of the hubs; see weight_known"),
        Column("weight_known", "DOUBLE", "알려진 가중치", "Share of the weight that rests on known values", unit="ratio", minimum=0, maximum=1, measure="intensive"),
        _rank("rank", "순위", "Rank among hubs", f"1 is the worst; empty for units that were no hub, and where less than {WEIGHT_FOR_A_RANK:.0%} of the weight is known"),
        _rank("rank_median", "순위 중앙값", "Median rank", _BAND),
        _rank("rank_low", "순위 5%", "Rank at 5 %", _BAND),
        _rank("rank_high", "순위 95%", "Rank at 95 %", _BAND),
        _score("score_group", "집단 내 종합점수", "Score on the scale of its group", "hubs of the capital region, or of the rest, alone; jobs over the years common to the group"),
        _rank("rank_group", "집단 내 순위", "Rank among the hubs of its group", "as rank"),
        _rank("rank_group_low", "집단 내 순위 5%", "Rank in its group at 5 %", _BAND),
        _rank("rank_group_high", "집단 내 순위 95%", "Rank in its group at 95 %", _BAND),
        Column(
            "state", "VARCHAR", "제조업 거점의 상태 (일자리)", "State of the manufacturing hub, in jobs", allowed=STATES,
            formula=f"jobs_loss: below {ERODED_FROM:.0%} intact, below {HOLLOWED_FROM:.0%} eroded, else hollowed",
            caveat="unknown: a hub whose jobs are not known; no_hub: was none; not_known: not known whether it was one",
        ),
        Column(
            "trajectory", "VARCHAR", "제조업 일자리 추세", "Where manufacturing jobs go", allowed=TRAJECTORIES,
            formula=f"change a year from trajectory_from to trajectory_to, the ends of the newest segment known: -{STEADY_WITHIN:.0%} or less declining, {STEADY_WITHIN:.0%} or more rising, else steady",
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
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["follows"]}),),
        ),
    ),
)  # fmt: skip
