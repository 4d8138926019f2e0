"""mart.indicator: every series that mart.indicator_value holds, with its definition."""

from expectations.contract import Column, TableContract

INDICATOR_ID = Column(
    "indicator", "VARCHAR", "지표", "Indicator", pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$", formula="table.column",
)  # fmt: skip

INDICATOR = TableContract(
    name="indicator",
    schema="mart",
    ko="지표 목록",
    en="Indicators",
    description="One line per series; unit, formula and source are those of its column in the table that it comes from.",
    grain="an indicator",
    columns=(
        INDICATOR_ID,
        Column("table_name", "VARCHAR", "테이블", "Table"),
        Column("column_name", "VARCHAR", "열", "Column"),
        Column("name_ko", "VARCHAR", "이름", "Name in Korean"),
        Column("name_en", "VARCHAR", "영문 이름", "Name in English"),
        Column("unit", "VARCHAR", "단위", "Unit"),
        Column(
            "measure", "VARCHAR", "성격", "Count or rate", allowed=("extensive", "intensive"),
            caveat="extensive ones may be summed over regions, intensive ones never",
        ),
        Column("formula", "VARCHAR", "산식", "Formula", nullable=True),
        Column("caveat", "VARCHAR", "주의", "Note", nullable=True),
        Column("source", "VARCHAR", "출처", "Source"),
        Column("citation", "VARCHAR", "인용", "Reference", nullable=True),
    ),
    key=("indicator",),
    source="the contracts of the tables",
)  # fmt: skip
