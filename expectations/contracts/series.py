"""All indicators in one place: terms, values, spatial autocorrelation and association with a lag."""

from __future__ import annotations

from dataclasses import replace

from domain.association import LEAST, NOT_SIGNIFICANT, PERMUTATIONS, PERMUTATIONS_OF_MAP, QUADRANTS, READING
from expectations.columns import LEVEL, MISSING_UNITS, REFERENCE_DATE, REGION_ID
from expectations.contract import Column, TableContract
from expectations.contracts.units import TERM
from expectations.formula import in_words
from expectations.references import to_indicator, to_region, to_term, to_unit

INDICATOR_ID = Column(
    "indicator", "VARCHAR", "지표", "Indicator", pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$",
)  # fmt: skip

INDICATOR = TableContract(
    name="indicator",
    schema="mart",
    ko="지표 목록",
    en="Indicators",
    description="One line per series; unit, formula and source are those of its column in the table that it comes from.",
    grain="an indicator",
    columns=(
        replace(INDICATOR_ID, formula="split_part(table_name, '.', 2) || '.' || column_name"),
        Column("table_name", "VARCHAR", "테이블", "Table"),
        Column("column_name", "VARCHAR", "열", "Column"),
        Column("name_ko", "VARCHAR", "이름", "Name in Korean"),
        Column("name_en", "VARCHAR", "영문 이름", "Name in English"),
        Column("unit", "VARCHAR", "단위", "Unit"),
        Column(
            "measure", "VARCHAR", "성격", "Count or rate", allowed=("extensive", "intensive"),
            caveat="extensive ones may be summed over regions, intensive ones never",
        ),
        Column("formula", "VARCHAR", "산식", "Formula", nullable=True),
        Column(
            "rate_events", "VARCHAR", "분자 (사건 수)", "Count that the rate is of", nullable=True, pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$",
            caveat="rates of counted persons or births only; none where the numerator is a difference, an amount or a sample",
        ),
        Column(
            "rate_base", "VARCHAR", "분모 (대상 인구)", "Count that the rate is per", nullable=True, pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$",
            caveat="empty where no column has it; it is then rate_events over the rate",
        ),
        Column("caveat", "VARCHAR", "주의", "Note", nullable=True),
        Column("source", "VARCHAR", "출처", "Source"),
        Column("citation", "VARCHAR", "인용", "Reference", nullable=True),
    ),
    key=("indicator",),
    source="the contracts of the tables",
)  # fmt: skip


INDICATOR_VALUE = TableContract(
    name="indicator_value",
    schema="mart",
    ko="지표 값",
    en="Values of all indicators",
    description="Every series by region and date, for maps and comparisons; what is not known has no row.",
    grain="an indicator, region and date",
    columns=(
        INDICATOR_ID,
        LEVEL,
        REGION_ID,
        REFERENCE_DATE,
        Column("value", "DOUBLE", "값", "Value", unit="of the indicator", caveat="unit and definition are in mart.indicator"),
        replace(
            MISSING_UNITS,
            caveat="left out of the figure, which is a rate or a share: a count that lacks a unit is not known and has no row",
        ),
    ),
    key=("indicator", "level", "region_id", "reference_date"),
    references=(*to_indicator(), *to_region()),
    source="the indicator tables of mart",
)


INDICATOR_TERM = TableContract(
    name="indicator_term",
    schema="mart",
    ko="임기별 지표 변화",
    en="Change of indicators by term of local government",
    description="From the last figure before a term began to the last within it; where there is none before, from the first within it.",
    grain="an indicator, region and term",
    columns=(
        INDICATOR_ID,
        LEVEL,
        REGION_ID,
        TERM,
        replace(REFERENCE_DATE, name="first_date", ko="시작 기준일", en="Date of the first figure", caveat=""),
        replace(REFERENCE_DATE, name="last_date", ko="마지막 기준일", en="Date of the last figure", caveat=""),
        Column("first_value", "DOUBLE", "시작 값", "First figure", unit="of the indicator"),
        Column("last_value", "DOUBLE", "마지막 값", "Last figure", unit="of the indicator"),
        replace(MISSING_UNITS, name="first_missing_units", ko="시작 값 누락 단위", en="Units missing from the first figure", caveat=""),
        replace(MISSING_UNITS, name="last_missing_units", ko="마지막 값 누락 단위", en="Units missing from the last figure", caveat=""),
        Column(
            "comparable", "BOOLEAN", "비교 가능", "The figures lack the same number of units",
            formula="first_missing_units = last_missing_units", caveat="false: the two figures are not of the same units",
        ),
        Column(
            "change", "DOUBLE", "임기 중 지표 변화", "Change of the indicator in the term", unit="of the indicator", nullable=True,
            formula="CASE WHEN comparable THEN last_value - first_value END", caveat="empty where not comparable",
        ),
        Column("whole_term", "BOOLEAN", "임기 전체", "The figures span the term", caveat="false where the series begins in the term, or the term goes on"),
    ),
    key=("indicator", "level", "region_id", "term"),
    references=(*to_indicator(), *to_region(), *to_term()),
    source="mart.indicator_value, core.local_government_term",
    min_rows=0,
)  # fmt: skip


