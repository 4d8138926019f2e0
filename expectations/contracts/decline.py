"""Other readings of decline: risk by dong and on the map, halving of young women, the official index, how far they agree."""

from __future__ import annotations

from dataclasses import replace

from domain.decline import DECLINE_MEASURES, LOOKALIKE, LOOKALIKE_FIGURES
from domain.projection import ASSUMED
from domain.risk import AT_RISK_FORMULA
from expectations import long_formulas
from expectations.columns import (
    GEOMETRY,
    GEOMETRY_BASIS,
    MISSING_UNITS,
    NAME_EN,
    NAME_KO,
    POPULATION,
    REFERENCE_DATE,
    REGION_ID,
    SHOWN_FROM,
    SHOWN_TO,
    SIDO_KO,
    SIMPLIFIED,
    UNIT_ID,
    optional,
)
from expectations.contract import Column, Expect, TableContract
from expectations.contracts.emd import EMD_CODE, EMD_NAME, SIGUNGU_OF_EMD
from expectations.contracts.extinction import CITATION, EXTINCTION_RISK, POPULATION_65_OVER, RISK_CLASS, RISK_INDEX, WOMEN_20_39
from expectations.contracts.projection import OF_UNITS
from expectations.extent import ALL
from expectations.formula import Formula, carried, in_words
from expectations.references import to_unit
from expectations.templates import series

EMD_EXTINCTION_RISK = TableContract(
    name="emd_extinction_risk",
    schema="mart",
    ko="읍면동 소멸위험지수",
    en="Extinction risk by eup-myeon-dong",
    description=(
        "The KEIS index of each eup-myeon-dong on the units of the day. Small units move by a few persons: look at the counts beside it. "
        "A computed class, not a designation in law."
    ),
    grain="an eup-myeon-dong and date",
    columns=(
        EMD_CODE,
        REFERENCE_DATE,
        EMD_NAME,
        SIGUNGU_OF_EMD,
        Column("sigungu_ko", "VARCHAR", "시군구 이름", "Sigungu in Korean", caveat="of the day"),
        Column("sido_ko", "VARCHAR", "시도", "Province in Korean", caveat="of the day"),
        replace(optional(POPULATION), caveat="empty where a sex is not printed"),
        optional(WOMEN_20_39),
        optional(POPULATION_65_OVER),
        replace(optional(RISK_INDEX), caveat="empty where nobody is 65 or older"),
        optional(RISK_CLASS),
        Column("at_risk", "BOOLEAN", "소멸위험", "At risk", nullable=True, formula=AT_RISK_FORMULA),
    ),
    key=("emd_code", "reference_date"),
    references=to_unit("sigungu_unit_id"),
    source="core.emd_registration",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip


_MAPPED = "s.level = 'sigungu' AND s.region_id = this.region_id AND s.reference_date = this.reference_date"

EXTINCTION_RISK_MAP = TableContract(
    name="extinction_risk_map",
    schema="mart",
    ko="지방소멸위험지수 연도별",
    en="Extinction risk by year",
    description="The index of mart.extinction_risk on simplified shapes of one geography. A December's figure is drawn for its whole year; a year without figures is empty.",
    grain="a sigungu and date",
    columns=(
        REGION_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        REFERENCE_DATE,
        replace(SHOWN_FROM, formula="make_date(year(reference_date), 1, 1)"),
        replace(SHOWN_TO, nullable=False, formula="reference_date"),
        optional(POPULATION),
        replace(RISK_INDEX, formula=carried("mart.extinction_risk.risk_index", _MAPPED)),
        RISK_CLASS,
        EXTINCTION_RISK.column("at_risk"),
        replace(MISSING_UNITS, ko="누락", en="Without figures", maximum=1, caveat="1: the unit lacks figures on that date"),
        replace(EXTINCTION_RISK.column("interpolated"), caveat="true: shared out from a divided unit"),
        GEOMETRY_BASIS,
        SIMPLIFIED,
    ),
    key=("region_id", "reference_date"),
    geometry="geometry",
    source="mart.extinction_risk, core.simple_boundary",
    references=to_unit("region_id"),
    citation=CITATION,
)


_MOVES = "changes of cohorts over the last ten years go on for 30 years, moves in them"


def _ratio(name: str, ko: str, en: str, formula: str | Formula, caveat: str) -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit="ratio", nullable=True, minimum=0, measure="intensive", formula=formula, caveat=caveat
    )


