"""mart.extinction_risk_map: the index of every sigungu and year with its shape, made for a time slider."""

from dataclasses import replace

from expectations.columns import (
    GEOMETRY_BASIS,
    NAME_EN,
    NAME_KO,
    POPULATION,
    REFERENCE_DATE,
    REGION_ID,
    SHOWN_FROM,
    SHOWN_TO,
    SIDO_KO,
    SIMPLIFIED,
    optional,
)
from expectations.contract import TableContract
from expectations.contracts.extinction_risk import CITATION, EXTINCTION_RISK, RISK_CLASS, RISK_INDEX
from expectations.references import to_unit

EXTINCTION_RISK_MAP = TableContract(
    name="extinction_risk_map",
    schema="mart",
    ko="지방소멸위험지수 연도별",
    en="Extinction risk by year",
    description="The index of mart.extinction_risk on simplified shapes of one geography. A December's figure is drawn for its whole year; a year without figures is empty.",
    grain="a sigungu and date",
    columns=(
        REGION_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        REFERENCE_DATE,
        replace(SHOWN_FROM, formula="1 January of the reference date's year"),
        replace(SHOWN_TO, nullable=False, formula="reference_date"),
        optional(POPULATION),
        RISK_INDEX,
        RISK_CLASS,
        EXTINCTION_RISK.column("at_risk"),
        replace(EXTINCTION_RISK.column("interpolated"), caveat="true: shared out from a divided unit"),
        GEOMETRY_BASIS,
        SIMPLIFIED,
    ),
    key=("region_id", "reference_date"),
    geometry="geometry",
    source="mart.extinction_risk, core.simple_boundary",
    references=to_unit("region_id"),
    citation=CITATION,
)
