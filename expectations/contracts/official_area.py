"""core.official_area: registered (cadastral) areas, to hold polygons against."""

from expectations.contract import Column, TableContract

OFFICIAL_AREA = TableContract(
    name="official_area",
    schema="core",
    ko="지적 면적",
    en="Registered area",
    description="Areas as registered; polygons differ by tidal land and water.",
    grain="a unit and date",
    columns=(
        Column("level", "VARCHAR", "단위 수준", "Level", allowed=("nation", "sido", "sigungu")),
        Column("unit_id", "VARCHAR", "단위 식별자", "Unit identifier"),
        Column("mois_code", "VARCHAR", "행정안전부 코드", "MOIS code on that date", nullable=True),
        Column("area_km2", "DOUBLE", "면적", "Registered area", unit="km2", minimum=1, measure="extensive"),
        Column("reference_date", "DATE", "기준일", "Reference date"),
        Column("publisher", "VARCHAR", "출처", "Publisher"),
        Column("verified", "BOOLEAN", "확인 여부", "Checked against the publisher"),
        Column("note", "VARCHAR", "비고", "Note", nullable=True),
    ),
    key=("unit_id", "reference_date"),
    source="assets/reference/tables/official_area.csv",
)
