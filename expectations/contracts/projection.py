"""Projections: the official one, our own with its back-test, and scenarios on it."""

from __future__ import annotations

from dataclasses import replace

from domain.measures import SCENARIO_MEASURES
from domain.projection import ASSUMED, BALANCED, CONTROLLED
from expectations.columns import (
    AGE_FROM,
    AGE_TO,
    FACT_SOURCE,
    LEVEL,
    POPULATION,
    REFERENCE_DATE,
    REGION_ID,
    SEX,
    UNIT_ID,
    VERIFIED,
    YEAR,
)  # fmt: skip
from expectations.contract import Column, ForeignKey, Rule, TableContract
from expectations.extent import ALL
from expectations.formula import in_words
from expectations.references import to_region, to_unit
from expectations.rules.projection import base_year_is_the_population
from expectations.templates import near_zero

SIDO_PROJECTION = TableContract(
    name="sido_projection",
    schema="core",
    ko="시도 장래인구추계",
    en="Official projections by sido",
    description="Rows of the table assets/reference/tables/sido_projection.csv: published figures of Statistics Korea's projection by sido 2022-2052 of 28 May 2024, middle path, as reports of the notice print them, most rounded to 10,000. Projections follow their growth. The notice's nation is 51.67 million in 2022 and 46.27 million in 2052; the full table (KOSIS DT_1BPB001) was not at hand.",
    grain="a sido and year",
    columns=(
        replace(UNIT_ID, name="sido_unit_id", ko="시도", en="Sido", caveat=""),
        YEAR,
        replace(POPULATION, caveat="mid-year residents, foreigners among them; only its growth is used, never mixed with registered persons"),
        FACT_SOURCE,
        replace(VERIFIED, caveat="false: not printed, but the printed figure of 2052 less the printed change"),
    ),
    key=("sido_unit_id", "year"),
    references=to_unit("sido_unit_id"),
    source="Statistics Korea (국가데이터처), population projections by sido",
    min_rows=0,
    when_empty="Statistics Korea's projection by sido is not carried over; a row in sido_projection.csv fills it",
)  # fmt: skip


CITATION = (
    "Hamilton and Perry (1962), A short method for projecting population by age from one decennial census to another, Social Forces 41; "
    "Hauer (2019), Population projections for U.S. counties by age, sex, and race controlled to shared socioeconomic pathways, Scientific Data 6; "
    "Smith, Tayman and Swanson (2013), A Practitioner's Guide to State and Local Population Projections; "
    "Baker, Swanson, Tayman and Tedrow (2017), Cohort Change Ratios and their Applications"
)
BASE_YEAR = replace(YEAR, name="base_year", ko="기준 연도", en="Base year", caveat="December of the newest registered population")
SPANS = Column(
    "spans", "INTEGER", "관측 구간 수", "Spans with figures of the unit at both ends", unit="spans", minimum=0, maximum=100,
    caveat="spans of five years overlap when dates are yearly; 0: the unit has no figures that far back",
)  # fmt: skip
BASIS = Column(
    "basis", "VARCHAR", "전망 기준", "Basis of the path", allowed=(CONTROLLED, BALANCED, "region_alone"),
    caveat="controlled: cohorts and births of the nation change as in the official path, and persons of each sido grow as its official figures; balanced: units share out the nation's own trend; region_alone: each region for itself, so that parts do not add up",
)  # fmt: skip
OF_UNITS = replace(BASIS, allowed=BASIS.allowed[:2], caveat=BASIS.caveat.split("; region_alone")[0])

PROJECTION = TableContract(
    name="projection",
    schema="mart",
    ko="시군구 성·연령별 장래인구 (추세 지속)",
    en="Projected population by sigungu, sex and age, the trend goes on",
    description=f"Hamilton-Perry: registered persons of the base year, carried on in steps of five years by what the last ten years did to each unit's cohorts, and held to the official path of the nation and of each sido. A path, not a forecast of policy; its errors in the past are in mart.projection_backtest and by region in mart.projection_error. {ASSUMED}",
    grain="a sigungu, year, sex and age group",
    may_lose=ALL,
    columns=(
        UNIT_ID,
        replace(YEAR, caveat="December; years between two steps lie on the straight line between them"),
        SEX,
        AGE_FROM,
        AGE_TO,
        Column("population", "DOUBLE", "장래인구", "Projected persons", unit="persons", minimum=0, measure="extensive",
               formula=in_words("a cohort that lost beside the nation's: P(age, t) * change(age + 5), change = sum of P(age + 5, t + 5) / sum of P(age, t) over the spans; one that gained: P(age, t) * the nation's change + the persons gained * the nation's cohort / the nation's cohort then; summed to the nation, and fitted to sido and ages in turn; ages 0-4: women 15-49 * child-woman ratio"),
               caveat="an expected number, not rounded; population concept: projection from registered persons; spans weigh half as much for each year that they end earlier, ratios are drawn to the sido's by cohort / (cohort + 100)"),
        BASE_YEAR,
        SPANS,
        Column("ratio_basis", "VARCHAR", "비율 근거", "Whose ratios", allowed=("own_spans", "sido_ratios"),
               caveat="sido_ratios: the unit has no figures at both ends of any span (Gunwi), so its sido's ratios stand"),
        OF_UNITS,
    ),
    key=("unit_id", "year", "sex", "age_from"),
    references=to_unit(),
    source="core.population (registration), core.sido_projection, raw.kosis_national_population",
    citation=CITATION,
    min_rows=0,
    rules=(
        Rule(
            name="base_year_is_the_population",
            measure=base_year_is_the_population,
            key=("unit_id",),
            expect=(near_zero("difference", 0.01),),
        ),
    ),
)  # fmt: skip


def _persons(name: str, ko: str, en: str) -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit="persons", minimum=0, measure="extensive", caveat="not to be summed on basis region_alone"
    )


COHORT_PATH = TableContract(
    name="cohort_path",
    schema="core",
    ko="지역별 30년 장래인구 경로",
    en="Paths of regions thirty years ahead",
    description=f"The one table of paths: from every December that has one five years before it, to thirty years later, by broad ages. The newest date's path of basis controlled (balanced where there is no official path) is that of mart.projection. {ASSUMED}",
    grain="a basis, region, date from which is looked ahead, and year",
    may_lose=ALL,
    columns=(
        BASIS,
        LEVEL,
        REGION_ID,
        replace(REFERENCE_DATE, caveat="from which is looked ahead"),
        replace(YEAR, caveat="December; the first is that of the date itself"),
        _persons("population", "장래인구", "Persons"),
        _persons("children_0_4", "0-4세", "Children aged 0-4"),
        _persons("women_20_39", "20-39세 여성", "Women aged 20-39"),
        _persons("population_65_over", "65세 이상", "Persons aged 65 and over"),
        Column("missing_units", "BIGINT", "누락 단위", "Sigungu without figures", unit="units", minimum=0, caveat="on the date, on basis region_alone also five years before it; left out of every sum of the row"),
    ),
    key=("basis", "level", "region_id", "reference_date", "year"),
    references=to_region(),
    source="core.population (registration), core.sido_projection, raw.kosis_national_population",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip


PROJECTION_BACKTEST = TableContract(
    name="projection_backtest",
    schema="mart",
    ko="장래인구 사후 검증",
    en="Back-test of the projection",
    description="The projection launched five and ten years before a known date, fitted on what was known at the launch only, held against what came. Beside it: ratios alone within 1.25 of the sido's, the sido's ratios for all units, and the people of the launch unchanged. No launch is held to an official path, which was made later; that control is untested.",
    grain="a launch, target, method, measure and size class",
    columns=(
        replace(REFERENCE_DATE, name="launch_date", ko="출발 시점", en="Launch"),
        replace(REFERENCE_DATE, name="target_date", ko="비교 시점", en="Target, five or ten years on"),
        replace(REFERENCE_DATE, name="fit_from", ko="적합 시작", en="First date that the ratios rest on"),
        replace(REFERENCE_DATE, name="fit_to", ko="적합 끝", en="Last date that the ratios rest on", caveat="where it is less than five years after fit_from, ratios are scaled to five years"),
        Column("method", "VARCHAR", "방법", "Method", allowed=("hamilton_perry", "ratios_only", "sido_ratios", "unchanged")),
        Column("measure", "VARCHAR", "측정", "Measure", allowed=("population", "children_0_4", "women_20_39", "population_65_over", "at_risk_units")),
        Column("size_class", "VARCHAR", "규모", "Persons of the unit at the launch", allowed=("all", "under_30k", "30k_100k", "100k_300k", "300k_over")),
        Column("units", "BIGINT", "단위 수", "Units tested", unit="units", minimum=1, caveat="units known at the launch and at the target"),
        Column("mape", "DOUBLE", "평균절대백분율오차", "Mean absolute percentage error", unit="percent", nullable=True, minimum=0, measure="intensive", formula=in_words("mean of |projected - actual| / actual * 100 over units"), caveat="empty for a count of units"),
        Column("malpe", "DOUBLE", "평균백분율오차", "Mean algebraic percentage error", unit="percent", nullable=True, measure="intensive", formula=in_words("mean of (projected - actual) / actual * 100 over units"), caveat="above 0: too high; empty for a count of units"),
        Column("projected", "DOUBLE", "추계 합계", "Projected, sum of the units", unit="persons or units", minimum=0, measure="extensive"),
        Column("actual", "DOUBLE", "실제 합계", "Actual, sum of the units", unit="persons or units", minimum=0, measure="extensive"),
    ),
    key=("launch_date", "target_date", "method", "measure", "size_class"),
    source="core.population (registration)",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip


TESTED = ("population", "children_0_4", "women_20_39", "population_65_over")

PROJECTION_ERROR = TableContract(
    name="projection_error",
    schema="mart",
    ko="장래인구 사후 검증: 지역별 오차",
    en="Errors of the projection by region",
    description="What the projection, launched on a past December on what was known then and without an official control, would have said of each region, and what came.",
    grain="a launch, target, region and measure",
    columns=(
        replace(REFERENCE_DATE, name="launch_date", ko="출발 시점", en="Launch"),
        replace(REFERENCE_DATE, name="target_date", ko="비교 시점", en="Target, five or ten years on"),
        LEVEL,
        REGION_ID,
        Column("measure", "VARCHAR", "측정", "Measure", allowed=TESTED),
        Column("projected", "DOUBLE", "추계", "Projected", unit="persons", minimum=0, measure="extensive"),
        Column("actual", "DOUBLE", "실제", "Actual", unit="persons", minimum=0, measure="extensive"),
        Column("error", "DOUBLE", "오차", "Error", unit="persons", formula="projected - actual", caveat="above 0: too high"),
        Column("percent_error", "DOUBLE", "백분율 오차", "Error in percent", unit="percent", nullable=True, measure="intensive", formula="CASE WHEN actual > 0 THEN error / actual * 100 END"),
        Column("missing_units", "BIGINT", "누락 단위", "Units not tested", unit="units", minimum=0, caveat="not known at the launch or at the target; in neither sum"),
    ),
    key=("launch_date", "target_date", "level", "region_id", "measure"),
    references=to_region(),
    source="core.population (registration)",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip


SCENARIO_NAME = Column("scenario", "VARCHAR", "시나리오", "Scenario", pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")

SCENARIO = TableContract(
    name="scenario",
    schema="mart",
    ko="시나리오",
    en="Scenarios",
    description="Files of assets/scenarios/presets. Every number in them names its source, or says that it is an assumption.",
    grain="a scenario",
    columns=(
        SCENARIO_NAME,
        Column("title_ko", "VARCHAR", "제목", "Title in Korean"),
        Column("title_en", "VARCHAR", "영문 제목", "Title in English"),
        Column("description", "VARCHAR", "영문 설명", "Description"),
        Column("description_ko", "VARCHAR", "설명", "Description in Korean"),
        Column("definition", "VARCHAR", "정의", "The file's text", caveat="YAML; a copy of it runs with `rebalance scenario FILE`; {trend} in it stands for the years in the title"),
    ),
    key=("scenario",),
    source="assets/scenarios/presets, core.population (years of the trend)",
)  # fmt: skip


def band(name: str, ko: str, en: str, caveat: str) -> Column:
    """A column of the band of draws, in the unit of its row."""
    return Column(name, "DOUBLE", ko, en, unit="see unit", nullable=True, caveat=caveat)


SCENARIO_RESULT = TableContract(
    name="scenario_result",
    schema="mart",
    ko="시나리오 결과",
    en="Results of scenarios",
    description=f"Each scenario's path, and the band of draws with the errors of the back-tests and of the levers' numbers about it. The path without levers is that of mart.projection. Differences are from the same draws without levers, so that they are narrower than the bands suggest. At risk: KEIS set, index below 0.5; where nearly every unit is at risk the count says little more, and youth, shares and index are to be read. {ASSUMED}",
    grain="a scenario, region, year and measure",
    may_lose=ALL,
    columns=(
        SCENARIO_NAME,
        LEVEL,
        REGION_ID,
        replace(YEAR, caveat="December"),
        Column("measure", "VARCHAR", "측정", "Measure", allowed=tuple(SCENARIO_MEASURES), caveat="youth: persons aged 20-34; _share: of the nation; at_risk_share: of the KEIS set in the region; _difference: from the trend going on without levers; at_risk_probability: share of draws in which the sigungu is at risk; retention_to_hold_: share of the youth loss that must stay for today's figure of the region to hold; retention_needed: to reach at_risk_units_wanted"),
        Column("unit", "VARCHAR", "단위", "Unit", allowed=tuple(sorted(set(SCENARIO_MEASURES.values())))),
        band("median", "중위값", "Median", "the path, with the mean of every lever's numbers: draws are moved so that their median lies on it; empty for a retention where not even all of it is enough"),
        band("p05", "5 백분위", "5th percentile", "empty for a single path and for answers to a question"),
        band("p95", "95 백분위", "95th percentile", "as p05"),
        Column("missing_units", "BIGINT", "누락 단위", "Units of the region without figures in the base year", unit="units", minimum=0),
        BASE_YEAR,
        OF_UNITS,
        Column("timing", "VARCHAR", "적용 시점", "Years in which levers act and of which is asked", nullable=True, caveat="as this build took them: a year that is past by the base year takes effect in the first projected year and is said to be past, and what the base year shows of it already counts again; empty without lever and question"),
        Column("draws", "INTEGER", "추출 횟수", "Draws", unit="draws", minimum=0, caveat="as many as `rebalance scenario` makes; 0: one path, no band"),
        Column("seed", "INTEGER", "난수 초깃값", "Seed", minimum=0),
    ),
    key=("scenario", "level", "region_id", "year", "measure"),
    source="core.population (registration), core.sido_projection, raw.kosis_national_population, mart.scenario",
    citation=CITATION,
    min_rows=0,
    references=(ForeignKey(("scenario",), "mart.scenario", ("scenario",)), *to_region()),
)  # fmt: skip
