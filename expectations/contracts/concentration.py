"""mart.concentration: share and location quotient of each region in people, youth, product, jobs and establishments."""

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REFERENCE_DATE, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_region
from expectations.rules.concentration import shares_add_up

# What is measured: Korean, English, unit, source, and what to know of it.
MEASURES = {
    "population": ("주민등록인구", "Registered population", "persons", "core.sido_population; sigungu core.population", ""),
    "youth": (
        "20-34세 인구", "Registered population aged 20-34", "persons", "core.population (registration)",
        "laws and releases say 19-34; ages come in groups of five, so that 19 is left out",
    ),
    "grdp": (
        "지역내총생산", "Gross regional domestic product", "million KRW", "core.sido_figure",
        "current market prices; Ulsan and Gyeongnam until 1997, Sejong and Chungnam until 2012 cannot be told apart and are empty",
    ),
    "employed": (
        "취업자", "Employed persons by residence", "persons", "core.sido_figure",
        "yearly mean of the labour force survey; Sejong and Chungnam cannot be told apart until 2016",
    ),
    "jobs": ("종사자", "Workers of establishments by place of work", "persons", "core.sido_figure", "survey of all establishments, since 2021"),
    "establishments": ("사업체", "Establishments", "establishments", "core.sido_figure", "of any size, since 2021"),
}  # fmt: skip


def _columns(name: str) -> tuple[Column, ...]:
    ko, en, unit, source, caveat = MEASURES[name]
    base, of = ("area", "면적") if name == "population" else ("population", "인구")
    return (
        Column(name, "BIGINT", ko, en, unit=unit, nullable=True, minimum=0, measure="extensive", source=source, caveat=caveat),
        Column(
            f"{name}_share", "DOUBLE", f"{ko} 비중", f"Share in {en[0].lower()}{en[1:]}", unit="ratio", nullable=True, minimum=0, maximum=1,
            measure="intensive", formula=f"{name} / {name} of the nation on the same day", source=source,
        ),
        Column(
            f"{name}_quotient", "DOUBLE", f"{ko} 입지계수", f"Location quotient of {en[0].lower()}{en[1:]}", unit="ratio", nullable=True, minimum=0,
            measure="intensive", formula=f"{name}_share / share in {base}", source=source, caveat=f"1 is as much as the {base} ({of}) would have",
        ),
    )  # fmt: skip


CONCENTRATION = TableContract(
    name="concentration",
    schema="mart",
    ko="지역별 집중도",
    en="Concentration by region",
    description=(
        "How much of the nation each region has. Yearly figures stand at 31 December. R&D by region has no source "
        "here; births are in core.vital_events."
    ),
    grain="a region and date",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        REFERENCE_DATE,
        *(column for name in MEASURES for column in _columns(name)),
        Column(
            "youth_missing_units", "BIGINT", "청년 인구 누락 단위", "Sigungu whose ages are missing", unit="units", nullable=True, minimum=0,
            caveat="when not 0, youth leaves those units out",
        ),
        Column(
            "youth_coverage", "DOUBLE", "청년 인구 포괄률", "Part of the nation's people whose ages are known", unit="ratio", nullable=True, minimum=0,
            maximum=1, formula="registered persons by age / registered persons", caveat="the nation's, on every row of the day; shares are of what is known",
        ),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.sido_population, core.population, core.sido_figure",
    citation="Isard (1960), Methods of Regional Analysis (location quotient)",
    rules=(
        Rule(
            name="shares_add_up",
            measure=shares_add_up,
            key=("measure", "level", "reference_date"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "excess", "min_value": -1e-9, "max_value": 1e-9}),),
        ),
    ),
)  # fmt: skip
