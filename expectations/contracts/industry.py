"""Manufacturing, its shift and share, and the spatial division of labour."""

from __future__ import annotations

from dataclasses import replace

from domain.association import BREAK_DRAWS
from domain.industries import LARGEST_DIFFERENCE
from domain.product import DIRECTIONS, PRICE_BASES
from expectations import long_formulas
from expectations.columns import (
    BASIS,
    INTERPOLATED,
    KSIC,
    LEVEL,
    MISSING_UNITS,
    NAME_EN,
    NAME_KO,
    REFERENCE_DATE,
    REGION_ID,
    SEGMENT,
    SIDO_KO,
    YEAR,
)
from expectations.contract import Column, Measure, Rule, TableContract
from expectations.contracts.value_added import CHAINED, OWN_BORDERS
from expectations.contracts.workers import STATUS, WORKERS
from expectations.formula import Formula, in_words
from expectations.references import to_region
from expectations.rules.industry import shift_share_adds_up
from expectations.rules.workers import index_within_segments
from expectations.templates import near_zero, series

_GAP = (
    "changes within a segment only: from 2016 to 2017 (KSIC 9 to 10) and from 2019 to 2020 (survey to register) nothing is known and the "
    "index stands still, so that what was lost or won then is left out"
)
JOBS_INDEX = Column(
    "jobs_index", "DOUBLE", "제조업 일자리 지수", "Index of manufacturing jobs, chained", unit="first known year = 1", nullable=True, minimum=0,
    measure="intensive", formula=long_formulas.CHAINED_JOBS, caveat=_GAP,
)  # fmt: skip
JOBS_LOSS = Column(
    "jobs_loss", "DOUBLE", "정점 대비 제조업 일자리 감소", "Manufacturing jobs lost since their peak", unit="ratio", nullable=True, minimum=0, maximum=1,
    measure="intensive", formula="1 - jobs_index / max(jobs_index) OVER (PARTITION BY level, region_id ORDER BY reference_date)",
    caveat=_GAP + "; in the years known of the unit, which differ by sido: mart.rust_belt compares common years",
)  # fmt: skip

MANUFACTURING_JOBS = TableContract(
    name="manufacturing_jobs",
    schema="mart",
    ko="시군구 제조업 일자리",
    en="Manufacturing jobs by sigungu",
    description=(
        "Workers of section C where they work. No row for Seoul and Jeonbuk, whose tables have no sections by sigungu; other sido begin in 2015 "
        "or 2016 and end in 2020, 2021 or 2022."
    ),
    grain="a sigungu and year",
    columns=(
        replace(LEVEL, allowed=("sigungu",)),
        REGION_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        REFERENCE_DATE,
        replace(WORKERS, name="manufacturing_workers", ko="제조업 종사자", en="Workers in manufacturing"),
        replace(WORKERS, ko="전 산업 종사자", en="Workers of all sections"),
        replace(STATUS, caveat=STATUS.caveat + "; of those in manufacturing"),
        Column("workers_share", "DOUBLE", "제조업 종사자 비중", "Share of manufacturing in workers", unit="ratio", nullable=True, minimum=0, maximum=1, measure="intensive", formula="manufacturing_workers / workers"),
        Column(
            "workers_lq", "DOUBLE", "제조업 입지계수 (종사자)", "Location quotient of manufacturing by workers", unit="quotient", nullable=True, minimum=0, measure="intensive",
            formula=in_words("workers_share / that of the nation in the table counted the same way"),
            caveat="empty for 2020, of which the nation is known by survey only; 2015 and 2016 stand in KSIC 9 beside a nation in KSIC 10, which makes them one or two percent too low",
        ),
        Column(
            "national_difference", "DOUBLE", "전국표와의 차이", "The sido's table against the national one", unit="ratio", nullable=True, measure="intensive",
            formula=long_formulas.SIDO_AGAINST_NATION, caveat="empty where they do not count alike",
        ),
        Column("usable", "BOOLEAN", "사용 여부", "Used for index and losses", caveat=f"false where the sido's table is more than {LARGEST_DIFFERENCE:.0%} from the national one (Jeju 2018, Ulsan 2021)"),
        JOBS_INDEX,
        JOBS_LOSS,
        KSIC,
        BASIS,
        SEGMENT,
        INTERPOLATED,
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    source="core.sigungu_workers, core.sido_workers_comparison, raw.kosis_sido_industry, raw.kosis_establishments",
    citation="Isard, W. (1960), Methods of Regional Analysis, MIT Press (location quotient)",
    min_rows=0,
    rules=(
        Rule(
            name="index_within_segments",
            measure=index_within_segments,
            key=("region_id", "reference_date"),
            expect=(
                near_zero("step_over_a_break", 1e-9, why="no difference crosses a break"),
                near_zero("unexplained", 1e-9, why="within a segment the index moves as jobs do"),
            ),
        ),
    ),
)  # fmt: skip


_YEARS = "sido and above every year since 1985, sigungu in 2015 and 2020, most in 2010"


def _share(
    name: str, ko: str, en: str, formula: str | Formula, caveat: str = "", unit: str = "ratio", maximum: float | None = 1
) -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit=unit, nullable=True, minimum=0, maximum=maximum, measure="intensive", formula=formula, caveat=caveat
    )  # fmt: skip