MASUDA = series(
    "masuda",
    ko="마스다 기준 (20-39세 여성 30년 내 반감)",
    en="Masuda's criterion: women aged 20-39 halve within 30 years",
    description=(
        "Women aged 20-39 thirty years ahead, read from core.cohort_path: on the path of mart.projection and, beside it, with each region for "
        "itself and at the observed pace. Not the projection of the Japan Policy Council, whose criterion it applies. Column basis says what "
        "the path is held to; all dates are on one, and core.cohort_path has every date on the others."
    ),
    grain="a region and date from which is looked ahead",
    may_lose=ALL,
    columns=(
        replace(OF_UNITS, caveat=f"{OF_UNITS.caveat}; controlled only for dates from which the official path leads thirty years ahead"),
        Column("target_date", "DATE", "목표 시점", "Date looked ahead to", formula="reference_date + INTERVAL '30 years'"),
        replace(optional(POPULATION), ko="인구 (마스다 기준의 출발 시점)", en="Population from which Masuda's criterion looks ahead"),
        replace(optional(WOMEN_20_39), ko="20-39세 여성 (마스다 기준의 출발 시점)", en="Women aged 20-39 from whom Masuda's criterion looks ahead"),
        Column(
            "women_20_39_projected", "DOUBLE", "30년 뒤 20-39세 여성", "Women aged 20-39, 30 years ahead", unit="persons", nullable=True, minimum=0,
            formula=in_words("core.cohort_path.women_20_39, six steps of five years"), caveat=f"parts add up to the whole. {ASSUMED}",
        ),
        _ratio("projected_ratio", "20-39세 여성의 30년 뒤 비율 (코호트)", "Women aged 20-39 in 30 years per one now, by cohorts", Formula("women_20_39_projected / women_20_39", where="missing_units = 0"), _MOVES),
        Column("halves", "BOOLEAN", "마스다 기준 해당", "Women aged 20-39 halve within 30 years", nullable=True, formula="projected_ratio <= 0.5"),
        Column(
            "population_projected", "DOUBLE", "30년 뒤 인구", "Population 30 years ahead", unit="persons", nullable=True, minimum=0,
            formula=in_words("core.cohort_path.population"), caveat="without foreigners",
        ),
        Column(
            "halves_and_small", "BOOLEAN", "20-39세 여성이 반감하고 인구 1만 명 미만", "Women aged 20-39 halve, and fewer than 10,000 people are left", nullable=True,
            formula="CASE WHEN level = 'sigungu' THEN halves AND population_projected < 10000 END", caveat="sigungu only; Masuda's group of high probability",
        ),
        Column(
            "projected_ratio_alone", "DOUBLE", "20-39세 여성의 30년 뒤 비율 (지역 단독)", "Women aged 20-39 in 30 years per one now, each region for itself", unit="ratio", nullable=True, minimum=0,
            formula=in_words("as projected_ratio, each region for itself: cohorts that gained in a region that grew go on by persons, all others by ratios of the last five years"),
            caveat="what a region gains is not taken from another, so that parts do not add up; births per woman as in the newest December",
        ),
        Column("halves_alone", "BOOLEAN", "지역 단독 기준 20-39세 여성 반감", "Women aged 20-39 halve, each region for itself", nullable=True, formula="projected_ratio_alone <= 0.5"),
        Column("pace_from", "DATE", "추세 시작일", "First date of the observed pace", nullable=True, caveat="the first December there is in the ten years before"),
        _ratio(
            "pace_ratio", "20-39세 여성의 30년 뒤 비율 (관측 추세)", "Women aged 20-39 in 30 years per one now, at the observed pace", in_words("(women_20_39 / women_20_39 at pace_from) ^ (30 / years between)"),
            "of the units known on both dates; knows nothing of the age structure: too mild where the next cohorts are small",
        ),
        Column("pace_halves", "BOOLEAN", "관측 추세로 20-39세 여성 반감", "Women aged 20-39 halve at the observed pace", nullable=True, formula="pace_ratio <= 0.5"),
        Column("halving_units", "BIGINT", "20-39세 여성이 반감하는 시군구 수", "Sigungu where women aged 20-39 halve", unit="units", nullable=True, minimum=0, measure="extensive", formula=in_words("count of halves")),
        Column("halving_units_alone", "BIGINT", "지역 단독 기준 20-39세 여성이 반감하는 시군구 수", "Sigungu where women aged 20-39 halve, each for itself", unit="units", nullable=True, minimum=0, formula=in_words("count of halves_alone")),
        Column("missing_units", "BIGINT", "누락 단위", "Sigungu not projected", unit="units", minimum=0, caveat="without figures on the date; where not 0, counts of the row are empty and its ratios are those of the others"),
    ),
    source="core.cohort_path, core.population (registration)",
    citation=(
        "Masuda Hiroya (ed.) (2014), 地方消滅, Chuokoron; Japan Policy Council (2014): women aged 20-39 fall by half or more from 2010 to 2040 when "
        "moves go on as they are. Method: Hamilton and Perry (1962), Social Forces 41; Hauer (2019), Scientific Data 6"
    ),
    min_rows=0,
    expectations=(Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "target_date", "column_B": "reference_date"}),),
)  # fmt: skip


