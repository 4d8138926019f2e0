"""core.sido_projection: official population projections by sido, the optional control of mart.projection."""

from dataclasses import replace

from expectations.columns import FACT_SOURCE, POPULATION, UNIT_ID, YEAR
from expectations.contract import TableContract
from expectations.references import to_unit

SIDO_PROJECTION = TableContract(
    name="sido_projection",
    schema="core",
    ko="시도 장래인구추계",
    en="Official projections by sido",
    description="Rows of the table assets/reference/tables/sido_projection.csv. Where a sido has a path that covers the base year, its projection follows the path's growth. Shipped without rows: the full table of Statistics Korea's projection (시도편, May 2024) was not at hand.",
    grain="a sido and year",
    columns=(
        replace(UNIT_ID, name="sido_unit_id", ko="시도", en="Sido", caveat=""),
        YEAR,
        replace(POPULATION, caveat="mid-year residents; only its growth is used, never mixed with registered persons"),
        FACT_SOURCE,
    ),
    key=("sido_unit_id", "year"),
    references=to_unit("sido_unit_id"),
    source="Statistics Korea (국가데이터처), population projections by sido",
    min_rows=0,
    when_empty="Statistics Korea's projection by sido is not carried over; a row in sido_projection.csv fills it",
)  # fmt: skip
