"""mart.megaregion_profile: every indicator of the 5+3 groups side by side; its columns follow from the indicators' contracts."""

from dataclasses import replace

from expectations.columns import (
    AREA_KM2,
    GEOMETRY,
    GEOMETRY_BASIS,
    MISSING_UNITS,
    NAME_EN,
    NAME_KO,
    REFERENCE_DATE,
    REGION_ID,
    optional,
)
from expectations.contract import Column, TableContract
from expectations.contracts.map_layers import AT_RISK_UNITS, KEIS_UNITS
from expectations.contracts.registry import series_contracts
from expectations.formula import carried

SERIES = series_contracts(without="megaregion_profile")
READING = Column(
    "reading", "VARCHAR", "구분 방식", "Reading of the groups", allowed=("5+3", "5+2"),
    caveat="5+3: Jeonbuk by itself; 5+2: the Southwest with Jeonbuk, the one group that differs",
)  # fmt: skip

_LEVEL = "CASE this.reading WHEN '5+3' THEN 'megaregion' ELSE 'five_plus_two' END"


def profile_column(table: TableContract, column: Column) -> Column:
    """The column of one indicator, named `table__column`."""
    source = f"{table.schema}.{table.name}.{column.name}"
    formula = carried(
        source, f"s.level = {_LEVEL} AND s.region_id = this.region_id AND s.reference_date = this.{table.name}__date"
    )
    return replace(column, name=f"{table.name}__{column.name}", nullable=True, formula=formula, source=source)


def date_column(table: TableContract) -> Column:
    """The newest date of one indicator table at this level, named `table__date`."""
    return replace(
        optional(REFERENCE_DATE), name=f"{table.name}__date", ko=f"{table.ko} 기준일", en=f"Date of: {table.en}", caveat=""
    )


def missing_column(table: TableContract) -> Column:
    """How many units the figures of one indicator table lack, named `table__missing_units`."""
    return replace(
        optional(MISSING_UNITS), name=f"{table.name}__missing_units", ko=f"{table.ko} 누락 단위", en=f"Units missing from: {table.en}",
        caveat="the most of any figure that is not empty",
    )  # fmt: skip


MEGAREGION_PROFILE = TableContract(
    name="megaregion_profile",
    schema="mart",
    ko="5극3특 권역 종합",
    en="Profile of the 5+3 groups",
    description=(
        "Every indicator that is known for a group, on the newest date of its table; what a source does not give stays empty. "
        "The Southwest stands in both readings."
    ),
    grain="a 5+3 group in a reading",
    columns=(
        READING,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        AREA_KM2,
        AT_RISK_UNITS,
        KEIS_UNITS,
        Column("legal_decline_areas", "BIGINT", "인구감소지역 수", "Population-decline areas in law", unit="areas", minimum=0, measure="extensive"),
        *(
            column
            for table in SERIES.values()
            for column in (date_column(table), missing_column(table), *(profile_column(table, c) for c in table.series_columns))
        ),
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("reading", "region_id"),
    geometry="geometry",
    source="mart.indicator_value, mart.extinction_risk, core.decline_area, core.level_boundary",
)  # fmt: skip