_SIDO = "sido and above"
_PEAK = "the highest mean of three years up to this year; the loss is 0 in the year of the peak"

MANUFACTURING = series(
    "manufacturing",
    ko="제조업 비중과 정점 대비 감소",
    en="Manufacturing: share, location quotient, loss since the peak",
    description=(
        "By value added, of sido and above since 1985, of sigungu every fifth year; by jobs of sigungu as an index, whose counts are in "
        "mart.manufacturing_jobs. Figures of a sido are not handed down to its sigungu."
    ),
    grain="a region and year",
    columns=(
        Column("value_added", "DOUBLE", "총부가가치", "Gross value added", unit="million KRW", nullable=True, measure="extensive", caveat="current prices; sigungu brought to the sido's accounts; " + _YEARS),
        Column("manufacturing_value_added", "DOUBLE", "제조업 부가가치", "Value added of manufacturing", unit="million KRW", nullable=True, measure="extensive", caveat="current prices; " + _YEARS),
        _share("value_added_share", "제조업 부가가치 비중", "Share of manufacturing in value added", Formula("manufacturing_value_added / value_added", where="missing_units = 0"), _YEARS),
        _share("value_added_lq", "제조업 입지계수 (부가가치)", "Location quotient of manufacturing by value added", "CASE WHEN own_borders IS NOT FALSE THEN value_added_share / max(value_added_share) FILTER (level = 'nation') OVER (PARTITION BY reference_date) END", _YEARS, unit="quotient", maximum=None),
        _share("value_added_share_3y", "제조업 비중 3년 평균 (부가가치)", "Mean share of manufacturing in value added of three years", long_formulas.MEAN_OF_THREE_YEARS, _SIDO),
        _share("value_added_loss", "정점 대비 제조업 비중 감소 (부가가치)", "Share of manufacturing in value added lost since the peak", "max(value_added_share_3y) OVER (PARTITION BY level, region_id ORDER BY reference_date) - value_added_share_3y", _PEAK + "; since 1985, or since the sido has its own borders; " + _SIDO),
        replace(JOBS_INDEX, formula=long_formulas.CARRIED_JOBS, caveat=JOBS_INDEX.caveat + "; sigungu only"),
        replace(JOBS_LOSS, caveat=JOBS_LOSS.caveat + "; sigungu only"),
        replace(OWN_BORDERS, caveat=OWN_BORDERS.caveat + "; sido only: where false, a quotient or mean would compare two places and is empty"),
        replace(MISSING_UNITS, en="Sido without a figure", caveat="where not 0, amounts are empty and shares are those of the others; a sido that stands within another's figure is not missing"),
    ),
    min_rows=0,
    source="core.sido_value_added, core.sigungu_value_added, mart.manufacturing_jobs",
    citation="Isard, W. (1960), Methods of Regional Analysis, MIT Press (location quotient)",
)  # fmt: skip


TOLERANCE = 1e-9
_UNIT = "million KRW (value_added, value_added_real), persons (workers)"


def _part(name: str, ko: str, en: str, formula: str | Formula = "", caveat: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit=_UNIT, nullable=True, measure="extensive", formula=formula, caveat=caveat)


