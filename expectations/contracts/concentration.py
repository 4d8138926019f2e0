"""How much of the nation the capital region holds, how evenly regions share, and when lines cross."""

from __future__ import annotations

from dataclasses import replace

from domain.measures import MEASURES
from expectations.columns import LEVEL, MISSING_UNITS, REFERENCE_DATE
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.formula import Formula, in_words
from expectations.references import to_region
from expectations.rules.concentration import shares_add_up
from expectations.rules.jumps import LARGEST, concentration_does_not_jump
from expectations.templates import between, near_zero, series

CAPITAL_CONCENTRATION = TableContract(
    name="capital_concentration",
    schema="mart",
    ko="수도권 집중도",
    en="Capital concentration",
    description="Seoul, Incheon and Gyeonggi in the registered population at year's end, and at the end of months that are newer.",
    grain="a December, or a month that a file has",
    columns=(
        REFERENCE_DATE,
        Column("capital_population", "BIGINT", "수도권 인구", "Population of the capital region", unit="persons", nullable=True, minimum=0, measure="extensive"),
        Column("national_population", "BIGINT", "전국 인구", "National population", unit="persons", nullable=True, minimum=0, measure="extensive"),
        Column(
            "capital_share", "DOUBLE", "수도권 비중", "Share of the capital region", unit="ratio", nullable=True, minimum=0, maximum=1,
            measure="intensive", formula="capital_population / national_population",
        ),
        Column(
            "margin", "BIGINT", "수도권과 비수도권의 차", "Capital region minus the rest", unit="persons", nullable=True,
            formula="2 * capital_population - national_population", caveat="exact; the share rounds to 50.0 % before it passes 0",
        ),
        Column("capital_majority", "BOOLEAN", "수도권 과반", "More than half live in the capital region", nullable=True, formula="margin > 0"),
        Column(
            "crossover", "BOOLEAN", "역전 시점", "First December of a majority after one without", nullable=True,
            caveat="empty where the day, or the one before a majority, is not whole",
        ),
        replace(MISSING_UNITS, en="Sido without a figure", caveat="where not 0, there is no national population, share or margin"),
    ),
    key=("reference_date",),
    source="core.sido_population",
    min_rows=0,
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": "national_population", "column_B": "capital_population"},
        ),
    ),
)  # fmt: skip


# Totals of sido, which are printed on the borders of the day.
_FIGURES = ("grdp", "employed", "jobs", "establishments")
_OWN_BORDERS = "; of a sido as printed, on the borders of the day: Gunwi is in that of Gyeongbuk until 2022"
_OWN_PEOPLE = "; of a sido against the people within the same borders on the same day"
_AREA_QUOTIENT = Formula(
    "this.population_share / (SELECT b.area_km2 / n.area_km2 FROM core.level_boundary AS b JOIN core.level_boundary AS n "
    "ON n.level = 'nation' WHERE b.level = this.level AND b.region_id = this.region_id)"
)


def _columns(name: str) -> tuple[Column, ...]:
    ko, en, unit, source, caveat = MEASURES[name]
    base, of = ("area", "면적") if name == "population" else ("population", "인구")
    against_people = Formula(f"{name}_share / population_share", where="level <> 'sido'" if name in _FIGURES else "")
    shown = _AREA_QUOTIENT if name == "population" else against_people
    share = f"{name} / max({name}) FILTER (level = 'nation') OVER (PARTITION BY reference_date)"
    # People over ground are a density: its ratio to the nation's is called so, what is held against people a location quotient.
    quotient = (f"{ko} 입지계수", f"Location quotient of {en[0].lower()}{en[1:]}")
    if name == "population":
        quotient = ("인구밀도비 (전국 = 1)", f"Density ratio of {en[0].lower()}{en[1:]}, nation = 1")
    return (
        Column(
            name, "BIGINT", ko, en, unit=unit, nullable=True, minimum=0, measure="extensive", source=source, lacks="",
            caveat=(caveat + _OWN_BORDERS if name in _FIGURES else caveat),
        ),
        Column(
            f"{name}_share", "DOUBLE", f"{ko} 비중", f"Share in {en[0].lower()}{en[1:]}", unit="ratio", nullable=True, minimum=0, maximum=1,
            measure="intensive", formula=Formula(share, where="youth_missing_units = 0" if name == "youth" else ""), source=source,
            lacks=f"{name}_missing_units",
        ),
        Column(
            f"{name}_quotient", "DOUBLE", *quotient, unit="ratio", nullable=True, minimum=0,
            measure="intensive", formula=shown, source=source, lacks=f"{name}_missing_units",
            caveat=f"1 is as much as the {base} ({of}) would have" + (_OWN_PEOPLE if name in _FIGURES else ""),
        ),
    )  # fmt: skip