INDEX = Column(
    "lookalike_index", "DOUBLE", "복합 쇠퇴지수 (유사 지수)", "Index of several figures", unit="standard deviations", nullable=True,
    measure="intensive", formula=long_formulas.LOOKALIKE_INDEX, caveat=f"{LOOKALIKE}; lower is worse; empty where one of the figures is",
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
            Column(name, "DOUBLE", ko, en, unit=unit, nullable=True, measure="intensive", formula=long_formulas.LOOKALIKE[name], caveat=made)
            for name, _, ko, en, unit, made in LOOKALIKE_FIGURES
        ),
        *(
            Column(
                f"{name}_z", "DOUBLE", f"{ko} 표준점수", f"{en}, z-score", unit="standard deviations", nullable=True, measure="intensive",
                formula=f"{'' if sign > 0 else '-'}({name} - avg({name}) OVER ()) / stddev_pop({name}) OVER ()",
            )
            for name, sign, ko, en, _, _ in LOOKALIKE_FIGURES
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


_CAVEAT = f"risk_index: KEIS; projected_ratio: Masuda's criterion; lookalike_index: {LOOKALIKE}"

RISK_AGREEMENT = TableContract(
    name="risk_agreement",
    schema="mart",
    ko="지표 간 순위 일치도",
    en="Agreement of ranks between measures",
    description="Kendall's tau-b over sigungu that both measures know, newest date; 1 is the same order, 0 none, -1 the opposite one.",
    grain="a pair of measures",
    columns=(
        Column("measure_a", "VARCHAR", "지표 1", "First measure", allowed=DECLINE_MEASURES, caveat=_CAVEAT),
        Column("measure_b", "VARCHAR", "지표 2", "Second measure", allowed=DECLINE_MEASURES, caveat=_CAVEAT),
        Column("n", "BIGINT", "시군구 수", "Sigungu that both know", unit="units", minimum=0),
        Column("kendall_tau", "DOUBLE", "켄달 타우", "Kendall's tau-b", unit="coefficient", nullable=True, minimum=-1, maximum=1, caveat="empty with fewer than two sigungu"),
        Column("among_worst_in_both", "BIGINT", "하위 공통 시군구 수", "Sigungu among the worst in both", unit="units", minimum=0),
        Column("worst_size", "BIGINT", "하위 집단 크기", "Size of either group of worst", unit="units", minimum=0, formula="n // 4"),
    ),
    key=("measure_a", "measure_b"),
    source="mart.extinction_comparison",
    citation="Kendall (1945), The treatment of ties in ranking problems, Biometrika 33",
    min_rows=0,
)  # fmt: skip


def _rank(name: str, ko: str, en: str) -> Column:
    return Column(f"{name}_rank", "BIGINT", f"{ko} 순위", f"Rank by {en}, 1 is worst", nullable=True, minimum=1)


def _of_measure(column: str) -> Formula:
    day = "" if "lookalike" in column else " AND s.reference_date = this.reference_date AND s.level = 'sigungu'"
    region = "unit_id" if "lookalike" in column else "region_id"
    return carried(column, f"s.{region} = this.unit_id{day}")


EXTINCTION_COMPARISON = TableContract(
    name="extinction_comparison",
    schema="mart",
    ko="소멸 위험 세 지표 비교",
    en="Three measures of decline side by side",
    description="KEIS index, Masuda's criterion and a look-alike of an index of several figures, newest date. None is a designation in law; those are in mart.legal_decline_area.",
    grain="a sigungu",
    columns=(
        UNIT_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        optional(REFERENCE_DATE),
        replace(RISK_INDEX, formula=_of_measure("mart.extinction_risk.risk_index")),
        RISK_CLASS,
        _rank("risk_index", "소멸위험지수", "KEIS index"),
        replace(MASUDA.column("projected_ratio"), formula=_of_measure("mart.masuda.projected_ratio")),
        MASUDA.column("halves"),
        _rank("projected_ratio", "마스다 비율", "projected ratio"),
        replace(INDEX, formula=_of_measure("mart.decline_lookalike.lookalike_index")),
        _rank("lookalike_index", "유사 지수", "look-alike index"),
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("unit_id",),
    references=to_unit(),
    geometry="geometry",
    source="mart.extinction_risk, mart.masuda, mart.decline_lookalike, core.level_boundary",
)  # fmt: skip