SHIFT_SHARE = TableContract(
    name="shift_share",
    schema="mart",
    ko="변이할당분석",
    en="Shift-share analysis",
    description=(
        "Change of value added (25 activities) and of workers (19 sections). value_added is at current prices, so that prices of an industry "
        "count as its growth; value_added_real is of chained volumes, and the local part of a sido may have the other sign. Sido only where both years have the borders of today. Periods follow each other "
        "up to the last full five years; where those end before the newest year, its five years stand beside and overlap. By sido and above: no publisher at hand has industries by sigungu."
    ),
    grain="a measure, region and period",
    columns=(
        Column(
            "measure", "VARCHAR", "측정 대상", "What is measured", allowed=("value_added", "value_added_real", "workers"),
            caveat="value_added: current prices; value_added_real: sums of the activities' volumes, each a " + CHAINED,
        ),
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        *(Column(f"{name}_year", YEAR.type, ko, en, minimum=1985, maximum=2100) for name, ko, en in (("first", "첫 해", "First year"), ("last", "끝 해", "Last year"))),
        _part("first_value", "첫 해 값", "Figure of the first year"),
        _part("last_value", "끝 해 값", "Figure of the last year"),
        _part("total", "총변화", "Change", "last_value - first_value"),
        _part("national", "전국성장효과", "National growth", in_words("sum over industries of e * g")),
        _part("mix", "산업구조효과", "Industry mix", in_words("sum over industries of e * (g_i - g)")),
        _part("local", "지역경쟁력효과", "Local shift", in_words("sum over industries of e * (g_ir - g_i)"), "of which prices, plants and moves are parts; sums to 0 over the sido of a nation"),
        Column("local_rate", "DOUBLE", "지역경쟁력효과율", "Local shift per first figure", unit="ratio", measure="intensive", formula=Formula("local / first_value", where="missing_units = 0"), nullable=True),
        Column("missing_units", "BIGINT", "누락 시도", "Sido left out, for want of an industry", unit="units", minimum=0, caveat="of the nation too; an industry without a figure is no zero. Where not 0, amounts are empty and the rate is that of the others"),
    ),
    key=("measure", "level", "region_id", "first_year", "last_year"),
    references=to_region(),
    source="core.sido_value_added, core.sido_volume, core.sido_workers",
    citation="Dunn, E. S. (1960), A statistical and analytical technique for regional analysis, Papers in Regional Science 6",
    min_rows=0,
    rules=(
        Rule(
            name="shift_share_adds_up",
            measure=shift_share_adds_up,
            key=("measure", "level", "region_id", "first_year", "last_year"),
            expect=(
                near_zero("unexplained", TOLERANCE, why="national, mix and local are all of the change, relative to the figures"),
            ),
        ),
    ),
)  # fmt: skip


_PROXY = "section M of KSIC (professional, scientific and technical services) is a proxy; it holds research firms, head offices, law and design, and is not R&D"
_VOLUME = "of printed volumes, summed over sido, which add up nearly: " + CHAINED


def _column(
    name: str,
    ko: str,
    en: str,
    unit: str,
    formula: str | Formula = "",
    caveat: str = "",
    minimum: float | None = None,
    measure: Measure = "intensive",
) -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit=unit, nullable=True, minimum=minimum, measure=measure, formula=formula, caveat=caveat
    )


SPATIAL_DIVISION = series(
    "spatial_division", sido=False,
    ko="공간분업",
    en="Spatial division of labour",
    description="No table at hand has R&D or occupations by region: professional services stand for thinking, manufacturing for making. " + _PROXY + ".",
    grain="a region and year",
    columns=(
        _column("professional_share", "전문·과학·기술서비스업 부가가치 비중", "Share of professional services in value added", "ratio", long_formulas.PROFESSIONAL_SHARE, _PROXY, 0),
        _column("professional_share_real", "전문·과학·기술서비스업 부가가치 비중 (실질)", "Share of professional services in value added, volumes", "ratio", in_words("section M / all, chained volumes"), f"{_VOLUME}; {_PROXY}", 0),
        _column("division", "구상·생산 격차 (부가가치)", "Professional services minus manufacturing, share of value added", "ratio", long_formulas.DIVISION, _PROXY, -1),
        _column("division_real", "구상·생산 격차 (부가가치 실질)", "Professional services minus manufacturing, share of value added, volumes", "ratio", in_words("professional_share_real - manufacturing share of value added, chained volumes"), f"{_VOLUME}; {_PROXY}", -1),
        _column(
            "functional_specialisation", "기능적 특화도 (부가가치)", "Functional specialisation of value added, proxy", "ratio", long_formulas.SPECIALISATION,
            "after Duranton & Puga (2005), who compare managers with production workers; here value added of sections M and C at current prices: " + _PROXY, -1,
        ),
        _column("professional_workers", "전문·과학·기술서비스업 종사자", "Workers in professional services", "persons", "", "since 2021", 0, "extensive"),
        _column("manufacturing_workers", "제조업 종사자", "Workers in manufacturing", "persons", "", "since 2021", 0, "extensive"),
        _column("workers_division", "구상·생산 격차 (종사자)", "Professional services minus manufacturing, share of workers", "ratio", long_formulas.WORKERS_DIVISION, "since 2021; " + _PROXY, -1),
        _column("workers_specialisation", "기능적 특화도 (종사자)", "Functional specialisation of workers, proxy", "ratio", long_formulas.WORKERS_SPECIALISATION, "since 2021; " + _PROXY, -1),
        replace(OWN_BORDERS, caveat=OWN_BORDERS.caveat + "; sido only"),
        Column("missing_units", "BIGINT", "누락 시도", "Sido without a figure", unit="units", minimum=0, caveat="of value added, or of workers where that is not known"),
    ),
    source="core.sido_value_added, core.sido_volume, core.sido_workers",
    citation="Duranton & Puga (2005), From sectoral to functional urban specialisation, Journal of Urban Economics 57",
    min_rows=0,
)  # fmt: skip


