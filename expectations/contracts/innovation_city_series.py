"""mart.innovation_city_series: host and comparison by year."""

from expectations.columns import CITY_ID, REFERENCE_DATE
from expectations.contract import Column, TableContract
from expectations.references import to_city
from expectations.study import BAND, CITATION, DESIGN, EVENT_YEAR, OUTCOME, ZONE, percent

INNOVATION_CITY_SERIES = TableContract(
    name="innovation_city_series",
    schema="mart",
    ko="혁신도시와 대조군 추이",
    en="Innovation cities and their comparison by year",
    description="Observed figures of hosts and rings beside those of the weighted donors, brought to the level of the base years.",
    grain="a city, zone, outcome and December",
    columns=(
        CITY_ID,
        ZONE,
        OUTCOME,
        REFERENCE_DATE,
        EVENT_YEAR,
        Column("period", "VARCHAR", "기간", "Period", allowed=("before", "after")),
        Column("observed", "DOUBLE", "관측값", "Observed figure", unit="persons, households or businesses", minimum=0, measure="extensive"),
        Column("synthetic", "DOUBLE", "합성 대조값", "Figure of the comparison", unit="persons, households or businesses", minimum=0, formula="observed / exp(gap)"),
        percent("gap_pct", "격차", "Observed against comparison", formula="100 * (observed / synthetic - 1)"),
        *BAND,
        DESIGN,
    ),
    key=("city_id", "zone", "outcome", "reference_date"),
    references=to_city(),
    source="mart.innovation_city_path",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip
