"""core.area_comparison: polygons of every vintage against registered areas."""

from expectations.boundary import BOUNDARY_LEVEL, SCHEME, VINTAGE
from expectations.contract import Column, Expect, TableContract

AREA_COMPARISON = TableContract(
    name="area_comparison",
    schema="core",
    ko="경계 면적과 지적 면적",
    en="Polygon area and registered area",
    description="Polygons after cleaning against the register, published and derived vintages alike; they differ by tidal land and water.",
    grain="a vintage and registered area",
    columns=(
        BOUNDARY_LEVEL,
        SCHEME,
        VINTAGE,
        Column("registered_unit_id", "VARCHAR", "등록 단위", "Unit as registered", caveat="a+b where the register gives two units together"),
        Column("units", "VARCHAR", "경계 단위", "Units of the vintage that it has become", caveat="joined by `+`; `nation` for all"),
        Column("polygon_km2", "DOUBLE", "경계 면적", "Area of the polygons", unit="km2", minimum=0, measure="extensive"),
        Column("registered_km2", "DOUBLE", "지적 면적", "Registered area", unit="km2", minimum=0, measure="extensive"),
        Column("registered_date", "DATE", "지적 기준일", "Date of the register"),
        Column("difference_share", "DOUBLE", "차이", "Polygons against the register", unit="ratio", formula="polygon_km2 / registered_km2 - 1"),
        Column("publisher", "VARCHAR", "출처", "Publisher of the registered area"),
    ),
    key=("level", "scheme", "vintage", "registered_unit_id", "registered_date"),
    source="core.boundary, core.derived_boundary, core.official_area",
    min_rows=0,
    expectations=(
        Expect(
            "expect_column_values_to_be_between", {"column": "difference_share", "min_value": -0.1, "max_value": 0.1}, "warning",
            "polygon and register differ by more than 10 %: tidal and reclaimed land, another border on that day, or a wrong boundary",
        ),
    ),
)  # fmt: skip
