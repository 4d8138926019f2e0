"""The rust-belt index: its indicators, states and thresholds, and the designations that it is held against."""

from __future__ import annotations

from dataclasses import dataclass


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

    @property
    def said(self) -> tuple[str, str]:
        """Its name within a sentence, in English and Korean."""
        return self.en[:1].lower() + self.en[1:], self.ko


# People are looked at over about the years of the industry.
PEOPLE_YEARS = 10
_SPAN = "over the years in span, changes within segments only; empty where one of the years is not known"
INDICATORS = (
    Indicator(
        "jobs_loss",
        0,
        "제조업 일자리 감소",
        "Manufacturing jobs lost since their peak",
        "1 - index of jobs in the last year / its highest",
        _SPAN,
        spans=True,
    ),
    Indicator(
        "specialisation_loss",
        0,
        "제조업 특화도 하락",
        "Fall of the location quotient of manufacturing by workers",
        "highest LQ - LQ in the last year, as chained changes",
        _SPAN,
        "quotient",
        spans=True,
    ),
    Indicator(
        "value_added_share_loss",
        0,
        "제조업 부가가치 비중 하락",
        "Share of manufacturing in value added lost",
        "share in the first common year - share in the newest",
        "of value added brought to the sido's accounts; 2015 and 2020, which is the first year of the pandemic",
    ),
    Indicator(
        "growth_gap",
        0,
        "제조업 성장 격차",
        "Manufacturing value added behind the nation's",
        "1 - growth of the unit's / growth of the nation's, as ratios of the two years",
        "the same years; current prices",
    ),
    Indicator(
        "population_loss",
        1,
        "인구 감소",
        "Population lost since its peak",
        f"1 - population / its highest December of the last {PEOPLE_YEARS} years",
        "empty unless known five years before",
    ),
    Indicator(
        "youth_outflow",
        1,
        "청년 유출",
        "Young people missing",
        "1 - persons aged 20-34 / those aged 15-29 five years before",
        "a residual of registered persons: moves, and the few deaths; below 0 where more came",
    ),
    Indicator(
        "ageing_speed", 1, "고령화 속도", "Rise of the share of persons aged 65 and over", "share - share five years before"
    ),
    Indicator(
        "population_persistence",
        1,
        "인구 감소 지속성",
        "Years in which the population fell",
        f"falls / changes from year to year in the last {PEOPLE_YEARS} years",
        "five changes or more",
    ),
)
# Units are ranked within their group.
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

# What a score is held against: designations in law, by how late they come, and each scheme alone.
SCHEMES = ("industrial_crisis", "employment_crisis", "industrial_crisis_preemptive", "employment_crisis_preemptive")
LABELS = {
    "any": SCHEMES,
    "crisis": ("industrial_crisis", "employment_crisis"),
    "preemptive": ("industrial_crisis_preemptive", "employment_crisis_preemptive"),
    **{scheme: (scheme,) for scheme in SCHEMES},
}
VALIDATED_UNITS = ("hubs", "hubs_rest", "all")


@dataclass(frozen=True)
class Expected:
    """An area that accounts of industrial towns in decline name, the industry they name it for, and whose account it is."""

    ko: str
    en: str
    source: str = "designation notices, core.crisis_designation"

    @property
    def told(self) -> dict[str, str]:
        """As columns of mart.rust_belt_expected."""
        return {"industry": self.en, "industry_ko": self.ko, "account": self.source}


# Whatever the designations say, these are in the table of expected areas with a sentence.
EXPECTED = {
    "gunsan-si": Expected(
        "조선·자동차 (조선소 2017년 7월 중단, 자동차 공장 2018년 5월 폐쇄)",
        "ships and cars: the yard stopped in July 2017, the car works closed in May 2018",
    ),
    "geoje-si": Expected("조선", "ships"),
    "tongyeong-si": Expected("조선 (중형 조선소)", "ships: yards of middle size"),
    "gyeongnam-goseong-gun": Expected("조선 기자재", "parts of ships"),
    "ulsan-dong-gu": Expected("조선", "ships"),
    "changwon-jinhae-gu": Expected("조선 (중형 조선소)", "ships: a yard of middle size"),
    "mokpo-si": Expected("조선 (대불산단 배후도시)", "ships: the town beside the yards of Yeongam"),
    "yeongam-gun": Expected("조선 (대불산단)", "ships: the Daebul complex"),
    "pohang-si": Expected("철강", "steel"),
    "gwangyang-si": Expected("철강", "steel"),
    "yeosu-si": Expected("석유화학", "petrochemicals"),
    "gumi-si": Expected(
        "전자 (대기업 생산라인 이전)", "electronics: lines of large firms moved to the capital region and abroad",
        "the debate on industrial towns; not designated",
    ),
}  # fmt: skip