MORAN_CITATION = (
    "Moran (1950), Biometrika 37; Anselin (1995), Geographical Analysis 27; Assuncao & Reis (1999), Statistics in Medicine 18; "
    "Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57; computed with PySAL esda"
)
_EB = (
    "standardised by empirical Bayes: (rate - rate of all units) / its standard deviation in a unit of that size; empty for a series that is "
    "no rate of counted persons or births"
)
SEEDS = "another seed: four others are tried"

SPATIAL_AUTOCORRELATION = TableContract(
    name="spatial_autocorrelation",
    schema="mart",
    ko="공간적 자기상관",
    en="Spatial autocorrelation",
    description="Global Moran's I on the newest date of each rate by sigungu; weights are core.neighbour, row-standardised.",
    grain="an indicator",
    columns=(
        INDICATOR_ID,
        REFERENCE_DATE,
        Column("units", "BIGINT", "단위 수", "Sigungu with a figure", unit="units", minimum=3),
        Column("units_missing", "BIGINT", "누락 단위", "Sigungu without a figure, left out of the weights", unit="units", minimum=0),
        Column("units_alone", "BIGINT", "고립 단위", "Sigungu whose neighbours all lack a figure", unit="units", minimum=0),
        Column("moran_i", "DOUBLE", "모란 지수", "Moran's I", unit="1", formula=in_words("(n / S0) z'Wz / z'z"), caveat="of the figure as published"),
        Column("moran_i_eb", "DOUBLE", "모란 지수 (경험적 베이즈)", "Moran's I of the rate standardised by empirical Bayes", unit="1", nullable=True, caveat=_EB),
        Column("expected_i", "DOUBLE", "기댓값", "Expected I without autocorrelation", unit="1", formula="-1 / (units - units_alone - 1)"),
        Column("empirical_bayes", "BOOLEAN", "경험적 베이즈 적용", "Judged as standardised by empirical Bayes", caveat="p and clusters are then of moran_i_eb and local_i_eb"),
        Column(
            "p_value", "DOUBLE", "양측 유의확률", f"Two-sided pseudo p of {PERMUTATIONS_OF_MAP:,} permutations", unit="probability", minimum=0, maximum=1,
            formula=in_words("2 * (1 + the fewer of permutations at least as high or as low) / (1 + permutations)"), caveat="of the statistic that is judged; fixed seed",
        ),
        Column("clusters", "BIGINT", "군집 단위", "Sigungu in a significant local cluster", unit="units", minimum=0, caveat="two-sided, after false-discovery control at 5 %"),
        Column("clusters_raw", "BIGINT", "군집 단위 (공표값)", "The same for the figure as published", unit="units", minimum=0, caveat="without empirical Bayes; the same number where that is not applied"),
        Column("clusters_seed_dependent", "BIGINT", "난수에 따라 바뀌는 단위", "Sigungu that another seed puts into another class", unit="units", minimum=0, caveat=SEEDS + "; counted where one of them differs"),
    ),
    key=("indicator",),
    references=to_indicator(),
    source="mart.indicator_value, core.neighbour",
    citation=MORAN_CITATION,
    min_rows=0,
)  # fmt: skip


