"""mart.innovation_city_path: innovation cities, rings and placebo hosts against their donors by year."""

from dataclasses import replace

from expectations.columns import REFERENCE_DATE
from expectations.contract import Column, TableContract
from expectations.study import CITATION, DESIGN, DONOR_POOL, DONORS, EVENT, EVENT_YEAR, OUTCOME, UNITS, YEARS_BEFORE, ZONE

INNOVATION_CITY_PATH = TableContract(
    name="innovation_city_path",
    schema="mart",
    ko="혁신도시 비교 경로",
    en="Paths of innovation cities and placebos",
    description=(
        "Logarithm of each outcome less the weighted logarithms of the donors, less the mean of that over the base years. Placebos are all "
        "sigungu that are a donor of some city, each run as if it were a host, with donors by the same rule."
    ),
    grain="an event, outcome, target and December",
    columns=(
        EVENT,
        EVENT_YEAR,
        OUTCOME,
        replace(ZONE, allowed=(*ZONE.allowed, "placebo")),
        Column("target_id", "VARCHAR", "대상", "Innovation city, or sigungu of the placebo"),
        REFERENCE_DATE,
        Column("observed", "DOUBLE", "관측값", "Observed figure", unit="persons, households or businesses", minimum=0, measure="extensive"),
        Column("gap", "DOUBLE", "격차", "Gap to the donors", unit="log points", formula="log(observed) - sum of weight * log(donor), less its mean over the base"),
        Column("is_base", "BOOLEAN", "기준 기간", "Year of the base", caveat="all years before the event, else the first year"),
        DESIGN,
        UNITS,
        DONOR_POOL,
        DONORS,
        YEARS_BEFORE,
        Column("rmse_before", "DOUBLE", "사전 적합도", "Root mean squared gap before the event", unit="log points", nullable=True, minimum=0),
    ),
    key=("event", "event_year", "outcome", "zone", "target_id", "reference_date"),
    source="core.households, core.businesses, core.population, mart.innovation_city_unit, core.innovation_city",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip
