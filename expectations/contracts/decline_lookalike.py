"""mart.decline_lookalike: a transparent index of several figures in the manner of KIET's, which it is not."""

from dataclasses import replace

from expectations.columns import NAME_EN, NAME_KO, REFERENCE_DATE, SIDO_KO, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.references import to_unit

LOOKALIKE = "look-alike, not the official index"
WINDOW_YEARS, JOBS_YEARS = 5, 3
# Figure, its sign (1: more is better), labels, unit, formula.
FIGURES = (
    ("population_change", 1, "인구 변화", "Population change in five years", "ratio", "population / population five years before - 1"),
    ("fertility", 1, "합계출산율", "Total fertility rate", "births per woman", "mart.fertility_rate, newest year"),
    ("old_share", -1, "고령 비율", "Share of persons aged 65 and over", "ratio", "persons aged 65 and over / population"),
    ("youth_residual", 1, "청년 코호트 증감", "Net residual of the young", "ratio", "persons aged 20-34 / persons aged 15-29 five years before - 1"),
    ("jobs_change", 1, "취업자 변화", "Change of employed residents in three years", "ratio", "employed / employed three years before - 1 (mart.employment_rate)"),
)  # fmt: skip
INDEX = Column(
    "lookalike_index", "DOUBLE", "복합 쇠퇴지수 (유사 지수)", "Index of several figures", unit="standard deviations", nullable=True,
    measure="intensive", formula="mean of the z-scores in `figures`, each pointing up for better", caveat=f"{LOOKALIKE}; lower is worse; empty where one of the figures is",
)  # fmt: skip

DECLINE_LOOKALIKE = TableContract(
    name="decline_lookalike",
    schema="mart",
    ko="복합 쇠퇴지수 (유사 지수, 공식 지수 아님)",
    en="Index of several figures: look-alike, not the official index",
    description=(
        "Equal weights, z-scores over sigungu, newest date. KIET's K-지방소멸지수 (2022) uses R&D spending, variety of industries, knowledge "
        "industries, product per head, employment and population change, most of which no source here has by sigungu."
    ),
    grain="a sigungu",
    columns=(
        UNIT_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        REFERENCE_DATE,
        *(
            Column(name, "DOUBLE", ko, en, unit=unit, nullable=True, measure="intensive", formula=formula)
            for name, _, ko, en, unit, formula in FIGURES
        ),
        *(
            Column(
                f"{name}_z", "DOUBLE", f"{ko} 표준점수", f"{en}, z-score", unit="standard deviations", nullable=True, measure="intensive",
                formula=f"{'' if sign > 0 else '-'}({name} - mean) / standard deviation, over all sigungu that have it",
            )
            for name, sign, ko, en, _, _ in FIGURES
        ),
        INDEX,
        Column("rank", "BIGINT", "순위", "Rank, 1 is worst", nullable=True, minimum=1),
        Column("figures", "VARCHAR", "사용 지표", "Figures in the index", nullable=True, caveat="those that any sigungu has in this release"),
        Column("missing_figures", "VARCHAR", "누락 지표", "Figures that this sigungu lacks", nullable=True),
        replace(SIDO_KO, name="label", ko="표지", en="What this is", allowed=(LOOKALIKE,), pattern="", caveat=""),
    ),
    key=("unit_id",),
    references=to_unit(),
    source="core.population (registration), mart.fertility_rate, mart.employment_rate",
    citation="After the idea of Huh Moon-gu and others (2022), K-지방소멸지수 개발과 정책과제, Korea Institute for Industrial Economics and Trade (KIET)",
    min_rows=0,
)  # fmt: skip
