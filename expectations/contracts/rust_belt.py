"""mart.rust_belt: decline of manufacturing hubs, a composite of seven indicators with bands for its ranks."""

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
from expectations.contract import Column, Expect, TableContract
from expectations.references import to_unit


@dataclass(frozen=True)
class Indicator:
    """One part of the composite; higher is worse. Pillar 0 is industry, 1 is people."""

    name: str
    pillar: int
    ko: str
    en: str
    formula: str
    caveat: str = ""
    unit: str = "ratio"


INDICATORS = (
    Indicator("manufacturing_loss", 0, "제조업 비중 감소", "Share of manufacturing lost since its peak", "peak of three-year means - the newest one", "since 2016; mart.manufacturing.panel_loss"),
    Indicator("specialisation_loss", 0, "특화도 하락", "Fall of the location quotient", "mean LQ of the first three years - of the last three", "the nation is that of mart.manufacturing.panel_share", "quotient"),
    Indicator("manufacturing_persistence", 0, "제조업 비중 감소 지속성", "Years in which the share of manufacturing fell", "falls / changes from year to year", "five changes or more"),
    Indicator("population_loss", 1, "인구 감소", "Population lost since its peak", "1 - population / its highest December", "since 2015; empty unless known five years before"),
    Indicator("youth_outflow", 1, "청년 유출", "Young people missing", "1 - persons aged 20-34 / those aged 15-29 five years before", "a residual of registered persons: moves, and the few deaths; below 0 where more came"),
    Indicator("ageing_speed", 1, "고령화 속도", "Rise of the share of persons aged 65 and over", "share - share five years before"),
    Indicator("population_persistence", 1, "인구 감소 지속성", "Years in which the population fell", "falls / changes from year to year", "five changes or more"),
)  # fmt: skip
STATES = ("intact", "eroded", "hollowed", "unknown")
TRAJECTORIES = ("at_peak", "declining", "trough", "rebounding", "unknown")
# Below this share of the weight a unit has no rank, only the band of ranks that it may have.
WEIGHT_FOR_A_RANK = 0.6
# States are shares of the peak that are lost; trajectories are changes of the three-year mean in shares of all.
ERODED_FROM, HOLLOWED_FROM = 0.10, 0.25
AT_PEAK_BELOW, REBOUND_FROM, STILL_FALLING_FROM = 0.01, 0.01, 0.0025


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


def _normalised(indicator: Indicator) -> Column:
    return Column(
        f"{indicator.name}_points", "DOUBLE", f"{indicator.ko} (점수)", f"{indicator.en}, points", unit="points of 1-100", nullable=True, minimum=1,
        maximum=100, measure="intensive", formula="1 + 99 * (value - lowest) / (highest - lowest) of the hubs, cut off at the ends",
    )  # fmt: skip


def _rank(name: str, ko: str, en: str, caveat: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit="rank", nullable=True, minimum=1, caveat=caveat)


_BAND = "among the hubs with a rank, in 2,000 random designs with a fixed seed; a missing value is drawn from the other hubs"

RUST_BELT = TableContract(
    name="rust_belt",
    schema="mart",
    ko="한국형 러스트벨트",
    en="Rust belt",
    description=(
        "Decline of manufacturing and of people by sigungu; ranks are among units that were manufacturing hubs. A computed score, not a "
        "designation. Shift-share and value added are known by sido only and not part of it."
    ),
    grain="a sigungu",
    columns=(
        REGION_ID,
        MOIS_CODE,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        Column("megaregion", "VARCHAR", "5극3특 권역", "5+3 group"),
        replace(REFERENCE_DATE, caveat="of the population; the newest December"),
        replace(optional(REFERENCE_DATE), name="panel_date", ko="제조업 기준일", en="Year of the manufacturing figures", caveat=""),
        Column(
            "hub", "BOOLEAN", "제조업 거점", "Was a manufacturing hub", nullable=True,
            formula="panel_lq > 1 in the mean of 2016-2018; without it, share of residents in mining and manufacturing above the nation's in 2024",
            caveat="empty: neither is known. Hubs that had fallen before 2016 (Tongyeong, Mokpo) are not seen",
        ),
        Column("hub_basis", "VARCHAR", "거점 판단 근거", "What the rule rests on", allowed=("panel", "residence", "unknown")),
        *(_value(indicator) for indicator in INDICATORS),
        *(_normalised(indicator) for indicator in INDICATORS),
        Column(
            "score", "DOUBLE", "종합점수", "Score", unit="points of 1-100", nullable=True, minimum=1, maximum=100, measure="intensive",
            formula="arithmetic mean of the points known; pillars weigh the same, and within them indicators",
            caveat="also of units that were no hub, on the scale of the hubs; see weight_known",
        ),
        Column("weight_known", "DOUBLE", "알려진 가중치", "Share of the weight that rests on known values", unit="ratio", minimum=0, maximum=1, measure="intensive"),
        _rank("rank", "순위", "Rank among hubs", f"1 is the worst; empty for units that were no hub, and where less than {WEIGHT_FOR_A_RANK:.0%} of the weight is known"),
        _rank("rank_median", "순위 중앙값", "Median rank", _BAND),
        _rank("rank_low", "순위 5%", "Rank at 5 %", _BAND),
        _rank("rank_high", "순위 95%", "Rank at 95 %", _BAND),
        Column(
            "state", "VARCHAR", "상태", "State", allowed=STATES,
            formula=f"share of the peak lost: below {ERODED_FROM:.0%} intact, below {HOLLOWED_FROM:.0%} eroded, else hollowed",
        ),
        Column(
            "trajectory", "VARCHAR", "추세", "Trajectory", allowed=TRAJECTORIES,
            formula=(
                "three-year mean: less than 1 point below its peak at_peak; 1 point or more above the lowest since rebounding; fell by 0.25 "
                "points or more in the last year declining; else trough"
            ),
        ),
        CENTROID_LON,
        CENTROID_LAT,
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("region_id",),
    references=to_unit("region_id"),
    geometry="geometry",
    source="mart.manufacturing, core.resident_industry, core.population, core.level_boundary",
    citation="Nardo et al. (2008), Handbook on Constructing Composite Indicators, OECD/JRC",
    expectations=(
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "rank_high", "column_B": "rank_low", "or_equal": True, "ignore_row_if": "either_value_is_missing"}),
    ),
)  # fmt: skip