def _missing(name: str) -> Column:
    ko, en, *_ = MEASURES[name]
    return replace(
        MISSING_UNITS, name=f"{name}_missing_units", ko=f"{ko} 누락 단위", en=f"Units without a figure: {en[0].lower()}{en[1:]}",
        caveat="of the nation, on every row of the day; counts of the regions that they lie in are empty, "
        + ("shares are of the others" if name == "youth" else "and so are all shares"),
    )  # fmt: skip


CONCENTRATION = series(
    "concentration",
    ko="지역별 집중도",
    en="Concentration by region",
    description=(
        "How much of the nation each region has. Yearly figures stand at 31 December. R&D by region has no source "
        "here; births are in core.vital_events."
    ),
    grain="a region and date",
    columns=(
        *(column for name in MEASURES for column in _columns(name)),
        *(_missing(name) for name in MEASURES),
        replace(
            MISSING_UNITS, en="Units without a figure of any measure", formula=f"greatest({', '.join(f'{name}_missing_units' for name in MEASURES)})",
            caveat="of the nation on the day; each measure has its own",
        ),
        Column(
            "youth_coverage", "DOUBLE", "청년 인구 포괄률", "Part of the nation's people whose ages are known", unit="ratio", nullable=True, minimum=0,
            maximum=1, formula=in_words("registered persons by age / registered persons"), caveat="the nation's, on every row of the day; shares are of what is known",
        ),
    ),
    source="core.sido_population, core.sido_population_reported, core.population, core.sido_figure_reported",
    citation="Isard (1960), Methods of Regional Analysis (location quotient)",
    rules=(
        Rule(
            name="shares_add_up",
            measure=shares_add_up,
            key=("measure", "level", "reference_date"),
            expect=(near_zero("excess", 1e-9),),
        ),
        Rule(
            name="no_jump",
            measure=concentration_does_not_jump,
            key=("figure", "region_id", "reference_date"),
            expect=(between("unexplained", -LARGEST, LARGEST, why="a count of a sido moves by more than a twentieth in a year and nothing explains it"),),
        ),
    ),
)  # fmt: skip


MEASURE = Column(
    "measure", "VARCHAR", "측정 대상", "What is concentrated", allowed=tuple(MEASURES), caveat="as in mart.concentration",
)  # fmt: skip
UNIT_LEVEL = replace(LEVEL, name="unit_level", ko="비교 단위", en="Units compared", allowed=("megaregion", "sido", "sigungu"))
UNITS = Column("units", "BIGINT", "단위 수", "Units with a figure", unit="units", minimum=1)
SPIEZIA = "Spiezia (2002), Geographic concentration of production and unemployment in OECD countries, Cities and Regions"


def _index(name: str, ko: str, en: str, formula: str | Formula, maximum: float | None = 1, caveat: str = "") -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit="ratio", nullable=True, minimum=0, maximum=maximum, measure="intensive", formula=formula, caveat=caveat,
    )  # fmt: skip


CONCENTRATION_INDEX = TableContract(
    name="concentration_index",
    schema="mart",
    ko="국토 집중 지수",
    en="Indices of concentration",
    description="Sido that an economic figure does not tell apart count as one unit, with the area of both: 16 units before Sejong, not 17.",
    grain="a measure, kind of unit and date",
    columns=(
        MEASURE,
        UNIT_LEVEL,
        REFERENCE_DATE,
        UNITS,
        replace(MISSING_UNITS, en="Units without a figure", caveat="left out of value and area alike"),
        Column("largest_id", "VARCHAR", "최대 단위", "Largest unit", pattern=r"^[a-z0-9_+-]+$"),
        _index("primacy", "수위도", "Primacy: share of the largest unit", in_words("max(s), s the share of each unit")),
        _index("largest_to_second", "제2단위 대비 배율", "Largest over second largest unit", in_words("largest figure / second largest"), None),
        _index("herfindahl", "허핀달-허쉬만 지수", "Herfindahl-Hirschman index", in_words("sum(s^2), s the share of each unit"), caveat="depends on the number of units"),
        _index("herfindahl_normalised", "정규화 허핀달 지수", "Herfindahl-Hirschman index between 0 and 1", Formula("CASE WHEN units > 1 THEN (herfindahl - 1 / units) / (1 - 1 / units) END")),
        _index("geographic_concentration", "지리적 집중도", "Geographic concentration", in_words("sum(|s - a|), s the share of each unit, a that of the area"), 2),
        _index(
            "geographic_concentration_adjusted", "조정 지리적 집중도", "Geographic concentration, adjusted", in_words("sum(|s - a|) / (2 (1 - min(a))), s the share of each unit, a that of the area"),
            caveat="the OECD's index; comparable between countries and kinds of unit",
        ),
    ),
    key=("measure", "unit_level", "reference_date"),
    references=to_region("unit_level", "largest_id"),
    source="the tables of mart.concentration, core.level_boundary (areas)",
    citation=SPIEZIA,
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "primacy", "column_B": "herfindahl", "or_equal": True},
            why="the largest share is never below the mean of shares weighted with themselves",
        ),
    ),
)  # fmt: skip


CONCEPTS = {
    "registration": "persons registered at the end of December",
    "registration_residents": "registered persons without overseas nationals and unknown abodes",
    "registration_20_34": "registered persons aged 20-34",
    "census": "persons of the register census of 1 November, foreigners who live here included; every fifth year",
    "census_koreans": "Koreans of the register census",
    "oecd_tl2": "the OECD's population of large regions, mid-year estimates of an older base",
    "grdp": "gross regional domestic product at current prices",
    "employed": "persons at work by residence",
    "jobs": "workers of establishments by place of work",
    "establishments": "establishments",
    "oecd_tl2_gdp": "the OECD's GDP of large regions",
}
CROSSOVER_UNITS = ("persons", "million KRW", "establishments", "million US dollars")


def _day(name: str, ko: str, en: str, caveat: str = "") -> Column:
    return replace(REFERENCE_DATE, name=name, ko=ko, en=en, caveat=caveat, nullable=True)


def _margin(name: str, ko: str, en: str) -> Column:
    return Column(
        name,
        "BIGINT",
        ko,
        en,
        unit="as the column unit says",
        nullable=True,
        formula=in_words("2 * capital - nation"),
        caveat="exact",
    )


CROSSOVER = TableContract(
    name="crossover",
    schema="mart",
    ko="수도권 역전 시점",
    en="When the capital region passed one half",
    description="One sentence per concept: they never agree on the year, and none is wrong. The margin in whole units decides, not a rounded share.",
    grain="a concept",
    columns=(
        Column("concept", "VARCHAR", "개념", "Concept", allowed=tuple(CONCEPTS), caveat="; ".join(f"{k}: {v}" for k, v in CONCEPTS.items())),
        Column("unit", "VARCHAR", "단위", "Unit of the margins", allowed=CROSSOVER_UNITS),
        replace(REFERENCE_DATE, name="first_date", ko="자료 시작일", en="First date of the data", caveat=""),
        replace(REFERENCE_DATE, name="last_date", ko="자료 종료일", en="Last date of the data", caveat=""),
        Column(
            "outcome", "VARCHAR", "결과", "What the data show", allowed=("crossed", "majority throughout", "never a majority", "lost its majority"),
            caveat="crossed: the last crossing, after which the majority lasted to the end of the data",
        ),
        _day("before_date", "역전 전 기준일", "Last date without a majority"),
        _day("crossover_date", "역전 기준일", "First date of the lasting majority", "the crossing lies between the two dates"),
        _margin("margin_before", "역전 전 차이", "Capital region minus the rest before"),
        _margin("margin_after", "역전 후 차이", "Capital region minus the rest after"),
        replace(_margin("margin_last", "최근 차이", "Capital region minus the rest on the last date"), nullable=False),
        Column("share_last", "DOUBLE", "최근 비중", "Share on the last date", unit="ratio", minimum=0, maximum=1),
    ),
    key=("concept",),
    source="core.sido_population_reported, core.population, core.sido_figure_reported, core.sido_census_population, raw.oecd_tl2",
    min_rows=0,
    expectations=(
        Expect("expect_column_values_to_be_between", {"column": "margin_before", "max_value": 0}, why="before is before"),
        Expect("expect_column_values_to_be_between", {"column": "margin_after", "min_value": 1}, why="a majority has at least one more"),
    ),
)  # fmt: skip