SPATIAL_DIVISION_BREAK = TableContract(
    name="spatial_division_break",
    schema="mart",
    ko="공간분업 구조변화 검정",
    en="Test for a break in the spatial division of labour",
    description="Yearly gaps between the capital region and the rest, tested for a break in level and slope of a linear trend. A break dates a change; it names no cause, and a revision of the accounts can look like one.",
    grain="a series, test and year",
    columns=(
        Column("series", "VARCHAR", "계열", "Series", allowed=("professional_share", "manufacturing_share", "division"), caveat="capital region minus rest, shares of value added"),
        Column("price_basis", "VARCHAR", "가격 기준", "Prices of value added", allowed=PRICE_BASES, caveat="current: of the year; chained: " + _VOLUME),
        Column("test", "VARCHAR", "검정", "Test", allowed=("chow", "sup_f", "sup_f_2010_2015"), caveat="chow: at that year; sup_f: the largest F of all years; sup_f_2010_2015: of those six"),
        Column("break_year", "INTEGER", "변화 연도", "First year of the new trend", minimum=1985, maximum=2100),
        Column(
            "direction", "VARCHAR", "변화 방향", "Where the gap went", allowed=DIRECTIONS,
            formula=in_words("narrowing where mean |gap| of the years since the break < |gap_before|"), caveat="a test of a break is of any change: only with narrowing does it speak for a division that wanes",
        ),
        Column("gap_before", "DOUBLE", "변화 전 격차", "Gap to which the trend before had come", unit="ratio", minimum=-1, maximum=1, formula=in_words("fitted value of the trend before in its last year")),
        Column("gap_after", "DOUBLE", "변화 후 격차", "Mean gap since the break", unit="ratio", minimum=-1, maximum=1),
        Column("slope_before", "DOUBLE", "변화 전 기울기", "Slope of the trend before", unit="ratio per year"),
        Column("slope_after", "DOUBLE", "변화 후 기울기", "Slope of the trend since", unit="ratio per year"),
        Column("f", "DOUBLE", "F 통계량", "F statistic", unit="F (2, n - 4)", minimum=0),
        Column("p_independent", "DOUBLE", "p (독립 오차)", "p, errors taken as independent", unit="ratio", nullable=True, minimum=0, maximum=1, caveat="too small where errors are autocorrelated; empty for a year that was searched for"),
        Column("p_bootstrap", "DOUBLE", "p (부트스트랩)", "p, bootstrap with AR(1) errors", unit="ratio", minimum=0, maximum=1, caveat="1,999 replications with a fixed seed; of chow each year for itself, not corrected for looking at several"),
        Column("p_random_walk", "DOUBLE", "p (확률보행)", "p, bootstrap of a random walk with drift", unit="ratio", minimum=0, maximum=1, caveat="the careful one where autocorrelation is near 1: a walk wanders into what looks like breaks"),
        *(
            Column(
                f"error_{name}", "DOUBLE", f"p의 표준오차 ({ko})", f"Standard error of p, {en}", unit="ratio", minimum=0, maximum=1,
                formula=f"sqrt(p_{name} * (1 - p_{name}) / {BREAK_DRAWS + 1})", caveat="of the draws alone: within two of a line another seed may put p on its other side",
            )
            for name, ko, en in (("bootstrap", "부트스트랩", "bootstrap with AR(1) errors"), ("random_walk", "확률보행", "bootstrap of a random walk"))
        ),
        Column("autocorrelation", "DOUBLE", "자기상관", "Autocorrelation of the errors around one trend", unit="coefficient", minimum=-1, maximum=1),
        Column("n", "INTEGER", "연수", "Years", unit="years", minimum=1),
        Column("first_year", "INTEGER", "첫 해", "First year", minimum=1985, maximum=2100),
        Column("last_year", "INTEGER", "끝 해", "Last year", minimum=1985, maximum=2100),
    ),
    key=("series", "price_basis", "test", "break_year"),
    source="mart.spatial_division",
    citation="Chow (1960), Econometrica 28; Andrews (1993), Econometrica 61",
    min_rows=0,
)  # fmt: skip
