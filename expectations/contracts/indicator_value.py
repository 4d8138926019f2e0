"""mart.indicator_value: every regional series in one long table."""

from expectations.columns import LEVEL, REFERENCE_DATE, REGION_ID
from expectations.contract import Column, TableContract
from expectations.contracts.indicator import INDICATOR_ID
from expectations.references import to_indicator, to_region

INDICATOR_VALUE = TableContract(
    name="indicator_value",
    schema="mart",
    ko="지표 값",
    en="Values of all indicators",
    description="Every series by region and date, for maps and comparisons; what is not known has no row.",
    grain="an indicator, region and date",
    columns=(
        INDICATOR_ID,
        LEVEL,
        REGION_ID,
        REFERENCE_DATE,
        Column("value", "DOUBLE", "값", "Value", unit="of the indicator", caveat="unit and definition are in mart.indicator"),
    ),
    key=("indicator", "level", "region_id", "reference_date"),
    references=(*to_indicator(), *to_region()),
    source="the indicator tables of mart",
)
