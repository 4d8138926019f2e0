"""mart.scenario_result: what comes of each scenario, with bands."""

from dataclasses import replace

from expectations.columns import LEVEL, REGION_ID, YEAR
from expectations.contract import Column, ForeignKey, TableContract
from expectations.contracts.projection import BASE_YEAR, CITATION
from expectations.contracts.scenario import SCENARIO_NAME
from expectations.references import to_region

MEASURES = {
    "population": "persons",
    "population_difference": "persons",
    "population_share": "ratio",
    "risk_index": "women per person",
    "at_risk_units": "units",
    "at_risk_units_difference": "units",
    "at_risk_probability": "ratio",
    "retention_needed": "ratio",
    "at_risk_units_wanted": "units",
    "at_risk_units_without_retention": "units",
    "at_risk_units_at_full_retention": "units",
    "at_risk_units_at_retention": "units",
}


def _value(name: str, ko: str, en: str, caveat: str) -> Column:
    return Column(name, "DOUBLE", ko, en, unit="see unit", nullable=True, caveat=caveat)


SCENARIO_RESULT = TableContract(
    name="scenario_result",
    schema="mart",
    ko="시나리오 결과",
    en="Results of scenarios",
    description="Draws of the projection with the errors of its back-test and of the levers' numbers. Differences are from the same draws without levers, so that they are narrower than the bands suggest. At risk: KEIS set, index below 0.5.",
    grain="a scenario, region, year and measure",
    columns=(
        SCENARIO_NAME,
        LEVEL,
        REGION_ID,
        replace(YEAR, caveat="December"),
        Column("measure", "VARCHAR", "측정", "Measure", allowed=tuple(MEASURES), caveat="_difference: from no change; at_risk_probability: share of draws in which the sigungu is at risk; retention_needed: share of the youth loss that must stay to reach at_risk_units_wanted"),
        Column("unit", "VARCHAR", "단위", "Unit", allowed=tuple(sorted(set(MEASURES.values())))),
        _value("median", "중위값", "Median", "empty for retention_needed where not even full retention is enough"),
        _value("p05", "5 백분위", "5th percentile", "empty for a single path and for answers to a question"),
        _value("p95", "95 백분위", "95th percentile", "as p05"),
        Column("missing_units", "BIGINT", "누락 단위", "Units of the region without figures in the base year", unit="units", minimum=0),
        BASE_YEAR,
        Column("timing", "VARCHAR", "적용 시점", "Years in which levers act and of which is asked", nullable=True, caveat="as this build took them: a year that is past by the base year takes effect in the first projected year and is said to be past, and what the base year shows of it already counts again; empty without lever and question"),
        Column("draws", "INTEGER", "추출 횟수", "Draws", unit="draws", minimum=0, caveat="0: one path, no band"),
        Column("seed", "INTEGER", "난수 초깃값", "Seed", minimum=0),
    ),
    key=("scenario", "level", "region_id", "year", "measure"),
    source="core.population (registration), mart.scenario",
    citation=CITATION,
    min_rows=0,
    references=(ForeignKey(("scenario",), "mart.scenario", ("scenario",)), *to_region()),
)  # fmt: skip