CLUSTER = Column(
    "cluster", "VARCHAR", "공간 군집의 유형", "Kind of spatial cluster or outlier", allowed=(*QUADRANTS, NOT_SIGNIFICANT),
    caveat="the unit against its neighbours, where significant two-sided after false-discovery control (Benjamini-Hochberg, 5 %)",
)  # fmt: skip
LOCAL_I = Column("local_i", "DOUBLE", "국지적 모란 지수", "Local Moran's I", unit="1", caveat="of the figure as published")
P_VALUE = Column(
    "p_value", "DOUBLE", "양측 유의확률", f"Two-sided pseudo p of {PERMUTATIONS:,} conditional permutations", unit="probability", minimum=0, maximum=1,
    formula=in_words("2 * (1 + the fewer of draws whose mean of neighbours is at least as high or as low) / (1 + draws)"),
    caveat="fixed seed; of local_i_eb where there is one, else of local_i",
)  # fmt: skip
SEED_DEPENDENT = Column("seed_dependent", "BOOLEAN", "난수에 따라 바뀜", "Of another class under another seed", caveat=SEEDS)

LOCAL_CLUSTER = TableContract(
    name="local_cluster",
    schema="mart",
    ko="국지적 공간 군집",
    en="Local spatial clusters",
    description=(
        "Local indicators of spatial association on the newest date of each rate by sigungu. Tests are two-sided. A rate of counted persons or "
        "births is judged as standardised by empirical Bayes, since over few persons it swings by chance; both statistics are printed."
    ),
    grain="an indicator and sigungu",
    columns=(
        INDICATOR_ID,
        replace(REGION_ID, caveat="unit_id of a sigungu"),
        REFERENCE_DATE,
        Column("value", "DOUBLE", "값", "Value", unit="of the indicator"),
        Column("neighbour_mean", "DOUBLE", "이웃 평균", "Mean of the neighbours", unit="of the indicator"),
        LOCAL_I,
        replace(P_VALUE, name="p_value_raw", ko="양측 유의확률 (공표값)", en="Two-sided pseudo p of the figure as published", caveat="fixed seed; of local_i"),
        Column("local_i_eb", "DOUBLE", "국지적 모란 지수 (경험적 베이즈)", "Local Moran's I of the rate standardised by empirical Bayes", unit="1", nullable=True, caveat=_EB),
        P_VALUE,
        CLUSTER,
        SEED_DEPENDENT,
    ),
    key=("indicator", "region_id"),
    references=(*to_unit("region_id"), *to_indicator()),
    source="mart.indicator_value, mart.indicator, core.neighbour",
    citation=MORAN_CITATION,
    min_rows=0,
)  # fmt: skip


LAG_ASSOCIATION = TableContract(
    name="lag_association",
    schema="mart",
    ko="시차 상관 (인과 아님)",
    en="Correlations with a lag: association, not cause",
    description=(
        "Pearson's r between a figure of a region and another of the same region some years later. Prices, jobs and births share trends and "
        "causes that are not in the data, so that none of these numbers tells what brings about what. Employment of sido is that of the labour force "
        "survey (15-64); of the young there is a survey of sigungu only."
    ),
    grain="a pair of figures, level, way of comparing and lag",
    columns=(
        Column("earlier", "VARCHAR", "앞선 지표", "Figure of the earlier year", pattern=r"^[a-z0-9_.]+$"),
        Column("later", "VARCHAR", "뒤의 지표", "Figure of the later year", pattern=r"^[a-z0-9_.]+$"),
        LEVEL,
        Column(
            "comparison", "VARCHAR", "비교 방식", "What is compared", allowed=("all", "within_regions", "within_regions_and_years", "over_time"),
            caveat="all: levels of all regions and years; within_regions: each region's mean taken off; within_regions_and_years: the mean of all "
            "regions in a year taken off too, and with it what moves all alike; over_time: one series of differences, capital region minus rest",
        ),
        Column("lag_years", "INTEGER", "시차", "Lag", unit="years", minimum=0, maximum=10),
        Column("n", "BIGINT", "관측 수", "Pairs of figures", minimum=LEAST, caveat="years of one region are no independent observations"),
        Column("regions", "BIGINT", "지역 수", "Regions", minimum=1),
        Column("years", "BIGINT", "연도 수", "Years of the later figure", minimum=1),
        Column("last_year", "INTEGER", "마지막 연도", "Newest year of the later figure", minimum=1985, maximum=2100),
        Column("r", "DOUBLE", "상관계수", "Pearson's r", unit="coefficient", minimum=-1.0000001, maximum=1.0000001, formula=in_words("of the figures as compared; no test of significance")),
        Column("reading", "VARCHAR", "해석", "How to read it", allowed=(READING,)),
    ),
    key=("earlier", "later", "level", "comparison", "lag_years"),
    source="mart.apartment_price, mart.employment_rate, mart.fertility_rate",
    min_rows=0,
)  # fmt: skip
