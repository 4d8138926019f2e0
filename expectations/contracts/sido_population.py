"""core.sido_population: registered population of sido by year on the reference geography."""

from expectations.columns import INTERPOLATED, POPULATION, REFERENCE_DATE, UNIT_ID
from expectations.contract import TableContract
from expectations.contracts.sido_population_reported import MEGAREGION, MEN, WOMEN
from expectations.references import to_unit

SIDO_POPULATION = TableContract(
    name="sido_population",
    schema="core",
    ko="시도 주민등록인구",
    en="Registered population of sido",
    description=(
        "The sido of the reference vintage in every year: what a sido lost or gained since is shared out by "
        "core.crosswalk and flagged. The national sum is that of the reported table, to the person."
    ),
    grain="a sido and December",
    columns=(UNIT_ID, REFERENCE_DATE, POPULATION, MEN, WOMEN, MEGAREGION, INTERPOLATED),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="core.sido_population_reported by core.crosswalk",
    min_rows=0,
)
