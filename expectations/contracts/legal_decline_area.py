"""mart.legal_decline_area: the designated population-decline areas with their shapes; no index."""

from expectations.columns import AREA_KM2, GEOMETRY, GEOMETRY_BASIS, NAME_EN, NAME_KO, SIDO_KO, UNIT_ID
from expectations.contract import Expect, TableContract
from expectations.contracts.decline_area import DECLINE_AREA
from expectations.references import to_unit

LEGAL_DECLINE_AREA = TableContract(
    name="legal_decline_area",
    schema="mart",
    ko="인구감소지역 (법정 지정)",
    en="Population-decline areas designated by law",
    description="The 89 areas of MOIS notice 2021-66 on the reference geography: a legal designation, no computed class; none stands in this table.",
    grain="a designated area",
    columns=(
        UNIT_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        DECLINE_AREA.column("designated_from"),
        DECLINE_AREA.column("notice"),
        DECLINE_AREA.column("source"),
        AREA_KM2,
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("unit_id",),
    references=to_unit(),
    geometry="geometry",
    source="core.decline_area by core.crosswalk, core.level_boundary",
    expectations=(
        Expect(
            "expect_table_row_count_to_equal", {"value": 89}, why="each of the 89 areas is one unit of the reference geography"
        ),
    ),
)
