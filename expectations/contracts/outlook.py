"""What projections go on from and are held against: the measures of scenarios as they were, and the official paths."""

from __future__ import annotations

from dataclasses import replace

from domain.measures import SCENARIO_MEASURES
from domain.projection import ASSUMED
from expectations.columns import LEVEL, REGION_ID, YEAR
from expectations.contract import Column, TableContract
from expectations.contracts.projection import BASE_YEAR, CITATION, OF_UNITS, band
from expectations.extent import ALL
from expectations.formula import in_words
from expectations.references import to_region

SCENARIO_HISTORY = TableContract(
    name="scenario_history",
    schema="mart",
    ko="시나리오 지표의 실적",
    en="What scenarios measure, as it was",
    description="Registered persons, youth, shares, index and units at risk of every region on the Decembers of the ten years before the base year and on its own: the line that projections go on from.",
    grain="a region, year and measure",
    columns=(
        LEVEL,
        REGION_ID,
        replace(YEAR, caveat="December"),
        Column("measure", "VARCHAR", "측정", "Measure", allowed=tuple(SCENARIO_MEASURES), caveat="as in mart.scenario_result"),
        Column("unit", "VARCHAR", "단위", "Unit", allowed=tuple(sorted(set(SCENARIO_MEASURES.values())))),
        Column("value", "DOUBLE", "값", "Value", unit="see unit", caveat="a region of which a unit had no figures that year has no row"),
    ),
    key=("level", "region_id", "year", "measure"),
    references=to_region(),
    source="core.population (registration)",
    min_rows=0,
)  # fmt: skip


PROJECTION_COMPARISON = TableContract(
    name="projection_comparison",
    schema="mart",
    ko="장래인구 비교: 공식 추계와 본 전망",
    en="Our projection beside the official one",
    description=f"Persons of the path without levers beside Statistics Korea's middle path of the nation (2020-2070, December 2021) and the published figures by sido (May 2024), with the reason why they differ. {ASSUMED}",
    grain="a region and year with an official figure",
    may_lose=ALL,
    columns=(
        LEVEL,
        REGION_ID,
        YEAR,
        BASE_YEAR,
        OF_UNITS,
        Column("projected", "DOUBLE", "본 전망", "Projected here", unit="persons", minimum=0, caveat="registered persons, December"),
        band("p05", "5 백분위", "5th percentile", "empty for a single path"),
        band("p95", "95 백분위", "95th percentile", "as p05"),
        Column("official", "DOUBLE", "공식 추계", "Official figure", unit="persons", minimum=0, caveat="middle of the year, foreigners among them; of sido most are rounded to 10,000"),
        Column("official_on_register", "DOUBLE", "공식 추계 (등록 기준 환산)", "Official figure brought to the register", unit="persons", nullable=True, minimum=0, formula=in_words("registered persons of the base year * official / official of the base year"), caveat="empty where no official figure is of the base year"),
        Column("difference", "DOUBLE", "차이", "Difference", unit="persons", formula="projected - official"),
        Column("within_band", "BOOLEAN", "구간 포함 여부", "The band holds the official figure", nullable=True, formula="official BETWEEN p05 AND p95", caveat="empty for a single path"),
        Column("register_within_band", "BOOLEAN", "환산값 구간 포함 여부", "The band holds it, brought to the register", nullable=True, formula="official_on_register BETWEEN p05 AND p95"),
        Column("explanation", "VARCHAR", "설명", "Why the two differ"),
    ),
    key=("level", "region_id", "year"),
    references=to_region(),
    source="mart.scenario_result, raw.kosis_national_population, core.sido_projection",
    citation=CITATION,
    min_rows=0,
    when_empty="no official path reaches the years that are shown",
)  # fmt: skip
